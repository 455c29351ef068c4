//! The study: one profile meets one data set.

mod doubt;
mod gate;
mod notes;
mod outcome;
mod profile;

pub use doubt::{DataDoubt, Doubt, Spread, Statement, WeightDoubt};
pub use notes::{Note, Topic};
pub use outcome::Outcome;
pub use profile::{Limit, Mention, MentionOf, Override, Profile};
