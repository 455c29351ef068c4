//! The weights of every node of the tree, each group's children weighed in its own way.

use crate::model::{Column, Finding, Found, INDEX, Table, Weights};
use crate::stage::Normalised;

use super::Weighting;
use super::columns::{self, Columns};

impl Table<Normalised> {
    /// The weights of every node; an indicator that was dropped, and a group of nothing else, has none.
    #[must_use]
    pub fn weigh(&self, weighting: &Weighting) -> Weights {
        let tree = &self.frame.tree;
        let (mut raw, findings) = self.raw_weights(weighting);
        self.drop_the_undefined(&mut raw);
        let mut weights = Weights::new(tree, &raw);
        for (id, share) in &weighting.moved {
            if let Some(node) = tree.node(id) {
                self.set_share(&mut weights, node, *share);
            }
        }
        weights.findings = findings;
        weights
    }

    /// Weights before scaling, from the leaves upwards: what stands below a group decides the column it stands with.
    fn raw_weights(&self, weighting: &Weighting) -> (Vec<f64>, Vec<Finding>) {
        let nodes = self.frame.tree.nodes();
        let needs_data = weighting.needs_data();
        let mut columns: Vec<Option<Column>> = vec![None; nodes.len()];
        let (mut raw, mut findings) = (vec![0.0; nodes.len()], Vec::new());
        for at in (0..nodes.len()).rev() {
            if let Some(j) = nodes[at].indicator {
                let scale = self.stage.scales[j].as_ref();
                columns[at] = scale.filter(|_| needs_data).map(|_| self.columns[j].clone());
                continue;
            }
            let children = &nodes[at].children;
            let (weights, found) = self.weights_below(weighting, at, &columns);
            for (&child, weight) in children.iter().zip(&weights) {
                raw[child] = *weight;
            }
            findings.extend(found);
            if needs_data {
                let weighted = children
                    .iter()
                    .filter_map(|&child| Some((raw[child], columns[child].as_ref()?)));
                columns[at] = Some(columns::mean(&weighted.collect::<Vec<_>>(), self.frame.hubs()));
            }
        }
        findings.reverse();
        (raw, findings)
    }

    /// The weights of the children of node `at`, from the columns of all nodes below it.
    fn weights_below(
        &self,
        weighting: &Weighting,
        at: usize,
        columns: &[Option<Column>],
    ) -> (Vec<f64>, Vec<Finding>) {
        let nodes = self.frame.tree.nodes();
        let children = &nodes[at].children;
        let ids: Vec<_> = children.iter().map(|&child| nodes[child].id.as_str()).collect();
        let stated: Vec<_> =
            children.iter().map(|&child| self.stated(weighting, at, child)).collect();
        let weighing = weighting.at(&nodes[at].id);
        let fit = weighing.needs_data().then(|| Columns::new(self, columns, children));
        let (weights, found) = weighing.weights(&ids, &stated, fit.as_ref());
        let finding = |found| Finding { node: at, found: placed(found, children) };
        // The findings of all nodes are turned round in the end.
        (weights, found.into_iter().rev().map(finding).collect())
    }

    /// The plain weight of a child: the profile's, else the data set's.
    fn stated(&self, weighting: &Weighting, at: usize, child: usize) -> f64 {
        let nodes = self.frame.tree.nodes();
        match weighting.stated.get(&nodes[at].id) {
            Some(stated) => stated.get(&nodes[child].id).copied().unwrap_or(0.0),
            None => nodes[child].share,
        }
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
        let siblings: Vec<_> =
            tree.nodes()[parent].children.iter().copied().filter(|&s| s != node).collect();
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

/// What was found, with children by their nodes instead of their positions.
fn placed(found: Found, children: &[usize]) -> Found {
    match found {
        Found::Contradiction { triple, implied, stated } => {
            Found::Contradiction { triple: triple.map(|at| children[at]), implied, stated }
        }
        Found::Interval { child, low, high } => {
            Found::Interval { child: children[child], low, high }
        }
        other => other,
    }
}
