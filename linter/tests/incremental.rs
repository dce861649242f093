//! Following a letter edit by edit equals reading it anew: structure and findings, after every edit.

mod common;

use std::sync::Arc;

use common::Parts;
use imr_linter::letter::{Edit, Letter};
use imr_linter::settings::Settings;
use imr_linter::text::StrSource;
use imr_linter::{Session, lint};
use proptest::prelude::*;
use proptest::sample::Index;

/// Texts that a letter changes by: words, line ends of all kinds, titles, labels, verdicts, comments.
const PIECES: &[&str] = &[
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
    "CLINICAL CASE SUMMARY\n",
    "\nCLINCAL CASE SUMMARY\n",
    "IMR ISSUES, DECISIONS AND RATIONALES",
    "HOW THE IMR FINAL DETERMINATION WAS MADE\n",
    "DOCUMENTS REVIEWED\n",
    "Decision rationale:",
    "\nMAXIMUS guideline: x\n",
    "State(s) of Licensure: Ohio\n",
    ": Upheld\n",
    "Overturned",
    "The request is not medically necessary. ",
    "Case Number: CM17-0000001\n",
    "Dear sir,\n",
    "<!-- imrlint-ignore S007: on purpose -->\n",
    "\n1. The request for x is not medically necessary.\n",
    "IMR DECISION(S) AND RATIONALE(S)\n",
    "Board Certified in Neurology",
];

/// What is typed, a key each.
const TYPED: [&str; 8] = ["", "x", "X", " ", ".", "7", "é", "…"];

fn edits() -> impl Strategy<Value = Vec<(Index, u8, Index)>> {
    prop::collection::vec((any::<Index>(), any::<u8>(), any::<Index>()), 1..12)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]
    #[test]
    fn an_edited_letter_is_a_fresh_letter(script in edits(), double_spaced in any::<bool>(), crlf in any::<bool>()) {
        let settings = Arc::new(Settings::default());
        let mut text = Parts::default().letter();
        if double_spaced {
            text = text.replace('\n', "\n\n");
        }
        if crlf {
            text = text.replace('\n', "\r\n");
        }
        let mut session = Session::open(&StrSource(&text), settings.clone());
        for (place, length, piece) in script {
            let start = text.floor_char_boundary(place.index(text.len() + 1));
            // Short deletions mostly, now and then a long one.
            let length = if length > 240 { usize::from(length) * 20 } else { usize::from(length % 12) };
            let old_end = text.ceil_char_boundary((start + length).min(text.len()));
            let piece = PIECES[piece.index(PIECES.len())];
            text.replace_range(start..old_end, piece);
            let source = StrSource(&text);
            session.edit(&source, Edit { start, old_end, new_end: start + piece.len() });
            prop_assert_eq!(session.letter(), &Letter::read(&source, settings.grammar()));
            prop_assert_eq!(session.outcome(&source), lint(&text, &settings));
        }
    }

    /// Most of what is typed changes no structure: then it is not read again, and must be what a fresh reading finds.
    #[test]
    fn the_structure_follows_typing(
        typed in prop::collection::vec((any::<Index>(), 0..4_usize, 0..3_usize, any::<Index>()), 40..80),
        ends_in_prose in any::<bool>(),
    ) {
        let settings = Settings::default();
        let mut text = Parts::default().letter();
        if ends_in_prose {
            text.truncate(text.trim_end().len());
        }
        let mut session = Session::open(&StrSource(&text), Arc::new(settings));
        for (place, near, removed, piece) in typed {
            // Anywhere, at the beginning or end of a line, or at the end.
            let at = place.index(text.len() + 1);
            let at = match near {
                0 => at,
                1 => text[..text.floor_char_boundary(at)].rfind('\n').map_or(0, |line_end| line_end + 1),
                2 => text[text.ceil_char_boundary(at)..].find('\n').map_or(text.len(), |length| text.ceil_char_boundary(at) + length),
                _ => text.len(),
            };
            let start = text.floor_char_boundary(at);
            let old_end = text.ceil_char_boundary((start + removed).min(text.len()));
            let piece = TYPED[piece.index(TYPED.len())];
            text.replace_range(start..old_end, piece);
            let source = StrSource(&text);
            session.edit(&source, Edit { start, old_end, new_end: start + piece.len() });
            prop_assert_eq!(session.letter(), &Letter::read(&source, session.settings().grammar()));
        }
    }
}
