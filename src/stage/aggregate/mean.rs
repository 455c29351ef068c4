//! Weighted arithmetic and geometric means over the values that are there.

use crate::model::{Cell, Column};

use super::Mean;

/// The mean of weighted columns (weights above zero) of `m` hubs; a hub without any value is a gap.
///
/// The result is marked as imputed where any value in it is.
pub(super) fn of(mean: Mean, columns: &[(f64, &Column)], m: usize) -> Column {
    match mean {
        Mean::Weighted => weighted(columns, m, |x| Some(x), |sum| sum),
        Mean::Geometric => weighted(columns, m, logarithm, |sum| sum.exp()),
    }
}

/// ln x; e to it is 0 for 0, so that one zero makes the mean zero. A negative benchmark has no logarithm.
fn logarithm(x: f64) -> Option<f64> {
    (x >= 0.0).then(|| x.ln())
}

/// h(Σ w f(x) / Σ w) over the values present, summed in the order of the columns.
fn weighted(
    columns: &[(f64, &Column)],
    m: usize,
    f: impl Fn(f64) -> Option<f64>,
    h: impl Fn(f64) -> f64,
) -> Column {
    let (mut sums, mut weights) = (vec![0.0; m], vec![0.0; m]);
    let mut cells = vec![Cell::Observed; m];
    for (weight, column) in columns {
        for i in 0..m {
            if let Some(x) = column.get(i).and_then(&f) {
                sums[i] += weight * x;
                weights[i] += weight;
                if column.cell(i) == Cell::Imputed {
                    cells[i] = Cell::Imputed;
                }
            }
        }
    }
    for i in 0..m {
        if weights[i] > 0.0 {
            sums[i] = h(sums[i] / weights[i]);
        } else {
            cells[i] = Cell::Gap;
        }
    }
    Column::new(sums, cells)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two(mean: Mean, a: Option<f64>, b: Option<f64>) -> Option<f64> {
        let (a, b) = (Column::from_options(&[a]), Column::from_options(&[b]));
        of(mean, &[(0.25, &a), (0.75, &b)], 1).get(0)
    }

    #[test]
    fn both_means_by_hand() {
        assert_eq!(two(Mean::Weighted, Some(8.0), Some(4.0)), Some(5.0));
        // 16^(1/4) · 1^(3/4) = 2.
        assert!(
            two(Mean::Geometric, Some(16.0), Some(1.0)).is_some_and(|x| (x - 2.0).abs() < 1e-15)
        );
    }

    #[test]
    fn gaps_are_left_out_and_nothing_is_a_gap() {
        assert_eq!(two(Mean::Weighted, None, Some(4.0)), Some(4.0));
        assert_eq!(two(Mean::Weighted, None, None), None);
    }

    #[test]
    fn one_zero_makes_a_geometric_mean_zero() {
        assert_eq!(two(Mean::Geometric, Some(0.0), Some(4.0)), Some(0.0));
    }
}
