//! `hubrank check`: every file read, every problem listed.

use crate::problem::Problems;
use crate::report::page::{Field, Head, Page, Part, Sheet};

use super::args::CheckArgs;
use super::inputs::{datasets, extend_with_new, fits, profiles, say_what_is_built_in};
use super::terminal::Terminal;

/// Reads all data sets and all profiles and ranks each for each; what can not be read hinders only itself.
pub(super) fn run(args: &CheckArgs, terminal: &Terminal) -> Result<(), Problems> {
    say_what_is_built_in(&args.inputs, terminal);
    let mut problems = Problems::default();
    let mut keep = |found: Problems| extend_with_new(&mut problems, found);
    let datasets = readable(datasets(&args.inputs), &mut keep);
    let profiles = readable(profiles(&args.inputs), &mut keep);
    let mut rows = Vec::new();
    for dataset in &datasets {
        for profile in &profiles {
            let verdict = if fits(&args.inputs, profile, dataset) {
                let outcome = dataset.ranked_for(profile);
                match outcome.and_then(|own| own.doubt().map(|_| own)) {
                    Ok(own) => {
                        let all = own.ranking.len() + own.scores.not_ranked.len();
                        format!("ok: {} of {all} hubs ranked", own.ranking.len())
                    }
                    Err(found) => {
                        let count = found.len();
                        keep(found);
                        match count {
                            1 => "1 problem".into(),
                            _ => format!("{count} problems"),
                        }
                    }
                }
            } else {
                "skipped: the profile is made for other data".into()
            };
            let names = [&dataset.id, &profile.name, &verdict];
            rows.push(names.map(|text| Field::Text(text.clone())).to_vec());
        }
    }
    terminal.pages(page(rows).into_iter())?;
    problems.into_result(())
}

/// What could be read; the problems of the rest are kept.
fn readable<T>(
    found: Result<Vec<Result<T, Problems>>, Problems>,
    keep: &mut impl FnMut(Problems),
) -> Vec<T> {
    let mut read = Vec::new();
    match found {
        Ok(all) => {
            for one in all {
                match one {
                    Ok(one) => read.push(one),
                    Err(problems) => keep(problems),
                }
            }
        }
        Err(problems) => keep(problems),
    }
    read
}

/// A line for each data set and profile; nothing where nothing could be read.
fn page(rows: Vec<Vec<Field>>) -> Option<Page<'static>> {
    (!rows.is_empty()).then(|| Page {
        title: "Data sets and profiles".into(),
        lead: Vec::new(),
        parts: vec![Part::Sheet(Sheet {
            heads: ["Data set", "Profile", "Verdict"].map(Head::text).into(),
            length: rows.len(),
            rows: Box::new(rows.into_iter()),
            below: Vec::new(),
        })],
    })
}
