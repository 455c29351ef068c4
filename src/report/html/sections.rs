//! The sections of the report, in order: each takes what was ranked and gives its HTML, or nothing.

use crate::report::page::{Field, Head, Sheet};
use crate::report::{number, view};
use crate::study::Outcome;
use crate::why::{Comparison, Perspectives, Plausible};

use super::document::Report;
use super::{escaped, page, sheet};

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
pub const SECTIONS: [Section; 6] = [
    Section { id: "ranking", title: "The ranking", write: ranking },
    Section {
        id: "perspectives",
        title: "Perspectives side by side, and why they differ",
        write: perspectives,
    },
    Section { id: "weights", title: "What other weights would change", write: weights },
    Section { id: "hubs", title: "Hub by hub", write: cards },
    Section { id: "methods", title: "Methods and data", write: methods },
    Section { id: "reproduction", title: "How to get this again", write: reproduction },
];

/// Draws behind the ranges.
const DRAWS: usize = 10_000;
/// The same where each draw runs the method again.
const FEW_DRAWS: usize = 300;

fn ranking(report: &Report<'_>) -> Option<String> {
    let outcome = report.lead()?;
    let draws = match outcome.linear_model() {
        Some(_) => DRAWS,
        None => FEW_DRAWS,
    };
    let ranges = Plausible::of(outcome, draws);
    let mut out = report.picture("ranking", 0);
    if let Some(ranges) = &ranges {
        out += &format!(
            "<h3>Ranks and how far they may go</h3>\n<p>For {}. ",
            escaped(&outcome.profile.title)
        );
        out += &format!(
            "Range: the ranks of nine in ten of {} draws of the pillar weights, ±{} points each. It is over plausible weights, not a confidence interval: where ranges overlap, the order is not to be leaned on.</p>\n",
            number::raw(ranges.draws as f64),
            number::raw(ranges.points)
        );
        out += &sheet(ranged(outcome, ranges));
    }
    out += "<h3>Scores by pillar</h3>\n";
    Some(out + &page(view::ranking(outcome), 4, false))
}

/// Rank, range and how often a hub is first.
fn ranged<'a>(outcome: &'a Outcome, ranges: &'a Plausible) -> Sheet<'a> {
    let heads = vec![
        Head::number("Rank"),
        Head::number("Range"),
        Head::text("Hub"),
        Head::number("Score"),
        Head::number("First in"),
    ];
    let rows = outcome.ranking.standings.iter().map(move |own| {
        let span = ranges.span(own.hub);
        let range = span.map(|span| {
            let [best, worst] = [span.best, span.worst].map(number::rank);
            match best == worst {
                true => best,
                false => format!("{best}–{worst}"),
            }
        });
        vec![
            Field::Rank(own.rank),
            Field::words(range.as_deref()),
            Field::Text(outcome.dataset().hubs[own.hub].label()),
            Field::Score(own.score),
            Field::maybe(span.map(|span| span.first), Field::Share),
        ]
    });
    Sheet { heads, rows: Box::new(rows), length: outcome.ranking.len(), below: Vec::new() }
}

fn perspectives(report: &Report<'_>) -> Option<String> {
    let all = report.outcomes;
    if all.len() < 2 {
        return None;
    }
    let mut out = report.picture("comparison", 0);
    let first = &all[..2];
    out += &page(view::comparison(&Perspectives::of(first), first), 3, true);
    if all.len() > 2 {
        let comparison = Comparison::of(all);
        out += "<h3>Ranks under every profile</h3>\n";
        out += &sheet(view::ranks(&comparison, all));
    }
    for (at, outcome) in all.iter().enumerate().skip(1) {
        let title = escaped(&outcome.profile.title);
        out += &format!("<h3>For {title}</h3>\n{}", report.picture("ranking", at));
    }
    Some(out)
}

fn weights(report: &Report<'_>) -> Option<String> {
    let picture = report.picture("weights", 0);
    let pillars = report.picture("pillars", 0);
    let first = report.lead()?.ranking.standings.first()?.hub;
    let mut out = picture;
    let challengers = report.lead()?.ranking.standings.iter().skip(1).take(3);
    let id = |hub: usize| report.dataset.hubs[hub].id.to_string();
    for own in challengers {
        let pair = view::swap(report.lead()?, &id(first), &id(own.hub)).ok()?;
        out += &page(pair, 3, true);
    }
    Some(out + "<h3>Strong and weak sides</h3>\n" + &pillars)
}

/// One card a hub: the ranked in order, then the others.
fn cards(report: &Report<'_>) -> Option<String> {
    let outcome = report.lead()?;
    let ranked = outcome.ranking.order();
    let others = outcome.scores.not_ranked.iter().map(|own| own.hub);
    let references = outcome.references().into_iter().map(|(hub, _)| hub);
    let mut out = String::from(
        "<p>Every value with its year and source, how it was scaled, what it weighs and adds.</p>\n",
    );
    for hub in ranked.chain(others).chain(references).take(CARDS) {
        let own = outcome.explain(&report.dataset.hubs[hub].id).ok()?;
        let title = view::headline(&own, outcome);
        out += &format!(
            "<details class=\"card\" id=\"hub-{}\"><summary><h3>{}</h3></summary>\n{}</details>\n",
            escaped(&report.dataset.hubs[hub].id),
            escaped(&title),
            page(view::explanation(&own, outcome), 4, false)
        );
    }
    Some(out)
}

/// The most cards: a report on thousands of hubs is no report.
const CARDS: usize = 100;

fn methods(report: &Report<'_>) -> Option<String> {
    let mut out = format!("<p>{}</p>\n", escaped(report.dataset.about.trim()));
    out += &sheet(choices(report.outcomes));
    for outcome in report.outcomes {
        let own = &outcome.profile;
        let name = escaped(&own.name);
        out += &format!("<h3>{name}: {}</h3>\n", escaped(&own.title));
        out += &format!("<p>{}</p>\n", escaped(&own.about));
        let notes = outcome.notes.iter();
        let notes = notes.map(|note| format!("<li>{}</li>\n", escaped(&note.to_string())));
        out += &format!("<ul>\n{}</ul>\n", notes.collect::<String>());
    }
    out += "<h3>Sources</h3>\n<ul>\n";
    for source in report.dataset.sources.iter() {
        let parts = [
            &source.title,
            &source.publisher,
            &source.confidence,
            &source.location,
            &source.licence,
        ];
        let parts: Vec<_> = parts.into_iter().filter(|own| !own.is_empty()).collect();
        let parts: Vec<_> = parts.into_iter().map(|own| escaped(own)).collect();
        out += &format!("<li>{}: {}</li>\n", escaped(&source.id), parts.join("; "));
    }
    Some(out + "</ul>\n")
}

/// What each profile chooses at each stage.
fn choices(outcomes: &[Outcome]) -> Sheet<'_> {
    let heads = ["Profile", "Weighting", "Normalisation", "Aggregation", "Formula"];
    let rows = outcomes.iter().map(|outcome| {
        let own = &outcome.profile;
        let method = own.aggregation.method();
        [
            own.name.as_str(),
            own.weighting.at("index").name(),
            own.normalisation.usual.name(),
            own.aggregation.name(),
            method.formula(),
        ]
        .map(|text| Field::Text(text.to_owned()))
        .into()
    });
    Sheet {
        heads: heads.map(Head::text).into(),
        rows: Box::new(rows),
        length: outcomes.len(),
        below: Vec::new(),
    }
}

fn reproduction(report: &Report<'_>) -> Option<String> {
    let version = env!("CARGO_PKG_VERSION");
    let id = escaped(&report.dataset.id);
    let mut out = format!(
        "<p>hubrank {version}: <code>hubrank report --data {id}</code>. The same files and version give the same bytes.</p>\n"
    );
    out += "<p class=\"screen\">To move the weights yourself: <code>hubrank serve</code>, then open the address it prints in a browser.</p>\n<ul>\n";
    let line = |what: &str, name: &str, hash: &str| {
        format!("<li>{what} {}: SHA-256 <code>{}</code></li>\n", escaped(name), escaped(hash))
    };
    out += &line("Data", &report.dataset.id, &report.dataset.sha256);
    for outcome in report.outcomes {
        out += &line("Profile", &outcome.profile.name, &outcome.profile.sha256);
    }
    Some(out + "</ul>\n")
}
