//! The gate before the handlers: it keeps the order of the wire, survives panics, and notices when the
//! session ends.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::task::{Context, Poll};

use futures_util::future::{BoxFuture, ready};
use futures_util::task::noop_waker_ref;
use futures_util::{FutureExt, poll};
use serde_json::Value;
use tokio::sync::Semaphore;
use tower_lsp::jsonrpc::{Error, ErrorCode, Id, Request, RequestBuilder, Response};
use tower_service::Service;

use super::{Session, watch};

/// What the protocol answers to whatever comes before `initialize`.
const NOT_INITIALIZED: i64 = -32002;

/// The service behind the gate, which `tower-lsp` calls in the order of the wire.
///
/// A message is begun at once, within [`Service::call`]: what its handler does before it first waits
/// happens in the order of the wire. A notification that does wait holds back all that follows it.
pub(super) struct Gate<S> {
    inner: S,
    session: Arc<Session>,
    /// One turn at a time.
    turns: Arc<Semaphore>,
}

impl<S> Gate<S> {
    pub(super) fn new(inner: S, session: Arc<Session>) -> Self {
        Self { inner, session, turns: Arc::new(Semaphore::new(1)) }
    }

    /// A message's handling, not to begin before all notifications before it are done.
    fn in_turn<E: Send + 'static>(&self, mut reply: Reply<E>, notification: bool) -> Reply<E> {
        let turns = self.turns.clone();
        let handling = async move {
            // Turns are given in the order in which they were first asked for.
            let turn = turns.acquire_owned().await;
            if notification {
                return reply.await;
            }
            match poll!(&mut reply) {
                Poll::Ready(done) => done,
                Poll::Pending => {
                    drop(turn);
                    reply.await
                }
            }
        };
        handling.boxed()
    }

    /// The reply to a request before `initialize` or after `shutdown`, known to the server or not.
    fn refusal(&self, id: Id, method: &str) -> Option<Response> {
        let error = if self.session.shut_down.load(Ordering::Acquire) {
            Error::invalid_request()
        } else if method != "initialize" && !self.session.greeted.load(Ordering::Acquire) {
            Error {
                code: ErrorCode::ServerError(NOT_INITIALIZED),
                message: "Server not initialized".into(),
                data: None,
            }
        } else if method.starts_with("$/") {
            // What begins like this may be passed over only where nobody waits for an answer.
            Error::method_not_found()
        } else {
            return None;
        };
        Some(Response::from_error(id, error))
    }

    /// Whether a message may pass those that wait.
    fn passes(method: &str) -> bool {
        matches!(method, "$/cancelRequest" | "exit")
    }
}

type Reply<E> = BoxFuture<'static, Result<Option<Response>, E>>;

impl<S> Service<Request> for Gate<S>
where
    S: Service<Request, Response = Option<Response>, Future: Send + 'static, Error: Send + 'static>,
{
    type Response = Option<Response>;
    type Error = S::Error;
    type Future = Reply<S::Error>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        // Messages behind `exit` are passed over one by one; an error here would leave answers unsent.
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let request = as_meant(request);
        let (id, method) = (request.id().cloned(), request.method().to_owned());
        if let Some(refusal) = id.clone().and_then(|id| self.refusal(id, &method)) {
            return ready(Ok(Some(refusal))).boxed();
        }
        let process = if method == "initialize" { watch::number(&request) } else { None };
        let begun = catch_unwind(AssertUnwindSafe(|| self.inner.call(request)));
        let survived = match begun {
            Ok(reply) => AssertUnwindSafe(reply).catch_unwind().boxed(),
            Err(panic) => ready(Err(panic)).boxed(),
        };
        let (name, request, session) = (method.clone(), id.clone(), self.session.clone());
        let mut reply: Reply<S::Error> = survived
            .map(move |done| {
                let done = done.unwrap_or_else(|_| {
                    tracing::error!(method = name, "a handler broke");
                    Ok(request.map(|id| Response::from_error(id, Error::internal_error())))
                });
                if done.as_ref().is_ok_and(|reply| reply.as_ref().is_some_and(Response::is_ok)) {
                    session.note(&name);
                    if let Some(process) = process {
                        watch::client(process, &session);
                    }
                }
                done
            })
            .boxed();
        if !Self::passes(&method) {
            reply = self.in_turn(reply, id.is_none());
        }
        if let Poll::Ready(done) = reply.as_mut().poll(&mut Context::from_waker(noop_waker_ref())) {
            reply = ready(done).boxed();
        }
        if method == "exit" {
            self.session.finish();
        }
        reply
    }
}

/// Some clients write `"params": null` where there are none, or `{}` where none are wanted, and give a change no
/// version. And `lsp-types` looks for the client's support for refreshing diagnostics under a name that the protocol
/// does not have.
fn as_meant(request: Request) -> Request {
    let none = request.params().is_some_and(Value::is_null);
    let mends = matches!(request.method(), "shutdown" | "exit" | "initialize" | "textDocument/didChange");
    if !none && !mends {
        return request;
    }
    let (method, id, params) = request.into_parts();
    let mut params = params.filter(|params| !params.is_null());
    match method.as_ref() {
        "shutdown" | "exit" => params = None,
        "initialize" => params.iter_mut().for_each(name_refreshes),
        "textDocument/didChange" => params.iter_mut().for_each(give_version),
        _ => {}
    }
    let built = params.into_iter().fold(Request::build(method), RequestBuilder::params);
    id.into_iter().fold(built, RequestBuilder::id).finish()
}

fn name_refreshes(initialize: &mut Value) {
    let workspace = initialize.pointer_mut("/capabilities/workspace").and_then(Value::as_object_mut);
    if let Some(workspace) = workspace
        && let Some(diagnostics) = workspace.get("diagnostics").cloned()
    {
        workspace.insert("diagnostic".to_owned(), diagnostics);
    }
}

fn give_version(change: &mut Value) {
    let document = change.get_mut("textDocument").and_then(Value::as_object_mut);
    if let Some(document) = document
        && document.get("version").is_none_or(Value::is_null)
    {
        document.insert("version".to_owned(), Value::from(0));
    }
}
