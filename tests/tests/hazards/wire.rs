//! The raw messages of a client: to a server of the test's own behind our transport, in the same process, or to
//! the real binary. Every wait has an end, and nothing is read but what a test reads.
//!
//! With `HAZARDS=plain` in the environment the test's own server runs on `tower-lsp` alone: then every test of
//! `main.rs` fails, which shows what the transport is for.

use std::io::{Read, Write};
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::Duration;

use imr_server::transport::{self, Backlog, Outbox, Served};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};
use tokio::runtime::Handle;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tower_lsp::{Client, LanguageServer, LspService, Server};

/// Only a test that fails waits so long.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);

/// Bytes on the way at once.
const BUFFER: usize = 1 << 16;

/// The client's end.
pub(crate) struct Wire {
    input: DuplexStream,
    output: DuplexStream,
    server: Running,
}

/// A server that runs.
enum Running {
    Here(JoinHandle<ExitCode>),
    Apart(Child),
}

/// Whether the server runs on `tower-lsp` alone.
pub(crate) fn plain() -> bool {
    std::env::var_os("HAZARDS").is_some_and(|value| value == "plain")
}

impl Wire {
    /// Starts a server and shakes hands.
    pub(crate) async fn start<S: LanguageServer>(server: impl FnOnce(Client, Outbox) -> S) -> Self {
        let ((output, stdin), (input, stdout)) = (duplex(BUFFER), duplex(BUFFER));
        let backlog = Backlog::default();
        let (service, socket) =
            LspService::new(|client| server(client.clone(), Outbox::new(client, backlog.clone())));
        let served = tokio::spawn(async move {
            if plain() {
                Server::new(stdin, stdout, socket).serve(service).await;
                return ExitCode::SUCCESS;
            }
            transport::serve(stdin, stdout, Served { service, socket, backlog }).await
        });
        let mut wire = Self { input, output, server: Running::Here(served) };
        wire.greet(&json!({ "capabilities": {} })).await;
        wire
    }

    /// Starts the real server and shakes hands.
    pub(crate) async fn real(initialize: &Value) -> Self {
        let mut command = Command::new(imr_tests::binary());
        command.arg("lsp").stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().expect("the server starts");
        let (mut stdin, mut stdout) = child.stdin.take().zip(child.stdout.take()).expect("pipes");
        let ((output, mut from_client), (input, mut to_client)) = (duplex(BUFFER), duplex(BUFFER));
        let (here, there) = (Handle::current(), Handle::current());
        std::thread::spawn(move || {
            let mut bytes = vec![0; BUFFER];
            while let Ok(read @ 1..) = here.block_on(from_client.read(&mut bytes)) {
                if stdin.write_all(&bytes[..read]).and_then(|()| stdin.flush()).is_err() {
                    break;
                }
            }
        });
        std::thread::spawn(move || {
            let mut bytes = vec![0; BUFFER];
            while let Ok(read @ 1..) = stdout.read(&mut bytes) {
                if there.block_on(to_client.write_all(&bytes[..read])).is_err() {
                    break;
                }
            }
        });
        let mut wire = Self { input, output, server: Running::Apart(child) };
        wire.greet(initialize).await;
        wire
    }

    async fn greet(&mut self, initialize: &Value) {
        self.request(0, "initialize", initialize).await;
        assert!(self.reply(0).await["error"].is_null());
        self.notify("initialized", &json!({})).await;
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

    /// The reply to a request; what the server says before is passed over.
    pub(crate) async fn reply(&mut self, id: i64) -> Value {
        self.passing_over(|message| message["id"] == id && message.get("method").is_none()).await
    }

    /// The first message that fits; others are passed over.
    pub(crate) async fn passing_over(&mut self, fits: impl Fn(&Value) -> bool) -> Value {
        loop {
            let message = self.receive().await;
            if fits(&message) {
                return message;
            }
        }
    }

    /// Waits until the server has ended, with the client's end still open: whether it was an orderly end.
    pub(crate) async fn ended(mut self) -> bool {
        let rest = timeout(PATIENCE, async { while self.read().await.is_ok() {} }).await;
        rest.expect("the server ends");
        match &mut self.server {
            Running::Here(served) => served.await.expect("without a panic") == ExitCode::SUCCESS,
            Running::Apart(child) => child.wait().expect("it has ended").success(),
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

impl Drop for Wire {
    fn drop(&mut self) {
        if let Running::Apart(child) = &mut self.server {
            // A failed test leaves no server behind.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
