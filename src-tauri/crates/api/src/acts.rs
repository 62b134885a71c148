//! What an operator does in dialogs.

use domain::{ContentId, DialogId, GroupId, OperatorId, ScriptId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::dialogs::Message;
use crate::inbox::InboxRow;
use crate::settings::Nothing;
use crate::{ApiError, App, From};

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct DialogTake {
    #[serde(default, rename = "as")]
    #[ts(skip)]
    as_operator: Option<String>,
    id: DialogId,
    /// The holder it is taken over from.
    #[serde(default)]
    over: Option<OperatorId>,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct DialogSend {
    #[serde(default, rename = "as")]
    #[ts(skip)]
    as_operator: Option<String>,
    id: DialogId,
    /// May be empty when files are sent.
    text: String,
    files: Vec<FileToSend>,
    /// The sender's own id of this: the same again changes nothing.
    key: String,
}

/// A file that was taken in before.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct FileToSend {
    id: ContentId,
    name: String,
}

#[derive(Debug, Serialize, TS)]
pub(crate) struct DialogSent {
    messages: Vec<Message>,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct DialogTransfer {
    #[serde(default, rename = "as")]
    #[ts(skip)]
    as_operator: Option<String>,
    id: DialogId,
    to: TransferTo,
}

/// To whom a dialog is passed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum TransferTo {
    Operator {
        operator: OperatorId,
    },
    /// None means anybody.
    Group {
        group: Option<GroupId>,
    },
    Bot,
    Script {
        script: ScriptId,
    },
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct DialogClose {
    #[serde(default, rename = "as")]
    #[ts(skip)]
    as_operator: Option<String>,
    id: DialogId,
    /// One of the chat's results.
    #[serde(default)]
    result: Option<String>,
    spam: bool,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct DialogOfOperator {
    #[serde(default, rename = "as")]
    #[ts(skip)]
    as_operator: Option<String>,
    id: DialogId,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct DraftKeep {
    #[serde(default, rename = "as")]
    #[ts(skip)]
    as_operator: Option<String>,
    dialog: DialogId,
    /// Empty removes the draft.
    text: String,
}

fn not_ready<T>() -> Result<T, ApiError> {
    Err(ApiError::new("not_ready", "this is not ready yet"))
}

pub(crate) async fn dialog_take(
    _app: App,
    _from: From,
    _request: DialogTake,
) -> Result<InboxRow, ApiError> {
    not_ready()
}

pub(crate) async fn dialog_send(
    _app: App,
    _from: From,
    _request: DialogSend,
) -> Result<DialogSent, ApiError> {
    not_ready()
}

pub(crate) async fn dialog_transfer(
    _app: App,
    _from: From,
    _request: DialogTransfer,
) -> Result<Nothing, ApiError> {
    not_ready()
}

pub(crate) async fn dialog_close(
    _app: App,
    _from: From,
    _request: DialogClose,
) -> Result<Nothing, ApiError> {
    not_ready()
}

pub(crate) async fn dialog_typing(
    _app: App,
    _from: From,
    _request: DialogOfOperator,
) -> Result<Nothing, ApiError> {
    not_ready()
}

pub(crate) async fn dialog_read(
    _app: App,
    _from: From,
    _request: DialogOfOperator,
) -> Result<Nothing, ApiError> {
    not_ready()
}

pub(crate) async fn draft_keep(
    _app: App,
    _from: From,
    _request: DraftKeep,
) -> Result<Nothing, ApiError> {
    not_ready()
}
