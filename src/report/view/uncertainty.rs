//! How far a ranking can be trusted, as a page and as rows for machines.

mod open_data;
mod others;
mod rank_sets;
mod rows;

use crate::robustness::sampled::{Combination, Index, Influence};
use crate::stage::{Filling, Treatment};
use crate::study::Outcome;
use crate::why::{Uncertainty, factor_words, shown_indices};

use super::super::number;
use super::super::page::{Field, Head, Page, Part, Sheet};
use super::ranking::range;
use super::{capitalised, joined, notes, title, weights_in_words};

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

/// Everything that varies, in words.
#[must_use]
pub fn in_doubt(own: &Uncertainty) -> String {
    let doubt = &own.doubted.doubt;
    let mut what = Vec::new();
    if doubt.weights != crate::study::WeightDoubt::None {
        what.push(doubt.weights.words(doubt.at));
    }
    if doubt.data.is_some() {
        what.push("data (values between their bounds, gaps)".into());
    }
    let lists = [
        ("missing", doubt.missing.len()),
        ("treatment", doubt.treatment.len()),
        ("normalisation", doubt.normalisation.len()),
        ("aggregation", doubt.aggregation.len()),
    ];
    let choice = |(name, many): (&str, usize)| (many > 1).then(|| format!("{name} ({many} ways)"));
    what.extend(lists.into_iter().filter_map(choice));
    match what.is_empty() {
        true => "nothing".into(),
        false => joined(&what.iter().map(String::as_str).collect::<Vec<_>>()),
    }
}

/// "72 % ± 0.9"; sure ones without an error.
fn share(own: &Uncertainty, p: f64) -> Field {
    let error = 100.0 * own.joint.ranks.half_width(p);
    Field::Text(match p {
        p if p <= 0.0 => "0 %".into(),
        p if p >= 1.0 => "100 %".into(),
        p => {
            let decimals = usize::from(error < 0.95);
            format!("{:.decimals$} % ± {:.decimals$}", 100.0 * p, error.max(0.1))
        }
    })
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
    if own.exact.is_ok() {
        heads.push(Head::number("Expected rank"));
        heads.push(Head::number("Max. regret").spare());
    }
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
        share(own, counts.first(row)),
        share(own, counts.top(row, own.top)),
    ];
    if let Ok(exact) = &own.exact {
        let at = exact.model.row(hub);
        let expected = at.map(|at| format!("{:.1}", exact.expected[at]));
        fields.push(Field::words(expected.as_deref()));
        fields.push(Field::maybe(at.map(|at| exact.regrets[at].most), Field::Score));
    }
    if own.is_more_than_weights() {
        fields.push(Field::maybe(own.confidence[row], Field::Share));
    }
    Some(fields)
}

/// The tier of a hub, from 1: the exact one where weights alone are in doubt.
pub(in crate::report) fn tier(own: &Uncertainty, hub: usize) -> Option<f64> {
    let tiers = match &own.exact {
        Ok(exact) if !own.is_more_than_weights() => &exact.tiers,
        _ => &own.tiers,
    };
    let at = tiers.iter().position(|tier| tier.hubs.contains(&hub))?;
    Some((at + 1) as f64)
}

fn findings(own: &Uncertainty, outcome: &Outcome) -> Vec<String> {
    let name = |hub: &usize| &*outcome.dataset().hubs[*hub].name;
    let names: Vec<_> = own.shortlist.hubs.iter().map(name).collect();
    let mut lines = vec![format!(
        "The shortlist that holds the first hub with at least 95 %: {} ({}).",
        joined(&names),
        number::percent(own.shortlist.holds)
    )];
    lines.push("Tiers: hubs of a higher tier beat those of a lower one with a probability of at least 90 %; inside a tier the order is not to be read as a ranking.".into());
    match (&own.exact, &own.check) {
        (Ok(_), Some(check)) => {
            let over = match own.is_more_than_weights() {
                true => {
                    " They speak of the weights alone; tiers are simulated, with everything in doubt."
                }
                false => " So are the tiers.",
            };
            lines.push(format!("Expected ranks are exact, from the win probability of every pair under weights in doubt.{over} Maximum regret: how many points a hub may be behind the first, whatever the weights."));
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
    lines.push(format!(
        "A hub moves by {:.1} places in the mean over hubs and draws.",
        own.joint.shift
    ));
    lines
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
            number::percent(own.joint.ranks.first(row)),
            weights.collect::<Vec<_>>().join(", ")
        ))
    };
    outcome.order().into_iter().filter_map(line).collect()
}

/// An index with the interval of its estimate: "62 % (58–66)"; below zero is zero.
fn index((value, (low, high)): (f64, (f64, f64))) -> String {
    let percent = |x: f64| (100.0 * x.clamp(0.0, 1.0)).round();
    format!("{} % ({}–{})", percent(value), percent(low), percent(high))
}

fn first(own: &Index) -> String {
    index((own.first, own.first_range))
}

fn causes_in_words(own: &Uncertainty) -> Vec<String> {
    let causes = &own.causes;
    let Some(shift) = causes.influence.outputs.last() else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    match shift {
        None => lines.push("No rank ever moves: there is no variance to explain.".into()),
        Some(indices) => {
            let parts = causes.factors.iter().zip(indices).map(|(factor, own)| {
                format!(
                    "{} {} alone, {} with the others (a quarter and half of the points: {:.0} %, {:.0} %)",
                    factor_words(*factor),
                    first(own),
                    index((own.total, own.total_range)),
                    100.0 * own.at_quarter.0.max(0.0),
                    100.0 * own.at_half.0.max(0.0)
                )
            });
            lines.push("Share of the variance of the mean shift of ranks, by Sobol indices with 95 % of their resampled estimates:".into());
            lines.extend(parts);
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
fn causes<'a>(own: &'a Uncertainty, outcome: &'a Outcome) -> Option<Sheet<'a>> {
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

fn filling(own: &Filling) -> &'static str {
    match own {
        Filling::LeaveOut => "leave-out",
        Filling::Error => "error",
        Filling::Mean => "mean",
        Filling::Median => "median",
        Filling::GroupMean(_) => "group-mean",
    }
}

fn treatment(own: &Treatment) -> &'static str {
    match own {
        Treatment::None => "no treatment",
        Treatment::Log { .. } => "log",
        Treatment::Winsorise(_) => "winsorise",
    }
}

/// What was asked for and can not be.
fn left_out(own: &Uncertainty) -> Vec<String> {
    let name = |own: &Combination| {
        let parts = [
            own.missing.as_ref().map(|own| filling(&own.filling)),
            own.treatment.as_ref().map(treatment),
            own.normalisation.as_ref().map(|own| own.name()),
            own.aggregation.as_ref().map(|own| own.name()),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" + ")
    };
    let combination = own.joint.left_out.iter().map(|left| {
        let why = left.problems.iter().next().map(|one| one.fault.headline());
        format!("{}: {}", name(&left.combination), why.unwrap_or_default())
    });
    own.doubted.left_out.iter().cloned().chain(combination).collect()
}
