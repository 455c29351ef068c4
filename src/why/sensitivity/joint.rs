//! All weights at once: in closed form where the ranking is linear in them, else by running it again at many.

use crate::model::LinearModel;
use crate::problem::Problems;
use crate::robustness::Rerun;
use crate::robustness::exact::{
    CaseFor, Dethrone, Effort, Hasse, Preference, RankRange, WeightSet, points_between,
};
use crate::robustness::sampled::{Trials, nearest_first, percent_between};
use crate::robustness::statements::Said;
use crate::study::Doubt;

use super::one_weight::How;
use super::{Questions, Sensitivity};

/// For more hubs rank ranges are not searched: the witnesses at hand and dominance bound them.
const MANY: usize = 1000;

/// A set of weights.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Over {
    /// All weights there can be.
    All,
    /// Each weight within ±x per cent of the stated one.
    Near(f64),
    /// Those that the profile's statements allow.
    Statements,
}

/// What holds over a set of weights.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranges {
    /// The set.
    pub over: Over,
    /// Exact, or sampled at so many weights of the set.
    pub how: How,
    /// The best and the worst rank of every hub, in the order of [`Joint::hubs`]; sampled, what was reached.
    pub ranges: Vec<RankRange>,
    /// Who is ahead of whom throughout the set; sampled, in every run.
    pub preference: Preference,
}

impl Ranges {
    /// The range of a row in words; sampled, the ranks that were reached: "≈ 2–5".
    #[must_use]
    pub fn words(&self, row: usize) -> String {
        let range = &self.ranges[row];
        match (self.how, range.best.reached == range.worst.reached) {
            (How::Exact, _) => range.to_string(),
            (How::Sampled(_), true) => format!("≈ {}", range.best.reached),
            (How::Sampled(_), false) => format!("≈ {}–{}", range.best.reached, range.worst.reached),
        }
    }
}

/// What varies all weights at once.
#[derive(Debug, Clone, PartialEq)]
pub struct Joint {
    /// Exact where the ranking is linear in the weights, else sampled at so many weights of all sets together.
    pub how: How,
    /// The nodes whose weights vary.
    pub nodes: Vec<usize>,
    /// Their stated weights, sum one.
    pub weights: Vec<f64>,
    /// The ranked hubs, by position in the data set.
    pub hubs: Vec<usize>,
    /// What it takes for each hub to be first, in the order of `hubs`; sampled, the fewest points and per cent that were
    /// found, which others may undercut.
    pub dethrone: Vec<Dethrone>,
    /// Ranks and preference over all weights, over those near the stated ones, and over the statements' where there
    /// are any.
    pub ranges: Vec<Ranges>,
    /// Dominance over all weights as a diagram; sampled, who was never behind in any run.
    pub hasse: Hasse,
    /// The case for the hub that was asked for.
    pub case: Option<CaseFor>,
    /// By how many points of score that hub is ahead of the nearest rival at the weights of `case`, below zero behind.
    pub case_ahead: Option<f64>,
}

impl Joint {
    /// The position of a hub (position in the data set) in `hubs`; none where it is not ranked.
    #[must_use]
    pub fn row(&self, hub: usize) -> Option<usize> {
        self.hubs.iter().position(|&known| known == hub)
    }

    /// The closed forms.
    pub(super) fn exact(
        model: &LinearModel,
        said: &Said<'_>,
        questions: &Questions,
        hub: Option<usize>,
    ) -> Result<Self, Problems> {
        let mut sets = sets(&model.weights, questions);
        sets.extend(said.set(model)?.map(|set| (Over::Statements, set)));
        let row = hub.and_then(|hub| model.row(hub));
        let case = row.and_then(|row| CaseFor::of(model, row, &sets[0].1));
        let ranges: Vec<_> = sets.iter().map(|(over, set)| exact(model, *over, set)).collect();
        Ok(Self {
            how: How::Exact,
            nodes: model.nodes.clone(),
            weights: model.weights.clone(),
            hubs: model.hubs.clone(),
            dethrone: Dethrone::all(model),
            hasse: ranges[0].preference.hasse(),
            ranges,
            case_ahead: case.as_ref().and_then(|case| ahead(model, case)),
            case,
        })
    }

    /// The same by running the ranking again at weights of each set.
    pub(super) fn sampled(
        rerun: &Rerun<'_>,
        said: &Said<'_>,
        own: &mut Sensitivity,
        hub: Option<usize>,
        doubt: Option<&Doubt>,
    ) -> Result<Self, Problems> {
        let seed = doubt.map_or(Doubt::default().seed, |doubt| doubt.seed);
        let mut trials: Vec<_> = sets(&rerun.weights, &own.questions)
            .into_iter()
            .map(|(name, set)| (name, Trials::over(rerun, &set, seed)))
            .collect();
        match of_statements(rerun, said, seed)? {
            Ok(found) => trials.extend(found.map(|found| (Over::Statements, found))),
            Err(why) => own.unanswered.push(why),
        }
        let rows = 0..rerun.hubs.len();
        let dethrone: Vec<_> = rows.map(|row| dethrone(rerun, &trials, row)).collect();
        // What the search for first places found is known of the ranges too.
        let moves = dethrone.iter().flat_map(|own| [&own.points, &own.percent]).flatten();
        moves.for_each(|found| trials[0].1.add(&found.weights));
        let ranges: Vec<_> = trials.iter().map(|(over, own)| tried(rerun, *over, own)).collect();
        let row = hub.and_then(|hub| rerun.row(hub));
        let case = row.and_then(|row| trials[0].1.case_for(row));
        Ok(Self {
            how: How::Sampled(trials.iter().map(|own| own.1.weights.len()).sum()),
            nodes: rerun.nodes.clone(),
            weights: rerun.weights.clone(),
            hubs: rerun.hubs.clone(),
            dethrone,
            hasse: ranges[0].preference.hasse(),
            ranges,
            case_ahead: case.as_ref().map(|case| case.margin),
            case,
        })
    }
}

/// What was tried of the statements' weights, where there are statements; else why nothing is known of them.
fn of_statements<'a>(
    rerun: &'a Rerun<'a>,
    said: &Said<'_>,
    seed: u64,
) -> Result<Result<Option<Trials<'a>>, String>, Problems> {
    let Some((set, pairs)) = said.apart(rerun)? else {
        return Ok(Ok(None));
    };
    let all = Trials::over(rerun, &set, seed);
    let agreeing = all.that_agree(&pairs);
    Ok(match agreeing.weights.is_empty() {
        false => Ok(Some(agreeing)),
        true => Err(format!(
            "What the statements allow: none of the {} weightings that were tried agrees with all of them.",
            all.weights.len()
        )),
    })
}

/// All weights, and those near the stated ones.
fn sets(stated: &[f64], questions: &Questions) -> Vec<(Over, WeightSet)> {
    let percent = questions.percent;
    vec![
        (Over::All, WeightSet::all(stated.len())),
        (Over::Near(percent), WeightSet::around(stated, percent)),
    ]
}

/// That exact rank ranges are not searched among so many hubs.
pub(super) fn not_searched(model: &LinearModel) -> Option<String> {
    (model.hubs.len() > MANY).then(|| {
        format!(
            "Exact rank ranges: among more than {MANY} hubs they are not searched, and lie between what was reached and what dominance allows."
        )
    })
}

fn exact(model: &LinearModel, over: Over, set: &WeightSet) -> Ranges {
    let effort = match model.hubs.len() {
        few if few <= MANY => Effort::default(),
        _ => Effort { ends: 0, programs: 0, ..Effort::default() },
    };
    let preference = Preference::over(model, set);
    let ranges = RankRange::given(model, set, &preference, effort);
    Ranges { over, how: How::Exact, ranges, preference }
}

fn tried(rerun: &Rerun<'_>, over: Over, trials: &Trials<'_>) -> Ranges {
    Ranges {
        over,
        how: How::Sampled(trials.weights.len()),
        ranges: (0..rerun.hubs.len()).map(|row| trials.range(row)).collect(),
        preference: trials.preference(),
    }
}

/// How far the hub of a case is ahead of the nearest rival, in points of score.
fn ahead(model: &LinearModel, case: &CaseFor) -> Option<f64> {
    let score = |hub: usize| {
        let row = model.row(hub)?;
        Some(model.link.score(model.sum(row, &case.weights)))
    };
    Some(score(case.hub)? - score(*case.rivals.first()?)?)
}

/// The fewest points and the fewest per cent found that put a row first.
fn dethrone(rerun: &Rerun<'_>, trials: &[(Over, Trials<'_>)], row: usize) -> Dethrone {
    let all: Vec<_> = trials.iter().map(|own| &own.1).collect();
    let least = |size| nearest_first(&all, row, size);
    Dethrone {
        hub: rerun.hubs[row],
        points: least(points_between),
        percent: least(percent_between),
        blocked_by: Vec::new(),
    }
}
