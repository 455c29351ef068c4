//! The smallest set of hubs that holds the winner.

use super::rank_range::RankRange;

/// A set of hubs with the probability that the winner is in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Shortlist {
    /// The hubs, likeliest winner first, by position in what the shares were given for.
    pub hubs: Vec<usize>,
    /// The probability that one of them is first.
    pub holds: f64,
}

/// The smallest set that holds the winner with probability `wanted`, from the shares of the sets of hubs that are first
/// together (sum one; mostly a single hub). A set holds the winner where one of those who are first is in it.
///
/// Each next hub is the one that adds most: exact where one hub is first at a time, for the largest shares then suffice
/// first; where first places are shared, another set may be smaller.
///
/// ```
/// use hubrank::robustness::exact::shortlist;
/// let alone = shortlist(&[(vec![0], 0.10), (vec![1], 0.62), (vec![2], 0.03), (vec![3], 0.25)], 0.95);
/// assert_eq!(alone.hubs, [1, 3, 0]);
/// assert!((alone.holds - 0.97).abs() < 1e-12);
/// // The first two are always level: either stands for both.
/// assert_eq!(shortlist(&[(vec![0, 1], 0.57), (vec![2], 0.43)], 0.95).hubs, [0, 2]);
/// ```
#[must_use]
pub fn shortlist(firsts: &[(Vec<usize>, f64)], wanted: f64) -> Shortlist {
    let mut open: Vec<_> = firsts.iter().collect();
    let (mut hubs, mut holds) = (Vec::new(), 0.0);
    let most = firsts.iter().flat_map(|(set, _)| set).max().map_or(0, |hub| hub + 1);
    while holds < wanted - 1e-12 {
        let mut adds = vec![0.0; most];
        for (set, share) in &open {
            set.iter().for_each(|&hub| adds[hub] += share);
        }
        // Of several, the first in order.
        let best = (0..most).rev().max_by(|&a, &b| adds[a].total_cmp(&adds[b]));
        let Some(best) = best.filter(|&hub| adds[hub] > 0.0) else {
            break;
        };
        hubs.push(best);
        holds += adds[best];
        open.retain(|(set, _)| !set.contains(&best));
    }
    Shortlist { hubs, holds }
}

/// The hubs (by position in the data set) of which one is first whatever the weights of the set that the ranges were
/// computed over: all whose best rank may be 1.
#[must_use]
pub fn sure_shortlist(ranges: &[RankRange]) -> Vec<usize> {
    let can_be_first = |range: &&RankRange| range.best.limit == 1;
    ranges.iter().filter(can_be_first).map(|range| range.hub).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The twin: all subsets.
    #[test]
    fn no_smaller_set_holds_as_much() {
        let shares = [0.05, 0.31, 0.11, 0.2, 0.02, 0.0, 0.31];
        for wanted in [0.0, 0.3, 0.6, 0.9, 0.95, 1.0] {
            let alone: Vec<_> =
                shares.iter().enumerate().map(|(hub, share)| (vec![hub], *share)).collect();
            let list = shortlist(&alone, wanted);
            assert!(list.holds >= wanted - 1e-9);
            let smallest = (0u32..1 << shares.len()).filter(|set| {
                let held = (0..shares.len()).filter(|k| set >> k & 1 == 1).map(|k| shares[k]);
                held.sum::<f64>() >= wanted - 1e-9
            });
            let smallest = smallest.map(u32::count_ones).min();
            assert_eq!(smallest, Some(list.hubs.len() as u32), "{wanted}");
        }
    }

    /// The twin: who is first on a grid, and at the certificates.
    #[test]
    fn whoever_is_first_on_a_grid_is_on_the_sure_list_and_no_one_else() {
        use super::super::testing::{grid, random_model, rank};
        use super::super::{Effort, RankRange, WeightSet};
        let grid = grid(3, 40);
        for seed in 0..10 {
            let model = random_model(9, 3, seed);
            let ranges = RankRange::all(&model, &WeightSet::all(3), Effort::default());
            let sure = sure_shortlist(&ranges);
            for (row, range) in ranges.iter().enumerate() {
                let is_on = sure.contains(&model.hubs[row]);
                assert!(is_on || grid.iter().all(|w| rank(&model, row, w) > 1));
                let sums = model.sums(&range.best.weights);
                assert!(!is_on || sums.iter().all(|sum| *sum < sums[row] + 1e-5));
            }
        }
    }
}
