//! The linear model of a ranking, where it has one.

use nalgebra::DMatrix;

use crate::model::{INDEX, Level, LinearModel, Link, Scores, Table, Weights};

use super::{Aggregation, Levels, Mean, Normalised};

impl Mean {
    /// What makes the mean linear in its weights: a mean is h(Σ w h⁻¹(x)); none for means that have no such form.
    ///
    /// ```
    /// use hubrank::{model::Link, stage::Mean};
    /// assert_eq!(Mean::Geometric.link(), Some(Link::Exp));
    /// assert_eq!(Mean::Harmonic.link(), Some(Link::Power(-1.0)));
    /// ```
    #[must_use]
    pub fn link(&self) -> Option<Link> {
        match self {
            Self::Weighted => Some(Link::Identity),
            Self::Geometric => Some(Link::Exp),
            Self::Harmonic => Some(Link::Power(-1.0)),
            Self::Power { p } if *p == 0.0 => Some(Link::Exp),
            Self::Power { p } => Some(Link::Power(*p)),
            Self::MazziottaPareto { .. } | Self::OrderedWeighted { .. } => None,
        }
    }
}

impl Aggregation {
    /// The link that makes the score of the index linear in the weights; none for methods that have none.
    fn link(&self, table: &Table<Normalised>) -> Option<Link> {
        match self {
            Self::Levels(levels) => levels.at(&table.frame, INDEX).link(),
            // The net flow is a weighted sum of net flows, and so of the groups' own.
            Self::Promethee { .. } => Some(Link::Identity),
            Self::BenefitOfTheDoubt(_)
            | Self::Topsis
            | Self::Vikor { .. }
            | Self::Copeland
            | Self::Kemeny => None,
        }
    }
}

impl Table<Normalised> {
    /// The ranking as a function that is linear in the weights of a level, the shares inside fixed; none where the
    /// method is not linear in them: a ranked hub has no score in one of the nodes (leaving it out scales the weights
    /// of the others for it alone), or a zero in one under a geometric mean; at the leaves also where two levels of
    /// the tree take different means.
    #[must_use]
    pub fn linear_model(
        &self,
        level: Level,
        weights: &Weights,
        aggregation: &Aggregation,
        scores: &Scores,
    ) -> Option<LinearModel> {
        let is_one_mean = match (level, aggregation) {
            (Level::Leaves, Aggregation::Levels(levels)) => self.has_one_mean(weights, levels),
            _ => true,
        };
        let (nodes, shares) = weights.at(&self.frame.tree, level);
        is_one_mean.then(|| self.model_over(nodes, shares, (weights, aggregation, scores)))?
    }

    /// Whether all groups that carry weight take the mean of the index.
    fn has_one_mean(&self, weights: &Weights, levels: &Levels) -> bool {
        let nodes = self.frame.tree.nodes();
        let mean = levels.at(&self.frame, INDEX);
        let groups = (0..nodes.len()).filter(|&at| nodes[at].indicator.is_none());
        let mut counting = groups.filter(|&at| weights.effective[at] > 0.0);
        counting.all(|at| levels.at(&self.frame, at) == mean)
    }

    /// The model over `nodes` with these shares, which sum to one; none where a ranked hub has no value in one of them.
    fn model_over(
        &self,
        nodes: Vec<usize>,
        shares: Vec<f64>,
        (weights, aggregation, scores): (&Weights, &Aggregation, &Scores),
    ) -> Option<LinearModel> {
        let link = aggregation.link(self)?;
        let hubs = scores.ranked.clone();
        let column = |&node: &usize| self.pillar(node, aggregation, weights, scores);
        let columns: Vec<_> = nodes.iter().map(column).collect();
        let mut values = DMatrix::zeros(hubs.len(), nodes.len());
        for (row, &hub) in hubs.iter().enumerate() {
            for (at, column) in columns.iter().enumerate() {
                let value = link.sum(column.get(hub)?);
                values[(row, at)] = Some(value).filter(|value| value.is_finite())?;
            }
        }
        Some(LinearModel { weights: shares, nodes, hubs, phi: values, link })
    }

    /// The scores in a node under the index; of an indicator under PROMETHEE its net flows, not its values.
    fn pillar(
        &self,
        node: usize,
        aggregation: &Aggregation,
        weights: &Weights,
        scores: &Scores,
    ) -> crate::model::Column {
        let is_leaf = self.frame.tree.nodes()[node].indicator.is_some();
        match aggregation {
            Aggregation::Promethee { .. } if is_leaf => {
                let board = super::Board::below(self, weights, node);
                self.scored(&board, aggregation).0
            }
            _ => scores.nodes[node].clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Column, Dataset, Hub, Indicator, Series, Tree};
    use crate::stage::{Choices, Normalisation};
    use crate::study::Profile;

    /// Four hubs and three indicators, two of them in a group.
    fn dataset() -> Dataset {
        let columns = [[3.0, 8.0, 5.0, 6.0], [7.0, 1.0, 6.0, 2.0], [4.0, 4.0, 9.0, 1.0]];
        let mut indicators: Vec<_> = (0..3).map(|j| Indicator::new(&format!("c{j}"), j)).collect();
        let group = crate::model::Group {
            id: "g".into(),
            name: "g".into(),
            parent: None,
            weight: 2.0,
            colour: None,
        };
        indicators[0].group = Some("g".into());
        indicators[1].group = Some("g".into());
        let series = columns.iter().enumerate().map(|(j, values)| Series {
            id: format!("c{j}"),
            name: String::new(),
            unit: String::new(),
            column: Column::full(values.to_vec()),
            details: Vec::new(),
        });
        Dataset {
            id: "given".into(),
            title: String::new(),
            about: String::new(),
            is_default: false,
            sources: Vec::new().into(),
            hubs: (0..4).map(|i| Hub::new(&format!("h{i}"), "h")).collect(),
            attributes: Vec::new(),
            series: series.collect(),
            tree: Tree::new(&[group], &indicators).into(),
            indicators: indicators.into(),
            sha256: String::new(),
        }
    }

    #[test]
    fn the_model_gives_the_scores_also_at_other_weights() {
        let methods = [
            Aggregation::all(Mean::Weighted),
            Aggregation::all(Mean::Geometric),
            Aggregation::all(Mean::Harmonic),
            Aggregation::all(Mean::Power { p: 2.5 }),
            Aggregation::all(Mean::Power { p: -0.5 }),
            Aggregation::all(Mean::Power { p: 0.0 }),
            Aggregation::Promethee {
                preferences: Choices::all(super::super::Preference::VShape { p: 5.0 }),
            },
        ];
        for aggregation in methods {
            for share in [0.25, 0.7] {
                let mut profile = Profile::equal("mine").with_share("g", share);
                profile.normalisation = Choices::all(Normalisation::AsIs);
                profile.aggregation = aggregation.clone();
                let outcome = dataset().ranked_for(&profile);
                let outcome = outcome.map_err(|problems| problems.to_string());
                let checked = outcome.map(|outcome| {
                    let model = outcome.linear_model().map(|model| {
                        let score = |row| model.link.score(model.sum(row, &model.weights));
                        (0..4).map(score).collect::<Vec<_>>()
                    });
                    let due: Vec<_> = (0..4).filter_map(|i| outcome.scores.total(i)).collect();
                    let near = |model: &Vec<f64>| {
                        let mut pairs = model.iter().zip(&due);
                        pairs.all(|(a, b)| (a - b).abs() < 1e-12)
                    };
                    assert!(model.as_ref().is_some_and(near), "{aggregation:?} {model:?} {due:?}");
                });
                assert_eq!(checked, Ok(()));
            }
        }
    }

    #[test]
    fn methods_that_no_transform_makes_linear_have_none() {
        for method in [super::super::Method::Topsis, super::super::Method::Kemeny] {
            let profile = Profile::equal("mine").by(method);
            let model = profile
                .and_then(|profile| dataset().ranked_for(&profile).ok())
                .and_then(|outcome| outcome.linear_model());
            assert!(model.is_none());
        }
    }
}
