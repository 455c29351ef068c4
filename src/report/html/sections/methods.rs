//! What was done with which data, and how to do it again.

use crate::report::page::{Field, Head, Sheet};
use crate::report::profile;
use crate::study::{Note, Outcome};

use super::super::document::Report;
use super::super::{escaped, sheet, words};
use super::folded;

pub(super) fn write(report: &Report<'_>) -> Option<String> {
    let mut out = format!("<p>{}</p>\n", words(report.dataset.about.trim()));
    out += &sheet(choices(report.outcomes), "What each profile chooses at each stage");
    let common = in_all(report.outcomes);
    if !common.is_empty() {
        out += "<h3>What holds for every profile</h3>\n";
        out += &list(common.iter().map(|note| words(&note.text)));
    }
    out += "<p class=\"paper\">The profiles as files are in this document on a screen.</p>\n";
    for outcome in report.outcomes {
        let own = &outcome.profile;
        out += &format!("<h3>{}: {}</h3>\n", escaped(&own.name), words(&own.title));
        out += &format!("<p>{}</p>\n", words(&own.about));
        let notes = outcome.notes.iter().filter(|note| !common.contains(note));
        out += &list(notes.map(|note| words(&note.text)));
        let text = format!("<pre>{}</pre>\n", escaped(&profile::toml(own)));
        let file = folded(4, &format!("{} as a file", own.name), &text);
        out += &format!("<div class=\"screen\">{file}</div>\n");
    }
    Some(out + &sources(report))
}

/// The notes of the first profile that all others have too; none where it is alone.
fn in_all(outcomes: &[Outcome]) -> Vec<&Note> {
    match outcomes {
        [first, others @ ..] if !others.is_empty() => {
            let is_shared = |note: &&Note| others.iter().all(|own| own.notes.contains(note));
            first.notes.iter().filter(is_shared).collect()
        }
        _ => Vec::new(),
    }
}

fn list(lines: impl Iterator<Item = String>) -> String {
    let lines: String = lines.map(|line| format!("<li>{line}</li>\n")).collect();
    match lines.is_empty() {
        true => lines,
        false => format!("<ul>\n{lines}</ul>\n"),
    }
}

/// Where the data were read.
fn sources(report: &Report<'_>) -> String {
    let line = |source: &crate::model::Source| {
        let parts = [
            &source.title,
            &source.publisher,
            &source.confidence,
            &source.location,
            &source.licence,
        ];
        let parts = parts.into_iter().filter(|own| !own.is_empty());
        let parts: Vec<_> = parts.map(|own| escaped(own)).collect();
        format!("{}: {}", escaped(&source.id), parts.join("; "))
    };
    format!("<h3>Sources</h3>\n{}", list(report.dataset.sources.iter().map(line)))
}

/// What each profile chooses at each stage.
fn choices(outcomes: &[Outcome]) -> Sheet<'_> {
    let heads = ["Profile", "Weighting", "Normalisation", "Aggregation", "Formula", "After"];
    let rows = outcomes.iter().map(|outcome| {
        let own = &outcome.profile;
        let method = own.aggregation.method();
        let fields = [
            own.name.as_str(),
            own.weighting.at("index").name(),
            own.normalisation.usual.name(),
            own.aggregation.name(),
            method.formula(),
            method.reference(),
        ];
        fields.map(|text| Field::Text(text.to_owned())).into()
    });
    Sheet {
        heads: heads.map(Head::text).into(),
        rows: Box::new(rows),
        length: outcomes.len(),
        below: Vec::new(),
    }
}

pub(super) fn reproduction(report: &Report<'_>) -> Option<String> {
    let version = env!("CARGO_PKG_VERSION");
    let command = escaped(&report.command);
    let mut out = format!(
        "<p>hubrank {version}: <code>{command}</code>. The same files and version give the same bytes.</p>\n"
    );
    out += match report.sliders() {
        Some(_) => {
            "<p class=\"screen\">To change methods too, or to rank a table of your own: <code>hubrank serve</code>, then open the address it prints in a browser.</p>\n"
        }
        None => {
            "<p class=\"screen\">To move the weights yourself: <code>hubrank serve</code>, then open the address it prints in a browser.</p>\n"
        }
    };
    let line = |what: &str, name: &str, hash: &str| {
        format!("{what} {}: SHA-256 <code>{}</code>", escaped(name), escaped(hash))
    };
    let data = line("Data", &report.dataset.id, &report.dataset.sha256);
    let profiles = report.outcomes.iter().map(|outcome| &outcome.profile);
    let profiles = profiles.map(|own| line("Profile", &own.name, &own.sha256));
    Some(out + &list(std::iter::once(data).chain(profiles)))
}
