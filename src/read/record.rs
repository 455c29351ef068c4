//! One record of a table of text, its fields and their places; the columns that the header names.

use std::borrow::Cow;
use std::ops::Range;

use crate::problem::{Fault, Place, Problem, Problems};

/// One field: its bytes within the record, quotes included.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field {
    start: usize,
    end: usize,
    is_quoted: bool,
}

impl Field {
    /// The field from byte `start` to before byte `end` of its record.
    pub(super) fn new(start: usize, end: usize, is_quoted: bool) -> Self {
        Self { start, end, is_quoted }
    }
}

/// The columns of a table.
pub(super) struct Header {
    /// The names.
    pub(super) names: Vec<String>,
    /// Where each stands.
    pub(super) places: Vec<Place>,
    /// Where the row stands.
    pub(super) row: Place,
}

impl Header {
    /// The position of a column.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| known == name)
    }

    /// The position of a column that must be there.
    pub(super) fn required(&self, name: &str, problems: &mut Problems) -> Option<usize> {
        let found = self.find(name);
        if found.is_none() {
            problems.push(self.missing(name));
        }
        found
    }

    /// The problem of a column that is not there.
    pub(super) fn missing(&self, column: &str) -> Problem {
        let fault = Fault::MissingColumn { column: column.to_owned() };
        let near = crate::problem::nearest(column, self.names.iter().map(String::as_str));
        let hint = match near {
            Some(near) if near != column => {
                format!("is it the column `{near}`? name it `{column}`")
            }
            _ => format!("add a column `{column}` to the header"),
        };
        Problem::new(self.row.clone(), fault).hint(hint)
    }
}

/// One record of a table.
pub(super) struct Record<'a> {
    pub(super) file: &'a str,
    pub(super) text: &'a str,
    pub(super) fields: &'a [Field],
    /// The line that it begins in, from 1.
    pub(super) line: usize,
}

impl<'a> Record<'a> {
    /// The number of fields.
    pub(super) fn len(&self) -> usize {
        self.fields.len()
    }

    /// The text of a field without its quotes and the blanks around it; empty where the row is too short.
    pub(super) fn text(&self, i: usize) -> Cow<'a, str> {
        let Some(field) = self.fields.get(i) else {
            return Cow::Borrowed("");
        };
        let text = &self.text[field.start..field.end];
        if !field.is_quoted {
            return Cow::Borrowed(text.trim());
        }
        let inner = text.trim_end();
        let inner = &inner[1..inner.len() - 1];
        if inner.contains('"') {
            Cow::Owned(inner.replace("\"\"", "\"").trim().to_owned())
        } else {
            Cow::Borrowed(inner.trim())
        }
    }

    /// The text of a field, if it is there and says something.
    pub(super) fn said(&self, i: Option<usize>) -> Option<Cow<'a, str>> {
        i.map(|i| self.text(i)).filter(|text| !text.is_empty())
    }

    /// Where a field stands.
    pub(super) fn place(&self, i: usize) -> Place {
        match self.fields.get(i) {
            Some(field) => {
                let typed = &self.text[field.start..field.end];
                let start = field.start + typed.len() - typed.trim_start().len();
                self.at(start..start + typed.trim().len())
            }
            None => self.at(self.text.len()..self.text.len()),
        }
    }

    /// Where the record stands.
    pub(super) fn row_place(&self) -> Place {
        self.at(0..self.text.len())
    }

    /// The problem of a row that has not as many fields as the header.
    pub(super) fn ragged(&self, expected: usize) -> Option<Problem> {
        let found = self.len();
        if found == expected {
            return None;
        }
        let place = match found > expected {
            true => self.place(expected),
            false => self.place(found),
        };
        Some(Problem::new(place, Fault::RaggedRow { found, expected }).hint(
            match found > expected {
                true => "a text with a separator in it stands in double quotes",
                false => "leave a field empty where there is no value, with its separator",
            },
        ))
    }

    /// The record, where it has as many fields as the header.
    pub(super) fn whole(self, expected: usize) -> Result<Self, Box<Problem>> {
        match self.ragged(expected) {
            Some(problem) => Err(problem.into()),
            None => Ok(self),
        }
    }

    fn at(&self, span: Range<usize>) -> Place {
        moved(Place::span(self.file, self.text, span), self.line)
    }
}

/// A place in a piece of text, of which the first line is `line` of the file.
pub(super) fn moved(place: Place, line: usize) -> Place {
    match place {
        Place::Line { file, number, text, span } => {
            Place::Line { file, number: number + line - 1, text, span }
        }
        other => other,
    }
}
