//! Scores and ranks technology hubs, and says how sure the ranks are and what would change them.
//!
//! ```
//! use hubrank::{Dataset, Profile};
//!
//! let hubs = Dataset::open("data/china-hubs")?;
//! let founder = Profile::open("configs/founder.toml")?;
//! let outcome = hubs.ranked_for(&founder)?;
//! if let Some(leader) = outcome.leader() {
//!     println!("{leader} leads");
//! }
//! let chengdu = outcome.explain("chengdu")?;
//! assert_eq!(chengdu.pillars.len(), 5);
//! # Ok::<(), hubrank::Problems>(())
//! ```
//!
//! The way from observations to ranks: [`read`] opens a [`Dataset`] and a [`Profile`]; [`study`] checks them against
//! each other and sends them through the [`stage`]s; the [`Outcome`] keeps every stage. [`robustness`] and [`why`]
//! look at an outcome; [`draw`] makes charts of what they find and [`report`] makes tables;
//! [`cli`] is the command line. ARCHITECTURE.md has the floor plan.

#[cfg(not(target_family = "wasm"))]
pub mod cli;
#[cfg(feature = "charts")]
pub mod draw;
#[cfg(feature = "charts")]
pub mod live;
pub mod model;
pub mod problem;
pub mod published;
pub mod read;
pub mod report;
pub mod robustness;
#[cfg(feature = "serve")]
pub mod serve;
pub mod stage;
pub mod study;
pub mod why;

pub use model::Dataset;
pub use problem::Problems;
pub use study::{Outcome, Profile};
