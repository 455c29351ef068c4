//! `hubrank rank`: one or more rankings, printed and drawn.

use crate::problem::Problems;
use crate::report::{csv, json, markdown, view};
use crate::study::Outcome;

use super::args::{Format, Output, RankArgs};
use super::charts::{self, Pictures};
use super::cross_check;
use super::files::Files;
use super::inputs::Study;
use super::terminal::Terminal;

pub(super) fn run(args: &RankArgs, terminal: &Terminal) -> Result<(), Problems> {
    let study = Study::read(&args.inputs, &args.names, &args.variation, terminal)?;
    if !args.methods.is_empty() {
        return cross_check::run(args, &study, terminal);
    }
    let outcomes = study.trusted_outcomes()?;
    let mut pictures = Pictures::on(study.threads);
    for outcome in &outcomes {
        let folder = study.place(&args.output.out, &outcome.profile.name);
        let scene = || charts::ranking(outcome);
        pictures.add(&folder, "ranking", args.output.chart, scene);
    }
    let files = pictures.paint(|| ())?;
    files.write()?;
    print(&outcomes, &args.output, terminal)?;
    say_what_was_drawn(&files, terminal);
    Ok(())
}

fn print(outcomes: &[Outcome], output: &Output, terminal: &Terminal) -> Result<(), Problems> {
    match output.format {
        Format::Table => terminal.pages(outcomes.iter().map(view::ranking)),
        Format::Csv => terminal.stream(|out| csv::write(view::ranking_rows(outcomes), out)),
        Format::Json => terminal.stream(|out| json::rankings(outcomes, out)),
        Format::Markdown => {
            let pages = outcomes.iter().map(view::ranking).map(markdown::page);
            terminal.text(&pages.collect::<Vec<_>>().join("\n"))
        }
    }
}

/// How many characters are named before they are counted.
const MOST_BOXED: usize = 20;

/// Names each chart.
pub(super) fn say_what_was_drawn(files: &Files, terminal: &Terminal) {
    for (path, _) in files.iter() {
        terminal.say(&format!("chart: {}", path.display()));
    }
    say_what_is_boxed(files, terminal);
}

/// Names the characters that PNGs show as boxes.
pub(super) fn say_what_is_boxed(files: &Files, terminal: &Terminal) {
    let named: Vec<_> = files.boxed.iter().take(MOST_BOXED).map(char::to_string).collect();
    let more = match files.boxed.len() - named.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    if !named.is_empty() {
        terminal.say(&format!(
            "warning: in PNG charts □ stands for {}{more}, which their typefaces lack; SVG charts show them with the reader's own",
            named.join(" ")
        ));
    }
}
