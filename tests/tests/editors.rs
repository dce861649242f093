//! What the editors know of letters without asking the server is what the core knows.

use std::collections::BTreeSet;

use imr_linter::settings::Settings;
use snapbox::{Assert, Data};

/// Editors tell letters from other text files by their titles, as the command does; Neovim and VS Code share the list.
#[test]
fn the_titles_that_editors_know_are_those_of_all_profiles() {
    let settings = Settings::default();
    let forms = settings.grammar().recogniser().forms().iter().filter(|form| !form.opening);
    let titles: BTreeSet<&str> = forms.map(|form| form.text.trim_end_matches(':')).collect();
    let list = titles.into_iter().collect::<Vec<_>>().join("\n") + "\n";
    let file = imr_tests::root().join("editors/neovim/lua/imrlint/titles.txt");
    Assert::new().action_env("SNAPSHOTS").eq(list, Data::read_from(&file, None));
}
