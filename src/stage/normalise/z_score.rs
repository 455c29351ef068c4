//! Z-scores: (x − mean)/sd with the sample standard deviation (divisor n − 1), negated where lower is better.
//! OECD/JRC Handbook (2008), section 5.1.

use crate::model::Direction;
use crate::stage::fill::mean;

use super::Scale;

/// The scale with the mean at 0 and one standard deviation better at 1; none where all are equal.
pub(super) fn fit(values: &[f64], direction: Direction) -> Option<Scale> {
    let first = *values.first()?;
    if values.iter().all(|&x| x == first) {
        return None;
    }
    let centre = mean(values)?;
    let squares: f64 = values.iter().map(|x| (x - centre).powi(2)).sum();
    let deviation = (squares / (values.len() as f64 - 1.0)).sqrt();
    let from = (centre, centre + direction.sign() * deviation);
    (from.0 != from.1).then_some(Scale::Linear {
        from,
        to: (0.0, 1.0),
        clip: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mean_and_deviation_by_hand() {
        // 2, 4, 9: mean 5, squares 9 + 1 + 16 = 26, divisor 2, sd √13.
        let scale = fit(&[2.0, 4.0, 9.0], Direction::Lower);
        let z = scale.map(|scale| scale.apply(9.0));
        assert!(
            z.is_some_and(|z| (z + 4.0 / 13f64.sqrt()).abs() < 1e-14),
            "{z:?}"
        );
    }

    #[test]
    fn a_constant_or_lone_value_has_no_scale() {
        assert_eq!(fit(&[7.0, 7.0, 7.0], Direction::Higher), None);
        assert_eq!(fit(&[7.0], Direction::Higher), None);
    }

    #[test]
    fn a_large_offset_changes_nothing() {
        let plain = [2.0, 4.0, 9.0];
        let far = plain.map(|x| x + 1e9);
        for (a, b) in plain.iter().zip(&far) {
            let a = fit(&plain, Direction::Higher).map_or(f64::NAN, |scale| scale.apply(*a));
            let b = fit(&far, Direction::Higher).map_or(f64::NAN, |scale| scale.apply(*b));
            assert!((a - b).abs() < 1e-7, "{a} {b}");
        }
    }
}
