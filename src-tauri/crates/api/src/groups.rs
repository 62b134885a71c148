//! Groups of operators who answer the same kind of questions.

use domain::{GroupId, GroupInput, OperatorId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::settings::Nothing;
use crate::{ApiError, App, From};

/// A group.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct Group {
    id: GroupId,
    name: String,
    /// How soon the first answer should come, in seconds; none means as the chat says.
    sl_first_s: Option<u32>,
    /// How soon later answers should come, in seconds; none means as the chat says.
    sl_next_s: Option<u32>,
    members: Vec<OperatorId>,
    /// How many of them are there.
    online: u32,
    /// How many dialogs wait for them.
    waiting: u32,
    #[ts(type = "number")]
    revision: i64,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct GroupById {
    id: GroupId,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct GroupCreate {
    input: GroupInput,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct GroupUpdate {
    id: GroupId,
    /// The revision the change began from; none changes whatever stands there now.
    #[ts(type = "number | null")]
    revision: Option<i64>,
    input: GroupInput,
}

fn not_ready<T>() -> Result<T, ApiError> {
    Err(ApiError::new("not_ready", "this does not work yet"))
}

pub(crate) async fn groups_list(_: App, _: Nothing) -> Result<Vec<Group>, ApiError> {
    not_ready()
}

pub(crate) async fn group_create(_: App, _: From, _: GroupCreate) -> Result<Group, ApiError> {
    not_ready()
}

pub(crate) async fn group_update(_: App, _: From, _: GroupUpdate) -> Result<Group, ApiError> {
    not_ready()
}

pub(crate) async fn group_delete(_: App, _: From, _: GroupById) -> Result<Nothing, ApiError> {
    not_ready()
}

pub(crate) async fn group_restore(_: App, _: From, _: GroupById) -> Result<Group, ApiError> {
    not_ready()
}
