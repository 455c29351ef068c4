//! What is in doubt about a ranking: the settings of the joint simulation, `[uncertainty]` of a profile.

use std::collections::BTreeMap;

use crate::stage::{Aggregation, Missing, Normalisation, Treatment};

/// How the shares of what stands directly under the index are drawn; the shares inside stay as they are.
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
    /// All shares equally likely for which every statement holds.
    Statements(Vec<Statement>),
}

/// A statement about shares, by the ids of nodes.
///
/// ```
/// use hubrank::study::Statement;
/// // Talent counts at least twice as much as cost.
/// let twice = Statement::AtLeastTimes { more: "talent".into(), factor: 2.0, less: "cost".into() };
/// assert_eq!(twice.names(), ["talent", "cost"]);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub enum Statement {
    /// The share of `more` is at least `factor` times that of `less`.
    AtLeastTimes {
        /// The weightier node.
        more: String,
        /// How many times.
        factor: f64,
        /// The lighter node.
        less: String,
    },
    /// A share is at least this (0 to 1).
    AtLeast {
        /// The node.
        node: String,
        /// The least share.
        share: f64,
    },
    /// A share is at most this (0 to 1).
    AtMost {
        /// The node.
        node: String,
        /// The greatest share.
        share: f64,
    },
}

impl Statement {
    /// The nodes it speaks of.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        match self {
            Self::AtLeastTimes { more, less, .. } => vec![more, less],
            Self::AtLeast { node, .. } | Self::AtMost { node, .. } => vec![node],
        }
    }
}

/// The distribution of a value between its stated `low` and `high`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Spread {
    /// Every value between the two equally likely.
    Uniform,
    /// Likeliest at the stated value, never beyond the two.
    #[default]
    Triangular,
}

/// How data are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DataDoubt {
    /// How a value with stated bounds is drawn.
    pub spread: Spread,
    /// Whether a gap of a ranked hub is drawn from the values that its peers have, instead of filled.
    pub gaps: bool,
}

impl Default for DataDoubt {
    fn default() -> Self {
        Self {
            spread: Spread::default(),
            gaps: true,
        }
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
    /// The shares of what stands directly under the index.
    pub weights: WeightDoubt,
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
