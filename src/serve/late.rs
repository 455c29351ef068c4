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

/// What a view leaves out: tiers and ranges, the chart that shows them, and how the scores go with each weight.
pub(super) fn ranges(state: &State, library: &Library, limits: &Limits) -> Result<Value, Refusal> {
    let since = Instant::now();
    let one = State { versus: None, ..state.clone() };
    let outcome = outcomes(&one, library)?.swap_remove(0);
    affordable(&outcome, since.elapsed(), limits)?;
    let mut late = live::ranges(outcome.clone(), state, limits.draws)?;
    late["weights"] = live::weights(&outcome).map(|scene| html::inline(&scene)).into();
    Ok(late)
}

/// Refuses at once what could not be answered in time because the method has to be run again for each weight of the
/// chart: a thread that works in vain takes the machine from the others. `one` is what one run took.
pub(super) fn affordable(outcome: &Outcome, one: Duration, limits: &Limits) -> Result<(), Refusal> {
    let pillars = outcome.observed.frame.tree.pillars().len();
    let about = one.as_secs_f64() * (STEPS * pillars) as f64;
    if outcome.linear_model().is_some() || about <= limits.time.as_secs_f64() {
        return Ok(());
    }
    let method = outcome.profile.aggregation.name();
    let message = format!(
        "{method} at {STEPS} weights of each pillar would take about {about:.0} s here, and the limit is {} s",
        limits.time.as_secs()
    );
    Err(Refusal::new(StatusCode::SERVICE_UNAVAILABLE, message))
}
