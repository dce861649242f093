//! Holes: places where words are missing because an identifier was taken out without a marker. What
//! counts as one is told by the words on both sides and by the blanks between them; text from PDF is full of
//! wide blanks that mean nothing, so blanks alone never do. Knows no rules.

mod clause;
mod collapsed;
mod gap;
mod slot;
mod vocabulary;
mod word;

pub(crate) use vocabulary::is_verb;

use crate::letter::BlockKind;
use crate::text::{TextRange, size};

/// A place where words are missing. Ranges are relative to the block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hole {
    /// The place.
    pub range: TextRange,
    /// How certain it is.
    pub certain: bool,
    /// What is missing: "somebody or something is missing between \"by\" and \"and\"".
    pub message: String,
    /// What a marker replaces, and the text around the marker.
    pub fill: Option<(TextRange, String, String)>,
}

/// The holes of a block's text behind its label of `label` bytes.
pub(crate) fn read(text: &str, kind: BlockKind, label: u32) -> Vec<Hole> {
    if matches!(kind, BlockKind::Header | BlockKind::Credentials | BlockKind::Title(_)) {
        return Vec::new();
    }
    let words = word::words(text);
    let mut holes: Vec<Hole> = Vec::new();
    for at in 0..words.len() {
        let next = words.get(at + 1);
        let hole = slot::at(&words, at)
            .or_else(|| next.and_then(|_| gap::title(&words, at)))
            .or_else(|| next.filter(|_| kind != BlockKind::Cover).and_then(|_| gap::between(&words, at)))
            .or_else(|| {
                next.filter(|_| kind != BlockKind::Cover).and_then(|_| collapsed::between(&words, at))
            });
        holes.extend(hole);
    }
    holes
        .dedup_by(|later, earlier| later.range.intersect(earlier.range).is_some_and(|both| !both.is_empty()));
    let by = size(label as usize);
    for hole in &mut holes {
        hole.range += by;
        if let Some((place, ..)) = &mut hole.fill {
            *place += by;
        }
    }
    holes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::SectionRole;

    /// The text with the holes shown: `<..>` around certain ones, `(..)` around others.
    fn shown(text: &str) -> String {
        let mut out = text.to_owned();
        for hole in read(text, BlockKind::Paragraph(SectionRole::Summary), 0).iter().rev() {
            let (open, close) = if hole.certain { ("<", ">") } else { ("(", ")") };
            out.insert_str(hole.range.end().into(), close);
            out.insert_str(hole.range.start().into(), open);
        }
        out
    }

    fn filled(text: &str) -> String {
        let mut out = text.to_owned();
        for hole in read(text, BlockKind::Paragraph(SectionRole::Summary), 0).iter().rev() {
            let (place, before, after) = hole.fill.as_ref().expect("a fill");
            out.replace_range(
                usize::from(place.start())..usize::from(place.end()),
                &format!("{before}[X]{after}"),
            );
        }
        out
    }

    #[test]
    fn words_that_cannot_meet_across_a_wide_blank() {
        for text in [
            "Seen at<  >on Monday.",
            "Sent by<  >, the surgeon.",
            "Signed by<  >and dated today.",
            "Therapy at<   \n\n>requested more.",
            "She finished the<  \n\n>. She rests.",
            "A graduate of<  \n\n >with benefit.",
            "He rests.<  >reported that it hurts.",
        ] {
            assert_eq!(shown(&text.replace(['<', '>'], "")), text);
        }
    }

    #[test]
    fn wide_blanks_between_words_that_belong_together_are_innocent() {
        for text in [
            "He is a  51 year old man.",
            "pain from  neck to hand",
            "seen on  \n11-9-16 and on",
            "due to a  \nfull-thickness tear",
            "Flexion        40/60      Extension     10/25",
            "of  the neck",
            "Seen.  The patient",
            "in  and out of bed",
            "more than  in May",
            "was seen and  was treated",
            "The letters \"a\"  and \"the\"",
            "ten sessions:  Upheld",
            "by [REDACTED]  on Monday",
        ] {
            assert_eq!(shown(text), text);
        }
    }

    #[test]
    fn titles_and_possessives_without_an_owner() {
        for text in [
            "Sent by <Dr. >, who agrees.",
            "<Dr. >'s report",
            "<Mr. >was late.",
            "Per<  >'s report",
            "seen by <Dr. >.",
        ] {
            assert_eq!(shown(&text.replace(['<', '>'], "")), text);
        }
        for text in [
            "Seen by Dr. Doe.",
            "Naproxen DR and rest",
            "Mr. and Mrs. Doe came",
            "the Dr. noted",
            "Dr. van Doe",
            "Dr. [REDACTED] was",
        ] {
            assert_eq!(shown(text), text);
        }
    }

    #[test]
    fn slots_and_words_that_closed_up() {
        for (text, expected) in [
            ("The worker,  , was hurt.", "The worker(,  ,) was hurt."),
            ("He is a -year-old man.", "He is a (-year-old) man."),
            ("He is a year old man.", "He is a( year) old man."),
            ("Seen () today.", "Seen (()) today."),
            ("costs $ per ear", "costs ($ per) ear"),
            ("Evaluated by on 11/04/2016.", "Evaluated (by on) 11/04/2016."),
            ("Sent from dated 10/24.", "Sent (from dated) 10/24."),
            ("She finished the . She rests.", "She finished (the .) She rests."),
            ("Seen by, M.D., on Monday", "Seen (by, M.D.), on Monday"),
            ("an employee of, slipped and fell", "an employee (of, slipped) and fell"),
            ("Per , the worker is well.", "(Per , the) worker is well."),
            ("Claimant: \nEmployer: \nDate: 1/2/2015", "(Claimant: )\n(Employer: )\nDate: 1/2/2015"),
        ] {
            assert_eq!(shown(text), expected);
        }
        for text in [
            "pain that he complains of.",
            "As time goes by, it heals.",
            "in and out of shirts",
            "a year old injury",
            "with and without",
            "numbness in, and weakness of, it",
            "by and large well",
            "titrated up to and including 60 mg",
            "recommended for. However",
            "Claimant: 51 years old",
            "more than is usual",
        ] {
            assert_eq!(shown(text), text);
        }
    }

    #[test]
    fn a_fill_reads_well() {
        assert_eq!(filled("Sent by  , the surgeon."), "Sent by [X], the surgeon.");
        assert_eq!(filled("Seen at  on Monday."), "Seen at [X] on Monday.");
        assert_eq!(filled("A graduate of  \n\n with benefit."), "A graduate of [X]\n\nwith benefit.");
        assert_eq!(filled("She finished the  \n\n. She rests."), "She finished the [X]. She rests.");
        assert_eq!(filled("Dr. 's report"), "Dr. [X]'s report");
    }
}
