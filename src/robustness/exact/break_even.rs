//! Break-even in natural units: the value of one indicator at which a hub draws level with another, or reaches a
//! rank; found on the scale where it is a straight line, else by search, and always checked by running the whole
//! method again with that one observation changed.

use crate::model::{Direction, INDEX, Link};
use crate::stage::Scale;
use crate::study::Outcome;

/// How far beyond the range of the ranked hubs' values a search goes, in such ranges.
const FARTHEST: f64 = 10.0;

/// A value that was reached, checked by a re-run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reached {
    /// The value in the scored unit, after `per` and `scale`.
    pub value: f64,
    /// The same in the unit of the observation.
    pub observation: f64,
    /// Whether it is a closed form (the scale is a straight line that stays as it is), else a search.
    pub is_closed_form: bool,
}

/// What one indicator can do.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Verdict {
    /// Nothing is needed.
    Already,
    /// At this value; farther than it, the hub is past.
    At(Reached),
    /// Not on this indicator alone: its scale is clipped, the value would lie outside what is possible, or the
    /// method refuses it.
    NotAlone,
    /// The hub has no value here that counts.
    NoValue,
}

/// One indicator of one hub, and what it can do.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BreakEven {
    /// The indicator, by position.
    pub indicator: usize,
    /// Its present value in the scored unit.
    pub from: Option<f64>,
    /// What it takes.
    pub verdict: Verdict,
}

/// Several indicators moved together.
#[derive(Debug, Clone, PartialEq)]
pub struct Together {
    /// By which share of each indicator's range among the ranked hubs, towards its good end.
    pub share: f64,
    /// (indicator, value in the scored unit, value in the unit of the observation).
    pub values: Vec<(usize, f64, f64)>,
}

/// For every indicator that counts: the value of hub `a` at which its score is that of hub `b`, all else equal
/// (positions in the data set). Empty where either is not ranked.
#[must_use]
pub fn break_even(outcome: &Outcome, a: usize, b: usize) -> Vec<BreakEven> {
    let rival = |outcome: &Outcome| outcome.scores.total(b);
    Aim::new(outcome, a, &rival).map_or_else(Vec::new, |aim| aim.one_by_one())
}

/// For every indicator that counts: the value of a hub (position in the data set) at which its rank is `k`, all else
/// equal. Empty where it is not ranked; nothing is needed where its rank is `k` or better.
#[must_use]
pub fn reach(outcome: &Outcome, hub: usize, k: usize) -> Vec<BreakEven> {
    let rival = |outcome: &Outcome| kth_rival(outcome, hub, k);
    let Some(aim) = Aim::new(outcome, hub, &rival) else {
        return Vec::new();
    };
    let mut all = aim.one_by_one();
    if aim.gap(outcome).is_some_and(|gap| gap >= -aim.zero) {
        all.iter_mut().for_each(|one| one.verdict = Verdict::Already);
    }
    all
}

/// The smallest joint move of `indicators` (positions), each by the same share of its range, after which the rank of
/// a hub is `k`; of share zero where it is already; none where no move within reach does it.
#[must_use]
pub fn reach_together(
    outcome: &Outcome,
    hub: usize,
    k: usize,
    indicators: &[usize],
) -> Option<Together> {
    let rival = |outcome: &Outcome| kth_rival(outcome, hub, k);
    let aim = Aim::new(outcome, hub, &rival)?;
    let cells: Option<Vec<_>> = indicators.iter().map(|&j| Cell::of(outcome, hub, j)).collect();
    let cells = cells?;
    let at = |share: f64| -> Vec<f64> {
        let moved = |cell: &Cell| cell.clamp(cell.x + cell.good * share * cell.range);
        cells.iter().map(moved).collect()
    };
    let gap = |share: f64| {
        let values = at(share);
        let changes: Vec<_> = cells.iter().zip(&values).map(|(cell, &x)| cell.change(x)).collect();
        aim.gap(&outcome.rerun_with(&changes)?)
    };
    let share = if aim.gap(outcome)? >= -aim.zero {
        0.0
    } else {
        first_crossing(&gap, 0.0, 1.0 / 64.0, FARTHEST, aim.zero)?
    };
    let values = cells.iter().zip(at(share));
    let values = values.map(|(cell, x)| (cell.indicator, x, x / cell.factor));
    Some(Together { share, values: values.collect() })
}

/// The score of the k-th best of the other ranked hubs; none of so many means that rank k is sure.
fn kth_rival(outcome: &Outcome, hub: usize, k: usize) -> Option<f64> {
    let others = outcome.ranking.standings.iter().filter(|standing| standing.hub != hub);
    let scores: Vec<_> = others.map(|standing| standing.score).collect();
    Some(scores.get(k.max(1) - 1).copied().unwrap_or(f64::NEG_INFINITY))
}

/// One observation that may change, and what it may become.
struct Cell {
    indicator: usize,
    series: usize,
    hub: usize,
    /// The scored value.
    x: f64,
    /// From observation to scored value.
    factor: f64,
    /// +1 where higher is better, −1 where lower is.
    good: f64,
    /// The range of the ranked hubs' scored values.
    range: f64,
    /// What the scored value may be.
    bounds: (f64, f64),
}

impl Cell {
    /// The cell of a hub's indicator; none where it has no value that counts or all hubs have the same.
    fn of(outcome: &Outcome, hub: usize, j: usize) -> Option<Self> {
        let frame = &outcome.observed.frame;
        let indicator = &frame.indicators[j];
        let x = outcome.observed.columns[j].get(hub)?;
        let per = match indicator.per {
            Some(per) => frame.dataset.series[per].column.stated(hub)?,
            None => 1.0,
        };
        let factor = indicator.scale / per;
        let (range, bounds) = room(outcome, j, factor);
        let is_usable = range > 0.0 && factor.is_finite() && factor > 0.0;
        is_usable.then_some(Self {
            indicator: j,
            series: indicator.from,
            hub,
            x,
            factor,
            good: if indicator.direction == Direction::Higher { 1.0 } else { -1.0 },
            range,
            bounds,
        })
    }

    fn clamp(&self, x: f64) -> f64 {
        // Bounds that leave out the present value can not hold it back.
        x.clamp(self.bounds.0.min(self.x), self.bounds.1.max(self.x))
    }

    fn change(&self, x: f64) -> (usize, usize, f64) {
        (self.series, self.hub, x / self.factor)
    }
}

/// The range of the ranked hubs' scored values of an indicator, and what a scored value may be.
fn room(outcome: &Outcome, j: usize, factor: f64) -> (f64, (f64, f64)) {
    let present = outcome.observed.columns[j].present(&outcome.scores.ranked);
    let least = present.iter().copied().fold(f64::INFINITY, f64::min);
    let most = present.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let range = most - least;
    // What is nowhere below zero is taken not to go there, where the data set does not say.
    let floor = if least >= 0.0 { 0.0 } else { least - FARTHEST * range };
    let (low, high) = outcome.observed.frame.indicators[j].range;
    let low = low.map_or(floor, |end| end * factor);
    let high = high.map_or(most + FARTHEST * range, |end| end * factor);
    (range, (low, high))
}

/// A hub and the score that it is to draw level with.
struct Aim<'a> {
    outcome: &'a Outcome,
    hub: usize,
    rival: &'a dyn Fn(&Outcome) -> Option<f64>,
    /// Gaps below this are none.
    zero: f64,
}

impl<'a> Aim<'a> {
    fn new(
        outcome: &'a Outcome,
        hub: usize,
        rival: &'a dyn Fn(&Outcome) -> Option<f64>,
    ) -> Option<Self> {
        outcome.ranking.of(hub)?;
        rival(outcome)?;
        let standings = &outcome.ranking.standings;
        let range = standings.first()?.score - standings.last()?.score;
        Some(Self { outcome, hub, rival, zero: 1e-9 * if range > 0.0 { range } else { 1.0 } })
    }

    /// How far the hub is ahead.
    fn gap(&self, outcome: &Outcome) -> Option<f64> {
        Some(outcome.scores.total(self.hub)? - (self.rival)(outcome)?)
    }

    fn one_by_one(&self) -> Vec<BreakEven> {
        let (frame, weights) = (&self.outcome.observed.frame, &self.outcome.weights);
        let counts = |&j: &usize| weights.effective[frame.tree.leaf(j)] > 0.0;
        let one = |j: usize| BreakEven {
            indicator: j,
            from: self.outcome.observed.columns[j].get(self.hub),
            verdict: self.verdict(j),
        };
        (0..frame.indicators.len()).filter(counts).map(one).collect()
    }

    fn verdict(&self, j: usize) -> Verdict {
        let Some(gap) = self.gap(self.outcome) else {
            return Verdict::NoValue;
        };
        if gap.abs() <= self.zero {
            return Verdict::Already;
        }
        let Some(cell) = Cell::of(self.outcome, self.hub, j) else {
            return Verdict::NoValue;
        };
        let at = |x: f64| self.gap(&self.outcome.rerun_with(&[cell.change(x)])?);
        let reached = |x: f64, is_closed_form| {
            Verdict::At(Reached { value: x, observation: x / cell.factor, is_closed_form })
        };
        let is_level = |x: &f64| at(*x).is_some_and(|gap| gap.abs() <= self.zero);
        if let Some(x) = self.closed_form(&cell).filter(is_level) {
            return reached(x, true);
        }
        // Towards the good end where it is behind, towards the bad where it is ahead.
        let sign = -gap.signum();
        let step = cell.good * sign * cell.range;
        let turned = |share: f64| at(cell.clamp(cell.x + share * step)).map(|gap| sign * gap);
        match first_crossing(&turned, 0.0, 1.0 / 64.0, FARTHEST, self.zero) {
            Some(share) => reached(cell.clamp(cell.x + share * step), false),
            None => Verdict::NotAlone,
        }
    }

    /// Δg = gap/v on the scale where the score is a straight line, undone through scale and treatment; none where
    /// the scale is none, or the value would lie outside of what it keeps apart or of what is possible.
    fn closed_form(&self, cell: &Cell) -> Option<f64> {
        let (outcome, j) = (self.outcome, cell.indicator);
        let link = one_link_above(outcome, j)?;
        let gap = link.sum((self.rival)(outcome)?) - link.sum(outcome.scores.total(self.hub)?);
        let now = outcome.normalised.columns[j].get(self.hub)?;
        let goal = link.score(link.sum(now) + gap / weight_for(outcome, self.hub, j));
        let Some(Scale::Linear { from, to, clip }) = &outcome.normalised.stage.scales[j] else {
            return None;
        };
        if *clip && !(to.0..=to.1).contains(&goal) {
            return None;
        }
        let treated = from.0 + (goal - to.0) / (to.1 - to.0) * (from.1 - from.0);
        let x = outcome.treated.stage.changes[j].undo(treated);
        (x.is_finite() && cell.clamp(x) == x).then_some(x)
    }
}

/// The one link of the means of all levels above an indicator.
fn one_link_above(outcome: &Outcome, j: usize) -> Option<Link> {
    let frame = &outcome.normalised.frame;
    let levels = outcome.profile.aggregation.levels()?;
    let nodes = frame.tree.nodes();
    let mut at = nodes[frame.tree.leaf(j)].parent;
    let mean = levels.at(frame, at);
    while at != INDEX {
        at = nodes[at].parent;
        if levels.at(frame, at) != mean {
            return None;
        }
    }
    mean.link()
}

/// The weight of an indicator in one hub's score: what is missing beside it makes it larger.
fn weight_for(outcome: &Outcome, hub: usize, j: usize) -> f64 {
    let tree = &outcome.normalised.frame.tree;
    let (nodes, share) = (tree.nodes(), &outcome.weights.share);
    let (mut at, mut weight) = (tree.leaf(j), 1.0);
    while at != INDEX {
        let parent = nodes[at].parent;
        let there = |&&child: &&usize| outcome.scores.nodes[child].get(hub).is_some();
        let present = nodes[parent].children.iter().filter(there);
        weight *= share[at] / present.map(|&child| share[child]).sum::<f64>();
        at = parent;
    }
    weight
}

/// The first point from `low` on, in steps that double from `step`, at which `gap` is no longer below zero, narrowed
/// by bisection; none where it is still below zero, or unknown, at `farthest`.
fn first_crossing(
    gap: &dyn Fn(f64) -> Option<f64>,
    low: f64,
    step: f64,
    farthest: f64,
    zero: f64,
) -> Option<f64> {
    let is_there = |x: f64| gap(x).is_some_and(|gap| gap >= -zero * 0.5);
    let (mut low, mut high) = (low, low + step);
    while !is_there(high) {
        if high >= farthest {
            return None;
        }
        (low, high) = (high, (2.0 * high).min(farthest));
    }
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            break;
        }
        if is_there(middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    Some(high)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{random_dataset, stated};
    use super::*;
    use crate::model::Goalposts;
    use crate::stage::{Aggregation, Choices, Mean, Normalisation, Treatment};

    fn profiles() -> Vec<crate::study::Profile> {
        let of = |normalisation, treatment, mean| {
            let mut profile = stated();
            profile.normalisation = Choices::all(normalisation);
            profile.treatment = Choices::all(treatment);
            profile.aggregation = Aggregation::all(mean);
            profile
        };
        let posts = Some(Goalposts { low: 1.0, high: 9000.0 });
        let goalposts = |clip| Normalisation::Goalposts { posts, clip };
        let min_max = Normalisation::MinMax { low: 1.0, high: 100.0 };
        vec![
            of(goalposts(false), Treatment::None, Mean::Weighted),
            of(goalposts(true), Treatment::log(), Mean::Weighted),
            of(min_max.clone(), Treatment::None, Mean::Weighted),
            of(min_max, Treatment::log(), Mean::Geometric),
            of(Normalisation::z_score(), Treatment::None, Mean::Weighted),
            of(Normalisation::Percentile, Treatment::None, Mean::Weighted),
        ]
    }

    /// The twin: the whole method run again, at the value and on either side of it.
    #[test]
    fn running_again_at_the_value_draws_level() {
        let (mut closed, mut searched) = (0, 0);
        for (at, profile) in profiles().iter().enumerate() {
            for seed in 0..4 {
                let outcome = random_dataset(8, seed).ranked_for(profile).unwrap();
                let order: Vec<_> = outcome.ranking.order().collect();
                for (a, b) in [(order[3], order[1]), (order[1], order[3])] {
                    let was_ahead = outcome.scores.total(a) > outcome.scores.total(b);
                    for one in break_even(&outcome, a, b) {
                        let Verdict::At(reached) = one.verdict else {
                            continue;
                        };
                        let series = outcome.observed.frame.indicators[one.indicator].from;
                        let gap = |observation: f64| {
                            let again = outcome.rerun_with(&[(series, a, observation)]).unwrap();
                            again.scores.total(a).unwrap() - again.scores.total(b).unwrap()
                        };
                        closed += usize::from(reached.is_closed_form);
                        searched += usize::from(!reached.is_closed_form);
                        let level = gap(reached.observation);
                        // Places jump: there the hub is level or past.
                        let is_past = if was_ahead { level <= 1e-6 } else { level >= -1e-6 };
                        assert!(is_past, "{at} {level}");
                        assert!(at == 5 || level.abs() < 1e-6, "{at} {level}");
                    }
                }
            }
        }
        assert!(closed > 20 && searched > 20, "{closed} {searched}");
    }

    /// The closed form by hand: Δx = (gap/v)(U − L)/100 on goalposts.
    #[test]
    fn the_closed_form_by_hand() {
        let outcome = random_dataset(5, 3).ranked_for(&profiles()[0]).unwrap();
        let order: Vec<_> = outcome.ranking.order().collect();
        let (a, b) = (order[1], order[0]);
        let gap = outcome.scores.total(b).unwrap() - outcome.scores.total(a).unwrap();
        let first = break_even(&outcome, a, b)[0];
        // Weights 3/4 inside its group, 1/2 across; goalposts 1 to 9000.
        let expected = first.from.unwrap() + gap / (0.75 * 0.5) * 8999.0 / 100.0;
        if let Verdict::At(reached) = first.verdict {
            assert!(reached.is_closed_form && (reached.value - expected).abs() < 1e-6);
        } else {
            assert!(expected > 10.0 * 110.0, "{expected} {first:?}");
        }
    }

    /// The twin: the rank after running again is k, and just before the value it is not yet.
    #[test]
    fn reaching_a_rank_alone_and_together() {
        let (mut found, mut together) = (0, 0);
        for profile in &profiles()[..5] {
            let outcome = random_dataset(8, 11).ranked_for(profile).unwrap();
            let order: Vec<_> = outcome.ranking.order().collect();
            let (hub, k) = (order[4], 2);
            let rank = |changes: &[(usize, usize, f64)]| {
                let again = outcome.rerun_with(changes).unwrap();
                let own = again.scores.total(hub).unwrap();
                let ahead = again.ranking.standings.iter().filter(|s| s.score > own + 1e-6);
                1 + ahead.count()
            };
            for one in reach(&outcome, hub, k) {
                if let Verdict::At(reached) = one.verdict {
                    found += 1;
                    let series = outcome.observed.frame.indicators[one.indicator].from;
                    assert_eq!(rank(&[(series, hub, reached.observation)]), k);
                }
            }
            let Some(joint) = reach_together(&outcome, hub, k, &[0, 1, 3]) else {
                continue;
            };
            together += 1;
            let series = |j: usize| outcome.observed.frame.indicators[j].from;
            let at = |share: f64| {
                let moved = joint.values.iter().map(|&(j, _, observation)| {
                    let before = outcome.observed.columns[j].get(hub).unwrap();
                    (series(j), hub, before + share * (observation - before))
                });
                rank(&moved.collect::<Vec<_>>())
            };
            assert_eq!(at(1.0), k);
            assert!(at(0.99) > k);
            let already = reach(&outcome, order[0], 3);
            assert!(already.iter().all(|one| one.verdict == Verdict::Already));
        }
        assert!(found > 3 && together > 2, "{found} {together}");
    }
}
