//! The study: one profile meets one data set.

mod gate;
mod notes;
mod outcome;
mod profile;
mod statement;

pub use notes::{Note, Topic};
pub use outcome::Outcome;
pub use profile::{Limit, Mention, MentionOf, Override, Profile};
pub use statement::{Judgement, Stated};
