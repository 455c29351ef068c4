//! `hubrank rank --methods`: a profile by other methods, a cross-check.

use crate::problem::{Kind, Place, Problem, Problems};
use crate::report::{csv, json, markdown, view};
use crate::stage::Method;
use crate::study::Outcome;
use crate::why::CrossCheck;

use super::args::Format;
use super::terminal::Terminal;

/// Prints each ranking by the methods of these names, `all` for every one.
pub(super) fn print(
    outcomes: &[Outcome],
    names: &[String],
    format: Format,
    terminal: &Terminal,
) -> Result<(), Problems> {
    let methods = methods(names)?;
    let checks: Vec<_> = outcomes
        .iter()
        .map(|outcome| CrossCheck::of(outcome, &methods))
        .collect();
    let pairs: Vec<_> = checks.iter().zip(outcomes).collect();
    let pages = || {
        pairs
            .iter()
            .map(|(own, outcome)| view::cross_check(own, outcome))
    };
    match format {
        Format::Table => terminal.pages(pages()),
        Format::Csv => terminal.stream(|out| csv::write(view::cross_check_rows(&pairs), out)),
        Format::Json => terminal.stream(|out| json::cross_check(&pairs, out)),
        Format::Markdown => {
            let pages: Vec<_> = pages().map(markdown::page).collect();
            terminal.text(&pages.join("\n"))
        }
    }
}

/// The methods of these names, each once.
fn methods(names: &[String]) -> Result<Vec<Method>, Problems> {
    if names.iter().any(|name| name == "all") {
        return Ok(Method::ALL.to_vec());
    }
    let mut methods = Vec::new();
    let mut problems = Problems::default();
    for name in names {
        match Method::named(name) {
            Some(method) if methods.contains(&method) => {}
            Some(method) => methods.push(method),
            None => {
                let place = Place::argument(format!("--methods {name}"));
                let known = Method::ALL.map(Method::name);
                let within = "the methods of aggregation";
                problems.push(Problem::unknown(place, Kind::Method, name, within, known));
            }
        }
    }
    problems.into_result(methods)
}
