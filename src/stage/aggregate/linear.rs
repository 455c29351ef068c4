//! The linear model of a ranking, where it has one.

use nalgebra::DMatrix;

use crate::model::{INDEX, LinearModel, Link, Scores, Table, Weights};

use super::{Aggregation, Mean, Normalised};

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
        let with_weight = |&&node: &&usize| weights.share[node] > 0.0;
        let nodes: Vec<_> = self
            .frame
            .tree
            .pillars()
            .iter()
            .filter(with_weight)
            .copied()
            .collect();
        let (link, transform): (_, fn(f64) -> f64) = match aggregation.at(&self.frame, INDEX) {
            Mean::Weighted => (Link::Identity, |x| x),
            Mean::Geometric => (Link::Exp, f64::ln),
        };
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
        let weights = nodes.iter().map(|&node| weights.share[node]).collect();
        Some(LinearModel {
            nodes,
            weights,
            hubs,
            phi,
            link,
        })
    }
}
