//! Several profiles on one data set.

use crate::problem::Problems;
use crate::report::page::Page;
use crate::report::{csv, json, markdown, view};
use crate::study::Outcome;
use crate::why::Perspectives;

use super::super::args::{CompareArgs, Format};
use super::super::charts::{self, Pictures};
use super::super::explain::ranked;
use super::super::inputs::Study;
use super::super::rank::say_what_was_drawn;
use super::super::show::show;
use super::super::terminal::Terminal;

pub(super) fn run(args: &CompareArgs, terminal: &Terminal) -> Result<(), Problems> {
    let inputs = args.inputs(args.data.first());
    let study = Study::read(&inputs, &args.names, &args.variation, terminal)?;
    let outcomes = study.outcomes()?;
    let own = Perspectives::of(&outcomes);
    let hub = args.hub.as_deref().map(|hub| of_all(&outcomes, hub)).transpose()?;
    let names = outcomes.iter().map(|own| own.profile.name.as_str());
    let folder = study.place(&args.output.out, &names.collect::<Vec<_>>().join("-"));
    let mut pictures = Pictures::on(study.threads);
    let slope = || charts::slope(&own, &outcomes);
    pictures.add(&folder, "comparison", args.output.chart, slope);
    if outcomes.len() > 2 {
        let heatmap = || charts::rank_heatmap(&own, &outcomes);
        pictures.add(&folder, "perspectives", args.output.chart, heatmap);
    }
    let files = pictures.paint(|| ())?;
    files.write()?;
    match (hub, args.ledger) {
        (None, false) => print(&own, &outcomes, args.output.format, terminal)?,
        _ => overtakes(&own, &outcomes, hub, args, terminal)?,
    }
    say_what_was_drawn(&files, terminal);
    Ok(())
}

/// The position of a hub that every profile ranks.
fn of_all(outcomes: &[Outcome], text: &str) -> Result<usize, Problems> {
    let mut hub = 0;
    for outcome in outcomes {
        hub = ranked(outcome, text)?;
    }
    Ok(hub)
}

fn print(
    own: &Perspectives,
    outcomes: &[Outcome],
    format: Format,
    terminal: &Terminal,
) -> Result<(), Problems> {
    match format {
        Format::Table => terminal.pages([view::comparison(own, outcomes)].into_iter()),
        Format::Csv => {
            let rows = view::comparison_rows(own, outcomes);
            terminal.stream(|out| csv::write(rows, out))
        }
        Format::Json => terminal.stream(|out| json::comparison(own, outcomes, out)),
        Format::Markdown => terminal.text(&markdown::page(view::comparison(own, outcomes))),
    }
}

/// Every overtake, or those of one hub, from the first profile to each other.
fn overtakes(
    own: &Perspectives,
    outcomes: &[Outcome],
    hub: Option<usize>,
    args: &CompareArgs,
    terminal: &Terminal,
) -> Result<(), Problems> {
    if !matches!(args.output.format, Format::Table | Format::Markdown) {
        let sections = view::disagreement_sections(&own.disagreements, outcomes, hub);
        let all: Vec<_> = outcomes.iter().collect();
        let none = Page::empty();
        return show(args.output.format, terminal, &all, none, sections);
    }
    for disagreement in &own.disagreements {
        let one = hub.and_then(|hub| disagreement.move_of(hub));
        let page = match &one {
            Some(one) => view::hub_move(one, disagreement, outcomes),
            None => view::ledger(disagreement, outcomes),
        };
        show(args.output.format, terminal, &[], page, Vec::new())?;
    }
    Ok(())
}
