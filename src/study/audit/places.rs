//! How far the ranks of the index and of its pillars part: the table of the JRC's audits of the Global Innovation Index.

use crate::model::{INDEX, Ranking, TieTolerance, Ties};
use crate::study::Outcome;

/// How many hubs stand far apart in the ranks by two nodes.
///
/// ```
/// use hubrank::study::Apart;
/// let apart = Apart { a: 0, b: 1, hubs: 20, apart: 5 };
/// assert_eq!(apart.share(), 0.25);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Apart {
    /// The one node: the index or a pillar.
    pub a: usize,
    /// The other: a pillar.
    pub b: usize,
    /// How many ranked hubs have a score in both.
    pub hubs: usize,
    /// How many of them differ by so many places or more.
    pub apart: usize,
}

impl Apart {
    /// The share of hubs that differ so far, 0 to 1.
    #[must_use]
    pub fn share(&self) -> f64 {
        self.apart as f64 / self.hubs.max(1) as f64
    }
}

/// Every two of the index and its pillars, and what counts as far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    /// How many places are far: ten as in the JRC's audits of some 130 countries, a quarter of the hubs where there are
    /// fewer than forty.
    pub far: usize,
    /// The index with each pillar, then every two pillars.
    pub pairs: Vec<Apart>,
}

pub(super) fn places(outcome: &Outcome) -> Places {
    let ranked = &outcome.scores.ranked;
    let far = 10.min(ranked.len().div_ceil(4)).max(1);
    let pillars = outcome.observed.frame.tree.pillars().iter().copied();
    let counts = |node: &usize| outcome.weights.effective[*node] > 0.0;
    let nodes: Vec<_> = std::iter::once(INDEX).chain(pillars.filter(counts)).collect();
    let below = |at: usize| (at + 1..nodes.len()).map(move |other| (at, other));
    let pairs = (0..nodes.len()).flat_map(below);
    let pairs = pairs.map(|(a, b)| apart(outcome, nodes[a], nodes[b], far));
    // Of one pillar the index is a copy.
    let pairs = if nodes.len() > 2 { pairs.collect() } else { Vec::new() };
    Places { far, pairs }
}

/// Ranks by either node among the hubs that have a score in both.
fn apart(outcome: &Outcome, a: usize, b: usize, far: usize) -> Apart {
    let score = |node: usize, i: usize| outcome.scores.nodes[node].get(i);
    let has_both = |i: &&usize| score(a, **i).is_some() && score(b, **i).is_some();
    let hubs: Vec<_> = outcome.scores.ranked.iter().filter(has_both).copied().collect();
    let ranking = |node: usize| {
        let scores = hubs.iter().filter_map(|&i| Some((i, score(node, i)?)));
        let scores: Vec<_> = scores.collect();
        Ranking::new(&scores, Ties::Fractional, TieTolerance::default())
    };
    let (by_a, by_b) = (ranking(a), ranking(b));
    let is_far = |hub: &&usize| {
        let ranks = by_a.of(**hub).zip(by_b.of(**hub));
        ranks.is_some_and(|(a, b)| (a.rank - b.rank).abs() >= far as f64)
    };
    Apart { a, b, hubs: hubs.len(), apart: hubs.iter().filter(is_far).count() }
}
