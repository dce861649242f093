//! From arguments to settings: what the command line adds to the settings files, and its own mistakes.

use anyhow::{Context, bail};
use imr_linter::rules;
use imr_linter::settings::Options;
use imr_project::{Resolver, Source};

use crate::args::{CheckArgs, Format};

/// Arguments that each make sense, and together do not.
pub(super) fn refuse_contradictions(args: &CheckArgs) -> anyhow::Result<()> {
    let counts = [Format::Full, Format::Concise, Format::Json, Format::JsonLines];
    if args.statistics.is_some() && !counts.contains(&args.output_format) {
        bail!("--statistics counts as text or as JSON: leave --output-format out, or make it json");
    }
    Ok(())
}

/// What the arguments choose.
pub(super) fn resolver(args: &CheckArgs) -> anyhow::Result<Resolver> {
    let source = match &args.config {
        _ if args.isolated => Source::Isolated,
        Some(file) => Source::File(std::path::absolute(file).context("cannot find the settings file")?),
        None => Source::Nearest,
    };
    let selectors = args.select.iter().flatten().chain(&args.extend_select).chain(&args.ignore);
    for name in selectors {
        if !rules::is_selector(name) {
            bail!("{}", rules::unknown(name));
        }
    }
    let (select, extend, ignore) = (args.select.clone(), args.extend_select.clone(), args.ignore.clone());
    let (audience, profile, template) = (args.audience, args.profile.clone(), args.template);
    Ok(Resolver::new(source, move |options: &mut Options| {
        if select.is_some() {
            options.select.clone_from(&select);
        }
        options.extend_select.extend(extend.iter().cloned());
        options.ignore.extend(ignore.iter().cloned());
        options.audience = audience.map(Into::into).or(options.audience);
        options.template |= template;
        options.profile = profile.clone().or(options.profile.take());
    }))
}

/// Starts as many workers as the arguments say.
pub(super) fn workers(args: &CheckArgs) -> anyhow::Result<()> {
    let Some(jobs) = args.jobs else { return Ok(()) };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(usize::from(jobs));
    pool.build_global().context("cannot start the workers")
}
