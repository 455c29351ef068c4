//! Mixtures of two editions: the hubs of one, the values, weights and method of either.

use std::sync::Arc;

use crate::model::{Cell, Column, Dataset, Hub, Series};
use crate::study::{Outcome, Profile};

use super::editions::Part;

/// The data set and the profile in which the parts named by `parts` (bits) are new, the others old.
pub(super) fn mixed(old: &Outcome, new: &Outcome, parts: usize) -> (Dataset, Profile) {
    let of = |part: Part| match parts & part.bit() != 0 {
        true => new,
        false => old,
    };
    let (data, weights) = (of(Part::Data), of(Part::Weights));
    let (method, hubs) = (of(Part::Method), of(Part::Hubs));
    let other = |one: &Outcome| match std::ptr::eq(one, old) {
        true => new.dataset().clone(),
        false => old.dataset().clone(),
    };
    let dataset = dataset(hubs.dataset(), data.dataset(), &other(data), method.dataset());
    let mut profile = method.profile.clone();
    profile.weighting = weights.profile.weighting.clone();
    // Names that only the other profile's weights mention are checked there.
    profile.mentions.clone_from(&weights.profile.mentions);
    (dataset, profile)
}

/// The hubs of one set with the values of another, under the tree of a third; where the set of values knows a hub or
/// a column not at all, the other edition's stand in.
fn dataset(hubs: &Dataset, data: &Dataset, other: &Dataset, method: &Dataset) -> Dataset {
    let column = |own: &Series| {
        let cell = |hub: &Hub| {
            let find = |set: &Dataset| {
                let series = set.column(&own.id)?;
                let hub = set.hub(&hub.id)?;
                Some((set.series[series].column.stated(hub), set.series[series].column.cell(hub)))
            };
            find(data).or_else(|| find(other)).unwrap_or((None, Cell::Gap))
        };
        let (values, cells): (Vec<_>, Vec<_>) = hubs.hubs.iter().map(cell).unzip();
        let values: Vec<f64> = values.into_iter().map(|x| x.unwrap_or(0.0)).collect();
        Series { column: Column::new(values, cells), details: Vec::new(), ..own.clone() }
    };
    Dataset {
        hubs: Arc::clone(&hubs.hubs),
        attributes: hubs.attributes.clone(),
        series: method.series.iter().map(column).collect(),
        ..method.clone()
    }
}
