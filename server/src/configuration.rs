//! Settings: those of the nearest `imrlint.toml`, as the command reads it, with what the editor adds. An
//! editor's settings hold for the folder that they are set for.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use imr_linter::finding::Severity;
use imr_linter::identifier::{Marker, Policy};
use imr_linter::profile::Audience;
use imr_linter::settings::Options;
use imr_linter::template::Placeholders;
use imr_project::{Effective, ResolveError, Resolver, Source};
use serde::Deserialize;
use serde_json::Value;
use tower_lsp::lsp_types::Url;

use crate::client::DiagnosticMode;
use crate::document::Kind;

/// What an editor may set, in its section `imrlint` or as initialisation options.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct EditorSettings {
    /// The settings file for all letters.
    pub(crate) config: Option<PathBuf>,
    /// Which way diagnostics go; read once.
    pub(crate) diagnostic_mode: Option<DiagnosticMode>,
    /// How long to wait for the next key before diagnostics are computed. Milliseconds.
    pub(crate) debounce: Option<u64>,
    profile: Option<String>,
    audience: Option<Audience>,
    identifiers: Option<Policy>,
    marker: Option<Marker>,
    placeholders: Option<Placeholders>,
    draft: Option<bool>,
    select: Option<Vec<String>>,
    extend_select: Option<Vec<String>>,
    ignore: Option<Vec<String>>,
    severity: Option<BTreeMap<String, Severity>>,
}

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
    editor: EditorSettings,
    resolver: Resolver,
}

/// The usual pause.
const DEBOUNCE: Duration = Duration::from_millis(120);

impl EditorSettings {
    /// Reads a client's settings. What they do not understand is left out and told: one setting that is
    /// wrong does not undo the others.
    pub(crate) fn read(value: &Value) -> (Self, Vec<String>) {
        let Value::Object(given) = value else { return (Self::default(), Vec::new()) };
        let mut kept = serde_json::Map::new();
        let mut mistakes = Vec::new();
        for (key, value) in given {
            let mut one = serde_json::Map::new();
            one.insert(key.clone(), value.clone());
            match Self::deserialize(Value::Object(one)) {
                Ok(_) => {
                    kept.insert(key.clone(), value.clone());
                }
                Err(error) => mistakes.push(format!("imrlint.{key}: {error}")),
            }
        }
        (Self::deserialize(Value::Object(kept)).unwrap_or_default(), mistakes)
    }

    fn adjust(&self, options: &mut Options) {
        let EditorSettings { profile, audience, identifiers, marker, placeholders, .. } = self.clone();
        let EditorSettings { draft, select, extend_select, ignore, severity, .. } = self.clone();
        options.profile = profile.filter(|profile| !profile.is_empty()).or(options.profile.take());
        options.audience = audience.or(options.audience);
        options.identifiers = identifiers.unwrap_or(options.identifiers);
        options.marker = marker.unwrap_or(std::mem::take(&mut options.marker));
        options.placeholders = placeholders.unwrap_or(std::mem::take(&mut options.placeholders));
        options.draft = draft.unwrap_or(options.draft);
        options.select = select.or(options.select.take());
        options.extend_select.extend(extend_select.unwrap_or_default());
        options.ignore.extend(ignore.unwrap_or_default());
        options.severity.extend(severity.unwrap_or_default());
    }
}

impl Default for Configuration {
    fn default() -> Self {
        Self::new(Vec::new(), EditorSettings::default())
    }
}

impl Configuration {
    /// The configuration for the open folders, the first of which holds for letters without a path.
    pub(crate) fn new(folders: Vec<(PathBuf, EditorSettings)>, elsewhere: EditorSettings) -> Self {
        let first = folders.first().map(|(path, _)| path.clone()).unwrap_or_default();
        let mut folders: Vec<Folder> =
            folders.into_iter().map(|(path, editor)| Folder::new(path, editor)).collect();
        folders.sort_by_key(|folder| std::cmp::Reverse(folder.path.as_os_str().len()));
        Self { folders, elsewhere: Folder::new(first, elsewhere) }
    }

    /// The open folders.
    pub(crate) fn folders(&self) -> impl Iterator<Item = (&Path, &Resolver)> {
        self.folders.iter().map(|folder| (folder.path.as_path(), &folder.resolver))
    }

    /// The settings for a letter. `None` where its settings file cannot be used or leaves it out.
    pub(crate) fn for_uri(&self, uri: &Url, kind: Kind) -> Option<Arc<Effective>> {
        let (path, folder) = self.place(uri, kind);
        let effective = folder.resolver.settings(&path).ok()?;
        (!is_left_out(&effective, &path, &folder.path)).then_some(effective)
    }

    /// The settings for a letter, or why there are none.
    pub(crate) fn try_for_uri(&self, uri: &Url, kind: Kind) -> Result<Arc<Effective>, ResolveError> {
        let (path, folder) = self.place(uri, kind);
        folder.resolver.settings(&path)
    }

    /// How long to wait for the next key.
    pub(crate) fn debounce(&self, uri: &Url) -> Duration {
        self.place(uri, Kind::default()).1.editor.debounce.map_or(DEBOUNCE, Duration::from_millis)
    }

    fn place(&self, uri: &Url, kind: Kind) -> (PathBuf, &Folder) {
        let Ok(path) = uri.to_file_path() else {
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
        let adjust = editor.clone();
        Self { path, editor, resolver: Resolver::new(source, move |options| adjust.adjust(options)) }
    }
}

impl std::fmt::Debug for Folder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Folder")
            .field("path", &self.path)
            .field("editor", &self.editor)
            .finish_non_exhaustive()
    }
}

/// Whether the settings leave out a letter, or a folder on the way to it.
fn is_left_out(effective: &Effective, path: &Path, root: &Path) -> bool {
    let below = path.ancestors().take_while(|folder| *folder != root);
    below.into_iter().any(|place| effective.excludes(place))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn one_wrong_setting_does_not_undo_the_others() {
        let given =
            json!({ "draft": true, "audience": "everybody", "select": null, "path": "/x", "debounce": 5 });
        let (settings, mistakes) = EditorSettings::read(&given);
        assert_eq!((settings.draft, settings.audience, settings.debounce), (Some(true), None, Some(5)));
        assert_eq!(mistakes.len(), 1);
        assert!(mistakes[0].starts_with("imrlint.audience: unknown variant `everybody`"), "{mistakes:?}");
    }
}
