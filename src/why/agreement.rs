//! How far two orders of the same hubs agree.

/// Kendall's τ_b of two lists of ranks or scores (same hubs, same order): −1 to 1, corrected for ties.
///
/// (C − D)/√((n₀ − n₁)(n₀ − n₂)), n₀ all pairs, n₁ and n₂ the pairs tied in either list. None for fewer than two
/// hubs and where one list is all one tie. Kendall (1945), Biometrika 33.
///
/// ```
/// use hubrank::why::kendall_tau_b;
/// assert_eq!(kendall_tau_b(&[1.0, 2.0, 3.0], &[1.0, 3.0, 2.0]), Some(1.0 / 3.0));
/// assert_eq!(kendall_tau_b(&[1.0, 1.0], &[1.0, 2.0]), None);
/// ```
#[must_use]
pub fn kendall_tau_b(a: &[f64], b: &[f64]) -> Option<f64> {
    let (mut concordance, mut untied_a, mut untied_b) = (0i64, 0i64, 0i64);
    let sign = |x: f64, y: f64| i64::from(x > y) - i64::from(x < y);
    for i in 0..a.len() {
        for k in 0..i {
            let (in_a, in_b) = (sign(a[i], a[k]), sign(b[i], b[k]));
            concordance += in_a * in_b;
            untied_a += in_a.abs();
            untied_b += in_b.abs();
        }
    }
    let norm = (untied_a as f64 * untied_b as f64).sqrt();
    (norm > 0.0).then(|| concordance as f64 / norm)
}

/// Spearman's ρ: Pearson's correlation of the two lists' ranks, ties averaged. None as for τ_b.
///
/// ```
/// use hubrank::why::spearman_rho;
/// // 1 − 6·Σd²/(n(n² − 1)) = 1 − 6·2/24.
/// assert_eq!(spearman_rho(&[1.0, 2.0, 3.0], &[1.0, 3.0, 2.0]), Some(0.5));
/// ```
#[must_use]
pub fn spearman_rho(a: &[f64], b: &[f64]) -> Option<f64> {
    let (a, b) = (average_ranks(a), average_ranks(b));
    let middle = (a.len() as f64 + 1.0) / 2.0;
    let product = |x: &[f64], y: &[f64]| {
        x.iter()
            .zip(y)
            .map(|(x, y)| (x - middle) * (y - middle))
            .sum::<f64>()
    };
    let norm = (product(&a, &a) * product(&b, &b)).sqrt();
    (norm > 0.0).then(|| product(&a, &b) / norm)
}

/// Ranks from the smallest, 1 first, ties averaged.
fn average_ranks(values: &[f64]) -> Vec<f64> {
    let rank = |x: &f64| {
        let below = values.iter().filter(|y| *y < x).count();
        let equal = values.iter().filter(|y| *y == x).count();
        below as f64 + (equal as f64 + 1.0) / 2.0
    };
    values.iter().map(rank).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    // Independent route: scipy.stats.kendalltau and spearmanr on these lists.
    const A: [f64; 8] = [1.0, 2.0, 2.0, 4.0, 5.0, 6.0, 7.0, 8.0];
    const B: [f64; 8] = [3.0, 1.0, 2.0, 2.0, 8.0, 5.0, 7.0, 6.0];

    #[test]
    fn ties_as_scipy_has_them() {
        let close = |x: Option<f64>, y: f64| x.is_some_and(|x| (x - y).abs() < 1e-14);
        assert!(
            close(kendall_tau_b(&A, &B), SCIPY_TAU),
            "{:?}",
            kendall_tau_b(&A, &B)
        );
        assert!(
            close(spearman_rho(&A, &B), SCIPY_RHO),
            "{:?}",
            spearman_rho(&A, &B)
        );
    }

    const SCIPY_TAU: f64 = 0.4444444444444444;
    const SCIPY_RHO: f64 = 0.6686746987951807;
}
