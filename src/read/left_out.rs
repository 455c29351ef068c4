//! What a first draft does not score of a table, and why: lines for who reads it.

use super::guess::{Part, cells, plain_number};
use super::raw_table::RawTable;

/// More columns than these are counted, not named.
const NAMED: usize = 12;

/// One line a column that was left out; one for all columns of words.
pub(super) fn lines(table: &RawTable, parts: &[Part]) -> Vec<String> {
    let mut lines = Vec::new();
    let mut words = Vec::new();
    for (j, part) in parts.iter().enumerate() {
        let header = table.header[j].trim();
        match part {
            Part::Nothing if header.is_empty() => {}
            Part::Nothing => lines.push(format!("`{header}` is left out: {}.", why(table, j))),
            Part::Attribute(_) => match stray(table, j) {
                Some(text) => {
                    lines.push(format!("`{header}` is not scored: `{text}` in it is no number."));
                }
                None if cells(table, j).all(|text| plain_number(text).is_some()) => {}
                None => words.push(header),
            },
            Part::Hub | Part::Indicator(_) => {}
        }
    }
    lines = cut(lines, ".");
    if !words.is_empty() {
        let words = cut(words.into_iter().map(|word| format!("`{word}`")).collect(), "");
        lines.push(format!("Not scored, as they are words: {}.", words.join(", ")));
    }
    lines
}

fn cut(mut all: Vec<String>, end: &str) -> Vec<String> {
    if let Some(more) = all.len().checked_sub(NAMED).filter(|&more| more > 0) {
        all.truncate(NAMED);
        all.push(format!("… and {more} more{end}"));
    }
    all
}

fn why(table: &RawTable, j: usize) -> &'static str {
    if cells(table, j).all(str::is_empty) {
        return "it is empty";
    }
    match cells(table, j).all(|text| plain_number(text).is_some()) {
        true => "by its name it numbers the rows and measures nothing",
        false => "its words have no name of their own: another column has it, or it has no letter",
    }
}

/// The first text of a column that is no number where most are: a slip, or a column to be cleaned.
fn stray(table: &RawTable, j: usize) -> Option<&str> {
    let said = || cells(table, j).filter(|text| !text.is_empty());
    let numbers = said().filter(|text| plain_number(text).is_some()).count();
    let first = said().find(|text| plain_number(text).is_none())?;
    (2 * numbers > said().count()).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::super::draft;
    use super::*;

    #[test]
    fn every_column_that_is_not_scored_is_named() -> Result<(), crate::Problems> {
        let text = |own: &[&str]| own.iter().map(|own| (*own).to_owned()).collect::<Vec<_>>();
        let table = RawTable {
            header: text(&["City", "Year", "Jobs", "Rent", "Mayor", "Notes"]),
            rows: vec![
                text(&["Berlin", "2020", "20", "14", "x", ""]),
                text(&["Lisbon", "2021", "12", "about 16", "y", ""]),
                text(&["Oslo", "2022", "18", "22", "z", ""]),
            ],
        };
        let lines = draft("cities", &table)?.left_out;
        assert_eq!(
            lines,
            [
                "`Year` is left out: by its name it numbers the rows and measures nothing.",
                "`Rent` is not scored: `about 16` in it is no number.",
                "`Notes` is left out: it is empty.",
                "Not scored, as they are words: `Mayor`.",
            ]
        );
        Ok(())
    }
}
