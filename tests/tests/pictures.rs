//! The pictures of the README are what the command prints.

use snapbox::cmd::Command;
use snapbox::data::DataFormat;
use snapbox::{Assert, Data};

#[test]
fn the_picture_of_check_is_current() {
    let picture = imr_tests::root().join("docs/pictures/check.svg");
    let assert = Assert::new().action_env("SNAPSHOTS");
    Command::new(imr_tests::binary())
        .with_assert(assert)
        .current_dir(imr_tests::root())
        .args(["check", "examples/broken/a-hurried-draft.imr", "--color", "always"])
        .assert()
        .code(1)
        .stdout_eq(Data::read_from(&picture, Some(DataFormat::TermSvg)));
}
