//! What would swap two hubs, as a page.

use crate::model::LinearModel;
use crate::problem::Problems;
use crate::robustness::exact::{Move, Reversal, Sweep};
use crate::study::Outcome;

use super::super::number;
use super::super::page::{Field, Head, Page, Part, Sheet};
use super::{pillars, title};

/// What weights would put the lower of two hubs (ids or names) level with the upper, pillar by pillar and together.
///
/// # Errors
/// An unknown hub, with the nearest known name.
pub fn swap<'a>(outcome: &'a Outcome, one: &str, other: &str) -> Result<Page<'a>, Problems> {
    let (a, b) = (outcome.explain(one)?.hub, outcome.explain(other)?.hub);
    let score = |hub| outcome.ranking.of(hub).map(|own| own.score);
    // The one that is ahead comes first.
    let (a, b) = match (score(a), score(b)) {
        (Some(one), Some(other)) if one < other => (b, a),
        (None, Some(_)) => (b, a),
        _ => (a, b),
    };
    let name = |hub: usize| outcome.dataset().hubs[hub].name.to_string();
    let names = [name(a), name(b)];
    let model = outcome.linear_model();
    Ok(Page {
        title: title(
            &format!("{} against {} for {}", names[0], names[1], outcome.profile.name),
            outcome,
        ),
        lead: lead(outcome, model.as_ref(), (a, b), &names),
        parts: vec![Part::Sheet(sheet(outcome, model.as_ref(), (a, b), &names))],
    })
}

fn lead(
    outcome: &Outcome,
    model: Option<&LinearModel>,
    (a, b): (usize, usize),
    names: &[String; 2],
) -> Vec<String> {
    let standings = [a, b].map(|hub| outcome.ranking.of(hub));
    let [Some(first), Some(second)] = standings else {
        let out = names.iter().zip(standings).filter(|(_, own)| own.is_none());
        let out: Vec<_> = out.map(|(name, _)| name.as_str()).collect();
        return vec![format!(
            "There is nothing to swap: {} ranked.",
            match out.as_slice() {
                [one] => format!("{one} is not"),
                _ => "neither is".into(),
            }
        )];
    };
    let [high, low] = [first.score, second.score].map(|score| number::significant(score, 3));
    let mut lines = vec![match first.rank == second.rank {
        true => format!("{} and {} are level at {high}.", names[0], names[1]),
        false => format!("{} is ahead, {high} to {low}.", names[0]),
    }];
    let rows = model.and_then(|model| Some((model, model.row(b)?, model.row(a)?)));
    match rows {
        Some((model, b, a)) => lines.extend(changes(outcome, model, (b, a), names)),
        None => lines.push(
            "By this method a score is no weighted sum of the pillars, so there is no exact weight at which they meet."
                .into(),
        ),
    }
    lines
}

/// The smallest changes of several weights at once.
fn changes(
    outcome: &Outcome,
    model: &LinearModel,
    (b, a): (usize, usize),
    names: &[String; 2],
) -> Vec<String> {
    let found = Reversal::of(model, b, a);
    if found.is_dominated {
        return vec![format!(
            "No weights put {} ahead: {} is at least level in every pillar that counts.",
            names[1], names[0]
        )];
    }
    let reached = |own: &Move| reached(outcome, model, own);
    let mut lines = Vec::new();
    if let Some(own) = found.points.as_ref().filter(|own| own.size > 0.0) {
        lines.push(format!(
            "Fewest points of weight to move until they are level: {} ({}).",
            number::significant(own.size, 3),
            reached(own)
        ));
    }
    if let Some(own) = found.percent.as_ref().filter(|own| own.size > 0.0) {
        lines.push(format!(
            "Or every weight by no more than ±{} % of itself ({}).",
            number::significant(own.size, 3),
            reached(own)
        ));
    }
    lines
}

/// "Talent 30 % → 22 %, Cost 25 % → 33 %".
fn reached(outcome: &Outcome, model: &LinearModel, own: &Move) -> String {
    let nodes = outcome.observed.frame.tree.nodes();
    let weights = model.weights.iter().zip(&own.weights).zip(&model.nodes);
    let moved = weights.filter(|((from, to), _)| (*from - *to).abs() > 5e-4);
    let words = moved.map(|((from, to), &node)| {
        let [from, to] = [*from, *to].map(number::weight);
        format!("{} {from} → {to}", nodes[node].name)
    });
    words.collect::<Vec<_>>().join(", ")
}

fn sheet<'a>(
    outcome: &'a Outcome,
    model: Option<&LinearModel>,
    (a, b): (usize, usize),
    names: &[String; 2],
) -> Sheet<'a> {
    let heads = vec![
        Head::text("Pillar"),
        Head::number("Weight"),
        Head::number(&names[0]),
        Head::number(&names[1]),
        Head::text("Level when it weighs, the others in proportion"),
    ];
    let nodes = outcome.observed.frame.tree.nodes();
    let rows: Vec<_> = pillars(outcome)
        .into_iter()
        .map(|node| {
            let score = |hub| Field::maybe(outcome.scores.nodes[node].get(hub), Field::Score);
            vec![
                Field::Text(nodes[node].name.clone()),
                Field::Weight(outcome.weights.share[node]),
                score(a),
                score(b),
                Field::Text(meeting(model, node, (a, b))),
            ]
        })
        .collect();
    Sheet { heads, length: rows.len(), rows: Box::new(rows.into_iter()), below: Vec::new() }
}

/// The weight of one pillar at which two hubs are level.
fn meeting(model: Option<&LinearModel>, node: usize, (a, b): (usize, usize)) -> String {
    let found = model.and_then(|model| Some(Sweep::of(model, model.position(node)?)));
    let Some(sweep) = found else {
        return "–".into();
    };
    let is_theirs = |below, above| [(a, b), (b, a)].contains(&(below, above));
    let crossing = sweep.crossings.iter().find(|own| is_theirs(own.below, own.above));
    crossing.map_or("never".into(), |own| number::weight(own.at))
}
