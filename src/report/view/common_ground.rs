//! Whom several perspectives dispute, whom they agree on, and their compromise.

use crate::study::Outcome;
use crate::why::{CommonGround, Perspectives, Spread};

use super::super::number;
use super::super::page::{Field, Part};
use super::super::section::Section;
use super::{disagreement_sections, joined};

/// How many hubs are named.
const NAMED: usize = 5;

/// Whom the profiles dispute and agree on, and their compromise.
#[must_use]
pub fn common_ground<'a>(own: &CommonGround, outcomes: &[Outcome]) -> Vec<Part<'a>> {
    let Some(first) = outcomes.first() else {
        return Vec::new();
    };
    let hubs = &first.dataset().hubs;
    let names = |all: &[usize]| {
        let names: Vec<_> = all
            .iter()
            .map(|&k| outcomes[k].profile.name.as_str())
            .collect();
        joined(&names)
    };
    let line = |own: &Spread| {
        format!(
            "{}: rank {} ({}) to {} ({}), {} in the mean",
            hubs[own.hub].label(),
            number::rank(own.best),
            names(&own.best_for),
            number::rank(own.worst),
            names(&own.worst_for),
            number::significant(own.mean, if own.mean < 9.95 { 2 } else { 3 })
        )
    };
    let contested = own.hubs.iter().filter(|own| own.places() > 0.0);
    let agreed = own.hubs.iter().rev();
    let agreed = agreed
        .filter(|own| own.ranked_by == outcomes.len())
        .take(NAMED);
    let agreed = agreed.map(|own| match own.places() == 0.0 {
        true => format!(
            "{}: rank {} for all",
            hubs[own.hub].label(),
            number::rank(own.best)
        ),
        false => line(own),
    });
    let list = |heading: &str, items| Part::List {
        heading: heading.into(),
        items,
    };
    vec![
        list("Most contested", contested.take(NAMED).map(line).collect()),
        list("Most agreed on", agreed.collect()),
        list("Compromise", compromise(own, outcomes)),
    ]
}

fn compromise(own: &CommonGround, outcomes: &[Outcome]) -> Vec<String> {
    let hubs = outcomes.first().map(|own| &own.dataset().hubs);
    let name = |hub: usize| hubs.map_or("", |hubs| &*hubs[hub].name);
    let order: Vec<_> = own.compromise.order().take(10).map(name).collect();
    if order.is_empty() {
        return Vec::new();
    }
    let consent = &own.consensus.kemeny;
    let proof = match (consent.is_exact(), consent.orders) {
        (true, Some(1)) => "No other order contradicts as few of the profiles’ pairs: it is the only best one, proved.".into(),
        (true, Some(all)) => format!("{all} orders are equally good; hubs that they order differently share a rank."),
        (true, None) => "Proved to be a best order; how many are as good was not counted.".into(),
        (false, _) => "The best order found; that it is the best is not proved.".into(),
    };
    let more = match own.compromise.len() - order.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let mut lines = vec![format!("{}{more} (Kemeny). {proof}", order.join(", "))];
    if let (Some(nearest), Some(farthest)) = (own.distances.first(), own.distances.last()) {
        let profile = |k: usize| outcomes[k].profile.name.as_str();
        let near = match nearest.pairs == 0.0 {
            true => "has that very order".to_owned(),
            false => format!(
                "is nearest to it: {} of {} pairs of hubs the other way round",
                number::raw(nearest.pairs),
                own.pairs()
            ),
        };
        lines.push(format!(
            "{} {near}; {} is farthest, with {} of {} pairs the other way round.",
            profile(nearest.profile),
            profile(farthest.profile),
            number::raw(farthest.pairs),
            own.pairs()
        ));
    }
    lines
}

/// Contested hubs and the compromise for machines: `spread`, a row a hub, and `distance`, a row a profile.
#[must_use]
fn common_ground_sections<'a>(own: &CommonGround, outcomes: &[Outcome]) -> Vec<Section<'a>> {
    let Some(first) = outcomes.first() else {
        return Vec::new();
    };
    let hubs = &first.dataset().hubs;
    let names = |all: &[usize]| {
        let names: Vec<_> = all
            .iter()
            .map(|&k| outcomes[k].profile.name.as_str())
            .collect();
        Field::Text(names.join("; "))
    };
    let spread = own.hubs.iter().map(|one| {
        let rank = own.compromise.of(one.hub).map(|standing| standing.rank);
        vec![
            Field::Text(hubs[one.hub].id.to_string()),
            Field::Rank(one.best),
            Field::Rank(one.worst),
            Field::Raw(one.mean),
            names(&one.best_for),
            names(&one.worst_for),
            Field::maybe(rank, Field::Rank),
        ]
    });
    let distance = own.distances.iter().map(|one| {
        vec![
            Field::Text(outcomes[one.profile].profile.name.clone()),
            Field::Raw(one.pairs),
            Field::Raw(own.pairs() as f64),
        ]
    });
    vec![
        Section::new(
            "spread",
            &[
                "hub",
                "best",
                "worst",
                "mean",
                "best_for",
                "worst_for",
                "compromise",
            ],
            spread.collect(),
        ),
        Section::new(
            "distance",
            &["profile", "pairs_against_compromise", "pairs"],
            distance.collect(),
        ),
    ]
}

/// Everything that several perspectives come to, for machines: overtakes, causes, contested hubs, the compromise.
#[must_use]
pub fn perspectives_sections<'a>(own: &Perspectives, outcomes: &[Outcome]) -> Vec<Section<'a>> {
    let mut all = disagreement_sections(&own.disagreements, outcomes, None);
    all.extend(common_ground_sections(&own.ground, outcomes));
    all
}
