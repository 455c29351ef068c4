//! `hubs.csv`: one row a hub.

use std::collections::HashMap;
use std::io::Read;
use std::sync::Arc;

use crate::model::{Hub, Role, is_id};
use crate::problem::{Fault, Kind, Place, Problem, Problems};

use super::csv_text::Records;
use super::number;
use super::outline::suggested_id;
use super::record::{Header, Record};

/// The columns with a meaning of their own; every other one is an attribute.
const OWN: [&str; 6] = ["id", "name", "local_name", "latitude", "longitude", "role"];

/// The hubs of a file and the names of their attributes.
#[derive(Debug, Default)]
pub(super) struct HubTable {
    pub(super) hubs: Vec<Hub>,
    pub(super) attributes: Vec<String>,
    /// Whether every row could be told to be a hub, so that observations can be checked against them.
    pub(super) is_whole: bool,
}

/// Where the columns stand.
struct Columns {
    id: Option<usize>,
    name: Option<usize>,
    local_name: Option<usize>,
    latitude: Option<usize>,
    longitude: Option<usize>,
    role: Option<usize>,
    attributes: Vec<usize>,
    width: usize,
}

/// Reads a table of hubs; what could be read stands beside the problems.
pub(super) fn hubs(file: &str, input: impl Read) -> (HubTable, Problems) {
    let mut problems = Problems::default();
    let table = read(file, input, &mut problems).unwrap_or_else(|problem| {
        problems.push(*problem);
        HubTable::default()
    });
    (table, problems)
}

fn read(file: &str, input: impl Read, problems: &mut Problems) -> Result<HubTable, Box<Problem>> {
    let mut records = Records::new(input, file)?;
    let header = records.header(problems)?;
    let columns = columns(&header, problems);
    let attributes = columns.attributes.iter().map(|&i| header.names[i].clone());
    let mut table = HubTable {
        hubs: Vec::new(),
        attributes: attributes.collect(),
        is_whole: columns.id.is_some() && columns.name.is_some(),
    };
    let mut lines: HashMap<Arc<str>, usize> = HashMap::new();
    while let Some(record) = records.next() {
        let record = match record {
            Ok(record) => record,
            Err(problem) => {
                problems.push(*problem);
                table.is_whole = false;
                continue;
            }
        };
        if let Some(problem) = record.ragged(columns.width) {
            problems.push(problem);
        }
        let Some(hub) = hub(&record, &columns, problems) else {
            table.is_whole = false;
            continue;
        };
        if let Some(first) = lines.insert(hub.id.clone(), record.line) {
            problems.push(twice(&record, &columns, &hub.id, first));
            lines.insert(hub.id, first);
            continue;
        }
        table.hubs.push(hub);
    }
    if table.hubs.is_empty() && table.is_whole {
        problems.push(no_hubs(file));
        table.is_whole = false;
    }
    Ok(table)
}

fn no_hubs(file: &str) -> Problem {
    let what = "the table of hubs";
    let problem = Problem::new(Place::file(file), Fault::Empty { what });
    problem.hint("add a row for each hub: `xian,Xi'an`")
}

fn twice(record: &Record<'_>, columns: &Columns, id: &str, first: usize) -> Problem {
    let fault = Fault::Duplicate {
        kind: Kind::Hub,
        name: id.to_owned(),
        first: format!("in line {first}"),
    };
    let place = record.place(columns.id.unwrap_or(0));
    Problem::new(place, fault).hint("give one of the two another id")
}

fn columns(header: &Header, problems: &mut Problems) -> Columns {
    let is_attribute = |&i: &usize| {
        let name = header.names[i].as_str();
        !name.is_empty() && !OWN.contains(&name)
    };
    Columns {
        id: header.required("id", problems),
        name: header.required("name", problems),
        local_name: header.find("local_name"),
        latitude: header.find("latitude"),
        longitude: header.find("longitude"),
        role: header.find("role"),
        attributes: (0..header.names.len()).filter(is_attribute).collect(),
        width: header.names.len(),
    }
}

/// The hub of a row; none where it has no id.
fn hub(record: &Record<'_>, columns: &Columns, problems: &mut Problems) -> Option<Hub> {
    let column = columns.id?;
    let id = record.text(column);
    if id.is_empty() {
        let fault = Fault::MissingKey { key: "id".into(), within: "this hub".into() };
        problems
            .push(Problem::new(record.row_place(), fault).hint("every row has an id of its own"));
        return None;
    }
    if !is_id(&id) {
        let fault = Fault::BadId { id: id.to_string() };
        problems.push(Problem::new(record.place(column), fault).hint(suggested_id(&id)));
    }
    let name = record.said(columns.name);
    if name.is_none() && columns.name.is_some() {
        let fault = Fault::MissingKey { key: "name".into(), within: format!("hub `{id}`") };
        problems
            .push(Problem::new(record.row_place(), fault).hint("say the name as it is printed"));
    }
    let own = |i: Option<usize>| record.said(i).map(|text| Box::from(&*text));
    Some(Hub {
        name: name.as_deref().unwrap_or(&id).into(),
        id: (&*id).into(),
        local_name: own(columns.local_name),
        position: position(record, columns, problems),
        role: role(record, columns, problems),
        attributes: columns.attributes.iter().map(|&i| own(Some(i))).collect(),
    })
}

fn role(record: &Record<'_>, columns: &Columns, problems: &mut Problems) -> Role {
    let Some((i, text)) = columns.role.zip(record.said(columns.role)) else {
        return Role::Ranked;
    };
    match &*text {
        "ranked" => Role::Ranked,
        "reference" => Role::Reference,
        other => {
            let known = ["ranked", "reference"];
            let within = "the roles of hubs";
            problems.push(Problem::unknown(record.place(i), Kind::Role, other, within, known));
            Role::Ranked
        }
    }
}

/// Latitude and longitude: both or neither.
fn position(record: &Record<'_>, columns: &Columns, problems: &mut Problems) -> Option<(f64, f64)> {
    let latitude = degrees(record, columns.latitude, ("latitude", 90.0), problems);
    let longitude = degrees(record, columns.longitude, ("longitude", 180.0), problems);
    Some((latitude?, longitude?))
}

fn degrees(
    record: &Record<'_>,
    at: Option<usize>,
    (name, most): (&str, f64),
    problems: &mut Problems,
) -> Option<f64> {
    let at = at?;
    let text = record.said(Some(at))?;
    let Some(value) = number::number(&text) else {
        problems.push(number::problem(record.place(at), &text, name));
        return None;
    };
    if value.abs() > most {
        let fault = Fault::OutOfRange {
            value,
            column: name.to_owned(),
            low: Some(-most),
            high: Some(most),
        };
        let hint = "degrees with a decimal point, south and west below zero; are the two swapped?";
        problems.push(Problem::new(record.place(at), fault).hint(hint));
        return None;
    }
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_meaning_of_its_own_is_an_attribute() {
        let text = "id,name,region,latitude,longitude,role,known_for\nxian,Xi'an,West,34.3,108.9,,\nbay,Bay,,,,reference,\"x, y\"\n";
        let (table, problems) = hubs("hubs.csv", text.as_bytes());
        assert!(problems.is_empty(), "{problems}");
        assert_eq!(table.attributes, ["region", "known_for"]);
        assert_eq!(table.hubs[0].position, Some((34.3, 108.9)));
        assert_eq!(table.hubs[0].attributes[1], None);
        assert_eq!(table.hubs[1].role, Role::Reference);
        assert_eq!(table.hubs[1].attributes[1].as_deref(), Some("x, y"));
    }

    #[test]
    fn every_slip_of_a_row_is_told() {
        let text =
            "id,name,latitude,longitude,role\nXi an,,95,abc,bench\n,Y,,,\nxian,X,1,2,ranked,7\n";
        let (_, problems) = hubs("hubs.csv", text.as_bytes());
        let found: Vec<_> = problems.iter().map(|one| one.fault.headline()).collect();
        assert_eq!(found.len(), 7, "{found:?}");
    }
}
