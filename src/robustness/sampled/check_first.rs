//! Which cell to check first: the one whose ends change the leader's chance of being first most.
//!
//! Each uncertain cell alone is put at its one end and at its other, all else as it stands, and the method is run
//! again under the weights in doubt. All runs see the same weights (common random numbers), so that a difference is
//! that of the cell and not of the draws.

use crate::model::{Level, LinearModel, Ranking, Table, TieTolerance, Ties};
use crate::robustness::rerun::cost;
use crate::robustness::restaged::Restaged;
use crate::robustness::uncertain::with_cell;
use crate::robustness::{UncertainCell, UncertainData};
use crate::stage::Observed;
use crate::study::{Doubt, Outcome};

use super::acceptability::{blocks, draw};
use super::design::{BLOCK, DrawFault, Sampler, WeightBlock};

/// The most draws: a chance is then good to a hundredth, and a difference to less.
const DRAWS: usize = 10_000;
/// The fewest where that makes room for more cells, and the fewest worth showing where nothing is linear.
const FEW: usize = 1000;
const FEWEST: usize = 100;
/// What may be spent in values looked at, and what a value costs in the stages against one in a sum of a draw.
const EFFORT: usize = 1_000_000_000;
const STAGES: usize = 40;

/// One cell and what its ends do to the leader's chance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Checked {
    /// The cell.
    pub cell: UncertainCell,
    /// The probability that the leader is first with the cell at its low end.
    pub at_low: f64,
    /// The same at its high end.
    pub at_high: f64,
    /// The half-width of the 95 % interval of the difference, by simulation.
    pub error: f64,
}

impl Checked {
    /// How much the chance changes between the two ends, with its sign.
    #[must_use]
    pub fn change(&self) -> f64 {
        self.at_high - self.at_low
    }
}

/// The uncertain cells by how much they matter for the first place.
///
/// ```
/// use hubrank::robustness::UncertainData;
/// use hubrank::robustness::sampled::CheckFirst;
/// use hubrank::study::{DataDoubt, Doubt};
/// let hubs = hubrank::Dataset::built_in()?;
/// let founder = hubs.ranked_for(&hubrank::Profile::built_in("founder")?)?;
/// let open = UncertainData::of(&founder, &DataDoubt::default());
/// let doubt = Doubt { draws: 500, ..Doubt::default() };
/// let found = CheckFirst::of(&founder, &open, &doubt, 1)?.expect("a mean is quick");
/// assert_eq!(Some(found.leader), founder.order().first().copied());
/// assert!(found.cells.is_sorted_by(|a, b| a.change().abs() >= b.change().abs()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct CheckFirst {
    /// The first hub, by position in the data set.
    pub leader: usize,
    /// The probability that it is first (alone or level) with the data as they stand.
    pub chance: f64,
    /// The number of draws of the weights.
    pub draws: usize,
    /// The cells, the greatest change first; of equal ones in the order of the data.
    pub cells: Vec<Checked>,
    /// How many cells were not looked at: those of the hubs farthest from the first place, where there are too many.
    pub left_out: usize,
}

impl CheckFirst {
    /// Puts each cell at its ends; `threads` (one or more) can not change the result. None where nothing is ranked,
    /// nothing is open, or a run of the method takes too long.
    ///
    /// # Errors
    /// Weights that can not be drawn as asked.
    pub fn of(
        outcome: &Outcome,
        data: &UncertainData,
        doubt: &Doubt,
        threads: usize,
    ) -> Result<Option<Self>, DrawFault> {
        let Some(trial) = Trial::new(outcome, doubt, data.cells.len())? else {
            return Ok(None);
        };
        let cells = nearest(outcome, data);
        let most = (EFFORT / (2 * trial.cost())).min(cells.len());
        let stands = trial.firsts(&trial.run(outcome.observed.clone()));
        let share =
            |firsts: &[bool]| share(firsts.iter().filter(|first| **first).count(), firsts.len());
        let look = |cell: &UncertainCell| {
            let [low, high] = [cell.low, cell.high]
                .map(|x| trial.firsts(&trial.run(with_cell(outcome, cell, x))));
            Checked {
                cell: *cell,
                at_low: share(&low),
                at_high: share(&high),
                error: error_of_difference(&low, &high),
            }
        };
        let mut checked = in_order(&cells[..most], threads, look);
        checked.sort_by(|a, b| b.change().abs().total_cmp(&a.change().abs()));
        Ok(Some(Self {
            leader: trial.leader,
            chance: share(&stands),
            draws: stands.len(),
            cells: checked,
            left_out: cells.len() - most,
        }))
    }
}

/// The cells, those of the first hubs first, and of hubs that are not ranked last.
fn nearest(outcome: &Outcome, data: &UncertainData) -> Vec<UncertainCell> {
    let mut places = vec![usize::MAX; outcome.dataset().hubs.len()];
    for (place, hub) in outcome.order().into_iter().enumerate() {
        places[hub] = place;
    }
    let mut cells = data.cells.clone();
    cells.sort_by_key(|cell| places[cell.hub]);
    cells
}

/// What `look` finds of each, in order, on some threads.
fn in_order<T: Send, C: Sync>(all: &[C], threads: usize, look: impl Fn(&C) -> T + Sync) -> Vec<T> {
    let size = all.len().div_ceil(threads.max(1)).max(1);
    let look = &look;
    std::thread::scope(|scope| {
        let part = |part| scope.spawn(move || <[C]>::iter(part).map(look).collect::<Vec<_>>());
        let started: Vec<_> = all.chunks(size).map(part).collect();
        let done = started.into_iter().flat_map(|thread| match thread.join() {
            Ok(found) => found,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        done.collect()
    })
}

fn share(count: usize, draws: usize) -> f64 {
    count as f64 / draws.max(1) as f64
}

/// 1.96 √((p₁₀ + p₀₁ − d²)/N) of a difference d between two shares of the same draws, p₁₀ and p₀₁ being the shares of
/// draws in which only the one or only the other is so (McNemar's pairs).
fn error_of_difference(low: &[bool], high: &[bool]) -> f64 {
    let pairs = || low.iter().zip(high);
    let up = share(pairs().filter(|(low, high)| !**low && **high).count(), low.len());
    let down = share(pairs().filter(|(low, high)| **low && !**high).count(), low.len());
    let variance = (up + down - (up - down).powi(2)).max(0.0);
    1.96 * (variance / low.len().max(1) as f64).sqrt()
}

/// What all runs share.
struct Trial<'a> {
    outcome: &'a Outcome,
    leader: usize,
    /// The nodes whose weights are drawn, and their level.
    nodes: Vec<usize>,
    level: Level,
    weights: Vec<WeightBlock>,
    draws: usize,
}

impl<'a> Trial<'a> {
    /// None where nothing is ranked or open, or too few draws could be made in the time.
    fn new(outcome: &'a Outcome, doubt: &Doubt, cells: usize) -> Result<Option<Self>, DrawFault> {
        let tree = &outcome.observed.frame.tree;
        let (nodes, shares) = outcome.weights_at(doubt.at);
        let ids: Vec<_> = nodes.iter().map(|&node| tree.nodes()[node].id.as_str()).collect();
        let sampler = Sampler::of(&doubt.weights, &shares, &ids)?;
        let (draws, wanted) = (draws(outcome, doubt, cells), doubt.draws.min(FEWEST));
        let Some(&leader) = outcome.order().first().filter(|_| cells > 0 && draws >= wanted) else {
            return Ok(None);
        };
        let block = |(number, _)| {
            let mut block = WeightBlock::new(nodes.len());
            draw(&sampler, doubt.seed, number, &mut block);
            block
        };
        let weights = blocks(draws).map(block).collect();
        Ok(Some(Self { outcome, leader, nodes, level: doubt.at, weights, draws }))
    }

    /// The stages again; which hubs are ranked stays.
    fn run(&self, observed: Table<Observed>) -> Restaged {
        let mut run = Restaged::of(observed, &self.outcome.profile);
        run.scores.ranked.clone_from(&self.outcome.scores.ranked);
        run
    }

    /// In which of the draws the leader is first, alone or level.
    fn firsts(&self, run: &Restaged) -> Vec<bool> {
        let aggregation = &self.outcome.profile.aggregation;
        let model = run.linear_model(self.level, aggregation);
        let model = model.filter(|model| model.nodes == self.nodes);
        let lead = model.as_ref().and_then(|model| Lead::over(model, self.leader));
        let mut firsts = Vec::with_capacity(self.draws);
        for ((_, count), block) in blocks(self.draws).zip(&self.weights) {
            match &lead {
                Some(lead) => firsts.extend_from_slice(&lead.firsts(block)[..count]),
                None => firsts.extend((0..count).map(|d| self.is_first(run, &block.normalised(d)))),
            }
        }
        firsts
    }

    /// What one end of a cell costs at most.
    fn cost(&self) -> usize {
        let m = self.outcome.ranking.len().max(1);
        let all = self.outcome.dataset().hubs.len() * self.outcome.observed.columns.len();
        STAGES * all + self.draws * m * self.nodes.len().max(1)
    }

    /// The same of one draw where the score is not linear in the weights.
    fn is_first(&self, run: &Restaged, weights: &[f64]) -> bool {
        let aggregation = &self.outcome.profile.aggregation;
        let total = run.index((self.level, &self.nodes), weights, aggregation);
        let hubs = self.outcome.scores.ranked.iter();
        let scores: Vec<_> = hubs.filter_map(|&hub| Some((hub, total.get(hub)?))).collect();
        let ranking = Ranking::new(&scores, Ties::Competition, TieTolerance::default());
        ranking.of(self.leader).is_some_and(|own| own.rank == 1.0)
    }
}

/// How often weights are drawn: as often as the effort allows for every cell.
fn draws(outcome: &Outcome, doubt: &Doubt, cells: usize) -> usize {
    let most = doubt.draws.min(DRAWS);
    let m = outcome.ranking.len().max(1);
    let nodes = outcome.weights_at(doubt.at).0.len();
    let within = |cost: usize| most.min(EFFORT / (2 * cells.max(1) * cost.max(1)));
    if outcome.linear_model_at(doubt.at).is_some() {
        return within(m * nodes).max(FEW.min(most));
    }
    match outcome.profile.aggregation.levels() {
        // Means need the scores of the nodes alone.
        Some(_) => within(STAGES * m * nodes),
        None => cost(outcome).map_or(0, |cost| within(STAGES * cost)),
    }
}

/// How far the leader is ahead of each hub that can pass it, node by node.
struct Lead {
    /// Rivals × nodes, rival by rival.
    gaps: Vec<f64>,
    nodes: usize,
    /// Scores nearer than this are level, for weights that sum to one.
    near: f64,
}

impl Lead {
    /// None where the leader has no place in the model.
    fn over(model: &LinearModel, leader: usize) -> Option<Self> {
        let own = model.row(leader)?;
        let rivals = (0..model.hubs.len()).filter(|&row| row != own);
        let gaps = rivals.map(|row| model.gaps(own, row));
        // A hub that is nowhere ahead is never ahead.
        let gaps: Vec<_> = gaps.filter(|gaps| gaps.iter().any(|gap| *gap < 0.0)).collect();
        let near = TieTolerance::default().0 * model.spread();
        Some(Self { gaps: gaps.concat(), nodes: model.nodes.len(), near })
    }

    /// In which of a block's draws nobody is ahead of the leader.
    fn firsts(&self, block: &WeightBlock) -> [bool; BLOCK] {
        let mut least = [f64::INFINITY; BLOCK];
        for gaps in self.gaps.chunks_exact(self.nodes.max(1)) {
            let mut sums = [0.0; BLOCK];
            for (gap, node) in gaps.iter().zip(&block.nodes) {
                sums.iter_mut().zip(node).for_each(|(sum, weight)| *sum += gap * weight);
            }
            least.iter_mut().zip(&sums).for_each(|(least, sum)| *least = least.min(*sum));
        }
        std::array::from_fn(|d| least[d] >= -self.near * block.sum(d))
    }
}

#[cfg(test)]
mod tests;
