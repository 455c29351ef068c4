//! The sampled part of robustness: `cargo bench --bench sampled`. See `benches/README.md` for the peers.

use std::hint::black_box;
use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use hubrank::Dataset;
use hubrank::model::{Column, Group, Hub, Indicator, LinearModel, Link, Series, Tree};
use hubrank::robustness::sampled::{
    Acceptability, Design, Influence, Joint, Purpose, Ranker, Sampler, Settings, Stream,
};
use hubrank::study::{DataDoubt, Doubt, Outcome, Profile};

/// A model of m hubs × n nodes with values from 0 to 100.
fn model(m: usize, n: usize) -> LinearModel {
    let mut stream = Stream::new(7, Purpose::Data, 0);
    LinearModel {
        nodes: (1..=n).collect(),
        weights: vec![1.0 / n as f64; n],
        hubs: (0..m).collect(),
        phi: nalgebra::DMatrix::from_fn(m, n, |_, _| stream.uniform() * 100.0),
        link: Link::Identity,
    }
}

fn acceptability(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("acceptability");
    group.sample_size(10);
    for (m, n, draws, pairs) in
        [(100, 10, 100_000, true), (1000, 20, 10_000, false), (1000, 20, 2_000, true)]
    {
        let model = model(m, n);
        let settings = Settings { draws, seed: 1, pairs, threads: 1 };
        let with = if pairs { "with" } else { "without" };
        group.bench_function(
            format!("{m} hubs × {n} nodes × {draws} draws {with} pairs"),
            |bencher| {
                bencher
                    .iter(|| black_box(Acceptability::of(&model, &Sampler::uniform(), &settings)));
            },
        );
    }
    group.finish();
}

/// 51 hubs × 49 indicators in eight groups in two pillars, a tenth of the cells gaps: the shape of the ASEM index.
fn index() -> Option<Outcome> {
    let mut stream = Stream::new(3, Purpose::Data, 0);
    let group = |id: String, parent: Option<String>| Group {
        name: id.clone(),
        id,
        parent,
        weight: 1.0,
        colour: None,
    };
    let mut groups: Vec<_> = (0..2).map(|p| group(format!("p{p}"), None)).collect();
    groups.extend((0..8).map(|g| group(format!("g{g}"), Some(format!("p{}", g % 2)))));
    let indicators: Vec<_> = (0..49)
        .map(|j| Indicator {
            group: Some(format!("g{}", j % 8)),
            ..Indicator::new(&format!("x{j}"), j)
        })
        .collect();
    let series: Vec<_> = (0..49)
        .map(|j| {
            let values: Vec<_> =
                (0..51).map(|_| (stream.below(10) > 0).then(|| 1.0 + stream.uniform())).collect();
            Series {
                id: format!("x{j}"),
                name: format!("x{j}"),
                unit: String::new(),
                column: Column::from_options(&values),
                details: Vec::new(),
            }
        })
        .collect();
    let dataset = Dataset {
        id: "made".into(),
        title: String::new(),
        about: String::new(),
        is_default: false,
        sources: Vec::new().into(),
        hubs: (0..51).map(|i| Hub::new(&format!("h{i}"), &format!("h{i}"))).collect(),
        attributes: Vec::new(),
        series: series.into(),
        tree: Arc::new(Tree::new(&groups, &indicators)),
        indicators: indicators.into(),
        sha256: String::new(),
    };
    dataset.ranked_for(&Profile::equal("made")).ok()
}

fn joint(criterion: &mut Criterion) {
    let Some(outcome) = index() else { return };
    let mut group = criterion.benchmark_group("joint");
    group.sample_size(10);
    for (name, data) in
        [("weights", None), ("weights and data, every stage", Some(DataDoubt::default()))]
    {
        let doubt = Doubt { data, draws: 600, ..Doubt::default() };
        group.bench_function(
            format!("51 hubs × 49 indicators × 600 draws of {name}"),
            |bencher| {
                bencher.iter(|| black_box(Joint::of(&outcome, &doubt, 1)));
            },
        );
    }
    group.finish();
}

fn influence(criterion: &mut Criterion) {
    let model = model(100, 12);
    let design = Design { points: 4096, groups: vec![1; 12], resamples: 100, seed: 1, threads: 1 };
    let mut group = criterion.benchmark_group("influence");
    group.sample_size(10);
    group.bench_function(
        "12 factors × 4096 points × the ranks of 100 hubs, 100 resamples",
        |bencher| {
            bencher.iter(|| {
                Influence::of_batches(&design, 100, |points, out| {
                    Ranker::new(&model).rank(points, out);
                })
            });
        },
    );
    group.finish();
}

criterion_group!(benches, acceptability, joint, influence);
criterion_main!(benches);
