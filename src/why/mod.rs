//! Why: where one hub's rank comes from, and how perspectives differ.

mod agreement;
mod compare;
mod explain;
mod sensitivity;

pub use agreement::{kendall_tau_b, spearman_rho};
pub use compare::{Agreement, Comparison, Row};
pub use explain::{Explanation, PillarLine, ValueLine};
pub use sensitivity::{Change, How, Joint, OneWeight, Over, Questions, Ranges, Sensitivity, Stays};
