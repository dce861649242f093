//! What a draft says where its profile has no statement of its own: data, in `data/draft.toml`.

use std::sync::LazyLock;

use serde::Deserialize;

/// The sentences, by their place in a letter.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Words {
    pub(super) dear: String,
    pub(super) determination: String,
    pub(super) appeal: String,
    pub(super) credentials: String,
    pub(super) no_documents: String,
    pub(super) summary: String,
    pub(super) decided_title: String,
    pub(super) titled: String,
    pub(super) numbered: String,
    pub(super) regarding: String,
    pub(super) determined: String,
    pub(super) citation: String,
    pub(super) rationale: String,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../data/draft.toml")).expect("valid: every draft is a test of it")
});

impl Words {
    pub(super) fn get() -> &'static Self {
        &WORDS
    }
}

/// A sentence with values for its names.
pub(super) fn filled(sentence: &str, values: &[(&str, &str)]) -> String {
    let fill = |text: String, (name, value): &(&str, &str)| text.replace(&format!("{{{name}}}"), value);
    values.iter().fold(sentence.to_owned(), fill)
}
