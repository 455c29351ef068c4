//! The report: one HTML file that needs nothing else, no network and no other file.

use crate::model::Dataset;
use crate::study::Outcome;

use super::{SECTIONS, STYLE, escaped};

/// What a report is of: rankings of one data set, the first of them in full.
pub struct Report<'a> {
    /// The data set.
    pub dataset: &'a Dataset,
    /// Its rankings; the first two are compared in full.
    pub outcomes: &'a [Outcome],
}

impl<'a> Report<'a> {
    /// The ranking that is told in full.
    pub(super) fn lead(&self) -> Option<&'a Outcome> {
        self.outcomes.first()
    }

    /// A chart as a figure: `ranking`, `weights`, `pillars` of one ranking, or the `comparison` of the first two;
    /// nothing where there is nothing to draw.
    #[cfg(feature = "charts")]
    pub(super) fn picture(&self, name: &str, at: usize) -> String {
        use crate::draw::chart;
        let Some(outcome) = self.outcomes.get(at).filter(|own| !own.ranking.is_empty()) else {
            return String::new();
        };
        let scene = match name {
            "ranking" => chart::ranking(outcome),
            "weights" => chart::sweep(outcome),
            "pillars" => chart::heatmap(outcome),
            _ => {
                let pair = &self.outcomes[..2.min(self.outcomes.len())];
                chart::slope(&crate::why::Comparison::of(pair), pair)
            }
        };
        super::inline(&scene)
    }

    /// A program built without charts draws none.
    #[cfg(not(feature = "charts"))]
    pub(super) fn picture(&self, _: &str, _: usize) -> String {
        String::new()
    }
}

/// The whole file.
///
/// ```
/// use hubrank::{Dataset, Profile, report::html::{Report, document}};
/// let hubs = Dataset::built_in()?;
/// let outcomes = [hubs.ranked_for(&Profile::built_in("founder")?)?];
/// let text = document(&Report { dataset: &hubs, outcomes: &outcomes });
/// assert!(text.starts_with("<!doctype html>") && !text.contains("<script"));
/// # Ok::<(), hubrank::Problems>(())
/// ```
#[must_use]
pub fn document(report: &Report<'_>) -> String {
    let title = escaped(&report.dataset.title);
    let written = SECTIONS.iter().filter_map(|own| Some((own, (own.write)(report)?)));
    let written: Vec<_> = written.collect();
    let mut contents = String::new();
    let mut body = String::new();
    for (at, (own, html)) in written.iter().enumerate() {
        contents += &format!("<li><a href=\"#{}\">{}</a></li>\n", own.id, own.title);
        let class = if at > 0 { " class=\"page\"" } else { "" };
        body += &format!(
            "<section id=\"{}\"{class}>\n<h2>{}</h2>\n{html}</section>\n",
            own.id, own.title
        );
    }
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"generator\" content=\"hubrank {}\">\n<title>{title}: a report</title>\n\
         <style>\n{STYLE}{REPORT}{}</style>\n</head>\n<body>\n<header>\n<h1>{title}</h1>\n{}</header>\n\
         <nav class=\"screen\" aria-label=\"Contents\">\n<ul>\n{contents}</ul>\n</nav>\n<main>\n{body}</main>\n</body>\n</html>\n",
        env!("CARGO_PKG_VERSION"),
        faces(),
        lead(report),
    )
}

/// What only the report has: cards that open, and are open on paper.
const REPORT: &str = "figure { margin: 1rem 0; }
nav ul { columns: 18rem; }
.card { border: 1px solid var(--grid); border-radius: .4rem; padding: .4rem 1rem; margin: .5rem 0; }
.card summary { cursor: pointer; }
.card summary h3 { display: inline; }
@media print {
  .card { border: 0; padding: 0; }
  .card::details-content { content-visibility: visible; block-size: auto; }
  .card summary { list-style: none; }
}
";

#[cfg(feature = "charts")]
fn faces() -> String {
    super::faces()
}

#[cfg(not(feature = "charts"))]
fn faces() -> String {
    String::new()
}

/// Who leads, for whom: one line a ranking.
fn lead(report: &Report<'_>) -> String {
    let line = |outcome: &Outcome| {
        let leader = outcome.leader().map_or("nobody", |own| own);
        let verb = if outcome.leader().is_some() { "leads" } else { "can be ranked" };
        format!(
            "<li>For {}: <strong>{}</strong> {verb}, of {} ranked hubs.</li>\n",
            escaped(&outcome.profile.title),
            escaped(leader),
            outcome.ranking.len()
        )
    };
    let lines: String = report.outcomes.iter().map(line).collect();
    format!("<ul>\n{lines}</ul>\n")
}
