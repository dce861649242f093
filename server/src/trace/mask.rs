//! What a trace shows of a message: its shape and its numbers, and no word of a letter. Letters of words
//! become `x` and digits `0`, each as wide as it was, so that lines and columns stay true and a trace can be
//! played again.

use std::collections::HashMap;

use imr_linter::rules;
use serde_json::{Map, Value};

use crate::methods::execute_command::COMMANDS;

/// Names that the protocol and this server give to members of messages; any other name is masked, too.
const NAMES: &str = include_str!("../../data/trace/names.txt");
/// Members whose text is chosen from a fixed set, by the protocol or by this server.
const OPEN: [&str; 16] = [
    "jsonrpc",
    "method",
    "kind",
    "languageId",
    "source",
    "code",
    "codes",
    "trace",
    "positionEncoding",
    "positionEncodings",
    "command",
    "only",
    "resultId",
    "previousResultId",
    "section",
    "triggerCharacters",
];

/// Masks the messages of one session: the same address is the same number throughout.
#[derive(Debug, Default)]
pub(super) struct Mask {
    addresses: HashMap<String, usize>,
}

impl Mask {
    /// A message without its words.
    pub(super) fn message(&mut self, message: &Value) -> Value {
        self.value(message)
    }

    fn value(&mut self, value: &Value) -> Value {
        match value {
            Value::String(text) if is_address(text) => Value::String(self.address(text)),
            Value::String(text) => Value::String(text.chars().map(masked).collect()),
            Value::Array(items) => Value::Array(items.iter().map(|item| self.value(item)).collect()),
            Value::Object(members) => Value::Object(self.members(members)),
            other => other.clone(),
        }
    }

    fn members(&mut self, members: &Map<String, Value>) -> Map<String, Value> {
        let mut shown = Map::new();
        for (name, value) in members {
            let value = match name.as_str() {
                // What a client can do says nothing of a letter.
                "capabilities" => value.clone(),
                // When the session is played again, that process is gone or another.
                "processId" => Value::Null,
                name if OPEN.contains(&name) && is_word(value) && is_of_ours(name, value) => value.clone(),
                _ => self.value(value),
            };
            shown.insert(self.name(name), value);
        }
        shown
    }

    fn name(&mut self, name: &str) -> String {
        if NAMES.lines().any(|known| known == name) {
            name.to_owned()
        } else if is_address(name) {
            self.address(name)
        } else {
            name.chars().map(masked).collect()
        }
    }

    /// An address names a file, and files are called after people: it is told apart from others by number.
    fn address(&mut self, address: &str) -> String {
        let next = self.addresses.len() + 1;
        let number = *self.addresses.entry(address.to_owned()).or_insert(next);
        let end = ["toml", "imrt", "txt"].into_iter().find(|end| address.ends_with(&format!(".{end}")));
        format!("untitled:{number}.{}", end.unwrap_or("imr"))
    }
}

/// Whether a text is an address of a document or folder.
fn is_address(text: &str) -> bool {
    let scheme = text.split_once(':').map_or("", |(scheme, _)| scheme);
    let named = !scheme.is_empty() && scheme.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    named && !text.contains(char::is_whitespace) && (text.contains(":/") || scheme == "untitled")
}

/// Whether all of a value is words of the protocol: letters, digits and few signs, no sentence.
fn is_word(value: &Value) -> bool {
    match value {
        Value::String(text) => {
            text.len() <= 64 && text.chars().all(|c| c.is_ascii_alphanumeric() || "-_./$:".contains(c))
        }
        Value::Array(items) => items.iter().all(is_word),
        _ => false,
    }
}

/// Whether a code is a rule's and a command this server's, where others may be anything.
fn is_of_ours(name: &str, value: &Value) -> bool {
    let is = match name {
        "code" | "codes" => |text: &str| rules::find(text).is_some(),
        "command" => |text: &str| COMMANDS.contains(&text),
        _ => return true,
    };
    let one = |value: &Value| value.as_str().is_some_and(is);
    value.as_array().map_or_else(|| one(value), |items| items.iter().all(one))
}

/// A character that is as wide as another, in every encoding, and says nothing.
fn masked(c: char) -> char {
    match c {
        _ if c.is_ascii_digit() => '0',
        _ if c.is_ascii_alphabetic() => 'x',
        _ if c.is_ascii() => c,
        _ => match c.len_utf8() {
            2 => '\u{e9}',
            3 => '\u{2026}',
            _ => '\u{1f600}',
        },
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn shapes_stay_and_words_go() {
        let message = json!({
            "method": "textDocument/didOpen",
            "params": { "textDocument": {
                "uri": "file:///home/ann/Doe.imr", "version": 3,
                "text": "Ann Doe, 51:\r\n\tUpheld \u{e4}\u{4e00}\u{1f601}.",
            }, "Canarybird": "bird" },
        });
        let shown = Mask::default().message(&message);
        let expected = json!({
            "method": "textDocument/didOpen",
            "params": { "textDocument": {
                "uri": "untitled:1.imr", "version": 3,
                "text": "xxx xxx, 00:\r\n\txxxxxx \u{e9}\u{2026}\u{1f600}.",
            }, "xxxxxxxxxx": "xxxx" },
        });
        assert_eq!(shown, expected);
    }

    #[test]
    fn one_address_is_one_number_wherever_it_stands() {
        let mut mask = Mask::default();
        let edit = json!({ "changes": { "file:///b.imr": [], "file:///a.imr": [] } });
        mask.message(&json!({ "uri": "file:///a.imr" }));
        let shown = mask.message(&edit);
        assert_eq!(shown, json!({ "changes": { "untitled:1.imr": [], "untitled:2.imr": [] } }));
    }

    #[test]
    fn a_sentence_is_masked_even_where_a_word_would_stand() {
        let shown = Mask::default().message(&json!({ "kind": "Ann Doe", "method": "a/b" }));
        assert_eq!(shown, json!({ "kind": "xxx xxx", "method": "a/b" }));
    }

    #[test]
    fn codes_and_commands_of_others_are_masked() {
        let shown = Mask::default()
            .message(&json!([{ "code": "Doe" }, { "code": "S001", "codes": ["S001", "Ann"] }]));
        assert_eq!(shown, json!([{ "code": "xxx" }, { "code": "S001", "xxxxx": ["x000", "xxx"] }]));
        let shown = Mask::default().message(&json!([{ "command": "Doe" }, { "command": COMMANDS[0] }]));
        assert_eq!(shown, json!([{ "command": "xxx" }, { "command": COMMANDS[0] }]));
    }
}
