//! Fill: what a missing value becomes. OECD/JRC Handbook (2008), step 3.

use crate::model::{Column, Frame, Table};

use super::{Choices, Observed};

/// How gaps are filled.
#[derive(Debug, Clone, PartialEq)]
pub enum Filling {
    /// Not at all: a hub's score rests on the values that it has, their weights scaled to one.
    LeaveOut,
    /// A gap is refused before the ranking starts.
    Error,
    /// The mean of the peers that have a value.
    Mean,
    /// Their median (the mean of the middle two for an even number).
    Median,
    /// The mean of the peers that share an attribute (its name); still a gap where none of them has a value.
    GroupMean(String),
}

impl Filling {
    /// What a profile calls it.
    ///
    /// ```
    /// assert_eq!(hubrank::stage::Filling::LeaveOut.name(), "leave-out");
    /// ```
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::LeaveOut => "leave-out",
            Self::Error => "error",
            Self::Mean => "mean",
            Self::Median => "median",
            Self::GroupMean(_) => "group-mean",
        }
    }
}

/// A filling and the coverage that a hub needs to be ranked.
#[derive(Debug, Clone, PartialEq)]
pub struct Missing {
    /// How gaps are filled.
    pub filling: Filling,
    /// The least effective weight of observed values, 0 to 1. COINr flags units below 0.65.
    pub min_coverage: f64,
}

impl Default for Missing {
    fn default() -> Self {
        Self { filling: Filling::LeaveOut, min_coverage: 0.65 }
    }
}

/// The stage of values after gaps were filled; imputed cells are marked as such.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filled;

impl Table<Observed> {
    /// Fills gaps as each indicator's choice says; fitted on the peers, applied to them alone.
    #[must_use]
    pub fn fill(&self, missing: &Choices<Missing>) -> Table<Filled> {
        let columns = self.frame.indicators.iter().zip(&self.columns);
        let columns = columns.map(|(indicator, column)| {
            filled(column, &missing.get(&indicator.id).filling, &self.frame)
        });
        self.next(columns.collect(), Filled)
    }
}

fn filled(column: &Column, filling: &Filling, frame: &Frame) -> Column {
    if column.as_full().is_some() {
        return column.clone();
    }
    let is_peer = |i: usize| frame.peers.binary_search(&i).is_ok();
    let everywhere = |value: Option<f64>| column.imputed(|i| value.filter(|_| is_peer(i)));
    match filling {
        Filling::LeaveOut | Filling::Error => column.clone(),
        Filling::Mean => everywhere(mean(&column.present(&frame.peers))),
        Filling::Median => everywhere(median(&column.present(&frame.peers))),
        Filling::GroupMean(attribute) => match frame.dataset.attribute(attribute) {
            None => column.clone(),
            Some(at) => column.imputed(|i| group_mean(column, frame, at, i).filter(|_| is_peer(i))),
        },
    }
}

fn group_mean(column: &Column, frame: &Frame, attribute: usize, i: usize) -> Option<f64> {
    let of = |k: usize| frame.dataset.hubs[k].attributes.get(attribute).and_then(Option::as_deref);
    let own = of(i)?;
    let alike: Vec<_> = frame.peers.iter().copied().filter(|&k| of(k) == Some(own)).collect();
    mean(&column.present(&alike))
}

/// The arithmetic mean, summed in order; none of nothing.
#[must_use]
pub fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// The median; of an even number the mean of the middle two; none of nothing.
#[must_use]
pub fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let half = sorted.len() / 2;
    match sorted.len() {
        0 => None,
        odd if odd % 2 == 1 => Some(sorted[half]),
        _ => Some(f64::midpoint(sorted[half - 1], sorted[half])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn means_and_medians() {
        assert_eq!((mean(&[]), median(&[])), (None, None));
        assert_eq!(mean(&[1.0, 2.0, 6.0]), Some(3.0));
        assert_eq!(median(&[6.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(&[6.0, 1.0, 2.0, 4.0]), Some(3.0));
    }
}
