//! What the server says of its own accord. Handlers put it here and go on: nothing in this server waits
//! for the client. While a client does not read, it waits here, and what is out of date by then is not sent.

use std::collections::VecDeque;
use std::task::Poll;
use std::time::Duration;

use futures_util::future::BoxFuture;
use futures_util::{FutureExt, poll};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio::sync::oneshot;
use tower_lsp::Client;
use tower_lsp::lsp_types::notification::Notification;
use tower_lsp::lsp_types::request::Request;

use super::Backlog;

/// How long the client may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// Messages to the client, sent in order by a task of their own.
#[derive(Clone, Debug)]
pub struct Outbox {
    messages: UnboundedSender<Message>,
    backlog: Backlog,
}

struct Message {
    /// Method and subject, where only the last message about it matters.
    about: Option<(&'static str, String)>,
    send: Box<dyn FnOnce(Client) -> BoxFuture<'static, ()> + Send>,
}

/// Messages that the client has no room for, in order.
#[derive(Default)]
struct Waiting(VecDeque<Message>);

impl Waiting {
    /// Adds a message; it takes the place of one about the same.
    fn push(&mut self, message: Message) {
        if message.about.is_some() {
            self.0.retain(|other| other.about != message.about);
        }
        self.0.push_back(message);
    }
}

impl Outbox {
    /// An outbox to a client.
    pub fn new(client: Client, backlog: Backlog) -> Self {
        let (sender, mut messages) = unbounded_channel::<Message>();
        let room = backlog.clone();
        tokio::spawn(async move {
            let mut waiting = Waiting::default();
            loop {
                tokio::select! {
                    biased;
                    () = room.room(), if !waiting.0.is_empty() => {
                        // What was said in the meantime may be newer.
                        while let Ok(message) = messages.try_recv() {
                            waiting.push(message);
                        }
                        if let Some(message) = waiting.0.pop_front() {
                            (message.send)(client.clone()).await;
                        }
                    }
                    message = messages.recv() => match message {
                        Some(message) => waiting.push(message),
                        None => break,
                    },
                }
            }
        });
        Self { messages: sender, backlog }
    }

    /// Tells the client something.
    pub fn tell<N>(&self, params: N::Params)
    where
        N: Notification<Params: Send + 'static> + 'static,
    {
        self.tell_about::<N>(None, params);
    }

    /// Tells the client how it stands with something; what it was told before and has no room for is not sent.
    pub fn tell_last<N>(&self, subject: impl Into<String>, params: N::Params)
    where
        N: Notification<Params: Send + 'static> + 'static,
    {
        self.tell_about::<N>(Some((N::METHOD, subject.into())), params);
    }

    /// Asks the client something; `then` gets the answer, or nothing if it refuses or takes too long. An answer that
    /// comes later still comes. A question that waits when it is asked again is asked once, for the last who asked.
    pub fn ask<R>(&self, params: R::Params, then: impl Fn(Option<R::Result>) + Send + 'static)
    where
        R: Request<Params: Send + 'static, Result: Send + 'static> + 'static,
    {
        let question = serde_json::to_string(&params).unwrap_or_default();
        self.say(Some((R::METHOD, question)), move |client| {
            let asking = async move {
                let mut answer = Box::pin(async move { client.send_request::<R>(params).await });
                // The question is put before the next message is.
                let at_once = poll!(&mut answer);
                tokio::spawn(async move {
                    let in_time = match at_once {
                        Poll::Ready(answer) => Ok(answer),
                        Poll::Pending => tokio::time::timeout(PATIENCE, &mut answer).await,
                    };
                    if let Ok(answer) = in_time {
                        return then(answer.ok());
                    }
                    tracing::info!(method = R::METHOD, "no answer yet");
                    then(None);
                    // Waited for to the end: `tower-lsp` breaks at an answer that nobody takes.
                    if let Ok(answer) = answer.await {
                        then(Some(answer));
                    }
                });
            };
            asking.boxed()
        });
    }

    /// Waits until all that was said before has been written. Whoever answers after that answers behind it.
    pub async fn written(&self) {
        let (done, is_done) = oneshot::channel();
        self.say(None, move |_| {
            // Nobody may be waiting any more.
            let _ = done.send(());
            futures_util::future::ready(()).boxed()
        });
        let _ = is_done.await;
        // `tower-lsp` writes, and runs the handlers, on one task: before it comes back to a handler that gave
        // way, it has written whatever was there to write.
        tokio::task::yield_now().await;
    }

    /// Waits until the client has read most of what it was told.
    pub async fn room(&self) {
        self.backlog.room().await;
    }

    fn tell_about<N>(&self, about: Option<(&'static str, String)>, params: N::Params)
    where
        N: Notification<Params: Send + 'static> + 'static,
    {
        self.say(about, move |client| async move { client.send_notification::<N>(params).await }.boxed());
    }

    fn say(
        &self,
        about: Option<(&'static str, String)>,
        send: impl FnOnce(Client) -> BoxFuture<'static, ()> + Send + 'static,
    ) {
        // After the end of the session there is nobody to tell.
        let _ = self.messages.send(Message { about, send: Box::new(send) });
    }
}

#[cfg(test)]
mod tests {
    use futures_util::{SinkExt, StreamExt};
    use serde_json::json;
    use tokio::sync::mpsc::unbounded_channel;
    use tower_lsp::jsonrpc::{Request, Response, Result};
    use tower_lsp::lsp_types::request::WorkspaceConfiguration;
    use tower_lsp::lsp_types::{ConfigurationParams, InitializeParams, InitializeResult};
    use tower_lsp::{LanguageServer, LspService};
    use tower_service::Service;

    use super::*;

    struct Asking(Outbox);

    #[tower_lsp::async_trait]
    impl LanguageServer for Asking {
        async fn initialize(&self, _: InitializeParams) -> Result<InitializeResult> {
            Ok(InitializeResult::default())
        }

        async fn shutdown(&self) -> Result<()> {
            Ok(())
        }
    }

    #[tokio::test(start_paused = true)]
    async fn an_answer_that_comes_late_still_comes() {
        let (mut service, socket) = LspService::new(|client| Asking(Outbox::new(client, Backlog::default())));
        let hello = Request::build("initialize").params(json!({ "capabilities": {} })).id(1).finish();
        service.call(hello).await.expect("it begins");
        let (mut questions, mut answers) = socket.split();
        let (sender, mut heard) = unbounded_channel();
        let asked = ConfigurationParams { items: Vec::new() };
        service.inner().0.ask::<WorkspaceConfiguration>(asked, move |answer| {
            let _ = sender.send(answer);
        });
        let question = questions.next().await.expect("a question");
        assert_eq!(heard.recv().await, Some(None), "nobody waits for ever");
        let id = question.id().cloned().expect("an id");
        answers.send(Response::from_ok(id, json!(["late"]))).await.expect("somebody takes it");
        assert_eq!(heard.recv().await, Some(Some(vec![json!("late")])));
    }
}
