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
    Settings { draws, ..Settings::default() }
}

/// The closed form: with a weight w on the first node the third hub leads for 0.4 < w < 0.6, the first above.
#[test]
fn three_hubs_have_the_shares_of_the_closed_form() {
    let model = model(3, 2, &[1.0, 0.0, 0.0, 1.0, 0.6, 0.6]);
    let found = Acceptability::of(&model, &Sampler::uniform(), &settings(40_000));
    for (i, share) in [0.4, 0.4, 0.2].into_iter().enumerate() {
        assert!((found.ranks.first(i) - share).abs() < 3.0 * found.ranks.half_width(share));
    }
    let expected = [[0.8, 0.2], [0.2, 0.8], [0.5, 0.5]];
    for (central, expected) in found.central.iter().zip(expected) {
        let central = central.as_ref().unwrap();
        assert!(central.iter().zip(expected).all(|(a, b)| (a - b).abs() < 0.002));
    }
    assert_eq!(found.confidence, [Some(1.0); 3]);
    // The third is ahead of the first for w < 0.6.
    assert!((found.ranks.win(2, 0) - 0.6).abs() < 0.01);
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
    let found = Acceptability::of(&model, &Sampler::uniform(), &settings(40_000));
    for a in 0..4 {
        for b in 0..4 {
            let gaps: Vec<_> = (0..3).map(|j| rows[a * 3 + j] - rows[b * 3 + j]).collect();
            let exact = if a == b { 0.0 } else { win_probability(&gaps) };
            let error = (exact * (1.0 - exact) / 4e4).sqrt();
            assert!((found.ranks.win(a, b) - exact).abs() <= 6.0 * error, "{a} {b}");
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

/// Random models, with duplicates, ties on a grid and columns of very different size.
fn random_model(stream: &mut Stream, m: usize, n: usize, kind: usize) -> LinearModel {
    let mut rows: Vec<f64> = (0..m * n).map(|_| stream.uniform() * 100.0).collect();
    for i in 0..m {
        for j in 0..n {
            let x = &mut rows[i * n + j];
            match kind % 4 {
                1 => *x = (*x / 25.0).floor(),
                2 if i % 3 == 2 => *x = f64::NAN,
                3 => *x = *x * 10f64.powi(j as i32 * 3) - 1e7,
                _ => {}
            }
        }
    }
    // A copy of the hub before.
    for at in n..m * n {
        if rows[at].is_nan() {
            rows[at] = rows[at - n];
        }
    }
    model(m, n, &rows)
}

#[test]
fn the_fast_way_counts_what_the_plain_way_counts() {
    let mut stream = Stream::new(99, Purpose::Data, 0);
    for case in 0..56 {
        let (m, n) = (1 + stream.below(40), 1 + stream.below(8));
        let shifted = Shifted::of(&random_model(&mut stream, m, n, case));
        let settings =
            Settings { draws: 300 + case * 3, seed: case as u64, pairs: case % 5 != 0, threads: 1 };
        let weights = vec![1.0 / n as f64; n];
        let sampler = match case % 3 {
            0 => Sampler::fixed(&weights),
            _ => Sampler::uniform(),
        };
        let fill = |block: usize, weights: &mut WeightBlock| {
            draw(&sampler, settings.seed, block, weights);
        };
        let plain = plain::tally(&shifted, &fill, &settings);
        assert_eq!(fast::tally(&shifted, &fill, &settings), plain, "case {case}: {m} × {n}");
    }
}

#[test]
fn many_hubs_are_counted_alike() {
    let mut stream = Stream::new(5, Purpose::Data, 1);
    for (m, n, kind) in [(300, 12, 0), (257, 3, 1), (256, 5, 2), (600, 20, 0), (1024, 4, 2)] {
        let shifted = Shifted::of(&random_model(&mut stream, m, n, kind));
        let settings = settings(70);
        let sampler = Sampler::uniform();
        let fill = |block: usize, weights: &mut WeightBlock| {
            draw(&sampler, settings.seed, block, weights);
        };
        let plain = plain::tally(&shifted, &fill, &settings);
        assert!(fast::tally(&shifted, &fill, &settings) == plain, "{m} × {n}");
    }
}

#[test]
fn ranks_under_given_weights_are_those_of_the_ranking() {
    let mut stream = Stream::new(8, Purpose::Data, 4);
    for (m, n, kind) in [(1, 2, 0), (20, 3, 1), (33, 4, 2), (1025, 2, 0)] {
        let model = random_model(&mut stream, m, n, kind);
        let weights: Vec<Vec<f64>> =
            (0..40).map(|_| (0..n).map(|_| stream.uniform()).collect()).collect();
        let mut ranks = vec![0.0; 40 * m];
        super::super::Ranker::new(&model).rank(&weights, &mut ranks);
        for (weights, ranks) in weights.iter().zip(ranks.chunks(m)) {
            let scores: Vec<_> = (0..m).map(|i| (i, model.sum(i, weights))).collect();
            let ties = crate::model::TieTolerance::default();
            let ranking =
                crate::model::Ranking::new(&scores, crate::model::Ties::Competition, ties);
            for standing in &ranking.standings {
                assert_eq!(ranks[standing.hub], standing.rank);
            }
        }
    }
}

#[test]
fn threads_change_nothing() {
    let mut stream = Stream::new(4, Purpose::Data, 2);
    let model = random_model(&mut stream, 30, 5, 0);
    let of = |threads| {
        Acceptability::of(&model, &Sampler::uniform(), &Settings { threads, ..settings(3001) })
    };
    let alone = of(1);
    assert_eq!(format!("{:?}", of(2)), format!("{alone:?}"));
    assert_eq!(format!("{:?}", of(5)), format!("{alone:?}"));
    assert_eq!(of(100), alone);
}

/// The mean of the central weights, each by how often its hub was first, is the mean of the weights. The printed
/// figures of the Hansen case of the R package smaa 0.3 (5 drugs × 6 criteria, 10,000 draws) have the same property,
/// which fixes what central weights are an average of.
#[test]
fn central_weights_average_to_the_mean_weight() {
    let mut stream = Stream::new(4, Purpose::Data, 3);
    let model = random_model(&mut stream, 12, 4, 0);
    let found = Acceptability::of(&model, &Sampler::uniform(), &settings(20_000));
    for j in 0..4 {
        let part =
            |i: usize| found.central[i].as_ref().map_or(0.0, |w| w[j] * found.ranks.first(i));
        let mean: f64 = (0..12).map(part).sum();
        assert!((mean - 0.25).abs() < 0.006, "{mean}");
    }
    let first = [0.0244, 0.145, 0.6002, 0.0768, 0.1536];
    let responders = [0.231973, 0.289205, 0.090408, 0.275913, 0.286731];
    let mean: f64 = first.iter().zip(responders).map(|(b, w)| b * w).sum();
    assert!((mean - 1.0 / 6.0).abs() < 0.005);
}

#[test]
fn weights_that_are_kept_count_as_drawn_ones() {
    let mut stream = Stream::new(6, Purpose::Data, 2);
    for (m, n, kind) in [(12, 4, 0), (1025, 2, 1)] {
        let model = random_model(&mut stream, m, n, kind);
        let (sampler, settings) = (Sampler::uniform(), settings(100));
        let kept = drawn(&sampler, n, &settings);
        let due = Acceptability::of(&model, &sampler, &settings);
        assert!(Acceptability::under(&model, &kept, &settings) == due, "{m} × {n}");
    }
}
