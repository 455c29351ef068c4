//! Draws: the only place that knows a random generator.
//!
//! Every block of 64 draws has a stream of its own, keyed by seed and block, so that no number of threads and no
//! grouping of blocks can change a result.

use rand::{RngExt, SeedableRng};
use rand_distr::multi::{Dirichlet, MultiDistribution};
use rand_distr::{Exp1, Gamma, StandardNormal};
use rand_xoshiro::Xoshiro256PlusPlus;

use super::region::Region;

/// How many draws share a stream.
pub const BLOCK: usize = 64;

/// What a stream is for: streams of one seed and block but of different purposes are unrelated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Weights.
    Weights,
    /// Values of indicators.
    Data,
    /// Choices of method.
    Choices,
    /// Resampling of results.
    Bootstrap,
    /// Errors of scores.
    Errors,
    /// The shape of a region of weights.
    Region,
}

/// Random numbers of one block: Xoshiro256++ (Blackman & Vigna 2021).
///
/// ```
/// use hubrank::robustness::sampled::{Purpose, Stream};
/// let mut one = Stream::new(7, Purpose::Data, 0);
/// let mut same = Stream::new(7, Purpose::Data, 0);
/// assert_eq!(one.uniform(), same.uniform());
/// ```
#[derive(Debug, Clone)]
pub struct Stream(Xoshiro256PlusPlus);

impl Stream {
    /// The stream of a block of draws.
    #[must_use]
    pub fn new(seed: u64, purpose: Purpose, block: u64) -> Self {
        let key = mixed(mixed(seed) ^ (purpose as u64 + 1));
        Self(Xoshiro256PlusPlus::seed_from_u64(key ^ mixed(block)))
    }

    /// A number in [0, 1), each of 2^53 equally likely.
    pub fn uniform(&mut self) -> f64 {
        self.0.random()
    }

    /// A whole number below `n`, which is above zero.
    pub fn below(&mut self, n: usize) -> usize {
        self.0.random_range(0..n.max(1))
    }

    /// A number with density e^-x.
    pub fn exponential(&mut self) -> f64 {
        self.0.sample(Exp1)
    }

    /// A number with the standard normal distribution.
    pub fn normal(&mut self) -> f64 {
        self.0.sample(StandardNormal)
    }

    /// A number with the gamma distribution of this shape, above zero, and scale one; zero for other shapes.
    pub fn gamma(&mut self, shape: f64) -> f64 {
        Gamma::new(shape, 1.0).map_or(0.0, |family| self.0.sample(family))
    }

    /// A number between `low` and `high`, triangular with its top at `mode`; `mode` where the two are one.
    pub fn triangular(&mut self, low: f64, mode: f64, high: f64) -> f64 {
        let u = self.uniform();
        let span = high - low;
        if span <= 0.0 {
            return mode;
        }
        let below = (mode - low) / span;
        if u < below {
            low + (u * span * (mode - low)).sqrt()
        } else {
            high - ((1.0 - u) * span * (high - mode)).sqrt()
        }
    }
}

/// The finaliser of SplitMix64: neighbouring numbers become unrelated ones.
fn mixed(x: u64) -> u64 {
    let x = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// 64 weight vectors over n nodes, node by node.
///
/// Each is zero or more with a sum above zero, and need not sum to one: ranks do not ask for it.
#[derive(Debug, Clone, PartialEq)]
pub struct WeightBlock {
    /// n × 64: the weight of node j in draw d at `[j][d]`.
    pub nodes: Vec<[f64; BLOCK]>,
}

impl WeightBlock {
    /// A block of zeros for n nodes.
    #[must_use]
    pub fn new(n: usize) -> Self {
        Self { nodes: vec![[0.0; BLOCK]; n] }
    }

    /// The weights of draw `d`, scaled to sum to one.
    #[must_use]
    pub fn normalised(&self, d: usize) -> Vec<f64> {
        let sum = self.sum(d);
        self.nodes.iter().map(|node| node[d] / sum).collect()
    }

    /// The sum of the weights of draw `d`.
    #[must_use]
    pub fn sum(&self, d: usize) -> f64 {
        self.nodes.iter().map(|node| node[d]).sum()
    }

    /// Scales the weights of every draw to sum to one.
    pub fn normalise(&mut self) {
        let sums: [f64; BLOCK] = std::array::from_fn(|d| self.sum(d));
        for node in &mut self.nodes {
            node.iter_mut().zip(&sums).for_each(|(weight, sum)| *weight /= sum);
        }
    }

    /// Σ w x of every draw, in the order of the nodes.
    #[must_use]
    pub fn sums(&self, x: impl Fn(usize) -> f64) -> [f64; BLOCK] {
        let mut sums = [0.0; BLOCK];
        for (j, node) in self.nodes.iter().enumerate() {
            let x = x(j);
            sums.iter_mut().zip(node).for_each(|(sum, weight)| *sum += weight * x);
        }
        sums
    }

    pub(super) fn set(&mut self, d: usize, weights: &[f64]) {
        for (node, weight) in self.nodes.iter_mut().zip(weights) {
            node[d] = *weight;
        }
    }
}

/// Why weights can not be drawn as asked.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum DrawFault {
    /// A Dirichlet distribution can not be so wide around these shares.
    #[error(
        "shares can not vary by {points} points around these weights; less than {limit:.1} is possible"
    )]
    TooWide {
        /// The points asked for.
        points: f64,
        /// The points that no distribution reaches.
        limit: f64,
    },
    /// A setting that is no part of anything.
    #[error("{what} must be {wanted}, not {value}")]
    OutOfRange {
        /// The setting.
        what: &'static str,
        /// What it must be.
        wanted: &'static str,
        /// What it is.
        value: f64,
    },
    /// No weights fulfil the statements, or none but a slice without room.
    #[error("no weights meet all bounds and statements with room to spare")]
    NoRoom,
    /// No combination of the choices in doubt can be; why the first can not.
    #[error("no combination of the choices in doubt can be: {0}")]
    NoCombination(String),
    /// A statement speaks of a node that carries no weight here.
    #[error("`{0}` is no weighted node directly under the index")]
    UnknownNode(String),
}

/// A distribution of weights over n nodes.
///
/// ```
/// use hubrank::robustness::sampled::{Purpose, Sampler, Stream, WeightBlock};
/// let sampler = Sampler::dirichlet(&[0.5, 0.3, 0.2], 5.0)?;
/// let mut block = WeightBlock::new(3);
/// sampler.fill(&mut Stream::new(7, Purpose::Weights, 0), &mut block);
/// let first = block.normalised(0);
/// assert!((first.iter().sum::<f64>() - 1.0).abs() < 1e-12);
/// assert!((first[0] - 0.5).abs() < 0.3);
/// # Ok::<(), hubrank::robustness::sampled::DrawFault>(())
/// ```
#[derive(Debug, Clone)]
pub struct Sampler {
    shape: Shape,
}

#[derive(Debug, Clone)]
enum Shape {
    /// The same in every draw.
    Fixed(Vec<f64>),
    /// Unnormalised exponentials.
    Uniform,
    /// Over the nodes with weight; the others stay at zero.
    Dirichlet { nodes: Vec<usize>, family: Dirichlet<f64> },
    /// Independent uniforms between two ends.
    Between(Vec<(f64, f64)>),
    /// Sorted, in groups of equal standing from the weightiest.
    Ordered(Vec<Vec<usize>>),
    /// By hit-and-run.
    Region(Region),
}

impl Sampler {
    /// The same weights in every draw.
    #[must_use]
    pub fn fixed(weights: &[f64]) -> Self {
        Self { shape: Shape::Fixed(weights.to_vec()) }
    }

    /// Uniform on the simplex. Only n is asked for when a block is filled.
    #[must_use]
    pub fn uniform() -> Self {
        Self { shape: Shape::Uniform }
    }

    /// A Dirichlet distribution with mean `weights` (sum one) whose shares have a root mean square standard
    /// deviation of `points` hundredths; its concentration is [`concentration`].
    ///
    /// # Errors
    /// [`DrawFault::TooWide`] where that concentration is not above zero.
    pub fn dirichlet(weights: &[f64], points: f64) -> Result<Self, DrawFault> {
        let concentration = concentration(weights, points)?;
        let nodes: Vec<_> = (0..weights.len()).filter(|&j| weights[j] > 0.0).collect();
        let alpha: Vec<_> = nodes.iter().map(|&j| concentration * weights[j]).collect();
        let shape = match Dirichlet::new(&alpha) {
            Ok(family) => Shape::Dirichlet { nodes, family },
            // A single node has all the weight in every draw.
            Err(_) => Shape::Fixed(weights.to_vec()),
        };
        Ok(Self { shape })
    }

    /// Each weight uniform in [w (1 − x), w (1 + x)] with x = `percent` / 100, independently, then scaled to one.
    ///
    /// # Errors
    /// [`DrawFault::OutOfRange`] for a percentage outside 0 to 100.
    pub fn plus_minus(weights: &[f64], percent: f64) -> Result<Self, DrawFault> {
        if !(0.0..=100.0).contains(&percent) {
            return Err(DrawFault::OutOfRange {
                what: "the percentage",
                wanted: "between 0 and 100",
                value: percent,
            });
        }
        let x = percent / 100.0;
        let ends = weights.iter().map(|w| (w * (1.0 - x), w * (1.0 + x)));
        Ok(Self { shape: Shape::Between(ends.collect()) })
    }

    /// Uniform on the weights that stand in the same order as `weights`; equal ones are in no order.
    #[must_use]
    pub fn ordered(weights: &[f64]) -> Self {
        let mut nodes: Vec<_> = (0..weights.len()).collect();
        nodes.sort_by(|&a, &b| weights[b].total_cmp(&weights[a]).then(a.cmp(&b)));
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for node in nodes {
            match groups.last_mut() {
                Some(group) if weights[group[0]] == weights[node] => group.push(node),
                _ => groups.push(vec![node]),
            }
        }
        Self { shape: Shape::Ordered(groups) }
    }

    /// Uniform on a region of the simplex, by hit-and-run.
    #[must_use]
    pub fn region(region: Region) -> Self {
        Self { shape: Shape::Region(region) }
    }

    /// Draws 64 weight vectors; `block` has as many nodes as the sampler.
    pub fn fill(&self, stream: &mut Stream, block: &mut WeightBlock) {
        match &self.shape {
            Shape::Fixed(weights) => {
                for (node, weight) in block.nodes.iter_mut().zip(weights) {
                    node.fill(*weight);
                }
            }
            Shape::Uniform => {
                for weight in block.nodes.as_flattened_mut() {
                    *weight = stream.exponential();
                }
            }
            Shape::Dirichlet { nodes, family } => {
                let mut shares = vec![0.0; nodes.len()];
                for d in 0..BLOCK {
                    family.sample_to_slice(&mut stream.0, &mut shares);
                    for (&j, share) in nodes.iter().zip(&shares) {
                        block.nodes[j][d] = *share;
                    }
                }
            }
            Shape::Between(ends) => {
                for d in 0..BLOCK {
                    for (node, (low, high)) in block.nodes.iter_mut().zip(ends) {
                        node[d] = low + stream.uniform() * (high - low);
                    }
                }
            }
            Shape::Ordered(groups) => fill_ordered(groups, stream, block),
            Shape::Region(region) => region.walk(stream, BLOCK, |d, weights| {
                block.set(d, weights);
            }),
        }
    }
}

/// Sorted exponentials: the order statistics of a uniform point of the simplex. Within a group of equal standing the
/// values keep the random order in which they were drawn.
fn fill_ordered(groups: &[Vec<usize>], stream: &mut Stream, block: &mut WeightBlock) {
    let n = block.nodes.len();
    let mut drawn = vec![(0.0, 0); n];
    for d in 0..BLOCK {
        for (at, slot) in drawn.iter_mut().enumerate() {
            *slot = (stream.exponential(), at);
        }
        drawn.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut from = 0;
        for group in groups {
            let values = &mut drawn[from..from + group.len()];
            values.sort_by_key(|(_, at)| *at);
            for (&node, (value, _)) in group.iter().zip(values.iter()) {
                block.nodes[node][d] = *value;
            }
            from += group.len();
        }
    }
}

/// The concentration A of the Dirichlet(A w) whose n shares above zero have a root mean square standard deviation of
/// `points` hundredths: A + 1 = (1 − Σw²) / (n (points/100)²), since sd_j² = w_j (1 − w_j) / (A + 1).
///
/// Infinite for a single node.
///
/// # Errors
/// [`DrawFault::OutOfRange`] for points that are not above zero, [`DrawFault::TooWide`] where A is not above zero.
pub fn concentration(weights: &[f64], points: f64) -> Result<f64, DrawFault> {
    if points.is_nan() || points <= 0.0 {
        return Err(DrawFault::OutOfRange {
            what: "the points of a Dirichlet distribution",
            wanted: "above zero",
            value: points,
        });
    }
    let n = weights.iter().filter(|w| **w > 0.0).count();
    if n < 2 {
        return Ok(f64::INFINITY);
    }
    let spread = 1.0 - weights.iter().map(|w| w * w).sum::<f64>();
    let concentration = spread / (n as f64 * (points / 100.0).powi(2)) - 1.0;
    if concentration > 0.0 {
        return Ok(concentration);
    }
    let limit = 100.0 * (spread / n as f64).sqrt();
    Err(DrawFault::TooWide { points, limit })
}

/// The coordinate `dimension` of point `index` of a Sobol sequence with Owen scrambling (Burley 2020), in [0, 1).
///
/// Sequences run to 65,536 points and 256 dimensions; beyond, another scrambling begins.
#[must_use]
pub fn sobol(index: usize, dimension: usize, seed: u64) -> f64 {
    const POINTS: usize = 1 << 16;
    const DIMENSIONS: usize = sobol_burley::NUM_DIMENSIONS as usize;
    let (turn, index) = (index / POINTS, index % POINTS);
    let (set, dimension) = (dimension / DIMENSIONS, dimension % DIMENSIONS);
    let key = mixed(seed ^ mixed((turn as u64) << 32 | set as u64));
    f64::from(sobol_burley::sample(index as u32, dimension as u32, key as u32))
}

#[cfg(test)]
mod tests;
