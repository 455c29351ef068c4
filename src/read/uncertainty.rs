//! `[uncertainty]` of a profile: what is in doubt about its ranking.

use std::collections::BTreeMap;

use crate::model::Level;
use crate::problem::Kind;
use crate::stage::{Aggregation, Missing};
use crate::study::{DataDoubt, Doubt, Errors, MentionOf, Profile, Spread, WeightDoubt};

use super::aggregation;
use super::choices;
use super::name_or_table::{name, pick, unknown};
use super::profile::mention;
use super::section::{Entry, Section};

/// How weights may be drawn.
const WEIGHTS: &[&str] =
    &["uniform", "dirichlet", "plus-minus", "ordered", "box", "statements", "none"];

/// Far more draws than anyone waits for.
pub const MOST_DRAWS: usize = 100_000_000;

/// Reads `[uncertainty]`, where there is one.
pub(super) fn read(profile: &mut Profile, root: &mut Section<'_>) {
    let Some(entry) = root.entry("uncertainty") else {
        return;
    };
    let place = entry.key_place();
    profile.places.insert("uncertainty".into(), place);
    let Some(mut section) = entry.section("`[uncertainty]`") else {
        return;
    };
    let mut doubt = Doubt::default();
    if let Some(at) = section.entry("at") {
        let found = name(&at, Kind::Method, &["pillars", "leaves"]);
        doubt.at = if found == Some("leaves") { Level::Leaves } else { Level::Pillars };
    }
    if let Some(entry) = section.entry("weights") {
        let path = "uncertainty.weights".to_owned();
        profile.places.insert(path, entry.place());
        doubt.weights = weights(profile, &entry, doubt.at).unwrap_or_default();
    }
    doubt.data = section.entry("data").and_then(|entry| data(&entry));
    lists(profile, &mut section, &mut doubt);
    if let Some(draws) = section.entry("draws") {
        doubt.draws = whole(&draws, 1.0, MOST_DRAWS as f64).unwrap_or(1.0) as usize;
    }
    if let Some(seed) = section.entry("seed") {
        doubt.seed = whole(&seed, 0.0, 2f64.powi(53)).unwrap_or(0.0) as u64;
    }
    section.finish();
    profile.doubt = Some(doubt);
}

/// A whole number within bounds.
fn whole(entry: &Entry<'_>, least: f64, most: f64) -> Option<f64> {
    let value = entry.number()?;
    if value.fract() != 0.0 || !(least..=most).contains(&value) {
        entry.bad(format!("a whole number from {least} to {most}"));
        return None;
    }
    Some(value)
}

/// The lists of choices that are equally likely.
fn lists(profile: &mut Profile, section: &mut Section<'_>, doubt: &mut Doubt) {
    doubt.missing = choices_of(section.entry("missing"), |item| {
        let (missing, by) = choices::missing(item, false)?;
        profile.mentions.extend(by);
        // Who is ranked is the profile's to say, not a matter of doubt.
        Some(Missing { min_coverage: profile.missing.usual.min_coverage, ..missing })
    });
    doubt.treatment = choices_of(section.entry("treatment"), choices::treatment);
    doubt.normalisation = choices_of(section.entry("normalisation"), choices::normalisation);
    doubt.aggregation = choices_of(section.entry("aggregation"), |one| method(profile, one));
}

/// Two or more different choices; an empty list for a key that is not there.
fn choices_of<'a, T: PartialEq>(
    entry: Option<Entry<'a>>,
    mut read: impl FnMut(&Entry<'a>) -> Option<T>,
) -> Vec<T> {
    let Some(entry) = entry else {
        return Vec::new();
    };
    let items = entry.items();
    let mut found = Vec::new();
    for item in &items {
        let Some(choice) = read(item) else { continue };
        if found.contains(&choice) {
            item.bad_with("each choice once", "all choices of a list are equally likely");
        }
        found.push(choice);
    }
    if items.len() < 2 && found.len() == items.len() {
        let hint = match found.is_empty() {
            true => "leave it out: the profile's own choice stays",
            false => {
                "a single choice is no doubt: write it above the first `[table]` as the profile's own"
            }
        };
        entry.bad_with("a list of two or more choices", hint);
    }
    found
}

/// How scores come about; what a method asks of the scale is left to the profile's own.
fn method(profile: &Profile, entry: &Entry<'_>) -> Option<Aggregation> {
    let mut own = profile.clone();
    own.places.remove("normalisation");
    let known = entry.document.problems_so_far();
    aggregation::read(&mut own, entry);
    (entry.document.problems_so_far() == known).then_some(own.aggregation)
}

/// How weights are drawn: a name, or a table with one key.
fn weights(profile: &mut Profile, entry: &Entry<'_>, at: Level) -> Option<WeightDoubt> {
    if entry.is_text() {
        return match name(entry, Kind::Method, WEIGHTS)? {
            "uniform" => Some(WeightDoubt::Uniform),
            "ordered" => Some(WeightDoubt::Ordered),
            "statements" => Some(WeightDoubt::Statements(Vec::new())),
            "dirichlet" => Some(Doubt::default().weights),
            "none" => Some(WeightDoubt::None),
            "plus-minus" => needs(entry, "`{ plus-minus = 25 }`, in per cent of each weight"),
            _ => needs(
                entry,
                "`{ box = { talent = [20, 40] } }`, the least and the most in hundredths",
            ),
        };
    }
    if !entry.is_table() {
        entry.wrong("the name of a way to draw weights, or a table with it as the one key");
        return None;
    }
    let entries = entry.section("")?.entries();
    let [one] = entries.as_slice() else {
        return needs(entry, "one way to draw weights");
    };
    match pick(one.key, WEIGHTS) {
        Some("dirichlet") => dirichlet(one),
        Some("plus-minus") => plus_minus(one),
        Some("box") => bounds(profile, one, at),
        Some(plain) => needs(entry, &format!("`\"{plain}\"`, which has no settings")),
        None => {
            let problem = unknown(one.key_place(), Kind::Method, one.key, entry.key, WEIGHTS);
            entry.document.push(problem);
            None
        }
    }
}

fn needs(entry: &Entry<'_>, what: &str) -> Option<WeightDoubt> {
    entry.bad(what);
    None
}

/// `{ points = 5 }`; how many there can be is known once there are weights.
fn dirichlet(entry: &Entry<'_>) -> Option<WeightDoubt> {
    let mut settings = entry.section("the settings of `dirichlet`")?;
    let points = settings.required("points", "write how far shares vary: `{ points = 5 }`");
    settings.finish();
    let entry = points?;
    let points = entry.number()?;
    if points <= 0.0 {
        return needs(&entry, "above zero");
    }
    Some(WeightDoubt::Dirichlet { points })
}

/// `{ plus-minus = 25 }`
fn plus_minus(entry: &Entry<'_>) -> Option<WeightDoubt> {
    let percent = entry.number()?;
    if percent <= 0.0 || percent > 100.0 {
        return needs(entry, "a percentage above 0, up to 100");
    }
    Some(WeightDoubt::PlusMinus { percent })
}

/// `{ box = { talent = [20, 40] } }`, in hundredths.
fn bounds(profile: &mut Profile, entry: &Entry<'_>, at: Level) -> Option<WeightDoubt> {
    let mut found = BTreeMap::new();
    let mut is_whole = true;
    for one in entry.section("`box`")?.entries() {
        let role = match at {
            Level::Pillars => MentionOf::ChildOf("index".into()),
            Level::Leaves => MentionOf::Indicator,
        };
        profile.mentions.push(mention(role, one.key, one.key_place()));
        match one.numbers().as_deref() {
            Some(&[low, high]) if 0.0 <= low && low < high && high <= 100.0 => {
                found.insert(one.key.to_owned(), (low / 100.0, high / 100.0));
            }
            Some(_) => {
                one.bad("the least and the most in hundredths, as in `[20, 40]`");
                is_whole = false;
            }
            None => is_whole = false,
        }
    }
    if is_whole {
        check_bounds(entry, &found);
    }
    Some(WeightDoubt::Box(found))
}

/// Notes bounds that are none, that are written as shares of one, or that leave no room.
fn check_bounds(entry: &Entry<'_>, found: &BTreeMap<String, (f64, f64)>) {
    let Some((id, (low, high))) = found.first_key_value() else {
        let expected = "bounds of one weight or more, as in `{ box = { talent = [20, 40] } }`";
        return entry.bad_with(expected, "without bounds it is `weights = \"uniform\"`");
    };
    if found.values().all(|(_, high)| *high <= 0.01) {
        let [low, high] = [low, high].map(|share| (share * 1e10).round() / 1e6);
        let hint = format!("in hundredths: `{id} = [{low}, {high}]`");
        return entry.bad_with("hundredths, not shares of one", hint);
    }
    let least: f64 = found.values().map(|(low, _)| low).sum();
    if least >= 1.0 {
        entry.bad(format!(
            "least shares that leave some room below 100; these sum to {}",
            (100.0 * least).round()
        ));
    }
}

/// `true`, or how values are drawn.
fn data(entry: &Entry<'_>) -> Option<DataDoubt> {
    if !entry.is_table() {
        return entry.boolean()?.then(DataDoubt::default);
    }
    let mut section = entry.section("`data`")?;
    let mut doubt = DataDoubt::default();
    if let Some(shape) = section.entry("shape") {
        doubt.spread = match name(&shape, Kind::Method, &["triangular", "uniform"]) {
            Some("uniform") => Spread::Uniform,
            _ => Spread::Triangular,
        };
    }
    doubt.gaps = section.boolean("gaps").unwrap_or(true);
    let mut error = |key| {
        let entry = section.entry(key)?;
        let part = entry.number()?;
        if !(0.0..1.0).contains(&part) {
            entry.bad("the part of a value by which it may be off, from 0 to below 1");
        }
        Some(part)
    };
    doubt.errors = Errors {
        observed: error("observed").unwrap_or(0.0),
        derived: error("derived").unwrap_or(0.0),
        estimated: error("estimated").unwrap_or(0.0),
    };
    section.finish();
    Some(doubt)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Problems;
    use crate::stage::{Normalisation, Treatment};

    fn doubt(text: &str) -> Result<Doubt, Problems> {
        let text = format!("weighting = \"equal\"\n[uncertainty]\n{text}\n");
        Profile::parse("judge.toml", &text).map(|own| own.doubt.unwrap())
    }

    fn said(text: &str) -> String {
        doubt(text).unwrap_err().to_string()
    }

    #[test]
    fn every_way_to_draw_weights_can_be_written() -> Result<(), Problems> {
        let cases = [
            ("\"uniform\"", WeightDoubt::Uniform),
            ("\"ordered\"", WeightDoubt::Ordered),
            ("\"none\"", WeightDoubt::None),
            ("\"statements\"", WeightDoubt::Statements(Vec::new())),
            ("\"dirichlet\"", WeightDoubt::Dirichlet { points: 5.0 }),
            ("{ dirichlet = { points = 7.5 } }", WeightDoubt::Dirichlet { points: 7.5 }),
            ("{ plus-minus = 25 }", WeightDoubt::PlusMinus { percent: 25.0 }),
            (
                "{ box = { talent = [20, 40] } }",
                WeightDoubt::Box([("talent".to_owned(), (0.2, 0.4))].into()),
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(doubt(&format!("weights = {text}"))?.weights, expected);
        }
        assert_eq!(doubt("draws = 10")?.weights, Doubt::default().weights);
        Ok(())
    }

    #[test]
    fn data_choices_draws_and_seed_can_be_written() -> Result<(), Problems> {
        let own = doubt(
            "data = { shape = \"uniform\", estimated = 0.1, gaps = false }\nmissing = [\"mean\", \"leave-out\"]\ntreatment = [\"none\", \"log\"]\nnormalisation = [\"min-max\", \"z-score\"]\naggregation = [\"weighted-mean\", \"geometric-mean\"]\ndraws = 500\nseed = 7",
        )?;
        let data = own.data.unwrap();
        assert_eq!((data.spread, data.gaps), (Spread::Uniform, false));
        assert_eq!(data.errors.estimated, 0.1);
        assert_eq!((own.missing.len(), own.missing[0].min_coverage), (2, 0.65));
        assert_eq!(own.treatment, [Treatment::None, Treatment::log()]);
        assert_eq!(own.normalisation[1], Normalisation::z_score());
        assert_eq!(own.aggregation[1].name(), "geometric-mean");
        assert_eq!((own.draws, own.seed), (500, 7));
        assert_eq!(doubt("data = true")?.data, Some(DataDoubt::default()));
        assert_eq!(doubt("data = false")?.data, None);
        Ok(())
    }

    /// A choice that can not be read is no second one of another.
    #[test]
    fn an_unknown_choice_is_one_problem() {
        let text = "aggregation = [\"weighted-mean\", \"topsi\"]\nnormalisation = [\"minmax\"]";
        assert_eq!(doubt(text).unwrap_err().len(), 2, "{}", said(text));
    }

    #[test]
    fn what_can_not_be_is_refused_with_a_way_out() {
        let cases = [
            ("weights = \"dirichlt\"", "did you mean `dirichlet`?"),
            ("weights = { dirichlet = { point = 5 } }", "did you mean `points`?"),
            ("weights = { dirichlet = { points = -1 } }", "above zero"),
            ("weights = { plusminus = 5 }", "did you mean `plus-minus`?"),
            ("weights = \"plus-minus\"", "`{ plus-minus = 25 }`"),
            ("weights = { plus-minus = 250 }", "up to 100"),
            ("weights = { box = { talent = [40, 20] } }", "`[20, 40]`"),
            ("weights = { box = { a = [60, 70], b = [50, 60] } }", "these sum to 110"),
            ("weights = { box = {} }", "`weights = \"uniform\"`"),
            (
                "weights = { box = { cost = [0, 0.2], talent = [0.05, 1] } }",
                "in hundredths: `cost = [0, 20]`",
            ),
            ("data = { shape = \"normal\" }", "triangular"),
            ("normalisation = [\"min-max\"]", "a single choice is no doubt"),
            ("missing = \"mean\"", "above the first `[table]`"),
            ("treatment = []", "a list of two or more choices"),
            ("treatment = [\"log\", \"none\", \"log\"]", "each choice once"),
            ("normalisation = [\"min-max\", { min-max = { low = 0 } }]", "each choice once"),
            ("data = { estimated = 3 }", "below 1"),
            ("normalisation = [\"minmax\"]", "did you mean `min-max`?"),
            ("draws = 0", "a whole number from 1"),
            ("seed = 1.5", "a whole number from 0"),
            ("wieghts = \"uniform\"", "did you mean `weights`?"),
        ];
        for (text, wanted) in cases {
            assert!(said(text).contains(wanted), "{text}: {}", said(text));
        }
    }
}
