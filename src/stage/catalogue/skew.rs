//! What is done to skewed columns, in words.

use super::{Entry, Stage};
use crate::stage::Treatment;
use crate::stage::treat::Rule;

/// The names in profiles.
pub const TREATMENTS: &[&str] = &["none", "log", "winsorise"];

pub(super) fn entries() -> Vec<Entry> {
    let all = [Treatment::None, Treatment::log(), Treatment::Winsorise(Rule::default())];
    all.iter().map(entry).collect()
}

fn entry(own: &Treatment) -> Entry {
    let plain = |name| Entry {
        reference: "OECD/JRC Handbook (2008), step 5",
        ..Entry::plain(Stage::Treatment, name)
    };
    match own {
        Treatment::None => Entry {
            written: "\"none\"",
            formula: "the value as it stands",
            assumes: "that no single hub stretches a fitted scale: see `hubrank audit`",
            ..plain("none")
        },
        Treatment::Log { .. } => Entry {
            also: &["ln"],
            written: "\"log\", or { log = { shift = a } } with a above 0",
            formula: "ln x; with a shift ln(x − min + a)",
            assumes: "that steps count by their ratio; every value above zero unless shifted; goalposts pass through it too",
            ..plain("log")
        },
        Treatment::Winsorise(_) => Entry {
            also: &["winsorize"],
            written: "{ winsorise = { skewness = 2, kurtosis = 3.5, most = 5 } }",
            formula: "while |G1| and G2 are above the bounds, the extreme becomes the next value, at most so many; else a log of the original",
            assumes: "fifteen hubs or more: with fewer, skewness and kurtosis are noise and goalposts or a stated log are better",
            reference: "JRC practice as in COINr, Becker et al. (2022), JOSS 7, 4567",
            ..plain("winsorise")
        },
    }
}
