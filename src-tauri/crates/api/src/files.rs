//! Files that operators send, and files that anybody sent.

use domain::{ContentId, MessageId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::settings::Nothing;
use crate::{ApiError, App};

/// A file that was taken in, to be sent.
#[derive(Debug, Serialize, TS)]
pub(crate) struct FileTaken {
    /// By what it is found.
    id: ContentId,
    /// Its name, safe to save under.
    name: String,
    bytes: u64,
    /// What it is by its content.
    mime: String,
    /// Whether it may be shown in place.
    is_picture: bool,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct FileSave {
    message: MessageId,
}

pub(crate) async fn file_choose(_app: App, _: Nothing) -> Result<Vec<FileTaken>, ApiError> {
    Err(ApiError::new("not_ready", "this is not ready yet"))
}

pub(crate) async fn file_save(_app: App, _request: FileSave) -> Result<Option<String>, ApiError> {
    Err(ApiError::new("not_ready", "this is not ready yet"))
}
