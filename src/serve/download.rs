//! What can be taken away from a view: tables, charts, the profile.

use std::time::Instant;

use axum::http::StatusCode;

use crate::draw::paint;
use crate::live::{Library, State, comparison, drawn, outcomes, ranking, weights};
use crate::report::{self, csv, json, view};

use super::Limits;
use super::late::affordable;
use super::refusal::Refusal;

/// A file by its name: its type and bytes.
pub(super) fn file(
    name: &str,
    state: &State,
    library: &Library,
    limits: &Limits,
) -> Result<(&'static str, Vec<u8>), Refusal> {
    let (stem, kind) = name.split_once('.').unwrap_or((name, ""));
    let since = Instant::now();
    let mut all = outcomes(state, library, limits.most())?;
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
