//! What is in doubt about one ranking: what its profile says, checked against its weights.

use crate::model::{INDEX, Level, LinearModel, Ranking};
use crate::problem::{Fault, Problem, Problems};

use super::doubt::{Doubt, Statement, WeightDoubt};
use super::outcome::Outcome;
use super::statement::{Judgement, Stated};

/// What is in doubt about a ranking.
#[derive(Debug, Clone, PartialEq)]
pub struct Doubted {
    /// Everything that varies, in names of this ranking.
    pub doubt: Doubt,
    /// Statements of the profile that can not be held against these weights, one line each.
    pub left_out: Vec<String>,
}

impl Outcome {
    /// What the profile says is in doubt; weights by 5 points where it says nothing, or by half of what is possible
    /// where that is less.
    ///
    /// ```
    /// use hubrank::study::WeightDoubt;
    /// let hubs = hubrank::Dataset::built_in()?;
    /// let outcome = hubs.ranked_for(&hubrank::Profile::equal("mine"))?;
    /// assert_eq!(outcome.doubt()?.doubt.weights, WeightDoubt::Dirichlet { points: 5.0 });
    /// # Ok::<(), hubrank::Problems>(())
    /// ```
    ///
    /// # Errors
    /// A Dirichlet distribution wider than these weights allow, with the largest width; bounds of a node that carries
    /// no weight, or that leave too little; `statements` without any.
    pub fn doubt(&self) -> Result<Doubted, Problems> {
        let mut doubt = self.profile.doubt.clone().unwrap_or_default();
        let mut left_out = Vec::new();
        let widest = self.widest(doubt.at);
        match &mut doubt.weights {
            WeightDoubt::Dirichlet { points } if widest.is_some_and(|most| *points >= most) => {
                let most = widest.unwrap_or(0.0);
                if self.profile.places.contains_key("uncertainty.weights") {
                    let below = (10.0 * most).floor() / 10.0;
                    return Err(self.refused(
                        format!("{points} points"),
                        format!("less than {below} points: shares can not vary by more around these weights"),
                    ));
                }
                *points = most / 2.0;
            }
            WeightDoubt::Box(bounds) => {
                let ids: Vec<_> = bounds.keys().map(String::as_str).collect();
                self.check_weighted(&ids, doubt.at)?;
                let rest = self.weighted(doubt.at).any(|id| !bounds.contains_key(id));
                let most: f64 = bounds.values().map(|(_, high)| high).sum();
                if !rest && most <= 1.0 {
                    let found = format!("bounds whose greatest sum to {}", (100.0 * most).round());
                    return Err(
                        self.refused(found, "greatest shares that sum to more than 100".into())
                    );
                }
            }
            WeightDoubt::Statements(statements) => {
                (*statements, left_out) = self.stated(doubt.at)?;
            }
            _ => {}
        }
        Ok(Doubted { doubt, left_out })
    }

    /// The ids of the nodes of a level that carry weight.
    fn weighted(&self, at: Level) -> impl Iterator<Item = &str> {
        let nodes = self.observed.frame.tree.nodes();
        self.weights_at(at).0.into_iter().map(|node| nodes[node].id.as_str())
    }

    /// The width, in points, that no Dirichlet distribution around the weights reaches; none for a single weight.
    fn widest(&self, at: Level) -> Option<f64> {
        let (_, shares) = self.weights_at(at);
        let squares: f64 = shares.iter().map(|w| w * w).sum();
        (shares.len() > 1).then(|| 100.0 * ((1.0 - squares) / shares.len() as f64).sqrt())
    }

    fn refused(&self, found: String, expected: String) -> Problems {
        let fault = Fault::BadSetting { setting: "weights".into(), value: found, expected };
        let place = self.profile.place_of(&["uncertainty.weights"]);
        Problem::new(place, fault).into()
    }

    fn check_weighted(&self, ids: &[&str], at: Level) -> Result<(), Problems> {
        let is_weightless = |id: &&&str| !self.weighted(at).any(|known| known == **id);
        match ids.iter().find(is_weightless) {
            Some(id) => Err(self.refused(
                format!("bounds of `{id}`, which carries no weight"),
                "bounds of what carries weight".into(),
            )),
            None => Ok(()),
        }
    }

    /// The statements of the profile about the weights at hand, and those left out.
    fn stated(&self, at: Level) -> Result<(Vec<Statement>, Vec<String>), Problems> {
        if self.profile.statements.is_empty() {
            let found = "`statements` without any".into();
            return Err(self.refused(found, "`[statements]` in the profile, or another way".into()));
        }
        let model = self.linear_model_at(at);
        let (mut found, mut left_out) = (Vec::new(), Vec::new());
        for own in &self.profile.statements {
            match self.statement(own, at, model.as_ref()) {
                Ok(statement) => found.push(statement),
                Err(why) => {
                    left_out.push(format!("The statement “{}” is left out: {why}.", own.text));
                }
            }
        }
        Ok((found, left_out))
    }

    /// A judgement as a sum over the weights of a level, or why there is none for it.
    fn statement(
        &self,
        own: &Stated,
        at: Level,
        model: Option<&LinearModel>,
    ) -> Result<Statement, String> {
        let weighs = |id: &String| self.weighs(id, at);
        let parts: Vec<f64> = match &own.judgement {
            Judgement::Order { more, less } => {
                weighs(more)?.iter().zip(weighs(less)?).map(|(more, less)| more - less).collect()
            }
            Judgement::AtLeast { node, weight } => {
                weighs(node)?.iter().map(|is_in| is_in - weight).collect()
            }
            Judgement::AtMost { node, weight } => {
                weighs(node)?.iter().map(|is_in| weight - is_in).collect()
            }
            Judgement::Prefers { better, worse } => {
                let model = model.ok_or("the score is not linear in the weights")?;
                let row = |name: &str| {
                    let hub = self.dataset().hub(name);
                    let row = hub.and_then(|hub| model.row(hub));
                    row.ok_or_else(|| format!("{name} is not ranked"))
                };
                model.gaps(row(better)?, row(worse)?)
            }
        };
        Ok(Statement(self.weighted(at).map(str::to_owned).zip(parts).collect()))
    }

    /// One for each weight of a level that is of the node `id` or of what stands in it, zero for the others.
    fn weighs(&self, id: &str, at: Level) -> Result<Vec<f64>, String> {
        let tree = &self.observed.frame.tree;
        let is_in = |mut node: usize| {
            while node != INDEX && tree.nodes()[node].id != id {
                node = tree.nodes()[node].parent;
            }
            f64::from(node != INDEX)
        };
        let parts: Vec<_> = self.weights_at(at).0.into_iter().map(is_in).collect();
        match parts.contains(&1.0) {
            true => Ok(parts),
            false => Err(format!("`{id}` is no {} that carries weight", at.noun())),
        }
    }

    /// The ranked hubs, best first.
    #[must_use]
    pub fn order(&self) -> Vec<usize> {
        let standings = |ranking: &Ranking| ranking.standings.iter().map(|own| own.hub).collect();
        standings(&self.ranking)
    }
}
