//! The charts, one a file: results in, [`Scene`](super::scene::Scene) out.
//!
//! A chart computes nothing that a result does not hold, but for where things stand; it opens no
//! file and knows no SVG. What several charts share: [`words`] (titles, footers, the finding),
//! [`pillars`] (one colour a pillar, the same everywhere), [`rows`] (hubs below each other with
//! rank, name and coverage) and [`axis`].

mod acceptability;
mod axis;
mod causes;
mod central_weights;
mod grid;
mod hasse;
mod heatmap;
mod pillars;
mod rank_range;
mod rank_steps;
mod ranking;
mod rows;
mod slope;
mod stability;
mod sweep;
mod wins;
mod words;

pub use acceptability::acceptability;
pub use causes::causes;
pub use central_weights::central_weights;
pub use hasse::hasse;
pub use heatmap::heatmap;
pub use rank_range::rank_range;
pub use rank_steps::rank_steps;
pub use ranking::ranking;
pub use slope::slope;
pub use stability::stability;
pub use sweep::sweep;
pub use wins::wins;
