//! `hubrank report`: one self-contained HTML file.

use crate::problem::Problems;
use crate::report::html::{Report, document};
use crate::why::Perspectives;

use super::args::ReportArgs;
use super::files::Files;
use super::found::{audited, sensitivity, trust};
use super::inputs::{Study, lead};
use super::terminal::Terminal;

#[cfg(feature = "charts")]
mod sliders;

pub(super) fn run(args: &ReportArgs, terminal: &Terminal) -> Result<(), Problems> {
    #[cfg(feature = "charts")]
    let engine = args.sliders.as_deref().map(sliders::engine).transpose()?;
    let mut study = Study::read(&args.inputs, &args.names, &args.variation, terminal)?;
    if args.names.is_empty() {
        study.profiles.sort_by_key(lead);
    }
    let outcomes = study.trusted_outcomes()?;
    let Some(first) = outcomes.first() else { return Ok(()) };
    let audit = audited(&outcomes);
    let report = document(&Report {
        dataset: &study.dataset,
        outcomes: &outcomes,
        why: &Perspectives::of(&outcomes),
        sensitivity: sensitivity(first)?.as_ref(),
        trust: trust(first, study.threads)?.as_ref(),
        audit: audit.as_ref().map(|(at, audit)| (audit, &outcomes[*at])),
        command: command(args, &study.dataset.id),
        #[cfg(feature = "charts")]
        sliders: engine.map(|engine| sliders::sliders(engine, args, &study)).transpose()?,
        #[cfg(not(feature = "charts"))]
        sliders: None,
    });
    let mut files = Files::default();
    files.add(&args.out, report);
    files.write()?;
    terminal.text(&format!("{}\n", args.out.display()))
}

/// What to type to get this report again.
fn command(args: &ReportArgs, dataset: &str) -> String {
    let mut words = vec!["hubrank".to_owned(), "report".to_owned()];
    let mut say = |option: &str, value: &str| words.extend([option.to_owned(), quoted(value)]);
    say("--data", args.inputs.data.as_deref().unwrap_or(dataset));
    if let Some(folder) = &args.inputs.profiles {
        say("--profiles", &folder.display().to_string());
    }
    for own in &args.variation.weights {
        // What was typed, from a share of one.
        let percent = (own.share * 1e11).round() / 1e9;
        say("--weight", &format!("{}={percent}", own.node));
    }
    for own in &args.variation.only {
        say("--only", &format!("{}={}", own.name, own.value));
    }
    if let Some(seed) = args.variation.seed {
        say("--seed", &seed.to_string());
    }
    #[cfg(feature = "charts")]
    if let Some(file) = &args.sliders {
        say("--sliders", &file.display().to_string());
    }
    words.extend(args.names.iter().map(|name| quoted(name)));
    words.join(" ")
}

/// As a shell takes it for one word: nothing means anything between single quotes but another of them.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "_-./=:,@%+".contains(c);
    match !word.is_empty() && word.chars().all(is_plain) {
        true => word.to_owned(),
        false => format!("'{}'", word.replace('\'', r"'\''")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_takes_what_is_quoted_for_one_word() {
        for (word, text) in [
            ("china-hubs", "china-hubs"),
            ("data/深圳.csv", "data/深圳.csv"),
            ("", "''"),
            ("my hubs", "'my hubs'"),
            ("$HOME/`a`\"b\"", "'$HOME/`a`\"b\"'"),
            ("it's", r"'it'\''s'"),
            ("a;b", "'a;b'"),
        ] {
            assert_eq!(quoted(word), text);
        }
    }

    #[test]
    fn the_command_has_all_that_changes_the_bytes() {
        use clap::Parser;
        let typed = ["hubrank", "--seed", "7", "--only", "region=North East", "founder"];
        #[derive(Parser)]
        struct Line {
            #[command(flatten)]
            report: ReportArgs,
        }
        let args = Line::parse_from(typed).report;
        assert_eq!(
            command(&args, "china-hubs"),
            "hubrank report --data china-hubs --only 'region=North East' --seed 7 founder"
        );
    }
}
