//! Data drawn: values between their stated bounds, gaps from what the peers have.

use crate::model::{Cell, Column, Table};
use crate::robustness::sampled::design::Stream;
use crate::stage::{Observed, derive};
use crate::study::{DataDoubt, Outcome, Spread};

/// Which values can vary, and how.
pub(super) struct DataDraws {
    doubt: DataDoubt,
    /// The observed columns with bounds, by position.
    series: Vec<Option<Bounded>>,
    /// The gaps of peers in each indicator's column.
    gaps: Vec<Vec<usize>>,
}

/// One observed column with bounds.
struct Bounded {
    /// Each hub with bounds: least, stated value, most.
    cells: Vec<(usize, [f64; 3])>,
    /// Whether something is divided by it: it then stays above zero.
    divides: bool,
}

impl DataDraws {
    /// What can vary in the data of an outcome.
    pub(super) fn new(outcome: &Outcome, doubt: DataDoubt) -> Self {
        let frame = &outcome.observed.frame;
        let all = frame.dataset.series.iter().enumerate();
        let series = all.map(|(at, series)| {
            let bounded = |i: usize| {
                let (low, high) = doubt.bounds(series, i)?;
                Some((i, [low, series.column.get(i)?, high]))
            };
            let cells: Vec<_> = (0..series.column.len()).filter_map(bounded).collect();
            let divides = frame.indicators.iter().any(|own| own.per == Some(at));
            (!cells.is_empty()).then_some(Bounded { cells, divides })
        });
        let gaps_of = |column: &Column| match doubt.gaps {
            true => frame.peers.iter().copied().filter(|&i| column.cell(i) == Cell::Gap).collect(),
            false => Vec::new(),
        };
        Self {
            doubt,
            series: series.collect(),
            gaps: outcome.observed.columns.iter().map(gaps_of).collect(),
        }
    }

    /// One draw of the observed values of a variant, in the order of columns and hubs.
    ///
    /// A gap takes the value of a peer, each equally likely; one that no peer can fill stays.
    pub(super) fn draw(&self, outcome: &Outcome, stream: &mut Stream) -> Table<Observed> {
        let frame = &outcome.observed.frame;
        let known = &frame.dataset.series;
        let drawn = |(bounded, series): (&Option<Bounded>, &crate::model::Series)| {
            bounded.as_ref().map(|bounded| self.column(bounded, &series.column, stream))
        };
        let drawn: Vec<Option<Column>> = self.series.iter().zip(known.iter()).map(drawn).collect();
        let mut columns = Vec::with_capacity(frame.indicators.len());
        for (j, indicator) in frame.indicators.iter().enumerate() {
            let varies = |at: usize| drawn[at].is_some();
            let mut column = match varies(indicator.from) || indicator.per.is_some_and(varies) {
                true => {
                    derive::column(indicator, |at| drawn[at].as_ref().unwrap_or(&known[at].column))
                }
                false => outcome.observed.columns[j].clone(),
            };
            if !self.gaps[j].is_empty() {
                column = fill(&column, &self.gaps[j], &column.present(&frame.peers), stream);
            }
            columns.push(column);
        }
        outcome.observed.next(columns, Observed)
    }

    fn column(&self, bounded: &Bounded, column: &Column, stream: &mut Stream) -> Column {
        let mut values = vec![None; column.len()];
        for &(i, [low, value, high]) in &bounded.cells {
            let drawn = match self.doubt.spread {
                Spread::Uniform => low + stream.uniform() * (high - low),
                Spread::Triangular => stream.triangular(low, value, high),
            };
            values[i] = (!bounded.divides || drawn > 0.0).then_some(drawn);
        }
        column.map(|i, x| values[i].unwrap_or(x))
    }
}

/// The column with its gaps drawn from the values that are present.
fn fill(column: &Column, gaps: &[usize], present: &[f64], stream: &mut Stream) -> Column {
    if present.is_empty() {
        return column.clone();
    }
    let mut values = vec![None; column.len()];
    for &i in gaps {
        values[i] = Some(present[stream.below(present.len())]);
    }
    column.imputed(|i| values[i])
}
