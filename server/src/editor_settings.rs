//! What an editor sets, in its section `imrlint` or as initialisation options: a few things of its own, and
//! everything that a settings file may set, in the editors' spelling (`extendSelect`).

use std::path::{Path, PathBuf};

use imr_project::Layer;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::client::DiagnosticMode;

/// What an editor may set.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct EditorSettings {
    /// The settings file for all letters.
    pub(crate) config: Option<PathBuf>,
    /// Which way diagnostics go; read once.
    pub(crate) diagnostic_mode: Option<DiagnosticMode>,
    /// How long to wait for the next key before diagnostics are computed. Milliseconds.
    pub(crate) debounce: Option<u64>,
    /// What settings files may set too.
    shared: Map<String, Value>,
}

impl EditorSettings {
    /// Reads a client's settings. What they do not understand is left out and told: one setting that is
    /// wrong does not undo the others.
    pub(crate) fn read(value: &Value) -> (Self, Vec<String>) {
        let mut settings = Self::default();
        let mut mistakes = Vec::new();
        for (key, value) in value.as_object().into_iter().flatten() {
            // Editors send what nobody has set.
            if value.is_null() || value == "" {
                continue;
            }
            if let Err(error) = settings.take(key, value) {
                mistakes.push(format!("imrlint.{key}: {error}"));
            }
        }
        (settings, mistakes)
    }

    fn take(&mut self, key: &str, value: &Value) -> Result<(), String> {
        fn own<T: DeserializeOwned>(value: &Value) -> Result<Option<T>, String> {
            Option::deserialize(value).map_err(|error| error.to_string())
        }
        match key {
            "config" => self.config = own(value)?,
            "diagnosticMode" => self.diagnostic_mode = own(value)?,
            "debounce" => self.debounce = own(value)?,
            _ => {
                if layer(key, value, Path::new(""))?.is_some() {
                    self.shared.insert(key.to_owned(), value.clone());
                }
            }
        }
        Ok(())
    }

    /// The settings as layers over those of files; paths are relative to `folder`.
    pub(crate) fn layers(&self, folder: &Path) -> Vec<Layer> {
        self.shared.iter().filter_map(|(key, value)| layer(key, value, folder).ok().flatten()).collect()
    }
}

fn layer(key: &str, value: &Value, folder: &Path) -> Result<Option<Layer>, String> {
    let value = toml::Value::try_from(value).map_err(|error| error.to_string())?;
    Layer::editor(&in_files(key), value, folder)
}

/// A setting's name as files spell it: `extend-select` for `extendSelect`.
fn in_files(key: &str) -> String {
    let letter =
        |c: char| if c.is_ascii_uppercase() { format!("-{}", c.to_ascii_lowercase()) } else { c.to_string() };
    key.chars().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn one_wrong_setting_does_not_undo_the_others() {
        let given = json!({
            "draft": true, "audience": "everybody", "select": null, "profile": "", "path": "/x", "debounce": 5,
            "extendSelect": ["C011"], "severity": { "S001": "info" }
        });
        let (settings, mistakes) = EditorSettings::read(&given);
        assert_eq!(settings.debounce, Some(5));
        assert_eq!(settings.shared.keys().collect::<Vec<_>>(), ["draft", "extendSelect", "severity"]);
        assert_eq!(settings.layers(Path::new("/")).len(), 3);
        assert_eq!(mistakes.len(), 1);
        assert!(mistakes[0].starts_with("imrlint.audience: unknown variant `everybody`"), "{mistakes:?}");
    }
}
