//! Scores and ranks technology hubs.

/// Charts: a scene as data, its look, and the painting of it as SVG and PNG.
#[cfg(feature = "charts")]
pub mod draw;
