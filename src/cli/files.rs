//! Files that appear whole or not at all.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::problem::{Fault, Place, Problem, Problems};

/// What a command is about to write, in order.
#[derive(Default)]
pub(super) struct Files {
    all: Vec<(PathBuf, Vec<u8>)>,
    /// Characters that stand as boxes in PNGs among them.
    pub(super) boxed: BTreeSet<char>,
}

impl Files {
    /// Adds a file.
    pub(super) fn add(&mut self, path: impl Into<PathBuf>, bytes: impl Into<Vec<u8>>) {
        self.all.push((path.into(), bytes.into()));
    }

    /// The paths and what will stand in them.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&Path, &[u8])> {
        self.all.iter().map(|(path, bytes)| (path.as_path(), bytes.as_slice()))
    }

    /// Whether a file is among them.
    pub(super) fn has(&self, path: &Path) -> bool {
        self.iter().any(|(own, _)| own == path)
    }

    /// How many of them end so.
    pub(super) fn count(&self, extension: &str) -> usize {
        let is_such = |path: &Path| path.extension().is_some_and(|own| own == extension);
        self.iter().filter(|(path, _)| is_such(path)).count()
    }

    /// Writes all under temporary names first, so that a full disk leaves the old files as they were; then gives
    /// each its name in one step.
    pub(super) fn write(&self) -> Result<(), Problems> {
        let mut written = Vec::new();
        for (path, bytes) in self.iter() {
            let part = part(path);
            let result = parent(path).and_then(|()| fs::write(&part, bytes));
            written.push(part);
            if let Err(error) = result {
                discard(&written);
                return Err(cannot_write(path, &error));
            }
        }
        for ((path, _), part) in self.iter().zip(&written) {
            if let Err(error) = fs::rename(part, path) {
                discard(&written);
                return Err(cannot_write(path, &error));
            }
        }
        Ok(())
    }
}

fn parent(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)
}

/// The temporary name beside a file: the same folder, so that renaming is one step.
fn part(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}.part", std::process::id()))
}

/// Takes away what was begun; what is not there any more needs no taking away.
fn discard(parts: &[PathBuf]) {
    for part in parts {
        let _ = fs::remove_file(part);
    }
}

fn cannot_write(path: &Path, error: &io::Error) -> Problems {
    let reason = error.to_string();
    let place = Place::file(path.display().to_string());
    Problem::new(place, Fault::CannotWrite { reason }).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_or_nothing() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("file"), "in the way").unwrap();
        let mut files = Files::default();
        files.add(folder.path().join("a/good.txt"), "good");
        files.add(folder.path().join("file/below.txt"), "bad");
        assert!(files.write().is_err());
        assert!(!folder.path().join("a/good.txt").exists());
        let left: Vec<_> = fs::read_dir(folder.path().join("a")).unwrap().collect();
        assert!(left.is_empty(), "{left:?}");
    }
}
