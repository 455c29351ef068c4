//! Weights from an order of importance alone. Barron & Barrett (1996), Management Science 42, 1515–1523.
//!
//! Those that are tied share the average of the weights of their places.

use super::{Flaw, named_once};

/// How places become weights: n places, k = 1 the most important.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RankRule {
    /// (1/n) Σ_{i≥k} 1/i: the centroid of all weights that keep the order. Barron & Barrett (1996).
    #[default]
    Centroid,
    /// 2(n + 1 − k)/(n(n + 1)). Stillwell, Seaver & Edwards (1981).
    Sum,
    /// (1/k)/Σ 1/i. Stillwell, Seaver & Edwards (1981).
    Reciprocal,
    /// Sum and reciprocal together: 1/k + (n + 1 − k)/n, scaled. Danielson & Ekenberg (2014).
    SumReciprocal,
}

impl RankRule {
    /// Every rule with its name in profiles.
    pub const ALL: [(&'static str, Self); 4] = [
        ("roc", Self::Centroid),
        ("rank-sum", Self::Sum),
        ("reciprocal", Self::Reciprocal),
        ("sr", Self::SumReciprocal),
    ];

    /// The weights of n places, most important first, summing to one.
    ///
    /// ```
    /// use hubrank::stage::weigh::RankRule;
    /// assert_eq!(RankRule::Centroid.weights(2), [0.75, 0.25]);
    /// ```
    #[must_use]
    pub fn weights(self, n: usize) -> Vec<f64> {
        let places = 1..=n;
        let count = n as f64;
        let raw = |k: usize| {
            let place = k as f64;
            match self {
                Self::Centroid => (k..=n).map(|i| 1.0 / i as f64).sum::<f64>() / count,
                Self::Sum => count + 1.0 - place,
                Self::Reciprocal => 1.0 / place,
                Self::SumReciprocal => 1.0 / place + (count + 1.0 - place) / count,
            }
        };
        let raw: Vec<_> = places.map(raw).collect();
        let sum: f64 = raw.iter().sum();
        raw.iter().map(|x| x / sum).collect()
    }
}

/// An order of importance.
///
/// ```
/// use hubrank::stage::weigh::{RankOrder, RankRule};
/// let order = vec![vec!["talent".into()], vec!["capital".into(), "cost".into()]];
/// let stated = RankOrder { rule: RankRule::Sum, order };
/// // Places 1, 2 and 3 of three get 3/6, 2/6 and 1/6; the tied two share theirs.
/// assert_eq!(stated.weights(&["capital", "cost", "talent"]), [0.25, 0.25, 0.5]);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct RankOrder {
    /// How places become weights.
    pub rule: RankRule,
    /// The ids of all children, most important first, the tied ones together.
    pub order: Vec<Vec<String>>,
}

impl RankOrder {
    /// The weight of each child, summing to one.
    #[must_use]
    pub fn weights(&self, children: &[&str]) -> Vec<f64> {
        let places = self.rule.weights(self.order.iter().map(Vec::len).sum());
        let mut weights = vec![0.0; children.len()];
        let mut from = 0;
        for tied in &self.order {
            let to = from + tied.len();
            let shared = places[from..to].iter().sum::<f64>() / tied.len() as f64;
            for (weight, child) in weights.iter_mut().zip(children) {
                if tied.iter().any(|id| id == child) {
                    *weight = shared;
                }
            }
            from = to;
        }
        weights
    }

    pub(super) fn flaws(&self, children: &[&str]) -> Vec<Flaw> {
        named_once(self.order.iter().flatten().map(String::as_str), children)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(got: &[f64], printed: &[f64], digit: f64) {
        assert_eq!(got.len(), printed.len());
        for (got, printed) in got.iter().zip(printed) {
            assert!((got - printed).abs() <= digit / 2.0 + 1e-12, "{got} {printed}");
        }
    }

    #[test]
    fn one_and_two_places() {
        for (_, rule) in RankRule::ALL {
            assert_eq!(rule.weights(1), [1.0]);
            assert!(rule.weights(0).is_empty());
        }
        close(&RankRule::Reciprocal.weights(2), &[2.0 / 3.0, 1.0 / 3.0], 0.0);
        close(&RankRule::SumReciprocal.weights(2), &[2.0 / 3.0, 1.0 / 3.0], 0.0);
    }

    #[test]
    fn all_tied_is_equal_under_every_rule() {
        for (_, rule) in RankRule::ALL {
            let order = vec![vec!["a".to_owned(), "b".to_owned(), "c".to_owned()]];
            let weights = RankOrder { rule, order }.weights(&["a", "b", "c"]);
            close(&weights, &[1.0 / 3.0; 3], 0.0);
        }
    }

    #[test]
    fn each_child_is_named_once() {
        let order = vec![vec!["a".to_owned()], vec!["a".to_owned()]];
        let stated = RankOrder { rule: RankRule::Sum, order };
        let flaws = stated.flaws(&["a", "b"]);
        assert_eq!(flaws, [Flaw::Twice("a".into()), Flaw::Absent(vec!["b".into()])]);
    }
}
