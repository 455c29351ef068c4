//! One ranking as a page, and one or several as rows for machines.

use crate::model::{Exclusion, Reason};
use crate::study::{Outcome, Trust, Trusted};

use super::super::number;
use super::super::page::{Field, Head, Page, Part, Rows, SHOWN, Sheet};
use super::{BENCHMARK, capitalised, notes, pillars, reasons, title, weights_in_words};

/// A ranking for a person: pillar scores beside the total, then who is not ranked and why, then the notes.
#[must_use]
pub fn ranking(outcome: &Outcome) -> Page<'_> {
    let mut lead = vec![
        format!("{}.", capitalised(&outcome.profile.title)),
        format!("Weights: {}.", weights_in_words(outcome)),
    ];
    lead.extend(outcome.trust.as_ref().map(trust));
    let list = |heading: &str, items| Part::List { heading: heading.into(), items };
    Page {
        title: title(&outcome.profile.name, outcome),
        lead,
        parts: vec![
            Part::Sheet(shown(outcome)),
            list("Not ranked", not_ranked(outcome)),
            list("Benchmarks, outside the ranks", unscored(outcome)),
            list("Notes", notes(outcome)),
        ],
    }
}

/// What range and tier mean.
#[must_use]
pub fn trust(own: &Trust) -> String {
    let draws = match own.is_exact {
        true => String::new(),
        false => ", as sampled".into(),
    };
    format!(
        "Range: the middle 90 % of the ranks over {} ({} draws). Tier: hubs of a higher tier beat those of a lower one with a probability of at least {}{draws}; inside a tier the order is not to be read as a ranking.",
        own.doubt.words(own.at),
        number::raw(own.draws as f64),
        number::percent(own.tau)
    )
}

/// "2–4", or one rank alone.
pub(in crate::report) fn range((low, high): (usize, usize)) -> String {
    match low == high {
        true => low.to_string(),
        false => format!("{low}–{high}"),
    }
}

/// The columns that a person is shown.
struct Columns {
    pillars: Vec<usize>,
    coverage: bool,
    imputed: bool,
    known_for: Option<usize>,
}

fn columns(outcome: &Outcome) -> Columns {
    let any = |test: &dyn Fn(usize) -> bool| outcome.scores.ranked.iter().any(|&i| test(i));
    Columns {
        pillars: pillars(outcome),
        coverage: any(&|i| is_short(outcome.scores.coverage[i])),
        imputed: any(&|i| outcome.scores.imputed[i] > 0.0),
        known_for: outcome.dataset().attribute("known_for"),
    }
}

/// Whether a coverage is less than all; it sums weights, so there is room for rounding.
fn is_short(coverage: f64) -> bool {
    coverage < 1.0 - 1e-9
}

fn heads(outcome: &Outcome, columns: &Columns) -> Vec<Head> {
    let nodes = outcome.observed.frame.tree.nodes();
    let mut heads = vec![Head::number("Rank")];
    if outcome.trust.is_some() {
        heads.extend([Head::number("Range"), Head::number("Tier")]);
    }
    heads.extend([Head::text("Hub"), Head::number("Score")]);
    // More than a handful can only be read on a wide terminal.
    let many = columns.pillars.len() > 8;
    let pillar =
        |&node: &usize| Head { is_spare: many, ..Head::number(&nodes[node].name).with_short() };
    heads.extend(columns.pillars.iter().map(pillar));
    heads.extend(
        columns.coverage.then(|| Head { short: Some("Cov.".into()), ..Head::number("Coverage") }),
    );
    heads.extend(columns.imputed.then(|| Head::number("Imputed")));
    heads.extend(columns.known_for.map(|_| Head::text("Known for").spare()));
    heads
}

fn shown(outcome: &Outcome) -> Sheet<'_> {
    let columns = columns(outcome);
    let heads = heads(outcome, &columns);
    let below = outcome.references().into_iter().filter_map(|(hub, score)| {
        let dash = Field::Text("–".into());
        Some(row(outcome, &columns, hub, dash, Some(score?)))
    });
    let below = below.collect();
    let standings = outcome.ranking.standings.iter();
    let rows = standings.map(move |own| {
        let rank = Field::Rank(own.rank);
        row(outcome, &columns, own.hub, rank, Some(own.score))
    });
    Sheet { heads, rows: Box::new(rows), length: outcome.ranking.len(), below }
}

fn row(
    outcome: &Outcome,
    columns: &Columns,
    hub: usize,
    rank: Field,
    score: Option<f64>,
) -> Vec<Field> {
    let own = &outcome.dataset().hubs[hub];
    let mut fields = vec![rank];
    if let Some(trust) = &outcome.trust {
        let own = trust.of(hub);
        fields.push(own.map_or(Field::Absent, |own| Field::Text(range(own.ranks))));
        fields.push(Field::maybe(own.map(|own| own.tier as f64), Field::Rank));
    }
    fields.extend([Field::Text(own.label()), Field::maybe(score, Field::Score)]);
    let pillar = |&node: &usize| Field::maybe(outcome.scores.nodes[node].get(hub), Field::Score);
    fields.extend(columns.pillars.iter().map(pillar));
    if columns.coverage {
        let coverage = Some(outcome.scores.coverage[hub]).filter(|&x| is_short(x));
        fields.push(Field::maybe(coverage, Field::Share));
    }
    if columns.imputed {
        let imputed = Some(outcome.scores.imputed[hub]).filter(|&x| x > 0.0);
        fields.push(Field::maybe(imputed, Field::Share));
    }
    if let Some(at) = columns.known_for {
        fields.push(Field::words(own.attributes.get(at).and_then(Option::as_deref)));
    }
    fields
}

fn not_ranked(outcome: &Outcome) -> Vec<String> {
    let hubs = &outcome.dataset().hubs;
    let all = &outcome.scores.not_ranked;
    let line = |own: &Exclusion| {
        let why = reasons(outcome, &own.reasons).join("; ");
        format!("{}: {why}", hubs[own.hub].label())
    };
    let mut lines: Vec<_> = all.iter().take(SHOWN).map(line).collect();
    if let Some(more) = all.len().checked_sub(SHOWN).filter(|&more| more > 0) {
        lines.push(format!("… and {} more", number::raw(more as f64)));
    }
    lines
}

/// Benchmarks with too few values for a score: what is known of them, indicator by indicator.
fn unscored(outcome: &Outcome) -> Vec<String> {
    let frame = &outcome.observed.frame;
    let known = |hub: usize| {
        let values = (0..frame.indicators.len()).filter_map(|j| {
            let own = &frame.indicators[j];
            let value = outcome.observed.columns[j].get(hub)?;
            Some(format!("{} {}", own.name, super::with_unit(value, &own.scored_unit)))
        });
        values.collect::<Vec<_>>()
    };
    let without = outcome.references().into_iter().filter(|(_, score)| score.is_none());
    let line = |(hub, _)| {
        let values: Vec<String> = known(hub);
        let label = frame.dataset.hubs[hub].label();
        match values.is_empty() {
            true => format!("{label}: no value that counts"),
            false => format!("{label}, too few values for a score: {}", values.join(", ")),
        }
    };
    without.map(line).collect()
}

/// Rankings of one data set, every digit: a row a hub, the ranked first, then the others with the reason.
///
/// Columns: rank, tier, rank_low, rank_high, hub, name, score, one a group, coverage, imputed, `contribution_…` one an indicator (empty where
/// contributions do not add up to the score), `not_ranked`. Several rankings are told apart by a first column
/// `profile`.
#[must_use]
pub fn ranking_rows(outcomes: &[Outcome]) -> Sheet<'_> {
    let several = outcomes.len() > 1;
    let mut heads: Vec<_> = several.then(|| Head::text("profile")).into_iter().collect();
    if let Some(first) = outcomes.first() {
        heads.extend(exact_heads(first));
    }
    let rows = outcomes.iter().flat_map(move |outcome| -> Rows<'_> {
        let profile = several.then(|| Field::Text(outcome.profile.name.clone()));
        let rows = order(outcome).map(move |placed| {
            let mut fields: Vec<_> = profile.clone().into_iter().collect();
            fields.extend(exact_row(outcome, &placed));
            fields
        });
        Box::new(rows)
    });
    Sheet {
        heads,
        rows: Box::new(rows),
        length: outcomes.iter().map(|own| own.dataset().hubs.len()).sum(),
        below: Vec::new(),
    }
}

/// A hub with its rank and score, where it has them, and why it is not ranked.
struct Placed<'a> {
    hub: usize,
    rank: Option<f64>,
    score: Option<f64>,
    why: Why<'a>,
}

enum Why<'a> {
    IsRanked,
    Reasons(&'a [Reason]),
    IsBenchmark,
}

/// Ranked hubs in order, then those that are not ranked, then benchmarks.
fn order(outcome: &Outcome) -> impl Iterator<Item = Placed<'_>> {
    let ranked = outcome.ranking.standings.iter().map(|own| Placed {
        hub: own.hub,
        rank: Some(own.rank),
        score: Some(own.score),
        why: Why::IsRanked,
    });
    let others = outcome.scores.not_ranked.iter().map(|own| Placed {
        hub: own.hub,
        rank: None,
        score: outcome.scores.total(own.hub),
        why: Why::Reasons(&own.reasons),
    });
    let references = outcome.references().into_iter();
    let references =
        references.map(|(hub, score)| Placed { hub, rank: None, score, why: Why::IsBenchmark });
    ranked.chain(others).chain(references)
}

/// The groups of the tree, as nodes; the index is none.
pub(in crate::report) fn groups(outcome: &Outcome) -> impl Iterator<Item = usize> + '_ {
    let nodes = outcome.observed.frame.tree.nodes();
    (1..nodes.len()).filter(|&node| nodes[node].indicator.is_none())
}

fn exact_heads(outcome: &Outcome) -> Vec<Head> {
    let frame = &outcome.observed.frame;
    let mut heads = vec![
        Head::number("rank"),
        Head::number("tier"),
        Head::number("rank_low"),
        Head::number("rank_high"),
        Head::text("hub"),
        Head::text("name"),
        Head::number("score"),
    ];
    let group = |node: usize| Head::number(&frame.tree.nodes()[node].id);
    heads.extend(groups(outcome).map(group));
    heads.extend(["coverage", "imputed"].map(Head::number));
    let indicators = frame.indicators.iter();
    heads.extend(indicators.map(|own| Head::number(format!("contribution_{}", own.id))));
    heads.push(Head::text("not_ranked"));
    heads
}

fn exact_row(outcome: &Outcome, placed: &Placed<'_>) -> Vec<Field> {
    let Placed { hub, rank, score, .. } = *placed;
    let own = &outcome.dataset().hubs[hub];
    let trusted = outcome.trust.as_ref().and_then(|trust| trust.of(hub));
    let count =
        |of: fn(&Trusted) -> usize| Field::maybe(trusted.map(|own| of(own) as f64), Field::Rank);
    let mut fields = vec![
        Field::maybe(rank, Field::Rank),
        count(|own| own.tier),
        count(|own| own.ranks.0),
        count(|own| own.ranks.1),
        Field::Text(own.id.to_string()),
        Field::Text(own.name.to_string()),
        Field::maybe(score, Field::Score),
    ];
    let group = |node: usize| Field::maybe(outcome.scores.nodes[node].get(hub), Field::Score);
    fields.extend(groups(outcome).map(group));
    fields.push(Field::Share(outcome.scores.coverage[hub]));
    fields.push(Field::Share(outcome.scores.imputed[hub]));
    // Contributions add up to a score: without one there is nothing to add up to.
    let parts = score.and_then(|_| outcome.contributions(hub));
    let indicators = outcome.observed.frame.indicators.len();
    let part = |j: usize| parts.as_ref().and_then(|parts| parts[j]);
    fields.extend((0..indicators).map(|j| Field::maybe(part(j), Field::Score)));
    fields.push(match placed.why {
        Why::IsRanked => Field::Absent,
        Why::IsBenchmark => Field::Text(BENCHMARK.into()),
        Why::Reasons(all) => Field::Text(reasons(outcome, all).join("; ")),
    });
    fields
}
