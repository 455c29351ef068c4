//! What is in doubt about a ranking: the settings of the joint simulation, `[uncertainty]` of a profile.

use std::collections::BTreeMap;

use crate::model::{Level, Series, Status};
use crate::stage::{Aggregation, Missing, Normalisation, Treatment};

/// How the weights of a level are drawn, those of what stands directly under the index or of the indicators; the shares
/// inside stay as they are.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum WeightDoubt {
    /// Not at all.
    #[default]
    None,
    /// All shares equally likely: uniform on the simplex.
    Uniform,
    /// A Dirichlet distribution around the profile's shares.
    Dirichlet {
        /// The root mean square standard deviation of the shares, in hundredths.
        points: f64,
    },
    /// Each share uniform within a part of itself on either side, then all scaled to one.
    PlusMinus {
        /// The part, in per cent, 0 to 100.
        percent: f64,
    },
    /// All shares equally likely that stand in the profile's order; equal shares are in no order.
    Ordered,
    /// All shares equally likely within bounds, least and most (0 to 1), by the node's id.
    Box(BTreeMap<String, (f64, f64)>),
    /// All shares equally likely for which every statement holds; the profile's own, once they are held against a ranking.
    Statements(Vec<Statement>),
}

/// A statement about weights: their sum, each times a factor, is zero or more; by the ids of nodes. Since weights sum to
/// one, a bound is such a sum too: w_a ≥ 0.2 is 0.8 w_a − 0.2 (w_b + …) ≥ 0.
///
/// ```
/// use hubrank::study::Statement;
/// // Talent counts at least twice as much as cost.
/// let twice = Statement(vec![("talent".into(), 1.0), ("cost".into(), -2.0)]);
/// assert_eq!(twice.0.len(), 2);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Statement(pub Vec<(String, f64)>);

/// The distribution of a value between its stated `low` and `high`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Spread {
    /// Every value between the two equally likely.
    Uniform,
    /// Likeliest at the stated value, never beyond the two.
    #[default]
    Triangular,
}

/// How far a value without stated bounds may lie from what is written, by its status: a part of itself on either side,
/// 0 or more; 0 leaves it as it is.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Errors {
    /// Of values read from their source.
    pub observed: f64,
    /// Of values computed from others.
    pub derived: f64,
    /// Of values estimated by their source.
    pub estimated: f64,
}

impl Errors {
    /// The part for a status; what is disputed is never scored.
    #[must_use]
    pub fn of(&self, status: Status) -> f64 {
        match status {
            Status::Observed => self.observed,
            Status::Derived => self.derived,
            Status::Estimated => self.estimated,
            Status::Disputed => 0.0,
        }
    }
}

/// How data are drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DataDoubt {
    /// How a value with stated bounds is drawn.
    pub spread: Spread,
    /// Whether a gap of a ranked hub is drawn from the values that its peers have, instead of filled.
    pub gaps: bool,
    /// How far values without bounds vary.
    pub errors: Errors,
}

impl DataDoubt {
    /// The least and the most that the value of hub `i` in a column may be: its stated bounds, else what its status
    /// says; none where it is sure, or not there.
    #[must_use]
    pub fn bounds(&self, series: &Series, i: usize) -> Option<(f64, f64)> {
        series.bounds(i).or_else(|| {
            let value = series.column.get(i)?;
            let status = series.detail(i).map_or(Status::Observed, |own| own.status);
            let half = value.abs() * self.errors.of(status);
            (half > 0.0).then_some((value - half, value + half))
        })
    }
}

impl Default for DataDoubt {
    fn default() -> Self {
        Self { spread: Spread::default(), gaps: true, errors: Errors::default() }
    }
}

/// Everything in doubt at once. An empty list leaves the profile's own choice.
///
/// ```
/// use hubrank::study::{Doubt, WeightDoubt};
/// let doubt = Doubt::default();
/// assert_eq!(doubt.weights, WeightDoubt::Dirichlet { points: 5.0 });
/// assert_eq!((doubt.draws, doubt.data), (10_000, None));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Doubt {
    /// How weights are drawn.
    pub weights: WeightDoubt,
    /// Which weights are drawn.
    pub at: Level,
    /// Values with bounds, and gaps; none takes the data as they are.
    pub data: Option<DataDoubt>,
    /// What becomes of gaps, equally likely; an indicator's own choice in the profile stays.
    pub missing: Vec<Missing>,
    /// What is done to skewed columns; an indicator's own choice stays.
    pub treatment: Vec<Treatment>,
    /// How columns are put on a common scale; an indicator's own choice stays.
    pub normalisation: Vec<Normalisation>,
    /// How scores come about.
    pub aggregation: Vec<Aggregation>,
    /// How many draws.
    pub draws: usize,
    /// The seed: the same seed gives the same result.
    pub seed: u64,
}

impl Default for Doubt {
    fn default() -> Self {
        Self {
            weights: WeightDoubt::Dirichlet { points: 5.0 },
            at: Level::Pillars,
            data: None,
            missing: Vec::new(),
            treatment: Vec::new(),
            normalisation: Vec::new(),
            aggregation: Vec::new(),
            draws: 10_000,
            seed: 1,
        }
    }
}
