//! What the client answers to the server's questions.

use serde_json::{Value, json};

use super::Client;

/// How questions are answered.
pub(super) struct Answers {
    /// The editor's settings, by the scope that is asked for.
    settings: Box<dyn Fn(&Value) -> Value>,
    /// Answers that are held back; none where they are sent at once.
    late: Option<Vec<Value>>,
}

impl Default for Answers {
    fn default() -> Self {
        Self { settings: Box::new(|_| Value::Null), late: None }
    }
}

impl Client {
    /// The same with settings, for a server that asks for them.
    #[must_use]
    pub fn with_settings(self, settings: Value) -> Self {
        self.with_settings_by(move |_| settings.clone())
    }

    /// The same with settings by the scope that the server asks for.
    #[must_use]
    pub fn with_settings_by(mut self, settings: impl Fn(&Value) -> Value + 'static) -> Self {
        self.answers.settings = Box::new(settings);
        self
    }

    /// Changes the settings and says so.
    pub fn configure(&mut self, settings: Value) {
        self.answers.settings = Box::new(move |_| settings.clone());
        self.notify("workspace/didChangeConfiguration", &json!({ "settings": null }));
    }

    /// From now on the server's questions wait.
    pub fn answers_late(&mut self) {
        self.answers.late = Some(Vec::new());
    }

    /// Answers what has waited.
    pub fn answer_now(&mut self) {
        for answer in self.answers.late.take().unwrap_or_default() {
            self.send(&answer);
        }
    }

    /// Answers what the server asks: settings for each item, that an edit was made, and nothing for anything else.
    pub(super) fn answer(&mut self, message: &Value) {
        let (Some(id), Some(method)) = (message.get("id"), message["method"].as_str()) else { return };
        let result = match method {
            "workspace/configuration" => {
                let items = message["params"]["items"].as_array().into_iter().flatten();
                items.map(|item| (self.answers.settings)(&item["scopeUri"])).collect()
            }
            "workspace/applyEdit" => json!({ "applied": true }),
            _ => Value::Null,
        };
        let answer = json!({ "jsonrpc": "2.0", "id": id, "result": result });
        match &mut self.answers.late {
            Some(late) => late.push(answer),
            None => self.send(&answer),
        }
    }
}
