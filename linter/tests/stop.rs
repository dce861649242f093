//! Long work comes to an end when nobody waits for it any more.

use std::cell::Cell;
use std::sync::Arc;

use imr_linter::settings::Settings;
use imr_linter::{lint, lint_unless};

#[test]
fn it_can_be_stopped_between_any_two_of_its_parts() {
    let settings = Arc::new(Settings::default());
    let text = "CLINICAL CASE SUMMARY\n\nHe is well.\n\nShe is well.\n";
    let asked = Cell::new(0);
    let stopped_after = |parts: usize| {
        asked.set(0);
        let stop = || {
            asked.set(asked.get() + 1);
            asked.get() > parts
        };
        lint_unless(&stop, text, &settings)
    };
    assert_eq!(stopped_after(usize::MAX), Some(lint(text, &settings)));
    let parts = asked.get();
    assert!(parts > 20, "blocks, and rules that compare: {parts}");
    for part in 0..parts {
        assert_eq!(stopped_after(part), None);
        assert_eq!(asked.get(), part + 1, "nothing is done after that");
    }
}
