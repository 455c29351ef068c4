//! The weights-only simulation as a whole process, for `benches/README.md`:
//! `acceptability HUBS NODES DRAWS [--no-pairs] [--threads N]`.

#![expect(clippy::print_stdout, reason = "an example that prints what it found")]

use hubrank::model::{LinearModel, Link};
use hubrank::robustness::sampled::{Acceptability, Purpose, Sampler, Settings, Stream};

fn main() {
    let words: Vec<_> = std::env::args().collect();
    let number =
        |at: usize, usual: usize| words.get(at).and_then(|word| word.parse().ok()).unwrap_or(usual);
    let (m, n, draws) = (number(1, 100), number(2, 10), number(3, 100_000));
    let threads =
        words.iter().position(|word| word == "--threads").map_or(1, |at| number(at + 1, 1));
    let mut stream = Stream::new(7, Purpose::Data, 0);
    let model = LinearModel {
        nodes: (1..=n).collect(),
        weights: vec![1.0 / n as f64; n],
        hubs: (0..m).collect(),
        phi: nalgebra::DMatrix::from_fn(m, n, |_, _| stream.uniform() * 100.0),
        link: Link::Identity,
    };
    let pairs = !words.iter().any(|word| word == "--no-pairs");
    let settings = Settings { draws, seed: 1, pairs, threads };
    let found = Acceptability::of(&model, &Sampler::uniform(), &settings);
    let leader = (0..m).max_by(|&a, &b| found.ranks.first(a).total_cmp(&found.ranks.first(b)));
    if let Some(leader) = leader {
        let wins: u64 = (0..m * m).map(|at| found.ranks.half_wins(at / m, at % m)).sum();
        println!("{leader} {} {:?} {}", found.ranks.first(leader), found.central[leader], wins / 2);
    }
}
