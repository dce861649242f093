//! What an editor sets, in its section `imrlint` or as initialisation options: a few things of its own, and
//! everything that a settings file may set, in the editors' spelling (`extendSelect`).

use std::path::{Path, PathBuf};

use imr_project::Layer;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

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
    /// What settings files may set too, as layers over theirs.
    pub(crate) layers: Vec<Layer>,
}

impl EditorSettings {
    /// Reads a client's settings; paths are relative to `folder`. What they do not understand is left out and
    /// told: one setting that is wrong does not undo the others.
    pub(crate) fn read(value: &Value, folder: &Path) -> (Self, Vec<String>) {
        let mut settings = Self::default();
        let mut mistakes = Vec::new();
        for (key, value) in value.as_object().into_iter().flatten() {
            // Editors send what nobody has set.
            if value.is_null() || value == "" {
                continue;
            }
            if let Err(error) = settings.take(key, value, folder) {
                mistakes.push(format!("imrlint.{key}: {error}"));
            }
        }
        (settings, mistakes)
    }

    /// Whether any of a client's settings are ours.
    pub(crate) fn are_in(value: &Value) -> bool {
        let (settings, mistakes) = Self::read(value, Path::new(""));
        settings != Self::default() || !mistakes.is_empty()
    }

    fn take(&mut self, key: &str, value: &Value, folder: &Path) -> Result<(), String> {
        fn own<T: DeserializeOwned>(value: &Value, what: &str) -> Result<Option<T>, String> {
            Option::deserialize(value).map_err(|_| format!("must be {what}, and is {value}"))
        }
        match key {
            "config" => self.config = own(value, "the path of a settings file")?,
            "diagnosticMode" => self.diagnostic_mode = own(value, "\"auto\", \"push\" or \"pull\"")?,
            "debounce" => self.debounce = own(value, "a whole number of milliseconds")?,
            _ => {
                let value = toml::Value::try_from(value).map_err(|error| error.to_string())?;
                self.layers.extend(Layer::editor(&in_files(key), value, folder)?);
            }
        }
        Ok(())
    }
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
        let (settings, mistakes) = EditorSettings::read(&given, Path::new("/"));
        assert_eq!(settings.debounce, Some(5));
        let layer = |key: &str, value: toml::Value| Layer::editor(key, value, Path::new("/")).expect("valid");
        let rules = toml::Value::Array(vec!["C011".into()]);
        let severity = toml::Table::from_iter([("S001".to_owned(), "info".into())]);
        let layers =
            [layer("draft", true.into()), layer("extend-select", rules), layer("severity", severity.into())];
        assert_eq!(settings.layers, layers.map(|layer| layer.expect("a setting")));
        assert_eq!(mistakes.len(), 1);
        assert!(mistakes[0].starts_with("imrlint.audience: unknown variant `everybody`"), "{mistakes:?}");
    }
}
