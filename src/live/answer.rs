//! A view as JSON: the ranking with its ranges, the tree with its weights, charts as SVG, explanations as HTML.

use serde_json::{Value, json};

use crate::draw::chart;
use crate::draw::scene::{Colour, Scene};
use crate::model::{Direction, Exclusion, Standing};
use crate::problem::{Fault, Place, Problem, Problems};
use crate::report::{html, number, view};
use crate::stage::Method;
use crate::study::{Doubt, Outcome, Profile, Topic};
use crate::why::Perspectives;

use super::library::{Library, Set};
use super::state::State;
use super::{Most, scenes};

/// What there is to choose from.
#[must_use]
pub fn sets(library: &Library) -> Value {
    let methods = Method::ALL.iter().filter(|own| own.aggregation().is_some());
    let methods: Vec<_> = methods
        .map(|own| json!({ "name": own.name(), "formula": own.formula(), "reference": own.reference() }))
        .collect();
    json!({
        "hubrank": env!("CARGO_PKG_VERSION"),
        "sets": library.sets().iter().map(|own| set(own)).collect::<Vec<_>>(),
        "methods": methods,
    })
}

/// One data set and its profiles.
#[must_use]
pub fn set(own: &Set) -> Value {
    let profile =
        |own: &Profile| json!({ "name": own.name, "title": own.title, "about": own.about });
    json!({
        "key": own.key,
        "id": own.dataset.id,
        "title": own.dataset.title,
        "about": own.dataset.about,
        "hubs": own.dataset.hubs.len(),
        "default": own.dataset.is_default,
        "notes": own.notes,
        "profiles": own.profiles.iter().map(profile).collect::<Vec<_>>(),
    })
}

/// The rankings that a view speaks of: its own, then the one that it is compared with.
///
/// # Errors
/// What is wrong with the view: unknown names, weights, a table that can not be ranked, more draws than may be.
pub fn outcomes(state: &State, library: &Library, most: Most) -> Result<Vec<Outcome>, Problems> {
    bounded(state, most)?;
    let chosen = state.chosen(library)?;
    let mut all = vec![chosen.set.dataset.ranked_for(&chosen.profile)?];
    if let Some(versus) = &chosen.versus {
        all.push(chosen.set.dataset.ranked_for(versus)?);
    }
    Ok(all)
}

/// The ranking and what it rests on: what a page shows while a slider moves, and a report always.
///
/// Tiers and ranges are left out where the method has to run many times for them: see [`ranges`].
///
/// # Errors
/// As [`outcomes`].
pub fn ranked(state: &State, library: &Library, most: Most) -> Result<Value, Problems> {
    let outcomes = trusted(state, library, most)?;
    Ok(shown(&outcomes, &*library.set(state.data.as_deref())?, most))
}

/// Everything that a page shows; where it is to be brief, as [`ranked`].
///
/// # Errors
/// As [`outcomes`]; and a hub or rival that is not known.
pub fn view(state: &State, library: &Library, most: Most) -> Result<Value, Problems> {
    if state.brief {
        return ranked(state, library, most);
    }
    let outcomes = trusted(state, library, most)?;
    let outcome = &outcomes[0];
    let mut all = shown(&outcomes, &*library.set(state.data.as_deref())?, most);
    if is_cheap(outcome) {
        all["charts"]["weights"] = picture(scenes::weights(outcome)).into();
    }
    all["charts"]["comparison"] = picture(scenes::comparison(&outcomes)).into();
    all["why"] = state.hub.as_deref().map(|hub| why(outcome, hub)).transpose()?.into();
    all["swap"] = swap(state, outcome)?.into();
    all["comparison"] = compared(&outcomes).into();
    Ok(all)
}

/// Whether tiers and ranges cost next to nothing.
fn is_cheap(outcome: &Outcome) -> bool {
    outcome.linear_model().is_some()
}

/// The rankings of a view, the first with its tiers and ranges where they are cheap.
fn trusted(state: &State, library: &Library, most: Most) -> Result<Vec<Outcome>, Problems> {
    let mut outcomes = outcomes(state, library, most)?;
    if is_cheap(&outcomes[0]) {
        outcomes[0] = drawn(outcomes[0].clone(), state).with_trust()?;
    }
    Ok(outcomes)
}

fn shown(outcomes: &[Outcome], set: &Set, most: Most) -> Value {
    let outcome = &outcomes[0];
    let chart = scenes::ranking(outcome);
    let finding = chart.as_ref().map_or_else(|| view::nobody(outcome), |scene| scene.alt.clone());
    json!({
        "data": data(set),
        "profile": {
            "name": outcome.profile.name, "title": outcome.profile.title,
            "about": outcome.profile.about, "sha256": outcome.profile.sha256,
        },
        "methods": {
            "aggregation": outcome.profile.aggregation.name(),
            "normalisation": outcome.profile.normalisation.usual.name(),
            "missing": outcome.profile.missing.usual.filling.name(),
        },
        "tree": tree(outcome),
        "ranking": ranking(outcomes, most.rows),
        "ranked": outcome.ranking.len(),
        "ranges": is_cheap(outcome).then(|| spans(outcome)),
        "not_ranked": not_ranked(outcome, most.rows),
        "more_not_ranked": without_rank(outcome).count().saturating_sub(most.rows),
        "notes": outcome.notes.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "finding": finding,
        "charts": { "ranking": picture(chart), "weights": null, "comparison": null },
        "why": null,
        "swap": null,
        "comparison": null,
    })
}

/// The data of a view, and the profiles that it may be seen with.
fn data(own: &Set) -> Value {
    let dataset = &own.dataset;
    let named = |own: &Profile| json!({ "name": own.name, "title": own.title });
    json!({
        "id": dataset.id, "title": dataset.title, "about": dataset.about, "sha256": dataset.sha256,
        "key": own.key, "profiles": own.profiles.iter().map(named).collect::<Vec<_>>(),
    })
}

/// What a view leaves out where it needs many runs of the method: tiers and ranges, and the chart that shows them.
///
/// # Errors
/// Weights that can not be drawn.
pub fn ranges(outcome: Outcome, state: &State) -> Result<Value, Problems> {
    let outcome = drawn(outcome, state).with_trust()?;
    Ok(json!({ "ranges": spans(&outcome), "ranking": picture(scenes::ranking(&outcome)) }))
}

/// Refuses more draws than may be, be they asked for or among the changes.
fn bounded(state: &State, most: Most) -> Result<(), Problems> {
    let changed = state.changes.get("uncertainty").and_then(|own| own.get("draws")?.as_f64());
    let asked = state.draws.map(|draws| draws as f64);
    let limit = 1.0..=most.draws as f64;
    let Some(draws) = asked.into_iter().chain(changed).find(|draws| !limit.contains(draws)) else {
        return Ok(());
    };
    let most = number::raw(most.draws as f64);
    let expected = format!("a whole number from 1 to {most}, the limit of this server");
    Err(bad("draws", &format!("{draws}"), expected))
}

/// A setting of the request that can not be.
fn bad(setting: &str, value: &str, expected: impl Into<String>) -> Problems {
    let value = format!("`{value}`");
    let fault = Fault::BadSetting { setting: setting.into(), value, expected: expected.into() };
    Problem::new(Place::argument(setting), fault).into()
}

/// With as many draws as asked for.
#[must_use]
pub fn drawn(mut outcome: Outcome, state: &State) -> Outcome {
    if let Some(draws) = state.draws {
        outcome.profile.doubt.get_or_insert_with(Doubt::default).draws = draws;
    }
    outcome
}

/// Range and tier of each hub, by id, and what they mean; or why there are none.
fn spans(outcome: &Outcome) -> Value {
    let Some(trust) = &outcome.trust else {
        let mut notes = outcome.notes.iter();
        let why = notes.find(|note| note.topic == Topic::Trust).map(ToString::to_string);
        return json!({ "words": why, "hubs": {} });
    };
    let hubs = trust.hubs.iter().map(|own| {
        let id = outcome.dataset().hubs[own.hub].id.to_string();
        (id, json!([own.ranks.0, own.ranks.1, own.tier]))
    });
    let hubs: serde_json::Map<_, _> = hubs.collect();
    json!({ "draws": trust.draws, "words": view::trust(trust), "hubs": hubs })
}

fn hex(Colour(red, green, blue): Colour) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// The nodes below the index, parents first, with their weights.
fn tree(outcome: &Outcome) -> Value {
    let frame = &outcome.observed.frame;
    let colours = chart::colours(outcome);
    let nodes = frame.tree.nodes();
    let node = |at: usize| {
        let own = &nodes[at];
        let colour = colours.iter().find(|(node, _)| *node == at);
        let indicator = own.indicator.map(|j| {
            let own = &frame.indicators[j];
            let direction = match own.direction {
                Direction::Higher => "higher",
                Direction::Lower => "lower",
            };
            json!({ "direction": direction, "unit": own.scored_unit, "about": own.about })
        });
        json!({
            "id": own.id,
            "name": own.name,
            "parent": nodes[own.parent].id,
            "share": outcome.weights.share[at],
            "weight": outcome.weights.effective[at],
            "colour": colour.map(|(_, colour)| hex(*colour)),
            "indicator": indicator,
        })
    };
    (1..nodes.len()).map(node).collect()
}

fn ranking(outcomes: &[Outcome], most: usize) -> Value {
    let outcome = &outcomes[0];
    let nodes = outcome.observed.frame.tree.nodes();
    let row = |own: &Standing| {
        let hub = &outcome.dataset().hubs[own.hub];
        let coverage = outcome.scores.coverage[own.hub];
        let parts = outcome.pillar_contributions(own.hub);
        let parts = parts.map(|parts| {
            let part = |(node, adds): (usize, f64)| json!({ "id": nodes[node].id, "adds": adds });
            parts.into_iter().map(part).collect::<Vec<_>>()
        });
        let other = outcomes.get(1).and_then(|other| other.ranking.of(own.hub));
        json!({
            "rank": own.rank,
            "hub": &*hub.id,
            "name": hub.label(),
            "score": own.score,
            "shown": number::significant(own.score, 3),
            "coverage": (coverage < 1.0 - 1e-9).then(|| number::percent(coverage)),
            "parts": parts,
            "versus": other.map(|own| own.rank),
        })
    };
    outcome.ranking.standings.iter().take(most).map(row).collect()
}

/// Every hub without a rank; with its reasons where it is no benchmark.
fn without_rank(outcome: &Outcome) -> impl Iterator<Item = (usize, Option<&Exclusion>)> {
    let excluded = outcome.scores.not_ranked.iter().map(|own| (own.hub, Some(own)));
    excluded.chain(outcome.references().into_iter().map(|(hub, _)| (hub, None)))
}

fn not_ranked(outcome: &Outcome, most: usize) -> Value {
    let row = |(hub, excluded): (usize, Option<&Exclusion>)| {
        let own = &outcome.dataset().hubs[hub];
        let reasons = excluded.map(|excluded| view::reasons(outcome, &excluded.reasons));
        let reasons = reasons.unwrap_or_else(|| vec![view::BENCHMARK.to_owned()]);
        json!({ "hub": &*own.id, "name": own.label(), "reasons": reasons })
    };
    without_rank(outcome).take(most).map(row).collect()
}

/// What is wrong, as a page is told: one sentence, and the problems as the command line has them.
#[must_use]
pub fn refused(message: &str, problems: Option<&Problems>) -> Value {
    let list = problems.into_iter().flat_map(Problems::iter);
    let list = list.map(|problem| {
        let (message, text) = (problem.fault.headline(), problem.to_string());
        json!({ "message": message, "hint": problem.hint, "text": text })
    });
    json!({ "error": message, "problems": list.collect::<Vec<_>>() })
}

/// Problems in one sentence.
#[must_use]
pub fn named(problems: &Problems) -> String {
    let first = problems.iter().next();
    let first = first.map_or(String::new(), |problem| problem.fault.headline());
    match problems.len() {
        0 | 1 => first,
        many => format!("{first}, and {} more", many - 1),
    }
}

fn picture(scene: Option<Scene>) -> Option<String> {
    scene.map(|scene| html::inline(&scene))
}

/// A part of the page: its heading and the HTML below.
fn panel(page: crate::report::page::Page<'_>) -> Value {
    let title = page.title.clone();
    json!({ "title": title, "html": html::page(page, 3, false) })
}

fn why(outcome: &Outcome, hub: &str) -> Result<Value, Problems> {
    let own = outcome.explain(hub)?;
    Ok(panel(view::explanation(&own, outcome)))
}

fn swap(state: &State, outcome: &Outcome) -> Result<Option<Value>, Problems> {
    let (Some(hub), Some(rival)) = (&state.hub, &state.rival) else {
        return Ok(None);
    };
    if outcome.explain(hub)?.hub == outcome.explain(rival)?.hub {
        return Err(bad("rival", rival, "another hub than `hub`: nothing swaps with itself"));
    }
    Ok(Some(panel(view::swap(outcome, hub, rival)?)))
}

fn compared(outcomes: &[Outcome]) -> Option<Value> {
    (outcomes.len() > 1).then(|| panel(view::comparison(&Perspectives::of(outcomes), outcomes)))
}
