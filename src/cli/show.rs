//! Results of several tables, printed in every format.

use crate::problem::Problems;
use crate::report::page::Page;
use crate::report::section::{Section, union};
use crate::report::{csv, json, markdown};
use crate::study::Outcome;

use super::args::Format;
use super::terminal::Terminal;

/// Prints a page for people, or its sections for machines.
pub(super) fn show(
    format: Format,
    terminal: &Terminal,
    outcomes: &[&Outcome],
    page: Page<'_>,
    sections: Vec<Section<'_>>,
) -> Result<(), Problems> {
    match format {
        Format::Table => terminal.pages([page].into_iter()),
        Format::Csv => terminal.stream(|out| csv::write(union(sections), out)),
        Format::Json => terminal.stream(|out| json::sections(outcomes, sections, out)),
        Format::Markdown => terminal.text(&markdown::page(page)),
    }
}
