//! Tier and range of every rank: what each ranking shows, so it must cost next to nothing.

use std::cmp::Ordering;

use crate::model::LinearModel;
use crate::problem::{Fault, Problem, Problems};
use crate::study::{Doubt, Note, Outcome, Topic, Trust, Trusted, WeightDoubt};

use super::exact::{Dirichlet, Wins};
use super::rerun::cost;
use super::sampled::{
    Acceptability, BLOCK, DrawFault, Joint, RankCounts, Sampler, Settings, WeightBlock, drawn,
};
use super::statements;

/// A hub of a higher tier beats one of a lower tier with at least this probability.
pub const TAU: f64 = 0.9;
/// The most draws for a ranking: ranges are then good to a place or so.
const DRAWS: usize = 10_000;
/// The most hubs: beyond, the rankings of all draws take longer than the ranking.
const MOST: usize = 1024;
/// The most nodes of all pairs of hubs that are compared exactly: 1,000 hubs with five pillars; beyond, wins are
/// counted in draws.
const MOST_EXACT: usize = 2_500_000;
/// The most hubs whose scores are drawn: as many as a chart shows.
const MOST_SCORES: usize = 120;
/// What may be spent on a ranking that is not linear, in values looked at, and the fewest draws worth showing.
const EFFORT: usize = 20_000_000;
const FEWEST: usize = 500;

impl Outcome {
    /// The same with tier and range of every rank, or a note that says why there are none.
    ///
    /// ```
    /// let hubs = hubrank::Dataset::built_in()?;
    /// let outcome = hubs.ranked_for(&hubrank::Profile::built_in("investor")?)?.with_trust()?;
    /// let trust = outcome.trust.expect("weights are in doubt");
    /// assert_eq!((trust.hubs[0].tier, trust.hubs[0].ranks.0), (1, 1));
    /// # Ok::<(), hubrank::Problems>(())
    /// ```
    ///
    /// # Errors
    /// What is wrong with `[uncertainty]` for these data: see [`Outcome::doubt`].
    pub fn with_trust(mut self) -> Result<Self, Problems> {
        let doubted = self.doubt()?;
        let why_not = match self.ranking.len() {
            0 => return Ok(self),
            m if m > MOST => Some(format!("there are more than {MOST} ranked hubs")),
            _ if doubted.doubt.weights == WeightDoubt::None => {
                Some("the profile's `[uncertainty]` takes the weights as sure".into())
            }
            _ if self.weights_at(doubted.doubt.at).0.len() < 2 => {
                Some("there is one weight only".into())
            }
            _ => None,
        };
        let found = match why_not {
            Some(why) => Err(why),
            None => found(&self, &doubted.doubt)
                .map_err(|fault| refused(&self, &fault))?
                .ok_or_else(|| {
                    "drawing weights for this method takes long; see `hubrank uncertainty`".into()
                }),
        };
        match found {
            Ok(trust) => self.trust = Some(trust),
            Err(why) => self.notes.push(Note {
                topic: Topic::Trust,
                text: format!("Tiers and ranges of ranks are not shown: {why}."),
            }),
        }
        Ok(self)
    }
}

/// A fault of the drawing as a problem of the profile; statements that leave no room, by the smallest set that
/// conflicts.
pub(crate) fn refused(outcome: &Outcome, fault: &DrawFault) -> Problems {
    let doubt = outcome.profile.doubt.as_ref();
    if let Some(doubt) = doubt.filter(|own| matches!(own.weights, WeightDoubt::Statements(_)))
        && *fault == DrawFault::NoRoom
        && let Some(conflict) = statements::conflict(outcome, doubt.at)
    {
        return conflict;
    }
    let (setting, expected) = match fault {
        DrawFault::NoCombination(_) => {
            ("uncertainty", format!("choices that go together; {fault}"))
        }
        _ => ("weights", format!("weights that can be drawn; {fault}")),
    };
    let value = "drawn as `[uncertainty]` says".into();
    let fault = Fault::BadSetting { setting: setting.into(), value, expected };
    let place = outcome.profile.place_of(&["uncertainty.weights", "uncertainty"]);
    Problem::new(place, fault).into()
}

/// The weights of a model's nodes as they are in doubt.
///
/// # Errors
/// Weights that can not be drawn so.
pub fn sampler(
    outcome: &Outcome,
    model: &LinearModel,
    doubt: &WeightDoubt,
) -> Result<Sampler, DrawFault> {
    let nodes = outcome.observed.frame.tree.nodes();
    let ids: Vec<_> = model.nodes.iter().map(|&node| nodes[node].id.as_str()).collect();
    Sampler::of(doubt, &model.weights, &ids)
}

/// The distribution of weights (sum one) that are in doubt, as the closed forms take it; none where they are no Dirichlet distribution.
#[must_use]
pub fn dirichlet(weights: &[f64], doubt: &WeightDoubt) -> Option<Dirichlet> {
    match doubt {
        WeightDoubt::Uniform => Some(Dirichlet::uniform(weights.len())),
        WeightDoubt::Dirichlet { points } => Dirichlet::from_points(weights, *points),
        _ => None,
    }
}

fn found(outcome: &Outcome, doubt: &Doubt) -> Result<Option<Trust>, DrawFault> {
    let Some(model) = outcome.linear_model_at(doubt.at) else {
        return found_by_running(outcome, doubt);
    };
    let sampler = sampler(outcome, &model, &doubt.weights)?;
    let exact = dirichlet(&model.weights, &doubt.weights).filter(|_| has_few_pairs(&model));
    let settings = Settings {
        draws: doubt.draws.min(DRAWS),
        seed: doubt.seed,
        pairs: exact.is_none(),
        threads: 1,
    };
    let weights = drawn(&sampler, model.nodes.len(), &settings);
    let ranks = Acceptability::under(&model, &weights, &settings).ranks;
    let wins = match &exact {
        Some(doubt) => Wins::of(&model, doubt),
        None => counted(&model.hubs, &ranks),
    };
    let mut trust = trust(outcome, doubt, &wins, &ranks);
    trust.is_exact = exact.is_some();
    let shown = trust.hubs.iter_mut().take(MOST_SCORES);
    let rows: Vec<_> = shown.filter_map(|own| Some((model.row(own.hub)?, own))).collect();
    score_ranges(&model, weights, settings.draws, rows);
    Ok(Some(trust))
}

/// Where scores are not linear in the weights: the whole method run again, as often as time allows.
fn found_by_running(outcome: &Outcome, doubt: &Doubt) -> Result<Option<Trust>, DrawFault> {
    let Some(cost) = cost(outcome) else {
        return Ok(None);
    };
    let draws = (EFFORT / cost.max(1)).min(doubt.draws).min(DRAWS);
    if draws < FEWEST.min(doubt.draws) {
        return Ok(None);
    }
    let alone = Doubt {
        weights: doubt.weights.clone(),
        at: doubt.at,
        draws,
        seed: doubt.seed,
        ..Doubt::default()
    };
    let joint = Joint::of(outcome, &alone, 1)?;
    let wins = counted(&joint.hubs, &joint.ranks);
    Ok(Some(trust(outcome, &alone, &wins, &joint.ranks)))
}

/// Whether all pairs of hubs can be compared exactly within a second or two.
#[must_use]
pub fn has_few_pairs(model: &LinearModel) -> bool {
    let m = model.hubs.len();
    m * m.saturating_sub(1) / 2 * model.nodes.len() <= MOST_EXACT
}

/// The wins that were counted, as if they were probabilities.
#[must_use]
pub fn counted(hubs: &[usize], ranks: &RankCounts) -> Wins {
    let m = hubs.len();
    let win = |a: usize, b: usize| if a == b { 0.5 } else { ranks.win(a, b) };
    Wins { hubs: hubs.to_vec(), p: nalgebra::DMatrix::from_fn(m, m, win) }
}

fn trust(outcome: &Outcome, doubt: &Doubt, wins: &Wins, ranks: &RankCounts) -> Trust {
    let mut rows = vec![usize::MAX; outcome.dataset().hubs.len()];
    for (row, &hub) in wins.hubs.iter().enumerate() {
        rows[hub] = row;
    }
    let order: Vec<_> =
        outcome.order().into_iter().filter(|&hub| rows[hub] != usize::MAX).collect();
    let by_row: Vec<_> = order.iter().map(|&hub| rows[hub]).collect();
    let tiers = wins.tiers(&by_row, TAU);
    let of_tier = tiers
        .iter()
        .zip(1..)
        .flat_map(|(tier, number)| tier.hubs.iter().map(move |&hub| (hub, number)));
    let trusted = |(hub, tier): (usize, usize)| {
        let (low, high) = ranks.range(rows[hub]);
        Trusted { hub, tier, ranks: (low.floor() as usize, high.ceil() as usize), scores: None }
    };
    Trust {
        doubt: doubt.weights.clone(),
        at: doubt.at,
        draws: ranks.draws() as usize,
        seed: doubt.seed,
        tau: TAU,
        is_exact: false,
        hubs: of_tier.map(trusted).collect(),
    }
}

/// The middle 90 % of the scores of some rows, under the weights that the ranks were drawn with.
fn score_ranges(
    model: &LinearModel,
    mut weights: Vec<WeightBlock>,
    draws: usize,
    rows: Vec<(usize, &mut Trusted)>,
) {
    weights.iter_mut().for_each(WeightBlock::normalise);
    let at = |share: f64| (share * (draws - 1) as f64).round() as usize;
    let (low, high) = (at(0.05), at(0.95));
    // One list for all hubs: it stays in the processor's cache.
    let mut sums = Vec::with_capacity(weights.len() * BLOCK);
    for (row, own) in rows {
        sums.clear();
        weights.iter().for_each(|block| sums.extend(block.sums(|j| model.phi[(row, j)])));
        sums.truncate(draws);
        let (_, low_sum, above) = sums.select_nth_unstable_by(low, plain_order);
        let low_sum = *low_sum;
        let high_sum = match high.checked_sub(low + 1) {
            Some(further) => *above.select_nth_unstable_by(further, plain_order).1,
            None => low_sum,
        };
        own.scores = Some((model.link.score(low_sum), model.link.score(high_sum)));
    }
}

/// The order of two numbers, neither of them NaN: a quarter faster to select by than `f64::total_cmp`.
fn plain_order(a: &f64, b: &f64) -> Ordering {
    a.partial_cmp(b).unwrap_or(Ordering::Equal)
}

#[cfg(test)]
mod tests {
    use crate::{Dataset, Problems, Profile};

    #[test]
    fn ranges_hold_the_ranks_and_tiers_follow_them() -> Result<(), Problems> {
        let hubs = Dataset::built_in()?;
        for name in ["investor", "founder", "balanced"] {
            let outcome = hubs.ranked_for(&Profile::built_in(name)?)?.with_trust()?;
            let trust = outcome.trust.as_ref().unwrap();
            assert!(trust.is_exact && trust.hubs.len() == outcome.ranking.len());
            for (own, standing) in trust.hubs.iter().zip(&outcome.ranking.standings) {
                assert_eq!(own.hub, standing.hub);
                let (low, high) = own.ranks;
                assert!(low as f64 <= standing.rank && standing.rank <= high as f64);
                let (low, high) = own.scores.unwrap();
                assert!(low < standing.score && standing.score < high);
            }
            assert!(trust.hubs.is_sorted_by_key(|own| own.tier));
        }
        Ok(())
    }

    #[test]
    fn methods_that_are_not_linear_are_run_again() -> Result<(), Problems> {
        let hubs = Dataset::built_in()?;
        let mut profile = Profile::built_in("founder")?;
        profile.missing.usual.filling = crate::stage::Filling::Mean;
        let outcome = profile.by(crate::stage::Method::Topsis).unwrap();
        let outcome = hubs.ranked_for(&outcome)?.with_trust()?;
        let trust = outcome.trust.unwrap();
        assert!(!trust.is_exact && trust.draws >= 500);
        assert!(trust.hubs.iter().all(|own| own.scores.is_none()));
        Ok(())
    }

    #[test]
    fn one_weight_leaves_nothing_in_doubt() -> Result<(), Problems> {
        let hubs = Dataset::built_in()?;
        let profile = Profile::built_in("founder")?.with_share("talent", 1.0);
        let outcome = hubs.ranked_for(&profile)?.with_trust()?;
        assert_eq!(outcome.trust, None);
        assert!(outcome.notes.iter().any(|note| note.text.contains("one weight only")));
        Ok(())
    }
}
