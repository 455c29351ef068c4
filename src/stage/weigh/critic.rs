//! CRITIC: a column counts more the more it tells hubs apart and the less it agrees with the others.
//! Diakoulaki, Mavrotas & Papayannakis (1995), Computers & Operations Research 22, 763–770.
//!
//! C_j = σ_j Σ_k (1 − r_jk), σ on the column's own range 0 to 1. The columns are normalised before, so that more is
//! better in each: a cost is turned round, as in the paper, which changes the signs of r.

use crate::stage::statistics::{correlation, deviation};

/// The raw weight C of each of n columns of equal length, zero or more; 0 for a constant column, which takes no part.
#[must_use]
pub fn critic(columns: &[Vec<f64>]) -> Vec<f64> {
    let raw = |j: usize| {
        let Some(spread) = spread(&columns[j]) else {
            return 0.0;
        };
        let others = (0..columns.len()).filter(|k| *k != j);
        let conflict =
            others.filter_map(|k| correlation(&columns[j], &columns[k])).map(|r| 1.0 - r);
        spread * conflict.sum::<f64>()
    };
    (0..columns.len()).map(raw).collect()
}

/// The standard deviation of a column on its own range; none where it has no range.
fn spread(column: &[f64]) -> Option<f64> {
    let least = column.iter().copied().fold(f64::INFINITY, f64::min);
    let most = column.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    (most > least).then(|| deviation(column).map(|deviation| deviation / (most - least)))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn direction_matters_and_scale_does_not() {
        let (x, y) = (vec![1.0, 2.0, 4.0], vec![1.0, 3.0, 3.5]);
        let scaled: Vec<_> = x.iter().map(|x| 1e9 + 1000.0 * x).collect();
        let turned: Vec<_> = x.iter().map(|x| -x).collect();
        let (plain, far) = (critic(&[x, y.clone()]), critic(&[scaled, y.clone()]));
        assert!((plain[0] - far[0]).abs() < 1e-6, "{plain:?} {far:?}");
        assert!(critic(&[turned, y])[0] > plain[0]);
    }

    #[test]
    fn constant_lone_and_equal_columns() {
        assert_eq!(critic(&[vec![3.0, 3.0], vec![1.0, 2.0]]), [0.0, 0.0]);
        assert_eq!(critic(&[vec![1.0, 2.0]]), [0.0]);
        assert!(
            critic(&[vec![1.0, 2.0, 5.0], vec![1.0, 2.0, 5.0]]).iter().all(|c| c.abs() < 1e-12)
        );
        assert!(critic(&[]).is_empty());
    }
}
