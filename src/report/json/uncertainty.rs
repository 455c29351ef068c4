//! How far a ranking can be trusted, as an object.

mod others;
mod rank_sets;

use std::io::{self, Write};

use serde::Serialize;

use crate::model::Link;
use crate::robustness::sampled::Index;
use crate::study::Outcome;
use crate::why::{Uncertainty, factor_words};

use super::open_data::Open;
use super::{DatasetId, Pairs, ProfileId, Rank, notes, pretty, view};

/// Writes how far a ranking can be trusted as an object; hubs stand in the order of the ranking, and so do the rows
/// and columns of `wins`.
///
/// # Errors
/// What the writer says.
pub fn uncertainty(own: &Uncertainty, outcome: &Outcome, to: impl Write) -> io::Result<()> {
    let order: Vec<_> = outcome.order().into_iter().filter(|&hub| own.row(hub).is_some()).collect();
    let id = |hub: usize| &*outcome.dataset().hubs[hub].id;
    let rows: Vec<_> = order.iter().filter_map(|&hub| own.row(hub)).collect();
    let ranks = &own.joint.ranks;
    let wins =
        |&a: &usize| rows.iter().map(|&b| if a == b { 0.5 } else { ranks.win(a, b) }).collect();
    let standings = outcome.ranking.standings.iter();
    let document = Document {
        hubrank: env!("CARGO_PKG_VERSION"),
        dataset: DatasetId::of(outcome),
        profile: ProfileId::of(outcome),
        in_doubt: view::in_doubt(own),
        draws: ranks.draws(),
        seed: own.doubted.doubt.seed,
        top: own.top,
        hubs: standings.filter_map(|one| hub(own, outcome, one.hub, one.rank)).collect(),
        shortlist: own.shortlist.hubs.iter().map(|&hub| id(hub)).collect(),
        shortlist_holds: own.shortlist.holds,
        mean_shift: own.joint.shift,
        mean_shift_causes: causes(own, own.joint.hubs.len()),
        mean_shift_causes_by_pillar: pillars(own, outcome, own.joint.hubs.len()),
        weight_deviations: deviations(own, outcome),
        wins: rows.iter().map(wins).collect(),
        exact_wins: exact_wins(own, &order),
        not_exact: own.exact.as_ref().err().map(String::as_str),
        open_data: Open::of(&own.open, outcome),
        check_misses: own.check.as_ref().map(|check| check.misses.len()),
        left_out: own.joint.left_out.len(),
        rank_sets: own.rank_sets.as_ref().ok().map(|found| rank_sets::of(found, own.top, outcome)),
        no_rank_sets: own.rank_sets.as_ref().err().map(ToString::to_string),
        others: own.reversal.as_ref().map(|found| others::of(found, outcome)),
        notes: notes(outcome),
    };
    pretty(&document, to)
}

/// The probability of every pair in this order, where it is known exactly.
fn exact_wins(own: &Uncertainty, order: &[usize]) -> Option<Vec<Vec<f64>>> {
    let exact = own.exact.as_ref().ok()?;
    let rows: Option<Vec<_>> = order.iter().map(|&hub| exact.model.row(hub)).collect();
    let rows = rows?;
    let of = |&a: &usize| rows.iter().map(|&b| exact.wins.p[(a, b)]).collect();
    Some(rows.iter().map(of).collect())
}

#[derive(Serialize)]
struct Document<'a> {
    hubrank: &'static str,
    dataset: DatasetId<'a>,
    profile: ProfileId<'a>,
    in_doubt: String,
    draws: u64,
    seed: u64,
    top: usize,
    hubs: Vec<Hub<'a>>,
    shortlist: Vec<&'a str>,
    shortlist_holds: f64,
    mean_shift: f64,
    mean_shift_causes: Option<Vec<Cause<'a>>>,
    /// What the weight of each pillar explains where weights alone are in doubt.
    mean_shift_causes_by_pillar: Option<Vec<Cause<'a>>>,
    /// The standard deviation of each weight in doubt, 0 to 1, where it has a closed form.
    weight_deviations: Option<Pairs<'a>>,
    wins: Vec<Vec<f64>>,
    exact_wins: Option<Vec<Vec<f64>>>,
    not_exact: Option<&'a str>,
    check_misses: Option<usize>,
    open_data: Open<'a>,
    left_out: usize,
    rank_sets: Option<rank_sets::Sets<'a>>,
    no_rank_sets: Option<String>,
    others: Option<others::Others<'a>>,
    notes: Vec<&'a str>,
}

#[derive(Serialize)]
struct Hub<'a> {
    rank: Rank,
    tier: Option<f64>,
    rank_low: f64,
    rank_high: f64,
    rank_median: f64,
    hub: &'a str,
    name: &'a str,
    /// The share of draws with rank 1, 2, …
    acceptability: Vec<f64>,
    first: f64,
    first_error: f64,
    top: f64,
    top_error: f64,
    confidence: Option<f64>,
    central_weights: Option<Pairs<'a>>,
    expected_rank: Option<f64>,
    /// In points of the score, of weighted means.
    regret: Option<f64>,
    /// By what factor the first may be ahead, of geometric means.
    regret_factor: Option<f64>,
    regret_rival: Option<&'a str>,
    causes: Option<Vec<Cause<'a>>>,
    causes_by_pillar: Option<Vec<Cause<'a>>>,
}

#[derive(Serialize)]
struct Cause<'a> {
    factor: &'a str,
    first: f64,
    first_low: f64,
    first_high: f64,
    first_at_quarter: f64,
    first_at_half: f64,
    total: f64,
    total_low: f64,
    total_high: f64,
    total_at_quarter: f64,
    total_at_half: f64,
}

impl<'a> Cause<'a> {
    fn of(factor: &'a str, own: &Index) -> Self {
        Self {
            factor,
            first: own.first,
            first_low: own.first_range.0,
            first_high: own.first_range.1,
            first_at_quarter: own.at_quarter.0,
            first_at_half: own.at_half.0,
            total: own.total,
            total_low: own.total_range.0,
            total_high: own.total_range.1,
            total_at_quarter: own.at_quarter.1,
            total_at_half: own.at_half.1,
        }
    }
}

/// The causes of one output; none where it never varied.
fn causes(own: &Uncertainty, output: usize) -> Option<Vec<Cause<'static>>> {
    let indices = own.causes.influence.outputs.get(output)?.as_ref()?;
    let factors = own.causes.factors.iter().map(|factor| factor_words(*factor));
    Some(factors.zip(indices).map(|(factor, own)| Cause::of(factor, own)).collect())
}

/// The same of the weight of each pillar, weights alone being in doubt.
fn pillars<'a>(own: &Uncertainty, outcome: &'a Outcome, output: usize) -> Option<Vec<Cause<'a>>> {
    let (pillars, influence) = own.causes.pillars.as_ref()?;
    let indices = influence.outputs.get(output)?.as_ref()?;
    let nodes = outcome.observed.frame.tree.nodes();
    let ids = pillars.iter().map(|&node| nodes[node].id.as_str());
    Some(ids.zip(indices).map(|(id, own)| Cause::of(id, own)).collect())
}

fn deviations<'a>(own: &Uncertainty, outcome: &'a Outcome) -> Option<Pairs<'a>> {
    let nodes = outcome.observed.frame.tree.nodes();
    let pairs = own.joint.nodes.iter().zip(own.deviations.as_ref()?);
    Some(Pairs(pairs.map(|(&node, sd)| (nodes[node].id.as_str(), Some(sd / 100.0))).collect()))
}

fn hub<'a>(own: &'a Uncertainty, outcome: &'a Outcome, hub: usize, rank: f64) -> Option<Hub<'a>> {
    let row = own.row(hub)?;
    let ranks = &own.joint.ranks;
    let nodes = outcome.observed.frame.tree.nodes();
    let (low, high) = ranks.range(row);
    let (first, top) = (ranks.first(row), ranks.top(row, own.top));
    let link = own.regrets.as_ref().map(|(link, _)| *link);
    let (is_additive, is_factor) = (link == Some(Link::Identity), link == Some(Link::Exp));
    let exact = own.exact.as_ref().ok().and_then(|exact| Some((exact, exact.model.row(hub)?)));
    let central = own.joint.central[row].as_ref().map(|central| {
        let pairs = own.joint.nodes.iter().zip(central);
        Pairs(pairs.map(|(&node, w)| (nodes[node].id.as_str(), Some(*w))).collect())
    });
    Some(Hub {
        rank: Rank(rank),
        tier: view::tier(own, hub),
        rank_low: low,
        rank_high: high,
        rank_median: ranks.median_rank(row),
        hub: &outcome.dataset().hubs[hub].id,
        name: &outcome.dataset().hubs[hub].name,
        acceptability: (1..=ranks.hubs()).map(|r| ranks.share(row, r)).collect(),
        first,
        first_error: ranks.half_width(first),
        top,
        top_error: ranks.half_width(top),
        confidence: own.confidence[row],
        central_weights: central,
        expected_rank: exact.map(|(exact, i)| exact.expected[i]),
        regret: own.regret(hub).filter(|_| is_additive).map(|own| own.most),
        regret_factor: own.regret(hub).filter(|_| is_factor).map(|own| own.most.exp()),
        regret_rival: own
            .regret(hub)
            .and_then(|own| own.rival)
            .map(|rival| &*outcome.dataset().hubs[rival].id),
        causes: causes(own, row),
        causes_by_pillar: pillars(own, outcome, row),
    })
}
