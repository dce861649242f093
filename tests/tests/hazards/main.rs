//! What breaks a server on `tower-lsp` alone, and does not break this one. Each test of this file is a hazard, and fails
//! there: `scripts/test-reliability` looks. What is no hazard of `tower-lsp` stands in a module.

mod real;
mod wire;

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use imr_server::transport::{Outbox, Workers};
use serde_json::json;
use tokio::sync::Notify;
use tokio::time::timeout;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::notification::PublishDiagnostics;
use tower_lsp::lsp_types::{
    ConfigurationItem, Diagnostic, DidChangeTextDocumentParams, Hover, HoverContents, HoverParams,
    InitializeParams, InitializeResult, MarkedString, MessageType, PublishDiagnosticsParams,
};
use tower_lsp::{Client, LanguageServer};

use wire::{Wire, plain};

/// What a test's server does with a change before it takes it over.
#[derive(Clone, Copy, PartialEq)]
enum OnChange {
    Nothing,
    WaitsUnevenly,
    AsksTheClient,
    Talks,
    Publishes,
}

/// What a hover asks for, by its column.
const PANIC: u32 = 1;
const WAIT: u32 = 2;
const COMPUTE: u32 = 3;

#[derive(Clone)]
struct Probe {
    on_change: OnChange,
    client: Client,
    outbox: Outbox,
    workers: Workers,
    seen: Arc<Mutex<Vec<i32>>>,
    release: Arc<Notify>,
}

type Seen = Arc<Mutex<Vec<i32>>>;

fn probe(on_change: OnChange) -> (impl FnOnce(Client, Outbox) -> Probe, Seen, Arc<Notify>) {
    let (seen, release) = (Seen::default(), Arc::new(Notify::new()));
    let (seen_there, release_there) = (seen.clone(), release.clone());
    let server = move |client, outbox| Probe {
        on_change,
        client,
        outbox,
        workers: Workers::default(),
        seen: seen_there,
        release: release_there,
    };
    (server, seen, release)
}

#[tower_lsp::async_trait]
impl LanguageServer for Probe {
    async fn initialize(&self, _: InitializeParams) -> Result<InitializeResult> {
        Ok(InitializeResult::default())
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let version = params.text_document.version;
        match self.on_change {
            OnChange::Nothing => {}
            OnChange::WaitsUnevenly if version % 7 == 0 => tokio::time::sleep(Duration::from_millis(1)).await,
            OnChange::WaitsUnevenly => tokio::task::yield_now().await,
            OnChange::AsksTheClient => {
                let _ = self.client.configuration(vec![ConfigurationItem::default()]).await;
            }
            OnChange::Talks => self.client.log_message(MessageType::LOG, "x".repeat(100)).await,
            OnChange::Publishes => {
                let uri = params.text_document.uri;
                let long = Diagnostic { message: "x".repeat(10_000), ..Diagnostic::default() };
                let published = PublishDiagnosticsParams::new(uri.clone(), vec![long], Some(version));
                self.outbox.tell_last::<PublishDiagnostics>(uri, published);
                if version == 3000 {
                    self.release.notify_one();
                }
            }
        }
        self.seen.lock().expect("not poisoned").push(version);
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        match params.text_document_position_params.position.character {
            PANIC => panic!("on purpose"),
            WAIT => self.release.notified().await,
            COMPUTE => {
                // Computes until a change arrives, which on the protocol's own task is never.
                let seen = self.seen.clone();
                let begun = Instant::now();
                let waits = move || {
                    seen.lock().expect("not poisoned").is_empty() && begun.elapsed() < 2 * wire::PATIENCE
                };
                let compute = move || while waits() {};
                if plain() {
                    compute();
                } else {
                    self.workers.run(move |_| compute()).await?;
                }
            }
            _ => {}
        }
        let seen = self.seen.lock().expect("not poisoned").last().copied().unwrap_or(0);
        Ok(Some(Hover {
            contents: HoverContents::Scalar(MarkedString::String(seen.to_string())),
            range: None,
        }))
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn edits_are_taken_over_in_the_order_of_the_wire() {
    let (server, seen, _) = probe(OnChange::WaitsUnevenly);
    let mut wire = Wire::start(server).await;
    for version in 1..=300 {
        wire.change(version).await;
    }
    wire.hover(1, 0).await;
    assert_eq!(wire.reply(1).await["result"]["contents"], "300", "a request sees all edits before it");
    assert_eq!(*seen.lock().expect("not poisoned"), (1..=300).collect::<Vec<_>>());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn exit_ends_the_server_while_its_input_is_open() {
    let (server, ..) = probe(OnChange::Nothing);
    let mut wire = Wire::start(server).await;
    // The last answers still arrive.
    wire.request(1, "shutdown", &json!(null)).await;
    wire.notify("exit", &json!(null)).await;
    assert_eq!(wire.reply(1).await, json!({ "jsonrpc": "2.0", "id": 1, "result": null }));
    assert!(wire.ended().await);

    let (server, ..) = probe(OnChange::Nothing);
    let mut wire = Wire::start(server).await;
    wire.notify("exit", &json!(null)).await;
    assert!(!wire.ended().await, "without `shutdown` it is no orderly end");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_panic_costs_one_reply() {
    let (server, ..) = probe(OnChange::Nothing);
    let mut wire = Wire::start(server).await;
    wire.hover(1, PANIC).await;
    assert_eq!(wire.reply(1).await["error"]["code"], -32603);
    wire.hover(2, 0).await;
    assert_eq!(wire.reply(2).await["result"]["contents"], "0");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn handlers_that_wait_for_the_client_do_not_stop_the_server() {
    let (server, seen, _) = probe(OnChange::AsksTheClient);
    let mut wire = Wire::start(server).await;
    // The client types on and answers only then.
    for version in 1..=200 {
        wire.change(version).await;
    }
    for _ in 1..=200 {
        let asked = wire.receive().await;
        assert_eq!(asked["method"], "workspace/configuration");
        wire.send(&json!({ "jsonrpc": "2.0", "id": asked["id"], "result": [null] })).await;
    }
    wire.hover(1, 0).await;
    assert_eq!(wire.reply(1).await["result"]["contents"], "200");
    assert_eq!(seen.lock().expect("not poisoned").len(), 200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn cancelling_passes_all_that_waits() {
    let (server, _, release) = probe(OnChange::Nothing);
    let mut wire = Wire::start(server).await;
    for id in 1..=20 {
        wire.hover(id, WAIT).await;
    }
    wire.notify("$/cancelRequest", &json!({ "id": 20 })).await;
    let first = wire.receive().await;
    assert_eq!((&first["id"], &first["error"]["code"]), (&json!(20), &json!(-32800)));
    for _ in 1..20 {
        release.notify_one();
        assert!(wire.receive().await["error"].is_null());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn computing_does_not_stop_reading() {
    let (server, ..) = probe(OnChange::Nothing);
    let mut wire = Wire::start(server).await;
    wire.hover(1, COMPUTE).await;
    wire.change(1).await;
    assert_eq!(wire.reply(1).await["result"]["contents"], "1");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_client_that_does_not_read_may_still_write() {
    let (server, seen, _) = probe(OnChange::Talks);
    let mut wire = Wire::start(server).await;
    for version in 1..=3000 {
        wire.change(version).await;
    }
    wire.hover(1, 0).await;
    assert_eq!(wire.reply(1).await["result"]["contents"], "3000");
    assert_eq!(seen.lock().expect("not poisoned").len(), 3000);
}

/// What the outbox does on either transport.
mod outbox {
    use super::*;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn what_a_client_does_not_read_does_not_pile_up() {
        let (server, _, taken) = probe(OnChange::Publishes);
        let mut wire = Wire::start(server).await;
        for version in 1..=3000 {
            wire.change(version).await;
        }
        timeout(wire::PATIENCE, taken.notified()).await.expect("all changes are taken");
        let mut versions = Vec::new();
        while versions.last() != Some(&3000) {
            versions.extend(wire.receive().await["params"]["version"].as_i64());
        }
        assert!(versions.is_sorted(), "{versions:?}");
        // A megabyte of ten kilobytes each waits, and what is on the way.
        assert!(versions.len() < 200, "{} of 3000 were sent", versions.len());
    }
}
