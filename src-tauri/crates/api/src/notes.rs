//! What operators write among themselves about a client.

use domain::{DialogId, NoteId, OperatorId, Timestamp};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::settings::Nothing;
use crate::{ApiError, App, From};

/// A note on a client.
#[derive(Debug, Serialize, TS)]
pub(crate) struct Note {
    id: NoteId,
    /// Whose name stands under it.
    author: String,
    operator: Option<OperatorId>,
    at: Timestamp,
    text: String,
    /// The dialog it was written in.
    dialog: Option<DialogId>,
    /// Whether this operator wrote it.
    mine: bool,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct NoteAdd {
    #[serde(default, rename = "as")]
    #[ts(skip)]
    as_operator: Option<String>,
    dialog: DialogId,
    text: String,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct NoteDelete {
    #[serde(default, rename = "as")]
    #[ts(skip)]
    as_operator: Option<String>,
    id: NoteId,
}

pub(crate) async fn note_add(_app: App, _from: From, _request: NoteAdd) -> Result<Note, ApiError> {
    Err(ApiError::new("not_ready", "this is not ready yet"))
}

pub(crate) async fn note_delete(
    _app: App,
    _from: From,
    _request: NoteDelete,
) -> Result<Nothing, ApiError> {
    Err(ApiError::new("not_ready", "this is not ready yet"))
}
