//! Both ends of a session in one process: a server of the test's own behind our transport, and the raw
//! messages of a client.
//!
//! With `HAZARDS=plain` in the environment the server runs on `tower-lsp` alone: then every test of `main.rs`
//! fails, which shows what the transport is for.

use std::process::ExitCode;
use std::time::Duration;

use imr_server::transport;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, ReadHalf, WriteHalf, duplex, split};
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tower_lsp::{Client, LanguageServer, LspService, Server};

/// Only a test that fails waits so long.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);

/// The client's end.
pub(crate) struct Wire {
    input: ReadHalf<DuplexStream>,
    output: WriteHalf<DuplexStream>,
    pub(crate) served: JoinHandle<ExitCode>,
}

/// Whether the server runs on `tower-lsp` alone.
pub(crate) fn plain() -> bool {
    std::env::var_os("HAZARDS").is_some_and(|value| value == "plain")
}

impl Wire {
    /// Starts a server and shakes hands.
    pub(crate) async fn start<S: LanguageServer>(server: impl FnOnce(Client) -> S) -> Self {
        let (client, end) = duplex(1 << 16);
        let (stdin, stdout) = split(end);
        let (service, socket) = LspService::new(server);
        let served = tokio::spawn(async move {
            if plain() {
                Server::new(stdin, stdout, socket).serve(service).await;
                return ExitCode::SUCCESS;
            }
            transport::serve(stdin, stdout, service, socket).await
        });
        let (input, output) = split(client);
        let mut wire = Self { input, output, served };
        wire.request(0, "initialize", &json!({ "capabilities": {} })).await;
        assert!(wire.reply(0).await["error"].is_null());
        wire.notify("initialized", &json!({})).await;
        wire
    }

    pub(crate) async fn request(&mut self, id: i64, method: &str, params: &Value) {
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params })).await;
    }

    pub(crate) async fn notify(&mut self, method: &str, params: &Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params })).await;
    }

    /// Sends a change; the version is all that the servers of these tests look at.
    pub(crate) async fn change(&mut self, version: i64) {
        let document = json!({ "uri": "file:///a.imr", "version": version });
        let params = json!({ "textDocument": document, "contentChanges": [{ "text": "x" }] });
        self.notify("textDocument/didChange", &params).await;
    }

    /// Asks for a hover; the column says what the server shall do.
    pub(crate) async fn hover(&mut self, id: i64, column: u32) {
        let position = json!({ "line": 0, "character": column });
        let params = json!({ "textDocument": { "uri": "file:///a.imr" }, "position": position });
        self.request(id, "textDocument/hover", &params).await;
    }

    /// Sends a message; fails when the server does not take it.
    pub(crate) async fn send(&mut self, message: &Value) {
        let body = message.to_string();
        let frame = format!("Content-Length: {}\r\n\r\n{body}", body.len());
        let sent = timeout(PATIENCE, self.output.write_all(frame.as_bytes())).await;
        sent.expect("the server reads").expect("the server is there");
    }

    /// The next message of the server.
    pub(crate) async fn receive(&mut self) -> Value {
        timeout(PATIENCE, self.read()).await.expect("the server answers").expect("the server is there")
    }

    /// The reply to a request; requests of the server that come before are passed over.
    pub(crate) async fn reply(&mut self, id: i64) -> Value {
        loop {
            let message = self.receive().await;
            if message["id"] == id && message.get("method").is_none() {
                return message;
            }
        }
    }

    async fn read(&mut self) -> std::io::Result<Value> {
        let mut header = Vec::new();
        while !header.ends_with(b"\r\n\r\n") {
            header.push(self.input.read_u8().await?);
        }
        let header = String::from_utf8(header).expect("ASCII");
        let length = header.lines().find_map(|line| line.strip_prefix("Content-Length: "));
        let mut body = vec![0; length.expect("a length").parse().expect("a number")];
        self.input.read_exact(&mut body).await?;
        Ok(serde_json::from_slice(&body).expect("JSON"))
    }
}

/// Waits until the server has ended, with the client's end still open.
pub(crate) async fn end_of(served: JoinHandle<ExitCode>) -> ExitCode {
    timeout(PATIENCE, served).await.expect("the server ends").expect("without a panic")
}
