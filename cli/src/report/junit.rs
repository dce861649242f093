//! `JUnit`'s XML: every letter is a suite, every finding a test in it. What `--fail-on` lets pass has passed.

use std::io::{self, Write};

use imr_linter::finding::{Finding, Severity};
use quick_junit::{NonSuccessKind, Report as Document, TestCase, TestCaseStatus, TestSuite};

use super::{Checked, Places, Report, Summary};

pub(super) struct JUnit {
    document: Document,
    fail_on: Severity,
}

impl JUnit {
    pub(super) fn new(fail_on: Severity) -> Self {
        Self { document: Document::new("imrlint"), fail_on }
    }

    fn case(&self, finding: &Finding, letter: &str, places: &Places<'_>) -> TestCase {
        let (row, column) = places.row_column(finding.range.start().into());
        let rule = finding.rule;
        let told =
            format!("{letter}:{row}:{column}: {} {}: {}", rule.code, finding.severity, finding.message);
        let fails = finding.severity >= self.fail_on;
        let mut case = if fails {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            status.set_message(finding.message.as_str()).set_type(finding.severity.name());
            status.set_description(told);
            TestCase::new(format!("{} {}", rule.code, rule.name), status)
        } else {
            let mut case = TestCase::new(format!("{} {}", rule.code, rule.name), TestCaseStatus::success());
            case.set_system_out(told);
            case
        };
        case.set_classname(letter);
        case.extra.insert("line".into(), row.to_string().into());
        case
    }
}

impl Report for JUnit {
    fn file(&mut self, _: &mut dyn Write, checked: &Checked) -> io::Result<()> {
        let places = Places::new(&checked.text);
        let mut suite = TestSuite::new(checked.name.as_str());
        for finding in &checked.outcome.findings {
            suite.add_test_case(self.case(finding, &checked.name, &places));
        }
        if checked.outcome.findings.is_empty() {
            // A suite without tests counts for nothing; this letter was checked.
            let mut case = TestCase::new("nothing found", TestCaseStatus::success());
            case.set_classname(checked.name.as_str());
            suite.add_test_case(case);
        }
        self.document.add_test_suite(suite);
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, _: &Summary, _: bool) -> io::Result<()> {
        self.document.serialize(&mut *out).map_err(io::Error::other)
    }
}
