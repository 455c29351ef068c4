//! The whole method in one place, and its outcome, which keeps every stage.

use crate::model::{Dataset, Level, LinearModel, Ranking, Scores, Table, Weights};
use crate::problem::Problems;
use crate::stage::{Filled, Normalised, Observed, Treated};

use super::fits::fits;
use super::gate;
use super::notes::{Note, notes};
use super::profile::Profile;
use super::trust::Trust;

/// A ranking and everything it came from.
///
/// ```
/// let hubs = hubrank::Dataset::built_in()?;
/// let founder = hubrank::Profile::built_in("founder")?;
/// let outcome = hubs.ranked_for(&founder)?;
/// assert!(outcome.leader().is_some());
/// # Ok::<(), hubrank::Problems>(())
/// ```
#[derive(Debug, Clone)]
pub struct Outcome {
    /// Whose ranking it is.
    pub profile: Profile,
    /// Values in their scored units.
    pub observed: Table<Observed>,
    /// The same with gaps filled.
    pub filled: Table<Filled>,
    /// The same with skewed columns treated.
    pub treated: Table<Treated>,
    /// The same on common scales.
    pub normalised: Table<Normalised>,
    /// The weight of every node.
    pub weights: Weights,
    /// The scores of hubs and groups.
    pub scores: Scores,
    /// The ranks.
    pub ranking: Ranking,
    /// What a reader should know.
    pub notes: Vec<Note>,
    /// How far the ranks can be trusted, where that was asked for: see [`Outcome::with_trust`].
    pub trust: Option<Trust>,
}

impl Dataset {
    /// The ranking of these hubs for a profile: the whole method.
    ///
    /// # Errors
    /// Every problem of the profile with these data; see [`Dataset::observed_for`].
    pub fn ranked_for(&self, profile: &Profile) -> Result<Outcome, Problems> {
        let mut outcome = self.bare_outcome_for(profile)?;
        outcome.notes = notes(&outcome);
        Ok(outcome)
    }

    /// The same without notes: what an analysis runs many times.
    pub(super) fn bare_outcome_for(&self, profile: &Profile) -> Result<Outcome, Problems> {
        let profile = &profile.on_own_scales(&self.indicators);
        let observed = self.observed_for(profile)?;
        let filled = observed.fill(&profile.missing);
        let treated = filled.treat(&profile.treatment);
        gate::scalable(&treated, profile)?;
        let normalised = treated.normalise(&profile.normalisation);
        gate::weighable(&normalised, profile)?;
        let weights = normalised.weigh(&profile.weighting);
        fits(&normalised, &weights, &profile.aggregation, profile)?;
        let scores = normalised.aggregate(&weights, &profile.aggregation);
        let ranking = scores.rank(profile.ties);
        Ok(Outcome {
            profile: profile.clone(),
            observed,
            filled,
            treated,
            normalised,
            weights,
            scores,
            ranking,
            notes: Vec::new(),
            trust: None,
        })
    }
}

impl Outcome {
    /// The data set that was ranked.
    #[must_use]
    pub fn dataset(&self) -> &Dataset {
        &self.observed.frame.dataset
    }

    /// The name of the first hub, if any is ranked; of several, the first in the data set.
    #[must_use]
    pub fn leader(&self) -> Option<&str> {
        let first = self.ranking.standings.first()?;
        Some(&self.dataset().hubs[first.hub].name)
    }

    /// The whole method run again with some observations changed: (column of the data set, hub, value in the unit of
    /// the observation); without notes. None where the profile can not take the changed data.
    #[must_use]
    pub fn rerun_with(&self, changes: &[(usize, usize, f64)]) -> Option<Self> {
        let mut dataset = self.dataset().clone();
        for &(series, hub, value) in changes {
            dataset = dataset.with_value(series, hub, value);
        }
        dataset.bare_outcome_for(&self.profile).ok()
    }

    /// The hubs that the ranking shows as benchmarks, with a score above the coverage floor or without.
    #[must_use]
    pub fn references(&self) -> Vec<(usize, Option<f64>)> {
        let floor = self.observed.frame.entry.floor;
        let hubs = &self.dataset().hubs;
        let is_reference = |i: &usize| hubs[*i].role == crate::model::Role::Reference;
        let score = |i: usize| self.scores.total(i).filter(|_| self.scores.coverage[i] >= floor);
        (0..hubs.len()).filter(is_reference).map(|i| (i, score(i))).collect()
    }

    /// What each indicator adds to the score of hub `i`; none where parts do not add up to the score.
    #[must_use]
    pub fn contributions(&self, i: usize) -> Option<Vec<Option<f64>>> {
        self.scores
            .is_additive
            .then(|| self.normalised.contributions(&self.weights, &self.scores, i))
    }

    /// The same by what stands directly under the index: one (node, part) each, gaps left out.
    #[must_use]
    pub fn pillar_contributions(&self, i: usize) -> Option<Vec<(usize, f64)>> {
        let parts = self.contributions(i)?;
        let tree = &self.observed.frame.tree;
        let part = |&node: &usize| {
            let present: Vec<_> =
                tree.leaves_below(node).into_iter().filter_map(|j| parts[j]).collect();
            (!present.is_empty()).then(|| (node, present.iter().sum()))
        };
        Some(tree.pillars().iter().filter_map(part).collect())
    }

    /// The ranking as a function linear in the weights of the pillars, where it is one.
    #[must_use]
    pub fn linear_model(&self) -> Option<LinearModel> {
        self.linear_model_at(Level::Pillars)
    }

    /// The ranking as a function linear in the weights of the pillars or of the leaves, where it is one.
    #[must_use]
    pub fn linear_model_at(&self, level: Level) -> Option<LinearModel> {
        self.normalised.linear_model(level, &self.weights, &self.profile.aggregation, &self.scores)
    }

    /// The nodes of a level that carry weight, and their weights in the whole.
    #[must_use]
    pub fn weights_at(&self, level: Level) -> (Vec<usize>, Vec<f64>) {
        self.weights.at(&self.observed.frame.tree, level)
    }

    /// The years that the scored values speak of: first and last.
    #[must_use]
    pub fn years(&self) -> Option<(i32, i32)> {
        let frame = &self.observed.frame;
        let scored = (0..frame.indicators.len())
            .filter(|&j| self.weights.effective[frame.tree.leaf(j)] > 0.0)
            .filter(|&j| frame.has_details(j));
        let years: Vec<_> = scored
            .flat_map(|j| frame.peers.iter().map(move |&i| (i, j)))
            .filter(|&(i, j)| self.observed.columns[j].get(i).is_some())
            .filter_map(|(i, j)| frame.detail(i, j)?.year)
            .collect();
        Some((*years.iter().min()?, *years.iter().max()?))
    }

    /// The year that most scored values speak of.
    #[must_use]
    pub fn main_year(&self) -> Option<i32> {
        let frame = &self.observed.frame;
        let mut count = std::collections::BTreeMap::<i32, usize>::new();
        for j in (0..frame.indicators.len()).filter(|&j| frame.has_details(j)) {
            for &i in &frame.peers {
                if let Some(year) = frame.detail(i, j).and_then(|detail| detail.year)
                    && self.observed.columns[j].get(i).is_some()
                {
                    *count.entry(year).or_default() += 1;
                }
            }
        }
        count.into_iter().max_by_key(|&(year, count)| (count, year)).map(|(year, _)| year)
    }
}
