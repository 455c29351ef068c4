//! Who was ahead of whom: ranks of many draws compared, one draw a byte or two.

use std::ops::AddAssign;

use multiversion::multiversion;

use super::keys::Lanes;
use super::settle::Tie;
use crate::robustness::sampled::design::BLOCK;

/// How many draws are compared at once: 16 blocks.
const BATCH: usize = 16 * BLOCK;

/// How many hubs are compared with how many at once, so that their places stay in the nearest cache.
const TILE: usize = 16;

/// Pairwise wins of one thread.
#[derive(Debug)]
pub(super) struct Pairs {
    m: usize,
    places: Places,
    /// How many draws of the batch are there.
    filled: usize,
    /// m × m, above the diagonal: in how many draws the first was ahead.
    ahead: Vec<u32>,
    /// m × m, above the diagonal: in how many draws the two were level.
    level: Vec<u32>,
}

/// m × [`BATCH`] places, hub by hub, in the smallest numbers that hold them.
#[derive(Debug)]
enum Places {
    /// Up to 256 hubs.
    Bytes(Vec<[u8; BATCH]>),
    /// Up to 65,536.
    Shorts(Vec<[u16; BATCH]>),
}

impl Pairs {
    /// No draws yet.
    pub(super) fn new(m: usize) -> Self {
        let places = if m <= 256 {
            Places::Bytes(vec![[0; BATCH]; m])
        } else {
            Places::Shorts(vec![[0; BATCH]; m])
        };
        Self {
            m,
            places,
            filled: 0,
            ahead: vec![0; m * m],
            level: vec![0; m * m],
        }
    }

    /// Adds the first `count` lanes of sorted keys with their ties.
    pub(super) fn add(&mut self, rows: &[Lanes<u32>], mask: u32, count: usize, ties: &[Tie]) {
        let at = self.filled;
        match &mut self.places {
            Places::Bytes(places) => {
                place(places, rows, mask, at, count, |r| r as u8);
                for tie in ties {
                    tie.hubs
                        .iter()
                        .for_each(|&hub| places[hub as usize][at + tie.lane] = tie.place as u8);
                }
            }
            Places::Shorts(places) => {
                place(places, rows, mask, at, count, |r| r as u16);
                for tie in ties {
                    tie.hubs
                        .iter()
                        .for_each(|&hub| places[hub as usize][at + tie.lane] = tie.place as u16);
                }
            }
        }
        for tie in ties {
            for (behind, &a) in tie.hubs.iter().enumerate() {
                for &b in &tie.hubs[behind + 1..] {
                    self.level[a.min(b) as usize * self.m + a.max(b) as usize] += 1;
                }
            }
        }
        self.filled += count;
        if self.filled + BLOCK > BATCH {
            self.compare();
        }
    }

    /// Compares the places of the draws that are there.
    fn compare(&mut self) {
        let filled = self.filled;
        match &mut self.places {
            Places::Bytes(places) => {
                places.iter_mut().for_each(|own| own[filled..].fill(0));
                compare_bytes(places, &mut self.ahead);
            }
            Places::Shorts(places) => {
                places.iter_mut().for_each(|own| own[filled..].fill(0));
                compare_shorts(places, &mut self.ahead);
            }
        }
        self.filled = 0;
    }

    /// m × m: twice the draws in which a hub was ahead of another, and once those in which they were level.
    pub(super) fn finish(mut self, draws: u64) -> Vec<u64> {
        self.compare();
        let mut half_wins = vec![0; self.m * self.m];
        for a in 0..self.m {
            for b in a + 1..self.m {
                let (ahead, level) = (self.ahead[a * self.m + b], self.level[a * self.m + b]);
                let halves = 2 * u64::from(ahead) + u64::from(level);
                half_wins[a * self.m + b] = halves;
                half_wins[b * self.m + a] = 2 * draws - halves;
            }
        }
        half_wins
    }
}

/// Writes down the place of each hub in the sorted rows.
fn place<P: Copy>(
    places: &mut [[P; BATCH]],
    rows: &[Lanes<u32>],
    mask: u32,
    at: usize,
    count: usize,
    number: impl Fn(usize) -> P,
) {
    for (r, row) in rows.iter().enumerate() {
        let own = number(r);
        for (d, key) in row.0[..count].iter().enumerate() {
            places[(key & mask) as usize][at + d] = own;
        }
    }
}

#[multiversion(targets(
    "x86_64+avx+avx2+avx512f+avx512bw+avx512dq+avx512vl+fma+bmi1+bmi2+popcnt",
    "x86_64+avx+avx2+fma+bmi1+bmi2+popcnt"
))]
fn compare_bytes(places: &[[u8; BATCH]], ahead: &mut [u32]) {
    let m = places.len();
    compare::<u8>(places, m, ahead);
}

#[multiversion(targets(
    "x86_64+avx+avx2+avx512f+avx512bw+avx512dq+avx512vl+fma+bmi1+bmi2+popcnt",
    "x86_64+avx+avx2+fma+bmi1+bmi2+popcnt"
))]
fn compare_shorts(places: &[[u16; BATCH]], ahead: &mut [u32]) {
    let m = places.len();
    compare::<u16>(places, m, ahead);
}

/// For every pair, tile by tile, in how many draws the first stood before the second.
#[inline(always)]
fn compare<P>(places: &[[P; BATCH]], m: usize, ahead: &mut [u32])
where
    P: Copy + PartialOrd + AddAssign + From<bool> + Into<u32>,
{
    for above in (0..m).step_by(TILE) {
        for left in (above..m).step_by(TILE) {
            for a in above..m.min(above + TILE) {
                for b in left.max(a + 1)..m.min(left + TILE) {
                    ahead[a * m + b] += before(&places[a], &places[b]);
                }
            }
        }
    }
}

/// In how many draws `a` is less than `b`. A lane counts to 16 at most, so that a byte is enough.
#[inline(always)]
fn before<P>(a: &[P; BATCH], b: &[P; BATCH]) -> u32
where
    P: Copy + PartialOrd + AddAssign + From<bool> + Into<u32>,
{
    let mut lanes = [P::from(false); BLOCK];
    for (a, b) in a
        .as_chunks::<BLOCK>()
        .0
        .iter()
        .zip(b.as_chunks::<BLOCK>().0)
    {
        for d in 0..BLOCK {
            lanes[d] += P::from(a[d] < b[d]);
        }
    }
    lanes.iter().map(|&lane| lane.into()).sum()
}
