//! A letter on disk: read within limits, replaced whole or not at all.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;

use imr_linter::text::{Decoded, Unreadable, decode};

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
        let file = File::open(path)?;
        let metadata = file.metadata()?;
        if metadata.is_dir() {
            return Err(io::Error::from(io::ErrorKind::IsADirectory).into());
        }
        Self::read_from(file, metadata.len(), limit)
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

/// Replaces a file's content at once: whatever happens, it is the old or the new one. Permissions stay;
/// behind a link, the file that it leads to is replaced.
pub fn replace_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let target = fs::canonicalize(path)?;
    let permissions = fs::metadata(&target)?.permissions();
    if permissions.readonly() {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let folder = target.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(".imrlint-").tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().set_permissions(permissions)?;
    file.as_file().sync_all()?;
    file.persist(&target)?;
    Ok(())
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
    fn replacing_keeps_links_and_leaves_nothing_behind() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("letter.imr");
        fs::write(&file, "old").expect("written");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).expect("set");
            let link = folder.path().join("link.imr");
            std::os::unix::fs::symlink(&file, &link).expect("linked");
            replace_file(&link, b"new").expect("replaced");
            assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
            assert_eq!(fs::metadata(&file).expect("there").permissions().mode() & 0o777, 0o640);
            fs::remove_file(&link).expect("removed");
        }
        #[cfg(not(unix))]
        replace_file(&file, b"new").expect("replaced");
        assert_eq!(fs::read(&file).expect("read"), b"new");
        assert_eq!(fs::read_dir(folder.path()).expect("listed").count(), 1);
    }
}
