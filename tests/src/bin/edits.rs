//! What an edit costs: from the key to the findings, without the pause that the server makes before it
//! looks. Letters of 10 KiB, 30 KiB, 100 KiB and 1 MiB (records pasted into the summary), followed edit by
//! edit and read from scratch; by the engine alone, and by the server with all that pipes and JSON add. And the
//! memory of a server with one of them open, and with a hundred letters.
//! Prints figures and judges nothing. `scripts/bench edits` runs it.

#![expect(clippy::print_stdout, reason = "its figures are its output")]

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

use imr_linter::Session;
use imr_linter::settings::Settings;
use imr_server::rope::{Encoding, Text};
use imr_tests::Client;
use serde_json::json;
use tower_lsp::lsp_types::{Position, Range};

/// Where is typed: in the rationale of the second issue, and in the pasted records.
const IN_RATIONALE: &str = "unchanged at 6/10";
const IN_RECORDS: &str = "effusion. The plan was";

const ROUNDS: usize = 400;
const LETTERS: usize = 100;
/// Bytes of each, as published letters have.
const LETTER: usize = 6500;

fn main() {
    if cfg!(debug_assertions) {
        println!("not optimised: run it as scripts/bench");
    }
    let settings = Arc::new(Settings::default());
    // What is read once for all letters is no part of an edit.
    edits(&letter_of(SIZES[0] * 1024), IN_RATIONALE, &settings);
    table("the engine", |letter, kib| {
        let places = [IN_RATIONALE, IN_RECORDS].map(|passage| edits(letter, passage, &settings));
        let scratch = times(rounds(kib), || {
            let text = Text::new(letter);
            let outcome = Session::open(&text, settings.clone()).outcome(&text);
            std::hint::black_box(outcome);
        });
        (places, scratch, String::new())
    });
    table("the server", served);
    memory();
}

const SIZES: [usize; 4] = [10, 30, 100, 1024];

/// How often a letter of some KiB is read from scratch.
fn rounds(kib: usize) -> usize {
    if kib > 100 { 20 } else { 100 }
}

/// Prints the times of edits in the rationale and in the records, and from scratch, by the size of the letter.
fn table(of: &str, measured: impl Fn(&str, usize) -> ([Vec<Duration>; 2], Vec<Duration>, String)) {
    println!("{of}: {:>23} {:>20} {:>20}", "edit in rationale", "edit in records", "from scratch");
    let mut medians = Vec::new();
    for kib in SIZES {
        let (places, scratch, more) = measured(&letter_of(kib * 1024), kib);
        let [rationale, records] = &places;
        let (rationale, records, scratch) = (told(rationale), told(records), told(&scratch));
        println!("{:>12} {rationale:>22} {records:>20} {scratch:>20}  {more}", format!("{kib} KiB"));
        medians.push(places.map(|times| times[times.len() / 2].as_secs_f64()));
    }
    let ratio = |place: usize| medians[SIZES.len() - 1][place] / medians[0][place];
    println!(
        "  an edit in 1 MiB takes {:.2} times one in 10 KiB in the rationale, {:.2} times in the records",
        ratio(0),
        ratio(1)
    );
}

/// The same over the wire: from the change to the diagnostics, and from opening a letter to them.
fn served(letter: &str, kib: usize) -> ([Vec<Duration>; 2], Vec<Duration>, String) {
    let uri = "file:///letters/draft.imr";
    let mut client = Client::start();
    client.initialize(&json!({ "capabilities": {}, "initializationOptions": { "debounce": 0 } }));
    client.open(uri, letter);
    client.diagnostics(uri);
    let places = [IN_RATIONALE, IN_RECORDS].map(|passage| {
        let (here, behind) = line_of(letter, passage);
        let mut version = 1;
        times(ROUNDS, || {
            version += 1;
            let (end, new) = if version % 2 == 0 { (here, "x") } else { (behind, "") };
            client.change(uri, version, &json!([{ "range": Range::new(here, end), "text": new }]));
            client.diagnostics(uri);
        })
    });
    let memory = format!("{:.1} MB", resident(&mut client));
    let close = json!({ "textDocument": { "uri": uri } });
    let scratch = times(rounds(kib), || {
        client.notify("textDocument/didClose", &close);
        client.diagnostics(uri);
        client.open(uri, letter);
        client.diagnostics(uri);
    });
    (places, scratch, memory)
}

/// The beginning of the line that holds a passage, and the place behind its first character.
fn line_of(letter: &str, passage: &str) -> (Position, Position) {
    let line = letter[..letter.find(passage).expect("a place")].matches('\n').count() as u32;
    (Position::new(line, 0), Position::new(line, 1))
}

/// A letter of some size: the summary holds pasted records.
fn letter_of(size: usize) -> String {
    let letter = example();
    let marker = "        IMR ISSUES, DECISIONS AND RATIONALES";
    let mut records = String::new();
    let mut visit = 0;
    while letter.len() + records.len() < size {
        visit += 1;
        let _ = write!(
            records,
            "On visit {visit} the pain was {} of 10 with stairs. Range of motion was full, and there was no\neffusion. \
             The plan was to go on with home exercises and to come back in {} weeks.\n\n",
            visit % 10,
            visit % 7 + 1
        );
    }
    letter.replacen(marker, &(records + marker), 1)
}

fn example() -> String {
    std::fs::read_to_string(imr_tests::root().join("examples/clean/2017-sections.imr")).expect("an example")
}

/// A letter typed at the beginning of a line, and taken back.
fn edits(letter: &str, passage: &str, settings: &Arc<Settings>) -> Vec<Duration> {
    let mut text = Text::new(letter);
    let mut session = Session::open(&text, settings.clone());
    let (here, behind) = line_of(letter, passage);
    let mut typed = false;
    times(ROUNDS, || {
        let (range, new) = if typed { (Range::new(here, behind), "") } else { (Range::new(here, here), "x") };
        typed = !typed;
        let edit = text.edit(Some(range), new, Encoding::Utf16);
        session.edit(&text, edit);
        std::hint::black_box(session.outcome(&text));
    })
}

/// How long something takes, sorted; the first time does not count.
fn times(rounds: usize, mut work: impl FnMut()) -> Vec<Duration> {
    work();
    let time = || {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    let mut times: Vec<Duration> = std::iter::repeat_with(time).take(rounds).collect();
    times.sort();
    times
}

/// The median and the slowest but one in a hundred.
fn told(times: &[Duration]) -> String {
    let at = |percent: usize| times[(times.len() * percent / 100).min(times.len() - 1)].as_secs_f64() * 1e6;
    format!("p50 {:.0}, p99 {:.0} us", at(50), at(99))
}

/// The memory of a server, before and after a hundred letters are opened.
fn memory() {
    let mut client = Client::initialized(&json!({}));
    let before = resident(&mut client);
    let letter = letter_of(LETTER);
    for n in 0..LETTERS {
        let uri = format!("file:///letters/{n}.imr");
        client.open(&uri, &letter.replace("099", &format!("{n:03}")));
        client.diagnostics(&uri);
    }
    let after = resident(&mut client);
    println!(
        "server: {before:.1} MB empty, {after:.1} MB with {LETTERS} letters of {} bytes open",
        letter.len()
    );
}

/// Megabytes in memory, as the system tells; zero where it does not.
fn resident(client: &mut Client) -> f64 {
    let path = format!("/proc/{}/status", client.process().id());
    let status = std::fs::read_to_string(path).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse::<f64>().ok()).unwrap_or(0.0)
        / 1024.0
}
