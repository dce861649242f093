//! The log, on standard error, where `IMRLINT_LOG` (error, warn, info, debug, trace) asks for one.
//!
//! Only this server's own lines are in it, which hold names and numbers: `tower-lsp` would print whole
//! messages, and with them the letters.

use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::fmt::layer;
use tracing_subscriber::layer::{Layer, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;

/// Begins to log. A second call does nothing.
pub(crate) fn start() {
    let level = std::env::var("IMRLINT_LOG").ok().and_then(|level| level.parse::<LevelFilter>().ok());
    let Some(level) = level else { return };
    let own = Targets::new().with_target("imr_server", level);
    let lines = layer().with_writer(std::io::stderr).with_ansi(false).with_filter(own);
    // Somebody else may have set up a log already.
    let _ = tracing_subscriber::registry().with(lines).try_init();
}
