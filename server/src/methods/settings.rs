//! `workspace/didChangeConfiguration`, `didChangeWorkspaceFolders`, `didChangeWatchedFiles`.

use std::sync::Arc;

use tower_lsp::lsp_types::{
    DidChangeConfigurationParams, DidChangeWatchedFilesParams, DidChangeWorkspaceFoldersParams, Url,
};

use crate::changes::Changes;
use crate::editor_settings::EditorSettings;
use crate::server::Server;

/// The editor's settings change: they come with the notice, or are asked for.
pub(crate) fn did_change_configuration(server: &Arc<Server>, params: &DidChangeConfigurationParams) {
    let own = params.settings.get("imrlint").filter(|own| own.is_object());
    // Without the name of the section it may be anybody's, or nothing at all.
    let bare = || Some(&params.settings).filter(|settings| EditorSettings::are_in(settings));
    if let Some(given) = own.or_else(bare) {
        server.world().editor = given.clone();
    }
    server.ask_for_settings();
}

/// Folders are opened or closed.
pub(crate) fn did_change_workspace_folders(server: &Arc<Server>, params: DidChangeWorkspaceFoldersParams) {
    let mut world = server.world();
    world.folders.retain(|known| !params.event.removed.iter().any(|removed| removed.uri == *known));
    for added in params.event.added {
        if !world.folders.contains(&added.uri) {
            world.folders.push(added.uri);
        }
    }
    drop(world);
    server.ask_for_settings();
}

/// Files change on disk: settings and profiles are read anew, letters count as changed.
pub(crate) fn did_change_watched_files(server: &Arc<Server>, params: &DidChangeWatchedFilesParams) {
    if params.changes.iter().any(|change| is_settings_file(&change.uri)) {
        server.ask_for_settings();
    } else {
        server.changes.send_modify(Changes::disk);
    }
}

/// Whether settings may stand in a file, or in one that it names: baselines, profiles, tables of guidelines.
pub(crate) fn is_settings_file(uri: &Url) -> bool {
    matches!(uri.path().rsplit('.').next(), Some("toml" | "tsv"))
}
