//! Why two perspectives order the hubs differently: the overtakes of each hub and what causes them.

use crate::robustness::exact::{Cause, Ledger, Overtake};
use crate::study::Outcome;

/// Two perspectives and every overtake on the way from the first to the second.
#[derive(Debug, Clone, PartialEq)]
pub struct Disagreement {
    /// The first perspective, by position.
    pub a: usize,
    /// The second.
    pub b: usize,
    /// The overtakes.
    pub ledger: Ledger,
}

/// One hub's change of rank among the hubs that both perspectives rank: the overtakes it makes less those it suffers.
#[derive(Debug, Clone, PartialEq)]
pub struct HubMove {
    /// The hub, by position in the data set.
    pub hub: usize,
    /// Its place in the first order, from 1.
    pub from: usize,
    /// Its place in the second.
    pub to: usize,
    /// The overtakes it makes, by position in the ledger.
    pub made: Vec<usize>,
    /// Those it suffers.
    pub suffered: Vec<usize>,
    /// What each node does to the gaps in these overtakes together, seen from the hub, largest first.
    pub causes: Vec<Cause>,
}

impl HubMove {
    /// What it gains in places: overtakes made less overtakes suffered.
    #[must_use]
    pub fn gain(&self) -> i64 {
        self.from as i64 - self.to as i64
    }

    /// The cause that does most for the move; none where the hub keeps its place.
    #[must_use]
    pub fn main_cause(&self) -> Option<&Cause> {
        match self.gain() {
            0 => None,
            up if up > 0 => self.causes.first(),
            _ => self.causes.last(),
        }
    }
}

impl Disagreement {
    /// The disagreement of two rankings of one data set, by position among `outcomes`; none where the method of
    /// either is not linear in the weights.
    ///
    /// ```
    /// use hubrank::{Dataset, Profile, why::Disagreement};
    /// let hubs = Dataset::built_in()?;
    /// let both = ["investor", "founder"].map(|name| hubs.ranked_for(&Profile::built_in(name)?));
    /// let both: Vec<_> = both.into_iter().collect::<Result<_, _>>()?;
    /// let own = Disagreement::between(&both, 0, 1).ok_or(hubrank::Problems::default())?;
    /// for own in own.moves() {
    ///     assert_eq!(own.gain(), own.made.len() as i64 - own.suffered.len() as i64);
    /// }
    /// # Ok::<(), hubrank::Problems>(())
    /// ```
    #[must_use]
    pub fn between(outcomes: &[Outcome], a: usize, b: usize) -> Option<Self> {
        let first = outcomes.get(a)?.linear_model()?;
        let second = outcomes.get(b)?.linear_model()?;
        Some(Self { a, b, ledger: Ledger::between(&first, &second) })
    }

    /// Every hub that both rank, largest move first, equal ones in the first order.
    #[must_use]
    pub fn moves(&self) -> Vec<HubMove> {
        let hubs = self.ledger.before.iter();
        let mut all: Vec<_> = hubs.filter_map(|&hub| self.move_of(hub)).collect();
        all.sort_by_key(|own| -own.gain().abs());
        all
    }

    /// The move of one hub (position in the data set); none where not both rank it.
    #[must_use]
    pub fn move_of(&self, hub: usize) -> Option<HubMove> {
        let place = |order: &[usize]| order.iter().position(|&own| own == hub).map(|at| at + 1);
        let overtakes = self.ledger.overtakes.iter().enumerate();
        let (mut made, mut suffered) = (Vec::new(), Vec::new());
        let mut causes: Vec<Cause> = Vec::new();
        for (at, overtake) in overtakes {
            let sign = match (overtake.overtaker == hub, overtake.overtaken == hub) {
                (true, _) => 1.0,
                (_, true) => -1.0,
                _ => continue,
            };
            match sign > 0.0 {
                true => made.push(at),
                false => suffered.push(at),
            }
            add(&mut causes, &overtake.causes, sign);
        }
        causes.sort_by(|x, y| y.total().total_cmp(&x.total()));
        Some(HubMove {
            hub,
            from: place(&self.ledger.before)?,
            to: place(&self.ledger.after)?,
            made,
            suffered,
            causes,
        })
    }
}

fn add(sum: &mut Vec<Cause>, causes: &[Cause], sign: f64) {
    for cause in causes {
        let own = match sum.iter().position(|own| own.node == cause.node) {
            Some(at) => at,
            None => {
                sum.push(Cause { node: cause.node, weights: 0.0, choices: 0.0 });
                sum.len() - 1
            }
        };
        sum[own].weights += sign * cause.weights;
        sum[own].choices += sign * cause.choices;
    }
}

impl Cause {
    /// Through weight and through values read differently together.
    #[must_use]
    pub fn total(&self) -> f64 {
        self.weights + self.choices
    }
}

impl Overtake {
    /// The cause that does most for it.
    #[must_use]
    pub fn main_cause(&self) -> Option<&Cause> {
        let causes = self.causes.iter();
        causes.max_by(|x, y| x.total().total_cmp(&y.total()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Dataset, Profile};

    fn both(names: [&str; 2]) -> Vec<Outcome> {
        let hubs = Dataset::built_in().unwrap();
        names.map(|name| hubs.ranked_for(&Profile::built_in(name).unwrap()).unwrap()).into()
    }

    /// The twin: the ranks themselves, and the order replayed swap by swap.
    #[test]
    fn overtakes_account_for_every_place() {
        let outcomes = both(["investor", "founder"]);
        let own = Disagreement::between(&outcomes, 0, 1).unwrap();
        let mut order = own.ledger.before.clone();
        for overtake in &own.ledger.overtakes {
            let at = |hub| order.iter().position(|&own| own == hub).unwrap();
            let (by, of) = (at(overtake.overtaker), at(overtake.overtaken));
            assert_eq!(by, of + 1, "a swap of neighbours");
            order.swap(by, of);
        }
        assert_eq!(order, outcomes[1].ranking.order().collect::<Vec<_>>());
        for own in own.moves() {
            let rank = |k: usize| outcomes[k].ranking.of(own.hub).unwrap().rank;
            assert_eq!(own.gain() as f64, rank(0) - rank(1));
            assert_eq!(own.gain(), own.made.len() as i64 - own.suffered.len() as i64);
        }
    }

    #[test]
    fn the_causes_of_a_move_are_those_of_its_overtakes() {
        let outcomes = both(["investor", "cost-conscious"]);
        let own = Disagreement::between(&outcomes, 0, 1).unwrap();
        let first = &own.moves()[0];
        let change = |at: &usize| {
            let overtake = &own.ledger.overtakes[*at];
            overtake.after - overtake.before
        };
        let made: f64 = first.made.iter().map(change).sum();
        let suffered: f64 = first.suffered.iter().map(change).sum();
        let causes: f64 = first.causes.iter().map(Cause::total).sum();
        assert!((causes - (made - suffered)).abs() < 1e-9);
        let main = first.main_cause().unwrap().total();
        assert!(main * first.gain() as f64 > 0.0);
    }
}
