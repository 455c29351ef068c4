//! Swing weights: how much the step from the worst to the best value is worth, the most valuable step 100.
//! von Winterfeldt & Edwards (1986), Decision Analysis and Behavioral Research, section 8.4.

use std::collections::BTreeMap;

use super::{Flaw, named_once};

/// The worth of each child's swing from its worst to its best.
///
/// ```
/// use hubrank::stage::weigh::Swing;
/// let swing = Swing { worth: [("talent".into(), 100.0), ("cost".into(), 60.0)].into() };
/// assert_eq!(swing.weights(&["cost", "talent"]), [0.375, 0.625]);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Swing {
    /// By id of the child; zero or more, and not all zero.
    pub worth: BTreeMap<String, f64>,
}

impl Swing {
    /// The weight of each child, summing to one.
    #[must_use]
    pub fn weights(&self, children: &[&str]) -> Vec<f64> {
        let worth = |child: &&str| self.worth.get(*child).copied().unwrap_or(0.0);
        let sum: f64 = children.iter().map(worth).sum();
        children.iter().map(|child| worth(child) / sum).collect()
    }

    pub(super) fn flaws(&self, children: &[&str]) -> Vec<Flaw> {
        let mut flaws = named_once(self.worth.keys().map(String::as_str), children);
        for (id, &worth) in &self.worth {
            if !(worth.is_finite() && worth >= 0.0) {
                flaws.push(Flaw::value(id, worth, "a number of zero or more"));
            }
        }
        if self.worth.values().all(|&worth| worth == 0.0) {
            flaws.push(Flaw::value(
                "swing",
                0.0,
                "at least one worth above zero, the greatest by custom 100",
            ));
        }
        flaws
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_swing_of_nothing_is_refused() {
        let swing = |worth: &[(&str, f64)]| Swing {
            worth: worth.iter().map(|(id, x)| ((*id).to_owned(), *x)).collect(),
        };
        assert_eq!(swing(&[("a", 0.0)]).flaws(&["a"]).len(), 1);
        assert_eq!(swing(&[("a", -1.0), ("b", 1.0)]).flaws(&["a", "b"]).len(), 1);
        assert!(swing(&[("a", 100.0), ("b", 0.0)]).flaws(&["a", "b"]).is_empty());
    }
}
