//! What a judge is sure of, by name: `[statements]`.

use crate::model::Dataset;
use crate::problem::Place;

use super::profile::{MentionOf, Profile};

/// Something a judge is sure of.
#[derive(Debug, Clone, PartialEq)]
pub enum Judgement {
    /// One hub is not behind another: `shenzhen > beijing`.
    Prefers {
        /// The id or name of the hub that is not behind.
        better: String,
        /// The other.
        worse: String,
    },
    /// One node has at least the weight of another: `talent >= capital`.
    Order {
        /// The id of the node with at least as much weight.
        more: String,
        /// The other.
        less: String,
    },
    /// A node has at least this weight: `talent >= 20`.
    AtLeast {
        /// Its id.
        node: String,
        /// The weight, 0 to 1.
        weight: f64,
    },
    /// A node has at most this weight: `cost <= 30`.
    AtMost {
        /// Its id.
        node: String,
        /// The weight, 0 to 1.
        weight: f64,
    },
}

/// A judgement as it was written; a chain such as `a >= b >= c` is one a link.
#[derive(Debug, Clone, PartialEq)]
pub struct Stated {
    /// What is meant.
    pub judgement: Judgement,
    /// What was written.
    pub text: String,
    /// Where.
    pub place: Place,
}

impl Profile {
    /// Counts the hubs that a data set knows as checked, so that a part of it may lack them.
    pub fn forget_hubs_of(&mut self, dataset: &Dataset) {
        self.mentions.retain(|own| own.role != MentionOf::Hub || dataset.hub(&own.name).is_none());
    }
}
