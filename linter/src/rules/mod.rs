//! The rules: one file each, whose opening comment is its documentation. To add one, write its file and
//! name it below.

mod concluded;
mod context;
mod documentation;
mod redaction;
mod rule;
pub(crate) mod words;

pub use context::{BlockView, Cited, CountingDate, LetterView};
pub use documentation::{Documentation, Example};
pub use rule::{About, BlockKinds, Check, Fixable, Rule};

/// Names every rule's file once: module, registry and documentation follow from it.
macro_rules! rules {
    ($($module:ident),* $(,)?) => {
        $(pub(crate) mod $module;)*

        /// Every rule with the text of its file.
        static REGISTRY: &[(&Rule, &str)] =
            &[$((&$module::RULE, include_str!(concat!(stringify!($module), ".rs")))),*];
    };
}

rules! {
    s001_missing_section,
    s002_duplicate_section,
    s003_section_order,
    s004_empty_section,
    s005_misspelled_heading,
    s006_missing_issue_field,
    s007_missing_verdict,
    s008_no_issues,
    s009_missing_credentials,
    s010_invalid_header_field,
    s011_altered_statement,
    c001_malformed_locator,
    c002_page_out_of_range,
    c003_unsupported_page,
    c004_unknown_topic,
    c005_missing_locator,
    c006_superseded_edition,
    c007_unknown_guideline,
    c008_unknown_section,
    c009_unnamed_source,
    c010_missing_citation,
    c011_citation_not_listed,
    c012_off_topic_citation,
    c013_missing_weaning_statement,
    v001_verdict_mismatch,
    v002_missing_conclusion,
    v003_nonstandard_verdict,
    v004_item_mismatch,
    v005_mixed_conclusion,
    v006_determination_mismatch,
    v007_dependent_verdict,
    v008_remainder,
    v009_contradictory_conclusions,
    v010_no_patient_fact,
    d001_gender_mismatch,
    d002_age_mismatch,
    d003_date_mismatch,
    d004_date_order,
    d005_invalid_date,
    d006_body_part_mismatch,
    d007_contradicted_absence,
    d008_internal_contradiction,
    r001_redaction_hole,
    r002_person_name,
    r003_birth_date,
    r004_social_security_number,
    r005_phone_number,
    r006_email_address,
    r007_postal_address,
    r008_record_number,
    r009_reviewer_identity,
    r010_age_over_89,
    r011_partial_redaction,
    r012_organisation_name,
    r013_full_date,
    p001_doubled_word,
    p002_confusable_term,
    p003_unbalanced_quotation,
    p004_missing_blank,
    t001_unfilled_placeholder,
    t002_unknown_placeholder,
    t003_malformed_placeholder,
    t004_hard_coded_verdict,
    t005_hard_coded_value,
    m001_unused_suppression,
    m002_unknown_rule,
    e001_unreadable_text,
    e002_internal_error,
}

/// Every rule, in the order of the catalogue.
pub fn all() -> impl ExactSizeIterator<Item = &'static Rule> + Clone {
    REGISTRY.iter().map(|(rule, _)| *rule)
}

/// The rule with a code or a name.
pub fn find(name: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.code.eq_ignore_ascii_case(name) || rule.name.eq_ignore_ascii_case(name))
}

/// Whether a name in `select` or `ignore` chooses anything: `ALL`, a code, a name, or the first letters
/// of codes.
pub fn is_selector(name: &str) -> bool {
    all().any(|rule| selects(name, rule))
}

/// Whether a name chooses a rule.
pub(crate) fn selects(name: &str, rule: &Rule) -> bool {
    let code = name.to_ascii_uppercase();
    code == "ALL"
        || (!code.is_empty() && rule.code.starts_with(&code))
        || rule.name.eq_ignore_ascii_case(name)
}

/// The rule whose code or name is nearest to a misspelled one.
pub fn nearest(name: &str) -> Option<&'static Rule> {
    let wanted = name.to_lowercase();
    let distance = |rule: &Rule| {
        let code = strsim::osa_distance(&rule.code.to_lowercase(), &wanted);
        code.min(strsim::osa_distance(rule.name, &wanted))
    };
    let (distance, index) = all().enumerate().map(|(index, rule)| (distance(rule), index)).min()?;
    let close = distance <= 1 + wanted.len() / 6;
    close.then(|| all().nth(index)).flatten()
}

/// What to say of a name that chooses nothing.
pub fn unknown(name: &str) -> String {
    match nearest(name) {
        Some(rule) => format!("there is no rule {name}; did you mean {} ({})?", rule.code, rule.name),
        None => format!("there is no rule {name}; `imrlint rules` lists all rules"),
    }
}

/// The finding for a text that cannot be read.
pub fn unreadable(reason: impl Into<String>) -> crate::finding::Finding {
    crate::finding::Finding::new(&e001_unreadable_text::RULE, crate::text::TextRange::default(), reason)
}

/// What the rule's file says about it.
pub fn documentation(rule: &Rule) -> Documentation {
    let source = REGISTRY.iter().find(|(known, _)| known.code == rule.code).map_or("", |(_, source)| *source);
    Documentation::read(source)
}

/// The rule's place in the catalogue.
pub(crate) fn index(rule: &Rule) -> usize {
    REGISTRY.iter().position(|(known, _)| std::ptr::eq(*known, rule)).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_names_are_unique_and_files_are_called_after_them() {
        for (rule, source) in REGISTRY {
            assert_eq!(all().filter(|other| other.code == rule.code || other.name == rule.name).count(), 1);
            let title = source.lines().next().unwrap_or("");
            assert_eq!(title, format!("//! # {} {}", rule.code, rule.name));
        }
    }
}
