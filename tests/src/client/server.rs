//! The server's process and the pipes to it: bodies of messages in their frames.

use std::io::{self, BufRead, BufReader, ErrorKind, Write};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use serde_json::Value;
use wait_timeout::ChildExt;

/// A running server.
pub(super) struct Server {
    child: Child,
    stdin: Option<ChildStdin>,
    messages: Receiver<io::Result<Value>>,
    killed: bool,
}

impl Server {
    pub(super) fn start(command: &mut Command) -> Self {
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the server starts");
        let mut stdout = BufReader::new(child.stdout.take().expect("piped"));
        let (sender, messages) = channel();
        thread::spawn(move || {
            while let Some(message) = read(&mut stdout).transpose() {
                let broken = message.is_err();
                if sender.send(message).is_err() || broken {
                    break;
                }
            }
        });
        Self { stdin: child.stdin.take(), child, messages, killed: false }
    }

    pub(super) fn process(&mut self) -> &mut Child {
        &mut self.child
    }

    pub(super) fn hang_up(&mut self) {
        self.stdin = None;
    }

    /// Sends bytes as they are.
    pub(super) fn send(&mut self, bytes: &[u8]) {
        let stdin = self.stdin.as_mut().expect("open");
        stdin.write_all(bytes).and_then(|()| stdin.flush()).expect("the server reads");
    }

    /// The next message.
    pub(super) fn message(&self, patience: Duration) -> Result<Value, RecvTimeoutError> {
        match self.messages.recv_timeout(patience)? {
            Ok(message) => Ok(message),
            // Its last message may be half of one.
            Err(_) if self.killed => Err(RecvTimeoutError::Disconnected),
            Err(error) => panic!("what the server says is no message: {error}"),
        }
    }

    /// Waits until it has ended by itself. One that does not end is killed.
    pub(super) fn ended(&mut self, patience: Duration) -> Option<ExitStatus> {
        let status = self.child.wait_timeout(patience).expect("a child");
        if status.is_none() {
            self.kill();
        }
        status
    }

    /// Kills it, if it has not ended.
    pub(super) fn kill(&mut self) {
        if self.child.try_wait().is_ok_and(|status| status.is_none()) {
            self.killed = true;
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

/// The next message, or nothing at the end.
fn read(stdout: &mut impl BufRead) -> io::Result<Option<Value>> {
    let wrong = |what: &str| io::Error::new(ErrorKind::InvalidData, what.to_owned());
    let mut length = None;
    loop {
        let mut line = String::new();
        if stdout.read_line(&mut line)? == 0 {
            return if length.is_none() { Ok(None) } else { Err(wrong("it ends within a header")) };
        }
        let line = line.strip_suffix("\r\n").ok_or_else(|| wrong("a header's line has no end"))?;
        match (line.split_once(": "), length) {
            (Some(("Content-Length", value)), None) => {
                length = Some(value.parse().map_err(|_| wrong("the length is no number"))?);
            }
            (None, Some(length)) if line.is_empty() => {
                let mut body = vec![0; length];
                stdout.read_exact(&mut body)?;
                return Ok(Some(serde_json::from_slice(&body)?));
            }
            _ => return Err(wrong("a header is not as it should be")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn what_does_not_end_is_killed() {
        let mut server = Server::start(Command::new("sleep").arg("1000"));
        assert_eq!(server.ended(Duration::ZERO), None);
        assert!(!server.process().try_wait().expect("a child").expect("it has ended").success());
    }

    #[test]
    fn what_is_no_message_is_an_error() {
        let said = |bytes: &str| read(&mut bytes.as_bytes());
        assert_eq!(said("").expect("the end"), None);
        assert_eq!(said("Content-Length: 2\r\n\r\n{}").expect("a message"), Some(serde_json::json!({})));
        for broken in [
            "Content-Length: 2\r\n\r\n{",
            "Content-Length: 2\r\n\r\n{x",
            "Content-Length: 2\r\n",
            "Content-Length: 2\n\n{}",
            "Content-Length: two\r\n\r\n{}",
            "\r\n{}",
            "{}",
        ] {
            assert!(said(broken).is_err(), "{broken:?}");
        }
    }
}
