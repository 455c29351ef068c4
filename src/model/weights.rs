//! Weights on a tree.

use super::{INDEX, Tree};

/// The weight of every node of a tree.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    /// The share of each node among its siblings; the shares of siblings that take part sum to one.
    pub share: Vec<f64>,
    /// The weight of each node in the whole: the product of the shares above it; that of the index is one.
    pub effective: Vec<f64>,
}

impl Weights {
    /// The weights of a tree from raw weights (m nodes, each zero or more): siblings are scaled to one.
    ///
    /// Siblings that are all zero get zero.
    ///
    /// ```
    /// use hubrank::model::{Indicator, Tree, Weights};
    /// let tree = Tree::new(&[], &[Indicator::new("a", 0), Indicator::new("b", 1)]);
    /// let weights = Weights::new(&tree, &[1.0, 30.0, 10.0]);
    /// assert_eq!(weights.effective, [1.0, 0.75, 0.25]);
    /// ```
    #[must_use]
    pub fn new(tree: &Tree, raw: &[f64]) -> Self {
        let nodes = tree.nodes();
        let mut share = vec![0.0; nodes.len()];
        let mut effective = vec![0.0; nodes.len()];
        share[INDEX] = 1.0;
        effective[INDEX] = 1.0;
        for (at, node) in nodes.iter().enumerate() {
            let sum: f64 = node.children.iter().map(|&child| raw[child]).sum();
            for &child in &node.children {
                share[child] = if sum > 0.0 { raw[child] / sum } else { 0.0 };
                effective[child] = effective[at] * share[child];
            }
        }
        Self { share, effective }
    }
}
