//! `hubrank compare`: perspectives side by side.

use crate::problem::Problems;
use crate::report::{csv, json, markdown, view};
use crate::why::Comparison;

use super::args::{CompareArgs, Format};
use super::charts::{self, Pictures};
use super::inputs::Study;
use super::rank::say_what_was_drawn;
use super::terminal::Terminal;

pub(super) fn run(args: &CompareArgs, terminal: &Terminal) -> Result<(), Problems> {
    let study = Study::read(&args.inputs, &args.names, &args.variation, terminal)?;
    let outcomes = study.outcomes()?;
    let comparison = Comparison::of(&outcomes);
    let names: Vec<_> = outcomes
        .iter()
        .map(|own| own.profile.name.as_str())
        .collect();
    let folder = study.place(&args.output.out, &names.join("-"));
    let mut pictures = Pictures::default();
    let scene = || charts::slope(&comparison, &outcomes);
    pictures.add(&folder, "comparison", args.output.chart, scene);
    let files = pictures.paint(|| ())?;
    files.write()?;
    match args.output.format {
        Format::Table => {
            terminal.pages([view::comparison(&comparison, &outcomes)].into_iter())?;
        }
        Format::Csv => {
            let rows = view::comparison_rows(&comparison, &outcomes);
            terminal.stream(|out| csv::write(rows, out))?;
        }
        Format::Json => {
            terminal.stream(|out| json::comparison(&comparison, &outcomes, out))?;
        }
        Format::Markdown => {
            terminal.text(&markdown::page(view::comparison(&comparison, &outcomes)))?;
        }
    }
    say_what_was_drawn(&files, terminal);
    Ok(())
}
