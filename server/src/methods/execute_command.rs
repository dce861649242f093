//! `workspace/executeCommand`: what an editor may ask for by name. The edits are made by the server, so
//! that every editor can offer them.

use std::sync::Arc;

use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::request::ApplyWorkspaceEdit;
use tower_lsp::lsp_types::{ApplyWorkspaceEditParams, ExecuteCommandParams, Url};

use super::code_action::{FIX_ALL_TITLE, workspace_edit};
use crate::configuration::Configuration;
use crate::document::{Kind, Reading};
use crate::letter::fix_all;
use crate::server::Server;

const FIX_ALL: &str = "imrlint.server.fixAll";
const RELOAD: &str = "imrlint.server.reloadSettings";
const STATUS: &str = "imrlint.server.status";

/// All commands.
pub(crate) const COMMANDS: [&str; 3] = [FIX_ALL, RELOAD, STATUS];

/// Answers.
pub(crate) async fn execute_command(
    server: &Arc<Server>,
    params: ExecuteCommandParams,
) -> Result<Option<Value>> {
    let uri = params.arguments.first().and_then(Value::as_str).and_then(|uri| Url::parse(uri).ok());
    match params.command.as_str() {
        FIX_ALL => {
            let uri =
                uri.ok_or_else(|| Error::invalid_params("the first argument is the letter's address"))?;
            let work = |letter: &Reading<'_>| {
                let edits = fix_all(letter);
                (!edits.is_empty()).then(|| workspace_edit(letter, &edits))
            };
            if let Some(edit) = server.on(&uri, work).await?.flatten() {
                let label = Some(FIX_ALL_TITLE.to_owned());
                server.outbox.ask::<ApplyWorkspaceEdit>(ApplyWorkspaceEditParams { label, edit }, |_| {});
            }
            Ok(None)
        }
        RELOAD => {
            server.ask_for_settings();
            Ok(None)
        }
        STATUS => {
            let (letters, client, configuration) = {
                let world = server.world();
                (world.documents.len(), world.client.clone(), world.configuration.clone())
            };
            let work = move |_: &_| uri.map(|uri| settings(&configuration, &uri));
            Ok(Some(json!({
                "version": env!("CARGO_PKG_VERSION"),
                "letters": letters,
                "encoding": client.encoding.kind(),
                "diagnostics": if client.pulls { "pull" } else { "push" },
                "settings": server.workers.run(work).await?,
            })))
        }
        other => Err(Error::invalid_params(format!("there is no command {other}"))),
    }
}

/// Which settings hold for a letter, or why there are none.
fn settings(configuration: &Configuration, uri: &Url) -> Value {
    match configuration.try_for_uri(uri, Kind::default()) {
        Ok(effective) => {
            let path = uri.to_file_path().unwrap_or_default();
            let (letter, template) = (effective.includes(&path), effective.settings.options().template);
            let excluded = configuration.leaves_out(uri, Kind::default(), &effective);
            json!({ "file": effective.file, "letter": letter, "template": template, "excluded": excluded })
        }
        Err(error) => json!({ "error": error.to_string() }),
    }
}
