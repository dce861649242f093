//! The command line, case by case: `cmd/*.toml` gives arguments, input and what must be printed.

#[test]
fn cases() {
    trycmd::TestCases::new()
        .register_bin("imrlint", imr_tests::binary())
        .case("tests/cmd/*.toml")
        .case("tests/cmd/*.md");
}
