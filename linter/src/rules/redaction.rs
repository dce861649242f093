//! What the redaction rules share: an identifier becomes a finding that does not print it, and whose fix
//! puts the house's marker in all its places at once.

use super::{LetterView, Rule};
use crate::finding::{Applicability, Finding, Fix, TextEdit};
use crate::identifier::{Identified, Kind};
use crate::letter::BlockKind;
use crate::profile::{Audience, SectionRole};

/// Reports the identifiers of a kind wherever they stand.
pub(super) fn report(view: &LetterView<'_>, rule: &'static Rule, kind: Kind, findings: &mut Vec<Finding>) {
    let found = view.identified().iter().filter(|found| found.kind == kind);
    findings.extend(found.map(|found| finding(view, rule, found)));
}

/// Reports the identifiers of a kind, but not where a letter to the parties names them.
pub(super) fn report_unless_addressed(
    view: &LetterView<'_>,
    rule: &'static Rule,
    kind: Kind,
    findings: &mut Vec<Finding>,
) {
    let found = view.identified().iter().filter(|found| found.kind == kind && !may_name(view, found));
    findings.extend(found.map(|found| finding(view, rule, found)));
}

/// Whether a place may name people: where a letter to the parties addresses them and lists records.
fn may_name(view: &LetterView<'_>, found: &Identified) -> bool {
    use BlockKind::{Cover, Header, Paragraph, Title};
    let addressed = matches!(
        found.block,
        Cover | Header | Paragraph(SectionRole::Documents | SectionRole::Notice) | Title(SectionRole::Notice)
    );
    view.audience == Audience::Party && addressed
}

/// The finding for one identifier.
pub(super) fn finding(view: &LetterView<'_>, rule: &'static Rule, found: &Identified) -> Finding {
    let message = format!("{} is left in the letter ({})", found.kind.name(), found.evidence);
    let marker = view.settings.options().marker.of(found.kind);
    let edits = found.places.iter().map(|place| TextEdit { range: *place, replacement: marker.to_owned() });
    let fix = match found.places.len() {
        1 => format!("Write {marker}"),
        places => format!("Write {marker} in all {places} places"),
    };
    // No fix that is applied unseen changes a date or an age.
    let applicability = match found.kind {
        Kind::BirthDate | Kind::Date | Kind::Age => Applicability::Display,
        _ => Applicability::Unsafe,
    };
    Finding::new(rule, found.range, message).fix(Fix { applicability, message: fix, edits: edits.collect() })
}
