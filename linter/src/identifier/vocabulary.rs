//! Words that letters capitalise and that are no names, common given names, and surnames that medicine
//! has made its own. None of them is evidence; they only make evidence stronger or weaker.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

type Words = FxHashSet<String>;

const ORDINARY: &str = include_str!("../../data/identifier/ordinary.tsv");
/// Tables of other parts of the linter whose words are medicine's, not people's.
const MEDICAL: [&str; 3] = [
    include_str!("../../data/specialties.tsv"),
    include_str!("../../data/lexicon/services.tsv"),
    include_str!("../../data/lexicon/regions.tsv"),
];
const DRUGS: &str = include_str!("../../data/guideline/drugs.tsv");

static FUNCTION: LazyLock<Words> = LazyLock::new(|| rows("function").chain(rows("month")).collect());
static ALL: LazyLock<Words> = LazyLock::new(|| {
    let tables = ORDINARY.lines().skip(1).filter_map(|row| row.split('\t').nth(1));
    let medical = MEDICAL.into_iter().flat_map(|table| table.lines().skip(1));
    let drugs = DRUGS.lines().skip(1).flat_map(|row| row.split('\t').take(2));
    tables.chain(medical).chain(drugs).flat_map(words).collect()
});
static DRUG_NAMES: LazyLock<Words> = LazyLock::new(|| {
    let drugs = DRUGS.lines().skip(1).flat_map(|row| row.split('\t').take(2)).flat_map(words);
    drugs.chain(rows("drug")).collect()
});
static GIVEN: LazyLock<Words> = LazyLock::new(|| {
    include_str!("../../data/identifier/given_names.tsv").lines().skip(1).map(str::to_owned).collect()
});
static EPONYMS: LazyLock<Words> = LazyLock::new(|| {
    let rows = include_str!("../../data/identifier/eponyms.tsv").lines().skip(1);
    rows.filter_map(|row| row.split('\t').next()).map(str::to_owned).collect()
});
static CONTEXTS: LazyLock<[Words; 2]> = LazyLock::new(|| {
    let rows = include_str!("../../data/identifier/eponym_contexts.tsv").lines().skip(1);
    let place = |wanted: &str| {
        let cells = rows.clone().filter_map(|row| row.split_once('\t'));
        cells.filter(|(place, _)| *place == wanted).flat_map(|(_, list)| words(list)).collect()
    };
    [place("before"), place("behind")]
});

fn rows(kind: &str) -> impl Iterator<Item = String> {
    let found = ORDINARY.lines().filter_map(|row| row.split_once('\t'));
    found.filter(move |(name, _)| *name == kind).flat_map(|(_, list)| words(list))
}

/// The single words of a table's cell, in lower case.
fn words(cell: &str) -> impl Iterator<Item = String> + '_ {
    let parts = cell.split(|c: char| !c.is_alphanumeric() && c != '\'');
    parts.filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// "The", "On", "March": never a name, whatever stands beside it.
pub(super) fn is_function(word: &str) -> bool {
    FUNCTION.contains(word.to_lowercase().as_str())
}

/// A word of letters, medicine or places; each part of a hyphenated one.
pub(super) fn is_ordinary(word: &str) -> bool {
    let lower = word.to_lowercase();
    ALL.contains(lower.as_str()) || (lower.contains('-') && lower.split('-').any(|part| ALL.contains(part)))
}

pub(super) fn is_drug(word: &str) -> bool {
    DRUG_NAMES.contains(word.to_lowercase().as_str())
}

/// A common given name.
pub(super) fn is_given(word: &str) -> bool {
    GIVEN.contains(word.to_lowercase().as_str())
}

/// A surname that medicine uses for a test, a disease or a device.
pub(super) fn is_eponym(word: &str) -> bool {
    EPONYMS.contains(word.to_lowercase().as_str())
}

/// Whether a surname of medicine stands where it names no person: "Allen's test", "positive Hawkins".
pub(super) fn is_eponym_use(flat: &str, start: usize, end: usize) -> bool {
    let [before, behind] = &*CONTEXTS;
    let word = |text: &str| text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let rest = flat[end..].strip_prefix("'s").unwrap_or(&flat[end..]);
    let next = rest.split(' ').filter(|part| !part.is_empty()).take(2);
    let previous = flat[..start].split_whitespace().next_back();
    next.map(word).any(|word| behind.contains(&word))
        || previous.map(word).is_some_and(|word| before.contains(&word))
}
