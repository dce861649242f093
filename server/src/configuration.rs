//! Settings: those of the nearest `imrlint.toml`, as the command reads it, with what the editor adds. An
//! editor's settings hold for the folder that they are set for.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use imr_project::{Effective, ResolveError, Resolver, Source};
use tower_lsp::lsp_types::Url;

use crate::document::Kind;
use crate::editor_settings::EditorSettings;

/// The settings of all folders.
#[derive(Debug)]
pub(crate) struct Configuration {
    /// The folder that is open, with its settings; nested ones first.
    folders: Vec<Folder>,
    /// For letters elsewhere.
    elsewhere: Folder,
}

struct Folder {
    path: PathBuf,
    debounce: Duration,
    resolver: Resolver,
}

/// The usual pause.
const DEBOUNCE: Duration = Duration::from_millis(120);

impl Default for Configuration {
    fn default() -> Self {
        Self::new(Vec::new(), (PathBuf::new(), EditorSettings::default()))
    }
}

impl Configuration {
    /// The configuration for the open folders, and for letters that are in none of them.
    pub(crate) fn new(
        folders: Vec<(PathBuf, EditorSettings)>,
        (path, editor): (PathBuf, EditorSettings),
    ) -> Self {
        let mut folders: Vec<Folder> =
            folders.into_iter().map(|(path, editor)| Folder::new(path, editor)).collect();
        folders.sort_by_key(|folder| std::cmp::Reverse(folder.path.as_os_str().len()));
        Self { folders, elsewhere: Folder::new(path, editor) }
    }

    /// The open folders.
    pub(crate) fn folders(&self) -> impl Iterator<Item = (&Path, &Resolver)> {
        self.folders.iter().map(|folder| (folder.path.as_path(), &folder.resolver))
    }

    /// The settings for a letter. `None` where its settings file cannot be used or leaves it out.
    pub(crate) fn for_uri(&self, uri: &Url, kind: Kind) -> Option<Arc<Effective>> {
        let effective = self.try_for_uri(uri, kind).ok()?;
        (!self.leaves_out(uri, kind, &effective)).then_some(effective)
    }

    /// Whether a letter's settings leave it out, or a folder on the way to it.
    pub(crate) fn leaves_out(&self, uri: &Url, kind: Kind, effective: &Effective) -> bool {
        let (path, folder) = self.place(uri, kind);
        let mut below = path.ancestors().take_while(|place| *place != folder.path);
        below.any(|place| effective.excludes(place))
    }

    /// The settings for a letter, or why there are none.
    pub(crate) fn try_for_uri(&self, uri: &Url, kind: Kind) -> Result<Arc<Effective>, ResolveError> {
        let (path, folder) = self.place(uri, kind);
        folder.resolver.settings(&path)
    }

    /// Where a letter is, or will probably be saved.
    pub(crate) fn path(&self, uri: &Url) -> PathBuf {
        self.place(uri, Kind::default()).0
    }

    /// How long to wait for the next key.
    pub(crate) fn debounce(&self, uri: &Url) -> Duration {
        self.place(uri, Kind::default()).1.debounce
    }

    fn place(&self, uri: &Url, kind: Kind) -> (PathBuf, &Folder) {
        // Some editors give a letter without a name an address without a path.
        let path = uri.to_file_path().ok().filter(|path| path.file_name().is_some());
        let Some(path) = path else {
            // A letter that is not saved yet belongs where it will probably be saved.
            let folder = &self.elsewhere;
            let name = match kind {
                Kind::Letter => "untitled.imr",
                Kind::Template => "untitled.imrt",
            };
            return (folder.path.join(name), folder);
        };
        let folder = self.folders.iter().find(|folder| path.starts_with(&folder.path));
        (path, folder.unwrap_or(&self.elsewhere))
    }
}

impl Folder {
    fn new(path: PathBuf, editor: EditorSettings) -> Self {
        let source = match &editor.config {
            Some(file) if !file.as_os_str().is_empty() => Source::File(path.join(file)),
            _ => Source::Nearest,
        };
        let debounce = editor.debounce.map_or(DEBOUNCE, Duration::from_millis);
        Self { path, debounce, resolver: Resolver::new(source, editor.layers) }
    }
}

impl std::fmt::Debug for Folder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Folder")
            .field("path", &self.path)
            .field("debounce", &self.debounce)
            .finish_non_exhaustive()
    }
}
