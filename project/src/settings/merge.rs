//! Layers to one: later ones win, lists of [`ADDING_KEYS`] and the entries of tables add up. What every
//! setting comes from is kept.

use std::collections::BTreeMap;

use imr_linter::settings::Options;
use serde::de::DeserializeOwned;
use toml::{Table, Value};

use super::document::{ADDING_KEYS, FILE_KEYS, FileOptions};
use super::layer::Layer;
use super::mistake::SettingsFileError;
use super::origin::Place;

/// Where the settings in force come from: by key, and by key and name for the entries of tables.
pub type Places = BTreeMap<String, Vec<Place>>;

/// Merged layers.
#[derive(Debug)]
pub(crate) struct Merged {
    pub(crate) options: Options,
    pub(crate) files: FileOptions,
    pub(crate) places: Places,
}

/// Merges layers, the weakest first.
///
/// Errors: none but those that the layers were checked for.
pub(crate) fn merge<'l>(layers: impl IntoIterator<Item = &'l Layer>) -> Result<Merged, SettingsFileError> {
    let (mut table, mut places) = (Table::new(), Places::new());
    for layer in layers {
        for (key, value) in &layer.table {
            put(&mut table, &mut places, layer, key, value);
        }
    }
    let (files, options) = table.into_iter().partition::<Table, _>(|(key, _)| FILE_KEYS.contains(key));
    Ok(Merged { options: read(options)?, files: read(files)?, places })
}

fn put(table: &mut Table, places: &mut Places, layer: &Layer, key: &str, value: &Value) {
    let place = |key: &str| Place {
        origin: layer.origin.clone(),
        span: layer.spans.get(key).cloned().unwrap_or_default(),
    };
    match (table.get_mut(key), value) {
        (Some(Value::Array(old)), Value::Array(new)) if ADDING_KEYS.contains(&key) => {
            old.extend(new.iter().cloned());
            places.entry(key.to_owned()).or_default().push(place(key));
        }
        (Some(Value::Table(old)), Value::Table(new)) => {
            old.extend(new.clone());
        }
        _ => {
            table.insert(key.to_owned(), value.clone());
            places.insert(key.to_owned(), vec![place(key)]);
        }
    }
    for name in value.as_table().into_iter().flat_map(Table::keys) {
        let entry = format!("{key}.{name}");
        places.insert(entry.clone(), vec![place(&entry)]);
    }
}

fn read<T: DeserializeOwned>(table: Table) -> Result<T, SettingsFileError> {
    table.try_into().map_err(|error: toml::de::Error| SettingsFileError::at(None, error.message()))
}
