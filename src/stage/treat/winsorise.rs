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
        Self {
            skewness: 2.0,
            kurtosis: 3.5,
            most: 5,
        }
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
#[must_use]
pub(super) fn fit(values: &[f64], rule: &Rule) -> Change {
    if !is_too_skewed(values, rule) {
        return Change::None;
    }
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let right = moments::skewness(values).unwrap_or(0.0) > 0.0;
    let mut treated = sorted.clone();
    for points in 1..=rule.most {
        let Some(limit) = pull_in(&mut treated, right, points) else {
            break;
        };
        if !is_too_skewed(&treated, rule) {
            let (low, high) = (sorted[0], sorted[sorted.len() - 1]);
            let (low, high) = if right { (low, limit) } else { (limit, high) };
            return Change::Winsorised(Winsorised { low, high, points });
        }
    }
    logarithm(&sorted, right)
}

/// Puts the `points` most extreme values on the next one and returns that.
fn pull_in(sorted: &mut [f64], right: bool, points: usize) -> Option<f64> {
    let n = sorted.len();
    if points >= n {
        return None;
    }
    if right {
        let limit = sorted[n - 1 - points];
        sorted[n - points..].fill(limit);
        Some(limit)
    } else {
        let limit = sorted[points];
        sorted[..points].fill(limit);
        Some(limit)
    }
}

/// The fall-back: ln(x − min + 1 % of the range), mirrored first where the long tail is on the left.
fn logarithm(sorted: &[f64], right: bool) -> Change {
    let (low, high) = (sorted[0], sorted[sorted.len() - 1]);
    let shift = 0.01 * (high - low);
    if right {
        Change::Log {
            offset: low - shift,
        }
    } else {
        Change::MirroredLog {
            offset: high + shift,
        }
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
        assert_eq!(
            fit(&[1.0, 2.0, 3.0, 4.0, 5.0], &Rule::default()),
            Change::None
        );
    }

    #[test]
    fn one_outlier_is_put_on_the_next_value() {
        let values = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 100.0];
        let expected = Winsorised {
            low: 1.0,
            high: 9.0,
            points: 1,
        };
        assert_eq!(fit(&values, &Rule::default()), Change::Winsorised(expected));
        let mirrored = values.map(|x| -x);
        let expected = Winsorised {
            low: -9.0,
            high: -1.0,
            points: 1,
        };
        assert_eq!(
            fit(&mirrored, &Rule::default()),
            Change::Winsorised(expected)
        );
    }

    #[test]
    fn where_pulling_in_is_not_allowed_the_logarithm_is_taken() {
        let values = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 100.0];
        let rule = Rule {
            most: 0,
            ..Rule::default()
        };
        assert_eq!(fit(&values, &rule), Change::Log { offset: 1.0 - 0.99 });
    }
}
