//! Places as programs read them.

use schemars::JsonSchema;
use serde::Serialize;

/// Where something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Place {
    /// Where it begins.
    pub location: Position,
    /// Where it ends: the place behind its last character.
    pub end_location: Position,
}

/// A row and a column, from one; columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Position {
    /// The row.
    pub row: usize,
    /// The column.
    pub column: usize,
}
