//! Replacing a file: whole or not at all, whatever happens meanwhile, and still the same file to everybody
//! else: its permissions, its owner, the links to it.

use std::fs::{self, File, Metadata};
use std::io::{self, Write};
use std::path::Path;

/// Replaces a file's content at once: whatever happens, it is the old or the new one. Behind a symbolic
/// link, the file that it leads to is replaced.
///
/// Errors: when the file may not be written, or its owner or its other names could not be kept.
pub fn replace_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let target = fs::canonicalize(path)?;
    let metadata = fs::metadata(&target)?;
    if metadata.permissions().readonly() {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "the file is read-only"));
    }
    refuse_hard_links(&metadata)?;
    put(&target, bytes, |file| {
        keep_owner(file, &metadata)?;
        file.set_permissions(metadata.permissions())
    })
}

/// Writes a file, new or in place of another, at once: whatever happens, it is whole.
///
/// Errors: when the folder may not be written to.
pub fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    put(path, bytes, |_| Ok(()))
}

/// Writes beside the path, and moves what is written there when all of it is on disk; `prepare` readies the new file.
fn put(path: &Path, bytes: &[u8], prepare: impl FnOnce(&File) -> io::Result<()>) -> io::Result<()> {
    let folder = path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(".imrlint-").tempfile_in(folder)?;
    file.write_all(bytes)?;
    prepare(file.as_file())?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

/// A file with several names would lose its other names.
#[cfg(unix)]
fn refuse_hard_links(metadata: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::MetadataExt;
    match metadata.nlink() {
        0 | 1 => Ok(()),
        names => {
            Err(io::Error::other(format!("the file has {names} names (hard links), which would be parted")))
        }
    }
}

#[cfg(unix)]
fn keep_owner(file: &File, old: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};
    let new = file.metadata()?;
    if (new.uid(), new.gid()) == (old.uid(), old.gid()) {
        return Ok(());
    }
    fchown(file, Some(old.uid()), Some(old.gid()))
        .map_err(|error| io::Error::new(error.kind(), "its owner or group cannot be kept"))
}

#[cfg(not(unix))]
fn refuse_hard_links(_: &Metadata) -> io::Result<()> {
    Ok(())
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &Metadata) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn replacing_keeps_mode_owner_and_links_and_leaves_nothing_behind() {
        use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("letter.imr");
        fs::write(&file, "old").expect("written");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).expect("set");
        // Only an administrator can give a file away; for others the owner stays in any case.
        let _ = chown(&file, Some(12345), Some(12345));
        let before = fs::metadata(&file).expect("there");
        let link = folder.path().join("link.imr");
        symlink(&file, &link).expect("linked");
        replace_file(&link, b"new").expect("replaced");
        let after = fs::metadata(&file).expect("there");
        assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
        assert_eq!((after.mode(), after.uid(), after.gid()), (before.mode(), before.uid(), before.gid()));
        assert_eq!(fs::read(&file).expect("read"), b"new");
        assert_eq!(fs::read_dir(folder.path()).expect("listed").count(), 2);
    }

    #[test]
    fn a_file_with_two_names_is_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("letter.imr");
        fs::write(&file, "old").expect("written");
        fs::hard_link(&file, folder.path().join("twin.imr")).expect("linked");
        if cfg!(unix) {
            assert!(replace_file(&file, b"new").is_err());
            assert_eq!(fs::read(&file).expect("read"), b"old");
        }
        assert_eq!(fs::read_dir(folder.path()).expect("listed").count(), 2);
    }
}
