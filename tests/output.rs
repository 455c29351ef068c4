//! What is committed in output/ is what `hubrank run` makes of data/ and configs/ today.

#![expect(
    clippy::unwrap_used,
    reason = "a test that can not read its input should stop"
)]

use std::fs;
use std::path::Path;

use assert_cmd::cargo::cargo_bin_cmd;

/// The files below `folder` with one of these ends, by their path from it.
fn files(folder: &Path, ends: &[&str]) -> Vec<String> {
    let all = walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.unwrap());
    let path = |entry: walkdir::DirEntry| {
        entry
            .path()
            .strip_prefix(folder)
            .unwrap()
            .to_string_lossy()
            .into_owned()
    };
    all.filter(|entry| entry.file_type().is_file())
        .map(path)
        .filter(|path| ends.iter().any(|end| path.ends_with(end)))
        .collect()
}

#[test]
fn committed_tables_are_up_to_date() {
    let fresh = tempfile::tempdir().unwrap();
    cargo_bin_cmd!("hubrank")
        .args(["run", "--quiet", "--chart", "none", "--out"])
        .arg(fresh.path())
        .assert()
        .success();
    let tables = files(
        fresh.path(),
        &["ranking.csv", "ranking.json", "comparison.csv"],
    );
    assert!(tables.len() >= 30, "{tables:?}");
    let is_stale = |path: &&String| {
        fs::read(fresh.path().join(path)).ok() != fs::read(Path::new("output").join(path)).ok()
    };
    let stale: Vec<_> = tables.iter().filter(is_stale).collect();
    assert!(
        stale.is_empty(),
        "run `cargo run --release -- run` and commit output/: {stale:#?}"
    );
    assert_eq!(
        tables,
        files(
            Path::new("output"),
            &["ranking.csv", "ranking.json", "comparison.csv"]
        )
    );
}

/// The pictures that the repository shows carry the hash of the data that they were drawn from.
#[test]
fn committed_pictures_show_these_data() {
    let hubs = hubrank::Dataset::open("data/china-hubs").unwrap();
    for picture in [
        "comparison.png",
        "investor/ranking.png",
        "founder/sensitivity.png",
    ] {
        let bytes = fs::read(Path::new("output/china-hubs").join(picture)).unwrap();
        let hash = hubs.sha256.as_bytes();
        assert!(
            bytes.windows(hash.len()).any(|window| window == hash),
            "{picture} is of other data"
        );
    }
}
