//! Traces: the traffic of a session, written down on request only, and played again for tests.
//!
//! Each line of a trace is one message, `{"client": ...}` or `{"server": ...}`. No word of a letter is in it.

mod mask;
mod record;
mod replay;

use std::path::Path;
use std::process::ExitCode;

use tokio::io::{AsyncRead, AsyncWrite, BufReader, duplex, split};
use tower_lsp::LanguageServer;

use crate::transport::{self, Served};
use record::Recorder;

/// Who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Client,
    Server,
}

impl Side {
    fn name(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Server => "server",
        }
    }
}

/// Bytes on the way at once.
const BUFFER: usize = 64 * 1024;

/// Serves a client and writes down what both say.
pub(crate) async fn recorded<S: LanguageServer>(
    path: &Path,
    input: impl AsyncRead + Send + Unpin + 'static,
    output: impl AsyncWrite + Send + Unpin + 'static,
    served: Served<S>,
) -> std::io::Result<ExitCode> {
    let recorder = std::sync::Arc::new(Recorder::open(path)?);
    let (near_input, far_input) = duplex(BUFFER);
    let (near_output, far_output) = duplex(BUFFER);
    let listener = recorder.clone();
    // It may wait for the client without end, so nobody waits for it.
    tokio::spawn(async move { listener.pass(Side::Client, input, far_input).await });
    let written = tokio::spawn(async move { recorder.pass(Side::Server, far_output, output).await });
    let code = transport::serve(near_input, near_output, served).await;
    let _ = tokio::time::timeout(transport::GRACE, written).await;
    Ok(code)
}

/// Plays a session to the server; `tell` hears each message of the server as a line.
pub(crate) async fn replayed<S: LanguageServer>(
    path: &Path,
    served: Served<S>,
    mut tell: impl FnMut(String),
) -> std::io::Result<ExitCode> {
    let lines = replay::read(&std::fs::read_to_string(path)?).map_err(std::io::Error::other)?;
    let (client, server) = duplex(BUFFER);
    let (from_client, to_client) = split(server);
    let serving = tokio::spawn(transport::serve(from_client, to_client, served));
    let (from_server, mut to_server) = split(client);
    let mut from_server = BufReader::new(from_server);
    let tell = |message: &serde_json::Value| tell(replay::line(message).to_string());
    let played = replay::play(&lines, &mut from_server, &mut to_server, tell).await;
    drop((from_server, to_server));
    let code = serving.await.map_err(std::io::Error::other)?;
    played.map(|()| code).map_err(std::io::Error::other)
}
