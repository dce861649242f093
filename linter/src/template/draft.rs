//! A letter or template to begin with, made from what a profile says of its letters: sections, labels, fixed
//! statements, and placeholders for all else.

use crate::profile::{
    Audience, CredentialForm, IssueField, IssueStyle, Profile, Section, SectionRole, Statement,
};

/// What to begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Draft {
    /// A letter with gaps to be filled in by hand.
    Letter,
    /// A template with a loop over the issues.
    Template,
}

/// Lines are wrapped at so many characters.
const WIDTH: usize = 96;

const DEAR: &str = "Dear {{ addressee }}:";
const DETERMINATION: &str = "Final Determination: {{ final_determination }}. A detailed explanation of the decision for \
    each of the disputed items/services is provided later in this letter.";
const APPEAL: &str = "In certain limited circumstances, you can appeal the Final Determination. Appeals must be filed \
    with the Workers' Compensation Appeals Board within 30 days from the date of this letter. For more information on \
    appealing the final determination, please see California Labor Code Section 4610.6(h).";
const REVIEWER: &str =
    "The reviewer is Board Certified in {{ specialties }} and is licensed to practice in {{ states }}.";

/// Writes a draft.
pub fn draft(profile: &Profile, audience: Audience, kind: Draft) -> String {
    let mut writer = Writer { profile, audience, kind, text: String::new() };
    writer.letter();
    writer.text.truncate(writer.text.trim_end().len());
    writer.text + "\n"
}

struct Writer<'p> {
    profile: &'p Profile,
    audience: Audience,
    kind: Draft,
    text: String,
}

impl Writer<'_> {
    fn letter(&mut self) {
        let sections: Vec<&Section> = self
            .profile
            .sections
            .iter()
            .filter(|section| section.required.contains(&self.audience))
            .collect();
        // The title of the whole notice stands above the table.
        let (notices, sections): (Vec<_>, Vec<_>) =
            sections.into_iter().partition(|section| section.role == SectionRole::Notice);
        for notice in notices {
            self.paragraph(notice.title());
        }
        self.header();
        if self.audience == Audience::Party {
            self.paragraph(DEAR);
            self.paragraph(DETERMINATION);
            self.paragraph(APPEAL);
        }
        if self.profile.issue.style == IssueStyle::Regarding {
            self.determinations();
        }
        for section in sections {
            self.section(section);
        }
        if self.profile.issue.style == IssueStyle::Regarding {
            self.issues();
        }
    }

    fn header(&mut self) {
        for field in &self.profile.header.fields {
            let name = field.id.title().to_lowercase().replace(' ', "_");
            let label = field.labels.first().map_or("", String::as_str);
            self.line(&format!("{label} {{{{ {name} }}}}"));
        }
        self.blank();
    }

    fn section(&mut self, section: &Section) {
        let title = match (self.profile.issue.style, section.upheld_titles.first()) {
            (IssueStyle::Single, Some(title)) => title.replace("NOT MEDICALLY NECESSARY", "{{ conclusion }}"),
            _ => section.title().to_owned(),
        };
        self.paragraph(&title);
        let statements = self.profile.statements.iter().filter(|statement| statement.section == section.role);
        let statements: Vec<String> =
            statements.map(filled_in).filter(|statement| !statement.is_empty()).collect();
        let credentials = section.role == SectionRole::Determination
            && self.profile.credentials.form == CredentialForm::Block;
        for (n, statement) in statements.iter().enumerate() {
            // The credentials follow the statement that announces them without a gap.
            if credentials && n + 1 == statements.len() {
                self.line(statement);
            } else {
                self.paragraph(statement);
            }
        }
        if credentials {
            let labels = &self.profile.credentials;
            for (labels, name) in [(&labels.licensure, "states"), (&labels.specialty, "specialties")] {
                let label = labels.first().map_or("", String::as_str);
                self.line(&format!("{label} {{{{ {name} }}}}"));
            }
            self.blank();
        }
        match section.role {
            SectionRole::Documents => self.documents(),
            SectionRole::Summary => self.paragraph(
                "The injured worker is a {{ age }} year old {{ sex }} who was injured on {{ date_of_injury }}. {{ summary }}",
            ),
            SectionRole::Issue => self.paragraph("{{ item }}"),
            SectionRole::Guideline => self.paragraph("{{ guideline }}"),
            SectionRole::Rationale => self.paragraph("{{ rationale }}"),
            SectionRole::Credentials => self.paragraph(REVIEWER),
            SectionRole::Effect => self.paragraph(APPEAL),
            SectionRole::Decisions if self.profile.issue.style == IssueStyle::Regarding => self.determinations(),
            SectionRole::Decisions => self.issues(),
            SectionRole::Determination | SectionRole::Notice => {}
            SectionRole::Other => self.paragraph("{{ text }}"),
        }
    }

    fn documents(&mut self) {
        match self.kind {
            Draft::Letter => self.paragraph("{{ documents }}"),
            Draft::Template => {
                self.line("{% for document in documents %}");
                self.line("{{ document }}");
                self.line("{% else %}");
                self.line("No documents were provided.");
                self.line("{% endfor %}");
                self.blank();
            }
        }
    }

    /// The numbered verdicts that stand before the reasons.
    fn determinations(&mut self) {
        self.each_issue(|writer, item, conclusion, number| {
            writer.paragraph(&format!(
                "{number}) MAXIMUS Federal Services, Inc. has determined the request for {item} is {conclusion} and appropriate."
            ));
        });
    }

    fn issues(&mut self) {
        self.each_issue(|writer, item, conclusion, number| {
            match writer.profile.issue.style {
                IssueStyle::Titled => writer.paragraph(&format!("{item}: {}", writer.name("verdict"))),
                IssueStyle::Numbered => {
                    writer.paragraph(&format!(
                        "{number}. The request for {item} is {conclusion} and appropriate."
                    ));
                }
                IssueStyle::Regarding => {
                    writer.paragraph(&format!("{number}) Regarding the request for {item}:"));
                }
                IssueStyle::Single => {}
            }
            for form in &writer.profile.issue.fields {
                let value = match form.id {
                    IssueField::AdministratorGuideline => writer.name("administrator_guideline"),
                    IssueField::ReviewerGuideline => writer.name("reviewer_guideline"),
                    IssueField::Rationale => format!(
                        "{} Therefore, the request for {item} is {conclusion}.",
                        writer.name("reasons")
                    ),
                };
                let guideline = form.id != IssueField::Rationale;
                writer.paragraph(&match (form.labels.first(), form.openings.first()) {
                    (Some(label), _) if guideline => format!("{label} Decision based on {value}."),
                    (None, Some(opening)) => format!("{opening} {value}."),
                    (label, _) => format!("{} {value}", label.map_or("", String::as_str)),
                });
            }
        });
    }

    /// Writes what every issue has: once in a letter, in a loop in a template.
    fn each_issue(&mut self, write: impl Fn(&mut Self, &str, &str, &str)) {
        let (item, conclusion) = (self.name("item"), self.name("conclusion"));
        match self.kind {
            Draft::Letter => write(self, &item, &conclusion, "1"),
            Draft::Template => {
                self.line("{% for issue in issues %}");
                write(self, &item, &conclusion, "{{ loop.index }}");
                self.line("{% endfor %}");
                self.blank();
            }
        }
    }

    /// The placeholder for something of an issue.
    fn name(&self, name: &str) -> String {
        match self.kind {
            Draft::Letter => format!("{{{{ {name} }}}}"),
            Draft::Template => format!("{{{{ issue.{name} }}}}"),
        }
    }

    fn paragraph(&mut self, text: &str) {
        self.line(text);
        self.blank();
    }

    fn blank(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// Writes a text, wrapped. A placeholder is not torn apart.
    fn line(&mut self, text: &str) {
        let text = text.replace("{{ ", "{{\u{a0}").replace(" }}", "\u{a0}}}").replace("{% ", "{%\u{a0}");
        let mut column = 0;
        for word in text.split(' ') {
            let length = word.chars().count();
            if column > 0 && column + 1 + length > WIDTH {
                self.text.push('\n');
                column = 0;
            } else if column > 0 {
                self.text.push(' ');
                column += 1;
            }
            self.text.push_str(&word.replace('\u{a0}', " "));
            column += length;
        }
        self.text.push('\n');
    }
}

/// A fixed statement with placeholders for what differs from letter to letter.
fn filled_in(statement: &Statement) -> String {
    let mut slots = statement.slots.iter().map(|name| format!("{{{{ {name} }}}}"));
    let plain = statement.text.plain();
    let mut parts = plain.split(SLOT);
    let mut text = parts.next().unwrap_or("").to_owned();
    for part in parts {
        text.push_str(&slots.next().unwrap_or_else(|| "{{ text }}".to_owned()));
        text.push_str(part);
    }
    text
}

/// How [`crate::profile::Wording::plain`] writes a slot.
const SLOT: &str = "...";
