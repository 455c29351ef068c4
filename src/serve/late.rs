//! What needs many runs of a method, where there is time for it.

use std::time::{Duration, Instant};

use axum::http::StatusCode;
use serde_json::Value;

use crate::live::{self, Library, State, outcomes};
use crate::report::html;
use crate::study::Outcome;

use super::Limits;
use super::refusal::Refusal;

/// As many weights of each pillar the chart of weights is drawn from where scores are no weighted sums.
const STEPS: usize = 51;

/// What a view leaves out: tiers and ranges, the chart that shows them, and how the scores go with each weight, where
/// there is time for that.
pub(super) fn ranges(state: &State, library: &Library, limits: &Limits) -> Result<Value, Refusal> {
    let since = Instant::now();
    let one = State { versus: None, ..state.clone() };
    let outcome = outcomes(&one, library, limits.most())?.swap_remove(0);
    let refused = affordable(&outcome, since.elapsed(), limits).err();
    let mut late = live::ranges(outcome.clone(), state)?;
    let weights = if refused.is_none() { live::weights(&outcome) } else { None };
    late["weights"] = weights.map(|scene| html::inline(&scene)).into();
    late["weights_words"] = refused.map(|own| own.message).into();
    Ok(late)
}

/// Refuses at once a chart that could not be drawn in time because the method has to be run again for each weight: a
/// thread that works in vain takes the machine from the others. `one` is what one run took; on a busy machine the others
/// may take longer, so a third of the time has to be enough.
pub(super) fn affordable(outcome: &Outcome, one: Duration, limits: &Limits) -> Result<(), Refusal> {
    let pillars = outcome.observed.frame.tree.pillars().len();
    let about = one.as_secs_f64() * (STEPS * pillars) as f64;
    let most = limits.time.as_secs_f64() / 3.0;
    if outcome.linear_model().is_some() || about <= most {
        return Ok(());
    }
    let method = outcome.profile.aggregation.name();
    let message = format!(
        "the chart of weights would take about {about:.0} s here ({method} at {STEPS} weights of each pillar), and the limit for it is {most:.0} s"
    );
    Err(Refusal::new(StatusCode::SERVICE_UNAVAILABLE, message))
}
