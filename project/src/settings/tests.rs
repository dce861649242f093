use std::path::Path;

use super::*;
use crate::resolve::{Resolver, Source};

struct House(tempfile::TempDir);

impl House {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            std::fs::write(path, text).expect("written");
        }
        Self(folder)
    }

    fn resolver(&self, on_top: Vec<Layer>) -> Resolver {
        Resolver::new(Source::File(self.0.path().join("imrlint.toml")), on_top)
    }

    fn error(&self) -> SettingsFileError {
        match self.resolver(Vec::new()).settings(&self.0.path().join("a.imr")) {
            Err(crate::ResolveError::Settings(error)) => error,
            other => panic!("{other:?}"),
        }
    }
}

/// The text that a mistake is about, and what is said of it.
fn mistake(files: &[(&str, &str)]) -> (String, String) {
    match House::new(files).error() {
        SettingsFileError::Invalid { file, problem } => (file.text[problem.span].to_owned(), problem.message),
        other => panic!("{other}"),
    }
}

#[test]
fn mistakes_have_a_place_and_a_suggestion() {
    for (text, place, complaint) in [
        ("draft = 'yes'", "'yes'", "invalid type"),
        ("darft = true", "darft", "there is no setting `darft`; did you mean `draft`?"),
        ("quite = 1", "quite", "docs/settings.md has all of them"),
        ("include = 3", "3", "invalid type"),
        ("include = ['a[']", "['a[']", "this pattern is malformed"),
        ("draft = ", "", ""),
        ("audience = 'publik'", "'publik'", "did you mean `public`?"),
        ("[severity]\nS001 = 'warn'", "'warn'", "expected one of"),
        ("[placeholders]\nage = 'agee'", "'agee'", "did you mean `age`?"),
        ("[placeholders]\nage = 3", "3", "a type such as \"date\""),
        ("[placeholders]\nside = 'choice'", "'choice'", "a choice needs `values`"),
        (
            "[placeholders]\nv = { type = 'verdict', sample = 'Denied' }",
            "{ type = 'verdict', sample = 'Denied' }",
            "the sample \"Denied\" is no verdict",
        ),
        ("profile = 'g9'", "'g9'", "there is no profile called `g9`"),
        ("profiles = ['none.toml']", "['none.toml']", "there is no such file"),
        ("guidelines = ['none.tsv']", "['none.tsv']", "there is no such file"),
        ("baseline = 'none.toml'", "'none.toml'", "`imrlint baseline write` writes it"),
        ("final = true", "true", "`final` needs an audience"),
        ("final = true\ndraft = true\naudience = 'party'", "true", "a draft and final"),
        ("extend = 'none.toml'", "'none.toml'", "there is no such file"),
        ("extend = ['a.toml']", "['a.toml']", "the path of one settings file"),
        ("[overrides]\ntemplate = true", "[overrides]", "write overrides as `[[overrides]]`"),
        ("[[overrides]]\ntemplate = true", "[[overrides]]", "say for which paths"),
        ("[[overrides]]\npaths = []", "[]", "a list of patterns"),
        ("[[overrides]]\npaths = ['a']\nexclude = ['b']", "exclude", "holds for all letters, not for some"),
        ("[[overrides]]\npath = ['a']", "path", ""),
    ] {
        let (found, message) = mistake(&[("imrlint.toml", text)]);
        assert!(message.contains(complaint), "{text}: {message}");
        assert!(
            found == place || text.starts_with("[[overrides]]\npath ") || text.starts_with("[overrides]"),
            "{text}: {found}"
        );
    }
}

#[test]
fn files_extend_each_other_but_not_in_a_circle() {
    let house = House::new(&[
        (
            "imrlint.toml",
            "extend = 'base/b.toml'\nignore = ['S002']\nexclude = ['new']\n[severity]\nS003 = 'hint'\n",
        ),
        (
            "base/b.toml",
            "extend = 'c.toml'\nignore = ['S001']\nexclude = ['old']\ndraft = true\n[severity]\nS003 = 'info'\nS005 = 'info'\n",
        ),
        ("base/c.toml", "draft = false\nmarker = '[X]'\n"),
    ]);
    let effective = house.resolver(Vec::new()).settings(&house.0.path().join("a.imr")).expect("valid");
    let options = effective.settings.options();
    assert!(options.draft);
    assert_eq!(options.ignore, ["S001", "S002"]);
    let severities: Vec<_> =
        options.severity.iter().map(|(rule, severity)| (rule.as_str(), severity.name())).collect();
    assert_eq!(severities, [("S003", "hint"), ("S005", "info")]);
    assert!(
        effective.excludes(&house.0.path().join("base/old"))
            && effective.excludes(&house.0.path().join("new"))
    );
    assert!(!effective.excludes(&house.0.path().join("old")), "relative to the file that says so");
    let row = |key: &str| {
        let (file, row) = effective.places[key].last().expect("set").row().expect("in a file");
        (file.file_name().expect("a name").to_string_lossy().into_owned(), row)
    };
    assert_eq!(row("draft"), ("b.toml".to_owned(), 4));
    assert_eq!(row("marker"), ("c.toml".to_owned(), 2));
    assert_eq!(row("severity.S003"), ("imrlint.toml".to_owned(), 5));
    let (place, message) =
        mistake(&[("imrlint.toml", "extend = 'b.toml'\n"), ("b.toml", "extend = './imrlint.toml'\n")]);
    assert_eq!(place, "'./imrlint.toml'");
    assert!(message.ends_with("in a circle: imrlint.toml -> b.toml -> imrlint.toml"), "{message}");
}

#[test]
fn overrides_hold_for_their_paths_and_win_over_files_but_not_over_arguments() {
    let house = House::new(&[
        (
            "imrlint.toml",
            "extend = 'base.toml'\naudience = 'public'\ntemplate = false\n\
             [[overrides]]\npaths = ['out', '*.late']\naudience = 'party'\nignore = ['S002']\n\
             [[overrides]]\npaths = ['out/old/*.imr']\naudience = 'public'\n",
        ),
        ("base.toml", "ignore = ['S001']\n[[overrides]]\npaths = ['forms']\ntemplate = true\n"),
    ]);
    let options = |path: &str, on_top: Vec<Layer>| {
        let effective = house.resolver(on_top).settings(&house.0.path().join(path)).expect("valid");
        let options = effective.settings.options().clone();
        (
            options.audience.map(|audience| format!("{audience:?}")).expect("set"),
            options.template,
            options.ignore.join(" "),
        )
    };
    let of = |audience: &str, template, ignore: &str| (audience.to_owned(), template, ignore.to_owned());
    assert_eq!(options("a.imr", Vec::new()), of("Public", false, "S001"));
    assert_eq!(options("out/a.imr", Vec::new()), of("Party", false, "S001 S002"));
    assert_eq!(options("deep/a.late", Vec::new()), of("Party", false, "S001 S002"));
    assert_eq!(options("out/old/a.imr", Vec::new()), of("Public", false, "S001 S002"));
    assert_eq!(options("forms/a.imr", Vec::new()), of("Public", true, "S001"));
    let flag = Layer::argument("--audience", "audience", "public");
    assert_eq!(options("out/a.imr", vec![flag]), of("Public", false, "S001 S002"));
}

#[test]
fn assignments_are_toml_or_words() {
    let house = House::new(&[("imrlint.toml", "draft = false\n")]);
    let assignment = |text: &str| Layer::assignment(text, Path::new("/here"));
    let all = ["draft=true", "audience=party", "severity.S005=info", "ignore=['S001']", "exclude=['old']"];
    let layers: Vec<Layer> = all.iter().map(|text| assignment(text).expect("valid")).collect();
    let effective = house.resolver(layers).settings(&house.0.path().join("a.imr")).expect("valid");
    let options = effective.settings.options();
    assert!(options.draft && options.audience.is_some() && options.severity.contains_key("S005"));
    assert!(effective.excludes(Path::new("/here/old")));
    for (text, complaint) in [
        ("darft=true", "--config darft=true: there is no setting `darft`; did you mean `draft`?"),
        ("draft=maybe", "invalid type"),
        ("ignore=['S0100']", "there is no rule S0100; did you mean S010"),
        ("draft", "write KEY=VALUE"),
    ] {
        let error = assignment(text).expect_err(text).to_string();
        assert!(error.contains(complaint), "{error}");
    }
}

#[test]
fn unknown_rules_are_problems_and_no_errors() {
    let text = "ignore = ['S001', 'S0100']\n[severity]\nmissing-sections = 'info'\n\
                [[overrides]]\npaths = ['x']\nselect = ['V0001']\n";
    let house = House::new(&[("imrlint.toml", text)]);
    let effective = house.resolver(Vec::new()).settings(&house.0.path().join("a.imr")).expect("valid");
    let told: Vec<_> =
        effective.problems.iter().map(|(_, p)| (&text[p.span.clone()], p.message.as_str())).collect();
    assert_eq!(
        told,
        [
            ("'S0100'", "there is no rule S0100; did you mean S010 (invalid-header-field)?"),
            ("missing-sections", "there is no rule missing-sections; did you mean S001 (missing-section)?"),
            ("'V0001'", "there is no rule V0001; did you mean V001 (verdict-mismatch)?"),
        ]
    );
}

#[test]
fn the_example_of_every_setting_can_be_read() {
    let schema = schema().to_value();
    for (name, property) in schema["properties"].as_object().expect("settings") {
        let description = property["description"].as_str().unwrap_or_default();
        let example = description.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next());
        let example = example.unwrap_or_else(|| panic!("{name} has no example"));
        if ["extend", "profiles", "guidelines", "baseline"].contains(&name.as_str()) {
            let table: toml::Table = example.parse().expect("TOML");
            assert!(table.contains_key(name));
            continue;
        }
        let house = House::new(&[("imrlint.toml", example)]);
        let effective = house.resolver(Vec::new()).settings(&house.0.path().join("templates/a.imr"));
        let effective = effective.unwrap_or_else(|error| panic!("{name}: {error}"));
        let key = if name == "overrides" { "template" } else { name };
        assert!(
            effective.places.keys().any(|set| set == key || set.starts_with(&format!("{key}."))),
            "{name}"
        );
        assert_eq!(effective.problems, []);
    }
}
