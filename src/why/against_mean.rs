//! A hub's score against that of the average ranked hub, pillar by pillar; the parts sum to the difference.

use crate::model::Link;
use crate::stage::fill::mean;
use crate::study::Outcome;

/// How a hub's score differs from the mean of the ranked hubs, and through what.
#[derive(Debug, Clone, PartialEq)]
pub struct AgainstMean {
    /// On which scale the parts add up: scores where it is the identity.
    pub link: Link,
    /// The mean of the ranked hubs on that scale.
    pub mean: f64,
    /// The hub on that scale: `mean` and all parts.
    pub own: f64,
    /// (node, part) of what stands directly under the index.
    pub pillars: Vec<(usize, f64)>,
    /// (indicator, part); empty where only pillars add up.
    pub indicators: Vec<(usize, f64)>,
}

impl Outcome {
    /// The score of a hub (position in the data set) against the mean of the ranked hubs; none where it is not ranked
    /// or nothing adds up to the score.
    ///
    /// Weighted means: contributions less their mean over the ranked hubs, gaps left out counting as nothing added.
    /// Others that are linear in the weights: w_j (φ_j − mean φ_j).
    #[must_use]
    pub fn against_mean(&self, hub: usize) -> Option<AgainstMean> {
        let own = self.ranking.of(hub)?;
        let ranked = &self.scores.ranked;
        if !self.scores.is_additive {
            return self.against_mean_of_model(hub);
        }
        let all: Vec<_> = ranked.iter().filter_map(|&i| self.contributions(i)).collect();
        let parts = self.contributions(hub)?;
        let part = |j: usize| {
            let is_used = all.iter().any(|parts| parts[j].is_some());
            let sum: f64 = all.iter().filter_map(|parts| parts[j]).sum();
            is_used.then(|| (j, parts[j].unwrap_or(0.0) - sum / ranked.len() as f64))
        };
        let indicators: Vec<_> = (0..parts.len()).filter_map(part).collect();
        let tree = &self.observed.frame.tree;
        let pillar = |&node: &usize| {
            let inside = tree.leaves_below(node);
            let own = indicators.iter().filter(|(j, _)| inside.contains(j));
            let own: Vec<_> = own.map(|(_, part)| part).collect();
            (!own.is_empty()).then(|| (node, own.into_iter().sum()))
        };
        let scores: Vec<_> = self.ranking.standings.iter().map(|own| own.score).collect();
        Some(AgainstMean {
            link: Link::Identity,
            mean: mean(&scores)?,
            own: own.score,
            pillars: tree.pillars().iter().filter_map(pillar).collect(),
            indicators,
        })
    }

    fn against_mean_of_model(&self, hub: usize) -> Option<AgainstMean> {
        let model = self.linear_model()?;
        let row = model.row(hub)?;
        let rows = model.hubs.len() as f64;
        let part = |(j, &node): (usize, &usize)| {
            let mean = model.phi.column(j).iter().sum::<f64>() / rows;
            (node, model.weights[j] * (model.phi[(row, j)] - mean))
        };
        Some(AgainstMean {
            link: model.link,
            mean: model.sums(&model.weights).iter().sum::<f64>() / rows,
            own: model.sum(row, &model.weights),
            pillars: model.nodes.iter().enumerate().map(part).collect(),
            indicators: Vec::new(),
        })
    }
}

impl AgainstMean {
    /// The pillars that lift the hub most above the mean, at most so many.
    #[must_use]
    pub fn drivers(&self, most: usize) -> Vec<(usize, f64)> {
        self.sorted(1.0, most)
    }

    /// The pillars that hold the hub back most, at most so many.
    #[must_use]
    pub fn drags(&self, most: usize) -> Vec<(usize, f64)> {
        self.sorted(-1.0, most)
    }

    fn sorted(&self, sign: f64, most: usize) -> Vec<(usize, f64)> {
        let total: f64 = self.pillars.iter().map(|(_, part)| part.abs()).sum();
        let counts = |own: &&(usize, f64)| sign * own.1 > 1e-9 * total;
        let mut own: Vec<_> = self.pillars.iter().filter(counts).copied().collect();
        own.sort_by(|a, b| (sign * b.1).total_cmp(&(sign * a.1)));
        own.truncate(most);
        own
    }
}

#[cfg(test)]
mod tests {
    use crate::stage::{Aggregation, Choices, Mean, Normalisation};
    use crate::{Dataset, Profile};

    /// The twin: the difference of the scores themselves.
    #[test]
    fn parts_sum_to_the_difference() {
        let hubs = Dataset::built_in().unwrap();
        for mean in [Mean::Weighted, Mean::Geometric, Mean::Harmonic] {
            let mut profile = Profile::built_in("founder").unwrap();
            profile.normalisation = Choices::all(Normalisation::MinMax { low: 1.0, high: 100.0 });
            profile.aggregation = Aggregation::all(mean);
            let outcome = hubs.ranked_for(&profile).unwrap();
            let mut total = 0.0;
            for &hub in &outcome.scores.ranked {
                let own = outcome.against_mean(hub).unwrap();
                let sum: f64 = own.pillars.iter().map(|part| part.1).sum();
                assert!((own.mean + sum - own.own).abs() < 1e-9, "{own:?}");
                let score = outcome.scores.total(hub).unwrap();
                assert!((own.link.score(own.own) - score).abs() < 1e-9);
                total += sum;
            }
            assert!(total.abs() < 1e-6, "deviations from a mean cancel");
        }
    }
}
