//! `initialize`, `initialized`, `shutdown`.

use std::path::Path;
use std::sync::Arc;

use serde_json::{Value, json};
use tower_lsp::lsp_types::request::RegisterCapability;
use tower_lsp::lsp_types::{
    InitializeParams, InitializeResult, Registration, RegistrationParams, ServerInfo, Url,
};

use crate::capabilities::capabilities;
use crate::client::ClientInfo;
use crate::editor_settings::EditorSettings;
use crate::server::Server;

/// Settles what client and server can do.
pub(crate) fn initialize(server: &Server, params: InitializeParams) -> InitializeResult {
    let options = params.initialization_options.unwrap_or(Value::Null);
    // Some clients wrap the options in the name of the section.
    let options = options.get("imrlint").unwrap_or(&options);
    // Mistakes are told when the settings are put to use: before the answer nothing may be said.
    let (editor, _) = EditorSettings::read(options, Path::new(""));
    let client = ClientInfo::new(&params.capabilities, editor.diagnostic_mode.unwrap_or_default());
    let root: Option<Url> = params.root_uri;
    let folders = params.workspace_folders.filter(|folders| !folders.is_empty());
    let mut world = server.world();
    world.folders = match folders {
        Some(folders) => folders.into_iter().map(|folder| folder.uri).collect(),
        None => root.into_iter().collect(),
    };
    world.client = Arc::new(client);
    world.editor = options.clone();
    drop(world);
    let version = Some(env!("CARGO_PKG_VERSION").to_owned());
    InitializeResult {
        capabilities: capabilities(&client),
        server_info: Some(ServerInfo { name: "imrlint".to_owned(), version }),
    }
}

/// Asks for what only the client knows.
pub(crate) fn initialized(server: &Arc<Server>) {
    if server.world().client.watches {
        let patterns = ["**/*.{toml,tsv}", "**/*.{imr,imrt,txt}"];
        let watchers = patterns.map(|pattern| json!({ "globPattern": pattern }));
        let registration = Registration {
            id: "imrlint-files".to_owned(),
            method: "workspace/didChangeWatchedFiles".to_owned(),
            register_options: Some(json!({ "watchers": watchers })),
        };
        let registrations = vec![registration];
        server.outbox.ask::<RegisterCapability>(RegistrationParams { registrations }, |_| {});
    }
    server.ask_for_settings();
}

/// Lets go of those who wait.
pub(crate) fn shutdown(server: &Server) {
    server.changes.send_modify(|changes| changes.over = true);
}
