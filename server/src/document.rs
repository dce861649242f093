//! An open letter: its text as the client has it, and the analysis that follows it.
//!
//! The text changes at once, in the order of the wire. The analysis catches up when somebody asks, on a
//! worker's thread; whoever asks has a [`Snapshot`], and sees the letter as it was when he asked.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use imr_linter::letter::Edit;
use imr_linter::text::{LineSource, range};
use imr_linter::{Outcome, Session};
use imr_project::Effective;
use tower_lsp::lsp_types::{TextDocumentContentChangeEvent, Url};

use crate::client::ClientInfo;
use crate::configuration::Configuration;
use crate::rope::Text;

/// What the editor takes a text for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A letter.
    #[default]
    Letter,
    /// A letter's template.
    Template,
}

impl Kind {
    /// By the editor's name of the language.
    pub(crate) fn of_language(id: &str) -> Self {
        if id == "imr-template" { Kind::Template } else { Kind::Letter }
    }
}

/// An open letter.
#[derive(Debug)]
pub(crate) struct Document {
    uri: Url,
    kind: Kind,
    version: i32,
    text: Text,
    revision: u64,
    analysis: Arc<Analysis>,
}

/// A letter as it was when somebody asked.
#[derive(Clone, Debug)]
pub(crate) struct Snapshot {
    pub(crate) uri: Url,
    pub(crate) kind: Kind,
    pub(crate) version: i32,
    pub(crate) text: Text,
    pub(crate) client: Arc<ClientInfo>,
    pub(crate) configuration: Arc<Configuration>,
    revision: u64,
    analysis: Arc<Analysis>,
}

/// What is known of a letter, for one text after the other.
#[derive(Debug, Default)]
struct Analysis {
    state: Mutex<Option<State>>,
    edits: Mutex<Vec<(u64, Edit)>>,
}

#[derive(Debug)]
struct State {
    revision: u64,
    session: Session,
    outcome: Arc<Outcome>,
}

/// A letter with all that is known of it.
pub(crate) struct Reading<'a> {
    pub(crate) letter: &'a Snapshot,
    pub(crate) session: &'a Session,
    pub(crate) outcome: &'a Outcome,
}

/// A larger letter is checked when it is opened or saved, not while it is typed.
pub(crate) const LARGE: usize = 4 * 1024 * 1024;
/// So many edits may wait for an analysis; more are as good as a new text.
const MAX_EDITS: usize = 4096;

impl Document {
    pub(crate) fn new(uri: Url, version: i32, text: &str) -> Self {
        Self {
            uri,
            kind: Kind::default(),
            version,
            text: Text::new(text),
            revision: 0,
            analysis: Arc::default(),
        }
    }

    /// The same, taken for something else.
    pub(crate) fn of_kind(self, kind: Kind) -> Self {
        Self { kind, ..self }
    }

    /// Takes the client's changes over, one after the other.
    pub(crate) fn change(
        &mut self,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
        client: &ClientInfo,
    ) {
        for change in changes {
            let edit = self.text.edit(change.range, &change.text, client.encoding);
            self.record(edit);
        }
        self.version = version;
    }

    /// Compares with the text that the client saved. Whether they were different; then that text holds.
    pub(crate) fn heal(&mut self, saved: &str) -> bool {
        if self.text.is(saved) {
            return false;
        }
        let edit = Edit { start: 0, old_end: self.text.len(), new_end: saved.len() };
        self.text = Text::new(saved);
        self.record(edit);
        true
    }

    /// Whether it is too large to be checked while it is typed.
    pub(crate) fn is_large(&self) -> bool {
        self.text.len() > LARGE
    }

    /// Whether its text is still that of a snapshot.
    pub(crate) fn is_as(&self, snapshot: &Snapshot) -> bool {
        self.revision == snapshot.revision && Arc::ptr_eq(&self.analysis, &snapshot.analysis)
    }

    /// The letter as it is now.
    pub(crate) fn snapshot(&self, client: &Arc<ClientInfo>, configuration: &Arc<Configuration>) -> Snapshot {
        Snapshot {
            uri: self.uri.clone(),
            kind: self.kind,
            version: self.version,
            text: self.text.clone(),
            client: client.clone(),
            configuration: configuration.clone(),
            revision: self.revision,
            analysis: self.analysis.clone(),
        }
    }

    fn record(&mut self, edit: Edit) {
        self.revision += 1;
        let mut edits = lock(&self.analysis.edits);
        if edits.len() == MAX_EDITS {
            edits.clear();
        }
        edits.push((self.revision, edit));
    }
}

impl Snapshot {
    /// A letter that is not open.
    pub(crate) fn on_disk(uri: Url, text: &str, client: &Arc<ClientInfo>) -> Self {
        let document = Document::new(uri, 0, text);
        document.snapshot(client, &Arc::default())
    }

    /// The settings in force for the letter. None where its settings file cannot be used, or leaves it out.
    pub(crate) fn effective(&self) -> Option<Arc<Effective>> {
        self.configuration.for_uri(&self.uri, self.kind)
    }

    /// Reads the letter with all that is known of it. `None` where the settings leave it out.
    pub(crate) fn read<T>(&self, work: impl FnOnce(&Reading<'_>) -> T) -> Option<T> {
        let effective = self.effective()?;
        let mut state = lock(&self.analysis.state);
        // Somebody who asked later was served first: his text is not this one.
        let late = state.as_ref().is_some_and(|state| state.revision > self.revision);
        let mut known = if late { None } else { state.take() };
        // What breaks here is known no more, and read afresh the next time.
        let caught_up = catch_unwind(AssertUnwindSafe(|| self.catch_up(known.take(), &effective)));
        let Ok(now) = caught_up else {
            let nothing = Text::default();
            let session = Session::open(&nothing, Arc::default());
            let outcome = imr_linter::broken();
            return Some(work(&Reading { letter: self, session: &session, outcome: &outcome }));
        };
        let result = catch_unwind(AssertUnwindSafe(|| {
            work(&Reading { letter: self, session: &now.session, outcome: &now.outcome })
        }));
        if !late {
            *state = Some(now);
        }
        drop(state);
        Some(result.unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    }

    fn catch_up(&self, known: Option<State>, effective: &Effective) -> State {
        let settings = effective.settings.clone();
        let missed = self.missed(known.as_ref().map(|known| known.revision));
        let session = match (known, missed) {
            (Some(known), Missed::Nothing) if known.session.settings().revision() == settings.revision() => {
                return known;
            }
            (Some(State { mut session, .. }), Missed::Nothing) => {
                session.reconfigure(&self.text, settings);
                session
            }
            (Some(State { mut session, .. }), Missed::Edit(edit)) => {
                session.edit(&self.text, edit);
                session.reconfigure(&self.text, settings);
                session
            }
            _ => Session::open(&self.text, settings),
        };
        let outcome = self.without_baselined(session.outcome(&self.text), effective);
        State { revision: self.revision, session, outcome }
    }

    /// What the baseline does not hold.
    fn without_baselined(&self, outcome: Outcome, effective: &Effective) -> Arc<Outcome> {
        if effective.baseline.is_none() {
            return Arc::new(outcome);
        }
        let text = self.text.slice(range(0, self.text.len()));
        Arc::new(effective.without_baselined(outcome, &text, &self.configuration.path(&self.uri)))
    }

    /// What happened from a revision to this one.
    fn missed(&self, known: Option<u64>) -> Missed {
        let Some(known) = known else { return Missed::Unknown };
        let mut edits = lock(&self.analysis.edits);
        edits.retain(|(revision, _)| *revision > known);
        let until_now = edits.iter().take_while(|(revision, _)| *revision <= self.revision);
        let missed: Vec<Edit> = until_now.map(|(_, edit)| *edit).collect();
        if missed.len() as u64 != self.revision - known {
            return Missed::Unknown;
        }
        missed.into_iter().reduce(joined).map_or(Missed::Nothing, Missed::Edit)
    }
}

/// What an analysis has to catch up with.
enum Missed {
    Nothing,
    /// All edits, as one.
    Edit(Edit),
    /// More than is remembered.
    Unknown,
}

/// Two edits, one after the other, as one that covers both.
fn joined(first: Edit, second: Edit) -> Edit {
    Edit {
        start: first.start.min(second.start),
        old_end: first.old_end + second.old_end.saturating_sub(first.new_end),
        new_end: second.new_end + first.new_end.saturating_sub(second.old_end),
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_joined_edit_makes_the_same_text(
            edits in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..6, "[a-c]{0,5}"), 1..6)
        ) {
            let before = "0123456789".to_owned();
            let mut after = before.clone();
            let mut all: Option<Edit> = None;
            for (place, length, new) in edits {
                let start = place.index(after.len() + 1);
                let old_end = (start + length).min(after.len());
                after.replace_range(start..old_end, &new);
                let edit = Edit { start, old_end, new_end: start + new.len() };
                all = Some(all.map_or(edit, |all| joined(all, edit)));
            }
            let all = all.expect("at least one");
            prop_assert_eq!(&before[..all.start], &after[..all.start]);
            prop_assert_eq!(&before[all.old_end..], &after[all.new_end..]);
        }
    }
}
