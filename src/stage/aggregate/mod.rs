//! Aggregate: from normalised values and weights to one score a hub. OECD/JRC Handbook (2008), step 6.

mod linear;
mod mean;

use std::collections::BTreeMap;

use crate::model::{Cell, Column, Exclusion, Frame, INDEX, Reason, Role, Scores, Table, Weights};

use super::Normalised;

/// How the children of one node become its score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mean {
    /// Σ w x: a weakness may be paid for by a strength.
    #[default]
    Weighted,
    /// Π x^w: a weakness counts more the deeper it is; needs values above zero.
    Geometric,
}

impl Mean {
    /// The name in profiles.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Weighted => "weighted-mean",
            Self::Geometric => "geometric-mean",
        }
    }
}

/// How scores come about, level by level.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Aggregation {
    /// Inside groups.
    pub within: Mean,
    /// Across what stands directly under the index.
    pub across: Mean,
    /// Inside one group, by id.
    pub of: BTreeMap<String, Mean>,
}

impl Aggregation {
    /// One mean at every level.
    #[must_use]
    pub fn all(mean: Mean) -> Self {
        Self {
            within: mean,
            across: mean,
            of: BTreeMap::new(),
        }
    }

    /// The mean of the children of a node of the tree.
    #[must_use]
    pub fn at(&self, frame: &Frame, node: usize) -> Mean {
        let usual = if node == INDEX {
            self.across
        } else {
            self.within
        };
        self.of
            .get(&frame.tree.nodes()[node].id)
            .copied()
            .unwrap_or(usual)
    }
}

impl Table<Normalised> {
    /// The scores of all hubs and groups.
    ///
    /// A gap is left out at its level: Σ observed w x / Σ observed w. Coverage counts observed values only.
    #[must_use]
    pub fn aggregate(&self, weights: &Weights, aggregation: &Aggregation) -> Scores {
        let nodes = self.frame.tree.nodes();
        let mut scores: Vec<Column> = vec![Column::full(Vec::new()); nodes.len()];
        for at in (0..nodes.len()).rev() {
            scores[at] = match nodes[at].indicator {
                Some(j) => self.columns[j].clone(),
                None => {
                    let shares = nodes[at].children.iter();
                    let shares: Vec<_> =
                        shares.map(|&child| (child, weights.share[child])).collect();
                    self.score_of(at, &shares, &scores, aggregation)
                }
            };
        }
        let inner = (0..nodes.len()).filter(|&at| nodes[at].indicator.is_none());
        let is_additive = inner
            .clone()
            .all(|at| aggregation.at(&self.frame, at) == Mean::Weighted);
        let coverage = self.weight_of(weights, Cell::Observed);
        let imputed = self.weight_of(weights, Cell::Imputed);
        let (ranked, not_ranked) = self.admitted(&scores[INDEX], &coverage);
        Scores {
            nodes: scores,
            coverage,
            imputed,
            is_additive,
            ranked,
            not_ranked,
        }
    }

    /// The scores of a node of the tree from those of its children (`scores`, one column a node), each with its share;
    /// what [`Table::aggregate`] does at every node. Shares of zero are left out, the others need not sum to one.
    #[must_use]
    pub fn score_of(
        &self,
        node: usize,
        shares: &[(usize, f64)],
        scores: &[Column],
        aggregation: &Aggregation,
    ) -> Column {
        let weighted = shares.iter().filter(|(_, share)| *share > 0.0);
        let weighted: Vec<_> = weighted
            .map(|&(child, share)| (share, &scores[child]))
            .collect();
        mean::of(
            aggregation.at(&self.frame, node),
            &weighted,
            self.frame.hubs(),
        )
    }

    /// The effective weight of each hub's cells of one kind.
    fn weight_of(&self, weights: &Weights, kind: Cell) -> Vec<f64> {
        let mut sum = vec![0.0; self.frame.hubs()];
        let mut all = 0.0;
        for (j, column) in self.columns.iter().enumerate() {
            let weight = weights.effective[self.frame.tree.leaf(j)];
            if weight > 0.0 {
                all += weight;
                for (i, sum) in sum.iter_mut().enumerate() {
                    if column.cell(i) == kind {
                        *sum += weight;
                    }
                }
            }
        }
        // The weights sum to one but for rounding; a hub with all values has a coverage of exactly one.
        sum.iter()
            .map(|sum| if all > 0.0 { sum / all } else { 0.0 })
            .collect()
    }

    /// Which hubs are ranked, and why the others are not; references are neither.
    fn admitted(&self, total: &Column, coverage: &[f64]) -> (Vec<usize>, Vec<Exclusion>) {
        let entry = &self.frame.entry;
        let (mut ranked, mut not_ranked) = (Vec::new(), Vec::new());
        for i in 0..self.frame.hubs() {
            if self.frame.dataset.hubs[i].role == Role::Reference {
                continue;
            }
            let barred = entry
                .barred
                .iter()
                .filter(|(hub, _)| *hub == i)
                .map(|(_, reason)| reason.clone());
            let mut reasons: Vec<_> = barred.collect();
            if total.get(i).is_none() {
                reasons.push(Reason::NoValues);
            } else if coverage[i] < entry.floor - 1e-12 {
                reasons.push(Reason::Coverage {
                    has: coverage[i],
                    floor: entry.floor,
                });
            }
            if reasons.is_empty() {
                ranked.push(i);
            } else {
                not_ranked.push(Exclusion { hub: i, reasons });
            }
        }
        (ranked, not_ranked)
    }

    /// What each indicator adds to the score of hub `i`, where all means are weighted arithmetic ones; the parts
    /// sum to the score. None for a gap.
    #[must_use]
    pub fn contributions(&self, weights: &Weights, scores: &Scores, i: usize) -> Vec<Option<f64>> {
        let nodes = self.frame.tree.nodes();
        let mut factor = vec![0.0; nodes.len()];
        factor[INDEX] = 1.0;
        for (at, node) in nodes.iter().enumerate() {
            let present = |&&child: &&usize| {
                weights.share[child] > 0.0 && scores.nodes[child].get(i).is_some()
            };
            let sum: f64 = node
                .children
                .iter()
                .filter(present)
                .map(|&child| weights.share[child])
                .sum();
            for &child in node.children.iter().filter(present) {
                factor[child] = factor[at] * weights.share[child] / sum;
            }
        }
        let leaf = |j: usize| {
            let factor = factor[self.frame.tree.leaf(j)];
            self.columns[j]
                .get(i)
                .filter(|_| factor > 0.0)
                .map(|x| factor * x)
        };
        (0..self.columns.len()).map(leaf).collect()
    }
}
