//! What weights would change a ranking, and by how little: everything that `hubrank sensitivity` says.

mod one_weight;
mod statements;

use crate::model::{Level, LinearModel};
use crate::problem::{Kind, Place, Problem, Problems};
use crate::robustness::exact::{
    CaseFor, Dethrone, Effort, Hasse, Preference, RankRange, WeightSet,
};
use crate::study::Outcome;

pub use one_weight::{Change, How, OneWeight, Stays};

/// For more hubs no programs are solved for rank ranges: witnesses and dominance bound them.
const MANY: usize = 300;

/// What is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Questions {
    /// Which weights vary.
    pub level: Level,
    /// Only this node's weight, by id: its share among its siblings.
    pub node: Option<String>,
    /// How many first hubs are "the top".
    pub top: usize,
    /// How far weights may move for the narrower rank ranges, in per cent of each.
    pub percent: f64,
    /// The hub to make the case for, by id or name.
    pub hub: Option<String>,
}

impl Default for Questions {
    fn default() -> Self {
        Self { level: Level::Pillars, node: None, top: 3, percent: 25.0, hub: None }
    }
}

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
    /// The best and the worst rank of every hub, in the order of the model.
    pub ranges: Vec<RankRange>,
    /// Who is ahead of whom throughout the set.
    pub preference: Preference,
}

/// What varies all weights at once; only where the ranking is linear in them.
#[derive(Debug, Clone, PartialEq)]
pub struct Joint {
    /// The ranking as a function of the weights.
    pub model: LinearModel,
    /// What it takes for each hub to be first, in the order of the model.
    pub dethrone: Vec<Dethrone>,
    /// Ranks and preference over all weights, over those near the stated ones, and over the statements' where there
    /// are any.
    pub ranges: Vec<Ranges>,
    /// Dominance over all weights as a diagram.
    pub hasse: Hasse,
    /// The case for the hub that was asked for.
    pub case: Option<CaseFor>,
}

/// What weights would change a ranking.
///
/// ```
/// use hubrank::why::{Questions, Sensitivity};
/// let hubs = hubrank::Dataset::built_in()?;
/// let outcome = hubs.ranked_for(&hubrank::Profile::built_in("founder")?)?;
/// let found = Sensitivity::of(&outcome, &Questions::default())?;
/// assert_eq!(found.weights.len(), 5);
/// let joint = found.joint.expect("linear in the pillars' weights");
/// let leader = outcome.ranking.standings[0].hub;
/// let own = joint.dethrone.iter().find(|own| own.hub == leader).expect("one a hub");
/// assert!(own.points.as_ref().is_some_and(|moved| moved.size < 1e-6));
/// # Ok::<(), hubrank::Problems>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Sensitivity {
    /// What was asked.
    pub questions: Questions,
    /// One weight at a time, in the order of the tree.
    pub weights: Vec<OneWeight>,
    /// All weights at once; none where the ranking is not linear in them, or one node alone was asked for.
    pub joint: Option<Joint>,
    /// What can not be answered, each with the reason.
    pub unanswered: Vec<String>,
}

impl Sensitivity {
    /// Answers all questions about a ranking.
    ///
    /// # Errors
    /// An unknown node or hub with the nearest known name; statements that no weights meet, with the smallest set
    /// of them that conflict.
    pub fn of(outcome: &Outcome, questions: &Questions) -> Result<Self, Problems> {
        let node = questions.node.as_ref().map(|id| node(outcome, id));
        let hub = questions.hub.as_ref().map(|name| hub(outcome, name));
        let (node, hub) = (node.transpose()?, hub.transpose()?);
        let mut own = Self {
            questions: questions.clone(),
            weights: Vec::new(),
            joint: None,
            unanswered: Vec::new(),
        };
        let model = outcome.linear_model_at(questions.level);
        if let Some(node) = node {
            own.weights = vec![OneWeight::of_node(outcome, node, questions.top)];
            return Ok(own);
        }
        own.weights = match &model {
            Some(model) => OneWeight::all(outcome, model, questions.top),
            None => OneWeight::tried(outcome, questions.level, questions.top),
        };
        match model {
            Some(model) => own.joint = Some(own.joint_of(outcome, model, hub)?),
            None => own.unanswered.push(no_model(outcome, questions)),
        }
        Ok(own)
    }

    fn joint_of(
        &mut self,
        outcome: &Outcome,
        model: LinearModel,
        hub: Option<usize>,
    ) -> Result<Joint, Problems> {
        let said = statements::of(outcome, &model);
        self.unanswered.extend(said.left_out.iter().cloned());
        let all = WeightSet::all(model.nodes.len());
        let near = WeightSet::around(&model.weights, self.questions.percent);
        let mut sets = vec![(Over::All, all), (Over::Near(self.questions.percent), near)];
        if let Some(set) = said.set(&model)? {
            sets.push((Over::Statements, set));
        }
        let case = hub.and_then(|hub| self.case_for(outcome, &model, hub, &sets[0].1));
        let ranges: Vec<_> = sets.iter().map(|(over, set)| ranges(&model, *over, set)).collect();
        Ok(Joint {
            dethrone: Dethrone::all(&model),
            hasse: ranges[0].preference.hasse(),
            ranges,
            case,
            model,
        })
    }

    fn case_for(
        &mut self,
        outcome: &Outcome,
        model: &LinearModel,
        hub: usize,
        set: &WeightSet,
    ) -> Option<CaseFor> {
        let row = model.row(hub);
        if row.is_none() {
            let name = &outcome.dataset().hubs[hub].name;
            let why = "it is not ranked, whatever the weights say";
            self.unanswered.push(format!("The case for {name}: {why}."));
        }
        CaseFor::of(model, row?, set)
    }
}

fn ranges(model: &LinearModel, over: Over, set: &WeightSet) -> Ranges {
    let effort = match model.hubs.len() {
        few if few <= MANY => Effort::default(),
        _ => Effort { programs: 0, ..Effort::default() },
    };
    let preference = Preference::over(model, set);
    Ranges { over, ranges: RankRange::given(model, set, &preference, effort), preference }
}

fn node(outcome: &Outcome, id: &str) -> Result<usize, Problems> {
    let tree = &outcome.observed.frame.tree;
    tree.node(id).ok_or_else(|| {
        let known = tree.nodes()[1..].iter().map(|node| node.id.as_str());
        let within = format!("data set `{}`", outcome.dataset().id);
        let place = Place::argument(format!("--node {id}"));
        Problem::unknown(place, Kind::Node, id, within, known).into()
    })
}

fn hub(outcome: &Outcome, name: &str) -> Result<usize, Problems> {
    let dataset = outcome.dataset();
    dataset.hub(name).ok_or_else(|| {
        let known = dataset.hubs.iter().map(|hub| &*hub.name);
        let within = format!("data set `{}`", dataset.id);
        let place = Place::argument(format!("--hub {name}"));
        Problem::unknown(place, Kind::Hub, name, within, known).into()
    })
}

/// Why there is no linear model, and what is not answered without one.
fn no_model(outcome: &Outcome, questions: &Questions) -> String {
    let what = match questions.level {
        Level::Pillars => "pillar",
        Level::Leaves => "indicator",
    };
    let tree = &outcome.observed.frame.tree;
    let nodes: Vec<_> = one_weight::nodes(outcome, questions.level);
    let gap = outcome.scores.ranked.iter().find_map(|&hub| {
        let gap = nodes.iter().find(|&&node| outcome.scores.nodes[node].get(hub).is_none())?;
        Some((hub, *gap))
    });
    let why = match gap {
        Some((hub, node)) => format!(
            "not every ranked hub has a score in every {what} ({} has none in {})",
            outcome.dataset().hubs[hub].name,
            tree.nodes()[node].name
        ),
        None => format!("the score is not linear in the weights of the {what}s"),
    };
    let statements = match outcome.profile.statements.is_empty() {
        true => "",
        false => ", what the statements allow",
    };
    format!(
        "What it takes to become first, rank ranges, who is dominated, the case for a hub{statements}: {why}, so these have no exact answer."
    )
}
