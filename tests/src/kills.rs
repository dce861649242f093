//! Kills `imrlint check --fix` at many moments and looks at what is left: each letter must be the old or the new one,
//! byte for byte, and the next run must not mind what else is left.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// Letters in the folder.
const LETTERS: usize = 12;
/// What a fix mends, and how.
const BROKEN: &str = "CLINCAL CASE SUMMARY";
const MENDED: &str = "CLINICAL CASE SUMMARY";
/// After its cue a kill waits for at most so many turns of an empty loop, so that it hits between cues, too.
const MAX_TURNS: u64 = 400_000;

/// What the kills came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Runs that were killed.
    pub kills: usize,
    /// Of those, runs that were killed with some letters mended and some not.
    pub midway: usize,
    /// Temporary files that the kills left behind.
    pub left: usize,
}

/// A folder of letters that a fix mends.
struct Folder {
    path: PathBuf,
    _kept: tempfile::TempDir,
    old: Vec<String>,
    new: Vec<String>,
}

/// Kills so many runs; panics when a letter is damaged or lost.
pub fn kill(count: usize) -> Tally {
    let folder = Folder::new();
    let mut tally = Tally::default();
    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    for run in 0.. {
        if tally.kills == count {
            break;
        }
        folder.fill();
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let killed = folder.kill_when(run % LETTERS, (random >> 33) % MAX_TURNS);
        let mended = folder.mended();
        tally.midway += usize::from(mended > 0 && mended < LETTERS);
        // A run that was faster than its cue is no kill; its letters were looked at all the same.
        tally.kills += usize::from(killed);
    }
    tally.left = folder.hidden();
    folder.recover();
    tally
}

impl Folder {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let example = crate::root().join("examples/clean/2017-sections.imr");
        let letter = fs::read_to_string(example).expect("an example");
        // Letters of different length: what is written takes some time.
        let new = |n: usize| format!("{letter}{}", "\nNothing follows.\n".repeat(n * 40));
        let new: Vec<String> = (0..LETTERS).map(new).collect();
        let old = new.iter().map(|text| text.replace(MENDED, BROKEN)).collect();
        Self { path: folder.path().to_owned(), _kept: folder, old, new }
    }

    fn letter(&self, n: usize) -> PathBuf {
        self.path.join(format!("{n:02}.imr"))
    }

    fn fill(&self) {
        for (n, text) in self.old.iter().enumerate() {
            fs::write(self.letter(n), text).expect("written");
        }
    }

    fn fix(&self) -> Command {
        let mut command = Command::new(crate::binary());
        command.current_dir(&self.path);
        command.args(["check", ".", "--isolated", "--fix", "--select", "S005", "--quiet", "--jobs", "2"]);
        command
    }

    /// Starts a run and kills it some turns after `cue` letters were mended. Whether it was still running.
    fn kill_when(&self, cue: usize, turns: u64) -> bool {
        let mut run = self.fix().stdout(Stdio::null()).spawn().expect("runs");
        while self.replaced() < cue && !has_ended(&mut run) {}
        for _ in 0..turns {
            std::hint::spin_loop();
        }
        let running = !has_ended(&mut run);
        run.kill().expect("killed");
        run.wait().expect("ended");
        running
    }

    /// Letters that are no longer the old ones, by a glance.
    fn replaced(&self) -> usize {
        let is_old =
            |n: &usize| fs::metadata(self.letter(*n)).is_ok_and(|m| m.len() == self.old[*n].len() as u64);
        LETTERS - (0..LETTERS).filter(is_old).count()
    }

    /// How many letters are mended. Panics when one is neither the old nor the new one.
    fn mended(&self) -> usize {
        let mended = |n: &usize| {
            let bytes =
                fs::read(self.letter(*n)).unwrap_or_else(|error| panic!("letter {n} is lost: {error}"));
            let new = bytes == self.new[*n].as_bytes();
            assert!(new || bytes == self.old[*n].as_bytes(), "letter {n} is damaged");
            new
        };
        (0..LETTERS).filter(mended).count()
    }

    fn hidden(&self) -> usize {
        let names =
            fs::read_dir(&self.path).expect("listed").map(|entry| entry.expect("an entry").file_name());
        names.filter(|name| name.to_string_lossy().starts_with('.')).count()
    }

    /// A run to the end over what the kills left behind: it sees the letters only, and mends all of them.
    fn recover(&self) {
        let list = Command::new(crate::binary())
            .args(["check", "--isolated", "--show-files"])
            .arg(&self.path)
            .output();
        let list = String::from_utf8(list.expect("runs").stdout).expect("UTF-8");
        assert_eq!(list.lines().count(), LETTERS, "what a kill leaves behind is taken for a letter:\n{list}");
        assert!(self.fix().status().expect("runs").success());
        assert_eq!(self.mended(), LETTERS);
        assert_eq!(visible(&self.path), LETTERS);
    }
}

fn has_ended(run: &mut Child) -> bool {
    run.try_wait().expect("a child").is_some()
}

fn visible(folder: &Path) -> usize {
    let names = fs::read_dir(folder).expect("listed").map(|entry| entry.expect("an entry").file_name());
    names.filter(|name| !name.to_string_lossy().starts_with('.')).count()
}
