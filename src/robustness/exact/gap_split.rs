//! The gap between two hubs, split into what each indicator and each pillar does to it; the parts sum to the gap.

use crate::model::{Level, LinearModel, Link};
use crate::study::Outcome;

/// How far one hub is ahead of another, and through what.
#[derive(Debug, Clone, PartialEq)]
pub struct GapSplit {
    /// The gap: scores where `link` is the identity, else logarithms of scores.
    pub gap: f64,
    /// On which scale the parts add up.
    pub link: Link,
    /// (node, part) of what stands directly under the index.
    pub pillars: Vec<(usize, f64)>,
    /// (indicator, part); empty where only pillars add up: levels with different means, or gaps under a geometric
    /// one.
    pub indicators: Vec<(usize, f64)>,
}

/// The split of the gap of hub `a` over hub `b` (positions in the data set); none where either is not ranked or
/// nothing adds up to the score.
///
/// For weighted means the parts are differences of contributions, gaps left out included; for others the weights
/// times the gaps of the transformed values, w_j (φ_aj − φ_bj).
///
/// ```
/// use hubrank::robustness::exact::gap_split;
/// let hubs = hubrank::Dataset::built_in()?;
/// let outcome = hubs.ranked_for(&hubrank::Profile::built_in("founder")?)?;
/// let order: Vec<_> = outcome.ranking.order().collect();
/// if let Some(split) = gap_split(&outcome, order[0], order[1]) {
///     let sum: f64 = split.pillars.iter().map(|part| part.1).sum();
///     assert!((sum - split.gap).abs() < 1e-9);
/// }
/// # Ok::<(), hubrank::Problems>(())
/// ```
#[must_use]
pub fn gap_split(outcome: &Outcome, a: usize, b: usize) -> Option<GapSplit> {
    let (of_a, of_b) = (outcome.ranking.of(a)?, outcome.ranking.of(b)?);
    if let (Some(in_a), Some(in_b)) = (outcome.contributions(a), outcome.contributions(b)) {
        let part = |j: usize| {
            let (x, y) = (in_a[j], in_b[j]);
            (x.is_some() || y.is_some()).then(|| (j, x.unwrap_or(0.0) - y.unwrap_or(0.0)))
        };
        let indicators: Vec<_> = (0..in_a.len()).filter_map(part).collect();
        return Some(GapSplit {
            gap: of_a.score - of_b.score,
            link: Link::Identity,
            pillars: by_pillar(outcome, &indicators),
            indicators,
        });
    }
    let parts = |model: &LinearModel| -> Option<Vec<(usize, f64)>> {
        let gaps = model.gaps(model.row(a)?, model.row(b)?);
        let products = model.weights.iter().zip(gaps).map(|(w, c)| w * c);
        Some(model.nodes.iter().copied().zip(products).collect())
    };
    let tree = &outcome.observed.frame.tree;
    let (link, pillars, indicators) = match outcome.linear_model_at(Level::Leaves) {
        Some(model) => {
            let leaf = |(node, part): (usize, f64)| Some((tree.nodes()[node].indicator?, part));
            let indicators: Vec<_> = parts(&model)?.into_iter().filter_map(leaf).collect();
            (model.link, by_pillar(outcome, &indicators), indicators)
        }
        None => {
            let model = outcome.linear_model()?;
            (model.link, parts(&model)?, Vec::new())
        }
    };
    Some(GapSplit { gap: link.sum(of_a.score) - link.sum(of_b.score), link, pillars, indicators })
}

/// The parts of indicators summed by what stands directly under the index.
fn by_pillar(outcome: &Outcome, indicators: &[(usize, f64)]) -> Vec<(usize, f64)> {
    let tree = &outcome.observed.frame.tree;
    let sum = |&pillar: &usize| {
        let inside = indicators.iter().filter(|(j, _)| tree.pillar_of(tree.leaf(*j)) == pillar);
        let parts: Vec<_> = inside.map(|(_, part)| part).collect();
        (!parts.is_empty()).then(|| (pillar, parts.into_iter().sum()))
    };
    tree.pillars().iter().filter_map(sum).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{random_dataset, stated};
    use super::*;
    use crate::stage::{Aggregation, Choices, Levels, Mean, Normalisation};

    /// The twin: the gap of the scores themselves, for every mix of means, with and without gaps in the data.
    #[test]
    fn parts_sum_to_the_gap() {
        let mixed = Aggregation::Levels(Levels { across: Mean::Geometric, ..Levels::default() });
        let all = [Aggregation::default(), Aggregation::all(Mean::Geometric), mixed];
        for (at, aggregation) in all.into_iter().enumerate() {
            for seed in 0..5 {
                let mut profile = stated();
                profile.aggregation = aggregation.clone();
                profile.normalisation =
                    Choices::all(Normalisation::MinMax { low: 1.0, high: 100.0 });
                let outcome = random_dataset(6, seed).ranked_for(&profile).unwrap();
                for (a, b) in [(0, 1), (3, 2), (5, 5)] {
                    let split = gap_split(&outcome, a, b).unwrap();
                    let sum: f64 = split.pillars.iter().map(|part| part.1).sum();
                    assert!((sum - split.gap).abs() < 1e-9, "{split:?}");
                    assert_eq!(split.indicators.is_empty(), at == 2);
                    if at < 2 {
                        let sum: f64 = split.indicators.iter().map(|part| part.1).sum();
                        assert!((sum - split.gap).abs() < 1e-9);
                    }
                    let expected =
                        outcome.ranking.of(a).unwrap().score - outcome.ranking.of(b).unwrap().score;
                    assert!(at > 0 || (split.gap - expected).abs() < 1e-12);
                }
            }
        }
    }
}
