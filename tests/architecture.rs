//! The floor plan, as a test: who imports whom, how long a file and a function may be.
//!
//! The same table stands in ARCHITECTURE.md in words. A room that is not in it fails.

#![expect(clippy::unwrap_used, reason = "a test that can not read the sources should stop")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Each room with the rooms whose names may stand in its `use crate::…` and `crate::…` paths.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("problem", &[]),
    ("model", &[]),
    ("stage", &["model"]),
    ("study", &["model", "problem", "stage"]),
    ("read", &["model", "problem", "stage", "study"]),
    ("robustness", &["model", "problem", "stage", "study"]),
    ("why", &["model", "problem", "stage", "study", "robustness"]),
    ("draw", &["model", "problem", "stage", "study", "robustness", "why"]),
    ("published", &["model", "problem", "stage", "study", "read", "why"]),
    ("report", &["model", "problem", "stage", "study", "robustness", "why", "draw", "published"]),
    (
        "live",
        &["model", "problem", "stage", "study", "read", "robustness", "why", "draw", "report"],
    ),
    (
        "serve",
        &[
            "model",
            "problem",
            "stage",
            "study",
            "read",
            "robustness",
            "why",
            "draw",
            "report",
            "live",
        ],
    ),
    (
        "cli",
        &[
            "model",
            "problem",
            "stage",
            "study",
            "read",
            "robustness",
            "why",
            "draw",
            "report",
            "live",
            "serve",
            "published",
        ],
    ),
];

/// Files that may be longer than 400 lines before their tests, each with the reason.
const LONG_FILES: &[(&str, &str)] = &[("cli/args.rs", "the options of every command, one list")];

/// Functions that may be longer than 40 lines, each with the reason.
const LONG_FUNCTIONS: &[(&str, &str)] = &[("headline", "one arm a fault: a table of sentences")];

fn sources() -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
        let mut entries: Vec<_> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    let mut found = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    found
}

/// The part of a file before its tests.
fn before_tests(text: &str) -> &str {
    text.find("#[cfg(test)]").map_or(text, |at| &text[..at])
}

/// The room of a file: the first part of its path under src; none for lib.rs and main.rs.
fn room(path: &Path) -> Option<String> {
    let inside = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap();
    let first = inside.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
    let name = first.trim_end_matches(".rs").to_owned();
    (name != "lib" && name != "main").then_some(name)
}

/// The code without comments, so that examples and links in them do not count.
fn code(text: &str) -> String {
    before_tests(text)
        .lines()
        .map(|line| line.split("//").next().unwrap_or(""))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn rooms_import_only_what_the_plan_says() {
    let plan: BTreeMap<_, _> = MAY_IMPORT.iter().copied().collect();
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let Some(room) = room(&path) else { continue };
        let Some(allowed) = plan.get(room.as_str()) else {
            wrong.push(format!("{}: the room `{room}` is not in the plan", path.display()));
            continue;
        };
        for found in code(&text).split("crate::").skip(1) {
            let names: Vec<String> = match found.strip_prefix('{') {
                Some(list) => list
                    .split('}')
                    .next()
                    .unwrap()
                    .split(',')
                    .map(|n| n.trim().split("::").next().unwrap().to_owned())
                    .collect(),
                None => vec![
                    found
                        .split(|c: char| !c.is_alphanumeric() && c != '_')
                        .next()
                        .unwrap()
                        .to_owned(),
                ],
            };
            for name in names {
                let is_room = plan.contains_key(name.as_str());
                let home = match name.as_str() {
                    "Dataset" => "model",
                    "Problems" => "problem",
                    "Outcome" | "Profile" => "study",
                    other => other,
                };
                if (is_room || home != name) && home != room && !allowed.contains(&home) {
                    wrong.push(format!("{}: `{room}` must not import `{home}`", path.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_stay_small() {
    let is_excused = |path: &Path| LONG_FILES.iter().any(|(end, _)| path.ends_with(end));
    let long: Vec<_> = sources()
        .into_iter()
        .map(|(path, text)| (before_tests(&text).lines().count(), path))
        .filter(|(lines, path)| *lines > 400 && !is_excused(path))
        .collect();
    assert!(long.is_empty(), "{long:#?}");
}

/// A function runs from a line with `fn name` to the first line that closes its brace at the same indent.
#[test]
fn functions_stay_small() {
    let mut long = Vec::new();
    for (path, text) in sources() {
        let lines: Vec<_> = before_tests(&text).lines().collect();
        for (at, line) in lines.iter().enumerate() {
            let trimmed = line.trim_start();
            let Some((before, after)) = trimmed.split_once("fn ") else {
                continue;
            };
            let is_head = before
                .split_whitespace()
                .all(|word| word.starts_with("pub") || word == "const" || word == "async");
            if !is_head || trimmed.starts_with("//") {
                continue;
            }
            let indent = line.len() - trimmed.len();
            let close = format!("{}}}", " ".repeat(indent));
            let end = lines[at..]
                .iter()
                .position(|line| *line == close || line.ends_with(" {}"))
                .unwrap_or(0);
            let name = after.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap();
            if end + 1 > 40 && !LONG_FUNCTIONS.iter().any(|(excused, _)| *excused == name) {
                long.push(format!("{}:{} {name}: {} lines", path.display(), at + 1, end + 1));
            }
        }
    }
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn at_most_two_traits_of_our_own() {
    let is_trait = |line: &&str| {
        line.trim_start()
            .trim_start_matches("pub ")
            .trim_start_matches("pub(crate) ")
            .starts_with("trait ")
    };
    let count: usize =
        sources().iter().map(|(_, text)| code(text).lines().filter(is_trait).count()).sum();
    assert!(count <= 2, "{count} traits");
}

/// Only `read` opens inputs, only `cli` and `serve` write, only `cli` prints, only the sampler knows randomness.
#[test]
fn doors_are_where_the_plan_has_them() {
    let doors: &[(&str, &[&str])] = &[
        ("std::fs", &["read", "cli"]),
        ("std::env", &["cli"]),
        ("println!", &["cli", "main.rs"]),
        ("rand::", &["robustness"]),
        ("plotters::", &["draw"]),
        ("resvg::", &["draw"]),
    ];
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let home =
            room(&path).unwrap_or_else(|| path.file_name().unwrap().to_string_lossy().into_owned());
        for (door, homes) in doors {
            if code(&text).contains(door) && !homes.contains(&home.as_str()) {
                wrong.push(format!("{}: `{door}` belongs to {homes:?}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
