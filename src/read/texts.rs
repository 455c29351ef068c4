//! The files of a data set as they stand, for whoever passes them on.

use std::io::Read;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::problem::Problems;

use super::built_in::DATA;
use super::dataset::{HUBS, OBSERVATIONS, OUTLINE};
use super::file::{self, Files};

/// The texts of one data set, that read as the same data set again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Texts {
    /// What messages call the place of the files.
    pub folder: String,
    /// Each file: its name and all its text.
    pub files: Vec<(String, String)>,
    /// The SHA-256 of a data set of these files.
    pub sha256: String,
}

impl Texts {
    /// The texts in a folder.
    ///
    /// # Errors
    /// A file that can not be read, or that is no text.
    pub fn open(folder: impl AsRef<Path>) -> Result<Self, Problems> {
        let folder = folder.as_ref();
        read(&Files::Folder(folder.to_owned()), file::label(folder))
    }

    /// The texts of a data set that is built into the program.
    ///
    /// ```
    /// use hubrank::{Dataset, read::Texts};
    /// let texts = Texts::built_in("china-hubs").expect("is built in")?;
    /// let files: Vec<_> = texts.files.iter().map(|(name, text)| (&**name, &**text)).collect();
    /// let again = Dataset::parse(&texts.folder, &files)?;
    /// assert_eq!(again.sha256, texts.sha256);
    /// assert_eq!(again.sha256, Dataset::built_in()?.sha256);
    /// # Ok::<(), hubrank::Problems>(())
    /// ```
    #[must_use]
    pub fn built_in(id: &str) -> Option<Result<Self, Problems>> {
        let (_, folder, files) = DATA.iter().find(|(known, ..)| *known == id)?;
        Some(read(&Files::Texts(folder, files), (*folder).to_owned()))
    }
}

fn read(files: &Files<'_>, folder: String) -> Result<Texts, Problems> {
    let mut hash = Sha256::new();
    let mut all = Vec::new();
    for name in [OUTLINE, HUBS, OBSERVATIONS] {
        if name == HUBS && !files.has(name) {
            continue;
        }
        let label = files.label(name);
        let mut bytes = Vec::new();
        let read = files.hashed(name, &mut hash)?.read_to_end(&mut bytes);
        read.map_err(|error| file::cannot_read(&label, &error))?;
        // A byte order mark stays: it is part of what was hashed.
        all.push((name.to_owned(), file::whole_text_of(&label, bytes)?));
    }
    Ok(Texts { folder, files: all, sha256: file::hexadecimal(hash) })
}
