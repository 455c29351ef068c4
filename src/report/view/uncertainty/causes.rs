//! What causes the doubt, in words and as a sheet.

use crate::report::number;
use crate::report::page::{Field, Head, Sheet};
use crate::robustness::sampled::{Factor, Index, Influence};
use crate::study::Outcome;
use crate::why::{Uncertainty, factor_words, shown_indices};

/// An index with the interval of its estimate: "62 % (58–66)"; below zero is zero.
fn index((value, (low, high)): (f64, (f64, f64))) -> String {
    let percent = |x: f64| (100.0 * x.clamp(0.0, 1.0)).round();
    format!("{} % ({}–{})", percent(value), percent(low), percent(high))
}

fn first(own: &Index) -> String {
    index((own.first, own.first_range))
}

pub(super) fn causes_in_words(own: &Uncertainty) -> Vec<String> {
    let causes = &own.causes;
    let Some(shift) = causes.influence.outputs.last() else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    match shift {
        None if own.joint.shift == 0.0 => {
            lines.push("No rank ever moves: there is no variance to explain.".into());
        }
        None => lines.push("The mean shift of ranks is the same in all draws.".into()),
        Some(indices) => {
            let parts = causes.factors.iter().zip(indices).map(|(factor, own)| {
                format!(
                    "{} {} alone, {} with others; {:.0} %, {:.0} %",
                    factor_words(*factor),
                    first(own),
                    index((own.total, own.total_range)),
                    100.0 * own.at_quarter.0.max(0.0),
                    100.0 * own.at_half.0.max(0.0)
                )
            });
            lines.push("Mean shift: how far ranks are from those above, in the mean over hubs. What share of its variance each cause explains alone, and together with others (Sobol indices; in brackets 95 % of resampled estimates, then the estimates from a quarter and from half of the points):".into());
            lines.extend(parts);
            if causes.factors.contains(&Factor::Choices) {
                lines.push("Choices: all choices of method together, since not every combination of them can be".into());
            }
            let alone: f64 = indices.iter().map(|own| own.first.clamp(0.0, 1.0)).sum();
            let together = 1.0 - alone;
            lines.extend(
                (indices.len() > 1 && together > 0.005)
                    .then(|| format!("Several together {}", number::percent(together))),
            );
        }
    }
    lines
}

fn cause_heads(own: &Uncertainty, outcome: &Outcome) -> Vec<Head> {
    let causes = &own.causes;
    let nodes = outcome.observed.frame.tree.nodes();
    let several = causes.factors.len() > 1;
    let mut heads = vec![Head::text("Hub")];
    if several {
        let factors = causes.factors.iter();
        heads.extend(factors.map(|own| Head::text(factor_words(*own))));
    }
    let pillar = |&node: &usize| match several {
        true => Head::text(format!("Weight of {}", nodes[node].name)).spare(),
        false => Head::text(&nodes[node].name),
    };
    if let Some((pillars, _)) = &causes.pillars {
        heads.extend(pillars.iter().map(pillar));
    }
    heads
}

/// The causes of each hub's rank: the groups of factors, then each pillar's weight.
pub(super) fn causes<'a>(own: &'a Uncertainty, outcome: &'a Outcome) -> Option<Sheet<'a>> {
    let causes = &own.causes;
    let several = causes.factors.len() > 1;
    let heads = cause_heads(own, outcome);
    if heads.len() == 1 {
        return None;
    }
    let row = |row: usize, label: String| {
        let mut fields = vec![Field::Text(label)];
        let mut add = |influence: &Influence, many: usize| match shown_indices(influence, row) {
            Ok(all) => fields.extend(all.iter().map(|own| Field::Text(first(own)))),
            Err(why) => fields.extend((0..many).map(|_| Field::Text(why.into()))),
        };
        if several {
            add(&causes.influence, causes.factors.len());
        }
        if let Some((pillars, influence)) = &causes.pillars {
            add(influence, pillars.len());
        }
        fields
    };
    let hubs = outcome.order().into_iter();
    let rows = hubs.filter_map(|hub| Some(row(own.row(hub)?, outcome.dataset().hubs[hub].label())));
    let rows: Vec<_> = rows.collect();
    Some(Sheet {
        heads,
        length: rows.len(),
        rows: Box::new(rows.into_iter()),
        below: vec![row(own.joint.hubs.len(), "Mean shift".into())],
    })
}
