//! A data set from its folder, or from the program itself.

use std::path::Path;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::model::{Dataset, Hub, Tree};
use crate::problem::{Fault, Kind, Place, Problem, Problems};

use super::built_in::DATA;
use super::file::{self, Files};
use super::hubs::{HubTable, hubs};
use super::observations::{Context, Observations, observations};
use super::outline::{Outline, outline};

pub(super) const OUTLINE: &str = "dataset.toml";
pub(super) const HUBS: &str = "hubs.csv";
pub(super) const OBSERVATIONS: &str = "observations.csv";

impl Dataset {
    /// The data set in a folder: `dataset.toml`, `observations.csv` and, where it is there, `hubs.csv`.
    ///
    /// # Errors
    /// Every problem of the three files at once.
    ///
    /// ```no_run
    /// let hubs = hubrank::Dataset::open("data/china-hubs")?;
    /// assert!(hubs.hub("Xi'an").is_some());
    /// # Ok::<(), hubrank::Problems>(())
    /// ```
    pub fn open(folder: impl AsRef<Path>) -> Result<Self, Problems> {
        let folder = folder.as_ref();
        if !folder.is_dir() {
            let reason = match folder.exists() {
                true => "a data set is a folder, and this is a file",
                false => "there is no such folder",
            };
            let fault = Fault::CannotRead { reason: reason.into() };
            let problem = Problem::new(Place::file(file::label(folder)), fault);
            return Err(problem.hint("a data set is a folder with `dataset.toml`").into());
        }
        read(&Files::Folder(folder.to_owned()))
    }

    /// The data set that is built into the program and taken where nothing else is there.
    ///
    /// # Errors
    /// None as shipped: its files are read like any other.
    pub fn built_in() -> Result<Self, Problems> {
        read(&Files::Texts(DATA[0].1, DATA[0].2))
    }

    /// A data set that is built into the program, by its id.
    ///
    /// # Errors
    /// There is none of this id.
    pub fn built_in_named(id: &str) -> Result<Self, Problems> {
        match DATA.iter().find(|(known, ..)| *known == id) {
            Some((_, folder, files)) => read(&Files::Texts(folder, files)),
            None => {
                let within = "the data sets built into hubrank";
                let place = Place::argument(id);
                Err(Problem::unknown(place, Kind::Dataset, id, within, Self::built_ins()).into())
            }
        }
    }

    /// The data set that texts say; `folder` is what messages call the place of its files.
    ///
    /// # Errors
    /// Every problem of the texts at once.
    ///
    /// ```
    /// let outline = "id = \"a\"\n[[indicator]]\nid = \"rent\"\ndirection = \"lower\"\n";
    /// let values = "hub,rent\nberlin,14\nlisbon,16\n";
    /// let files = [("dataset.toml", outline), ("observations.csv", values)];
    /// assert_eq!(hubrank::Dataset::parse("a", &files)?.hubs.len(), 2);
    /// # Ok::<(), hubrank::Problems>(())
    /// ```
    pub fn parse(folder: &str, files: &[(&str, &str)]) -> Result<Self, Problems> {
        read(&Files::Texts(folder, files))
    }

    /// The ids of the data sets that are built into the program; the one taken by default first.
    pub fn built_ins() -> impl Iterator<Item = &'static str> + Clone {
        DATA.iter().map(|(id, ..)| *id)
    }
}

fn read(files: &Files<'_>) -> Result<Dataset, Problems> {
    let mut hash = Sha256::new();
    let text = files.text(OUTLINE, &mut hash).map_err(|problem| {
        problem.hint("a data set is a folder with `dataset.toml`; `hubrank new` writes one")
    })?;
    let (outline, mut problems) = outline(&files.label(OUTLINE), &text);
    let table = hub_table(files, &mut hash, &mut problems);
    let observed = observed(files, &outline, table.as_ref(), &mut hash, &mut problems);
    problems.into_result(())?;
    Ok(whole(outline, table, observed, hash))
}

/// The table of hubs, where there is one.
fn hub_table(files: &Files<'_>, hash: &mut Sha256, problems: &mut Problems) -> Option<HubTable> {
    if !files.has(HUBS) {
        return None;
    }
    match files.hashed(HUBS, hash) {
        Ok(input) => {
            let (table, found) = hubs(&files.label(HUBS), input);
            problems.extend(found);
            Some(table)
        }
        Err(problem) => {
            problems.push(*problem);
            Some(HubTable::default())
        }
    }
}

fn observed(
    files: &Files<'_>,
    outline: &Outline,
    table: Option<&HubTable>,
    hash: &mut Sha256,
    problems: &mut Problems,
) -> Observations {
    let input = match files.hashed(OBSERVATIONS, hash) {
        Ok(input) => input,
        Err(problem) => {
            problems.push(problem.hint("the values stand in `observations.csv`"));
            return Observations::default();
        }
    };
    if !outline.is_whole || outline.expected.is_empty() {
        // Against half of the names, most columns would seem unknown.
        return Observations::default();
    }
    let context = Context {
        columns: &outline.expected,
        sources: &outline.sources,
        hubs: table.filter(|table| table.is_whole).map(|table| table.hubs.as_slice()),
    };
    observations(&files.label(OBSERVATIONS), input, &context, problems)
}

fn whole(
    outline: Outline,
    table: Option<HubTable>,
    observed: Observations,
    hash: Sha256,
) -> Dataset {
    let tree = Tree::new(&outline.groups, &outline.indicators);
    let (hubs, attributes) = match table {
        Some(table) => (table.hubs.into(), table.attributes),
        None => {
            let names = observed.hubs.unwrap_or_default();
            (names.into_iter().map(Hub::named).collect(), Vec::new())
        }
    };
    Dataset {
        id: outline.id,
        title: outline.title,
        about: outline.about,
        is_default: outline.is_default,
        sources: outline.sources.into(),
        hubs,
        attributes,
        series: observed.series.into(),
        indicators: outline.indicators.into(),
        tree: Arc::new(tree),
        sha256: file::hexadecimal(hash),
    }
}
