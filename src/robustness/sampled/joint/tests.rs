use std::sync::Arc;

use super::*;
use crate::model::{Column, Dataset, Detail, Group, Hub, Indicator, Series, Tree};
use crate::stage::{Aggregation, Mean, Normalisation};
use crate::study::{DataDoubt, Profile, WeightDoubt};

/// A data set of hubs × indicators, half of the indicators in each of two pillars.
fn dataset(rows: &[Vec<Option<f64>>], bounds: Option<f64>) -> Dataset {
    let n = rows[0].len();
    let group = |id: &str| Group {
        id: id.into(),
        name: id.into(),
        parent: None,
        weight: 1.0,
        colour: None,
    };
    let indicators: Vec<_> = (0..n)
        .map(|j| Indicator {
            group: Some(if j < n.div_ceil(2) { "first" } else { "second" }.into()),
            ..Indicator::new(&format!("x{j}"), j)
        })
        .collect();
    Dataset {
        id: "made".into(),
        title: String::new(),
        about: String::new(),
        is_default: false,
        sources: Vec::new().into(),
        hubs: (0..rows.len()).map(|i| Hub::new(&format!("h{i}"), &format!("H{i}"))).collect(),
        attributes: Vec::new(),
        series: (0..n).map(|j| series(rows, j, bounds)).collect(),
        tree: Arc::new(Tree::new(&[group("first"), group("second")], &indicators)),
        indicators: indicators.into(),
        sha256: String::new(),
    }
}

/// Column `j` of `rows`, each value with bounds at `bounds` on either side.
fn series(rows: &[Vec<Option<f64>>], j: usize, bounds: Option<f64>) -> Series {
    let values: Vec<_> = rows.iter().map(|row| row[j]).collect();
    let detail = |x: &Option<f64>| {
        let (width, value) = (bounds?, (*x)?);
        Some(Detail { low: Some(value - width), high: Some(value + width), ..Detail::default() })
    };
    Series {
        id: format!("x{j}"),
        name: format!("x{j}"),
        unit: String::new(),
        details: values.iter().map(detail).collect(),
        column: Column::from_options(&values),
    }
}

fn made(m: usize, n: usize, bounds: Option<f64>, gaps: bool) -> Outcome {
    let mut stream = Stream::new(21, Purpose::Data, 0);
    let rows: Vec<Vec<_>> = (0..m)
        .map(|i| {
            let value = |j: usize, x: f64| (!gaps || !(i + 3 * j).is_multiple_of(7)).then_some(x);
            (0..n).map(|j| value(j, 1.0 + 9.0 * stream.uniform())).collect()
        })
        .collect();
    let mut profile = Profile::equal("made");
    profile.missing.usual.min_coverage = 0.0;
    dataset(&rows, bounds).ranked_for(&profile).unwrap()
}

fn doubt(draws: usize) -> Doubt {
    Doubt { draws, ..Doubt::default() }
}

#[test]
fn nothing_in_doubt_is_the_outcome_every_time() {
    let outcome = made(8, 6, None, true);
    let joint =
        Joint::of(&outcome, &Doubt { weights: WeightDoubt::None, ..doubt(100) }, 1).unwrap();
    assert_eq!((joint.shift, joint.ranks.draws()), (0.0, 100));
    for (i, &rank) in joint.nominal.iter().enumerate() {
        assert_eq!(joint.ranks.share(i, rank), 1.0);
        assert_eq!(outcome.ranking.of(joint.hubs[i]).map(|s| s.rank), Some(rank as f64));
    }
}

/// Weights alone give what the simulation of the linear model gives, draw by draw.
#[test]
fn weights_alone_agree_with_the_linear_model() {
    let outcome = made(9, 6, None, false);
    let joint =
        Joint::of(&outcome, &Doubt { weights: WeightDoubt::Uniform, seed: 5, ..doubt(1000) }, 1)
            .unwrap();
    let model = outcome.linear_model().unwrap();
    let settings =
        crate::robustness::sampled::Settings { draws: 1000, seed: 5, pairs: true, threads: 1 };
    let linear =
        crate::robustness::sampled::Acceptability::of(&model, &Sampler::uniform(), &settings);
    assert_eq!(joint.ranks, linear.ranks);
    assert_eq!(joint.central, linear.central);
}

#[test]
fn threads_change_nothing() {
    let outcome = made(10, 6, Some(0.5), true);
    let everything = Doubt {
        data: Some(DataDoubt::default()),
        normalisation: vec![Normalisation::default(), Normalisation::z_score()],
        ..doubt(500)
    };
    let of = |threads| format!("{:?}", Joint::of(&outcome, &everything, threads).unwrap());
    let alone = of(1);
    assert!(of(2) == alone && of(5) == alone);
}

#[test]
fn combinations_that_can_not_be_are_left_out_with_the_reason() {
    let outcome = made(8, 6, None, false);
    let choices = Doubt {
        normalisation: vec![
            Normalisation::MinMax { low: 1.0, high: 100.0 },
            Normalisation::z_score(),
        ],
        aggregation: vec![Aggregation::all(Mean::Weighted), Aggregation::all(Mean::Geometric)],
        ..doubt(200)
    };
    let joint = Joint::of(&outcome, &choices, 1).unwrap();
    assert_eq!((joint.combinations.len(), joint.left_out.len()), (3, 1));
    let out = &joint.left_out[0];
    assert_eq!(out.combination.normalisation, Some(Normalisation::z_score()));
    assert!(!out.problems.is_empty());
    let (factors, _) = Joint::influence(&outcome, &choices, 16, 4, 1).unwrap();
    assert_eq!(factors, [Factor::Weights, Factor::Choices]);
}

/// Two hubs, one indicator each way: the second's value is uniform on [3, 5], the first's on [4, 6]; the first is
/// ahead with probability 1 − 1/8.
#[test]
fn drawn_data_have_the_probability_of_the_integral() {
    let rows =
        vec![vec![Some(5.0), Some(1.0)], vec![Some(4.0), Some(1.0)], vec![Some(0.0), Some(2.0)]];
    let mut profile = Profile::equal("made");
    profile.normalisation.usual = Normalisation::AsIs;
    let weighting = &mut profile.weighting.stated;
    weighting.insert("index".into(), [("first".into(), 1.0), ("second".into(), 0.0)].into());
    profile.weighting.of.insert("index".into(), crate::stage::Weighing::Stated);
    let outcome = dataset(&rows, Some(1.0)).ranked_for(&profile).unwrap();
    let data = DataDoubt { spread: crate::study::Spread::Uniform, ..DataDoubt::default() };
    let drawn = Doubt { weights: WeightDoubt::None, data: Some(data), ..doubt(40_000) };
    let joint = Joint::of(&outcome, &drawn, 1).unwrap();
    assert!((joint.ranks.win(0, 1) - 0.875).abs() < 0.006, "{}", joint.ranks.win(0, 1));
    let (factors, found) = Joint::influence(&outcome, &drawn, 256, 10, 1).unwrap();
    assert_eq!(factors, [Factor::Data]);
    // The only factor explains everything, as far as there is anything.
    let first = found.outputs[0].as_ref().unwrap()[0];
    assert!((first.total - 1.0).abs() < 0.2);
    assert_eq!(found.outputs[2], None);
}

#[test]
fn drawn_gaps_take_the_values_of_peers() {
    let rows = vec![vec![Some(1.0), Some(1.0)], vec![Some(3.0), Some(1.5)], vec![None, Some(2.0)]];
    let mut profile = Profile::equal("made");
    profile.missing.usual.min_coverage = 0.0;
    profile.normalisation.usual = Normalisation::AsIs;
    let outcome = dataset(&rows, None).ranked_for(&profile).unwrap();
    let drawn =
        Doubt { weights: WeightDoubt::None, data: Some(DataDoubt::default()), ..doubt(4000) };
    let joint = Joint::of(&outcome, &drawn, 1).unwrap();
    // With 3 it has 2.5 and leads; with 1 it has 1.5 and is behind 2.25.
    assert!((joint.ranks.first(2) - 0.5).abs() < 0.03);
    assert!((joint.ranks.share(2, 2) - 0.5).abs() < 0.03);
}

/// Standard errors of 1 on 5 and 4: the first is ahead with probability Φ(1/√2).
#[test]
fn standard_errors_are_drawn_from_normal_distributions() {
    let rows = vec![vec![Some(5.0), Some(1.0)], vec![Some(4.0), Some(1.0)]];
    let mut dataset = dataset(&rows, None);
    let series = dataset.series.iter().enumerate().map(|(at, own)| Series {
        details: vec![Some(Detail { se: (at == 0).then_some(1.0), ..Detail::default() }); 2],
        ..own.clone()
    });
    dataset.series = series.collect();
    let mut profile = Profile::equal("made");
    profile.normalisation.usual = Normalisation::AsIs;
    let outcome = dataset.ranked_for(&profile).unwrap();
    let drawn =
        Doubt { weights: WeightDoubt::None, data: Some(DataDoubt::default()), ..doubt(40_000) };
    let joint = Joint::of(&outcome, &drawn, 1).unwrap();
    assert!((joint.ranks.win(0, 1) - 0.760_25).abs() < 0.007, "{}", joint.ranks.win(0, 1));
}

#[test]
fn a_mean_above_zero_takes_the_usual_scale_from_one_on() {
    let outcome = made(8, 6, None, false);
    let choices = Doubt {
        normalisation: vec![Normalisation::default(), Normalisation::z_score()],
        aggregation: vec![Aggregation::all(Mean::Weighted), Aggregation::all(Mean::Geometric)],
        ..doubt(200)
    };
    let joint = Joint::of(&outcome, &choices, 1).unwrap();
    let raised: Vec<_> = joint.combinations.iter().map(|own| own.is_raised).collect();
    assert_eq!((raised, joint.left_out.len()), (vec![false, false, true], 1));
    let by_hand =
        Profile { aggregation: choices.aggregation[1].clone(), ..outcome.profile.clone() };
    let by_hand = Profile {
        normalisation: crate::stage::Choices::all(Normalisation::MinMax { low: 1.0, high: 100.0 }),
        ..by_hand
    };
    let due = outcome.dataset().ranked_for(&by_hand).unwrap().scores;
    let own = Simulation::new(&outcome, &choices).unwrap();
    assert_eq!(own.variants[2].outcome.scores.nodes, due.nodes);
}

#[test]
fn choices_of_which_none_can_be_are_refused() {
    let outcome = made(8, 6, None, false);
    let choices = Doubt {
        normalisation: vec![Normalisation::z_score(), Normalisation::RobustZ],
        aggregation: vec![Aggregation::all(Mean::Geometric), Aggregation::all(Mean::Harmonic)],
        ..doubt(200)
    };
    let refused = Joint::of(&outcome, &choices, 1);
    assert!(matches!(refused, Err(DrawFault::NoCombination(_))), "{refused:?}");
}
