//! A profile as the TOML that reads as the same profile.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::model::{Direction, Ties};
use crate::stage::{
    Aggregation, Choices, Filling, Levels, Mean, Missing, Normalisation, Penalty, Preference,
    Treatment, Weighing,
};
use crate::study::{Limit, Override, Profile};

mod certainty;
mod statement;

use statement::weighing;

/// The text of a profile; what [`Profile::parse`] makes of it ranks every data set alike.
///
/// `--weight` has no place in a profile: shares that it moved are left out.
///
/// ```
/// use hubrank::{Profile, report::profile};
/// let founder = Profile::built_in("founder")?;
/// let again = Profile::parse("founder.toml", &profile::toml(&founder))?;
/// assert_eq!(founder.weighting, again.weighting);
/// # Ok::<(), hubrank::Problems>(())
/// ```
#[must_use]
pub fn toml(profile: &Profile) -> String {
    // Taken apart in full: a new field does not compile until it is written, or said not to be.
    let Profile {
        name,
        title,
        about,
        data,
        wants,
        missing,
        treatment,
        normalisation,
        weighting,
        aggregation,
        ties,
        overrides,
        limits,
        statements,
        doubt,
        mentions: _,
        place: _,
        places,
        sha256: _,
    } = profile;
    let mut out = head(name, title, about) + &asked_for(data, wants);
    let _ = writeln!(out, "\nmissing = {}", self::missing(&missing.usual, true));
    let _ = writeln!(out, "treatment = {}", self::treatment(&treatment.usual));
    let is_said = |path: &str| places.contains_key(path);
    out += &scale(&normalisation.usual, is_said("normalisation"));
    let whole = weighting.of.get("index").unwrap_or(&weighting.usual);
    let _ = writeln!(out, "weighting = {}", weighing(whole));
    let _ = writeln!(out, "aggregation = {}", self::aggregation(aggregation));
    let _ = writeln!(out, "ties = {}", quoted(tie_rule(*ties)));
    out += &weights(&weighting.stated);
    out += &groups(&weighting.of, aggregation);
    let own = (missing, treatment, normalisation);
    out += &indicators(overrides, own, aggregation);
    out += &self::limits(limits);
    out += &certainty::statements(statements);
    out + &certainty::uncertainty(doubt.as_ref(), is_said("uncertainty.weights"))
}

/// The scale. Where a profile says none, a data set may: silence is a choice, and stays one.
fn scale(usual: &Normalisation, is_said: bool) -> String {
    match is_said || *usual != Normalisation::default() {
        true => format!("normalisation = {}\n", normalisation(usual)),
        false => String::new(),
    }
}

fn head(name: &str, title: &str, about: &str) -> String {
    let mut out = format!("name = {}\ntitle = {}\n", quoted(name), quoted(title));
    if !about.is_empty() {
        let _ = writeln!(out, "about = {}", quoted(about));
    }
    out
}

/// The data that it is for, and what it would ask for.
fn asked_for(data: &[String], wants: &[(String, String)]) -> String {
    let mut out = String::new();
    if !data.is_empty() {
        let _ = writeln!(out, "data = {}", list(data.iter().map(|id| quoted(id))));
    }
    if !wants.is_empty() {
        let wants = wants.iter().map(|(id, words)| (id.as_str(), quoted(words)));
        let _ = writeln!(out, "wants = {}", inline(wants));
    }
    out
}

/// A text in quotes, as TOML has it.
pub(super) fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// A number with every digit.
pub(super) fn number(x: f64) -> String {
    match x.fract() == 0.0 && x.abs() < 1e15 {
        true => format!("{x:.0}"),
        false => format!("{x:?}"),
    }
}

pub(super) fn list(items: impl Iterator<Item = String>) -> String {
    format!("[{}]", items.collect::<Vec<_>>().join(", "))
}

/// `{ key = value, … }`.
pub(super) fn inline<'a>(pairs: impl Iterator<Item = (&'a str, String)>) -> String {
    let pairs: Vec<_> = pairs.map(|(key, value)| format!("{} = {value}", bare(key))).collect();
    format!("{{ {} }}", pairs.join(", "))
}

/// A key, in quotes where TOML asks for them.
pub(super) fn bare(key: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    match !key.is_empty() && key.chars().all(is_bare) {
        true => key.to_owned(),
        false => quoted(key),
    }
}

/// A method by its name, or with its settings.
pub(super) fn method<'a>(name: &str, settings: impl Iterator<Item = (&'a str, String)>) -> String {
    let settings: Vec<_> = settings.collect();
    match settings.is_empty() {
        true => quoted(name),
        false => format!("{{ {name} = {} }}", inline(settings.into_iter())),
    }
}

fn missing(own: &Missing, has_floor: bool) -> String {
    let by = match &own.filling {
        Filling::GroupMean(by) => Some(("by", quoted(by))),
        _ => None,
    };
    let floor = has_floor.then(|| ("min-coverage", number(own.min_coverage)));
    method(own.filling.name(), by.into_iter().chain(floor))
}

fn treatment(own: &Treatment) -> String {
    match own {
        Treatment::None => quoted("none"),
        Treatment::Log { shift } => {
            method("log", shift.map(|by| ("shift", number(by))).into_iter())
        }
        Treatment::Winsorise(rule) => {
            let settings =
                [("skewness", number(rule.skewness)), ("kurtosis", number(rule.kurtosis))];
            // "All of them" is what holds where nothing is said.
            let most = (rule.most <= 1_000_000).then(|| ("most", rule.most.to_string()));
            method("winsorise", settings.into_iter().chain(most))
        }
    }
}

fn normalisation(own: &Normalisation) -> String {
    let ends = |low: f64, high: f64| [("low", number(low)), ("high", number(high))];
    let settings = match own {
        Normalisation::MinMax { low, high } => ends(*low, *high).into(),
        Normalisation::Goalposts { posts, clip } => {
            let ends = posts.map_or(Vec::new(), |posts| ends(posts.low, posts.high).into());
            [ends, vec![("clip", clip.to_string())]].concat()
        }
        Normalisation::Target { value } => vec![("value", number(*value))],
        Normalisation::ValueFunction { knots } => {
            let knot = |&(x, y): &(f64, f64)| list([number(x), number(y)].into_iter());
            vec![("knots", list(knots.iter().map(knot)))]
        }
        _ => Vec::new(),
    };
    method(own.name(), settings.into_iter())
}

fn mean(own: &Mean) -> String {
    let settings = match own {
        Mean::Power { p } => Some(("p", number(*p))),
        Mean::MazziottaPareto { penalty } => {
            let word = match penalty {
                Penalty::Minus => "minus",
                Penalty::Plus => "plus",
            };
            Some(("penalty", quoted(word)))
        }
        Mean::OrderedWeighted { weights } => {
            Some(("weights", list(weights.iter().map(|&w| number(w)))))
        }
        Mean::Weighted | Mean::Geometric | Mean::Harmonic => None,
    };
    method(own.method().name(), settings.into_iter())
}

fn aggregation(own: &Aggregation) -> String {
    match own {
        Aggregation::Levels(Levels { within, across, .. }) if within == across => mean(within),
        Aggregation::Levels(Levels { within, across, .. }) => {
            inline([("within", mean(within)), ("across", mean(across))].into_iter())
        }
        Aggregation::BenefitOfTheDoubt(shares) => {
            let settings = [("min-share", number(shares.low)), ("max-share", number(shares.high))];
            method(own.name(), settings.into_iter())
        }
        Aggregation::Vikor { v } => method(own.name(), [("v", number(*v))].into_iter()),
        _ => quoted(own.name()),
    }
}

fn tie_rule(own: Ties) -> &'static str {
    match own {
        Ties::Competition => "competition",
        Ties::Dense => "dense",
        Ties::Fractional => "fractional",
    }
}

/// `[weights]` and `[within.…]`.
fn weights(stated: &BTreeMap<String, BTreeMap<String, f64>>) -> String {
    let mut nodes: Vec<_> = stated.iter().collect();
    nodes.sort_by_key(|(node, _)| *node != "index");
    let mut out = String::new();
    for (node, children) in nodes {
        out += &match node.as_str() {
            "index" => "\n[weights]\n".to_owned(),
            _ => format!("\n[within.{}]\n", bare(node)),
        };
        for (child, weight) in children {
            let _ = writeln!(out, "{} = {}", bare(child), number(*weight));
        }
    }
    out
}

/// `[group.…]`: how its children are weighed, and its mean.
fn groups(of: &BTreeMap<String, Weighing>, aggregation: &Aggregation) -> String {
    let none = BTreeMap::new();
    let means = aggregation.levels().map_or(&none, |levels| &levels.of);
    let mut names: Vec<_> = of.keys().chain(means.keys()).collect();
    names.sort();
    names.dedup();
    let mut out = String::new();
    for name in names.into_iter().filter(|name| *name != "index") {
        let _ = writeln!(out, "\n[group.{}]", bare(name));
        if let Some(own) = of.get(name) {
            let _ = writeln!(out, "weighting = {}", weighing(own));
        }
        if let Some(own) = means.get(name) {
            let _ = writeln!(out, "aggregation = {}", mean(own));
        }
    }
    out
}

type Stages<'a> = (&'a Choices<Missing>, &'a Choices<Treatment>, &'a Choices<Normalisation>);

/// `[indicator.…]`.
fn indicators(
    overrides: &BTreeMap<String, Override>,
    (missing, treatment, normalisation): Stages<'_>,
    aggregation: &Aggregation,
) -> String {
    let mut lines = BTreeMap::<&str, Vec<(&str, String)>>::new();
    for (id, own) in overrides {
        lines.entry(id).or_default().extend(overridden(own));
    }
    for (id, own) in &missing.of {
        let line = ("missing", self::missing(own, false));
        lines.entry(id).or_default().push(line);
    }
    for (id, own) in &treatment.of {
        let line = ("treatment", self::treatment(own));
        lines.entry(id).or_default().push(line);
    }
    for (id, own) in &normalisation.of {
        let line = ("normalisation", self::normalisation(own));
        lines.entry(id).or_default().push(line);
    }
    if let Aggregation::Promethee { preferences } = aggregation {
        for (id, own) in &preferences.of {
            let line = ("preference", preference(*own));
            lines.entry(id).or_default().push(line);
        }
    }
    let mut out = String::new();
    for (id, lines) in lines {
        let _ = writeln!(out, "\n[indicator.{}]", bare(id));
        for (key, value) in lines {
            let _ = writeln!(out, "{key} = {value}");
        }
    }
    out
}

fn overridden(own: &Override) -> Vec<(&'static str, String)> {
    let direction = own.direction.map(|direction| match direction {
        Direction::Higher => quoted("higher"),
        Direction::Lower => quoted("lower"),
    });
    let all = [
        ("direction", direction),
        ("per", own.per.as_deref().map(quoted)),
        ("scale", own.scale.map(number)),
        ("scored_unit", own.scored_unit.as_deref().map(quoted)),
    ];
    all.into_iter().filter_map(|(key, value)| Some((key, value?))).collect()
}

fn preference(own: Preference) -> String {
    let (name, settings) = match own {
        Preference::Usual => ("usual", vec![]),
        Preference::UShape { q } => ("u-shape", vec![("q", q)]),
        Preference::VShape { p } => ("v-shape", vec![("p", p)]),
        Preference::Level { q, p } => ("level", vec![("q", q), ("p", p)]),
        Preference::Linear { q, p } => ("linear", vec![("q", q), ("p", p)]),
        Preference::Gaussian { s } => ("gaussian", vec![("s", s)]),
    };
    method(name, settings.into_iter().map(|(key, x)| (key, number(x))))
}

fn limits(own: &[Limit]) -> String {
    let mut out = String::new();
    if !own.is_empty() {
        out += "\n[limits]\n";
    }
    for limit in own {
        let bounds = [("at-least", limit.at_least), ("at-most", limit.at_most)];
        let bounds = bounds.into_iter().filter_map(|(key, x)| Some((key, number(x?))));
        let _ = writeln!(out, "{} = {}", bare(&limit.indicator), inline(bounds));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Problems;

    /// The profile that its own text reads as, but for places and hash.
    fn again(profile: &Profile) -> Result<Profile, Problems> {
        let mut again = Profile::parse("again.toml", &toml(profile))?;
        again.place = profile.place.clone();
        again.places = profile.places.clone();
        again.mentions = profile.mentions.clone();
        for (one, own) in again.statements.iter_mut().zip(&profile.statements) {
            one.place = own.place.clone();
        }
        again.sha256 = profile.sha256.clone();
        Ok(again)
    }

    #[test]
    fn numbers_and_keys_are_those_of_toml() {
        assert_eq!(number(30.0), "30");
        assert_eq!(number(1e-7), "1e-7");
        assert_eq!(number(0.1 + 0.2), "0.30000000000000004");
        assert_eq!((bare("a-b").as_str(), bare("a b").as_str()), ("a-b", "\"a b\""));
    }

    #[test]
    fn every_form_reads_as_itself() -> Result<(), Problems> {
        for text in [
            "",
            "about = \"\"\"two\nlines \\u0022quoted\\u0022\"\"\"\ndata = [\"a\"]\nwants = { x = \"y\" }",
            "missing = { group-mean = { by = \"region\", min-coverage = 0.5 } }\nties = \"dense\"",
            "treatment = { winsorise = { skewness = 1.5, most = 3 } }\nweighting = \"equal\"",
            "treatment = \"winsorise\"\nnormalisation = { min-max = { low = 1, high = 100 } }",
            "normalisation = { value-function = { knots = [[0, 0], [0.5, 80], [1, 100]] } }",
            "normalisation = { goalposts = { low = 1, high = 2.5, clip = true } }",
            "aggregation = { within = \"weighted-mean\", across = { power-mean = { p = -0.5 } } }",
            "aggregation = { ordered-weighted = { weights = [2, 1] } }\nweighting = \"critic\"",
            "aggregation = { mazziotta-pareto = { penalty = \"plus\" } }\nweighting = { pca = { components = 2 } }",
            "aggregation = { benefit-of-the-doubt = { min-share = 0.1, max-share = 0.9 } }",
            "aggregation = { vikor = { v = 0.3 } }",
            "[statements]\nhubs = [\"a > b > c\"]\nweights = [\"talent >= 20\"]",
            "[uncertainty]\nweights = { box = { talent = [20, 40] } }\ndata = { shape = \"uniform\", estimated = 0.1 }",
            "[uncertainty]\nnormalisation = [\"min-max\", \"percentile\"]\naggregation = [\"weighted-mean\", \"geometric-mean\"]\nseed = 7",
            "aggregation = \"topsis\"\nweighting = { swing = { talent = 100, cost = 60 } }",
            "aggregation = \"borda\"\nweighting = { rank-order = { rule = \"sr\", order = [\"a\", [\"b\", \"c\"]] } }",
            "aggregation = \"promethee\"\n[indicator.rent]\npreference = { linear = { q = 1, p = 5 } }",
            "weighting = { ahp = { pairs = [[\"a\", \"b\", 3]], priorities = \"geometric-mean\" } }",
            "weighting = { best-worst = { best = \"a\", worst = \"c\", best-to-others = { b = 2, c = 6 }, others-to-worst = { b = 3 }, model = \"original\" } }",
            "weighting = { deck-of-cards = { levels = [\"a\", [\"b\"]], cards = [2], ratio = 5 } }",
            "weighting = \"equal\"\n[within.cost]\nrent = 1\n[group.talent]\naggregation = \"geometric-mean\"\nweighting = \"entropy\"",
            "[weights]\na = 0.1\nb = 3\n[indicator.a]\ndirection = \"lower\"\nper = \"p\"\nscale = 1e4\nscored_unit = \"per head\"\nmissing = \"median\"\ntreatment = { log = { shift = 0.1 } }\n[limits]\na = { at-least = -1, at-most = 2.5 }",
        ] {
            let profile = Profile::parse("again.toml", text)?;
            assert_eq!(again(&profile)?, profile, "{text}\n{}", toml(&profile));
        }
        Ok(())
    }

    /// What a profile does not say may be said by a data set, or be made to fit: it is not said for it.
    #[test]
    fn silence_stays_silence() -> Result<(), Problems> {
        let silent = "[uncertainty]\ndraws = 100";
        let said =
            "normalisation = \"min-max\"\n[uncertainty]\nweights = { dirichlet = { points = 5 } }";
        for (text, expected) in [("", false), (silent, false), (said, true)] {
            let written = toml(&Profile::parse("again.toml", text)?);
            let again = Profile::parse("again.toml", &written)?;
            for path in ["normalisation", "uncertainty.weights"] {
                assert_eq!(again.places.contains_key(path), expected, "{path} of {written}");
            }
        }
        Ok(())
    }

    #[test]
    fn every_shipped_profile_reads_as_itself() -> Result<(), Problems> {
        for name in Profile::built_ins() {
            let profile = Profile::built_in(name)?;
            assert_eq!(again(&profile)?, profile, "{name}");
        }
        Ok(())
    }
}
