//! What `run` and `report` find in a ranking beside the ranks.

use crate::problem::Problems;
use crate::study::{Audit, Doubt, Outcome};
use crate::why::{Questions, Sensitivity, Uncertainty};

use super::uncertainty::top;

/// The view whose data are audited, where it is there.
const BALANCED: &str = "balanced";

/// Beyond so many ranked hubs what weights would change takes long: `sensitivity` has it where it is asked for.
const MANY: usize = 1000;
/// Beyond so many no audit is made.
const MANY_AUDITED: usize = 300;

/// How often everything in doubt is drawn for the charts of a ranking that is not linear in its weights, at most.
const DRAWS: usize = 2000;

/// What weights would change; none for very many hubs.
pub(super) fn sensitivity(outcome: &Outcome) -> Result<Option<Sensitivity>, Problems> {
    let few = outcome.ranking.len() <= MANY;
    few.then(|| Sensitivity::of(outcome, &Questions::default())).transpose()
}

/// The audit of the balanced view where there is one, else of the first, and by position whose it is; none of very many
/// hubs.
pub(super) fn audited(outcomes: &[Outcome]) -> Option<(usize, Audit)> {
    let balanced = outcomes.iter().position(|own| own.profile.name == BALANCED);
    let at = balanced.unwrap_or(0);
    let outcome = outcomes.get(at).filter(|own| own.ranking.len() <= MANY_AUDITED)?;
    Some((at, outcome.audit()))
}

/// How far a ranking can be trusted: as `hubrank uncertainty` finds it, but from fewer draws where each is a ranking
/// of its own.
pub(super) fn trust(outcome: &Outcome, threads: usize) -> Result<Option<Uncertainty>, Problems> {
    if outcome.trust.is_none() {
        return Ok(None);
    }
    if outcome.linear_model().is_some() {
        return Uncertainty::of(outcome, top(None, outcome)?, threads).map(Some);
    }
    let mut few = outcome.clone();
    let doubt = few.profile.doubt.get_or_insert_with(Doubt::default);
    doubt.draws = doubt.draws.min(DRAWS);
    Uncertainty::of(&few, top(None, outcome)?, threads).map(Some)
}
