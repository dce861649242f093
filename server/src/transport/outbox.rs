//! What the server says of its own accord. Handlers put it here and go on: nothing in this server waits
//! for the client.

use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio::sync::oneshot;
use tower_lsp::Client;
use tower_lsp::lsp_types::notification::Notification;
use tower_lsp::lsp_types::request::Request;

/// How long the client may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// Messages to the client, sent in order by a task of their own.
#[derive(Clone, Debug)]
pub struct Outbox(UnboundedSender<Message>);

type Message = Box<dyn FnOnce(Client) -> BoxFuture<'static, ()> + Send>;

impl Outbox {
    /// An outbox to a client.
    pub fn new(client: Client) -> Self {
        let (sender, mut messages) = unbounded_channel::<Message>();
        tokio::spawn(async move {
            while let Some(message) = messages.recv().await {
                message(client.clone()).await;
            }
        });
        Self(sender)
    }

    /// Tells the client something.
    pub fn tell<N>(&self, params: N::Params)
    where
        N: Notification<Params: Send + 'static> + 'static,
    {
        let message =
            move |client: Client| async move { client.send_notification::<N>(params).await }.boxed();
        // After the end of the session there is nobody to tell.
        let _ = self.0.send(Box::new(message));
    }

    /// Waits until all that was said before has been written. Whoever answers after that answers behind it.
    pub async fn written(&self) {
        let (done, is_done) = oneshot::channel();
        let message = move |_: Client| {
            // Nobody may be waiting any more.
            let _ = done.send(());
            futures_util::future::ready(()).boxed()
        };
        let _ = self.0.send(Box::new(message));
        let _ = is_done.await;
        // `tower-lsp` writes, and runs the handlers, on one task: before it comes back to a handler that gave
        // way, it has written whatever was there to write.
        tokio::task::yield_now().await;
    }

    /// Asks the client something; `then` gets the answer, or nothing if it refuses or takes too long. An answer that
    /// comes later still comes.
    pub fn ask<R>(&self, params: R::Params, then: impl Fn(Option<R::Result>) + Send + 'static)
    where
        R: Request<Params: Send + 'static, Result: Send + 'static> + 'static,
    {
        let message = move |client: Client| {
            tokio::spawn(async move {
                let answer = client.send_request::<R>(params);
                tokio::pin!(answer);
                let late = match tokio::time::timeout(PATIENCE, &mut answer).await {
                    Ok(answer) => return then(answer.ok()),
                    Err(late) => late,
                };
                tracing::info!(method = R::METHOD, "no answer yet: {late}");
                then(None);
                // Waited for to the end: `tower-lsp` breaks at an answer that nobody takes.
                if let Ok(answer) = answer.await {
                    then(Some(answer));
                }
            });
            futures_util::future::ready(()).boxed()
        };
        let _ = self.0.send(Box::new(message));
    }
}
