//! What is known of a letter, for one text after the other.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use imr_linter::letter::Edit;
use imr_linter::{Outcome, Session};

/// What is known, and what has happened since. Its locks are held for an instant at a time: who works has
/// taken the knowledge out.
#[derive(Debug, Default)]
pub(super) struct Analysis {
    /// Given to one after the other, so that one letter never keeps more than one worker busy.
    pub(super) turn: Arc<tokio::sync::Mutex<()>>,
    known: Mutex<Option<Known>>,
    edits: Mutex<Vec<(u64, Edit)>>,
}

/// What is known of one text.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) revision: u64,
    pub(super) session: Session,
    pub(super) outcome: Arc<Outcome>,
    /// The outcome is without the rules that rest.
    pub(super) rests: bool,
}

/// What an analysis has to catch up with.
pub(super) enum Missed {
    Nothing,
    /// All edits, as one.
    Edit(Edit),
    /// More than is remembered.
    Unknown,
}

/// So many edits may wait for an analysis; more are as good as a new text.
const MAX_EDITS: usize = 4096;

impl Analysis {
    /// Notes an edit, by the revision that it leads to.
    pub(super) fn record(&self, revision: u64, edit: Edit) {
        let mut edits = lock(&self.edits);
        if edits.len() == MAX_EDITS {
            edits.clear();
        }
        edits.push((revision, edit));
    }

    /// Takes out what is known, unless that is of a later text.
    pub(super) fn take(&self, revision: u64) -> Option<Known> {
        lock(&self.known).take_if(|known| known.revision <= revision)
    }

    /// Keeps what is known now, unless that of a later text is there.
    pub(super) fn keep(&self, now: Known) {
        let mut known = lock(&self.known);
        if known.as_ref().is_none_or(|known| known.revision <= now.revision) {
            *known = Some(now);
        }
    }

    /// What happened from one revision to another.
    pub(super) fn missed(&self, known: Option<u64>, now: u64) -> Missed {
        let Some(known) = known else { return Missed::Unknown };
        let mut edits = lock(&self.edits);
        edits.retain(|(revision, _)| *revision > known);
        let until_now = edits.iter().take_while(|(revision, _)| *revision <= now);
        let missed: Vec<Edit> = until_now.map(|(_, edit)| *edit).collect();
        if missed.len() as u64 != now - known {
            return Missed::Unknown;
        }
        missed.into_iter().reduce(joined).map_or(Missed::Nothing, Missed::Edit)
    }
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
