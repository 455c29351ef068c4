//! Why: where one hub's rank comes from, what sets two hubs apart, and how perspectives, data sets and editions
//! differ.

mod against_mean;
mod agreement;
mod common_ground;
mod compare;
mod consensus;
mod cross_check;
mod disagreement;
mod editions;
mod editions_mixed;
mod explain;
mod perspectives;
mod reach;
mod sensitivity;
mod strengths;
mod two_sets;
mod two_sets_split;
mod uncertainty;
mod versus;

pub use against_mean::AgainstMean;
pub use agreement::{
    Measure, PAIRWISE, kendall_tau_b, kendall_w, spearman_rho, weighted_rho, ws_similarity,
};
pub use common_ground::{CommonGround, Distance, Spread};
pub use compare::{Agreement, Comparison, Row};
pub use consensus::{Agreed, Consensus, Rule};
pub use cross_check::{ByMethod, CrossCheck};
pub use disagreement::{Disagreement, HubMove, Mix};
pub use editions::{Editions, Part, Revised};
pub use explain::{Explanation, PillarLine, ValueLine};
pub use perspectives::Perspectives;
pub use reach::Reach;
pub use sensitivity::{Change, How, Joint, OneWeight, Over, Questions, Ranges, Sensitivity, Stays};
pub use strengths::{Standout, Standouts};
pub use two_sets::{PillarParting, TwoSets};
pub use two_sets_split::{Split, SplitHub};
pub use uncertainty::{
    CONFIDENCE_DRAWS, Causes, Check, Exact, Miss, OpenData, SHORTLIST, Uncertainty, cell_words,
    factor_words, shown_indices,
};
pub use versus::{Region, Versus};
