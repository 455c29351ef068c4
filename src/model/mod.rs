//! The nouns: hubs, indicators, the tree above them, tables of values, weights, scores, ranks.
//!
//! Nothing here knows files, methods or output; each type is plain data with its invariants.

mod column;
mod dataset;
mod findings;
mod hub;
mod indicator;
mod linear;
mod observation;
mod ranking;
mod scores;
mod table;
mod tree;
mod weights;

pub use column::{Cell, Column};
pub use dataset::{Dataset, Source};
pub use findings::{Compromise, Consent, Findings, Flows, Relation};
pub use hub::{Hub, Role};
pub use indicator::{Direction, Goalposts, Indicator};
pub use linear::{Level, LinearModel, Link};
pub use observation::{Detail, Series, Status};
pub use ranking::{Ranking, Standing, TieTolerance, Ties};
pub use scores::{Entry, Exclusion, Reason, Scores};
pub use table::{Frame, Table};
pub use tree::{Group, INDEX, Node, Tree};
pub use weights::{Finding, Found, Weights};

/// Whether `text` may name a group, an indicator, an auxiliary or a hub: `[a-z][a-z0-9_-]*`.
#[must_use]
pub fn is_id(text: &str) -> bool {
    let mut bytes = text.bytes();
    bytes.next().is_some_and(|first| first.is_ascii_lowercase())
        && bytes.all(|byte| {
            byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_' || byte == b'-'
        })
}
