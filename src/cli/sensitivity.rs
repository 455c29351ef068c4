//! `hubrank sensitivity`: what weights would change the order, printed and drawn.

use crate::problem::Problems;
use crate::report::{csv, json, markdown, view};
use crate::study::Outcome;
use crate::why::{Questions, Sensitivity};

use super::args::{At, Format, SensitivityArgs};
use super::charts::{self, Pictures};
use super::inputs::{Study, file_name};
use super::rank::say_what_was_drawn;
use super::terminal::Terminal;
use super::uncertainty::top;

pub(super) fn run(args: &SensitivityArgs, terminal: &Terminal) -> Result<(), Problems> {
    let names = std::slice::from_ref(&args.name);
    let study = Study::read(&args.inputs, names, &args.variation, terminal)?;
    for outcome in study.outcomes()? {
        let own = Sensitivity::of(&outcome, &questions(args, &outcome)?)?;
        let folder = study.place(&args.output.out, &outcome.profile.name);
        let mut pictures = Pictures::on(study.threads);
        draw(&mut pictures, &folder, args, &own, &outcome);
        let files = pictures.paint(|| ())?;
        files.write()?;
        print(&own, &outcome, args.output.format, terminal)?;
        say_what_was_drawn(&files, terminal);
    }
    Ok(())
}

fn questions(args: &SensitivityArgs, outcome: &Outcome) -> Result<Questions, Problems> {
    Ok(Questions {
        level: args.at.level(),
        node: args.node.clone(),
        top: top(args.top, outcome)?,
        percent: args.percent,
        hub: args.hub.clone(),
    })
}

fn draw(
    pictures: &mut Pictures,
    folder: &std::path::Path,
    args: &SensitivityArgs,
    own: &Sensitivity,
    outcome: &Outcome,
) {
    let chart = args.output.chart;
    if let Some(node) = &args.node {
        let name = format!("sensitivity-{}", file_name(node));
        pictures.add(folder, &name, chart, || charts::rank_steps(own, outcome));
        return;
    }
    // The charts of the indicators' weights stand beside those of the pillars'.
    let end = match args.at {
        At::Pillars => "",
        At::Leaves => "-leaves",
    };
    let named = |name: &str| format!("{name}{end}");
    if args.at == At::Pillars {
        pictures.add(folder, "sensitivity", chart, || charts::sensitivity(outcome));
    }
    pictures.add(folder, &named("stability"), chart, || charts::stability(own, outcome));
    pictures.add(folder, &named("rank-ranges"), chart, || charts::rank_range(own, outcome));
    pictures.add(folder, &named("dominance"), chart, || charts::hasse(own, outcome));
}

fn print(
    own: &Sensitivity,
    outcome: &Outcome,
    format: Format,
    terminal: &Terminal,
) -> Result<(), Problems> {
    match format {
        Format::Table => terminal.pages([view::sensitivity(own, outcome)].into_iter()),
        Format::Csv => {
            let rows = view::sensitivity_rows(own, outcome);
            terminal.stream(|out| csv::write(rows, out))
        }
        Format::Json => terminal.stream(|out| json::sensitivity(own, outcome, out)),
        Format::Markdown => terminal.text(&markdown::page(view::sensitivity(own, outcome))),
    }
}
