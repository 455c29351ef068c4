//! lib
#[cfg(feature = "charts")]
pub mod draw;
pub mod model;
pub mod problem;
pub mod published;
pub mod robustness;
pub mod stage;
pub mod study;
pub mod why;
pub use model::Dataset;
pub use problem::Problems;
pub use study::{Outcome, Profile};
