//! Weights on a tree, and what was found on the way to them.

use super::{INDEX, Level, Tree};

/// The weight of every node of a tree.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    /// The share of each node among its siblings; the shares of siblings that take part sum to one.
    pub share: Vec<f64>,
    /// The weight of each node in the whole: the product of the shares above it; that of the index is one.
    pub effective: Vec<f64>,
    /// What a reader of the weights should know, by node.
    pub findings: Vec<Finding>,
}

/// Something found while the children of a node were weighed.
///
/// ```
/// use hubrank::model::{Finding, Found, INDEX};
/// let finding = Finding { node: INDEX, found: Found::NotAPreference { method: "entropy" } };
/// assert_eq!(finding.node, INDEX);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The node whose children were weighed.
    pub node: usize,
    /// What was found.
    pub found: Found,
}

/// What can be found while children are weighed; children are named by their nodes.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// The weights come from the data alone: they say nothing of what matters.
    NotAPreference {
        /// The method's name.
        method: &'static str,
    },
    /// How far pairwise comparisons agree with each other (AHP).
    Consistency {
        /// The consistency ratio; above 0.1 the comparisons should be looked at again.
        ratio: f64,
        /// The consistency index (λ − n)/(n − 1).
        index: f64,
        /// Whose random indices the ratio rests on.
        table: &'static str,
    },
    /// The three comparisons that contradict each other most: a over b times b over c is not a over c.
    Contradiction {
        /// The three children.
        triple: [usize; 3],
        /// What the first two comparisons imply of the first child over the third.
        implied: f64,
        /// What was stated of it.
        stated: f64,
    },
    /// How far the comparisons with the best and the worst agree (best-worst method).
    Agreement {
        /// The largest deviation ξ that no weights can avoid; 0 where all agree.
        deviation: f64,
        /// ξ over the largest possible (the original model only); 0 is full agreement, 1 none.
        ratio: Option<f64>,
    },
    /// The statements leave room: the child's weight may be anywhere between the two; the middle is used.
    Interval {
        /// The child.
        child: usize,
        /// The least.
        low: f64,
        /// The most.
        high: f64,
    },
    /// How many principal components the weights rest on.
    Components {
        /// How many.
        kept: usize,
        /// The share of the variance that they explain, 0 to 1.
        explained: f64,
    },
    /// The covariance was not of full rank and its diagonal was raised.
    Shrunk {
        /// By how much of the mean variance.
        by: f64,
    },
    /// Hubs with a gap in a child were left out of the fit.
    Rows {
        /// How many hubs were used.
        used: usize,
        /// Of how many.
        of: usize,
    },
    /// The method has no answer for these data; something plainer stands in.
    Undefined {
        /// The method's name.
        method: &'static str,
        /// What stands in for it.
        instead: &'static str,
    },
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
        Self { share, effective, findings: Vec::new() }
    }

    /// The weights of a tree when these nodes, none above another, have these weights in the whole: a group has the
    /// sum of what stands below it.
    ///
    /// ```
    /// use hubrank::model::{Indicator, Tree, Weights};
    /// let tree = Tree::new(&[], &[Indicator::new("a", 0), Indicator::new("b", 1)]);
    /// assert_eq!(Weights::of_parts(&tree, &[1, 2], &[0.5, 0.5]).effective, [1.0, 0.5, 0.5]);
    /// ```
    #[must_use]
    pub fn of_parts(tree: &Tree, nodes: &[usize], weights: &[f64]) -> Self {
        let mut raw = vec![0.0; tree.nodes().len()];
        for (&node, &weight) in nodes.iter().zip(weights) {
            let mut at = node;
            while at != INDEX {
                raw[at] += weight;
                at = tree.nodes()[at].parent;
            }
        }
        Self::new(tree, &raw)
    }

    /// The nodes of a level that carry weight, in the order of the tree, and their weights in the whole, which sum to
    /// one where any does.
    #[must_use]
    pub fn at(&self, tree: &Tree, level: Level) -> (Vec<usize>, Vec<f64>) {
        let counts = |&node: &usize| self.effective[node] > 0.0;
        let nodes: Vec<_> = match level {
            Level::Pillars => tree.pillars().iter().copied().filter(counts).collect(),
            // The leaves of one pillar stand together.
            Level::Leaves => (1..tree.nodes().len())
                .filter(|&node| tree.nodes()[node].indicator.is_some())
                .filter(counts)
                .collect(),
        };
        let weights = nodes.iter().map(|&node| self.effective[node]).collect();
        (nodes, weights)
    }
}
