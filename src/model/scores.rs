//! Scores of hubs, of their groups, and why a hub has none.

use super::{Column, Findings, INDEX, Ranking, TieTolerance, Ties};

/// Why a hub is not ranked.
#[derive(Debug, Clone, PartialEq)]
pub enum Reason {
    /// Too little of its weight rests on values.
    Coverage {
        /// The weight of its present values, 0 to 1.
        has: f64,
        /// The least that is asked for.
        floor: f64,
    },
    /// It has no score at all.
    NoValues,
    /// It misses a deal-breaker.
    Limit {
        /// The indicator's position.
        indicator: usize,
        /// The hub's value, in the scored unit.
        value: f64,
        /// The bound.
        bound: f64,
        /// Whether the bound is the least allowed (else the most).
        at_least: bool,
    },
}

/// A hub that is not ranked, with every reason.
#[derive(Debug, Clone, PartialEq)]
pub struct Exclusion {
    /// The hub's position.
    pub hub: usize,
    /// Why.
    pub reasons: Vec<Reason>,
}

/// Which hubs may be ranked: the part of a profile that no stage changes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Entry {
    /// The least effective weight of observed values that a hub needs, 0 to 1.
    pub floor: f64,
    /// Hubs that miss a deal-breaker, each with what it misses.
    pub barred: Vec<(usize, Reason)>,
}

/// The scores of m hubs and of every group of the tree; larger is better.
#[derive(Debug, Clone, PartialEq)]
pub struct Scores {
    /// The score of each node of the tree (the index first) for each hub; a gap where it can not have one.
    pub nodes: Vec<Column>,
    /// The effective weight of each hub's observed values, 0 to 1.
    pub coverage: Vec<f64>,
    /// The effective weight of each hub's imputed values, 0 to 1.
    pub imputed: Vec<f64>,
    /// Whether indicators' contributions add up to the score: weighted means at every level.
    pub is_additive: bool,
    /// What the aggregation found beside the scores.
    pub findings: Findings,
    /// The hubs that take part in the ranking, by position.
    pub ranked: Vec<usize>,
    /// The hubs that could have, but do not.
    pub not_ranked: Vec<Exclusion>,
}

impl Scores {
    /// The score of hub `i`; none where it can not have one.
    #[must_use]
    pub fn total(&self, i: usize) -> Option<f64> {
        self.nodes[INDEX].get(i)
    }

    /// The ranks of the hubs that take part.
    #[must_use]
    pub fn rank(&self, ties: Ties) -> Ranking {
        let scores: Vec<_> =
            self.ranked.iter().filter_map(|&i| Some((i, self.total(i)?))).collect();
        Ranking::new(&scores, ties, TieTolerance::default())
    }
}
