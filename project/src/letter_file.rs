//! A letter on disk: read within limits.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use imr_linter::text::{Decoded, Unreadable, decode, glimpse};

use crate::{Effective, Found};

/// So many bytes show whether a file is a letter.
const HEAD: u64 = 64 * 1024;

/// The bytes of a letter with their text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterFile {
    /// As they are on disk.
    pub bytes: Vec<u8>,
    /// As text.
    pub decoded: Decoded,
}

/// Why a letter cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The disk says no.
    #[error("{}", plain(.0))]
    Disk(#[from] io::Error),
    /// The bytes are no letter.
    #[error(transparent)]
    Text(#[from] Unreadable),
}

impl LetterFile {
    /// Reads a letter of at most `limit` bytes.
    pub fn read(path: &Path, limit: u64) -> Result<Self, ReadError> {
        let (file, size) = open(path)?;
        Self::read_from(file, size, limit)
    }

    /// Reads the head of a file, enough to tell whether it is a letter.
    pub fn head(path: &Path) -> Result<String, ReadError> {
        let (file, size) = open(path)?;
        let mut bytes = Vec::with_capacity(size.min(HEAD) as usize);
        file.take(HEAD).read_to_end(&mut bytes)?;
        Ok(glimpse(&bytes))
    }

    /// Reads a letter from a stream, such as standard input.
    pub fn read_from(stream: impl Read, expected: u64, limit: u64) -> Result<Self, ReadError> {
        let too_large = |size| ReadError::Text(Unreadable::TooLarge { size, limit });
        if expected > limit {
            return Err(too_large(expected));
        }
        // A file may grow while it is read.
        let mut bytes = Vec::with_capacity(expected as usize);
        stream.take(limit + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > limit {
            return Err(too_large(bytes.len() as u64));
        }
        Self::of(bytes)
    }

    /// Takes bytes for a letter.
    pub fn of(bytes: Vec<u8>) -> Result<Self, ReadError> {
        let decoded = decode(&bytes)?;
        Ok(Self { bytes, decoded })
    }
}

impl Found {
    /// Whether a file is a letter: by its name and the settings, or by its head. What cannot be read is none.
    pub fn is_letter(&self, settings: &Effective) -> bool {
        let recogniser = settings.settings.grammar().recogniser();
        self.certain || LetterFile::head(&self.path).is_ok_and(|head| recogniser.is_letter(&head))
    }
}

/// A file with its size.
fn open(path: &Path) -> io::Result<(File, u64)> {
    let file = File::open(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound if path.is_symlink() => io::Error::other("this link leads nowhere"),
        _ => error,
    })?;
    let metadata = file.metadata()?;
    if metadata.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    Ok((file, metadata.len()))
}

/// What went wrong on disk, without numbers.
pub(crate) fn plain(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "you may not read this file".to_owned(),
        io::ErrorKind::IsADirectory => "this is a folder".to_owned(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn limits_hold_whatever_the_size_was_said_to_be() {
        let read = |bytes: &[u8], expected, limit| LetterFile::read_from(bytes, expected, limit);
        assert!(read(b"letter", 6, 6).is_ok());
        assert!(matches!(
            read(b"letter", 6, 5),
            Err(ReadError::Text(Unreadable::TooLarge { size: 6, limit: 5 }))
        ));
        assert!(matches!(read(b"letter", 0, 5), Err(ReadError::Text(Unreadable::TooLarge { .. }))));
    }

    #[test]
    fn a_head_is_read_whatever_the_rest_is() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("x.txt");
        // The limit cuts a character in two, and damage follows it.
        let wide: Vec<u8> = "é".repeat(HEAD as usize).into_bytes();
        fs::write(&path, [b"x".as_slice(), &wide, b"\0\0\0"].concat()).expect("written");
        let head = LetterFile::head(&path).expect("read");
        assert!(head.starts_with("xé") && head.len() <= HEAD as usize + 3, "{}", head.len());
        assert!(LetterFile::head(&folder.path().join("none")).is_err());
    }
}
