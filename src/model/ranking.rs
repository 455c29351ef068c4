//! Ranks from scores, with ties by tolerance.

/// How equal scores share ranks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ties {
    /// 1 2 2 4: the best of the shared places.
    #[default]
    Competition,
    /// 1 2 2 3.
    Dense,
    /// 1 2.5 2.5 4: the mean of the shared places.
    Fractional,
}

/// The share of the range of scores within which two scores are one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TieTolerance(pub f64);

/// How far the last bits of a sum may be off, as a share of its size: what remains where all scores are one but for them.
const ROUNDING: f64 = 1e-14;

impl Default for TieTolerance {
    fn default() -> Self {
        Self(1e-12)
    }
}

impl TieTolerance {
    /// How near two scores are one, of scores from `least` to `most`.
    #[must_use]
    pub fn near(self, least: f64, most: f64) -> f64 {
        (self.0 * (most - least)).max(ROUNDING * most.abs().max(least.abs()))
    }
}

/// One hub's place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Standing {
    /// The hub's position in the data set.
    pub hub: usize,
    /// Its rank, from 1; halves only under fractional ranks.
    pub rank: f64,
    /// Its score.
    pub score: f64,
}

/// Hubs in order, best first; equal scores in the order of the data set.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ranking {
    /// The standings, best first.
    pub standings: Vec<Standing>,
    /// Where each hub stands in `standings`, counted from 1; 0 where it is not ranked.
    places: Vec<usize>,
}

impl Ranking {
    /// Ranks hubs (positions with finite scores), larger first.
    ///
    /// Scores closer than `tolerance` times the range, or than rounding can tell, are tied, and so is a chain of such scores
    /// (single link on the sorted list), so that the groups do not depend on the order of the input.
    ///
    /// ```
    /// use hubrank::model::{Ranking, TieTolerance, Ties};
    /// let scores = [(0, 0.3), (1, 0.1 + 0.2), (2, 1.0)];
    /// let ranking = Ranking::new(&scores, Ties::Competition, TieTolerance::default());
    /// let ranks: Vec<_> = ranking.standings.iter().map(|s| (s.hub, s.rank)).collect();
    /// assert_eq!(ranks, [(2, 1.0), (0, 2.0), (1, 2.0)]);
    /// ```
    #[must_use]
    pub fn new(scores: &[(usize, f64)], ties: Ties, tolerance: TieTolerance) -> Self {
        let mut sorted = scores.to_vec();
        // No two are equal in both, so that a stable sort would change nothing.
        sorted.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let near = match (sorted.first(), sorted.last()) {
            (Some(first), Some(last)) => tolerance.near(last.1, first.1),
            _ => 0.0,
        };
        let mut standings = Vec::with_capacity(sorted.len());
        let mut from = 0;
        let mut group = 1;
        while from < sorted.len() {
            let mut to = from + 1;
            while to < sorted.len() && sorted[to - 1].1 - sorted[to].1 <= near {
                to += 1;
            }
            let rank = match ties {
                Ties::Competition => (from + 1) as f64,
                Ties::Dense => f64::from(group),
                Ties::Fractional => (from + 1 + to) as f64 / 2.0,
            };
            let tied = &mut sorted[from..to];
            tied.sort_by_key(|(hub, _)| *hub);
            standings.extend(tied.iter().map(|&(hub, score)| Standing { hub, rank, score }));
            from = to;
            group += 1;
        }
        let mut places = vec![0; scores.iter().map(|(hub, _)| hub + 1).max().unwrap_or(0)];
        for (at, standing) in standings.iter().enumerate() {
            places[standing.hub] = at + 1;
        }
        Self { standings, places }
    }

    /// The place of a hub, if it is ranked.
    #[must_use]
    pub fn of(&self, hub: usize) -> Option<&Standing> {
        self.standings.get(self.places.get(hub)?.checked_sub(1)?)
    }

    /// The number of ranked hubs.
    #[must_use]
    pub fn len(&self) -> usize {
        self.standings.len()
    }

    /// Whether no hub is ranked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.standings.is_empty()
    }

    /// The hubs in order, best first.
    pub fn order(&self) -> impl Iterator<Item = usize> {
        self.standings.iter().map(|standing| standing.hub)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranks(scores: &[f64], ties: Ties) -> Vec<f64> {
        let scores: Vec<_> = scores.iter().copied().enumerate().collect();
        let ranking = Ranking::new(&scores, ties, TieTolerance::default());
        (0..scores.len()).map(|hub| ranking.of(hub).map_or(f64::NAN, |s| s.rank)).collect()
    }

    #[test]
    fn the_three_ways_with_ties() {
        assert_eq!(ranks(&[5.0, 9.0, 5.0, 1.0], Ties::Competition), [2.0, 1.0, 2.0, 4.0]);
        assert_eq!(ranks(&[5.0, 9.0, 5.0, 1.0], Ties::Dense), [2.0, 1.0, 2.0, 3.0]);
        assert_eq!(ranks(&[5.0, 9.0, 5.0, 1.0], Ties::Fractional), [2.5, 1.0, 2.5, 4.0]);
    }

    #[test]
    fn the_last_bits_rank_nobody() {
        let sum = 0.1 + 0.2;
        assert_eq!(ranks(&[69.0 * 0.3, 69.0 * sum], Ties::Competition), [1.0, 1.0]);
        assert_eq!(ranks(&[69.0, 69.0 + 1e-11], Ties::Competition), [2.0, 1.0]);
        assert_eq!(ranks(&[1e9, 1e9 + 1e-4], Ties::Competition), [2.0, 1.0]);
    }

    #[test]
    fn none_one_and_all_equal() {
        assert!(ranks(&[], Ties::Competition).is_empty());
        assert_eq!(ranks(&[3.0], Ties::Competition), [1.0]);
        assert_eq!(ranks(&[3.0, 3.0, 3.0], Ties::Competition), [1.0, 1.0, 1.0]);
    }
}
