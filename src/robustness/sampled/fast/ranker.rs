//! Ranks under weights that someone else draws, 64 vectors at once.

use super::keys::{Keys, Plan};
use super::network::Network;
use super::settle::Settler;
use crate::model::{LinearModel, Ranking, TieTolerance, Ties};
use crate::robustness::sampled::design::{BLOCK, WeightBlock};
use crate::robustness::sampled::shifted::Shifted;

/// Ranks of the hubs of one linear model under any weights.
///
/// ```
/// use hubrank::model::{LinearModel, Link};
/// use hubrank::robustness::sampled::Ranker;
/// let model = LinearModel {
///     nodes: vec![1, 2],
///     weights: vec![0.5, 0.5],
///     hubs: vec![0, 1],
///     phi: nalgebra::DMatrix::from_row_slice(2, 2, &[1.0, 0.0, 0.0, 1.0]),
///     link: Link::Identity,
/// };
/// let mut ranks = [0.0; 4];
/// Ranker::new(&model).rank(&[vec![0.7, 0.3], vec![0.5, 0.5]], &mut ranks);
/// assert_eq!(ranks, [1.0, 2.0, 1.0, 1.0]);
/// ```
#[derive(Debug)]
pub struct Ranker {
    model: Shifted,
    plan: Plan,
    network: Network,
    weights: WeightBlock,
    keys: Keys,
    settler: Settler,
}

impl Ranker {
    /// A ranker for a model of m hubs and n nodes.
    #[must_use]
    pub fn new(model: &LinearModel) -> Self {
        let model = Shifted::of(model);
        let is_fast = (1..=super::MOST).contains(&model.m);
        Self {
            plan: Plan::new(&model),
            network: Network::new(if is_fast { model.m } else { 0 }),
            weights: WeightBlock::new(model.n),
            keys: Keys::new(&model),
            settler: Settler::default(),
            model,
        }
    }

    /// Fills `ranks` (vectors × m) with competition ranks from 1 under up to 64 weight vectors (n each, zero or more,
    /// not all zero; their sum is of no account).
    pub fn rank(&mut self, weights: &[Vec<f64>], ranks: &mut [f64]) {
        let m = self.model.m;
        let count = weights.len().min(BLOCK);
        self.weights.nodes.iter_mut().for_each(|node| node.fill(1.0));
        for (d, vector) in weights.iter().take(count).enumerate() {
            self.weights.set(d, vector);
        }
        if !(1..=super::MOST).contains(&m) {
            return self.rank_plainly(count, ranks);
        }
        self.keys.score(&self.plan, &self.weights);
        self.network.sort(&mut self.keys.rows);
        self.settler.settle(&self.model, &self.plan, &self.weights, &mut self.keys.rows, count);
        let mask = self.plan.mask();
        for (place, row) in self.keys.rows.iter().enumerate() {
            for (d, key) in row.0[..count].iter().enumerate() {
                ranks[d * m + (key & mask) as usize] = (place + 1) as f64;
            }
        }
        for tie in &self.settler.ties {
            for &hub in &tie.hubs {
                ranks[tie.lane * m + hub as usize] = (tie.place + 1) as f64;
            }
        }
    }

    fn rank_plainly(&self, count: usize, ranks: &mut [f64]) {
        let m = self.model.m;
        for d in 0..count {
            let score = |i: usize| (i, self.model.score(i, &self.weights, d));
            let scores: Vec<_> = (0..m).map(score).collect();
            let ranking = Ranking::new(&scores, Ties::Competition, TieTolerance::default());
            for standing in &ranking.standings {
                ranks[d * m + standing.hub] = standing.rank;
            }
        }
    }
}
