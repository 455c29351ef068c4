//! Two editions of one ranking: each hub's change of rank split into revised data, other weights, another method, and
//! hubs that enter or leave.
//!
//! The parts are Shapley values (1953) over the four: each is what replacing the old by the new does to the rank, the
//! mean over all orders in which the four may be replaced. So they sum to the change, and none depends on an order.

use crate::model::Dataset;
use crate::study::{Outcome, Profile};

use super::editions_mixed::mixed;

/// What may differ between two editions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Values of hubs that both editions have.
    Data,
    /// The profile's weights.
    Weights,
    /// Every other choice of the profile, and the tree and the indicators of the data set.
    Method,
    /// Which hubs there are.
    Hubs,
}

impl Part {
    /// All parts with their names.
    pub const ALL: [(&'static str, Self); 4] = [
        ("data", Self::Data),
        ("weights", Self::Weights),
        ("method", Self::Method),
        ("hubs", Self::Hubs),
    ];

    /// Its bit in a set of parts.
    pub(super) fn bit(self) -> usize {
        1 << self as usize
    }
}

/// One hub that both editions rank.
#[derive(Debug, Clone, PartialEq)]
pub struct Revised {
    /// The hub's position in the new data set.
    pub hub: usize,
    /// Its rank in the old edition.
    pub before: f64,
    /// Its rank in the new one.
    pub after: f64,
    /// The places it gains through each group of parts, in the order of [`Editions::groups`]; they sum to
    /// `before − after`.
    pub parts: Vec<f64>,
}

/// Two editions and what changed between them.
#[derive(Debug, Clone)]
pub struct Editions {
    /// What the change is split into: usually each part by itself; parts that can not be told apart (weights and
    /// method, where the old weights do not fit the new tree) stand in one group.
    pub groups: Vec<Vec<Part>>,
    /// The hubs that both rank, largest change first.
    pub hubs: Vec<Revised>,
    /// Hubs that are ranked only in the new edition, by position there.
    pub entered: Vec<usize>,
    /// Hubs that were ranked only in the old one, by name.
    pub left: Vec<String>,
    /// Mixtures of the editions in which some hub that both rank has no rank; it then counts as behind all.
    pub unranked: usize,
}

/// The ranks, in one mixture, of the hubs that both editions rank.
struct Game {
    ranks: Vec<f64>,
    /// Whether one of them has none there and counts as behind all.
    has_unranked: bool,
}

impl Editions {
    /// What changed from one edition to the next.
    ///
    /// ```
    /// use hubrank::{Dataset, Profile, why::Editions};
    /// let hubs = Dataset::built_in()?;
    /// let old = hubs.ranked_for(&Profile::built_in("investor")?)?;
    /// let new = hubs.ranked_for(&Profile::built_in("founder")?)?;
    /// let own = Editions::between(&old, &new);
    /// // Only the weights differ.
    /// assert!(own.hubs.iter().all(|own| own.parts[0] == 0.0 && own.parts[3] == 0.0));
    /// # Ok::<(), hubrank::Problems>(())
    /// ```
    #[must_use]
    pub fn between(old: &Outcome, new: &Outcome) -> Self {
        let both = in_both(old, new);
        let id = |&(i, _): &(usize, usize)| &*new.dataset().hubs[i].id;
        let ids: Vec<_> = both.iter().map(id).collect();
        let games: Vec<_> = (0..16).map(|parts| game(old, new, parts, &ids)).collect();
        let groups = groups(&games);
        let all = both.iter().enumerate();
        let mut hubs: Vec<_> =
            all.map(|(at, &(hub, _))| revised(hub, at, &games, &groups)).collect();
        let change = |own: &Revised| (own.before - own.after).abs();
        let after = |a: &Revised, b: &Revised| a.after.total_cmp(&b.after);
        hubs.sort_by(|a, b| change(b).total_cmp(&change(a)).then(after(a, b)));
        let is_both = |i: &usize| both.iter().any(|own| own.0 == *i);
        let was_both = |k: &usize| both.iter().any(|own| own.1 == *k);
        let name = |k: usize| old.dataset().hubs[k].name.to_string();
        let left = old.ranking.order().filter(|k| !was_both(k));
        let unranked = games.iter().flatten().filter(|own| own.has_unranked);
        Self {
            groups,
            hubs,
            entered: new.ranking.order().filter(|i| !is_both(i)).collect(),
            left: left.map(name).collect(),
            unranked: unranked.count(),
        }
    }
}

/// The hubs that both rank, in the new order: (position in the new data set, in the old one).
fn in_both(old: &Outcome, new: &Outcome) -> Vec<(usize, usize)> {
    let pair = |i: usize| {
        let twin = old.dataset().hub(&new.dataset().hubs[i].id)?;
        old.ranking.of(twin).map(|_| (i, twin))
    };
    new.ranking.order().filter_map(pair).collect()
}

/// The ranks of `ids` in the mixture whose bits say which parts are new; none where the profile can not take it.
fn game(old: &Outcome, new: &Outcome, parts: usize, ids: &[&str]) -> Option<Game> {
    let (dataset, profile): (Dataset, Profile) = mixed(old, new, parts);
    let outcome = dataset.ranked_for(&profile).ok()?;
    let behind = outcome.ranking.len() as f64 + 1.0;
    let standing = |id: &&str| outcome.ranking.of(dataset.hub(id)?).map(|own| own.rank);
    let ranks: Vec<_> = ids.iter().map(standing).collect();
    Some(Game {
        has_unranked: ranks.contains(&None),
        ranks: ranks.into_iter().map(|own| own.unwrap_or(behind)).collect(),
    })
}

/// The finest split of which every mixture can be ranked.
fn groups(games: &[Option<Game>]) -> Vec<Vec<Part>> {
    use Part::{Data, Hubs, Method, Weights};
    let tries = [
        vec![vec![Data], vec![Weights], vec![Method], vec![Hubs]],
        vec![vec![Data], vec![Weights, Method], vec![Hubs]],
        vec![vec![Data, Weights, Method], vec![Hubs]],
    ];
    let can = |groups: &Vec<Vec<Part>>| {
        (0..1 << groups.len()).all(|chosen| games[bits(groups, chosen)].is_some())
    };
    let found = tries.into_iter().find(can);
    found.unwrap_or_else(|| vec![vec![Data, Weights, Method, Hubs]])
}

/// The parts that are new when these groups are, as bits.
fn bits(groups: &[Vec<Part>], chosen: usize) -> usize {
    let is_chosen = |(at, _): &(usize, &Vec<Part>)| chosen & (1 << at) != 0;
    let parts = groups.iter().enumerate().filter(is_chosen);
    parts.flat_map(|(_, group)| group).map(|part| part.bit()).sum()
}

/// The Shapley values of one hub: Σ over sets S without the group, |S|! (n − |S| − 1)! / n!, of what adding it does.
fn revised(hub: usize, at: usize, games: &[Option<Game>], groups: &[Vec<Part>]) -> Revised {
    let n = groups.len();
    let rank = |chosen: usize| {
        let own = games[bits(groups, chosen)].as_ref();
        own.map_or(f64::NAN, |own| own.ranks[at])
    };
    let factorial = |k: usize| (1..=k).map(|x| x as f64).product::<f64>();
    let all = (1 << n) - 1;
    let part = |group: usize| {
        let without = (0..=all).filter(|chosen| chosen & (1 << group) == 0);
        // Whole orders are counted, and divided once: the parts are exact fractions of n!.
        let sum: f64 = without
            .map(|chosen: usize| {
                let size = chosen.count_ones() as usize;
                let orders = factorial(size) * factorial(n - size - 1);
                orders * (rank(chosen) - rank(chosen | (1 << group)))
            })
            .sum();
        sum / factorial(n)
    };
    Revised { hub, before: rank(0), after: rank(all), parts: (0..n).map(part).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(data: &Dataset, profile: &str) -> Outcome {
        data.ranked_for(&Profile::built_in(profile).unwrap()).unwrap()
    }

    fn check(own: &Editions) {
        for own in &own.hubs {
            let sum: f64 = own.parts.iter().sum();
            assert!((sum - (own.before - own.after)).abs() < 1e-9, "{own:?}");
        }
    }

    #[test]
    fn parts_sum_to_the_change_and_what_is_the_same_has_none() {
        let hubs = Dataset::built_in().unwrap();
        let rent = hubs.column("residential_rent").unwrap();
        let (guiyang, suzhou) = (hubs.hub("guiyang").unwrap(), hubs.hub("suzhou").unwrap());
        let fewer: Vec<_> = (0..hubs.hubs.len()).filter(|&i| i != suzhou).collect();
        let old = hubs.with_value(rent, guiyang, 90.0);
        let own = Editions::between(
            &outcome(&old, "investor"),
            &outcome(&hubs.of_hubs(&fewer), "founder"),
        );
        check(&own);
        assert_eq!(own.groups.len(), 4);
        assert_eq!(own.left, ["Suzhou"]);
        assert!(own.entered.is_empty());
        assert!(own.hubs.iter().any(|own| own.parts[0] != 0.0));
        assert!(own.hubs.iter().any(|own| own.parts[3] != 0.0));
        assert!(own.hubs.iter().all(|own| own.parts[2] == 0.0));
        let same = Editions::between(&outcome(&hubs, "founder"), &outcome(&hubs, "founder"));
        assert!(same.hubs.iter().all(|own| own.parts.iter().all(|x| *x == 0.0)));
    }

    #[test]
    fn one_part_alone_takes_the_whole_change() {
        let hubs = Dataset::built_in().unwrap();
        let rent = hubs.column("residential_rent").unwrap();
        let chengdu = hubs.hub("chengdu").unwrap();
        let new = hubs.with_value(rent, chengdu, 90.0);
        let own = Editions::between(&outcome(&hubs, "founder"), &outcome(&new, "founder"));
        check(&own);
        let first = own.hubs.iter().find(|own| own.hub == chengdu).unwrap();
        assert!(first.after > first.before);
        assert_eq!(first.parts[0], first.before - first.after);
    }
}
