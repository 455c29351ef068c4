//! How often each hub had each rank, and who was ahead of whom.

/// Counts over draws for m hubs; ranks are competition ranks (1 2 2 4), counted from 0 inside.
///
/// ```
/// use hubrank::robustness::sampled::RankCounts;
/// let mut counts = RankCounts::new(2);
/// counts.add(&[1, 2]);
/// counts.add(&[1, 2]);
/// counts.add(&[2, 1]);
/// counts.add(&[1, 1]);
/// assert_eq!(counts.share(0, 1), 0.75);
/// assert_eq!(counts.win(0, 1), 0.625);
/// assert_eq!(counts.mean_rank(1), 1.5);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RankCounts {
    m: usize,
    draws: u64,
    /// m × m, hub by hub: how often hub i had rank r + 1.
    counts: Vec<u64>,
    /// m × m: twice the draws in which i was ahead of k, and once those in which they were level.
    half_wins: Vec<u64>,
}

impl RankCounts {
    /// No draws yet.
    #[must_use]
    pub fn new(m: usize) -> Self {
        Self { m, draws: 0, counts: vec![0; m * m], half_wins: vec![0; m * m] }
    }

    /// From counts made elsewhere: `counts` m × m by hub and rank, `half_wins` m × m.
    pub(super) fn from_parts(m: usize, draws: u64, counts: Vec<u64>, half_wins: Vec<u64>) -> Self {
        Self { m, draws, counts, half_wins }
    }

    /// The same without any wins.
    pub(super) fn without_wins(mut self) -> Self {
        self.half_wins.fill(0);
        self
    }

    /// Adds one draw: the rank of each of the m hubs, from 1, equal for hubs that are level.
    pub fn add(&mut self, ranks: &[usize]) {
        self.draws += 1;
        for (i, &own) in ranks.iter().enumerate() {
            self.counts[i * self.m + own - 1] += 1;
            for (k, &other) in ranks.iter().enumerate() {
                let halves = match own.cmp(&other) {
                    std::cmp::Ordering::Less => 2,
                    std::cmp::Ordering::Equal => u64::from(i != k),
                    std::cmp::Ordering::Greater => 0,
                };
                self.half_wins[i * self.m + k] += halves;
            }
        }
    }

    /// Adds the draws of another set of the same hubs. Whole numbers: the order of additions can not matter.
    pub fn merge(&mut self, other: &Self) {
        self.draws += other.draws;
        let sum = |to: &mut Vec<u64>, from: &[u64]| {
            to.iter_mut().zip(from).for_each(|(to, from)| *to += from);
        };
        sum(&mut self.counts, &other.counts);
        sum(&mut self.half_wins, &other.half_wins);
    }

    /// The number of hubs.
    #[must_use]
    pub fn hubs(&self) -> usize {
        self.m
    }

    /// The number of draws.
    #[must_use]
    pub fn draws(&self) -> u64 {
        self.draws
    }

    /// How often each rank was hub `i`'s: m counts, the first for rank 1.
    #[must_use]
    pub fn counts(&self, i: usize) -> &[u64] {
        &self.counts[i * self.m..(i + 1) * self.m]
    }

    /// Twice the draws in which `i` was ahead of `k`, and once those in which they were level.
    #[must_use]
    pub fn half_wins(&self, i: usize, k: usize) -> u64 {
        self.half_wins[i * self.m + k]
    }

    fn part(&self, count: u64) -> f64 {
        if self.draws == 0 {
            return 0.0;
        }
        count as f64 / self.draws as f64
    }

    /// The share of draws in which hub `i` had `rank` (from 1): its rank acceptability (Lahdelma & Salminen 2001).
    #[must_use]
    pub fn share(&self, i: usize, rank: usize) -> f64 {
        self.part(self.counts(i)[rank - 1])
    }

    /// The share of draws in which hub `i` was first, alone or level.
    #[must_use]
    pub fn first(&self, i: usize) -> f64 {
        self.share(i, 1)
    }

    /// The share of draws in which hub `i` was among the first `k`.
    #[must_use]
    pub fn top(&self, i: usize, k: usize) -> f64 {
        self.part(self.counts(i).iter().take(k).sum())
    }

    /// The share of draws in which `i` was ahead of `k`, a draw in which they were level counted as half of one.
    #[must_use]
    pub fn win(&self, i: usize, k: usize) -> f64 {
        self.part(self.half_wins(i, k)) / 2.0
    }

    /// The mean rank of hub `i`.
    #[must_use]
    pub fn mean_rank(&self, i: usize) -> f64 {
        let ranks = self.counts(i).iter().zip(1u64..);
        self.part(ranks.map(|(count, rank)| count * rank).sum())
    }

    /// The median rank of hub `i`; a half between two ranks.
    #[must_use]
    pub fn median_rank(&self, i: usize) -> f64 {
        self.quantile(i, 0.5)
    }

    /// The ranks below which lie 5 % and 95 % of the draws: the range over what was drawn, not a confidence interval.
    #[must_use]
    pub fn range(&self, i: usize) -> (f64, f64) {
        (self.quantile(i, 0.05), self.quantile(i, 0.95))
    }

    /// The quantile of hub `i`'s ranks at `p` (0 to 1), type 7: linear between order statistics (Hyndman & Fan 1996).
    #[must_use]
    pub fn quantile(&self, i: usize, p: f64) -> f64 {
        let at = p * self.draws.saturating_sub(1) as f64;
        let below = at.floor();
        let (low, high) = (self.nth(i, below as u64), self.nth(i, at.ceil() as u64));
        low + (high - low) * (at - below)
    }

    /// The rank at position `n` (from 0) of hub `i`'s sorted ranks.
    fn nth(&self, i: usize, n: u64) -> f64 {
        let mut seen = 0;
        for (count, rank) in self.counts(i).iter().zip(1u32..) {
            seen += count;
            if seen > n {
                return f64::from(rank);
            }
        }
        self.m as f64
    }

    /// The half-width of the 95 % interval of a share `p` of these draws: 1.96 √(p (1 − p) / N).
    #[must_use]
    pub fn half_width(&self, p: f64) -> f64 {
        half_width(p, self.draws)
    }
}

/// The half-width of the 95 % interval of a share `p` of so many draws: 1.96 √(p (1 − p)/N); no number without draws.
///
/// ```
/// assert!((hubrank::robustness::sampled::half_width(0.5, 9604) - 0.01).abs() < 1e-12);
/// ```
#[must_use]
pub fn half_width(p: f64, draws: u64) -> f64 {
    if draws == 0 {
        return f64::NAN;
    }
    1.96 * (p * (1.0 - p) / draws as f64).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_the_sorted_ranks() {
        let mut counts = RankCounts::new(4);
        for ranks in [[1, 2, 3, 4], [2, 1, 3, 4], [4, 1, 2, 3], [4, 1, 2, 2]] {
            counts.add(&ranks);
        }
        // Ranks of the first hub: 1 2 4 4; type 7 at 0.05: 1 + 0.15, at 0.5: 3, at 0.95: 4.
        assert_eq!(counts.median_rank(0), 3.0);
        let (low, high) = counts.range(0);
        assert!((low - 1.15).abs() < 1e-12 && (high - 4.0).abs() < 1e-12);
        assert_eq!(counts.top(0, 2), 0.5);
        assert_eq!(counts.half_width(0.5), 0.49);
    }

    #[test]
    fn merging_is_adding() {
        let (mut one, mut two, mut both) =
            (RankCounts::new(2), RankCounts::new(2), RankCounts::new(2));
        one.add(&[1, 2]);
        two.add(&[1, 1]);
        both.add(&[1, 1]);
        both.add(&[1, 2]);
        one.merge(&two);
        assert_eq!(one, both);
        assert_eq!(one.half_wins(0, 1) + one.half_wins(1, 0), 2 * one.draws());
    }
}
