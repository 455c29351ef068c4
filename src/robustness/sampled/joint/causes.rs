//! What causes the doubt: the indices of everything in doubt, then those of the weight of each pillar.

use crate::robustness::sampled::acceptability::{blocks, draw};
use crate::robustness::sampled::design::{DrawFault, Purpose, Stream, WeightBlock};
use crate::robustness::sampled::influence::{Design, Influence};
use crate::robustness::trust::dirichlet;
use crate::study::{Doubt, Outcome, WeightDoubt};

use super::{Joint, Simulation, variants};

/// How many draws of weights the indices pick from at most: as many as the most points of a design take.
const MOST_PICKED: usize = 1 << 13;

/// The factors of [`Joint::influence`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Factor {
    /// The weights.
    Weights,
    /// The data.
    Data,
    /// What becomes of gaps.
    Missing,
    /// What is done to skewed columns.
    Treatment,
    /// How columns are put on a common scale.
    Normalisation,
    /// How scores come about.
    Aggregation,
    /// All choices of method as one, where not every combination of them can be.
    Choices,
}

impl Joint {
    /// What causes the doubt: the indices of each factor that is in doubt, for the rank of each hub (in the order of
    /// [`Joint::hubs`]) and, last, for the mean shift. `points` base points, `resamples` for the intervals.
    ///
    /// The one number of a factor picks its choice, one of the draws of the weights, or the stream that data are drawn
    /// from.
    ///
    /// # Errors
    /// As [`Joint::of`].
    pub fn influence(
        outcome: &Outcome,
        doubt: &Doubt,
        points: usize,
        resamples: usize,
        threads: usize,
    ) -> Result<(Vec<Factor>, Influence), DrawFault> {
        let simulation = Simulation::new(outcome, doubt)?;
        let factors = simulation.factors(doubt);
        let weights = simulation.drawn_weights(doubt);
        let design =
            Design { points, groups: vec![1; factors.len()], resamples, seed: doubt.seed, threads };
        let outputs = simulation.hubs.len() + 1;
        let found = Influence::of(&design, outputs, |point, out| {
            simulation.evaluate(&factors, point, (&weights, doubt.seed), out);
        });
        Ok((factors, found))
    }

    /// The indices of the weight of each pillar alone, for the rank of each hub (in the order of [`Joint::hubs`]) and,
    /// last, for the mean shift; the pillars come with them. None where weights are no Dirichlet distribution over more
    /// than one pillar. Data and choices are as in the profile.
    ///
    /// Shares depend on each other, and indices ask for factors that do not: the factors are the gamma variables of
    /// which the shares are the parts (Dirichlet by normalised gammas). Those of the indicators of one pillar, where
    /// the weights of indicators are drawn, make one group.
    ///
    /// # Errors
    /// As [`Joint::of`].
    pub fn influence_of_pillars(
        outcome: &Outcome,
        doubt: &Doubt,
        design: &Design,
    ) -> Result<Option<(Vec<usize>, Influence)>, DrawFault> {
        let tree = &outcome.observed.frame.tree;
        let (nodes, weights) = outcome.weights_at(doubt.at);
        let groups = nodes.chunk_by(|&a, &b| tree.pillar_of(a) == tree.pillar_of(b));
        let (pillars, groups): (Vec<_>, Vec<_>) =
            groups.map(|group| (tree.pillar_of(group[0]), group.len())).unzip();
        let Some(family) = dirichlet(&weights, &doubt.weights).filter(|_| pillars.len() > 1) else {
            return Ok(None);
        };
        let sure = Doubt { weights: WeightDoubt::None, at: doubt.at, ..Doubt::default() };
        let simulation = Simulation::new(outcome, &sure)?;
        let Some(variant) = simulation.variants.first() else {
            return Ok(None);
        };
        let drawn = |(j, (&alpha, &u)): (usize, (&f64, &f64))| {
            let seed = design.seed.wrapping_add(j as u64);
            Stream::new(seed, Purpose::Weights, key(u)).gamma(alpha)
        };
        let design = Design { groups, ..design.clone() };
        let found = Influence::of(&design, simulation.hubs.len() + 1, |point, out| {
            let parts: Vec<_> = family.alpha.iter().zip(point).enumerate().map(drawn).collect();
            let sum: f64 = parts.iter().sum();
            let weights: Vec<_> = parts.iter().map(|part| part / sum).collect();
            simulation.write(&simulation.ranks(variant, &weights, None), out);
        });
        Ok(Some((pillars, found)))
    }
}

/// The key of a stream from a number in [0, 1).
fn key(u: f64) -> u64 {
    (u * (1u64 << 53) as f64) as u64
}

impl Simulation {
    /// The factors that are in doubt: more than one choice, or drawn.
    fn factors(&self, doubt: &Doubt) -> Vec<Factor> {
        let mut factors = Vec::new();
        if doubt.weights != WeightDoubt::None {
            factors.push(Factor::Weights);
        }
        if self.data.is_some() {
            factors.push(Factor::Data);
        }
        if !self.left_out.is_empty() {
            factors.extend((self.variants.len() > 1).then_some(Factor::Choices));
            return factors;
        }
        let lists = variants::LISTS.iter().zip(variants::sizes(doubt));
        factors.extend(lists.filter(|(_, size)| *size > 1).map(|(factor, _)| *factor));
        factors
    }

    /// The first draws of the weights, at least one.
    fn drawn_weights(&self, doubt: &Doubt) -> Vec<Vec<f64>> {
        let mut block = WeightBlock::new(self.nodes.len());
        let mut all = Vec::new();
        for (number, count) in blocks(doubt.draws.clamp(1, MOST_PICKED)) {
            draw(&self.sampler, doubt.seed, number, &mut block);
            all.extend((0..count).map(|d| block.normalised(d)));
        }
        all
    }

    /// The ranks and the mean shift at a point with one number a factor; the weights to pick from, and a seed.
    fn evaluate(
        &self,
        factors: &[Factor],
        point: &[f64],
        (drawn, seed): (&[Vec<f64>], u64),
        out: &mut [f64],
    ) {
        let at = |wanted: Factor| {
            let found = factors.iter().position(|factor| *factor == wanted);
            found.map(|factor| point[factor])
        };
        let picked = |u: f64| &drawn[((u * drawn.len() as f64) as usize).min(drawn.len() - 1)];
        let weights = at(Factor::Weights).map_or(&self.weights, picked);
        let mut data = at(Factor::Data).map(|u| Stream::new(seed, Purpose::Data, key(u)));
        let Some(variant) = variants::pick(&self.variants, at) else {
            return;
        };
        self.write(&self.ranks(variant, weights, data.as_mut()), out);
    }

    /// Ranks and, last, the mean shift.
    fn write(&self, ranks: &[usize], out: &mut [f64]) {
        let shift: usize = ranks.iter().zip(&self.nominal).map(|(a, b)| a.abs_diff(*b)).sum();
        for (out, rank) in out.iter_mut().zip(ranks) {
            *out = *rank as f64;
        }
        if let Some(last) = out.last_mut() {
            *last = shift as f64 / ranks.len().max(1) as f64;
        }
    }
}
