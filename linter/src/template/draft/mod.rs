//! A letter or template to begin with, made from what a profile says of its letters: sections, labels, fixed
//! statements, and placeholders for all else.

mod words;

use words::{Words, filled};

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

/// Writes a draft.
pub fn draft(profile: &Profile, audience: Audience, kind: Draft) -> String {
    let mut writer = Writer { profile, audience, kind, words: Words::get(), text: String::new() };
    writer.letter();
    writer.text.truncate(writer.text.trim_end().len());
    writer.text + "\n"
}

struct Writer<'p> {
    profile: &'p Profile,
    audience: Audience,
    kind: Draft,
    words: &'static Words,
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
            self.paragraph(&self.words.dear);
            self.paragraph(&self.words.determination);
            self.paragraph(&self.words.appeal);
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
            (IssueStyle::Single, Some(title)) => title.replace(&self.words.decided_title, "{{ conclusion }}"),
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
            SectionRole::Summary => self.paragraph(&self.words.summary),
            SectionRole::Issue => self.paragraph("{{ item }}"),
            SectionRole::Guideline => self.paragraph("{{ guideline }}"),
            SectionRole::Rationale => self.paragraph("{{ rationale }}"),
            SectionRole::Credentials => self.paragraph(&self.words.credentials),
            SectionRole::Effect => self.paragraph(&self.words.appeal),
            SectionRole::Decisions if self.profile.issue.style == IssueStyle::Regarding => {
                self.determinations();
            }
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
                self.line(&self.words.no_documents);
                self.line("{% endfor %}");
                self.blank();
            }
        }
    }

    /// The numbered verdicts that stand before the reasons.
    fn determinations(&mut self) {
        self.each_issue(|writer, values| writer.paragraph(&filled(&writer.words.determined, values)));
    }

    fn issues(&mut self) {
        self.each_issue(|writer, values| {
            let words = writer.words;
            match writer.profile.issue.style {
                IssueStyle::Titled => writer.paragraph(&filled(&words.titled, values)),
                IssueStyle::Numbered => writer.paragraph(&filled(&words.numbered, values)),
                IssueStyle::Regarding => writer.paragraph(&filled(&words.regarding, values)),
                IssueStyle::Single => {}
            }
            for form in &writer.profile.issue.fields {
                let value = match form.id {
                    IssueField::AdministratorGuideline => writer.name("administrator_guideline"),
                    IssueField::ReviewerGuideline => writer.name("reviewer_guideline"),
                    IssueField::Rationale => filled(&words.rationale, values),
                };
                let guideline = form.id != IssueField::Rationale;
                writer.paragraph(&match (form.labels.first(), form.openings.first()) {
                    (Some(label), _) if guideline => {
                        format!("{label} {}", filled(&words.citation, &[("value", &value)]))
                    }
                    (None, Some(opening)) => format!("{opening} {value}."),
                    (label, _) => format!("{} {value}", label.map_or("", String::as_str)),
                });
            }
        });
    }

    /// Writes what every issue has: once in a letter, in a loop in a template.
    fn each_issue(&mut self, write: impl Fn(&mut Self, &[(&str, &str)])) {
        let number = match self.kind {
            Draft::Letter => "1",
            Draft::Template => "{{ loop.index }}",
        };
        let names = ["item", "verdict", "conclusion", "reasons"];
        let placeholders = names.map(|name| self.name(name));
        let mut values = vec![("number", number)];
        values.extend(names.into_iter().zip(placeholders.iter().map(String::as_str)));
        match self.kind {
            Draft::Letter => write(self, &values),
            Draft::Template => {
                self.line("{% for issue in issues %}");
                write(self, &values);
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
