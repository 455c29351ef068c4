//! A TOML file and the problems found in it: what follows from a syntax error is not told too.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::ops::Range;

use toml::Spanned;
use toml::de::DeTable;

use crate::problem::{Fault, Place, Problem, Problems};

/// A text file and the problems found in it so far.
pub(super) struct Document<'a> {
    /// The path as a user should read it.
    pub(super) file: &'a str,
    /// The whole text.
    pub(super) text: &'a str,
    /// Keys that stand above the first table, for a hint where one is met inside a table.
    pub(super) top: &'static [&'static str],
    problems: RefCell<Problems>,
    /// The lines that are no TOML: what follows from them is not reported too.
    broken: RefCell<BTreeSet<usize>>,
    is_broken: Cell<bool>,
}

impl<'a> Document<'a> {
    /// A file of which nothing is read yet.
    pub(super) fn new(file: &'a str, text: &'a str, top: &'static [&'static str]) -> Self {
        Self {
            file,
            text,
            top,
            problems: RefCell::default(),
            broken: RefCell::default(),
            is_broken: Cell::new(false),
        }
    }

    /// The tables of the file, as far as they can be read; all syntax errors are noted.
    pub(super) fn parse(&self) -> Spanned<DeTable<'a>> {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        for error in errors {
            let place =
                error.span().map_or_else(|| Place::file(self.file), |span| self.place(span));
            let line = line_of(&place);
            // One slip often trips the parser several times in the same line: the first says it best.
            if self.broken.borrow_mut().insert(line) {
                let typed = error.span().and_then(|span| self.text.get(span));
                let problem = syntax(place, error.message(), typed.unwrap_or_default());
                self.problems.borrow_mut().push(problem);
            }
            self.is_broken.set(true);
        }
        table
    }

    /// Whether the file is no TOML throughout, so that what is absent may only be unread.
    pub(super) fn is_broken(&self) -> bool {
        self.is_broken.get()
    }

    /// The place of some bytes of the text.
    pub(super) fn place(&self, span: Range<usize>) -> Place {
        Place::span(self.file, self.text, span)
    }

    /// Notes a problem, unless it only follows from a syntax error.
    pub(super) fn push(&self, problem: Problem) {
        let follows = matches!(
            problem.fault,
            Fault::MissingKey { .. } | Fault::NoIndicators | Fault::EmptyGroup { .. }
        ) || self.broken.borrow().contains(&line_of(&problem.place));
        if !(self.is_broken.get() && follows) {
            self.problems.borrow_mut().push(problem);
        }
    }

    /// How many problems were noted so far.
    pub(super) fn problems_so_far(&self) -> usize {
        self.problems.borrow().len()
    }

    /// All problems that were noted.
    pub(super) fn into_problems(self) -> Problems {
        self.problems.into_inner()
    }
}

/// A syntax error in words; the parser's own mislead where a text lacks its quotes.
fn syntax(place: Place, message: &str, typed: &str) -> Problem {
    let lacks_value = message.contains("must be quoted") || message.contains("invalid boolean");
    let (message, hint) = match lacks_value {
        true if typed.trim().is_empty() => ("there is no value behind `=`", String::new()),
        true => (
            "this is neither a number nor a text in quotes",
            format!("a text stands in double quotes: `\"{}\"`", typed.trim()),
        ),
        false => (message, String::new()),
    };
    let message = message.to_owned();
    Problem::new(place, Fault::Syntax { message }).hint(hint)
}

fn line_of(place: &Place) -> usize {
    match place {
        Place::Line { number, .. } => *number,
        _ => 0,
    }
}
