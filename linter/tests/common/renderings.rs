//! One published letter in many renderings: as extracted, laid out, and as people type and editors save.

use std::path::Path;

use regex::Regex;

/// The words of a text with one blank between them.
pub fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The renderings of a published letter, by name.
pub fn renderings(shared: &Path, name: &str) -> Vec<(&'static str, String)> {
    let read = |folder: &str| {
        std::fs::read_to_string(shared.join(folder).join(format!("{name}.txt"))).expect("a shared letter")
    };
    let (double, layout) = (read("seedfmt"), read("layout"));
    let pattern = |text: &str| Regex::new(text).expect("a valid pattern");
    // Extraction marks the end of a paragraph with a line that holds a blank.
    let (spaced, blank) = (pattern(r"\n[ ]+\n\s*"), pattern(r"\n[ ]*\n\s*"));
    vec![
        ("joined", join(&double, &spaced, "\n\n")),
        ("joined tight", join(&double, &spaced, "\n")),
        ("joined layout", join(&layout, &blank, "\n\n")),
        ("trimmed", double.lines().map(str::trim_end).flat_map(|line| [line, "\n"]).collect()),
        ("wrapped 60", wrap(&double, &spaced, 60, "\n", "\n\n")),
        ("wrapped 60 double", wrap(&double, &spaced, 60, " \r\n\r\n", " \r\n\r\n \r\n\r\n")),
        ("wrapped 40", wrap(&double, &spaced, 40, "\n", "\n\n")),
        ("crlf", layout.replace('\n', "\r\n")),
        ("cr", layout.replace('\n', "\r")),
        ("nbsp", double.replace("  ", "\u{a0} ")),
        ("double-spaced", double),
        ("layout", layout),
    ]
}

fn join(text: &str, at: &Regex, by: &str) -> String {
    at.split(text).map(fold).filter(|paragraph| !paragraph.is_empty()).collect::<Vec<_>>().join(by)
}

fn wrap(text: &str, at: &Regex, width: usize, line_end: &str, gap: &str) -> String {
    let wrapped = at.split(text).map(|paragraph| {
        let mut lines: Vec<String> = Vec::new();
        for word in paragraph.split_whitespace() {
            match lines.last_mut() {
                Some(line) if line.len() + word.len() < width => *line = format!("{line} {word}"),
                _ => lines.push(word.to_owned()),
            }
        }
        lines.join(line_end)
    });
    wrapped.collect::<Vec<_>>().join(gap)
}
