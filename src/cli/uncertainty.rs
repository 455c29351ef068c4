//! `hubrank uncertainty`: how far the ranks can be trusted, printed and drawn; and claims held against it.

mod claims;

use std::path::Path;
use std::process::ExitCode;

use crate::problem::{Fault, Place, Problem, Problems};
use crate::report::{csv, json, markdown, view};
use crate::study::{Doubt, Outcome};
use crate::why::Uncertainty;

use super::args::{Chart, Format, UncertaintyArgs};
use super::charts::{self, Pictures, Scene};
use super::inputs::Study;
use super::rank::say_what_was_drawn;
use super::terminal::Terminal;

/// How many first hubs are the top where nothing is said.
const USUAL_TOP: usize = 3;

pub(super) fn run(args: &UncertaintyArgs, terminal: &Terminal) -> Result<ExitCode, Problems> {
    let names = std::slice::from_ref(&args.name);
    let mut study = Study::read(&args.inputs, names, &args.variation, terminal)?;
    for profile in &mut study.profiles {
        let doubt = profile.doubt.get_or_insert_with(Doubt::default);
        doubt.draws = args.draws.unwrap_or(doubt.draws);
    }
    let mut holds = true;
    for outcome in study.outcomes()? {
        let claims = claims::of(args, &study, &outcome)?;
        let own = Uncertainty::of(&outcome, top(args.top, &outcome)?, study.threads)?;
        let verdicts =
            claims.iter().map(|claim| claim.verdict(args.at, &own, &outcome, study.threads));
        let verdicts = verdicts.collect::<Result<Vec<_>, _>>()?;
        let folder = study.place(&args.output.out, &outcome.profile.name);
        let mut pictures = Pictures::on(study.threads);
        draw(&mut pictures, &folder, args.output.chart, &own, &outcome);
        let files = pictures.paint(|| ())?;
        files.write()?;
        print(&own, &outcome, args.output.format, terminal)?;
        say_what_was_drawn(&files, terminal);
        warn(&own, terminal);
        for verdict in &verdicts {
            verdict.say(terminal);
            holds &= verdict.holds;
        }
    }
    Ok(if holds { ExitCode::SUCCESS } else { ExitCode::from(claims::FAILED) })
}

fn draw(
    pictures: &mut Pictures,
    folder: &Path,
    chart: Chart,
    own: &Uncertainty,
    outcome: &Outcome,
) {
    let mut add = |name, scene: &dyn Fn(&Uncertainty, &Outcome) -> Option<Scene>| {
        pictures.add(folder, name, chart, || scene(own, outcome));
    };
    add("acceptability", &charts::acceptability);
    add("causes", &charts::causes);
    add("wins", &charts::wins);
    add("central-weights", &charts::uncertainty::central_weights);
    add("data-bounds", &charts::uncertainty::data_bounds);
    add("check-first", &charts::uncertainty::check_first);
    add("rank-sets", &charts::uncertainty::rank_sets);
    add("others", &charts::uncertainty::others);
}

/// How many first hubs are the top: three where there are as many.
pub(super) fn top(wanted: Option<usize>, outcome: &Outcome) -> Result<usize, Problems> {
    let ranked = outcome.ranking.len().max(1);
    match wanted {
        Some(top) if top > ranked => {
            let fault = Fault::BadSetting {
                setting: "--top".into(),
                value: format!("`{top}`"),
                expected: format!("no more than are ranked: {ranked}"),
            };
            Err(Problem::new(Place::argument(format!("--top {top}")), fault).into())
        }
        Some(top) => Ok(top),
        None => Ok(USUAL_TOP.min(ranked)),
    }
}

fn print(
    own: &Uncertainty,
    outcome: &Outcome,
    format: Format,
    terminal: &Terminal,
) -> Result<(), Problems> {
    match format {
        Format::Table => terminal.pages([view::uncertainty(own, outcome)].into_iter()),
        Format::Csv => {
            let rows = view::uncertainty_rows(own, outcome);
            terminal.stream(|out| csv::write(rows, out))
        }
        Format::Json => terminal.stream(|out| json::uncertainty(own, outcome, out)),
        Format::Markdown => terminal.text(&markdown::page(view::uncertainty(own, outcome))),
    }
}

/// A failed check is no detail of the page: it is said whatever is asked for.
fn warn(own: &Uncertainty, terminal: &Terminal) {
    if own.check.as_ref().is_some_and(|check| !check.misses.is_empty()) {
        terminal.warn(
            "warning: simulated and exact win probabilities disagree; do not rely on these figures",
        );
    }
}
