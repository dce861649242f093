//! `imrlint config`: the settings in force for a letter, and where each comes from.

use std::process::ExitCode;

use imr_project::{Effective, Origin, Place, settings_page, settings_schema};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::args::{ConfigArgs, PrintFormat};
use crate::report::style;
use crate::settings::{resolver, shown};

/// The settings in force.
#[derive(Serialize)]
struct Shown {
    path: String,
    /// The settings file and those that it extends, the nearest first.
    files: Vec<String>,
    settings: Map<String, Value>,
}

/// A setting in force.
#[derive(Serialize)]
struct Setting {
    value: Value,
    from: Vec<Cause>,
}

/// Where a setting comes from.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum Cause {
    Default,
    File { file: String, line: usize },
    Override { file: String, line: usize, paths: Vec<String> },
    Argument { argument: String },
    Editor,
    FileName,
}

/// Prints the settings for a path, or what there is to know of all settings.
pub(crate) fn run(args: &ConfigArgs) -> anyhow::Result<ExitCode> {
    if args.schema {
        anstream::println!("{}", serde_json::to_string_pretty(&settings_schema())?);
    } else if args.reference {
        anstream::print!("{}", settings_page());
    } else {
        let effective = resolver(&args.settings, Vec::new())?.settings(&args.path)?;
        let files: Vec<String> =
            effective.texts.iter().rev().map(|file| shown(&file.path).display().to_string()).collect();
        let path = args.path.display().to_string();
        match args.output_format {
            PrintFormat::Text => print(&path, &files, &settings(&effective)?),
            PrintFormat::Json => {
                let json = |(name, setting): (String, Setting)| Ok((name, serde_json::to_value(setting)?));
                let settings: Result<_, serde_json::Error> =
                    settings(&effective)?.into_iter().map(json).collect();
                let shown = Shown { path, files, settings: settings? };
                anstream::println!("{}", serde_json::to_string_pretty(&shown)?);
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn print(path: &str, files: &[String], settings: &[(String, Setting)]) {
    let files = if files.is_empty() { "no settings file".to_owned() } else { files.join(", which extends ") };
    anstream::println!("{}settings for {path}{:#}: {files}\n", style::BOLD, style::BOLD);
    let lines: Vec<(String, &[Cause])> = settings
        .iter()
        .map(|(name, Setting { value, from })| match value {
            Value::Null => (format!("{name}: not set"), from.as_slice()),
            value => (format!("{name} = {value}"), from.as_slice()),
        })
        .collect();
    let width = lines.iter().map(|(line, _)| line.chars().count()).max().unwrap_or(0).min(WIDTH);
    for (line, from) in lines {
        let from: Vec<String> = from.iter().map(Cause::words).collect();
        anstream::println!("{line:<width$}  {}{}{:#}", style::DIM, from.join(" and "), style::DIM);
    }
}

/// Where settings come from stands behind them, as far as this.
const WIDTH: usize = 44;

/// All settings by name, the entries of tables each by itself.
fn settings(effective: &Effective) -> serde_json::Result<Vec<(String, Setting)>> {
    let mut values = Map::new();
    for part in [serde_json::to_value(effective.settings.options())?, serde_json::to_value(&effective.files)?]
    {
        values
            .extend(part.as_object().into_iter().flatten().map(|(key, value)| (key.clone(), value.clone())));
    }
    let mut settings = Vec::new();
    for (key, value) in values {
        match value {
            Value::Object(entries) if !entries.is_empty() => {
                let entry = |(name, value)| (format!("{key}.{name}"), value);
                settings.extend(entries.into_iter().map(entry));
            }
            value => settings.push((key, value)),
        }
    }
    settings.sort_by(|(a, _), (b, _)| a.cmp(b));
    let places = |key: &str| effective.places.get(key).map(Vec::as_slice).unwrap_or_default();
    let setting = |(key, mut value): (String, Value)| {
        let from: Vec<Cause> = places(&key).iter().map(Cause::of).collect();
        let from = if from.is_empty() { vec![Cause::Default] } else { from };
        shorten(&mut value);
        (key, Setting { value, from })
    };
    Ok(settings.into_iter().map(setting).collect())
}

/// Paths as the user would write them.
fn shorten(value: &mut Value) {
    match value {
        Value::String(text) => *text = shown(text.as_ref()).display().to_string(),
        Value::Array(values) => values.iter_mut().for_each(shorten),
        _ => {}
    }
}

impl Cause {
    fn of(place: &Place) -> Self {
        let (file, line) = match place.row() {
            Some((file, row)) => (shown(file).display().to_string(), row),
            None => (String::new(), 0),
        };
        match &place.origin {
            Origin::File(_) => Self::File { file, line },
            Origin::Override { paths, .. } => Self::Override { file, line, paths: paths.clone() },
            Origin::Argument(argument) => Self::Argument { argument: argument.clone() },
            Origin::Editor => Self::Editor,
            Origin::FileName => Self::FileName,
        }
    }

    fn words(&self) -> String {
        match self {
            Self::Default => "default".to_owned(),
            Self::File { file, line } => format!("{file}:{line}"),
            Self::Override { file, line, paths } => format!("{file}:{line}, for {}", paths.join(", ")),
            Self::Argument { argument } => argument.clone(),
            Self::Editor => "the editor".to_owned(),
            Self::FileName => "the file's name".to_owned(),
        }
    }
}
