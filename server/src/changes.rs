//! What the diagnostics of a folder depend on, counted, for those who wait for something new.

use std::time::Duration;

/// How often things have changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Changes {
    /// Open letters.
    pub(crate) letters: u64,
    /// Files on disk, settings, and which letters are open.
    pub(crate) disk: u64,
    /// How long to wait for the next key before the last change counts.
    pub(crate) pause: Duration,
    /// The session is over: nobody need wait any longer.
    pub(crate) over: bool,
}

impl Changes {
    /// An open letter has changed.
    pub(crate) fn letter(&mut self, pause: Duration) {
        self.letters += 1;
        self.pause = pause;
    }

    /// What is on disk, or holds for it, may have changed.
    pub(crate) fn disk(&mut self) {
        self.disk += 1;
        self.pause = Duration::ZERO;
    }
}
