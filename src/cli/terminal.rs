//! What is printed: results to stdout, everything else to stderr.

use std::io::{self, BufWriter, ErrorKind, IsTerminal, Write};

use anstream::ColorChoice;

use crate::problem::{Fault, Place, Problem, Problems};
use crate::report::page::Page;
use crate::report::table;

use super::args::Color;

/// The terminal, or the pipe in its place.
pub(super) struct Terminal {
    quiet: bool,
}

impl Terminal {
    pub(super) fn new(quiet: bool, color: Color) -> Self {
        match color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        }
        .write_global();
        Self { quiet }
    }

    /// Prints pages for a person, an empty line between them, as wide as the terminal.
    pub(super) fn pages<'a>(&self, pages: impl Iterator<Item = Page<'a>>) -> Result<(), Problems> {
        let pages: Vec<_> = pages.map(|page| table::page(page, width())).collect();
        finished(write!(anstream::stdout().lock(), "{}", pages.join("\n")))
    }

    /// Prints words.
    pub(super) fn text(&self, text: &str) -> Result<(), Problems> {
        finished(write!(anstream::stdout().lock(), "{text}"))
    }

    /// Prints what is written piece by piece for a machine: no styles.
    pub(super) fn stream(
        &self,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Problems> {
        let mut out = BufWriter::new(io::stdout().lock());
        finished(write(&mut out).and_then(|()| out.flush()))
    }

    /// Says something beside the result, unless asked to be quiet.
    pub(super) fn say(&self, text: &str) {
        if !self.quiet {
            anstream::eprintln!("{text}");
        }
    }

    /// Says what is wrong, also to those who asked for quiet.
    pub(super) fn warn(&self, text: &str) {
        anstream::eprintln!("{text}");
    }

    /// Whether a progress bar may be shown.
    pub(super) fn is_quiet(&self) -> bool {
        self.quiet
    }
}

/// The width to print for; none where stdout is no terminal.
fn width() -> Option<u16> {
    let is_terminal = io::stdout().is_terminal();
    let (width, _) = is_terminal.then(terminal_size::terminal_size).flatten()?;
    Some(width.0.max(40))
}

/// A reader that closes the pipe, such as `head`, has what it wanted.
fn finished(result: io::Result<()>) -> Result<(), Problems> {
    match result {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            let reason = error.to_string();
            Err(Problem::new(Place::file("stdout"), Fault::CannotWrite { reason }).into())
        }
        _ => Ok(()),
    }
}
