//! One thing broken at a time in a good letter, one of ours or a published one: the one finding, at its
//! place, and no other.

mod common;

use common::{Parts, check, shared_letters, show};

/// What is broken, and the finding that must follow: its code, and a part of the text it points at.
struct Fault {
    name: &'static str,
    breaks: fn(&str) -> Option<String>,
    code: &'static str,
    place: &'static str,
}

const HOW: &str = "HOW THE IMR FINAL DETERMINATION WAS MADE";
const SUMMARY: &str = "CLINICAL CASE SUMMARY";
const DECISIONS: &str = "IMR ISSUES, DECISIONS AND RATIONALES";
const INTRODUCTION: &str =
    "The Final Determination was based on decisions for the disputed items/services set forth below:";

const FAULTS: &[Fault] = &[
    Fault {
        name: "title of the summary removed",
        breaks: |t| swap(t, SUMMARY, ""),
        code: "S001",
        place: DECISIONS,
    },
    Fault {
        name: "title of the decisions removed",
        breaks: |t| swap(t, DECISIONS, ""),
        code: "S001",
        place: SUMMARY,
    },
    Fault {
        name: "title of the determination removed",
        breaks: |t| swap(t, HOW, ""),
        code: "S001",
        place: SUMMARY,
    },
    Fault { name: "summary removed", breaks: |t| cut(t, SUMMARY, DECISIONS), code: "S001", place: DECISIONS },
    Fault { name: "determination removed", breaks: |t| cut(t, HOW, SUMMARY), code: "S001", place: SUMMARY },
    Fault { name: "decisions removed", breaks: |t| cut_to_end(t, DECISIONS), code: "S001", place: SUMMARY },
    Fault { name: "summary pasted twice", breaks: double_summary, code: "S002", place: SUMMARY },
    Fault { name: "sections swapped", breaks: swap_sections, code: "S003", place: "" },
    Fault { name: "summary emptied", breaks: |t| empty(t, SUMMARY, DECISIONS), code: "S004", place: SUMMARY },
    Fault { name: "determination emptied", breaks: |t| empty(t, HOW, SUMMARY), code: "S004", place: HOW },
    Fault {
        name: "letter dropped",
        breaks: |t| swap(t, SUMMARY, "CLINICAL CASE SUMARY"),
        code: "S005",
        place: "SUMARY",
    },
    Fault {
        name: "letters swapped",
        breaks: |t| swap(t, HOW, "HOW TEH IMR FINAL DETERMINATION WAS MADE"),
        code: "S005",
        place: "TEH",
    },
    Fault {
        name: "blank lost",
        breaks: |t| swap(t, DECISIONS, "IMR ISSUES, DECISIONS ANDRATIONALES"),
        code: "S005",
        place: "ANDRATIONALES",
    },
    Fault {
        name: "label misspelled",
        breaks: |t| swap(t, "Decision rationale:", "Decison rationale:"),
        code: "S005",
        place: "Decison",
    },
    Fault { name: "rationale removed", breaks: |t| remove_last_field(t), code: "S006", place: "" },
    Fault {
        name: "rationale emptied",
        breaks: |t| empty_last_field(t),
        code: "S006",
        place: "Decision rationale:",
    },
    Fault {
        name: "reviewer's guideline removed",
        breaks: |t| remove_field(t, "MAXIMUS guideline:", "Decision rationale:"),
        code: "S006",
        place: "",
    },
    Fault {
        name: "administrator's guideline removed",
        breaks: |t| remove_field(t, "Claims Administrator guideline:", "MAXIMUS guideline:"),
        code: "S006",
        place: "",
    },
    Fault { name: "verdict removed", breaks: |t| first_verdict(t, ""), code: "S007", place: "" },
    Fault {
        name: "verdict misspelled",
        breaks: |t| first_verdict(t, "Uphelt"),
        code: "S007",
        place: "Uphelt",
    },
    Fault {
        name: "all issues removed",
        breaks: |t| cut_to_end_behind(t, "below:"),
        code: "S008",
        place: DECISIONS,
    },
    Fault {
        name: "states removed",
        breaks: |t| clear_line(t, "State(s) of Licensure:"),
        code: "S009",
        place: "",
    },
    Fault {
        name: "specialty emptied",
        breaks: |t| cut_between(t, "Certification(s)/Specialty:", SUMMARY, " \n\n"),
        code: "S009",
        place: "",
    },
    Fault {
        name: "no such state",
        breaks: |t| fill_line(t, "State(s) of Licensure:", "Ontario"),
        code: "S009",
        place: "Ontario",
    },
    Fault {
        name: "state misspelled",
        breaks: |t| fill_line(t, "State(s) of Licensure:", "Oregan"),
        code: "S009",
        place: "Oregan",
    },
    Fault {
        name: "word changed in a statement",
        breaks: |t| swap(t, "five years", "two years"),
        code: "S011",
        place: "two",
    },
    Fault {
        name: "sentence left out of a statement",
        breaks: |t| cut(t, "He/she has no", "He/she has been"),
        code: "S011",
        place: "",
    },
    Fault {
        name: "statement removed",
        breaks: |t| swap_folded(t, INTRODUCTION, ""),
        code: "S011",
        place: DECISIONS,
    },
];

#[test]
fn a_fault_in_our_letter_gives_the_one_finding() {
    let text = Parts::default().letter();
    assert_eq!(show(&text, &check(&text).findings), Vec::<String>::new());
    for fault in FAULTS {
        assert_eq!(try_fault(fault, &text), Some(Ok(())), "{}", fault.name);
    }
}

#[test]
fn a_fault_in_a_published_letter_gives_the_one_finding() {
    let mut tried = 0;
    for (name, text) in shared_letters("layout").into_iter().chain(shared_letters("seedfmt")) {
        for fault in FAULTS {
            if let Some(result) = try_fault(fault, &text) {
                assert_eq!(result, Ok(()), "{}, {name}", fault.name);
                tried += 1;
            }
        }
    }
    println!("{tried} faults in published letters");
}

#[test]
fn a_broken_header_field_gives_the_one_finding() {
    let text = Parts::default().letter();
    for (from, to, place) in [
        ("CM17-0990001", "CM17-99", "CM17-99"),
        ("CM17-0990001", "", "Case Number:"),
        ("02/15/2017", "02/30/2017", "02/30/2017"),
        ("02/15/2017", "2/15/17", "2/15/17"),
        ("Standard", "Soon", "Soon"),
        ("UR Denial Date:   12/20/2016", "", ""),
    ] {
        let broken = text.replacen(from, to, 1);
        assert_eq!(one_finding(&broken, "S010", place), Ok(()), "{from} -> {to:?}");
    }
}

/// `None` when the fault cannot be made in this text.
fn try_fault(fault: &Fault, text: &str) -> Option<Result<(), String>> {
    let broken = (fault.breaks)(text)?;
    assert_ne!(broken, text, "{}", fault.name);
    Some(one_finding(&broken, fault.code, fault.place))
}

fn one_finding(text: &str, code: &str, place: &str) -> Result<(), String> {
    let findings: Vec<_> =
        check(text).findings.into_iter().filter(|f| f.rule.code.starts_with('S')).collect();
    match findings.as_slice() {
        [one] if one.rule.code == code && text[one.range].contains(place) => Ok(()),
        other => Err(show(text, other).join("\n")),
    }
}

fn swap(text: &str, from: &str, to: &str) -> Option<String> {
    text.contains(from).then(|| text.replacen(from, to, 1))
}

fn swap_folded(text: &str, from: &str, to: &str) -> Option<String> {
    let words: Vec<_> = from.split_whitespace().map(regex::escape).collect();
    let pattern = regex::Regex::new(&words.join(r"\s+")).expect("a valid pattern");
    pattern.is_match(text).then(|| pattern.replace(text, to).into_owned())
}

fn cut(text: &str, from: &str, to: &str) -> Option<String> {
    let start = text.find(from)?;
    let end = start + text[start..].find(to)?;
    Some(format!("{}{}", &text[..start], &text[end..]))
}

/// Puts `by` between the end of `from` and the next `to`.
fn cut_between(text: &str, from: &str, to: &str, by: &str) -> Option<String> {
    let start = text.find(from)? + from.len();
    let end = start + text[start..].find(to)?;
    Some(format!("{}{by}{}", &text[..start], &text[end..]))
}

fn cut_to_end(text: &str, from: &str) -> Option<String> {
    Some(text[..text.find(from)?].to_owned())
}

fn cut_to_end_behind(text: &str, from: &str) -> Option<String> {
    Some(text[..text.find(from)? + from.len()].to_owned() + "\n")
}

fn empty(text: &str, from: &str, to: &str) -> Option<String> {
    cut_between(text, from, to, "\n\n \n\n")
}

fn double_summary(text: &str) -> Option<String> {
    let (start, end) = (text.find(SUMMARY)?, text.find(DECISIONS)?);
    let end = text[..end].rfind('\n')? + 1;
    Some(format!("{}{}\n\n{}", &text[..end], &text[start..end], &text[end..]))
}

fn swap_sections(text: &str) -> Option<String> {
    let line = |title: &str| Some(text[..text.find(title)?].rfind('\n').map_or(0, |at| at + 1));
    let (summary, decisions) = (line(SUMMARY)?, line(DECISIONS)?);
    Some(format!("{}{}\n\n{}", &text[..summary], &text[decisions..], &text[summary..decisions]))
}

fn remove_field(text: &str, label: &str, next: &str) -> Option<String> {
    let start = text.find(label)?;
    let end = start + text[start..].find(next)?;
    Some(format!("{}{}", &text[..start], &text[end..]))
}

fn remove_last_field(text: &str) -> Option<String> {
    Some(text[..text.rfind("Decision rationale:")?].to_owned())
}

fn empty_last_field(text: &str) -> Option<String> {
    let label = "Decision rationale:";
    Some(text[..text.rfind(label)? + label.len()].to_owned() + " \n")
}

/// Replaces the verdict of the first issue.
fn first_verdict(text: &str, by: &str) -> Option<String> {
    let start = text.find(DECISIONS)?;
    let label = start + text[start..].find("Claims Administrator guideline:")?;
    let title = text[..label].trim_end();
    let verdict = ["Upheld", "Overturned"].into_iter().find(|verdict| title.ends_with(verdict))?;
    let at = title.len() - verdict.len();
    Some(format!("{}{by}{}", &text[..at], &text[title.len()..]))
}

fn clear_line(text: &str, label: &str) -> Option<String> {
    let start = text.find(label)?;
    let end = start + text[start..].find('\n')?;
    Some(format!("{}{}", &text[..start], &text[end..]))
}

fn fill_line(text: &str, label: &str, value: &str) -> Option<String> {
    let start = text.find(label)? + label.len();
    let end = start + text[start..].find('\n')?;
    Some(format!("{} {value}{}", &text[..start], &text[end..]))
}

#[test]
fn a_long_label_needs_no_colon() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/clean/2013-notice.imr");
    let text = std::fs::read_to_string(path).expect("an example");
    let label = "the Expert Reviewer to Make\nHis/Her Decision:";
    let bare = text.replace(label, label.trim_end_matches(':'));
    assert_ne!(bare, text, "the label is there");
    assert_eq!(check(&bare).findings.iter().filter(|finding| finding.rule.code == "S006").count(), 0);
}
