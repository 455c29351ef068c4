//! The linear model of a ranking, where it has one.

use nalgebra::DMatrix;

use crate::model::{INDEX, LinearModel, Link, Scores, Table, Weights};

use super::{Aggregation, Mean, Normalised};

impl Mean {
    /// The link of a mean and the transform that makes it linear in its weights.
    fn linear(self) -> (Link, fn(f64) -> f64) {
        match self {
            Self::Weighted => (Link::Identity, |x| x),
            Self::Geometric => (Link::Exp, f64::ln),
        }
    }
}

impl Table<Normalised> {
    /// The ranking as a function that is linear in the weights of what stands directly under the index, the shares
    /// inside fixed; none where a ranked hub has no score in one of these nodes, or a zero under a geometric mean.
    #[must_use]
    pub fn linear_model(
        &self,
        weights: &Weights,
        aggregation: &Aggregation,
        scores: &Scores,
    ) -> Option<LinearModel> {
        let pillars = self.frame.tree.pillars().iter().copied();
        let nodes: Vec<_> = pillars.filter(|&node| weights.share[node] > 0.0).collect();
        let mean = aggregation.at(&self.frame, INDEX);
        let shares = nodes.iter().map(|&node| weights.share[node]).collect();
        over(nodes, shares, mean, scores)
    }

    /// The ranking as a function that is linear in the weights of the indicators; none where a ranked hub has a gap
    /// (its weights are then scaled to one for it alone), or two levels of the tree take different means.
    #[must_use]
    pub fn linear_model_of_leaves(
        &self,
        weights: &Weights,
        aggregation: &Aggregation,
        scores: &Scores,
    ) -> Option<LinearModel> {
        let tree = &self.frame.tree;
        let counts = |&node: &usize| weights.effective[node] > 0.0;
        let mean = aggregation.at(&self.frame, INDEX);
        let groups = (0..tree.nodes().len()).filter(|&at| tree.nodes()[at].indicator.is_none());
        let is_alike = groups
            .filter(counts)
            .all(|at| aggregation.at(&self.frame, at) == mean);
        // In the order of the tree, so that the leaves of one pillar stand together.
        let leaves = (1..tree.nodes().len()).filter(|&at| tree.nodes()[at].indicator.is_some());
        let nodes: Vec<_> = leaves.filter(counts).collect();
        let effective = nodes.iter().map(|&node| weights.effective[node]).collect();
        is_alike.then(|| over(nodes, effective, mean, scores))?
    }
}

/// The model over `nodes` with these weights, which sum to one; none where a ranked hub has no value in one of them.
fn over(nodes: Vec<usize>, weights: Vec<f64>, mean: Mean, scores: &Scores) -> Option<LinearModel> {
    let (link, transform) = mean.linear();
    let hubs = scores.ranked.clone();
    let mut phi = DMatrix::zeros(hubs.len(), nodes.len());
    for (row, &hub) in hubs.iter().enumerate() {
        for (column, &node) in nodes.iter().enumerate() {
            phi[(row, column)] = scores.nodes[node]
                .get(hub)
                .map(transform)
                .filter(|x| x.is_finite())?;
        }
    }
    Some(LinearModel {
        nodes,
        weights,
        hubs,
        phi,
        link,
    })
}
