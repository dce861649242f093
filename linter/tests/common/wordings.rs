//! Tables of wordings: each row is a text with marks, and a test says what is wrong with it.

/// Runs through the rows of a table, `class` and wording, and fails with all that is wrong.
pub fn assert_faultless(table: &str, faults: impl Fn(&str) -> Vec<String>) {
    let rows = table.lines().skip(1).filter_map(|row| row.split_once('\t'));
    let wrong: Vec<String> = rows
        .flat_map(|(class, row)| {
            faults(row).into_iter().map(move |fault| format!("{class}: {row} => {fault}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} faults\n{}", wrong.len(), wrong.join("\n"));
}
