//! The simulation as fast as the machine allows, with the counts of [`super::plain`].
//!
//! One weight vector is one SIMD lane: 64 draws go through every step side by side. Scores are sums in `f32`; each is
//! put into the high bits of a whole number whose low bits name the hub, so that a sorting network without branches
//! carries hubs along with their scores. Neighbours closer than the rounding of all this are found afterwards and
//! settled with the scores of the plain way. Counts are whole numbers, so the order of blocks can not matter.

#![expect(
    clippy::needless_range_loop,
    reason = "one index over several arrays of lanes is what the compiler turns into SIMD"
)]

mod count;
mod keys;
mod network;
mod pairs;
mod ranker;
mod settle;

use super::acceptability::{Settings, Tally, blocks};
use super::design::WeightBlock;
use super::ranks::RankCounts;
use super::shifted::Shifted;
use count::Counts;
use keys::{Keys, Plan};
use network::Network;
use pairs::Pairs;
pub use ranker::Ranker;
use settle::{Settler, Sorted};

/// The most hubs: beyond, too few bits of the score are left beside the hub's number.
pub(super) const MOST: usize = 1024;

/// Draws, ranks and counts on the threads that the settings ask for; 1 to [`MOST`] hubs. `fill` draws a block of weights.
pub(super) fn tally(
    model: &Shifted,
    fill: &(impl Fn(usize, &mut WeightBlock) + Sync),
    settings: &Settings,
) -> Tally {
    let plan = Plan::new(model);
    let network = Network::new(model.m);
    let all = settings.draws.div_ceil(super::design::BLOCK);
    let threads = settings.threads.clamp(1, all.max(1));
    let work = |first: usize| {
        let mut worker = Worker::new(model, &plan, &network, settings.pairs);
        for (block, count) in blocks(settings.draws).skip(first).step_by(threads) {
            fill(block, &mut worker.weights);
            worker.advance(count);
        }
        worker.finish()
    };
    if threads == 1 {
        return work(0);
    }
    std::thread::scope(|scope| {
        let started: Vec<_> = (1..threads).map(|first| scope.spawn(move || work(first))).collect();
        let mut sum = work(0);
        for thread in started {
            match thread.join() {
                Ok(part) => sum.add(&part),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        sum
    })
}

/// What one thread holds: the same few hundred kilobytes whatever the number of draws.
struct Worker<'a> {
    model: &'a Shifted,
    plan: &'a Plan,
    network: &'a Network,
    weights: WeightBlock,
    keys: Keys,
    settler: Settler,
    counts: Counts,
    pairs: Option<Pairs>,
    draws: u64,
}

impl<'a> Worker<'a> {
    fn new(model: &'a Shifted, plan: &'a Plan, network: &'a Network, pairs: bool) -> Self {
        Self {
            model,
            plan,
            network,
            weights: WeightBlock::new(model.n),
            keys: Keys::new(model),
            settler: Settler::default(),
            counts: Counts::new(model, plan),
            pairs: pairs.then(|| Pairs::new(model.m)),
            draws: 0,
        }
    }

    /// Counts the first `count` draws of the block of weights.
    fn advance(&mut self, count: usize) {
        self.draws += count as u64;
        self.keys.score(self.plan, &self.weights);
        self.network.sort(&mut self.keys.rows);
        self.settler.settle(self.model, self.plan, &self.weights, &mut self.keys.rows, count);
        let sorted = Sorted {
            rows: &self.keys.rows,
            mask: self.plan.mask(),
            count,
            ties: &self.settler.ties,
        };
        self.counts.add_firsts(sorted, &self.weights, &self.keys.sums);
        match &mut self.pairs {
            Some(pairs) => pairs.add(sorted, &mut self.counts),
            None => self.counts.add(sorted),
        }
        self.counts.correct(&self.settler.ties);
    }

    fn finish(self) -> Tally {
        let m = self.model.m;
        let half_wins = match self.pairs {
            Some(pairs) => pairs.finish(self.draws),
            None => vec![0; m * m],
        };
        let (counts, firsts) = self.counts.finish();
        Tally { ranks: RankCounts::from_parts(m, self.draws, counts, half_wins), firsts }
    }
}
