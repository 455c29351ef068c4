//! How far each rank can be trusted: what `robustness` finds and every table and chart of a ranking shows.

use super::doubt::WeightDoubt;

/// How far the ranks can be trusted when weights are in doubt.
#[derive(Debug, Clone, PartialEq)]
pub struct Trust {
    /// How weights were drawn.
    pub doubt: WeightDoubt,
    /// How often.
    pub draws: usize,
    /// The seed.
    pub seed: u64,
    /// A hub of a higher tier beats one of a lower tier with at least this probability.
    pub tau: f64,
    /// Whether that probability is exact, not sampled.
    pub is_exact: bool,
    /// The ranked hubs, in the order of the ranking.
    pub hubs: Vec<Trusted>,
}

/// How far the rank of one hub can be trusted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trusted {
    /// Its position in the data set.
    pub hub: usize,
    /// Its tier, from 1.
    pub tier: usize,
    /// The ranks between which it lies in the middle 90 % of the draws.
    pub ranks: (usize, usize),
    /// The same of its score, where scores were drawn.
    pub scores: Option<(f64, f64)>,
}

impl Trust {
    /// What was found of hub `i`; none where it is not ranked.
    #[must_use]
    pub fn of(&self, hub: usize) -> Option<&Trusted> {
        self.hubs.iter().find(|own| own.hub == hub)
    }
}

impl WeightDoubt {
    /// How weights are in doubt, as it stands after "over": "weights in doubt by 5 points".
    ///
    /// ```
    /// use hubrank::study::WeightDoubt;
    /// assert_eq!(WeightDoubt::Uniform.words(), "all weights, equally likely");
    /// assert_eq!(WeightDoubt::Dirichlet { points: 5.0 }.words(), "weights in doubt by 5 points");
    /// ```
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::None => "the stated weights".into(),
            Self::Uniform => "all weights, equally likely".into(),
            Self::Dirichlet { points } => {
                let tenths = (10.0 * points).round() / 10.0;
                let noun = if tenths == 1.0 { "point" } else { "points" };
                format!("weights in doubt by {tenths} {noun}")
            }
            Self::PlusMinus { percent } => format!("weights within ±{percent} % of themselves"),
            Self::Ordered => "all weights in the profile's order".into(),
            Self::Box(_) => "all weights within the profile's bounds".into(),
            Self::Statements(_) => "all weights that meet the profile's statements".into(),
        }
    }
}
