//! Patterns of paths. They match below the folder where they were set; one without a slash matches at any
//! depth, and one that matches a folder matches all in it.

use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

/// A pattern with the folder that it is relative to.
pub(super) fn anchored(folder: &Path, pattern: &str) -> String {
    let folder = globset::escape(&absolute(folder).display().to_string());
    let pattern = pattern.trim_start_matches("./").trim_end_matches('/');
    let anywhere = if pattern.contains('/') { "" } else { "**/" };
    format!("{}/{anywhere}{pattern}", folder.trim_end_matches('/'))
}

/// A set of anchored patterns.
///
/// Errors: the first pattern that is malformed.
pub(crate) fn globs<'p>(patterns: impl IntoIterator<Item = &'p str>) -> Result<GlobSet, globset::Error> {
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        for below in ["", "/**"] {
            set.add(GlobBuilder::new(&format!("{pattern}{below}")).literal_separator(true).build()?);
        }
    }
    set.build()
}

/// The path from the root.
pub(crate) fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}
