//! `hubrank methods`: every method in words.

use crate::problem::{Kind, Place, Problem, Problems};
use crate::report::{csv, json, markdown, view};
use crate::stage::catalogue::{self, Entry};

use super::args::{Format, MethodsArgs};
use super::terminal::Terminal;

pub(super) fn run(args: &MethodsArgs, terminal: &Terminal) -> Result<(), Problems> {
    let found = match &args.name {
        Some(name) => named(name)?,
        None => catalogue::all(),
    };
    let pages = || match &args.name {
        Some(_) => found.iter().map(view::method).collect(),
        None => vec![view::methods()],
    };
    match args.format {
        Format::Table => terminal.pages(pages().into_iter()),
        Format::Csv => terminal.stream(|out| csv::write(view::method_rows(found), out)),
        Format::Json => terminal.stream(|out| json::methods(&found, out)),
        Format::Markdown => {
            let pages = pages().into_iter().map(markdown::page);
            terminal.text(&pages.collect::<Vec<_>>().join("\n"))
        }
    }
}

/// The methods of a name.
pub(super) fn named(name: &str) -> Result<Vec<Entry>, Problems> {
    let found = catalogue::named(name);
    if !found.is_empty() {
        return Ok(found);
    }
    let all = catalogue::all();
    let known =
        all.iter().flat_map(|own| std::iter::once(own.name).chain(own.also.iter().copied()));
    let place = Place::argument(name);
    let within = "the methods; `hubrank methods` lists them";
    Err(Problem::unknown(place, Kind::Method, name, within, known).into())
}
