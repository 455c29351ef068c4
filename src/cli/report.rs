//! `hubrank report`: one self-contained HTML file.

use crate::problem::Problems;
use crate::report::html::{Report, document};
use crate::why::Perspectives;

use super::args::ReportArgs;
use super::files::Files;
use super::found::{audited, sensitivity, trust};
use super::inputs::{Study, lead};
use super::terminal::Terminal;

#[cfg(feature = "charts")]
mod sliders;

pub(super) fn run(args: &ReportArgs, terminal: &Terminal) -> Result<(), Problems> {
    #[cfg(feature = "charts")]
    let engine = args.sliders.as_deref().map(sliders::engine).transpose()?;
    let mut study = Study::read(&args.inputs, &args.names, &args.variation, terminal)?;
    if args.names.is_empty() {
        study.profiles.sort_by_key(lead);
    }
    let outcomes = study.trusted_outcomes()?;
    let Some(first) = outcomes.first() else { return Ok(()) };
    let audit = audited(&outcomes);
    let report = document(&Report {
        dataset: &study.dataset,
        outcomes: &outcomes,
        why: &Perspectives::of(&outcomes),
        sensitivity: sensitivity(first)?.as_ref(),
        trust: trust(first)?.as_ref(),
        audit: audit.as_ref().map(|(at, audit)| (audit, &outcomes[*at])),
        command: command(args, &study.dataset.id),
        #[cfg(feature = "charts")]
        sliders: engine.map(|engine| sliders::sliders(engine, args, &study)).transpose()?,
        #[cfg(not(feature = "charts"))]
        sliders: None,
    });
    let mut files = Files::default();
    files.add(&args.out, report);
    files.write()?;
    terminal.text(&format!("{}\n", args.out.display()))
}

/// What to type to get this report again.
fn command(args: &ReportArgs, dataset: &str) -> String {
    let mut words = vec!["hubrank".to_owned(), "report".to_owned()];
    let mut say = |option: &str, value: &str| words.extend([option.to_owned(), quoted(value)]);
    say("--data", args.inputs.data.as_deref().unwrap_or(dataset));
    if let Some(folder) = &args.inputs.profiles {
        say("--profiles", &folder.display().to_string());
    }
    for own in &args.variation.weights {
        // What was typed, from a share of one.
        let percent = (own.share * 1e11).round() / 1e9;
        say("--weight", &format!("{}={percent}", own.node));
    }
    for own in &args.variation.only {
        say("--only", &format!("{}={}", own.name, own.value));
    }
    #[cfg(feature = "charts")]
    if let Some(file) = &args.sliders {
        say("--sliders", &file.display().to_string());
    }
    words.extend(args.names.iter().map(|name| quoted(name)));
    words.join(" ")
}

/// As a shell takes it for one word.
fn quoted(word: &str) -> String {
    match word.contains(|c: char| c.is_whitespace() || c == '\'') {
        true => format!("\"{word}\""),
        false => word.to_owned(),
    }
}
