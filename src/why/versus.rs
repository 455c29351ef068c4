//! Why one hub is ahead of another, under which weights it would not be, and what would make them level.

use crate::model::{INDEX, LinearModel, Link, Weights};
use crate::robustness::exact::{
    BreakEven, Dirichlet, GapSplit, Move, Reversal, break_even, gap_split, win_probability,
};
use crate::study::Outcome;

/// The weights under which the first of two hubs is ahead: those with Σ w_j c_j > 0.
#[derive(Debug, Clone, PartialEq)]
pub struct Region {
    /// On which scale the gaps are.
    pub link: Link,
    /// (node, c_j): how far the first hub is ahead there, largest first.
    pub gaps: Vec<(usize, f64)>,
    /// The share of all weights, each as likely as the next, under which the first hub is ahead, 0 to 1; ties count
    /// half.
    pub share: f64,
}

impl Region {
    /// The nodes where the first hub is ahead, farthest first.
    pub fn first_ahead(&self) -> impl Iterator<Item = usize> + '_ {
        let ahead = self.gaps.iter().filter(|own| own.1 > self.zero());
        ahead.map(|own| own.0)
    }

    /// The nodes where the second hub is ahead, farthest first.
    pub fn second_ahead(&self) -> impl Iterator<Item = usize> + '_ {
        let ahead = self.gaps.iter().rev().filter(|own| -own.1 > self.zero());
        ahead.map(|own| own.0)
    }

    /// Gaps below this are rounding.
    fn zero(&self) -> f64 {
        let widest = self.gaps.iter().map(|own| own.1.abs());
        1e-12 * widest.fold(0.0, f64::max)
    }
}

/// Two ranked hubs against each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Versus {
    /// The first hub, by position in the data set.
    pub a: usize,
    /// The second.
    pub b: usize,
    /// Whether their scores are equal but for rounding.
    pub is_level: bool,
    /// The gap of the first over the second, split; none where nothing adds up to the score.
    pub split: Option<GapSplit>,
    /// The weights under which the first is ahead; none where the method is not linear in them.
    pub region: Option<Region>,
    /// The smallest change of weights that makes them level, each checked by running the aggregation again; none as
    /// above.
    pub reversal: Option<Reversal>,
    /// The nodes that weights in `reversal` belong to, in order.
    pub nodes: Vec<usize>,
    /// For each indicator: where the hub that is behind draws level.
    pub rising: Vec<BreakEven>,
    /// For each indicator: where the hub that is ahead falls back to the other.
    pub falling: Vec<BreakEven>,
}

impl Outcome {
    /// Two hubs (positions in the data set) against each other; none where either is not ranked or they are one.
    ///
    /// ```
    /// let hubs = hubrank::Dataset::built_in()?;
    /// let outcome = hubs.ranked_for(&hubrank::Profile::built_in("founder")?)?;
    /// let versus = outcome.versus(0, 1).ok_or(hubrank::Problems::default())?;
    /// let split = versus.split.ok_or(hubrank::Problems::default())?;
    /// let sum: f64 = split.pillars.iter().map(|part| part.1).sum();
    /// assert!((sum - split.gap).abs() < 1e-9);
    /// # Ok::<(), hubrank::Problems>(())
    /// ```
    #[must_use]
    pub fn versus(&self, a: usize, b: usize) -> Option<Versus> {
        let (of_a, of_b) = (self.ranking.of(a)?, self.ranking.of(b)?);
        if a == b {
            return None;
        }
        let is_level = of_a.rank == of_b.rank;
        let (ahead, behind) = match of_a.score >= of_b.score {
            true => (a, b),
            false => (b, a),
        };
        let model = self.linear_model();
        let rows = |model: &LinearModel| Some((model.row(ahead)?, model.row(behind)?));
        let reversal = model.as_ref().and_then(|model| {
            let (ahead, behind) = rows(model)?;
            Some(self.checked(Reversal::of(model, behind, ahead), model))
        });
        Some(Versus {
            a,
            b,
            is_level,
            split: gap_split(self, a, b),
            region: model.as_ref().and_then(|model| region(model, a, b)),
            reversal: reversal.filter(|_| !is_level),
            nodes: model.map_or_else(Vec::new, |model| model.nodes),
            rising: break_even(self, behind, ahead),
            falling: break_even(self, ahead, behind),
        })
    }

    /// The reversal with only those weights at which the hubs are level when the whole aggregation runs again.
    fn checked(&self, mut reversal: Reversal, model: &LinearModel) -> Reversal {
        let standings = &self.ranking.standings;
        let range = match (standings.first(), standings.last()) {
            (Some(first), Some(last)) => first.score - last.score,
            _ => 0.0,
        };
        let is_level = |found: &Move| {
            let weights = found.weights.iter().copied();
            let shares: Vec<_> = model.nodes.iter().copied().zip(weights).collect();
            let gap = self.gap_at(reversal.challenger, reversal.leader, &shares);
            gap.is_some_and(|gap| gap.abs() <= 1e-6 * range)
        };
        let [points, percent, distance] =
            [reversal.points, reversal.percent, reversal.distance].map(|it| it.filter(is_level));
        (reversal.points, reversal.percent, reversal.distance) = (points, percent, distance);
        reversal
    }

    /// The gap of hub `a` over hub `b` when the whole aggregation runs again with other weights of what stands
    /// directly under the index: (node, weight) pairs, the shares inside as they are.
    #[must_use]
    pub fn gap_at(&self, a: usize, b: usize, shares: &[(usize, f64)]) -> Option<f64> {
        let tree = &self.observed.frame.tree;
        let mut raw = self.weights.share.clone();
        raw[INDEX] = 1.0;
        for &pillar in tree.pillars() {
            let own = shares.iter().find(|(node, _)| *node == pillar);
            raw[pillar] = own.map_or(0.0, |own| own.1);
        }
        let weights = Weights::new(tree, &raw);
        let scores = self.normalised.aggregate(&weights, &self.profile.aggregation);
        Some(scores.total(a)? - scores.total(b)?)
    }
}

impl Versus {
    /// The hub that is ahead and the one that is behind.
    #[must_use]
    pub fn ahead_and_behind(&self, outcome: &Outcome) -> (usize, usize) {
        let score = |hub: usize| outcome.scores.total(hub).unwrap_or(f64::NEG_INFINITY);
        match score(self.a) >= score(self.b) {
            true => (self.a, self.b),
            false => (self.b, self.a),
        }
    }
}

fn region(model: &LinearModel, a: usize, b: usize) -> Option<Region> {
    let c = model.gaps(model.row(a)?, model.row(b)?);
    let share = win_probability(&c, &Dirichlet::uniform(c.len()).alpha);
    let mut gaps: Vec<_> = model.nodes.iter().copied().zip(c).collect();
    gaps.sort_by(|x, y| y.1.total_cmp(&x.1));
    Some(Region { link: model.link, gaps, share })
}

#[cfg(test)]
mod tests {
    use crate::{Dataset, Profile};

    /// The twin of the reversal: the whole aggregation run again at its weights.
    #[test]
    fn at_the_weights_of_a_reversal_both_are_level() {
        let hubs = Dataset::built_in().unwrap();
        let outcome = hubs.ranked_for(&Profile::built_in("founder").unwrap()).unwrap();
        let order: Vec<_> = outcome.ranking.order().collect();
        for pair in order.windows(2) {
            let versus = outcome.versus(pair[1], pair[0]).unwrap();
            let reversal = versus.reversal.unwrap();
            for found in [reversal.points, reversal.percent, reversal.distance] {
                let Some(found) = found else { continue };
                let shares: Vec<_> = versus.nodes.iter().copied().zip(found.weights).collect();
                let gap = outcome.gap_at(pair[1], pair[0], &shares).unwrap();
                assert!(gap.abs() < 1e-6, "{gap}");
            }
            let region = versus.region.unwrap();
            let sum: f64 =
                region.gaps.iter().map(|&(node, gap)| outcome.weights.share[node] * gap).sum();
            assert!(sum < 0.0, "{sum}");
        }
        assert_eq!(outcome.versus(order[0], order[0]), None);
    }
}
