//! VIKOR: between what most indicators ask for and the worst single regret. Opricovic & Tzeng (2004), EJOR 156.
//!
//! S = Σ w (f* − f)/(f* − f⁻), R = max of the same terms, Q = v (S − S*)/(S⁻ − S*) + (1 − v)(R − R*)/(R⁻ − R*), with
//! f*, S*, R* the best and f⁻, S⁻, R⁻ the worst of the peers; smaller is better. A zero denominator (a constant
//! column, all S or all R equal) contributes zero.

use super::Board;

/// S, R and Q of every row of a board.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Measures {
    pub(super) s: Vec<f64>,
    pub(super) r: Vec<f64>,
    pub(super) q: Vec<f64>,
}

/// The measures, with `v` the weight of the majority, 0 to 1.
pub(super) fn measures(board: &Board, v: f64) -> Measures {
    let (mut s, mut r) = (vec![0.0; board.rows()], vec![f64::NEG_INFINITY; board.rows()]);
    for (weight, column) in board.columns() {
        let (worst, best) = board.ends(column);
        for (i, x) in column.iter().enumerate() {
            let regret = weight * share(best - x, best - worst);
            s[i] += regret;
            r[i] = r[i].max(regret);
        }
    }
    for regret in &mut r {
        *regret = if regret.is_finite() { *regret } else { 0.0 };
    }
    let ((best_s, worst_s), (best_r, worst_r)) = (board.ends(&s), board.ends(&r));
    let mix = |(s, r): (&f64, &f64)| {
        v * share(s - best_s, worst_s - best_s) + (1.0 - v) * share(r - best_r, worst_r - best_r)
    };
    let q = s.iter().zip(&r).map(mix).collect();
    Measures { s, r, q }
}

/// part / whole; 0 where the whole is 0, or no more than the noise of sums that should be equal.
fn share(part: f64, whole: f64) -> f64 {
    if whole.abs() > 1e-14 { part / whole } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_constant_column_and_equal_hubs_contribute_nothing() {
        let board = Board::of(&[(0.5, &[1.0, 3.0]), (0.5, &[4.0, 4.0])]);
        let found = measures(&board, 0.5);
        assert_eq!((found.s, found.q), (vec![0.5, 0.0], vec![1.0, 0.0]));
        let same = measures(&Board::of(&[(1.0, &[4.0, 4.0])]), 0.5);
        assert_eq!(same.q, [0.0, 0.0]);
        assert_eq!(measures(&Board::of(&[(1.0, &[4.0])]), 0.5).q, [0.0]);
    }
}
