//! Share of the best: x/max, and min/x where lower is better, in hundredths. Ratios stay ratios, so a geometric mean of
//! these is the weighted product. OECD/JRC Handbook (2008), section 5.4 (distance to the group leader); Hwang & Yoon
//! (1981), p. 30, "linear scale transformation".
//!
//! Defined for values above zero alone: `study` refuses others before.

use crate::model::Direction;

use super::Scale;

/// The scale with the best peer at 100; none where there is no value or one of zero or less.
pub(super) fn fit(values: &[f64], direction: Direction) -> Option<Scale> {
    let least = values.iter().copied().fold(f64::INFINITY, f64::min);
    let most = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    (least > 0.0 && most > 0.0).then_some(match direction {
        Direction::Higher => Scale::Linear { from: (0.0, most), to: (0.0, 100.0), clip: false },
        Direction::Lower => Scale::Inverse { best: least },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(values: &[f64], direction: Direction) -> Option<Vec<f64>> {
        let scale = fit(values, direction)?;
        Some(values.iter().map(|&x| scale.apply(x)).collect())
    }

    #[test]
    fn the_best_is_a_hundred_either_way() {
        let values = [10.0, 20.0, 40.0];
        assert_eq!(at(&values, Direction::Higher), Some(vec![25.0, 50.0, 100.0]));
        assert_eq!(at(&values, Direction::Lower), Some(vec![100.0, 50.0, 25.0]));
    }

    #[test]
    fn equal_values_are_all_the_best_and_zero_has_no_share() {
        assert_eq!(at(&[5.0, 5.0], Direction::Lower), Some(vec![100.0, 100.0]));
        assert_eq!(fit(&[0.0, 5.0], Direction::Lower), None);
        assert_eq!(fit(&[], Direction::Higher), None);
    }
}
