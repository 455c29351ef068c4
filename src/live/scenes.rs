//! The charts of a view; none where there is nothing to draw.

use crate::draw::chart;
use crate::draw::scene::Scene;
use crate::study::Outcome;
use crate::why::Comparison;

/// The ranking as bars; none where no hub is ranked.
#[must_use]
pub fn ranking(outcome: &Outcome) -> Option<Scene> {
    (!outcome.ranking.is_empty()).then(|| chart::ranking(outcome))
}

/// How the scores go with each weight; none where there is no weight to change.
#[must_use]
pub fn weights(outcome: &Outcome) -> Option<Scene> {
    let pillars = outcome.observed.frame.tree.pillars();
    let weighs = |node: &&usize| outcome.weights.share[**node] > 0.0;
    let can_change = pillars.iter().filter(weighs).count() > 1;
    (can_change && !outcome.ranking.is_empty()).then(|| chart::sweep(outcome))
}

/// Two rankings side by side.
#[must_use]
pub fn comparison(outcomes: &[Outcome]) -> Option<Scene> {
    let comparison = Comparison::of(outcomes);
    (outcomes.len() > 1 && !comparison.rows.is_empty()).then(|| chart::slope(&comparison, outcomes))
}
