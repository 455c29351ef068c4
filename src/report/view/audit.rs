//! An audit as a page: sections with one sentence each of what to do, and as rows for machines.

mod consequences;
mod data;
mod rows;

use crate::study::{Audit, Outcome};

use super::super::number;
use super::super::page::{Page, Part};
use super::{no_preference, title};

pub use rows::audit_rows;

/// How many lines of a kind are shown before the rest is counted.
const SHOWN: usize = 8;

/// An audit for a person: each indicator, how they hang together, weights against importance, what rests on one of them.
#[must_use]
pub fn audit<'a>(own: &'a Audit, outcome: &'a Outcome) -> Page<'a> {
    let mut parts = data::parts(own, outcome);
    parts.extend(consequences::parts(own, outcome));
    let mut lead = vec![summary(own, outcome)];
    lead.extend(no_preference(outcome));
    Page { title: title(&format!("Audit for {}", outcome.profile.name), outcome), lead, parts }
}

/// What was looked at, and how many things ask for a look.
fn summary(own: &Audit, outcome: &Outcome) -> String {
    let flags: Vec<_> = flags(own)
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, more)| format!("{count} {}", if count == 1 { one } else { more }))
        .collect();
    let found = match flags.is_empty() {
        true => "nothing asks for a closer look".to_owned(),
        false => flags.join(", "),
    };
    let peers = outcome.observed.frame.peers.len();
    format!("{} indicators, {peers} hubs: {found}.", own.columns.len())
}

/// How many there are of each kind of finding, and what one and several are called.
fn flags(own: &Audit) -> [(usize, &'static str, &'static str); 5] {
    let skewed = own.columns.iter().filter(|own| own.is_outlying).count();
    let redundant = own.pairs.iter().filter(|pair| pair.is_redundant()).count();
    let apart = own.pairs.iter().filter(|pair| pair.pulls_apart()).count();
    let parts = own.importances.iter();
    let against = parts.filter(|one| one.pulls_against()).count();
    let leaders = own.drops.iter().filter(|one| one.leader_changes).count();
    [
        (skewed, "column skewed by values far outside", "columns skewed by values far outside"),
        (redundant, "pair that counts twice", "pairs that count twice"),
        (apart, "pair at odds within a pillar", "pairs at odds within a pillar"),
        (against, "part that pulls against the index", "parts that pull against the index"),
        (
            leaders,
            "thing whose absence changes the leader",
            "things whose absence changes the leader",
        ),
    ]
}

/// A heading and what to do about what follows.
fn section(heading: &str, advice: &str) -> Part<'static> {
    Part::Steps { heading: heading.to_owned(), entries: vec![(advice.to_owned(), Vec::new())] }
}

/// The first lines of many, the rest counted.
fn cut(mut lines: Vec<String>) -> Vec<String> {
    let more = lines.len().saturating_sub(SHOWN);
    if more > 1 {
        lines.truncate(SHOWN);
        lines.push(format!("… and {more} more: `hubrank audit --format csv` has them all"));
    }
    lines
}

/// "+0.43", "−0.43".
fn coefficient(r: f64) -> String {
    format!("{r:+.2}").replace('-', "\u{2212}")
}

fn node_name(outcome: &Outcome, node: usize) -> String {
    match node {
        crate::model::INDEX => "The index".to_owned(),
        _ => outcome.observed.frame.tree.nodes()[node].name.clone(),
    }
}

fn indicator_name(outcome: &Outcome, j: usize) -> &str {
    &outcome.observed.frame.indicators[j].name
}

/// Names of hubs; beyond `most` the rest is counted.
fn hub_names(outcome: &Outcome, hubs: &[usize], most: usize) -> String {
    let name = |&hub: &usize| outcome.dataset().hubs[hub].name.to_string();
    let names: Vec<_> = hubs.iter().take(most).map(name).collect();
    match hubs.len() - names.len() {
        0 => names.join(", "),
        more => format!("{} and {} more", names.join(", "), number::raw(more as f64)),
    }
}
