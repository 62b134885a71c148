//! Operators: who answers clients, how much they are given, and when they work.

use domain::{OperatorId, OperatorInput, Picture, Presence, WorkingHours};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::inbox::GroupMark;
use crate::settings::Nothing;
use crate::{ApiError, App, From};

/// An operator.
#[derive(Debug, Serialize, TS)]
pub(crate) struct Operator {
    id: OperatorId,
    name: String,
    picture: Option<Picture>,
    /// How many dialogs they are given at most; 0 means as many as come.
    dialogs_max: u32,
    groups: Vec<GroupMark>,
    /// None means whenever they are online.
    working_hours: Option<WorkingHours>,
    /// The IANA name of the zone of these hours; none means this computer's.
    time_zone: Option<String>,
    has_pin: bool,
    presence: Presence,
    /// How many open dialogs they hold.
    load: u32,
    #[ts(type = "number")]
    revision: i64,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct OperatorById {
    id: OperatorId,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct OperatorCreate {
    input: OperatorInput,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct OperatorUpdate {
    id: OperatorId,
    /// The revision the change began from; none changes whatever stands there now.
    #[ts(type = "number | null")]
    revision: Option<i64>,
    input: OperatorInput,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct OperatorPin {
    id: OperatorId,
    /// 4 to 12 digits; none takes the PIN away.
    pin: Option<String>,
    /// The one that is set, which the window has to know.
    current: Option<String>,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct OperatorPresence {
    /// Their id or name.
    operator: String,
    presence: Presence,
    /// How long they count as online unless it is said again, in seconds.
    for_s: Option<u32>,
}

fn not_ready<T>() -> Result<T, ApiError> {
    Err(ApiError::new("not_ready", "this does not work yet"))
}

pub(crate) async fn operators_list(_: App, _: Nothing) -> Result<Vec<Operator>, ApiError> {
    not_ready()
}

pub(crate) async fn operator_create(
    _: App,
    _: From,
    _: OperatorCreate,
) -> Result<Operator, ApiError> {
    not_ready()
}

pub(crate) async fn operator_update(
    _: App,
    _: From,
    _: OperatorUpdate,
) -> Result<Operator, ApiError> {
    not_ready()
}

pub(crate) async fn operator_delete(_: App, _: From, _: OperatorById) -> Result<Nothing, ApiError> {
    not_ready()
}

pub(crate) async fn operator_restore(
    _: App,
    _: From,
    _: OperatorById,
) -> Result<Operator, ApiError> {
    not_ready()
}

pub(crate) async fn operator_pin(_: App, _: From, _: OperatorPin) -> Result<Operator, ApiError> {
    not_ready()
}

pub(crate) async fn operator_presence(
    _: App,
    _: From,
    _: OperatorPresence,
) -> Result<Operator, ApiError> {
    not_ready()
}
