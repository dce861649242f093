//! What a client may do to a letter, by numbers: so that anything at all is a script.

/// Letters to begin with, one for each layout.
pub(super) const LETTERS: [&str; 4] = [
    include_str!("../../../examples/clean/2017-sections.imr"),
    include_str!("../../../examples/clean/2013-early-review.imr"),
    include_str!("../../../examples/clean/2014-numbered.imr"),
    include_str!("../../../examples/clean/2017-for-the-parties.imr"),
];

/// What is put in: words, line ends of all kinds, titles, labels, verdicts, comments.
pub(super) const PIECES: [&str; 24] = [
    "",
    "",
    " ",
    "x",
    "é😀",
    "\n",
    "\r",
    "\r\n",
    "\n\n",
    "\u{c}",
    "\u{2028}",
    "CLINICAL CASE SUMMARY\n",
    "\nCLINCAL CASE SUMMARY\n",
    "HOW THE IMR FINAL DETERMINATION WAS MADE\n",
    "Decision rationale:",
    "\nMAXIMUS guideline: x\n",
    "State(s) of Licensure: Ohio\n",
    ": Upheld\n",
    "Overturned",
    "The request is not medically necessary. ",
    "<!-- imrlint-ignore S007: on purpose -->\n",
    "\n1. The request for x is not medically necessary.\n",
    "He said \"it hurt",
    "Jane Canary, the patient, is 45 years old. ",
];

/// What a client counts columns in, and the letter and line ends that it begins with, all by number.
#[derive(Clone, Copy, Debug)]
pub struct Start {
    /// One of three encodings.
    pub encoding: u8,
    /// One of the letters.
    pub letter: u8,
    /// One of three line ends.
    pub line_end: u8,
}

/// One edit. Its numbers are cut to what the text has, and a little more.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// Where it begins: line and column.
    pub from: (u16, u8),
    /// Where it ends; mostly on the same line.
    pub to: (u16, u8),
    /// What is put in.
    pub piece: u8,
    /// The client sends it, and all before it that were not sent yet.
    pub sends: bool,
    /// How it comes to the server: mostly as an edit.
    pub way: u8,
}

/// How a step comes to the server, by number: most are edits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Edit,
    /// The whole text anew.
    WholeText,
    /// Not at all, until the letter is saved.
    Save,
    /// As an edit, under other settings.
    Settings,
    /// As an edit, taken for a template from then on, or for a letter again.
    Kind,
    /// The letter is closed, and opened with it.
    Reopen,
    /// As an edit; somebody who asked before it comes behind it.
    Behind,
}

impl Way {
    pub(super) fn of(step: Step) -> Self {
        match step.way % 16 {
            0 => Way::WholeText,
            1 => Way::Save,
            2 => Way::Settings,
            3 => Way::Kind,
            4 => Way::Reopen,
            5 => Way::Behind,
            _ => Way::Edit,
        }
    }
}
