use nalgebra::DMatrix;

use super::*;
use crate::model::Link;

fn model(m: usize, n: usize, rows: &[f64]) -> LinearModel {
    LinearModel {
        nodes: (1..=n).collect(),
        weights: vec![1.0 / n as f64; n],
        hubs: (0..m).collect(),
        phi: DMatrix::from_row_slice(m, n, rows),
        link: Link::Identity,
    }
}

fn settings(draws: usize) -> Settings {
    Settings {
        draws,
        ..Settings::default()
    }
}

/// The closed form: with a weight w on the first node the third hub leads for 0.4 < w < 0.6, the first above.
#[test]
fn three_hubs_have_the_shares_of_the_closed_form() {
    let model = model(3, 2, &[1.0, 0.0, 0.0, 1.0, 0.6, 0.6]);
    let found = Acceptability::of(&model, &Sampler::uniform(), &settings(200_000));
    for (i, share) in [0.4, 0.4, 0.2].into_iter().enumerate() {
        assert!((found.ranks.first(i) - share).abs() < 3.0 * found.ranks.half_width(share));
    }
    let expected = [[0.8, 0.2], [0.2, 0.8], [0.5, 0.5]];
    for (central, expected) in found.central.iter().zip(expected) {
        let central = central.as_ref().unwrap();
        assert!(
            central
                .iter()
                .zip(expected)
                .all(|(a, b)| (a - b).abs() < 0.002)
        );
    }
    assert_eq!(found.confidence, [Some(1.0); 3]);
    // The third is ahead of the first for w < 0.6.
    assert!((found.ranks.win(2, 0) - 0.6).abs() < 0.005);
}

#[test]
fn a_hub_that_never_leads_has_no_central_weights() {
    let model = model(2, 2, &[1.0, 1.0, 0.5, 0.5]);
    let found = Acceptability::of(&model, &Sampler::uniform(), &settings(100));
    assert_eq!(found.central[1], None);
    assert_eq!((found.ranks.first(0), found.confidence[1]), (1.0, None));
    assert_eq!(found.ranks.draws(), 100);
}

/// The sampled pairwise wins are those of the exact formula for uniform weights (Ali 1973) within their error.
#[test]
fn wins_are_those_of_the_exact_formula() {
    let rows = [0.9, 0.1, 0.4, 0.2, 0.8, 0.5, 0.5, 0.5, 0.45, 0.1, 0.3, 1.0];
    let model = model(4, 3, &rows);
    let found = Acceptability::of(&model, &Sampler::uniform(), &settings(100_000));
    for a in 0..4 {
        for b in 0..4 {
            let gaps: Vec<_> = (0..3).map(|j| rows[a * 3 + j] - rows[b * 3 + j]).collect();
            let exact = if a == b { 0.0 } else { win_probability(&gaps) };
            let error = (exact * (1.0 - exact) / 1e5).sqrt();
            assert!(
                (found.ranks.win(a, b) - exact).abs() <= 6.0 * error,
                "{a} {b}"
            );
        }
    }
}

/// The recursion of Varsi (1973) and Ali (1973): P(c · w > 0) for w uniform on the simplex.
fn win_probability(gaps: &[f64]) -> f64 {
    let y: Vec<_> = gaps.iter().filter(|c| **c >= 0.0).collect();
    let mut a = vec![0.0; y.len() + 1];
    a[0] = 1.0;
    for h in gaps.iter().filter(|c| **c < 0.0) {
        for k in 1..=y.len() {
            a[k] = (y[k - 1] * a[k] - h * a[k - 1]) / (y[k - 1] - h);
        }
    }
    1.0 - a[y.len()]
}
