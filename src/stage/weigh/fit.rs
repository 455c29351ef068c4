//! Weights of one node's children from the columns that they stand with.

use crate::model::Found;

use super::columns::Columns;
use super::{Weighing, critic, entropy, importance_budget, pca, standard_deviation};

impl Weighing {
    /// Weights from the data; equal ones where they tell nothing apart.
    pub(super) fn fitted(&self, n: usize, columns: &Columns) -> (Vec<f64>, Vec<Found>) {
        let method = self.name();
        let mut found = vec![Found::NotAPreference { method }];
        let mut weights = vec![0.0; n];
        match self {
            Self::Entropy => spread_over(&mut weights, columns, &entropy(&columns.present)),
            Self::StandardDeviation => {
                spread_over(&mut weights, columns, &standard_deviation(&columns.present))
            }
            Self::Critic => spread_over(&mut weights, columns, &critic(&columns.complete)),
            Self::Pca { components } => {
                let (of, varying) = columns.varying();
                if let Some(pca) = pca(&varying, *components) {
                    for (k, weight) in of.iter().zip(&pca.weights) {
                        weights[columns.of[*k]] = *weight;
                    }
                    found.push(Found::Components { kept: pca.kept, explained: pca.explained });
                }
            }
            _ => {}
        }
        if matches!(self, Self::Critic | Self::Pca { .. }) && columns.rows() < columns.peers {
            found.push(Found::Rows { used: columns.rows(), of: columns.peers });
        }
        if weights.iter().sum::<f64>() <= 1e-12 {
            for &at in &columns.of {
                weights[at] = 1.0;
            }
            if columns.of.len() > 1 {
                found.push(Found::Undefined { method, instead: "equal weights" });
            }
        }
        (weights, found)
    }

    /// Weights that deliver the stated importances; the stated ones where there is nothing to solve.
    pub(super) fn budgeted(&self, stated: &[f64], columns: &Columns) -> (Vec<f64>, Vec<Found>) {
        let (of, varying) = columns.varying();
        let positions: Vec<_> = of.iter().map(|&k| columns.of[k]).collect();
        let importances: Vec<_> = positions.iter().map(|&at| stated[at]).collect();
        let Some(budget) = importance_budget(&varying, &importances) else {
            let found = Found::Undefined { method: self.name(), instead: "the stated weights" };
            return (stated.to_vec(), vec![found]);
        };
        let mut weights = vec![0.0; stated.len()];
        for (at, weight) in positions.iter().zip(&budget.weights) {
            weights[*at] = *weight;
        }
        let mut found = Vec::new();
        if columns.rows() < columns.peers {
            found.push(Found::Rows { used: columns.rows(), of: columns.peers });
        }
        found.extend(budget.is_shrunk.then_some(Found::Shrunk { by: 1e-6 }));
        (weights, found)
    }
}

fn spread_over(weights: &mut [f64], columns: &Columns, raw: &[f64]) {
    for (at, raw) in columns.of.iter().zip(raw) {
        weights[*at] = *raw;
    }
}
