//! What becomes of gaps, in words.

use super::{Entry, Stage};
use crate::stage::Filling;

/// The names in profiles.
pub const FILLINGS: &[&str] = &["leave-out", "error", "mean", "median", "group-mean"];

const HANDBOOK: &str = "OECD/JRC Handbook (2008), step 3";

pub(super) fn entries() -> Vec<Entry> {
    let all = [
        Filling::LeaveOut,
        Filling::Error,
        Filling::Mean,
        Filling::Median,
        Filling::GroupMean(String::new()),
    ];
    all.iter().map(entry).collect()
}

fn entry(own: &Filling) -> Entry {
    match own {
        Filling::LeaveOut => Entry {
            also: &["skip"],
            written: "{ leave-out = { min-coverage = 0.65 } }",
            formula: "the weights of a hub's observed values are scaled to one, level by level",
            assumes: "that a gap says nothing about the value: a hub without its worst values is rewarded, hence the floor of coverage",
            reference: "OECD/JRC Handbook (2008), step 3; the floor as in COINr, Becker et al. (2022)",
            ..plain("leave-out")
        },
        Filling::Error => Entry {
            written: "\"error\"",
            formula: "a gap is refused, with its place",
            assumes: "complete data",
            ..plain("error")
        },
        Filling::Mean => Entry {
            written: "{ mean = { min-coverage = 0.65 } }",
            formula: "the mean of the hubs that have a value",
            assumes: "values missing at random; neutral under weighted means, not under geometric ones; the imputed share of each score is told",
            ..plain("mean")
        },
        Filling::Median => Entry {
            written: "{ median = { min-coverage = 0.65 } }",
            formula: "the median of the hubs that have a value",
            assumes: "as for mean, without being pulled by a few large values",
            ..plain("median")
        },
        Filling::GroupMean(_) => Entry {
            also: &["group"],
            written: "{ group-mean = { by = \"region\", min-coverage = 0.65 } }",
            formula: "the mean of the hubs that share an attribute; a gap where none has a value",
            assumes: "that hubs of one group are alike",
            ..plain("group-mean")
        },
    }
}

fn plain(name: &'static str) -> Entry {
    Entry { reference: HANDBOOK, ..Entry::plain(Stage::Missing, name) }
}
