//! `hubrank rank --methods`: a profile by other methods, a cross-check.

use crate::problem::{Kind, Place, Problem, Problems};
use crate::report::{csv, json, markdown, view};
use crate::stage::Method;
use crate::study::Outcome;
use crate::why::CrossCheck;

use super::args::{Format, RankArgs};
use super::charts::{self, Pictures};
use super::inputs::Study;
use super::rank::say_what_was_drawn;
use super::terminal::Terminal;

/// Ranks each profile by the methods that are asked for, `all` for every one; prints and draws.
pub(super) fn run(args: &RankArgs, study: &Study, terminal: &Terminal) -> Result<(), Problems> {
    let methods = methods(&args.methods)?;
    let outcomes = study.outcomes()?;
    let check = |outcome| CrossCheck::of(outcome, &methods);
    let checks: Vec<_> = outcomes.iter().map(check).collect();
    let mut pictures = Pictures::on(study.threads);
    for (own, outcome) in checks.iter().zip(&outcomes) {
        let folder = study.place(&args.output.out, &outcome.profile.name);
        let scene = || charts::method_heatmap(own, outcome);
        pictures.add(&folder, "methods", args.output.chart, scene);
    }
    let files = pictures.paint(|| ())?;
    files.write()?;
    print(&outcomes, &checks, args.output.format, terminal)?;
    say_what_was_drawn(&files, terminal);
    Ok(())
}

fn print(
    outcomes: &[Outcome],
    checks: &[CrossCheck],
    format: Format,
    terminal: &Terminal,
) -> Result<(), Problems> {
    let pairs: Vec<_> = checks.iter().zip(outcomes).collect();
    let pages = || pairs.iter().map(|(own, outcome)| view::cross_check(own, outcome));
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
