//! The charts, one a file: results in, [`Scene`](super::scene::Scene) out.
//!
//! A chart computes nothing that a result does not hold, but for where things stand; it opens no
//! file and knows no SVG. What several charts share: [`words`] (titles, footers, the finding),
//! [`pillars`] (one colour a pillar, the same everywhere), [`rows`] (hubs below each other with
//! rank, name and coverage), [`lines`] (indicators below each other by pillar) and [`axis`].

mod axis;
mod correlation;
mod distribution;
mod heatmap;
mod importance;
mod lines;
mod pillars;
mod ranking;
mod rows;
mod slope;
mod sweep;
mod words;

pub use correlation::correlation;
pub use distribution::distribution;
pub use heatmap::heatmap;
pub use importance::importance;
pub use ranking::ranking;
pub use slope::slope;
pub use sweep::sweep;
