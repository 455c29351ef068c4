//! How far a ranking can be trusted and what would change it.

pub mod exact;
mod tried;

pub use tried::{Run, Tried};
