//! How scores come about, in words.

use super::{Entry, Stage};
use crate::stage::Method;

pub(super) fn entry(own: Method) -> Entry {
    Entry {
        also: also(own),
        written: written(own),
        formula: own.formula(),
        assumes: assumes(own),
        reference: own.reference(),
        is_preference: (own == Method::BenefitOfTheDoubt).then_some(false),
        is_linear: Some(is_linear(own)),
        spelling_of: spelling_of(own),
        ..Entry::plain(Stage::Aggregation, own.name())
    }
}

fn also(own: Method) -> &'static [&'static str] {
    match own {
        Method::WeightedMean => &["SAW", "WSM", "amean", "weighted sum"],
        Method::GeometricMean => &["gmean"],
        Method::HarmonicMean => &["hmean"],
        Method::PowerMean => &["generalised mean"],
        Method::MazziottaPareto => &["MPI", "AMPI"],
        Method::OrderedWeighted => &["OWA"],
        Method::BenefitOfTheDoubt => &["BoD", "DEA"],
        Method::Topsis | Method::Vikor | Method::Copeland | Method::Spotis => &[],
        Method::Promethee => &["promethee-ii"],
        Method::Kemeny => &["kemeny-young"],
        Method::WeightedProduct => &["WPM"],
        Method::Borda => &["borda count"],
    }
}

fn written(own: Method) -> &'static str {
    match own {
        Method::WeightedMean => {
            "\"weighted-mean\"; by level { within = \"weighted-mean\", across = \"geometric-mean\" }"
        }
        Method::GeometricMean => "\"geometric-mean\"",
        Method::HarmonicMean => "\"harmonic-mean\"",
        Method::PowerMean => "{ power-mean = { p = 2 } }; p has no default",
        Method::MazziottaPareto => {
            "{ mazziotta-pareto = { penalty = \"minus\" } }; \"plus\" for an index of something bad"
        }
        Method::OrderedWeighted => {
            "{ ordered-weighted = { weights = [3, 2, 1] } }; the largest value first, no default"
        }
        Method::BenefitOfTheDoubt => "{ benefit-of-the-doubt = { min-share = 0, max-share = 1 } }",
        Method::Topsis => "\"topsis\"; takes the scale vector",
        Method::Vikor => "{ vikor = { v = 0.5 } }; takes the scale min-max",
        Method::Promethee => {
            "\"promethee\"; takes the scale as-is; under [indicator.x] preference = \"usual\" (default), { u-shape = { q } }, { v-shape = { p } }, { level = { q, p } }, { linear = { q, p } } or { gaussian = { s } }"
        }
        Method::Copeland => "\"copeland\"",
        Method::Kemeny => "\"kemeny\"",
        Method::Spotis => "\"spotis\"; takes the scale goalposts",
        Method::WeightedProduct => "\"weighted-product\"; takes the scale share-of-best",
        Method::Borda => "\"borda\"; takes the scale percentile",
    }
}

fn assumes(own: Method) -> &'static str {
    match own {
        Method::WeightedMean => {
            "full compensation: cheap rent pays for no talent, at the rate of the weights"
        }
        Method::GeometricMean => {
            "values above zero; the weak side counts more, and a zero is a zero overall; the lower end of the scale matters"
        }
        Method::HarmonicMean => {
            "values above zero; the weakest side decides even more than under the geometric mean"
        }
        Method::PowerMean => {
            "p below 1 punishes imbalance, above 1 rewards peaks; values above zero where p ≤ 0"
        }
        Method::MazziottaPareto => {
            "values above zero; equally spread scales: { z-score = { mean = 100, sd = 10, divisor = \"n\" } } for the classic index, min-max 70 to 130 for the adjusted one"
        }
        Method::OrderedWeighted => {
            "that what counts is how good the best or the worst values are, whichever indicators they are; indicator weights play no part beyond leaving one out"
        }
        Method::BenefitOfTheDoubt => {
            "each hub has the weights that suit it best: it asks how far a hub could be defended, and many are level at the top; the profile's weights play no part"
        }
        Method::Topsis => "no gaps; a true zero; hubs that come or go can reverse others",
        Method::Vikor => {
            "no gaps; v trades the sum of shortfalls against the worst one; the compromise set is told"
        }
        Method::Promethee => {
            "no gaps; thresholds in raw units, without them only who is ahead counts; hubs that come or go can reverse others"
        }
        Method::Copeland => "no gaps; weights are votes; only the order on each indicator counts",
        Method::Kemeny => {
            "no gaps; as for copeland; exact where circles are small, else with bounds; may have several best orders"
        }
        Method::Spotis => "goalposts for every indicator; free of rank reversal",
        Method::WeightedProduct => "values above zero; free of units",
        Method::Borda => "that only the order on each indicator counts",
    }
}

/// Whether one fixed transform makes scores linear in the weights: a test holds it against the models.
fn is_linear(own: Method) -> bool {
    match own {
        Method::WeightedMean
        | Method::GeometricMean
        | Method::HarmonicMean
        | Method::PowerMean
        | Method::Promethee
        | Method::Spotis
        | Method::WeightedProduct
        | Method::Borda => true,
        Method::MazziottaPareto
        | Method::OrderedWeighted
        | Method::BenefitOfTheDoubt
        | Method::Topsis
        | Method::Vikor
        | Method::Copeland
        | Method::Kemeny => false,
    }
}

fn spelling_of(own: Method) -> Option<&'static str> {
    match own {
        Method::Spotis => Some("weighted-mean on goalposts: its distance is 1 − score/100"),
        Method::WeightedProduct => Some("geometric-mean on share-of-best"),
        Method::Borda => Some("weighted-mean on percentile: Borda's count is score · (m − 1)/100"),
        _ => None,
    }
}
