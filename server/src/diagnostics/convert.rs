//! A finding as a diagnostic.

use imr_linter::finding::{Applicability, Finding, Severity};
use imr_linter::rules::About;
use serde_json::json;
use tower_lsp::lsp_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location,
    NumberOrString, Url,
};

use crate::document::Snapshot;

/// The diagnostic of a finding.
pub(crate) fn diagnostic(letter: &Snapshot, finding: &Finding) -> Diagnostic {
    let (text, client) = (&letter.text, &letter.client);
    let related = finding.related.iter().map(|related| DiagnosticRelatedInformation {
        location: Location::new(letter.uri.clone(), text.range(related.range, client.encoding)),
        message: related.message.clone(),
    });
    let message = match &finding.help {
        Some(help) => format!("{}\n{help}", finding.message),
        None => finding.message.clone(),
    };
    Diagnostic {
        range: text.range(finding.range, client.encoding),
        severity: Some(severity(finding.severity)),
        code: Some(NumberOrString::String(finding.rule.code.to_owned())),
        code_description: Url::parse(&finding.rule.url()).ok().map(|href| CodeDescription { href }),
        source: Some("imrlint".to_owned()),
        message,
        related_information: Some(related.collect::<Vec<_>>())
            .filter(|related| client.related && !related.is_empty()),
        tags: tag(finding.rule.about).filter(|_| client.tags).map(|tag| vec![tag]),
        data: Some(json!({
            "name": finding.rule.name,
            "fixes": finding.fixes.iter().map(|fix| &fix.message).collect::<Vec<_>>(),
            "safe": finding.fixes.first().is_some_and(|fix| fix.applicability == Applicability::Safe),
        })),
    }
}

/// A severity as the protocol has it.
pub(crate) fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Info => DiagnosticSeverity::INFORMATION,
        Severity::Hint => DiagnosticSeverity::HINT,
    }
}

fn tag(about: About) -> Option<DiagnosticTag> {
    match about {
        About::Unneeded => Some(DiagnosticTag::UNNECESSARY),
        About::Outdated => Some(DiagnosticTag::DEPRECATED),
        About::Text | About::Lack => None,
    }
}
