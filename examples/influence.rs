//! Sobol indices of all ranks under drawn weights as a whole process, for `benches/README.md`:
//! `influence HUBS FACTORS POINTS RESAMPLES`.

#![expect(clippy::print_stdout, reason = "an example that prints what it found")]

use hubrank::model::{LinearModel, Link};
use hubrank::robustness::sampled::{Design, Influence, Purpose, Ranker, Stream};

fn main() {
    let words: Vec<usize> = std::env::args().skip(1).filter_map(|word| word.parse().ok()).collect();
    let [m, n, points, resamples] = words[..] else {
        println!("usage: influence HUBS FACTORS POINTS RESAMPLES");
        return;
    };
    let mut stream = Stream::new(7, Purpose::Data, 0);
    let model = LinearModel {
        nodes: (1..=n).collect(),
        weights: vec![1.0 / n as f64; n],
        hubs: (0..m).collect(),
        phi: nalgebra::DMatrix::from_fn(m, n, |_, _| stream.uniform() * 100.0),
        link: Link::Identity,
    };
    let design = Design { points, groups: vec![1; n], resamples, seed: 1, threads: 1 };
    let found = Influence::of_batches(&design, m, |points, out| {
        Ranker::new(&model).rank(points, out);
    });
    let all: Vec<_> = found.outputs.iter().flatten().flatten().collect();
    let mean = |of: fn(&hubrank::robustness::sampled::Index) -> f64| {
        all.iter().map(|index| of(index)).sum::<f64>() / all.len() as f64
    };
    println!(
        "{} {} {}",
        mean(|index| index.first),
        mean(|index| index.total),
        mean(|index| index.total_range.1 - index.total_range.0)
    );
}
