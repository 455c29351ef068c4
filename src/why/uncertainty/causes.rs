//! What causes the doubt: grouped Sobol indices of everything in doubt, then of each pillar's weight.

use crate::robustness::sampled::{Design, DrawFault, Factor, Index, Influence, Joint};
use crate::study::{Doubt, Outcome};

/// Resamples behind the intervals.
const RESAMPLES: usize = 100;
/// Base points: from the number of draws, a power of two within these.
const POINTS: (usize, usize) = (128, 4096);

/// What causes the doubt in each hub's rank (in the order of the simulation) and, last, in the mean shift.
#[derive(Debug, Clone, PartialEq)]
pub struct Causes {
    /// The factors in doubt.
    pub factors: Vec<Factor>,
    /// Their indices.
    pub influence: Influence,
    /// The indices of each pillar's weight, where weights are a Dirichlet distribution over more than one.
    pub pillars: Option<(Vec<usize>, Influence)>,
    /// The base points of the design.
    pub points: usize,
}

impl Causes {
    pub(super) fn of(outcome: &Outcome, doubt: &Doubt, threads: usize) -> Result<Self, DrawFault> {
        let points = (doubt.draws / 8).next_power_of_two().clamp(POINTS.0, POINTS.1);
        let (factors, influence) = Joint::influence(outcome, doubt, points, RESAMPLES, threads)?;
        let design =
            Design { points, groups: Vec::new(), resamples: RESAMPLES, seed: doubt.seed, threads };
        let pillars = Joint::influence_of_pillars(outcome, doubt, &design)?;
        Ok(Self { factors, influence, pillars, points })
    }
}

/// Below this variance of a rank its indices are mostly noise: it moves in one draw of fifty.
const HARDLY: f64 = 0.02;

/// The indices of a hub's rank (or, last, of the mean shift), or why there are none worth showing.
///
/// # Errors
/// That the rank never moves, or hardly ever.
pub fn shown_indices(influence: &Influence, output: usize) -> Result<&[Index], &'static str> {
    let is_shift = output + 1 == influence.outputs.len();
    match influence.outputs.get(output) {
        Some(Some(_)) if !is_shift && influence.variance[output] < HARDLY => Err("hardly moves"),
        Some(Some(indices)) => Ok(indices),
        _ => Err("never moves"),
    }
}

/// The factor in words.
#[must_use]
pub fn factor_words(factor: Factor) -> &'static str {
    match factor {
        Factor::Weights => "Weights",
        Factor::Data => "Data",
        Factor::Missing => "Missing",
        Factor::Treatment => "Treatment",
        Factor::Normalisation => "Normalisation",
        Factor::Aggregation => "Aggregation",
        Factor::Choices => "Choices",
    }
}
