//! TOPSIS: how near to the best and how far from the worst. Hwang & Yoon (1981), Multiple Attribute Decision Making.
//!
//! With v = w r, r vector-normalised: D⁺ and D⁻ the Euclidean distances to the best and to the worst v of the peers in
//! every column, C = D⁻/(D⁺ + D⁻). Where both distances are zero (all peers equal) C is undefined: one half for all.

use super::Board;

/// C of every row of the board, 0 to 1; benchmarks beyond the peers' best and worst stay within.
pub(super) fn closeness(board: &Board) -> Vec<f64> {
    let (mut to_best, mut to_worst) = (vec![0.0; board.rows()], vec![0.0; board.rows()]);
    for (weight, column) in board.columns() {
        let (worst, best) = board.ends(column);
        for (i, x) in column.iter().enumerate() {
            to_best[i] += (weight * (best - x)).powi(2);
            to_worst[i] += (weight * (x - worst)).powi(2);
        }
    }
    let closeness = |(best, worst): (&f64, &f64)| {
        let (best, worst) = (best.sqrt(), worst.sqrt());
        if best + worst > 0.0 { worst / (best + worst) } else { 0.5 }
    };
    to_best.iter().zip(&to_worst).map(closeness).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn best_and_worst_in_all_are_one_and_zero() {
        let board = Board::of(&[(0.6, &[1.0, 3.0, 2.0]), (0.4, &[5.0, 9.0, 7.0])]);
        assert_eq!(closeness(&board), [0.0, 1.0, 0.5]);
    }

    #[test]
    fn one_hub_and_equal_hubs_are_in_the_middle() {
        assert_eq!(closeness(&Board::of(&[(1.0, &[4.0])])), [0.5]);
        assert_eq!(closeness(&Board::of(&[(1.0, &[4.0, 4.0])])), [0.5, 0.5]);
    }
}
