//! The linear model of a ranking, where it has one.

use nalgebra::DMatrix;

use crate::model::{INDEX, LinearModel, Link, Scores, Table, Weights};

use super::{Aggregation, Mean, Normalised};

impl Aggregation {
    /// What makes the score of the index linear in the weights of what stands under it: the link, and the transform
    /// of a child's score; none for methods that no transform makes linear.
    fn linear(&self, table: &Table<Normalised>) -> Option<(Link, f64)> {
        match self {
            Self::Levels(levels) => match levels.at(&table.frame, INDEX) {
                Mean::Weighted => Some((Link::Identity, 1.0)),
                Mean::Geometric => Some((Link::Exp, 0.0)),
                Mean::Harmonic => Some((Link::Power(-1.0), -1.0)),
                Mean::Power { p } if *p == 0.0 => Some((Link::Exp, 0.0)),
                Mean::Power { p } => Some((Link::Power(*p), *p)),
                Mean::MazziottaPareto { .. } | Mean::OrderedWeighted { .. } => None,
            },
            // The net flow is a weighted sum of net flows, and so of the groups' own.
            Self::Promethee { .. } => Some((Link::Identity, 1.0)),
            Self::BenefitOfTheDoubt(_)
            | Self::Topsis
            | Self::Vikor { .. }
            | Self::Copeland
            | Self::Kemeny => None,
        }
    }
}

/// φ of a child's score x: the logarithm for p = 0, x for p = 1, else ±x^p, minus where p < 0.
fn phi(x: f64, p: f64) -> f64 {
    match p {
        0.0 => x.ln(),
        1.0 => x,
        p => p.signum() * x.powf(p),
    }
}

impl Table<Normalised> {
    /// The ranking as a function that is linear in the weights of what stands directly under the index, the shares
    /// inside fixed; none where the method is not linear, where a ranked hub has no score in one of these nodes, or
    /// has a zero under a geometric mean.
    #[must_use]
    pub fn linear_model(
        &self,
        weights: &Weights,
        aggregation: &Aggregation,
        scores: &Scores,
    ) -> Option<LinearModel> {
        let (link, p) = aggregation.linear(self)?;
        let pillars = self.frame.tree.pillars().iter().copied();
        let nodes: Vec<_> = pillars.filter(|&node| weights.share[node] > 0.0).collect();
        let hubs = scores.ranked.clone();
        let column = |&node: &usize| self.pillar(node, aggregation, weights, scores);
        let columns: Vec<_> = nodes.iter().map(column).collect();
        let mut values = DMatrix::zeros(hubs.len(), nodes.len());
        for (row, &hub) in hubs.iter().enumerate() {
            for (at, column) in columns.iter().enumerate() {
                let value = phi(column.get(hub)?, p);
                values[(row, at)] = Some(value).filter(|value| value.is_finite())?;
            }
        }
        Some(LinearModel {
            weights: nodes.iter().map(|&node| weights.share[node]).collect(),
            nodes,
            hubs,
            phi: values,
            link,
        })
    }

    /// The scores in a node under the index; of an indicator under PROMETHEE its net flows, not its values.
    fn pillar(
        &self,
        node: usize,
        aggregation: &Aggregation,
        weights: &Weights,
        scores: &Scores,
    ) -> crate::model::Column {
        let is_leaf = self.frame.tree.nodes()[node].indicator.is_some();
        match aggregation {
            Aggregation::Promethee { .. } if is_leaf => {
                let board = super::Board::below(self, weights, node);
                self.scored(&board, aggregation).0
            }
            _ => scores.nodes[node].clone(),
        }
    }
}
