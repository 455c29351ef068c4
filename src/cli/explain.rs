//! `hubrank explain`: where one hub's rank comes from.

use crate::problem::Problems;
use crate::report::{csv, json, markdown, view};

use super::args::{ExplainArgs, Format};
use super::inputs::{Study, usual_profile};
use super::terminal::Terminal;

pub(super) fn run(args: &ExplainArgs, terminal: &Terminal) -> Result<(), Problems> {
    let names = match &args.profile {
        Some(name) => vec![name.clone()],
        None => usual_profile(&args.inputs)?,
    };
    let mut study = Study::read(&args.inputs, &names, &args.variation, terminal)?;
    study.profiles.truncate(1);
    for outcome in study.outcomes()? {
        let own = outcome.explain(&args.hub)?;
        match args.format {
            Format::Table => terminal.pages([view::explanation(&own, &outcome)].into_iter())?,
            Format::Csv => {
                let rows = view::explanation_rows(&own, &outcome);
                terminal.stream(|out| csv::write(rows, out))?;
            }
            Format::Json => terminal.stream(|out| json::explanation(&own, &outcome, out))?,
            Format::Markdown => {
                terminal.text(&markdown::page(view::explanation(&own, &outcome)))?;
            }
        }
    }
    Ok(())
}
