//! From what a profile says of weights to a sampler of the nodes at hand.

use std::collections::BTreeMap;

use crate::study::{Statement, WeightDoubt};

use super::design::{DrawFault, Sampler};
use super::region::Region;

impl Sampler {
    /// The sampler of what is in doubt about n nodes with `weights` (sum one) and `ids`.
    ///
    /// ```
    /// use hubrank::robustness::sampled::Sampler;
    /// use hubrank::study::WeightDoubt;
    /// let ids = ["talent", "cost"];
    /// assert!(Sampler::of(&WeightDoubt::Dirichlet { points: 5.0 }, &[0.7, 0.3], &ids).is_ok());
    /// // Two equal shares can not vary by more than 50 points.
    /// assert!(Sampler::of(&WeightDoubt::Dirichlet { points: 50.0 }, &[0.5, 0.5], &ids).is_err());
    /// ```
    ///
    /// # Errors
    /// Settings out of range, a spread that no distribution has, statements that no weights meet, ids that are none
    /// of these nodes: see [`DrawFault`].
    pub fn of(doubt: &WeightDoubt, weights: &[f64], ids: &[&str]) -> Result<Self, DrawFault> {
        match doubt {
            WeightDoubt::None => Ok(Self::fixed(weights)),
            WeightDoubt::Uniform => Ok(Self::uniform()),
            WeightDoubt::Dirichlet { points } => Self::dirichlet(weights, *points),
            WeightDoubt::PlusMinus { percent } => Self::plus_minus(weights, *percent),
            WeightDoubt::Ordered => Ok(Self::ordered(weights)),
            WeightDoubt::Box(bounds) => Ok(Self::region(boxed(bounds, ids)?)),
            WeightDoubt::Statements(statements) => {
                let rows = statements.iter().map(|statement| row(statement, ids));
                let rows: Vec<_> = rows.collect::<Result<_, _>>()?;
                Ok(Self::region(Region::new(ids.len(), rows)?))
            }
        }
    }
}

fn position(ids: &[&str], id: &str) -> Result<usize, DrawFault> {
    let found = ids.iter().position(|known| *known == id);
    found.ok_or_else(|| DrawFault::UnknownNode(id.to_owned()))
}

fn boxed(bounds: &BTreeMap<String, (f64, f64)>, ids: &[&str]) -> Result<Region, DrawFault> {
    let mut rows = Vec::new();
    for (id, (low, high)) in bounds {
        let j = position(ids, id)?;
        rows.push(single(ids.len(), j, -1.0, -in_range(*low)?));
        rows.push(single(ids.len(), j, 1.0, in_range(*high)?));
    }
    Region::new(ids.len(), rows)
}

/// What a statement asks, as a sum that is at most zero.
fn row(statement: &Statement, ids: &[&str]) -> Result<(Vec<f64>, f64), DrawFault> {
    let mut row = vec![0.0; ids.len()];
    for (node, factor) in &statement.0 {
        row[position(ids, node)?] -= factor;
    }
    Ok((row, 0.0))
}

fn single(n: usize, j: usize, coefficient: f64, bound: f64) -> (Vec<f64>, f64) {
    let mut row = vec![0.0; n];
    row[j] = coefficient;
    (row, bound)
}

fn in_range(share: f64) -> Result<f64, DrawFault> {
    if (0.0..=1.0).contains(&share) {
        return Ok(share);
    }
    let what = "a bound of a share";
    Err(DrawFault::OutOfRange { what, wanted: "between 0 and 1", value: share })
}
