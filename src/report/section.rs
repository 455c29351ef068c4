//! Results of several tables for machines: in CSV one below the other, in JSON one list of objects each.

use super::page::{Field, Head, Sheet};

/// One table of a result, by name.
pub struct Section<'a> {
    /// What its rows are, in one word.
    pub name: &'static str,
    /// The rows.
    pub sheet: Sheet<'a>,
}

impl<'a> Section<'a> {
    /// A section of rows that are made already.
    #[must_use]
    pub fn new(name: &'static str, heads: &[&str], rows: Vec<Vec<Field>>) -> Self {
        let sheet = Sheet {
            heads: heads.iter().map(|head| Head::text(*head)).collect(),
            length: rows.len(),
            rows: Box::new(rows.into_iter()),
            below: Vec::new(),
        };
        Self { name, sheet }
    }
}

/// All sections as one sheet: a first column `section`, then every column that any has; what a section does not have
/// is empty in its rows.
///
/// ```
/// use hubrank::report::{page::Field, section::{Section, union}};
/// let row = |text: &str| vec![vec![Field::Text(text.into())]];
/// let sections = vec![Section::new("a", &["x"], row("1")), Section::new("b", &["y"], row("2"))];
/// let sheet = union(sections);
/// let heads: Vec<_> = sheet.heads.iter().map(|head| head.name.as_str()).collect();
/// assert_eq!(heads, ["section", "x", "y"]);
/// assert_eq!(sheet.rows.last(), Some(vec![Field::Text("b".into()), Field::Absent, Field::Text("2".into())]));
/// ```
#[must_use]
pub fn union(sections: Vec<Section<'_>>) -> Sheet<'_> {
    let mut heads = vec![Head::text("section")];
    for head in sections.iter().flat_map(|own| &own.sheet.heads) {
        if heads.iter().all(|known| known.name != head.name) {
            heads.push(head.clone());
        }
    }
    let length = sections.iter().map(|own| own.sheet.length).sum();
    let names: Vec<_> = heads.iter().map(|head| head.name.clone()).collect();
    let rows = sections.into_iter().flat_map(move |own| {
        let place = |head: &Head| names.iter().position(|name| *name == head.name);
        let places: Vec<_> = own.sheet.heads.iter().map(place).collect();
        let (width, name) = (names.len(), own.name);
        own.sheet.rows.map(move |row| {
            let mut fields = vec![Field::Absent; width];
            fields[0] = Field::Text(name.into());
            for (place, field) in places.iter().zip(row) {
                if let Some(place) = place {
                    fields[*place] = field;
                }
            }
            fields
        })
    });
    Sheet { heads, rows: Box::new(rows), length, below: Vec::new() }
}
