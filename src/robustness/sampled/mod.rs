//! Results by simulation: what a ranking does when weights, data and choices vary as a profile says.

mod acceptability;
mod check_first;
mod design;
mod fast;
mod influence;
mod joint;
mod nearest;
mod plain;
mod rank_sets;
mod ranks;
mod region;
mod resolve;
mod shifted;
mod trials;

pub use acceptability::{Acceptability, Settings, drawn};
pub use check_first::{CheckFirst, Checked};
pub use design::{BLOCK, DrawFault, Purpose, Sampler, Stream, WeightBlock, concentration, sobol};
pub use fast::Ranker;
pub use influence::{Design, Index, Influence};
pub use joint::{Combination, Factor, Joint, LeftOut};
pub use nearest::Size;
pub use rank_sets::{COVERAGE, NoRankSets, RankSet, RankSets, by_differences, by_intervals};
pub use ranks::{RankCounts, half_width};
pub use region::{BURN_IN, Region, THINNING};
pub use trials::{Trials, distance_between, nearest_ahead, nearest_first, percent_between};
