//! Rank points: 1 for the worst of n peers, n for the best, ties averaged. OECD/JRC Handbook (2008), section 5.1.
//!
//! Their sum over indicators is the Borda count but for a constant. The Handbook's Table 15 gives ties the lowest
//! of the shared points; here they share the average, so that the points always sum to n(n + 1)/2.

use crate::model::Direction;

use super::Scale;

/// The scale of points among the values; none where there are none.
pub(super) fn fit(values: &[f64], direction: Direction) -> Option<Scale> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    (!sorted.is_empty()).then(|| Scale::Points { sorted: sorted.into(), direction })
}

/// The points of `x` among the sorted values: one more than are worse, and half a point for each that is equal.
///
/// A value that is one of them is not counted as its own rival; a benchmark from outside may get n + 1.
pub(super) fn points(sorted: &[f64], direction: Direction, x: f64) -> f64 {
    let below = sorted.partition_point(|&other| other < x);
    let not_above = sorted.partition_point(|&other| other <= x);
    let equal = not_above - below;
    let worse = match direction {
        Direction::Higher => below,
        Direction::Lower => sorted.len() - not_above,
    };
    worse as f64 + (equal.max(1) + 1) as f64 / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_are_averaged_and_direction_is_mirrored() {
        let sorted = [1.0, 3.0, 3.0, 8.0];
        let at = |direction| sorted.map(|x| points(&sorted, direction, x));
        assert_eq!(at(Direction::Higher), [1.0, 2.5, 2.5, 4.0]);
        assert_eq!(at(Direction::Lower), [4.0, 2.5, 2.5, 1.0]);
    }

    #[test]
    fn one_two_and_all_equal() {
        assert_eq!(points(&[4.0], Direction::Higher, 4.0), 1.0);
        assert_eq!(points(&[4.0, 5.0], Direction::Lower, 4.0), 2.0);
        assert_eq!(points(&[4.0, 4.0, 4.0], Direction::Lower, 4.0), 2.0);
        assert_eq!(fit(&[], Direction::Higher), None);
    }

    #[test]
    fn a_benchmark_stands_beside_the_peers() {
        assert_eq!(points(&[1.0, 2.0], Direction::Higher, 9.0), 3.0);
        assert_eq!(points(&[1.0, 2.0], Direction::Higher, 0.0), 1.0);
    }
}
