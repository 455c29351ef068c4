//! `hubrank report`: one self-contained HTML file.

use crate::problem::Problems;
use crate::report::html::{Report, document};

use super::args::ReportArgs;
use super::files::Files;
use super::inputs::{Study, lead};
use super::terminal::Terminal;

pub(super) fn run(args: &ReportArgs, terminal: &Terminal) -> Result<(), Problems> {
    let mut study = Study::read(&args.inputs, &args.names, &args.variation, terminal)?;
    if args.names.is_empty() {
        study.profiles.sort_by_key(lead);
    }
    let report = document(&Report { dataset: &study.dataset, outcomes: &study.outcomes()? });
    let mut files = Files::default();
    files.add(&args.out, report);
    files.write()?;
    terminal.text(&format!("{}\n", args.out.display()))
}
