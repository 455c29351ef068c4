//! The Mazziotta–Pareto index: M ∓ S²/M, a mean less (or plus) a penalty for being unbalanced.
//! De Muro, Mazziotta & Pareto (2011), Social Indicators Research 104, on z-scores with mean 100 and deviation 10;
//! adjusted by Mazziotta & Pareto (2016), Social Indicators Research 127, on goalposts at 70 and 130.
//!
//! M = Σ w z / Σ w and S² = Σ w (z − M)² / Σ w: the divisor of S is the sum of the weights (n where they are equal),
//! as in the papers, not n − 1.

use super::mean::average;

/// Which way a lack of balance counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Penalty {
    /// M − S²/M: where more is better, as on every scale here.
    #[default]
    Minus,
    /// M + S²/M: for an index of something bad, built with reversed directions.
    Plus,
}

/// The index of one hub's (weight, value) pairs, values above zero.
pub(super) fn of_row(row: &[(f64, f64)], penalty: Penalty) -> f64 {
    let mean = average(row, |z| z);
    let variance = average(row, |z| (z - mean).powi(2));
    match penalty {
        Penalty::Minus => mean - variance / mean,
        Penalty::Plus => mean + variance / mean,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        // 90, 100, 110: M = 100, S² = 200/3, penalty 2/3.
        let row = [(1.0, 90.0), (1.0, 100.0), (1.0, 110.0)];
        assert!((of_row(&row, Penalty::Minus) - (100.0 - 2.0 / 3.0)).abs() < 1e-12);
        assert!((of_row(&row, Penalty::Plus) - (100.0 + 2.0 / 3.0)).abs() < 1e-12);
    }

    #[test]
    fn balance_costs_nothing() {
        assert_eq!(of_row(&[(0.3, 80.0), (0.7, 80.0)], Penalty::Minus), 80.0);
        assert_eq!(of_row(&[(0.3, 80.0)], Penalty::Minus), 80.0);
    }
}
