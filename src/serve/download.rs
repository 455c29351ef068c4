//! What can be taken away from a view: tables, charts, the profile.

use std::time::Instant;

use axum::http::StatusCode;

use crate::draw::scene::Scene;
use crate::draw::{chart, paint};
use crate::report::{self, csv, json, view};
use crate::study::Outcome;
use crate::why::Comparison;

use super::Limits;
use super::answer::{affordable, drawn, outcomes};
use super::library::Library;
use super::refusal::Refusal;
use super::state::State;

/// A file by its name: its type and bytes.
pub(super) fn file(
    name: &str,
    state: &State,
    library: &Library,
    limits: &Limits,
) -> Result<(&'static str, Vec<u8>), Refusal> {
    let (stem, kind) = name.split_once('.').unwrap_or((name, ""));
    let since = Instant::now();
    let mut all = outcomes(state, library, limits)?;
    match stem {
        "weights" => affordable(&all[0], since.elapsed(), limits)?,
        "ranking" => all[0] = drawn(all[0].clone(), state).with_trust()?,
        _ => {}
    }
    let one = &all[..1];
    let mut out = Vec::new();
    let scene = match stem {
        "ranking" => ranking(&one[0]),
        "weights" => weights(&one[0]),
        "comparison" => comparison(&all),
        _ => None,
    };
    match (stem, kind, scene) {
        ("profile", "toml", _) => {
            let text = report::profile::toml(&one[0].profile);
            Ok(("application/toml; charset=utf-8", text.into_bytes()))
        }
        ("ranking", "csv", _) => {
            csv::write(view::ranking_rows(one), &mut out).map_err(broken)?;
            Ok(("text/csv; charset=utf-8", out))
        }
        ("ranking", "json", _) => {
            json::rankings(one, &mut out).map_err(broken)?;
            Ok(("application/json", out))
        }
        (_, "svg", Some(scene)) => {
            let text = paint::svg(&scene).map_err(broken)?;
            Ok(("image/svg+xml", text.into_bytes()))
        }
        (_, "png", Some(scene)) => Ok(("image/png", paint::png(&scene).map_err(broken)?)),
        _ => {
            let message = format!("there is no `{name}` of this view");
            Err(Refusal::new(StatusCode::NOT_FOUND, message))
        }
    }
}

fn broken(error: impl std::fmt::Display) -> Refusal {
    Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, error.to_string())
}

/// The ranking as bars; none where no hub is ranked.
pub(super) fn ranking(outcome: &Outcome) -> Option<Scene> {
    (!outcome.ranking.is_empty()).then(|| chart::ranking(outcome))
}

/// How the scores go with each weight; none where there is no weight to change.
pub(super) fn weights(outcome: &Outcome) -> Option<Scene> {
    let pillars = outcome.observed.frame.tree.pillars();
    let weighs = |node: &&usize| outcome.weights.share[**node] > 0.0;
    let can_change = pillars.iter().filter(weighs).count() > 1;
    (can_change && !outcome.ranking.is_empty()).then(|| chart::sweep(outcome))
}

/// Two rankings side by side.
pub(super) fn comparison(outcomes: &[Outcome]) -> Option<Scene> {
    let comparison = Comparison::of(outcomes);
    (outcomes.len() > 1 && !comparison.rows.is_empty()).then(|| chart::slope(&comparison, outcomes))
}
