//! Audit: whether the data are fit to be ranked, and whether the weights do what they say.
//!
//! OECD/JRC Handbook (2008), steps 4 and 8; the audits of the Global Innovation Index by the JRC.

mod columns;
mod drop_one;
mod importance;
mod places;
mod structure;

use super::Outcome;

pub use columns::ColumnAudit;
pub use drop_one::{Dropped, LeftOut, Move};
pub use importance::Importance;
pub use places::{Apart, Places};
pub use structure::{Pair, Structure};

/// What an audit finds; computed from a ranking, nothing of it is printed here.
///
/// ```
/// let hubs = hubrank::Dataset::built_in()?;
/// let founder = hubrank::Profile::built_in("founder")?;
/// let audit = hubs.ranked_for(&founder)?.audit();
/// assert_eq!(audit.columns.len(), hubs.indicators.len());
/// # Ok::<(), hubrank::Problems>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Audit {
    /// Each indicator's values as observed, in its scored unit.
    pub columns: Vec<ColumnAudit>,
    /// The correlation of every two indicators that count, on the common scales.
    pub pairs: Vec<Pair>,
    /// How the indicators hang together: of the whole index, then of each pillar of two or more.
    pub structures: Vec<Structure>,
    /// Weight against importance: the pillars, then the indicators.
    pub importances: Vec<Importance>,
    /// How far the ranks by the index and by its pillars part.
    pub places: Places,
    /// What becomes of the ranks when one indicator, one pillar or one hub is left out.
    pub drops: Vec<Dropped>,
}

impl Outcome {
    /// The audit of this ranking: all of it is recomputed, the last table by ranking again once for each indicator,
    /// pillar and hub.
    #[must_use]
    pub fn audit(&self) -> Audit {
        Audit {
            columns: columns::columns(self),
            pairs: structure::pairs(self),
            structures: structure::structures(self),
            importances: importance::importances(self),
            places: places::places(self),
            drops: drop_one::drops(self),
        }
    }

    /// The indicators that count, by position, in the order of the tree.
    fn counting(&self, node: usize) -> Vec<usize> {
        let tree = &self.observed.frame.tree;
        let mut leaves = tree.leaves_below(node);
        leaves.retain(|&j| self.weights.effective[tree.leaf(j)] > 0.0);
        leaves
    }
}
