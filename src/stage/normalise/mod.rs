//! Normalise: every column on a common scale on which more is better. OECD/JRC Handbook (2008), step 5.
//!
//! Direction ends here: no later stage asks which end of an indicator is good.

mod min_max;
mod percentile;
mod rank;
mod robust_z;
mod scale;
mod share_of_best;
mod target;
mod value_function;
mod vector;
mod z_score;

use crate::model::{Cell, Column, Goalposts, Indicator, Table};

use super::{Choices, Treated, treat::Change};

pub use scale::Scale;
pub use value_function::are_knots;
pub use z_score::Divisor;

/// How a column is put on a common scale.
#[derive(Debug, Clone, PartialEq)]
pub enum Normalisation {
    /// The worst peer at `low`, the best at `high`.
    MinMax {
        /// Where the worst lands.
        low: f64,
        /// Where the best lands.
        high: f64,
    },
    /// Fixed goalposts at 0 and 100: as the Human Development Index has them.
    Goalposts {
        /// Goalposts in the scored unit; the indicator's own where not said.
        posts: Option<Goalposts>,
        /// Whether values beyond a goalpost are put on it.
        clip: bool,
    },
    /// The distance from the mean in standard deviations.
    ZScore {
        /// Where the mean lands: 0, or 100 for the index of Mazziotta and Pareto.
        mean: f64,
        /// How far one standard deviation is on the scale, above zero: 1, or 10 for that index.
        sd: f64,
        /// Over what the squares are averaged.
        divisor: Divisor,
    },
    /// The distance from the median in robust standard deviations (1.4826 times the median absolute deviation).
    RobustZ,
    /// The share of peers that are worse, 0 to 100, ties averaged.
    Percentile,
    /// Points by rank: 1 for the worst peer, n for the best of n, ties averaged.
    Rank,
    /// x/√(Σ x²), negated where lower is better.
    Vector,
    /// The share of the best peer's value in hundredths, best/x where lower is better; values above zero only.
    ShareOfBest,
    /// 100 at a target value, 0 at the peer farthest from it, whichever end is good.
    Target {
        /// The target, in the scored unit.
        value: f64,
    },
    /// What each amount is worth, by straight lines between knots, flat outside; whichever end is good.
    ValueFunction {
        /// (amount in the scored unit, worth): two or more, the amounts strictly increasing.
        knots: Vec<(f64, f64)>,
    },
    /// The value itself; negated where lower is better.
    AsIs,
}

impl Default for Normalisation {
    fn default() -> Self {
        Self::MinMax { low: 0.0, high: 100.0 }
    }
}

impl Normalisation {
    /// Z-scores with mean 0 and deviation 1, the divisor n − 1.
    #[must_use]
    pub fn z_score() -> Self {
        Self::ZScore { mean: 0.0, sd: 1.0, divisor: Divisor::default() }
    }

    /// The name in profiles.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::MinMax { .. } => "min-max",
            Self::Goalposts { .. } => "goalposts",
            Self::ZScore { .. } => "z-score",
            Self::RobustZ => "robust-z",
            Self::Percentile => "percentile",
            Self::Rank => "rank",
            Self::Vector => "vector",
            Self::ShareOfBest => "share-of-best",
            Self::Target { .. } => "target",
            Self::ValueFunction { .. } => "value-function",
            Self::AsIs => "as-is",
        }
    }

    /// The scale of a column of peers' values, after `change`; none where the values leave it undefined: the
    /// indicator is then dropped.
    #[must_use]
    pub fn fit(&self, values: &[f64], indicator: &Indicator, change: &Change) -> Option<Scale> {
        let direction = indicator.direction;
        match self {
            Self::MinMax { low, high } => min_max::fit(values, direction, *low, *high),
            Self::Goalposts { posts, clip } => {
                let posts = posts.or(indicator.goalposts)?;
                let (low, high) = (change.carry(posts.low)?, change.carry(posts.high)?);
                min_max::between(low, high, direction, (0.0, 100.0), *clip)
            }
            Self::ZScore { mean, sd, divisor } => {
                z_score::fit(values, direction, (*mean, *sd), *divisor)
            }
            Self::RobustZ => robust_z::fit(values, direction),
            Self::Percentile => percentile::fit(values, direction),
            Self::Rank => rank::fit(values, direction),
            Self::Vector => vector::fit(values, direction),
            Self::ShareOfBest => share_of_best::fit(values, direction),
            Self::Target { value } => target::fit(values, change.carry(*value)?),
            Self::ValueFunction { knots } => {
                let carried = knots.iter().map(|&(x, y)| Some((change.carry(x)?, y)));
                Some(Scale::Knots { knots: carried.collect::<Option<_>>()? })
            }
            Self::AsIs => {
                Some(Scale::Linear { from: (0.0, direction.sign()), to: (0.0, 1.0), clip: false })
            }
        }
    }
}

/// The stage of values on common scales, larger is better, with each column's scale.
#[derive(Debug, Clone, PartialEq)]
pub struct Normalised {
    /// The scales, one a column; none for an indicator that is dropped since it can not tell hubs apart.
    pub scales: Vec<Option<Scale>>,
    /// What the treatment before did to each column.
    pub changes: Vec<Change>,
}

impl Table<Treated> {
    /// Puts each column on the scale that its choice says, fitted on the peers; benchmarks are not clipped.
    #[must_use]
    pub fn normalise(&self, normalisation: &Choices<Normalisation>) -> Table<Normalised> {
        let changes = &self.stage.changes;
        let scales: Vec<_> = (0..self.columns.len())
            .map(|j| {
                let indicator = &self.frame.indicators[j];
                let values = self.frame.of_peers(&self.columns[j]);
                normalisation.get(&indicator.id).fit(&values, indicator, &changes[j])
            })
            .collect();
        let mut is_peer = vec![false; self.frame.hubs()];
        for &i in &self.frame.peers {
            is_peer[i] = true;
        }
        let scaled = |(column, scale)| self.scaled(column, scale, &is_peer);
        let columns = self.columns.iter().zip(&scales).map(scaled).collect();
        self.next(columns, Normalised { scales, changes: changes.clone() })
    }

    fn scaled(&self, column: &Column, scale: &Option<Scale>, is_peer: &[bool]) -> Column {
        let Some(scale) = scale else {
            let m = column.len();
            return Column::new(vec![0.0; m], vec![Cell::Gap; m]);
        };
        match *scale {
            // Which scale it is would be asked anew for each value, and several could not be computed at once.
            Scale::Linear { from, to, clip: false } => {
                column.map(|_, x| scale::on_line(from, to, x))
            }
            _ => column
                .map(|i, x| if is_peer[i] { scale.apply(x) } else { scale.apply_unclipped(x) }),
        }
    }
}
