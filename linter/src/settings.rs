//! Settings of the core: parsed once, shared, never read from disk here. A revision number changes with
//! any of them, so that nothing remembered under other settings is taken for current.

use std::collections::BTreeMap;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock, OnceLock};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::finding::Severity;
use crate::guideline::Index;
use crate::identifier::{Marker, Policy};
use crate::letter::Grammar;
use crate::profile::{Audience, ProfileError, Profiles};
use crate::rules::{self, Check, Rule};
use crate::template::Placeholders;
use crate::triggers::Triggers;

/// What a user may set, as the settings file spells it. The comments are the settings' documentation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Options {
    /// The profile to read every letter with: an id such as `g4`, a year, or a house's own profile. Without it
    /// the titles of each letter tell.
    ///
    /// ```toml
    /// profile = "2016"
    /// ```
    pub profile: Option<String>,
    /// Who the letters are for. Without it each letter's own signs tell.
    ///
    /// ```toml
    /// audience = "party"
    /// ```
    pub audience: Option<Audience>,
    /// Which identifiers must not stand in a letter.
    ///
    /// ```toml
    /// identifiers = "safe-harbor"
    /// ```
    pub identifiers: Policy,
    /// What a fix writes in place of an identifier: a text, or `by-kind` for `[NAME]`, `[PHONE]` and so on.
    ///
    /// ```toml
    /// marker = "[WITHHELD]"
    /// ```
    pub marker: Marker,
    /// The letters are unfinished: missing sections, issue fields and verdicts are only info.
    ///
    /// ```toml
    /// draft = true
    /// ```
    pub draft: bool,
    /// The letters are about to go out: an audience must be set, drafts are refused, and no finding may be
    /// held back by a comment or a baseline.
    ///
    /// ```toml
    /// audience = "party"
    /// final = true
    /// ```
    #[serde(rename = "final")]
    pub is_final: bool,
    /// The texts are templates. Files called `.imrt` are templates anyway.
    ///
    /// ```toml
    /// template = true
    /// ```
    pub template: bool,
    /// The placeholders that templates may use: by name, what each stands for, perhaps with a sample. Once
    /// there is one, all others are reported by T002.
    ///
    /// ```toml
    /// [placeholders]
    /// decision_date = "date"
    /// injured_side = { type = "choice", values = ["left", "right"], sample = "left" }
    /// ```
    #[schemars(with = "BTreeMap<String, crate::template::WrittenDeclaration>")]
    pub placeholders: Placeholders,
    /// The only rules to run: codes, names, the first letters of codes, or `ALL`.
    ///
    /// ```toml
    /// select = ["S", "V001", "person-name"]
    /// ```
    pub select: Option<Vec<String>>,
    /// Rules to run besides, named in the same ways.
    ///
    /// ```toml
    /// extend-select = ["C011"]
    /// ```
    pub extend_select: Vec<String>,
    /// Rules not to run, named in the same ways.
    ///
    /// ```toml
    /// ignore = ["S011"]
    /// ```
    pub ignore: Vec<String>,
    /// How grave the findings of a rule are.
    ///
    /// ```toml
    /// [severity]
    /// S005 = "info"
    /// ```
    pub severity: BTreeMap<String, Severity>,
}

/// Why settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// A house profile cannot be used.
    #[error(transparent)]
    Profile(#[from] ProfileError),
    /// The pinned profile does not exist.
    #[error("there is no profile called `{name}`; there are {known}")]
    UnknownProfile {
        /// The name given.
        name: String,
        /// The names there are.
        known: String,
    },
    /// A letter that goes out must say to whom.
    #[error("`final` needs an audience: `audience = \"public\"` or `audience = \"party\"`")]
    FinalWithoutAudience,
    /// A letter that goes out is no draft.
    #[error("a letter cannot be a draft and final: `draft` and `final` are both set")]
    FinalDraft,
}

/// Settings ready for use.
#[derive(Debug)]
pub struct Settings {
    revision: u64,
    grammar: Arc<Grammar>,
    index: Arc<Index>,
    options: Options,
    /// For every rule of the catalogue: whether it runs, and at which severity if not its own.
    rules: Vec<(bool, Option<Severity>)>,
    /// The rules that run, with their places in the catalogue.
    running: Vec<(usize, &'static Rule)>,
    unknown: Vec<String>,
    triggers: OnceLock<Triggers>,
    /// The settings for letters made from templates; none for such settings themselves.
    rendering: Option<OnceLock<Arc<Settings>>>,
    /// The settings without the rules that compare all of a letter.
    blockwise: OnceLock<Arc<Settings>>,
}

impl Default for Settings {
    fn default() -> Self {
        Self::new(Options::default(), []).expect("the defaults name no profile")
    }
}

impl Settings {
    /// Prepares settings; `house` are profile files as (file name, text).
    ///
    /// Errors: [`SettingsError`] when a profile cannot be used. Unknown rules are no error: they are
    /// listed by [`Settings::unknown_rules`].
    pub fn new(
        options: Options,
        house: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, SettingsError> {
        let profiles = Profiles::with_house(house)?;
        if let Some(name) = options.profile.as_deref().filter(|name| profiles.find(name).is_none()) {
            let known: Vec<_> = profiles.iter().map(|profile| profile.id.as_str()).collect();
            return Err(SettingsError::UnknownProfile { name: name.to_owned(), known: known.join(", ") });
        }
        if options.is_final && options.draft {
            return Err(SettingsError::FinalDraft);
        }
        if options.is_final && options.audience.is_none() && !options.template {
            return Err(SettingsError::FinalWithoutAudience);
        }
        let grammar = Grammar::new(profiles, options.profile.as_deref());
        Ok(Self::with(Arc::new(grammar), built_in_index(), options, Some(OnceLock::new())))
    }

    fn with(
        grammar: Arc<Grammar>,
        index: Arc<Index>,
        options: Options,
        rendering: Option<OnceLock<Arc<Self>>>,
    ) -> Self {
        static REVISION: AtomicU64 = AtomicU64::new(0);
        let mut unknown = Vec::new();
        let rules = select(&options, &mut unknown);
        let running = rules::all().enumerate().filter(|(place, _)| rules[*place].0).collect();
        let revision = REVISION.fetch_add(1, Ordering::Relaxed);
        Self {
            revision,
            grammar,
            index,
            options,
            rules,
            running,
            unknown,
            triggers: OnceLock::new(),
            rendering,
            blockwise: OnceLock::new(),
        }
    }

    /// The same settings with only the rules that look at one block at a time: what a very long letter can
    /// afford at each key.
    pub fn blockwise(&self) -> Arc<Self> {
        let with = || {
            let rendering = Some(OnceLock::new());
            let mut settings =
                Self::with(self.grammar.clone(), self.index.clone(), self.options.clone(), rendering);
            settings.running.retain(|(_, rule)| !matches!(rule.check, Check::Letter(_)));
            for (place, rule) in rules::all().enumerate() {
                settings.rules[place].0 &= !matches!(rule.check, Check::Letter(_));
            }
            Arc::new(settings)
        };
        self.blockwise.get_or_init(with).clone()
    }

    /// The same settings, for the letters that a template may become.
    pub(crate) fn rendering(self: &Arc<Self>) -> Arc<Self> {
        let with = || Self::with(self.grammar.clone(), self.index.clone(), self.options.clone(), None);
        match &self.rendering {
            Some(rendering) => rendering.get_or_init(|| Arc::new(with())).clone(),
            None => self.clone(),
        }
    }

    /// Whether the text is a letter made from a template.
    pub(crate) fn is_rendering(&self) -> bool {
        self.rendering.is_none()
    }

    /// The settings with another index than the built-in one, such as one with imported guidelines.
    #[must_use]
    pub fn with_index(mut self, index: Arc<Index>) -> Self {
        self.index = index;
        self
    }

    /// Changes with any of the settings.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// What letters are read with.
    pub fn grammar(&self) -> &Grammar {
        &self.grammar
    }

    /// What is known of the guidelines.
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// The options that the settings were made from.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Whether a rule runs.
    pub fn runs(&self, rule: &Rule) -> bool {
        self.rules.get(rules::index(rule)).is_some_and(|(runs, _)| *runs)
    }

    /// The rules that run, in the order of the catalogue, with their places in it.
    pub(crate) fn running(&self) -> &[(usize, &'static Rule)] {
        &self.running
    }

    /// The severity that the settings give a rule.
    pub fn severity_of(&self, rule: &Rule) -> Option<Severity> {
        self.rules.get(rules::index(rule)).and_then(|(_, severity)| *severity)
    }

    /// Names in `select`, `ignore` and `severity` that no rule has.
    pub fn unknown_rules(&self) -> &[String] {
        &self.unknown
    }

    /// The words that the running rules wait for.
    pub(crate) fn triggers(&self) -> &Triggers {
        self.triggers.get_or_init(|| Triggers::new(&self.running))
    }
}

/// The built-in index, read once.
fn built_in_index() -> Arc<Index> {
    static INDEX: LazyLock<Arc<Index>> = LazyLock::new(|| Arc::new(Index::built_in()));
    INDEX.clone()
}

fn select(options: &Options, unknown: &mut Vec<String>) -> Vec<(bool, Option<Severity>)> {
    let matching = |selector: &str| -> Vec<usize> {
        rules::all()
            .enumerate()
            .filter(|(_, rule)| rules::selects(selector, rule))
            .map(|(index, _)| index)
            .collect()
    };
    let mut known = |selector: &String| {
        let found = matching(selector);
        if found.is_empty() {
            unknown.push(selector.clone());
        }
        found
    };
    let mut chosen: Vec<(bool, Option<Severity>)> =
        rules::all().map(|rule| (options.select.is_none() && rule.default, None)).collect();
    // The strictest policy wants all dates gone, unless the choice of rules leaves that out.
    if options.identifiers == Policy::SafeHarbor && options.select.is_none() {
        chosen[rules::index(&rules::r013_full_date::RULE)].0 = true;
    }
    for (selectors, runs) in [
        (options.select.as_deref().unwrap_or_default(), true),
        (&options.extend_select, true),
        (&options.ignore, false),
    ] {
        // A longer selector is meant more exactly: `ignore = ["S"]` gives way to `select = ["S001"]`.
        for selector in selectors {
            for index in known(selector) {
                let exact = !runs && is_selected_exactly(options, index) && !is_exact(selector, index);
                chosen[index].0 = runs || exact;
            }
        }
    }
    for (selector, severity) in &options.severity {
        for index in known(selector) {
            chosen[index].1 = Some(*severity);
        }
    }
    // Findings of the machinery are not chosen but happen.
    for (index, rule) in rules::all().enumerate() {
        if rule.code.starts_with('E') {
            chosen[index].0 = true;
        }
    }
    chosen
}

fn is_exact(selector: &str, index: usize) -> bool {
    rules::all().nth(index).is_some_and(|rule| {
        rule.code.eq_ignore_ascii_case(selector) || rule.name.eq_ignore_ascii_case(selector)
    })
}

fn is_selected_exactly(options: &Options, index: usize) -> bool {
    let selected = options.select.iter().flatten().chain(&options.extend_select);
    selected.into_iter().any(|selector| is_exact(selector, index))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn running(select: Option<&[&str]>, extend: &[&str], ignore: &[&str]) -> Vec<&'static str> {
        let strings = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let options = Options {
            select: select.map(strings),
            extend_select: strings(extend),
            ignore: strings(ignore),
            ..Options::default()
        };
        let settings = Settings::new(options, []).expect("valid");
        rules::all()
            .filter(|rule| settings.runs(rule) && rule.code.starts_with('S'))
            .map(|rule| rule.code)
            .collect()
    }

    #[test]
    fn rules_are_chosen_by_code_name_and_letter() {
        assert_eq!(running(Some(&["S001", "missing-verdict"]), &[], &[]), ["S001", "S007"]);
        assert_eq!(running(Some(&["s"]), &[], &["S00"]), ["S010", "S011"]);
        assert_eq!(running(Some(&["S001"]), &[], &["S"]), ["S001"]);
        assert_eq!(running(Some(&["M"]), &["S002"], &[]), ["S002"]);
        assert_eq!(running(None, &[], &["S"]), Vec::<&str>::new());
    }

    #[test]
    fn unknown_names_are_listed() {
        let options = Options { ignore: vec!["X999".to_owned(), "S001".to_owned()], ..Options::default() };
        assert_eq!(Settings::new(options, []).expect("valid").unknown_rules(), ["X999"]);
        let options = Options { profile: Some("1999".to_owned()), ..Options::default() };
        let error = Settings::new(options, []).expect_err("no such profile").to_string();
        assert_eq!(error, "there is no profile called `1999`; there are g0, g1, g2, g3a, g3b, g4, g5");
    }
}
