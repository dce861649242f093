//! Any edits to a letter, in any encoding: the server's text stays the client's, and what it knows is what a
//! fresh reading knows. The judge is the one of `cargo test`.

#![no_main]

use imr_server::oracle::{Start, Step, follow};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let [encoding, letter, line_end, rest @ ..] = bytes else { return };
    let start = Start { encoding: *encoding, letter: *letter, line_end: *line_end };
    let steps: Vec<Step> = rest.as_chunks::<8>().0.iter().map(step).collect();
    if let Err(difference) = follow(start, &steps) {
        panic!("{difference}");
    }
});

/// An edit from eight bytes.
fn step(bytes: &[u8; 8]) -> Step {
    let [a, b, column, c, d, other, piece, sends] = *bytes;
    Step {
        from: (u16::from_le_bytes([a, b]), column),
        to: (u16::from_le_bytes([c, d]), other),
        piece,
        sends: sends.is_multiple_of(2),
        way: sends >> 1,
    }
}
