//! `hubrank uncertainty` end to end: standard errors, who else is listed, Markdown.

#![expect(clippy::unwrap_used, reason = "a test that can not run the program should stop")]

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

fn stdout(folder: &Path, args: &[&str]) -> String {
    let mut command: Command = assert_cmd::cargo::cargo_bin_cmd!("hubrank");
    let done = command.current_dir(folder).args(args).assert().success();
    String::from_utf8(done.get_output().stdout.clone()).unwrap()
}

/// What is said of the profile `mine` in a folder.
fn uncertainty(folder: &Path, format: &str, more: &[&str]) -> String {
    let args = ["uncertainty", "mine", "--chart", "none", "--quiet", "--format", format];
    stdout(folder, &[&args[..], more].concat())
}

fn json(folder: &Path, more: &[&str]) -> serde_json::Value {
    serde_json::from_str(&uncertainty(folder, "json", more)).unwrap()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A folder with one data set of ours and a profile `mine`.
fn folder(dataset: &str, profile: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("data").join(dataset.rsplit('/').next().unwrap());
    fs::create_dir_all(&to).unwrap();
    for entry in fs::read_dir(root().join(dataset)).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
    }
    fs::create_dir(folder.path().join("configs")).unwrap();
    write(&folder, profile);
    folder
}

fn write(folder: &TempDir, profile: &str) {
    let doubt = "\n[uncertainty]\nweights = { dirichlet = { points = 5 } }\ndraws = 2000\n";
    fs::write(folder.path().join("configs/mine.toml"), format!("{profile}{doubt}")).unwrap();
}

/// The countries that may be among the first five at 95 %, as the vignette "Inference for Ranks" of the R package
/// csranks 1.2.2 prints them; all of its sets from a program of our own stand in `rank_sets/tests.rs`.
#[test]
fn standard_errors_give_the_rank_sets_of_csranks() {
    let folder = folder("tests/data/pisa-2018", "weighting = \"equal\"\n");
    let found = json(folder.path(), &["--top", "5", "--draws", "10000"]);
    let sets = &found["rank_sets"];
    let mut first: Vec<_> =
        sets["may_be_top"].as_array().unwrap().iter().filter_map(|hub| hub.as_str()).collect();
    first.sort_unstable();
    let printed = [
        "Belgium",
        "Canada",
        "Denmark",
        "Estonia",
        "Finland",
        "Japan",
        "Korea",
        "Netherlands",
        "Poland",
        "Slovenia",
        "Sweden",
        "Switzerland",
    ];
    assert_eq!(first, printed);
    assert_eq!((&sets["values"], &sets["values_with_error"]), (&37.into(), &37.into()));
    assert_eq!(found["no_rank_sets"], serde_json::Value::Null);
    // 2.471475318 points of 136.041 between the last and the first.
    let error = sets["hubs"][0]["score_error"].as_f64().unwrap();
    assert!((error - 247.147_531_8 / (526.973_250_2 - 390.932_273_2)).abs() < 1e-9);
    let csv = uncertainty(folder.path(), "csv", &["--draws", "10000"]);
    let mut rows = csv::Reader::from_reader(csv.as_bytes());
    let rows: Vec<std::collections::BTreeMap<String, String>> =
        rows.deserialize().map(Result::unwrap).collect();
    let last = rows.iter().find(|row| row["hub"] == "Colombia").unwrap();
    assert_eq!((&*last["rank_set_low"], &*last["rank_set_high"]), ("37", "37"));
    assert_eq!(&*last["turned_without"], "0");
}

/// The lines between the fences are the goalposts: pasted at the end of the profile they keep every rank and leave
/// nothing that depends on who else is listed.
#[test]
fn the_printed_goalposts_stop_what_the_page_tells() {
    let profile = fs::read_to_string(root().join("configs/founder.toml")).unwrap();
    let profile = profile.replace("name = \"founder\"", "name = \"mine\"");
    let folder = folder("data/china-hubs", &profile);
    let page = uncertainty(folder.path(), "markdown", &[]);
    let before = json(folder.path(), &[]);
    for words in [
        "## How far to trust mine",
        "| Rank | Range | Median | Tier | Hub |",
        "**What causes the doubt**",
        "**Rank confidence sets (data errors only; weights held fixed)**",
        "None: the data state no standard errors",
        "**Who else is listed**",
        "- Without Shanghai: Suzhou passes Nanjing (Industrial profit: best",
        "- With San Francisco Bay Area ranked too: ",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("statistically"), "{page}");
    assert_eq!(before["others"]["turns"], true);
    let goalposts = page.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
    write(&folder, &format!("{profile}\n{goalposts}"));
    let after = json(folder.path(), &[]);
    let ranks = |found: &serde_json::Value| -> Vec<_> {
        let hubs = found["hubs"].as_array().unwrap().iter();
        hubs.map(|hub| (hub["rank"].clone(), hub["hub"].clone())).collect()
    };
    assert_eq!(ranks(&before), ranks(&after));
    assert_eq!(after["others"]["turns"], false);
    let page = uncertainty(folder.path(), "markdown", &[]);
    assert!(page.contains("No rank depends on who else is listed"), "{page}");
}

/// The same for one thread and for four; what claims 95 % rests on 10,000 draws at least, so that another seed tells the
/// same.
#[test]
fn rank_sets_rest_on_enough_draws() {
    let folder = folder("tests/data/pisa-2018", "weighting = \"equal\"\n");
    let with = |more: &[&str]| json(folder.path(), more)["rank_sets"].clone();
    assert_eq!(with(&["--threads", "1"]), with(&["--threads", "4"]));
    let (few, other) = (with(&["--draws", "1"]), with(&["--draws", "1", "--seed", "9"]));
    assert_eq!(few["draws"], 10_000);
    assert_eq!(few["may_be_top"], other["may_be_top"]);
}
