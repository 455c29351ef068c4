//! The profile's statements as constraints on the weights that vary.

use crate::model::{Level, LinearModel};
use crate::problem::{Fault, Problem, Problems};
use crate::study::{Judgement, Outcome, Stated};

use super::exact::{Statement, WeightSet};
use super::rerun::Rerun;

/// The statements that can be taken, in positions of the nodes and hubs that vary, and those that can not.
pub(crate) struct Said<'a> {
    taken: Vec<(Statement, &'a Stated)>,
    /// One line each.
    pub(crate) left_out: Vec<String>,
}

/// The statements of a ranking's profile in positions of what varies.
pub(crate) fn of<'a>(outcome: &'a Outcome, rerun: &Rerun, level: Level) -> Said<'a> {
    let mut said = Said { taken: Vec::new(), left_out: Vec::new() };
    for stated in &outcome.profile.statements {
        match statement(outcome, rerun, level, &stated.judgement) {
            Ok(own) => said.taken.push((own, stated)),
            Err(why) => {
                let line = format!("The statement “{}” is left out: {why}.", stated.text);
                said.left_out.push(line);
            }
        }
    }
    said
}

/// The smallest set of a ranking's statements that no weights of a level meet, as a problem; none where some do.
pub(crate) fn conflict(outcome: &Outcome, level: Level) -> Option<Problems> {
    let rerun = Rerun::of(outcome, level);
    let said = of(outcome, &rerun, level);
    match outcome.linear_model_at(level) {
        Some(model) => said.set(&model).err(),
        None => said.apart(&rerun).err(),
    }
}

/// What is said of weights, and what is said of hubs: pairs of rows of which the first is not behind the second.
pub(crate) type Apart = (WeightSet, Vec<(usize, usize)>);

impl Said<'_> {
    /// The weights that meet all statements; none where there is no statement.
    ///
    /// # Errors
    /// The smallest set that no weights meet, at its first statement.
    pub(crate) fn set(&self, model: &LinearModel) -> Result<Option<WeightSet>, Problems> {
        if self.taken.is_empty() {
            return Ok(None);
        }
        self.set_of(model, &self.taken).map(Some)
    }

    /// The weights that meet the statements about weights, and what is said of hubs, in pairs of rows: the first is not
    /// behind the second. None where there is no statement.
    ///
    /// # Errors
    /// As [`Said::set`].
    pub(crate) fn apart(&self, rerun: &Rerun) -> Result<Option<Apart>, Problems> {
        if self.taken.is_empty() {
            return Ok(None);
        }
        let mut pairs = Vec::new();
        let mut of_weights = Vec::new();
        for (statement, stated) in &self.taken {
            match *statement {
                Statement::Prefers { better, worse } => pairs.push((better, worse)),
                _ => of_weights.push((statement.clone(), *stated)),
            }
        }
        let set =
            self.set_of(&LinearModel::without_hubs(&rerun.nodes, &rerun.weights), &of_weights);
        Ok(Some((set?, pairs)))
    }

    fn set_of(
        &self,
        model: &LinearModel,
        taken: &[(Statement, &Stated)],
    ) -> Result<WeightSet, Problems> {
        let statements: Vec<_> = taken.iter().map(|(own, _)| own.clone()).collect();
        let all = WeightSet::all(model.nodes.len());
        all.with(model, &statements).map_err(|conflict| {
            let mut texts: Vec<String> = Vec::new();
            for &at in &conflict.statements {
                let text = &taken[at].1.text;
                if !texts.contains(text) {
                    texts.push(text.clone());
                }
            }
            let first = conflict.statements.first().copied().unwrap_or(0);
            let hint = match texts.len() {
                1 => "take it back: whatever the weights, the ranking contradicts it",
                _ => "take one of them back: the others can then be met",
            };
            let place = taken[first].1.place.clone();
            let fault = Fault::Conflict { statements: texts };
            Problem::new(place, fault).hint(hint).into()
        })
    }
}

/// A judgement in positions of what varies, or why there is none for it.
fn statement(
    outcome: &Outcome,
    rerun: &Rerun,
    level: Level,
    judgement: &Judgement,
) -> Result<Statement, String> {
    let row = |name: &str| {
        let found = outcome.dataset().hub(name).and_then(|hub| rerun.row(hub));
        found.ok_or_else(|| format!("{name} is not ranked"))
    };
    let nodes = |id: &str| positions(outcome, rerun, level, id);
    Ok(match judgement {
        Judgement::Prefers { better, worse } => {
            Statement::Prefers { better: row(better)?, worse: row(worse)? }
        }
        Judgement::Order { more, less } => match (&nodes(more)?[..], &nodes(less)?[..]) {
            (&[more], &[less]) => Statement::Order { more, less },
            (more, less) => {
                let part = |j| f64::from(more.contains(&j)) - f64::from(less.contains(&j));
                Statement::Sum((0..rerun.nodes.len()).map(part).collect())
            }
        },
        Judgement::AtLeast { node, weight } => match nodes(node)?[..] {
            [node] => Statement::AtLeast(node, *weight),
            ref many => Statement::Sum(sum_of(many, rerun, |is_in| f64::from(is_in) - weight)),
        },
        Judgement::AtMost { node, weight } => match nodes(node)?[..] {
            [node] => Statement::AtMost(node, *weight),
            ref many => Statement::Sum(sum_of(many, rerun, |is_in| weight - f64::from(is_in))),
        },
    })
}

fn sum_of(nodes: &[usize], rerun: &Rerun, part: impl Fn(bool) -> f64) -> Vec<f64> {
    (0..rerun.nodes.len()).map(|j| part(nodes.contains(&j))).collect()
}

/// The positions whose weights sum to that of a node: its own, or those of the leaves below it.
fn positions(
    outcome: &Outcome,
    rerun: &Rerun,
    level: Level,
    id: &str,
) -> Result<Vec<usize>, String> {
    let tree = &outcome.observed.frame.tree;
    let Some(node) = tree.node(id) else {
        return Err(format!("there is no `{id}`"));
    };
    let position = |node: usize| rerun.nodes.iter().position(|&known| known == node);
    let found: Vec<_> = match level {
        Level::Pillars => position(node).into_iter().collect(),
        Level::Leaves => {
            let leaves = tree.leaves_below(node).into_iter();
            leaves.filter_map(|j| position(tree.leaf(j))).collect()
        }
    };
    let carries = outcome.weights.effective[node] > 0.0;
    match found.is_empty() {
        false => Ok(found),
        true if carries => {
            Err(format!("the share of `{id}` in its pillar is fixed; `--at leaves` takes it"))
        }
        true => Err(format!("`{id}` has no weight")),
    }
}
