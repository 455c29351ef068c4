//! How far each rank can be trusted: what `robustness` finds and every table and chart of a ranking shows.

use crate::model::Level;

use super::doubt::WeightDoubt;

/// How far the ranks can be trusted when weights are in doubt.
#[derive(Debug, Clone, PartialEq)]
pub struct Trust {
    /// How weights were drawn.
    pub doubt: WeightDoubt,
    /// Which weights were drawn.
    pub at: Level,
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
    /// How the weights of a level are in doubt, as it stands after "over": "weights in doubt by 5 points".
    ///
    /// ```
    /// use hubrank::{model::Level, study::WeightDoubt};
    /// let five = WeightDoubt::Dirichlet { points: 5.0 };
    /// assert_eq!(five.words(Level::Pillars), "weights in doubt by 5 points");
    /// assert_eq!(WeightDoubt::Uniform.words(Level::Leaves), "all weights of indicators, equally likely");
    /// ```
    #[must_use]
    pub fn words(&self, at: Level) -> String {
        let weights = match at {
            Level::Pillars => "weights",
            Level::Leaves => "weights of indicators",
        };
        match self {
            Self::None => "the stated weights".into(),
            Self::Uniform => format!("all {weights}, equally likely"),
            Self::Dirichlet { points } => {
                let tenths = (10.0 * points).round() / 10.0;
                let noun = if tenths == 1.0 { "point" } else { "points" };
                format!("{weights} in doubt by {tenths} {noun}")
            }
            Self::PlusMinus { percent } => {
                format!("{weights} within ±{percent} % of themselves, then scaled to one")
            }
            Self::Ordered => format!("all {weights} in the profile's order"),
            Self::Box(_) => format!("all {weights} within the profile's bounds"),
            Self::Statements(_) => format!("all {weights} that meet the profile's statements"),
        }
    }
}
