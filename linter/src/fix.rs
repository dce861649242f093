//! Applying fixes: which of them can go in together, and the text that results.

use crate::finding::{Applicability, Finding, Fix, TextEdit};
use crate::text::TextSize;

/// The fixes of `findings` that may be applied at once: at least as safe as `least`, the first fix of
/// a finding only, no two touching the same place. The rest waits for another round.
pub fn applicable<'f>(findings: &'f [Finding], least: Applicability) -> Vec<&'f Fix> {
    let mut chosen: Vec<&'f Fix> = Vec::new();
    for finding in findings {
        let Some(fix) = finding.fixes.first().filter(|fix| fix.applicability >= least) else { continue };
        if !fix.edits.is_empty() && chosen.iter().all(|other| !clash(fix, other)) {
            chosen.push(fix);
        }
    }
    chosen
}

/// All edits of the fixes in the order of the text.
pub fn edits(fixes: &[&Fix]) -> Vec<TextEdit> {
    let mut edits: Vec<TextEdit> = fixes.iter().flat_map(|fix| &fix.edits).cloned().collect();
    edits.sort_by_key(|edit| (edit.range.start(), edit.range.end()));
    edits.dedup();
    edits
}

/// The text with the edits (sorted, not overlapping) put in.
pub fn apply(text: &str, edits: &[TextEdit]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = TextSize::new(0);
    for edit in edits {
        out.push_str(&text[usize::from(at)..usize::from(edit.range.start())]);
        out.push_str(&edit.replacement);
        at = edit.range.end();
    }
    out.push_str(&text[usize::from(at)..]);
    out
}

/// Two fixes clash when edits overlap, or insert at the same place; one and the same edit is no clash.
fn clash(a: &Fix, b: &Fix) -> bool {
    a.edits.iter().any(|a| b.edits.iter().any(|b| a != b && a.range.intersect(b.range).is_some()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules;
    use crate::text::range;

    fn finding(start: usize, end: usize, replacement: &str, applicability: Applicability) -> Finding {
        let rule = rules::all().next().expect("a rule");
        Finding::new(rule, range(start, end), "x").replace(applicability, "x", range(start, end), replacement)
    }

    #[test]
    fn fixes_that_touch_wait_for_each_other() {
        let findings = [
            finding(0, 3, "A", Applicability::Safe),
            finding(2, 4, "B", Applicability::Safe),
            finding(4, 5, "C", Applicability::Unsafe),
            finding(6, 6, "D", Applicability::Safe),
        ];
        let safe = applicable(&findings, Applicability::Safe);
        assert_eq!(apply("abcdefgh", &edits(&safe)), "AdefDgh");
        let all = applicable(&findings, Applicability::Unsafe);
        assert_eq!(apply("abcdefgh", &edits(&all)), "AdCfDgh");
    }
}
