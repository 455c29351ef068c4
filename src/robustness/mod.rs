//! How far a ranking can be trusted and what would change it.

pub mod exact;
mod rank_reversal;
mod rerun;
mod restaged;
pub mod sampled;
mod score_errors;
pub(crate) mod statements;
mod tried;
mod trust;
mod uncertain;

pub use rank_reversal::{BEYOND, Change, Consequence, Moved, Posts, RankReversal, Swap};
pub use rerun::Rerun;
pub use score_errors::{NoErrors, ScoreErrors};
pub use tried::{Run, Tried};
pub(crate) use trust::refused;
pub use trust::{TAU, counted, dirichlet, has_few_pairs, sampler};
pub use uncertain::{Place, UncertainCell, UncertainData};
