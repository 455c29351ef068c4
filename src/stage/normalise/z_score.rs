//! Z-scores: (x − mean)/sd with the standard deviation of the sample (divisor n − 1) or of the population (n), negated
//! where lower is better, then moved and stretched. OECD/JRC Handbook (2008), section 5.1.

use crate::model::Direction;
use crate::stage::fill::mean;

use super::Scale;

/// Over what the squares of a standard deviation are averaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Divisor {
    /// n − 1: the deviation of a sample.
    #[default]
    Sample,
    /// n: the deviation of the hubs themselves, as in De Muro, Mazziotta & Pareto (2011).
    Population,
}

impl Divisor {
    /// Both with their names in profiles.
    pub const ALL: [(&'static str, Self); 2] = [("n-1", Self::Sample), ("n", Self::Population)];
}

/// The scale with the mean at `to.0` and one standard deviation better `to.1` above it; none where all are equal.
pub(super) fn fit(
    values: &[f64],
    direction: Direction,
    to: (f64, f64),
    divisor: Divisor,
) -> Option<Scale> {
    let first = *values.first()?;
    if values.iter().all(|&x| x == first) {
        return None;
    }
    let centre = mean(values)?;
    let squares: f64 = values.iter().map(|x| (x - centre).powi(2)).sum();
    let count = values.len() as f64;
    let deviation = match divisor {
        Divisor::Sample => (squares / (count - 1.0)).sqrt(),
        Divisor::Population => (squares / count).sqrt(),
    };
    let from = (centre, centre + direction.sign() * deviation);
    (from.0 != from.1).then_some(Scale::Linear { from, to: (to.0, to.0 + to.1), clip: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(values: &[f64], direction: Direction) -> Option<Scale> {
        fit(values, direction, (0.0, 1.0), Divisor::Sample)
    }

    #[test]
    fn mean_and_deviation_by_hand() {
        // 2, 4, 9: mean 5, squares 9 + 1 + 16 = 26, divisor 2, sd √13.
        let scale = plain(&[2.0, 4.0, 9.0], Direction::Lower);
        let z = scale.map(|scale| scale.apply(9.0));
        assert!(z.is_some_and(|z| (z + 4.0 / 13f64.sqrt()).abs() < 1e-14), "{z:?}");
    }

    #[test]
    fn mean_deviation_and_divisor_are_settings() {
        // The same with divisor 3: sd √(26/3); 9 is 4 above the mean.
        let scale = fit(&[2.0, 4.0, 9.0], Direction::Higher, (100.0, 10.0), Divisor::Population);
        let z = scale.map(|scale| scale.apply(9.0));
        let due = 100.0 + 40.0 / (26f64 / 3.0).sqrt();
        assert!(z.is_some_and(|z| (z - due).abs() < 1e-12), "{z:?}");
    }

    #[test]
    fn a_constant_or_lone_value_has_no_scale() {
        assert_eq!(plain(&[7.0, 7.0, 7.0], Direction::Higher), None);
        assert_eq!(plain(&[7.0], Direction::Higher), None);
    }

    #[test]
    fn a_large_offset_changes_nothing() {
        let near = [2.0, 4.0, 9.0];
        let far = near.map(|x| x + 1e9);
        for (a, b) in near.iter().zip(&far) {
            let a = plain(&near, Direction::Higher).map_or(f64::NAN, |scale| scale.apply(*a));
            let b = plain(&far, Direction::Higher).map_or(f64::NAN, |scale| scale.apply(*b));
            assert!((a - b).abs() < 1e-7, "{a} {b}");
        }
    }
}
