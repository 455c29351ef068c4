//! What causes the doubt: variance-based sensitivity indices of groups of factors.
//!
//! S of a group is the share of an output's variance that goes when the group alone is known, ST the share that stays
//! when all but the group are known. Estimators of Jansen (1999) as in Saltelli et al. (2010), on scrambled Sobol points.

use std::ops::Range;

use nalgebra::DMatrix;

use super::design::{BLOCK, Purpose, Stream, sobol};

/// How the indices are estimated.
#[derive(Debug, Clone, PartialEq)]
pub struct Design {
    /// The number of base points N; the function is evaluated N (groups + 2) times. A power of two uses the points best.
    pub points: usize,
    /// How many numbers each group of factors takes.
    pub groups: Vec<usize>,
    /// How many resamples the intervals rest on.
    pub resamples: usize,
    /// The seed.
    pub seed: u64,
    /// The number of threads, one or more. It can not change the result.
    pub threads: usize,
}

/// The indices of one group for one output. Estimates, which may lie slightly below 0 or above 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Index {
    /// S: what the group explains alone.
    pub first: f64,
    /// ST: what it explains together with others.
    pub total: f64,
    /// The middle 95 % of S over resamples of whole rows.
    pub first_range: (f64, f64),
    /// The same of ST.
    pub total_range: (f64, f64),
    /// S and ST from the first quarter of the points.
    pub at_quarter: (f64, f64),
    /// S and ST from the first half.
    pub at_half: (f64, f64),
}

/// What a group of factors explains of each output.
///
/// ```
/// use hubrank::robustness::sampled::{Design, Influence};
/// let design = Design { points: 1024, groups: vec![1, 1], resamples: 50, seed: 1, threads: 1 };
/// // 2x + y has variance 5/12, of which x makes 4/5; the second output does not vary.
/// let found = Influence::of(&design, 2, |x, out| {
///     out[0] = 2.0 * x[0] + x[1];
///     out[1] = 7.0;
/// });
/// let x = found.outputs[0].as_ref().map_or(f64::NAN, |groups| groups[0].first);
/// assert!((x - 0.8).abs() < 0.02);
/// assert_eq!(found.outputs[1], None);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Influence {
    /// One an output: the indices of every group, in order; none for an output that never varied.
    pub outputs: Vec<Option<Vec<Index>>>,
    /// The variance of each output over the points of A and B.
    pub variance: Vec<f64>,
}

impl Influence {
    /// The indices of `outputs` results of `f`, which is given as many numbers in [0, 1) as all groups take together
    /// and a slice to fill.
    pub fn of(design: &Design, outputs: usize, f: impl Fn(&[f64], &mut [f64]) + Sync) -> Self {
        Self::of_batches(design, outputs, |points, out| {
            let slices = out.chunks_mut(outputs.max(1));
            points.iter().zip(slices).for_each(|(point, out)| f(point, out));
        })
    }

    /// The same with up to 64 points at once and a slice of points × outputs, for functions that are faster so.
    pub fn of_batches(
        design: &Design,
        outputs: usize,
        f: impl Fn(&[Vec<f64>], &mut [f64]) + Sync,
    ) -> Self {
        let values = evaluate(design, outputs, &f);
        let counts = counts(design);
        let rows: Vec<_> = counts.column_iter().map(|line| line.sum()).collect();
        let mut found = Self { outputs: Vec::new(), variance: Vec::new() };
        for first in (0..outputs).step_by(AT_ONCE) {
            let batch = AT_ONCE.min(outputs - first);
            let of = terms(design, outputs, first..first + batch, &values) * &counts;
            for output in 0..batch {
                let sums = Sums { groups: design.groups.len(), of: &of, output, rows: &rows };
                let (variance, indices) = sums.indices();
                found.variance.push(variance);
                found.outputs.push(indices);
            }
        }
        found
    }
}

/// How many outputs are summed in one product of matrices: enough to use the machine, few enough to stay small.
const AT_ONCE: usize = 8;

/// The values of `f`: points × (A, B, then A with one group from B each) × outputs.
fn evaluate(
    design: &Design,
    outputs: usize,
    f: &(impl Fn(&[Vec<f64>], &mut [f64]) + Sync),
) -> Vec<f64> {
    let width = (design.groups.len() + 2) * outputs;
    let mut values = vec![0.0; design.points * width];
    // Whole blocks for every thread.
    let share = design.points.div_ceil(design.threads.max(1)).next_multiple_of(BLOCK);
    std::thread::scope(|scope| {
        for (part, values) in values.chunks_mut((share * width).max(1)).enumerate() {
            let mut work = move || {
                for (block, values) in values.chunks_mut((BLOCK * width).max(1)).enumerate() {
                    evaluate_block(design, outputs, part * share + block * BLOCK, values, f);
                }
            };
            // The last part is done here: with one thread none is started.
            if (part + 1) * share < design.points {
                scope.spawn(work);
            } else {
                work();
            }
        }
    });
    values
}

/// The values of up to 64 points from number `first` on.
fn evaluate_block(
    design: &Design,
    outputs: usize,
    first: usize,
    values: &mut [f64],
    f: &impl Fn(&[Vec<f64>], &mut [f64]),
) {
    let size: usize = design.groups.iter().sum();
    let width = (design.groups.len() + 2) * outputs;
    let count = values.len() / width.max(1);
    let point = |row: usize, from: usize| {
        (from..from + size).map(|d| sobol(first + row, d, design.seed)).collect()
    };
    let a: Vec<Vec<f64>> = (0..count).map(|row| point(row, 0)).collect();
    let b: Vec<Vec<f64>> = (0..count).map(|row| point(row, size)).collect();
    let mut out = vec![0.0; count * outputs];
    let mut take = |block: usize, points: &[Vec<f64>]| {
        f(points, &mut out);
        for (row, out) in out.chunks(outputs.max(1)).enumerate() {
            let at = row * width + block * outputs;
            values[at..at + outputs].copy_from_slice(out);
        }
    };
    take(0, &a);
    take(1, &b);
    let mut from = 0;
    for (block, group) in design.groups.iter().enumerate() {
        let mut mixed = a.clone();
        for (mixed, b) in mixed.iter_mut().zip(&b) {
            mixed[from..from + group].copy_from_slice(&b[from..from + group]);
        }
        take(2 + block, &mixed);
        from += group;
    }
}

/// How often each point counts, one column a sum: all points, the first quarter, the first half, then the resamples.
///
/// Whole rows are drawn again, so that numerator and variance of an index always speak of the same points.
fn counts(design: &Design) -> DMatrix<f64> {
    let n = design.points;
    let mut counts = DMatrix::zeros(n, 3 + design.resamples);
    for (column, until) in [n, n.div_ceil(4), n.div_ceil(2)].into_iter().enumerate() {
        counts.view_mut((0, column), (until, 1)).fill(1.0);
    }
    for line in 0..design.resamples {
        let mut stream = Stream::new(design.seed, Purpose::Bootstrap, line as u64);
        for _ in 0..n {
            counts[(stream.below(n), 3 + line)] += 1.0;
        }
    }
    counts
}

/// What is summed over the points, one column a point: for every output a + b, a² + b², then (b − ab)² and (a − ab)²
/// of every group.
///
/// Values are taken from the first one on: the variance of a constant is then zero without rounding.
fn terms(design: &Design, outputs: usize, range: Range<usize>, values: &[f64]) -> DMatrix<f64> {
    let groups = design.groups.len();
    let width = (groups + 2) * outputs;
    let height = 2 + 2 * groups;
    let mut terms = DMatrix::zeros(range.len() * height, design.points);
    let columns = terms.as_mut_slice().chunks_mut((range.len() * height).max(1));
    for (column, row) in columns.zip(values.chunks(width.max(1))) {
        for (terms, output) in column.chunks_mut(height).zip(range.clone()) {
            let at = |block: usize| row[block * outputs + output] - values[output];
            let (a, b) = (at(0), at(1));
            terms[0] = a + b;
            terms[1] = a * a + b * b;
            for group in 0..groups {
                let mixed = at(2 + group);
                terms[2 + group] = (b - mixed) * (b - mixed);
                terms[2 + groups + group] = (a - mixed) * (a - mixed);
            }
        }
    }
    terms
}

/// The sums of [`terms`] of one output, one column a way to count the points.
struct Sums<'a> {
    groups: usize,
    of: &'a DMatrix<f64>,
    /// The output's position among those that were summed together.
    output: usize,
    /// How many points each column counts.
    rows: &'a [f64],
}

impl Sums<'_> {
    fn sum(&self, column: usize, term: usize) -> f64 {
        self.of[(self.output * (2 + 2 * self.groups) + term, column)]
    }

    /// The variance over A and B together.
    fn variance(&self, column: usize) -> f64 {
        let n = 2.0 * self.rows[column];
        self.sum(column, 1) / n - (self.sum(column, 0) / n).powi(2)
    }

    /// S and ST of a group.
    fn index(&self, column: usize, group: usize) -> (f64, f64) {
        let whole = 2.0 * self.rows[column] * self.variance(column);
        let first = 1.0 - self.sum(column, 2 + group) / whole;
        (first, self.sum(column, 2 + self.groups + group) / whole)
    }

    /// The variance and the indices of every group.
    fn indices(&self) -> (f64, Option<Vec<Index>>) {
        let variance = self.variance(0);
        if self.groups == 0 || variance.is_nan() || variance <= 0.0 {
            return (0.0, None);
        }
        let index = |group: usize| {
            let resampled = (3..self.rows.len()).map(|column| self.index(column, group));
            let (firsts, totals): (Vec<f64>, Vec<f64>) = resampled.unzip();
            let (first, total) = self.index(0, group);
            Index {
                first,
                total,
                first_range: middle(firsts),
                total_range: middle(totals),
                at_quarter: self.index(1, group),
                at_half: self.index(2, group),
            }
        };
        (variance, Some((0..self.groups).map(index).collect()))
    }
}

/// The 2.5 % and 97.5 % quantiles, type 7; not numbers without any values.
fn middle(mut values: Vec<f64>) -> (f64, f64) {
    // A resample of an output that hardly varies may have no variance of its own.
    values.retain(|value| value.is_finite());
    values.sort_by(f64::total_cmp);
    let quantile = |p: f64| {
        let at = p * values.len().saturating_sub(1) as f64;
        let (low, high) = (values.get(at.floor() as usize)?, values.get(at.ceil() as usize)?);
        Some(low + (high - low) * at.fract())
    };
    (quantile(0.025).unwrap_or(f64::NAN), quantile(0.975).unwrap_or(f64::NAN))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::f64::consts::PI;

    fn design(groups: Vec<usize>) -> Design {
        Design { points: 4096, groups, resamples: 60, seed: 3, threads: 1 }
    }

    fn check(found: &Influence, first: &[f64], total: &[f64], slack: f64) {
        let indices = found.outputs[0].as_ref().unwrap();
        for (index, (s, st)) in indices.iter().zip(first.iter().zip(total)) {
            assert!((index.first - s).abs() < slack, "{index:?} {s}");
            assert!((index.total - st).abs() < slack, "{index:?} {st}");
            assert!(index.first_range.0 <= index.first && index.first <= index.first_range.1);
            assert!(
                (index.at_half.0 - s).abs() < 3.0 * slack
                    && (index.at_quarter.1 - st).abs() < 5.0 * slack
            );
        }
    }

    /// Ishigami & Homma (1990) with a = 7, b = 0.1: V = a²/8 + bπ⁴/5 + b²π⁸/18 + 1/2.
    #[test]
    fn ishigami_has_its_closed_form() {
        let (a, b) = (7.0, 0.1);
        let found = Influence::of(&design(vec![1, 1, 1]), 1, |u, out| {
            let x: Vec<_> = u.iter().map(|u| -PI + 2.0 * PI * u).collect();
            out[0] = x[0].sin() + a * x[1].sin().powi(2) + b * x[2].powi(4) * x[0].sin();
        });
        let v = a * a / 8.0 + b * PI.powi(4) / 5.0 + b * b * PI.powi(8) / 18.0 + 0.5;
        let v1 = 0.5 * (1.0 + b * PI.powi(4) / 5.0).powi(2);
        let v2 = a * a / 8.0;
        let v13 = b * b * PI.powi(8) * (1.0 / 18.0 - 1.0 / 50.0);
        assert!((found.variance[0] / v - 1.0).abs() < 0.01);
        check(&found, &[v1 / v, v2 / v, 0.0], &[(v1 + v13) / v, v2 / v, v13 / v], 0.02);
    }

    /// Sobol's g-function: Π (|4x − 2| + a)/(1 + a), V_i = 1/(3 (1 + a_i)²), also in groups.
    #[test]
    fn the_g_function_has_its_closed_form() {
        let a = [0.0, 1.0, 4.5, 9.0];
        let g = |x: &[f64], out: &mut [f64]| {
            out[0] =
                x.iter().zip(a).map(|(x, a)| ((4.0 * x - 2.0).abs() + a) / (1.0 + a)).product();
        };
        let part = a.map(|a: f64| 1.0 / (3.0 * (1.0 + a).powi(2)));
        let v = part.iter().map(|p| 1.0 + p).product::<f64>() - 1.0;
        let first = part.map(|p| p / v);
        let total = part.map(|p| p * (v + 1.0) / (1.0 + p) / v);
        check(&Influence::of(&design(vec![1; 4]), 1, g), &first, &total, 0.02);
        let one = (1.0 + part[0]) * (1.0 + part[1]) - 1.0;
        let two = (1.0 + part[2]) * (1.0 + part[3]) - 1.0;
        let totals = [one * (1.0 + two) / v, two * (1.0 + one) / v];
        check(&Influence::of(&design(vec![2, 2]), 1, g), &[one / v, two / v], &totals, 0.02);
    }

    #[test]
    fn threads_change_nothing_and_no_variance_is_said() {
        let f = |x: &[f64], out: &mut [f64]| {
            out[0] = x[0] * x[1] + x[2];
            out[1] = 0.1;
        };
        let of =
            |threads| Influence::of(&Design { threads, points: 100, ..design(vec![2, 1]) }, 2, f);
        assert_eq!(format!("{:?}", of(1)), format!("{:?}", of(3)));
        assert_eq!((of(1).variance[1], &of(2).outputs[1]), (0.0, &None));
    }
}
