//! Which weight causes the doubt: the indices of each pillar's own weight.

use crate::robustness::sampled::design::{DrawFault, Purpose, Stream};
use crate::robustness::sampled::influence::{Design, Influence};
use crate::study::{Doubt, Outcome};

use super::{Joint, Simulation};

impl Joint {
    /// The indices of each weight alone, for the rank of each hub (in the order of [`Joint::hubs`]) and, last, for the
    /// mean shift, when the weights are a Dirichlet distribution with these `alpha` (one a node of [`Joint::nodes`]).
    ///
    /// Shares depend on each other, and indices ask for factors that do not: the factors are the gamma variables of
    /// which the shares are the parts (Dirichlet by normalised gammas). Data and choices are as in the profile.
    ///
    /// # Errors
    /// As [`Joint::of`].
    pub fn influence_of_pillars(
        outcome: &Outcome,
        alpha: &[f64],
        design: &Design,
    ) -> Result<Influence, DrawFault> {
        let alone = Doubt {
            data: None,
            seed: design.seed,
            ..Doubt { weights: crate::study::WeightDoubt::None, ..Doubt::default() }
        };
        let simulation = Simulation::new(outcome, &alone)?;
        let outputs = simulation.hubs.len() + 1;
        let design = Design { groups: vec![1; alpha.len()], ..design.clone() };
        let key = |u: f64| (u * (1u64 << 53) as f64) as u64;
        let drawn = |(j, (&alpha, &u)): (usize, (&f64, &f64))| {
            let seed = design.seed.wrapping_add(j as u64);
            Stream::new(seed, Purpose::Weights, key(u)).gamma(alpha)
        };
        Ok(Influence::of(&design, outputs, |point, out| {
            let parts: Vec<_> = alpha.iter().zip(point).enumerate().map(drawn).collect();
            let sum: f64 = parts.iter().sum();
            let weights: Vec<_> = parts.iter().map(|part| part / sum).collect();
            if let Some(variant) = simulation.variants.first() {
                simulation.write(&simulation.ranks(variant, &weights, None), out);
            }
        }))
    }
}
