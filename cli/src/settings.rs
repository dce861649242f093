//! From arguments to settings files and what holds besides.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use imr_project::{Layer, Resolver, Source};

use crate::args::SettingsArgs;

/// The settings that the arguments choose; the layers on top win over all others.
pub(crate) fn resolver(args: &SettingsArgs, on_top: Vec<Layer>) -> anyhow::Result<Resolver> {
    let here = std::env::current_dir().context("there is no current folder")?;
    let (mut file, mut layers) = (None, Vec::new());
    for config in &args.config {
        if config.contains('=') && !Path::new(config).exists() {
            layers.push(Layer::assignment(config, &here)?);
        } else if file.replace(here.join(config)).is_some() {
            bail!("`--config` names one settings file; let one extend the other");
        }
    }
    let source = match file {
        Some(_) if args.isolated => bail!("`--isolated` goes with no settings file"),
        Some(file) => Source::File(file),
        None if args.isolated => Source::Isolated,
        None => Source::Nearest,
    };
    layers.extend(on_top);
    Ok(Resolver::new(source, layers))
}

/// The path as the user would write it.
pub(crate) fn shown(file: &Path) -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    file.strip_prefix(&here).unwrap_or(file).to_owned()
}
