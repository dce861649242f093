//! What a look-up in the guideline index costs, beside one in a hash map of the same names. Prints figures and
//! ratios and judges nothing. `scripts/bench cite` runs it.

#![expect(clippy::print_stdout, reason = "its figures are its output")]

use std::collections::HashMap;
use std::hint::black_box;
use std::time::Instant;

use imr_linter::card::{Circumstances, look_up};
use imr_linter::guideline::Index;

/// Times each list is gone through.
const ROUNDS: usize = 20;

fn main() {
    if cfg!(debug_assertions) {
        println!("not optimised: run it as scripts/bench cite");
    }
    let index = Index::built_in();
    let topics = index.topics().flat_map(|(_, topic)| std::iter::once(&topic.name).chain(&topic.aliases));
    let drugs = index.drugs().flat_map(|(_, drug)| std::iter::once(&drug.generic).chain(&drug.brands));
    let names: Vec<String> = topics.chain(drugs).cloned().collect();
    let upper: Vec<String> = names.iter().map(|name| name.to_uppercase()).collect();
    let slips: Vec<String> =
        names.iter().filter(|name| name.len() > 5).map(|name| without_third(name)).collect();
    let map: HashMap<&str, usize> = names.iter().enumerate().map(|(at, name)| (name.as_str(), at)).collect();
    index.search("the first search prepares the names");
    let baseline = each(&names, |name| map.contains_key(name));
    println!("{:>30} {:>8} {:>14}", "", "names", "microseconds");
    let row = |what: &str, list: &[String], cost: f64| {
        println!("{what:>30} {:>8} {cost:>14.2}   {:>8.0} times a hash map", list.len(), cost / baseline);
    };
    row("hash map", &names, baseline);
    let search = |name: &str| !index.search(name).entries.is_empty();
    row("a name", &names, each(&names, search));
    row("a name, miscased", &upper, each(&upper, search));
    row("a name with a letter lost", &slips, each(&slips, search));
    let card = |name: &str| !look_up(&index, name, &Circumstances::default()).is_empty();
    row("a name, and its cards", &names, each(&names, card));
}

/// Microseconds for each name.
fn each(names: &[String], work: impl Fn(&str) -> bool) -> f64 {
    let start = Instant::now();
    for _ in 0..ROUNDS {
        for name in names {
            black_box(work(black_box(name)));
        }
    }
    start.elapsed().as_secs_f64() * 1e6 / (ROUNDS * names.len()) as f64
}

fn without_third(name: &str) -> String {
    name.chars().enumerate().filter(|(at, _)| *at != 2).map(|(_, c)| c).collect()
}
