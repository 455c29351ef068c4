//! A walk through a TOML file that knows every key's place and gathers every problem on its way.
//!
//! A reader asks a [`Section`] for the keys it knows; what nobody asked for is reported at the end, with the
//! nearest key that was asked for.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::problem::{Fault, Kind, Place, Problem};

use super::document::Document;

/// One key with its value.
#[derive(Clone)]
pub(super) struct Entry<'a> {
    /// The file that it stands in.
    pub(super) document: &'a Document<'a>,
    /// The key.
    pub(super) key: &'a str,
    key_span: Range<usize>,
    value: &'a DeValue<'a>,
    span: Range<usize>,
}

impl<'a> Entry<'a> {
    /// Where the value stands.
    pub(super) fn place(&self) -> Place {
        self.document.place(self.span.clone())
    }

    /// Where the key stands.
    pub(super) fn key_place(&self) -> Place {
        self.document.place(self.key_span.clone())
    }

    /// The value as it was typed.
    pub(super) fn typed(&self) -> &'a str {
        let end = self.span.end.min(self.document.text.len());
        self.document.text.get(self.span.start..end).unwrap_or("")
    }

    /// Notes that the value is of the wrong type.
    pub(super) fn wrong(&self, expected: &'static str) {
        let fault = Fault::WrongType {
            key: self.key.to_owned(),
            expected,
            found: type_of(self.value).into(),
        };
        self.document.push(Problem::new(self.place(), fault));
    }

    /// Notes that the value is of the right type and still can not be.
    pub(super) fn bad(&self, expected: impl Into<String>) {
        self.bad_with(expected, "");
    }

    /// The same with what would mend it.
    pub(super) fn bad_with(&self, expected: impl Into<String>, hint: impl Into<String>) {
        let fault = Fault::BadSetting {
            setting: self.key.to_owned(),
            value: format!("`{}`", self.typed()),
            expected: expected.into(),
        };
        self.document.push(Problem::new(self.place(), fault).hint(hint));
    }

    /// Whether the value is a text.
    pub(super) fn is_text(&self) -> bool {
        self.value.is_str()
    }

    /// Whether the value is a table.
    pub(super) fn is_table(&self) -> bool {
        self.value.is_table()
    }

    /// The text.
    pub(super) fn text(&self) -> Option<&'a str> {
        match self.value {
            DeValue::String(text) => Some(text),
            _ => {
                self.wrong("a text in quotes");
                None
            }
        }
    }

    /// The number as it stands, infinite or none at all included; whole numbers are numbers.
    pub(super) fn any_number(&self) -> Option<f64> {
        let number = match self.value {
            DeValue::Float(float) => float.as_str().parse().ok(),
            DeValue::Integer(whole) => {
                i128::from_str_radix(whole.as_str(), whole.radix()).ok().map(|whole| whole as f64)
            }
            _ => None,
        };
        if number.is_none() {
            self.wrong("a number");
        }
        number
    }

    /// The number, which is finite.
    pub(super) fn number(&self) -> Option<f64> {
        let number = self.any_number()?;
        if !number.is_finite() {
            let fault =
                Fault::NotFinite { text: self.typed().to_owned(), column: self.key.to_owned() };
            let problem = Problem::new(self.place(), fault).hint("write a finite number");
            self.document.push(problem);
            return None;
        }
        Some(number)
    }

    /// `true` or `false`.
    pub(super) fn boolean(&self) -> Option<bool> {
        let boolean = self.value.as_bool();
        if boolean.is_none() {
            self.wrong("`true` or `false`");
        }
        boolean
    }

    /// A list of texts, each with its place.
    pub(super) fn texts(&self) -> Vec<(String, Place)> {
        let Some(list) = self.value.as_array() else {
            self.wrong("a list of texts, as in `[\"…\"]`");
            return Vec::new();
        };
        let text = |item: &'a Spanned<DeValue<'a>>| {
            let item = self.item(item);
            Some((item.text()?.to_owned(), item.place()))
        };
        list.iter().filter_map(text).collect()
    }

    /// The items of a list, each under the key of the list; a value alone is the one item.
    pub(super) fn items(&self) -> Vec<Self> {
        match self.value.as_array() {
            Some(list) => list.iter().map(|item| self.item(item)).collect(),
            None => vec![self.clone()],
        }
    }

    fn item(&self, item: &'a Spanned<DeValue<'a>>) -> Self {
        Entry { value: item.get_ref(), span: item.span(), ..self.clone() }
    }

    /// Whether the value is a list.
    pub(super) fn is_list(&self) -> bool {
        self.value.is_array()
    }

    /// A list of finite numbers; none where it is something else.
    pub(super) fn numbers(&self) -> Option<Vec<f64>> {
        let Some(list) = self.value.as_array() else {
            self.wrong("a list of numbers, as in `[3, 2, 1]`");
            return None;
        };
        let number = |item: &'a Spanned<DeValue<'a>>| {
            let item = Entry { value: item.get_ref(), span: item.span(), ..self.clone() };
            item.number()
        };
        list.iter().map(number).collect()
    }

    /// The table, by the name that messages give it.
    pub(super) fn section(&self, name: impl Into<String>) -> Option<Section<'a>> {
        let Some(table) = self.value.as_table() else {
            self.wrong("a table");
            return None;
        };
        Some(Section::new(self.document, table, name, self.key_span.clone()))
    }

    /// A list of tables, each by the name that messages give it.
    pub(super) fn sections(&self, name: &str) -> Vec<Section<'a>> {
        let Some(list) = self.value.as_array() else {
            self.wrong("a list of tables, each below its own `[[…]]`");
            return Vec::new();
        };
        let section = |item: &'a Spanned<DeValue<'a>>| {
            let Some(table) = item.get_ref().as_table() else {
                self.wrong("a list of tables, each below its own `[[…]]`");
                return None;
            };
            Some(Section::new(self.document, table, name, item.span()))
        };
        list.iter().filter_map(section).collect()
    }
}

fn type_of(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false, without quotes",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// One table of the file: its keys, and which of them were asked for.
pub(super) struct Section<'a> {
    /// The file that it stands in.
    pub(super) document: &'a Document<'a>,
    /// What messages call it: "`[weights]`", "indicator `gdp`".
    pub(super) name: String,
    table: &'a DeTable<'a>,
    span: Range<usize>,
    asked: Vec<&'static str>,
}

impl<'a> Section<'a> {
    /// A table by the name that messages give it; `span` is where it begins.
    pub(super) fn new(
        document: &'a Document<'a>,
        table: &'a DeTable<'a>,
        name: impl Into<String>,
        span: Range<usize>,
    ) -> Self {
        Self { document, name: name.into(), table, span, asked: Vec::new() }
    }

    /// Where the table begins.
    pub(super) fn place(&self) -> Place {
        self.document.place(self.span.clone())
    }

    /// The value of a key, which is known from now on.
    pub(super) fn entry(&mut self, key: &'static str) -> Option<Entry<'a>> {
        self.asked.push(key);
        self.entries().into_iter().find(|entry| entry.key == key)
    }

    /// All keys in the order of the file.
    pub(super) fn entries(&self) -> Vec<Entry<'a>> {
        let entry = |(key, value): (&'a Spanned<_>, &'a Spanned<DeValue<'a>>)| {
            let key: &'a Spanned<std::borrow::Cow<'a, str>> = key;
            Entry {
                document: self.document,
                key: key.get_ref(),
                key_span: key.span(),
                value: value.get_ref(),
                span: value.span(),
            }
        };
        let mut entries: Vec<_> = self.table.iter().map(entry).collect();
        entries.sort_by_key(|entry| entry.key_span.start);
        entries
    }

    /// A text.
    pub(super) fn text(&mut self, key: &'static str) -> Option<String> {
        self.entry(key)?.text().map(str::to_owned)
    }

    /// A text; empty where it is not there.
    pub(super) fn text_or_empty(&mut self, key: &'static str) -> String {
        self.text(key).unwrap_or_default()
    }

    /// A key that must be there.
    pub(super) fn required(&mut self, key: &'static str, hint: &str) -> Option<Entry<'a>> {
        let entry = self.entry(key);
        if entry.is_none() {
            let fault = Fault::MissingKey { key: key.to_owned(), within: self.name.clone() };
            let place =
                if self.span.is_empty() { Place::file(self.document.file) } else { self.place() };
            self.document.push(Problem::new(place, fault).hint(hint));
        }
        entry
    }

    /// A finite number.
    pub(super) fn number(&mut self, key: &'static str) -> Option<f64> {
        self.entry(key)?.number()
    }

    /// `true` or `false`.
    pub(super) fn boolean(&mut self, key: &'static str) -> Option<bool> {
        self.entry(key)?.boolean()
    }

    /// The tables below `[[key]]`, each by the name that messages give it.
    pub(super) fn sections(&mut self, key: &'static str, name: &str) -> Vec<Section<'a>> {
        self.entry(key).map_or_else(Vec::new, |entry| entry.sections(name))
    }

    /// Reports every key that was not asked for.
    pub(super) fn finish(self) {
        for entry in self.entries() {
            if !self.asked.contains(&entry.key) {
                self.document.push(unknown_key(&entry, &self.name, &self.asked));
            }
        }
    }
}

/// The problem of a key that is not known in the table `within`.
pub(super) fn unknown_key(entry: &Entry<'_>, within: &str, known: &[&'static str]) -> Problem {
    let problem =
        Problem::unknown(entry.key_place(), Kind::Key, entry.key, within, known.iter().copied());
    if entry.document.top.contains(&entry.key) {
        return problem.hint(format!(
            "`{}` speaks of the whole file: move it above the first `[table]`",
            entry.key
        ));
    }
    problem
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(text: &str, read: impl Fn(&mut Section<'_>)) -> Vec<String> {
        let document = Document::new("a.toml", text, &["aggregation"]);
        let table = document.parse();
        let mut root = Section::new(&document, table.get_ref(), "the file", 0..0);
        read(&mut root);
        root.finish();
        let found = document.into_problems();
        found.iter().map(|one| one.fault.headline()).collect()
    }

    #[test]
    fn every_key_is_asked_for_or_reported() {
        let text = "title = 3\nabuot = \"x\"\nscale = inf\nwhole = 0x10\n";
        let found = problems(text, |root| {
            root.text("title");
            root.text("about");
            assert_eq!(root.number("scale"), None);
            assert_eq!(root.number("whole"), Some(16.0));
            root.required("id", "");
        });
        assert_eq!(
            found,
            [
                "`title` must be a text in quotes",
                "`inf` is not finite, in `scale`",
                "the file has no `id`",
                "unknown key `abuot`"
            ]
        );
    }

    #[test]
    fn a_syntax_error_does_not_hide_other_problems() {
        let found = problems("a = \n[t]\nb = 1\nc = \"x\n", |root| {
            root.entry("a");
            root.required("id", "");
        });
        assert_eq!(found.len(), 3, "{found:?}");
        assert_eq!(found[2], "unknown key `t`");
    }
}
