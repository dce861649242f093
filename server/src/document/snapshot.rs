//! A letter as it was when somebody asked, and reading it.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;

use imr_linter::text::{LineSource, Unreadable, range};
use imr_linter::{Outcome, Session, lint, rules};
use imr_project::Effective;
use tokio::sync::OwnedMutexGuard;
use tower_lsp::lsp_types::Url;

use super::analysis::{Analysis, Known, Missed};
use super::{Document, Kind, LARGE};
use crate::client::ClientInfo;
use crate::configuration::Configuration;
use crate::rope::Text;

/// A letter as it was when somebody asked.
#[derive(Clone, Debug)]
pub(crate) struct Snapshot {
    pub(crate) uri: Url,
    pub(crate) kind: Kind,
    pub(crate) version: i32,
    pub(crate) text: Text,
    pub(crate) client: Arc<ClientInfo>,
    pub(crate) configuration: Arc<Configuration>,
    pub(super) revision: u64,
    pub(super) rests: bool,
    pub(super) analysis: Arc<Analysis>,
}

/// A letter with all that is known of it.
pub(crate) struct Reading<'a> {
    pub(crate) letter: &'a Snapshot,
    pub(crate) session: &'a Session,
    pub(crate) outcome: &'a Outcome,
}

impl Snapshot {
    /// A letter that is not open.
    pub(crate) fn on_disk(uri: Url, text: &str, client: &Arc<ClientInfo>) -> Self {
        let document = Document::new(uri, 0, text);
        document.snapshot(client, &Arc::default())
    }

    /// Waits until nobody else works on the letter.
    pub(crate) async fn turn(&self) -> OwnedMutexGuard<()> {
        self.analysis.turn.clone().lock_owned().await
    }

    /// The settings in force for the letter. None where its settings file cannot be used, or leaves it out.
    pub(crate) fn effective(&self) -> Option<Arc<Effective>> {
        self.configuration.for_uri(&self.uri, self.kind)
    }

    /// Reads the letter with all that is known of it. `None` where the settings leave it out.
    pub(crate) fn read<T>(&self, work: impl FnOnce(&Reading<'_>) -> T) -> Option<T> {
        let effective = self.effective()?;
        let limit = effective.files.max_file_size;
        let size = self.text.len() as u64;
        if size > limit {
            let reason = Unreadable::TooLarge { size, limit }.to_string();
            let outcome = Outcome { findings: vec![rules::unreadable(reason)], ..Outcome::default() };
            return Some(self.unread(&outcome, work));
        }
        // What breaks here is known no more, and read afresh the next time.
        let known = self.analysis.take(self.revision);
        let Ok(now) = catch_unwind(AssertUnwindSafe(|| self.catch_up(known, &effective))) else {
            return Some(self.unread(&imr_linter::broken(), work));
        };
        let reading = Reading { letter: self, session: &now.session, outcome: &now.outcome };
        let result = catch_unwind(AssertUnwindSafe(|| work(&reading)));
        self.analysis.keep(now);
        Some(result.unwrap_or_else(|panic| resume_unwind(panic)))
    }

    /// A letter of which nothing is known but why.
    fn unread<T>(&self, outcome: &Outcome, work: impl FnOnce(&Reading<'_>) -> T) -> T {
        let session = Session::open(&Text::default(), Arc::default());
        work(&Reading { letter: self, session: &session, outcome })
    }

    fn catch_up(&self, known: Option<Known>, effective: &Effective) -> Known {
        // What compares all of a large letter does so from scratch, and only when nothing rests.
        let large = self.text.len() > LARGE;
        let settings = if large { effective.settings.blockwise() } else { effective.settings.clone() };
        let missed = self.analysis.missed(known.as_ref().map(|known| known.revision), self.revision);
        let session = match (known, missed) {
            (Some(known), Missed::Nothing)
                if known.session.settings().revision() == settings.revision()
                    && known.rests == self.rests =>
            {
                return known;
            }
            (Some(Known { mut session, .. }), Missed::Nothing) => {
                session.reconfigure(&self.text, settings);
                session
            }
            (Some(Known { mut session, .. }), Missed::Edit(edit)) => {
                session.edit(&self.text, edit);
                session.reconfigure(&self.text, settings);
                session
            }
            _ => Session::open(&self.text, settings),
        };
        let outcome = if large && !self.rests {
            lint(&self.whole(), &effective.settings)
        } else {
            session.outcome(&self.text)
        };
        let outcome = self.without_baselined(outcome, effective);
        Known { revision: self.revision, session, outcome, rests: self.rests }
    }

    /// What the baseline does not hold.
    fn without_baselined(&self, outcome: Outcome, effective: &Effective) -> Arc<Outcome> {
        if effective.baseline.is_none() {
            return Arc::new(outcome);
        }
        let path = self.configuration.path(&self.uri);
        Arc::new(effective.without_baselined(outcome, &self.whole(), &path))
    }

    fn whole(&self) -> std::borrow::Cow<'_, str> {
        self.text.slice(range(0, self.text.len()))
    }
}
