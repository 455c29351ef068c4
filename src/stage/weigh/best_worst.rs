//! The best-worst method: only the best and the worst child are compared with the others.
//! Rezaei (2015), Omega 53, 49–57 (original); Rezaei (2016), Omega 64, 126–130 (linear, and intervals).

use std::collections::BTreeMap;

use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};

use crate::model::Found;

use super::{Flaw, named_once};

/// Which deviations are made small.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BestWorstModel {
    /// |w_B − a_Bj w_j| and |w_j − a_jW w_W|. Rezaei (2016).
    #[default]
    Linear,
    /// |w_B/w_j − a_Bj| and |w_j/w_W − a_jW|. Rezaei (2015).
    Original,
}

impl BestWorstModel {
    /// Both with their names in profiles.
    pub const ALL: [(&'static str, Self); 2] =
        [("linear", Self::Linear), ("original", Self::Original)];
}

/// Comparisons with the best and the worst.
///
/// ```
/// use hubrank::stage::weigh::{BestWorst, BestWorstModel};
/// let best_worst = BestWorst {
///     best: "talent".into(),
///     worst: "cost".into(),
///     best_to_others: [("capital".into(), 2.0), ("cost".into(), 6.0)].into(),
///     others_to_worst: [("capital".into(), 3.0)].into(),
///     model: BestWorstModel::Linear,
/// };
/// let (weights, _) = best_worst.weights(&["talent", "capital", "cost"]);
/// assert!((weights[0] - 0.6).abs() < 1e-9 && (weights[2] - 0.1).abs() < 1e-9);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct BestWorst {
    /// The id of the most important child.
    pub best: String,
    /// The id of the least important child.
    pub worst: String,
    /// How many times the best counts more than each other child, the worst among them; one or more.
    pub best_to_others: BTreeMap<String, f64>,
    /// How many times each other child counts more than the worst; one or more. The best need not be said again.
    pub others_to_worst: BTreeMap<String, f64>,
    /// Which deviations are made small.
    pub model: BestWorstModel,
}

/// The comparisons by position: how the best stands to each child and each child to the worst.
struct Comparisons {
    best: usize,
    worst: usize,
    from_best: Vec<f64>,
    to_worst: Vec<f64>,
}

impl BestWorst {
    /// The weight of each child, summing to one, and how far the comparisons agree (children by position).
    ///
    /// Where several weights are equally good, the middle of each child's interval is taken and scaled to one.
    #[must_use]
    pub fn weights(&self, children: &[&str]) -> (Vec<f64>, Vec<Found>) {
        let equal = || vec![1.0 / children.len() as f64; children.len()];
        let Some(comparisons) = self.comparisons(children) else {
            return (equal(), Vec::new());
        };
        let deviation = match self.model {
            BestWorstModel::Linear => comparisons.least_linear_deviation(),
            BestWorstModel::Original => Some(comparisons.least_original_deviation()),
        };
        let intervals = deviation.and_then(|xi| comparisons.intervals(self.model, xi));
        let (Some(deviation), Some(intervals)) = (deviation, intervals) else {
            return (equal(), Vec::new());
        };
        let middles: Vec<_> =
            intervals.iter().map(|(low, high)| f64::midpoint(*low, *high)).collect();
        let sum: f64 = middles.iter().sum();
        let ratio = (self.model == BestWorstModel::Original).then(|| comparisons.ratio(deviation));
        let mut found = vec![Found::Agreement { deviation, ratio }];
        let loose = intervals.iter().enumerate().filter(|(_, (low, high))| high - low > 1e-6);
        found.extend(loose.map(|(child, &(low, high))| Found::Interval { child, low, high }));
        (middles.iter().map(|weight| weight / sum).collect(), found)
    }

    /// None for fewer than two children.
    fn comparisons(&self, children: &[&str]) -> Option<Comparisons> {
        let at = |id: &str| children.iter().position(|child| *child == id);
        let (best, worst) = (at(&self.best)?, at(&self.worst)?);
        let of =
            |said: &BTreeMap<String, f64>, child: &&str| said.get(*child).copied().unwrap_or(1.0);
        let mut from_best: Vec<_> =
            children.iter().map(|child| of(&self.best_to_others, child)).collect();
        let mut to_worst: Vec<_> =
            children.iter().map(|child| of(&self.others_to_worst, child)).collect();
        (from_best[best], to_worst[worst]) = (1.0, 1.0);
        to_worst[best] = from_best[worst];
        (best != worst).then_some(Comparisons { best, worst, from_best, to_worst })
    }

    pub(super) fn flaws(&self, children: &[&str]) -> Vec<Flaw> {
        if children.len() == 1 {
            return Vec::new();
        }
        let said = |said: &BTreeMap<String, f64>, implied: &[&String]| {
            let mut names: Vec<_> =
                said.keys().filter(|id| !implied.contains(id)).cloned().collect();
            names.extend(implied.iter().map(|id| (*id).clone()));
            named_once(names.iter().map(String::as_str), children)
        };
        let mut flaws = said(&self.best_to_others, &[&self.best]);
        flaws.extend(said(&self.others_to_worst, &[&self.worst, &self.best]));
        if self.best == self.worst {
            flaws.push(Flaw::text("worst", &self.worst, "another than the best"));
        }
        flaws.extend(self.impossible());
        flaws
    }

    /// Ratios that can not be, and two that speak against each other.
    fn impossible(&self) -> Vec<Flaw> {
        let mut flaws = Vec::new();
        for (id, &ratio) in self.best_to_others.iter().chain(&self.others_to_worst) {
            if !(ratio.is_finite() && ratio >= 1.0) {
                flaws.push(Flaw::value(id, ratio, "a number of one or more, by custom 1 to 9"));
            }
        }
        let (one, two) =
            (self.best_to_others.get(&self.worst), self.others_to_worst.get(&self.best));
        if let (Some(one), Some(&two)) = (one, two)
            && *one != two
        {
            flaws.push(Flaw::value(
                &self.best,
                two,
                &format!("{one}, as `best-to-others` says of best and worst"),
            ));
        }
        flaws
    }
}

impl Comparisons {
    /// Children other than the best and the worst.
    fn others(&self) -> impl Iterator<Item = usize> {
        (0..self.from_best.len()).filter(|j| *j != self.best && *j != self.worst)
    }

    /// The smallest ξ with |w_B − a_Bj w_j| ≤ ξ and |w_j − a_jW w_W| ≤ ξ for some weights, by linear programming.
    fn least_linear_deviation(&self) -> Option<f64> {
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let weights = self.variables(&mut problem, |_| 0.0);
        let xi = problem.add_var(1.0, (0.0, f64::INFINITY));
        for (terms, _) in self.rows(BestWorstModel::Linear, 0.0, &weights) {
            let mut terms = terms.to_vec();
            terms.push((xi, -1.0));
            problem.add_constraint(terms, ComparisonOp::Le, 0.0);
        }
        objective(&problem).map(|xi| xi.max(0.0))
    }

    /// The smallest ξ for which some ratio r = w_B/w_W satisfies every comparison: a_BW ± ξ holds r, and so does
    /// (a_Bj ± ξ)(a_jW ± ξ) for each other child. The lower ends fall and the upper ends rise in ξ: bisection.
    fn least_original_deviation(&self) -> f64 {
        let ratio = self.from_best[self.worst];
        let fits = |xi: f64| {
            let (mut low, mut high) = (ratio - xi, ratio + xi);
            for j in self.others() {
                let (a, b) = (self.from_best[j], self.to_worst[j]);
                low = low.max((a - xi).max(0.0) * (b - xi).max(0.0));
                high = high.min((a + xi) * (b + xi));
            }
            low <= high
        };
        if fits(0.0) {
            return 0.0;
        }
        let all = self.from_best.iter().chain(&self.to_worst);
        let (mut low, mut high) = (0.0, all.copied().fold(1.0, f64::max));
        for _ in 0..200 {
            let middle = f64::midpoint(low, high);
            if fits(middle) {
                high = middle;
            } else {
                low = middle;
            }
        }
        high
    }

    /// The least and the most that each weight may be with no deviation above ξ; none where the solver fails.
    fn intervals(&self, model: BestWorstModel, xi: f64) -> Option<Vec<(f64, f64)>> {
        // The solver's own tolerance must not make the last feasible point infeasible.
        let xi = xi + 1e-10;
        let end = |direction, child: usize| {
            let mut problem = Problem::new(direction);
            let weights = self.variables(&mut problem, |j| if j == child { 1.0 } else { 0.0 });
            for (terms, bound) in self.rows(model, xi, &weights) {
                problem.add_constraint(terms, ComparisonOp::Le, bound);
            }
            objective(&problem)
        };
        let both = |child| {
            let low = end(OptimizationDirection::Minimize, child)?;
            Some((low, end(OptimizationDirection::Maximize, child)?))
        };
        (0..self.from_best.len()).map(both).collect()
    }

    /// One weight a child, zero or more, summing to one.
    fn variables(&self, problem: &mut Problem, cost: impl Fn(usize) -> f64) -> Vec<Variable> {
        let add = |j| problem.add_var(cost(j), (0.0, f64::INFINITY));
        let weights: Vec<_> = (0..self.from_best.len()).map(add).collect();
        problem.add_constraint(
            weights.iter().map(|w| (*w, 1.0)).collect::<Vec<_>>(),
            ComparisonOp::Eq,
            1.0,
        );
        weights
    }

    /// Every comparison as two rows "terms ≤ bound": a ratio above/below within ξ (original), or its product (linear).
    fn rows(
        &self,
        model: BestWorstModel,
        xi: f64,
        weights: &[Variable],
    ) -> Vec<([(Variable, f64); 2], f64)> {
        let from_best = (0..weights.len())
            .filter(|j| *j != self.best)
            .map(|j| (self.best, j, self.from_best[j]));
        let to_worst = self.others().map(|j| (j, self.worst, self.to_worst[j]));
        let rows = |(a, b, ratio): (usize, usize, f64)| {
            let (a, b) = (weights[a], weights[b]);
            match model {
                BestWorstModel::Linear => {
                    [([(a, 1.0), (b, -ratio)], xi), ([(a, -1.0), (b, ratio)], xi)]
                }
                BestWorstModel::Original => {
                    [([(a, 1.0), (b, -(ratio + xi))], 0.0), ([(a, -1.0), (b, ratio - xi)], 0.0)]
                }
            }
        };
        from_best.chain(to_worst).flat_map(rows).collect()
    }

    /// ξ over the largest that comparisons up to a_BW can force: the root of (a − ξ)² = a + ξ, which Rezaei (2015)
    /// tabulates for 1 to 9 as 0, 0.44, 1.00, 1.63, 2.30, 3.00, 3.73, 4.47, 5.23.
    fn ratio(&self, xi: f64) -> f64 {
        let a = self.from_best[self.worst];
        let most = (1.0 + 2.0 * a - (1.0 + 8.0 * a).sqrt()) / 2.0;
        if most > 0.0 { xi / most } else { 0.0 }
    }
}

/// The optimum of a linear program; none where the solver finds none.
fn objective(problem: &Problem) -> Option<f64> {
    let solution = problem.solve().ok()?.into_solution().ok()?;
    Some(solution.objective())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(
        best: &str,
        worst: &str,
        from_best: &[(&str, f64)],
        to_worst: &[(&str, f64)],
    ) -> BestWorst {
        let map =
            |pairs: &[(&str, f64)]| pairs.iter().map(|(id, x)| ((*id).to_owned(), *x)).collect();
        BestWorst {
            best: best.into(),
            worst: worst.into(),
            best_to_others: map(from_best),
            others_to_worst: map(to_worst),
            model: BestWorstModel::Original,
        }
    }

    fn agreement(found: &[Found]) -> Option<(f64, Option<f64>)> {
        found.iter().find_map(|found| match found {
            Found::Agreement { deviation, ratio } => Some((*deviation, *ratio)),
            _ => None,
        })
    }

    #[test]
    fn one_and_two_children() {
        let stated = said("a", "b", &[("b", 4.0)], &[]);
        let (weights, found) = stated.weights(&["b", "a"]);
        assert!((weights[0] - 0.2).abs() < 1e-9, "{weights:?}");
        assert!(agreement(&found).is_some_and(|(xi, ratio)| xi == 0.0 && ratio == Some(0.0)));
        assert_eq!(said("a", "a", &[], &[]).weights(&["a"]).0, [1.0]);
    }

    #[test]
    fn all_as_important_is_equal() {
        let stated = said("a", "c", &[("b", 1.0), ("c", 1.0)], &[("b", 1.0)]);
        let (weights, _) = stated.weights(&["a", "b", "c"]);
        assert!(weights.iter().all(|w| (w - 1.0 / 3.0).abs() < 1e-8), "{weights:?}");
    }

    #[test]
    fn the_largest_deviations_are_those_that_rezaei_tabulates() {
        // Omega 53, table 1: ξ where every comparison is a_BW, which is the worst that can be.
        let printed = [0.0, 0.44, 1.0, 1.63, 2.3, 3.0, 3.73, 4.47, 5.23];
        for (a, printed) in (1..=9u32).zip(printed) {
            let a = f64::from(a);
            let stated = said("a", "c", &[("b", a), ("c", a)], &[("b", a)]);
            let found = agreement(&stated.weights(&["a", "b", "c"]).1);
            assert!(
                found.is_some_and(|(xi, _)| (xi - printed).abs() <= 0.005 + 1e-9),
                "{a} {found:?}"
            );
            assert!(
                a == 1.0
                    || found
                        .is_some_and(|(_, ratio)| ratio.is_some_and(|r| (r - 1.0).abs() < 1e-9))
            );
        }
    }

    #[test]
    fn four_children_leave_room() {
        let stated =
            said("a", "d", &[("b", 2.0), ("c", 3.0), ("d", 9.0)], &[("b", 3.0), ("c", 3.0)]);
        let (weights, found) = stated.weights(&["a", "b", "c", "d"]);
        assert!(found.iter().any(|found| matches!(found, Found::Interval { .. })), "{found:?}");
        assert!((weights.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    }

    #[test]
    fn what_is_missing_or_speaks_against_itself() {
        let names = ["a", "b", "c"];
        let fine = said("a", "c", &[("b", 2.0), ("c", 6.0)], &[("b", 3.0), ("a", 6.0)]);
        assert!(fine.flaws(&names).is_empty(), "{:?}", fine.flaws(&names));
        let absent = said("a", "c", &[("c", 6.0)], &[("b", 3.0)]);
        assert_eq!(absent.flaws(&names), [Flaw::Absent(vec!["b".into()])]);
        let twice = said("a", "c", &[("b", 2.0), ("c", 6.0)], &[("b", 0.5), ("a", 5.0)]);
        assert_eq!(twice.flaws(&names).len(), 2);
    }
}
