//! The profile's statements as constraints on the weights of a model.

use crate::model::LinearModel;
use crate::problem::{Fault, Problem, Problems};
use crate::robustness::exact::{Statement, WeightSet};
use crate::study::{Judgement, Outcome, Stated};

/// The statements that a model can take, and those it can not.
pub(super) struct Said<'a> {
    taken: Vec<(Statement, &'a Stated)>,
    /// One line each.
    pub(super) left_out: Vec<String>,
}

/// The statements of a ranking's profile in positions of a model.
pub(super) fn of<'a>(outcome: &'a Outcome, model: &LinearModel) -> Said<'a> {
    let mut said = Said { taken: Vec::new(), left_out: Vec::new() };
    for stated in &outcome.profile.statements {
        match statement(outcome, model, &stated.judgement) {
            Ok(own) => said.taken.push((own, stated)),
            Err(why) => {
                let line = format!("The statement “{}” is left out: {why}.", stated.text);
                said.left_out.push(line);
            }
        }
    }
    said
}

impl Said<'_> {
    /// The weights that meet all statements; none where there is no statement.
    ///
    /// # Errors
    /// The smallest set that no weights meet, at its first statement.
    pub(super) fn set(&self, model: &LinearModel) -> Result<Option<WeightSet>, Problems> {
        if self.taken.is_empty() {
            return Ok(None);
        }
        let statements: Vec<_> = self.taken.iter().map(|(own, _)| *own).collect();
        let all = WeightSet::all(model.nodes.len());
        all.with(model, &statements).map(Some).map_err(|conflict| {
            let mut texts: Vec<String> = Vec::new();
            for &at in &conflict.statements {
                let text = &self.taken[at].1.text;
                if !texts.contains(text) {
                    texts.push(text.clone());
                }
            }
            let first = conflict.statements.first().copied().unwrap_or(0);
            let hint = match texts.len() {
                1 => "take it back: whatever the weights, the ranking contradicts it",
                _ => "take one of them back: the others can then be met",
            };
            let place = self.taken[first].1.place.clone();
            let fault = Fault::Conflict { statements: texts };
            Problem::new(place, fault).hint(hint).into()
        })
    }
}

/// A judgement in positions of the model, or why the model has none for it.
fn statement(
    outcome: &Outcome,
    model: &LinearModel,
    judgement: &Judgement,
) -> Result<Statement, String> {
    let row = |name: &str| {
        let found = outcome.dataset().hub(name).and_then(|hub| model.row(hub));
        found.ok_or_else(|| format!("{name} is not ranked"))
    };
    let node = |id: &str| {
        let found = outcome.observed.frame.tree.node(id);
        let found = found.and_then(|node| model.position(node));
        found.ok_or_else(|| format!("the weight of `{id}` is not among those that vary"))
    };
    Ok(match judgement {
        Judgement::Prefers { better, worse } => {
            Statement::Prefers { better: row(better)?, worse: row(worse)? }
        }
        Judgement::Order { more, less } => {
            Statement::Order { more: node(more)?, less: node(less)? }
        }
        Judgement::AtLeast { node: id, weight } => Statement::AtLeast(node(id)?, *weight),
        Judgement::AtMost { node: id, weight } => Statement::AtMost(node(id)?, *weight),
    })
}
