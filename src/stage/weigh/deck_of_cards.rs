//! Deck of cards: Simos' procedure as revised by Figueira & Roy (2002), European Journal of Operational Research 139,
//! 317–326. The judge lays out one card a child, the least important first, ties on one heap, white cards between heaps
//! that are farther apart, and says how many times the last counts more than the first.

use super::{Flaw, named_once};

/// A laid-out deck.
///
/// ```
/// use hubrank::stage::weigh::DeckOfCards;
/// let levels = vec![vec!["cost".into()], vec!["talent".into()]];
/// let deck = DeckOfCards { levels, cards: vec![0], ratio: 3.0 };
/// assert_eq!(deck.weights(&["talent", "cost"]), [0.75, 0.25]);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct DeckOfCards {
    /// The ids of all children by level, the least important level first.
    pub levels: Vec<Vec<String>>,
    /// The white cards between each level and the next: one number less than levels.
    pub cards: Vec<u32>,
    /// z: how many times the last level counts more than the first, one or more.
    pub ratio: f64,
}

impl DeckOfCards {
    /// The weight of each level before scaling, 1 for the first and z for the last: 1 + (z − 1) Σ e/Σ e, with e one more
    /// than the white cards.
    #[must_use]
    pub fn level_weights(&self) -> Vec<f64> {
        let steps = self.cards.iter().map(|&cards| f64::from(cards) + 1.0);
        let all: f64 = steps.clone().sum();
        let mut weights = vec![1.0];
        let mut sum = 0.0;
        for step in steps {
            sum += step;
            weights.push(1.0 + (self.ratio - 1.0) * sum / all);
        }
        weights
    }

    /// The weight of each child, summing to one; not rounded, where the paper rounds to whole or tenth percents.
    #[must_use]
    pub fn weights(&self, children: &[&str]) -> Vec<f64> {
        let levels = self.level_weights();
        let raw = |child: &&str| {
            let at = self.levels.iter().position(|level| level.iter().any(|id| id == child));
            at.and_then(|at| levels.get(at)).copied().unwrap_or(0.0)
        };
        let raw: Vec<_> = children.iter().map(raw).collect();
        let sum: f64 = raw.iter().sum();
        raw.iter().map(|weight| weight / sum).collect()
    }

    pub(super) fn flaws(&self, children: &[&str]) -> Vec<Flaw> {
        let mut flaws = named_once(self.levels.iter().flatten().map(String::as_str), children);
        if self.cards.len() + 1 != self.levels.len() {
            let expected = format!(
                "{} numbers, one between each level and the next",
                self.levels.len().saturating_sub(1)
            );
            flaws.push(Flaw::value("cards", self.cards.len() as f64, &expected));
        }
        if !(self.ratio.is_finite() && self.ratio >= 1.0) {
            flaws.push(Flaw::value("ratio", self.ratio, "a number of one or more"));
        }
        flaws
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn deck(levels: &[&[&str]], cards: &[u32], ratio: f64) -> DeckOfCards {
        let level = |level: &&[&str]| level.iter().map(|id| (*id).to_owned()).collect();
        DeckOfCards { levels: levels.iter().map(level).collect(), cards: cards.to_vec(), ratio }
    }

    #[test]
    fn one_level_and_a_ratio_of_one_are_equal_weights() {
        assert_eq!(deck(&[&["a", "b"]], &[], 5.0).weights(&["a", "b"]), [0.5, 0.5]);
        assert_eq!(deck(&[&["a"], &["b"]], &[4], 1.0).weights(&["a", "b"]), [0.5, 0.5]);
    }

    #[test]
    fn cards_must_fit_between_the_levels() {
        assert!(deck(&[&["a"], &["b"]], &[0], 2.0).flaws(&["a", "b"]).is_empty());
        assert_eq!(deck(&[&["a"], &["b"]], &[], 0.5).flaws(&["a", "b"]).len(), 2);
    }
}
