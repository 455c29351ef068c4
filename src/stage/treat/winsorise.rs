//! Winsorisation by the rule of the JRC (as in COINr): while a column is too skewed, its extreme is replaced by
//! the next value, at most a few times; where that does not help, the original column gets a logarithm.

use super::{Change, moments};

/// When a column is treated and how many values may be pulled in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    /// Treated while |skewness| is above this …
    pub skewness: f64,
    /// … and the excess kurtosis above this.
    pub kurtosis: f64,
    /// How many values may be pulled in before the logarithm is taken instead.
    pub most: usize,
}

impl Default for Rule {
    fn default() -> Self {
        Self { skewness: 2.0, kurtosis: 3.5, most: 5 }
    }
}

/// The limits that a column was pulled into.
#[derive(Debug, Clone, PartialEq)]
pub struct Winsorised {
    /// The least value after treatment.
    pub low: f64,
    /// The most.
    pub high: f64,
    /// How many values were pulled in.
    pub points: usize,
}

/// What the rule does to a column with these present values.
///
/// Each step looks at the skewness anew and puts all values that share the extreme on its side on the next one; values
/// pulled in together count each. A step that would pull in more than `most` is not taken (COINr takes it).
#[must_use]
pub(super) fn fit(values: &[f64], rule: &Rule) -> Change {
    if !is_too_skewed(values, rule) {
        return Change::None;
    }
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let mut treated = sorted.clone();
    let (mut low_points, mut high_points) = (0, 0);
    while is_too_skewed(&treated, rule) {
        if is_right(&treated) {
            high_points = treated.iter().filter(|x| **x == treated[treated.len() - 1]).count();
        } else {
            low_points = treated.iter().filter(|x| **x == treated[0]).count();
        }
        if low_points + high_points > rule.most {
            return logarithm(&sorted, is_right(values));
        }
        let (first, last) = (low_points, treated.len() - 1 - high_points);
        let (low, high) = (treated[first], treated[last]);
        treated[..first].fill(low);
        treated[last + 1..].fill(high);
    }
    Change::Winsorised(Winsorised {
        low: treated[0],
        high: treated[treated.len() - 1],
        points: low_points + high_points,
    })
}

/// Whether the long tail is on the right.
fn is_right(values: &[f64]) -> bool {
    moments::skewness(values).unwrap_or(0.0) >= 0.0
}

/// The fall-back: ln(x − min + 1 % of the range), mirrored first where the long tail is on the left.
fn logarithm(sorted: &[f64], right: bool) -> Change {
    let (low, high) = (sorted[0], sorted[sorted.len() - 1]);
    let shift = 0.01 * (high - low);
    if right {
        Change::Log { offset: low - shift }
    } else {
        Change::MirroredLog { offset: high + shift }
    }
}

fn is_too_skewed(values: &[f64], rule: &Rule) -> bool {
    moments::skewness(values).is_some_and(|skew| skew.abs() > rule.skewness)
        && moments::excess_kurtosis(values).is_some_and(|kurtosis| kurtosis > rule.kurtosis)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tame_column_is_left_alone() {
        assert_eq!(fit(&[1.0, 2.0, 3.0, 4.0, 5.0], &Rule::default()), Change::None);
    }

    #[test]
    fn one_outlier_is_put_on_the_next_value() {
        let values = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 100.0];
        let expected = Winsorised { low: 1.0, high: 9.0, points: 1 };
        assert_eq!(fit(&values, &Rule::default()), Change::Winsorised(expected));
        let mirrored = values.map(|x| -x);
        let expected = Winsorised { low: -9.0, high: -1.0, points: 1 };
        assert_eq!(fit(&mirrored, &Rule::default()), Change::Winsorised(expected));
    }

    #[test]
    fn the_example_of_coinr() {
        // The numbers of COINr's help page of `winsorise`: 1 to 10, 30 and 100. The 100 goes to 30; the skewness is then
        // 1.71 (scipy.stats.skew, bias=False) and COINr's rule stops.
        let values = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 30.0, 100.0];
        let expected = Winsorised { low: 1.0, high: 30.0, points: 1 };
        assert_eq!(fit(&values, &Rule::default()), Change::Winsorised(expected));
    }

    #[test]
    fn tied_extremes_go_together_and_count_each() {
        let mut values: Vec<f64> = (0..30).map(f64::from).collect();
        values.extend([500.0, 500.0]);
        let expected = Winsorised { low: 0.0, high: 29.0, points: 2 };
        assert_eq!(fit(&values, &Rule::default()), Change::Winsorised(expected));
        let one = Rule { most: 1, ..Rule::default() };
        assert!(matches!(fit(&values, &one), Change::Log { .. }));
    }

    #[test]
    fn both_ends_may_be_pulled_in() {
        let mut values: Vec<f64> = (0..40).map(f64::from).collect();
        values.extend([-1000.0, 1500.0]);
        let change = fit(&values, &Rule::default());
        assert!(
            matches!(&change, Change::Winsorised(limits) if limits.high < 1500.0),
            "{change:?}"
        );
    }

    #[test]
    fn where_pulling_in_is_not_allowed_the_logarithm_is_taken() {
        let values = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 100.0];
        let rule = Rule { most: 0, ..Rule::default() };
        assert_eq!(fit(&values, &rule), Change::Log { offset: 1.0 - 0.99 });
    }
}
