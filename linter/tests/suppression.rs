//! Suppression comments: what they cover, and what is said of those that cover nothing.

mod common;

use common::{Parts, check, show};

/// Findings and the number of silenced ones, for a letter whose verdict is missing and a comment put
/// before or behind the title.
fn with_comment(before: &str, behind: &str) -> (Vec<String>, usize) {
    let title = format!("{before}Physical therapy for the left knee, 6 sessions:{behind}\n");
    let text = Parts::with("title", &title);
    let outcome = check(&text);
    let codes = show(&text, &outcome.findings);
    (codes.iter().map(|line| line.split(' ').next().unwrap_or("").to_owned()).collect(), outcome.suppressed)
}

#[test]
fn a_comment_covers_its_line_or_the_paragraph_below() {
    assert_eq!(with_comment("", ""), (vec!["S007".to_owned()], 0));
    let comment = "<!-- imrlint-ignore S007: the reviewer decides on Monday -->";
    assert_eq!(with_comment(&format!("{comment}\n"), ""), (vec![], 1));
    assert_eq!(with_comment(&format!("{comment}\n\n \n"), ""), (vec![], 1));
    assert_eq!(with_comment("", &format!(" {comment}")), (vec![], 1));
    let by_name = "<!-- imrlint-ignore missing-verdict, S006: both -->\n";
    assert_eq!(with_comment(by_name, ""), (vec!["M001".to_owned()], 1));
}

#[test]
fn a_comment_further_up_covers_nothing_and_says_so() {
    let comment = "<!-- imrlint-ignore S007: too far away -->\n\nAnother paragraph.\n\n";
    assert_eq!(with_comment(comment, ""), (vec!["M001".to_owned(), "S007".to_owned()], 0));
    let none = "<!-- imrlint-ignore: everything -->\n";
    assert_eq!(with_comment(none, ""), (vec!["M002".to_owned(), "S007".to_owned()], 0));
    let unknown = "<!-- imrlint-ignore S0077: a slip -->\n";
    assert_eq!(with_comment(unknown, ""), (vec!["M002".to_owned(), "S007".to_owned()], 0));
}

#[test]
fn a_file_comment_covers_the_letter() {
    let comment = "<!-- imrlint-ignore-file S007: a template in the making -->\n";
    let text =
        format!("{comment}{}", Parts::with("title", "Physical therapy for the left knee, 6 sessions:\n"));
    let outcome = check(&text);
    assert_eq!((show(&text, &outcome.findings), outcome.suppressed), (vec![], 1));
}

#[test]
fn removing_an_unused_comment_leaves_the_letter_as_it_was() {
    let text = Parts::default().letter();
    let comment = "<!-- imrlint-ignore S007: no longer -->";
    for broken in [
        text.replacen("\nDecision rationale:", &format!("\n{comment}\nDecision rationale:"), 1),
        text.replacen("home exercise program.\n", &format!("home exercise program. {comment}\n"), 1),
    ] {
        let outcome = check(&broken);
        let fixes = imr_linter::fix::applicable(&outcome.findings, imr_linter::finding::Applicability::Safe);
        assert_eq!(fixes.len(), 1);
        assert_eq!(imr_linter::fix::apply(&broken, &imr_linter::fix::edits(&fixes)), text);
    }
}

#[test]
fn a_double_spaced_paragraph_is_one_paragraph() {
    let title = "<!-- imrlint-ignore S007: the reviewer decides on Monday -->\nPhysical therapy for the left knee,\n6 sessions:\n";
    let text = Parts::with("title", title).replace('\n', " \n\n");
    let outcome = check(&text);
    assert_eq!((show(&text, &outcome.findings), outcome.suppressed), (vec![], 1));
}
