//! `observations.csv`: tidy, one row a value, or wide, one column an indicator.

use std::io::Read;
use std::sync::Arc;

use crate::model::{Cell, Column, Detail, Hub, Series, Source, Status};
use crate::problem::{Fault, Place, Problem, Problems};

use super::csv_text::Records;
use super::hub_names::{Growing, HubNames, Known};
use super::outline::Expected;
use super::record::{Header, Record};
use super::{number, tidy, wide};

/// What the other two files say of the observations.
pub(super) struct Context<'a> {
    /// The columns that there should be.
    pub(super) columns: &'a [Expected],
    /// What values may cite.
    pub(super) sources: &'a [Source],
    /// The hubs, where there is a table of them.
    pub(super) hubs: Option<&'a [Hub]>,
}

/// The values of one observed column while they are read.
#[derive(Debug, Default)]
pub(super) struct Values {
    values: Vec<f64>,
    /// What stands behind each; empty until one is not observed.
    cells: Vec<Cell>,
    /// What is known beside the values; empty until there is something.
    details: Vec<Option<Detail>>,
}

impl Values {
    /// Sets the value of hub `i`; what was skipped is a gap.
    #[inline]
    pub(super) fn set(&mut self, i: usize, value: Option<f64>, is_disputed: bool) {
        match value {
            // What most rows of a large table come to.
            Some(value) if self.values.len() == i && self.cells.is_empty() && !is_disputed => {
                self.values.push(value);
            }
            _ => self.put(i, value, is_disputed),
        }
    }

    /// The same, whatever the value and wherever it belongs.
    fn put(&mut self, i: usize, value: Option<f64>, is_disputed: bool) {
        let cell = match value {
            None => Cell::Gap,
            Some(_) if is_disputed => Cell::Disputed,
            Some(_) => Cell::Observed,
        };
        if self.cells.is_empty() {
            self.cells.resize(self.values.len(), Cell::Observed);
        }
        let m = self.values.len().max(i + 1);
        self.values.resize(m, 0.0);
        self.cells.resize(m, Cell::Gap);
        self.values[i] = value.unwrap_or(0.0);
        self.cells[i] = cell;
    }

    /// Sets the value of hub `i` and keeps what is known of it.
    pub(super) fn say(&mut self, i: usize, value: Option<f64>, detail: Detail) {
        self.set(i, value, detail.status == Status::Disputed);
        if detail == Detail::default() {
            return;
        }
        if self.details.len() <= i {
            self.details.resize(i + 1, None);
        }
        self.details[i] = Some(detail);
    }

    /// The column of `m` hubs.
    fn into_series(mut self, m: usize, expected: &Expected) -> Series {
        if self.values.len() < m {
            self.set(m - 1, None, false);
        }
        if !self.details.is_empty() {
            self.details.resize(m, None);
        }
        Series {
            id: expected.id.clone(),
            name: expected.name.clone(),
            unit: expected.unit.clone(),
            column: match self.cells.is_empty() {
                true => Column::full(self.values),
                false => Column::new(self.values, self.cells),
            },
            details: self.details,
        }
    }
}

/// Everything that a table of observations says.
#[derive(Debug, Default)]
pub(super) struct Observations {
    /// The columns, in the order of those expected.
    pub(super) series: Vec<Series>,
    /// The hubs that rows name, where no table of hubs says which there are.
    pub(super) hubs: Option<Vec<Arc<str>>>,
}

/// Reads a table of observations; problems are added to `problems`.
pub(super) fn observations(
    file: &str,
    input: impl Read,
    context: &Context<'_>,
    problems: &mut Problems,
) -> Observations {
    read(file, input, context, problems).unwrap_or_else(|problem| {
        problems.push(*problem);
        Observations::default()
    })
}

fn read(
    file: &str,
    input: impl Read,
    context: &Context<'_>,
    problems: &mut Problems,
) -> Result<Observations, Box<Problem>> {
    let mut records = Records::new(input, file)?;
    let header = records.header(problems)?;
    let mut names = match context.hubs {
        Some(hubs) => HubNames::Known(Known::new(hubs)),
        None => HubNames::Growing(Growing::default()),
    };
    let mut values: Vec<_> = context.columns.iter().map(|_| Values::default()).collect();
    let before = problems.len();
    let (found, columns) = (&mut names, &mut values[..]);
    let rows = match is_tidy(&header, context) {
        true => tidy::read(&mut records, &header, context, found, columns, problems),
        false => wide::read(&mut records, &header, context, found, columns, problems),
    };
    if rows == 0 && problems.len() == before {
        let what = "the table of observations";
        let problem = Problem::new(Place::file(file), Fault::Empty { what });
        problems.push(problem.hint("add a row for each value, or one for each hub"));
    }
    let m = names.len();
    let series = values.into_iter().zip(context.columns);
    Ok(Observations {
        series: series.map(|(values, expected)| values.into_series(m, expected)).collect(),
        hubs: match names {
            HubNames::Growing(growing) => Some(growing.into_names()),
            HubNames::Known(_) => None,
        },
    })
}

/// Whether the header is meant to be one of a tidy table.
fn is_tidy(header: &Header, context: &Context<'_>) -> bool {
    let has = |name| {
        let is_own = context.columns.iter().any(|column| column.id == name);
        header.find(name).is_some() && !is_own
    };
    has("indicator") || (has("value") && has("hub"))
}

/// What was read; a problem is noted.
pub(super) fn kept<T>(read: Result<T, Box<Problem>>, problems: &mut Problems) -> Option<T> {
    read.map_err(|problem| problems.push(*problem)).ok()
}

/// The number of a field, noted when it is none; none for an empty field too.
pub(super) fn value(
    record: &Record<'_>,
    at: usize,
    column: &str,
    problems: &mut Problems,
) -> Option<f64> {
    let text = record.text(at);
    if text.is_empty() {
        return None;
    }
    let value = number::number(&text);
    if value.is_none() {
        problems.push_with(|| number::problem(record.place(at), &text, column));
    }
    value
}

/// Notes a value outside what its column may be.
pub(super) fn check_range(
    record: &Record<'_>,
    at: usize,
    value: f64,
    expected: &Expected,
    problems: &mut Problems,
) {
    let (low, high) = expected.range;
    if low.is_some_and(|low| value < low) || high.is_some_and(|high| value > high) {
        problems.push_with(|| {
            let fault = Fault::OutOfRange { value, column: expected.id.clone(), low, high };
            Problem::new(record.place(at), fault)
                .hint("mend the value, or change `range` in `dataset.toml`")
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_skipped_is_a_gap_and_what_came_before_was_observed() {
        let (id, name, unit) = ("a".into(), "A".into(), String::new());
        let expected = Expected { id, name, unit, range: (None, None) };
        let column = |sets: &[(usize, Option<f64>, bool)]| {
            let mut values = Values::default();
            sets.iter().for_each(|&(i, value, is_disputed)| values.set(i, value, is_disputed));
            values.into_series(4, &expected).column
        };
        let cells = |sets: &[_]| [0, 1, 2, 3].map(|i| column(sets).cell(i));
        let (observed, gap) = (Cell::Observed, Cell::Gap);
        let all = [0, 1, 2, 3].map(|i| (i, Some(1.0), false));
        assert!(column(&all).as_observed().is_some());
        assert_eq!(cells(&all[..2]), [observed, observed, gap, gap]);
        assert_eq!(cells(&[all[0], all[3], all[1]]), [observed, observed, gap, observed]);
        assert_eq!(cells(&[all[0], (1, None, false), all[2]]), [observed, gap, observed, gap]);
        assert_eq!(cells(&[all[1], (1, Some(2.0), true)]), [gap, Cell::Disputed, gap, gap]);
        assert_eq!(cells(&[]), [gap; 4]);
    }
}
