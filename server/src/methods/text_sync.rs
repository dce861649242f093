//! `textDocument/didOpen`, `didChange`, `didSave`, `didClose`: the text follows the client's at once, the
//! diagnostics when it pauses.

use std::sync::Arc;
use std::time::Duration;

use tower_lsp::lsp_types::{
    DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    DidSaveTextDocumentParams, MessageType,
};

use crate::document::{Document, Kind, LARGE};
use crate::methods::settings::is_settings_file;
use crate::server::Server;

/// A letter is opened: it is checked at once.
pub(crate) fn did_open(server: &Arc<Server>, params: DidOpenTextDocumentParams) {
    let document = params.text_document;
    if is_settings_file(&document.uri) {
        return;
    }
    if document.text.len() > LARGE {
        let limit = LARGE / 1024 / 1024;
        let notice = format!(
            "This letter is larger than {limit} MB: imrlint checks it when you open or save it, not while you type."
        );
        server.show(MessageType::INFO, notice);
    }
    let kind = Kind::of_language(&document.language_id);
    let letter = Document::new(document.uri.clone(), document.version, &document.text).of_kind(kind);
    server.world().documents.insert(document.uri.clone(), letter);
    server.touch();
    server.check_soon(&document.uri, Duration::ZERO);
}

/// A letter changes: it is checked when it rests.
pub(crate) fn did_change(server: &Arc<Server>, params: DidChangeTextDocumentParams) {
    let uri = params.text_document.uri;
    let pause = {
        let mut world = server.world();
        let (client, configuration) = (world.client.clone(), world.configuration.clone());
        let Some(document) = world.documents.get_mut(&uri) else { return };
        document.change(params.text_document.version, params.content_changes, &client);
        if document.is_large() {
            return;
        }
        configuration.debounce(&uri)
    };
    server.touch();
    server.check_soon(&uri, pause);
}

/// A letter is saved: if the client's text is another, it holds.
pub(crate) fn did_save(server: &Arc<Server>, params: DidSaveTextDocumentParams) {
    let uri = params.text_document.uri;
    let (healed, large, watches) = {
        let mut world = server.world();
        let watches = world.client.watches;
        let document = world.documents.get_mut(&uri);
        let large = document.as_ref().is_some_and(|document| document.is_large());
        let healed = document.zip(params.text).is_some_and(|(document, text)| document.heal(&text));
        (healed, large, watches)
    };
    if healed {
        tracing::warn!("the text was not the client's; it is now");
    }
    if is_settings_file(&uri) || !watches {
        server.ask_for_settings();
    } else if healed || large {
        server.check_soon(&uri, Duration::ZERO);
    }
    server.touch();
}

/// A letter is closed: nothing is shown of it any more, but for what the folder shows.
pub(crate) fn did_close(server: &Arc<Server>, params: DidCloseTextDocumentParams) {
    let uri = params.text_document.uri;
    let closed = server.world().documents.remove(&uri).is_some();
    if closed && !server.world().client.pulls {
        server.publish(uri, Vec::new(), None);
    }
    server.touch();
}
