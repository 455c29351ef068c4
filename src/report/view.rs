//! Results as rows and words, ready for every format: what one format says, the others say too.

mod audit;
mod break_even;
mod common_ground;
mod comparison;
mod cross_check;
mod disagreement;
mod duel_rows;
mod editions;
mod explanation;
mod methods;
mod ranking;
mod reach;
mod sensitivity;
mod sentences;
mod swap;
mod two_sets;
mod uncertainty;
mod versus;

pub use common_ground::{common_ground, perspectives_sections};
pub use comparison::{comparison, comparison_rows, ranks};
pub use disagreement::{disagreement_sections, hub_move, ledger, moves, short_causes};
pub use duel_rows::versus_sections;
pub use editions::{editions, editions_sections};
mod selftest;
pub use audit::{audit, audit_rows};
pub use cross_check::{cross_check, cross_check_rows};
pub use explanation::{explanation, explanation_rows};
pub use methods::{method, method_rows, methods};
pub use ranking::{ranking, ranking_rows, trust};
pub use reach::{reach, reach_moves, reach_sections};
pub use selftest::{selftest, selftest_rows};
pub use sensitivity::{how, sensitivity, sensitivity_rows};
pub use swap::swap;
pub use two_sets::{two_sets, two_sets_sections, words_of_sets};
pub use versus::versus;

#[cfg(not(target_family = "wasm"))]
pub(in crate::report) use explanation::headline;
pub(in crate::report) use explanation::{cell, why_not};
pub(in crate::report) use ranking::groups;
#[cfg(not(target_family = "wasm"))]
pub(in crate::report) use ranking::range;
pub(in crate::report) use sensitivity::{how_of, over, range_how};
pub(in crate::report) use uncertainty::{column_id, tier};
pub use uncertainty::{in_doubt, uncertainty, uncertainty_rows};

use crate::model::{Link, Reason};
use crate::study::{Outcome, from_the_data};

use super::number;
use super::page::Field;

/// Why a hub is not ranked, in words.
fn reason(outcome: &Outcome, reason: &Reason) -> String {
    match reason {
        Reason::Coverage { has, floor } => format!(
            "only {} of its weight rests on values, and {} is asked for",
            number::percent(*has),
            number::percent(*floor)
        ),
        Reason::NoValues => "it has no value that counts".into(),
        Reason::Limit { indicator, value, bound, at_least } => {
            let indicator = &outcome.observed.frame.indicators[*indicator];
            let (side, misses) = match at_least {
                true => ("at least", format!("{} short", number::raw(bound - value))),
                false => ("at most", format!("{} too much", number::raw(value - bound))),
            };
            format!(
                "{} is {}, the limit is {side} {}: {misses}",
                indicator.name,
                with_unit(*value, &indicator.scored_unit),
                number::raw(*bound)
            )
        }
    }
}

/// Why a benchmark has no rank.
pub const BENCHMARK: &str = "a benchmark, outside the ranks";

/// Every reason why a hub is not ranked, in words.
#[must_use]
pub fn reasons(outcome: &Outcome, all: &[Reason]) -> Vec<String> {
    all.iter().map(|why| reason(outcome, why)).collect()
}

/// Why nobody is ranked.
#[must_use]
pub fn nobody(outcome: &Outcome) -> String {
    let scales = &outcome.normalised.stage.scales;
    match scales.iter().all(Option::is_none) {
        true => "No hub can be ranked: no indicator tells the hubs apart, each has one value everywhere.".into(),
        false => "No hub has enough values to be ranked.".into(),
    }
}

/// A value with its unit.
#[must_use]
pub fn with_unit(value: f64, unit: &str) -> String {
    match unit {
        "" | "count" => number::raw(value),
        "%" | "percent" => format!("{} %", number::raw(value)),
        // "86 × 10k persons"
        _ if unit.starts_with(|c: char| c.is_ascii_digit()) => {
            format!("{} × {unit}", number::raw(value))
        }
        _ => format!("{} {unit}", number::raw(value)),
    }
}

/// The year that most values are of, as titles have it: "2019 data".
#[must_use]
pub fn data_year(outcome: &Outcome) -> Option<String> {
    outcome.main_year().map(|year| format!("{year} data"))
}

/// "A name · Data set (2019 data)".
fn title(names: &str, outcome: &Outcome) -> String {
    let year = data_year(outcome).map_or(String::new(), |year| format!(" ({year})"));
    format!("{names} · {}{year}", outcome.dataset().title)
}

/// What stands directly under the index and counts, as nodes of the tree.
fn pillars(outcome: &Outcome) -> Vec<usize> {
    let tree = &outcome.observed.frame.tree;
    let counts = |node: &usize| outcome.weights.share[*node] > 0.0;
    tree.pillars().iter().copied().filter(counts).collect()
}

/// The same with its share, the largest first: "Capital 40 %, Talent 25 %".
fn weights_in_words(outcome: &Outcome) -> String {
    let tree = &outcome.observed.frame.tree;
    let mut pillars = pillars(outcome);
    let share = |node: &usize| outcome.weights.share[*node];
    pillars.sort_by(|a, b| share(b).total_cmp(&share(a)));
    let words = pillars.iter().take(12).map(|node| {
        let name = &tree.nodes()[*node].name;
        format!("{name} {}", number::weight(share(node)))
    });
    let words: Vec<_> = words.collect();
    let more = match pillars.len().saturating_sub(12) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let label = from_the_data(outcome).map_or(String::new(), |label| format!(" ({label})"));
    format!("{}{more}{label}", words.join(", "))
}

/// A sentence that says so where weights come from the data.
fn no_preference(outcome: &Outcome) -> Option<String> {
    from_the_data(outcome).map(|label| format!("The weights come {label}."))
}

/// A part of a score or of a gap, on the scale on which parts add up: "+4.63", or "×1.12" where they multiply.
fn part_in_words(link: Link, part: f64) -> Field {
    match link {
        Link::Identity | Link::Power(_) => Field::Difference(part),
        Link::Exp => Field::Text(format!("×{}", number::significant(part.exp(), 3))),
    }
}

/// "A", "A and B", "A, B and C".
#[must_use]
pub fn joined(names: &[&str]) -> String {
    match names {
        [rest @ .., last] if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => names.concat(),
    }
}

/// The first letter in upper case.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// The notes as lines.
fn notes(outcome: &Outcome) -> Vec<String> {
    outcome.notes.iter().map(ToString::to_string).collect()
}
