//! Which weight causes the doubt: the indices of each pillar's own weight.

use crate::robustness::sampled::design::{DrawFault, Purpose, Stream};
use crate::robustness::sampled::influence::{Design, Influence};
use crate::robustness::trust::dirichlet;
use crate::study::{Doubt, Outcome, WeightDoubt};

use super::{Joint, Simulation};

impl Joint {
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
        let key = |u: f64| (u * (1u64 << 53) as f64) as u64;
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
