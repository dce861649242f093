//! A small client of the language server: speaks the protocol over pipes, looks at the shape of every message, and
//! insists that no message is left unread.

mod answers;
mod messages;
mod server;

use std::collections::HashMap;
use std::process::{Child, Command, ExitStatus};
use std::time::Duration;

use serde_json::{Value, json};

use answers::Answers;
use server::Server;

/// How long to wait for a message, or for the end, before the server counts as silent. Only a failing test waits so long.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running server, and what was said.
pub struct Client {
    server: Server,
    next_id: i64,
    /// The methods of requests that are open, by number.
    open: HashMap<i64, String>,
    /// Messages that nobody has asked for yet.
    kept: Vec<Value>,
    answers: Answers,
}

impl Client {
    /// Starts the server; nothing is said yet.
    pub fn start() -> Self {
        Self::spawn(Command::new(crate::binary()).arg("lsp"))
    }

    /// Starts a server by a command.
    pub fn spawn(command: &mut Command) -> Self {
        Self {
            server: Server::start(command),
            next_id: 0,
            open: HashMap::new(),
            kept: Vec::new(),
            answers: Answers::default(),
        }
    }

    /// Starts the server and shakes hands.
    pub fn initialized(capabilities: &Value) -> Self {
        let mut client = Self::start();
        client.initialize(&json!({ "processId": null, "rootUri": null, "capabilities": capabilities }));
        client
    }

    /// Shakes hands; gives the server's capabilities.
    pub fn initialize(&mut self, params: &Value) -> Value {
        let result = self.request("initialize", params);
        self.notify("initialized", &json!({}));
        result["capabilities"].clone()
    }

    /// The server's process.
    pub fn process(&mut self) -> &mut Child {
        self.server.process()
    }

    /// Closes the pipe to the server without a word.
    pub fn hang_up(&mut self) {
        self.server.hang_up();
    }

    /// Says goodbye; the server must end by itself, its input still open.
    pub fn exit(mut self) -> ExitStatus {
        self.request("shutdown", &Value::Null);
        self.notify("exit", &Value::Null);
        self.ended()
    }

    /// Waits until the server has ended by itself. No message may be left over, nor any question that the case did
    /// not expect.
    pub fn ended(mut self) -> ExitStatus {
        let Some(status) = self.server.ended(PATIENCE) else {
            panic!("the server does not end, and was killed; kept: {:?}", self.kept)
        };
        self.nothing_is_left();
        status
    }

    /// After its end: the server has said nothing that nobody has asked for.
    fn nothing_is_left(&mut self) {
        while let Ok(message) = self.server.message(PATIENCE) {
            self.look_at(&message);
            self.kept.push(message);
        }
        assert_eq!(std::mem::take(&mut self.kept), Vec::<Value>::new(), "messages left over");
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // A failed test leaves no server behind.
        self.server.kill();
        if !std::thread::panicking() {
            self.nothing_is_left();
        }
    }
}
