//! `imrlint outline`: letters as structured data, for people and programs.

mod text;

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::bail;
use imr_linter::Session;
use imr_linter::identifier::{Mask, Masked};
use imr_linter::outline::{self, LetterOutline, Place, Position};
use imr_linter::settings::Settings;
use imr_linter::text::{StrSource, TextRange};
use imr_project::{Found, Layer, LetterFile, ReadError, Resolver, discover};

use crate::TROUBLE;
use crate::args::{OutlineArgs, OutlineFormat};
use crate::check::in_order;
use crate::report::{Places, style};
use crate::settings;

/// A letter's outline, or why there is none; nothing for a file that is no letter.
type Told = Option<Result<LetterOutline, String>>;

/// Prints the outlines of the letters that the arguments name.
///
/// Errors: settings that cannot be used, and when there is no letter.
pub(crate) fn run(args: &OutlineArgs) -> anyhow::Result<ExitCode> {
    let mut out = BufWriter::new(anstream::stdout().lock());
    if args.schema {
        writeln!(out, "{}", serde_json::to_string_pretty(&outline::schema())?)?;
        return Ok(ExitCode::SUCCESS);
    }
    let resolver = resolver(args)?;
    let mut printer = Printer { out, format: args.output_format, printed: 0, failed: 0 };
    if args.paths.iter().any(|path| path.as_os_str() == "-") {
        if args.paths.len() > 1 {
            bail!("`-` reads standard input and goes with no other path");
        }
        let name = args.stdin_filename.clone().unwrap_or_else(|| PathBuf::from("<stdin>"));
        let settings = resolver.settings(&name)?;
        let letter = LetterFile::read_from(io::stdin().lock(), 0, settings.files.max_file_size);
        printer.take(Some(read(&name, letter, &settings.settings, args)))?;
    } else {
        files(args, &resolver, &mut printer)?;
    }
    printer.out.flush()?;
    match (printer.printed, printer.failed) {
        (0, 0) => bail!("there is no letter here"),
        (_, 0) => Ok(ExitCode::SUCCESS),
        _ => Ok(ExitCode::from(TROUBLE)),
    }
}

fn files(args: &OutlineArgs, resolver: &Resolver, printer: &mut Printer<impl Write>) -> anyhow::Result<()> {
    let discovery = discover(&args.paths, resolver, false)?;
    for (path, error) in discovery.errors {
        printer.take(Some(Err(format!("{}: {error}", path.display()))))?;
    }
    let with_settings = |found: Found| {
        let settings = resolver.settings(&found.path)?;
        anyhow::Ok((found, settings))
    };
    let jobs = discovery.files.into_iter().map(with_settings).collect::<Result<Vec<_>, _>>()?;
    in_order(
        &jobs,
        |(found, settings)| -> Told {
            if !found.is_letter(settings) {
                return None;
            }
            let letter = LetterFile::read(&found.path, settings.files.max_file_size);
            Some(read(&found.path, letter, &settings.settings, args))
        },
        |told| printer.take(told),
    )
}

fn resolver(args: &OutlineArgs) -> anyhow::Result<Resolver> {
    let audience = args.audience.map(|audience| Layer::argument("--audience", "audience", audience.name()));
    let profile = args.profile.clone().map(|profile| Layer::argument("--profile", "profile", profile));
    settings::resolver(&args.settings, audience.into_iter().chain(profile).collect())
}

fn read(
    name: &Path,
    letter: Result<LetterFile, ReadError>,
    settings: &Arc<Settings>,
    args: &OutlineArgs,
) -> Result<LetterOutline, String> {
    let text = letter.map_err(|error| format!("{}: {error}", name.display()))?.decoded.text;
    let session = Session::open(&StrSource(&text), settings.clone());
    let shown = if args.show_identifiers { None } else { Some(hidden(&session, &text)) };
    let places = Places::new(&text);
    let position = |offset: usize| {
        let (row, column) = places.row_column(offset);
        Position { row, column }
    };
    let place = |range: TextRange| Place {
        location: position(range.start().into()),
        end_location: position(range.end().into()),
    };
    let filename = name.display().to_string();
    Ok(LetterOutline::new(&session, &filename, shown.as_deref().unwrap_or(&text), &place))
}

/// The text with its identifiers hidden.
fn hidden(session: &Session, text: &str) -> String {
    let view = session.view();
    let identifiers: Vec<Masked> =
        view.identified().iter().map(|found| Masked { kind: found.kind, range: found.range }).collect();
    Mask::new([(text, identifiers.as_slice())]).letter(text, &identifiers)
}

struct Printer<W> {
    out: W,
    format: OutlineFormat,
    printed: usize,
    failed: usize,
}

impl<W: Write> Printer<W> {
    fn take(&mut self, told: Told) -> anyhow::Result<()> {
        match told {
            None => {}
            Some(Err(error)) => {
                self.failed += 1;
                anstream::eprintln!("{}: {error}", style::label("error"));
            }
            Some(Ok(outline)) => {
                self.printed += 1;
                match self.format {
                    OutlineFormat::Text => text::print(&mut self.out, &outline)?,
                    OutlineFormat::Json => {
                        serde_json::to_writer_pretty(&mut self.out, &outline)?;
                        self.out.write_all(b"\n")?;
                    }
                    OutlineFormat::JsonLines => {
                        serde_json::to_writer(&mut self.out, &outline)?;
                        self.out.write_all(b"\n")?;
                    }
                }
            }
        }
        Ok(())
    }
}
