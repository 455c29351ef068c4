//! Data drawn: values between their stated bounds or by their standard errors, gaps from what the peers have.

use crate::model::{Column, Series, Table};
use crate::robustness::sampled::design::Stream;
use crate::stage::{Observed, derive};
use crate::study::{DataDoubt, Outcome, Spread};

/// Which values can vary, and how.
pub(super) struct DataDraws {
    doubt: DataDoubt,
    /// The observed columns with values in doubt, by position.
    series: Vec<Option<Doubted>>,
    /// The gaps of peers in each indicator's column, missing or disputed.
    gaps: Vec<Vec<usize>>,
}

/// One observed column with values in doubt.
struct Doubted {
    /// Each hub with such a value.
    cells: Vec<(usize, Error)>,
    /// Whether something is divided by it: it then stays above zero.
    divides: bool,
    /// Whether all stated values are above zero: what a standard error takes to zero or below is not taken.
    is_positive: bool,
}

/// How a value may be off.
enum Error {
    /// Between bounds: least, stated value, most.
    Between([f64; 3]),
    /// By a standard error around the stated value.
    Normal { value: f64, se: f64 },
}

impl Error {
    /// Bounds, stated or by the status, go before a standard error.
    fn of(doubt: &DataDoubt, series: &Series, i: usize) -> Option<Self> {
        let value = series.column.get(i)?;
        if let Some((low, high)) = doubt.bounds(series, i) {
            return Some(Self::Between([low, value, high]));
        }
        let se = series.detail(i)?.se.filter(|se| *se > 0.0)?;
        Some(Self::Normal { value, se })
    }
}

impl DataDraws {
    /// What can vary in the data of an outcome.
    pub(super) fn new(outcome: &Outcome, doubt: DataDoubt) -> Self {
        let frame = &outcome.observed.frame;
        let all = frame.dataset.series.iter().enumerate();
        let series = all.map(|(at, series)| {
            let hubs = 0..series.column.len();
            let error = |i: usize| Some((i, Error::of(&doubt, series, i)?));
            let cells: Vec<_> = hubs.clone().filter_map(error).collect();
            let divides = frame.indicators.iter().any(|own| own.per == Some(at));
            let is_positive = hubs.filter_map(|i| series.column.get(i)).all(|x| x > 0.0);
            (!cells.is_empty()).then_some(Doubted { cells, divides, is_positive })
        });
        let gaps_of = |column: &Column| match doubt.gaps {
            true => frame.peers.iter().copied().filter(|&i| !column.cell(i).counts()).collect(),
            false => Vec::new(),
        };
        Self {
            doubt,
            series: series.collect(),
            gaps: outcome.observed.columns.iter().map(gaps_of).collect(),
        }
    }

    /// Whether no value can vary.
    pub(super) fn is_empty(&self) -> bool {
        self.series.iter().all(Option::is_none) && self.gaps.iter().all(Vec::is_empty)
    }

    /// One draw of the observed values of a variant, in the order of columns and hubs.
    ///
    /// A gap, missing or disputed, takes the value of a peer, each equally likely; one that no peer can fill stays.
    pub(super) fn draw(&self, outcome: &Outcome, stream: &mut Stream) -> Table<Observed> {
        let frame = &outcome.observed.frame;
        let known = &frame.dataset.series;
        let drawn = |(doubted, series): (&Option<Doubted>, &Series)| {
            doubted.as_ref().map(|doubted| self.column(doubted, &series.column, stream))
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

    fn column(&self, doubted: &Doubted, column: &Column, stream: &mut Stream) -> Column {
        let mut values = vec![None; column.len()];
        for (i, error) in &doubted.cells {
            let (drawn, is_positive) = match (error, self.doubt.spread) {
                (Error::Between([low, _, high]), Spread::Uniform) => {
                    (low + stream.uniform() * (high - low), doubted.divides)
                }
                (Error::Between([low, value, high]), Spread::Triangular) => {
                    (stream.triangular(*low, *value, *high), doubted.divides)
                }
                (Error::Normal { value, se }, _) => {
                    (value + se * stream.normal(), doubted.is_positive || doubted.divides)
                }
            };
            values[*i] = (!is_positive || drawn > 0.0).then_some(drawn);
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
