//! A fitted scale: a value that can be printed, kept and undone.

use std::fmt;
use std::sync::Arc;

use crate::model::Direction;

/// How values of one indicator become values on a common scale, fitted to the data.
///
/// ```
/// use hubrank::stage::Scale;
/// let rent = Scale::Linear { from: (1460.0, 410.0), to: (0.0, 100.0), clip: false };
/// assert_eq!(rent.apply(935.0), 50.0);
/// assert_eq!(rent.to_string(), "1460 → 0, 410 → 100");
/// ```
#[derive(Debug, Clone, PartialEq)]
pub enum Scale {
    /// A straight line through (from.0, to.0) and (from.1, to.1), `to.0` < `to.1`.
    Linear {
        /// Two values of the indicator, the worse first.
        from: (f64, f64),
        /// Where they land.
        to: (f64, f64),
        /// Whether what lands outside is put on the nearer end.
        clip: bool,
    },
    /// The place among the sorted values of the peers, 0 to 100.
    Place {
        /// The peers' values, ascending.
        sorted: Arc<[f64]>,
        /// Which end is good.
        direction: Direction,
    },
    /// Rank points among the sorted values of the peers: 1 for the worst, n for the best of n, ties averaged.
    Points {
        /// The peers' values, ascending.
        sorted: Arc<[f64]>,
        /// Which end is good.
        direction: Direction,
    },
    /// 100 · best/x: the share of the best where lower is better.
    Inverse {
        /// The least of the peers' values, above zero.
        best: f64,
    },
    /// 100 at the target, 0 at `farthest` from it on either side.
    Target {
        /// Where 100 is.
        target: f64,
        /// The distance at which 0 is, above zero.
        farthest: f64,
    },
    /// Straight lines between knots (value of the indicator, scaled value), flat outside.
    Knots {
        /// The knots, two or more, the first parts strictly increasing.
        knots: Arc<[(f64, f64)]>,
    },
}

impl Scale {
    /// The scaled value of a peer.
    #[must_use]
    pub fn apply(&self, x: f64) -> f64 {
        let y = self.apply_unclipped(x);
        match self {
            Self::Linear { to, clip: true, .. } => y.clamp(to.0, to.1),
            _ => y,
        }
    }

    /// The scaled value of a benchmark, which may lie outside the scale.
    #[must_use]
    pub fn apply_unclipped(&self, x: f64) -> f64 {
        match self {
            Self::Linear { from, to, .. } => on_line(*from, *to, x),
            Self::Place { sorted, direction } => {
                100.0 * super::percentile::place(sorted, *direction, x)
            }
            Self::Points { sorted, direction } => super::rank::points(sorted, *direction, x),
            Self::Inverse { best } => 100.0 * best / x,
            Self::Target { target, farthest } => 100.0 * (1.0 - (x - target).abs() / farthest),
            Self::Knots { knots } => super::value_function::value(knots, x),
        }
    }

    /// The change of the scaled value for one more unit of the indicator, where that is constant.
    #[must_use]
    pub fn slope(&self) -> Option<f64> {
        match self {
            Self::Linear { from, to, .. } => Some((to.1 - to.0) / (from.1 - from.0)),
            Self::Place { .. }
            | Self::Points { .. }
            | Self::Inverse { .. }
            | Self::Target { .. }
            | Self::Knots { .. } => None,
        }
    }

    /// Whether values that land outside the scale are put on its ends.
    #[must_use]
    pub fn is_clipped(&self) -> bool {
        matches!(self, Self::Linear { clip: true, .. })
    }

    /// The change of the scaled value for one more unit of the indicator at `x`; the steeper of the two sides at a
    /// kink, 0 beyond an end that values are put on. None for places among other values, which have no slope.
    ///
    /// ```
    /// use hubrank::stage::Scale;
    /// let worth = Scale::Knots { knots: [(0.0, 0.0), (50.0, 80.0), (100.0, 100.0)].into() };
    /// assert_eq!([20.0, 50.0, 70.0, 200.0].map(|x| worth.slope_at(x)), [1.6, 1.6, 0.4, 0.0].map(Some));
    /// ```
    #[must_use]
    pub fn slope_at(&self, x: f64) -> Option<f64> {
        match self {
            Self::Linear { .. } => {
                self.slope().map(|slope| if self.clips(x) { 0.0 } else { slope })
            }
            Self::Place { .. } | Self::Points { .. } => None,
            Self::Inverse { best } => Some(-100.0 * best / (x * x)),
            Self::Target { target, farthest } => {
                Some(if x > *target { -100.0 } else { 100.0 } / farthest)
            }
            Self::Knots { knots } => Some(super::value_function::slope(knots, x)),
        }
    }

    /// Whether the scaled value of `x` was put on an end of the scale.
    #[must_use]
    pub fn clips(&self, x: f64) -> bool {
        self.apply(x) != self.apply_unclipped(x)
    }
}

/// Where `x` lands on the straight line through (from.0, to.0) and (from.1, to.1).
#[inline]
pub(super) fn on_line(from: (f64, f64), to: (f64, f64), x: f64) -> f64 {
    to.0 + (x - from.0) / (from.1 - from.0) * (to.1 - to.0)
}

impl fmt::Display for Scale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Linear { from, to, .. } => {
                write!(
                    f,
                    "{} → {}, {} → {}",
                    short(from.0),
                    short(to.0),
                    short(from.1),
                    short(to.1)
                )
            }
            Self::Place { sorted, .. } => write!(f, "place among {} values", sorted.len()),
            Self::Points { sorted, .. } => write!(f, "1 to {} points by rank", sorted.len()),
            Self::Inverse { best } => write!(f, "{} → 100, twice as much → 50", short(*best)),
            Self::Target { target, farthest } => {
                let (target, far) = (short(*target), short(*farthest));
                write!(f, "{target} → 100, {far} away → 0")
            }
            Self::Knots { knots } => {
                let knot = |(x, y): &(f64, f64)| format!("{} → {}", short(*x), short(*y));
                f.write_str(&knots.iter().map(knot).collect::<Vec<_>>().join(", "))
            }
        }
    }
}

/// A number with at most six significant digits.
fn short(x: f64) -> f64 {
    if x == 0.0 || !x.is_finite() {
        return x;
    }
    let digits = 5 - x.abs().log10().floor() as i32;
    let factor = 10f64.powi(digits);
    if factor.is_finite() && factor > 0.0 { (x * factor).round() / factor } else { x }
}
