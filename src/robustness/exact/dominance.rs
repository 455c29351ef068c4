//! Who is ahead of whom whatever the weights: necessary and possible preference over a set of weights.
//!
//! Necessary preference is a least gap of zero or more, possible preference a largest gap of zero or more: Greco,
//! Mousseau & Słowiński (2008), European Journal of Operational Research 191.

use nalgebra::DMatrix;

use crate::model::LinearModel;

use super::polytope::WeightSet;

/// Differences below this share of the model's spread are rounding.
pub(super) const ROUNDING: f64 = 1e-9;

/// The least gap of every pair of rows over a set of weights.
///
/// ```
/// use hubrank::model::{LinearModel, Link};
/// use hubrank::robustness::exact::{Preference, WeightSet};
/// let model = LinearModel {
///     nodes: vec![1, 2],
///     weights: vec![0.5, 0.5],
///     hubs: vec![0, 1, 2],
///     phi: nalgebra::DMatrix::from_row_slice(3, 2, &[9.0, 8.0, 4.0, 8.0, 1.0, 9.0]),
///     link: Link::Identity,
/// };
/// let preference = Preference::over(&model, &WeightSet::all(2));
/// assert!(preference.is_necessary(0, 1) && !preference.is_necessary(0, 2));
/// assert!(preference.is_possible(2, 0));
/// assert_eq!(preference.dominated(), [(1, vec![0])]);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Preference {
    /// The hubs of the rows, by position in the data set.
    pub hubs: Vec<usize>,
    /// Rows × rows: the least of s_a − s_b (weighted sums, in the units of φ) over the set.
    pub least: DMatrix<f64>,
    /// What counts as zero, in the units of φ.
    pub zero: f64,
}

impl Preference {
    /// The preference over a set, m rows and n nodes: O(m² n log n), a linear program a pair over general sets of
    /// many nodes.
    #[must_use]
    pub fn over(model: &LinearModel, set: &WeightSet) -> Self {
        let m = model.hubs.len();
        let rows = (0..m).map(|i| model.phi.row(i).iter().copied().collect());
        let rows: Vec<Vec<f64>> = rows.collect();
        let mut c = vec![0.0; model.nodes.len()];
        let mut least = DMatrix::zeros(m, m);
        for a in 0..m {
            for b in (0..m).filter(|&b| b != a) {
                for ((c, a), b) in c.iter_mut().zip(&rows[a]).zip(&rows[b]) {
                    *c = a - b;
                }
                least[(a, b)] = set.min_gap(&c).gap;
            }
        }
        Self { hubs: model.hubs.clone(), least, zero: ROUNDING * model.spread() }
    }

    /// The largest gap of row `a` over row `b` over the set.
    #[must_use]
    pub fn most(&self, a: usize, b: usize) -> f64 {
        -self.least[(b, a)]
    }

    /// Whether row `a` is at least level with row `b` whatever the weights.
    #[must_use]
    pub fn is_necessary(&self, a: usize, b: usize) -> bool {
        self.least[(a, b)] >= -self.zero
    }

    /// Whether row `a` is at least level with row `b` for some weights.
    #[must_use]
    pub fn is_possible(&self, a: usize, b: usize) -> bool {
        self.most(a, b) >= -self.zero
    }

    /// Whether row `a` is strictly ahead of row `b` whatever the weights.
    #[must_use]
    pub fn is_always_ahead(&self, a: usize, b: usize) -> bool {
        a != b && self.least[(a, b)] > self.zero
    }

    /// Whether row `a` is strictly ahead of row `b` for some weights.
    #[must_use]
    pub fn is_ever_ahead(&self, a: usize, b: usize) -> bool {
        a != b && self.most(a, b) > self.zero
    }

    /// Whether row `a` dominates row `b`: never behind and somewhere ahead.
    #[must_use]
    pub fn dominates(&self, a: usize, b: usize) -> bool {
        a != b && self.is_necessary(a, b) && self.is_ever_ahead(a, b)
    }

    /// The dominated hubs with those that dominate them, by position in the data set.
    #[must_use]
    pub fn dominated(&self) -> Vec<(usize, Vec<usize>)> {
        let rows = 0..self.hubs.len();
        let above = |b: usize| {
            let by = rows.clone().filter(|&a| self.dominates(a, b));
            (self.hubs[b], by.map(|a| self.hubs[a]).collect::<Vec<_>>())
        };
        rows.clone().map(above).filter(|(_, by)| !by.is_empty()).collect()
    }

    /// The Hasse diagram of dominance: no edge that follows from two others. m hubs: O(m³).
    #[must_use]
    pub fn hasse(&self) -> Hasse {
        let m = self.hubs.len();
        let below: Vec<Vec<bool>> =
            (0..m).map(|a| (0..m).map(|b| self.dominates(a, b)).collect()).collect();
        let mut edges = Vec::new();
        for a in 0..m {
            let mut follows = vec![false; m];
            for via in (0..m).filter(|&via| below[a][via]) {
                for (follows, below) in follows.iter_mut().zip(&below[via]) {
                    *follows |= below;
                }
            }
            let direct = (0..m).filter(|&b| below[a][b] && !follows[b]);
            edges.extend(direct.map(|b| (self.hubs[a], self.hubs[b])));
        }
        Hasse { levels: levels(&self.hubs, &below), edges }
    }
}

/// Dominance as a diagram: edges from each hub to those right below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hasse {
    /// (above, below), by position in the data set.
    pub edges: Vec<(usize, usize)>,
    /// The hubs by the length of the longest chain above them, none first.
    pub levels: Vec<Vec<usize>>,
}

/// Layers by the longest chain above: what is dominated by nothing that is left goes next.
fn levels(hubs: &[usize], below: &[Vec<bool>]) -> Vec<Vec<usize>> {
    let mut left: Vec<_> = (0..hubs.len()).collect();
    let mut levels = Vec::new();
    while !left.is_empty() {
        let is_free = |b: &usize| left.iter().all(|&a| !below[a][*b]);
        let (top, rest): (Vec<_>, Vec<_>) = left.iter().partition(|b| is_free(b));
        if top.is_empty() {
            // Only rounding could make a circle; what is left then shares one level.
            levels.push(rest.iter().map(|&i| hubs[i]).collect());
            break;
        }
        levels.push(top.iter().map(|&i| hubs[i]).collect());
        left = rest;
    }
    levels
}

#[cfg(test)]
mod tests {
    use super::super::polytope::Statement;
    use super::super::program::dot;
    use super::super::testing::{grid, random_model};
    use super::*;

    /// The twin: a grid of weights of the set. What holds everywhere holds on it; what fails on it is not necessary.
    #[test]
    fn preference_agrees_with_a_grid() {
        for seed in 0..10 {
            let model = random_model(6, 3, seed);
            let order = [Statement::Order { more: 1, less: 0 }];
            let sets = [
                WeightSet::all(3),
                WeightSet::around(&model.weights, 25.0),
                WeightSet::all(3).with(&model, &order).unwrap(),
            ];
            for (at, set) in sets.iter().enumerate() {
                let set = set.clone();
                let preference = Preference::over(&model, &set);
                let grid: Vec<_> = grid(3, 100).into_iter().filter(|w| set.contains(w)).collect();
                for a in 0..6 {
                    for b in (0..6).filter(|&b| b != a) {
                        let gaps = model.gaps(a, b);
                        let values = || grid.iter().map(|w| dot(w, &gaps));
                        let least = values().fold(f64::INFINITY, f64::min);
                        let most = values().fold(f64::NEG_INFINITY, f64::max);
                        assert!(preference.least[(a, b)] <= least + 1e-9);
                        assert!(preference.most(a, b) >= most - 1e-9);
                        // The grid's mesh is 1/100, φ spans 100: no corner is farther than a few units.
                        // (The box may be too small for the grid; there the program is the twin.)
                        assert!(at == 1 || preference.least[(a, b)] >= least - 4.0);
                    }
                }
            }
        }
    }

    /// The twin: an edge is a dominance with no hub between, found by trying all.
    #[test]
    fn the_diagram_has_only_direct_edges() {
        for seed in 0..20 {
            let model = random_model(9, 2, seed);
            let preference = Preference::over(&model, &WeightSet::all(2));
            let hasse = preference.hasse();
            let above = |a: usize, b: usize| preference.dominates(a, b);
            for a in 0..9 {
                for b in 0..9 {
                    let direct = above(a, b) && !(0..9).any(|k| above(a, k) && above(k, b));
                    let edge = (model.hubs[a], model.hubs[b]);
                    assert_eq!(hasse.edges.contains(&edge), direct);
                }
            }
            assert_eq!(hasse.levels.iter().map(Vec::len).sum::<usize>(), 9);
            let level = |hub| hasse.levels.iter().position(|l| l.contains(&hub)).unwrap();
            assert!(hasse.edges.iter().all(|&(a, b)| level(a) < level(b)));
        }
    }
}
