//! The page of documentation, made from the schema.

use std::fmt::Write as _;

use serde_json::{Map, Value};

use super::document::schema;

/// What stands above the settings.
const HEAD: &str = include_str!("../../data/settings_page.md");

/// The documentation of all settings, as Markdown.
pub fn page() -> String {
    let schema = schema().to_value();
    let definitions = schema["$defs"].as_object().cloned().unwrap_or_default();
    let mut page = HEAD.to_owned();
    for (name, property) in schema["properties"].as_object().into_iter().flatten() {
        let _ = write!(page, "\n## `{name}`\n\n");
        let kind = Kind::of(property, &definitions);
        let default = match &property["default"] {
            Value::Null => String::new(),
            Value::Array(values) if values.is_empty() => String::new(),
            Value::Object(values) if values.is_empty() => String::new(),
            value => format!("; `{value}` unless set"),
        };
        let _ = writeln!(page, "{}{default}\n\n{}", kind.name, described(property));
        for (value, meaning) in kind.values {
            // A list needs a gap before it.
            let gap = if page.ends_with("```\n") { "\n" } else { "" };
            let _ = writeln!(page, "{gap}- `{value}`{meaning}");
        }
    }
    page
}

/// What may stand for a setting.
struct Kind {
    name: String,
    /// The only values, with what each means.
    values: Vec<(String, String)>,
}

impl Kind {
    fn of(schema: &Value, definitions: &Map<String, Value>) -> Self {
        let plain = |name: &str| Self { name: name.to_owned(), values: Vec::new() };
        let follow = |path: &str| path.rsplit('/').next().and_then(|name| definitions.get(name));
        if let Some(definition) = schema["$ref"].as_str().and_then(follow) {
            return Self::of(definition, definitions);
        }
        if let Some(either) = schema["anyOf"].as_array() {
            let kinds: Vec<Self> = either
                .iter()
                .filter(|one| one["type"] != "null")
                .map(|one| Self::of(one, definitions))
                .collect();
            let names: Vec<&str> = kinds.iter().map(|kind| kind.name.as_str()).collect();
            return Self {
                name: names.join(", or "),
                values: kinds.into_iter().flat_map(|kind| kind.values).collect(),
            };
        }
        if let Some(values) = schema["oneOf"].as_array() {
            return Self {
                name: "one of these words".to_owned(),
                values: values.iter().flat_map(words).collect(),
            };
        }
        let kind = match &schema["type"] {
            Value::Array(kinds) => kinds.iter().find(|kind| *kind != "null").unwrap_or(&Value::Null),
            kind => kind,
        };
        match kind.as_str().unwrap_or_default() {
            "boolean" => plain("`true` or `false`"),
            "integer" => plain("a number"),
            "array" if schema["items"]["type"] == "string" => plain("a list of texts"),
            "array" => plain("tables"),
            "object" => plain("a table"),
            _ => plain("a text"),
        }
    }
}

/// The words of one choice: alone with its meaning, or several without.
fn words(choice: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    match choice["enum"].as_array() {
        Some(values) => values.iter().map(|value| (text(value), String::new())).collect(),
        None => vec![(text(&choice["const"]), format!(": {}", described(choice).replace('\n', " ")))],
    }
}

fn described(schema: &Value) -> &str {
    schema["description"].as_str().unwrap_or_default()
}
