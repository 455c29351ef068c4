//! How columns are put on a common scale, in words.

use super::{Entry, Stage};
use crate::stage::Normalisation;

/// The names in profiles.
pub const SCALES: &[&str] = &[
    "min-max",
    "goalposts",
    "z-score",
    "robust-z",
    "percentile",
    "rank",
    "vector",
    "share-of-best",
    "target",
    "value-function",
    "as-is",
];

pub(super) fn entries() -> Vec<Entry> {
    let goalposts = Normalisation::Goalposts { posts: None, clip: false };
    let all = [
        Normalisation::default(),
        goalposts,
        Normalisation::z_score(),
        Normalisation::RobustZ,
        Normalisation::Percentile,
        Normalisation::Rank,
        Normalisation::Vector,
        Normalisation::ShareOfBest,
        Normalisation::Target { value: 0.0 },
        Normalisation::ValueFunction { knots: Vec::new() },
        Normalisation::AsIs,
    ];
    all.iter().map(entry).collect()
}

fn entry(own: &Normalisation) -> Entry {
    match own {
        Normalisation::MinMax { .. }
        | Normalisation::Goalposts { .. }
        | Normalisation::Target { .. }
        | Normalisation::ValueFunction { .. } => between(own),
        Normalisation::ZScore { .. } | Normalisation::RobustZ => deviations(own),
        Normalisation::Percentile
        | Normalisation::Rank
        | Normalisation::Vector
        | Normalisation::ShareOfBest
        | Normalisation::AsIs => others(own),
    }
}

fn plain(own: &Normalisation) -> Entry {
    Entry {
        reference: "OECD/JRC Handbook (2008), step 5",
        ..Entry::plain(Stage::Normalisation, own.name())
    }
}

/// Scales with two ends or stated points.
fn between(own: &Normalisation) -> Entry {
    match own {
        Normalisation::Goalposts { .. } => Entry {
            written: "{ goalposts = { low = L, high = U, clip = false } }; the indicator's own L and U where not said",
            formula: "100 (x − L)/(U − L), reversed where lower is better",
            assumes: "ends that mean something; the only scale with value-function and as-is on which hubs that come or go change no one else",
            reference: "UNDP, Human Development Report, technical note 1",
            ..plain(own)
        },
        Normalisation::Target { .. } => Entry {
            also: &["distance-to-target"],
            written: "{ target = { value = 9.5 } }",
            formula: "100 (1 − |x − t|/max|x − t|)",
            assumes: "that too much is as bad as too little; direction plays no part",
            ..plain(own)
        },
        Normalisation::ValueFunction { .. } => Entry {
            also: &["piecewise-linear"],
            written: "{ value-function = { knots = [[0, 0], [50, 80], [100, 100]] } }",
            formula: "straight lines between (amount, worth), flat outside",
            assumes: "someone who can say what amounts are worth: then better than any fitted scale",
            reference: "Keeney & Raiffa (1976); von Winterfeldt & Edwards (1986)",
            ..plain(own)
        },
        _ => Entry {
            also: &["minmax"],
            written: "{ min-max = { low = 0, high = 100 } }",
            formula: "low + (high − low)(x − min)/(max − min), reversed where lower is better",
            assumes: "that the worst and the best hub are fair ends: one outlier squeezes all others and takes influence from its indicator",
            ..plain(own)
        },
    }
}

/// Distances from the middle.
fn deviations(own: &Normalisation) -> Entry {
    match own {
        Normalisation::RobustZ => Entry {
            also: &["robust"],
            written: "\"robust-z\"",
            formula: "(x − median)/(1.4826 MAD); MAD 0: interquartile range/1.349",
            assumes: "that the middle half of the hubs sets the scale",
            reference: "Rousseeuw & Croux (1993), JASA 88",
            ..plain(own)
        },
        _ => Entry {
            also: &["zscore", "standardisation"],
            written: "{ z-score = { mean = 0, sd = 1, divisor = \"n-1\" } }; divisor \"n\" for that of the whole population",
            formula: "mean + sd (x − x̄)/s, s with divisor n − 1 or n",
            assumes: "fifteen hubs or more; values have both signs unless mean is set well above sd, and no ends",
            ..plain(own)
        },
    }
}

fn others(own: &Normalisation) -> Entry {
    match own {
        Normalisation::Percentile => Entry {
            also: &["prank", "percentile-rank"],
            written: "\"percentile\"",
            formula: "100 (rank − 1)/(n − 1) from the worst, ties averaged",
            assumes: "that only the order counts: no outlier can do harm, no distance is seen",
            ..plain(own)
        },
        Normalisation::Rank => Entry {
            also: &["borda-points"],
            written: "\"rank\"",
            formula: "1 for the worst hub … n for the best, ties averaged",
            assumes: "as for percentile; points depend on how many hubs have a value",
            ..plain(own)
        },
        Normalisation::Vector => Entry {
            also: &["euclidean"],
            written: "\"vector\"",
            formula: "x/√Σx², negated where lower is better",
            assumes: "a true zero: adding a constant to all values changes the order; made for topsis",
            reference: "Hwang & Yoon (1981)",
            ..plain(own)
        },
        Normalisation::ShareOfBest => Entry {
            also: &["max", "linear-scale"],
            written: "\"share-of-best\"",
            formula: "100 x/max; 100 min/x where lower is better",
            assumes: "values above zero with a true zero",
            reference: "Hwang & Yoon (1981); OECD/JRC Handbook (2008), step 5",
            ..plain(own)
        },
        _ => Entry {
            written: "\"as-is\"",
            formula: "x, negated where lower is better",
            assumes: "indicators in one unit, or a method that compares raw values",
            ..plain(own)
        },
    }
}
