//! What it would take for a hub to reach a rank.

use crate::robustness::exact::{BreakEven, Together, reach, reach_together};
use crate::study::Outcome;

/// What it would take, one indicator at a time and by some of them together.
#[derive(Debug, Clone, PartialEq)]
pub struct Reach {
    /// The hub, by position in the data set.
    pub hub: usize,
    /// Its rank now.
    pub rank: f64,
    /// The rank that is to be reached.
    pub goal: usize,
    /// Whether it is there already.
    pub is_there: bool,
    /// What each indicator can do alone.
    pub alone: Vec<BreakEven>,
    /// The indicators that are moved together, by position.
    pub moved: Vec<usize>,
    /// The pillar whose indicators these are, where none were asked for.
    pub pillar: Option<usize>,
    /// The smallest move of them together; none where no move within reach does it.
    pub together: Option<Together>,
}

impl Outcome {
    /// What it would take for a hub (position in the data set) to reach rank `goal`; `moved` are the indicators that
    /// may move together, where none are said those of the pillar that holds the hub back most. None where the hub is
    /// not ranked.
    ///
    /// ```
    /// let hubs = hubrank::Dataset::built_in()?;
    /// let outcome = hubs.ranked_for(&hubrank::Profile::built_in("founder")?)?;
    /// let chengdu = hubs.hub("chengdu").ok_or(hubrank::Problems::default())?;
    /// let reach = outcome.reach(chengdu, 1, &[]).ok_or(hubrank::Problems::default())?;
    /// assert!(!reach.is_there && reach.pillar.is_some());
    /// # Ok::<(), hubrank::Problems>(())
    /// ```
    #[must_use]
    pub fn reach(&self, hub: usize, goal: usize, moved: &[usize]) -> Option<Reach> {
        let rank = self.ranking.of(hub)?.rank;
        let pillar = moved.is_empty().then(|| self.weakest_pillar(hub)).flatten();
        let moved = match pillar {
            Some(node) => self.movable_in(hub, node),
            None => moved.to_vec(),
        };
        Some(Reach {
            hub,
            rank,
            goal,
            is_there: rank <= goal as f64,
            alone: reach(self, hub, goal),
            together: match moved.is_empty() {
                true => None,
                false => reach_together(self, hub, goal, &moved),
            },
            moved,
            pillar,
        })
    }

    /// The pillar that holds a hub back most against the mean; where parts do not add up, the one in which its score
    /// is farthest below the mean.
    #[must_use]
    pub fn weakest_pillar(&self, hub: usize) -> Option<usize> {
        if let Some(own) = self.against_mean(hub) {
            let least = own.pillars.iter().min_by(|a, b| a.1.total_cmp(&b.1));
            return least.map(|own| own.0);
        }
        let tree = &self.observed.frame.tree;
        let behind = |&node: &usize| {
            let column = &self.scores.nodes[node];
            let mean = crate::stage::fill::mean(&column.present(&self.scores.ranked))?;
            Some((node, column.get(hub)? - mean))
        };
        let counting = tree.pillars().iter();
        let counting = counting.filter(|&&node| self.weights.share[node] > 0.0);
        let all = counting.filter_map(behind);
        all.min_by(|a, b| a.1.total_cmp(&b.1)).map(|own| own.0)
    }

    /// The indicators of a node that count and in which the hub has a value.
    fn movable_in(&self, hub: usize, node: usize) -> Vec<usize> {
        let tree = &self.observed.frame.tree;
        let counts = |&j: &usize| {
            self.weights.effective[tree.leaf(j)] > 0.0
                && self.observed.columns[j].get(hub).is_some()
        };
        tree.leaves_below(node).into_iter().filter(counts).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::robustness::exact::Verdict;
    use crate::{Dataset, Profile};

    #[test]
    fn what_is_reached_is_reached_when_run_again() {
        let hubs = Dataset::built_in().unwrap();
        let outcome = hubs.ranked_for(&Profile::built_in("founder").unwrap()).unwrap();
        let hub = hubs.hub("chengdu").unwrap();
        let reach = outcome.reach(hub, 3, &[]).unwrap();
        let third = |again: &crate::Outcome| {
            let others = again.ranking.standings.iter().filter(|own| own.hub != hub);
            others.map(|own| own.score).nth(2).unwrap()
        };
        let mut changes = Vec::new();
        for (j, _, observation) in &reach.together.unwrap().values {
            changes.push((outcome.observed.frame.indicators[*j].from, hub, *observation));
        }
        let again = outcome.rerun_with(&changes).unwrap();
        assert!(again.scores.total(hub).unwrap() >= third(&again) - 1e-6);
        for own in reach.alone {
            if let Verdict::At(reached) = own.verdict {
                let series = outcome.observed.frame.indicators[own.indicator].from;
                let again = outcome.rerun_with(&[(series, hub, reached.observation)]).unwrap();
                let gap = again.scores.total(hub).unwrap() - third(&again);
                assert!(gap.abs() < 1e-6, "{gap}");
            }
        }
    }
}
