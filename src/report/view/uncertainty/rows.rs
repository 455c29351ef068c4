//! Trust in a ranking for machines: one row a hub, every digit.

use crate::model::Link;
use crate::report::page::{Field, Head, Sheet};
use crate::robustness::Change;
use crate::robustness::sampled::{Influence, RankSets};
use crate::study::Outcome;
use crate::why::{Uncertainty, factor_words};

use super::{open_data, tier};

/// How far each rank can be trusted: one row a ranked hub, best first.
///
/// Columns: rank, tier, rank_low, rank_high, rank_median, hub, name, first, first_error, top, top_error, confidence,
/// expected_rank (empty without an exact result), regret (points; a factor under geometric means; empty where the score
/// is not linear), score_error, rank_set_low, rank_set_high,
/// interval_set_low, interval_set_high (empty without standard errors), turned_without (pairs of others whose order
/// turns when the hub is left out; empty for too many hubs), `central_…` one a weight that is drawn, `causes_…` one a
/// factor, `causes_weight_…` one a pillar; the
/// bounds over what the data leave open. Below, one row a cell to check, without a rank: what it is, its two ends and
/// the leader's chance at each.
#[must_use]
pub fn uncertainty_rows<'a>(own: &'a Uncertainty, outcome: &'a Outcome) -> Sheet<'a> {
    let rows = outcome.ranking.standings.iter();
    let mut rows: Vec<_> = rows
        .filter_map(|standing| {
            let mut fields = vec![Field::Rank(standing.rank)];
            fields.extend(row(own, outcome, standing.hub)?);
            Some(fields)
        })
        .collect();
    let heads = heads(own, outcome);
    rows.extend(open_data::cell_rows(&own.open, outcome).map(|(names, fields)| {
        let mut row = vec![Field::Absent; heads.len() - fields.len()];
        row.splice(5..7, names);
        row.extend(fields);
        row
    }));
    Sheet { heads, length: rows.len(), rows: Box::new(rows.into_iter()), below: Vec::new() }
}

fn heads(own: &Uncertainty, outcome: &Outcome) -> Vec<Head> {
    let names = ["rank", "tier", "rank_low", "rank_high", "rank_median"];
    let mut heads: Vec<_> = names.map(Head::number).into();
    heads.extend(["hub", "name"].map(Head::text));
    let names =
        ["first", "first_error", "top", "top_error", "confidence", "expected_rank", "regret"];
    heads.extend(names.map(Head::number));
    heads.extend(OF_DATA.map(Head::number));
    let nodes = outcome.observed.frame.tree.nodes();
    let central = own.joint.nodes.iter();
    heads.extend(central.map(|&node| Head::number(format!("central_{}", nodes[node].id))));
    let causes = own.causes.factors.iter();
    heads.extend(
        causes.map(|own| Head::number(format!("causes_{}", factor_words(*own).to_lowercase()))),
    );
    let pillars = own.causes.pillars.iter().flat_map(|(pillars, _)| pillars);
    heads.extend(pillars.map(|&node| Head::number(format!("causes_weight_{}", nodes[node].id))));
    heads.extend(open_data::heads());
    heads
}

fn row(own: &Uncertainty, outcome: &Outcome, hub: usize) -> Option<Vec<Field>> {
    let row = own.row(hub)?;
    let counts = &own.joint.ranks;
    let (low, high) = counts.range(row);
    let (first, top) = (counts.first(row), counts.top(row, own.top));
    let at = |of: &dyn Fn(&crate::why::Exact, usize) -> f64| {
        let exact = own.exact.as_ref().ok()?;
        Some(of(exact, exact.model.row(hub)?))
    };
    let known = &outcome.dataset().hubs[hub];
    let mut fields = vec![
        Field::maybe(tier(own, hub), Field::Rank),
        Field::Rank(low),
        Field::Rank(high),
        Field::Rank(counts.median_rank(row)),
        Field::Text(known.id.to_string()),
        Field::Text(known.name.to_string()),
        Field::Share(first),
        Field::Share(counts.half_width(first)),
        Field::Share(top),
        Field::Share(counts.half_width(top)),
        Field::maybe(own.confidence[row], Field::Share),
        Field::maybe(at(&|exact, i| exact.expected[i]), Field::Score),
        regret(own, hub),
    ];
    fields.extend(of_data(own, hub));
    let central = own.joint.central[row].as_ref();
    let weights = (0..own.joint.nodes.len()).map(|j| central.map(|own| own[j]));
    fields.extend(weights.map(|w| Field::maybe(w, Field::Weight)));
    fields.extend(causes(own, row));
    fields.extend(open_data::hub_fields(&own.open, hub));
    Some(fields)
}

/// What each factor explains of the rank of a row alone, then what the weight of each pillar does.
fn causes(own: &Uncertainty, row: usize) -> Vec<Field> {
    let part = |influence: &Influence, j: usize| {
        let indices = influence.outputs.get(row).and_then(Option::as_ref);
        Field::maybe(indices.map(|all| all[j].first), Field::Share)
    };
    let causes = &own.causes;
    let factors = (0..causes.factors.len()).map(|j| part(&causes.influence, j));
    let pillars = causes.pillars.iter();
    let pillars =
        pillars.flat_map(|(nodes, influence)| (0..nodes.len()).map(move |j| part(influence, j)));
    factors.chain(pillars).collect()
}

/// In points of the score; the factor under geometric means.
fn regret(own: &Uncertainty, hub: usize) -> Field {
    let most = own.regret(hub).map(|own| own.most);
    match own.regrets.as_ref().map(|(link, _)| *link) {
        Some(Link::Identity) => Field::maybe(most, Field::Score),
        Some(Link::Exp) => Field::maybe(most.map(f64::exp), Field::Score),
        _ => Field::Absent,
    }
}

/// What errors of the data and the list of hubs do.
const OF_DATA: [&str; 6] = [
    "score_error",
    "rank_set_low",
    "rank_set_high",
    "interval_set_low",
    "interval_set_high",
    "turned_without",
];

fn of_data(own: &Uncertainty, hub: usize) -> [Field; 6] {
    let sets = own.rank_sets.as_ref().ok().and_then(|sets| Some((sets, sets.row(hub)?)));
    let rank = |of: &dyn Fn(&RankSets, usize) -> usize| {
        Field::maybe(sets.map(|(sets, row)| of(sets, row) as f64), Field::Rank)
    };
    let without = own
        .reversal
        .as_ref()
        .and_then(|found| found.without.iter().find(|own| own.change == Change::Without(hub)));
    [
        Field::maybe(sets.map(|(sets, row)| sets.scores.of_scores[row]), Field::Score),
        rank(&|sets, row| sets.by_differences[row].low),
        rank(&|sets, row| sets.by_differences[row].high),
        rank(&|sets, row| sets.by_intervals[row].low),
        rank(&|sets, row| sets.by_intervals[row].high),
        Field::maybe(without.map(|own| own.swaps.len() as f64), Field::Raw),
    ]
}
