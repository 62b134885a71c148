//! Texts that operators send often: everybody's, and each operator's own.

use domain::{QuickReplyId, QuickReplyInput};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::settings::Nothing;
use crate::{ApiError, App, From};

/// A text that is sent often.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct QuickReply {
    id: QuickReplyId,
    /// Whether only its owner sees it.
    own: bool,
    shortcut: String,
    text: String,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(type = "Record<string, never>")]
pub(crate) struct QuickRepliesOf {
    #[serde(default, rename = "as")]
    as_operator: Option<String>,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct QuickReplyById {
    #[serde(default, rename = "as")]
    #[ts(skip)]
    as_operator: Option<String>,
    id: QuickReplyId,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct QuickReplyCreate {
    #[serde(default, rename = "as")]
    #[ts(skip)]
    as_operator: Option<String>,
    input: QuickReplyInput,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct QuickReplyUpdate {
    #[serde(default, rename = "as")]
    #[ts(skip)]
    as_operator: Option<String>,
    id: QuickReplyId,
    input: QuickReplyInput,
}

fn not_ready<T>() -> Result<T, ApiError> {
    Err(ApiError::new("not_ready", "this does not work yet"))
}

pub(crate) async fn quick_replies_list(
    _: App,
    _: From,
    _: QuickRepliesOf,
) -> Result<Vec<QuickReply>, ApiError> {
    not_ready()
}

pub(crate) async fn quick_reply_create(
    _: App,
    _: From,
    _: QuickReplyCreate,
) -> Result<QuickReply, ApiError> {
    not_ready()
}

pub(crate) async fn quick_reply_update(
    _: App,
    _: From,
    _: QuickReplyUpdate,
) -> Result<QuickReply, ApiError> {
    not_ready()
}

pub(crate) async fn quick_reply_delete(
    _: App,
    _: From,
    _: QuickReplyById,
) -> Result<Nothing, ApiError> {
    not_ready()
}

pub(crate) async fn quick_reply_restore(
    _: App,
    _: From,
    _: QuickReplyById,
) -> Result<QuickReply, ApiError> {
    not_ready()
}
