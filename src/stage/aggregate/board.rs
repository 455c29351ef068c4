//! What distance and outranking methods look at: complete rows, the peers first.

use crate::model::{Cell, Column, Table, Weights};

use super::Normalised;

/// Complete rows of some leaves: peers, then benchmarks; and the leaves' weights, summing to one.
#[derive(Debug, Clone)]
pub(super) struct Board {
    weights: Vec<f64>,
    columns: Vec<Vec<f64>>,
    /// The hub behind each row.
    hubs: Vec<usize>,
    /// How many of the rows are peers.
    pub(super) peers: usize,
    /// The leaves behind the columns, by position of the indicator.
    pub(super) leaves: Vec<usize>,
}

impl Board {
    /// The board of the leaves below a node that have weight; hubs with a gap among them are left out.
    pub(super) fn below(table: &Table<Normalised>, weights: &Weights, node: usize) -> Self {
        let tree = &table.frame.tree;
        let effective = |j: usize| weights.effective[tree.leaf(j)];
        let mut leaves = tree.leaves_below(node);
        leaves.retain(|&j| effective(j) > 0.0);
        let sum: f64 = leaves.iter().map(|&j| effective(j)).sum();
        let is_complete = |&i: &usize| leaves.iter().all(|&j| table.columns[j].get(i).is_some());
        let peers = table.frame.peers.iter().copied().filter(is_complete);
        let mut hubs: Vec<_> = peers.collect();
        let peers = hubs.len();
        let is_peer = |i: &usize| table.frame.peers.binary_search(i).is_ok();
        hubs.extend((0..table.frame.hubs()).filter(|i| !is_peer(i)).filter(is_complete));
        let column = |&j: &usize| hubs.iter().filter_map(|&i| table.columns[j].get(i)).collect();
        Self {
            weights: leaves.iter().map(|&j| effective(j) / sum).collect(),
            columns: leaves.iter().map(column).collect(),
            hubs,
            peers,
            leaves,
        }
    }

    /// The rows of peers alone.
    pub(super) fn without_benchmarks(mut self) -> Self {
        self.hubs.truncate(self.peers);
        for column in &mut self.columns {
            column.truncate(self.peers);
        }
        self
    }

    /// How many rows there are.
    pub(super) fn rows(&self) -> usize {
        self.hubs.len()
    }

    /// Each leaf's weight and values.
    pub(super) fn columns(&self) -> impl Iterator<Item = (f64, &[f64])> + Clone {
        let columns = self.columns.iter().map(Vec::as_slice);
        self.weights.iter().copied().zip(columns)
    }

    /// The least and the greatest of the peers' values in a column of the board's rows; (0, 0) without peers.
    pub(super) fn ends(&self, column: &[f64]) -> (f64, f64) {
        let peers = &column[..self.peers];
        let Some(&first) = peers.first() else {
            return (0.0, 0.0);
        };
        let ends = |(low, high): (f64, f64), &x: &f64| (low.min(x), high.max(x));
        peers.iter().fold((first, first), ends)
    }

    /// The share of the weight with row `a` above row `b`, ties one half: E_ab.
    pub(super) fn majority(&self, a: usize, b: usize) -> f64 {
        let part = |(weight, column): (f64, &[f64])| match column[a].total_cmp(&column[b]) {
            std::cmp::Ordering::Greater => weight,
            std::cmp::Ordering::Equal => 0.5 * weight,
            std::cmp::Ordering::Less => 0.0,
        };
        self.columns().map(part).sum()
    }

    /// One value a row as a column of all hubs: gaps where a hub has no row, imputed where a value in its row is.
    pub(super) fn column(&self, table: &Table<Normalised>, values: &[f64]) -> Column {
        let m = table.frame.hubs();
        let (mut out, mut cells) = (vec![0.0; m], vec![Cell::Gap; m]);
        for (&i, &value) in self.hubs.iter().zip(values) {
            let is_imputed = |&j: &usize| table.columns[j].cell(i) == Cell::Imputed;
            out[i] = value;
            cells[i] = match self.leaves.iter().any(is_imputed) {
                true => Cell::Imputed,
                false => Cell::Observed,
            };
        }
        Column::new(out, cells)
    }

    /// A board of peers, for tests.
    #[cfg(test)]
    pub(super) fn of(columns: &[(f64, &[f64])]) -> Self {
        let rows = columns.first().map_or(0, |(_, column)| column.len());
        Self {
            weights: columns.iter().map(|(weight, _)| *weight).collect(),
            columns: columns.iter().map(|(_, column)| column.to_vec()).collect(),
            hubs: (0..rows).collect(),
            peers: rows,
            leaves: (0..columns.len()).collect(),
        }
    }
}
