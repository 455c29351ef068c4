//! Results in closed form, without sampling, on a [`LinearModel`](crate::model::LinearModel).

mod crossovers;

pub use crossovers::{Crossing, Leader, Path, Sweep};
