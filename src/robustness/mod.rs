//! How far a ranking can be trusted and what would change it.

pub mod exact;
pub mod sampled;
mod tried;

pub use tried::{Run, Tried};
