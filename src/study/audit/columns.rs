//! Each indicator by itself.

use crate::stage::statistics::quantile;
use crate::stage::treat::{Rule, excess_kurtosis, skewness};
use crate::study::Outcome;

/// One indicator's observed values, over the peers (all hubs that are no benchmarks).
///
/// ```
/// let hubs = hubrank::Dataset::built_in()?;
/// let founder = hubrank::Profile::built_in("founder")?;
/// for column in &hubs.ranked_for(&founder)?.audit().columns {
///     assert!((0.0..=1.0).contains(&column.coverage));
/// }
/// # Ok::<(), hubrank::Problems>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct ColumnAudit {
    /// The indicator's position.
    pub indicator: usize,
    /// The unit of the values.
    pub unit: String,
    /// The share of peers with a value, 0 to 1.
    pub coverage: f64,
    /// The least and the most; none without a value.
    pub range: Option<(f64, f64)>,
    /// The skewness G1; none for fewer than three values or a constant.
    pub skewness: Option<f64>,
    /// The excess kurtosis G2; none for fewer than four values or a constant.
    pub kurtosis: Option<f64>,
    /// The hubs with a value more than 1.5 interquartile ranges (type 7) outside the quartiles. Tukey (1977).
    pub outliers: Vec<usize>,
    /// Whether the JRC would treat it: |skewness| above 2 and kurtosis above 3.5.
    pub is_outlying: bool,
    /// Whether all values are the same.
    pub is_constant: bool,
    /// The first and the last year that the values speak of.
    pub years: Option<(i32, i32)>,
}

pub(super) fn columns(outcome: &Outcome) -> Vec<ColumnAudit> {
    (0..outcome.observed.columns.len()).map(|j| column(outcome, j)).collect()
}

fn column(outcome: &Outcome, j: usize) -> ColumnAudit {
    let frame = &outcome.observed.frame;
    let values = &outcome.observed.columns[j];
    let present = values.present(&frame.peers);
    let rule = Rule::default();
    let (skewness, kurtosis) = (skewness(&present), excess_kurtosis(&present));
    let least = present.iter().copied().min_by(f64::total_cmp);
    let range = least.zip(present.iter().copied().max_by(f64::total_cmp));
    let is_known = |&&i: &&usize| values.get(i).is_some();
    let years = frame.peers.iter().filter(is_known).filter_map(|&i| frame.detail(i, j)?.year);
    let fence = fence(&present);
    let is_outside = |&i: &usize| {
        values.get(i).is_some_and(|x| fence.is_some_and(|(low, high)| x < low || x > high))
    };
    ColumnAudit {
        indicator: j,
        unit: frame.indicators[j].scored_unit.clone(),
        coverage: present.len() as f64 / frame.peers.len().max(1) as f64,
        range,
        outliers: frame.peers.iter().copied().filter(is_outside).collect(),
        is_outlying: skewness.is_some_and(|skew| skew.abs() > rule.skewness)
            && kurtosis.is_some_and(|kurtosis| kurtosis > rule.kurtosis),
        is_constant: range.is_some_and(|(least, most)| least == most),
        years: years.clone().min().zip(years.max()),
        skewness,
        kurtosis,
    }
}

/// The quartiles, 1.5 interquartile ranges farther out.
fn fence(values: &[f64]) -> Option<(f64, f64)> {
    let (low, high) = (quantile(values, 0.25)?, quantile(values, 0.75)?);
    let reach = 1.5 * (high - low);
    Some((low - reach, high + reach))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fence_by_hand() {
        // Quartiles of 1 2 3 4 are 1.75 and 3.25.
        assert_eq!(fence(&[1.0, 2.0, 3.0, 4.0]), Some((-0.5, 5.5)));
        assert_eq!(fence(&[]), None);
    }
}
