//! Two editions of one ranking, as a page and for machines.

use crate::study::Outcome;
use crate::why::{Editions, Part as Changed, Revised};

use super::super::page::{Field, Head, Page, Part, Sheet};
use super::super::section::Section;
use super::{joined, title};

/// What changed between two editions, for a person: each hub's change of rank and its parts.
#[must_use]
pub fn editions<'a>(own: &'a Editions, new: &'a Outcome) -> Page<'a> {
    let groups: Vec<_> = own.groups.iter().map(|group| words(group)).collect();
    let names: Vec<_> = groups.iter().map(String::as_str).collect();
    let mut lead = vec![format!(
        "Places gained through {}, each the mean over every order of replacing old by new (Shapley): they sum to the change.",
        joined(&names)
    )];
    if own.groups.len() < 4 {
        lead.push(
            "The old and the new do not fit together part by part, so some stand in one column."
                .into(),
        );
    }
    if own.unranked > 0 {
        lead.push(format!(
            "In {} of 16 mixtures of old and new some hub has no rank; it counts as behind all there.",
            own.unranked
        ));
    }
    let hubs = &new.dataset().hubs;
    let entered: Vec<_> = own.entered.iter().map(|&hub| hubs[hub].label()).collect();
    let list = |heading: &str, all: &[String]| Part::List {
        heading: heading.into(),
        items: match all.is_empty() {
            true => Vec::new(),
            false => vec![all.join(", ")],
        },
    };
    let heading = format!("{}, before and after", new.profile.name);
    Page {
        title: title(&heading, new),
        lead,
        parts: vec![
            Part::Sheet(sheet(own, new, &groups)),
            list("Ranked only now", &entered),
            list("Ranked only before", &own.left),
        ],
    }
}

fn name(part: Changed) -> &'static str {
    Changed::ALL.iter().find(|own| own.1 == part).map_or("", |own| own.0)
}

/// "data", or "weights and method".
fn words(group: &[Changed]) -> String {
    joined(&group.iter().map(|part| name(*part)).collect::<Vec<_>>())
}

fn sheet<'a>(own: &'a Editions, new: &'a Outcome, groups: &[String]) -> Sheet<'a> {
    let mut heads = vec![
        Head::text("Hub"),
        Head::number("before"),
        Head::number("now"),
        Head::number("change"),
    ];
    heads.extend(groups.iter().map(Head::number));
    let row = |own: &Revised| {
        let mut fields = vec![
            Field::Text(new.dataset().hubs[own.hub].label()),
            Field::Rank(own.before),
            Field::Rank(own.after),
            Field::Shift(own.before - own.after),
        ];
        fields.extend(own.parts.iter().map(|part| Field::Difference(*part)));
        fields
    };
    Sheet {
        heads,
        rows: Box::new(own.hubs.iter().map(row)),
        length: own.hubs.len(),
        below: Vec::new(),
    }
}

/// The same for machines: `hubs` with one column a group of parts, `entered`, `left`.
#[must_use]
pub fn editions_sections<'a>(own: &'a Editions, new: &'a Outcome) -> Vec<Section<'a>> {
    let hubs = &new.dataset().hubs;
    let id = |hub: usize| Field::Text(hubs[hub].id.to_string());
    let groups: Vec<_> = own
        .groups
        .iter()
        .map(|group| group.iter().map(|part| name(*part)).collect::<Vec<_>>().join("_and_"))
        .collect();
    let mut heads = vec!["hub", "before", "now", "change"];
    heads.extend(groups.iter().map(String::as_str));
    let row = |own: &Revised| {
        let mut fields = vec![
            id(own.hub),
            Field::Rank(own.before),
            Field::Rank(own.after),
            Field::Shift(own.before - own.after),
        ];
        fields.extend(own.parts.iter().map(|part| Field::Raw(*part)));
        fields
    };
    let left = own.left.iter().map(|name| vec![Field::Text(name.clone())]);
    vec![
        Section::new("hubs", &heads, own.hubs.iter().map(row).collect()),
        Section::new("entered", &["hub"], own.entered.iter().map(|&hub| vec![id(hub)]).collect()),
        Section::new("left", &["name"], left.collect()),
    ]
}
