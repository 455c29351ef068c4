//! Tables of text, one record at a time, each field with its exact place.
//!
//! RFC 4180 quotes; comma, semicolon or tab, judged on the header outside quotes; with or without a byte order
//! mark; any line ends. A record is a slice of one buffer: nothing is copied, and a table of any length needs
//! only the buffer.

use std::io::Read;
use std::ops::Range;

use crate::problem::{Fault, Kind, Place, Problem, Problems};

use super::csv_scan::{Header as Opening, Scan, scan, separator};
use super::file;
use super::plain::{self, Shape};
use super::record::{Field, Header, Record, moved};

/// How much is read at a time of a long table; a longer record makes the buffer grow.
const CHUNK: usize = 1 << 18;
/// How much is read first: a short table needs no more, and memory that nothing stands in has its price too.
const FIRST: usize = 1 << 14;

/// Reads records from `input`.
pub(super) struct Records<R> {
    input: R,
    file: String,
    /// How much is read at a time.
    chunk: usize,
    separator: u8,
    buffer: Vec<u8>,
    /// The bytes of the buffer that are read and not yet handed out.
    ready: Range<usize>,
    is_done: bool,
    /// The line of the next byte to be handed out.
    line: usize,
    fields: Vec<Field>,
}

/// A record in the buffer.
struct Found {
    bytes: Range<usize>,
    /// The line that it begins in.
    line: usize,
    /// Where its quotes went wrong, and how.
    slip: Option<(usize, &'static str)>,
}

impl<R: Read> Records<R> {
    /// A reader that has seen the header and knows its separator.
    ///
    /// # Errors
    /// The file can not be read or holds nothing.
    pub(super) fn new(input: R, file: &str) -> Result<Self, Box<Problem>> {
        Self::in_chunks(input, file, CHUNK)
    }

    /// The same with another size of chunks, in bytes; it can not change what is read.
    pub(super) fn in_chunks(input: R, file: &str, chunk: usize) -> Result<Self, Box<Problem>> {
        let mut records = Self {
            input,
            file: file.to_owned(),
            // A byte order mark is seen whole.
            chunk: chunk.max(4),
            separator: b',',
            buffer: Vec::new(),
            ready: 0..0,
            is_done: false,
            line: 1,
            fields: Vec::new(),
        };
        records.fill()?;
        if records.bytes().starts_with("\u{feff}".as_bytes()) {
            records.ready.start += 3;
        }
        records.pass_blanks()?;
        if records.bytes().is_empty() {
            let fault = Fault::Empty { what: "the file" };
            return Err(Problem::new(Place::file(file), fault)
                .hint("its first line names the columns, as in `hub,indicator,value`")
                .into());
        }
        records.separator = loop {
            match separator(records.bytes()) {
                Opening::Ended(separator) => break separator,
                Opening::Open(separator) if records.is_done => break separator,
                Opening::Open(_) => records.fill()?,
            }
        };
        Ok(records)
    }

    /// Goes on to the first byte that is no blank.
    fn pass_blanks(&mut self) -> Result<(), Box<Problem>> {
        loop {
            match self.bytes().first() {
                Some(first) if first.is_ascii_whitespace() && *first != b'\t' => {
                    self.line += usize::from(*first == b'\n');
                    self.ready.start += 1;
                }
                None if !self.is_done => self.fill()?,
                _ => return Ok(()),
            }
        }
    }

    fn bytes(&self) -> &[u8] {
        &self.buffer[self.ready.clone()]
    }

    /// Reads on; a buffer that is full, or not yet as long as a chunk, is doubled.
    fn fill(&mut self) -> Result<(), Box<Problem>> {
        self.buffer.copy_within(self.ready.clone(), 0);
        self.ready = 0..self.ready.len();
        let length = self.buffer.len();
        if length < self.chunk || self.ready.end + self.chunk / 2 > length {
            self.buffer.resize((length * 2).max(self.chunk.min(FIRST)), 0);
        }
        // One call may give less than is there.
        while self.ready.end < self.buffer.len() {
            match self.input.read(&mut self.buffer[self.ready.end..]) {
                Ok(0) => {
                    self.is_done = true;
                    break;
                }
                Ok(count) => self.ready.end += count,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(file::cannot_read(&self.file, &error).into()),
            }
        }
        Ok(())
    }

    /// The next row, if it is plain and wholly in the buffer; it is not passed yet.
    pub(super) fn plain(
        &self,
        shape: &Shape,
        numbers: &mut [Option<f64>],
    ) -> Option<plain::Row<'_>> {
        plain::row(self.bytes(), self.separator, shape, numbers)
    }

    /// Passes a plain row of so many bytes; returns its line.
    pub(super) fn pass(&mut self, length: usize) -> usize {
        self.ready.start += length;
        self.line += 1;
        self.line - 1
    }

    /// The next record that is not blank, or what is wrong with it; none at the end.
    pub(super) fn next(&mut self) -> Option<Result<Record<'_>, Box<Problem>>> {
        let found = match self.advance()? {
            Ok(found) => found,
            Err(problem) => return Some(Err(problem)),
        };
        let bytes = &self.buffer[found.bytes];
        Some(record(&self.file, bytes, found.line, found.slip, &self.fields))
    }

    /// Goes on to the next record that is not blank.
    fn advance(&mut self) -> Option<Result<Found, Box<Problem>>> {
        loop {
            let ready = &self.buffer[self.ready.clone()];
            if ready.is_empty() && self.is_done {
                return None;
            }
            let (length, line_end, slip) =
                match scan(ready, self.separator, self.is_done, &mut self.fields) {
                    Scan::Record { length, line_end } => (length, line_end, None),
                    Scan::Slip { at, message } => {
                        let rest = ready[at..].iter().position(|&byte| byte == b'\n');
                        let length = rest.map_or(ready.len(), |rest| at + rest);
                        (length, usize::from(rest.is_some()), Some((at, message)))
                    }
                    Scan::Unfinished => match self.fill() {
                        Ok(()) => continue,
                        Err(problem) => {
                            (self.is_done, self.ready) = (true, 0..0);
                            return Some(Err(problem));
                        }
                    },
                };
            let bytes = self.ready.start..self.ready.start + length;
            let line = self.line;
            self.ready.start = bytes.end + line_end;
            let taken = &self.buffer[bytes.start..self.ready.start];
            self.line += taken.iter().filter(|&&byte| byte == b'\n').count();
            let is_blank = |byte: &u8| byte.is_ascii_whitespace() || *byte == self.separator;
            if slip.is_some() || !self.buffer[bytes.clone()].iter().all(is_blank) {
                return Some(Ok(Found { bytes, line, slip }));
            }
        }
    }

    /// The names of the columns: the first record.
    ///
    /// # Errors
    /// The record can not be read.
    pub(super) fn header(&mut self, problems: &mut Problems) -> Result<Header, Box<Problem>> {
        let file = self.file.clone();
        let empty = || Problem::new(Place::file(&file), Fault::Empty { what: "the file" });
        let record = self.next().ok_or_else(empty)??;
        let names: Vec<_> = (0..record.len()).map(|i| record.text(i).into_owned()).collect();
        let places: Vec<_> = (0..record.len()).map(|i| record.place(i)).collect();
        for (i, name) in names.iter().enumerate() {
            if !name.is_empty() && names[..i].contains(name) {
                let fault = Fault::Duplicate {
                    kind: Kind::Column,
                    name: name.clone(),
                    first: "further left".into(),
                };
                problems
                    .push(Problem::new(places[i].clone(), fault).hint("take one of the two away"));
            }
        }
        Ok(Header { row: record.row_place(), names, places })
    }
}

fn record<'a>(
    file: &'a str,
    bytes: &'a [u8],
    line: usize,
    slip: Option<(usize, &'static str)>,
    fields: &'a [Field],
) -> Result<Record<'a>, Box<Problem>> {
    let text = std::str::from_utf8(bytes)
        .map_err(|error| file::not_utf8(file, bytes, error.valid_up_to(), line))?;
    if let Some((at, message)) = slip {
        let place = moved(Place::span(file, text, at..at + 1), line);
        let message = message.to_owned();
        return Err(Problem::new(place, Fault::Syntax { message })
            .hint("inside a quoted field, a double quote is written twice: `\"\"`")
            .into());
    }
    Ok(Record { file, text, fields, line })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        rows_in_chunks(text, CHUNK)
    }

    fn rows_in_chunks(text: &str, chunk: usize) -> Vec<Vec<String>> {
        let Ok(mut records) = Records::in_chunks(text.as_bytes(), "a.csv", chunk) else {
            return Vec::new();
        };
        let mut rows = Vec::new();
        while let Some(Ok(record)) = records.next() {
            rows.push((0..record.len()).map(|i| record.text(i).into_owned()).collect());
        }
        rows
    }

    #[test]
    fn quotes_separators_and_line_ends() {
        assert_eq!(
            rows("\u{feff}a,\"b;c;d\"\r\n\"x \"\"y\"\"\n z\" , 2\r\n\r\n,\r\n3,4"),
            [vec!["a", "b;c;d"], vec!["x \"y\"\n z", "2"], vec!["3", "4"]]
        );
        assert_eq!(rows("a;b\n1,5;2"), [["a", "b"], ["1,5", "2"]]);
        assert_eq!(rows("a\tb\n1\t"), [["a", "b"], ["1", ""]]);
        assert!(rows("\n \n").is_empty());
    }

    #[test]
    fn a_place_is_the_field_itself() -> Result<(), Box<Problem>> {
        let mut records = Records::new(&b"a,b\n\"x\ny\", 12 \n"[..], "a.csv")?;
        records.next();
        let place = records.next().and_then(|row| row.ok().map(|row| row.place(1)));
        let due =
            Place::Line { file: "a.csv".into(), number: 3, text: "y\", 12 ".into(), span: (4, 6) };
        assert_eq!(place, Some(due));
        Ok(())
    }

    #[test]
    fn slips_of_quotes_are_told_and_passed() -> Result<(), Box<Problem>> {
        let mut records = Records::new(&b"a,b\n\"x\"y,1\n2,3\n\"open,4\n"[..], "a.csv")?;
        let mut seen = Vec::new();
        while let Some(row) = records.next() {
            seen.push(row.map(|row| row.line).map_err(|problem| problem.fault.headline()));
        }
        let due = [
            Ok(1),
            Err("there is text behind the closing quote".to_owned()),
            Ok(3),
            Err("this quoted field is never closed".to_owned()),
        ];
        assert_eq!(seen, due);
        Ok(())
    }

    #[test]
    fn chunks_of_any_size_give_the_same_records() {
        let texts = [
            "\u{feff}a,\"b;c;d\"\r\n\"x \"\"y\"\"\n z\" , 2\r\n\r\n,\r\n3,4",
            "\n \n\"long; name\";b;c\n1;2;3\n\"\";;\n4;5;6\n",
            "a\tb\n1\t",
        ];
        for text in texts {
            let whole = rows(text);
            assert!(!whole.is_empty());
            for chunk in 0..text.len() + 2 {
                assert_eq!(rows_in_chunks(text, chunk), whole, "{chunk}");
            }
        }
    }

    #[test]
    fn a_record_longer_than_the_buffer_is_whole() {
        let long = "x".repeat(3 * CHUNK);
        let found = rows(&format!("a,b\n\"{long}\",1\n"));
        assert_eq!(found[1][0].len(), 3 * CHUNK);
    }
}
