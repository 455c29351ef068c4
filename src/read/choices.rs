//! What a profile chooses at each stage: missing, treatment, normalisation, weighting, aggregation.

use crate::model::Goalposts;
use crate::problem::Kind;
use crate::stage::normalise::are_knots;
use crate::stage::treat::Rule;
use crate::stage::{Divisor, Filling, Missing, Normalisation, Treatment, catalogue};
use crate::study::{Mention, MentionOf};

use super::name_or_table::{Method, method, name};
use super::outline::bad_goalposts;
use super::profile::mention;
use super::section::Entry;

/// How gaps are filled; with a floor of coverage only where it is said for the whole profile.
pub(super) fn missing(entry: &Entry<'_>, has_floor: bool) -> Option<(Missing, Option<Mention>)> {
    let mut method = method(entry, catalogue::FILLINGS)?;
    let mut missing = Missing::default();
    let mut by = None;
    missing.filling = match method.name {
        "error" => Filling::Error,
        "mean" => Filling::Mean,
        "median" => Filling::Median,
        "group-mean" => {
            let attribute = group_mean(entry, &mut method)?;
            by = Some(mention(MentionOf::Attribute, attribute.0, attribute.1));
            Filling::GroupMean(attribute.0.to_owned())
        }
        _ => Filling::LeaveOut,
    };
    if has_floor && let Some(floor) = method.setting("min-coverage") {
        let value = floor.number();
        if value.is_some_and(|value| !(0.0..=1.0).contains(&value)) {
            floor.bad("a share from 0 to 1");
        }
        missing.min_coverage = value.unwrap_or(missing.min_coverage);
    }
    method.finish();
    Some((missing, by))
}

fn group_mean<'a>(
    entry: &Entry<'a>,
    method: &mut Method<'a>,
) -> Option<(&'a str, crate::problem::Place)> {
    match method.setting("by") {
        Some(by) => Some((by.text()?, by.place())),
        None => {
            entry.bad("the attribute that hubs share: `{ group-mean = { by = \"region\" } }`");
            None
        }
    }
}

/// What is done to skewed columns.
pub(super) fn treatment(entry: &Entry<'_>) -> Option<Treatment> {
    let mut method = method(entry, catalogue::TREATMENTS)?;
    let treatment = match method.name {
        "log" => {
            let shift = method.setting("shift");
            let value = shift.as_ref().and_then(Entry::number);
            if let Some(shift) = &shift
                && value.is_some_and(|value| value <= 0.0)
            {
                shift.bad("a number above zero, in the scored unit");
            }
            Treatment::Log { shift: value }
        }
        "winsorise" => Treatment::Winsorise(rule(&mut method)),
        _ => Treatment::None,
    };
    method.finish();
    Some(treatment)
}

fn rule(method: &mut Method<'_>) -> Rule {
    let usual = Rule::default();
    let mut bound = |key, usual| {
        let Some(entry) = method.setting(key) else {
            return usual;
        };
        let value = entry.number();
        if value.is_some_and(|value| value < 0.0) {
            entry.bad("a number of zero or more");
        }
        value.unwrap_or(usual)
    };
    let (skewness, kurtosis) =
        (bound("skewness", usual.skewness), bound("kurtosis", usual.kurtosis));
    let most = method.setting("most").and_then(|entry| {
        let value = entry.number()?;
        if value.fract() != 0.0 || !(1.0..=1e6).contains(&value) {
            entry.bad("a whole number of 1 or more");
        }
        Some(value as usize)
    });
    Rule { skewness, kurtosis, most: most.unwrap_or(usual.most) }
}

/// How columns are put on a common scale.
pub(super) fn normalisation(entry: &Entry<'_>) -> Option<Normalisation> {
    let mut method = method(entry, catalogue::SCALES)?;
    let normalisation = match method.name {
        "goalposts" => {
            let clip = method.setting("clip").and_then(|clip| clip.boolean());
            Normalisation::Goalposts {
                posts: posts(entry, &mut method),
                clip: clip.unwrap_or(false),
            }
        }
        "z-score" => z_score(&mut method),
        "robust-z" => Normalisation::RobustZ,
        "percentile" => Normalisation::Percentile,
        "rank" => Normalisation::Rank,
        "vector" => Normalisation::Vector,
        "share-of-best" => Normalisation::ShareOfBest,
        "target" => target(entry, &mut method)?,
        "value-function" => value_function(entry, &mut method)?,
        "as-is" => Normalisation::AsIs,
        _ => {
            let low = method.number("low").unwrap_or(0.0);
            let high = method.number("high").unwrap_or(100.0);
            if low >= high {
                entry.bad(format!("`low` below `high`; here {low} and {high}"));
            }
            Normalisation::MinMax { low, high }
        }
    };
    method.finish();
    Some(normalisation)
}

/// `{ z-score = { mean = 100, sd = 10, divisor = "n" } }`.
fn z_score(method: &mut Method<'_>) -> Normalisation {
    let mean = method.number("mean").unwrap_or(0.0);
    let sd = method.setting("sd").and_then(|own| {
        let value = own.number()?;
        if value <= 0.0 {
            own.bad("a number above zero");
        }
        Some(value)
    });
    let divisor = method.setting("divisor").and_then(|own| {
        let word = name(&own, Kind::Method, &["n-1", "n"])?;
        let found = Divisor::ALL.into_iter().find(|(name, _)| *name == word);
        found.map(|(_, divisor)| divisor)
    });
    Normalisation::ZScore { mean, sd: sd.unwrap_or(1.0), divisor: divisor.unwrap_or_default() }
}

fn target(entry: &Entry<'_>, method: &mut Method<'_>) -> Option<Normalisation> {
    let Some(value) = method.setting("value") else {
        entry.bad("the value to be near to: `{ target = { value = … } }`");
        return None;
    };
    let value = value.number()?;
    Some(Normalisation::Target { value })
}

/// `{ value-function = { knots = [[amount, worth], …] } }`.
fn value_function(entry: &Entry<'_>, method: &mut Method<'_>) -> Option<Normalisation> {
    let Some(list) = method.setting("knots") else {
        entry.bad("what amounts are worth: `{ value-function = { knots = [[0, 0], [50, 80], [100, 100]] } }`");
        return None;
    };
    let expected = "two or more pairs `[amount, worth]`, the amounts rising";
    let mut knots = Vec::new();
    for pair in list.items() {
        let numbers = pair.items();
        let [x, y] = numbers.as_slice() else {
            list.bad(expected);
            return None;
        };
        knots.push((x.number()?, y.number()?));
    }
    if !are_knots(&knots) {
        list.bad(expected);
        return None;
    }
    Some(Normalisation::ValueFunction { knots })
}

/// Goalposts: both or neither.
fn posts(entry: &Entry<'_>, method: &mut Method<'_>) -> Option<Goalposts> {
    let (low, high) = (method.setting("low"), method.setting("high"));
    if low.is_some() != high.is_some() {
        entry.bad("both `low` and `high`, or neither");
        return None;
    }
    let (low, high) = (low?.number()?, high?.number()?);
    if low >= high {
        bad_goalposts(entry, low, high);
        return None;
    }
    Some(Goalposts { low, high })
}
