//! Any table as plain text: the first sheet of a workbook, or a file of comma- or tab-separated text.

use std::fs::File;
use std::io::{Cursor, Read};
use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook_auto};

use crate::problem::{Fault, Place, Problem, Problems};

use super::csv_text::Records;
use super::raw_table::RawTable;
use super::{file, unpacked};

/// The table in a file: the first sheet of `.xlsx`, `.xlsm`, `.xlsb`, `.xls` or `.ods`, else separated text.
///
/// # Errors
/// Every problem of the file: it can not be read, it is empty, its rows are ragged, its quotes are wrong.
///
/// ```no_run
/// let table = hubrank::read::table("cities.xlsx")?;
/// println!("{} rows of {}", table.rows.len(), table.header.join(", "));
/// # Ok::<(), hubrank::Problems>(())
/// ```
pub fn table(path: impl AsRef<Path>) -> Result<RawTable, Problems> {
    let path = path.as_ref();
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    let table = match extension.to_lowercase().as_str() {
        "xlsx" | "xlsm" | "xlsb" | "xls" | "ods" => workbook(path)?,
        _ => {
            let label = file::label(path);
            let input = File::open(path).map_err(|error| file::cannot_read(&label, &error))?;
            separated(&label, input)?
        }
    };
    filled(table, &file::label(path))
}

/// The table in bytes that somebody sent: `name` is that of the file, and its end says of what kind it is. Of
/// workbooks only `.xlsx` is taken, and no more than 32 MB unpacked or a million cells.
///
/// # Errors
/// As [`table`].
///
/// ```
/// let table = hubrank::read::table_in("cities.csv", b"city,rent\nBerlin,14\n")?;
/// assert_eq!(table.header, ["city", "rent"]);
/// # Ok::<(), hubrank::Problems>(())
/// ```
pub fn table_in(name: &str, bytes: &[u8]) -> Result<RawTable, Problems> {
    let table = match name.to_lowercase().ends_with(".xlsx") {
        true => sent_workbook(name, bytes)?,
        false => separated(name, Cursor::new(bytes.to_vec()))?,
    };
    filled(table, name)
}

/// The table, unless there is nothing in it.
fn filled(table: RawTable, label: &str) -> Result<RawTable, Problems> {
    if !table.rows.is_empty() {
        return Ok(table);
    }
    let what = "the table";
    let problem = Problem::new(Place::file(label), Fault::Empty { what });
    Err(problem.hint("its first row names the columns; below it, one row a hub").into())
}

/// The most cells of a workbook that somebody sent: its size on disk says little of what it unpacks to.
const MOST_CELLS: usize = 1_000_000;
/// The most bytes that all its parts unpack to.
const MOST_UNPACKED: u64 = 32 << 20;

/// The first sheet, cell by cell, so that one far corner does not make a huge table of nothing.
fn sent_workbook(label: &str, bytes: &[u8]) -> Result<RawTable, Problems> {
    let fits = unpacked::is_within(bytes, MOST_UNPACKED);
    if !fits.map_err(|error| no_workbook(label, calamine::Error::Xlsx(error.into())))? {
        let reason = format!("it unpacks to more than {} MB", MOST_UNPACKED >> 20);
        return Err(too_large(label, reason).into());
    }
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes))
        .map_err(|error| no_workbook(label, calamine::Error::Xlsx(error)))?;
    let Some(first) = book.sheet_names().first().cloned() else {
        return Ok(RawTable::default());
    };
    let refused = |error| no_workbook(label, calamine::Error::Xlsx(error));
    let mut cells = book.worksheet_cells_reader(&first).map_err(refused)?;
    let mut rows = std::collections::BTreeMap::<u32, Vec<(u32, String)>>::new();
    let mut count = 0;
    let mut width = 0;
    while let Some(cell) = cells.next_cell().map_err(refused)? {
        let (row, column) = cell.get_position();
        let text = text(&Data::from(cell.get_value().clone()));
        if text.is_empty() {
            continue;
        }
        count += 1;
        width = width.max(column as usize + 1);
        rows.entry(row).or_default().push((column, text));
        if count > MOST_CELLS || rows.len().saturating_mul(width) > MOST_CELLS {
            let reason = format!("its first sheet has more than {MOST_CELLS} cells");
            return Err(too_large(label, reason).into());
        }
    }
    let mut rows = rows.into_values().map(|cells| {
        let mut row = vec![String::new(); width];
        for (column, text) in cells {
            row[column as usize] = text;
        }
        row
    });
    Ok(RawTable { header: rows.next().unwrap_or_default(), rows: rows.collect() })
}

fn too_large(label: &str, reason: String) -> Problem {
    Problem::new(Place::file(label), Fault::CannotRead { reason })
        .hint("save the part to be ranked as “CSV UTF-8”")
}

fn no_workbook(label: &str, error: calamine::Error) -> Problem {
    let reason = format!("it is no workbook that can be opened ({error})");
    Problem::new(Place::file(label), Fault::CannotRead { reason })
        .hint("open it in a spreadsheet and save it as .xlsx or as “CSV UTF-8”")
}

fn separated(label: &str, input: impl Read + 'static) -> Result<RawTable, Problems> {
    let mut records = Records::new(input, label)?;
    let mut problems = Problems::default();
    let header = records.header(&mut problems)?;
    let mut table = RawTable { header: header.names, rows: Vec::new() };
    while let Some(record) = records.next() {
        match record {
            Ok(record) => {
                if let Some(problem) = record.ragged(table.header.len()) {
                    problems.push(problem);
                }
                let fields = 0..table.header.len();
                table.rows.push(fields.map(|i| record.text(i).into_owned()).collect());
            }
            Err(problem) => problems.push(*problem),
        }
    }
    problems.into_result(table)
}

fn workbook(path: &Path) -> Result<RawTable, Problems> {
    let label = file::label(path);
    if let Err(error) = File::open(path) {
        return Err(file::cannot_read(&label, &error).into());
    }
    let refused = |error| no_workbook(&label, error);
    let mut workbook = open_workbook_auto(path).map_err(refused)?;
    let sheet = workbook.worksheet_range_at(0).transpose().map_err(refused)?;
    let mut rows = sheet.iter().flat_map(|sheet| sheet.rows()).map(|row| {
        let row: Vec<_> = row.iter().map(text).collect();
        row
    });
    let header = rows.find(|row| row.iter().any(|text| !text.is_empty()));
    let is_filled = |row: &Vec<String>| row.iter().any(|text| !text.is_empty());
    Ok(RawTable { header: header.unwrap_or_default(), rows: rows.filter(is_filled).collect() })
}

/// A cell as it would stand in separated text; an error of the spreadsheet (`#N/A`) is a gap.
fn text(cell: &Data) -> String {
    match cell {
        Data::Empty | Data::Error(_) => String::new(),
        Data::Int(whole) => whole.to_string(),
        Data::Float(number) => number.to_string(),
        Data::Bool(truth) => truth.to_string(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
            text.trim().to_owned()
        }
        Data::DateTime(date) => date.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_written_as_a_person_would() {
        assert_eq!(text(&Data::Float(86.0)), "86");
        assert_eq!(text(&Data::Float(0.1)), "0.1");
        assert_eq!(text(&Data::String(" Xi'an ".into())), "Xi'an");
        assert_eq!(text(&Data::Error(calamine::CellErrorType::NA)), "");
    }

    #[test]
    fn what_is_no_workbook_is_refused_in_words() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.xlsx");
        std::fs::write(&path, "hub,value\n").unwrap();
        let text = table(&path).unwrap_err().to_string();
        assert!(text.contains("no workbook"), "{text}");
        assert!(table(folder.path().join("b.csv")).is_err());
    }
}
