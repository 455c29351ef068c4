//! Copeland: pairwise majorities won less those lost. Copeland (1951); Saari & Merlin (1996), Economic Theory 8.
//!
//! E_ab is the weight of the indicators with a above b, ties one half each; a wins where E_ab > ½, loses where it is
//! less, neither within 1e-12. A hub that beats every other one is first (Condorcet).

use super::Board;

/// How near to one half a majority is none: weights that sum to one half rarely do so exactly.
const TOLERANCE: f64 = 1e-12;

/// Wins less losses of every row against the peers, −(m − 1) to m − 1.
pub(super) fn scores(board: &Board) -> Vec<f64> {
    let score = |a: usize| {
        let against = |b: usize| {
            let lead = board.majority(a, b) - 0.5;
            f64::from(i8::from(lead > TOLERANCE) - i8::from(lead < -TOLERANCE))
        };
        (0..board.peers).filter(|&b| b != a).map(against).sum()
    };
    (0..board.rows()).map(score).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tie_of_weights_is_a_tie() {
        // 0.1 + 0.2 + 0.2 against 0.3 + 0.2: one half each, but not in binary.
        let board = Board::of(&[
            (0.1, &[1.0, 0.0]),
            (0.2, &[1.0, 0.0]),
            (0.2, &[1.0, 0.0]),
            (0.3, &[0.0, 1.0]),
            (0.2, &[0.0, 1.0]),
        ]);
        assert_eq!(scores(&board), [0.0, 0.0]);
    }

    #[test]
    fn a_cycle_is_a_tie_and_one_hub_has_nothing_to_win() {
        let third = 1.0 / 3.0;
        let board = Board::of(&[
            (third, &[3.0, 2.0, 1.0]),
            (third, &[1.0, 3.0, 2.0]),
            (third, &[2.0, 1.0, 3.0]),
        ]);
        assert_eq!(scores(&board), [0.0, 0.0, 0.0]);
        assert_eq!(scores(&Board::of(&[(1.0, &[4.0])])), [0.0]);
    }
}
