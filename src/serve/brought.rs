//! A table that somebody brought, as a data set with two profiles.

use sha2::{Digest, Sha256};

use crate::live::Set;
use crate::problem::Problems;
use crate::read::{draft, table_in};
use crate::study::Profile;

/// Reads a table: `name` is that of its file.
pub(super) fn set(name: &str, bytes: &[u8]) -> Result<Set, Problems> {
    let table = table_in(name, bytes)?;
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let draft = draft(stem, &table)?;
    let dataset = draft.dataset(name)?;
    let read = |(file, text): &(String, String)| Profile::parse(file, text);
    let profiles: Result<Vec<_>, _> = draft.profiles.iter().map(read).collect();
    let profiles = profiles?;
    // What can not be ranked is told at once, not when the first slider is moved.
    for profile in &profiles {
        dataset.observed_for(profile)?;
    }
    let hash: String =
        Sha256::digest(bytes).iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    Ok(Set { key: format!("{}-{hash}", dataset.id), dataset, profiles })
}
