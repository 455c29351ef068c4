//! Results of several tables as one object: what it is about, then a list of objects a table.

use std::io::{self, Write};

use serde::{Serialize, Serializer};

use crate::report::page::{Field, Head};
use crate::report::section::Section;
use crate::study::Outcome;

use super::{DatasetId, ProfileId, pretty};

/// Writes sections as one object: version, data sets and profiles that went in, then each section by its name.
///
/// # Errors
/// What the writer says.
pub fn sections(
    outcomes: &[&Outcome],
    sections: Vec<Section<'_>>,
    to: impl Write,
) -> io::Result<()> {
    pretty(&Document { outcomes, all: Tables::of(sections) }, to)
}

/// Sections as an object of lists, by name.
pub(super) struct Tables(Vec<(&'static str, Table)>);

impl Tables {
    /// The rows of sections, made.
    pub(super) fn of(sections: Vec<Section<'_>>) -> Self {
        let table = |own: Section<'_>| {
            let heads = own.sheet.heads;
            let rows = own.sheet.rows.collect();
            (own.name, Table { heads, rows })
        };
        Self(sections.into_iter().map(table).collect())
    }
}

impl Serialize for Tables {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.iter().map(|(name, table)| (name, table)))
    }
}

struct Document<'a> {
    outcomes: &'a [&'a Outcome],
    all: Tables,
}

impl Serialize for Document<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let mut map = to.serialize_map(None)?;
        map.serialize_entry("hubrank", env!("CARGO_PKG_VERSION"))?;
        let mut datasets: Vec<_> = self.outcomes.iter().map(|own| DatasetId::of(own)).collect();
        datasets.dedup();
        match &datasets[..] {
            [one] => map.serialize_entry("dataset", one)?,
            all => map.serialize_entry("datasets", all)?,
        }
        let mut profiles: Vec<_> = self.outcomes.iter().map(|own| ProfileId::of(own)).collect();
        profiles.dedup();
        match &profiles[..] {
            [one] => map.serialize_entry("profile", one)?,
            all => map.serialize_entry("profiles", all)?,
        }
        for (name, table) in &self.all.0 {
            map.serialize_entry(name, table)?;
        }
        map.end()
    }
}

/// Rows as objects, by the names of their heads.
pub(super) struct Table {
    heads: Vec<Head>,
    rows: Vec<Vec<Field>>,
}

impl Serialize for Table {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let heads = &self.heads;
        to.collect_seq(self.rows.iter().map(|fields| Row { heads, fields }))
    }
}

struct Row<'a> {
    heads: &'a [Head],
    fields: &'a [Field],
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let names = self.heads.iter().map(|head| &head.name);
        to.collect_map(names.zip(self.fields.iter().map(Value)))
    }
}

struct Value<'a>(&'a Field);

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Field::Absent => to.serialize_none(),
            Field::Text(text) => to.serialize_str(text),
            number => match number.number() {
                Some(x) if x.fract() == 0.0 && x.abs() < 1e15 => to.serialize_i64(x as i64),
                Some(x) => to.serialize_f64(x),
                None => to.serialize_none(),
            },
        }
    }
}
