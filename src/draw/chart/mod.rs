//! The charts, one a file: results in, [`Scene`](super::scene::Scene) out.
//!
//! A chart computes nothing that a result does not hold, but for where things stand; it opens no
//! file and knows no SVG. What several charts share: [`words`] (titles, footers, the finding),
//! [`pillars`] (one colour a pillar, the same everywhere), [`rows`] (hubs below each other with
//! rank, name and coverage) and [`axis`].

mod axis;
mod heatmap;
mod pillars;
mod ranking;
mod rows;
mod slope;
mod sweep;
mod words;

pub use heatmap::heatmap;
pub use pillars::colours;
pub use ranking::ranking;
pub use slope::slope;
pub use sweep::sweep;
