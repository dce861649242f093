//! Benchmarks: what a run costs, beside something everybody knows. Prints figures and ratios and judges
//! nothing. `scripts/bench letters` runs this one.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "its figures are its output")]

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;

fn main() {
    let args: Vec<String> = env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["measure", program, rest @ ..] => measure(program, rest),
        ["letters"] | [] => letters(),
        other => panic!("unknown benchmark {other:?}; there is: letters"),
    }
}

/// Letters in a folder: time, memory and cores, beside `grep -rci` over the same folder.
fn letters() {
    let binary = imr_tests::binary();
    if cfg!(debug_assertions) {
        println!("not optimised: run it as scripts/bench");
    }
    println!("{:>28} {:>8} {:>9} {:>8} {:>8} {:>9}", "", "letters", "MB", "seconds", "MB/s", "peak MB");
    let mut seconds = Vec::new();
    for count in [500, 1000, 2000] {
        let folder = folder_of(count);
        let bytes = fs::read_dir(folder.path())
            .expect("listed")
            .map(|f| f.expect("an entry").metadata().expect("there").len());
        let bytes: u64 = bytes.sum();
        let path = folder.path().to_str().expect("UTF-8");
        let run = |name: &str, program: &Path, args: &[&str]| {
            // The first run warms the disk cache; the best of the others counts.
            let runs: Vec<Usage> = (0..4).map(|_| usage(program, args)).collect();
            let best = runs[1..].iter().min_by(|a, b| a.wall.total_cmp(&b.wall)).expect("runs");
            let megabytes = bytes as f64 / 1e6;
            println!(
                "{name:>28} {count:>8} {megabytes:>9.2} {:>8.3} {:>8.1} {:>9.1}",
                best.wall,
                megabytes / best.wall,
                best.peak_megabytes
            );
            best.clone()
        };
        let check = ["check", "--isolated", "--exit-zero", path];
        let both = run("imrlint check", binary, &check);
        let grep = run("grep -rci", Path::new("grep"), &["-rci", "necessary", path]);
        if count == 2000 {
            let one = run("imrlint check --jobs 1", binary, &[&check[..], &["--jobs", "1"]].concat());
            println!();
            println!("imrlint / grep: {:.1} times the time", both.wall / grep.wall);
            println!(
                "one core / all cores: {:.2} times the time; {:.2} cores busy",
                one.wall / both.wall,
                both.cpu / both.wall
            );
        }
        seconds.push(both.wall);
    }
    println!(
        "2000 / 1000 letters: {:.2} times the time; 1000 / 500: {:.2}",
        seconds[2] / seconds[1],
        seconds[1] / seconds[0]
    );
}

/// Letters made from the clean examples, each with numbers of its own.
fn folder_of(count: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let examples: Vec<PathBuf> = fs::read_dir(imr_tests::root().join("examples/clean"))
        .expect("examples")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    for n in 0..count {
        let text = fs::read_to_string(&examples[n % examples.len()]).expect("text");
        // A case summary of another length in each, as in life.
        let padding = "The records were reviewed as submitted by the parties. ".repeat(n * 7 % 60);
        let text = text.replacen("099", &format!("{:03}", n % 1000), 1).replacen("The plan", &padding, 1);
        let text = text.replacen(" On examination", &format!(" {padding}On examination"), 1);
        fs::write(folder.path().join(format!("letter-{n:05}.imr")), text).expect("written");
    }
    folder
}

#[derive(Clone, Debug)]
struct Usage {
    wall: f64,
    cpu: f64,
    peak_megabytes: f64,
}

/// Runs a program, its output piped, and reads what it used. A process of its own does it, because the
/// system tells the peak memory of all children together.
fn usage(program: &Path, args: &[&str]) -> Usage {
    let this = env::current_exe().expect("this program");
    let output = Command::new(this).arg("measure").arg(program).args(args).output().expect("measured");
    let text = String::from_utf8_lossy(&output.stderr);
    let line = text.lines().find_map(|line| line.strip_prefix("measured ")).expect("figures");
    let figures: Vec<f64> = line.split(' ').map(|figure| figure.parse().expect("a number")).collect();
    Usage { wall: figures[0], cpu: figures[1], peak_megabytes: figures[2] }
}

fn measure(program: &str, args: &[&str]) {
    let start = Instant::now();
    let mut child =
        Command::new(program).args(args).stdout(Stdio::piped()).spawn().expect("the program starts");
    let mut output = child.stdout.take().expect("piped");
    std::io::copy(&mut output, &mut std::io::sink()).expect("read");
    child.wait().expect("the program ends");
    let wall = start.elapsed().as_secs_f64();
    let used = getrusage(UsageWho::RUSAGE_CHILDREN).expect("figures");
    let cpu = (used.user_time() + used.system_time()).num_microseconds() as f64 / 1e6;
    eprintln!("measured {wall} {cpu} {}", used.max_rss() as f64 / 1024.0);
}
