//! Where a problem was found.

use std::ops::Range;

/// Where a problem was found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A file or folder as a whole.
    File {
        /// The path as the user gave it.
        file: String,
    },
    /// A stretch of one line of a text file.
    Line {
        /// The path as the user gave it.
        file: String,
        /// The line, from 1.
        number: usize,
        /// The whole line, without its line end.
        text: String,
        /// The bytes of `text` that are meant.
        span: (usize, usize),
    },
    /// One value of one hub.
    Cell {
        /// The hub's id.
        hub: String,
        /// The indicator's or column's id.
        indicator: String,
    },
    /// Something typed on the command line or sent in a request.
    Argument {
        /// The text as it was typed.
        text: String,
    },
}

impl Place {
    /// The whole of a file.
    #[must_use]
    pub fn file(file: impl Into<String>) -> Self {
        Self::File { file: file.into() }
    }

    /// A byte span of `text`, cut down to the one line that it starts in.
    #[must_use]
    pub fn span(file: &str, text: &str, span: Range<usize>) -> Self {
        let start = span.start.min(text.len());
        let from = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let to = text[from..].find('\n').map_or(text.len(), |at| from + at);
        let line = text[from..to].trim_end_matches('\r');
        let end = span.end.clamp(start, from + line.len()).max(start);
        Self::Line {
            file: file.to_owned(),
            number: text[..from].matches('\n').count() + 1,
            text: line.to_owned(),
            span: ((start - from).min(line.len()), (end - from).min(line.len())),
        }
    }

    /// An argument of the command line.
    #[must_use]
    pub fn argument(text: impl Into<String>) -> Self {
        Self::Argument { text: text.into() }
    }

    /// One value of one hub.
    #[must_use]
    pub fn cell(hub: &str, indicator: &str) -> Self {
        Self::Cell { hub: hub.to_owned(), indicator: indicator.to_owned() }
    }
}
