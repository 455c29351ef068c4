//! The report: one HTML file that needs nothing else, no network and no other file.

use crate::model::Dataset;
use crate::study::{Audit, Outcome};
use crate::why::{Perspectives, Sensitivity, Uncertainty};

use super::sliders::{self, Sliders};
use super::{SECTIONS, STYLE, escaped};

/// What a report is of: rankings of one data set, the first of them in full.
pub struct Report<'a> {
    /// The data set.
    pub dataset: &'a Dataset,
    /// Its rankings; the first two are compared in full.
    pub outcomes: &'a [Outcome],
    /// All of them side by side.
    pub why: &'a Perspectives,
    /// What weights would change the first.
    pub sensitivity: Option<&'a Sensitivity>,
    /// How far the first can be trusted.
    pub trust: Option<&'a Uncertainty>,
    /// Whether the data are fit to be ranked, and the ranking that was looked at.
    pub audit: Option<(&'a Audit, &'a Outcome)>,
    /// What to type to get this again.
    pub command: String,
    /// What moves its weights; without it the report only says how to.
    pub sliders: Option<Sliders>,
}

impl<'a> Report<'a> {
    /// The ranking that is told in full; none where it ranks nobody.
    pub(super) fn lead(&self) -> Option<&'a Outcome> {
        self.outcomes.first().filter(|own| !own.ranking.is_empty())
    }

    /// What moves its weights, where there is somebody to rank.
    pub(super) fn sliders(&self) -> Option<&Sliders> {
        self.sliders.as_ref().filter(|_| self.lead().is_some())
    }
}

/// The whole file.
///
/// ```
/// use hubrank::{Dataset, Profile, why::Perspectives, report::html::{Report, document}};
/// let hubs = Dataset::built_in()?;
/// let outcomes = [hubs.ranked_for(&Profile::built_in("founder")?)?];
/// let text = document(&Report {
///     dataset: &hubs,
///     outcomes: &outcomes,
///     why: &Perspectives::of(&outcomes),
///     sensitivity: None,
///     trust: None,
///     audit: Some((&outcomes[0].audit(), &outcomes[0])),
///     command: "hubrank report founder".into(),
///     sliders: None,
/// });
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
    for (own, html) in &written {
        contents += &format!("<li><a href=\"#{}\">{}</a></li>\n", own.id, own.title);
        body += &format!("<section id=\"{}\">\n<h2>{}</h2>\n{html}</section>\n", own.id, own.title);
    }
    let look = report.sliders().map_or("", |_| sliders::LOOK);
    let scripts = report.sliders().map_or(String::new(), sliders::scripts);
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"generator\" content=\"hubrank {}\">\n<title>{title}: a report</title>\n\
         <style>\n{STYLE}{REPORT}{look}{}</style>\n</head>\n<body>\n<header>\n<h1>{title}</h1>\n{}</header>\n\
         <nav class=\"screen\" id=\"contents\" aria-label=\"Contents\">\n<ul>\n{contents}</ul>\n</nav>\n<main>\n{body}</main>\n<a class=\"top screen\" href=\"#contents\">↑ Contents</a>\n{scripts}</body>\n</html>\n",
        env!("CARGO_PKG_VERSION"),
        faces(),
        super::leaders::write(report.outcomes),
    )
}

/// What only the report has: cards that open, and are open on paper.
const REPORT: &str = "figure { margin: 1rem 0; }
nav ul { columns: 18rem; }
.top { position: fixed; right: .75rem; bottom: .75rem; padding: .3rem .7rem; border: 1px solid var(--grid); border-radius: 1rem; background: var(--paper); font-size: .85rem; text-decoration: none; }
.card { border: 1px solid var(--grid); border-radius: .4rem; padding: .4rem 1rem; margin: .5rem 0; }
.card summary { cursor: pointer; }
.card > ul:not(.steps) { columns: 24rem; column-gap: 2rem; }
.card summary h3, .card summary h4 { display: inline; }
@media (max-width: 600px) { header tbody th { min-width: 9rem; } }
.paper { display: none; }
@page { margin: 15mm; @bottom-center { content: counter(page); font: 9pt Inter, sans-serif; color: #5f6672; } }
@media print {
  .paper { display: block; }
  .card { border: 0; padding: 0; margin: 0; }
  .card::details-content { content-visibility: visible; block-size: auto; }
  .card summary { list-style: none; }
  #hubs .card { border-top: 1px solid var(--grid); margin-top: 1.5rem; }
  #hubs > p { break-after: avoid; }
  #hubs .card svg.chart { max-height: 11cm; }
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
