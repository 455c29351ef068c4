//! The list of methods: names, formulae, papers.

use crate::stage::{Choices, Normalisation};

use super::{Aggregation, Mean, Penalty, Shares};

/// Every method of aggregation by the name that profiles give it.
///
/// The last three are names for a normalisation with a mean: `spotis` is the weighted mean on goalposts (its distance
/// is 1 − score/100; Dezert et al. 2020), `weighted-product` the geometric mean of shares of the best value (Bridgman
/// 1922), `borda` the weighted mean of percentile ranks (Borda's count is score · (m − 1)/100).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each variant says itself in `formula`")]
pub enum Method {
    WeightedMean,
    GeometricMean,
    HarmonicMean,
    PowerMean,
    MazziottaPareto,
    OrderedWeighted,
    BenefitOfTheDoubt,
    Topsis,
    Vikor,
    Promethee,
    Copeland,
    Kemeny,
    Spotis,
    WeightedProduct,
    Borda,
}

impl Method {
    /// All of them; each at the position of its discriminant, which a test holds.
    pub const ALL: [Self; 15] = [
        Self::WeightedMean,
        Self::GeometricMean,
        Self::HarmonicMean,
        Self::PowerMean,
        Self::MazziottaPareto,
        Self::OrderedWeighted,
        Self::BenefitOfTheDoubt,
        Self::Topsis,
        Self::Vikor,
        Self::Promethee,
        Self::Copeland,
        Self::Kemeny,
        Self::Spotis,
        Self::WeightedProduct,
        Self::Borda,
    ];

    /// The name in profiles.
    ///
    /// ```
    /// use hubrank::stage::Method;
    /// assert_eq!(Method::named("topsis"), Some(Method::Topsis));
    /// assert_eq!(Method::Topsis.name(), "topsis");
    /// ```
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::WeightedMean => "weighted-mean",
            Self::GeometricMean => "geometric-mean",
            Self::HarmonicMean => "harmonic-mean",
            Self::PowerMean => "power-mean",
            Self::MazziottaPareto => "mazziotta-pareto",
            Self::OrderedWeighted => "ordered-weighted",
            Self::BenefitOfTheDoubt => "benefit-of-the-doubt",
            Self::Topsis => "topsis",
            Self::Vikor => "vikor",
            Self::Promethee => "promethee",
            Self::Copeland => "copeland",
            Self::Kemeny => "kemeny",
            Self::Spotis => "spotis",
            Self::WeightedProduct => "weighted-product",
            Self::Borda => "borda",
        }
    }

    /// The method of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.name() == name)
    }

    /// Whether it is only a name for a mean on one certain scale.
    #[must_use]
    pub fn is_a_spelling(self) -> bool {
        matches!(self, Self::Spotis | Self::WeightedProduct | Self::Borda)
    }

    /// The scale that it asks for, taken where a profile says no normalisation; none where any will do.
    #[must_use]
    pub fn scale(self) -> Option<Normalisation> {
        match self {
            Self::Topsis => Some(Normalisation::Vector),
            Self::Vikor => Some(Normalisation::default()),
            Self::Promethee => Some(Normalisation::AsIs),
            Self::Spotis => Some(Normalisation::Goalposts { posts: None, clip: false }),
            Self::WeightedProduct => Some(Normalisation::ShareOfBest),
            Self::Borda => Some(Normalisation::Percentile),
            _ => None,
        }
    }

    /// The method with its default settings; none for those that have no default.
    #[must_use]
    pub fn aggregation(self) -> Option<Aggregation> {
        Some(match self {
            Self::WeightedMean | Self::Spotis | Self::Borda => Aggregation::all(Mean::Weighted),
            Self::GeometricMean | Self::WeightedProduct => Aggregation::all(Mean::Geometric),
            Self::HarmonicMean => Aggregation::all(Mean::Harmonic),
            Self::MazziottaPareto => {
                Aggregation::all(Mean::MazziottaPareto { penalty: Penalty::Minus })
            }
            Self::BenefitOfTheDoubt => Aggregation::BenefitOfTheDoubt(Shares::default()),
            Self::Topsis => Aggregation::Topsis,
            Self::Vikor => Aggregation::Vikor { v: 0.5 },
            Self::Promethee => Aggregation::Promethee { preferences: Choices::default() },
            Self::Copeland => Aggregation::Copeland,
            Self::Kemeny => Aggregation::Kemeny,
            Self::PowerMean | Self::OrderedWeighted => return None,
        })
    }

    /// The settings, as a profile writes them; empty where there are none.
    #[must_use]
    pub fn settings(self) -> &'static str {
        match self {
            Self::PowerMean => "p = 1",
            Self::MazziottaPareto => "penalty = \"minus\" or \"plus\"",
            Self::OrderedWeighted => "weights = [largest first, …]",
            Self::BenefitOfTheDoubt => "min-share = 0, max-share = 1",
            Self::Vikor => "v = 0.5",
            Self::Promethee => {
                "[indicator.x] preference: usual, { u-shape = { q } }, { v-shape = { p } }, { level = { q, p } }, { linear = { q, p } }, { gaussian = { s } }"
            }
            _ => "",
        }
    }

    /// The score of hub i in one line; g on the common scale, w the weights, x raw values.
    #[must_use]
    pub fn formula(self) -> &'static str {
        match self {
            Self::WeightedMean => "Σ w g",
            Self::GeometricMean => "Π g^w",
            Self::HarmonicMean => "1 / Σ (w / g)",
            Self::PowerMean => "(Σ w g^p)^(1/p)",
            Self::MazziottaPareto => "M ∓ S²/M, M = Σ w g, S² = Σ w (g − M)²",
            Self::OrderedWeighted => "Σ v_k g_(k), g_(1) the largest",
            Self::BenefitOfTheDoubt => "max Σ ω g with Σ ω g_k ≤ 1 for every hub k",
            Self::Topsis => "D⁻/(D⁺ + D⁻), distances of w x/√Σx² to the best and the worst",
            Self::Vikor => "1 − Q, Q = v (S − S*)/(S⁻ − S*) + (1 − v)(R − R*)/(R⁻ − R*)",
            Self::Promethee => "Σ w (φ⁺ − φ⁻), φ⁺ = Σ_k P(x − x_k)/(m − 1)",
            Self::Copeland => "pairwise majorities won less those lost",
            Self::Kemeny => "hubs below in the order that maximises Σ E_ab over pairs a above b",
            Self::Spotis => "Σ w g on goalposts",
            Self::WeightedProduct => "Π (share of the best)^w",
            Self::Borda => "Σ w (percentile rank)",
        }
    }

    /// Where it comes from.
    #[must_use]
    pub fn reference(self) -> &'static str {
        match self {
            Self::WeightedMean | Self::GeometricMean => "OECD/JRC Handbook (2008), step 6",
            Self::HarmonicMean | Self::PowerMean => "Hardy, Littlewood & Pólya (1934), chapter 2",
            Self::MazziottaPareto => {
                "De Muro, Mazziotta & Pareto (2011); Mazziotta & Pareto (2016)"
            }
            Self::OrderedWeighted => "Yager (1988)",
            Self::BenefitOfTheDoubt => "Melyn & Moesen (1991); Cherchye et al. (2007)",
            Self::Topsis => "Hwang & Yoon (1981)",
            Self::Vikor => "Opricovic & Tzeng (2004)",
            Self::Promethee => "Brans & Vincke (1985); Calders & Van Assche (2016)",
            Self::Copeland => "Copeland (1951); Saari & Merlin (1996)",
            Self::Kemeny => "Kemeny (1959); Young & Levenglick (1978)",
            Self::Spotis => "Dezert et al. (2020)",
            Self::WeightedProduct => "Bridgman (1922)",
            Self::Borda => "Borda (1784)",
        }
    }
}

impl Mean {
    /// Which method it is.
    #[must_use]
    pub fn method(&self) -> Method {
        match self {
            Self::Weighted => Method::WeightedMean,
            Self::Geometric => Method::GeometricMean,
            Self::Harmonic => Method::HarmonicMean,
            Self::Power { .. } => Method::PowerMean,
            Self::MazziottaPareto { .. } => Method::MazziottaPareto,
            Self::OrderedWeighted { .. } => Method::OrderedWeighted,
        }
    }

    /// The name in profiles.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.method().name()
    }
}

impl Aggregation {
    /// Which method it is; of means that differ by level, the one across what stands directly under the index.
    #[must_use]
    pub fn method(&self) -> Method {
        match self {
            Self::Levels(levels) => levels.across.method(),
            Self::BenefitOfTheDoubt(_) => Method::BenefitOfTheDoubt,
            Self::Topsis => Method::Topsis,
            Self::Vikor { .. } => Method::Vikor,
            Self::Promethee { .. } => Method::Promethee,
            Self::Copeland => Method::Copeland,
            Self::Kemeny => Method::Kemeny,
        }
    }

    /// The name in profiles; see [`Aggregation::method`].
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.method().name()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_has_every_method_once() {
        for (at, method) in Method::ALL.into_iter().enumerate() {
            assert_eq!(method as usize, at);
            assert_eq!(Method::named(method.name()), Some(method));
        }
        // `Borda` is the last variant: one added behind it must be added to the list.
        assert_eq!(Method::Borda as usize + 1, Method::ALL.len());
    }
}
