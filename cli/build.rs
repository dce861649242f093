//! What `imrlint --version` tells of the build: the target, and for releases the commit.

use std::env;
use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let release = env::var("PROFILE").is_ok_and(|profile| profile == "release");
    let commit = release.then(commit).flatten().unwrap_or_else(|| "not recorded".to_owned());
    println!("cargo::rustc-env=IMRLINT_COMMIT={commit}");
    println!("cargo::rustc-env=IMRLINT_TARGET={}", env::var("TARGET").unwrap_or_default());
}

/// The commit that is built. A debug build changes too often to keep track.
fn commit() -> Option<String> {
    let git = |args: &[&str]| {
        let output = Command::new("git").args(args).output().ok().filter(|output| output.status.success())?;
        Some(String::from_utf8(output.stdout).ok()?.trim().to_owned())
    };
    println!("cargo::rerun-if-changed={}", git(&["rev-parse", "--git-path", "logs/HEAD"])?);
    git(&["show", "--no-patch", "--format=%h %cs", "HEAD"])
}
