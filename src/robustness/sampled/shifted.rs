//! A linear model as the simulation reads it: columns from zero, hubs in rows.

use crate::model::LinearModel;

use super::design::WeightBlock;

/// φ with the least of each node taken away and all divided by one number: all within 0 to 1, the ranks as before.
///
/// Whatever the weights, Σ w (φ − c) differs from Σ w φ by the same amount for every hub. Scores from zero lose no
/// digits to what all hubs have in common.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shifted {
    /// The number of hubs.
    pub(super) m: usize,
    /// The number of nodes.
    pub(super) n: usize,
    /// m × n, hub by hub.
    pub(super) phi: Vec<f64>,
}

impl Shifted {
    /// The shifted φ of a model.
    pub(super) fn of(model: &LinearModel) -> Self {
        let (m, n) = model.phi.shape();
        let least: Vec<_> = (0..n)
            .map(|j| model.phi.column(j).iter().copied().fold(f64::INFINITY, f64::min))
            .collect();
        let mut phi: Vec<_> =
            (0..m * n).map(|at| model.phi[(at / n, at % n)] - least[at % n]).collect();
        let most = phi.iter().copied().fold(0.0, f64::max);
        if most > 0.0 {
            phi.iter_mut().for_each(|x| *x /= most);
        }
        Self { m, n, phi }
    }

    /// The weighted sum of hub `i` in draw `d`, in the order of the nodes: what decides between near scores.
    pub(super) fn score(&self, i: usize, weights: &WeightBlock, d: usize) -> f64 {
        let row = &self.phi[i * self.n..(i + 1) * self.n];
        row.iter().zip(&weights.nodes).fold(0.0, |sum, (x, node)| sum + node[d] * x)
    }
}
