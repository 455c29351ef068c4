//! lib
pub mod model;
pub mod problem;
pub mod read;
pub mod stage;
pub mod study;
pub use model::Dataset;
pub use problem::Problems;
pub use study::{Outcome, Profile};
