//! One weight from 0 to 1 with the others in proportion: every crossover, exactly.
//!
//! With R_i = (s_i − w_k φ_ik)/(1 − w_k), the weighted sum of hub i when node k has weight t is the straight line
//! R_i + t (φ_ik − R_i). Two lines cross at most once. Triantaphyllou & Sánchez (1997), Decision Sciences 28.

use crate::model::{LinearModel, Link};

/// One hub's weighted sum as a weight goes from 0 to 1: a straight line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Path {
    /// The hub's position in the data set.
    pub hub: usize,
    /// The sum at weight 0.
    pub at_zero: f64,
    /// The sum at weight 1.
    pub at_one: f64,
}

impl Path {
    /// The sum at weight `t`.
    #[must_use]
    pub fn at(&self, t: f64) -> f64 {
        self.at_zero + t * (self.at_one - self.at_zero)
    }
}

/// A weight at which two hubs have the same score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Crossing {
    /// The weight, 0 to 1.
    pub at: f64,
    /// The hub that is ahead below it, by position in the data set.
    pub below: usize,
    /// The hub that is ahead above it.
    pub above: usize,
}

/// A stretch of weights over which one hub leads.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Leader {
    /// Where the stretch begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// Who leads.
    pub hub: usize,
}

/// What happens when the weight of one node goes from 0 to 1 and the others keep their proportions.
///
/// ```
/// use hubrank::model::{LinearModel, Link};
/// use hubrank::robustness::exact::Sweep;
/// let model = LinearModel {
///     nodes: vec![1, 2],
///     weights: vec![0.5, 0.5],
///     hubs: vec![0, 1],
///     phi: nalgebra::dmatrix![10.0, 2.0; 4.0, 8.0],
///     link: Link::Identity,
/// };
/// let sweep = Sweep::of(&model, 0);
/// // 2 + 8t = 8 − 4t at t = 1/2.
/// assert!((sweep.crossings[0].at - 0.5).abs() < 1e-15);
/// assert_eq!((sweep.crossings[0].below, sweep.crossings[0].above), (1, 0));
/// assert_eq!(sweep.leaders().len(), 2);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Sweep {
    /// The node of the tree whose weight goes.
    pub node: usize,
    /// Its weight in the profile.
    pub weight: f64,
    /// The hubs' paths, in the order of the model.
    pub paths: Vec<Path>,
    /// Every crossing of two paths, by weight.
    pub crossings: Vec<Crossing>,
    /// From weighted sums to scores.
    pub link: Link,
}

impl Sweep {
    /// The sweep of node `k` (position in `model.nodes`), m hubs: O(m²).
    #[must_use]
    pub fn of(model: &LinearModel, k: usize) -> Self {
        let (zero, one) = (model.weights_at(k, 0.0), model.weights_at(k, 1.0));
        let path = |(row, &hub): (usize, &usize)| Path {
            hub,
            at_zero: model.sum(row, &zero),
            at_one: model.sum(row, &one),
        };
        let paths: Vec<_> = model.hubs.iter().enumerate().map(path).collect();
        let mut crossings = Vec::new();
        for (row, a) in paths.iter().enumerate() {
            crossings.extend(paths[row + 1..].iter().filter_map(|b| crossing(a, b)));
        }
        crossings.sort_by(|a: &Crossing, b| {
            a.at.total_cmp(&b.at)
                .then((a.below, a.above).cmp(&(b.below, b.above)))
        });
        Self {
            node: model.nodes[k],
            weight: model.weights[k],
            paths,
            crossings,
            link: model.link,
        }
    }

    /// The sweeps of all nodes of a model, in order.
    #[must_use]
    pub fn all(model: &LinearModel) -> Vec<Self> {
        (0..model.nodes.len()).map(|k| Self::of(model, k)).collect()
    }

    /// The score of a path at weight `t`.
    #[must_use]
    pub fn score(&self, path: &Path, t: f64) -> f64 {
        self.link.score(path.at(t))
    }

    /// The paths in order at weight `t`, best first; equal ones in the order of the model.
    #[must_use]
    pub fn order_at(&self, t: f64) -> Vec<&Path> {
        let mut order: Vec<_> = self.paths.iter().collect();
        order.sort_by(|a, b| b.at(t).total_cmp(&a.at(t)));
        order
    }

    /// Who leads where: the upper envelope of the paths, from weight 0 to 1; m hubs: O(m · stretches).
    #[must_use]
    pub fn leaders(&self) -> Vec<Leader> {
        let mut leaders = Vec::new();
        let slope = |path: &Path| path.at_one - path.at_zero;
        let steeper_of_equal = |a: &&Path, b: &&Path| {
            a.at_zero
                .total_cmp(&b.at_zero)
                .then(slope(a).total_cmp(&slope(b)))
                .then(b.hub.cmp(&a.hub))
        };
        let Some(mut leader) = self.paths.iter().max_by(steeper_of_equal) else {
            return leaders;
        };
        let mut from = 0.0;
        loop {
            let overtakers = self
                .paths
                .iter()
                .filter_map(|path| Some((crossing(leader, path)?, path)));
            let later = overtakers
                .filter(|(crossing, path)| crossing.above == path.hub && crossing.at >= from);
            let first = later
                .min_by(|(a, p), (b, q)| a.at.total_cmp(&b.at).then(slope(q).total_cmp(&slope(p))));
            let to = first.as_ref().map_or(1.0, |(crossing, _)| crossing.at);
            if to > from || first.is_none() {
                leaders.push(Leader {
                    from,
                    to,
                    hub: leader.hub,
                });
            }
            match first {
                Some((_, next)) if to < 1.0 => (leader, from) = (next, to),
                _ => return leaders,
            }
        }
    }
}

/// Where two paths cross between 0 and 1, if they do and are not the same line.
fn crossing(a: &Path, b: &Path) -> Option<Crossing> {
    let (at_zero, at_one) = (a.at_zero - b.at_zero, a.at_one - b.at_one);
    let changes = (at_zero > 0.0 && at_one < 0.0) || (at_zero < 0.0 && at_one > 0.0);
    let touches = (at_zero == 0.0) != (at_one == 0.0);
    if !changes && !touches {
        return None;
    }
    let at = at_zero / (at_zero - at_one);
    let a_is_ahead_below = if at_zero == 0.0 {
        at_one < 0.0
    } else {
        at_zero > 0.0
    };
    let (below, above) = if a_is_ahead_below {
        (a.hub, b.hub)
    } else {
        (b.hub, a.hub)
    };
    Some(Crossing { at, below, above })
}

#[cfg(test)]
mod tests {
    use super::*;
    use nalgebra::DMatrix;

    fn model() -> LinearModel {
        let phi = DMatrix::from_row_slice(
            4,
            3,
            &[90., 20., 40., 55., 70., 60., 20., 95., 50., 60., 60., 90.],
        );
        LinearModel {
            nodes: vec![1, 2, 3],
            weights: vec![0.5, 0.3, 0.2],
            hubs: vec![7, 8, 9, 10],
            phi,
            link: Link::Identity,
        }
    }

    /// The definition: sums at weights in proportion, on a fine grid; the order changes only at crossings.
    #[test]
    fn a_grid_finds_the_same_order_between_crossings() {
        let model = model();
        for (k, sweep) in Sweep::all(&model).iter().enumerate() {
            for step in 0..=1000 {
                let t = f64::from(step) / 1000.0;
                let weights = model.weights_at(k, t);
                for (row, path) in sweep.paths.iter().enumerate() {
                    assert!((path.at(t) - model.sum(row, &weights)).abs() < 1e-12);
                }
                let leads = sweep.order_at(t)[0].hub;
                let stretch = sweep
                    .leaders()
                    .into_iter()
                    .find(|l| l.from <= t && t <= l.to)
                    .map(|l| l.hub);
                let is_edge = sweep.crossings.iter().any(|c| (c.at - t).abs() < 1e-9);
                assert!(
                    is_edge || stretch == Some(leads),
                    "{t}: {stretch:?} {leads}"
                );
            }
        }
    }

    #[test]
    fn crossings_say_who_is_ahead_where() {
        for sweep in Sweep::all(&model()) {
            for crossing in &sweep.crossings {
                let of = |hub| {
                    sweep
                        .paths
                        .iter()
                        .find(|p| p.hub == hub)
                        .map_or(f64::NAN, |p| p.at(crossing.at))
                };
                assert!((of(crossing.below) - of(crossing.above)).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn equal_lines_never_cross_and_a_full_weight_shares_the_rest_equally() {
        let phi = DMatrix::from_row_slice(2, 2, &[1.0, 2.0, 1.0, 2.0]);
        let model = LinearModel {
            nodes: vec![1, 2],
            weights: vec![1.0, 0.0],
            hubs: vec![0, 1],
            phi,
            link: Link::Exp,
        };
        let sweep = Sweep::of(&model, 0);
        assert!(sweep.crossings.is_empty());
        assert_eq!(sweep.paths[0].at_zero, 2.0);
        assert_eq!(
            sweep.leaders(),
            [Leader {
                from: 0.0,
                to: 1.0,
                hub: 0
            }]
        );
    }
}
