//! Tiers: runs of hubs, in the order of their ranks, that can not honestly be told apart.

use super::win_probability::Wins;

/// One tier.
#[derive(Debug, Clone, PartialEq)]
pub struct Tier {
    /// The places it spans, from 1, first and last.
    pub places: (usize, usize),
    /// Its hubs in order, by position in the data set.
    pub hubs: Vec<usize>,
}

impl Wins {
    /// The tiers of an order (rows, best first) at certainty `tau` (0.90 where nothing else is said): a line is
    /// drawn under a place where every hub above it beats every hub below it with at least that probability.
    /// m hubs: O(m²). The lines at a larger `tau` are some of those at a smaller.
    ///
    /// ```
    /// use hubrank::robustness::exact::Wins;
    /// let p = nalgebra::DMatrix::from_row_slice(3, 3, &[0.5, 0.6, 0.95, 0.4, 0.5, 0.91, 0.05, 0.09, 0.5]);
    /// let wins = Wins { hubs: vec![7, 8, 9], p };
    /// let tiers = wins.tiers(&[0, 1, 2], 0.9);
    /// assert_eq!(tiers[0].places, (1, 2));
    /// assert_eq!(tiers[1].hubs, [9]);
    /// ```
    #[must_use]
    pub fn tiers(&self, order: &[usize], tau: f64) -> Vec<Tier> {
        let m = order.len();
        // The highest place that does not beat place k surely.
        let unsure = |k: usize| {
            let mut above = 0..k;
            above.find(|&i| self.p[(order[i], order[k])] < tau).unwrap_or(k)
        };
        // A line stands above place k where no hub at k or below reaches over it.
        let mut reach = m;
        let mut lines = Vec::new();
        for k in (1..m).rev() {
            reach = reach.min(unsure(k));
            if reach >= k {
                lines.push(k);
            }
        }
        lines.push(0);
        lines.reverse();
        let ends = lines.iter().skip(1).copied().chain([m]);
        let tier = |(from, to): (&usize, usize)| Tier {
            places: (from + 1, to),
            hubs: order[*from..to].iter().map(|&row| self.hubs[row]).collect(),
        };
        let tiers = lines.iter().zip(ends).map(tier);
        tiers.filter(|tier| !tier.hubs.is_empty()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::random_model;
    use super::super::win_probability::Dirichlet;
    use super::*;

    /// The twin: the definition, every line tried against every pair across it.
    #[test]
    fn lines_are_where_every_pair_across_is_sure() {
        for seed in 0..20 {
            let model = random_model(12, 4, seed);
            let doubt = Dirichlet::from_points(&model.weights, 8.0).unwrap();
            let wins = Wins::of(&model, &doubt);
            let sums = model.sums(&model.weights);
            let mut order: Vec<_> = (0..12).collect();
            order.sort_by(|&a, &b| sums[b].total_cmp(&sums[a]));
            let mut before: Option<Vec<usize>> = None;
            for tau in [0.6, 0.8, 0.9, 0.99] {
                let sure = |r: usize| {
                    let above = &order[..r];
                    above.iter().all(|&i| order[r..].iter().all(|&k| wins.p[(i, k)] >= tau))
                };
                let expected: Vec<_> = (1..12).filter(|&r| sure(r)).collect();
                let tiers = wins.tiers(&order, tau);
                let lines: Vec<_> = tiers[1..].iter().map(|tier| tier.places.0 - 1).collect();
                assert_eq!(lines, expected);
                assert!(before.is_none_or(|b| lines.iter().all(|line| b.contains(line))));
                before = Some(lines);
            }
        }
    }

    #[test]
    fn none_and_one() {
        let wins =
            |m| Wins { hubs: (0..m).collect(), p: nalgebra::DMatrix::from_element(m, m, 0.5) };
        assert!(wins(0).tiers(&[], 0.9).is_empty());
        assert_eq!(wins(1).tiers(&[0], 0.9).len(), 1);
        assert_eq!(wins(3).tiers(&[2, 0, 1], 0.9)[0].hubs, [2, 0, 1]);
    }
}
