//! Weights from principal components, as in the OECD/JRC Handbook (2008), section 6.1, after Nicoletti, Scarpetta &
//! Boylaud (2000): components of the correlations with an eigenvalue of one or more, rotated by varimax; each indicator
//! stands with the component on which it loads most, and gets its share in that component (squared loading over the
//! variance that the component explains) times the component's part of the explained variance, which is its largest
//! squared loading but for a factor; scaled to one. This gives the Handbook's Table 18. Its text puts exports with
//! another component than Table 18 does, and its Table 22 has other second digits.
//!
//! It corrects for overlap between indicators; it says nothing of what matters.

use nalgebra::DMatrix;

use crate::stage::statistics::{correlation_matrix, eigen};

/// What the weights rest on.
#[derive(Debug, Clone, PartialEq)]
pub struct Pca {
    /// The weight of each column, summing to one.
    pub weights: Vec<f64>,
    /// How many components were kept.
    pub kept: usize,
    /// The share of the variance that they explain, 0 to 1.
    pub explained: f64,
    /// The loadings after rotation, columns × components.
    pub loadings: DMatrix<f64>,
}

/// Weights from n columns of equal length, none of them constant (else none), on the first `components` principal
/// components, or on those with an eigenvalue of one or more.
///
/// ```
/// use hubrank::stage::weigh::pca;
/// let columns = [vec![1.0, 2.0, 4.0], vec![2.0, 4.0, 8.0], vec![1.0, 2.5, 3.5]];
/// let found = pca(&columns, None);
/// assert_eq!(found.map(|pca| pca.kept), Some(1));
/// ```
#[must_use]
pub fn pca(columns: &[Vec<f64>], components: Option<usize>) -> Option<Pca> {
    let n = columns.len();
    let (values, vectors) = eigen(&correlation_matrix(columns)?);
    // Rounding must not decide over an eigenvalue of exactly one: uncorrelated columns all have it.
    let above_one = values.iter().filter(|value| **value >= 1.0 - 1e-9).count();
    let kept = components.unwrap_or(above_one).clamp(1, n.max(1)).min(n);
    let loading = |j: usize, k: usize| vectors[(j, k)] * values[k].max(0.0).sqrt();
    let loadings = varimax(DMatrix::from_fn(n, kept, loading));
    let all: f64 = loadings.norm_squared();
    let raw = |j: usize| loadings.row(j).iter().map(|x| x * x).fold(0.0, f64::max);
    let raw: Vec<f64> = (0..n).map(raw).collect();
    let sum: f64 = raw.iter().sum();
    (n > 0).then(|| Pca {
        weights: raw.iter().map(|weight| weight / sum).collect(),
        kept,
        explained: all / n as f64,
        loadings,
    })
}

/// Kaiser's varimax rotation of loadings (n × k), rows scaled to length one for the time of it, pair by pair until
/// still. Kaiser (1958), Psychometrika 23.
fn varimax(loadings: DMatrix<f64>) -> DMatrix<f64> {
    let lengths: Vec<f64> =
        loadings.row_iter().map(|row| row.norm().max(f64::MIN_POSITIVE)).collect();
    let (n, k) = loadings.shape();
    let mut turned = DMatrix::from_fn(n, k, |i, j| loadings[(i, j)] / lengths[i]);
    for _ in 0..1000 {
        let mut moved = 0.0f64;
        for a in 0..k {
            for b in a + 1..k {
                moved = moved.max(turn(&mut turned, a, b).abs());
            }
        }
        if moved < 1e-13 {
            break;
        }
    }
    DMatrix::from_fn(n, k, |i, j| turned[(i, j)] * lengths[i])
}

/// Turns two columns by the angle that makes the variance of their squares largest, and returns the angle.
fn turn(loadings: &mut DMatrix<f64>, a: usize, b: usize) -> f64 {
    let n = loadings.nrows() as f64;
    let (mut sum_u, mut sum_v, mut sum_uv, mut sum_squares) = (0.0, 0.0, 0.0, 0.0);
    for row in loadings.row_iter() {
        let u = row[a] * row[a] - row[b] * row[b];
        let v = 2.0 * row[a] * row[b];
        sum_u += u;
        sum_v += v;
        sum_uv += u * v;
        sum_squares += u * u - v * v;
    }
    let across = 2.0 * (n * sum_uv - sum_u * sum_v);
    let along = n * sum_squares - (sum_u * sum_u - sum_v * sum_v);
    let angle = across.atan2(along) / 4.0;
    let (sin, cos) = angle.sin_cos();
    for i in 0..loadings.nrows() {
        let (x, y) = (loadings[(i, a)], loadings[(i, b)]);
        loadings[(i, a)] = cos * x + sin * y;
        loadings[(i, b)] = cos * y - sin * x;
    }
    angle
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_column_and_two() {
        let one = pca(&[vec![1.0, 2.0, 5.0]], None);
        assert_eq!(one.map(|pca| pca.weights), Some(vec![1.0]));
        // Two columns always load alike on the first component.
        let two = pca(&[vec![1.0, 2.0, 5.0], vec![0.0, 3.0, 2.0]], None);
        let weights = two.map(|pca| pca.weights).unwrap_or_default();
        assert!(weights.iter().all(|w| (w - 0.5).abs() < 1e-12), "{weights:?}");
    }

    #[test]
    fn a_constant_column_has_no_correlations() {
        assert_eq!(pca(&[vec![1.0, 2.0], vec![3.0, 3.0]], None), None);
        assert_eq!(pca(&[], None), None);
    }

    #[test]
    fn a_sign_an_offset_and_a_factor_change_nothing() {
        let columns =
            [vec![1.0, 2.0, 5.0, 4.0], vec![0.0, 3.0, 2.0, 9.0], vec![7.0, 1.0, 3.0, 3.0]];
        let other = [
            columns[0].iter().map(|x| -x).collect(),
            columns[1].iter().map(|x| 1e6 + 3.0 * x).collect(),
            columns[2].clone(),
        ];
        let (a, b) = (pca(&columns, Some(2)), pca(&other, Some(2)));
        let pairs = a.iter().zip(&b).flat_map(|(a, b)| a.weights.iter().zip(&b.weights));
        assert!(pairs.clone().count() == 3 && pairs.clone().all(|(a, b)| (a - b).abs() < 1e-7));
    }
}
