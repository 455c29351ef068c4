//! Robust z-scores: (x − median)/(1.4826 · MAD), negated where lower is better.
//!
//! The factor 1.4826 = 1/Φ⁻¹(3/4) makes the median absolute deviation (MAD) that of a normal distribution. Where
//! more than half of the values are equal the MAD is 0 and the interquartile range over 1.349 stands in (quantiles
//! of type 7); where that is 0 too there is no scale. Rousseeuw & Croux (1993), J. Am. Stat. Assoc. 88.

use crate::model::Direction;
use crate::stage::fill::median;
use crate::stage::statistics::quantile;

use super::Scale;

/// The scale with the median at 0 and one robust deviation better at 1; none where half of the values are one.
pub(super) fn fit(values: &[f64], direction: Direction) -> Option<Scale> {
    let centre = median(values)?;
    let distances: Vec<_> = values.iter().map(|x| (x - centre).abs()).collect();
    let by_median = 1.4826 * median(&distances)?;
    let deviation = if by_median > 0.0 {
        by_median
    } else {
        (quantile(values, 0.75)? - quantile(values, 0.25)?) / 1.349
    };
    let from = (centre, centre + direction.sign() * deviation);
    (from.0 != from.1 && deviation.is_finite()).then_some(Scale::Linear {
        from,
        to: (0.0, 1.0),
        clip: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(values: &[f64], direction: Direction, x: f64) -> Option<f64> {
        fit(values, direction).map(|scale| scale.apply(x))
    }

    #[test]
    fn by_hand_in_either_direction() {
        // 1, 2, 4, 7, 90: median 4, distances 3 2 0 3 86, MAD 3.
        let values = [1.0, 2.0, 4.0, 7.0, 90.0];
        let z = 86.0 / (1.4826 * 3.0);
        let higher = at(&values, Direction::Higher, 90.0);
        let lower = at(&values, Direction::Lower, 90.0);
        assert!(higher.is_some_and(|x| (x - z).abs() < 1e-12), "{higher:?} {z}");
        assert!(lower.is_some_and(|x| (x + z).abs() < 1e-12), "{lower:?}");
    }

    #[test]
    fn equals_scipy() {
        // Independent route: scipy.stats.median_abs_deviation times 1.4826 on these values.
        let values = [10.0, 12.0, 11.4, 9.5, 10.8, 9.4, 9.4, 11.6, 10.9, 7.1];
        let z = at(&values, Direction::Higher, 7.1);
        assert!(z.is_some_and(|z| (z + 2.225_819_506_272_764_6).abs() < 1e-9), "{z:?}");
    }

    #[test]
    fn where_the_mad_is_zero_the_quartiles_stand_in() {
        // 5 5 5 5 6 7 8: distances 0 0 0 0 1 2 3, MAD 0; quartiles 5 and 6.5.
        let values = [5.0, 5.0, 5.0, 5.0, 6.0, 7.0, 8.0];
        let z = at(&values, Direction::Higher, 8.0);
        assert!(z.is_some_and(|z| (z - 3.0 * 1.349 / 1.5).abs() < 1e-12), "{z:?}");
    }

    #[test]
    fn without_spread_there_is_no_scale() {
        for values in [&[][..], &[3.0], &[3.0, 3.0], &[3.0, 3.0, 3.0, 3.0, 3.0, 3.0, 3.0, 3.0, 9.0]]
        {
            assert_eq!(fit(values, Direction::Higher), None, "{values:?}");
        }
        assert!(fit(&[3.0, 4.0], Direction::Higher).is_some());
    }

    #[test]
    fn a_large_offset_changes_nothing() {
        let plain = [1.0, 2.0, 4.0, 7.0, 90.0];
        let far = plain.map(|x| x + 1e9);
        let a = at(&plain, Direction::Lower, 7.0);
        let b = at(&far, Direction::Lower, 1e9 + 7.0);
        assert!(a.zip(b).is_some_and(|(a, b)| (a - b).abs() < 1e-7), "{a:?} {b:?}");
    }
}
