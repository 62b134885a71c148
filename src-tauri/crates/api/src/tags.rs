//! Tags: words that operators put on dialogs.

use domain::{Colour, TagId, TagInput};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::settings::Nothing;
use crate::{ApiError, App, From};

/// A tag.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct Tag {
    id: TagId,
    name: String,
    colour: Colour,
    /// On how many dialogs it is.
    dialogs: u64,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct TagById {
    id: TagId,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct TagCreate {
    input: TagInput,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct TagUpdate {
    id: TagId,
    input: TagInput,
}

fn not_ready<T>() -> Result<T, ApiError> {
    Err(ApiError::new("not_ready", "this does not work yet"))
}

pub(crate) async fn tags_list(_: App, _: Nothing) -> Result<Vec<Tag>, ApiError> {
    not_ready()
}

pub(crate) async fn tag_create(_: App, _: TagCreate) -> Result<Tag, ApiError> {
    not_ready()
}

pub(crate) async fn tag_update(_: App, _: TagUpdate) -> Result<Tag, ApiError> {
    not_ready()
}

pub(crate) async fn tag_delete(_: App, _: From, _: TagById) -> Result<Nothing, ApiError> {
    not_ready()
}

pub(crate) async fn tag_restore(_: App, _: TagById) -> Result<Tag, ApiError> {
    not_ready()
}
