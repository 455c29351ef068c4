//! How indicators hang together: correlations, Cronbach's alpha, eigenvalues, variance inflation.

use nalgebra::DMatrix;

use crate::model::INDEX;
use crate::stage::statistics::{correlation, correlation_matrix, eigen};
use crate::study::Outcome;

/// The fewest hubs that a correlation is told for.
const FEWEST: usize = 5;

/// Two indicators and their correlation on the common scales, where more is better.
///
/// ```
/// use hubrank::study::Pair;
/// let pair = Pair { a: 0, b: 1, is_inside: true, r: Some(-0.3), hubs: 20 };
/// assert!(pair.pulls_apart() && !pair.is_redundant());
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// The one's position.
    pub a: usize,
    /// The other's.
    pub b: usize,
    /// Whether both stand in one pillar.
    pub is_inside: bool,
    /// Pearson's correlation over the peers with both values; none where one is constant, and for fewer than five: two
    /// always lie on a line.
    pub r: Option<f64>,
    /// How many peers have both values.
    pub hubs: usize,
}

impl Pair {
    /// Whether they count one thing twice: |r| above 0.92, as the JRC has it.
    #[must_use]
    pub fn is_redundant(&self) -> bool {
        self.r.is_some_and(|r| r.abs() > 0.92)
    }

    /// Whether they work against each other inside one pillar.
    #[must_use]
    pub fn pulls_apart(&self) -> bool {
        self.is_inside && self.r.is_some_and(|r| r < 0.0)
    }
}

/// How the indicators below one node hang together, over the hubs that have every one of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Structure {
    /// The node: the index or a pillar.
    pub node: usize,
    /// The indicators that count below it, by position.
    pub indicators: Vec<usize>,
    /// How many hubs have them all.
    pub hubs: usize,
    /// Cronbach's alpha of the standardised columns, k r̄/(1 + (k − 1) r̄); none where a column is constant.
    pub alpha: Option<f64>,
    /// The eigenvalues of the correlations, the largest first; empty where a column is constant.
    pub eigenvalues: Vec<f64>,
    /// How many eigenvalues are one or more: the dimensions by Kaiser's rule.
    pub dimensions: usize,
    /// Each indicator's variance inflation 1/(1 − R²) by the others; none where the others explain it fully.
    pub inflation: Vec<Option<f64>>,
}

/// Every two indicators that count.
pub(super) fn pairs(outcome: &Outcome) -> Vec<Pair> {
    let tree = &outcome.observed.frame.tree;
    let peers = &outcome.observed.frame.peers;
    let counting = outcome.counting(INDEX);
    let columns = &outcome.normalised.columns;
    let pair = |a: usize, b: usize| {
        let both = peers.iter().filter_map(|&i| Some((columns[a].get(i)?, columns[b].get(i)?)));
        let (x, y): (Vec<_>, Vec<_>) = both.unzip();
        let is_inside = tree.pillar_of(tree.leaf(a)) == tree.pillar_of(tree.leaf(b));
        Pair {
            a,
            b,
            is_inside,
            r: correlation(&x, &y).filter(|_| x.len() >= FEWEST),
            hubs: x.len(),
        }
    };
    let below = |at: usize| (0..at).map(move |before| (before, at));
    let all = (0..counting.len()).flat_map(below);
    all.map(|(a, b)| pair(counting[a], counting[b])).collect()
}

/// The whole index, then each pillar of two indicators or more.
pub(super) fn structures(outcome: &Outcome) -> Vec<Structure> {
    let pillars = outcome.observed.frame.tree.pillars().iter().copied();
    let nodes = std::iter::once(INDEX).chain(pillars);
    let of = nodes.map(|node| structure(outcome, node));
    of.filter(|structure| structure.indicators.len() >= 2).collect()
}

fn structure(outcome: &Outcome, node: usize) -> Structure {
    let indicators = outcome.counting(node);
    let columns: Vec<_> = indicators.iter().map(|&j| &outcome.normalised.columns[j]).collect();
    let has_all = |i: &&usize| columns.iter().all(|column| column.get(**i).is_some());
    let rows: Vec<_> = outcome.observed.frame.peers.iter().filter(has_all).copied().collect();
    let complete: Vec<_> = columns.iter().map(|column| column.present(&rows)).collect();
    let matrix = correlation_matrix(&complete).filter(|_| !complete.is_empty());
    let eigenvalues = matrix.as_ref().map_or(Vec::new(), |matrix| eigen(matrix).0);
    Structure {
        node,
        hubs: rows.len(),
        alpha: matrix.as_ref().and_then(alpha),
        dimensions: eigenvalues.iter().filter(|value| **value >= 1.0 - 1e-9).count(),
        inflation: matrix.map_or_else(
            || vec![None; indicators.len()],
            |matrix| inflation(&matrix, &eigenvalues),
        ),
        eigenvalues,
        indicators,
    }
}

/// k/(k − 1) · (1 − k/Σ r), all k² correlations summed: Cronbach (1951) on columns of variance one.
fn alpha(correlations: &DMatrix<f64>) -> Option<f64> {
    let k = correlations.nrows() as f64;
    let sum = correlations.sum();
    (k >= 2.0 && sum > 0.0).then(|| k / (k - 1.0) * (1.0 - k / sum))
}

/// The diagonal of the inverse of the correlations.
fn inflation(correlations: &DMatrix<f64>, eigenvalues: &[f64]) -> Vec<Option<f64>> {
    let is_full = eigenvalues.last().is_some_and(|least| *least > 1e-10);
    let inverse = correlations.clone().try_inverse().filter(|_| is_full);
    let of = |j: usize| inverse.as_ref().map(|inverse| inverse[(j, j)]);
    (0..correlations.nrows()).map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_columns_by_hand() {
        // r = 0.6: alpha = 2 · 0.6/1.6 = 0.75; inflation 1/(1 − 0.36).
        let matrix = DMatrix::from_row_slice(2, 2, &[1.0, 0.6, 0.6, 1.0]);
        assert!(alpha(&matrix).is_some_and(|alpha| (alpha - 0.75).abs() < 1e-12));
        let inflation = inflation(&matrix, &[1.6, 0.4]);
        assert!(inflation[0].is_some_and(|vif| (vif - 1.0 / 0.64).abs() < 1e-12));
    }

    #[test]
    fn columns_that_explain_each_other_have_no_inflation() {
        let matrix = DMatrix::from_element(2, 2, 1.0);
        assert_eq!(inflation(&matrix, &[2.0, 0.0]), [None, None]);
        assert!(alpha(&matrix).is_some_and(|alpha| (alpha - 1.0).abs() < 1e-12));
        assert_eq!(alpha(&DMatrix::identity(1, 1)), None);
    }
}
