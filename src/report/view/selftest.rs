//! Agreement with published figures, as a page and as rows for machines.

use std::collections::BTreeMap;

use crate::published::{Checked, Figure};

use super::super::page::{Field, Head, Page, Part, Sheet};

/// A line a method; every figure that is missed; in full also every case with its figures.
#[must_use]
pub fn selftest(all: &[Checked], is_full: bool) -> Page<'_> {
    let figures: usize = all.iter().map(|own| own.figures.len()).sum();
    let missed: usize = all.iter().map(|own| own.misses().count()).sum();
    let printed = all.iter().filter(|own| own.is_printed()).count();
    let verdict = match missed {
        0 => "all agree to the last digit".to_owned(),
        1 => "1 does not agree".to_owned(),
        more => format!("{more} do not agree"),
    };
    let mut parts = vec![Part::Sheet(by_method(all)), misses(all)];
    if is_full {
        parts.extend(all.iter().map(|own| Part::Steps {
            heading: own.case.name.clone(),
            entries: vec![
                (own.case.cite.clone(), vec![route(own)]),
                ("Figures".into(), own.figures.iter().map(line).collect()),
            ],
        }));
    }
    Page {
        title: format!("{figures} figures of {} cases: {verdict}", all.len()),
        lead: vec![format!(
            "{printed} cases have figures as a paper or an official table prints them, {} those of independent code. A figure agrees where it differs by no more than half a unit of the last digit.",
            all.len() - printed
        )],
        parts,
    }
}

fn by_method(all: &[Checked]) -> Sheet<'_> {
    let mut methods: BTreeMap<&str, Vec<&Checked>> = BTreeMap::new();
    for own in all {
        methods.entry(&own.case.method).or_default().push(own);
    }
    let heads = vec![
        Head::text("Method"),
        Head::number("Printed cases").with_short(),
        Head::number("Independent").with_short(),
        Head::number("Figures"),
        Head::number("Missed"),
    ];
    let count = |cases: &[&Checked], of: fn(&Checked) -> usize| {
        Field::Raw(cases.iter().map(|own| of(own)).sum::<usize>() as f64)
    };
    let row = move |(method, cases): (&str, Vec<&Checked>)| {
        vec![
            Field::Text(method.to_owned()),
            count(&cases, |own| usize::from(own.is_printed())),
            count(&cases, |own| usize::from(!own.is_printed())),
            count(&cases, |own| own.figures.len()),
            count(&cases, |own| own.misses().count()),
        ]
    };
    Sheet {
        heads,
        length: methods.len(),
        rows: Box::new(methods.into_iter().map(row)),
        below: Vec::new(),
    }
}

fn misses(all: &[Checked]) -> Part<'_> {
    let of_case = |own: &Checked| {
        let name = own.case.name.clone();
        let lines = own.misses().map(move |figure| format!("{name}: {}", line(figure)));
        lines.collect::<Vec<_>>()
    };
    Part::List { heading: "Missed".into(), items: all.iter().flat_map(of_case).collect() }
}

/// "score of paris: expected 0.777, got 0.77712, +0.00012 of ±0.0005".
fn line(own: &Figure) -> String {
    let sign = |text: String| text.replace('-', "\u{2212}");
    let digits = decimals(own.half_unit);
    let expected = sign(format!("{}", own.expected));
    let Some((got, difference)) = own.got.zip(own.difference()) else {
        return format!("{}: expected {expected}, got nothing", own.what);
    };
    let got = match own.half_unit > 0.0 {
        true if digits > 6 => sign(trimmed(format!("{got:.*}", digits + 1))),
        true => sign(format!("{got:.*}", digits + 1)),
        false => sign(format!("{got}")),
    };
    let difference = match difference.abs() < 1e-12 {
        true => "0".to_owned(),
        false => sign(format!("{difference:+.1e}")),
    };
    let half = match own.half_unit {
        0.0 => "0".to_owned(),
        half if half < 1e-6 => sign(format!("{half:.0e}")),
        half => format!("{half}"),
    };
    format!("{}: expected {expected}, got {got}, off by {difference} of ±{half}", own.what)
}

/// Without idle zeros behind the point.
fn trimmed(text: String) -> String {
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text,
    }
}

/// How many decimals a printed figure has, from half a unit of its last digit.
fn decimals(half_unit: f64) -> usize {
    match half_unit > 0.0 {
        true => (-(2.0 * half_unit).log10()).ceil().clamp(0.0, 12.0) as usize,
        false => 0,
    }
}

fn route(own: &Checked) -> String {
    match own.is_printed() {
        true => "Figures as printed there.".into(),
        false => {
            let route = own.case.route.trim_start_matches("independent: ");
            format!("Figures of independent code: {route}.")
        }
    }
}

/// Every figure with its case and citation.
#[must_use]
pub fn selftest_rows(all: &[Checked]) -> Sheet<'_> {
    let heads = vec![
        Head::text("case"),
        Head::text("method"),
        Head::text("route"),
        Head::text("what"),
        Head::number("expected"),
        Head::number("got"),
        Head::number("difference"),
        Head::number("half_unit"),
        Head::text("agrees"),
        Head::text("citation"),
    ];
    let row = |own: &Checked, figure: &Figure| {
        let text = |text: &str| Field::Text(text.to_owned());
        vec![
            text(&own.case.name),
            text(&own.case.method),
            text(&own.case.route),
            text(&figure.what),
            Field::Raw(figure.expected),
            Field::maybe(figure.got, Field::Raw),
            Field::maybe(figure.difference(), Field::Raw),
            Field::Raw(figure.half_unit),
            text(if figure.ok() { "true" } else { "false" }),
            text(&own.case.cite),
        ]
    };
    let rows =
        all.iter().flat_map(move |own| own.figures.iter().map(move |figure| row(own, figure)));
    Sheet {
        heads,
        rows: Box::new(rows),
        length: all.iter().map(|own| own.figures.len()).sum(),
        below: Vec::new(),
    }
}
