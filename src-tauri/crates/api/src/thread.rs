//! A dialog as an operator reads it: messages, what happened, and notes, back into the dialogs before.

use domain::{DialogId, Messenger, Timestamp};
use serde::{Deserialize, Serialize};
use store::Happening;
use ts_rs::TS;

use crate::dialogs::{ChatMark, Message};
use crate::notes::Note;
use crate::{ApiError, App, From};

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct ThreadOf {
    #[serde(default, rename = "as")]
    #[ts(skip)]
    as_operator: Option<String>,
    dialog: DialogId,
    /// What a former answer called `earlier`; none begins with the latest.
    #[serde(default)]
    before: Option<String>,
    /// The most messages to give.
    limit: u32,
}

/// A part of a thread.
#[derive(Debug, Serialize, TS)]
pub(crate) struct Thread {
    /// The oldest first.
    entries: Vec<Entry>,
    /// Where what came before is found; none when this is the beginning.
    earlier: Option<String>,
}

/// Something in a thread.
#[derive(Debug, Serialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(crate) enum Entry {
    /// A dialog begins.
    Dialog {
        dialog: DialogId,
        chat: ChatMark,
        messenger: Messenger,
        at: Timestamp,
        rating: Option<u32>,
        /// The best rating there is.
        scale: Option<u32>,
    },
    Message {
        dialog: DialogId,
        message: Message,
    },
    Happening {
        dialog: DialogId,
        at: Timestamp,
        what: Happening,
    },
    Note {
        dialog: Option<DialogId>,
        note: Note,
    },
}

pub(crate) async fn thread(_app: App, _from: From, _request: ThreadOf) -> Result<Thread, ApiError> {
    Err(ApiError::new("not_ready", "this is not ready yet"))
}
