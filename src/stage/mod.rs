//! The stages from observations to scores: one folder a stage, one method a file.
//!
//! Nothing here fails: what a stage needs is checked before it, in `study::gate`. Nothing here knows files,
//! problems or output.

use std::collections::BTreeMap;

pub mod aggregate;
pub mod catalogue;
pub mod derive;
pub mod fill;
pub mod normalise;
pub mod statistics;
pub mod treat;
pub mod weigh;

pub use aggregate::{Aggregation, Levels, Mean, Method, Penalty, Preference, Shares};
pub use derive::Observed;
pub use fill::{Filled, Filling, Missing};
pub use normalise::{Divisor, Normalisation, Normalised, Scale};
pub use treat::{Treated, Treatment};
pub use weigh::{Weighing, Weighting};

/// A choice for all indicators, and others for some of them.
///
/// ```
/// use hubrank::stage::{Choices, Treatment};
/// let mut choices = Choices::all(Treatment::None);
/// choices.of.insert("average_wage".into(), Treatment::log());
/// assert_eq!(*choices.get("unicorns"), Treatment::None);
/// assert_eq!(*choices.get("average_wage"), Treatment::log());
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Choices<T> {
    /// What holds where nothing else is said.
    pub usual: T,
    /// What holds for one indicator, by id.
    pub of: BTreeMap<String, T>,
}

impl<T> Choices<T> {
    /// One choice for all.
    #[must_use]
    pub fn all(usual: T) -> Self {
        Self { usual, of: BTreeMap::new() }
    }

    /// The choice for an indicator.
    #[must_use]
    pub fn get(&self, id: &str) -> &T {
        self.of.get(id).unwrap_or(&self.usual)
    }
}
