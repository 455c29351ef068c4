//! The analytic hierarchy process: weights from ratios of importance, pair by pair.
//! Saaty (1977), Journal of Mathematical Psychology 15, 234–281; Saaty (1980), The Analytic Hierarchy Process.

use crate::model::Found;

use super::Flaw;

/// Saaty's random indices for 3 to 10 children, as printed in 1980; other tables are in use.
const RANDOM_INDEX: [f64; 8] = [0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49];

/// How a table of ratios becomes weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Priorities {
    /// The principal eigenvector. Saaty (1977).
    #[default]
    Eigenvector,
    /// The geometric mean of each row. Crawford & Williams (1985), Journal of Mathematical Psychology 29.
    GeometricMean,
}

impl Priorities {
    /// Both with their names in profiles.
    pub const ALL: [(&'static str, Self); 2] =
        [("eigenvector", Self::Eigenvector), ("geometric-mean", Self::GeometricMean)];
}

/// Pairwise comparisons.
///
/// ```
/// use hubrank::stage::weigh::{Ahp, Priorities};
/// let ahp = Ahp { pairs: vec![("talent".into(), "cost".into(), 3.0)], priorities: Priorities::Eigenvector };
/// assert_eq!(ahp.weights(&["talent", "cost"]).0, [0.75, 0.25]);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Ahp {
    /// (a, b, how many times a counts more than b), each pair of children once, in either order; above zero.
    pub pairs: Vec<(String, String, f64)>,
    /// How the table becomes weights.
    pub priorities: Priorities,
}

impl Ahp {
    /// The weight of each child, summing to one, and how far the comparisons agree (children by position).
    #[must_use]
    pub fn weights(&self, children: &[&str]) -> (Vec<f64>, Vec<Found>) {
        let matrix = self.matrix(children);
        let (vector, lambda) = principal(&matrix);
        let weights = match self.priorities {
            Priorities::Eigenvector => vector,
            Priorities::GeometricMean => geometric(&matrix),
        };
        (weights, consistency(&matrix, lambda))
    }

    /// The full table of ratios: n × n, reciprocal, ones on the diagonal and where nothing was said.
    fn matrix(&self, children: &[&str]) -> Vec<Vec<f64>> {
        let n = children.len();
        let mut matrix = vec![vec![1.0; n]; n];
        for (a, b, ratio) in &self.pairs {
            let at = |id: &str| children.iter().position(|child| *child == id);
            if let (Some(a), Some(b)) = (at(a), at(b)) {
                matrix[a][b] = *ratio;
                matrix[b][a] = 1.0 / ratio;
            }
        }
        matrix
    }

    pub(super) fn flaws(&self, children: &[&str]) -> Vec<Flaw> {
        let mut flaws = Vec::new();
        let is = |pair: &(String, String, f64), a: &str, b: &str| {
            (pair.0 == a && pair.1 == b) || (pair.0 == b && pair.1 == a)
        };
        for (k, a) in children.iter().enumerate() {
            for b in &children[k + 1..] {
                match self.pairs.iter().filter(|pair| is(pair, a, b)).count() {
                    0 => flaws.push(Flaw::Absent(vec![format!("{a}, {b}")])),
                    1 => {}
                    _ => flaws.push(Flaw::Twice(format!("{a}, {b}"))),
                }
            }
        }
        for (a, b, ratio) in &self.pairs {
            let of = format!("{a}, {b}");
            if a == b {
                flaws.push(Flaw::value(&of, *ratio, "two different names"));
            } else if !(ratio.is_finite() && *ratio > 0.0) {
                flaws.push(Flaw::value(
                    &of,
                    *ratio,
                    "a number above zero, by custom 1 to 9 or 1/9 to 1",
                ));
            }
        }
        flaws
    }
}

/// The principal eigenvector (summing to one) and eigenvalue by power iteration from equal weights.
fn principal(matrix: &[Vec<f64>]) -> (Vec<f64>, f64) {
    let n = matrix.len();
    let mut vector = vec![1.0 / n as f64; n];
    let mut lambda = n as f64;
    for _ in 0..10_000 {
        let product: Vec<f64> =
            matrix.iter().map(|row| row.iter().zip(&vector).map(|(a, w)| a * w).sum()).collect();
        lambda = product.iter().sum();
        let next: Vec<_> = product.iter().map(|x| x / lambda).collect();
        let moved = next.iter().zip(&vector).fold(0.0f64, |most, (a, b)| most.max((a - b).abs()));
        vector = next;
        if moved < 1e-15 {
            break;
        }
    }
    (vector, lambda)
}

fn geometric(matrix: &[Vec<f64>]) -> Vec<f64> {
    let n = matrix.len() as f64;
    let mean = |row: &Vec<f64>| (row.iter().map(|a| a.ln()).sum::<f64>() / n).exp();
    let means: Vec<_> = matrix.iter().map(mean).collect();
    let sum: f64 = means.iter().sum();
    means.iter().map(|mean| mean / sum).collect()
}

/// CI = (λ − n)/(n − 1), CR = CI/RI, 0 for two or fewer; above 0.1 the worst triple too. None beyond the table.
fn consistency(matrix: &[Vec<f64>], lambda: f64) -> Vec<Found> {
    let n = matrix.len();
    let (ratio, index) = match n {
        0..=2 => (0.0, 0.0),
        3..=10 => {
            let index = ((lambda - n as f64) / (n as f64 - 1.0)).max(0.0);
            (index / RANDOM_INDEX[n - 3], index)
        }
        _ => return Vec::new(),
    };
    let table = "Saaty (1980)";
    let mut found = vec![Found::Consistency { ratio, index, table }];
    found.extend(contradiction(matrix).filter(|_| ratio > 0.1));
    found
}

/// The triple with the largest |ln(a_ij a_jk/a_ik)|, after Koczkodaj (1993), Mathematical and Computer Modelling 18.
fn contradiction(matrix: &[Vec<f64>]) -> Option<Found> {
    let n = matrix.len();
    let triples =
        (0..n).flat_map(|i| (i + 1..n).flat_map(move |j| (j + 1..n).map(move |k| [i, j, k])));
    let implied = |[i, j, k]: [usize; 3]| matrix[i][j] * matrix[j][k];
    let gap = |triple: [usize; 3]| (implied(triple) / matrix[triple[0]][triple[2]]).ln().abs();
    let triple = triples.max_by(|a, b| gap(*a).total_cmp(&gap(*b)).then(b.cmp(a)))?;
    Some(Found::Contradiction {
        triple,
        implied: implied(triple),
        stated: matrix[triple[0]][triple[2]],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 8] = ["a", "b", "c", "d", "e", "f", "g", "h"];

    fn ahp(upper: &[&[f64]]) -> Ahp {
        let mut pairs = Vec::new();
        for (i, row) in upper.iter().enumerate() {
            for (k, ratio) in row.iter().enumerate() {
                pairs.push((NAMES[i].to_owned(), NAMES[i + 1 + k].to_owned(), *ratio));
            }
        }
        Ahp { pairs, priorities: Priorities::Eigenvector }
    }

    fn ratio(found: &[Found]) -> Option<f64> {
        found.iter().find_map(|found| match found {
            Found::Consistency { ratio, .. } => Some(*ratio),
            _ => None,
        })
    }

    #[test]
    fn one_two_and_agreeing_comparisons() {
        let (weights, found) = ahp(&[]).weights(&["a"]);
        assert_eq!((weights, ratio(&found)), (vec![1.0], Some(0.0)));
        let (weights, found) = ahp(&[&[9.0]]).weights(&["a", "b"]);
        assert!((weights[0] - 0.9).abs() < 1e-14);
        assert_eq!(ratio(&found), Some(0.0));
        // 2 · 3 = 6: nothing to object to, and both ways agree.
        let mut agreeing = ahp(&[&[2.0, 6.0], &[3.0]]);
        let by_vector = agreeing.weights(&["a", "b", "c"]);
        agreeing.priorities = Priorities::GeometricMean;
        let by_means = agreeing.weights(&["a", "b", "c"]);
        for (a, (b, c)) in by_vector.0.iter().zip(by_means.0.iter().zip([0.6, 0.3, 0.1])) {
            assert!((a - c).abs() < 1e-14 && (b - c).abs() < 1e-14);
        }
        assert!(ratio(&by_vector.1).is_some_and(|ratio| ratio < 1e-12));
    }

    #[test]
    fn a_circle_is_found_out() {
        // a over b, b over c, c over a, each twice: equal weights, and the three contradict each other.
        let (weights, found) = ahp(&[&[2.0, 0.5], &[2.0]]).weights(&["a", "b", "c"]);
        assert!(weights.iter().all(|w| (w - 1.0 / 3.0).abs() < 1e-14));
        // λ = 1 + 2 + 1/2 = 3.5, CI = 0.25, CR = 0.25/0.58.
        assert!(ratio(&found).is_some_and(|ratio| (ratio - 0.25 / 0.58).abs() < 1e-12));
        assert_eq!(found[1], Found::Contradiction { triple: [0, 1, 2], implied: 4.0, stated: 0.5 });
    }

    #[test]
    fn missing_doubled_and_impossible_pairs() {
        let mut ahp = ahp(&[&[2.0, 3.0]]);
        ahp.pairs.push(("b".into(), "a".into(), 0.0));
        let flaws = ahp.flaws(&["a", "b", "c"]);
        assert_eq!(flaws.len(), 3, "{flaws:?}");
    }
}
