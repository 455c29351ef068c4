//! Statistics that several stages share: deviations, quantiles, covariances, correlations. On slices.

use nalgebra::DMatrix;

use super::fill::mean;

/// The sample covariance (divisor n − 1) of two columns of equal length, in two passes; none for fewer than two.
#[must_use]
pub fn covariance(x: &[f64], y: &[f64]) -> Option<f64> {
    let (centre_x, centre_y) = (mean(x)?, mean(y)?);
    let products = x.iter().zip(y).map(|(x, y)| (x - centre_x) * (y - centre_y));
    (x.len() >= 2).then(|| products.sum::<f64>() / (x.len() as f64 - 1.0))
}

/// The sample standard deviation (divisor n − 1), exactly zero for a constant column; none for fewer than two.
///
/// ```
/// use hubrank::stage::statistics::deviation;
/// assert_eq!(deviation(&[1.0, 2.0, 3.0]), Some(1.0));
/// assert_eq!(deviation(&[0.1, 0.1, 0.1]), Some(0.0));
/// ```
#[must_use]
pub fn deviation(x: &[f64]) -> Option<f64> {
    let variance = covariance(x, x)?;
    Some(if x.iter().all(|other| *other == x[0]) { 0.0 } else { variance.sqrt() })
}

/// Pearson's correlation, −1 to 1; none for fewer than two values and where a column is constant.
///
/// ```
/// use hubrank::stage::statistics::correlation;
/// assert_eq!(correlation(&[1.0, 2.0, 3.0], &[6.0, 4.0, 2.0]), Some(-1.0));
/// assert_eq!(correlation(&[1.0, 2.0], &[5.0, 5.0]), None);
/// ```
#[must_use]
pub fn correlation(x: &[f64], y: &[f64]) -> Option<f64> {
    let product = deviation(x)? * deviation(y)?;
    let r = covariance(x, y)? / product;
    (product > 0.0 && r.is_finite()).then(|| r.clamp(-1.0, 1.0))
}

/// The quantile at `p` (0 to 1) by linear interpolation between order statistics, type 7 of Hyndman & Fan (1996),
/// as in R and numpy; none of nothing.
///
/// ```
/// use hubrank::stage::statistics::quantile;
/// assert_eq!(quantile(&[1.0, 2.0, 3.0, 4.0], 0.25), Some(1.75));
/// ```
#[must_use]
pub fn quantile(values: &[f64], p: f64) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let last = sorted.len().checked_sub(1)?;
    let at = p.clamp(0.0, 1.0) * last as f64;
    let below = at.floor() as usize;
    let above = (below + 1).min(last);
    Some(sorted[below] + (at - below as f64) * (sorted[above] - sorted[below]))
}

/// The covariance matrix of columns of equal length (n × n); zeros for fewer than two rows.
#[must_use]
pub fn covariance_matrix(columns: &[Vec<f64>]) -> DMatrix<f64> {
    DMatrix::from_fn(columns.len(), columns.len(), |a, b| {
        covariance(&columns[a], &columns[b]).unwrap_or(0.0)
    })
}

/// The correlation matrix of columns of equal length (n × n); none where a column is constant or has fewer than two
/// rows.
#[must_use]
pub fn correlation_matrix(columns: &[Vec<f64>]) -> Option<DMatrix<f64>> {
    let n = columns.len();
    let mut matrix = DMatrix::identity(n, n);
    for a in 0..n {
        deviation(&columns[a]).filter(|deviation| *deviation > 0.0)?;
        for b in 0..a {
            let r = correlation(&columns[a], &columns[b])?;
            matrix[(a, b)] = r;
            matrix[(b, a)] = r;
        }
    }
    Some(matrix)
}

/// Eigenvalues and eigenvectors (columns) of a symmetric matrix, the largest eigenvalue first; the sign of each vector
/// is such that its largest entry is positive.
#[must_use]
pub fn eigen(matrix: &DMatrix<f64>) -> (Vec<f64>, DMatrix<f64>) {
    let n = matrix.nrows();
    if n == 0 {
        return (Vec::new(), DMatrix::zeros(0, 0));
    }
    let found = matrix.clone().symmetric_eigen();
    let mut order: Vec<_> = (0..n).collect();
    order.sort_by(|&a, &b| found.eigenvalues[b].total_cmp(&found.eigenvalues[a]).then(a.cmp(&b)));
    let mut vectors = DMatrix::zeros(n, n);
    for (at, &from) in order.iter().enumerate() {
        let vector = found.eigenvectors.column(from);
        let largest = vector.iter().copied().max_by(|a, b| a.abs().total_cmp(&b.abs()));
        let sign = if largest.is_some_and(|x| x < 0.0) { -1.0 } else { 1.0 };
        vectors.set_column(at, &(vector * sign));
    }
    (order.iter().map(|&k| found.eigenvalues[k]).collect(), vectors)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_equal_numpy() {
        // numpy.quantile of these at 0, .1, .5, .75, 1.
        let values = [7.0, 1.0, 4.0, 9.0, 2.0];
        let at = [0.0, 0.1, 0.5, 0.75, 1.0].map(|p| quantile(&values, p));
        assert_eq!(at, [1.0, 1.4, 4.0, 7.0, 9.0].map(Some));
        assert_eq!((quantile(&[], 0.5), quantile(&[3.0], 0.9)), (None, Some(3.0)));
    }

    #[test]
    fn a_large_offset_keeps_the_correlation() {
        let (x, y) = ([1.0, 2.0, 4.0], [3.0, 1.0, 9.0]);
        let far = x.map(|x| x + 1e9);
        let (a, b) = (correlation(&x, &y), correlation(&far, &y));
        assert!(a.zip(b).is_some_and(|(a, b)| (a - b).abs() < 1e-7), "{a:?} {b:?}");
        assert_eq!((covariance(&[1.0], &[1.0]), deviation(&[])), (None, None));
    }

    #[test]
    fn eigenvalues_come_largest_first() {
        let matrix = DMatrix::from_row_slice(2, 2, &[2.0, 1.0, 1.0, 2.0]);
        let (values, vectors) = eigen(&matrix);
        assert!((values[0] - 3.0).abs() < 1e-12 && (values[1] - 1.0).abs() < 1e-12);
        assert!((vectors[(0, 0)] - 0.5f64.sqrt()).abs() < 1e-12);
    }
}
