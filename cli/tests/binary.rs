//! The binary itself. That it has a test here makes `cargo test` build it, once, for all end-to-end tests.

use std::process::Command;

#[test]
fn it_tells_its_version() {
    let output = Command::new(env!("CARGO_BIN_EXE_imrlint")).arg("--version").output().expect("it runs");
    let told = String::from_utf8(output.stdout).expect("text");
    assert!(
        output.status.success() && told.starts_with(concat!("imrlint ", env!("CARGO_PKG_VERSION"))),
        "{told}"
    );
}
