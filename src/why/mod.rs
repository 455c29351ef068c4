//! Why: where one hub's rank comes from, and how perspectives differ.

mod agreement;
mod compare;
mod consensus;
mod explain;
mod sensitivity;
mod uncertainty;

pub use agreement::{kendall_tau_b, kendall_w, spearman_rho, weighted_rho, ws_similarity};
pub use compare::{Agreement, Comparison, Row};
pub use consensus::{Agreed, Consensus, Rule};
pub use explain::{Explanation, PillarLine, ValueLine};
pub use sensitivity::{Change, How, Joint, OneWeight, Over, Questions, Ranges, Sensitivity, Stays};
pub use uncertainty::{
    Causes, Check, Exact, Miss, SHORTLIST, Uncertainty, factor_words, shown_indices,
};
