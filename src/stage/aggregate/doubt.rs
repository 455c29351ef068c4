//! Benefit of the doubt: every hub is judged by the weights that suit it best. Cherchye, Moesen, Rogge & Van
//! Puyenbroeck (2007), Social Indicators Research 82; the DEA model of Melyn & Moesen (1991).
//!
//! score_i = max Σ_j w_j y_ij subject to Σ_j w_j y_kj ≤ 1 for every peer k, w ≥ 0, and low ≤ w_j y_ij / Σ w y_i ≤ high
//! for the shares of its own score. One small linear program a hub. A hub of zeros scores 0, and so does one with a
//! zero where every share must be above zero. The stated weights only say which indicators take part.

use microlp::{ComparisonOp, LinearExpr, OptimizationDirection, Problem};

use super::Board;

/// How much of a hub's score each indicator may make up, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shares {
    /// At least; n · low ≤ 1.
    pub low: f64,
    /// At most; n · high ≥ 1.
    pub high: f64,
}

impl Default for Shares {
    fn default() -> Self {
        Self { low: 0.0, high: 1.0 }
    }
}

/// The score of every peer, 0 to 1; several may reach 1. Values are zero or more.
pub(super) fn scores(board: &Board, shares: Shares) -> Vec<f64> {
    // The scores do not depend on the columns' units: each is taken relative to its largest value.
    let scaled = |(_, column): (f64, &[f64])| {
        let (_, most) = board.ends(column);
        (most > 0.0).then(|| column.iter().map(|y| y / most).collect::<Vec<_>>())
    };
    let columns: Vec<_> = board.columns().filter_map(scaled).collect();
    (0..board.rows()).map(|i| score(&columns, board.peers, i, shares).unwrap_or(0.0)).collect()
}

fn score(columns: &[Vec<f64>], peers: usize, i: usize, shares: Shares) -> Option<f64> {
    let mut program = Problem::new(OptimizationDirection::Maximize);
    let weights: Vec<_> =
        columns.iter().map(|column| program.add_var(column[i], (0.0, f64::INFINITY))).collect();
    for k in 0..peers {
        let mut sum = LinearExpr::empty();
        for (&weight, column) in weights.iter().zip(columns) {
            sum.add(weight, column[k]);
        }
        program.add_constraint(sum, ComparisonOp::Le, 1.0);
    }
    for (bound, op) in [(shares.low, ComparisonOp::Ge), (shares.high, ComparisonOp::Le)] {
        if bound <= 0.0 || bound >= 1.0 {
            continue;
        }
        for own in 0..columns.len() {
            let mut sum = LinearExpr::empty();
            for (at, (&weight, column)) in weights.iter().zip(columns).enumerate() {
                sum.add(weight, column[i] * (f64::from(u8::from(at == own)) - bound));
            }
            program.add_constraint(sum, op, 0.0);
        }
    }
    let best = program.solve().ok()?.into_solution().ok()?.objective();
    // The solver's own precision is about 1e-9: what is nearer is a tie.
    Some((best.clamp(0.0, 1.0) * 1e9).round() / 1e9)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_frontier_scores_one_and_the_rest_by_hand() {
        // (2, 0), (0, 2), (1, 1) lie on the line y1 + y2 = 2; (0.5, 1) reaches 0.75 with w = (½, ½).
        let board = Board::of(&[(0.5, &[2.0, 0.0, 1.0, 0.5]), (0.5, &[0.0, 2.0, 1.0, 1.0])]);
        assert_eq!(scores(&board, Shares::default()), [1.0, 1.0, 1.0, 0.75]);
    }

    #[test]
    fn shares_bind() {
        let board = Board::of(&[(0.5, &[2.0, 1.0]), (0.5, &[1.0, 2.0])]);
        assert_eq!(scores(&board, Shares::default()), [1.0, 1.0]);
        // Half the score from each: for (2, 1) w = (s/4, s/2), and (1, 2) then reaches 5s/4 ≤ 1.
        let halves = Shares { low: 0.5, high: 1.0 };
        assert_eq!(scores(&board, halves), [0.8, 0.8]);
    }

    #[test]
    fn zeros_one_hub_and_equal_hubs() {
        let zeros = Board::of(&[(1.0, &[0.0, 0.0])]);
        assert_eq!(scores(&zeros, Shares::default()), [0.0, 0.0]);
        assert_eq!(scores(&Board::of(&[(1.0, &[7.0])]), Shares::default()), [1.0]);
        assert_eq!(scores(&Board::of(&[(1.0, &[7.0, 7.0])]), Shares::default()), [1.0, 1.0]);
    }
}
