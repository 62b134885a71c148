//! The lists of dialogs in which an operator works.

use domain::{
    AuthorType, ClientId, DialogId, DialogState, GroupId, Messenger, OperatorId, Timestamp,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::dialogs::ChatMark;
use crate::{ApiError, App, From};

/// Which list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum InboxTab {
    /// What the operator holds, and what was taken from them.
    My,
    /// What waits for a group of theirs, or for anybody.
    Queue,
    /// What waits and finds nobody there.
    Help,
    /// All that is not closed and in which the client wrote.
    All,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct InboxList {
    #[serde(default, rename = "as")]
    #[ts(skip)]
    as_operator: Option<String>,
    tab: InboxTab,
    /// Where the page before ended.
    #[serde(default)]
    after: Option<String>,
    limit: u32,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(type = "Record<string, never>")]
pub(crate) struct AsOperator {
    #[serde(default, rename = "as")]
    as_operator: Option<String>,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct InboxSearch {
    #[serde(default, rename = "as")]
    #[ts(skip)]
    as_operator: Option<String>,
    /// A part of a name or of a phone number, a client's number, or a dialog's id.
    text: String,
    limit: u32,
}

#[derive(Debug, Serialize, TS)]
pub(crate) struct InboxPage {
    rows: Vec<InboxRow>,
    /// Where the next page begins; none when this is the last.
    next: Option<String>,
}

/// A client as a row names them.
#[derive(Debug, Serialize, TS)]
pub(crate) struct ClientMark {
    id: ClientId,
    name: Option<String>,
    /// For those without a name.
    no: u64,
}

/// An operator as a row names them.
#[derive(Debug, Serialize, TS)]
pub(crate) struct OperatorMark {
    id: OperatorId,
    name: String,
}

/// A group as a row names it.
#[derive(Debug, Serialize, TS)]
pub(crate) struct GroupMark {
    pub(crate) id: GroupId,
    pub(crate) name: String,
}

/// An answer that is owed to the client.
#[derive(Debug, Serialize, TS)]
pub(crate) struct OpenTurn {
    opened_at: Timestamp,
    /// Until when the goal is met.
    due_at: Timestamp,
    /// The goal in seconds.
    sl_s: u32,
    /// Whether a handover opened it.
    first: bool,
}

/// Why a dialog stands where it does in the inbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Section {
    /// The operator holds it and owes an answer.
    ToAnswer,
    /// The operator holds it and has answered.
    WaitingForClient,
    /// The operator held it and did not answer in time.
    TakenFromYou,
    /// It waits for an operator.
    Queue,
    /// The bot or another operator has it, or it is over.
    Other,
}

/// A dialog in the inbox.
#[derive(Debug, Serialize, TS)]
pub(crate) struct InboxRow {
    id: DialogId,
    client: ClientMark,
    messenger: Messenger,
    chat: ChatMark,
    state: DialogState,
    group: Option<GroupMark>,
    /// Who holds it.
    operator: Option<OperatorMark>,
    last_text: String,
    last_at: Timestamp,
    /// Who wrote the last message; none while there is none.
    last_author: Option<AuthorType>,
    /// Whether the last message is a file.
    last_file: bool,
    unread: u32,
    turn: Option<OpenTurn>,
    section: Section,
    /// What this operator began to write.
    draft: Option<String>,
    queued_at: Option<Timestamp>,
    /// The place in the queue of its group, from 1.
    position: Option<u32>,
    /// Whether this operator holds it.
    mine: bool,
}

/// How many dialogs each list of the inbox has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub(crate) struct InboxCounts {
    my: u32,
    /// Of mine, those in which an answer is owed.
    to_answer: u32,
    queue: u32,
    help: u32,
    all: u32,
    /// Taken from this operator.
    taken: u32,
}

/// A mean of ratings.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, TS)]
pub(crate) struct MeanRating {
    mean: f64,
    /// The best rating there is.
    scale: u32,
}

/// How an operator did in the last 30 days; nothing is said of what was not counted yet.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, TS)]
pub(crate) struct InboxCounters {
    rating: Option<MeanRating>,
    /// First turns answered in time, in per cent.
    sl1: Option<f64>,
    /// Later turns answered in time, in per cent.
    sl2: Option<f64>,
    /// In per cent.
    csi: Option<f64>,
    /// Since midnight.
    closed_today: u32,
}

fn not_ready<T>() -> Result<T, ApiError> {
    Err(ApiError::new("not_ready", "this is not ready yet"))
}

pub(crate) async fn inbox_list(
    _app: App,
    _from: From,
    _request: InboxList,
) -> Result<InboxPage, ApiError> {
    not_ready()
}

pub(crate) async fn inbox_counts(
    _app: App,
    _from: From,
    _request: AsOperator,
) -> Result<InboxCounts, ApiError> {
    not_ready()
}

pub(crate) async fn inbox_counters(
    _app: App,
    _from: From,
    _request: AsOperator,
) -> Result<InboxCounters, ApiError> {
    not_ready()
}

pub(crate) async fn inbox_search(
    _app: App,
    _from: From,
    _request: InboxSearch,
) -> Result<Vec<InboxRow>, ApiError> {
    not_ready()
}
