//! The command line, case by case: `cmd/*.toml` gives arguments, input and what must be printed.

#[test]
fn cases() {
    trycmd::TestCases::new()
        .register_bin("imrlint", imr_tests::binary())
        // What the developer has imported must not matter.
        .env("IMRLINT_DATA_DIR", "/nothing/is/here")
        .case("tests/cmd/*.toml")
        .case("tests/cmd/*.md");
}
