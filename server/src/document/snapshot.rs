//! A letter as it was when somebody asked, and reading it.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;

use imr_linter::text::{LineSource, Unreadable, range};
use imr_linter::{Outcome, Session, Stop, lint_unless, rules};
use imr_project::{Effective, ResolveError};
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
    /// Whether nobody waits for what is worked on here.
    pub(crate) stop: Stop<'a>,
}

impl Snapshot {
    /// A letter that is not open.
    pub(crate) fn on_disk(
        uri: Url,
        text: &str,
        client: &Arc<ClientInfo>,
        configuration: &Arc<Configuration>,
    ) -> Self {
        Document::new(uri, 0, text).snapshot(client, configuration)
    }

    /// Waits until nobody else works on the letter.
    pub(crate) async fn turn(&self) -> OwnedMutexGuard<()> {
        self.analysis.turn.clone().lock_owned().await
    }

    /// The settings in force for the letter. None where its settings file cannot be used, or leaves it out.
    pub(crate) fn effective(&self) -> Option<Arc<Effective>> {
        self.configuration.for_uri(&self.uri, self.kind)
    }

    /// The settings for the letter, or why there are none.
    pub(crate) fn settings(&self) -> Result<Arc<Effective>, ResolveError> {
        self.configuration.try_for_uri(&self.uri, self.kind)
    }

    /// Reads the letter with all that is known of it. `None` where the settings leave it out, and where it was
    /// stopped. What the next reader goes on from is not stopped, only what would be thrown away.
    pub(crate) fn read<T>(&self, stop: Stop<'_>, work: impl FnOnce(&Reading<'_>) -> T) -> Option<T> {
        let effective = self.effective()?;
        let limit = effective.files.max_file_size;
        let size = self.text.len() as u64;
        if size > limit {
            let reason = Unreadable::TooLarge { size, limit }.to_string();
            let outcome = Outcome { findings: vec![rules::unreadable(reason)], ..Outcome::default() };
            return Some(self.unread(&outcome, stop, work));
        }
        // What breaks here is known no more, and read afresh the next time.
        let known = self.analysis.take(self.revision);
        let Ok(now) = catch_unwind(AssertUnwindSafe(|| self.catch_up(stop, known, &effective))) else {
            return Some(self.unread(&imr_linter::broken(), stop, work));
        };
        let reading = Reading { letter: self, session: &now.session, outcome: &now.outcome, stop };
        let result = (!stop()).then(|| catch_unwind(AssertUnwindSafe(|| work(&reading))));
        self.analysis.keep(now);
        result.map(|result| result.unwrap_or_else(|panic| resume_unwind(panic)))
    }

    /// A letter of which nothing is known but why.
    fn unread<T>(&self, outcome: &Outcome, stop: Stop<'_>, work: impl FnOnce(&Reading<'_>) -> T) -> T {
        let session = Session::open(&Text::default(), Arc::default());
        work(&Reading { letter: self, session: &session, outcome, stop })
    }

    fn catch_up(&self, stop: Stop<'_>, known: Option<Known>, effective: &Effective) -> Known {
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
        let whole =
            (large && !self.rests).then(|| lint_unless(stop, &self.whole(), &effective.settings)).flatten();
        // Where it was stopped, the rules that compare have still to be run.
        let rests = large && whole.is_none();
        let outcome = whole.unwrap_or_else(|| session.outcome(&self.text));
        let outcome = self.without_baselined(outcome, effective);
        Known { revision: self.revision, session, outcome, rests }
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

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn what_was_stopped_is_done_by_the_next_reader() {
        let text = format!("HOW THE IMR FINAL DETERMINATION WAS MADE\n{}", " ".repeat(LARGE));
        let uri = Url::parse("file:///a.imr").expect("an address");
        let letter = Snapshot::on_disk(uri, &text, &Arc::default(), &Arc::default());
        let asked = Cell::new(0);
        let stop = || {
            asked.set(asked.get() + 1);
            true
        };
        assert_eq!(letter.read(&stop, |_| ()), None);
        assert_eq!(asked.get(), 2, "nothing went on after that");
        let compared =
            |letter: &Reading<'_>| letter.outcome.findings.iter().any(|finding| finding.rule.code == "S001");
        assert_eq!(letter.read(&|| false, compared), Some(true));
    }
}
