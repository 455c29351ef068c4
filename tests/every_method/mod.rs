//! Every method on small tables: what `invariants.rs` and `edges.rs` share.

use hubrank::model::{Column, Dataset, Direction, Goalposts, Hub, Indicator, Series, Tree};
use hubrank::stage::{Aggregation, Choices, Mean, Method, Normalisation, Weighing};
use hubrank::{Outcome, Problems, Profile};

/// One column: its values (none for a gap), which end is good, its weight.
#[derive(Debug, Clone)]
pub(crate) struct Given {
    pub(crate) values: Vec<Option<f64>>,
    pub(crate) direction: Direction,
    pub(crate) weight: f64,
    pub(crate) posts: (f64, f64),
}

impl Given {
    /// A column without gaps, more is better.
    pub(crate) fn of(values: &[f64], weight: f64) -> Self {
        Self {
            values: values.iter().copied().map(Some).collect(),
            direction: Direction::Higher,
            weight,
            posts: (-50.0, 150.0),
        }
    }

    /// The column with another value for each.
    pub(crate) fn map(&self, change: impl Fn(f64) -> f64) -> Self {
        let values = self.values.iter().map(|x| x.map(&change)).collect();
        Self { values, ..self.clone() }
    }
}

/// The data set of some columns directly under the index.
pub(crate) fn dataset(columns: &[Given]) -> Dataset {
    let m = columns.first().map_or(0, |column| column.values.len());
    let indicator = |(j, own): (usize, &Given)| Indicator {
        direction: own.direction,
        goalposts: Some(Goalposts { low: own.posts.0, high: own.posts.1 }),
        ..Indicator::new(&format!("c{j}"), j)
    };
    let indicators: Vec<_> = columns.iter().enumerate().map(indicator).collect();
    let series = |(j, own): (usize, &Given)| Series {
        id: format!("c{j}"),
        name: format!("c{j}"),
        unit: String::new(),
        column: Column::from_options(&own.values),
        details: Vec::new(),
    };
    let hub = |i: usize| Hub::new(&format!("h{i}"), &format!("h{i}"));
    Dataset {
        id: "given".into(),
        title: String::new(),
        about: String::new(),
        is_default: false,
        sources: Vec::new().into(),
        hubs: (0..m).map(hub).collect(),
        attributes: Vec::new(),
        series: columns.iter().enumerate().map(series).collect(),
        tree: Tree::new(&[], &indicators).into(),
        indicators: indicators.into(),
        sha256: String::new(),
    }
}

/// A method with settings for n columns, on a scale that it can take; a new method must say its own here.
pub(crate) fn profile(method: Method, columns: &[Given]) -> Profile {
    let mut profile = Profile::equal(method.name());
    profile.weighting.usual = Weighing::Stated;
    let weights = columns.iter().enumerate();
    let weights = weights.map(|(j, own)| (format!("c{j}"), own.weight)).collect();
    profile.weighting.stated.insert("index".into(), weights);
    let above_zero = |low, high| Choices::all(Normalisation::MinMax { low, high });
    match method {
        Method::GeometricMean | Method::HarmonicMean => {
            profile.normalisation = above_zero(1.0, 100.0);
        }
        Method::PowerMean => {
            profile.normalisation = above_zero(1.0, 100.0);
            profile.aggregation = Aggregation::all(Mean::Power { p: -2.0 });
            return profile;
        }
        Method::MazziottaPareto => profile.normalisation = above_zero(70.0, 130.0),
        Method::OrderedWeighted => {
            let weights = (1..=columns.len()).map(|place| place as f64).collect();
            profile.aggregation = Aggregation::all(Mean::OrderedWeighted { weights });
            return profile;
        }
        Method::Copeland | Method::Kemeny => {
            profile.normalisation = Choices::all(Normalisation::Percentile);
        }
        Method::WeightedMean
        | Method::BenefitOfTheDoubt
        | Method::Topsis
        | Method::Vikor
        | Method::Promethee
        | Method::Spotis
        | Method::WeightedProduct
        | Method::Borda => {}
    }
    profile.by(method).unwrap_or_else(|| Profile::equal("a method without settings"))
}

/// The ranking of some columns by a method.
pub(crate) fn ranked(method: Method, columns: &[Given]) -> Result<Outcome, Problems> {
    dataset(columns).ranked_for(&profile(method, columns))
}

/// The scores of all hubs; none for a gap.
pub(crate) fn scores(outcome: &Outcome) -> Vec<Option<f64>> {
    (0..outcome.dataset().hubs.len()).map(|i| outcome.scores.total(i)).collect()
}
