//! The client's card beside a dialog.

use domain::{
    AttributeId, AttributeKind, ClientId, Colour, Currency, DialogId, DialogState, Ending,
    Messenger, Money, TagId, Timestamp,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::dialogs::ChatMark;
use crate::inbox::{GroupMark, OperatorMark};
use crate::notes::Note;
use crate::settings::Nothing;
use crate::{ApiError, App, From};

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct CardOf {
    #[serde(default, rename = "as")]
    #[ts(skip)]
    as_operator: Option<String>,
    dialog: DialogId,
}

/// Everything about the client of a dialog, and about the dialog beside its messages.
#[derive(Debug, Serialize, TS)]
pub(crate) struct Card {
    client: ClientFacts,
    /// The same person in other channels.
    joined: Vec<JoinedClient>,
    /// Every field there is, in order.
    attributes: Vec<AttributeValue>,
    /// The latest first, 50 at most.
    pages: Vec<PageVisit>,
    /// The latest first, 20 at most.
    former: Vec<FormerDialog>,
    former_count: u32,
    /// The latest first.
    notes: Vec<Note>,
    tags: Vec<TagMark>,
    dialog: CardDialog,
}

/// What is known of a client.
#[derive(Debug, Serialize, TS)]
pub(crate) struct ClientFacts {
    id: ClientId,
    name: Option<String>,
    /// For those without a name.
    no: u64,
    phone: Option<String>,
    email: Option<String>,
    /// The language their channel tells.
    language: Option<String>,
    /// By what their channel knows them.
    remote_id: String,
    since: Timestamp,
}

#[derive(Debug, Serialize, TS)]
pub(crate) struct JoinedClient {
    client: ClientId,
    messenger: Messenger,
    name: Option<String>,
}

/// A field of the card with its value.
#[derive(Debug, Serialize, TS)]
pub(crate) struct AttributeValue {
    attribute: CardAttribute,
    value: Option<String>,
}

/// A field of the card.
#[derive(Debug, Serialize, TS)]
pub(crate) struct CardAttribute {
    id: AttributeId,
    name: String,
    kind: AttributeKind,
    /// Of a choice.
    choices: Vec<String>,
}

/// A page the client looked at.
#[derive(Debug, Serialize, TS)]
pub(crate) struct PageVisit {
    url: String,
    title: Option<String>,
    at: Timestamp,
    /// Until they went to the next one; none for the last.
    seconds: Option<u32>,
}

/// A dialog with the same person before.
#[derive(Debug, Serialize, TS)]
pub(crate) struct FormerDialog {
    id: DialogId,
    at: Timestamp,
    chat: ChatMark,
    messenger: Messenger,
    rating: Option<u32>,
    /// The best rating there is.
    scale: Option<u32>,
    ending: Option<Ending>,
}

/// A tag on a dialog.
#[derive(Debug, Serialize, TS)]
pub(crate) struct TagMark {
    id: TagId,
    name: String,
    colour: Colour,
}

/// Whether an operator's message reaches the client at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum CanWrite {
    /// It does.
    Yes,
    /// It waits until the client writes again.
    Waits,
}

#[derive(Debug, Serialize, TS)]
pub(crate) struct CardDialog {
    id: DialogId,
    state: DialogState,
    chat: ChatMark,
    created_at: Timestamp,
    /// Who holds it.
    operator: Option<OperatorMark>,
    group: Option<GroupMark>,
    /// What the chat offers to say of how a dialog went.
    results: Vec<String>,
    /// Whether closing it needs a result.
    ask_result: bool,
    cost: Money,
    currency: Option<Currency>,
    can_write: CanWrite,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClientUpdate {
    #[serde(default, rename = "as")]
    #[ts(skip)]
    as_operator: Option<String>,
    client: ClientId,
    /// None forgets it, as with the others.
    name: Option<String>,
    phone: Option<String>,
    email: Option<String>,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClientAttribute {
    #[serde(default, rename = "as")]
    #[ts(skip)]
    as_operator: Option<String>,
    client: ClientId,
    attribute: AttributeId,
    /// None forgets it.
    value: Option<String>,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct DialogTags {
    #[serde(default, rename = "as")]
    #[ts(skip)]
    as_operator: Option<String>,
    dialog: DialogId,
    /// All that it is to have.
    tags: Vec<TagId>,
}

fn not_ready<T>() -> Result<T, ApiError> {
    Err(ApiError::new("not_ready", "this is not ready yet"))
}

pub(crate) async fn card(_app: App, _from: From, _request: CardOf) -> Result<Card, ApiError> {
    not_ready()
}

pub(crate) async fn client_update(
    _app: App,
    _from: From,
    _request: ClientUpdate,
) -> Result<Nothing, ApiError> {
    not_ready()
}

pub(crate) async fn client_attribute(
    _app: App,
    _from: From,
    _request: ClientAttribute,
) -> Result<Nothing, ApiError> {
    not_ready()
}

pub(crate) async fn dialog_tags(
    _app: App,
    _from: From,
    _request: DialogTags,
) -> Result<Vec<TagMark>, ApiError> {
    not_ready()
}
