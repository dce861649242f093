//! # S005 misspelled-heading
//!
//! ## What it does
//! Reports a title or label that is recognised only because it is nearly right: a letter missing,
//! added, wrong or swapped, or a blank forgotten. Upper and lower case do not matter.
//!
//! ## Why it matters
//! The Division's index and every program that reads these letters find the parts by their titles. One
//! slip more, and the part is lost.
//!
//! ## Example
//! ```letter
//! CLINCAL CASE SUMMARY
//! The injured worker is a 51 year old baker.
//! ```
//!
//! ## Use instead
//! ```letter
//! CLINICAL CASE SUMMARY
//! The injured worker is a 51 year old baker.
//! ```
//!
//! ## Fix
//! Safe: writes the usual title or label. None where two titles are just as near, or where the title
//! itself decides the case.

use super::{About, BlockView, Check, Fixable, Rule};
use crate::finding::{Applicability, Finding, Severity};
use crate::letter::{Form, MarkForm, MarkKind};
use crate::text::TextRange;

pub(crate) static RULE: Rule = Rule {
    code: "S005",
    name: "misspelled-heading",
    severity: Severity::Warning,
    default: true,
    fixable: Fixable::Sometimes,
    about: About::Text,
    check: Check::Block { kinds: |_| true, triggers: &[], run: check },
};

fn check(view: &BlockView<'_>, findings: &mut Vec<Finding>) {
    if let Some((form, mark)) = view.form.filter(|(_, mark)| mark.slips > 0) {
        findings.push(misspelled(view, form, mark));
    }
    for slip in &view.facts.label_slips {
        findings.push(replacing(&view.quote(slip.range), &slip.usual, slip.range));
    }
}

fn misspelled(view: &BlockView<'_>, form: &Form, mark: MarkForm) -> Finding {
    let (written, place) = view.mark();
    let title = matches!(form.kind, MarkKind::Section(_));
    let usual = form.text.trim_end_matches(':');
    if mark.tied || form.decides.is_some() {
        let message = format!("\"{written}\" is not quite a usual title");
        return Finding::new(&RULE, place, message).help(format!("did you mean \"{usual}\"?"));
    }
    // A label always has a colon, a title where the author gives it one.
    let colon = if !title || written.ends_with(':') { ":" } else { "" };
    replacing(&written, &format!("{usual}{colon}"), place)
}

fn replacing(written: &str, usual: &str, place: TextRange) -> Finding {
    let (bare, usual_bare) = (written.trim_end_matches(':'), usual.trim_end_matches(':'));
    let message = if bare.eq_ignore_ascii_case(usual_bare) {
        format!("\"{bare}\" has lost its colon")
    } else {
        format!("\"{bare}\" is spelled \"{usual_bare}\" in these letters")
    };
    Finding::new(&RULE, place, message).replace(Applicability::Safe, format!("Write \"{usual}\""), place, usual)
}
