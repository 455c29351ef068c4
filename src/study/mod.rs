//! The study: one profile meets one data set.

mod audit;
mod doubt;
mod fits;
mod gate;
mod notes;
mod outcome;
mod profile;
mod statement;

pub use audit::{Audit, ColumnAudit, Dropped, Importance, LeftOut, Move, Pair, Structure};
pub use doubt::{DataDoubt, Doubt, Spread, Statement, WeightDoubt};
pub use notes::{Note, Topic};
pub use outcome::Outcome;
pub use profile::{Limit, Mention, MentionOf, Override, Profile};
pub use statement::{Judgement, Stated};
