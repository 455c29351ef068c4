//! First drafts of a data set and two profiles from a bare table; each reads and ranks as it is written.

use std::fmt::Write as _;

use crate::model::{Dataset, Direction};
use crate::problem::{Fault, Place, Problem, Problems};

use super::guess::{self, Ids, Measure, Part};
use super::left_out;
use super::raw_table::RawTable;
use super::tidy_draft;

/// The texts of a new data set and of two profiles for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// `dataset.toml`, with comments on what to check.
    pub dataset_toml: String,
    /// `hubs.csv`.
    pub hubs_csv: String,
    /// `observations.csv`.
    pub observations_csv: String,
    /// The profiles: each file's name and text.
    pub profiles: Vec<(String, String)>,
    /// Which columns are not scored, and why: one line each.
    pub left_out: Vec<String>,
}

impl Draft {
    /// The data set that it reads as; `folder` is what messages call the place of its files.
    ///
    /// # Errors
    /// Every problem of the texts at once: two rows of one hub, for instance.
    pub fn dataset(&self, folder: &str) -> Result<Dataset, Problems> {
        let files = [
            ("dataset.toml", self.dataset_toml.as_str()),
            ("hubs.csv", self.hubs_csv.as_str()),
            ("observations.csv", self.observations_csv.as_str()),
        ];
        Dataset::parse(folder, &files)
    }
}

/// A data set called `name` guessed from a table, and two profiles for it.
///
/// The first column of text names the hubs, each column of numbers is an indicator; a tidy table (`hub`,
/// `indicator`, `value`) is known as such.
///
/// # Errors
/// The table has no column of numbers.
///
/// ```
/// use hubrank::read::{RawTable, draft};
/// let table = RawTable {
///     header: vec!["City".into(), "Rent (EUR/m2)".into()],
///     rows: vec![vec!["Berlin".into(), "14.2".into()], vec!["Lisbon".into(), "16".into()]],
/// };
/// let draft = draft("my-index", &table)?;
/// assert!(draft.dataset_toml.contains("direction = \"lower\""));
/// assert_eq!(draft.observations_csv, "hub,rent\nberlin,14.2\nlisbon,16\n");
/// # Ok::<(), hubrank::Problems>(())
/// ```
pub fn draft(name: &str, table: &RawTable) -> Result<Draft, Problems> {
    if let Some(draft) = tidy_draft::draft(name, table) {
        return Ok(draft);
    }
    let parts = guess::parts(table, &mut Ids::new());
    let measures: Vec<_> = parts
        .iter()
        .filter_map(|part| match part {
            Part::Indicator(measure) => Some(measure.clone()),
            _ => None,
        })
        .collect();
    let names = table.rows.iter().map(|row| hub_name(row, &parts));
    let hubs = guess::hub_ids(names);
    if measures.is_empty() || hubs.iter().all(Option::is_none) {
        let problem = Problem::new(Place::file(name), Fault::NoIndicators);
        let hint = "the table needs a column of names and one of numbers, below a row of headers";
        return Err(problem.hint(hint).into());
    }
    let unnamed = (0..parts.len())
        .filter(|&j| parts[j] == Part::Nothing && !table.header[j].is_empty())
        .map(|j| table.header[j].clone())
        .collect::<Vec<_>>();
    Ok(Draft {
        dataset_toml: outline(name, &measures, &[], &unnamed),
        hubs_csv: hubs_csv(table, &parts, &hubs),
        observations_csv: wide_csv(table, &parts, &hubs),
        profiles: profiles(name, &measures),
        left_out: left_out::lines(table, &parts),
    })
}

fn hub_name<'a>(row: &'a [String], parts: &[Part]) -> &'a str {
    let at = parts.iter().position(|part| *part == Part::Hub).unwrap_or(0);
    row.get(at).map_or("", |text| text.trim())
}

/// `dataset.toml`; `sources` are ids and titles, `left_out` the headers that were not taken.
pub(super) fn outline(
    name: &str,
    measures: &[Measure],
    sources: &[(String, String)],
    left_out: &[String],
) -> String {
    let id = dataset_id(name);
    let mut text = format!(
        "# A first draft, guessed from a table. Check each direction, unit and name.\n\nid = {}\ntitle = {}\nabout = \"\"\n",
        quoted(&id),
        quoted(name)
    );
    if !left_out.is_empty() {
        let _ = writeln!(
            text,
            "\n# Left out, as they measure nothing: {}",
            one_line(&left_out.join(", "))
        );
    }
    for (id, title) in sources {
        let (id, title) = (quoted(id), quoted(title));
        let _ = write!(text, "\n[[source]]\nid = {id}\ntitle = {title}\n");
    }
    for (id, name) in pillars(measures) {
        let (id, name) = (quoted(&id), quoted(&name));
        let _ = write!(text, "\n[[group]]\nid = {id}\nname = {name}\n");
    }
    for measure in measures {
        text.push_str(&indicator(measure, measures));
    }
    text
}

fn indicator(measure: &Measure, measures: &[Measure]) -> String {
    let (id, name) = (quoted(&measure.id), quoted(&measure.name));
    let mut text = format!("\n[[indicator]]\nid = {id}\nname = {name}\n");
    if let Some(group) = pillar_of(measure, measures) {
        let _ = writeln!(text, "group = {}", quoted(&group));
    }
    text.push_str(match measure.direction {
        Direction::Lower => "direction = \"lower\"     # guessed from the name: is less better?\n",
        Direction::Higher => "direction = \"higher\"    # is more better? else \"lower\"\n",
    });
    if !measure.unit.is_empty() {
        let _ = writeln!(text, "unit = {}", quoted(&measure.unit));
    }
    text
}

/// The groups: ids that no indicator has, and names, in the order of their first indicator.
fn pillars(measures: &[Measure]) -> Vec<(String, String)> {
    let mut ids = Ids::new();
    for measure in measures {
        ids.give(&measure.id, "");
    }
    let mut pillars: Vec<(String, String)> = Vec::new();
    for name in measures.iter().filter_map(|measure| measure.group.as_ref()) {
        if !pillars.iter().any(|(_, known)| known == name) {
            pillars.push((ids.give(name, "group"), name.clone()));
        }
    }
    pillars
}

fn pillar_of(measure: &Measure, measures: &[Measure]) -> Option<String> {
    let own = measure.group.as_ref()?;
    let mut pillars = pillars(measures).into_iter();
    pillars.find(|(_, name)| name == own).map(|(id, _)| id)
}

/// `hubs.csv`: id, name and every column that is taken for one of hubs.
fn hubs_csv(table: &RawTable, parts: &[Part], hubs: &[Option<String>]) -> String {
    let attributes: Vec<_> = parts
        .iter()
        .enumerate()
        .filter_map(|(j, part)| match part {
            Part::Attribute(name) => Some((j, name.as_str())),
            _ => None,
        })
        .collect();
    let mut head = vec!["id", "name"];
    head.extend(attributes.iter().map(|(_, name)| *name));
    let mut text = line(head.into_iter());
    for (row, id) in table.rows.iter().zip(hubs) {
        let Some(id) = id else { continue };
        let own = attributes.iter().map(|(j, _)| row.get(*j).map_or("", |text| text.trim()));
        text.push_str(&line([id.as_str(), hub_name(row, parts)].into_iter().chain(own)));
    }
    text
}

fn wide_csv(table: &RawTable, parts: &[Part], hubs: &[Option<String>]) -> String {
    let columns: Vec<_> = parts
        .iter()
        .enumerate()
        .filter_map(|(j, part)| match part {
            Part::Indicator(measure) => Some((j, measure.id.as_str())),
            _ => None,
        })
        .collect();
    let mut text = line(["hub"].into_iter().chain(columns.iter().map(|(_, id)| *id)));
    for (row, id) in table.rows.iter().zip(hubs) {
        let Some(id) = id else { continue };
        let number = |j: usize| row.get(j).and_then(|text| guess::plain_number(text));
        let numbers: Vec<_> = columns.iter().map(|(j, _)| number(*j).unwrap_or_default()).collect();
        let fields = [id.as_str()].into_iter().chain(numbers.iter().map(String::as_str));
        text.push_str(&line(fields));
    }
    text
}

/// `balanced.toml`, and `mine.toml` with weights to edit.
pub(super) fn profiles(name: &str, measures: &[Measure]) -> Vec<(String, String)> {
    let id = quoted(&dataset_id(name));
    let balanced = "name = \"balanced\"\ntitle = \"everything counted alike\"\nabout = \"Equal weights: a yardstick for other views.\"\n\nweighting = \"equal\"\n";
    let mut mine = format!(
        "name = \"mine\"\ntitle = \"my own view\"\nabout = \"Whose view it is, and why these weights.\"\ndata = [{id}]\n\n# Shares of what stands directly under the index; they are scaled to one.\n[weights]\n"
    );
    let pillars = pillars(measures).into_iter().map(|(id, _)| id);
    let loose = measures.iter().filter(|measure| measure.group.is_none());
    for child in pillars.chain(loose.map(|measure| measure.id.clone())) {
        let _ = writeln!(mine, "{child} = 10");
    }
    vec![("balanced.toml".into(), balanced.into()), ("mine.toml".into(), mine)]
}

fn dataset_id(name: &str) -> String {
    let last = name.trim_end_matches(['/', '\\']).rsplit(['/', '\\']).next();
    let id = last.and_then(guess::id_of);
    id.map_or_else(|| "my-index".into(), |id| id.replace('_', "-"))
}

/// A text as TOML has it.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", c as u32);
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// One line of comma-separated text.
pub(super) fn line<'a>(fields: impl Iterator<Item = &'a str>) -> String {
    let field = |field: &str| match field.contains([',', ';', '\t', '"', '\n', '\r']) {
        true => format!("\"{}\"", field.replace('"', "\"\"")),
        false => field.to_owned(),
    };
    let mut line = fields.map(field).collect::<Vec<_>>().join(",");
    line.push('\n');
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Dataset, Outcome, Profile};

    fn table(text: &str) -> RawTable {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("table.csv");
        std::fs::write(&path, text).unwrap();
        super::super::table(&path).unwrap()
    }

    /// The draft written, read and ranked by both of its profiles.
    fn outcomes(draft: &Draft) -> Vec<Outcome> {
        let folder = tempfile::tempdir().unwrap();
        let write =
            |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        write("dataset.toml", &draft.dataset_toml);
        write("hubs.csv", &draft.hubs_csv);
        write("observations.csv", &draft.observations_csv);
        let dataset = Dataset::open(folder.path()).unwrap_or_else(|found| panic!("{found}"));
        let rank = |(file, text): &(String, String)| {
            let profile = Profile::parse(file, text).unwrap_or_else(|found| panic!("{found}"));
            dataset.ranked_for(&profile).unwrap_or_else(|found| panic!("{found}"))
        };
        draft.profiles.iter().map(rank).collect()
    }

    #[test]
    fn a_bare_table_ranks_at_once() {
        let text = "id,City,Talent: jobs (1000),Talent: students,Rent [EUR/m2],Region,lat,lon,Year,Motto\n1,\"Xi'an\",\"1,200\",n/a,5.5,West,34,108,2020,\"a, b\"\n2,北京,900,50,20,East,39,116,2020,\n3,Xian,1,7,9,East,1,2,2020,\n4,,,,,,,,,\n";
        let draft = draft("My Index", &table(text)).unwrap();
        assert!(draft.hubs_csv.starts_with("id,name,region,latitude,longitude,motto\nxian,Xi'an,West,34,108,\"a, b\"\nhub_2,北京,"), "{}", draft.hubs_csv);
        assert!(draft.observations_csv.starts_with("hub,jobs,students,rent\nxian,1200,,5.5\n"));
        assert!(draft.dataset_toml.contains("id = \"my-index\""));
        assert!(draft.dataset_toml.contains("group = \"talent\""));
        assert!(
            draft.profiles[1].1.ends_with("talent = 10\nrent = 10\n"),
            "{}",
            draft.profiles[1].1
        );
        for outcome in outcomes(&draft) {
            assert_eq!(outcome.dataset().hubs.len(), 3);
            assert!(outcome.leader().is_some());
        }
    }

    #[test]
    fn awkward_headers_rank_too() {
        let text = "index;hub;value;\"a \"\"b\"\" \\ c\";note;GDP/head;Price/m2;Talent: Talent;role\nx;Köln;1;2;3;4;5;6;boss\ny;Bonn;2;3;4;5;6;7;boss\n";
        let draft = draft("../Ünder", &table(text)).unwrap();
        for outcome in outcomes(&draft) {
            assert_eq!(outcome.ranking.len(), 2, "{draft:?}");
        }
    }

    #[test]
    fn a_tidy_table_keeps_what_it_says() {
        let text = "Hub,Indicator,Value,Year,Source,Status,Note\nXi'an,Rent price,20,2019,Yearbook,observed,\nXi'an,Rent price,22,2021,Yearbook,observed,new\nXi'an,Jobs,,2020,,,\"a, gap\"\nBonn,Jobs,7,x,Census,certain,\nBonn,Rent price,9,2020,Census,disputed,\nUlm,Jobs,8,,,,\nUlm,Rent price,10,,,,\n";
        let draft = draft("tidy", &table(text)).unwrap();
        assert!(
            draft.observations_csv.contains("xian,rent_price,22,2021,yearbook,"),
            "{}",
            draft.observations_csv
        );
        for outcome in outcomes(&draft) {
            assert_eq!(outcome.dataset().hubs.len(), 3);
        }
    }

    #[test]
    fn a_table_of_words_is_refused() {
        assert!(draft("x", &table("a,b\nc,d\n")).is_err());
    }
}
