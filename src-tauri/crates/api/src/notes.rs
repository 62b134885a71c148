//! What operators write among themselves about a client.

use domain::{DialogId, NoteId, OperatorId, Timestamp};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::settings::Nothing;
use crate::{ApiError, App, From};

/// The most characters of a note.
const TEXT_MAX: usize = 4_000;

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

impl Note {
    pub(crate) fn of(note: store::Note, viewer: Option<OperatorId>) -> Self {
        Self {
            id: note.id,
            author: note.author,
            mine: viewer.is_some() && note.operator == viewer,
            operator: note.operator,
            at: note.at,
            text: note.text,
            dialog: note.dialog,
        }
    }
}

pub(crate) async fn note_add(app: App, from: From, request: NoteAdd) -> Result<Note, ApiError> {
    let me = app.acting(from, request.as_operator).await?;
    let text = request.text.trim().to_owned();
    let length = text.chars().count();
    if length == 0 {
        return Err(ApiError::new(
            "empty_message",
            "there is nothing in the note",
        ));
    }
    if length > TEXT_MAX {
        return Err(ApiError::too_long(length, TEXT_MAX));
    }
    let (dialog, at) = (request.dialog, app.now());
    app.store()
        .write(move |w| {
            let head = w
                .dialog_head(dialog)?
                .ok_or_else(|| ApiError::not_found("dialog", dialog))?;
            let note = store::Note {
                id: NoteId::new(at),
                client: head.client,
                dialog: Some(dialog),
                operator: Some(me.operator),
                author: me.name,
                text,
                at,
            };
            w.add_note(&note)?;
            Ok(Note::of(note, Some(me.operator)))
        })
        .await
}

pub(crate) async fn note_delete(
    app: App,
    from: From,
    request: NoteDelete,
) -> Result<Nothing, ApiError> {
    let me = app.acting(from, request.as_operator).await?;
    let id = request.id;
    app.store()
        .write(move |w| {
            let note = w.note(id)?.ok_or_else(|| ApiError::not_found("note", id))?;
            if note.operator != Some(me.operator) {
                let message = format!("{} wrote this note; only they delete it", note.author);
                return Err(ApiError::new("not_yours", message));
            }
            w.delete_note(&note)?;
            Ok(Nothing {})
        })
        .await
}
