//! The sections of the report, in order: each takes what was found and gives its HTML, or nothing.

mod doubt;
mod hubs;
mod methods;
mod perspectives;

use crate::report::page::{Page, Part};
use crate::report::view;
use crate::why::{Questions, Sensitivity};

use super::document::Report;
use super::{charts, escaped, page};

/// One section: the anchor, the heading, and what stands below it.
pub struct Section {
    /// What links point at.
    pub id: &'static str,
    /// The heading.
    pub title: &'static str,
    /// The HTML below the heading; none where there is nothing to say.
    pub write: fn(&Report<'_>) -> Option<String>,
}

/// Every section, in order: a new analysis adds a line here and a function.
pub const SECTIONS: [Section; 9] = [
    Section { id: "ranking", title: "The ranking", write: ranking },
    Section { id: "sliders", title: "Move the weights", write: sliders },
    Section {
        id: "perspectives",
        title: "Perspectives side by side, and why they differ",
        write: perspectives::write,
    },
    Section { id: "sensitivity", title: "What other weights would change", write: sensitivity },
    Section {
        id: "doubt",
        title: "How sure the ranks are, and what causes the doubt",
        write: doubt::write,
    },
    Section { id: "audit", title: "Are the data fit to be ranked?", write: audit },
    Section { id: "hubs", title: "Hub by hub", write: hubs::write },
    Section { id: "methods", title: "Methods and data", write: methods::write },
    Section { id: "reproduction", title: "How to get this again", write: methods::reproduction },
];

fn ranking(report: &Report<'_>) -> Option<String> {
    let outcome = report.lead()?;
    let out = charts::ranking(outcome) + &page(plain(view::ranking(outcome), report), 3, true);
    Some(out + "<h3>Strong and weak sides</h3>\n" + &charts::pillars(outcome))
}

/// Only where the report carries an engine.
fn sliders(report: &Report<'_>) -> Option<String> {
    report.sliders().map(|_| super::sliders::PLACES.to_owned())
}

/// How many hubs after the first are held against it.
const CHALLENGERS: usize = 3;

fn sensitivity(report: &Report<'_>) -> Option<String> {
    let (own, outcome) = (report.sensitivity?, report.lead()?);
    let mut out = charts::sensitivity(own, outcome);
    out += &page(plain(view::sensitivity(own, outcome), report), 3, true);
    for one in &own.weights {
        let node = &outcome.observed.frame.tree.nodes()[one.node];
        let questions = Questions { node: Some(node.id.clone()), ..Questions::default() };
        let Ok(alone) = Sensitivity::of(outcome, &questions) else { continue };
        let title = format!("Ranks as {} weighs more or less", node.name);
        out += &folded(3, &title, &charts::steps(&alone, outcome));
    }
    let mut order = outcome.ranking.order().map(|hub| &*report.dataset.hubs[hub].id);
    let first = order.next()?;
    let swaps = order.take(CHALLENGERS).filter_map(|own| view::swap(outcome, first, own).ok());
    Some(out + &swaps.map(|pair| page(plain(pair, report), 3, true)).collect::<String>())
}

fn audit(report: &Report<'_>) -> Option<String> {
    let (own, outcome) = report.audit?;
    Some(charts::audit(own, outcome) + &page(plain(view::audit(own, outcome), report), 3, true))
}

/// A page without what the report says once: the title of the data set, and the notes.
fn plain<'a>(mut page: Page<'a>, report: &Report<'_>) -> Page<'a> {
    if let Some((title, _)) = page.title.split_once(&format!(" · {}", report.dataset.title)) {
        page.title = title.to_owned();
    }
    page.parts.retain(|part| !matches!(part, Part::List { heading, .. } if heading == "Notes"));
    page
}

/// What opens on demand, and is open on paper; nothing where there is nothing inside.
fn folded(level: usize, title: &str, html: &str) -> String {
    let title = escaped(title);
    match html.is_empty() {
        true => String::new(),
        false => format!(
            "<details class=\"card\"><summary><h{level}>{title}</h{level}></summary>\n{html}</details>\n"
        ),
    }
}
