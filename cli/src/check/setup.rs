//! From arguments to settings: what the command line adds to the settings files, and its own mistakes.

use anyhow::{Context, bail};
use imr_linter::rules;
use imr_project::{Layer, Resolver};

use crate::args::{CheckArgs, Format};
use crate::settings;

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
    let selectors = args.select.iter().flatten().chain(&args.extend_select).chain(&args.ignore);
    for name in selectors {
        if !rules::is_selector(name) {
            bail!("{}", rules::unknown(name));
        }
    }
    settings::resolver(&args.settings, layers(args)?)
}

/// What flags set, as settings.
fn layers(args: &CheckArgs) -> anyhow::Result<Vec<Layer>> {
    let baseline = args.baseline.as_deref().map(std::path::absolute).transpose();
    let baseline = baseline.context("there is no current folder")?;
    let given = |names: &Vec<String>| (!names.is_empty()).then(|| names.clone());
    let layers = [
        args.select.clone().map(|names| Layer::argument("--select", "select", names)),
        given(&args.extend_select).map(|names| Layer::argument("--extend-select", "extend-select", names)),
        given(&args.ignore).map(|names| Layer::argument("--ignore", "ignore", names)),
        args.audience.map(|audience| Layer::argument("--audience", "audience", audience.name())),
        args.profile.clone().map(|profile| Layer::argument("--profile", "profile", profile)),
        args.template.then(|| Layer::argument("--template", "template", true)),
        args.is_final.then(|| Layer::argument("--final", "final", true)),
        baseline.map(|file| Layer::argument("--baseline", "baseline", file.display().to_string())),
    ];
    Ok(layers.into_iter().flatten().collect())
}

/// Starts as many workers as the arguments say.
pub(super) fn workers(args: &CheckArgs) -> anyhow::Result<()> {
    let Some(jobs) = args.jobs else { return Ok(()) };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(usize::from(jobs));
    pool.build_global().context("cannot start the workers")
}
