//! The catalogue of methods.

use std::io::{self, Write};

use serde::Serialize;

use crate::stage::catalogue::{Entry, LEFT_OUT};

/// Writes methods with everything that is said of them, and what stays out.
///
/// # Errors
/// What the writer says.
pub fn methods(all: &[Entry], to: impl Write) -> io::Result<()> {
    let document = Document {
        hubrank: env!("CARGO_PKG_VERSION"),
        methods: all.iter().map(Method::of).collect(),
        left_out: LEFT_OUT.map(|(name, why)| LeftOut { name, why }),
    };
    super::pretty(&document, to)
}

#[derive(Serialize)]
struct Document {
    hubrank: &'static str,
    methods: Vec<Method>,
    left_out: [LeftOut; LEFT_OUT.len()],
}

#[derive(Serialize)]
struct LeftOut {
    name: &'static str,
    why: &'static str,
}

#[derive(Serialize)]
struct Method {
    stage: &'static str,
    name: &'static str,
    written: &'static str,
    formula: &'static str,
    assumes: &'static str,
    spelling_of: Option<&'static str>,
    is_preference: Option<bool>,
    is_linear: Option<bool>,
    called_elsewhere: &'static [&'static str],
    source: &'static str,
}

impl Method {
    fn of(own: &Entry) -> Self {
        Self {
            stage: own.stage.name(),
            name: own.name,
            written: own.written,
            formula: own.formula,
            assumes: own.assumes,
            spelling_of: own.spelling_of,
            is_preference: own.is_preference,
            is_linear: own.is_linear,
            called_elsewhere: own.also,
            source: own.reference,
        }
    }
}
