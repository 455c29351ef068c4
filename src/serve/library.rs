//! The data sets and profiles that requests may name, and the tables that were brought.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest, Sha256};

use crate::model::{Dataset, Direction, Indicator};
use crate::problem::{Fault, Kind, Place, Problem, Problems};
use crate::read::{draft, table_in};
use crate::report::number;
use crate::report::view::joined;
use crate::study::Profile;

use super::Limits;

/// How many tables that were brought are kept; after that the oldest goes.
const KEPT: usize = 16;

/// One data set and the profiles that rank it.
pub(super) struct Set {
    /// What requests call it.
    pub(super) key: String,
    /// The data.
    pub(super) dataset: Dataset,
    /// The profiles, at least one.
    pub(super) profiles: Vec<Profile>,
    /// What was guessed of a table that was brought, and what was left out of it.
    pub(super) notes: Vec<String>,
}

impl Set {
    /// A profile by name; the one called `balanced`, else the first, where none is named.
    pub(super) fn profile(&self, name: Option<&str>) -> Result<&Profile, Problems> {
        let wanted = name.unwrap_or("balanced");
        let found = self.profiles.iter().find(|own| own.name == wanted);
        match (found, name, self.profiles.first()) {
            (Some(own), ..) | (None, None, Some(own)) => Ok(own),
            (None, ..) => {
                let known = self.profiles.iter().map(|own| own.name.as_str());
                let within = format!("the profiles for `{}`", self.dataset.id);
                let place = Place::argument(format!("profile {wanted}"));
                Err(Problem::unknown(place, Kind::Profile, wanted, within, known).into())
            }
        }
    }
}

/// Everything that can be ranked.
pub struct Library {
    sets: Vec<Arc<Set>>,
    brought: Mutex<VecDeque<Arc<Set>>>,
}

impl Library {
    /// Data sets, each with the profiles that rank it; what has none is left out.
    #[must_use]
    pub fn new(sets: Vec<(Dataset, Vec<Profile>)>) -> Self {
        let set = |(dataset, profiles): (Dataset, Vec<Profile>)| {
            let key = dataset.id.clone();
            Arc::new(Set { key, dataset, profiles, notes: Vec::new() })
        };
        let full = sets.into_iter().filter(|(_, profiles)| !profiles.is_empty());
        Self { sets: full.map(set).collect(), brought: Mutex::default() }
    }

    /// Whether there is nothing to rank.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sets.is_empty()
    }

    /// Those that were there from the start.
    pub(super) fn sets(&self) -> &[Arc<Set>] {
        &self.sets
    }

    /// A data set by its key; the first where none is named.
    pub(super) fn set(&self, key: Option<&str>) -> Result<Arc<Set>, Problems> {
        let brought = self.brought.lock().unwrap_or_else(PoisonError::into_inner);
        let mut all = self.sets.iter().chain(brought.iter());
        let Some(key) = key else {
            let first = self.sets.iter().find(|own| own.dataset.is_default);
            let first = first.or(self.sets.first()).cloned();
            return first.ok_or_else(|| unknown("", std::iter::empty()));
        };
        match all.find(|own| own.key == key) {
            Some(set) => Ok(set.clone()),
            None => Err(unknown(key, self.sets.iter().map(|own| own.key.as_str()))),
        }
    }

    /// Takes in a table: `name` is that of its file.
    pub(super) fn bring(
        &self,
        name: &str,
        bytes: &[u8],
        limits: &Limits,
    ) -> Result<Arc<Set>, Problems> {
        let table = table_in(name, bytes)?;
        fits(name, "cells", table.rows.len() * table.header.len(), limits.cells)?;
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let draft = draft(stem, &table)?;
        let dataset = draft.dataset(name)?;
        fits(name, "hubs", dataset.hubs.len(), limits.hubs)?;
        let read = |(file, text): &(String, String)| Profile::parse(file, text);
        let profiles: Result<Vec<_>, _> = draft.profiles.iter().map(read).collect();
        let profiles = profiles?;
        // What can not be ranked is told at once, not when the first slider is moved.
        for profile in &profiles {
            dataset.observed_for(profile)?;
        }
        let hash: String =
            Sha256::digest(bytes).iter().take(6).map(|byte| format!("{byte:02x}")).collect();
        let key = format!("{}-{hash}", dataset.id);
        let mut notes = vec![guessed(&dataset)];
        notes.extend(draft.left_out);
        let set = Arc::new(Set { key, dataset, profiles, notes });
        let mut brought = self.brought.lock().unwrap_or_else(PoisonError::into_inner);
        brought.retain(|own| own.key != set.key);
        brought.truncate(KEPT - 1);
        brought.push_front(set.clone());
        Ok(set)
    }
}

/// Refuses a table of more than this server ranks while somebody waits.
fn fits(name: &str, what: &str, count: usize, most: usize) -> Result<(), Problems> {
    if count <= most {
        return Ok(());
    }
    let [count, most] = [count, most].map(|own| number::raw(own as f64));
    let reason = format!("its {count} {what} are more than the {most} that this server takes");
    let hint = "the command line has no such limit: `hubrank new FOLDER --from FILE`, then there `hubrank rank`";
    Err(Problem::new(Place::file(name), Fault::CannotRead { reason }).hint(hint).into())
}

/// What a reader has to check of a draft.
fn guessed(dataset: &Dataset) -> String {
    let is_less = |own: &&Indicator| own.direction == Direction::Lower;
    let less = dataset.indicators.iter().filter(is_less).take(12);
    let less: Vec<_> = less.map(|own| own.name.as_str()).collect();
    let less = match less.is_empty() {
        true => "more is taken as better everywhere".to_owned(),
        false => format!("less is taken as better in {}, more everywhere else", joined(&less)),
    };
    format!("Names, units and directions are guesses: {less}.")
}

fn unknown<'a>(key: &str, known: impl Iterator<Item = &'a str>) -> Problems {
    let place = Place::argument(format!("data {key}"));
    let within =
        "the data sets of this server; a table that was dropped on it is kept until it stops";
    let known: Vec<_> = known.collect();
    Problem::unknown(place, Kind::Dataset, key, within, known).into()
}
