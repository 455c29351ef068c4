//! Bytes from files, and the hash of what was read.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::problem::{Fault, Place, Problem};

/// Where the files of a data set are: a folder, or texts at hand.
pub(super) enum Files<'t> {
    /// A folder on disk.
    Folder(PathBuf),
    /// Texts: the folder that messages name, and each file's name and text.
    Texts(&'t str, &'t [(&'t str, &'t str)]),
}

impl<'t> Files<'t> {
    /// The path of a file as a user should read it.
    pub(super) fn label(&self, name: &str) -> String {
        match self {
            Self::Folder(folder) => label(&folder.join(name)),
            Self::Texts(folder, _) => format!("{folder}/{name}"),
        }
    }

    /// Whether there is such a file.
    pub(super) fn has(&self, name: &str) -> bool {
        match self {
            Self::Folder(folder) => folder.join(name).exists(),
            Self::Texts(_, files) => files.iter().any(|(known, _)| *known == name),
        }
    }

    /// The bytes of a file and how many there are.
    fn open(&self, name: &str) -> io::Result<(Box<dyn Read + 't>, u64)> {
        match self {
            Self::Folder(folder) => {
                let file = File::open(folder.join(name))?;
                let length = file.metadata()?.len();
                Ok((Box::new(file), length))
            }
            Self::Texts(_, files) => {
                let found = files.iter().find(|(known, _)| *known == name);
                let (_, text) = found.ok_or(io::ErrorKind::NotFound)?;
                Ok((Box::new(text.as_bytes()), text.len() as u64))
            }
        }
    }

    /// The bytes of a file; what is read of them goes into `hash`, after the file's name and length.
    pub(super) fn hashed<'a>(
        &self,
        name: &str,
        hash: &'a mut Sha256,
    ) -> Result<Hashed<'a>, Box<Problem>>
    where
        't: 'a,
    {
        let (input, length) =
            self.open(name).map_err(|error| cannot_read(&self.label(name), &error))?;
        hash.update(name.as_bytes());
        hash.update([0]);
        hash.update(length.to_le_bytes());
        Ok(Hashed { input, hash })
    }

    /// The whole text of a file, hashed.
    pub(super) fn text(&self, name: &str, hash: &mut Sha256) -> Result<String, Box<Problem>> {
        let mut bytes = Vec::new();
        self.hashed(name, hash)?
            .read_to_end(&mut bytes)
            .map_err(|error| cannot_read(&self.label(name), &error))?;
        text_of(&self.label(name), bytes)
    }
}

/// A reader that hashes what it reads.
pub(super) struct Hashed<'a> {
    input: Box<dyn Read + 'a>,
    hash: &'a mut Sha256,
}

impl Read for Hashed<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.input.read(buffer)?;
        self.hash.update(&buffer[..count]);
        Ok(count)
    }
}

/// The hash in hexadecimal.
pub(super) fn hexadecimal(hash: Sha256) -> String {
    hash.finalize().iter().fold(String::new(), |mut all, byte| {
        // Writing to a text can not fail.
        let _ = write!(all, "{byte:02x}");
        all
    })
}

/// A path as a user should read it: the same on every system.
pub(super) fn label(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}

/// What kept a file from being read, in plain words.
pub(super) fn cannot_read(file: &str, error: &io::Error) -> Problem {
    let reason = match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".into(),
        io::ErrorKind::PermissionDenied => "it may not be read by this user".into(),
        io::ErrorKind::IsADirectory => "it is a folder, not a file".into(),
        _ => error.to_string(),
    };
    Problem::new(Place::file(file), Fault::CannotRead { reason })
}

/// The text of bytes in UTF-8, without a byte order mark.
pub(super) fn text_of(file: &str, bytes: Vec<u8>) -> Result<String, Box<Problem>> {
    let text = whole_text_of(file, bytes)?;
    Ok(match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    })
}

/// The text of bytes in UTF-8, every one of them.
pub(super) fn whole_text_of(file: &str, bytes: Vec<u8>) -> Result<String, Box<Problem>> {
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        not_utf8(file, error.as_bytes(), at, 1).into()
    })
}

/// The problem of a byte that is not UTF-8, at `at` in `bytes`, of which the first stands in line `line`.
pub(super) fn not_utf8(file: &str, bytes: &[u8], at: usize, line: usize) -> Problem {
    if line == 1 && (bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff])) {
        return Problem::new(Place::file(file), Fault::NotUtf8)
            .hint("it is UTF-16: save it as “CSV UTF-8” or “UTF-8”");
    }
    let from = bytes[..at].iter().rposition(|&byte| byte == b'\n').map_or(0, |end| end + 1);
    let to = bytes[at..].iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |end| at + end);
    let before = bytes[..from].iter().filter(|&&byte| byte == b'\n').count();
    let text = String::from_utf8_lossy(&bytes[from..to]).trim_end().to_owned();
    let end = (at - from + '\u{fffd}'.len_utf8()).min(text.len());
    let place = Place::Line {
        file: file.to_owned(),
        number: line + before,
        span: ((at - from).min(end), end),
        text,
    };
    Problem::new(place, Fault::NotUtf8)
        .hint("save the file as UTF-8 (“CSV UTF-8” in spreadsheets; from Windows-1252 or GB18030, convert it)")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_is_left_out() {
        let text = text_of("a", "\u{feff}id = 1".into());
        assert_eq!(text.ok().as_deref(), Some("id = 1"));
    }

    #[test]
    fn a_foreign_byte_is_named_with_its_line() {
        let problem = text_of("a.csv", b"hub\nK\xf6ln,1\n".to_vec()).err();
        let place = problem.map(|problem| problem.place);
        assert!(matches!(place, Some(Place::Line { number: 2, span: (1, 4), .. })), "{place:?}");
    }
}
