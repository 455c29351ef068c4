//! The ranking as a function of the weights, for methods that are not linear in them: everything before the
//! aggregation is kept, the aggregation runs again.

use crate::model::{Level, Ranking, TieTolerance, Ties, Weights};
use crate::stage::Aggregation;
use crate::study::Outcome;

/// What can be run again at other weights: what a `LinearModel` is to the exact results.
///
/// The hubs are those that the outcome ranks: deal-breakers and the floor of coverage are as in the profile, whatever
/// the weights.
///
/// ```
/// use hubrank::{model::Level, robustness::Rerun};
/// let hubs = hubrank::Dataset::built_in()?;
/// let outcome = hubs.ranked_for(&hubrank::Profile::built_in("founder")?)?;
/// let rerun = Rerun::of(&outcome, Level::Pillars);
/// let scores = rerun.scores(&rerun.weights);
/// let leader = outcome.ranking.standings[0];
/// let row = rerun.row(leader.hub).expect("it is ranked");
/// assert!((scores[row].expect("a score") - leader.score).abs() < 1e-9);
/// assert_eq!(rerun.ranks(&scores)[row], 1);
/// # Ok::<(), hubrank::Problems>(())
/// ```
#[derive(Debug, Clone)]
pub struct Rerun<'a> {
    outcome: &'a Outcome,
    level: Level,
    /// The nodes of the tree whose weights vary: those that carry weight.
    pub nodes: Vec<usize>,
    /// Their stated weights, sum one.
    pub weights: Vec<f64>,
    /// The ranked hubs, by position in the data set; results stand in this order.
    pub hubs: Vec<usize>,
}

impl<'a> Rerun<'a> {
    /// The ranking with the weights of the pillars, the shares inside them fixed, or of the leaves in the whole.
    #[must_use]
    pub fn of(outcome: &'a Outcome, level: Level) -> Self {
        let (nodes, weights) = outcome.weights_at(level);
        Self { outcome, level, nodes, weights, hubs: outcome.scores.ranked.clone() }
    }

    /// The row of a hub, by its position in the data set; none where it is not ranked.
    #[must_use]
    pub fn row(&self, hub: usize) -> Option<usize> {
        self.hubs.iter().position(|&known| known == hub)
    }

    /// The score of every hub under these weights (one a node, sum one); none where a hub has no finite one.
    #[must_use]
    pub fn scores(&self, weights: &[f64]) -> Vec<Option<f64>> {
        let own = self.outcome;
        let aggregation = &own.profile.aggregation;
        let column = match self.level {
            Level::Pillars => {
                let shares: Vec<_> =
                    self.nodes.iter().copied().zip(weights.iter().copied()).collect();
                own.normalised.index_with(&shares, &own.weights, &own.scores.nodes, aggregation)
            }
            Level::Leaves => {
                let tree = &own.observed.frame.tree;
                own.normalised.index(&Weights::of_parts(tree, &self.nodes, weights), aggregation)
            }
        };
        let score = |&hub: &usize| column.get(hub).filter(|score| score.is_finite());
        self.hubs.iter().map(score).collect()
    }

    /// The rank of every hub: one and the number of hubs strictly ahead; hubs without a score are behind all others.
    #[must_use]
    pub fn ranks(&self, scores: &[Option<f64>]) -> Vec<usize> {
        let known = scores.iter().enumerate().filter_map(|(row, score)| Some((row, (*score)?)));
        let known: Vec<_> = known.collect();
        let ranking = Ranking::new(&known, Ties::Competition, TieTolerance::default());
        let rank = |row: usize| ranking.of(row).map_or(known.len() + 1, |own| own.rank as usize);
        (0..scores.len()).map(rank).collect()
    }

    /// How far a row is ahead of the best other one, as a share of the range of all scores: below zero behind.
    #[must_use]
    pub fn margin(&self, scores: &[Option<f64>], row: usize) -> f64 {
        let range = range(scores);
        let others = (0..scores.len()).filter(|&k| k != row);
        let margin = others.map(|k| gap(scores[row], scores[k], range)).fold(1.0, f64::min);
        if scores[row].is_some() { margin } else { f64::NEG_INFINITY }
    }

    /// How far row `a` is ahead of row `b` at these weights, as a share of the range of all scores.
    #[must_use]
    pub fn gap(&self, a: usize, b: usize, weights: &[f64]) -> f64 {
        let scores = self.scores(weights);
        gap(scores[a], scores[b], range(&scores))
    }

    /// What one run costs, in values looked at.
    #[must_use]
    pub fn cost(&self) -> usize {
        let m = self.hubs.len();
        cost(self.outcome).unwrap_or_else(|| match self.outcome.profile.aggregation {
            // A subset a column of the table of best orders; else a linear program a hub.
            Aggregation::Kemeny => (m * m) << m.min(18),
            _ => 200 * m * self.outcome.normalised.columns.len().max(1),
        })
    }
}

/// What one run of the aggregation costs, in values looked at; none where it searches (orders, linear programs), too
/// slowly to be drawn often.
pub(super) fn cost(outcome: &Outcome) -> Option<usize> {
    let m = outcome.ranking.len();
    let cells = m * outcome.normalised.columns.len().max(1);
    match outcome.profile.aggregation {
        Aggregation::Kemeny | Aggregation::BenefitOfTheDoubt(_) => None,
        Aggregation::Copeland => Some(cells * m),
        _ => Some(cells),
    }
}

/// The range of the scores that there are; one where all are level.
pub(super) fn range(scores: &[Option<f64>]) -> f64 {
    let known = || scores.iter().copied().flatten();
    let range = known().fold(f64::NEG_INFINITY, f64::max) - known().fold(f64::INFINITY, f64::min);
    if range > 0.0 && range.is_finite() { range } else { 1.0 }
}

/// How far one score is ahead of another, as a share of `range`.
pub(super) fn gap(a: Option<f64>, b: Option<f64>, range: f64) -> f64 {
    match (a, b) {
        (Some(a), Some(b)) => (a - b) / range,
        (Some(_), None) => f64::INFINITY,
        (None, Some(_)) => f64::NEG_INFINITY,
        (None, None) => 0.0,
    }
}
