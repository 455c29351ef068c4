//! Vector normalisation: x/√(Σ x²) over the peers, negated where lower is better; made for TOPSIS.
//! Hwang & Yoon (1981), Multiple Attribute Decision Making, p. 128.

use crate::model::Direction;

use super::Scale;

/// The scale through 0 that gives the peers' column length one; none where all values are zero or there are none.
pub(super) fn fit(values: &[f64], direction: Direction) -> Option<Scale> {
    // Divided by the largest first, so that squares can not overflow.
    let most = values.iter().fold(0.0f64, |most, x| most.max(x.abs()));
    let squares: f64 = values.iter().map(|x| (x / most).powi(2)).sum();
    let length = most * squares.sqrt();
    (most > 0.0 && length.is_finite()).then_some(Scale::Linear {
        from: (0.0, direction.sign() * length),
        to: (0.0, 1.0),
        clip: false,
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
    fn three_four_five() {
        assert_eq!(at(&[3.0, -4.0], Direction::Higher), Some(vec![0.6, -0.8]));
        assert_eq!(at(&[3.0, -4.0], Direction::Lower), Some(vec![-0.6, 0.8]));
    }

    #[test]
    fn zeros_have_no_scale_and_a_lone_value_is_one() {
        assert_eq!(fit(&[], Direction::Higher), None);
        assert_eq!(fit(&[0.0, 0.0], Direction::Higher), None);
        assert_eq!(at(&[7.0], Direction::Higher), Some(vec![1.0]));
        assert_eq!(at(&[1e200, 0.0], Direction::Higher), Some(vec![1.0, 0.0]));
    }
}
