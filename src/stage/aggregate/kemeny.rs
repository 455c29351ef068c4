//! Kemeny: the order that agrees most with all pairwise majorities. Kemeny (1959), Daedalus 88; Young & Levenglick
//! (1978), SIAM J. Appl. Math. 35.
//!
//! It maximises Σ E_ab over all pairs with a above b. Hubs of which each is beaten, directly or by others, by every
//! other (ties count as both ways) form a component; components keep their order in every best order (Truchon 1998),
//! and inside one a table over subsets finds all best orders: O(2^k k²), k up to 18. Where several orders are equally
//! good a hub's place is the mean of its places in them all, so that the order of the input decides nothing. A larger
//! component takes the best order that moving single hubs can find, with a bound on what any order can reach.

use crate::model::Consent;

/// The largest component that is solved by the table over subsets.
const LARGEST: usize = 18;
/// How near two sums of majorities are the same.
const TOLERANCE: f64 = 1e-9;

/// The mean number of hubs placed below each of `m` hubs over all best orders, and how far they agree; `majority`
/// gives E_ab, E_ab + E_ba = 1.
pub fn order(m: usize, majority: impl Fn(usize, usize) -> f64) -> (Vec<f64>, Consent) {
    let e: Vec<Vec<f64>> = (0..m).map(|a| (0..m).map(|b| majority(a, b)).collect()).collect();
    let mut below = vec![0.0; m];
    let mut consent = Consent { agreement: 0.0, at_most: 0.0, orders: Some(1) };
    let mut left = m;
    for members in components(&e) {
        left -= members.len();
        let (places, own) = match members.len() <= LARGEST {
            true => by_subsets(&e, &members),
            false => by_moves(&e, &members),
        };
        for (&hub, place) in members.iter().zip(places) {
            below[hub] = left as f64 + (members.len() - 1) as f64 - place;
        }
        let outside: f64 = members.iter().map(|&a| lead(&e, a, &members)).sum();
        consent.agreement += own.agreement + outside;
        consent.at_most += own.at_most + outside;
        consent.orders = consent.orders.zip(own.orders).map(|(a, b)| a.saturating_mul(b));
    }
    (below, consent)
}

/// Σ E_ab of hub `a` over the hubs of later components: outside its own, those that it beats.
fn lead(e: &[Vec<f64>], a: usize, members: &[usize]) -> f64 {
    let is_later = |b: &usize| !members.contains(b) && e[a][*b] > 0.5;
    (0..e.len()).filter(is_later).map(|b| e[a][b]).sum()
}

/// The components, best first: by how many hubs a member reaches through majorities or ties.
fn components(e: &[Vec<f64>]) -> Vec<Vec<usize>> {
    let m = e.len();
    let beats = |a: usize, b: usize| e[a][b] >= 0.5 - TOLERANCE / 1e3;
    let reach = |from: usize| {
        let mut seen = vec![false; m];
        let mut next = vec![from];
        seen[from] = true;
        while let Some(a) = next.pop() {
            for (b, seen) in seen.iter_mut().enumerate() {
                if !*seen && beats(a, b) {
                    *seen = true;
                    next.push(b);
                }
            }
        }
        seen.iter().filter(|seen| **seen).count()
    };
    // Every pair has a majority or a tie, so the components form a line: the same reach is the same component.
    let mut by_reach = std::collections::BTreeMap::<usize, Vec<usize>>::new();
    for hub in 0..m {
        by_reach.entry(reach(hub)).or_default().push(hub);
    }
    by_reach.into_values().rev().collect()
}

/// For every set of members placed first: the best agreement inside it, and in how many orders.
fn by_subsets(e: &[Vec<f64>], members: &[usize]) -> (Vec<f64>, Consent) {
    let k = members.len();
    let all = (1usize << k) - 1;
    let (best, ways) = forward(e, members);
    // Backwards from the full set: in how many best orders each state stands.
    let mut rest = vec![0u64; all + 1];
    rest[all] = 1;
    let mut places = vec![0u128; k];
    for set in (1..=all).rev().filter(|&set| ways[set] > 0) {
        if rest[set] == 0 {
            continue;
        }
        let place = set.count_ones() as u128 - 1;
        for last in (0..k).filter(|last| set >> last & 1 == 1) {
            let before = set & !(1 << last);
            let sum = best[before] + gain(e, members, before, last);
            if (sum - best[set]).abs() <= TOLERANCE {
                rest[before] = rest[before].saturating_add(rest[set]);
                places[last] += place * u128::from(ways[before]) * u128::from(rest[set]);
            }
        }
    }
    let mean = |sum: &u128| *sum as f64 / ways[all].max(1) as f64;
    let consent = Consent { agreement: best[all], at_most: best[all], orders: Some(ways[all]) };
    (places.iter().map(mean).collect(), consent)
}

fn forward(e: &[Vec<f64>], members: &[usize]) -> (Vec<f64>, Vec<u64>) {
    let k = members.len();
    let mut best = vec![f64::NEG_INFINITY; 1 << k];
    let mut ways = vec![0u64; 1 << k];
    (best[0], ways[0]) = (0.0, 1);
    for set in 1..1usize << k {
        for last in (0..k).filter(|last| set >> last & 1 == 1) {
            let before = set & !(1 << last);
            let sum = best[before] + gain(e, members, before, last);
            if sum > best[set] + TOLERANCE {
                (best[set], ways[set]) = (sum, ways[before]);
            } else if sum >= best[set] - TOLERANCE {
                best[set] = best[set].max(sum);
                ways[set] = ways[set].saturating_add(ways[before]);
            }
        }
    }
    (best, ways)
}

/// What placing a member last behind the set `before` adds: the weight with each of the set above it.
fn gain(e: &[Vec<f64>], members: &[usize], before: usize, last: usize) -> f64 {
    let is_before = |at: &usize| before >> at & 1 == 1;
    let ahead = (0..members.len()).filter(is_before);
    ahead.map(|at| e[members[at]][members[last]]).sum()
}

/// A good order of a large component, by moving single hubs while that helps; no count of equals.
fn by_moves(e: &[Vec<f64>], members: &[usize]) -> (Vec<f64>, Consent) {
    let strength = |a: usize| members.iter().map(|&b| e[a][b]).sum::<f64>();
    let mut order = members.to_vec();
    order.sort_by(|&a, &b| strength(b).total_cmp(&strength(a)).then(a.cmp(&b)));
    while improve(e, &mut order) {}
    let pairs = || (0..order.len()).flat_map(|i| (i + 1..members.len()).map(move |k| (i, k)));
    let agreement = pairs().map(|(i, k)| e[order[i]][order[k]]).sum();
    let at_most = pairs().map(|(i, k)| e[order[i]][order[k]].max(e[order[k]][order[i]]));
    let consent = Consent { agreement, at_most: at_most.sum(), orders: None };
    let place = |hub: &usize| order.iter().position(|other| other == hub).unwrap_or(0) as f64;
    (members.iter().map(place).collect(), consent)
}

/// The one move of a hub to another place that helps most; whether there was one.
fn improve(e: &[Vec<f64>], order: &mut Vec<usize>) -> bool {
    let mut best = (TOLERANCE, 0, 0);
    for from in 0..order.len() {
        let hub = order[from];
        for (step, range) in [(-1isize, 0..from), (1, from + 1..order.len())] {
            let mut change = 0.0;
            let places: Vec<_> = if step < 0 { range.rev().collect() } else { range.collect() };
            for to in places {
                let lead = e[hub][order[to]] - e[order[to]][hub];
                change += if step < 0 { lead } else { -lead };
                if change > best.0 {
                    best = (change, from, to);
                }
            }
        }
    }
    let (change, from, to) = best;
    if change > TOLERANCE {
        let hub = order.remove(from);
        order.insert(to, hub);
    }
    change > TOLERANCE
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Majorities from ballots: (weight, hubs best first).
    fn votes(ballots: &[(f64, Vec<usize>)]) -> impl Fn(usize, usize) -> f64 {
        move |a, b| {
            let place = |order: &[usize], hub| order.iter().position(|&own| own == hub);
            let all: f64 = ballots.iter().map(|ballot| ballot.0).sum();
            let ahead = ballots.iter().filter(|(_, order)| place(order, a) < place(order, b));
            ahead.map(|ballot| ballot.0).sum::<f64>() / all
        }
    }

    #[test]
    fn a_cycle_as_electowiki_prints_it() {
        // 25 A>B>C, 40 B>C>A, 35 C>A>B: B>C>A, opposed by 35 + 60 + 25 = 120 of 300 votes on pairs.
        let ballots = [(25.0, vec![0, 1, 2]), (40.0, vec![1, 2, 0]), (35.0, vec![2, 0, 1])];
        let (below, consent) = order(3, votes(&ballots));
        assert_eq!(below, [0.0, 2.0, 1.0]);
        assert!((consent.agreement - 1.8).abs() < 1e-12, "{consent:?}");
        assert_eq!((consent.is_unique(), consent.is_exact()), (Some(true), true));
    }

    #[test]
    fn a_full_tie_gives_every_hub_the_same_place() {
        let (below, consent) = order(4, |_, _| 0.5);
        assert_eq!((below, consent.orders), (vec![1.5; 4], Some(24)));
        assert_eq!(order(1, |_, _| 0.5).0, [0.0]);
        assert_eq!(order(0, |_, _| 0.5).1.orders, Some(1));
    }

    /// The definition: every order of six hubs.
    #[test]
    fn subsets_equal_all_orders() {
        let noise = |a: usize, b: usize| ((a * 7 + b * 13) % 11) as f64 / 10.0;
        let e = move |a: usize, b: usize| match a.cmp(&b) {
            std::cmp::Ordering::Less => noise(a, b),
            std::cmp::Ordering::Greater => 1.0 - noise(b, a),
            std::cmp::Ordering::Equal => 0.5,
        };
        let mut orders = vec![Vec::new()];
        for _ in 0..6 {
            let longer = orders.iter().flat_map(|order: &Vec<usize>| {
                (0..6).filter(|hub| !order.contains(hub)).map(|hub| {
                    let mut order = order.clone();
                    order.push(hub);
                    order
                })
            });
            orders = longer.collect();
        }
        let sum = |order: &[usize]| -> f64 {
            (0..6)
                .flat_map(|i| (i + 1..6).map(move |k| (i, k)))
                .map(|(i, k)| e(order[i], order[k]))
                .sum()
        };
        let best = orders.iter().map(|o| sum(o)).fold(0.0, f64::max);
        let equals: Vec<_> = orders.iter().filter(|o| sum(o) > best - 1e-9).collect();
        let (below, consent) = order(6, e);
        assert!((consent.agreement - best).abs() < 1e-9, "{consent:?} {best}");
        assert_eq!(consent.orders, Some(equals.len() as u64));
        for (hub, below) in below.iter().enumerate() {
            let places: usize =
                equals.iter().filter_map(|order| order.iter().position(|&own| own == hub)).sum();
            let mean = 5.0 - places as f64 / equals.len() as f64;
            assert!((below - mean).abs() < 1e-12, "{hub}: {below} {mean}");
        }
    }

    #[test]
    fn large_components_are_bounded() {
        // Hub i beats the next eleven of 23 in a ring: one component.
        let ring = |a: usize, b: usize| match (b + 23 - a) % 23 {
            0 => 0.5,
            1..=11 => 0.7,
            _ => 0.3,
        };
        let (below, consent) = order(23, ring);
        assert!(consent.agreement <= consent.at_most && !consent.is_exact());
        assert_eq!(consent.is_unique(), None);
        let mut places = below;
        places.sort_by(f64::total_cmp);
        assert_eq!(places, (0..23).map(f64::from).collect::<Vec<_>>());
    }
}
