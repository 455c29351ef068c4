//! One simulation of everything in doubt: weights, data and choices of method drawn together, every stage run again.

mod causes;
mod data;
mod variants;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::model::{Level, Ranking, TieTolerance, Ties};
use crate::robustness::restaged::Restaged;
use crate::study::{Doubt, Outcome};

use super::acceptability::{FIXED, draw, fixed};
use super::design::{BLOCK, DrawFault, Purpose, Sampler, Stream, WeightBlock};
use super::ranks::RankCounts;
pub use causes::Factor;
use data::DataDraws;
use variants::Variant;
pub use variants::{Combination, LeftOut};

/// What ranks the hubs of an outcome take when everything that is in doubt varies at once.
///
/// The hubs are those that the outcome ranks: deal-breakers and the floor of coverage are as in the profile, whatever
/// is drawn. A hub that a draw leaves without a score is behind all that have one.
///
/// ```
/// # use hubrank::study::{Doubt, Profile};
/// # fn of(hubs: &hubrank::Dataset, founder: &Profile) -> Result<(), Box<dyn std::error::Error>> {
/// use hubrank::robustness::sampled::Joint;
/// let outcome = hubs.ranked_for(founder)?;
/// let joint = Joint::of(&outcome, &Doubt::default(), 1)?;
/// let (low, high) = joint.ranks.range(0);
/// assert!(low <= joint.ranks.median_rank(0) && joint.ranks.median_rank(0) <= high);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Joint {
    /// The hubs, by position in the data set, in the order of the data set; the results stand in this order.
    pub hubs: Vec<usize>,
    /// The nodes whose weights were drawn: those of the level in doubt that carry weight.
    pub nodes: Vec<usize>,
    /// Ranks and pairwise wins.
    pub ranks: RankCounts,
    /// The sets of hubs (rows) that were first together, mostly one alone, each with its share of the draws.
    pub firsts: Vec<(Vec<usize>, f64)>,
    /// The rank of each hub in the outcome.
    pub nominal: Vec<usize>,
    /// How many ranks a hub moves from the outcome in the mean over hubs and draws (Saisana, Saltelli & Tarantola
    /// 2005).
    pub shift: f64,
    /// The mean of the drawn weights over the draws in which a hub was first; none for a hub that never was.
    pub central: Vec<Option<Vec<f64>>>,
    /// The combinations of choices that were drawn, equally likely.
    pub combinations: Vec<Combination>,
    /// Whether the profile's own choices are all that was drawn.
    pub is_own_method: bool,
    /// The combinations that can not be, and why.
    pub left_out: Vec<LeftOut>,
}

impl Joint {
    /// Runs the simulation on `threads` threads (one or more), which can not change the result.
    ///
    /// # Errors
    /// Weights that can not be drawn as asked: see [`DrawFault`].
    pub fn of(outcome: &Outcome, doubt: &Doubt, threads: usize) -> Result<Self, DrawFault> {
        Ok(Simulation::new(outcome, doubt)?.run(doubt, threads))
    }

    /// The same under given weights, as many as [`Joint::nodes`]: what is left in doubt when these are sure.
    ///
    /// # Errors
    /// As [`Joint::of`].
    pub fn given(
        outcome: &Outcome,
        doubt: &Doubt,
        weights: &[f64],
        threads: usize,
    ) -> Result<Self, DrawFault> {
        let mut simulation = Simulation::new(outcome, doubt)?;
        simulation.sampler = Sampler::fixed(weights);
        Ok(simulation.run(doubt, threads))
    }

    /// The share of the same draws in which all of `hubs`, by position in the data set, are among the first `most` at
    /// once; none where one of them is not ranked.
    ///
    /// # Errors
    /// As [`Joint::of`].
    pub fn together(
        outcome: &Outcome,
        doubt: &Doubt,
        (hubs, most): (&[usize], usize),
        threads: usize,
    ) -> Result<Option<f64>, DrawFault> {
        let simulation = Simulation::new(outcome, doubt)?;
        let row = |hub: &usize| simulation.hubs.iter().position(|known| known == hub);
        let Some(rows) = hubs.iter().map(row).collect::<Option<Vec<_>>>() else {
            return Ok(None);
        };
        let count = |(held, all): &mut (u64, u64), ranks: &[usize], _: &[f64]| {
            *held += u64::from(rows.iter().all(|&row| ranks[row] <= most));
            *all += 1;
        };
        let add = |sum: &mut (u64, u64), part: (u64, u64)| {
            *sum = (sum.0 + part.0, sum.1 + part.1);
        };
        let (held, all) = simulation.counted(doubt, threads, || (0, 0), count, add);
        Ok((all > 0).then(|| held as f64 / all as f64))
    }
}

/// Everything that all draws share.
struct Simulation {
    is_own_method: bool,
    hubs: Vec<usize>,
    level: Level,
    nodes: Vec<usize>,
    nominal: Vec<usize>,
    weights: Vec<f64>,
    sampler: Sampler,
    variants: Vec<Variant>,
    left_out: Vec<LeftOut>,
    data: Option<DataDraws>,
}

impl Simulation {
    fn new(outcome: &Outcome, doubt: &Doubt) -> Result<Self, DrawFault> {
        let tree = &outcome.observed.frame.tree;
        let (nodes, weights) = outcome.weights_at(doubt.at);
        let ids: Vec<_> = nodes.iter().map(|&node| tree.nodes()[node].id.as_str()).collect();
        let hubs = outcome.scores.ranked.clone();
        let scores = |&hub: &usize| outcome.scores.total(hub);
        let (variants, left_out) = variants::all(outcome, doubt);
        if variants.is_empty() {
            let why = left_out.first().and_then(|left: &LeftOut| left.problems.iter().next());
            return Err(DrawFault::NoCombination(
                why.map_or(String::new(), |own| own.fault.headline()),
            ));
        }
        let is_own_method =
            matches!(&variants[..], [one] if one.outcome.profile == outcome.profile);
        Ok(Self {
            is_own_method,
            nominal: ranks(&hubs.iter().map(scores).collect::<Vec<_>>()),
            sampler: Sampler::of(&doubt.weights, &weights, &ids)?,
            data: doubt
                .data
                .map(|data| DataDraws::new(outcome, data))
                .filter(|data| !data.is_empty()),
            hubs,
            level: doubt.at,
            nodes,
            weights,
            variants,
            left_out,
        })
    }

    fn run(self, doubt: &Doubt, threads: usize) -> Joint {
        let empty = || Sums::new(self.hubs.len(), self.nodes.len());
        let count = |sums: &mut Sums, ranks: &[usize], weights: &[f64]| {
            sums.count(ranks, &self.nominal, weights);
        };
        let sums = self.counted(doubt, threads, empty, count, |sums, part| sums.add(&part));
        self.finish(sums)
    }

    /// What all draws come to: `count` takes the ranks and weights of one, `add` the sums of another thread. Sums of
    /// whole numbers alone: who does which block can not matter.
    fn counted<T: Send>(
        &self,
        doubt: &Doubt,
        threads: usize,
        empty: impl Fn() -> T + Sync,
        count: impl Fn(&mut T, &[usize], &[f64]) + Sync,
        add: impl Fn(&mut T, T),
    ) -> T {
        let all = doubt.draws.div_ceil(BLOCK).max(1);
        let next = AtomicUsize::new(0);
        let work = || {
            let mut sums = empty();
            self.tally(doubt, &next, |ranks, weights| count(&mut sums, ranks, weights));
            sums
        };
        std::thread::scope(|scope| {
            let helpers = 1..threads.clamp(1, all);
            let started: Vec<_> = helpers.map(|_| scope.spawn(work)).collect();
            let mut sums = work();
            for thread in started {
                match thread.join() {
                    Ok(part) => add(&mut sums, part),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            sums
        })
    }

    /// The ranks of the hubs under one draw of everything.
    fn ranks(&self, variant: &Variant, weights: &[f64], data: Option<&mut Stream>) -> Vec<usize> {
        let drawn = self.data.as_ref().zip(data);
        let own = &variant.outcome;
        let rerun = drawn.map(|(data, stream)| Restaged::of(data.draw(own, stream), &own.profile));
        let run = rerun.as_ref().unwrap_or(&variant.nominal);
        let total = run.index((self.level, &self.nodes), weights, &own.profile.aggregation);
        ranks(&self.hubs.iter().map(|&hub| total.get(hub)).collect::<Vec<_>>())
    }

    /// Works through blocks until none is left.
    fn tally(&self, doubt: &Doubt, next: &AtomicUsize, mut count: impl FnMut(&[usize], &[f64])) {
        let mut weights = WeightBlock::new(self.nodes.len());
        loop {
            let block = next.fetch_add(1, Ordering::Relaxed);
            let draws = doubt.draws.saturating_sub(block.saturating_mul(BLOCK)).min(BLOCK);
            if draws == 0 {
                return;
            }
            draw(&self.sampler, doubt.seed, block, &mut weights);
            let mut data = Stream::new(doubt.seed, Purpose::Data, block as u64);
            let mut choices = Stream::new(doubt.seed, Purpose::Choices, block as u64);
            for d in 0..draws {
                let Some(variant) = self.variants.get(choices.below(self.variants.len())) else {
                    continue;
                };
                let drawn = weights.normalised(d);
                let ranks = self.ranks(variant, &drawn, Some(&mut data));
                count(&ranks, &drawn);
            }
        }
    }

    fn finish(self, sums: Sums) -> Joint {
        let (m, n) = (self.hubs.len(), self.nodes.len());
        let central = |i: usize| {
            let firsts = sums.ranks.counts(i).first().copied().filter(|&count| count > 0)?;
            let own = &sums.firsts[i * n..(i + 1) * n];
            Some(own.iter().map(|&sum| sum as f64 / FIXED / firsts as f64).collect())
        };
        let places = (sums.ranks.draws() * m as u64).max(1);
        Joint {
            shift: sums.shift as f64 / places as f64,
            is_own_method: self.is_own_method,
            firsts: sums.together(),
            central: (0..m).map(central).collect(),
            ranks: sums.ranks,
            hubs: self.hubs,
            nodes: self.nodes,
            nominal: self.nominal,
            combinations: self.variants.into_iter().map(|variant| variant.combination).collect(),
            left_out: self.left_out,
        }
    }
}

/// What draws add up to.
struct Sums {
    ranks: RankCounts,
    firsts: Vec<u64>,
    /// In how many draws which hubs were first together.
    together: BTreeMap<Vec<usize>, u64>,
    shift: u64,
}

impl Sums {
    fn new(m: usize, n: usize) -> Self {
        Self {
            ranks: RankCounts::new(m),
            firsts: vec![0; m * n],
            together: BTreeMap::new(),
            shift: 0,
        }
    }

    fn count(&mut self, ranks: &[usize], nominal: &[usize], weights: &[f64]) {
        self.ranks.add(ranks);
        let first: Vec<_> = (0..ranks.len()).filter(|&i| ranks[i] == 1).collect();
        *self.together.entry(first).or_default() += 1;
        for (i, (rank, nominal)) in ranks.iter().zip(nominal).enumerate() {
            self.shift += rank.abs_diff(*nominal) as u64;
            if *rank == 1 {
                let sums = &mut self.firsts[i * weights.len()..(i + 1) * weights.len()];
                sums.iter_mut().zip(weights).for_each(|(sum, w)| *sum += fixed(*w));
            }
        }
    }

    fn add(&mut self, other: &Self) {
        self.ranks.merge(&other.ranks);
        self.firsts.iter_mut().zip(&other.firsts).for_each(|(sum, part)| *sum += part);
        for (set, count) in &other.together {
            *self.together.entry(set.clone()).or_default() += count;
        }
        self.shift += other.shift;
    }

    /// The sets of hubs that were first together, each with its share of the draws.
    fn together(&self) -> Vec<(Vec<usize>, f64)> {
        let all = self.ranks.draws().max(1) as f64;
        self.together.iter().map(|(set, count)| (set.clone(), *count as f64 / all)).collect()
    }
}

/// Competition ranks from 1; hubs without a score are level behind all that have one.
fn ranks(scores: &[Option<f64>]) -> Vec<usize> {
    let scored = scores.iter().enumerate().filter_map(|(i, score)| Some((i, (*score)?)));
    let ranking =
        Ranking::new(&scored.collect::<Vec<_>>(), Ties::Competition, TieTolerance::default());
    let mut ranks = vec![ranking.len() + 1; scores.len()];
    for standing in &ranking.standings {
        ranks[standing.hub] = standing.rank as usize;
    }
    ranks
}

#[cfg(test)]
mod tests;
