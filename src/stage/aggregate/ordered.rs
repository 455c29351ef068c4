//! The ordered weighted average (OWA): weights by place, not by indicator. Yager (1988), IEEE Transactions on
//! Systems, Man, and Cybernetics 18.
//!
//! Σ v_k x_(k), x_(1) the largest. (1, 0, …) is the maximum, (…, 0, 1) the minimum, equal weights the plain mean. The
//! weights of indicators only say which take part: those above zero.

/// The average of one hub's values with weights by place (largest value first), scaled to one; none where there are
/// not as many values as places.
pub(super) fn of_row(row: &[(f64, f64)], weights: &[f64]) -> Option<f64> {
    let sum: f64 = weights.iter().sum();
    if row.len() != weights.len() || sum <= 0.0 {
        return None;
    }
    let mut values: Vec<_> = row.iter().map(|&(_, x)| x).collect();
    values.sort_by(|a, b| b.total_cmp(a));
    let products = values.iter().zip(weights).map(|(x, weight)| x * weight);
    Some(products.sum::<f64>() / sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROW: [(f64, f64); 4] = [(0.1, 0.7), (0.2, 1.0), (0.3, 0.2), (0.4, 0.6)];

    #[test]
    fn fuller_1996_example() {
        // Fullér (1996), OWA operators in decision making: W = (.4 .3 .2 .1), a = (.7 1 .2 .6): 0.75.
        let got = of_row(&ROW, &[0.4, 0.3, 0.2, 0.1]);
        assert!(got.is_some_and(|x| (x - 0.75).abs() < 1e-15), "{got:?}");
    }

    #[test]
    fn extremes_are_maximum_and_minimum() {
        assert_eq!(of_row(&ROW, &[1.0, 0.0, 0.0, 0.0]), Some(1.0));
        assert_eq!(of_row(&ROW, &[0.0, 0.0, 0.0, 5.0]), Some(0.2));
    }

    #[test]
    fn a_missing_value_has_no_average() {
        assert_eq!(of_row(&ROW[1..], &[0.4, 0.3, 0.2, 0.1]), None);
    }
}
