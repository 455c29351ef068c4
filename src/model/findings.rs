//! What an aggregation found beside the scores.

use super::Column;

/// By-products of an aggregation; none for means.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Findings {
    /// Nothing beside the scores.
    #[default]
    None,
    /// VIKOR's measures and its compromise.
    Vikor(Compromise),
    /// PROMETHEE's flows, and with them its partial order.
    Promethee(Flows),
    /// How far a Kemeny order agrees with the indicators, and whether it is the only one.
    Kemeny(Consent),
}

/// VIKOR: group utility, individual regret, the mix of both, and which hubs form the compromise.
///
/// ```
/// use hubrank::model::{Column, Compromise};
/// let (s, r) = (Column::full(vec![0.2, 0.3, 0.9]), Column::full(vec![0.1, 0.2, 0.4]));
/// let q = Column::full(vec![0.0, 0.2, 1.0]);
/// let found = Compromise::of(s, r, q, &[0, 1, 2]);
/// // 0.2 is less than 1/(3 − 1) behind the best, 1 is not.
/// assert_eq!((found.has_advantage, found.is_stable, found.set), (false, true, vec![0, 1]));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Compromise {
    /// S of each hub: the weighted sum of distances to the best values; smaller is better.
    pub s: Column,
    /// R of each hub: the largest weighted distance; smaller is better.
    pub r: Column,
    /// Q of each hub, 0 to 1 among the peers; smaller is better. The score is 1 − Q.
    pub q: Column,
    /// C1: the second hub is at least 1/(m − 1) behind the first, m hubs.
    pub has_advantage: bool,
    /// C2: the first hub is also first by S or by R.
    pub is_stable: bool,
    /// The first alone where both hold; the first two where only C2 fails; all that are less than 1/(m − 1) behind
    /// where C1 fails. Best first, positions of hubs.
    pub set: Vec<usize>,
}

impl Compromise {
    /// The compromise among the `ranked` hubs. Opricovic & Tzeng (2004), EJOR 156, section 2.
    ///
    /// One hub alone is its own compromise. Hubs that are equally first by Q all belong to it.
    #[must_use]
    pub fn of(s: Column, r: Column, q: Column, ranked: &[usize]) -> Self {
        let value = |column: &Column, i: usize| column.get(i).unwrap_or(f64::INFINITY);
        let mut order = ranked.to_vec();
        order.sort_by(|&a, &b| value(&q, a).total_cmp(&value(&q, b)).then(a.cmp(&b)));
        let Some(&first) = order.first() else {
            return Self { s, r, q, has_advantage: false, is_stable: false, set: order };
        };
        let is_near = |i: usize, by: f64| value(&q, i) - value(&q, first) < by - 1e-12;
        let needed = 1.0 / (order.len() as f64 - 1.0);
        let has_advantage = order.get(1).is_none_or(|&second| !is_near(second, needed));
        let leads = |column: &Column, i: usize| {
            let best = ranked.iter().map(|&k| value(column, k));
            value(column, i) <= best.fold(f64::INFINITY, f64::min) + 1e-12
        };
        let is_stable = leads(&s, first) || leads(&r, first);
        let set = match (has_advantage, is_stable) {
            (true, true) => order[..1].to_vec(),
            (true, false) => order[..2.min(order.len())].to_vec(),
            (false, _) => {
                let near = |i: &usize| is_near(*i, needed) || *i == first;
                order.iter().copied().filter(near).collect()
            }
        };
        Self { s, r, q, has_advantage, is_stable, set }
    }
}

/// How two hubs stand in a partial order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// The first is ahead.
    Ahead,
    /// The second is ahead.
    Behind,
    /// Equal in both flows.
    Indifferent,
    /// One has the better positive flow, the other the better negative one.
    Incomparable,
}

/// PROMETHEE's flows: how far each hub is preferred to the peers, and they to it, 0 to 1.
///
/// ```
/// use hubrank::model::{Column, Flows, Relation};
/// let flows = Flows { plus: Column::full(vec![0.6, 0.5, 0.2]), minus: Column::full(vec![0.3, 0.1, 0.3]) };
/// assert_eq!(flows.relation(0, 2), Some(Relation::Ahead));
/// assert_eq!(flows.relation(0, 1), Some(Relation::Incomparable));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Flows {
    /// φ⁺: how far it is preferred.
    pub plus: Column,
    /// φ⁻: how far others are preferred to it.
    pub minus: Column,
}

impl Flows {
    /// PROMETHEE I: how hub `a` stands to hub `b`; none where one has no flows. Equal is within 1e-12.
    #[must_use]
    pub fn relation(&self, a: usize, b: usize) -> Option<Relation> {
        let sign = |x: f64| match x.abs() <= 1e-12 {
            true => 0,
            false if x > 0.0 => 1,
            false => -1,
        };
        let plus = sign(self.plus.get(a)? - self.plus.get(b)?);
        let minus = sign(self.minus.get(b)? - self.minus.get(a)?);
        Some(match (plus, minus) {
            (0, 0) => Relation::Indifferent,
            (p, n) if p >= 0 && n >= 0 => Relation::Ahead,
            (p, n) if p <= 0 && n <= 0 => Relation::Behind,
            _ => Relation::Incomparable,
        })
    }
}

/// How far an order agrees with what it was made from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Consent {
    /// Σ E_ab over all pairs with a placed above b, E_ab the weight that has a above b (ties one half).
    pub agreement: f64,
    /// No order can agree more than this; equal to `agreement` where the order is proved best.
    pub at_most: f64,
    /// How many orders agree as much; none where that was not counted.
    pub orders: Option<u64>,
}

impl Consent {
    /// Whether no order agrees more.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.at_most - self.agreement <= 1e-9 * (1.0 + self.at_most)
    }

    /// Whether it is the only best order; none where that was not counted.
    #[must_use]
    pub fn is_unique(&self) -> Option<bool> {
        self.orders.map(|orders| orders == 1)
    }
}
