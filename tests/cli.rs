//! The commands, end to end, each test in a folder of its own.

#![expect(clippy::unwrap_used, reason = "a test that can not run the program should stop")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use tempfile::TempDir;

/// The program in a folder.
fn hubrank(folder: &Path, args: &[&str]) -> Command {
    let mut command = assert_cmd::cargo::cargo_bin_cmd!("hubrank");
    command.current_dir(folder).env_remove("NO_COLOR").args(args);
    command
}

fn stdout(folder: &Path, args: &[&str]) -> String {
    let done = hubrank(folder, args).assert().success();
    String::from_utf8(done.get_output().stdout.clone()).unwrap()
}

/// What is said on stderr by a command that ends with `code`.
fn stderr(folder: &Path, args: &[&str], code: i32) -> String {
    let done = hubrank(folder, args).assert().code(code);
    String::from_utf8(done.get_output().stderr.clone()).unwrap()
}

/// A folder with the five invented hubs and two profiles.
fn example() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    stdout(folder.path(), &["new", "five"]);
    let moved = folder.path().join("five");
    for name in ["data", "configs"] {
        fs::rename(moved.join(name), folder.path().join(name)).unwrap();
    }
    fs::remove_dir(moved).unwrap();
    folder
}

/// Every file below a folder with its bytes.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).unwrap().to_owned();
            (path, fs::read(entry.path()).unwrap())
        })
        .collect()
}

fn csv_rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

#[test]
fn an_empty_folder_has_the_built_in_data() {
    let folder = tempfile::tempdir().unwrap();
    let args = ["rank", "investor", "--chart", "none"];
    let done = hubrank(folder.path(), &args).assert().success();
    let (out, said) = (&done.get_output().stdout, &done.get_output().stderr);
    assert!(String::from_utf8_lossy(out).contains("Beijing 北京"));
    assert!(String::from_utf8_lossy(said).contains("built-in"));
    assert!(files(folder.path()).is_empty());
}

#[test]
fn csv_json_and_markdown_carry_the_same_rows() {
    let folder = example();
    let rank = |format| {
        let args = ["rank", "founder", "--chart", "none", "--format", format];
        stdout(folder.path(), &args)
    };
    let rows = csv_rows(&rank("csv"));
    let json: serde_json::Value = serde_json::from_str(&rank("json")).unwrap();
    let ranking = json["ranking"].as_array().unwrap();
    assert_eq!((rows.len(), ranking.len()), (5, 5));
    let markdown = rank("markdown");
    for (row, own) in rows.iter().zip(ranking) {
        assert_eq!(row["hub"], own["hub"].as_str().unwrap());
        assert_eq!(row["rank"], own["rank"].to_string());
        let score: f64 = row["score"].parse().unwrap();
        assert_eq!(Some(score), own["score"].as_f64());
        let talent: f64 = row["talent"].parse().unwrap();
        assert_eq!(Some(talent), own["groups"]["talent"].as_f64());
        let parts = own["contributions"].as_object().unwrap().values();
        let sum: f64 = parts.filter_map(serde_json::Value::as_f64).sum();
        assert!((sum - score).abs() < 1e-9, "{sum} {score}");
        assert_eq!(row["tier"], own["tier"].to_string());
        assert_eq!(row["rank_low"], own["rank_low"].to_string());
        assert_eq!(row["rank_high"], own["rank_high"].to_string());
        let (low, high) = (&row["rank_low"], &row["rank_high"]);
        let range = if low == high { low.clone() } else { format!("{low}–{high}") };
        let line = format!("| {} | {range} | {} | {} |", row["rank"], row["tier"], row["name"]);
        assert!(markdown.contains(&line), "{line} in {markdown}");
    }
    for key in ["hubrank", "dataset", "profile", "weights", "not_ranked", "notes"] {
        assert!(!json[key].is_null(), "{key}");
    }
}

#[test]
fn several_rankings_are_told_apart() {
    let folder = example();
    let rank = |format| stdout(folder.path(), &["rank", "--chart", "none", "--format", format]);
    let rows = csv_rows(&rank("csv"));
    assert_eq!(rows.len(), 10);
    assert_eq!((&*rows[0]["profile"], &*rows[9]["profile"]), ("balanced", "founder"));
    let json: serde_json::Value = serde_json::from_str(&rank("json")).unwrap();
    assert_eq!(json.as_array().unwrap().len(), 2);
}

#[test]
fn a_hub_below_the_floor_is_listed_with_the_reason() {
    let folder = tempfile::tempdir().unwrap();
    let args = ["rank", "founder", "--data", "articles", "--chart", "none"];
    let text = stdout(folder.path(), &args);
    assert!(text.contains("Not ranked"), "{text}");
    assert!(text.contains("of its weight rests on values, and 65 % is asked for"), "{text}");
    let rows = csv_rows(&stdout(folder.path(), &[&args[..], &["--format", "csv"]].concat()));
    let last = rows.last().unwrap();
    assert_eq!(last["rank"], "");
    assert_eq!(last["not_ranked"], "a benchmark, outside the ranks");
}

#[test]
fn wrong_usage_is_2_and_wrong_input_is_1() {
    let folder = example();
    let at = folder.path();
    assert!(stderr(at, &["rnk"], 2).contains("rank"));
    assert!(stderr(at, &["rank", "--weight", "talent"], 2).contains("talent=40"));
    assert!(stderr(at, &["compare", "founder"], 2).contains("two or more profiles"));
    assert!(stderr(at, &["rank", "foundr"], 1).contains("did you mean `founder`?"));
    assert!(stderr(at, &["rank", "--data", "fife"], 1).contains("did you mean `five`?"));
    assert!(stderr(at, &["explain", "avalom"], 1).contains("did you mean `Avalon`?"));
    assert!(stderr(at, &["rank", "--only", "regio=West"], 1).contains("did you mean `region`?"));
    assert!(stderr(at, &["rank", "--only", "region=Wst"], 1).contains("did you mean `West`?"));
    let said = stderr(at, &["rank", "founder", "--weight", "tallent=4"], 1);
    assert!(said.contains("did you mean `talent`?"), "{said}");
}

#[test]
fn a_refused_input_writes_nothing() {
    let folder = example();
    let profile = folder.path().join("configs/founder.toml");
    let text = fs::read_to_string(&profile).unwrap();
    fs::write(&profile, text.replace("capital =", "capitol =")).unwrap();
    let before = files(folder.path());
    for args in [&["run"][..], &["rank"], &["compare", "founder", "balanced"]] {
        let said = stderr(folder.path(), args, 1);
        assert!(said.contains("configs/founder.toml"), "{said}");
        assert!(said.contains("`capitol`"), "{said}");
    }
    assert_eq!(before, files(folder.path()));
}

#[test]
fn check_names_every_problem_and_what_is_well() {
    let folder = example();
    let text = stdout(folder.path(), &["check"]);
    assert_eq!(text.matches("ok: 5 of 5 hubs ranked").count(), 2, "{text}");
    let profile = folder.path().join("configs/founder.toml");
    fs::write(&profile, "name = 3\n[weights]\ntalent = \"much\"\n").unwrap();
    let done = hubrank(folder.path(), &["check"]).assert().code(1);
    let out = String::from_utf8_lossy(&done.get_output().stdout).into_owned();
    let said = String::from_utf8_lossy(&done.get_output().stderr).into_owned();
    assert!(out.contains("ok: 5 of 5 hubs ranked"), "{out}");
    assert!(said.contains("founder.toml:1:") && said.contains("founder.toml:3:"), "{said}");
}

#[test]
fn two_runs_write_the_same_bytes() {
    let folder = example();
    let said = stderr(folder.path(), &["run"], 0);
    assert!(said.contains("2 rankings of 1 data sets"), "{said}");
    let first = files(&folder.path().join("output"));
    stdout(folder.path(), &["run", "--quiet", "--out", "again"]);
    let again = files(&folder.path().join("again"));
    assert_eq!(first.keys().collect::<Vec<_>>(), again.keys().collect::<Vec<_>>());
    for (path, bytes) in &first {
        assert!(again[path] == *bytes, "{} differs", path.display());
    }
    for name in [
        "README.md",
        "five/README.md",
        "five/manifest.json",
        "five/comparison.csv",
        "five/founder/ranking.csv",
        "five/founder/ranking.json",
    ] {
        assert!(first.contains_key(Path::new(name)), "{name} is missing");
    }
}

/// Every link of a page leads to a file, and the manifest names every file beside it.
#[test]
fn pages_and_manifest_name_what_is_there() {
    let folder = example();
    stdout(folder.path(), &["run"]);
    let output = folder.path().join("output");
    for page in ["README.md", "five/README.md"] {
        let text = fs::read_to_string(output.join(page)).unwrap();
        let base = output.join(page).parent().unwrap().to_owned();
        let links: Vec<_> = text.split("](").skip(1).collect();
        assert!(links.len() > 5, "{text}");
        for link in links {
            let path = base.join(link.split(')').next().unwrap());
            assert!(path.is_file(), "{} of {page}", path.display());
        }
    }
    let text = fs::read_to_string(output.join("five/manifest.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&text).unwrap();
    let named: Vec<_> = manifest["outputs"].as_array().unwrap().iter().collect();
    let inside = files(&output.join("five"));
    assert_eq!(named.len(), inside.len() - 1);
    for own in named {
        assert!(inside.contains_key(Path::new(own["path"].as_str().unwrap())));
        assert_eq!(own["sha256"].as_str().unwrap().len(), 64);
    }
}

#[test]
fn a_weight_moves_the_others_in_proportion() {
    let folder = example();
    let args = ["rank", "founder", "--weight", "capital=100", "--format", "json"];
    let json: serde_json::Value = serde_json::from_str(&stdout(folder.path(), &args)).unwrap();
    assert_eq!(json["weights"]["funds"], 1.0);
    assert_eq!(json["ranking"][0]["hub"], "el_dorado");
    let written = files(folder.path());
    let as_shipped = |path: &&PathBuf| path.starts_with("output/five/founder");
    assert_eq!(written.keys().filter(as_shipped).count(), 0, "it has a folder of its own");
}

#[test]
fn only_keeps_the_hubs_with_an_attribute() {
    let folder = example();
    let args = ["rank", "founder", "--only", "region=west", "--chart", "none", "--format", "csv"];
    let rows = csv_rows(&stdout(folder.path(), &args));
    let hubs: Vec<_> = rows.iter().map(|row| row["hub"].as_str()).collect();
    assert_eq!(hubs, ["avalon", "camelot"]);
}

#[test]
fn compare_and_explain_speak_in_every_format() {
    let folder = example();
    let at = folder.path();
    let text = stdout(at, &["compare", "founder", "balanced", "--chart", "none"]);
    assert!(text.contains("Kendall") && text.contains("Biggest moves"), "{text}");
    let text = stdout(at, &["explain", "El Dorado"]);
    assert!(text.contains("El Dorado · rank 2 of 5 for balanced"), "{text}");
    assert!(text.contains("48,000 persons ÷ 2,100,000 persons"), "{text}");
    for command in [
        &["compare", "founder", "balanced", "--chart", "none"][..],
        &["explain", "avalon", "--profile", "founder"],
    ] {
        let with = |format| stdout(at, &[command, &["--format", format]].concat());
        assert_eq!(csv_rows(&with("csv")).len(), if command[0] == "compare" { 5 } else { 4 });
        let json: serde_json::Value = serde_json::from_str(&with("json")).unwrap();
        assert!(json["hubrank"].is_string());
        assert!(with("markdown").starts_with("## "));
    }
}

#[test]
fn new_refuses_to_overwrite() {
    let folder = tempfile::tempdir().unwrap();
    stdout(folder.path(), &["new", "mine"]);
    let before = files(folder.path());
    assert!(stderr(folder.path(), &["new", "mine"], 1).contains("is there already"));
    assert_eq!(before, files(folder.path()));
}

#[test]
fn a_bare_table_ranks_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let table = "City,Rent (EUR),Engineers\nBerlin,14.2,31000\nLisbon,16,12000\nPorto,9,8000\n";
    fs::write(folder.path().join("cities.csv"), table).unwrap();
    stdout(folder.path(), &["new", "my-cities", "--from", "cities.csv"]);
    let inside = folder.path().join("my-cities");
    let text = stdout(&inside, &["rank", "--chart", "none"]);
    assert!(text.contains("Berlin") && text.contains("Porto"), "{text}");
    let text = stdout(&inside, &["check"]);
    assert_eq!(text.matches("ok: 3 of 3 hubs ranked").count(), 2, "{text}");
}

#[test]
fn pipes_and_no_color_have_no_styles() {
    let folder = example();
    let rank = ["rank", "founder", "--chart", "none"];
    assert!(!stdout(folder.path(), &rank).contains('\u{1b}'));
    let always = [&rank[..], &["--color", "always"]].concat();
    assert!(stdout(folder.path(), &always).contains('\u{1b}'));
    let done = hubrank(folder.path(), &["rank", "x"]).env("NO_COLOR", "1").assert().code(1);
    assert!(!done.get_output().stderr.contains(&0x1b));
}

#[test]
fn quiet_says_nothing_beside_the_result() {
    let folder = tempfile::tempdir().unwrap();
    let args = ["rank", "investor", "--quiet", "--chart", "svg"];
    assert_eq!(stderr(folder.path(), &args, 0), "");
}

/// Own data without profiles: of the built-in ones those that weigh other pillars are left out, the balanced one fits.
#[test]
fn own_data_without_profiles_are_ranked_as_balanced() {
    let folder = example();
    let at = folder.path();
    fs::remove_dir_all(at.join("configs")).unwrap();
    let text = stdout(at, &["rank", "--chart", "none"]);
    assert!(text.starts_with("balanced · Five invented hubs"), "{text}");
    let said = stderr(at, &["rank", "founder"], 1);
    assert!(said.contains("`manufacturing`"), "{said}");
}

#[test]
fn which_data_set_is_meant_must_be_clear() {
    let folder = example();
    let copy = folder.path().join("data/other");
    fs::create_dir(&copy).unwrap();
    for name in ["dataset.toml", "hubs.csv", "observations.csv"] {
        let text = fs::read_to_string(folder.path().join("data/five").join(name)).unwrap();
        fs::write(copy.join(name), text.replace("id = \"five\"", "id = \"other\"")).unwrap();
    }
    let said = stderr(folder.path(), &["rank", "founder"], 1);
    assert!(said.contains("which data set") && said.contains("--data"), "{said}");
    let args = ["rank", "founder", "--data", "other", "--chart", "none"];
    assert!(stdout(folder.path(), &args).contains("Five invented hubs"));
}

fn json(folder: &Path, args: &[&str]) -> serde_json::Value {
    let chart: &[&str] = if args[0] == "sensitivity" { &["--chart", "none"] } else { &[] };
    let args = [args, &["--format", "json"], chart].concat();
    serde_json::from_str(&stdout(folder, &args)).unwrap()
}

#[test]
fn sensitivity_says_the_same_in_every_format() {
    let folder = example();
    let at = folder.path();
    let args = ["sensitivity", "founder", "--hub", "Avalon"];
    let own = json(at, &args);
    let rows =
        csv_rows(&stdout(at, &[&args[..], &["--format", "csv", "--chart", "none"]].concat()));
    let count = |result: &str| rows.iter().filter(|row| row["result"] == result).count();
    let weights = own["one_weight"].as_array().unwrap();
    assert!(weights.iter().all(|one| one["how"] == "exact"));
    let inside = |key: &str| -> usize {
        let lists = weights.iter().map(|one| one[key].as_array().unwrap());
        lists.map(Vec::len).sum()
    };
    assert_eq!(count("leader"), inside("leaders"));
    assert_eq!(count("crossing"), inside("crossings"));
    assert_eq!(count("stability"), 3 * weights.len());
    assert_eq!(count("dethrone"), 5);
    assert_eq!((count("range"), count("case")), (10, 1));
    let sets = own["joint"]["sets"].as_array().unwrap();
    for range in sets.iter().flat_map(|set| set["ranks"].as_array().unwrap()) {
        assert_eq!(range["how"], "exact");
        assert!(range["best"]["rank"].as_u64() <= range["worst"]["rank"].as_u64());
    }
    let text = stdout(at, &[&args[..], &["--chart", "none"]].concat());
    for words in ["(exact)", "To be first", "Rank ranges", "±25 %", "The case for Avalon"] {
        assert!(text.contains(words), "{words} in {text}");
    }
    let page = stdout(at, &[&args[..], &["--format", "markdown"]].concat());
    assert!(page.starts_with("## What would change founder"), "{page}");
    let written = files(&at.join("output/five/founder"));
    for name in ["stability.png", "rank-ranges.png", "dominance.png", "sensitivity.png"] {
        assert!(written.contains_key(Path::new(name)), "{name}");
    }
}

/// The weights at which a challenger is level, a hair beyond them: it leads a ranking run with them.
#[test]
fn the_weights_that_dethrone_do() {
    let folder = example();
    let own = json(folder.path(), &["sensitivity", "founder"]);
    let text = fs::read_to_string(folder.path().join("configs/founder.toml")).unwrap();
    let (before, _) = text.split_once("[weights]").unwrap();
    let stated = own["joint"]["weights"].as_object().unwrap();
    let mut tried = 0;
    for one in own["joint"]["dethrone"].as_array().unwrap() {
        let Some(weights) = one["weights"].as_object() else {
            assert!(!one["never_because_of"].as_array().unwrap().is_empty());
            continue;
        };
        let points: f64 = one["points"].as_f64().unwrap();
        let mut moved = 0.0;
        let mut said = String::from("[weights]\n");
        for (id, w) in weights {
            let (w, from) = (w.as_f64().unwrap(), stated[id].as_f64().unwrap());
            moved += 50.0 * (w - from).abs();
            said += &format!("{id} = {}\n", (from + 1.0001 * (w - from)).max(0.0));
        }
        assert!((moved - points).abs() < 1e-6, "{moved} {points}");
        fs::write(folder.path().join("configs/founder.toml"), format!("{before}{said}")).unwrap();
        let ranking = json(folder.path(), &["rank", "founder"]);
        assert_eq!(ranking["ranking"][0]["hub"], one["hub"]);
        tried += 1;
    }
    assert!(tried > 1, "{own}");
}

#[test]
fn what_is_not_linear_is_sampled_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let args = ["sensitivity", "founder", "--data", "articles"];
    let own = json(at, &args);
    assert_eq!(own["one_weight"][0]["how"], "sampled at 201 weights");
    let joint = &own["joint"];
    for how in [&joint["how"], &joint["dethrone"][0]["how"], &joint["sets"][0]["how"]] {
        assert!(how.as_str().unwrap().starts_with("sampled at "), "{how}");
    }
    // What was so each time is not said to be so always.
    assert!(joint["sets"][0]["always_ahead"].is_null());
    assert!(joint["sets"][0]["ahead_each_time"].is_array());
    let text = stdout(at, &[&args[..], &["--chart", "none"]].concat());
    for words in ["≈", "≤", "sampled at 201 weights", "so nothing is exact", "Each time ahead"]
    {
        assert!(text.contains(words), "{words} in {text}");
    }
    let args = ["sensitivity", "founder", "--at", "leaves"];
    let own = json(at, &args);
    assert_eq!(own["one_weight"].as_array().unwrap().len(), 22);
}

#[test]
fn one_node_alone_has_its_ranks_as_steps() {
    let folder = example();
    let args = ["sensitivity", "founder", "--node", "talent"];
    let own = json(folder.path(), &args);
    let ranks = own["one_weight"][0]["ranks"].as_array().unwrap();
    assert_eq!(ranks.len(), 5);
    for one in ranks {
        let steps = one["steps"].as_array().unwrap();
        assert_eq!(steps[0]["from"], 0.0);
        assert_eq!(steps.last().unwrap()["to"], 1.0);
    }
    let args = [&args[..], &["--chart", "svg"]].concat();
    assert!(stdout(folder.path(), &args).contains("at 100 %"));
    let chart = folder.path().join("output/five/founder/sensitivity-talent.svg");
    assert!(chart.is_file());
}

#[test]
fn sensitivity_refuses_what_it_does_not_know() {
    let folder = example();
    let at = folder.path();
    let sensitivity = |more: &[&'static str], code| {
        stderr(at, &[&["sensitivity", "founder"], more].concat(), code)
    };
    assert!(sensitivity(&["--node", "tallent"], 1).contains("did you mean `talent`?"));
    assert!(sensitivity(&["--hub", "avalom"], 1).contains("did you mean `Avalon`?"));
    assert!(sensitivity(&["--top", "0"], 2).contains("from 1"));
    assert!(sensitivity(&["--percent", "0"], 2).contains("above 0"));
    assert!(sensitivity(&["--at", "roots"], 2).contains("leaves"));
    assert!(sensitivity(&["--node", "talent", "--hub", "avalon"], 2).contains("--hub"));
    assert!(!at.join("output").exists());
}

#[test]
fn statements_narrow_the_weights_or_are_refused_together() {
    let folder = example();
    let profile = folder.path().join("configs/founder.toml");
    let text = fs::read_to_string(&profile).unwrap();
    let with = |said: &str| fs::write(&profile, format!("{text}\n[statements]\n{said}\n")).unwrap();
    with("weights = [\"talent >= capital\"]");
    let own = json(folder.path(), &["sensitivity", "founder"]);
    let sets = own["joint"]["sets"].as_array().unwrap();
    assert_eq!((sets.len(), &sets[2]["over"]), (3, &"statements".into()));
    for range in sets[2]["ranks"].as_array().unwrap() {
        for end in ["best", "worst"] {
            let weights = &range[end]["weights"];
            let [more, less] = ["talent", "capital"].map(|id| weights[id].as_f64().unwrap());
            assert!(more >= less - 1e-9, "{weights}");
        }
    }
    with("weights = [\"talent >= 60\", \"cost >= 10\", \"capital >= 60\"]");
    let said = stderr(folder.path(), &["sensitivity", "founder"], 1);
    assert!(
        said.contains("no weights meet these statements together: `talent >= 60`, `capital >= 60`"),
        "{said}"
    );
    assert!(said.contains("configs/founder.toml:") && !said.contains("`cost >= 10`"), "{said}");
    with("hubs = [\"avalom > camelot\"]");
    let said = stderr(folder.path(), &["rank", "founder"], 1);
    assert!(said.contains("unknown hub `avalom`") && said.contains("`avalon`"), "{said}");
    // A hub that is only left out of this ranking is no unknown one.
    with("hubs = [\"avalon > el_dorado\"]");
    let text = stdout(
        folder.path(),
        &["sensitivity", "founder", "--only", "region=west", "--chart", "none"],
    );
    assert!(text.contains("left out: el_dorado is not ranked"), "{text}");
}

#[test]
fn methods_are_listed_and_each_has_a_page() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let text = stdout(at, &["methods"]);
    for words in
        ["benefit-of-the-doubt", "no: not a preference", "ELECTRE", "Linear in the weights"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    let page = stdout(at, &["methods", "spotis"]);
    assert!(page.contains("Another spelling of") && page.contains("Dezert"), "{page}");
    assert!(stdout(at, &["methods", "OWA"]).starts_with("ordered-weighted"));
    assert!(stderr(at, &["methods", "topsys"], 1).contains("did you mean `topsis`?"));
    let rows = csv_rows(&stdout(at, &["methods", "--format", "csv"]));
    let all = json(at, &["methods"]);
    assert_eq!(rows.len(), all["methods"].as_array().unwrap().len());
    assert!(rows.iter().all(|row| !row["assumes"].is_empty()));
    assert!(stdout(at, &["methods", "--format", "markdown"]).starts_with("## "));
}

#[test]
fn selftest_agrees_and_says_how_far() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let text = stdout(at, &["selftest"]);
    assert!(text.contains("all agree to the last digit"), "{text}");
    let text = stdout(at, &["selftest", "--method", "topsis"]);
    assert!(text.contains("Hodgett") && text.contains("expected 0.4817"), "{text}");
    assert!(stderr(at, &["selftest", "--method", "topsys"], 1).contains("`topsis`"));
    let rows = csv_rows(&stdout(at, &["selftest", "--format", "csv"]));
    assert!(rows.len() > 600 && rows.iter().all(|row| row["agrees"] == "true"));
    assert_eq!(json(at, &["selftest"])["missed"], 0);
}

#[test]
fn one_profile_by_every_method() {
    let folder = example();
    let at = folder.path();
    let args = ["rank", "founder", "--methods", "all", "--chart", "none"];
    let text = stdout(at, &args);
    assert!(
        text.contains("topsis") && text.contains("τ_b") && text.contains("Can not be here"),
        "{text}"
    );
    let rows = csv_rows(&stdout(at, &[&args[..], &["--format", "csv"]].concat()));
    let own = rows.iter().filter(|row| row["method"] == "weighted-mean");
    assert_eq!(own.count(), 5);
    let found = json(at, &args);
    let methods = found["methods"].as_array().unwrap();
    // The example has a gap and no goalposts: what compares whole hubs, and SPOTIS, say why they can not be here.
    assert_eq!(methods.len(), 6, "{methods:?}");
    for method in &methods[1..] {
        let tau = method["tau_b"].as_f64().unwrap();
        assert!((-1.0..=1.0).contains(&tau));
    }
    assert!(stderr(at, &["rank", "founder", "--methods", "topsys"], 1).contains("`topsis`"));
    let two = ["rank", "founder", "--methods", "topsis,borda"];
    stdout(at, &two);
    assert!(at.join("output/five/founder/methods.png").is_file());
}

/// A gap under a method that compares whole hubs: it is left out with what to set, and runs once that is set.
#[test]
fn methods_that_need_every_value_say_what_to_set() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let args = ["rank", "founder", "--methods", "topsis", "--chart", "none"];
    let text = stdout(at, &args);
    assert!(
        text.contains(
            "topsis: whole hubs are compared, and 5 values are missing: set `missing = \"mean\"`"
        ),
        "{text}"
    );
    let filled = at.join("filled.toml");
    fs::write(&filled, "name = \"filled\"\nmissing = \"mean\"\nweighting = \"equal\"\n").unwrap();
    let args = ["rank", "./filled.toml", "--methods", "topsis", "--chart", "none"];
    let text = stdout(at, &args);
    assert!(text.contains("topsis") && !text.contains("Can not be here"), "{text}");
}

#[test]
fn an_audit_speaks_in_every_format() {
    let folder = example();
    let at = folder.path();
    let args = ["audit", "founder", "--chart", "none"];
    let text = stdout(at, &args);
    for words in [
        "Each indicator",
        "Correlations",
        "What hangs together",
        "Weight against importance",
        "Without the hub",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let rows = csv_rows(&stdout(at, &[&args[..], &["--format", "csv"]].concat()));
    let shares = rows.iter().filter(|row| row["measure"] == "share_of_variance");
    assert!(shares.count() > 4);
    let found = json(at, &args);
    let shares = found["importances"].as_array().unwrap().iter();
    let indicators = found["indicators"].as_array().unwrap();
    let is_leaf = |own: &&serde_json::Value| {
        let known = |one: &serde_json::Value| one["indicator"] == own["node"];
        indicators.iter().any(known)
    };
    let sum: f64 = shares.filter(is_leaf).filter_map(|own| own["share_of_variance"].as_f64()).sum();
    assert!((sum - 1.0).abs() < 1e-9, "{sum}");
    assert!(!at.join("output").exists());
    stdout(at, &["audit"]);
    for name in ["correlation", "importance", "distribution"] {
        let path = at.join(format!("output/five/balanced/audit/{name}.png"));
        assert!(path.is_file(), "{}", path.display());
    }
}

/// A folder with three hubs of two equally weighted pillars: (1, 0), (0, 1), (0.6, 0.6), under all weights.
fn closed_form() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data/three");
    fs::create_dir_all(&data).unwrap();
    fs::create_dir_all(folder.path().join("configs")).unwrap();
    let indicator = |id: &str| {
        format!("[[indicator]]\nid = \"{id}\"\nname = \"{id}\"\ndirection = \"higher\"\n")
    };
    let text = format!("id = \"three\"\ntitle = \"Three\"\n{}{}", indicator("x"), indicator("y"));
    fs::write(data.join("dataset.toml"), text).unwrap();
    let values = "hub,x,y\nA,1,0\nB,0,1\nC,0.6,0.6\n";
    fs::write(data.join("observations.csv"), values).unwrap();
    let profile = "weighting = \"equal\"\nnormalisation = \"as-is\"\n[uncertainty]\nweights = \"uniform\"\ndraws = 40000\n";
    fs::write(folder.path().join("configs/any.toml"), profile).unwrap();
    folder
}

/// SMAA's closed form: first-rank shares .4 .4 .2, central weights (.8, .2) (.2, .8) (.5, .5).
#[test]
fn uncertainty_finds_the_closed_form() {
    let folder = closed_form();
    let args = ["uncertainty", "any", "--chart", "none", "--format"];
    let with = |format: &str| stdout(folder.path(), &[&args[..], &[format]].concat());
    let rows = csv_rows(&with("csv"));
    let expected = [("C", 0.2, 0.5, 1.8), ("A", 0.4, 0.8, 2.1), ("B", 0.4, 0.2, 2.1)];
    for (hub, first, central, rank) in expected {
        let row = rows.iter().find(|row| row["name"] == hub).unwrap();
        let number = |key: &str| row[key].parse::<f64>().unwrap();
        assert!((number("first") - first).abs() < 4.0 * number("first_error"), "{row:?}");
        assert!((number("central_x") - central).abs() < 0.01, "{row:?}");
        assert!((number("expected_rank") - rank).abs() < 1e-9, "{row:?}");
    }
    let json: serde_json::Value = serde_json::from_str(&with("json")).unwrap();
    assert_eq!(json["check_misses"], 0);
    let sum: f64 = json["hubs"][0]["acceptability"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(serde_json::Value::as_f64)
        .sum();
    assert!((sum - 1.0).abs() < 1e-12);
    let text = with("table");
    assert!(
        text.contains("all weights, equally likely") && !text.contains("confidence interval for"),
        "{text}"
    );
}

#[test]
fn uncertainty_is_the_same_on_any_number_of_threads() {
    let folder = example();
    let with = |threads, format| {
        let args = [
            "uncertainty",
            "founder",
            "--chart",
            "svg",
            "--draws",
            "1000",
            "--format",
            format,
            "--threads",
            threads,
            "--out",
            threads,
        ];
        let text = stdout(folder.path(), &args);
        (text, files(&folder.path().join(threads)))
    };
    for format in ["json", "table"] {
        let (one, four) = (with("1", format), with("4", format));
        assert!(one == four);
        assert!(one.1.len() >= 3, "{:?}", one.1.keys());
    }
}

/// What is printed and what is drawn are the same bytes on any number of threads, whatever the command.
#[test]
fn every_command_takes_threads() {
    let commands: [&[&str]; 7] = [
        &["rank", "founder", "investor"],
        &["rank", "founder", "--methods", "topsis,borda"],
        &["sensitivity", "founder", "--chart", "svg"],
        &["compare", "investor", "founder", "balanced"],
        &["explain", "shenzhen", "--chart", "svg"],
        &["audit", "--chart", "svg"],
        &["report", "founder"],
    ];
    for command in commands {
        let on = |threads: &str| {
            let folder = tempfile::tempdir().unwrap();
            let text = stdout(folder.path(), &[command, &["--threads", threads]].concat());
            (text, files(folder.path()))
        };
        let (one, three) = (on("1"), on("3"));
        assert!(one == three, "{command:?}");
        assert!(!one.1.is_empty(), "{command:?}");
    }
    let folder = example();
    assert!(
        stderr(folder.path(), &["rank", "--threads", "0"], 2).contains("a whole number from 1")
    );
    stdout(folder.path(), &["run", "--threads", "3"]);
}

#[test]
fn a_claim_that_does_not_hold_is_3() {
    let folder = closed_form();
    let at = folder.path();
    let base = ["uncertainty", "any", "--chart", "none", "--draws", "2000", "--quiet"];
    let said = |more: &[&str], code| stderr(at, &[&base[..], more].concat(), code);
    assert_eq!(said(&["--expect-top", "3", "a,B"], 0), "");
    assert_eq!(said(&["--expect-first", "A", "--at", "35"], 0), "");
    let text = said(&["--expect-first", "A"], 3);
    assert!(
        text.contains("expected at least 90 %: A is first in") && text.contains("short by"),
        "{text}"
    );
    assert!(said(&["--expect-top", "2", "A"], 3).contains("A is among the first 2"));
    assert!(said(&["--expect-top", "2", "A,B,C"], 1).contains("no more than 2 names"));
    assert!(said(&["--expect-top", "2", ","], 1).contains("one name or more"));
    assert!(said(&["--expect-first", "Aa"], 1).contains("unknown hub"));
    assert!(said(&["--expect-top", "x", "A"], 1).contains("how many hubs are the top"));
}

/// Each claim is held against the same draws and told with its probability; one that fails is enough for 3.
#[test]
fn every_claim_is_checked() {
    let folder = closed_form();
    let base = ["uncertainty", "any", "--chart", "none", "--draws", "20000", "--at", "35"];
    let said = |more: &[&str], code| stderr(folder.path(), &[&base[..], more].concat(), code);
    let top = ["--expect-top", "2", "C", "--expect-top", "2", "A,B"];
    let text = said(&top, 3);
    assert!(text.contains("as expected: C is among the first 2 in 100 %"), "{text}");
    assert!(text.contains("expected at least 35 %: A and B are among the first 2"), "{text}");
    assert!(text.contains("short by 35 points (± 0 by simulation)"), "{text}");
    let first = ["--expect-first", "A", "--expect-first", "b", "--expect-top", "3", "A,B,C"];
    let text = said(&first, 0);
    assert_eq!(text.matches("as expected: ").count(), 3, "{text}");
    assert!(said(&["--expect-first", "A", "--expect-first", "C"], 3).contains("C is first in"));
}

/// What can not be held against a ranking at all is refused; a hub without a rank is a claim that does not hold.
#[test]
fn a_claim_about_what_is_not_ranked_says_why() {
    let folder = closed_form();
    let base = ["uncertainty", "any", "--draws", "200"];
    let said = |more: &[&str], code| stderr(folder.path(), &[&base[..], more].concat(), code);
    let text = said(&["--expect-top", "4", "A,B"], 1);
    assert!(text.contains("no more places than ranked hubs: 3"), "{text}");
    let text = said(&["--expect-top", "2", "A,a"], 1);
    assert!(text.contains("cannot be `a` twice"), "{text}");
    let text = said(&["--top", "99"], 1);
    assert!(text.contains("no more than are ranked: 3"), "{text}");
    let many = ["uncertainty", "any", "--draws", "100000001"];
    let text = stderr(folder.path(), &many, 2);
    assert!(text.contains("expected a whole number from 1 to 100000000"), "{text}");
    assert!(!folder.path().join("output").exists());

    let folder = tempfile::tempdir().unwrap();
    let base = ["uncertainty", "investor", "--chart", "none", "--draws", "200", "--quiet"];
    let said = |more: &[&str]| stderr(folder.path(), &[&base[..], more].concat(), 3);
    let text = said(&["--expect-first", "hong_kong"]);
    assert_eq!(
        text,
        "expected at least 90 %: Hong Kong is not ranked: a benchmark, outside the ranks\n"
    );
    let limited = folder.path().join("limited.toml");
    fs::write(&limited, "weighting = \"equal\"\n[limits]\nresidential_rent = { at-most = 60 }\n")
        .unwrap();
    let args = ["uncertainty", "./limited.toml", "--chart", "none", "--draws", "200", "--quiet"];
    let claim = ["--expect-top", "2", "Beijing,Wuhan"];
    let text = stderr(folder.path(), &[&args[..], &claim].concat(), 3);
    assert!(text.contains("Beijing is not ranked: ") && text.contains("the limit is"), "{text}");
    let text = said(&["--only", "region=East", "--expect-first", "chengdu"]);
    assert!(text.contains("Chengdu is not ranked: `--only` leaves it out"), "{text}");
    let args = ["uncertainty", "founder", "--data", "articles", "--chart", "none"];
    let claim = ["--draws", "200", "--quiet", "--expect-first", "Nanjing"];
    let text = stderr(folder.path(), &[&args[..], &claim].concat(), 3);
    assert!(text.contains("of its weight rests on values"), "{text}");
}

/// Of A = (1, 0), B = (0, 1) and C = (0.6, 0.6), C is never behind both: A is among the first two where its weight is
/// above one half, B where it is below, each in 50 % of all weights, both at once never, A and C in 50 %.
#[test]
fn hubs_are_expected_in_the_top_all_at_once() {
    let folder = closed_form();
    let base = ["uncertainty", "any", "--chart", "none", "--draws", "20000"];
    let said = |names: &str, at: &str, code| {
        let more = ["--expect-top", "2", names, "--at", at];
        stderr(folder.path(), &[&base[..], &more].concat(), code)
    };
    let text = said("A,B", "40", 3);
    assert!(text.contains("A and B are among the first 2 together in"), "{text}");
    let share = |text: &str, before: &str| -> f64 {
        let after = text.split(before).nth(1).unwrap().trim_start();
        after.split(' ').next().unwrap().parse().unwrap()
    };
    assert_eq!(share(&text, "together in"), 0.0, "{text}");
    assert!((share(&text, "(A in") - 50.0).abs() < 1.5, "{text}");
    let text = said("a, C", "48", 0);
    assert!(text.contains("as expected: A and C are"), "{text}");
    assert!((share(&text, "together in") - 50.0).abs() < 1.5, "{text}");
    assert!(said("A", "48", 0).contains("as expected: A is among the first 2"));
    assert!(said("A,C", "53", 3).contains("short by"));
}

#[test]
fn a_doubt_that_can_not_be_is_told_where_it_stands() {
    let folder = closed_form();
    let profile = folder.path().join("configs/any.toml");
    let with = |weights: &str| {
        let text = format!("weighting = \"equal\"\n[uncertainty]\nweights = {weights}\n");
        fs::write(&profile, text).unwrap();
        stderr(folder.path(), &["rank", "any", "--chart", "none"], 1)
    };
    let said = with("{ dirichlet = { points = 60 } }");
    assert!(said.contains("any.toml:3:") && said.contains("less than 50 points"), "{said}");
    assert!(with("\"statements\"").contains("`[statements]` in the profile"));
    assert!(with("{ box = { z = [1, 2] } }").contains("unknown indicator or group `z`"));
}

/// Weights drawn by statements that conflict are refused as `sensitivity` refuses them: by the smallest set.
#[test]
fn statements_that_conflict_are_named_where_weights_are_drawn() {
    let folder = closed_form();
    let profile = folder.path().join("configs/any.toml");
    let with = |method: &str, statements: &str| {
        let text = format!(
            "weighting = \"equal\"\n{method}\n[uncertainty]\nweights = \"statements\"\n[statements]\n{statements}\n"
        );
        fs::write(&profile, text).unwrap();
        let said = |command: &str| stderr(folder.path(), &[command, "any", "--chart", "none"], 1);
        assert_eq!(said("uncertainty"), said("sensitivity"));
        assert_eq!(said("uncertainty"), said("rank"));
        said("uncertainty")
    };
    let text =
        with("normalisation = \"as-is\"", "weights = [\"x >= y\", \"x >= 10\", \"y >= 60\"]");
    assert!(text.contains("together: `x >= y`, `y >= 60`"), "{text}");
    let text = with(
        "normalisation = \"as-is\"",
        "hubs = [\"A > C\"]\nweights = [\"x >= 10\", \"x <= 50\"]",
    );
    assert!(text.contains("together: `A > C`, `x <= 50`"), "{text}");
    let text = with("aggregation = \"topsis\"", "weights = [\"x >= 70\", \"y >= 60\"]");
    assert!(text.contains("together: `x >= 70`, `y >= 60`"), "{text}");
    // Nothing conflicts here, but one weighting is no range to draw from.
    fs::write(&profile, "weighting = \"equal\"\n[uncertainty]\nweights = \"statements\"\n[statements]\nweights = [\"x >= y\", \"y >= x\"]\n").unwrap();
    let text = stderr(folder.path(), &["rank", "any", "--chart", "none"], 1);
    assert!(text.contains("with room to spare"), "{text}");
}

/// Three hubs on goalposts 0 to 10, equal weights: A (8 within 7 and 9, 4), B (6, a gap), C (2, 6 within 5 and 10).
/// Scores by hand: A 55 to 65, B 50 to 60 (the gap between 4 and 6), C 35 to 60; each can be first and last.
#[test]
fn uncertainty_bounds_what_the_data_leave_open() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data/three");
    fs::create_dir_all(&data).unwrap();
    fs::create_dir_all(folder.path().join("configs")).unwrap();
    let indicator = |id: &str| {
        format!(
            "[[indicator]]\nid = \"{id}\"\nname = \"{id}\"\ndirection = \"higher\"\ngoalposts = {{ low = 0, high = 10 }}\n"
        )
    };
    let text = format!("id = \"three\"\ntitle = \"Three\"\n{}{}", indicator("x"), indicator("y"));
    fs::write(data.join("dataset.toml"), text).unwrap();
    let values =
        "hub,indicator,value,low,high\nA,x,8,7,9\nB,x,6,,\nC,x,2,,\nA,y,4,,\nB,y,,,\nC,y,6,5,10\n";
    fs::write(data.join("observations.csv"), values).unwrap();
    let write = |text: &str| {
        let text = format!("weighting = \"equal\"\n{text}");
        fs::write(folder.path().join("configs/any.toml"), text).unwrap();
    };
    write("normalisation = \"goalposts\"\nmissing = { leave-out = { min-coverage = 0 } }\n");
    let args = ["uncertainty", "any", "--chart", "none", "--draws", "2000", "--format"];
    let with = |format: &str| stdout(folder.path(), &[&args[..], &[format]].concat());
    let json: serde_json::Value = serde_json::from_str(&with("json")).unwrap();
    let open = &json["open_data"];
    assert_eq!((&open["values"], &open["gaps"]), (&2.into(), &1.into()));
    let rows = csv_rows(&with("csv"));
    for (hub, low, high) in [("A", 55.0, 65.0), ("B", 50.0, 60.0), ("C", 35.0, 60.0)] {
        let row = rows.iter().find(|row| row["name"] == hub).unwrap();
        let number = |key: &str| row[key].parse::<f64>().unwrap();
        assert!((number("score_low") - low).abs() < 1e-9, "{row:?}");
        assert!((number("score_high") - high).abs() < 1e-9, "{row:?}");
        assert_eq!((number("best_rank"), number("worst_rank")), (1.0, 3.0));
        assert_eq!(row["bounds"], "exact");
    }
    // Below the hubs, without a rank: each cell with its two ends, in the order of what it changes.
    let cells: Vec<_> = rows.iter().filter(|row| row["rank"].is_empty()).collect();
    assert_eq!(cells.len(), 3);
    let changes: Vec<f64> = cells.iter().map(|row| row["change"].parse().unwrap()).collect();
    assert!(changes.is_sorted_by(|a, b| a.abs() >= b.abs()), "{changes:?}");
    assert_eq!(open["check_first"]["cells"][0]["change"].as_f64(), Some(changes[0]));
    let text = with("markdown");
    assert!(
        text.contains("2 values with bounds, 1 gap") && text.contains("Which cell to check first")
    );
    write("normalisation = \"vector\"\nmissing = \"mean\"\naggregation = \"topsis\"\n");
    let text = with("table");
    assert!(text.contains("No guaranteed bounds: under `topsis` a better value"), "{text}");
}

/// The seed of the draws behind ranges can be set; it is one where neither the profile nor the user says any.
#[test]
fn rank_takes_a_seed() {
    let folder = example();
    let said = |more: &[&str]| {
        let asked = ["rank", "founder", "--chart", "svg", "--out", "drawn", "--quiet"];
        let said = stdout(folder.path(), &[&asked, more].concat());
        let chart = folder.path().join("drawn/five/founder/ranking.svg");
        (said, fs::read_to_string(chart).unwrap())
    };
    assert_eq!(said(&[]), said(&["--seed", "1"]));
    assert!(said(&["--seed", "2"]).1.contains("seed 2"));
}

#[cfg(feature = "charts")]
#[test]
fn a_report_takes_no_engine_but_its_own() {
    let folder = example();
    let path = folder.path();
    fs::write(path.join("text.wasm"), "no engine").unwrap();
    fs::write(path.join("other.wasm"), b"\0asm\x01\0\0\0").unwrap();
    let before = files(path);
    for (file, reason) in [
        ("none.wasm", "there is no such file"),
        ("text.wasm", "it is no WebAssembly"),
        ("other.wasm", "it is not the engine of hubrank"),
    ] {
        let said = stderr(path, &["report", "--sliders", file], 1);
        for word in [file, reason, "wasm/build"] {
            assert!(said.contains(word), "{said}");
        }
    }
    assert_eq!(files(path), before, "nothing is written");
}

#[cfg(feature = "charts")]
#[test]
fn a_report_carries_an_engine_of_its_version() {
    let folder = example();
    let path = folder.path();
    let engine = ["\0asm\x01\0\0\0hubrank-", env!("CARGO_PKG_VERSION")].concat();
    fs::write(path.join("hubrank.wasm"), engine).unwrap();
    stdout(path, &["report", "--sliders", "hubrank.wasm", "--quiet"]);
    let text = fs::read_to_string(path.join("output/report.html")).unwrap();
    assert!(text.contains("id=\"engine\"") && text.contains("<h2>Move the weights</h2>"));
    assert!(text.contains("--sliders hubrank.wasm"), "the command to get it again");
    // The package that makes it must go by the same version.
    let package = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("wasm/Cargo.toml"));
    let version = format!("version = \"{}\"", env!("CARGO_PKG_VERSION"));
    assert!(package.unwrap().contains(&version));
}
