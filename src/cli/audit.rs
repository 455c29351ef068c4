//! `hubrank audit`: whether the data are fit to be ranked, and whether weights do what they say.

use std::path::Path;

use crate::problem::Problems;
use crate::report::{csv, json, markdown, view};
use crate::study::{Audit, Outcome};

use super::args::{AuditArgs, Chart, Format};
use super::charts::{self, Pictures};
use super::inputs::{Study, usual_profile};
use super::rank::say_what_was_drawn;
use super::terminal::Terminal;

/// The folder of the charts and the table.
pub(super) const FOLDER: &str = "audit";

pub(super) fn run(args: &AuditArgs, terminal: &Terminal) -> Result<(), Problems> {
    let names = match &args.name {
        Some(name) => vec![name.clone()],
        None => usual_profile(&args.inputs)?,
    };
    let mut study = Study::read(&args.inputs, &names, &args.variation, terminal)?;
    study.profiles.truncate(1);
    for outcome in study.outcomes()? {
        let own = outcome.audit();
        let folder = study.place(&args.output.out, &outcome.profile.name);
        let mut pictures = Pictures::on(study.threads);
        draw(&mut pictures, &folder.join(FOLDER), &[args.output.chart], &own, &outcome);
        let files = pictures.paint(|| ())?;
        files.write()?;
        print(&own, &outcome, args.output.format, terminal)?;
        say_what_was_drawn(&files, terminal);
    }
    Ok(())
}

/// The three charts of an audit, in each of these formats.
pub(super) fn draw(
    pictures: &mut Pictures,
    folder: &Path,
    formats: &[Chart],
    own: &Audit,
    outcome: &Outcome,
) {
    for &format in formats {
        pictures.add(folder, "correlation", format, || charts::correlation(own, outcome));
        pictures.add(folder, "importance", format, || charts::importance(own, outcome));
        pictures.add(folder, "distribution", format, || charts::distribution(own, outcome));
    }
}

fn print(
    own: &Audit,
    outcome: &Outcome,
    format: Format,
    terminal: &Terminal,
) -> Result<(), Problems> {
    match format {
        Format::Table => terminal.pages([view::audit(own, outcome)].into_iter()),
        Format::Csv => terminal.stream(|out| csv::write(view::audit_rows(own, outcome), out)),
        Format::Json => terminal.stream(|out| json::audit(own, outcome, out)),
        Format::Markdown => terminal.text(&markdown::page(view::audit(own, outcome))),
    }
}
