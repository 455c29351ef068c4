//! CSV: one header, one row a result, every digit.

use std::io::{self, Write};

use super::page::Sheet;

/// Writes a sheet row by row; the benchmarks come last.
///
/// # Errors
/// What the writer says.
pub fn write(sheet: Sheet<'_>, to: impl Write) -> io::Result<()> {
    let mut writer = ::csv::Writer::from_writer(to);
    writer.write_record(sheet.heads.iter().map(|head| head.name.as_str()))?;
    for row in sheet.rows.chain(sheet.below) {
        writer.write_record(row.iter().map(super::page::Field::exact))?;
    }
    writer.flush()
}

#[cfg(test)]
mod tests {
    use super::super::page::{Field, Head};
    use super::*;

    #[test]
    fn commas_and_digits_survive() {
        let sheet = Sheet {
            heads: vec![Head::text("hub"), Head::number("score")],
            rows: Box::new([vec![Field::Text("a, b".into()), Field::Score(0.1 + 0.2)]].into_iter()),
            length: 1,
            below: Vec::new(),
        };
        let mut out = Vec::new();
        write(sheet, &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "hub,score\n\"a, b\",0.30000000000000004\n");
    }
}
