//! One weight at a time: who leads where, who enters the top, what stays how long; exact or tried.

use crate::model::{Level, LinearModel};
use crate::robustness::exact::{Crossing, Keep, Leader, Stability, Step, Sweep};
use crate::robustness::{Run, Tried};
use crate::study::Outcome;

/// How a result came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// In closed form.
    Exact,
    /// The ranking was run again at so many weights; changes lie half-way between two of them.
    Sampled(usize),
}

/// The interval of a weight over which something stays.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stays {
    /// Its lower end; 0 where nothing changes below the stated weight.
    pub from: f64,
    /// Its upper end; 1 where nothing changes above.
    pub to: f64,
    /// The two hubs that change places at the lower end, where that is known.
    pub below: Option<Crossing>,
    /// The same at the upper end.
    pub above: Option<Crossing>,
}

/// A change in who is among the first k.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The weight.
    pub at: f64,
    /// Who is among them above this weight only, by position in the data set.
    pub enter: Vec<usize>,
    /// Who is among them below this weight only.
    pub leave: Vec<usize>,
}

/// What happens when one weight goes from 0 to 1 and the others keep their proportions.
#[derive(Debug, Clone, PartialEq)]
pub struct OneWeight {
    /// The node of the tree.
    pub node: usize,
    /// Its stated weight.
    pub weight: f64,
    /// How this was found.
    pub how: How,
    /// Who leads where.
    pub leaders: Vec<Leader>,
    /// Changes among the first k.
    pub changes: Vec<Change>,
    /// Every pair that changes places, by weight.
    pub crossings: Vec<Crossing>,
    /// The rank of each hub as steps, in the order of the data set.
    pub steps: Vec<(usize, Vec<Step>)>,
    /// How long the leader stays.
    pub leader: Stays,
    /// How long the first k stay, in any order.
    pub top: Stays,
    /// How long the whole order stays.
    pub order: Stays,
}

impl OneWeight {
    /// Every weight of a model.
    pub(super) fn all(outcome: &Outcome, model: &LinearModel, top: usize) -> Vec<Self> {
        // A single weight is all there is: it can not move.
        let sweeps = match model.nodes.len() {
            0 | 1 => Vec::new(),
            _ => Sweep::all(model),
        };
        let sweeps = sweeps.iter();
        sweeps.map(|sweep| Self::exact(outcome, sweep, top)).collect()
    }

    /// Every weight of a level, tried.
    pub(super) fn tried(outcome: &Outcome, level: Level, top: usize) -> Vec<Self> {
        let nodes = match outcome.weights_at(level).0 {
            one if one.len() < 2 => Vec::new(),
            many => many,
        };
        let nodes = nodes.into_iter();
        nodes.map(|node| Self::of_runs(&Tried::of(outcome, node, level), top)).collect()
    }

    /// The share of any node among its siblings: exact where the scores are straight lines in it.
    pub(super) fn of_node(outcome: &Outcome, node: usize, top: usize) -> Self {
        match Sweep::of_node(outcome, node) {
            Some(sweep) => Self::exact(outcome, &sweep, top),
            None => Self::of_runs(&Tried::of(outcome, node, Level::Pillars), top),
        }
    }

    fn exact(outcome: &Outcome, sweep: &Sweep, top: usize) -> Self {
        let stays = |keep| Stays::from(sweep.stability(keep));
        let hubs = outcome.scores.ranked.iter();
        let steps: Vec<_> = hubs.map(|&hub| (hub, sweep.steps(hub))).collect();
        Self {
            node: sweep.node,
            weight: sweep.weight,
            how: How::Exact,
            leaders: sweep.leaders(),
            changes: changes(&steps, top),
            crossings: sweep.crossings.clone(),
            steps,
            leader: stays(Keep::Leader),
            top: stays(Keep::Top(top)),
            order: stays(Keep::Order),
        }
    }

    fn of_runs(tried: &Tried, top: usize) -> Self {
        let leader = |run: &Run| run.ranks.first().map(|own| own.0);
        let first = |run: &Run| first(run, top);
        let order = |run: &Run| -> Vec<usize> { run.ranks.iter().map(|own| own.0).collect() };
        let leaders = tried.stretches(leader).into_iter();
        let leaders = leaders.filter_map(|(from, to, hub)| Some(Leader { from, to, hub: hub? }));
        Self {
            node: tried.node,
            weight: tried.weight,
            how: How::Sampled(tried.steps),
            leaders: leaders.collect(),
            changes: tried.stretches(first).windows(2).map(change).collect(),
            crossings: crossings(tried),
            steps: steps(tried),
            leader: Stays::between(tried.stays(leader)),
            top: Stays::between(tried.stays(first)),
            order: Stays::between(tried.stays(order)),
        }
    }

    /// The steps of one hub.
    #[must_use]
    pub fn steps_of(&self, hub: usize) -> &[Step] {
        let own = self.steps.iter().find(|own| own.0 == hub);
        own.map_or(&[], |own| &own.1)
    }
}

/// The first hubs of a run, in the order of the data set.
fn first(run: &Run, top: usize) -> Vec<usize> {
    let mut first: Vec<_> = run.ranks.iter().take(top).map(|own| own.0).collect();
    first.sort_unstable();
    first
}

/// What changes between two stretches of the same first hubs.
fn change(pair: &[(f64, f64, Vec<usize>)]) -> Change {
    let (before, after) = (&pair[0].2, &pair[1].2);
    let only = |a: &[usize], b: &[usize]| -> Vec<usize> {
        a.iter().copied().filter(|hub| !b.contains(hub)).collect()
    };
    Change { at: pair[1].0, enter: only(after, before), leave: only(before, after) }
}

impl Stays {
    /// An interval of which it is not known who ends it.
    fn between((from, to): (f64, f64)) -> Self {
        Self { from, to, below: None, above: None }
    }
}

impl From<Stability> for Stays {
    fn from(own: Stability) -> Self {
        Self { from: own.from, to: own.to, below: own.below, above: own.above }
    }
}

/// Where the set of hubs of rank k or better changes.
fn changes(steps: &[(usize, Vec<Step>)], top: usize) -> Vec<Change> {
    let mut events = Vec::new();
    for (hub, steps) in steps {
        for pair in steps.windows(2) {
            let (before, after) = (pair[0].rank <= top, pair[1].rank <= top);
            if before != after {
                events.push((pair[1].from, *hub, after));
            }
        }
    }
    events.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut changes: Vec<Change> = Vec::new();
    for (at, hub, enters) in events {
        if changes.last().is_none_or(|last| last.at != at) {
            changes.push(Change { at, enter: Vec::new(), leave: Vec::new() });
        }
        if let Some(last) = changes.last_mut() {
            match enters {
                true => last.enter.push(hub),
                false => last.leave.push(hub),
            }
        }
    }
    changes
}

/// The ranks of every hub that is ever ranked, as steps; a gap where it is not ranked.
fn steps(tried: &Tried) -> Vec<(usize, Vec<Step>)> {
    let mut hubs: Vec<_> =
        tried.runs.iter().flat_map(|run| run.ranks.iter().map(|own| own.0)).collect();
    hubs.sort_unstable();
    hubs.dedup();
    let of = |hub: usize| {
        let rank = |run: &Run| {
            let own = run.ranks.iter().find(|own| own.0 == hub);
            own.map(|own| own.1 as usize)
        };
        let stretches = tried.stretches(rank).into_iter();
        let steps = stretches.filter_map(|(from, to, rank)| Some(Step { from, to, rank: rank? }));
        (hub, steps.collect())
    };
    hubs.into_iter().map(of).collect()
}

/// The pairs that stand the other way round from one tried weight to the next.
fn crossings(tried: &Tried) -> Vec<Crossing> {
    let mut found = Vec::new();
    for pair in tried.runs.windows(2) {
        let at = f64::midpoint(pair[0].at, pair[1].at);
        let after: std::collections::BTreeMap<_, _> =
            pair[1].ranks.iter().map(|own| (own.0, own.1)).collect();
        let both: Vec<_> = pair[0]
            .ranks
            .iter()
            .filter_map(|own| Some((own.0, own.1, *after.get(&own.0)?)))
            .collect();
        for (row, a) in both.iter().enumerate() {
            let swapped = both[row + 1..].iter().filter(|b| a.1 < b.1 && b.2 < a.2);
            found.extend(swapped.map(|b| Crossing { at, below: a.0, above: b.0 }));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::why::{Questions, Sensitivity};

    /// Exact and tried tell the same story, within half a step.
    #[test]
    fn both_ways_agree_on_shipped_data() -> Result<(), crate::Problems> {
        let hubs = crate::Dataset::built_in()?;
        let outcome = hubs.ranked_for(&crate::Profile::built_in("investor")?)?;
        let exact = Sensitivity::of(&outcome, &Questions::default())?;
        let tried = OneWeight::tried(&outcome, Level::Pillars, 3);
        for (a, b) in exact.weights.iter().zip(&tried) {
            assert_eq!((a.node, a.how, b.how), (b.node, How::Exact, How::Sampled(201)));
            for (x, y) in [(a.leader, b.leader), (a.top, b.top)] {
                assert!((x.from - y.from).abs() < 0.006 && (x.to - y.to).abs() < 0.006);
            }
            for hub in &outcome.scores.ranked {
                let end = |own: &OneWeight| own.steps_of(*hub).last().map(|step| step.rank);
                assert_eq!(end(a), end(b));
            }
        }
        Ok(())
    }

    #[test]
    fn the_top_changes_where_ranks_pass_the_line() {
        let step = |from, to, rank| Step { from, to, rank };
        let steps = [
            (4, vec![step(0.0, 0.3, 2), step(0.3, 1.0, 3)]),
            (5, vec![step(0.0, 0.3, 3), step(0.3, 1.0, 2)]),
            (6, vec![step(0.0, 1.0, 1)]),
        ];
        let expected = Change { at: 0.3, enter: vec![5], leave: vec![4] };
        assert_eq!(changes(&steps, 2), [expected]);
        assert!(changes(&steps, 3).is_empty());
    }
}
