//! The built-in check: simulated wins must agree with the exact ones.

use crate::robustness::sampled::{Acceptability, DrawFault, Settings};
use crate::robustness::sampler;
use crate::study::{Doubt, Outcome};

use super::Exact;

/// The probability of a false alarm over all pairs.
const FALSE_ALARM: f64 = 1e-9;
/// Probabilities this near to 0 or 1 are not checked: rounding could decide.
const SURE: f64 = 1e-9;

/// A pair whose simulated wins can not come from the exact probability.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Miss {
    /// The two hubs, by position in the data set.
    pub hubs: (usize, usize),
    /// The exact probability that the first beats the second.
    pub exact: f64,
    /// The simulated one.
    pub sampled: f64,
}

/// Simulated against exact wins.
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    /// How many pairs were compared.
    pub pairs: usize,
    /// The largest difference.
    pub largest: f64,
    /// The pairs that can not be; none of them means that all is well.
    pub misses: Vec<Miss>,
}

impl Check {
    /// Draws the weights alone and compares.
    pub(super) fn of(
        outcome: &Outcome,
        exact: &Exact,
        doubt: &Doubt,
        threads: usize,
    ) -> Result<Self, DrawFault> {
        let model = &exact.model;
        let sampler = sampler(outcome, model, &doubt.weights)?;
        let settings = Settings { draws: doubt.draws, seed: doubt.seed, pairs: true, threads };
        let ranks = Acceptability::of(model, &sampler, &settings).ranks;
        Ok(Self::compared(exact, doubt.draws, |a, b| ranks.win(a, b)))
    }

    /// Compares wins of pairs of rows, counted over so many independent draws.
    fn compared(exact: &Exact, draws: usize, win: impl Fn(usize, usize) -> f64) -> Self {
        let m = exact.model.hubs.len();
        let pairs = (0..m).flat_map(|a| (a + 1..m).map(move |b| (a, b)));
        let pairs: Vec<_> =
            pairs.filter(|&(a, b)| (SURE..=1.0 - SURE).contains(&exact.wins.p[(a, b)])).collect();
        let limit = (2.0 * pairs.len() as f64 / FALSE_ALARM).ln();
        let mut found = Self { pairs: pairs.len(), largest: 0.0, misses: Vec::new() };
        for (a, b) in pairs {
            let (p, sampled) = (exact.wins.p[(a, b)], win(a, b));
            found.largest = found.largest.max((p - sampled).abs());
            if draws as f64 * divergence(sampled, p) > limit {
                found.misses.push(Miss {
                    hubs: (exact.model.hubs[a], exact.model.hubs[b]),
                    exact: p,
                    sampled,
                });
            }
        }
        found
    }
}

/// The divergence of Kullback and Leibler of a share q from a probability p: N draws show a share as far from p as q
/// with a probability of at most e^(−N D) (Chernoff 1952; Hoeffding 1963 for draws in which the two are level). It
/// holds for any p, where the normal approximation cries wolf at small ones.
fn divergence(q: f64, p: f64) -> f64 {
    let term = |q: f64, p: f64| if q > 0.0 { q * (q / p).ln() } else { 0.0 };
    term(q, p) + term(1.0 - q, 1.0 - p)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Dataset, Problems, Profile};

    #[test]
    fn sampled_and_exact_wins_agree_and_a_wrong_one_is_found() -> Result<(), Problems> {
        let hubs = Dataset::built_in()?;
        for (name, seed) in [("investor", 1), ("founder", 2), ("balanced", 3)] {
            let outcome = hubs.ranked_for(&Profile::built_in(name)?)?;
            let doubt = Doubt { draws: 4000, seed, ..Doubt::default() };
            let exact = super::super::exact(&outcome, &doubt).unwrap();
            let check = Check::of(&outcome, &exact, &doubt, 1).unwrap();
            assert!(check.misses.is_empty() && check.pairs > 20, "{check:?}");
            let off = |a, b| (exact.wins.p[(a, b)] + 0.1).min(1.0);
            assert!(!Check::compared(&exact, 4000, off).misses.is_empty());
        }
        Ok(())
    }
}
