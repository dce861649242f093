//! Importing a guideline: documents made from the index, whole, moved, broken.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use imr_linter::guideline::import::{ImportError, read_document};
use imr_linter::guideline::{EditionId, Index, Topic};
use imr_tests::guideline_document::{pages, pdf};
use lopdf::{EncryptionState, EncryptionVersion, Permissions};

const EDITION: &str = "chronic-pain-2009";

fn index() -> (Index, EditionId) {
    let index = Index::built_in();
    let edition = index.find_edition(EDITION).expect("there");
    (index, edition)
}

/// Whether a heading follows on the next page at the latest: where the index has a gap, the document cannot show
/// the end. Entries run to the next entry, which is not what the index says of them.
fn shows_its_end(topic: &Topic) -> bool {
    topic.parent.is_none() && !topic.name.starts_with("Introduction")
}

/// From page 50 on, everything stands one page later.
fn later(page: u16) -> u16 {
    page + u16::from(page >= 50)
}

#[test]
fn a_document_as_the_index_has_it_differs_in_no_topic() {
    let (index, edition) = index();
    let reading = read_document(&index, edition, &pages(&index, edition, |page| page)).expect("believed");
    let names = |ids: &[_]| ids.iter().map(|id| index.topic(*id).name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&reading.missing), Vec::<String>::new());
    let mut differences = reading.differences(&index).filter(|(id, ..)| shows_its_end(index.topic(*id)));
    assert_eq!(differences.next().map(|(id, a, b)| (index.topic(id).name.clone(), a, b)), None);
}

#[test]
fn pages_that_moved_are_found_where_they_are() {
    let (index, edition) = index();
    let reading = read_document(&index, edition, &pages(&index, edition, later)).expect("believed");
    assert_eq!(reading.last_page, 128);
    for (id, found) in &reading.found {
        let topic = index.topic(*id);
        let before = topic.pages.expect("compared");
        if shows_its_end(topic) {
            // The page that the shift has opened up shows no end either.
            let ends = [later(before.last), later(before.last + 1) - 1];
            assert!(
                found.first == later(before.first) && ends.contains(&found.last),
                "{}: {found}",
                topic.name
            );
        } else {
            assert_eq!(found.first, later(before.first), "{}", topic.name);
        }
    }
}

#[test]
fn front_matter_and_a_list_of_contents_count_for_nothing() {
    let (index, edition) = index();
    let text = pages(&index, edition, |page| page);
    let contents =
        index.topics_of(edition).filter_map(|(_, t)| Some(format!("{} ..... {}", t.name, t.pages?.first)));
    let mut with: Vec<String> = vec!["The cover of the document, with a title and a date".to_owned()];
    with.push(contents.collect::<Vec<_>>().join("\n"));
    with.extend(text.iter().cloned());
    let plain = read_document(&index, edition, &text).expect("believed");
    assert_eq!(read_document(&index, edition, &with), Ok(plain));
}

#[test]
fn what_is_not_the_document_is_not_believed() {
    let (index, edition) = index();
    let text = pages(&index, edition, |page| page);
    let read = |pages: &[String]| read_document(&index, edition, pages).expect_err("not believed");
    assert!(matches!(
        read(&text[..80]),
        ImportError::OtherDocument { .. } | ImportError::Truncated { last: 80, .. }
    ));
    assert!(matches!(read(&text[..110]), ImportError::Truncated { last: 110, expected: 127, .. }));
    assert_eq!(read(&vec![String::new(); 127]), ImportError::NoText);
    let mut scanned = text.clone();
    scanned.iter_mut().step_by(3).for_each(String::clear);
    assert!(matches!(read(&scanned), ImportError::PartlyScanned { pages: 127, .. }));
    let novel = vec![
            "Chronic Pain Medical Treatment 2016. A story of some length that speaks of other things."
                .to_owned();
            127
        ];
    let told = read(&novel).to_string();
    assert!(told.contains("speak of Chronic Pain Medical Treatment 2016"), "{told}");
    let other = index.find_edition("opioids-2016").expect("there");
    let told = read_document(&index, other, &text).expect_err("no pages").to_string();
    assert!(told.contains("chronic-pain-2009 can be imported"), "{told}");
}

/// A folder with a letter that cites muscle relaxants on their page in the index, and a data folder.
struct User {
    folder: tempfile::TempDir,
}

impl User {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let letter = "IMR ISSUES, DECISIONS AND RATIONALES\n\nCyclobenzaprine 10 mg #30: Upheld\n\n\
            Claims Administrator guideline: Decision based on MTUS Chronic Pain Treatment Guidelines Muscle relaxants (for pain) Page(s): 63.\n\n\
            MAXIMUS guideline: Decision based on MTUS Chronic Pain Treatment Guidelines Muscle relaxants (for pain) Page(s): 63.\n\n\
            Decision rationale: It is for short use. It is not medically necessary.\n";
        fs::write(folder.path().join("letter.imr"), letter).expect("written");
        Self { folder }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn run(&self, args: &[&str]) -> Output {
        let mut command = Command::new(imr_tests::binary());
        command.current_dir(self.path()).env("IMRLINT_DATA_DIR", self.path().join("data")).args(args);
        command.output().expect("it runs")
    }

    fn import(&self, name: &str, bytes: &[u8]) -> (bool, String) {
        fs::write(self.path().join(name), bytes).expect("written");
        let output = self.run(&["guideline", "import", EDITION, name]);
        let printed = [output.stdout, output.stderr].concat();
        (output.status.success(), String::from_utf8(printed).expect("text"))
    }

    /// The severity and message of the letter's C003 finding on the reviewer's line.
    fn unsupported_page(&self, args: &[&str]) -> Vec<String> {
        let base = ["check", "letter.imr", "--select", "C003", "--output-format", "concise", "--quiet"];
        let output = self.run(&[&base[..], args].concat());
        let text = String::from_utf8(output.stdout).expect("text");
        text.lines().map(str::to_owned).collect()
    }
}

fn bytes(document: &mut lopdf::Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("saved");
    bytes
}

#[test]
fn an_imported_pdf_turns_pages_into_facts() {
    let user = User::new();
    assert_eq!(user.unsupported_page(&[]), Vec::<String>::new());
    let (index, edition) = index();
    let (imported, told) = user.import("mtus.pdf", &bytes(&mut pdf(&pages(&index, edition, later))));
    assert!(imported, "{told}");
    assert!(told.contains("  Muscle relaxants (for pain): 63-66 -> 64-67\n"), "{told}");
    let found = user.unsupported_page(&[]);
    assert!(found.iter().any(|line| line.contains("error") && line.contains("on pages 64-67")), "{found:?}");
    assert_eq!(user.unsupported_page(&["--isolated"]), Vec::<String>::new());
    let same = user.run(&["guideline", "verify", EDITION, "mtus.pdf"]);
    assert!(same.status.success(), "{}", String::from_utf8_lossy(&same.stdout));
    assert!(user.run(&["guideline", "forget", EDITION]).status.success());
    assert_eq!(user.unsupported_page(&[]), Vec::<String>::new());
}

#[test]
fn text_with_form_feeds_is_as_good() {
    let user = User::new();
    let (index, edition) = index();
    let (imported, told) = user.import("mtus.txt", pages(&index, edition, later).join("\x0c").as_bytes());
    assert!(imported, "{told}");
    assert!(told.contains("  Weaning of medications: 124 -> 125\n"), "{told}");
}

#[test]
fn bad_documents_are_refused_and_nothing_is_kept() {
    let user = User::new();
    let (index, edition) = index();
    let mut whole = pdf(&pages(&index, edition, |page| page));
    let good = bytes(&mut whole);
    let mut locked = whole.clone();
    let version = EncryptionVersion::V2 {
        document: &whole,
        owner_password: "owner",
        user_password: "user",
        key_length: 40,
        permissions: Permissions::all(),
    };
    locked.encrypt(&EncryptionState::try_from(version).expect("a state")).expect("encrypted");
    for (name, bytes, reason) in [
        ("locked.pdf", bytes(&mut locked), "encrypted: save a copy without a password"),
        ("cut.pdf", good[..good.len() / 2].to_vec(), "damaged or not complete"),
        ("scan.pdf", bytes(&mut pdf(&vec![String::new(); 127])), "holds no text: if it is a scan"),
        ("short.pdf", bytes(&mut pdf(&pages(&index, edition, |page| page)[..110])), "ends with page 110"),
        ("noise.bin", vec![0, 159, 1, 2, 0, 0, 3], "neither a PDF nor text"),
        ("empty.txt", Vec::new(), "neither a PDF nor text"),
        (
            "letter.txt",
            b"Dear reader, this is no guideline but a letter of some length to a friend.".to_vec(),
            "does not look like",
        ),
    ] {
        let (imported, told) = user.import(name, &bytes);
        assert!(!imported && told.contains(reason) && told.contains(name), "{name}: {told}");
        assert!(!user.path().join("data").exists(), "{name}: something was kept");
    }
    let missing = user.run(&["guideline", "import", EDITION, "nowhere.pdf"]);
    assert_eq!(String::from_utf8_lossy(&missing.stderr), "error: nowhere.pdf: there is no such file\n");
}

#[test]
fn a_spoilt_store_is_told() {
    let user = User::new();
    fs::create_dir_all(user.path().join("data/guidelines")).expect("made");
    fs::write(user.path().join("data/guidelines/chronic-pain-2009.toml"), "edition = 3").expect("written");
    let output = user.run(&["check", "letter.imr"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("import it again"));
    assert_ne!(user.run(&["check", "letter.imr", "--isolated"]).status.code(), Some(2));
}
