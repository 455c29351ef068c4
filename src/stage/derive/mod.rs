//! Derive: indicators from observed columns, divided and scaled as they say.

use crate::model::{Cell, Column, Frame, Indicator, Table};

/// The stage of values in their scored units, as observed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Observed;

/// The table of a frame: each indicator's column from what was observed.
///
/// A value is disputed when it or its denominator is, and a gap when either is; denominators are above zero
/// (checked before).
#[must_use]
pub fn observed(frame: Frame) -> Table<Observed> {
    let columns = frame
        .indicators
        .iter()
        .map(|own| column(own, |at| &frame.dataset.series[at].column))
        .collect();
    Table { frame: frame.into(), columns, stage: Observed }
}

/// The column of one indicator from observed columns, by their position among the data set's series.
#[must_use]
pub fn column<'a>(indicator: &Indicator, observed: impl Fn(usize) -> &'a Column) -> Column {
    let from = observed(indicator.from);
    match indicator.per {
        None if indicator.scale == 1.0 => from.clone(),
        None => from.map(|_, x| x * indicator.scale),
        Some(per) => divided(from, observed(per), indicator.scale),
    }
}

fn divided(from: &Column, per: &Column, scale: f64) -> Column {
    let quotient = |i: usize| Some(from.stated(i)? / per.stated(i)? * scale);
    let cell = |i: usize| match (quotient(i), from.cell(i), per.cell(i)) {
        (None, ..) => Cell::Gap,
        (_, Cell::Disputed, _) | (_, _, Cell::Disputed) => Cell::Disputed,
        _ => Cell::Observed,
    };
    let values: Vec<_> = (0..from.len()).map(|i| quotient(i).unwrap_or(0.0)).collect();
    Column::new(values, (0..from.len()).map(cell).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_in_the_denominator_is_a_gap() {
        let jobs = Column::from_options(&[Some(86.0), Some(3.0), None]);
        let people = Column::from_options(&[Some(21_893_095.0), None, Some(5.0)]);
        let jobs_per_10k = divided(&jobs, &people, 1e8);
        // 86 × 10,000 persons among 21,893,095 residents: 392.8179 per 10,000.
        assert!(jobs_per_10k.get(0).is_some_and(|x| (x - 392.8179).abs() < 5e-5));
        assert_eq!((jobs_per_10k.cell(1), jobs_per_10k.cell(2)), (Cell::Gap, Cell::Gap));
    }

    #[test]
    fn a_disputed_denominator_disputes_the_quotient() {
        let value = Column::full(vec![1.0]);
        let per = Column::new(vec![2.0], vec![Cell::Disputed]);
        let quotient = divided(&value, &per, 1.0);
        assert_eq!((quotient.get(0), quotient.stated(0)), (None, Some(0.5)));
    }
}
