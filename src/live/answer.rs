//! A view as JSON: the ranking with its ranges, the tree with its weights, charts as SVG, explanations as HTML.

use serde_json::{Map, Value, json};

use crate::draw::chart;
use crate::draw::scene::{Colour, Scene};
use crate::model::{Direction, Exclusion, Standing};
use crate::problem::{Fault, Place, Problem, Problems};
use crate::report::{html, number, view};
use crate::stage::Method;
use crate::study::{Doubt, Outcome, Profile, Topic};
use crate::why::Perspectives;

use super::library::{Library, Set};
use super::scenes;
use super::state::State;

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
        "profiles": own.profiles.iter().map(profile).collect::<Vec<_>>(),
    })
}

/// The rankings that a view speaks of: its own, then the one that it is compared with.
///
/// # Errors
/// What is wrong with the view.
pub fn outcomes(state: &State, library: &Library) -> Result<Vec<Outcome>, Problems> {
    let chosen = state.chosen(library)?;
    let mut all = vec![chosen.set.dataset.ranked_for(&chosen.profile)?];
    if let Some(versus) = &chosen.versus {
        all.push(chosen.set.dataset.ranked_for(versus)?);
    }
    Ok(all)
}

/// The ranking with everything that it rests on: what a report shows while its weights are moved.
///
/// Tiers and ranges are left out where the method has to run many times for them: see [`ranges`].
///
/// # Errors
/// What is wrong with the view: unknown names, weights, a table that can not be ranked, more draws than `most`.
pub fn ranked(state: &State, library: &Library, most: usize) -> Result<Value, Problems> {
    Ok(Value::Object(shown(&trusted(state, library, most)?)))
}

/// Everything that the page of `hubrank serve` shows.
///
/// # Errors
/// As [`ranked`]; and a hub or rival that is not known.
pub fn view(state: &State, library: &Library, most: usize) -> Result<Value, Problems> {
    let outcomes = trusted(state, library, most)?;
    let outcome = &outcomes[0];
    let mut all = shown(&outcomes);
    let charts = json!({
        "ranking": all["charts"]["ranking"].take(),
        "weights": is_cheap(outcome).then(|| picture(scenes::weights(outcome))).flatten(),
        "comparison": picture(scenes::comparison(&outcomes)),
    });
    all.insert("charts".into(), charts);
    all.insert("why".into(), state.hub.as_deref().map(|hub| why(outcome, hub)).transpose()?.into());
    all.insert("swap".into(), swap(state, outcome)?.into());
    all.insert("comparison".into(), compared(&outcomes).into());
    Ok(Value::Object(all))
}

/// What a view leaves out where it needs many runs of the method: tiers and ranges, and the chart that shows them.
///
/// # Errors
/// More draws than `most`, or weights that can not be drawn.
pub fn ranges(outcome: Outcome, state: &State, most: usize) -> Result<Value, Problems> {
    let outcome = drawn(outcome, state, most)?.with_trust()?;
    Ok(json!({ "ranges": spans(&outcome), "ranking": picture(scenes::ranking(&outcome)) }))
}

/// Whether tiers and ranges cost next to nothing.
fn is_cheap(outcome: &Outcome) -> bool {
    outcome.linear_model().is_some()
}

/// The rankings of a view, the first with its tiers and ranges where they are cheap.
fn trusted(state: &State, library: &Library, most: usize) -> Result<Vec<Outcome>, Problems> {
    let mut outcomes = outcomes(state, library)?;
    let doubtful = drawn(outcomes[0].clone(), state, most)?;
    if is_cheap(&doubtful) {
        outcomes[0] = doubtful.with_trust()?;
    }
    Ok(outcomes)
}

fn shown(outcomes: &[Outcome]) -> Map<String, Value> {
    let outcome = &outcomes[0];
    let (dataset, profile) = (outcome.dataset(), &outcome.profile);
    let scene = scenes::ranking(outcome);
    let of = [
        (
            "data",
            json!({ "id": dataset.id, "title": dataset.title, "about": dataset.about, "sha256": dataset.sha256 }),
        ),
        (
            "profile",
            json!({
                "name": profile.name, "title": profile.title, "about": profile.about, "sha256": profile.sha256,
            }),
        ),
        (
            "methods",
            json!({
                "aggregation": profile.aggregation.name(),
                "normalisation": profile.normalisation.usual.name(),
            }),
        ),
        ("tree", tree(outcome)),
        ("ranking", ranking(outcomes)),
        ("ranges", is_cheap(outcome).then(|| spans(outcome)).into()),
        ("not_ranked", not_ranked(outcome)),
        ("notes", outcome.notes.iter().map(ToString::to_string).collect()),
        ("finding", scene.as_ref().map(|scene| scene.alt.as_str()).into()),
        ("charts", json!({ "ranking": picture(scene) })),
    ];
    of.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

/// With as many draws as asked for, within the limit.
fn drawn(mut outcome: Outcome, state: &State, most: usize) -> Result<Outcome, Problems> {
    let Some(draws) = state.draws else { return Ok(outcome) };
    if !(1..=most).contains(&draws) {
        let most = number::raw(most as f64);
        let fault = Fault::BadSetting {
            setting: "draws".into(),
            value: format!("`{draws}`"),
            expected: format!("a whole number from 1 to {most}, the limit of this server"),
        };
        return Err(Problem::new(Place::argument("draws"), fault).into());
    }
    outcome.profile.doubt.get_or_insert_with(Doubt::default).draws = draws;
    Ok(outcome)
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

fn ranking(outcomes: &[Outcome]) -> Value {
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
    outcome.ranking.standings.iter().map(row).collect()
}

fn not_ranked(outcome: &Outcome) -> Value {
    let label = |hub: usize| {
        let own = &outcome.dataset().hubs[hub];
        (own.id.to_string(), own.label())
    };
    let excluded = outcome.scores.not_ranked.iter().map(|own: &Exclusion| {
        let (id, name) = label(own.hub);
        json!({ "hub": id, "name": name, "reasons": view::reasons(outcome, &own.reasons) })
    });
    let references = outcome.references().into_iter().map(|(hub, _)| {
        let (id, name) = label(hub);
        json!({ "hub": id, "name": name, "reasons": [view::BENCHMARK] })
    });
    excluded.chain(references).collect()
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
    Ok(Some(panel(view::swap(outcome, hub, rival)?)))
}

fn compared(outcomes: &[Outcome]) -> Option<Value> {
    (outcomes.len() > 1).then(|| panel(view::comparison(&Perspectives::of(outcomes), outcomes)))
}
