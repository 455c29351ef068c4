//! What the columns of a bare table may be: guesses for a first draft, each to be checked by its reader.

use std::collections::BTreeSet;

use crate::model::{Direction, is_id};

use super::number::number;
use super::raw_table::RawTable;

/// Words in a header that speak of something of which less is better.
const LESS_IS_BETTER: [&str; 24] = [
    "cost",
    "price",
    "rent",
    "wage",
    "tax",
    "crime",
    "pollution",
    "unemployment",
    "distance",
    "salary",
    "debt",
    "emission",
    "commute",
    "inflation",
    "mortality",
    "poverty",
    "congestion",
    "pm25",
    "pm10",
    "taxation",
    "fee",
    "delay",
    "homicide",
    "vacancy",
];

/// Headers of numbers that measure nothing.
const NOT_MEASURED: [&str; 7] = ["id", "year", "rank", "no", "nr", "index", "code"];

/// What one column is taken for.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Part {
    /// The hub's name.
    Hub,
    /// A column of `hubs.csv`, by this name.
    Attribute(String),
    /// Numbers to be scored.
    Indicator(Measure),
    /// Left out.
    Nothing,
}

/// What a header says of the numbers below it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Measure {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) unit: String,
    pub(super) direction: Direction,
    /// What stands before the colon or stroke.
    pub(super) group: Option<String>,
}

/// Ids that are given out once each.
pub(super) struct Ids {
    taken: BTreeSet<String>,
}

impl Ids {
    /// All ids are free but those with a meaning in tables.
    pub(super) fn new() -> Self {
        let taken = ["index", "hub", "name", "note", "indicator", "value"];
        Self { taken: taken.map(str::to_owned).into() }
    }

    /// An id made of a text that no other has.
    pub(super) fn give(&mut self, text: &str, otherwise: &str) -> String {
        let plain = id_of(text).unwrap_or_else(|| otherwise.to_owned());
        let mut id = plain.clone();
        let mut n = 2;
        while !self.taken.insert(id.clone()) {
            id = format!("{plain}_{n}");
            n += 1;
        }
        id
    }
}

/// An id made of a text: `[a-z][a-z0-9_-]*`; none where the text has no letter of a-z.
pub(super) fn id_of(text: &str) -> Option<String> {
    let mut id = String::new();
    for c in text.to_lowercase().chars() {
        match c {
            'a'..='z' => id.push(c),
            '0'..='9' if !id.is_empty() => id.push(c),
            '\'' | '’' | '.' => {}
            _ if !id.is_empty() && !id.ends_with('_') => id.push('_'),
            _ => {}
        }
    }
    let id = id.trim_end_matches('_').to_owned();
    (!id.is_empty()).then_some(id)
}

/// A number without what spreadsheets put around it; empty for a gap, none where it is no number.
pub(super) fn plain_number(text: &str) -> Option<String> {
    let gaps = ["", "na", "n/a", "nan", "null", "none", "-", "–", "—", "…", "..", "?"];
    if gaps.contains(&text.trim().to_lowercase().as_str()) {
        return Some(String::new());
    }
    let plain: String = text
        .replace('\u{2212}', "-")
        .chars()
        .filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '%' | '$' | '€' | '£' | '¥'))
        .collect();
    let parts: Vec<_> = plain.split(',').collect();
    let has_thousands =
        parts[1..].iter().all(|part| part.split('.').next().is_some_and(|p| p.len() == 3));
    let plain = match parts.len() {
        1 => plain,
        _ if has_thousands => parts.concat(),
        2 if !plain.contains('.') => plain.replace(',', "."),
        _ => return None,
    };
    number(&plain).map(|_| plain)
}

/// The texts of one column.
pub(super) fn cells(table: &RawTable, j: usize) -> impl Iterator<Item = &str> {
    let rows = table.rows.iter();
    rows.map(move |row| row.get(j).map_or("", |text| text.trim()))
}

/// What each column of a wide table is taken for.
pub(super) fn parts(table: &RawTable, ids: &mut Ids) -> Vec<Part> {
    let is_numeric = |j: usize| {
        let numbers: Option<Vec<_>> = cells(table, j).map(plain_number).collect();
        numbers.is_some_and(|all| all.iter().any(|number| !number.is_empty()))
    };
    let n = table.header.len();
    let numeric: Vec<_> = (0..n).map(is_numeric).collect();
    let hub = hub_column(table, &numeric);
    let prefixes = prefixes(table, &numeric);
    let mut attributes: BTreeSet<String> = ["id", "name"].map(str::to_owned).into();
    let part = |j: usize| {
        let header = table.header[j].trim();
        let word = id_of(header).unwrap_or_default();
        let is_index = (header.is_empty() && j == 0) || NOT_MEASURED.contains(&word.as_str());
        if j == hub {
            return Part::Hub;
        }
        if numeric[j] && hub_part(header, cells(table, j)).is_none() {
            return match is_index {
                true => Part::Nothing,
                false => Part::Indicator(measure(header, j, &prefixes, ids)),
            };
        }
        let name = attribute(table, j, word);
        match name.filter(|name| attributes.insert(name.clone())) {
            Some(name) => Part::Attribute(name),
            None => Part::Nothing,
        }
    };
    (0..n).map(part).collect()
}

/// The name of a column of `hubs.csv`; none where there is nothing to tell.
fn attribute(table: &RawTable, j: usize, word: String) -> Option<String> {
    if let Some(known) = hub_part(table.header[j].trim(), cells(table, j)) {
        return Some(known.into());
    }
    let is_said = cells(table, j).any(|text| !text.is_empty());
    // A column that does not fit what its name means in `hubs.csv` gets another name.
    let name = match word.as_str() {
        "latitude" | "longitude" | "role" => format!("{word}_text"),
        _ => word,
    };
    (is_said && !name.is_empty()).then_some(name)
}

/// The column with the hubs' names: one that says so, else the first of text, else the first.
fn hub_column(table: &RawTable, numeric: &[bool]) -> usize {
    let says = |word: &str| {
        let is_it = |header: &String| header.trim().eq_ignore_ascii_case(word);
        table.header.iter().position(is_it).filter(|&j| !numeric[j])
    };
    ["hub", "name", "city"]
        .iter()
        .find_map(|word| says(word))
        .or_else(|| numeric.iter().position(|is_numeric| !is_numeric))
        .unwrap_or(0)
}

/// A column of `hubs.csv` with a meaning of its own, where header and every value fit it.
fn hub_part<'a>(header: &str, cells: impl Iterator<Item = &'a str>) -> Option<&'static str> {
    let header = header.to_lowercase();
    let most = match header.as_str() {
        "latitude" | "lat" => 90.0,
        "longitude" | "lon" | "lng" | "long" => 180.0,
        "role" => {
            let mut cells = cells;
            return cells.all(|cell| ["", "ranked", "reference"].contains(&cell)).then_some("role");
        }
        "local_name" | "local name" => return Some("local_name"),
        "region" => return Some("region"),
        _ => return None,
    };
    let mut said = cells.filter(|cell| !cell.is_empty());
    let fits = said.all(|cell| number(cell).is_some_and(|value| value.abs() <= most));
    fits.then_some(if most == 90.0 { "latitude" } else { "longitude" })
}

/// What stands before ":" in headers, or before "/" in several.
fn prefixes(table: &RawTable, numeric: &[bool]) -> BTreeSet<String> {
    let headers = table.header.iter().zip(numeric).filter(|(_, is_numeric)| **is_numeric);
    let names: Vec<_> = headers.map(|(header, _)| unit(header).0).collect();
    let prefix = |name: &String| {
        let own = split(name)?.0;
        let shared = names.iter().filter(|other| split(other).is_some_and(|(p, _)| p == own));
        (name.contains(':') || shared.count() > 1).then(|| own.to_owned())
    };
    names.iter().filter_map(prefix).collect()
}

fn split(name: &str) -> Option<(&str, &str)> {
    let (prefix, rest) = name.split_once(':').or_else(|| name.split_once('/'))?;
    let (prefix, rest) = (prefix.trim(), rest.trim());
    (!prefix.is_empty() && !rest.is_empty()).then_some((prefix, rest))
}

/// Name and unit of a header: "Rent (CNY/m2)" is "Rent" in "CNY/m2".
fn unit(header: &str) -> (String, String) {
    for (open, close) in [('(', ')'), ('[', ']')] {
        if let Some((name, rest)) = header.split_once(open)
            && let Some((unit, behind)) = rest.rsplit_once(close)
            && !name.trim().is_empty()
        {
            let name = format!("{} {}", name.trim(), behind.trim());
            return (name.trim().to_owned(), unit.trim().to_owned());
        }
    }
    (header.trim().to_owned(), String::new())
}

fn measure(header: &str, j: usize, prefixes: &BTreeSet<String>, ids: &mut Ids) -> Measure {
    let (whole, unit) = unit(header);
    let (group, name) = match split(&whole) {
        Some((prefix, rest)) if prefixes.contains(prefix) => {
            (Some(prefix.to_owned()), rest.to_owned())
        }
        _ => (None, whole.clone()),
    };
    let otherwise = format!("column_{}", j + 1);
    Measure {
        id: ids.give(&name, &otherwise),
        name: if name.is_empty() { otherwise } else { name },
        unit,
        direction: direction(&whole),
        group,
    }
}

/// A first guess of which end is good.
pub(super) fn direction(header: &str) -> Direction {
    let lower = header.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric());
    let is_bad = |word: &str| {
        let alone = word.strip_suffix("es").filter(|stem| LESS_IS_BETTER.contains(stem));
        let plural = word.strip_suffix('s').filter(|stem| LESS_IS_BETTER.contains(stem));
        LESS_IS_BETTER.contains(&word) || alone.is_some() || plural.is_some()
    };
    if words.any(is_bad) { Direction::Lower } else { Direction::Higher }
}

/// The ids of hubs by their names, in the order of the rows; none for a row without a name.
pub(super) fn hub_ids<'a>(names: impl Iterator<Item = &'a str>) -> Vec<Option<String>> {
    let mut ids = Ids { taken: BTreeSet::new() };
    let mut hub = 0;
    let give = |name: &str| {
        hub += 1;
        let name = name.trim();
        (!name.is_empty()).then(|| match is_id(name) {
            true => ids.give(&name.replace('-', "_"), "hub"),
            false => ids.give(name, &format!("hub_{hub}")),
        })
    };
    names.map(give).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_made_of_names() {
        assert_eq!(id_of("Xi'an").as_deref(), Some("xian"));
        assert_eq!(id_of("San Francisco Bay Area").as_deref(), Some("san_francisco_bay_area"));
        assert_eq!(id_of("北京"), None);
        let mut ids = Ids::new();
        assert_eq!(ids.give("Name", "x"), "name_2");
        assert_eq!(ids.give("2020 GDP", "x"), "gdp");
    }

    #[test]
    fn numbers_lose_their_clothes() {
        let plain = |text| plain_number(text);
        assert_eq!(plain("1,234.5").as_deref(), Some("1234.5"));
        assert_eq!(plain("45 %").as_deref(), Some("45"));
        assert_eq!(plain("3,5").as_deref(), Some("3.5"));
        assert_eq!(plain("n/a").as_deref(), Some(""));
        assert_eq!(plain("Beijing"), None);
        assert_eq!(plain("inf"), None);
    }

    #[test]
    fn headers_tell_unit_group_and_direction() {
        assert_eq!(unit("Rent (CNY/m2)"), ("Rent".into(), "CNY/m2".into()));
        assert_eq!(direction("Crimes per 1000"), Direction::Lower);
        assert_eq!(direction("Income taxes"), Direction::Lower);
        assert_eq!(direction("Taxi rides"), Direction::Higher);
    }
}
