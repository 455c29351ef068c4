//! How far a ranking can be trusted, as a page and as rows for machines.

mod causes;
mod choices;
mod open_data;
mod others;
mod rank_sets;
mod rows;

use crate::model::Link;
use crate::robustness::exact::Tier;
use crate::robustness::sampled::half_width;
use crate::study::Outcome;
use crate::why::{CONFIDENCE_DRAWS, Uncertainty};

use super::super::number;
use super::super::page::{Field, Head, Page, Part, Sheet};
use super::ranking::range;
use super::{capitalised, joined, notes, title, weights_in_words};

use causes::{causes, causes_in_words};
pub use choices::in_doubt;
use choices::left_out;
pub(in crate::report) use open_data::column_id;
pub use rows::uncertainty_rows;

/// The most weights whose deviations are all printed.
const FEW: usize = 8;

/// How far a ranking can be trusted, for a person.
#[must_use]
pub fn uncertainty<'a>(own: &'a Uncertainty, outcome: &'a Outcome) -> Page<'a> {
    let list = |heading: &str, items| Part::List { heading: heading.into(), items };
    let mut parts =
        vec![Part::Sheet(ranks(own, outcome)), list("What this says", findings(own, outcome))];
    parts.push(list(
        "Central weights: the mean of the weights under which a hub is first",
        central(own, outcome),
    ));
    parts.push(list("What causes the doubt", causes_in_words(own)));
    parts.extend(causes(own, outcome).map(Part::Sheet));
    parts.extend(open_data::parts(&own.open, outcome));
    parts.extend(rank_sets::parts(own, outcome));
    parts.extend(others::parts(own, outcome));
    parts.push(list("Left out", left_out(own)));
    parts.push(list("Notes", notes(outcome)));
    Page {
        title: title(&format!("How far to trust {}", outcome.profile.name), outcome),
        lead: lead(own, outcome),
        parts,
    }
}

fn lead(own: &Uncertainty, outcome: &Outcome) -> Vec<String> {
    let draws = own.joint.ranks.draws() as f64;
    let mut lines = vec![
        format!("{}.", capitalised(&outcome.profile.title)),
        format!("Weights: {}.", weights_in_words(outcome)),
        format!(
            "In doubt: {}. {} draws, seed {}. Ranges hold the middle 90 % of the ranks drawn: ranges over what is plausible here, no confidence intervals. After ±: the error of the simulation (95 %).",
            in_doubt(own),
            number::raw(draws),
            own.doubted.doubt.seed
        ),
    ];
    lines.extend(deviations(own, outcome));
    lines
}

/// How far each weight varies: of many, from the least to the most.
fn deviations(own: &Uncertainty, outcome: &Outcome) -> Option<String> {
    let nodes = outcome.observed.frame.tree.nodes();
    let mut all: Vec<_> = own.joint.nodes.iter().zip(own.deviations.as_ref()?).collect();
    let words = |(node, points): &(&usize, &f64)| format!("{} {points:.1}", nodes[**node].name);
    let each = match all.len() {
        0 => return None,
        1..=FEW => all.iter().map(words).collect::<Vec<_>>().join(", "),
        _ => {
            all.sort_by(|a, b| a.1.total_cmp(b.1));
            format!("from {} to {}", words(&all[0]), words(&all[all.len() - 1]))
        }
    };
    Some(format!("Standard deviation of each weight, in points: {each}."))
}

/// "72 % ± 0.9"; sure ones without an error.
fn share(own: &Uncertainty, p: f64) -> String {
    share_of(p, own.joint.ranks.half_width(p))
}

fn share_of(p: f64, half_width: f64) -> String {
    let error = 100.0 * half_width;
    match p {
        p if p <= 0.0 => "0 %".into(),
        p if p >= 1.0 => "100 %".into(),
        p if p < 0.0005 => "< 0.1 %".into(),
        p if p > 0.9995 => "> 99.9 %".into(),
        p => {
            let decimals = usize::from(error < 0.95);
            format!("{:.decimals$} % ± {:.decimals$}", 100.0 * p, error.max(0.1))
        }
    }
}

fn ranks<'a>(own: &'a Uncertainty, outcome: &'a Outcome) -> Sheet<'a> {
    let mut heads = vec![
        Head::number("Rank"),
        Head::number("Range"),
        Head::number("Median"),
        Head::number("Tier"),
        Head::text("Hub"),
        Head::number("First"),
        Head::number(format!("Top {}", own.top)),
    ];
    heads.extend(own.exact.is_ok().then(|| Head::number("Expected rank")));
    heads.extend(has_regret(own).then(|| Head::number("Max. regret").spare()));
    let confidence = own.is_more_than_weights();
    heads.extend(confidence.then(|| Head::number("Confidence").with_short()));
    let standings = outcome.ranking.standings.iter();
    let rows = standings.filter_map(|standing| {
        let mut fields = vec![Field::Rank(standing.rank)];
        fields.extend(ranks_of(own, outcome, standing.hub)?);
        Some(fields)
    });
    let rows: Vec<_> = rows.collect();
    Sheet { heads, length: rows.len(), rows: Box::new(rows.into_iter()), below: Vec::new() }
}

/// The fields of one hub, from its range on.
fn ranks_of(own: &Uncertainty, outcome: &Outcome, hub: usize) -> Option<Vec<Field>> {
    let row = own.row(hub)?;
    let counts = &own.joint.ranks;
    let (low, high) = counts.range(row);
    let mut fields = vec![
        Field::Text(range((low.floor() as usize, high.ceil() as usize))),
        Field::Rank(counts.median_rank(row)),
        Field::maybe(tier(own, hub), Field::Rank),
        Field::Text(outcome.dataset().hubs[hub].label()),
        Field::Text(share(own, counts.first(row))),
        Field::Text(share(own, counts.top(row, own.top))),
    ];
    if let Ok(exact) = &own.exact {
        let at = exact.model.row(hub);
        let expected = at.map(|at| format!("{:.1}", exact.expected[at]));
        fields.push(Field::words(expected.as_deref()));
    }
    if has_regret(own) {
        fields.push(Field::words(regret(own, hub).as_deref()));
    }
    if own.is_more_than_weights() {
        let draws = own.doubted.doubt.draws.min(CONFIDENCE_DRAWS);
        let words = own.confidence[row].map(|p| share_of(p, half_width(p, draws as u64)));
        fields.push(Field::words(words.as_deref()));
    }
    Some(fields)
}

/// Whether the largest regret has a scale that people read: points, or factors under a geometric mean.
fn has_regret(own: &Uncertainty) -> bool {
    matches!(own.regrets, Some((Link::Identity | Link::Exp, _)))
}

fn regret(own: &Uncertainty, hub: usize) -> Option<String> {
    let most = own.regret(hub)?.most;
    Some(match own.regrets.as_ref()?.0 {
        Link::Exp => format!("× {}", number::significant(most.exp(), 3)),
        _ => number::significant(most, 3),
    })
}

/// The tier of a hub, from 1: the exact one where weights alone are in doubt.
pub(in crate::report) fn tier(own: &Uncertainty, hub: usize) -> Option<f64> {
    let at = own.shown_tiers().iter().position(|tier| tier.hubs.contains(&hub))?;
    Some((at + 1) as f64)
}

fn findings(own: &Uncertainty, outcome: &Outcome) -> Vec<String> {
    if own.joint.hubs.is_empty() {
        return vec!["No hub is ranked, so there is nothing to be sure of.".into()];
    }
    let name = |hub: &usize| &*outcome.dataset().hubs[*hub].name;
    let names: Vec<_> = own.shortlist.hubs.iter().map(name).collect();
    let holds = share(own, own.shortlist.holds);
    let mut lines = vec![format!(
        "The shortlist that holds the first hub with at least 95 %: {} ({holds}).",
        joined(&names),
    )];
    lines.push(format!("Tiers: ranks {}. Hubs of a higher tier beat those of a lower one with a probability of at least 90 %; inside a tier the order is not to be read as a ranking.", tiers_in_ranks(own, outcome)));
    match (&own.exact, &own.check) {
        (Ok(_), Some(check)) => {
            let over = match own.is_more_than_weights() {
                true => {
                    " They speak of the weights alone; tiers are simulated, with everything in doubt."
                }
                false => " So are the tiers.",
            };
            lines.push(format!("Expected ranks are exact, from the win probability of every pair under weights in doubt.{over}"));
            lines.push(match check.misses.len() {
                0 => format!(
                    "Built-in check: {} simulated win probabilities agree with the exact ones (largest difference {:.1} points).",
                    check.pairs,
                    100.0 * check.largest
                ),
                many => format!("Built-in check FAILED: {many} of {} simulated win probabilities can not come from the exact ones. Do not rely on these figures, and report this.", check.pairs),
            });
        }
        (Err(why), _) => lines.push(format!("Nothing here is exact: {why}. Tiers are simulated.")),
        _ => {}
    }
    lines.extend(regret_in_words(own, outcome));
    let raised = own.joint.combinations.iter().find(|own| own.is_raised);
    let mean = raised.and_then(|own| own.aggregation.as_ref()).map_or("the mean", |own| own.name());
    lines.extend(raised.map(|_| {
        format!("Under {mean} min-max runs from 1 to 100, since it needs values above zero.")
    }));
    lines.push(format!(
        "A hub moves by {:.1} places in the mean over hubs and draws.",
        own.joint.shift
    ));
    lines.extend(own.is_more_than_weights().then(|| {
        "Confidence: how often a hub is first when the weights are its central ones.".into()
    }));
    lines.extend(own.doubted.doubt.data.is_none().then(|| {
        "The data are taken as they stand here; what they leave open is told further down.".into()
    }));
    lines
}

/// "1, 2–4, 5": the ranks of each tier.
fn tiers_in_ranks(own: &Uncertainty, outcome: &Outcome) -> String {
    let rank = |hub: &usize| outcome.ranking.of(*hub).map(|own| own.rank as usize);
    let span = |tier: &Tier| {
        let ranks = || tier.hubs.iter().filter_map(rank);
        Some(range((ranks().min()?, ranks().max()?)))
    };
    own.shown_tiers().iter().filter_map(span).collect::<Vec<_>>().join(", ")
}

fn regret_in_words(own: &Uncertainty, outcome: &Outcome) -> Option<String> {
    let least = own.least_regret().filter(|_| has_regret(own))?;
    let hub = &outcome.dataset().hubs[least.hub].name;
    let most = regret(own, least.hub)?;
    Some(match own.regrets.as_ref()?.0 {
        Link::Exp => format!(
            "Maximum regret: by what factor the first may be ahead of a hub, over all weights there are. It is least for {hub} ({most})."
        ),
        _ => format!(
            "Maximum regret: how many points a hub may be behind the first, over all weights there are. It is least for {hub} ({most})."
        ),
    })
}

fn central(own: &Uncertainty, outcome: &Outcome) -> Vec<String> {
    let tree = &outcome.observed.frame.tree;
    let line = |hub: usize| {
        let row = own.row(hub)?;
        let weights = own.central_of_pillars(tree, row)?.into_iter();
        let weights =
            weights.map(|(node, w)| format!("{} {}", tree.nodes()[node].name, number::percent(w)));
        Some(format!(
            "{} (first in {}): {}",
            outcome.dataset().hubs[hub].label(),
            share(own, own.joint.ranks.first(row)),
            weights.collect::<Vec<_>>().join(", ")
        ))
    };
    outcome.order().into_iter().filter_map(line).collect()
}
