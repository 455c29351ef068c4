//! Why two perspectives order hubs differently: every overtake on the way from one to the other, with its causes.
//!
//! On the mix (1 − λ) of the first and λ of the second the gap of a pair is a straight line in λ; where its sign
//! changes one hub overtakes the other. The change of a gap is Σ (w¹ − w⁰)(φ_b − φ_a), exact and additive; where the
//! profiles also read the data differently it is split into weights, ½ Σ Δw (c⁰ + c¹), and choices, ½ Σ (w⁰ + w¹) Δc.

use crate::model::LinearModel;

/// What one node does to an overtake, as a change of the gap of the overtaker over the overtaken.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cause {
    /// The node of the tree.
    pub node: usize,
    /// Through its weight.
    pub weights: f64,
    /// Through its values being read differently; zero where only weights differ.
    pub choices: f64,
}

/// One hub passes another on the way from the first perspective to the second.
#[derive(Debug, Clone, PartialEq)]
pub struct Overtake {
    /// At which mix, 0 (the first perspective) to 1 (the second).
    pub at: f64,
    /// Who passes, by position in the data set.
    pub overtaker: usize,
    /// Who is passed.
    pub overtaken: usize,
    /// The change of the gap, split; the parts sum to gap after less gap before.
    pub causes: Vec<Cause>,
    /// The gap of the overtaker before: zero or less.
    pub before: f64,
    /// The gap after: zero or more.
    pub after: f64,
}

/// The way from one order to another, one swap of neighbours at a time.
///
/// ```
/// use hubrank::model::{LinearModel, Link};
/// use hubrank::robustness::exact::Ledger;
/// let first = LinearModel {
///     nodes: vec![1, 2],
///     weights: vec![0.8, 0.2],
///     hubs: vec![0, 1],
///     phi: nalgebra::DMatrix::from_row_slice(2, 2, &[10.0, 2.0, 4.0, 8.0]),
///     link: Link::Identity,
/// };
/// let second = LinearModel { weights: vec![0.2, 0.8], ..first.clone() };
/// let ledger = Ledger::between(&first, &second);
/// assert_eq!((ledger.overtakes[0].overtaker, ledger.overtakes[0].overtaken), (1, 0));
/// assert!((ledger.overtakes[0].at - 0.5).abs() < 1e-12);
/// assert_eq!(ledger.rank_change(1), (1, 0));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Ledger {
    /// The hubs that both rank in the first order, by position in the data set; hubs that are level in the order of
    /// the data set.
    pub before: Vec<usize>,
    /// The same in the second order.
    pub after: Vec<usize>,
    /// The overtakes, by mix: applied one by one to `before`, each a swap of neighbours, they give `after`.
    pub overtakes: Vec<Overtake>,
}

impl Ledger {
    /// The ledger of two perspectives on the same tree. m hubs: O(m²) and the number of overtakes times m.
    ///
    /// Where the same values stand behind both, gaps are in the units of φ; else each perspective's gaps are
    /// divided by the range of its weighted sums.
    #[must_use]
    pub fn between(first: &LinearModel, second: &LinearModel) -> Self {
        let two = Two::of(first, second);
        let m = two.hubs.len();
        let (before, after) = (two.order(0), two.order(1));
        let mut place = vec![0; m];
        after.iter().enumerate().for_each(|(at, &i)| place[i] = at);
        let mut pending = Vec::new();
        for (at, &ahead) in before.iter().enumerate() {
            let passing = before[at + 1..].iter().filter(|&&i| place[i] < place[ahead]);
            pending.extend(passing.map(|&behind| two.overtake(behind, ahead)));
        }
        pending.sort_by(|a, b| a.0.at.total_cmp(&b.0.at));
        let name = |order: &[usize]| order.iter().map(|&i| two.hubs[i]).collect();
        Self { overtakes: in_turn(&before, pending), before: name(&before), after: name(&after) }
    }

    /// How often a hub overtakes and is overtaken; the difference is what it gains in places.
    #[must_use]
    pub fn rank_change(&self, hub: usize) -> (usize, usize) {
        let made = self.overtakes.iter().filter(|o| o.overtaker == hub).count();
        let suffered = self.overtakes.iter().filter(|o| o.overtaken == hub).count();
        (made, suffered)
    }
}

/// An overtake with the positions of overtaker and overtaken among the shared hubs.
type Pending = (Overtake, usize, usize);

/// Puts overtakes in an order in which each swaps neighbours: by mix, and where several happen at one mix (or
/// rounding says so) the first that is possible.
fn in_turn(before: &[usize], mut pending: Vec<Pending>) -> Vec<Overtake> {
    let mut place = vec![0; before.len()];
    before.iter().enumerate().for_each(|(at, &i)| place[i] = at);
    let mut done = Vec::with_capacity(pending.len());
    while let Some(at) = pending.iter().position(|(_, by, of)| place[*by] == place[*of] + 1) {
        let (overtake, by, of) = pending.remove(at);
        place.swap(by, of);
        done.push(overtake);
    }
    done
}

/// Two perspectives on the hubs and nodes that they share: weights and scaled φ, [first, second].
struct Two {
    hubs: Vec<usize>,
    nodes: Vec<usize>,
    weights: [Vec<f64>; 2],
    phi: [Vec<Vec<f64>>; 2],
}

impl Two {
    fn of(first: &LinearModel, second: &LinearModel) -> Self {
        let shared = |hub: &&usize| second.row(**hub).is_some();
        let hubs: Vec<_> = first.hubs.iter().filter(shared).copied().collect();
        let extra = second.nodes.iter().filter(|node| first.position(**node).is_none());
        let nodes: Vec<_> = first.nodes.iter().chain(extra).copied().collect();
        let weights = [first, second].map(|model| {
            let weight = |&node: &usize| model.position(node).map_or(0.0, |j| model.weights[j]);
            nodes.iter().map(weight).collect::<Vec<_>>()
        });
        let read = |model, other| values(model, other, &hubs, &nodes);
        let mut phi = [read(first, second), read(second, first)];
        if phi[0] != phi[1] {
            for (phi, weights) in phi.iter_mut().zip(&weights) {
                let range = range_of_sums(phi, weights);
                phi.iter_mut().flatten().for_each(|x| *x /= range);
            }
        }
        Self { hubs, nodes, weights, phi }
    }

    /// The gap of `a` over `b` in one perspective, node by node without weights.
    fn gaps(&self, side: usize, a: usize, b: usize) -> impl Iterator<Item = f64> {
        let (a, b) = (&self.phi[side][a], &self.phi[side][b]);
        a.iter().zip(b).map(|(a, b)| a - b)
    }

    /// The hubs in order, best first; what is level in the order of the data set.
    fn order(&self, side: usize) -> Vec<usize> {
        let sum = |i: usize| super::program::dot(&self.weights[side], &self.phi[side][i]);
        let sums: Vec<_> = (0..self.hubs.len()).map(sum).collect();
        let mut order: Vec<_> = (0..sums.len()).collect();
        order.sort_by(|&a, &b| sums[b].total_cmp(&sums[a]).then(self.hubs[a].cmp(&self.hubs[b])));
        order
    }

    fn overtake(&self, by: usize, of: usize) -> Pending {
        let [w0, w1] = &self.weights;
        let both = self.gaps(0, by, of).zip(self.gaps(1, by, of));
        let (mut before, mut after, mut causes) = (0.0, 0.0, Vec::new());
        for (j, (c0, c1)) in both.enumerate() {
            before += w0[j] * c0;
            after += w1[j] * c1;
            causes.push(Cause {
                node: self.nodes[j],
                weights: 0.5 * (w1[j] - w0[j]) * (c0 + c1),
                choices: 0.5 * (w0[j] + w1[j]) * (c1 - c0),
            });
        }
        let (before, after) = (before.min(0.0), after.max(0.0));
        let at = if after > before { -before / (after - before) } else { 0.0 };
        let (overtaker, overtaken) = (self.hubs[by], self.hubs[of]);
        let overtake = Overtake { at, overtaker, overtaken, causes, before, after };
        (overtake, by, of)
    }
}

/// φ of hubs × nodes; a node that one perspective leaves out is read as the other does: its weight there is zero.
fn values(
    model: &LinearModel,
    other: &LinearModel,
    hubs: &[usize],
    nodes: &[usize],
) -> Vec<Vec<f64>> {
    let value = |hub: usize, node: usize| {
        let (model, j) = match model.position(node) {
            Some(j) => (model, j),
            None => (other, other.position(node)?),
        };
        Some(model.phi[(model.row(hub)?, j)])
    };
    let row = |&hub: &usize| {
        let cells = nodes.iter().map(|&node| value(hub, node).unwrap_or(0.0));
        cells.collect()
    };
    hubs.iter().map(row).collect()
}

/// The range of the weighted sums; one where all are level.
fn range_of_sums(phi: &[Vec<f64>], weights: &[f64]) -> f64 {
    let sums = phi.iter().map(|row| super::program::dot(row, weights));
    let (least, most) = sums
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), sum| (sum.min(low), sum.max(high)));
    if most > least { most - least } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Lcg, random_model};
    use super::*;

    /// The twin: replaying the ledger by swaps, and the order at mixes of a grid.
    #[test]
    fn the_ledger_replays_one_order_into_the_other() {
        for seed in 0..30 {
            let first = random_model(9, 4, seed);
            let mut second = first.clone();
            second.weights = Lcg(seed + 77).weights(4);
            if seed % 3 == 0 {
                second.phi = random_model(9, 4, seed + 500).phi;
            }
            let ledger = Ledger::between(&first, &second);
            let mut order = ledger.before.clone();
            for overtake in &ledger.overtakes {
                let at = order.iter().position(|&hub| hub == overtake.overtaken).unwrap();
                assert_eq!(order[at + 1], overtake.overtaker);
                order.swap(at, at + 1);
                let sum: f64 = overtake.causes.iter().map(|c| c.weights + c.choices).sum();
                assert!((sum - (overtake.after - overtake.before)).abs() < 1e-9);
                assert!(seed % 3 == 0 || overtake.causes.iter().all(|c| c.choices == 0.0));
            }
            assert_eq!(order, ledger.after);
            for &hub in &ledger.before {
                let place = |order: &[usize]| order.iter().position(|&h| h == hub).unwrap() as i64;
                let (made, suffered) = ledger.rank_change(hub);
                let gained = place(&ledger.before) - place(&ledger.after);
                assert_eq!(gained, made as i64 - suffered as i64);
            }
            if seed % 3 != 0 {
                orders_of_a_grid(&first, &second, &ledger);
            }
        }
    }

    fn orders_of_a_grid(first: &LinearModel, second: &LinearModel, ledger: &Ledger) {
        for step in 0..=50 {
            let at = f64::from(step) / 50.0;
            let pairs = first.weights.iter().zip(&second.weights);
            let mixed: Vec<_> = pairs.map(|(a, b)| (1.0 - at) * a + at * b).collect();
            let sums = first.sums(&mixed);
            let mut order = ledger.before.clone();
            for overtake in ledger.overtakes.iter().filter(|o| o.at < at) {
                let i = order.iter().position(|&hub| hub == overtake.overtaken).unwrap();
                order.swap(i, i + 1);
            }
            let sum = |hub: &usize| sums[first.row(*hub).unwrap()];
            assert!(order.windows(2).all(|w| sum(&w[0]) >= sum(&w[1]) - 1e-9));
        }
    }

    #[test]
    fn the_same_perspective_twice_has_no_overtakes() {
        let model = random_model(6, 3, 1);
        assert!(Ledger::between(&model, &model).overtakes.is_empty());
    }
}
