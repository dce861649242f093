//! Kills `imrlint check --fix` as many times as it is told to, 1,000 unless told. `scripts/test-kills` runs this one.

#![expect(clippy::print_stdout, reason = "its figures are its output")]

fn main() {
    let count = std::env::args().nth(1).map_or(1000, |count| count.parse().expect("a number"));
    let imr_tests::kills::Tally { kills, midway, left } = imr_tests::kills::kill(count);
    println!(
        "{kills} kills, {midway} of them midway; no letter damaged or lost; {left} temporary files left, hidden"
    );
}
