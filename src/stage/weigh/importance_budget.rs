//! Weights that deliver the stated importances: each child's share of the variance of the score, w_j Cov(g_j, s)/Var(s),
//! equals what was stated of it (Paruolo, Saisana & Saltelli 2013, JRSS-A 176, on why weights alone do not).
//!
//! With C the covariance of the children this is risk budgeting: minimise ½ y'Cy − Σ b ln y over y > 0 and scale y to one
//! (Spinu 2013, An algorithm for computing risk parity weights), here by cyclic coordinate descent
//! (Griveau-Billion, Richard & Roncalli 2013). Convex, with one solution, for C of full rank.

use nalgebra::DMatrix;

use crate::stage::statistics::{covariance_matrix, eigen};

/// How much of the mean variance is added to the diagonal where the covariance is not of full rank.
const SHRINK: f64 = 1e-6;

/// Weights that deliver stated importances.
#[derive(Debug, Clone, PartialEq)]
pub struct Budget {
    /// The weight of each column, summing to one; 0 where the stated importance is 0.
    pub weights: Vec<f64>,
    /// Whether the covariance was not of full rank and its diagonal was raised by a millionth of the mean variance.
    pub is_shrunk: bool,
}

/// Weights of n columns of equal length from n importances, zero or more; none where all importances or all variances
/// are zero, or for fewer than two rows.
///
/// ```
/// use hubrank::stage::weigh::importance_budget;
/// // Uncorrelated, the second twice as spread: equal importance wants half the weight.
/// let columns = [vec![1.0, -1.0, 1.0, -1.0], vec![2.0, 2.0, -2.0, -2.0]];
/// let weights = importance_budget(&columns, &[1.0, 1.0]).map(|budget| budget.weights).unwrap_or_default();
/// assert!((weights[0] - 2.0 / 3.0).abs() < 1e-12);
/// ```
#[must_use]
pub fn importance_budget(columns: &[Vec<f64>], importances: &[f64]) -> Option<Budget> {
    let counting: Vec<_> = (0..columns.len()).filter(|&j| importances[j] > 0.0).collect();
    let chosen: Vec<_> = counting.iter().map(|&j| columns[j].clone()).collect();
    let mut covariance = covariance_matrix(&chosen);
    let n = covariance.nrows();
    let mean_variance = covariance.trace() / n as f64;
    if !(mean_variance > 0.0 && mean_variance.is_finite()) {
        return None;
    }
    let least = eigen(&covariance).0.last().copied().unwrap_or(0.0);
    let is_shrunk = least < 1e-10 * mean_variance;
    if is_shrunk {
        covariance += DMatrix::identity(n, n) * (SHRINK * mean_variance);
    }
    let sum: f64 = counting.iter().map(|&j| importances[j]).sum();
    let budget: Vec<_> = counting.iter().map(|&j| importances[j] / sum).collect();
    let solved = descend(&covariance, &budget);
    let all: f64 = solved.iter().sum();
    let mut weights = vec![0.0; columns.len()];
    for (at, &j) in counting.iter().enumerate() {
        weights[j] = solved[at] / all;
    }
    Some(Budget { weights, is_shrunk })
}

/// Cyclic coordinate descent: each y in turn is the positive root of C_jj y² + c y − b = 0, c = Σ_{k≠j} C_jk y_k.
fn descend(covariance: &DMatrix<f64>, budget: &[f64]) -> Vec<f64> {
    let n = budget.len();
    let mut y: Vec<f64> = (0..n).map(|j| (budget[j] / covariance[(j, j)]).sqrt()).collect();
    for _ in 0..100_000 {
        let mut moved = 0.0f64;
        for j in 0..n {
            let c: f64 = (0..n).filter(|k| *k != j).map(|k| covariance[(j, k)] * y[k]).sum();
            let root = (c * c + 4.0 * covariance[(j, j)] * budget[j]).sqrt();
            // The form without a difference of like numbers, whichever sign c has.
            let next = if c > 0.0 {
                2.0 * budget[j] / (c + root)
            } else {
                (root - c) / (2.0 * covariance[(j, j)])
            };
            moved = moved.max((next - y[j]).abs() / next);
            y[j] = next;
        }
        if moved < 1e-14 {
            break;
        }
    }
    y
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stage::statistics::covariance;

    /// w_j Cov(g_j, s)/Var(s).
    fn delivered(columns: &[Vec<f64>], weights: &[f64]) -> Vec<f64> {
        let rows = 0..columns[0].len();
        let score: Vec<f64> =
            rows.map(|i| columns.iter().zip(weights).map(|(g, w)| w * g[i]).sum()).collect();
        let variance = covariance(&score, &score).unwrap_or(f64::NAN);
        let share =
            |(g, w): (&Vec<f64>, &f64)| w * covariance(g, &score).unwrap_or(f64::NAN) / variance;
        columns.iter().zip(weights).map(share).collect()
    }

    #[test]
    fn what_was_stated_is_delivered_even_against_a_negative_correlation() {
        let columns = [
            vec![1.0, 2.0, 5.0, 4.0, 9.0, 3.0],
            vec![8.0, 3.0, 2.0, 9.0, 0.0, 1.0],
            vec![7.0, 1.0, 3.0, 3.0, 4.0, 60.0],
        ];
        let stated = [0.5, 0.2, 0.3];
        let found = importance_budget(&columns, &stated);
        let budget = found.unwrap_or(Budget { weights: vec![f64::NAN; 3], is_shrunk: true });
        assert!(!budget.is_shrunk);
        for (got, stated) in delivered(&columns, &budget.weights).iter().zip(stated) {
            assert!((got - stated).abs() < 1e-10, "{got} {stated}");
        }
    }

    #[test]
    fn fewer_rows_than_columns_are_shrunk() {
        let columns = [vec![1.0, 2.0], vec![5.0, 3.0], vec![2.0, 4.5]];
        let found = importance_budget(&columns, &[1.0, 1.0, 1.0]);
        assert!(found.as_ref().is_some_and(|budget| budget.is_shrunk));
        let sum: f64 = found.iter().flat_map(|budget| &budget.weights).sum();
        assert!((sum - 1.0).abs() < 1e-12);
    }

    #[test]
    fn nothing_to_deliver() {
        assert_eq!(importance_budget(&[vec![1.0, 1.0]], &[1.0]), None);
        assert_eq!(importance_budget(&[vec![1.0, 2.0]], &[0.0]), None);
        assert_eq!(importance_budget(&[vec![1.0]], &[1.0]), None);
        let one = importance_budget(&[vec![1.0, 2.0], vec![3.0, 1.0]], &[0.0, 4.0]);
        assert_eq!(one.map(|budget| budget.weights), Some(vec![0.0, 1.0]));
    }
}
