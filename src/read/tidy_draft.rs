//! First drafts from a tidy table: one row a value.

use crate::model::Status;

use super::draft::{Draft, line, outline, profiles};
use super::guess::{self, Ids, Measure};
use super::number::number;
use super::raw_table::RawTable;

/// The optional columns that are carried over.
const CARRIED: [&str; 8] = ["year", "source", "low", "high", "se", "status", "quote", "note"];

/// One value with all that its row says.
struct Row<'a> {
    /// Hub and indicator, by position among those that were named.
    key: (usize, usize),
    value: String,
    carried: Vec<&'a str>,
}

/// The draft, where the table is tidy and has a number.
pub(super) fn draft(name: &str, table: &RawTable) -> Option<Draft> {
    let find = |word: &str| {
        let is_it = |header: &String| header.trim().eq_ignore_ascii_case(word);
        table.header.iter().position(is_it)
    };
    let columns = (find("hub")?, find("indicator")?, find("value")?);
    let carried: Vec<_> = CARRIED.map(find).into();
    let mut hubs: Vec<&str> = Vec::new();
    let mut indicators: Vec<&str> = Vec::new();
    let mut rows: Vec<Row<'_>> = Vec::new();
    for row in &table.rows {
        let text = |at: usize| row.get(at).map_or("", |text| text.trim());
        let (hub, indicator) = (text(columns.0), text(columns.1));
        if hub.is_empty() || indicator.is_empty() {
            continue;
        }
        let row = Row {
            key: (place(&mut hubs, hub), place(&mut indicators, indicator)),
            value: guess::plain_number(text(columns.2)).unwrap_or_default(),
            carried: carried.iter().map(|at| at.map_or("", text)).collect(),
        };
        keep_the_latest(&mut rows, row);
    }
    rows.iter().find(|row| !row.value.is_empty())?;
    let mut ids = Ids::new();
    let measures: Vec<_> = indicators.iter().map(|name| measure(name, &mut ids)).collect();
    let hub_ids = guess::hub_ids(hubs.iter().copied());
    let hub_ids: Vec<_> = hub_ids.into_iter().map(Option::unwrap_or_default).collect();
    let sources = sources(&rows);
    Some(Draft {
        dataset_toml: outline(name, &measures, &sources, &[]),
        hubs_csv: hubs_csv(&hubs, &hub_ids),
        observations_csv: observations_csv(&rows, &hub_ids, &measures, &sources),
        profiles: profiles(name, &measures),
        left_out: Vec::new(),
    })
}

/// The position of a name among those seen, where it is added.
fn place<'a>(seen: &mut Vec<&'a str>, name: &'a str) -> usize {
    seen.iter().position(|known| *known == name).unwrap_or_else(|| {
        seen.push(name);
        seen.len() - 1
    })
}

/// Of several values of one hub and indicator, the one of the latest year is kept.
fn keep_the_latest<'a>(rows: &mut Vec<Row<'a>>, row: Row<'a>) {
    let year = |row: &Row<'_>| number(row.carried[0]).unwrap_or(f64::NEG_INFINITY);
    match rows.iter_mut().find(|known| known.key == row.key) {
        Some(known) if year(&row) > year(known) => *known = row,
        Some(_) => {}
        None => rows.push(row),
    }
}

fn measure(name: &str, ids: &mut Ids) -> Measure {
    Measure {
        id: ids.give(name, "indicator"),
        name: name.to_owned(),
        unit: String::new(),
        direction: guess::direction(&name.replace('_', " ")),
        group: None,
    }
}

/// The sources that rows cite: ids and titles.
fn sources(rows: &[Row<'_>]) -> Vec<(String, String)> {
    let mut ids = Ids::new();
    let mut sources: Vec<(String, String)> = Vec::new();
    for title in rows.iter().map(|row| row.carried[1]).filter(|title| !title.is_empty()) {
        if !sources.iter().any(|(_, known)| known == title) {
            sources.push((ids.give(title, "source"), title.to_owned()));
        }
    }
    sources
}

fn hubs_csv(hubs: &[&str], ids: &[String]) -> String {
    let rows = ids.iter().zip(hubs).map(|(id, name)| line([id.as_str(), name].into_iter()));
    std::iter::once("id,name\n".to_owned()).chain(rows).collect()
}

fn observations_csv(
    rows: &[Row<'_>],
    hubs: &[String],
    measures: &[Measure],
    sources: &[(String, String)],
) -> String {
    let mut text = line(["hub", "indicator", "value"].into_iter().chain(CARRIED));
    for row in rows {
        let [year, source, low, high, se, status, quote, note] = row.carried[..] else {
            continue;
        };
        let cited = sources.iter().find(|(_, title)| title == source);
        let known = Status::ALL.iter().find(|(word, _)| *word == status);
        let is_year = number(year).is_some_and(|year| year.fract() == 0.0 && year.abs() < 1e5);
        let (low, high) = bounds(&row.value, low, high);
        let se = error(&row.value, se);
        text.push_str(&line(
            [
                hubs[row.key.0].as_str(),
                &measures[row.key.1].id,
                &row.value,
                if is_year { year } else { "" },
                cited.map_or("", |(id, _)| id),
                &low,
                &high,
                &se,
                known.map_or("", |(word, _)| word),
                quote,
                note,
            ]
            .into_iter(),
        ));
    }
    text
}

/// The bounds, where they are numbers with the value between them.
fn bounds(value: &str, low: &str, high: &str) -> (String, String) {
    let plain = |text| guess::plain_number(text).unwrap_or_default();
    let (low, high) = (plain(low), plain(high));
    let least = number(&low).unwrap_or(f64::NEG_INFINITY);
    let most = number(&high).unwrap_or(f64::INFINITY);
    match number(value) {
        Some(value) if least <= value && value <= most => (low, high),
        _ => (String::new(), String::new()),
    }
}

/// The standard error, where it is a number of zero or more beside a value.
fn error(value: &str, se: &str) -> String {
    let se = guess::plain_number(se).unwrap_or_default();
    let is_one = !value.is_empty() && number(&se).is_some_and(|se| se >= 0.0);
    if is_one { se } else { String::new() }
}
