//! Which hub a row of observations speaks of.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;

use hashbrown::HashTable;

use crate::model::Hub;
use crate::problem::{Fault, Kind, Place, Problem, nearest};

/// Above this many hubs no nearest name is looked for: it would take longer than reading the file.
const MANY: usize = 20_000;

/// The hubs that rows may name.
pub(super) enum HubNames<'a> {
    /// Those of `hubs.csv`.
    Known(Known<'a>),
    /// Whatever the rows name, in their order.
    Growing(Growing),
}

impl HubNames<'_> {
    /// The hub that `text` names; a new one where no table of hubs says which there are.
    pub(super) fn find(&mut self, text: &str) -> Result<usize, Missed> {
        match self {
            Self::Known(known) => known.find(text),
            Self::Growing(growing) => Ok(growing.find(text)),
        }
    }

    /// The id of a hub.
    pub(super) fn id(&self, at: usize) -> &str {
        match self {
            Self::Known(known) => &known.hubs[at].id,
            Self::Growing(growing) => &growing.names[at],
        }
    }

    /// How many hubs there are by now.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Known(known) => known.hubs.len(),
            Self::Growing(growing) => growing.names.len(),
        }
    }

    /// The problem of a name that is no hub's.
    pub(super) fn problem(&self, missed: Missed, place: Place, text: &str) -> Problem {
        let hubs = match self {
            Self::Known(known) => known.hubs,
            Self::Growing(_) => &[],
        };
        if missed == Missed::Ambiguous {
            let is_meant = |hub: &&Hub| hub.is_called(text);
            let choices = hubs.iter().filter(is_meant).take(5).map(|hub| hub.id.to_string());
            let fault = Fault::Ambiguous { what: "hub".into(), choices: choices.collect() };
            return Problem::new(place, fault).hint("write the hub's id");
        }
        let fault =
            Fault::Unknown { kind: Kind::Hub, name: text.to_owned(), within: "`hubs.csv`".into() };
        let names = hubs.iter().flat_map(|hub| [&*hub.id, &*hub.name]);
        let near = if hubs.len() <= MANY { nearest(text, names) } else { None };
        Problem::new(place, fault).hint(match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "add it to `hubs.csv`, or take the row away".into(),
        })
    }
}

/// Why a name is no hub's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Missed {
    /// No hub is called so.
    Unknown,
    /// Several are.
    Ambiguous,
}

/// The hubs of a table of hubs, looked up by id, name or local name.
pub(super) struct Known<'a> {
    hubs: &'a [Hub],
    /// The row's predecessor: most tables keep the order of `hubs.csv`.
    last: usize,
    /// The ids; made when a guess fails for the first time.
    ids: Option<HashMap<&'a str, usize>>,
    /// The names; made when an id fails for the first time. `None` where several hubs share one.
    names: Option<HashMap<String, Option<usize>>>,
}

impl<'a> Known<'a> {
    pub(super) fn new(hubs: &'a [Hub]) -> Self {
        Self { hubs, last: usize::MAX, ids: None, names: None }
    }

    fn find(&mut self, text: &str) -> Result<usize, Missed> {
        let next = self.last.wrapping_add(1);
        for guess in [next, self.last] {
            if self.hubs.get(guess).is_some_and(|hub| *hub.id == *text) {
                self.last = guess;
                return Ok(guess);
            }
        }
        let hubs = self.hubs;
        let ids = self.ids.get_or_insert_with(|| {
            let ids = hubs.iter().enumerate().map(|(at, hub)| (&*hub.id, at));
            ids.collect()
        });
        self.last = match ids.get(text) {
            Some(&found) => found,
            None => {
                let names = self.names.get_or_insert_with(|| by_name(hubs));
                let found = names.get(text).or_else(|| names.get(&plain(text)));
                found.ok_or(Missed::Unknown)?.ok_or(Missed::Ambiguous)?
            }
        };
        Ok(self.last)
    }
}

/// Hubs by local name and by name in lower case, as [`Hub::is_called`] reads them.
fn by_name(hubs: &[Hub]) -> HashMap<String, Option<usize>> {
    let mut names: HashMap<String, Option<usize>> = HashMap::with_capacity(hubs.len());
    for (at, hub) in hubs.iter().enumerate() {
        let local = hub.local_name.as_deref().map(str::to_owned);
        for name in [Some(plain(&hub.name)), local].into_iter().flatten() {
            let of = names.entry(name).or_insert(Some(at));
            if *of != Some(at) {
                *of = None;
            }
        }
    }
    names
}

fn plain(text: &str) -> String {
    text.replace('’', "'").to_lowercase()
}

/// The hubs that rows named so far.
///
/// Large tables are mostly numbered or sorted: as long as each new name is greater than all before it, there is nothing
/// to look up.
#[derive(Default)]
pub(super) struct Growing {
    names: Vec<Arc<str>>,
    /// The names by their hashes; made when one comes out of order for the first time.
    index: Option<HashTable<Entry>>,
    hasher: RandomState,
    last: usize,
}

/// Where a name stands, and its hash, so that the table grows without a look at the names.
struct Entry {
    hash: u32,
    at: u32,
}

impl Entry {
    /// What the table asks for: it looks at the lowest and at the highest bits.
    fn key(&self) -> u64 {
        u64::from(self.hash) << 32 | u64::from(self.hash)
    }
}

impl Growing {
    fn find(&mut self, text: &str) -> usize {
        if self.names.get(self.last).is_some_and(|name| **name == *text) {
            return self.last;
        }
        let new = self.names.len();
        let is_greatest = || self.names.last().is_none_or(|last| is_greater(text, last));
        self.last = if self.index.is_none() && is_greatest() { new } else { self.looked_up(text) };
        if self.last == new {
            self.names.push(text.into());
        }
        self.last
    }

    /// The place of a name among those that are known; the one behind them, kept for it, where it is new.
    fn looked_up(&mut self, text: &str) -> usize {
        let Self { names, index, hasher, .. } = self;
        let hash = |name: &str| hasher.hash_one(name) as u32;
        let index = index.get_or_insert_with(|| {
            let mut index = HashTable::with_capacity(2 * names.len());
            for (name, at) in names.iter().zip(0..) {
                let entry = Entry { hash: hash(name), at };
                index.insert_unique(entry.key(), entry, Entry::key);
            }
            index
        });
        let new = Entry { hash: hash(text), at: names.len() as u32 };
        let is_same = |own: &Entry| own.hash == new.hash && *names[own.at as usize] == *text;
        index.entry(new.key(), is_same, Entry::key).or_insert(new).get().at as usize
    }

    /// The names, in the order in which they came.
    pub(super) fn into_names(self) -> Vec<Arc<str>> {
        self.names
    }
}

/// Whether a name stands behind another one in the order of numbered names: the shorter first, then by the alphabet.
fn is_greater(name: &str, other: &str) -> bool {
    (name.len(), name) > (other.len(), other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hubs_are_known_by_id_name_and_local_name() {
        let mut xian = Hub::new("xian", "Xi'an");
        xian.local_name = Some("西安".into());
        let hubs = [Hub::new("a", "Springfield"), xian, Hub::new("b", "springfield")];
        let mut names = HubNames::Known(Known::new(&hubs));
        for text in ["xian", "Xi’an", "xi'an", "西安"] {
            assert_eq!(names.find(text), Ok(1), "{text}");
        }
        assert_eq!(names.find("b"), Ok(2));
        assert_eq!(names.find("Springfield"), Err(Missed::Ambiguous));
        assert_eq!(names.find("xan"), Err(Missed::Unknown));
    }

    #[test]
    fn new_names_come_in_order() {
        let mut growing = Growing::default();
        let found: Vec<_> = ["x", "y", "y", "x", "z"].map(|text| growing.find(text)).into();
        assert_eq!(found, [0, 1, 1, 0, 2]);
        assert_eq!(growing.into_names().len(), 3);
    }

    #[test]
    fn names_are_known_again_in_and_out_of_order() {
        let mut growing = Growing::default();
        // In order up to `h99`, then names from before, then new ones between them.
        for number in 0..100 {
            assert_eq!(growing.find(&format!("h{number}")), number);
        }
        for number in (0..100).rev() {
            assert_eq!(growing.find(&format!("h{number}")), number);
            assert_eq!(growing.find(&format!("h{number}b")), 199 - number);
        }
        assert_eq!((growing.find("h42"), growing.find("h199"), growing.find("")), (42, 200, 201));
        assert_eq!(growing.into_names().len(), 202);
    }
}
