//! The stages run again on other observations, the profile's choices as they stand.

use crate::model::{Column, Level, LinearModel, Scores, Table, Weights};
use crate::stage::{Aggregation, Normalised, Observed};
use crate::study::{Outcome, Profile};

/// What the stages leave: all that scores under any weights need.
pub(super) struct Restaged {
    pub(super) table: Table<Normalised>,
    pub(super) weights: Weights,
    pub(super) scores: Scores,
}

impl Restaged {
    /// Every stage from the observations to the scores.
    pub(super) fn of(observed: Table<Observed>, profile: &Profile) -> Self {
        let filled = observed.fill(&profile.missing);
        let treated = filled.treat(&profile.treatment);
        let table = treated.normalise(&profile.normalisation);
        let weights = table.weigh(&profile.weighting);
        let scores = table.aggregate(&weights, &profile.aggregation);
        Self { table, weights, scores }
    }

    /// What the stages left of the data as they stand.
    pub(super) fn nominal(outcome: &Outcome) -> Self {
        Self {
            table: outcome.normalised.clone(),
            weights: outcome.weights.clone(),
            scores: outcome.scores.clone(),
        }
    }

    /// The scores as a function linear in the weights of a level, where they are one.
    pub(super) fn linear_model(
        &self,
        level: Level,
        aggregation: &Aggregation,
    ) -> Option<LinearModel> {
        self.table.linear_model(level, &self.weights, aggregation, &self.scores)
    }

    /// The scores of the index when these nodes of a level have these weights.
    pub(super) fn index(
        &self,
        (level, nodes): (Level, &[usize]),
        weights: &[f64],
        aggregation: &Aggregation,
    ) -> Column {
        // What the stages leave without any scale has no weight, as in every ranking.
        let weight = |(&node, &w): (&usize, &f64)| match self.weights.effective[node] > 0.0 {
            true => w,
            false => 0.0,
        };
        let weights: Vec<_> = nodes.iter().zip(weights).map(weight).collect();
        match level {
            Level::Pillars => {
                let shares: Vec<_> = nodes.iter().copied().zip(weights).collect();
                self.table.index_with(&shares, &self.weights, &self.scores.nodes, aggregation)
            }
            Level::Leaves => {
                let tree = &self.table.frame.tree;
                self.table.index(&Weights::of_parts(tree, nodes, &weights), aggregation)
            }
        }
    }
}
