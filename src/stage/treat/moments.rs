//! Sample skewness and excess kurtosis, as the JRC and COINr compute them.

/// The bias-adjusted skewness G1 = √(N(N−1))/(N−2) · m3/m2^1.5, with central moments of divisor N.
///
/// None for fewer than three values and for a constant column. Joanes & Gill (1998), The Statistician 47.
///
/// ```
/// use hubrank::stage::treat::skewness;
/// assert_eq!(skewness(&[1.0, 2.0, 3.0]), Some(0.0));
/// assert_eq!(skewness(&[1.0, 1.0, 1.0]), None);
/// ```
#[must_use]
pub fn skewness(values: &[f64]) -> Option<f64> {
    let n = values.len() as f64;
    let (m2, m3, _) = moments(values).filter(|_| values.len() >= 3)?;
    Some((n * (n - 1.0)).sqrt() / (n - 2.0) * m3 / m2.powf(1.5))
}

/// The bias-adjusted excess kurtosis G2 = (N−1)/((N−2)(N−3)) · ((N+1)(m4/m2² − 3) + 6).
///
/// None for fewer than four values and for a constant column. Joanes & Gill (1998), The Statistician 47.
#[must_use]
pub fn excess_kurtosis(values: &[f64]) -> Option<f64> {
    let n = values.len() as f64;
    let (m2, _, m4) = moments(values).filter(|_| values.len() >= 4)?;
    Some((n - 1.0) / ((n - 2.0) * (n - 3.0)) * ((n + 1.0) * (m4 / (m2 * m2) - 3.0) + 6.0))
}

/// The second, third and fourth central moments with divisor N, in two passes; none where all are equal.
fn moments(values: &[f64]) -> Option<(f64, f64, f64)> {
    let n = values.len() as f64;
    let first = *values.first()?;
    if values.iter().all(|&x| x == first) {
        return None;
    }
    let mean = values.iter().sum::<f64>() / n;
    let power = |k: i32| values.iter().map(|x| (x - mean).powi(k)).sum::<f64>() / n;
    Some((power(2), power(3), power(4)))
}

#[cfg(test)]
mod tests {
    use super::*;

    // Independent route: scipy.stats.skew and kurtosis with bias=False on these ten values.
    const VALUES: [f64; 10] = [2.0, 3.0, 5.0, 8.0, 13.0, 21.0, 34.0, 55.0, 89.0, 144.0];

    #[test]
    fn moments_equal_scipy() {
        let close = |a: Option<f64>, b: f64| a.is_some_and(|a| (a - b).abs() < 1e-12);
        assert!(close(skewness(&VALUES), SCIPY_SKEW), "{:?}", skewness(&VALUES));
        assert!(close(excess_kurtosis(&VALUES), SCIPY_KURT), "{:?}", excess_kurtosis(&VALUES));
    }

    const SCIPY_SKEW: f64 = 1.6319593911728436;
    const SCIPY_KURT: f64 = 2.200311696436245;
}
