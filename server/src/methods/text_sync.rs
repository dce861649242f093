//! `textDocument/didOpen`, `didChange`, `didSave`, `didClose`: the text follows the client's at once, the
//! diagnostics when it pauses.

use std::sync::Arc;
use std::time::Duration;

use tower_lsp::lsp_types::{
    DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    DidSaveTextDocumentParams, MessageType,
};

use crate::changes::Changes;
use crate::document::{Document, Kind, LARGE};
use crate::methods::settings::is_settings_file;
use crate::server::Server;

/// A letter is opened: it is checked at once.
pub(crate) fn did_open(server: &Arc<Server>, params: DidOpenTextDocumentParams) {
    let document = params.text_document;
    if is_settings_file(&document.uri) {
        server.world().settings_files.insert(document.uri);
        server.report_settings_soon();
        return;
    }
    let kind = Kind::of_language(&document.language_id);
    let letter = Document::new(document.uri.clone(), document.version, &document.text).of_kind(kind);
    if letter.is_large() {
        tell_that_rules_rest(server);
    }
    server.world().documents.insert(document.uri.clone(), letter);
    server.changes.send_modify(|changes| changes.letter(Duration::ZERO));
    server.report_settings_soon();
    server.check_soon(&document.uri, Duration::ZERO);
}

/// A letter changes: it is checked when it rests.
pub(crate) fn did_change(server: &Arc<Server>, params: DidChangeTextDocumentParams) {
    let uri = params.text_document.uri;
    let (pause, grown) = {
        let mut world = server.world();
        let (client, configuration) = (world.client.clone(), world.configuration.clone());
        let Some(document) = world.documents.get_mut(&uri) else { return };
        let was_large = document.is_large();
        document.change(params.text_document.version, params.content_changes, &client);
        (configuration.debounce(&uri), document.is_large() && !was_large)
    };
    if grown {
        tell_that_rules_rest(server);
    }
    server.changes.send_modify(|changes| changes.letter(pause));
    server.check_soon(&uri, pause);
}

/// A letter is saved: if the client's text is another, it holds.
pub(crate) fn did_save(server: &Arc<Server>, params: DidSaveTextDocumentParams) {
    let uri = params.text_document.uri;
    let (healed, woken, watches) = {
        let mut world = server.world();
        let watches = world.client.watches;
        let mut document = world.documents.get_mut(&uri);
        let healed = document.as_mut().zip(params.text).is_some_and(|(document, text)| document.heal(&text));
        (healed, document.is_some_and(Document::wake), watches)
    };
    if healed {
        tracing::warn!("the text was not the client's; it is now");
    }
    if is_settings_file(&uri) || !watches {
        server.ask_for_settings();
    } else if healed || woken {
        server.check_soon(&uri, Duration::ZERO);
    }
    if healed || woken {
        server.refresh();
    }
    server.changes.send_modify(|changes| changes.letter(Duration::ZERO));
}

/// A letter is closed: nothing is shown of it any more, but for what the folder shows.
pub(crate) fn did_close(server: &Arc<Server>, params: DidCloseTextDocumentParams) {
    let uri = params.text_document.uri;
    {
        // A check that is under way shows nothing after this: it needs the same lock.
        let mut world = server.world();
        world.settings_files.remove(&uri);
        if world.documents.remove(&uri).is_some() && !world.client.pulls {
            server.publish(uri, Vec::new(), None);
        }
    }
    server.report_settings_soon();
    server.changes.send_modify(Changes::disk);
}

fn tell_that_rules_rest(server: &Server) {
    let limit = LARGE / 1024 / 1024;
    let notice = format!(
        "This letter is larger than {limit} MB: while you type, imrlint leaves out the rules that compare all of it. Save it to have everything checked."
    );
    server.show(MessageType::INFO, notice);
}
