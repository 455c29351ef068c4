//! A region of weights that bounds and statements leave, and a random walk through it.

use std::cmp::Ordering;

use microlp::{ComparisonOp, OptimizationDirection, Problem};
use nalgebra::{DMatrix, DVector};

use super::design::{DrawFault, Purpose, Stream};

/// Steps before the first draw of a block, for each node: the walk forgets its start.
pub const BURN_IN: usize = 20;

/// Steps between two draws, for each node.
pub const THINNING: usize = 5;

/// How often the region is measured by a walk before it is used, and the steps of each, for each node.
const MEASURED: usize = 6;
const MEASURING: usize = 200;

/// The weights on the simplex with `row · w ≤ bound` for every row: a polytope with room inside.
///
/// The walk is hit-and-run (Smith 1984): from where it stands in a random direction of the hyperplane Σw = 1, to a
/// point uniform on the chord. In a long and narrow region it would hardly move along it. So the region is made round
/// first (Lovász & Vempala 2006): a walk from the centre of the widest ball inside (a linear programme) measures means
/// and covariances, directions are drawn with these covariances from then on, and so on until they are right. A block of
/// draws begins at the mean, takes [`BURN_IN`] × n steps, and then [`THINNING`] × n steps a draw.
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
    /// The centre of the widest ball inside.
    centre: Vec<f64>,
    round: Round,
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
        let centre = centre(n, &rows).ok_or(DrawFault::NoRoom)?;
        let mut round = Round::new(&rows, DVector::from_column_slice(&centre), hyperplane(n));
        for turn in 0..MEASURED {
            let mut stream = Stream::new(n as u64, Purpose::Region, turn as u64);
            round = round.measured(&rows, &mut stream);
        }
        Ok(Self { rows, centre, round })
    }

    /// Whether `weights` (sum one) lie inside, within `slack`.
    #[must_use]
    pub fn contains(&self, weights: &[f64], slack: f64) -> bool {
        let dot = |row: &[f64]| row.iter().zip(weights).map(|(x, w)| x * w).sum::<f64>();
        self.rows.iter().all(|(row, bound)| dot(row) <= bound + slack)
    }

    /// The centre of the widest ball inside.
    #[must_use]
    pub fn centre(&self) -> &[f64] {
        &self.centre
    }

    /// Walks and hands over `draws` points.
    pub(super) fn walk(
        &self,
        stream: &mut Stream,
        draws: usize,
        mut take: impl FnMut(usize, &[f64]),
    ) {
        let n = self.centre.len();
        let mut walk = Walk::new(&self.round);
        walk.go(BURN_IN * n, stream);
        for d in 0..draws {
            walk.go(THINNING * n, stream);
            // Rounding may leave a weight just below zero.
            let mut weights = walk.weights();
            weights.iter_mut().for_each(|w| *w = w.max(0.0));
            weights /= weights.sum();
            take(d, weights.as_slice());
        }
    }
}

/// The region in coordinates y, w = origin + axes · y, in which it is about as wide one way as another.
#[derive(Debug, Clone, PartialEq)]
struct Round {
    /// A point inside.
    origin: DVector<f64>,
    /// n × (n − 1), within the hyperplane.
    axes: DMatrix<f64>,
    /// The coefficients of each row in y, and its room at the origin.
    slopes: DMatrix<f64>,
    room: DVector<f64>,
}

impl Round {
    fn new(rows: &[(Vec<f64>, f64)], origin: DVector<f64>, axes: DMatrix<f64>) -> Self {
        let n = origin.len();
        let own = DMatrix::from_fn(rows.len(), n, |i, j| rows[i].0[j]);
        let at = &own * &origin;
        let room = DVector::from_fn(rows.len(), |i, _| (rows[i].1 - at[i]).max(0.0));
        Self { slopes: own * &axes, origin, axes, room }
    }

    /// The same with the mean of a walk for its origin and axes by its covariances.
    fn measured(&self, rows: &[(Vec<f64>, f64)], stream: &mut Stream) -> Self {
        let (n, k) = self.axes.shape();
        let mut walk = Walk::new(self);
        let mut seen = DMatrix::zeros(k, MEASURING * n);
        for mut column in seen.column_iter_mut() {
            walk.go(1, stream);
            column.copy_from(&walk.at);
        }
        let mean = seen.column_mean();
        seen.column_iter_mut().for_each(|mut column| column -= &mean);
        let covariance = &seen * seen.transpose() / seen.ncols() as f64;
        let axes = covariance.cholesky().map_or_else(|| self.axes.clone(), |c| &self.axes * c.l());
        Self::new(rows, &self.origin + &self.axes * mean, axes)
    }
}

/// A walk in the round coordinates.
struct Walk<'a> {
    round: &'a Round,
    at: DVector<f64>,
    direction: DVector<f64>,
    /// The room that each row leaves, and how fast it goes in the direction.
    room: DVector<f64>,
    slopes: DVector<f64>,
}

impl<'a> Walk<'a> {
    fn new(round: &'a Round) -> Self {
        let (rows, k) = round.slopes.shape();
        Self {
            round,
            at: DVector::zeros(k),
            direction: DVector::zeros(k),
            room: round.room.clone(),
            slopes: DVector::zeros(rows),
        }
    }

    fn go(&mut self, steps: usize, stream: &mut Stream) {
        // Rounding adds up over thousands of steps: the room is reckoned anew.
        self.room.copy_from(&self.round.room);
        self.room.gemv(-1.0, &self.round.slopes, &self.at, 1.0);
        for _ in 0..steps {
            self.step(stream);
        }
    }

    fn step(&mut self, stream: &mut Stream) {
        self.direction.iter_mut().for_each(|x| *x = stream.normal());
        self.slopes.gemv(1.0, &self.round.slopes, &self.direction, 0.0);
        let (mut back, mut ahead) = (f64::NEG_INFINITY, f64::INFINITY);
        for (slope, room) in self.slopes.iter().zip(&self.room) {
            let t = room.max(0.0) / slope;
            if *slope > 0.0 {
                ahead = ahead.min(t);
            } else if *slope < 0.0 {
                back = back.max(t);
            }
        }
        let t = back + stream.uniform() * (ahead - back);
        if t.is_finite() {
            self.at.axpy(t, &self.direction, 1.0);
            self.room.axpy(-t, &self.slopes, 1.0);
        }
    }

    fn weights(&self) -> DVector<f64> {
        &self.round.origin + &self.round.axes * &self.at
    }
}

/// An orthonormal basis of the hyperplane Σw = 0, n × (n − 1): column k has k + 1 equal weights against the next one
/// (Helmert 1876).
fn hyperplane(n: usize) -> DMatrix<f64> {
    DMatrix::from_fn(n, n.saturating_sub(1), |i, k| {
        let count = (k + 1) as f64;
        let part = match i.cmp(&(k + 1)) {
            Ordering::Less => 1.0,
            Ordering::Equal => -count,
            Ordering::Greater => 0.0,
        };
        part / (count * (count + 1.0)).sqrt()
    })
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
