//! The smallest change of weights after which a hub is first, not only level with one rival.
//!
//! One half-space a rival: a linear program, of which few rows bind. Wolters & Mareschal (1995), European Journal of
//! Operational Research 81.

use crate::model::LinearModel;

use super::dominance::ROUNDING;
use super::program::{Answer, Program, Row, cleaned};
use super::reversal::{Move, points_between};

/// What it takes for one hub to be first, level with others or alone.
///
/// ```
/// use hubrank::model::{LinearModel, Link};
/// use hubrank::robustness::exact::Dethrone;
/// let model = LinearModel {
///     nodes: vec![1, 2],
///     weights: vec![0.8, 0.2],
///     hubs: vec![0, 1, 2],
///     phi: nalgebra::DMatrix::from_row_slice(3, 2, &[10.0, 2.0, 4.0, 8.0, 3.0, 7.0]),
///     link: Link::Identity,
/// };
/// let all = Dethrone::all(&model);
/// assert!(all[1].points.as_ref().is_some_and(|m| (m.size - 30.0).abs() < 1e-7));
/// assert_eq!(all[2].blocked_by, [1]);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Dethrone {
    /// The challenger, by position in the data set.
    pub hub: usize,
    /// The fewest points of weight moved (half the sum of absolute changes, in hundredths) that put it first; none
    /// where no weights do. Of size 0 for the leader.
    pub points: Option<Move>,
    /// The smallest x such that weights within ±x % of the stated ones put it first; a weight of 0 stays 0.
    pub percent: Option<Move>,
    /// Where no weights put it first: the fewest hubs, by position in the data set, of which one is ahead whatever
    /// the weights. A single one dominates it. (Irreducible: without any of them some weights would do.)
    pub blocked_by: Vec<usize>,
}

impl Dethrone {
    /// What it takes for row `b`.
    #[must_use]
    pub fn of(model: &LinearModel, b: usize) -> Self {
        let rivals: Vec<_> = (0..model.hubs.len()).filter(|&k| k != b).collect();
        let spread = model.spread();
        let gaps: Vec<Vec<f64>> =
            rivals.iter().map(|&k| model.gaps(b, k).iter().map(|c| c / spread).collect()).collect();
        let hub = model.hubs[b];
        let dominator = |c: &Vec<f64>| c.iter().all(|&x| x < -ROUNDING);
        if let Some(at) = gaps.iter().position(dominator) {
            return Self {
                hub,
                points: None,
                percent: None,
                blocked_by: vec![model.hubs[rivals[at]]],
            };
        }
        let (points, conflict) = fewest_points(model, &gaps);
        let blocked = conflict.iter().map(|&at| model.hubs[rivals[at]]).collect();
        Self {
            hub,
            percent: points.as_ref().and_then(|_| smallest_percent(model, &gaps)),
            points,
            blocked_by: blocked,
        }
    }

    /// What it takes for every hub, in the order of the model.
    #[must_use]
    pub fn all(model: &LinearModel) -> Vec<Self> {
        (0..model.hubs.len()).map(|b| Self::of(model, b)).collect()
    }
}

/// Every gap as a row of a program with more variables behind the weights.
fn rows(gaps: &[Vec<f64>], further: usize) -> Vec<Row> {
    let long = |c: &Vec<f64>| {
        let mut c = c.clone();
        c.resize(c.len() + further, 0.0);
        Row::new(c, 0.0)
    };
    gaps.iter().map(long).collect()
}

/// The fewest points, or which rivals (by position in `gaps`) can not all be met.
fn fewest_points(model: &LinearModel, gaps: &[Vec<f64>]) -> (Option<Move>, Vec<usize>) {
    let n = model.weights.len();
    let mut costs = vec![0.0; n];
    costs.extend(vec![1.0; n]);
    // u_j ≥ w_j − w⁰_j; both sums are one, so that Σ u is half the sum of absolute changes.
    let gains = (0..n).map(|j| {
        let mut row = vec![0.0; 2 * n];
        (row[j], row[n + j]) = (-1.0, 1.0);
        Row::new(row, -model.weights[j])
    });
    let program =
        Program { costs, bounds: vec![(0.0, 1.0); 2 * n], weights: n, rows: gains.collect() };
    match program.solve(&rows(gaps, n)) {
        Answer::Best(point) => {
            let weights = cleaned(&point[..n]);
            let size = points_between(&weights, &model.weights);
            (Some(Move { size, weights }), Vec::new())
        }
        Answer::Infeasible(found) => (None, irreducible(n, gaps, found)),
        Answer::Unknown => (None, Vec::new()),
    }
}

/// The deletion filter: what can go without the conflict going, goes.
fn irreducible(n: usize, gaps: &[Vec<f64>], found: Vec<usize>) -> Vec<usize> {
    let program =
        Program { costs: vec![0.0; n], bounds: vec![(0.0, 1.0); n], weights: n, rows: Vec::new() };
    let mut kept = found.clone();
    for at in found {
        let fewer: Vec<_> = kept.iter().copied().filter(|&k| k != at).collect();
        let left: Vec<_> = fewer.iter().map(|&k| Row::new(gaps[k].clone(), 0.0)).collect();
        if matches!(program.solve(&left), Answer::Infeasible(_)) {
            kept = fewer;
        }
    }
    kept
}

/// The smallest ±x %.
fn smallest_percent(model: &LinearModel, gaps: &[Vec<f64>]) -> Option<Move> {
    let n = model.weights.len();
    let mut bounds: Vec<_> =
        model.weights.iter().map(|&w| (0.0, if w > 0.0 { 1.0 } else { 0.0 })).collect();
    bounds.push((0.0, f64::INFINITY));
    let mut costs = vec![0.0; n + 1];
    costs[n] = 1.0;
    let mut within = Vec::new();
    for (j, &w) in model.weights.iter().enumerate().filter(|(_, w)| **w > 0.0) {
        for sign in [1.0, -1.0] {
            let mut row = vec![0.0; n + 1];
            (row[j], row[n]) = (sign, w);
            within.push(Row::new(row, sign * w));
        }
    }
    let program = Program { costs, bounds, weights: n, rows: within };
    let point = program.solve(&rows(gaps, 1)).point()?;
    Some(Move { size: 100.0 * point[n].max(0.0), weights: cleaned(&point[..n]) })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{grid, random_model, rank};
    use super::*;

    /// The twin: a grid of weights on which the hub is first.
    #[test]
    fn no_grid_point_is_nearer_and_the_weights_found_do_it() {
        let (mut blocked, mut possible) = (0, 0);
        let grid = grid(3, 80);
        for seed in 0..15 {
            let model = random_model(7, 3, seed);
            for (b, found) in Dethrone::all(&model).into_iter().enumerate() {
                let first = || grid.iter().filter(|w| rank(&model, b, w) == 1);
                let points = first().map(|w| points_between(w, &model.weights));
                let points = points.fold(f64::INFINITY, f64::min);
                let part = |w: &Vec<f64>| {
                    let parts = w.iter().zip(&model.weights).map(|(a, b)| (a / b - 1.0).abs());
                    100.0 * parts.fold(0.0, f64::max)
                };
                let percent = first().map(part).fold(f64::INFINITY, f64::min);
                match &found.points {
                    Some(m) => {
                        possible += 1;
                        assert_eq!(rank(&model, b, &m.weights), 1, "{seed} {b}");
                        assert!(m.size <= points + 1e-6, "{seed} {b}: {} {points}", m.size);
                        let m = found.percent.unwrap();
                        assert_eq!(rank(&model, b, &m.weights), 1);
                        assert!(m.size <= percent + 1e-6);
                        assert!((part(&m.weights) - m.size).abs() < 1e-5 * (1.0 + m.size));
                    }
                    None => {
                        blocked += 1;
                        assert!(points.is_infinite());
                        assert!(!found.blocked_by.is_empty());
                        let by = |w: &Vec<f64>| {
                            let sums = model.sums(w);
                            let row = |hub: &usize| model.row(*hub).unwrap();
                            found.blocked_by.iter().any(|hub| sums[row(hub)] > sums[b])
                        };
                        assert!(grid.iter().all(by), "{seed} {b}");
                    }
                }
            }
        }
        assert!(blocked > 5 && possible > 5);
    }

    #[test]
    fn the_leader_needs_nothing() {
        let model = random_model(5, 4, 2);
        let sums = model.sums(&model.weights);
        let leader = (0..5).max_by(|&a, &b| sums[a].total_cmp(&sums[b])).unwrap();
        let found = Dethrone::of(&model, leader);
        assert!(found.points.is_some_and(|m| m.size < 1e-9));
        assert!(found.percent.is_some_and(|m| m.size < 1e-6));
    }
}
