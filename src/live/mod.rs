//! A view that follows its controls: what they say goes in, and what the page shows comes out as JSON.
//!
//! `hubrank serve` answers with this, and so does the engine inside a report, compiled to WebAssembly: one function
//! ranks for both, and for the command line too. docs/HTTP.md is the contract. Nothing here knows a server, a file, a
//! thread or the time.

mod answer;
mod inputs;
mod library;
mod scenes;
mod state;

pub use answer::{drawn, named, outcomes, ranges, ranked, refused, set, sets, view};
pub use inputs::Inputs;
pub use library::{Library, Set};
pub use scenes::{comparison, ranking, weights};
pub use state::{Chosen, State};

/// What an answer may hold.
///
/// ```
/// assert_eq!(hubrank::live::Most::default().draws, 10_000);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Most {
    /// The most draws of a simulation.
    pub draws: usize,
    /// The most rows that are listed.
    pub rows: usize,
}

impl Default for Most {
    fn default() -> Self {
        Self { draws: 10_000, rows: 300 }
    }
}
