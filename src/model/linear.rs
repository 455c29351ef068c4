//! The one idea behind every exact robustness result: scores that are linear in the weights.

use nalgebra::DMatrix;

/// The increasing function between a weighted sum and the score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Link {
    /// The score is the sum.
    Identity,
    /// The score is e to the sum: geometric means, on logarithms.
    Exp,
    /// The score is the sum without its sign to the power 1/p, p not 0: power means, on ±g^p (minus where p < 0, so
    /// that more is better).
    Power(f64),
}

impl Link {
    /// The score of a weighted sum.
    #[must_use]
    pub fn score(self, sum: f64) -> f64 {
        match self {
            Self::Identity => sum,
            Self::Exp => sum.exp(),
            Self::Power(p) => sum.abs().powf(1.0 / p),
        }
    }
}

/// `score_i = h(Σ_j w_j φ_ij)` with `h` increasing: the weighted arithmetic mean (h the identity), the weighted
/// geometric mean (φ the logarithms, h the exponential), power means (φ = ±g^p) and PROMETHEE II (φ the net flows).
///
/// The nodes are those that stand directly under the index, with the shares inside them fixed.
#[derive(Debug, Clone, PartialEq)]
pub struct LinearModel {
    /// The nodes of the tree whose weights vary, in order.
    pub nodes: Vec<usize>,
    /// Their weights, summing to one.
    pub weights: Vec<f64>,
    /// The hubs (rows of `phi`), by position in the data set.
    pub hubs: Vec<usize>,
    /// Hubs × nodes.
    pub phi: DMatrix<f64>,
    /// From weighted sum to score.
    pub link: Link,
}

impl LinearModel {
    /// The weighted sum of row `i` under `weights` (as many as nodes), summed in the order of the nodes.
    #[must_use]
    pub fn sum(&self, i: usize, weights: &[f64]) -> f64 {
        weights
            .iter()
            .enumerate()
            .map(|(j, w)| w * self.phi[(i, j)])
            .sum()
    }

    /// The weights when that of node `k` (position in `nodes`) becomes `t` and the others keep their proportions.
    ///
    /// Where node `k` has all the weight the others share the rest equally.
    #[must_use]
    pub fn weights_at(&self, k: usize, t: f64) -> Vec<f64> {
        let rest = 1.0 - self.weights[k];
        let others = self.weights.len() - 1;
        let scaled = |j: usize| match (j == k, rest > 0.0) {
            (true, _) => t,
            (false, true) => self.weights[j] / rest * (1.0 - t),
            (false, false) => (1.0 - t) / others as f64,
        };
        (0..self.weights.len()).map(scaled).collect()
    }
}
