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
mod fit;
mod flaw;
mod importance_budget;
mod nodes;
mod pca;
mod rank_order;
mod standard_deviation;
mod swing;

use std::collections::BTreeMap;

use crate::model::Found;

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
        !matches!(self, Self::Entropy | Self::Critic | Self::Pca { .. } | Self::StandardDeviation)
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
