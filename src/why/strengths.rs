//! What a hub is strong and weak in, by the rule of the Global Innovation Index.
//!
//! WIPO, Global Innovation Index, "economy profiles": a strength has a percentile rank at or above the unit's tenth
//! highest, or a rank of one to three; a weakness is the mirror image. That index has about eighty indicators, so the
//! tenth stands for an eighth of them: of fewer indicators an eighth is taken, at least one and at most ten, and what
//! is strong must be in the better half of the hubs, what is weak in the worse.

use crate::study::Outcome;

/// One indicator in which a hub stands out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Standout {
    /// The indicator, by position.
    pub indicator: usize,
    /// How many of the ranked hubs are better.
    pub better: usize,
    /// How many are worse.
    pub worse: usize,
    /// How many ranked hubs have a value.
    pub of: usize,
}

impl Standout {
    /// The share of the other hubs that are worse.
    fn percentile(&self) -> f64 {
        self.worse as f64 / (self.of - 1) as f64
    }

    /// The share of the other hubs that are better.
    fn mirrored(&self) -> f64 {
        self.better as f64 / (self.of - 1) as f64
    }
}

/// Strengths and weaknesses, each with what stands out most first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Standouts {
    /// The strengths.
    pub strengths: Vec<Standout>,
    /// The weaknesses.
    pub weaknesses: Vec<Standout>,
}

impl Standouts {
    /// What an indicator is for the hub, in a word: "strength", "weakness" or none.
    #[must_use]
    pub fn word(&self, j: usize) -> Option<&'static str> {
        let is_in = |all: &[Standout]| all.iter().any(|own| own.indicator == j);
        match (is_in(&self.strengths), is_in(&self.weaknesses)) {
            (true, _) => Some("strength"),
            (_, true) => Some("weakness"),
            _ => None,
        }
    }
}

impl Outcome {
    /// What a hub (position in the data set) is strong and weak in; nothing where it is not ranked, since that is
    /// where coverage fails.
    ///
    /// ```
    /// let hubs = hubrank::Dataset::built_in()?;
    /// let outcome = hubs.ranked_for(&hubrank::Profile::built_in("founder")?)?;
    /// let beijing = hubs.hub("beijing").ok_or(hubrank::Problems::default())?;
    /// assert!(outcome.standouts(beijing).strengths[0].better < 3);
    /// # Ok::<(), hubrank::Problems>(())
    /// ```
    #[must_use]
    pub fn standouts(&self, hub: usize) -> Standouts {
        if self.ranking.of(hub).is_none() {
            return Standouts::default();
        }
        let frame = &self.observed.frame;
        let counts = |&j: &usize| self.weights.effective[frame.tree.leaf(j)] > 0.0;
        let all: Vec<_> = (0..frame.indicators.len())
            .filter(counts)
            .filter_map(|j| self.standing_in(hub, j))
            .collect();
        let most = (all.len() as f64 / 8.0).round().clamp(1.0, 10.0) as usize;
        let pick = |share: fn(&Standout) -> f64, ahead: fn(&Standout) -> usize| {
            let mut sorted = all.clone();
            sorted.sort_by(|a, b| share(b).total_cmp(&share(a)));
            let bound = sorted.get(most - 1).map_or(f64::INFINITY, share);
            sorted.retain(|own| share(own) > 0.5 && (share(own) >= bound || ahead(own) < 3));
            sorted
        };
        Standouts {
            strengths: pick(Standout::percentile, |own| own.better),
            weaknesses: pick(Standout::mirrored, |own| own.worse),
        }
    }

    fn standing_in(&self, hub: usize, j: usize) -> Option<Standout> {
        let column = &self.normalised.columns[j];
        let own = column.get(hub)?;
        let all = column.present(&self.scores.ranked);
        (all.len() > 1).then(|| Standout {
            indicator: j,
            better: all.iter().filter(|&&other| other > own).count(),
            worse: all.iter().filter(|&&other| other < own).count(),
            of: all.len(),
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::{Dataset, Profile};

    #[test]
    fn top_three_are_strengths_and_none_is_both() {
        let hubs = Dataset::built_in().unwrap();
        let outcome = hubs.ranked_for(&Profile::built_in("balanced").unwrap()).unwrap();
        for &hub in &outcome.scores.ranked {
            let own = outcome.standouts(hub);
            let is_weak = |j: usize| own.weaknesses.iter().any(|weak| weak.indicator == j);
            assert!(own.strengths.iter().all(|own| !is_weak(own.indicator)));
            for j in 0..outcome.observed.frame.indicators.len() {
                if let Some(place) = outcome.standing_in(hub, j)
                    && place.better < 3
                    && place.worse * 2 > place.of
                {
                    assert!(own.strengths.iter().any(|own| own.indicator == j));
                }
            }
        }
    }
}
