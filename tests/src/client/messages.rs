//! What is said: by the types of `lsp-types`, or as JSON that they must take; and, for what is no good message, anything.

use std::sync::mpsc::RecvTimeoutError;

use serde::Serialize;
use serde_json::{Value, json};
use tower_lsp::lsp_types::PublishDiagnosticsParams;
use tower_lsp::lsp_types::notification::{Notification, PublishDiagnostics};
use tower_lsp::lsp_types::request::Request;

use super::{Client, PATIENCE};
use crate::protocol;

impl Client {
    /// Sends a request and waits for its result.
    pub fn call<R: Request>(&mut self, params: R::Params) -> R::Result {
        let result = self.request(R::METHOD, &as_json(params));
        serde_json::from_value(result).expect("its shape was looked at")
    }

    /// Sends a notification.
    pub fn tell<N: Notification>(&mut self, params: N::Params) {
        self.notify(N::METHOD, &as_json(params));
    }

    /// Waits for the next notification of a kind.
    pub fn told<N: Notification>(&mut self) -> N::Params {
        serde_json::from_value(self.notification(N::METHOD)).expect("its shape was looked at")
    }

    /// Waits for the next question of a kind, which is answered by then.
    pub fn question<R: Request>(&mut self) -> R::Params {
        serde_json::from_value(self.asked(R::METHOD)).expect("its shape was looked at")
    }

    /// The next diagnostics of a document.
    pub fn published(&mut self, uri: &str) -> PublishDiagnosticsParams {
        serde_json::from_value(self.diagnostics(uri)).expect("its shape was looked at")
    }

    /// Sends a request and waits for its result.
    pub fn request(&mut self, method: &str, params: &Value) -> Value {
        let id = self.begin(method, params);
        let reply = self.reply(id);
        assert!(reply.get("error").is_none(), "{method} failed: {}", reply["error"]);
        reply["result"].clone()
    }

    /// Sends a request; gives its number.
    pub fn begin(&mut self, method: &str, params: &Value) -> i64 {
        protocol::expect_params(method, params);
        self.begin_any(method, params)
    }

    /// Sends a notification.
    pub fn notify(&mut self, method: &str, params: &Value) {
        protocol::expect_params(method, params);
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Sends a request, whatever it is, that must be refused; gives the error's code.
    pub fn refused(&mut self, method: &str, params: &Value) -> i64 {
        let reply = self.ask(method, params);
        reply["error"]["code"].as_i64().unwrap_or_else(|| panic!("{method} was not refused: {reply}"))
    }

    /// Sends a request, whatever it is, and waits for the reply.
    pub fn ask(&mut self, method: &str, params: &Value) -> Value {
        let id = self.begin_any(method, params);
        self.reply(id)
    }

    fn begin_any(&mut self, method: &str, params: &Value) -> i64 {
        self.next_id += 1;
        let id = self.next_id;
        self.open.insert(id, method.to_owned());
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        id
    }

    /// Waits for the reply to a request.
    pub fn reply(&mut self, id: i64) -> Value {
        self.wait_for(|message| message["id"] == id && message.get("method").is_none())
    }

    /// Waits for the next notification of a method.
    pub fn notification(&mut self, method: &str) -> Value {
        self.wait_for(|message| message["method"] == method)["params"].clone()
    }

    /// Waits for the next request of the server, which is answered by then.
    pub fn asked(&mut self, method: &str) -> Value {
        self.wait_for(|message| message["method"] == method && message.get("id").is_some())["params"].clone()
    }

    /// Opens a document.
    pub fn open(&mut self, uri: &str, text: &str) {
        let document = json!({ "uri": uri, "languageId": "imr", "version": 1, "text": text });
        self.notify("textDocument/didOpen", &json!({ "textDocument": document }));
    }

    /// Changes a document.
    pub fn change(&mut self, uri: &str, version: i32, changes: &Value) {
        let params = json!({ "textDocument": { "uri": uri, "version": version }, "contentChanges": changes });
        self.notify("textDocument/didChange", &params);
    }

    /// The next diagnostics of a document.
    pub fn diagnostics(&mut self, uri: &str) -> Value {
        let published = PublishDiagnostics::METHOD;
        let fits = |message: &Value| message["method"] == published && message["params"]["uri"] == uri;
        self.wait_for(fits)["params"].clone()
    }

    /// Sends a message, whatever it is.
    pub fn send(&mut self, message: &Value) {
        self.send_raw(message.to_string().as_bytes());
    }

    /// Sends the body of a message, whatever it is.
    pub fn send_raw(&mut self, body: &[u8]) {
        let header = format!("Content-Length: {}\r\n\r\n", body.len());
        self.send_bytes(&[header.as_bytes(), body].concat());
    }

    /// Sends bytes, whatever they are.
    pub fn send_bytes(&mut self, bytes: &[u8]) {
        self.server.send(bytes);
    }

    /// The first message that fits, kept from earlier or to come; others are kept, and requests answered.
    pub fn wait_for(&mut self, fits: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.kept.iter().position(&fits) {
            return self.kept.remove(at);
        }
        loop {
            match self.server.message(PATIENCE) {
                Ok(message) => {
                    self.look_at(&message);
                    self.answer(&message);
                    if fits(&message) {
                        return message;
                    }
                    self.kept.push(message);
                }
                Err(RecvTimeoutError::Timeout) => panic!("the server is silent; kept: {:?}", self.kept),
                Err(RecvTimeoutError::Disconnected) => panic!("the server is gone; kept: {:?}", self.kept),
            }
        }
    }

    /// A message of the server has the shape that its method has.
    pub(super) fn look_at(&mut self, message: &Value) {
        assert_eq!(message["jsonrpc"], "2.0", "{message}");
        if let Some(method) = message["method"].as_str() {
            protocol::expect_params(method, &message["params"]);
        } else if let Some(method) = message["id"].as_i64().and_then(|id| self.open.remove(&id))
            && let Some(result) = message.get("result")
        {
            protocol::expect_result(&method, result);
        }
    }
}

fn as_json(params: impl Serialize) -> Value {
    serde_json::to_value(params).expect("JSON")
}
