//! The columns that data-driven weights are fitted to: one a child of a node, on the common scales.
//!
//! An indicator stands with its normalised values. A group stands with the plain weighted mean of its children, whatever
//! mean its score takes, so that weights never depend on the choice of aggregation; a gap is left out of it.

use crate::model::{Cell, Column, Table};
use crate::stage::Normalised;

/// The columns of the children of one node that have a value at all.
pub(super) struct Columns {
    /// Which children, by position among all of the node's.
    pub(super) of: Vec<usize>,
    /// The values of the peers that have one, one list a child; the lists may differ in length.
    pub(super) present: Vec<Vec<f64>>,
    /// The values of the peers that have one in every child: lists of one length.
    pub(super) complete: Vec<Vec<f64>>,
    /// How many peers there are.
    pub(super) peers: usize,
}

impl Columns {
    /// `nodes` are the columns of all nodes computed so far.
    pub(super) fn new(
        table: &Table<Normalised>,
        nodes: &[Option<Column>],
        children: &[usize],
    ) -> Self {
        let peers = &table.frame.peers;
        let mut found =
            Self { of: Vec::new(), present: Vec::new(), complete: Vec::new(), peers: peers.len() };
        let mut columns = Vec::new();
        for (at, &child) in children.iter().enumerate() {
            let Some(column) = &nodes[child] else {
                continue;
            };
            let present = column.present(peers);
            if !present.is_empty() {
                found.of.push(at);
                found.present.push(present);
                columns.push(column);
            }
        }
        let has_all = |i: &&usize| columns.iter().all(|column| column.get(**i).is_some());
        let rows: Vec<_> = peers.iter().filter(has_all).copied().collect();
        found.complete = columns.iter().map(|column| column.present(&rows)).collect();
        found
    }

    /// How many peers have a value in every child.
    pub(super) fn rows(&self) -> usize {
        self.complete.first().map_or(0, Vec::len)
    }

    /// The complete columns that are not constant, and which of `self.of` they are.
    pub(super) fn varying(&self) -> (Vec<usize>, Vec<Vec<f64>>) {
        let varies = |column: &&Vec<f64>| column.iter().any(|x| *x != column[0]);
        let of = (0..self.complete.len()).filter(|&k| varies(&&self.complete[k]));
        of.map(|k| (k, self.complete[k].clone())).unzip()
    }
}

/// Σ w x/Σ w over the values present; a hub without any is a gap.
pub(super) fn mean(weighted: &[(f64, &Column)], hubs: usize) -> Column {
    let (mut values, mut cells) = (vec![0.0; hubs], vec![Cell::Gap; hubs]);
    for i in 0..hubs {
        let present =
            weighted.iter().filter_map(|(weight, column)| Some((*weight, column.get(i)?)));
        let (sum, all) =
            present.fold((0.0, 0.0), |(sum, all), (weight, x)| (sum + weight * x, all + weight));
        if all > 0.0 {
            (values[i], cells[i]) = (sum / all, Cell::Observed);
        }
    }
    Column::new(values, cells)
}
