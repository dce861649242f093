//! Which files are letters: those named outright, and below folders those called `.imr`, `.imr.txt` or
//! `.imrt`, those that the settings include, and text files whose content is a letter's.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use crate::resolve::{ResolveError, Resolver};

/// What was found.
#[derive(Debug, Default)]
pub struct Discovery {
    /// In the order of their paths.
    pub files: Vec<Found>,
    /// Files and folders that the settings leave out.
    pub excluded: usize,
    /// Folders that could not be read, and why.
    pub errors: Vec<(PathBuf, String)>,
}

/// A file that may be a letter.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// Its path as reports print it.
    pub path: PathBuf,
    /// Whether it is a letter without a look at its content.
    pub certain: bool,
    /// Whether the user named it.
    pub named: bool,
}

/// Finds the letters of `paths`. A file that is named is taken whatever the settings say, unless
/// `force_exclude` is set.
///
/// Errors: [`ResolveError`] when a settings file on the way cannot be used.
pub fn discover(
    paths: &[PathBuf],
    resolver: &Resolver,
    force_exclude: bool,
) -> Result<Discovery, ResolveError> {
    let mut discovery = Discovery::default();
    let mut files = Files::default();
    // What is named outright goes before what is come across, so that it keeps the name it was given.
    let (folders, named): (Vec<&PathBuf>, Vec<&PathBuf>) = paths.iter().partition(|path| path.is_dir());
    for path in named {
        if force_exclude && resolver.settings(path)?.excludes(path) {
            discovery.excluded += 1;
            continue;
        }
        files.add(canonical(path), Found { path: path.clone(), certain: true, named: true });
    }
    for folder in folders {
        walk(folder, resolver, &mut discovery, &mut files)?;
    }
    discovery.files = files.0.into_values().collect();
    discovery.files.sort();
    Ok(discovery)
}

/// Files by their true path: one that is reached in two ways is one file.
#[derive(Default)]
struct Files(HashMap<PathBuf, Found>);

impl Files {
    fn add(&mut self, canonical: PathBuf, found: Found) {
        self.0.entry(canonical).or_insert(found);
    }
}

/// The true path of a file; its own where the file cannot be reached.
fn canonical(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

fn walk(
    root: &Path,
    resolver: &Resolver,
    discovery: &mut Discovery,
    files: &mut Files,
) -> Result<(), ResolveError> {
    let true_root = canonical(root);
    let mut walk = WalkBuilder::new(root);
    walk.require_git(false).sort_by_file_path(Path::cmp);
    let mut left_out: Option<PathBuf> = None;
    for entry in walk.build() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = path_of(&error).unwrap_or_else(|| root.to_owned());
                discovery.errors.push((path, error.to_string()));
                continue;
            }
        };
        let path = entry.path();
        if left_out.as_deref().is_some_and(|folder| path.starts_with(folder)) {
            continue;
        }
        let settings = resolver.settings(path)?;
        let is_dir = entry.file_type().is_some_and(|kind| kind.is_dir());
        if path != root && settings.excludes(path) {
            discovery.excluded += 1;
            left_out = is_dir.then(|| path.to_owned());
            continue;
        }
        let is_link = entry.path_is_symlink();
        // A link that leads nowhere may be a letter that is missing; whoever reads it will say so.
        if is_dir || !(path.is_file() || (is_link && !path.exists())) {
            continue;
        }
        let certain = settings.is_certain(path);
        if certain || path.extension().is_some_and(|end| end.eq_ignore_ascii_case("txt")) {
            // Below a folder only links can lead elsewhere.
            let below = path.strip_prefix(root).unwrap_or(path);
            let true_path = if is_link { canonical(path) } else { true_root.join(below) };
            let path = path.strip_prefix(".").unwrap_or(path).to_owned();
            files.add(true_path, Found { path, certain, named: false });
        }
    }
    Ok(())
}

fn path_of(error: &ignore::Error) -> Option<PathBuf> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path.clone()),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::Source;

    #[test]
    fn letters_are_found_in_the_order_of_their_paths() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        for name in
            ["b.imr", "a.IMR.txt", "sub/c.imrt", "notes.txt", "skip/d.imr", "e.md", "ignored.imr", "x.list"]
        {
            let path = root.join(name);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            std::fs::write(path, "x").expect("written");
        }
        std::fs::write(root.join("imrlint.toml"), "exclude = ['skip']\ninclude = ['*.list']\n")
            .expect("written");
        std::fs::write(root.join(".gitignore"), "ignored.imr\n").expect("written");
        let resolver = Resolver::new(Source::Nearest, Vec::new());
        let named = root.join("skip/d.imr");
        let found = discover(&[root.to_owned(), named.clone()], &resolver, false).expect("valid");
        let names: Vec<_> = found
            .files
            .iter()
            .map(|file| (file.path.strip_prefix(root).expect("below").display().to_string(), file.certain))
            .collect();
        let expected = [
            ("a.IMR.txt", true),
            ("b.imr", true),
            ("notes.txt", false),
            ("skip/d.imr", true),
            ("sub/c.imrt", true),
            ("x.list", true),
        ];
        assert_eq!(names, expected.map(|(name, certain)| (name.to_owned(), certain)));
        assert_eq!(found.excluded, 1);
        assert_eq!(discover(&[named], &resolver, true).expect("valid").files, []);
    }

    #[cfg(unix)]
    #[test]
    fn a_file_reached_twice_is_one_and_a_link_to_nowhere_is_kept() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        std::fs::create_dir(root.join("sub")).expect("made");
        std::fs::write(root.join("a.imr"), "x").expect("written");
        symlink(root.join("a.imr"), root.join("sub/same.imr")).expect("linked");
        symlink(root.join("gone"), root.join("lost.imr")).expect("linked");
        symlink(root.join("gone"), root.join("lost.md")).expect("linked");
        let resolver = Resolver::new(Source::Isolated, Vec::new());
        let twice = root.join("sub/../a.imr");
        let found = discover(&[root.to_owned(), twice.clone()], &resolver, false).expect("valid");
        let paths: Vec<PathBuf> = found.files.into_iter().map(|found| found.path).collect();
        assert_eq!(paths, [root.join("lost.imr"), twice]);
    }
}
