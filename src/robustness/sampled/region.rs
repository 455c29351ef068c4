//! A region of weights that bounds and statements leave, and a random walk through it.

use microlp::{ComparisonOp, OptimizationDirection, Problem};

use super::design::{DrawFault, Stream};

/// Steps before the first draw of a block, for each node: the walk forgets its start.
pub const BURN_IN: usize = 50;

/// Steps between two draws, for each node.
pub const THINNING: usize = 5;

/// The weights on the simplex with `row · w ≤ bound` for every row: a polytope with room inside.
///
/// The walk is hit-and-run (Smith 1984): from where it stands in a random direction of the hyperplane Σw = 1, to a
/// point uniform on the chord. It begins at the centre of the widest ball inside (a linear programme), takes
/// [`BURN_IN`] × n steps, and then [`THINNING`] × n steps a draw. Draws of one block are therefore not quite independent.
///
/// ```
/// use hubrank::robustness::sampled::Region;
/// // The first weight counts at least twice as much as the second.
/// let region = Region::new(3, vec![(vec![-1.0, 2.0, 0.0], 0.0)])?;
/// assert!(region.contains(&[0.5, 0.2, 0.3], 0.0));
/// assert!(!region.contains(&[0.3, 0.2, 0.5], 0.0));
/// # Ok::<(), hubrank::robustness::sampled::DrawFault>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Region {
    /// Each n coefficients and a bound; weights of zero or more are among them.
    rows: Vec<(Vec<f64>, f64)>,
    start: Vec<f64>,
}

impl Region {
    /// The region over n nodes that `rows` (n coefficients and the bound of their weighted sum) leave.
    ///
    /// # Errors
    /// [`DrawFault::NoRoom`] where no ball fits inside.
    pub fn new(n: usize, mut rows: Vec<(Vec<f64>, f64)>) -> Result<Self, DrawFault> {
        for j in 0..n {
            let mut row = vec![0.0; n];
            row[j] = -1.0;
            rows.push((row, 0.0));
        }
        let start = centre(n, &rows).ok_or(DrawFault::NoRoom)?;
        Ok(Self { rows, start })
    }

    /// Whether `weights` (sum one) lie inside, within `slack`.
    #[must_use]
    pub fn contains(&self, weights: &[f64], slack: f64) -> bool {
        let inside = |(row, bound): &(Vec<f64>, f64)| dot(row, weights) <= bound + slack;
        self.rows.iter().all(inside)
    }

    /// The centre of the widest ball inside.
    #[must_use]
    pub fn centre(&self) -> &[f64] {
        &self.start
    }

    /// Walks and hands over `draws` points.
    pub(super) fn walk(
        &self,
        stream: &mut Stream,
        draws: usize,
        mut take: impl FnMut(usize, &[f64]),
    ) {
        let n = self.start.len();
        let mut at = self.start.clone();
        let mut direction = vec![0.0; n];
        for _ in 0..BURN_IN * n {
            self.step(stream, &mut at, &mut direction);
        }
        for d in 0..draws {
            for _ in 0..THINNING * n {
                self.step(stream, &mut at, &mut direction);
            }
            // Rounding adds up over thousands of steps: back to a sum of one and to no weight below zero.
            at.iter_mut().for_each(|w| *w = w.max(0.0));
            let sum: f64 = at.iter().sum();
            at.iter_mut().for_each(|w| *w /= sum);
            take(d, &at);
        }
    }

    fn step(&self, stream: &mut Stream, at: &mut [f64], direction: &mut [f64]) {
        direction.iter_mut().for_each(|x| *x = stream.normal());
        let mean = direction.iter().sum::<f64>() / direction.len() as f64;
        direction.iter_mut().for_each(|x| *x -= mean);
        let (mut back, mut ahead) = (f64::NEG_INFINITY, f64::INFINITY);
        for (row, bound) in &self.rows {
            let (slope, room) = (dot(row, direction), (bound - dot(row, at)).max(0.0));
            if slope > 0.0 {
                ahead = ahead.min(room / slope);
            } else if slope < 0.0 {
                back = back.max(room / slope);
            }
        }
        let t = back + stream.uniform() * (ahead - back);
        if t.is_finite() {
            at.iter_mut().zip(direction).for_each(|(w, x)| *w += t * *x);
        }
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

/// The centre of the widest ball within the rows and the hyperplane Σw = 1: max r with row·w + r |row| ≤ bound, the
/// length taken along the hyperplane (Boyd & Vandenberghe 2004, section 8.5.1).
fn centre(n: usize, rows: &[(Vec<f64>, f64)]) -> Option<Vec<f64>> {
    let mut problem = Problem::new(OptimizationDirection::Maximize);
    let weights: Vec<_> = (0..n).map(|_| problem.add_var(0.0, (0.0, 1.0))).collect();
    let radius = problem.add_var(1.0, (0.0, 1.0));
    let all: Vec<_> = weights.iter().map(|&w| (w, 1.0)).collect();
    problem.add_constraint(&all, ComparisonOp::Eq, 1.0);
    for (row, bound) in rows {
        let mean = row.iter().sum::<f64>() / n as f64;
        let length = row.iter().map(|x| (x - mean).powi(2)).sum::<f64>().sqrt();
        let mut terms: Vec<_> = weights.iter().copied().zip(row.iter().copied()).collect();
        terms.push((radius, length));
        problem.add_constraint(&terms, ComparisonOp::Le, *bound);
    }
    let solution = problem.solve().ok()?.into_solution().ok()?;
    let found: Vec<f64> = weights.iter().map(|&w| solution[w]).collect();
    let has_room = n == 1 || solution[radius] > 1e-9;
    let sum: f64 = found.iter().sum();
    has_room.then(|| found.iter().map(|w| w / sum).collect())
}
