//! The simulation written down as it is defined: slow, and what the fast one must equal count for count.

use crate::model::{Ranking, TieTolerance, Ties};

use super::acceptability::{Settings, Tally, blocks, fixed};
use super::design::WeightBlock;
use super::ranks::RankCounts;
use super::shifted::Shifted;

/// Draws, ranks and counts, one draw after the other; `fill` draws a block of weights.
pub(super) fn tally(
    model: &Shifted,
    fill: &impl Fn(usize, &mut WeightBlock),
    settings: &Settings,
) -> Tally {
    let (m, n) = (model.m, model.n);
    let mut weights = WeightBlock::new(n);
    let mut ranks = RankCounts::new(m);
    let mut firsts = vec![0; m * n];
    let mut ranked = vec![0; m];
    for (block, count) in blocks(settings.draws) {
        fill(block, &mut weights);
        for d in 0..count {
            let scores: Vec<_> = (0..m).map(|i| (i, model.score(i, &weights, d))).collect();
            let ranking = Ranking::new(&scores, Ties::Competition, TieTolerance::default());
            for standing in &ranking.standings {
                ranked[standing.hub] = standing.rank as usize;
            }
            let shares = weights.normalised(d);
            for standing in ranking.standings.iter().take_while(|standing| standing.rank == 1.0) {
                let sums = &mut firsts[standing.hub * n..(standing.hub + 1) * n];
                sums.iter_mut().zip(&shares).for_each(|(sum, share)| *sum += fixed(*share));
            }
            ranks.add(&ranked);
        }
    }
    Tally { ranks: if settings.pairs { ranks } else { ranks.without_wins() }, firsts }
}
