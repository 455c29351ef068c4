//! Perspectives side by side, as a page and as rows for machines.

use crate::study::Outcome;
use crate::why::{Agreement, Comparison, Row};

use super::super::number;
use super::super::page::{Field, Head, Page, Part, Sheet};
use super::{joined, pillars, title, weights_in_words};

/// How many movers are named for each pair.
const MOVERS: usize = 5;

/// A comparison for a person: ranks side by side, agreement, who moves most and what moves them, notes.
#[must_use]
pub fn comparison<'a>(comparison: &'a Comparison, outcomes: &'a [Outcome]) -> Page<'a> {
    let Some(first) = outcomes.first() else {
        return Page {
            title: String::new(),
            lead: Vec::new(),
            parts: Vec::new(),
        };
    };
    let names: Vec<_> = outcomes
        .iter()
        .map(|own| own.profile.name.as_str())
        .collect();
    let weights = |own: &Outcome| format!("{} weighs {}.", own.profile.name, weights_in_words(own));
    let mut parts = vec![
        Part::Sheet(side_by_side(comparison, outcomes)),
        Part::Sheet(agreement(comparison, outcomes)),
    ];
    for b in 1..outcomes.len() {
        parts.push(Part::List {
            heading: format!("Biggest moves, {} to {}", names[0], names[b]),
            items: movers(comparison, outcomes, b),
        });
    }
    parts.push(Part::List {
        heading: "Notes".into(),
        items: shared_notes(outcomes),
    });
    let mut lead: Vec<_> = outcomes.iter().map(weights).collect();
    lead.push(format!("Shifts count from {}: + is up.", names[0]));
    Page {
        title: title(&joined(&names), first),
        lead,
        parts,
    }
}

fn side_by_side<'a>(comparison: &'a Comparison, outcomes: &'a [Outcome]) -> Sheet<'a> {
    let mut heads = vec![Head::text("Hub")];
    for (k, outcome) in outcomes.iter().enumerate() {
        heads.push(Head::number(&outcome.profile.name).with_short());
        heads.extend((k > 0).then(|| Head::number("shift")));
    }
    let rows = comparison.rows.iter().map(move |own| {
        let hub = outcomes[0].dataset().hubs[own.hub].label();
        let mut fields = vec![Field::Text(hub)];
        for (k, rank) in own.ranks.iter().enumerate() {
            fields.push(rank.map_or(Field::Text("–".into()), Field::Rank));
            if k > 0 {
                fields.push(Field::maybe(own.gain(0, k), Field::Shift));
            }
        }
        fields
    });
    Sheet {
        heads,
        rows: Box::new(rows),
        length: comparison.rows.len(),
        below: Vec::new(),
    }
}

/// The ranks of every hub under every profile, without shifts.
#[must_use]
pub fn ranks<'a>(comparison: &'a Comparison, outcomes: &'a [Outcome]) -> Sheet<'a> {
    let names = outcomes.iter().map(|own| Head::number(&own.profile.name));
    let heads = [Head::text("Hub")].into_iter().chain(names).collect();
    let rows = comparison.rows.iter().map(move |own| {
        let hub = outcomes[0].dataset().hubs[own.hub].label();
        let rank = |rank: &Option<f64>| rank.map_or(Field::Text("–".into()), Field::Rank);
        let ranks = own.ranks.iter().map(rank);
        [Field::Text(hub)].into_iter().chain(ranks).collect()
    });
    Sheet {
        heads,
        rows: Box::new(rows),
        length: comparison.rows.len(),
        below: Vec::new(),
    }
}

fn agreement<'a>(comparison: &'a Comparison, outcomes: &'a [Outcome]) -> Sheet<'a> {
    let heads = vec![
        Head::text("Agreement of ranks"),
        Head::number("hubs"),
        Head::number("Kendall’s τ_b"),
        Head::number("Spearman’s ρ"),
    ];
    let row = move |own: &Agreement| {
        let names = [own.a, own.b].map(|k| outcomes[k].profile.name.as_str());
        vec![
            Field::Text(joined(&names)),
            Field::Raw(own.shared as f64),
            Field::maybe(own.tau_b, Field::Coefficient),
            Field::maybe(own.rho, Field::Coefficient),
        ]
    };
    Sheet {
        heads,
        rows: Box::new(comparison.agreement.iter().map(row)),
        length: comparison.agreement.len(),
        below: Vec::new(),
    }
}

fn movers(comparison: &Comparison, outcomes: &[Outcome], b: usize) -> Vec<String> {
    let movers = comparison.movers(0, b);
    if movers.is_empty() {
        return vec!["none: both rank the hubs alike".into()];
    }
    let line = |(own, gain): &(&Row, f64)| {
        let hub = outcomes[0].dataset().hubs[own.hub].label();
        let [from, to] = [0, b].map(|k| own.ranks[k].map_or(String::from("–"), number::rank));
        let why = cause(own.hub, *gain, &outcomes[0], &outcomes[b])
            .map_or(String::new(), |why| format!(". {why}"));
        format!("{hub}: {from} → {to} ({}){why}", number::shift(*gain))
    };
    movers.iter().take(MOVERS).map(line).collect()
}

/// Which pillar does most for the move: the change of its weight times how far the hub stands from the mean of
/// those that both rank. Said only where scores are weighted means across the pillars and the pillars' scores are
/// the same in both, so that the weights alone differ.
fn cause(hub: usize, gain: f64, a: &Outcome, b: &Outcome) -> Option<String> {
    if !(a.scores.is_additive && b.scores.is_additive) {
        return None;
    }
    let tree = &a.observed.frame.tree;
    let mut nodes = pillars(a);
    nodes.extend(
        pillars(b)
            .into_iter()
            .filter(|node| !pillars(a).contains(node)),
    );
    let mut effects = Vec::new();
    for node in nodes {
        let score = a.scores.nodes[node].get(hub)?;
        if b.scores.nodes[node].get(hub) != Some(score) {
            return None;
        }
        let present = a.scores.nodes[node].present(&a.scores.ranked);
        let mean = crate::stage::fill::mean(&present)?;
        let weights = [a, b].map(|own| own.weights.share[node]);
        let effect = (weights[1] - weights[0]) * (score - mean) * gain.signum();
        effects.push((effect, node, score, mean, weights));
    }
    let (_, node, score, mean, weights) = effects
        .into_iter()
        .max_by(|x, y| x.0.total_cmp(&y.0))
        .filter(|own| own.0 > 0.0)?;
    let [from, to] = weights.map(number::weight);
    let [score, mean] = [score, mean].map(|x| number::significant(x, 3));
    let name = &tree.nodes()[node].name;
    Some(format!(
        "Mostly {name} ({from} → {to}): the hub has {score} there, the mean is {mean}"
    ))
}

/// The notes of all, each once; what only some have says whose it is.
fn shared_notes(outcomes: &[Outcome]) -> Vec<String> {
    let mut lines: Vec<(String, Vec<&str>)> = Vec::new();
    for outcome in outcomes {
        let name = outcome.profile.name.as_str();
        for note in &outcome.notes {
            match lines.iter_mut().find(|(text, _)| *text == note.text) {
                Some((_, whose)) => whose.push(name),
                None => lines.push((note.text.clone(), vec![name])),
            }
        }
    }
    let line = |(text, whose): (String, Vec<&str>)| match whose.len() == outcomes.len() {
        true => text,
        false => format!("{}: {text}", whose.join(", ")),
    };
    lines.into_iter().map(line).collect()
}

/// A comparison, every digit: hub, name, then rank and score under each profile, and the shift from the first.
#[must_use]
pub fn comparison_rows<'a>(comparison: &'a Comparison, outcomes: &'a [Outcome]) -> Sheet<'a> {
    let mut heads = vec![Head::text("hub"), Head::text("name")];
    for (k, outcome) in outcomes.iter().enumerate() {
        let name = &outcome.profile.name;
        heads.push(Head::number(format!("rank_{name}")));
        heads.push(Head::number(format!("score_{name}")));
        heads.extend((k > 0).then(|| Head::number(format!("shift_{name}"))));
    }
    let rows = comparison.rows.iter().map(move |own| {
        let hub = &outcomes[0].dataset().hubs[own.hub];
        let mut fields = vec![
            Field::Text(hub.id.to_string()),
            Field::Text(hub.name.to_string()),
        ];
        for k in 0..outcomes.len() {
            fields.push(Field::maybe(own.ranks[k], Field::Rank));
            fields.push(Field::maybe(own.scores[k], Field::Score));
            if k > 0 {
                fields.push(Field::maybe(own.gain(0, k), Field::Shift));
            }
        }
        fields
    });
    Sheet {
        heads,
        rows: Box::new(rows),
        length: comparison.rows.len(),
        below: Vec::new(),
    }
}
