//! Entropy weights: a column counts more the less evenly it is spread over the hubs. Shannon's entropy, as used by
//! Zeleny (1982), Multiple Criteria Decision Making, chapter 7, and Hwang & Yoon (1981), p. 53.
//!
//! e = −Σ p ln p/ln m with p = x/Σ x and 0 ln 0 = 0; weights in proportion to 1 − e. The shares p want values of one
//! sign, which `study` checks; a column of zero or less is as good as its negative, so direction plays no part.

/// The raw weight 1 − e of each column of present values, zero or more; 0 for a constant column, for fewer than two
/// values, and for values of both signs.
#[must_use]
pub fn entropy(columns: &[Vec<f64>]) -> Vec<f64> {
    columns.iter().map(|column| divergence(column)).collect()
}

fn divergence(values: &[f64]) -> f64 {
    let sum: f64 = values.iter().sum();
    let is_constant = values.iter().all(|x| *x == values[0]);
    let has_both_signs = values.iter().any(|x| *x > 0.0) && values.iter().any(|x| *x < 0.0);
    if values.len() < 2 || is_constant || has_both_signs {
        return 0.0;
    }
    let parts = values.iter().map(|x| x / sum).filter(|p| *p > 0.0);
    let entropy = -parts.map(|p| p * p.ln()).sum::<f64>() / (values.len() as f64).ln();
    (1.0 - entropy).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_in_one_hub_is_one_and_evenly_spread_is_nothing() {
        let columns = [vec![5.0, 0.0, 0.0], vec![3.0, 3.0, 3.0], vec![0.0, 0.0], vec![7.0], vec![]];
        assert_eq!(entropy(&columns), [1.0, 0.0, 0.0, 0.0, 0.0]);
    }

    #[test]
    fn a_sign_and_a_factor_change_nothing() {
        let column = vec![1.0, 2.0, 4.0];
        let negated: Vec<_> = column.iter().map(|x| -1000.0 * x).collect();
        let raw = entropy(&[column, negated, vec![-1.0, 2.0, 3.0]]);
        assert!((raw[0] - raw[1]).abs() < 1e-15 && raw[0] > 0.0);
        assert_eq!(raw[2], 0.0);
    }
}
