//! `hubrank explain`: where one hub's rank comes from, what sets it apart from another, what would change it.

use crate::problem::{Fault, Kind, Place, Problem, Problems};
use crate::report::{csv, json, markdown, view};
use crate::study::Outcome;
use crate::why::Explanation;

use super::args::{ExplainArgs, Format};
use super::charts::{self, Pictures, Scene};
use super::inputs::{Study, file_name, usual_profile};
use super::rank::say_what_was_drawn;
use super::show::show;
use super::terminal::Terminal;

pub(super) fn run(args: &ExplainArgs, terminal: &Terminal) -> Result<(), Problems> {
    let names = match &args.profile {
        Some(name) => vec![name.clone()],
        None => usual_profile(&args.inputs)?,
    };
    let mut study = Study::read(&args.inputs, &names, &args.variation, terminal)?;
    study.profiles.truncate(1);
    // Only the explanation of one hub tells its tier.
    let outcomes = match (&args.versus, args.reach) {
        (None, None) => study.trusted_outcomes()?,
        _ => study.outcomes()?,
    };
    for outcome in outcomes {
        match (&args.versus, args.reach) {
            (Some(other), _) => versus(args, &study, &outcome, other, terminal)?,
            (None, Some(goal)) => reach(args, &study, &outcome, goal, terminal)?,
            (None, None) => explain(args, &study, &outcome, terminal)?,
        }
    }
    Ok(())
}

fn explain(
    args: &ExplainArgs,
    study: &Study,
    outcome: &Outcome,
    terminal: &Terminal,
) -> Result<(), Problems> {
    let own = outcome.explain(&args.hub)?;
    let name = format!("explain-{}", id(outcome, own.hub));
    let drawn = draw(args, study, outcome, &name, || charts::waterfall(outcome, &own))?;
    print(args.output.format, &own, outcome, terminal)?;
    say_what_was_drawn(&drawn, terminal);
    Ok(())
}

fn print(
    format: Format,
    own: &Explanation,
    outcome: &Outcome,
    terminal: &Terminal,
) -> Result<(), Problems> {
    match format {
        Format::Table => terminal.pages([view::explanation(own, outcome)].into_iter()),
        Format::Csv => {
            let rows = view::explanation_rows(own, outcome);
            terminal.stream(|out| csv::write(rows, out))
        }
        Format::Json => terminal.stream(|out| json::explanation(own, outcome, out)),
        Format::Markdown => terminal.text(&markdown::page(view::explanation(own, outcome))),
    }
}

fn versus(
    args: &ExplainArgs,
    study: &Study,
    outcome: &Outcome,
    other: &str,
    terminal: &Terminal,
) -> Result<(), Problems> {
    let [a, b] = [args.hub.as_str(), other].map(|hub| ranked(outcome, hub));
    let (a, b) = super::inputs::both(a, b)?;
    let level = args.at.unwrap_or_default().level();
    let own = outcome.versus_at(a, b, level).ok_or_else(|| {
        let fault = Fault::BadSetting {
            setting: "--versus".into(),
            value: format!("`{other}`"),
            expected: "another hub than the one that is explained".into(),
        };
        Problem::new(Place::argument(format!("--versus {other}")), fault)
    })?;
    let name = format!("{}-versus-{}", id(outcome, a), id(outcome, b));
    let drawn = draw(args, study, outcome, &name, || charts::gap_waterfall(outcome, &own))?;
    let (page, sections) = (view::versus(&own, outcome), view::versus_sections(&own, outcome));
    show(args.output.format, terminal, &[outcome], page, sections)?;
    say_what_was_drawn(&drawn, terminal);
    Ok(())
}

fn reach(
    args: &ExplainArgs,
    study: &Study,
    outcome: &Outcome,
    goal: usize,
    terminal: &Terminal,
) -> Result<(), Problems> {
    let hub = ranked(outcome, &args.hub);
    let moved = super::inputs::collected(args.by.iter().map(|name| indicator(outcome, name)));
    let (hub, moved) = super::inputs::both(hub, moved)?;
    if let Some(own) = outcome.reach(hub, goal, &moved) {
        let name = format!("{}-to-rank-{goal}", id(outcome, hub));
        let drawn = draw(args, study, outcome, &name, || charts::reach(&own, outcome))?;
        let (page, sections) = (view::reach(&own, outcome), view::reach_sections(&own, outcome));
        show(args.output.format, terminal, &[outcome], page, sections)?;
        say_what_was_drawn(&drawn, terminal);
    }
    Ok(())
}

/// The position of a ranked hub that was typed; why it is not ranked is a problem here.
pub(super) fn ranked(outcome: &Outcome, text: &str) -> Result<usize, Problems> {
    let own = outcome.explain(text)?;
    if own.rank.is_some() {
        return Ok(own.hub);
    }
    let fault = Fault::BadSetting {
        setting: "HUB".into(),
        value: format!("`{text}`"),
        expected: "a hub that is ranked".into(),
    };
    let hint = why_not_ranked(outcome, &own);
    Err(Problem::new(Place::argument(text), fault).hint(hint).into())
}

/// Why a hub that is explained has no rank.
pub(super) fn why_not_ranked(outcome: &Outcome, own: &Explanation) -> String {
    match own.reasons.is_empty() {
        true => view::BENCHMARK.to_owned(),
        false => view::reasons(outcome, &own.reasons).join("; "),
    }
}

/// The position of an indicator that counts, by its id or name.
fn indicator(outcome: &Outcome, text: &str) -> Result<usize, Problems> {
    let frame = &outcome.observed.frame;
    let is_it = |j: &usize| {
        let own = &frame.indicators[*j];
        own.id == text || own.name.eq_ignore_ascii_case(text)
    };
    let counts = |j: &usize| outcome.weights.effective[frame.tree.leaf(*j)] > 0.0;
    let counting = || (0..frame.indicators.len()).filter(counts);
    counting().find(is_it).ok_or_else(|| {
        let known = counting().map(|j| frame.indicators[j].id.as_str());
        let within = format!("what counts for `{}`", outcome.profile.name);
        let place = Place::argument(format!("--by {text}"));
        Problem::unknown(place, Kind::Indicator, text, within, known).into()
    })
}

fn id(outcome: &Outcome, hub: usize) -> String {
    file_name(&outcome.dataset().hubs[hub].id)
}

fn draw(
    args: &ExplainArgs,
    study: &Study,
    outcome: &Outcome,
    name: &str,
    scene: impl FnOnce() -> Option<Scene>,
) -> Result<super::files::Files, Problems> {
    let folder = study.place(&args.output.out, &outcome.profile.name);
    let mut pictures = Pictures::on(study.threads);
    pictures.add(&folder, name, args.output.chart, scene);
    let files = pictures.paint(|| ())?;
    files.write()?;
    Ok(files)
}
