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

    /// How fast the sum behind a score grows with the score; infinite or no number where it has no slope.
    ///
    /// ```
    /// use hubrank::model::Link;
    /// assert_eq!(Link::Exp.slope(4.0), 0.25);
    /// assert_eq!(Link::Power(-1.0).slope(2.0), 0.25);
    /// ```
    #[must_use]
    pub fn slope(self, score: f64) -> f64 {
        match self {
            Self::Identity => 1.0,
            Self::Exp => 1.0 / score,
            Self::Power(p) => p.abs() * score.powf(p - 1.0),
        }
    }

    /// The weighted sum behind a score.
    #[must_use]
    pub fn sum(self, score: f64) -> f64 {
        match self {
            Self::Identity => score,
            Self::Exp => score.ln(),
            Self::Power(p) => p.signum() * score.powf(p),
        }
    }
}

/// Which weights vary in an exact analysis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Level {
    /// Those of what stands directly under the index, with the shares inside fixed.
    #[default]
    Pillars,
    /// Those of the indicators, by their weight in the whole.
    Leaves,
}

impl Level {
    /// What a node of the level is called: "pillar".
    ///
    /// ```
    /// assert_eq!(hubrank::model::Level::Leaves.noun(), "indicator");
    /// ```
    #[must_use]
    pub fn noun(self) -> &'static str {
        match self {
            Self::Pillars => "pillar",
            Self::Leaves => "indicator",
        }
    }
}

/// `score_i = h(Σ_j w_j φ_ij)` with `h` increasing: the weighted arithmetic mean (h the identity), the weighted
/// geometric mean (φ the logarithms, h the exponential), power means (φ = ±g^p) and PROMETHEE II (φ the net flows).
///
/// The nodes are those that stand directly under the index, with the shares inside them fixed, or the indicators:
/// see [`Level`].
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
    /// The weights alone, of a model without hubs: what statements about weights ask for.
    #[must_use]
    pub fn without_hubs(nodes: &[usize], weights: &[f64]) -> Self {
        Self {
            nodes: nodes.to_vec(),
            weights: weights.to_vec(),
            hubs: Vec::new(),
            phi: DMatrix::zeros(0, nodes.len()),
            link: Link::Identity,
        }
    }

    /// The weighted sum of row `i` under `weights` (as many as nodes), summed in the order of the nodes.
    #[must_use]
    pub fn sum(&self, i: usize, weights: &[f64]) -> f64 {
        weights.iter().enumerate().map(|(j, w)| w * self.phi[(i, j)]).sum()
    }

    /// The weighted sums of all rows under `weights`.
    #[must_use]
    pub fn sums(&self, weights: &[f64]) -> Vec<f64> {
        (0..self.hubs.len()).map(|i| self.sum(i, weights)).collect()
    }

    /// φ_a − φ_b of two rows, one a node: where A is ahead of B (above zero) and where behind.
    #[must_use]
    pub fn gaps(&self, a: usize, b: usize) -> Vec<f64> {
        (0..self.nodes.len()).map(|j| self.phi[(a, j)] - self.phi[(b, j)]).collect()
    }

    /// The row of a hub, by its position in the data set; none where it is not ranked.
    #[must_use]
    pub fn row(&self, hub: usize) -> Option<usize> {
        self.hubs.iter().position(|&known| known == hub)
    }

    /// The position in `nodes` of a node of the tree; none where its weight does not vary.
    #[must_use]
    pub fn position(&self, node: usize) -> Option<usize> {
        self.nodes.iter().position(|&known| known == node)
    }

    /// The largest difference of two hubs in one node: what small and equal are measured against. One where all
    /// hubs are alike.
    #[must_use]
    pub fn spread(&self) -> f64 {
        let range = |j: usize| {
            let (least, most) = self
                .phi
                .column(j)
                .iter()
                .fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), &x| {
                    (x.min(least), x.max(most))
                });
            most - least
        };
        let widest = (0..self.nodes.len()).map(range).fold(0.0, f64::max);
        if widest > 0.0 { widest } else { 1.0 }
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
