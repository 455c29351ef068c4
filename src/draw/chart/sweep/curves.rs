//! What the sweep chart draws: curves of scores over one weight, who leads where, who crosses whom.

use crate::model::{LinearModel, Link};
use crate::robustness::exact::{Leader, Path, Sweep};
use crate::study::Outcome;

/// Hubs behind the coloured ones that are drawn at most.
const MOST_CURVES: usize = 120;
/// Weights at which a curve is drawn that is not straight, or a ranking is run again.
const STEPS: usize = 51;
/// The same where each run takes seconds.
const FEW_STEPS: usize = 11;
const MANY_HUBS: usize = 5000;

/// One hub's score over the weight of a node.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Curve {
    /// The hub's position in the data set.
    pub(super) hub: usize,
    /// Weight (0 to 1) and score; not from 0 to 1 where the hub is not ranked at all weights.
    pub(super) points: Vec<(f64, f64)>,
}

impl Curve {
    /// The score at a weight, along straight lines between the points.
    pub(super) fn at(&self, t: f64) -> Option<f64> {
        let after = self.points.iter().position(|point| point.0 >= t)?;
        let (t1, s1) = self.points[after];
        if t1 == t {
            return Some(s1);
        }
        let (t0, s0) = *self.points.get(after.checked_sub(1)?)?;
        Some(s0 + (s1 - s0) * (t - t0) / (t1 - t0))
    }
}

/// Two scores are equal here.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Mark {
    pub(super) at: f64,
    pub(super) score: f64,
}

/// What happens when one pillar's weight goes from 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Panel {
    /// The pillar, by position in the tree.
    pub(super) node: usize,
    /// Its weight in the profile.
    pub(super) weight: f64,
    pub(super) curves: Vec<Curve>,
    /// Who leads, from weight 0 to 1.
    pub(super) leaders: Vec<Leader>,
    /// Where two of the coloured hubs cross.
    pub(super) crossings: Vec<Mark>,
}

/// All panels, and the hubs that are coloured.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Panels {
    pub(super) panels: Vec<Panel>,
    /// The coloured hubs, in the order of the ranking.
    pub(super) focus: Vec<usize>,
    /// How many weights were tried, where the curves are not exact.
    pub(super) sampled: Option<usize>,
}

impl Panels {
    /// The sweeps of a ranking: exact where it is linear in the weights, else sampled.
    ///
    /// `top` first hubs and all that ever lead are coloured, at most `most`.
    pub(super) fn of(outcome: &Outcome, top: usize, most: usize) -> Self {
        match outcome.linear_model() {
            Some(model) => exact(outcome, &model, top, most),
            None => sampled(outcome, top, most),
        }
    }
}

fn exact(outcome: &Outcome, model: &LinearModel, top: usize, most: usize) -> Panels {
    let nodes = 0..model.nodes.len();
    // Without the crossings of all pairs, which many hubs make too many.
    let envelopes: Vec<_> = nodes.map(|k| paths(model, k, 0..model.hubs.len())).collect();
    let leaders: Vec<_> = envelopes.iter().map(Sweep::leaders).collect();
    let focus = focus(outcome, &leaders, top, most);
    let shown = shown(outcome, &focus);
    let panels = envelopes.into_iter().zip(leaders).enumerate();
    let panels = panels.map(|(k, (sweep, leaders))| {
        let of_shown = sweep.paths.iter().filter(|path| shown.contains(&path.hub));
        let among = Sweep::of(&only(model, &focus), k);
        let crossings = among.crossings.iter().filter_map(|crossing| {
            let path = among.paths.iter().find(|path| path.hub == crossing.below)?;
            Some(Mark { at: crossing.at, score: among.score(path, crossing.at) })
        });
        Panel {
            node: sweep.node,
            weight: sweep.weight,
            curves: of_shown.map(|path| curve(&sweep, path)).collect(),
            leaders,
            crossings: crossings.collect(),
        }
    });
    Panels { panels: panels.collect(), focus, sampled: None }
}

/// A sweep of some rows of the model, without crossings.
fn paths(model: &LinearModel, k: usize, rows: impl Iterator<Item = usize>) -> Sweep {
    let (zero, one) = (model.weights_at(k, 0.0), model.weights_at(k, 1.0));
    let path = |row: usize| Path {
        hub: model.hubs[row],
        at_zero: model.sum(row, &zero),
        at_one: model.sum(row, &one),
    };
    Sweep {
        node: model.nodes[k],
        weight: model.weights[k],
        paths: rows.map(path).collect(),
        crossings: Vec::new(),
        link: model.link,
    }
}

/// The model of some hubs alone.
fn only(model: &LinearModel, hubs: &[usize]) -> LinearModel {
    let rows: Vec<_> =
        (0..model.hubs.len()).filter(|&row| hubs.contains(&model.hubs[row])).collect();
    LinearModel {
        hubs: rows.iter().map(|&row| model.hubs[row]).collect(),
        phi: model.phi.select_rows(&rows),
        ..model.clone()
    }
}

fn curve(sweep: &Sweep, path: &Path) -> Curve {
    let steps = match sweep.link {
        Link::Identity => 2,
        Link::Exp | Link::Power(_) => STEPS,
    };
    let point = |t: f64| (t, sweep.score(path, t));
    Curve { hub: path.hub, points: weights(steps).map(point).collect() }
}

/// So many weights from 0 to 1.
fn weights(steps: usize) -> impl Iterator<Item = f64> {
    (0..steps).map(move |step| step as f64 / (steps - 1) as f64)
}

/// Those who ever lead, the longest first, then the first of the ranking; at most `most`, in its order.
fn focus(outcome: &Outcome, leaders: &[Vec<Leader>], top: usize, most: usize) -> Vec<usize> {
    let mut led: Vec<(usize, f64)> = Vec::new();
    for stretch in leaders.iter().flatten() {
        let length = stretch.to - stretch.from;
        match led.iter_mut().find(|(hub, _)| *hub == stretch.hub) {
            Some((_, sum)) => *sum += length,
            None => led.push((stretch.hub, length)),
        }
    }
    led.sort_by(|a, b| b.1.total_cmp(&a.1));
    let mut hubs: Vec<_> = led.into_iter().map(|(hub, _)| hub).take(most).collect();
    for hub in outcome.ranking.order().take(top) {
        if hubs.len() < most && !hubs.contains(&hub) {
            hubs.push(hub);
        }
    }
    let place = |hub: &usize| outcome.ranking.order().position(|other| other == *hub);
    hubs.sort_by_key(|hub| place(hub).unwrap_or(usize::MAX));
    hubs
}

/// The coloured hubs and the first of the others.
fn shown(outcome: &Outcome, focus: &[usize]) -> std::collections::BTreeSet<usize> {
    let first = outcome.ranking.order().take(MOST_CURVES);
    first.chain(focus.iter().copied()).collect()
}

fn sampled(outcome: &Outcome, top: usize, most: usize) -> Panels {
    let steps = match outcome.dataset().hubs.len() > MANY_HUBS {
        true => FEW_STEPS,
        false => STEPS,
    };
    let tree = &outcome.observed.frame.tree;
    let with_weight = |&&node: &&usize| outcome.weights.share[node] > 0.0;
    let nodes: Vec<_> = tree.pillars().iter().filter(with_weight).copied().collect();
    let runs: Vec<_> = nodes.iter().map(|&node| runs(outcome, node, steps)).collect();
    let leaders: Vec<_> = runs.iter().map(|runs| leaders_of(runs)).collect();
    let focus = focus(outcome, &leaders, top, most);
    let shown = shown(outcome, &focus);
    let panels = nodes.iter().zip(runs).zip(leaders);
    let panels = panels.map(|((&node, runs), leaders)| {
        let curves: Vec<_> = shown.iter().map(|&hub| followed(&runs, hub)).collect();
        Panel {
            node,
            weight: outcome.weights.share[node],
            crossings: crossings_of(&curves, &focus),
            curves: curves.into_iter().filter(|curve| !curve.points.is_empty()).collect(),
            leaders,
        }
    });
    Panels { panels: panels.collect(), focus, sampled: Some(steps) }
}

/// A ranking at one weight: hubs and scores, best first.
struct Run {
    at: f64,
    scores: Vec<(usize, f64)>,
}

/// The ranking run again at several weights; a weight at which it has a problem is left out.
fn runs(outcome: &Outcome, node: usize, steps: usize) -> Vec<Run> {
    let id = &outcome.observed.frame.tree.nodes()[node].id;
    let run = |at: f64| {
        let profile = outcome.profile.clone().with_share(id, at);
        let again = outcome.dataset().ranked_for(&profile).ok()?;
        let standings = again.ranking.standings.iter();
        let scores = standings.map(|standing| (standing.hub, standing.score));
        Some(Run { at, scores: scores.collect() })
    };
    weights(steps).filter_map(run).collect()
}

fn followed(runs: &[Run], hub: usize) -> Curve {
    let point = |run: &Run| {
        let found = run.scores.iter().find(|(other, _)| *other == hub)?;
        Some((run.at, found.1))
    };
    Curve { hub, points: runs.iter().filter_map(point).collect() }
}

/// Who leads from run to run; a change lies where the lines between two runs cross.
fn leaders_of(runs: &[Run]) -> Vec<Leader> {
    let mut leaders: Vec<Leader> = Vec::new();
    for (index, run) in runs.iter().enumerate() {
        let Some(&(hub, best)) = run.scores.first() else {
            continue;
        };
        // Who leads keeps the lead for as long as nobody is truly ahead.
        let is_level = |last: &Leader| {
            let own = run.scores.iter().find(|(other, _)| *other == last.hub);
            own.is_some_and(|(_, score)| best - score <= noise(best))
        };
        let same = leaders.last().is_some_and(is_level);
        let mut from = run.at;
        if let Some(last) = leaders.last_mut() {
            if !same && index > 0 {
                from = change(&runs[index - 1], run, last.hub, hub);
            }
            last.to = from;
        }
        if !same {
            let to = run.at;
            leaders.push(Leader { from, to, hub });
        }
    }
    leaders
}

/// Where `after` overtakes `before` between two runs; the middle where one of them is not ranked.
fn change(a: &Run, b: &Run, before: usize, after: usize) -> f64 {
    let lead = |run: &Run| {
        let of = |hub: usize| run.scores.iter().find(|(other, _)| *other == hub);
        Some(of(before)?.1 - of(after)?.1)
    };
    let share = match (lead(a), lead(b)) {
        (Some(x), Some(y)) if x > y && x >= 0.0 && y <= 0.0 => x / (x - y),
        _ => 0.5,
    };
    a.at + share * (b.at - a.at)
}

/// Where sampled curves of some hubs cross, along straight lines between the samples.
fn crossings_of(curves: &[Curve], hubs: &[usize]) -> Vec<Mark> {
    let curves: Vec<_> = curves.iter().filter(|curve| hubs.contains(&curve.hub)).collect();
    let mut marks = Vec::new();
    for (index, a) in curves.iter().enumerate() {
        for b in &curves[index + 1..] {
            for pair in a.points.windows(2) {
                marks.extend(crossing(pair, b));
            }
        }
    }
    marks.sort_by(|x: &Mark, y| x.at.total_cmp(&y.at));
    marks
}

/// Scores that differ by less are equal: sums that were rounded differently do not cross.
fn noise(score: f64) -> f64 {
    1e-9 * score.abs().max(1e-9)
}

fn crossing(pair: &[(f64, f64)], other: &Curve) -> Option<Mark> {
    let ((t0, s0), (t1, s1)) = (pair[0], pair[1]);
    let (x, y) = (s0 - other.at(t0)?, s1 - other.at(t1)?);
    let zero = noise(s0);
    if !(x > zero && y <= zero || x < -zero && y >= -zero) {
        return None;
    }
    let share = x / (x - y);
    Some(Mark { at: t0 + share * (t1 - t0), score: s0 + share * (s1 - s0) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn curve(hub: usize, scores: &[f64]) -> Curve {
        let points = weights(scores.len()).zip(scores.iter().copied());
        Curve { hub, points: points.collect() }
    }

    #[test]
    fn a_curve_is_read_between_its_points() {
        let curve = curve(0, &[0.0, 10.0, 30.0]);
        assert_eq!(curve.at(0.0), Some(0.0));
        assert_eq!(curve.at(0.75), Some(20.0));
        assert_eq!(curve.at(1.0), Some(30.0));
        let late = Curve { hub: 0, points: vec![(0.5, 1.0), (1.0, 2.0)] };
        assert_eq!(late.at(0.2), None);
    }

    #[test]
    fn sampled_curves_cross_where_their_lines_do() {
        let curves = [curve(0, &[0.0, 10.0, 20.0]), curve(1, &[15.0, 15.0, 15.0])];
        let marks = crossings_of(&curves, &[0, 1]);
        assert_eq!(marks, [Mark { at: 0.75, score: 15.0 }]);
        assert!(crossings_of(&curves, &[0]).is_empty());
    }

    #[test]
    fn sampled_leaders_change_where_the_lines_cross() {
        let run = |at: f64, a: f64, b: f64| {
            let mut scores = vec![(0, a), (1, b)];
            scores.sort_by(|x, y| y.1.total_cmp(&x.1));
            Run { at, scores }
        };
        let runs = [run(0.0, 30.0, 10.0), run(0.5, 20.0, 10.0), run(1.0, 0.0, 10.0)];
        let leaders = leaders_of(&runs);
        assert_eq!(leaders.len(), 2);
        assert_eq!((leaders[0].hub, leaders[0].from, leaders[0].to), (0, 0.0, 0.75));
        assert_eq!((leaders[1].hub, leaders[1].from, leaders[1].to), (1, 0.75, 1.0));
    }
}
