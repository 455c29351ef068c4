//! What weights do: the part that each node really has in the differences between hubs.
//!
//! Paruolo, Saisana & Saltelli (2013), JRSS-A 176; Becker et al. (2017), Ecological Indicators 80.

use crate::model::INDEX;
use crate::stage::statistics::{correlation, covariance};
use crate::study::Outcome;

/// The weight of a pillar or an indicator beside its importance, over the ranked hubs.
///
/// ```
/// use hubrank::study::Importance;
/// let importance = Importance { node: 1, weight: 0.3, squared_correlation: Some(0.1), share: Some(-0.02) };
/// assert!(importance.pulls_against() && importance.parts_from_weight());
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Importance {
    /// The node.
    pub node: usize,
    /// Its weight in the whole, 0 to 1.
    pub weight: f64,
    /// The squared correlation of its score with the index, over the ranked hubs with a value; none where one is
    /// constant.
    pub squared_correlation: Option<f64>,
    /// Its share of the variance of the index, Cov(c, s)/Var(s) with c what it adds to a hub's score (0 for a gap): the
    /// shares of the indicators sum to one. None where parts do not add up to the score, or all scores are one.
    pub share: Option<f64>,
}

impl Importance {
    /// Whether the index goes down where this goes up.
    #[must_use]
    pub fn pulls_against(&self) -> bool {
        self.share.is_some_and(|share| share < 0.0)
    }

    /// Whether weight and share are more than a factor of two apart.
    #[must_use]
    pub fn parts_from_weight(&self) -> bool {
        self.share.is_some_and(|share| share > 2.0 * self.weight || share < self.weight / 2.0)
    }
}

/// The pillars that count, then the indicators that count and are no pillars.
pub(super) fn importances(outcome: &Outcome) -> Vec<Importance> {
    let tree = &outcome.observed.frame.tree;
    let ranked = &outcome.scores.ranked;
    let total: Vec<_> = ranked.iter().filter_map(|&i| outcome.scores.total(i)).collect();
    let parts: Option<Vec<_>> = ranked.iter().map(|&i| outcome.contributions(i)).collect();
    let counts = |node: &usize| outcome.weights.effective[*node] > 0.0;
    let pillars = tree.pillars().iter().copied().filter(counts);
    let leaves = outcome.counting(INDEX).into_iter().map(|j| tree.leaf(j));
    let inner = leaves.filter(|leaf| !tree.pillars().contains(leaf));
    let importance = |node: usize| {
        let below = tree.leaves_below(node);
        let added = |parts: &Vec<Option<f64>>| below.iter().filter_map(|&j| parts[j]).sum::<f64>();
        let added: Option<Vec<f64>> = parts.as_ref().map(|parts| parts.iter().map(added).collect());
        Importance {
            node,
            weight: outcome.weights.effective[node],
            squared_correlation: squared_correlation(outcome, node),
            share: added.and_then(|added| share(&added, &total)),
        }
    };
    pillars.chain(inner).map(importance).collect()
}

fn squared_correlation(outcome: &Outcome, node: usize) -> Option<f64> {
    let both = outcome
        .scores
        .ranked
        .iter()
        .filter_map(|&i| Some((outcome.scores.nodes[node].get(i)?, outcome.scores.total(i)?)));
    let (own, total): (Vec<_>, Vec<_>) = both.unzip();
    correlation(&own, &total).map(|r| r * r)
}

fn share(added: &[f64], total: &[f64]) -> Option<f64> {
    let variance = covariance(total, total)?;
    let share = covariance(added, total)? / variance;
    (variance > 0.0 && share.is_finite()).then_some(share)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_sum_to_one() {
        let (a, b) = ([1.0, 5.0, 2.0], [4.0, 1.0, 1.0]);
        let total: Vec<_> = a.iter().zip(&b).map(|(a, b)| a + b).collect();
        let sum = share(&a, &total).zip(share(&b, &total)).map(|(a, b)| a + b);
        assert!(sum.is_some_and(|sum| (sum - 1.0).abs() < 1e-12), "{sum:?}");
        assert_eq!(share(&[1.0, 2.0], &[3.0, 3.0]), None);
    }
}
