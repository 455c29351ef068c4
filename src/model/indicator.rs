//! An indicator: what is measured and which end is good.

use std::fmt;

/// Which end of an indicator is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Direction {
    /// More is better.
    #[default]
    Higher,
    /// Less is better.
    Lower,
}

impl Direction {
    /// +1 where higher is better, -1 where lower is.
    #[must_use]
    pub fn sign(self) -> f64 {
        match self {
            Self::Higher => 1.0,
            Self::Lower => -1.0,
        }
    }
}

impl fmt::Display for Direction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Higher => "higher",
            Self::Lower => "lower",
        })
    }
}

/// Two fixed values of an indicator, in its scored unit, that span its scale; `low` < `high`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Goalposts {
    /// The smaller value.
    pub low: f64,
    /// The larger value.
    pub high: f64,
}

/// One indicator of a data set.
#[derive(Debug, Clone, PartialEq)]
pub struct Indicator {
    /// The id.
    pub id: String,
    /// The name as it is printed.
    pub name: String,
    /// The id of the group it stands in; none where it stands directly under the index.
    pub group: Option<String>,
    /// Which end is good.
    pub direction: Direction,
    /// The unit of the observations.
    pub unit: String,
    /// Which observed column it is made from, by position in `Dataset::series`.
    pub from: usize,
    /// Which observed column it is divided by.
    pub per: Option<usize>,
    /// The factor after the division.
    pub scale: f64,
    /// The unit of the scored value, after division and factor.
    pub scored_unit: String,
    /// The default share among its siblings.
    pub weight: f64,
    /// Goalposts in the scored unit.
    pub goalposts: Option<Goalposts>,
    /// Whether the goalposts are the ends of its own scale, as of a rating: scored on them where a profile says nothing.
    pub is_on_its_own_scale: bool,
    /// What the observations may be, in their own unit.
    pub range: (Option<f64>, Option<f64>),
    /// What it measures and how far that can be trusted.
    pub about: String,
}

impl Indicator {
    /// A plain indicator made from column `from`: higher is better, weight 1, no group.
    #[must_use]
    pub fn new(id: &str, from: usize) -> Self {
        Self {
            id: id.to_owned(),
            name: id.to_owned(),
            group: None,
            direction: Direction::Higher,
            unit: String::new(),
            from,
            per: None,
            scale: 1.0,
            scored_unit: String::new(),
            weight: 1.0,
            goalposts: None,
            is_on_its_own_scale: false,
            range: (None, None),
            about: String::new(),
        }
    }

    /// Whether the scored value differs from the observation.
    #[must_use]
    pub fn is_derived(&self) -> bool {
        self.per.is_some() || self.scale != 1.0
    }
}
