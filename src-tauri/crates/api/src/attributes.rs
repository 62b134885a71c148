//! Fields of every client's card.

use domain::{AttributeId, AttributeInput, AttributeKind};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::settings::Nothing;
use crate::{ApiError, App, From};

/// A field of every client's card.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct Attribute {
    id: AttributeId,
    name: String,
    kind: AttributeKind,
    /// What can be chosen, where something is.
    choices: Vec<String>,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct AttributeById {
    id: AttributeId,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct AttributeCreate {
    input: AttributeInput,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct AttributeUpdate {
    id: AttributeId,
    input: AttributeInput,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct AttributesOrder {
    /// Every one of them, in the order they are to stand in.
    ids: Vec<AttributeId>,
}

fn not_ready<T>() -> Result<T, ApiError> {
    Err(ApiError::new("not_ready", "this does not work yet"))
}

pub(crate) async fn attributes_list(_: App, _: Nothing) -> Result<Vec<Attribute>, ApiError> {
    not_ready()
}

pub(crate) async fn attribute_create(_: App, _: AttributeCreate) -> Result<Attribute, ApiError> {
    not_ready()
}

pub(crate) async fn attribute_update(_: App, _: AttributeUpdate) -> Result<Attribute, ApiError> {
    not_ready()
}

pub(crate) async fn attribute_delete(
    _: App,
    _: From,
    _: AttributeById,
) -> Result<Nothing, ApiError> {
    not_ready()
}

pub(crate) async fn attribute_restore(_: App, _: AttributeById) -> Result<Attribute, ApiError> {
    not_ready()
}

pub(crate) async fn attributes_order(
    _: App,
    _: AttributesOrder,
) -> Result<Vec<Attribute>, ApiError> {
    not_ready()
}
