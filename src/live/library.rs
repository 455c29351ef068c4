//! The data sets and profiles that requests may name, and the tables that were brought.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use crate::model::Dataset;
use crate::problem::{Kind, Place, Problem, Problems};
use crate::study::Profile;

/// How many tables that were brought are kept; after that the oldest goes.
const KEPT: usize = 16;

/// One data set and the profiles that rank it.
pub struct Set {
    /// What requests call it.
    pub key: String,
    /// The data.
    pub dataset: Dataset,
    /// The profiles, at least one.
    pub profiles: Vec<Profile>,
    /// What was guessed of a table that was brought, and what was left out of it.
    pub notes: Vec<String>,
}

impl Set {
    /// A profile by name; the one called `balanced`, else the first, where none is named.
    ///
    /// # Errors
    /// There is none of this name.
    pub fn profile(&self, name: Option<&str>) -> Result<&Profile, Problems> {
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
    #[must_use]
    pub fn sets(&self) -> &[Arc<Set>] {
        &self.sets
    }

    /// A data set by its key; the first where none is named.
    ///
    /// # Errors
    /// There is none of this key.
    pub fn set(&self, key: Option<&str>) -> Result<Arc<Set>, Problems> {
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

    /// Takes in a data set that was brought; the oldest of many goes.
    pub fn keep(&self, set: Set) -> Arc<Set> {
        let set = Arc::new(set);
        let mut brought = self.brought.lock().unwrap_or_else(PoisonError::into_inner);
        brought.retain(|own| own.key != set.key);
        brought.truncate(KEPT - 1);
        brought.push_front(set.clone());
        set
    }
}

fn unknown<'a>(key: &str, known: impl Iterator<Item = &'a str>) -> Problems {
    let place = Place::argument(format!("data {key}"));
    let within =
        "the data sets of this server; a table that was dropped on it is kept until it stops";
    let known: Vec<_> = known.collect();
    Problem::unknown(place, Kind::Dataset, key, within, known).into()
}
