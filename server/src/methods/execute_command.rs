//! `workspace/executeCommand`: what an editor may ask for by name. The edits are made by the server, so
//! that every editor can offer them.

use std::sync::Arc;

use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::request::ApplyWorkspaceEdit;
use tower_lsp::lsp_types::{ApplyWorkspaceEditParams, ExecuteCommandParams, Url};

use super::code_action::workspace_edit;
use crate::document::Kind;
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
            let Some(snapshot) = server.snapshot(&uri) else { return Ok(None) };
            let work = move |letter: &crate::document::Reading<'_>| {
                let edits = fix_all(letter);
                (!edits.is_empty()).then(|| workspace_edit(letter, &edits))
            };
            let edit = server.workers.run(move |_| snapshot.read(work)).await?;
            if let Some(edit) = edit.flatten() {
                let label = Some("Fix everything that is safe to fix".to_owned());
                server.outbox.ask::<ApplyWorkspaceEdit>(ApplyWorkspaceEditParams { label, edit }, |_| {});
            }
            Ok(None)
        }
        RELOAD => {
            server.ask_for_settings();
            Ok(None)
        }
        STATUS => {
            let world = server.world();
            let settings = uri.map(|uri| match world.configuration.try_for_uri(&uri, Kind::default()) {
                Ok(effective) => {
                    let path = uri.to_file_path().unwrap_or_default();
                    let (letter, template) =
                        (effective.includes(&path), effective.settings.options().template);
                    json!({ "file": effective.file, "letter": letter, "template": template })
                }
                Err(error) => json!({ "error": error.to_string() }),
            });
            Ok(Some(json!({
                "version": env!("CARGO_PKG_VERSION"),
                "letters": world.documents.len(),
                "encoding": world.client.encoding.kind(),
                "diagnostics": if world.client.pulls { "pull" } else { "push" },
                "settings": settings,
            })))
        }
        other => Err(Error::invalid_params(format!("there is no command {other}"))),
    }
}
