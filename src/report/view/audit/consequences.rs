//! What the data do to the ranking: weights against importance, ranks by part, what rests on one thing.

use crate::study::{Apart, Audit, Dropped, Importance, LeftOut, Outcome};

use super::super::super::number;
use super::super::super::page::{Field, Head, Part, Sheet};
use super::{indicator_name, node_name, section};

pub(super) fn parts<'a>(own: &'a Audit, outcome: &'a Outcome) -> Vec<Part<'a>> {
    let mut parts = vec![
        section(
            "Weight against importance",
            "The share is the part in the differences between scores; shares of indicators add up to 100 %. Over twice or under half of its weight, a weight does not do what it says; against: the index falls where this rises. Change such weights, or write `weighting = \"importance-budget\"`.",
        ),
        Part::Sheet(importances(own, outcome)),
    ];
    if !own.places.pairs.is_empty() {
        let advice = format!(
            "The share of hubs whose ranks by the two are {} places apart or more. Hardly any: one repeats the other. Most: the index hides what a pillar shows.",
            own.places.far
        );
        parts.push(section("Ranks by part", &advice));
        parts.push(Part::Sheet(places(own, outcome)));
    }
    parts.push(section(
        "Without one of them",
        "What moves most ranks decides the ranking: make sure of its values first. A hub whose absence changes the order of others is a rank reversal; fixed goalposts prevent it.",
    ));
    let of = |is_hub: bool| {
        let wanted = move |own: &&Dropped| matches!(own.what, LeftOut::Hub(_)) == is_hub;
        own.drops.iter().filter(wanted).collect::<Vec<_>>()
    };
    parts.push(Part::Sheet(drops("Without", of(false), outcome)));
    parts.push(Part::Sheet(drops("Without the hub", of(true), outcome)));
    parts
}

fn importances<'a>(own: &'a Audit, outcome: &'a Outcome) -> Sheet<'a> {
    let heads = vec![
        Head::text("Part"),
        Head::number("Weight"),
        Head::number("Share"),
        Head::number("r²"),
        Head::text("Look"),
    ];
    let tree = &outcome.observed.frame.tree;
    let row = |own: &Importance| {
        let indent = match tree.pillars().contains(&own.node) {
            true => "",
            false => "  ",
        };
        let look = match (own.pulls_against(), own.parts_from_weight()) {
            (true, _) => "against",
            (_, true) if own.share.is_some_and(|share| share > own.weight) => "over twice",
            (_, true) => "under half",
            _ => "",
        };
        vec![
            Field::Text(format!("{indent}{}", tree.nodes()[own.node].name)),
            Field::Weight(own.weight),
            own.share.map_or(Field::Absent, percent),
            Field::maybe(own.squared_correlation, Field::Coefficient),
            Field::Text(look.into()),
        ]
    };
    Sheet {
        heads,
        rows: Box::new(by_pillar(own, outcome).into_iter().map(row)),
        length: own.importances.len(),
        below: Vec::new(),
    }
}

/// Each pillar, then the indicators in it.
fn by_pillar<'a>(own: &'a Audit, outcome: &Outcome) -> Vec<&'a Importance> {
    let tree = &outcome.observed.frame.tree;
    let place = |node: usize| tree.pillars().iter().position(|own| *own == node);
    let mut all: Vec<_> = own.importances.iter().collect();
    all.sort_by_key(|own| {
        let is_inside = place(own.node).is_none();
        (place(tree.pillar_of(own.node)), is_inside)
    });
    all
}

/// A share that may be below zero, with a true minus.
fn percent(share: f64) -> Field {
    let text = format!("{:.1} %", 100.0 * share);
    Field::Text(text.replace('-', "\u{2212}").replace("\u{2212}0.0", "0.0"))
}

fn places<'a>(own: &'a Audit, outcome: &'a Outcome) -> Sheet<'a> {
    let heads = vec![
        Head::text("Between"),
        Head::text("and"),
        Head::number("Hubs"),
        Head::number(format!("{} places apart", own.places.far)),
        Head::number("Share"),
    ];
    let row = |own: &Apart| {
        vec![
            Field::Text(node_name(outcome, own.a)),
            Field::Text(node_name(outcome, own.b)),
            Field::Raw(own.hubs as f64),
            Field::Raw(own.apart as f64),
            Field::Share(own.share()),
        ]
    };
    Sheet {
        heads,
        rows: Box::new(own.places.pairs.iter().map(row)),
        length: own.places.pairs.len(),
        below: Vec::new(),
    }
}

fn drops<'a>(head: &'static str, drops: Vec<&'a Dropped>, outcome: &'a Outcome) -> Sheet<'a> {
    let heads =
        vec![Head::text(head), Head::number("Move"), Head::text("Most"), Head::text("Leader")];
    let row = |own: &Dropped| {
        let name = match own.what {
            LeftOut::Indicator(j) => indicator_name(outcome, j).to_owned(),
            LeftOut::Pillar(node) => format!("the pillar {}", node_name(outcome, node)),
            LeftOut::Hub(hub) => outcome.dataset().hubs[hub].name.to_string(),
        };
        vec![
            Field::Text(name),
            Field::Raw(own.moves.len() as f64),
            Field::Text(furthest(own, outcome)),
            Field::Text(if own.leader_changes { "changes" } else { "" }.into()),
        ]
    };
    Sheet {
        heads,
        length: drops.len(),
        rows: Box::new(drops.into_iter().map(row)),
        below: Vec::new(),
    }
}

/// "Chengdu 6 → 9"; none where nobody moves.
fn furthest(own: &Dropped, outcome: &Outcome) -> String {
    let Some(first) = own.moves.first() else {
        return String::new();
    };
    let name = &outcome.dataset().hubs[first.hub].name;
    let after = first.after.map_or("not ranked".to_owned(), number::rank);
    format!("{name} {} → {after}", number::rank(first.before))
}
