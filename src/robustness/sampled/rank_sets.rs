//! Rank confidence sets: which ranks a hub can have, as far as standard errors of scores tell hubs apart.

use crate::robustness::{NoErrors, ScoreErrors};
use crate::stage::statistics::quantile;
use crate::study::{Doubt, Outcome};

use super::design::{BLOCK, Purpose, Stream};

/// The probability with which all sets together hold the true ranks.
pub const COVERAGE: f64 = 0.95;
/// The fewest draws behind a critical value of 95 %.
const FEWEST: usize = 10_000;
/// The most hubs: every pair is compared in every draw.
const MOST: usize = 300;

/// The ranks that one hub can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RankSet {
    /// The best: one more than the hubs that are surely better.
    pub low: usize,
    /// The worst: the hubs less those that are surely worse.
    pub high: usize,
}

/// Rank confidence sets of all ranked hubs: with the stated probability they hold all true ranks at once, as far as
/// errors of the data go; weights, scales and fillings are held fixed.
///
/// ```
/// # fn of(outcome: &hubrank::study::Outcome) -> Result<(), Box<dyn std::error::Error>> {
/// use hubrank::robustness::sampled::RankSets;
/// let found = RankSets::of(outcome, &hubrank::study::Doubt::default())?;
/// assert!(found.by_differences[0].low <= found.by_differences[0].high);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct RankSets {
    /// Scores and their errors; the sets stand in this order.
    pub scores: ScoreErrors,
    /// By differences of scores: the sharper ones ([`by_differences`]).
    pub by_differences: Vec<RankSet>,
    /// By intervals of scores ([`by_intervals`]).
    pub by_intervals: Vec<RankSet>,
    /// How many draws the critical values of the differences rest on.
    pub draws: usize,
}

/// Why there are no rank confidence sets.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoRankSets {
    /// Scores have no errors.
    #[error(transparent)]
    Errors(#[from] NoErrors),
    /// Too many pairs.
    #[error("there are more than {MOST} hubs, and every pair is compared in every draw")]
    TooMany,
}

impl RankSets {
    /// The sets of a ranking, with the seed and as many draws as in `doubt`, or as many as 95 % takes.
    ///
    /// # Errors
    /// Why there are none: see [`NoRankSets`].
    pub fn of(outcome: &Outcome, doubt: &Doubt) -> Result<Self, NoRankSets> {
        let scores = ScoreErrors::of(outcome)?;
        if scores.hubs.len() > MOST {
            return Err(NoRankSets::TooMany);
        }
        let (sums, errors) = (&scores.sums, &scores.errors);
        let draws = doubt.draws.max(FEWEST);
        Ok(Self {
            by_differences: by_differences(sums, errors, COVERAGE, draws, doubt.seed),
            by_intervals: by_intervals(sums, errors, COVERAGE),
            draws,
            scores,
        })
    }

    /// The position of a hub among the sets; none where it is not ranked or has no standard error of its own.
    #[must_use]
    pub fn row(&self, hub: usize) -> Option<usize> {
        let row = self.scores.hubs.iter().position(|&known| known == hub)?;
        self.scores.has_one[row].then_some(row)
    }

    /// The hubs that may be among the first `k`, by position in the data set.
    #[must_use]
    pub fn may_be_among(&self, k: usize) -> Vec<usize> {
        let hubs = self.scores.hubs.iter().zip(&self.by_differences);
        hubs.filter(|(_, set)| set.low <= k).map(|(&hub, _)| hub).collect()
    }
}

/// The sets of Mogstad, Romano, Shaikh & Wilhelm (2023, Review of Economic Studies, doi 10.1093/restud/rdad006),
/// simultaneous over all hubs: all differences of two scores are tested at once, and a hub is behind those that are
/// significantly better, ahead of those that are significantly worse.
///
/// `x` are the scores, `errors` their standard errors (independent, zero or more), `coverage` the probability. The
/// critical value is the quantile of the largest standardised difference over normal draws; what it rejects is taken
/// out and the rest tested again until nothing more is rejected (stepdown, as the authors' R package `csranks` does).
/// Two scores without error are told apart as they stand.
#[must_use]
pub fn by_differences(
    x: &[f64],
    errors: &[f64],
    coverage: f64,
    draws: usize,
    seed: u64,
) -> Vec<RankSet> {
    let m = x.len();
    let sd = |i: usize, k: usize| errors[i].hypot(errors[k]);
    let near = 1e-12 * x.iter().fold(0.0f64, |most, a| most.max((a - x[0]).abs()));
    let ordered = (0..m).flat_map(|i| (0..m).filter(move |&k| k != i).map(move |k| (i, k)));
    let (mut open, exact): (Vec<_>, Vec<_>) = ordered.partition(|&(i, k)| sd(i, k) > 0.0);
    let mut better: Vec<_> = exact.into_iter().filter(|&(i, k)| x[i] - x[k] > near).collect();
    loop {
        let largest = largest_differences(&open, errors, draws, seed);
        let critical = quantile(&largest, coverage).unwrap_or(f64::INFINITY);
        let (rejected, rest): (Vec<_>, Vec<_>) =
            open.into_iter().partition(|&(i, k)| x[i] - x[k] > critical * sd(i, k));
        open = rest;
        if rejected.is_empty() {
            return sets(m, &better);
        }
        better.extend(rejected);
    }
}

/// The largest (Z_i − Z_k)/sd over pairs, one a draw, Z_i normal with the standard error of i. Every step of the tests
/// sees the same draws.
fn largest_differences(
    pairs: &[(usize, usize)],
    errors: &[f64],
    draws: usize,
    seed: u64,
) -> Vec<f64> {
    if pairs.is_empty() {
        return Vec::new();
    }
    let inverse = |&(i, k): &(usize, usize)| 1.0 / errors[i].hypot(errors[k]);
    let inverse: Vec<f64> = pairs.iter().map(inverse).collect();
    let mut z = vec![0.0; errors.len()];
    let mut largest = Vec::with_capacity(draws);
    for block in 0..draws.div_ceil(BLOCK) {
        let mut stream = Stream::new(seed, Purpose::Errors, block as u64);
        for _ in 0..BLOCK.min(draws - block * BLOCK) {
            z.iter_mut().zip(errors).for_each(|(z, error)| *z = error * stream.normal());
            let scaled =
                pairs.iter().zip(&inverse).map(|(&(i, k), inverse)| (z[i] - z[k]) * inverse);
            largest.push(scaled.fold(f64::NEG_INFINITY, f64::max));
        }
    }
    largest
}

/// The sets of m hubs from all pairs of which the first is surely better.
fn sets(m: usize, better: &[(usize, usize)]) -> Vec<RankSet> {
    let mut sets = vec![RankSet { low: 1, high: m }; m];
    for &(i, k) in better {
        sets[k].low += 1;
        sets[i].high -= 1;
    }
    sets
}

/// The sets of Klein, Wright & Wieczorek (2020, Journal of the Royal Statistical Society C, doi 10.1111/rssc.12402):
/// intervals that hold all true scores at once (Bonferroni); a hub is surely behind those whose interval lies above
/// its own, ahead of those below.
#[must_use]
pub fn by_intervals(x: &[f64], errors: &[f64], coverage: f64) -> Vec<RankSet> {
    let m = x.len();
    let z = normal_quantile(1.0 - (1.0 - coverage) / (2.0 * m as f64));
    let near = 1e-12 * x.iter().fold(0.0f64, |most, a| most.max((a - x[0]).abs()));
    let is_better =
        |&(i, k): &(usize, usize)| (x[i] - z * errors[i]) - (x[k] + z * errors[k]) > near;
    let ordered = (0..m).flat_map(|i| (0..m).map(move |k| (i, k)));
    sets(m, &ordered.filter(is_better).collect::<Vec<_>>())
}

/// The quantile of the standard normal distribution at p, 0.5 ≤ p < 1 − 10⁻¹¹, to about 16 digits: algorithm AS 241
/// (Wichura 1988, Applied Statistics 37).
fn normal_quantile(p: f64) -> f64 {
    let q = p - 0.5;
    if q <= 0.425 {
        let r = 0.180_625 - q * q;
        return q * ratio(r, &CENTRE);
    }
    ratio((-(1.0 - p).ln()).sqrt() - 1.6, &TAIL)
}

/// Coefficients of numerator and denominator, the constant first.
type Ratio = [[f64; 8]; 2];

const CENTRE: Ratio = [
    [
        3.387_132_872_796_366_5,
        133.141_667_891_784_38,
        1_971.590_950_306_551_3,
        13_731.693_765_509_46,
        45_921.953_931_549_87,
        67_265.770_927_008_7,
        33_430.575_583_588_13,
        2_509.080_928_730_122_7,
    ],
    [
        1.0,
        42.313_330_701_600_91,
        687.187_007_492_057_9,
        5_394.196_021_424_751,
        21_213.794_301_586_597,
        39_307.895_800_092_71,
        28_729.085_735_721_943,
        5_226.495_278_852_854,
    ],
];
const TAIL: Ratio = [
    [
        1.423_437_110_749_683_5,
        4.630_337_846_156_546,
        5.769_497_221_460_691,
        3.647_848_324_763_204_5,
        1.270_458_252_452_368_4,
        0.241_780_725_177_450_6,
        0.022_723_844_989_269_184,
        7.745_450_142_783_414e-4,
    ],
    [
        1.0,
        2.053_191_626_637_759,
        1.676_384_830_183_803_8,
        0.689_767_334_985_1,
        0.148_103_976_427_480_08,
        0.015_198_666_563_616_457,
        5.475_938_084_995_345e-4,
        1.050_750_071_644_416_9e-9,
    ],
];

/// One polynomial in r over another.
fn ratio(r: f64, ratio: &Ratio) -> f64 {
    let [above, below] = ratio.map(|own| own.iter().rev().fold(0.0, |sum, own| sum * r + own));
    above / below
}

#[cfg(test)]
mod tests;
