//! Placeholders that a settings file declares and no template uses: known only when all templates below the
//! file were checked.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use imr_linter::Outcome;
use imr_linter::template;
use imr_project::Effective;

use crate::report::Checked;
use crate::settings::shown;

/// The names in use, by the settings that declare them.
#[derive(Default)]
pub(super) struct Used(Vec<(Arc<Effective>, BTreeSet<String>)>);

impl Used {
    /// Takes the names that a template uses.
    pub(super) fn note(&mut self, settings: &Arc<Effective>, text: &str) {
        if !settings.settings.options().template || settings.placeholders().is_empty() {
            return;
        }
        let names = template::names(text, &settings.settings);
        match self.0.iter_mut().find(|(known, _)| known.file == settings.file) {
            Some((_, used)) => used.extend(names),
            None => self.0.push((settings.clone(), names)),
        }
    }

    /// What is declared in vain, a report for each settings file; `paths` are those that were checked.
    pub(super) fn unused(&self, paths: &[PathBuf]) -> Vec<Checked> {
        let report = |(settings, used): &(Arc<Effective>, BTreeSet<String>)| {
            let file = settings.file.as_deref().filter(|file| is_below(file, paths))?;
            let findings = template::unused(&settings.placeholders(), used, &settings.settings);
            let text = std::fs::read_to_string(file).ok().filter(|_| !findings.is_empty())?;
            let outcome = Outcome { findings, ..Outcome::default() };
            Some(Checked::new(&shown(file), text, outcome))
        };
        self.0.iter().filter_map(report).collect()
    }
}

/// Whether a folder was checked that holds all that a settings file is for.
fn is_below(file: &Path, paths: &[PathBuf]) -> bool {
    let folder = file.parent().unwrap_or(Path::new(""));
    let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    paths.iter().any(|path| path.is_dir() && absolute(folder).starts_with(absolute(path)))
}
