//! Weigh: how much each node of the tree counts.

use std::collections::BTreeMap;

use crate::model::{INDEX, Table, Weights};

use super::Normalised;

/// How the children of a node get their weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Weighing {
    /// As the profile states them; as the data set has them where it does not.
    #[default]
    Stated,
    /// All the same.
    Equal,
}

/// The weights of a profile.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Weighting {
    /// What holds where nothing else is said.
    pub usual: Weighing,
    /// What holds under one group, by id.
    pub of: BTreeMap<String, Weighing>,
    /// Stated weights of the children of a node, by the node's id (`index` for the root) and the child's.
    pub stated: BTreeMap<String, BTreeMap<String, f64>>,
    /// Nodes whose share among their siblings is set, 0 to 1, the others in proportion; in order.
    pub moved: Vec<(String, f64)>,
}

impl Table<Normalised> {
    /// The weights of every node; an indicator that was dropped, and a group of nothing else, has none.
    #[must_use]
    pub fn weigh(&self, weighting: &Weighting) -> Weights {
        let tree = &self.frame.tree;
        let mut raw = vec![0.0; tree.nodes().len()];
        for node in tree.nodes() {
            for &child in &node.children {
                let child_node = &tree.nodes()[child];
                raw[child] = match weighting.of.get(&node.id).unwrap_or(&weighting.usual) {
                    Weighing::Equal => 1.0,
                    Weighing::Stated => match weighting.stated.get(&node.id) {
                        Some(stated) => stated.get(&child_node.id).copied().unwrap_or(0.0),
                        None => child_node.share,
                    },
                };
            }
        }
        self.drop_the_undefined(&mut raw);
        let mut weights = Weights::new(tree, &raw);
        for (id, share) in &weighting.moved {
            if let Some(node) = tree.node(id) {
                self.set_share(&mut weights, node, *share);
            }
        }
        weights
    }

    /// Zero for what has no scale, and for a group with nothing left below it.
    fn drop_the_undefined(&self, raw: &mut [f64]) {
        let nodes = self.frame.tree.nodes();
        for at in (1..nodes.len()).rev() {
            let is_empty = match nodes[at].indicator {
                Some(j) => self.stage.scales[j].is_none(),
                None => nodes[at].children.iter().all(|&child| raw[child] == 0.0),
            };
            if is_empty {
                raw[at] = 0.0;
            }
        }
    }

    /// Sets one share, the siblings' in proportion; siblings without weight share the rest equally.
    fn set_share(&self, weights: &mut Weights, node: usize, share: f64) {
        let tree = &self.frame.tree;
        let mut raw = weights.share.clone();
        let parent = tree.nodes()[node].parent;
        let siblings: Vec<_> = tree.nodes()[parent]
            .children
            .iter()
            .copied()
            .filter(|&s| s != node)
            .collect();
        let rest: f64 = siblings.iter().map(|&s| raw[s]).sum();
        for &sibling in &siblings {
            raw[sibling] = match rest > 0.0 {
                true => raw[sibling] / rest * (1.0 - share),
                false => (1.0 - share) / siblings.len() as f64,
            };
        }
        raw[node] = share;
        raw[INDEX] = 1.0;
        self.drop_the_undefined(&mut raw);
        *weights = Weights::new(tree, &raw);
    }
}
