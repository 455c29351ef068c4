//! Percentile rank: (rank − 1)/(n − 1), the rank counted from the worst, ties averaged; one hub alone gets one half.

use crate::model::Direction;

use super::Scale;

/// The scale of places among the values; none where there are none.
pub(super) fn fit(values: &[f64], direction: Direction) -> Option<Scale> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    (!sorted.is_empty()).then(|| Scale::Place { sorted: sorted.into(), direction })
}

/// The place of `x` among the sorted values, 0 (worst) to 1 (best).
///
/// A value that is one of them is not counted as its own rival; a benchmark from outside is placed among all n.
pub(super) fn place(sorted: &[f64], direction: Direction, x: f64) -> f64 {
    let below = sorted.partition_point(|&other| other < x);
    let not_above = sorted.partition_point(|&other| other <= x);
    let (equal, above) = (not_above - below, sorted.len() - not_above);
    let worse = match direction {
        Direction::Higher => below,
        Direction::Lower => above,
    };
    let (others, ties) = if equal > 0 { (sorted.len() - 1, equal - 1) } else { (sorted.len(), 0) };
    if others == 0 { 0.5 } else { (worse as f64 + ties as f64 / 2.0) / others as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_are_averaged_and_direction_is_mirrored() {
        let sorted = [1.0, 3.0, 3.0, 8.0];
        let higher = sorted.map(|x| place(&sorted, Direction::Higher, x));
        assert_eq!(higher, [0.0, 0.5, 0.5, 1.0]);
        let lower = sorted.map(|x| place(&sorted, Direction::Lower, x));
        assert_eq!(lower, [1.0, 0.5, 0.5, 0.0]);
    }

    #[test]
    fn one_alone_and_all_equal_are_in_the_middle() {
        assert_eq!(place(&[4.0], Direction::Higher, 4.0), 0.5);
        assert_eq!(place(&[4.0, 4.0, 4.0], Direction::Lower, 4.0), 0.5);
        assert_eq!(place(&[1.0, 2.0], Direction::Higher, 1.5), 0.5);
    }
}
