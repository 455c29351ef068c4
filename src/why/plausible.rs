//! How far each rank may go when the weights are only roughly those of the profile.

use crate::robustness::sampled::{Acceptability, Joint, RankCounts, Sampler, Settings};
use crate::study::{Doubt, Outcome, WeightDoubt};

/// The root mean square standard deviation of the drawn shares, in hundredths.
const POINTS: f64 = 5.0;

/// One hub's ranks under drawn weights.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span {
    /// The hub's position in the data set.
    pub hub: usize,
    /// The 5th percentile of its ranks.
    pub best: f64,
    /// The 95th.
    pub worst: f64,
    /// The share of draws in which it is first, 0 to 1.
    pub first: f64,
}

/// The ranks of every ranked hub under weights drawn around those of the profile: a range over plausible weights,
/// which is no confidence interval.
///
/// ```
/// use hubrank::{Dataset, Profile, why::Plausible};
/// let outcome = Dataset::built_in()?.ranked_for(&Profile::built_in("founder")?)?;
/// let spans = Plausible::of(&outcome, 1000).map(|own| own.spans.len());
/// assert_eq!(spans, Some(outcome.ranking.len()));
/// # Ok::<(), hubrank::Problems>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Plausible {
    /// One a ranked hub, in the order of the data set.
    pub spans: Vec<Span>,
    /// How many draws there were.
    pub draws: usize,
    /// The standard deviation of the shares, in hundredths.
    pub points: f64,
}

impl Plausible {
    /// Draws weights; none where fewer than two things have weight, or none can be drawn.
    #[must_use]
    pub fn of(outcome: &Outcome, draws: usize) -> Option<Self> {
        let (hubs, ranks) = match outcome.linear_model() {
            Some(model) => {
                let sampler = Sampler::dirichlet(&model.weights, POINTS).ok()?;
                let settings = Settings { draws, pairs: false, ..Settings::default() };
                let found = Acceptability::of(&model, &sampler, &settings);
                (found.hubs, found.ranks)
            }
            None => {
                let doubt = Doubt {
                    weights: WeightDoubt::Dirichlet { points: POINTS },
                    draws,
                    ..Doubt::default()
                };
                let found = Joint::of(outcome, &doubt, 1).ok()?;
                (found.hubs, found.ranks)
            }
        };
        Some(Self { spans: spans(&hubs, &ranks), draws, points: POINTS })
    }

    /// The span of a hub.
    #[must_use]
    pub fn span(&self, hub: usize) -> Option<&Span> {
        self.spans.iter().find(|own| own.hub == hub)
    }
}

fn spans(hubs: &[usize], ranks: &RankCounts) -> Vec<Span> {
    let span = |(i, &hub): (usize, &usize)| Span {
        hub,
        best: ranks.quantile(i, 0.05).floor(),
        worst: ranks.quantile(i, 0.95).ceil(),
        first: ranks.first(i),
    };
    hubs.iter().enumerate().map(span).collect()
}
