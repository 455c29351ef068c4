//! Each kind of problem: a small input in `tests/problems/<fault>/` and the exact message in its `expected.txt`.
//!
//! A folder with `dataset.toml` is opened as a data set; with `profile.toml`, the profile is opened and ranks that
//! data set, or `tests/data/small` where there is none. `HUBRANK_BLESS=1 cargo test --test problems` writes what is
//! said now: read each message as a user would before it is kept.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use hubrank::problem::Fault;
use hubrank::{Dataset, Problems, Profile};

/// The name of a fault's variant. A new variant does not compile until it stands here, and fails
/// `every_kind_has_its_case` until it has a folder.
fn variant(fault: &Fault) -> &'static str {
    match fault {
        Fault::CannotRead { .. } => "CannotRead",
        Fault::CannotWrite { .. } => "CannotWrite",
        Fault::NotUtf8 => "NotUtf8",
        Fault::Empty { .. } => "Empty",
        Fault::Syntax { .. } => "Syntax",
        Fault::Unknown { .. } => "Unknown",
        Fault::WrongType { .. } => "WrongType",
        Fault::MissingKey { .. } => "MissingKey",
        Fault::BadId { .. } => "BadId",
        Fault::Duplicate { .. } => "Duplicate",
        Fault::BadSetting { .. } => "BadSetting",
        Fault::BadWeight { .. } => "BadWeight",
        Fault::ZeroWeights { .. } => "ZeroWeights",
        Fault::AbsentWeights { .. } => "AbsentWeights",
        Fault::NotANumber { .. } => "NotANumber",
        Fault::NotFinite { .. } => "NotFinite",
        Fault::OutOfRange { .. } => "OutOfRange",
        Fault::BadBounds { .. } => "BadBounds",
        Fault::MissingColumn { .. } => "MissingColumn",
        Fault::RaggedRow { .. } => "RaggedRow",
        Fault::DuplicateObservation { .. } => "DuplicateObservation",
        Fault::Cycle { .. } => "Cycle",
        Fault::EmptyGroup { .. } => "EmptyGroup",
        Fault::NoIndicators => "NoIndicators",
        Fault::BadGoalposts { .. } => "BadGoalposts",
        Fault::NoGoalposts { .. } => "NoGoalposts",
        Fault::Gap { .. } => "Gap",
        Fault::ZeroDenominator { .. } => "ZeroDenominator",
        Fault::NotPositive { .. } => "NotPositive",
        Fault::Misfit { .. } => "Misfit",
        Fault::NothingToRank { .. } => "NothingToRank",
        Fault::Ambiguous { .. } => "Ambiguous",
        Fault::Exists { .. } => "Exists",
        Fault::Conflict { .. } => "Conflict",
    }
}

/// Every variant that reading and the gates can give: all of [`variant`] but those of writing and of `sensitivity`.
const REACHABLE: [&str; 31] = [
    "CannotRead",
    "NotUtf8",
    "Empty",
    "Syntax",
    "Unknown",
    "WrongType",
    "MissingKey",
    "BadId",
    "Duplicate",
    "BadSetting",
    "BadWeight",
    "ZeroWeights",
    "AbsentWeights",
    "NotANumber",
    "NotFinite",
    "OutOfRange",
    "BadBounds",
    "MissingColumn",
    "RaggedRow",
    "DuplicateObservation",
    "Cycle",
    "EmptyGroup",
    "NoIndicators",
    "BadGoalposts",
    "NoGoalposts",
    "Gap",
    "ZeroDenominator",
    "NotPositive",
    "Misfit",
    "NothingToRank",
    "Ambiguous",
];

/// The folders of cases, by name.
fn cases() -> Vec<PathBuf> {
    let entries = std::fs::read_dir("tests/problems").into_iter().flatten().flatten();
    let mut cases: Vec<_> =
        entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    cases.sort();
    cases
}

/// What is wrong with a case; nothing where nothing is.
fn problems(case: &Path) -> Problems {
    let ranked = || {
        let own = case.join("dataset.toml").exists();
        let dataset = Dataset::open(if own { case } else { Path::new("tests/data/small") })?;
        let profile = case.join("profile.toml");
        if profile.exists() {
            dataset.ranked_for(&Profile::open(profile)?)?;
        }
        Ok(())
    };
    let outcome: Result<(), Problems> = ranked();
    outcome.err().unwrap_or_default()
}

#[test]
fn every_message_is_as_expected() {
    let is_blessed = std::env::var_os("HUBRANK_BLESS").is_some();
    let mut changed = Vec::new();
    for case in cases() {
        let said = format!("{}\n", problems(&case));
        let file = case.join("expected.txt");
        if is_blessed {
            std::fs::write(&file, &said).unwrap();
        }
        let expected = std::fs::read_to_string(&file).unwrap_or_default();
        if said != expected.replace("\r\n", "\n") {
            changed.push(format!("{}\nexpected:\n{expected}\nsaid:\n{said}", case.display()));
        }
    }
    assert!(changed.is_empty(), "{}", changed.join("\n"));
}

#[test]
fn every_kind_has_its_case() {
    let cases = cases();
    let mut seen = BTreeSet::new();
    for case in &cases {
        let found = problems(case);
        assert!(!found.is_empty(), "{} has no problem", case.display());
        seen.extend(found.iter().map(|problem| variant(&problem.fault)));
    }
    let unseen: Vec<_> = REACHABLE.iter().filter(|name| !seen.contains(*name)).collect();
    assert!(unseen.is_empty(), "no folder in tests/problems shows {unseen:?}");
}

#[test]
fn the_small_data_set_has_no_problem() -> Result<(), Problems> {
    let dataset = Dataset::open("tests/data/small")?;
    let profile = Profile::parse("equal.toml", "weighting = \"equal\"")?;
    assert_eq!(dataset.ranked_for(&profile)?.ranking.len(), 2);
    Ok(())
}
