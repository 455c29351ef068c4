//! Weigh: how much each node of the tree counts. OECD/JRC Handbook (2008), step 6.
//!
//! Any node's children can be weighed in any way: stated outright, from a judge's statements, or from the data. Weights
//! from the data reward spread, not importance: they are no preference and say so.

mod ahp;
mod best_worst;
mod columns;
mod critic;
mod deck_of_cards;
mod entropy;
mod flaw;
mod importance_budget;
mod pca;
mod rank_order;
mod standard_deviation;
mod swing;

use std::collections::BTreeMap;

use crate::model::{Column, Finding, Found, INDEX, Table, Weights};

use super::Normalised;
use columns::Columns;

pub use ahp::{Ahp, Priorities};
pub use best_worst::{BestWorst, BestWorstModel};
pub use critic::critic;
pub use deck_of_cards::DeckOfCards;
pub use entropy::entropy;
pub use flaw::Flaw;
use flaw::named_once;
pub use importance_budget::{Budget, importance_budget};
pub use pca::{Pca, pca};
pub use rank_order::{RankOrder, RankRule};
pub use standard_deviation::standard_deviation;
pub use swing::Swing;

/// How the children of a node get their weights.
///
/// ```
/// use hubrank::stage::Weighing;
/// assert!(Weighing::Equal.is_preference());
/// assert!(!Weighing::Entropy.is_preference());
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Weighing {
    /// As the profile states them; as the data set has them where it does not.
    #[default]
    Stated,
    /// All the same.
    Equal,
    /// From an order of importance.
    RankOrder(RankOrder),
    /// From the worth of the step from worst to best.
    Swing(Swing),
    /// From cards laid out in order, with white cards between.
    DeckOfCards(DeckOfCards),
    /// From ratios of importance, pair by pair.
    Ahp(Ahp),
    /// From comparisons with the best and the worst.
    BestWorst(BestWorst),
    /// From the data: by how unevenly values are spread.
    Entropy,
    /// From the data: by spread and by disagreement with the others.
    Critic,
    /// From the data: by principal components, the given number or those with an eigenvalue of one or more.
    Pca {
        /// How many components are kept.
        components: Option<usize>,
    },
    /// From the data: by standard deviation.
    StandardDeviation,
    /// The weights with which each child's part in the variance of the score is its stated weight.
    ImportanceBudget,
}

impl Weighing {
    /// The name in profiles.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Equal => "equal",
            Self::RankOrder(_) => "rank-order",
            Self::Swing(_) => "swing",
            Self::DeckOfCards(_) => "deck-of-cards",
            Self::Ahp(_) => "ahp",
            Self::BestWorst(_) => "best-worst",
            Self::Entropy => "entropy",
            Self::Critic => "critic",
            Self::Pca { .. } => "pca",
            Self::StandardDeviation => "standard-deviation",
            Self::ImportanceBudget => "importance-budget",
        }
    }

    /// Whether the weights say what someone holds important. Those from the data alone do not: wherever they are shown
    /// they are labelled "not a preference".
    #[must_use]
    pub fn is_preference(&self) -> bool {
        !matches!(
            self,
            Self::Entropy | Self::Critic | Self::Pca { .. } | Self::StandardDeviation
        )
    }

    /// Whether the weights depend on the values of the hubs.
    #[must_use]
    pub fn needs_data(&self) -> bool {
        !self.is_preference() || matches!(self, Self::ImportanceBudget)
    }

    /// Whether the weights come from statements of a judge about the children of one node.
    #[must_use]
    pub fn is_statement(&self) -> bool {
        matches!(
            self,
            Self::RankOrder(_)
                | Self::Swing(_)
                | Self::DeckOfCards(_)
                | Self::Ahp(_)
                | Self::BestWorst(_)
        )
    }

    /// Whether plain stated weights have a part in it: as weights, or as importances to deliver.
    #[must_use]
    pub fn uses_stated(&self) -> bool {
        matches!(self, Self::Stated | Self::ImportanceBudget)
    }

    /// What is wrong with the statements for children with these ids; nothing for weights of other kinds.
    #[must_use]
    pub fn flaws(&self, children: &[&str]) -> Vec<Flaw> {
        match self {
            Self::RankOrder(stated) => stated.flaws(children),
            Self::Swing(stated) => stated.flaws(children),
            Self::DeckOfCards(stated) => stated.flaws(children),
            Self::Ahp(stated) => stated.flaws(children),
            Self::BestWorst(stated) => stated.flaws(children),
            _ => Vec::new(),
        }
    }

    /// Raw weights of a node's children and what was found (children by position): `stated` are their plain weights.
    fn weights(
        &self,
        children: &[&str],
        stated: &[f64],
        columns: Option<&Columns>,
    ) -> (Vec<f64>, Vec<Found>) {
        match (self, columns) {
            (Self::Equal, _) => (vec![1.0; children.len()], Vec::new()),
            (Self::RankOrder(said), _) => (said.weights(children), Vec::new()),
            (Self::Swing(said), _) => (said.weights(children), Vec::new()),
            (Self::DeckOfCards(said), _) => (said.weights(children), Vec::new()),
            (Self::Ahp(said), _) => said.weights(children),
            (Self::BestWorst(said), _) => said.weights(children),
            (Self::ImportanceBudget, Some(columns)) => self.budgeted(stated, columns),
            (_, Some(columns)) => self.fitted(children.len(), columns),
            (_, None) => (stated.to_vec(), Vec::new()),
        }
    }

    /// Weights from the data; equal ones where they tell nothing apart.
    fn fitted(&self, n: usize, columns: &Columns) -> (Vec<f64>, Vec<Found>) {
        let method = self.name();
        let mut found = vec![Found::NotAPreference { method }];
        let mut weights = vec![0.0; n];
        match self {
            Self::Entropy => spread_over(&mut weights, columns, &entropy(&columns.present)),
            Self::StandardDeviation => {
                spread_over(&mut weights, columns, &standard_deviation(&columns.present))
            }
            Self::Critic => spread_over(&mut weights, columns, &critic(&columns.complete)),
            Self::Pca { components } => {
                let (of, varying) = columns.varying();
                if let Some(pca) = pca(&varying, *components) {
                    for (k, weight) in of.iter().zip(&pca.weights) {
                        weights[columns.of[*k]] = *weight;
                    }
                    found.push(Found::Components {
                        kept: pca.kept,
                        explained: pca.explained,
                    });
                }
            }
            _ => {}
        }
        if matches!(self, Self::Critic | Self::Pca { .. }) && columns.rows() < columns.peers {
            found.push(Found::Rows {
                used: columns.rows(),
                of: columns.peers,
            });
        }
        if weights.iter().sum::<f64>() <= 1e-12 {
            for &at in &columns.of {
                weights[at] = 1.0;
            }
            if columns.of.len() > 1 {
                found.push(Found::Undefined {
                    method,
                    instead: "equal weights",
                });
            }
        }
        (weights, found)
    }

    /// Weights that deliver the stated importances; the stated ones where there is nothing to solve.
    fn budgeted(&self, stated: &[f64], columns: &Columns) -> (Vec<f64>, Vec<Found>) {
        let (of, varying) = columns.varying();
        let positions: Vec<_> = of.iter().map(|&k| columns.of[k]).collect();
        let importances: Vec<_> = positions.iter().map(|&at| stated[at]).collect();
        let Some(budget) = importance_budget(&varying, &importances) else {
            let found = Found::Undefined {
                method: self.name(),
                instead: "the stated weights",
            };
            return (stated.to_vec(), vec![found]);
        };
        let mut weights = vec![0.0; stated.len()];
        for (at, weight) in positions.iter().zip(&budget.weights) {
            weights[*at] = *weight;
        }
        let mut found = Vec::new();
        if columns.rows() < columns.peers {
            found.push(Found::Rows {
                used: columns.rows(),
                of: columns.peers,
            });
        }
        found.extend(budget.is_shrunk.then_some(Found::Shrunk { by: 1e-6 }));
        (weights, found)
    }
}

fn spread_over(weights: &mut [f64], columns: &Columns, raw: &[f64]) {
    for (at, raw) in columns.of.iter().zip(raw) {
        weights[*at] = *raw;
    }
}

/// The weights of a profile.
///
/// ```
/// use hubrank::stage::{Weighing, Weighting};
/// let weighting = Weighting { usual: Weighing::Equal, ..Weighting::default() };
/// assert_eq!(*weighting.at("talent"), Weighing::Equal);
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Weighting {
    /// What holds where nothing else is said.
    pub usual: Weighing,
    /// What holds under one group, by id (`index` for the root).
    pub of: BTreeMap<String, Weighing>,
    /// Stated weights of the children of a node, by the node's id (`index` for the root) and the child's.
    pub stated: BTreeMap<String, BTreeMap<String, f64>>,
    /// Nodes whose share among their siblings is set, 0 to 1, the others in proportion; in order.
    pub moved: Vec<(String, f64)>,
}

impl Weighting {
    /// How the children of the node called `id` are weighed.
    #[must_use]
    pub fn at(&self, id: &str) -> &Weighing {
        self.of.get(id).unwrap_or(&self.usual)
    }

    fn needs_data(&self) -> bool {
        self.usual.needs_data() || self.of.values().any(Weighing::needs_data)
    }
}

impl Table<Normalised> {
    /// The weights of every node; an indicator that was dropped, and a group of nothing else, has none.
    #[must_use]
    pub fn weigh(&self, weighting: &Weighting) -> Weights {
        let tree = &self.frame.tree;
        let (mut raw, findings) = self.raw_weights(weighting);
        self.drop_the_undefined(&mut raw);
        let mut weights = Weights::new(tree, &raw);
        for (id, share) in &weighting.moved {
            if let Some(node) = tree.node(id) {
                self.set_share(&mut weights, node, *share);
            }
        }
        weights.findings = findings;
        weights
    }

    /// Weights before scaling, from the leaves upwards: what stands below a group decides the column it stands with.
    fn raw_weights(&self, weighting: &Weighting) -> (Vec<f64>, Vec<Finding>) {
        let nodes = self.frame.tree.nodes();
        let needs_data = weighting.needs_data();
        let mut columns: Vec<Option<Column>> = vec![None; nodes.len()];
        let (mut raw, mut findings) = (vec![0.0; nodes.len()], Vec::new());
        for at in (0..nodes.len()).rev() {
            if let Some(j) = nodes[at].indicator {
                let scale = self.stage.scales[j].as_ref();
                columns[at] = scale
                    .filter(|_| needs_data)
                    .map(|_| self.columns[j].clone());
                continue;
            }
            let children = &nodes[at].children;
            let ids: Vec<_> = children
                .iter()
                .map(|&child| nodes[child].id.as_str())
                .collect();
            let stated: Vec<_> = children
                .iter()
                .map(|&child| self.stated(weighting, at, child))
                .collect();
            let weighing = weighting.at(&nodes[at].id);
            let fit = weighing
                .needs_data()
                .then(|| Columns::new(self, &columns, children));
            let (weights, found) = weighing.weights(&ids, &stated, fit.as_ref());
            for (&child, weight) in children.iter().zip(&weights) {
                raw[child] = *weight;
            }
            findings.extend(found.into_iter().map(|found| Finding {
                node: at,
                found: placed(found, children),
            }));
            if needs_data {
                let weighted = children
                    .iter()
                    .filter_map(|&child| Some((raw[child], columns[child].as_ref()?)));
                columns[at] = Some(columns::mean(
                    &weighted.collect::<Vec<_>>(),
                    self.frame.hubs(),
                ));
            }
        }
        findings.reverse();
        (raw, findings)
    }

    /// The plain weight of a child: the profile's, else the data set's.
    fn stated(&self, weighting: &Weighting, at: usize, child: usize) -> f64 {
        let nodes = self.frame.tree.nodes();
        match weighting.stated.get(&nodes[at].id) {
            Some(stated) => stated.get(&nodes[child].id).copied().unwrap_or(0.0),
            None => nodes[child].share,
        }
    }

    /// Zero for what has no scale, and for a group with nothing left below it.
    fn drop_the_undefined(&self, raw: &mut [f64]) {
        let nodes = self.frame.tree.nodes();
        for at in (1..nodes.len()).rev() {
            let is_empty = match nodes[at].indicator {
                Some(j) => self.stage.scales[j].is_none(),
                None => nodes[at].children.iter().all(|&child| raw[child] == 0.0),
            };
            if is_empty {
                raw[at] = 0.0;
            }
        }
    }

    /// Sets one share, the siblings' in proportion; siblings without weight share the rest equally.
    fn set_share(&self, weights: &mut Weights, node: usize, share: f64) {
        let tree = &self.frame.tree;
        let mut raw = weights.share.clone();
        let parent = tree.nodes()[node].parent;
        let siblings: Vec<_> = tree.nodes()[parent]
            .children
            .iter()
            .copied()
            .filter(|&s| s != node)
            .collect();
        let rest: f64 = siblings.iter().map(|&s| raw[s]).sum();
        for &sibling in &siblings {
            raw[sibling] = match rest > 0.0 {
                true => raw[sibling] / rest * (1.0 - share),
                false => (1.0 - share) / siblings.len() as f64,
            };
        }
        raw[node] = share;
        raw[INDEX] = 1.0;
        self.drop_the_undefined(&mut raw);
        *weights = Weights::new(tree, &raw);
    }
}

/// What was found, with children by their nodes instead of their positions.
fn placed(found: Found, children: &[usize]) -> Found {
    match found {
        Found::Contradiction {
            triple,
            implied,
            stated,
        } => Found::Contradiction {
            triple: triple.map(|at| children[at]),
            implied,
            stated,
        },
        Found::Interval { child, low, high } => Found::Interval {
            child: children[child],
            low,
            high,
        },
        other => other,
    }
}
