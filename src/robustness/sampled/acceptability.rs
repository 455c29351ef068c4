//! What ranks the hubs of a linear model take when its weights are drawn: stochastic multicriteria acceptability
//! analysis, SMAA-2 (Lahdelma & Salminen 2001, Operations Research 49).

use crate::model::LinearModel;

use super::design::{BLOCK, Purpose, Sampler, Stream, WeightBlock};
use super::ranks::RankCounts;
use super::shifted::Shifted;
use super::{fast, plain};

/// How many draws, and how they are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// The number of draws.
    pub draws: usize,
    /// The seed.
    pub seed: u64,
    /// Whether pairs are compared: the larger part of the work for many hubs.
    pub pairs: bool,
    /// The number of threads, one or more. It can not change the result.
    pub threads: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self { draws: 10_000, seed: 1, pairs: true, threads: 1 }
    }
}

/// The rank acceptabilities of m hubs under drawn weights of n nodes.
///
/// ```
/// use hubrank::model::{LinearModel, Link};
/// use hubrank::robustness::sampled::{Acceptability, Sampler, Settings};
/// let model = LinearModel {
///     nodes: vec![1, 2],
///     weights: vec![0.5, 0.5],
///     hubs: vec![0, 1, 2],
///     phi: nalgebra::DMatrix::from_row_slice(3, 2, &[1.0, 0.0, 0.0, 1.0, 0.6, 0.6]),
///     link: Link::Identity,
/// };
/// let found = Acceptability::of(&model, &Sampler::uniform(), &Settings::default());
/// // The third hub leads while the first weight is between 0.4 and 0.6.
/// let share = found.ranks.first(2);
/// assert!((share - 0.2).abs() < 2.0 * found.ranks.half_width(share));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Acceptability {
    /// The nodes whose weights were drawn, as in the model.
    pub nodes: Vec<usize>,
    /// The hubs, by position in the data set; the results stand in this order.
    pub hubs: Vec<usize>,
    /// Ranks and pairwise wins; the wins are all zero where pairs were not asked for.
    pub ranks: RankCounts,
    /// The mean of the weights (n, sum one) over the draws in which a hub was first, alone or level: its typical
    /// friend's view. None for a hub that never was.
    pub central: Vec<Option<Vec<f64>>>,
    /// The share of draws of the data in which a hub is first under its central weights. Only weights are drawn here,
    /// and the weights under which a hub is first form a convex set, which holds their mean: 1 for a hub with central
    /// weights, none for the others.
    pub confidence: Vec<Option<f64>>,
}

impl Acceptability {
    /// The acceptabilities of a model under a sampler of as many nodes.
    ///
    /// Scores within 10⁻¹² of their range are level, as everywhere (see `Ranking`).
    #[must_use]
    pub fn of(model: &LinearModel, sampler: &Sampler, settings: &Settings) -> Self {
        let fill = |block: usize, weights: &mut WeightBlock| {
            draw(sampler, settings.seed, block, weights);
        };
        Self::counted(model, settings, &fill)
    }

    /// The same under the weights that [`drawn`] gave for these settings.
    #[must_use]
    pub fn under(model: &LinearModel, drawn: &[WeightBlock], settings: &Settings) -> Self {
        let copy = |block: usize, weights: &mut WeightBlock| weights.clone_from(&drawn[block]);
        Self::counted(model, settings, &copy)
    }

    fn counted(
        model: &LinearModel,
        settings: &Settings,
        fill: &(impl Fn(usize, &mut WeightBlock) + Sync),
    ) -> Self {
        let shifted = Shifted::of(model);
        let tally = match shifted.m {
            1..=fast::MOST => fast::tally(&shifted, fill, settings),
            _ => plain::tally(&shifted, fill, settings),
        };
        Self::from_tally(model, tally)
    }

    fn from_tally(model: &LinearModel, tally: Tally) -> Self {
        let (m, n) = (model.hubs.len(), model.nodes.len());
        let central = |i: usize| {
            let firsts = tally.ranks.counts(i).first().copied().filter(|&count| count > 0)?;
            let sums = &tally.firsts[i * n..(i + 1) * n];
            Some(sums.iter().map(|&sum| sum as f64 / FIXED / firsts as f64).collect())
        };
        let central: Vec<Option<Vec<f64>>> = (0..m).map(central).collect();
        Self {
            nodes: model.nodes.clone(),
            hubs: model.hubs.clone(),
            confidence: central.iter().map(|weights| weights.as_ref().map(|_| 1.0)).collect(),
            ranks: tally.ranks,
            central,
        }
    }
}

/// One share of 1 in the sums of weights: they are kept as whole numbers, since sums of these do not depend on the
/// order of the draws. A weight is then exact to 2⁻³³, and 2³² draws fit.
pub(super) const FIXED: f64 = (1u64 << 32) as f64;

/// What a simulation counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tally {
    /// Ranks and wins.
    pub(super) ranks: RankCounts,
    /// m × n: the sums of weights (in units of 1 / [`FIXED`]) over the draws in which a hub was first.
    pub(super) firsts: Vec<u64>,
}

impl Tally {
    /// Adds what another thread counted.
    pub(super) fn add(&mut self, other: &Self) {
        self.ranks.merge(&other.ranks);
        self.firsts.iter_mut().zip(&other.firsts).for_each(|(sum, part)| *sum += part);
    }
}

/// A weight (0 to 1) as it is summed.
#[inline(always)]
pub(super) fn fixed(weight: f64) -> u64 {
    // 2⁵² added leaves the nearest whole number in the low bits, without a cast that a processor may not have.
    const WHOLE: f64 = (1u64 << 52) as f64;
    (weight * FIXED + WHOLE).to_bits() - WHOLE.to_bits()
}

/// The weights of all draws over `nodes` nodes, for those who ask more of them than ranks; the last block may hold more
/// than are asked for.
#[must_use]
pub fn drawn(sampler: &Sampler, nodes: usize, settings: &Settings) -> Vec<WeightBlock> {
    let filled = |(block, _)| {
        let mut weights = WeightBlock::new(nodes);
        draw(sampler, settings.seed, block, &mut weights);
        weights
    };
    blocks(settings.draws).map(filled).collect()
}

/// The weights of a block of draws.
pub(super) fn draw(sampler: &Sampler, seed: u64, block: usize, weights: &mut WeightBlock) {
    sampler.fill(&mut Stream::new(seed, Purpose::Weights, block as u64), weights);
}

/// The blocks of a number of draws: each with its number and how many of its draws count.
pub(super) fn blocks(draws: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..draws.div_ceil(BLOCK)).map(move |block| (block, BLOCK.min(draws - block * BLOCK)))
}

#[cfg(test)]
mod tests;
