use super::*;

/// Means and standard deviations of the normalised weights over `blocks` blocks.
fn moments(sampler: &Sampler, n: usize, blocks: u64) -> (Vec<f64>, Vec<f64>) {
    let mut block = WeightBlock::new(n);
    let (mut sums, mut squares) = (vec![0.0; n], vec![0.0; n]);
    for number in 0..blocks {
        sampler.fill(&mut Stream::new(11, Purpose::Weights, number), &mut block);
        for d in 0..BLOCK {
            for (j, w) in block.normalised(d).into_iter().enumerate() {
                sums[j] += w;
                squares[j] += w * w;
            }
        }
    }
    let draws = (blocks * BLOCK as u64) as f64;
    let mean: Vec<_> = sums.iter().map(|s| s / draws).collect();
    let sd = squares.iter().zip(&mean).map(|(q, m)| (q / draws - m * m).sqrt());
    (mean.clone(), sd.collect())
}

fn close(found: &[f64], expected: &[f64], slack: f64) {
    for (a, b) in found.iter().zip(expected) {
        assert!((a - b).abs() < slack, "{found:?} is not {expected:?}");
    }
}

#[test]
fn uniform_weights_have_the_moments_of_a_flat_dirichlet() {
    let (mean, sd) = moments(&Sampler::uniform(), 4, 1000);
    close(&mean, &[0.25; 4], 0.003);
    // w (1 − w) / (n + 1).
    close(&sd, &[(0.1875f64 / 5.0).sqrt(); 4], 0.003);
}

#[test]
fn a_dirichlet_keeps_its_mean_and_its_points_and_zeros() -> Result<(), DrawFault> {
    let weights = [0.5, 0.0, 0.3, 0.2];
    let (mean, sd) = moments(&Sampler::dirichlet(&weights, 5.0)?, 4, 1000);
    close(&mean, &weights, 0.002);
    assert_eq!(mean[1], 0.0);
    let mean_square = sd.iter().map(|s| s * s).sum::<f64>() / 3.0;
    assert!((mean_square.sqrt() - 0.05).abs() < 0.001);
    Ok(())
}

#[test]
fn small_concentrations_can_be_drawn() -> Result<(), DrawFault> {
    let (mean, sd) = moments(&Sampler::dirichlet(&[0.6, 0.4], 48.0)?, 2, 1000);
    close(&mean, &[0.6, 0.4], 0.01);
    close(&sd, &[0.48; 2], 0.01);
    Ok(())
}

#[test]
fn concentrations_by_hand() {
    // (1 − 0.38) / (3 × 0.0025) − 1.
    let found = concentration(&[0.5, 0.3, 0.2], 5.0);
    assert!(found.is_ok_and(|a| (a - (0.62 / 0.0075 - 1.0)).abs() < 1e-9));
    assert!(
        matches!(concentration(&[0.5, 0.5], 50.0), Err(DrawFault::TooWide { limit, .. }) if limit == 50.0)
    );
    assert!(concentration(&[0.5, 0.5], 0.0).is_err());
    assert_eq!(concentration(&[1.0, 0.0], 5.0), Ok(f64::INFINITY));
}

#[test]
fn plus_minus_stays_within_its_ends() -> Result<(), DrawFault> {
    let weights = [0.6, 0.4];
    let mut block = WeightBlock::new(2);
    Sampler::plus_minus(&weights, 25.0)?.fill(&mut Stream::new(1, Purpose::Weights, 0), &mut block);
    for (node, w) in block.nodes.iter().zip(weights) {
        assert!(node.iter().all(|x| (w * 0.75..=w * 1.25).contains(x)));
    }
    assert!(Sampler::plus_minus(&weights, 101.0).is_err());
    Ok(())
}

#[test]
fn ordered_weights_have_the_centroid_of_the_ordered_simplex() {
    // Rank-order centroid weights (Barron & Barrett 1996) of three.
    let roc = [11.0 / 18.0, 5.0 / 18.0, 2.0 / 18.0];
    let (mean, _) = moments(&Sampler::ordered(&[0.2, 0.5, 0.3]), 3, 1000);
    close(&mean, &[roc[2], roc[0], roc[1]], 0.003);
    // Two that are level share what they have between them.
    let (mean, _) = moments(&Sampler::ordered(&[0.25, 0.5, 0.25]), 3, 1000);
    close(&mean, &[(roc[1] + roc[2]) / 2.0, roc[0], (roc[1] + roc[2]) / 2.0], 0.003);
}

#[test]
fn hit_and_run_is_uniform_where_the_answer_is_known() -> Result<(), DrawFault> {
    // The ordered simplex again, as statements: w0 ≥ w1 ≥ w2.
    let rows = vec![(vec![-1.0, 1.0, 0.0], 0.0), (vec![0.0, -1.0, 1.0], 0.0)];
    let region = Region::new(3, rows)?;
    let sampler = Sampler::region(region.clone());
    let (mean, sd) = moments(&sampler, 3, 200);
    let (same, same_sd) = moments(&Sampler::ordered(&[0.5, 0.3, 0.2]), 3, 200);
    close(&mean, &same, 0.009);
    close(&sd, &same_sd, 0.009);
    let mut block = WeightBlock::new(3);
    sampler.fill(&mut Stream::new(3, Purpose::Weights, 9), &mut block);
    assert!((0..BLOCK).all(|d| region.contains(&block.normalised(d), 1e-9)));
    Ok(())
}

/// Points uniform within bounds (least and most, one a node), by drawing all but the last and keeping what fits.
fn kept(bounds: &[(f64, f64)], draws: usize) -> (Vec<f64>, Vec<f64>) {
    let mut stream = Stream::new(1, Purpose::Data, 0);
    let n = bounds.len();
    let (mut count, mut sums, mut squares) = (0.0, vec![0.0; n], vec![0.0; n]);
    while (count as usize) < draws {
        let between = |(low, high): &(f64, f64)| low + stream.uniform() * (high - low);
        let mut weights: Vec<_> = bounds[..n - 1].iter().map(between).collect();
        weights.push(1.0 - weights.iter().sum::<f64>());
        if (bounds[n - 1].0..=bounds[n - 1].1).contains(&weights[n - 1]) {
            count += 1.0;
            for (j, w) in weights.iter().enumerate() {
                sums[j] += w;
                squares[j] += w * w;
            }
        }
    }
    let mean: Vec<_> = sums.iter().map(|sum| sum / count).collect();
    let sd = squares.iter().zip(&mean).map(|(q, m)| (q / count - m * m).sqrt());
    (mean.clone(), sd.collect())
}

/// Narrow and long regions: bounds a thousand times as wide one way as another, and a wedge along an edge.
#[test]
fn narrow_regions_are_walked_to_their_ends() -> Result<(), DrawFault> {
    for bounds in [
        vec![(0.1995, 0.2005), (0.1495, 0.1505), (0.095, 0.105), (0.1, 0.6), (0.05, 0.6)],
        vec![(0.1, 0.5), (0.095, 0.105), (0.145, 0.155), (0.05, 0.4), (0.1, 0.6)],
    ] {
        let n = bounds.len();
        let row = |(j, sign): (usize, f64)| {
            let mut row = vec![0.0; n];
            row[j] = sign;
            let (low, high) = bounds[j];
            (row, if sign > 0.0 { high } else { -low })
        };
        let rows = (0..n).flat_map(|j| [(j, 1.0), (j, -1.0)]).map(row).collect();
        let (mean, sd) = moments(&Sampler::region(Region::new(n, rows)?), n, 400);
        let (due, due_sd) = kept(&bounds, 50_000);
        for j in 0..n {
            assert!((mean[j] - due[j]).abs() < 0.04 * due_sd[j], "{mean:?} {due:?}");
            assert!((sd[j] / due_sd[j] - 1.0).abs() < 0.04, "{sd:?} {due_sd:?}");
        }
    }
    // A thin strip from (½, ½, 0) to (0, 0, 1) has its mean half-way.
    let wedge = vec![(vec![1.0, -1.0, 0.0], 0.001), (vec![-1.0, 1.0, 0.0], 0.001)];
    let (mean, _) = moments(&Sampler::region(Region::new(3, wedge)?), 3, 400);
    close(&mean, &[0.25, 0.25, 0.5], 0.01);
    Ok(())
}

#[test]
fn regions_without_room_are_refused() {
    let none = Region::new(2, vec![(vec![1.0, 0.0], 0.2), (vec![0.0, 1.0], 0.2)]);
    assert_eq!(none, Err(DrawFault::NoRoom));
    let slice = Region::new(2, vec![(vec![1.0, -1.0], 0.0), (vec![-1.0, 1.0], 0.0)]);
    assert_eq!(slice, Err(DrawFault::NoRoom));
    assert!(Region::new(1, Vec::new()).is_ok());
}

#[test]
fn a_triangle_has_its_mean() {
    let mut stream = Stream::new(5, Purpose::Data, 0);
    let mean = (0..40_000).map(|_| stream.triangular(1.0, 2.0, 6.0)).sum::<f64>() / 40_000.0;
    assert!((mean - 3.0).abs() < 0.02);
    assert_eq!(stream.triangular(2.0, 2.0, 2.0), 2.0);
}

#[test]
fn scrambled_points_fill_every_interval_once() {
    for dimension in [0, 3, 300] {
        let mut seen = [0; 64];
        for index in 0..64 {
            seen[(sobol(index, dimension, 9) * 64.0) as usize] += 1;
        }
        assert_eq!(seen, [1; 64]);
    }
}
