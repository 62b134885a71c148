//! Who works at this computer: the operator the window acts as, whether they are there, and what
//! they are told of.

use domain::{Notify, OperatorId, Picture, Presence};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::settings::Nothing;
use crate::{ApiError, App, From};

/// Who can work here, and who does.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Desk {
    /// Who does; none while nobody was chosen.
    operator: Option<DeskOperator>,
    /// Who can, by their names.
    operators: Vec<DeskChoice>,
    /// What they are told of.
    notify: Notify,
}

/// The operator who works here.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub(crate) struct DeskOperator {
    id: OperatorId,
    name: String,
    picture: Option<Picture>,
    /// Whether they have shown their PIN.
    verified: bool,
    presence: Presence,
    /// How many dialogs they are given at most; 0 means as many as come.
    limit: u32,
    /// How many open dialogs they hold.
    load: u32,
}

/// An operator who can be chosen.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub(crate) struct DeskChoice {
    id: OperatorId,
    name: String,
    picture: Option<Picture>,
    needs_pin: bool,
    presence: Presence,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct WorkAs {
    /// None means that nobody works here any more.
    operator: Option<OperatorId>,
    /// Where the operator has set one.
    pin: Option<String>,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct DeskPresence {
    presence: Presence,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct NotifyUpdate {
    notify: Notify,
}

fn not_ready<T>() -> Result<T, ApiError> {
    Err(ApiError::new("not_ready", "this does not work yet"))
}

pub(crate) async fn desk_status(_: App, _: Nothing) -> Result<Desk, ApiError> {
    not_ready()
}

pub(crate) async fn desk_work_as(_: App, _: From, _: WorkAs) -> Result<Desk, ApiError> {
    not_ready()
}

pub(crate) async fn desk_presence(_: App, _: From, _: DeskPresence) -> Result<Desk, ApiError> {
    not_ready()
}

pub(crate) async fn desk_renew(_: App, _: Nothing) -> Result<Nothing, ApiError> {
    not_ready()
}

pub(crate) async fn notify_update(_: App, _: NotifyUpdate) -> Result<Desk, ApiError> {
    not_ready()
}
