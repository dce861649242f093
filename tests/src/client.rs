//! A small client of the language server: speaks the protocol over pipes and insists that no message is
//! left unread.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

/// How long to wait for a message before the server counts as silent. Only a failing test waits so long.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running server.
pub struct Client {
    child: Child,
    stdin: Option<ChildStdin>,
    messages: Receiver<Value>,
    next_id: i64,
    kept: Vec<Value>,
    /// The editor's settings, for a server that asks.
    settings: Box<dyn Fn(&Value) -> Value>,
    /// Answers that are held back; none where they are sent at once.
    late: Option<Vec<Value>>,
}

impl Client {
    /// Starts the server; nothing is said yet.
    pub fn start() -> Self {
        Self::spawn(Command::new(crate::binary()).arg("lsp"))
    }

    /// Starts a server by a command.
    pub fn spawn(command: &mut Command) -> Self {
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the server starts");
        let stdout = child.stdout.take().expect("piped");
        let (sender, messages) = channel();
        thread::spawn(move || {
            let mut stdout = BufReader::new(stdout);
            while let Some(message) = read_message(&mut stdout) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        Self {
            stdin: child.stdin.take(),
            child,
            messages,
            next_id: 0,
            kept: Vec::new(),
            settings: Box::new(|_| Value::Null),
            late: None,
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

    /// The same with settings, for a server that asks for them.
    #[must_use]
    pub fn with_settings(self, settings: Value) -> Self {
        self.with_settings_by(move |_| settings.clone())
    }

    /// The same with settings by the scope that the server asks for.
    #[must_use]
    pub fn with_settings_by(mut self, settings: impl Fn(&Value) -> Value + 'static) -> Self {
        self.settings = Box::new(settings);
        self
    }

    /// From now on the server's questions wait.
    pub fn answers_late(&mut self) {
        self.late = Some(Vec::new());
    }

    /// Answers what has waited.
    pub fn answer_now(&mut self) {
        for answer in self.late.take().unwrap_or_default() {
            self.send(&answer);
        }
    }

    /// Changes the settings and says so.
    pub fn configure(&mut self, settings: Value) {
        self.settings = Box::new(move |_| settings.clone());
        self.notify("workspace/didChangeConfiguration", &json!({ "settings": null }));
    }

    /// Sends a request and waits for its result.
    pub fn request(&mut self, method: &str, params: &Value) -> Value {
        let reply = self.ask(method, params);
        assert!(reply.get("error").is_none(), "{method} failed: {}", reply["error"]);
        reply["result"].clone()
    }

    /// Sends a request that must be refused; gives the error's code.
    pub fn refused(&mut self, method: &str, params: &Value) -> i64 {
        let reply = self.ask(method, params);
        reply["error"]["code"].as_i64().unwrap_or_else(|| panic!("{method} was not refused: {reply}"))
    }

    /// Sends a request and waits for the reply.
    pub fn ask(&mut self, method: &str, params: &Value) -> Value {
        let id = self.begin(method, params);
        self.reply(id)
    }

    /// Sends a request; gives its number.
    pub fn begin(&mut self, method: &str, params: &Value) -> i64 {
        self.next_id += 1;
        let id = self.next_id;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        id
    }

    /// Waits for the reply to a request.
    pub fn reply(&mut self, id: i64) -> Value {
        self.wait_for(|message| message["id"] == id && message.get("method").is_none())
    }

    /// Sends a notification.
    pub fn notify(&mut self, method: &str, params: &Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Waits for the next notification of a method.
    pub fn notification(&mut self, method: &str) -> Value {
        self.wait_for(|message| message["method"] == method)["params"].clone()
    }

    /// Waits for the next request of the server, which was answered with nothing.
    pub fn asked(&mut self, method: &str) -> Value {
        self.wait_for(|message| message["method"] == method && message.get("id").is_some())["params"].clone()
    }

    /// Whether the server has asked for something, among the messages read so far.
    pub fn was_asked(&self, method: &str) -> bool {
        self.kept.iter().any(|message| message["method"] == method)
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
        let fits = |message: &Value| {
            message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri
        };
        self.wait_for(fits)["params"].clone()
    }

    /// The server's process.
    pub fn process(&mut self) -> &mut Child {
        &mut self.child
    }

    /// Closes the pipe to the server without a word.
    pub fn hang_up(&mut self) {
        self.stdin = None;
    }

    /// Waits until the server has ended by itself.
    pub fn ended(mut self) -> ExitStatus {
        self.child.wait().expect("the server ends")
    }

    /// Says goodbye; the server must end by itself, its input still open, and no message may be left over, nor any
    /// question that the case did not expect.
    pub fn exit(mut self) -> ExitStatus {
        let id = self.begin("shutdown", &Value::Null);
        self.reply(id);
        self.notify("exit", &Value::Null);
        let status = self.child.wait().expect("the server ends");
        let left: Vec<Value> = self.messages.iter().collect();
        self.kept.extend(left);
        assert_eq!(self.kept, Vec::<Value>::new(), "messages left over");
        status
    }

    /// Sends a message.
    pub fn send(&mut self, message: &Value) {
        self.send_raw(message.to_string().as_bytes());
    }

    /// Sends the body of a message, whatever it is.
    pub fn send_raw(&mut self, body: &[u8]) {
        let stdin = self.stdin.as_mut().expect("open");
        write!(stdin, "Content-Length: {}\r\n\r\n", body.len()).expect("the server reads");
        stdin.write_all(body).expect("the server reads");
        stdin.flush().expect("the server reads");
    }

    /// The first message that fits, kept from earlier or to come; others are kept, and requests answered.
    pub fn wait_for(&mut self, fits: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.kept.iter().position(&fits) {
            return self.kept.remove(at);
        }
        loop {
            match self.messages.recv_timeout(PATIENCE) {
                Ok(message) => {
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

    /// Answers what the server asks: settings for each item, and nothing for anything else.
    fn answer(&mut self, message: &Value) {
        let (Some(id), Some(method)) = (message.get("id"), message["method"].as_str()) else { return };
        let result = match method {
            "workspace/configuration" => {
                let items = message["params"]["items"].as_array().into_iter().flatten();
                items.map(|item| (self.settings)(&item["scopeUri"])).collect()
            }
            _ => Value::Null,
        };
        let answer = json!({ "jsonrpc": "2.0", "id": id, "result": result });
        match &mut self.late {
            Some(late) => late.push(answer),
            None => self.send(&answer),
        }
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // A failed test leaves no server behind.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn read_message(stdout: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if stdout.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim().split_once(':') {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                length = value.trim().parse().ok()?;
            }
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length];
    stdout.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}
