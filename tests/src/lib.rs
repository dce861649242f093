//! What the end-to-end tests share: the binary, built as it is now, and a client that talks to its
//! language server.

mod client;
pub mod guideline_document;
pub mod kills;
mod protocol;

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

pub use client::Client;
pub use protocol::{METHODS, Method, OverviewRequest, PartialResult, PartialResultParams};

/// The binary under test: the one that `IMRLINT_BINARY` names, as `scripts/test` does, else built once for each
/// run of tests so that it is never stale.
pub fn binary() -> &'static Path {
    static BINARY: LazyLock<PathBuf> = LazyLock::new(|| {
        if let Some(path) = std::env::var_os("IMRLINT_BINARY") {
            return PathBuf::from(path);
        }
        let build = escargot::CargoBuild::new()
            .package("imrlint")
            .bin("imrlint")
            .manifest_path(root().join("Cargo.toml"));
        let build = if cfg!(debug_assertions) { build } else { build.release() };
        build.run().expect("the binary builds").path().to_owned()
    });
    &BINARY
}

/// The project's folder.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ is in the project").to_owned()
}
