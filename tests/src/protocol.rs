//! The shape of each method's messages, as `lsp-types` has it.

use imr_server::overview::{OverviewChanged, OverviewParams};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tower_lsp::lsp_types::notification::{
    Cancel, DidChangeConfiguration, DidChangeTextDocument, DidChangeWatchedFiles, DidChangeWorkspaceFolders,
    DidCloseTextDocument, DidOpenTextDocument, DidSaveTextDocument, Exit, Initialized, LogMessage,
    Notification, PublishDiagnostics, ShowMessage,
};
use tower_lsp::lsp_types::request::{
    ApplyWorkspaceEdit, CodeActionRequest, CodeLensRefresh, CodeLensRequest, Completion,
    DocumentDiagnosticRequest, DocumentHighlightRequest, DocumentLinkRequest, DocumentSymbolRequest,
    ExecuteCommand, FoldingRangeRequest, Formatting, GotoDefinition, HoverRequest, Initialize,
    InlayHintRefreshRequest, InlayHintRequest, RangeFormatting, References, RegisterCapability, Request,
    SelectionRangeRequest, Shutdown, WorkspaceConfiguration, WorkspaceDiagnosticRefresh,
    WorkspaceDiagnosticRequest, WorkspaceSymbolRequest,
};
use tower_lsp::lsp_types::{ProgressToken, WorkspaceDiagnosticReportPartialResult};

/// A method that one side or the other may use.
#[derive(Clone, Copy, Debug)]
pub struct Method {
    /// As the protocol names it.
    pub name: &'static str,
    /// As `lsp-types` names it.
    pub type_name: &'static str,
    params: fn(&Value) -> Result<(), String>,
    result: fn(&Value) -> Result<(), String>,
}

macro_rules! methods {
    (requests: $($request:ident)*; notifications: $($notification:ident)*;) => {
        /// All methods that the client and the server know.
        pub const METHODS: &[Method] = &[
            $(Method {
                name: <$request as Request>::METHOD,
                type_name: stringify!($request),
                params: fits::<<$request as Request>::Params>,
                result: fits::<<$request as Request>::Result>,
            },)*
            $(Method {
                name: <$notification as Notification>::METHOD,
                type_name: stringify!($notification),
                params: fits::<<$notification as Notification>::Params>,
                result: |_| Err("a notification has no result".to_owned()),
            },)*
        ];
    };
}

methods! {
    requests:
        Initialize Shutdown HoverRequest Completion CodeActionRequest CodeLensRequest DocumentSymbolRequest
        WorkspaceSymbolRequest FoldingRangeRequest SelectionRangeRequest GotoDefinition References
        DocumentHighlightRequest DocumentLinkRequest InlayHintRequest Formatting RangeFormatting ExecuteCommand
        DocumentDiagnosticRequest WorkspaceDiagnosticRequest OverviewRequest
        RegisterCapability WorkspaceConfiguration ApplyWorkspaceEdit WorkspaceDiagnosticRefresh
        InlayHintRefreshRequest CodeLensRefresh;
    notifications:
        Initialized Exit DidOpenTextDocument DidChangeTextDocument DidSaveTextDocument DidCloseTextDocument
        DidChangeConfiguration DidChangeWatchedFiles DidChangeWorkspaceFolders Cancel
        PublishDiagnostics ShowMessage LogMessage PartialResult OverviewChanged;
}

/// The request `imrlint/overview`. What it gives is JSON to its readers, and to its cases.
#[derive(Debug)]
pub enum OverviewRequest {}

impl Request for OverviewRequest {
    type Params = OverviewParams;
    type Result = Value;
    const METHOD: &'static str = "imrlint/overview";
}

/// The notification `$/progress` with a part of a folder's diagnostics: `lsp-types` knows that of work only.
#[derive(Debug)]
pub enum PartialResult {}

/// What it says.
#[derive(Debug, Serialize, Deserialize)]
pub struct PartialResultParams {
    /// The request's.
    pub token: ProgressToken,
    /// The part.
    pub value: WorkspaceDiagnosticReportPartialResult,
}

impl Notification for PartialResult {
    type Params = PartialResultParams;
    const METHOD: &'static str = "$/progress";
}

/// Panics where parameters are not those of a method.
pub(crate) fn expect_params(method: &str, params: &Value) {
    if let Err(wrong) = (known(method).params)(params) {
        panic!("{method} has no such parameters: {wrong}: {params}");
    }
}

/// Panics where a result is not that of a method.
pub(crate) fn expect_result(method: &str, result: &Value) {
    if let Err(wrong) = (known(method).result)(result) {
        panic!("{method} has no such result: {wrong}: {result}");
    }
}

fn known(method: &str) -> &'static Method {
    let mut methods = METHODS.iter();
    methods.find(|known| known.name == method).unwrap_or_else(|| panic!("there is no method {method}"))
}

/// Whether a value is one of a type, and says nothing that the type does not know.
fn fits<T: DeserializeOwned + Serialize>(value: &Value) -> Result<(), String> {
    let read: T = serde_json::from_value(value.clone()).map_err(|error| error.to_string())?;
    let known = serde_json::to_value(read).map_err(|error| error.to_string())?;
    match unknown(value, &known, "") {
        Some(place) => Err(format!("{place} is not known")),
        None => Ok(()),
    }
}

/// What `lsp-types` has under a name that the protocol does not have.
const MISNAMED: &str = "/capabilities/workspace/diagnostics";

/// The first place of a value that another one does not have.
fn unknown(value: &Value, known: &Value, place: &str) -> Option<String> {
    match (value, known) {
        (Value::Null, _) => None,
        (Value::Object(fields), _) => fields.iter().find_map(|(name, field)| {
            let place = format!("{place}/{name}");
            if place == MISNAMED { None } else { unknown(field, &known[name], &place) }
        }),
        (Value::Array(items), Value::Array(known)) if items.len() == known.len() => {
            let mut items = items.iter().zip(known).enumerate();
            items.find_map(|(at, (item, known))| unknown(item, known, &format!("{place}/{at}")))
        }
        _ => (value != known).then(|| place.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn wrong_shapes_are_refused() {
        let params = |method: &str, params: Value| (known(method).params)(&params);
        let result = |method: &str, result: Value| (known(method).result)(&result).is_ok();
        let letter = json!({ "uri": "file:///a.imr" });
        let place = json!({ "line": 1, "character": 2 });
        let hover = "textDocument/hover";
        assert_eq!(params(hover, json!({ "textDocument": letter, "position": place })), Ok(()));
        assert!(params(hover, json!({ "textDocument": letter })).is_err(), "the place is missing");
        let more = json!({ "textDocument": letter, "position": { "line": 1, "character": 2, "column": 3 } });
        assert_eq!(params(hover, more), Err("/position/column is not known".to_owned()));
        assert_eq!(
            params("initialize", json!({ "capabilities": { "workspace": { "diagnostics": {} } } })),
            Ok(())
        );
        let card = json!({ "kind": "markdown", "value": "a card" });
        assert!(result(hover, Value::Null) && result(hover, json!({ "contents": card })));
        assert!(!result(hover, json!({ "contents": card, "place": place })) && !result(hover, json!([])));
        assert!(!result("initialized", Value::Null), "a notification has none");
    }
}
