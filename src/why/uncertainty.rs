//! How far a ranking can be trusted: everything that `hubrank uncertainty` says.

mod causes;
mod check;
mod open_data;

use crate::model::{LinearModel, Link, Tree};
use crate::problem::Problems;
use crate::robustness::exact::{Preference, Regret, Shortlist, Tier, WeightSet, Wins, shortlist};
use crate::robustness::sampled::{DrawFault, Joint, NoRankSets, RankSets};
use crate::robustness::{self, RankReversal, TAU};
use crate::study::{Doubt, Doubted, Outcome, WeightDoubt};

pub use causes::{Causes, factor_words, shown_indices};
pub use check::{Check, Miss};
pub use open_data::{OpenData, cell_words};

/// The probability with which the shortlist holds the first hub.
pub const SHORTLIST: f64 = 0.95;
/// How often everything but the weights is drawn for a confidence factor, at most.
pub const CONFIDENCE_DRAWS: usize = 500;

/// What holds for weights alone, without sampling.
#[derive(Debug, Clone, PartialEq)]
pub struct Exact {
    /// The ranking as a function of the weights.
    pub model: LinearModel,
    /// The probability that one hub beats another.
    pub wins: Wins,
    /// The expected rank of every hub, in the order of the model.
    pub expected: Vec<f64>,
    /// Tiers at 90 %.
    pub tiers: Vec<Tier>,
}

/// How far a ranking can be trusted.
///
/// ```
/// use hubrank::study::Doubt;
/// use hubrank::why::Uncertainty;
/// let hubs = hubrank::Dataset::built_in()?;
/// let mut founder = hubrank::Profile::built_in("founder")?;
/// founder.doubt = Some(Doubt { draws: 500, ..Doubt::default() });
/// let found = Uncertainty::of(&hubs.ranked_for(&founder)?, 3, 1)?;
/// assert!(found.check.as_ref().is_some_and(|check| check.misses.is_empty()));
/// assert!(found.shortlist.holds >= 0.95);
/// # Ok::<(), hubrank::Problems>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Uncertainty {
    /// What is in doubt.
    pub doubted: Doubted,
    /// How many first hubs are the top.
    pub top: usize,
    /// What holds for the weights alone in closed form, or why nothing does.
    pub exact: Result<Exact, String>,
    /// How far behind the first each hub may turn out to be, whatever the weights, with the link of the scores; none
    /// where the score is not linear in them.
    pub regrets: Option<(Link, Vec<Regret>)>,
    /// Everything in doubt at once, simulated.
    pub joint: Joint,
    /// The standard deviation of each drawn weight, in hundredths, in the order of the nodes of the simulation; none
    /// where weights are no Dirichlet distribution.
    pub deviations: Option<Vec<f64>>,
    /// Tiers at 90 % by the simulated wins.
    pub tiers: Vec<Tier>,
    /// The smallest set that holds the first hub with 95 % of the draws, by position in the data set.
    pub shortlist: Shortlist,
    /// The share of draws in which a hub is first when weights are its central ones, in the order of the simulation;
    /// none for a hub without central weights.
    pub confidence: Vec<Option<f64>>,
    /// Simulated against exact wins, where both are there.
    pub check: Option<Check>,
    /// What causes the doubt.
    pub causes: Causes,
    /// What the data leave open, whether or not `[uncertainty]` draws them.
    pub open: OpenData,
    /// The ranks that errors of the data leave open, weights held fixed; or why there are none.
    pub rank_sets: Result<RankSets, NoRankSets>,
    /// How far the order depends on who else is listed; none for too many hubs.
    pub reversal: Option<RankReversal>,
}

impl Uncertainty {
    /// Looks at everything that is in doubt about a ranking; `top` is how many hubs are the top, `threads` can not
    /// change the result.
    ///
    /// # Errors
    /// What is wrong with `[uncertainty]` for these data.
    pub fn of(outcome: &Outcome, top: usize, threads: usize) -> Result<Self, Problems> {
        let doubted = outcome.doubt()?;
        found(outcome, doubted, top, threads).map_err(|fault| robustness::refused(outcome, &fault))
    }

    /// The position of a hub in the simulation; none where it is not ranked.
    #[must_use]
    pub fn row(&self, hub: usize) -> Option<usize> {
        self.joint.hubs.iter().position(|&known| known == hub)
    }

    /// The central weights of a row of the simulation, those of indicators summed by the pillar that they stand in;
    /// none where the hub is never first.
    #[must_use]
    pub fn central_of_pillars(&self, tree: &Tree, row: usize) -> Option<Vec<(usize, f64)>> {
        let central = self.joint.central[row].as_ref()?;
        let mut pillars: Vec<(usize, f64)> = Vec::new();
        for (&node, weight) in self.joint.nodes.iter().zip(central) {
            let pillar = tree.pillar_of(node);
            match pillars.last_mut() {
                Some((last, sum)) if *last == pillar => *sum += weight,
                _ => pillars.push((pillar, *weight)),
            }
        }
        Some(pillars)
    }

    /// The share of the draws in which all of `hubs` are among the first `most` at once; 0 where one is not ranked.
    ///
    /// # Errors
    /// As [`Uncertainty::of`].
    pub fn together(
        &self,
        outcome: &Outcome,
        hubs: &[usize],
        most: usize,
        threads: usize,
    ) -> Result<f64, Problems> {
        let share = match hubs {
            [hub] => self.row(*hub).map(|row| self.joint.ranks.top(row, most)),
            _ => Joint::together(outcome, &self.doubted.doubt, (hubs, most), threads)
                .map_err(|fault| robustness::refused(outcome, &fault))?,
        };
        Ok(share.unwrap_or(0.0))
    }

    /// Whether more than the weights is in doubt.
    #[must_use]
    pub fn is_more_than_weights(&self) -> bool {
        self.doubted.doubt.data.is_some() || !self.joint.is_own_method
    }

    /// The tiers to show: the exact ones where weights alone are in doubt.
    #[must_use]
    pub fn shown_tiers(&self) -> &[Tier] {
        match &self.exact {
            Ok(exact) if !self.is_more_than_weights() => &exact.tiers,
            _ => &self.tiers,
        }
    }

    /// The largest regret of a hub, by position in the data set.
    #[must_use]
    pub fn regret(&self, hub: usize) -> Option<&Regret> {
        self.regrets.as_ref()?.1.iter().find(|own| own.hub == hub)
    }

    /// The hub whose largest regret is least; of several, the first ranked in the data set.
    #[must_use]
    pub fn least_regret(&self) -> Option<&Regret> {
        Regret::least(&self.regrets.as_ref()?.1)
    }
}

fn found(
    outcome: &Outcome,
    doubted: Doubted,
    top: usize,
    threads: usize,
) -> Result<Uncertainty, DrawFault> {
    let doubt = &doubted.doubt;
    let joint = Joint::of(outcome, doubt, threads)?;
    let exact = exact(outcome, doubt);
    let check = match &exact {
        Ok(exact) => Some(Check::of(outcome, exact, doubt, threads)?),
        Err(_) => None,
    };
    let mut list = shortlist(&joint.firsts, SHORTLIST);
    list.hubs.iter_mut().for_each(|row| *row = joint.hubs[*row]);
    let wins = robustness::counted(&joint.hubs, &joint.ranks);
    Ok(Uncertainty {
        top,
        tiers: wins.tiers(&rows(outcome, &joint.hubs), TAU),
        shortlist: list,
        confidence: confidence(outcome, doubt, &joint, threads)?,
        causes: Causes::of(outcome, doubt, threads)?,
        deviations: robustness::dirichlet(&outcome.weights_at(doubt.at).1, &doubt.weights)
            .map(|family| family.deviations()),
        open: OpenData::of(outcome, doubt, threads)?,
        rank_sets: RankSets::of(outcome, doubt),
        reversal: RankReversal::of(outcome),
        regrets: regrets(outcome, doubt),
        check,
        exact,
        joint,
        doubted,
    })
}

/// The rows of hubs, best first.
fn rows(outcome: &Outcome, hubs: &[usize]) -> Vec<usize> {
    let order = outcome.order().into_iter();
    order.filter_map(|hub| hubs.iter().position(|&known| known == hub)).collect()
}

fn exact(outcome: &Outcome, doubt: &Doubt) -> Result<Exact, String> {
    let Some(model) = outcome.linear_model_at(doubt.at) else {
        let of = doubt.at.noun();
        return Err(format!("the score is not linear in the weights of the {of}s"));
    };
    if !robustness::has_few_pairs(&model) {
        return Err(format!("{} hubs make too many pairs", model.hubs.len()));
    }
    if model.nodes.len() < 2 {
        return Err("there is one weight only".into());
    }
    let Some(weights) = robustness::dirichlet(&model.weights, &doubt.weights) else {
        return Err(match doubt.weights {
            WeightDoubt::None => "the weights are not in doubt".into(),
            _ => format!("{} have no closed form", doubt.weights.words(doubt.at)),
        });
    };
    let wins = Wins::of(&model, &weights);
    Ok(Exact {
        expected: wins.expected_ranks(),
        tiers: wins.tiers(&rows(outcome, &model.hubs), TAU),
        wins,
        model,
    })
}

fn regrets(outcome: &Outcome, doubt: &Doubt) -> Option<(Link, Vec<Regret>)> {
    let model = outcome.linear_model_at(doubt.at).filter(robustness::has_few_pairs)?;
    let all = WeightSet::all(model.nodes.len());
    Some((model.link, Preference::over(&model, &all).regrets()))
}

/// How often each hub is first under its central weights: always where only the weights are in doubt, since the
/// weights under which a hub is first form a convex set.
fn confidence(
    outcome: &Outcome,
    doubt: &Doubt,
    joint: &Joint,
    threads: usize,
) -> Result<Vec<Option<f64>>, DrawFault> {
    let is_sure = doubt.data.is_none() && joint.is_own_method;
    let is_linear = outcome.linear_model_at(doubt.at).is_some();
    let few = Doubt { draws: doubt.draws.min(CONFIDENCE_DRAWS), ..doubt.clone() };
    let of = |(i, central): (usize, &Option<Vec<f64>>)| match central {
        None => Ok(None),
        Some(_) if is_sure && is_linear => Ok(Some(1.0)),
        Some(weights) => {
            Joint::given(outcome, &few, weights, threads).map(|own| Some(own.ranks.first(i)))
        }
    };
    joint.central.iter().enumerate().map(of).collect()
}

#[cfg(test)]
mod tests;
