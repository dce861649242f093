//! The client's process: when it is gone, so is the server, even if something else keeps the pipe open.

use std::sync::{Arc, Weak};

use tower_lsp::jsonrpc::Request;
use waitpid_any::WaitHandle;

use super::Session;

/// The number of the process that `initialize` names.
pub(super) fn number(initialize: &Request) -> Option<i32> {
    initialize.params().and_then(|params| params.get("processId")?.as_i64()?.try_into().ok())
}

/// Watches the client's process. A number that names no process here tells nothing: the client may live in another
/// container.
pub(super) fn client(process: i32, session: &Arc<Session>) {
    let Ok(mut process) = WaitHandle::open(process) else { return };
    let session: Weak<Session> = Arc::downgrade(session);
    let runtime = tokio::runtime::Handle::current();
    // It waits without end, so it is no task of the runtime.
    let watch = move || {
        let _entered = runtime.enter();
        if process.wait().is_ok()
            && let Some(session) = session.upgrade()
        {
            tracing::info!("the client is gone");
            session.finish();
        }
    };
    let _ = std::thread::Builder::new().name("client-watch".to_owned()).spawn(watch);
}
