//! A table that somebody brought, as a data set with two profiles.

use sha2::{Digest, Sha256};

use crate::live::Set;
use crate::model::{Dataset, Direction, Indicator};
use crate::problem::{Fault, Place, Problem, Problems};
use crate::read::{draft, table_in};
use crate::report::number;
use crate::report::view::joined;
use crate::study::Profile;

use super::Limits;

/// Reads a table: `name` is that of its file.
pub(super) fn set(name: &str, bytes: &[u8], limits: &Limits) -> Result<Set, Problems> {
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
    Ok(Set { key, dataset, profiles, notes })
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
