//! How a profile lets scores come about: methods, means by level, preference functions.

use crate::problem::{Fault, Problem};
use crate::stage::{
    Aggregation, Choices, Levels, Mean, Method as Kind, Normalisation, Penalty, Preference, Shares,
};
use crate::study::Profile;

use super::name_or_table::{Method, method};
use super::section::Entry;

/// The means, which any level can take.
const MEANS: &[&str] = &[
    "weighted-mean",
    "geometric-mean",
    "harmonic-mean",
    "power-mean",
    "mazziotta-pareto",
    "ordered-weighted",
];

/// Every method, in the order of [`Kind::ALL`].
const METHODS: &[&str] = &{
    let mut names = [""; Kind::ALL.len()];
    let mut at = 0;
    while at < names.len() {
        names[at] = Kind::ALL[at].name();
        at += 1;
    }
    names
};

/// One method for all, or `{ within = …, across = … }`; and the scale that the method asks for, where none is said.
pub(super) fn read(profile: &mut Profile, entry: &Entry<'_>) {
    let is_levels = entry.is_table()
        && entry.section("").is_some_and(|table| {
            let keys = table.entries();
            keys.iter().any(|own| matches!(own.key, "within" | "across"))
        });
    if is_levels {
        profile.aggregation = Aggregation::Levels(by_level(entry));
        return;
    }
    let Some(mut found) = method(entry, METHODS) else {
        return;
    };
    let Some(kind) = Kind::named(found.name) else {
        return;
    };
    if let Some(aggregation) = whole(kind, entry, &mut found) {
        profile.aggregation = aggregation;
    }
    found.finish();
    if let Some(scale) = kind.scale() {
        take_scale(profile, entry, kind, scale);
    }
}

/// The scale of a method where the profile says none; a name for a scale with a mean refuses another one beside it.
fn take_scale(profile: &mut Profile, entry: &Entry<'_>, kind: Kind, scale: Normalisation) {
    if !profile.places.contains_key("normalisation") {
        profile.normalisation.usual = scale;
        return;
    }
    let said = profile.normalisation.usual.name();
    if kind.is_a_spelling() && said != scale.name() {
        let fault = Fault::Misfit {
            aggregation: kind.name(),
            problem: format!("is a mean on the scale `{}`, not on `{said}`", scale.name()),
        };
        let problem = Problem::new(profile.place_of(&["normalisation"]), fault);
        entry.document.push(problem.hint(format!(
            "leave `normalisation` out, or name the mean: `aggregation = \"{}\"`",
            profile.aggregation.name()
        )));
    }
}

/// A method that is no mean, or a mean at every level.
fn whole(kind: Kind, entry: &Entry<'_>, found: &mut Method<'_>) -> Option<Aggregation> {
    Some(match kind {
        Kind::Topsis => Aggregation::Topsis,
        Kind::Copeland => Aggregation::Copeland,
        Kind::Kemeny => Aggregation::Kemeny,
        Kind::Vikor => Aggregation::Vikor { v: share(found, "v", 0.5) },
        Kind::Promethee => Aggregation::Promethee { preferences: Choices::default() },
        Kind::BenefitOfTheDoubt => {
            let low = share(found, "min-share", 0.0);
            let high = share(found, "max-share", 1.0);
            if low > high || high == 0.0 {
                entry.bad("`min-share` to be no more than `max-share`, and that above zero");
            }
            Aggregation::BenefitOfTheDoubt(Shares { low, high })
        }
        _ => Aggregation::all(mean(kind, entry, found)?),
    })
}

/// A setting from 0 to 1.
fn share(found: &mut Method<'_>, key: &'static str, usual: f64) -> f64 {
    let Some(entry) = found.setting(key) else {
        return usual;
    };
    match entry.number() {
        Some(value) if (0.0..=1.0).contains(&value) => value,
        Some(_) => {
            entry.bad("a share from 0 to 1");
            usual
        }
        None => usual,
    }
}

fn by_level(entry: &Entry<'_>) -> Levels {
    let Some(mut table) = entry.section("`aggregation`") else {
        return Levels::default();
    };
    let mut level = |key| {
        let entry = table.entry(key)?;
        one_mean(&entry)
    };
    let levels = Levels {
        within: level("within").unwrap_or_default(),
        across: level("across").unwrap_or_default(),
        ..Levels::default()
    };
    table.finish();
    levels
}

/// The mean of one level.
fn one_mean(entry: &Entry<'_>) -> Option<Mean> {
    let mut found = method(entry, MEANS)?;
    let mean = mean(Kind::named(found.name)?, entry, &mut found);
    found.finish();
    mean
}

fn mean(kind: Kind, entry: &Entry<'_>, found: &mut Method<'_>) -> Option<Mean> {
    Some(match kind {
        Kind::GeometricMean | Kind::WeightedProduct => Mean::Geometric,
        Kind::HarmonicMean => Mean::Harmonic,
        Kind::PowerMean => {
            let Some(p) = found.setting("p") else {
                entry.bad("its power: `{ power-mean = { p = 2 } }`");
                return None;
            };
            Mean::Power { p: p.number()? }
        }
        Kind::MazziottaPareto => Mean::MazziottaPareto {
            penalty: match found.setting("penalty").as_ref().map(|own| (own, own.text())) {
                Some((_, Some("plus"))) => Penalty::Plus,
                Some((own, Some(other))) if other != "minus" => {
                    own.bad("`minus`, or `plus` for an index of something bad");
                    return None;
                }
                _ => Penalty::Minus,
            },
        },
        Kind::OrderedWeighted => Mean::OrderedWeighted { weights: places(entry, found)?.into() },
        _ => Mean::Weighted,
    })
}

/// Weights by place: zero or more, not all zero.
fn places(entry: &Entry<'_>, found: &mut Method<'_>) -> Option<Vec<f64>> {
    let Some(own) = found.setting("weights") else {
        entry.bad("weights by place, the largest value first: `{ ordered-weighted = { weights = [3, 2, 1] } }`");
        return None;
    };
    let weights = own.numbers()?;
    if weights.iter().any(|&weight| weight < 0.0) || weights.iter().sum::<f64>() <= 0.0 {
        own.bad("weights of zero or more, not all zero");
        return None;
    }
    Some(weights)
}

/// The mean inside one group.
pub(super) fn read_group(profile: &mut Profile, id: &str, entry: &Entry<'_>) {
    let Some(mean) = one_mean(entry) else { return };
    match &mut profile.aggregation {
        Aggregation::Levels(levels) => {
            levels.of.insert(id.to_owned(), mean);
        }
        other => {
            let fault =
                misfit(other, "looks at all indicators at once: no group has a mean of its own");
            let problem = Problem::new(entry.place(), fault);
            entry.document.push(problem.hint("take the line away, or choose a mean for the whole"));
        }
    }
}

/// How a difference on one indicator becomes a preference.
pub(super) fn read_preference(aggregation: &mut Aggregation, id: &str, entry: &Entry<'_>) {
    let Some(preference) = preference(entry) else {
        return;
    };
    match aggregation {
        Aggregation::Promethee { preferences } => {
            preferences.of.insert(id.to_owned(), preference);
        }
        other => {
            let fault = misfit(other, "has no use for a preference function");
            let problem = Problem::new(entry.place(), fault);
            entry
                .document
                .push(problem.hint("take the line away, or write `aggregation = \"promethee\"`"));
        }
    }
}

fn misfit(aggregation: &Aggregation, problem: &str) -> Fault {
    Fault::Misfit { aggregation: aggregation.name(), problem: problem.to_owned() }
}

fn preference(entry: &Entry<'_>) -> Option<Preference> {
    let known = &["usual", "u-shape", "v-shape", "level", "linear", "gaussian"];
    let mut found = method(entry, known)?;
    let name = found.name;
    let mut at = |key: &'static str| {
        let own = found.setting(key);
        let value = own.as_ref().and_then(Entry::number);
        match (&own, value) {
            (Some(own), Some(value)) if value < 0.0 => own.bad("a number of zero or more"),
            (None, _) => entry.bad(format!("`{key}`, in the unit of the indicator")),
            _ => {}
        }
        value.filter(|value| *value >= 0.0)
    };
    let preference = match name {
        "u-shape" => Preference::UShape { q: at("q")? },
        "v-shape" => Preference::VShape { p: at("p")? },
        "level" | "linear" => {
            let (q, p) = (at("q")?, at("p")?);
            if q > p {
                entry.bad("`q` to be no more than `p`");
            }
            match name {
                "level" => Preference::Level { q, p },
                _ => Preference::Linear { q, p },
            }
        }
        "gaussian" => {
            let s = at("s")?;
            if s == 0.0 {
                entry.bad("`s` above zero");
            }
            Preference::Gaussian { s }
        }
        _ => Preference::Usual,
    };
    found.finish();
    Some(preference)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Problems;

    fn parsed(text: &str) -> Result<Profile, Problems> {
        Profile::parse("configs/judge.toml", text)
    }

    fn refusal(text: &str) -> String {
        parsed(text).err().map_or_else(String::new, |problems| problems.to_string())
    }

    #[test]
    fn every_method_has_its_form_and_its_scale() -> Result<(), Problems> {
        for kind in Kind::ALL {
            let name = kind.name();
            let text = match kind {
                Kind::PowerMean => format!("aggregation = {{ {name} = {{ p = -1 }} }}"),
                Kind::OrderedWeighted => {
                    format!("aggregation = {{ {name} = {{ weights = [2, 1] }} }}")
                }
                _ => format!("aggregation = \"{name}\""),
            };
            let profile = parsed(&text)?;
            let scale = kind.scale().unwrap_or_default();
            assert_eq!(profile.normalisation.usual, scale, "{name}");
            assert!(kind.is_a_spelling() || profile.aggregation.method() == kind, "{name}");
        }
        Ok(())
    }

    #[test]
    fn settings_and_preferences_are_read() -> Result<(), Problems> {
        let profile = parsed(
            "aggregation = \"promethee\"\n[indicator.rent]\npreference = { linear = { q = 1, p = 5 } }\n",
        )?;
        let rent = match &profile.aggregation {
            Aggregation::Promethee { preferences } => *preferences.get("rent"),
            _ => Preference::Usual,
        };
        assert_eq!(rent, Preference::Linear { q: 1.0, p: 5.0 });
        let profile = parsed(
            "aggregation = { within = \"harmonic-mean\", across = { power-mean = { p = 2 } } }",
        )?;
        let levels = profile.aggregation.levels().cloned().unwrap_or_default();
        assert_eq!((levels.within, levels.across), (Mean::Harmonic, Mean::Power { p: 2.0 }));
        Ok(())
    }

    #[test]
    fn what_can_not_be_is_refused_with_a_way_out() {
        let refused = [
            ("aggregation = \"power-mean\"", "power-mean = { p = 2 }"),
            ("aggregation = { vikor = { v = 2 } }", "a share from 0 to 1"),
            ("aggregation = { ordered-weighted = { weights = [0, 0] } }", "not all zero"),
            (
                "aggregation = { benefit-of-the-doubt = { min-share = 0.6, max-share = 0.5 } }",
                "no more than",
            ),
            ("aggregation = { mazziotta-pareto = { penalty = \"up\" } }", "`minus`"),
            ("normalisation = \"z-score\"\naggregation = \"borda\"", "leave `normalisation` out"),
            (
                "aggregation = \"topsis\"\n[group.g]\naggregation = \"geometric-mean\"",
                "no group has a mean",
            ),
            ("[indicator.a]\npreference = \"usual\"", "aggregation = \"promethee\""),
            (
                "aggregation = \"promethee\"\n[indicator.a]\npreference = { level = { q = 5, p = 1 } }",
                "`q` to be no more than `p`",
            ),
            (
                "aggregation = \"promethee\"\n[indicator.a]\npreference = { gaussian = { s = 0 } }",
                "above zero",
            ),
            ("aggregation = \"topsys\"", "did you mean `topsis`?"),
        ];
        for (text, words) in refused {
            let said = refusal(text);
            assert!(said.contains(words), "{text}: {said}");
        }
    }
}
