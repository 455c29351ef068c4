//! Agreement with published figures.

use std::io::{self, Write};

use serde::Serialize;

use crate::published::Checked;

/// Writes every figure of every case: expected, got, difference, half a unit.
///
/// # Errors
/// What the writer says.
pub fn selftest(all: &[Checked], to: impl Write) -> io::Result<()> {
    let document = Document {
        hubrank: env!("CARGO_PKG_VERSION"),
        cases: all.iter().map(Case::of).collect(),
        missed: all.iter().map(|own| own.misses().count()).sum(),
    };
    super::pretty(&document, to)
}

#[derive(Serialize)]
struct Document<'a> {
    hubrank: &'static str,
    cases: Vec<Case<'a>>,
    missed: usize,
}

#[derive(Serialize)]
struct Case<'a> {
    name: &'a str,
    method: &'a str,
    route: &'a str,
    citation: &'a str,
    figures: Vec<Figure<'a>>,
}

#[derive(Serialize)]
struct Figure<'a> {
    what: &'a str,
    expected: f64,
    got: Option<f64>,
    difference: Option<f64>,
    half_unit: f64,
    agrees: bool,
}

impl<'a> Case<'a> {
    fn of(own: &'a Checked) -> Self {
        let figure = |figure: &'a crate::published::Figure| Figure {
            what: &figure.what,
            expected: figure.expected,
            got: figure.got,
            difference: figure.difference(),
            half_unit: figure.half_unit,
            agrees: figure.ok(),
        };
        Self {
            name: &own.case.name,
            method: &own.case.method,
            route: &own.case.route,
            citation: &own.case.cite,
            figures: own.figures.iter().map(figure).collect(),
        }
    }
}
