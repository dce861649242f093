//! A letter without a flaw, made of parts, so that a test can replace one and expect one finding.

#![allow(
    dead_code,
    unreachable_pub,
    clippy::print_stdout,
    reason = "every test file uses a part of it, and skips aloud"
)]

pub mod renderings;
pub mod wordings;

use std::path::Path;
use std::sync::{Arc, LazyLock};

use imr_linter::finding::Finding;
use imr_linter::settings::{Options, Settings};
use imr_linter::{Outcome, lint};

/// The parts of a letter of 2016 to 2017. All of it is invented.
#[derive(Clone, Debug)]
pub struct Parts {
    pub header: String,
    pub determination: String,
    pub credentials: String,
    pub summary: String,
    pub decisions: String,
    pub title: String,
    pub administrator: String,
    pub guideline: String,
    pub rationale: String,
    pub second_issue: String,
}

pub const STATEMENT: &str = "\
MAXIMUS Federal Services sent the complete case file to an expert reviewer. He/she has no
affiliation with the employer, employee, providers or the claims administrator. He/she has been
in active clinical practice for more than five years and is currently working at least 24 hours a
week in active practice. The expert reviewer was selected based on his/her clinical experience,
education, background, and expertise in the same or similar specialties that evaluate and/or treat
the medical condition and disputed items/Service. He/she is familiar with governing laws and
regulations, including the strength of evidence hierarchy that applies to Independent Medical
Review determinations.
";

impl Default for Parts {
    fn default() -> Self {
        Self {
            header: "\
Case Number:     CM17-0990001
Date Assigned:     01/18/2017                Date of Injury:    09/02/2016
Decision Date:      02/15/2017            UR Denial Date:   12/20/2016
Priority:            Standard                   Application       01/12/2017
                                             Received:
"
            .into(),
            determination: format!("HOW THE IMR FINAL DETERMINATION WAS MADE\n\n{STATEMENT}"),
            credentials: "\
The Expert Reviewer has the following credentials:
State(s) of Licensure: California, Oregon
Certification(s)/Specialty: Preventive Medicine, Occupational Medicine
"
            .into(),
            summary: "\
CLINICAL CASE SUMMARY

The expert reviewer developed the following clinical case summary based on a review of the
case file, including all medical records:

The injured worker is a 51 year old male baker who sustained a sprain of the left knee on
09/02/2016. Treatment to date has included rest, ice, a brace and six visits of physical therapy.
On 12/05/2016 he reported pain of 4/10 with stairs. On examination, range of motion was full and
there was no effusion. Utilization review denied the request on 12/20/2016.
"
            .into(),
            decisions: "\
IMR ISSUES, DECISIONS AND RATIONALES

The Final Determination was based on decisions for the disputed items/services set forth below:
"
            .into(),
            title: "Physical therapy for the left knee, 6 sessions: Upheld\n".into(),
            administrator: "\
Claims Administrator guideline: Decision based on MTUS Knee Complaints 2004, Section(s): Initial
Care.
"
            .into(),
            guideline: "\
MAXIMUS guideline: Decision based on MTUS Chronic Pain Medical Treatment 2016, Section(s):
Physical medicine treatment.
"
            .into(),
            rationale: "\
Decision rationale: The guideline allows for fading of treatment towards a home exercise program.
The worker has completed six visits and moves the knee freely. The records show no deficit that he
could not address at home. Therefore, the request for 6 sessions of physical therapy for the left
knee is not medically necessary.
"
            .into(),
            second_issue: "\
MRI of the left knee without contrast: Overturned

Claims Administrator guideline: Decision based on MTUS Knee Complaints 2004, Section(s): Special
Studies.

MAXIMUS guideline: Decision based on MTUS Knee Complaints 2004, Section(s): Special Studies.

Decision rationale: The worker reports locking of the knee, and the examination of 12/05/2016 found
tenderness at the joint line. A tear that surgery could mend is likely. As such, the request for
an MRI of the left knee is medically necessary.
"
            .into(),
        }
    }
}

impl Parts {
    /// The letter.
    pub fn letter(&self) -> String {
        [
            &self.header,
            &self.determination,
            &self.credentials,
            &self.summary,
            &self.decisions,
            &self.title,
            &self.administrator,
            &self.guideline,
            &self.rationale,
            &self.second_issue,
        ]
        .into_iter()
        .filter(|part| !part.is_empty())
        .cloned()
        .collect::<Vec<_>>()
        .join("\n")
    }

    /// The letter with one of its parts replaced, by the name that rule examples use.
    pub fn with(name: &str, text: &str) -> String {
        let mut parts = Self::default();
        let text = text.to_owned();
        match name {
            "letter" => return text,
            "header" => parts.header = text,
            "credentials" => parts.credentials = text,
            "summary" => {
                parts.summary = format!(
                    "CLINICAL CASE SUMMARY\n\nThe expert reviewer developed the following clinical case summary based on a review of the\ncase file, including all medical records:\n\n{text}"
                );
            }
            "decisions" => parts.decisions = format!("IMR ISSUES, DECISIONS AND RATIONALES\n\n{text}"),
            "title" => parts.title = text,
            "administrator" => parts.administrator = format!("Claims Administrator guideline: {text}"),
            "guideline" => parts.guideline = format!("MAXIMUS guideline: {text}"),
            "rationale" => parts.rationale = format!("Decision rationale: {text}"),
            "issue" => {
                parts.title = text;
                (parts.administrator, parts.guideline, parts.rationale) = Default::default();
            }
            other => panic!("there is no part called {other}"),
        }
        parts.letter()
    }
}

pub fn settings(options: Options) -> Arc<Settings> {
    Arc::new(Settings::new(options, []).expect("valid settings"))
}

static DEFAULTS: LazyLock<Arc<Settings>> = LazyLock::new(|| Arc::new(Settings::default()));

pub fn check(text: &str) -> Outcome {
    lint(text, &DEFAULTS)
}

/// Findings as a test reads them: code, severity, quoted place.
pub fn show(text: &str, findings: &[Finding]) -> Vec<String> {
    findings
        .iter()
        .map(|finding| {
            let quote = text[finding.range].split_whitespace().collect::<Vec<_>>().join(" ");
            format!("{} {} {:?}: {}", finding.rule.code, finding.severity, quote, finding.message)
        })
        .collect()
}

/// The published letters in a rendering (`layout`, `seedfmt`), by name. None, and a notice, where the
/// shared data is absent.
pub fn shared_letters(rendering: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/letters").join(rendering);
    let Ok(entries) = std::fs::read_dir(&folder) else {
        println!("skipped: there are no shared letters beside the project");
        return Vec::new();
    };
    let name = |path: &Path| path.file_stem().expect("a name").to_string_lossy().into_owned();
    let mut letters: Vec<(String, String)> = entries
        .map(|entry| entry.expect("an entry").path())
        .map(|path| (name(&path), std::fs::read_to_string(&path).expect("text")))
        .collect();
    letters.sort();
    letters
}
