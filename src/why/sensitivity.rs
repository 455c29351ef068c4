//! What weights would change a ranking, and by how little: everything that `hubrank sensitivity` says.

mod joint;
mod one_weight;

use crate::model::Level;
use crate::problem::{Kind, Place, Problem, Problems};
use crate::robustness::{Rerun, statements};
use crate::study::Outcome;

pub use joint::{Joint, Over, Ranges};
pub use one_weight::{Change, How, OneWeight, Stays};

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

/// What weights would change a ranking.
///
/// ```
/// use hubrank::why::{Questions, Sensitivity};
/// let hubs = hubrank::Dataset::built_in()?;
/// let outcome = hubs.ranked_for(&hubrank::Profile::built_in("founder")?)?;
/// let found = Sensitivity::of(&outcome, &Questions::default())?;
/// assert_eq!(found.weights.len(), 5);
/// let joint = found.joint.expect("no node was asked for");
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
    /// All weights at once; none where one node alone was asked for.
    pub joint: Option<Joint>,
    /// Why nothing is exact, where nothing is.
    pub why_sampled: Option<String>,
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
            why_sampled: None,
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
        let rerun = Rerun::of(outcome, questions.level);
        let said = statements::of(outcome, &rerun, questions.level);
        own.unanswered.extend(said.left_out.iter().cloned());
        own.unanswered.extend(hub.and_then(|hub| no_case(outcome, &rerun, hub)));
        own.unanswered.extend(model.as_ref().and_then(joint::not_searched));
        own.joint = Some(match &model {
            Some(model) => Joint::exact(model, &said, questions, hub)?,
            None => Joint::sampled(&rerun, &said, &mut own, hub, outcome.profile.doubt.as_ref())?,
        });
        own.why_sampled = model.is_none().then(|| no_model(outcome, questions));
        Ok(own)
    }
}

/// Why there is no case for a hub that is not ranked.
fn no_case(outcome: &Outcome, rerun: &Rerun<'_>, hub: usize) -> Option<String> {
    let name = &outcome.dataset().hubs[hub].name;
    let why = "it is not ranked, whatever the weights say";
    rerun.row(hub).is_none().then(|| format!("The case for {name}: {why}."))
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

/// Why there is no linear model.
fn no_model(outcome: &Outcome, questions: &Questions) -> String {
    let what = questions.level.noun();
    let tree = &outcome.observed.frame.tree;
    let (nodes, _) = outcome.weights_at(questions.level);
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
    format!("{why}, so nothing is exact")
}
