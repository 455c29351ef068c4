//! The study: one profile meets one data set.

mod fits;
mod gate;
mod notes;
mod outcome;
mod profile;

pub use notes::{Note, Topic};
pub use outcome::Outcome;
pub use profile::{Limit, Mention, MentionOf, Override, Profile};
