//! One hub in sentences: what lifts it, what holds it back, what it is strong and weak in.

use crate::model::{Cell, Link};
use crate::study::Outcome;
use crate::why::{Explanation, Standout, ValueLine};

use super::{joined, part_in_words};

/// "Exports of goods is disputed, so it is kept and not scored."
pub(super) fn disputed(own: &Explanation, outcome: &Outcome) -> Option<String> {
    let indicators = &outcome.observed.frame.indicators;
    let is_disputed = |line: &&ValueLine| line.cell == Cell::Disputed;
    let names = own.values.iter().filter(is_disputed);
    let names: Vec<_> = names.map(|line| indicators[line.indicator].name.as_str()).collect();
    (!names.is_empty()).then(|| format!("Disputed, so kept and not scored: {}.", joined(&names)))
}

/// Two sentences: what lifts the hub above the average one, and what holds it back.
pub(super) fn drivers_and_drags(own: &Explanation, outcome: &Outcome) -> Vec<String> {
    let Some(against) = &own.against else {
        return Vec::new();
    };
    let sentence = |parts: Vec<(usize, f64)>, begin: &str| {
        let words: Vec<_> = parts.iter().map(|part| driver(own, outcome, part)).collect();
        let words: Vec<_> = words.iter().map(String::as_str).collect();
        (!words.is_empty()).then(|| format!("{begin}: {}.", joined(&words)))
    };
    let lifts = sentence(against.drivers(2), "What lifts it above the average hub most");
    let drags = sentence(against.drags(2), "What holds it back most");
    lifts.into_iter().chain(drags).collect()
}

/// "Cost, +4.60 (most of it Rent for housing, 4 of 17)".
fn driver(own: &Explanation, outcome: &Outcome, &(node, part): &(usize, f64)) -> String {
    let frame = &outcome.observed.frame;
    let link = own.against.as_ref().map_or(Link::Identity, |own| own.link);
    let size = part_in_words(link, part).shown();
    let name = &frame.tree.nodes()[node].name;
    let inside = own.against.iter().flat_map(|own| &own.indicators);
    let inside = inside.filter(|(j, _)| frame.tree.pillar_of(frame.tree.leaf(*j)) == node);
    let most = inside.max_by(|a, b| (a.1 * part.signum()).total_cmp(&(b.1 * part.signum())));
    let is_leaf = frame.tree.nodes()[node].indicator.is_some();
    let most = most.filter(|_| !is_leaf).map_or(String::new(), |(j, _)| {
        let line = own.values.iter().find(|line| line.indicator == *j);
        let place = line
            .and_then(|line| line.place)
            .map_or(String::new(), |(place, of)| format!(", {place} of {of}"));
        format!(" (above all {}{place})", frame.indicators[*j].name)
    });
    format!("{name}, {size}{most}")
}

/// What the hub is strong or weak in, in words.
pub(super) fn standouts(all: &[Standout], outcome: &Outcome) -> Vec<String> {
    let line = |own: &Standout| {
        let name = &outcome.observed.frame.indicators[own.indicator].name;
        format!("{name}, {} of {}", own.better + 1, own.of)
    };
    all.iter().map(line).collect()
}
