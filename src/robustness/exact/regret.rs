//! Regret: how far behind the best a hub may turn out to be. Savage (1951), Journal of the American Statistical
//! Association 46.

use super::dominance::Preference;

/// The largest regret of one hub over a set of weights.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Regret {
    /// The hub, by position in the data set.
    pub hub: usize,
    /// The most by which the best hub may be ahead of it, in the units of φ; zero where it is always first.
    pub most: f64,
    /// The hub that is then the farthest ahead; none where none ever is.
    pub rival: Option<usize>,
}

impl Preference {
    /// The largest regret of every hub over the set, in the order of the model: max over weights of the best sum
    /// less its own, which is the largest of the largest gaps.
    ///
    /// ```
    /// use hubrank::model::{LinearModel, Link};
    /// use hubrank::robustness::exact::{Preference, Regret, WeightSet};
    /// let model = LinearModel {
    ///     nodes: vec![1, 2],
    ///     weights: vec![0.5, 0.5],
    ///     hubs: vec![4, 5, 6],
    ///     phi: nalgebra::DMatrix::from_row_slice(3, 2, &[10.0, 0.0, 0.0, 10.0, 6.0, 6.0]),
    ///     link: Link::Identity,
    /// };
    /// let regrets = Preference::over(&model, &WeightSet::all(2)).regrets();
    /// assert_eq!(regrets[2].most, 4.0);
    /// assert_eq!(Regret::least(&regrets).map(|regret| regret.hub), Some(6));
    /// ```
    #[must_use]
    pub fn regrets(&self) -> Vec<Regret> {
        let m = self.hubs.len();
        let regret = |i: usize| {
            let ahead = (0..m).filter(|&k| self.is_ever_ahead(k, i));
            let worst = ahead.max_by(|&a, &b| self.most(a, i).total_cmp(&self.most(b, i)));
            Regret {
                hub: self.hubs[i],
                most: worst.map_or(0.0, |k| self.most(k, i)),
                rival: worst.map(|k| self.hubs[k]),
            }
        };
        (0..m).map(regret).collect()
    }
}

impl Regret {
    /// The least of the largest regrets; of several, the first.
    #[must_use]
    pub fn least(all: &[Self]) -> Option<&Self> {
        all.iter().min_by(|a, b| a.most.total_cmp(&b.most))
    }
}

#[cfg(test)]
mod tests {
    use super::super::polytope::WeightSet;
    use super::super::testing::{grid, random_model};
    use super::*;

    /// The twin: regret over a grid, whose corners are those of the set.
    #[test]
    fn a_grid_with_the_corners_finds_the_same_regret() {
        for seed in 0..20 {
            let model = random_model(7, 3, seed);
            let regrets = Preference::over(&model, &WeightSet::all(3)).regrets();
            for (row, regret) in regrets.iter().enumerate() {
                let at = |w: &Vec<f64>| {
                    let sums = model.sums(w);
                    sums.iter().copied().fold(f64::NEG_INFINITY, f64::max) - sums[row]
                };
                let most = grid(3, 10).iter().map(at).fold(0.0, f64::max);
                assert!((most - regret.most).abs() < 1e-9);
            }
        }
    }
}
