//! One thing broken at a time in a good letter: the one finding, at its place, and no other.

mod common;

use common::{Parts, check, show};

#[test]
fn the_whole_letter_is_clean() {
    let text = Parts::default().letter();
    assert_eq!(show(&text, &check(&text).findings), Vec::<String>::new());
}
