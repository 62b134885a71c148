use domain::{
    Attachment, AuthorType, ChatId, ClientId, ClosedBy, Colour, Currency, Delivery, DialogId,
    DialogState, Ending, MessageId, MessageKind, Messenger, Money, Timestamp,
};
use report::Cell;
use serde::{Deserialize, Serialize};
use store::{Count, DialogCursor, DialogFilter};
use ts_rs::TS;

use crate::inbox::OperatorMark;
use crate::settings::Nothing;
use crate::{ApiError, App};

/// The most rows a page may have.
const PAGE: u32 = 500;

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct DialogsPageOf {
    #[serde(default)]
    filter: DialogFilter,
    /// Where the page before ended.
    #[serde(default)]
    after: Option<String>,
    limit: u32,
}

#[derive(Debug, Serialize, TS)]
pub(crate) struct DialogsPage {
    rows: Vec<DialogRow>,
    /// Where the next page begins; none when this is the last.
    next: Option<String>,
}

/// A chat as a dialog's row names it.
#[derive(Debug, Serialize, TS)]
pub(crate) struct ChatMark {
    pub(crate) id: ChatId,
    pub(crate) name: String,
    pub(crate) colour: Colour,
}

/// A dialog in the list.
#[derive(Debug, Serialize, TS)]
pub(crate) struct DialogRow {
    id: DialogId,
    created_at: Timestamp,
    chat: ChatMark,
    messenger: Messenger,
    state: DialogState,
    ending: Option<Ending>,
    handed_over: bool,
    no_operator_response: bool,
    /// The client's name.
    client: Option<String>,
    /// The client's number, for those without a name.
    client_no: u64,
    last_text: String,
    last_at: Timestamp,
    messages: u32,
}

impl From<store::DialogRow> for DialogRow {
    fn from(row: store::DialogRow) -> Self {
        Self {
            id: row.id,
            created_at: row.created_at,
            chat: ChatMark {
                id: row.chat,
                name: row.chat_name,
                colour: row.chat_colour,
            },
            messenger: row.messenger,
            state: row.state,
            ending: row.ending,
            handed_over: row.handed_over_at.is_some(),
            no_operator_response: row.handed_over_at.is_some() && row.operator_messages == 0,
            client: row.client_name,
            client_no: row.client_no,
            last_text: row.last_text,
            last_at: row.last_at,
            messages: row.client_messages + row.bot_messages + row.operator_messages,
        }
    }
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct DialogsCount {
    #[serde(default)]
    filter: DialogFilter,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct DialogById {
    id: DialogId,
}

/// A dialog with everything but its messages.
#[derive(Debug, Serialize, TS)]
pub(crate) struct DialogDetails {
    #[serde(flatten)]
    row: DialogRow,
    closed_at: Option<Timestamp>,
    closed_by: Option<ClosedBy>,
    cost: Money,
    currency: Option<Currency>,
    client_id: ClientId,
    /// Opens the dialog from anywhere on this computer.
    link: String,
    /// Every column of report `sessions` but the transcript.
    parameters: Vec<Parameter>,
    /// The markers that it passed, in order.
    markers: Vec<MarkRow>,
}

/// A marker that a dialog passed.
#[derive(Debug, Serialize, TS)]
pub(crate) struct MarkRow {
    marker: String,
    /// What was recorded with it.
    value: Option<String>,
    at: Timestamp,
    /// The id of the block in its script.
    block: String,
}

/// A column of report `sessions` with its value.
#[derive(Debug, Serialize, TS)]
pub(crate) struct Parameter {
    column: &'static str,
    value: ParameterValue,
}

#[derive(Debug, Serialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(crate) enum ParameterValue {
    Text {
        text: String,
    },
    Time {
        at: Timestamp,
    },
    Seconds {
        seconds: u64,
    },
    Number {
        number: u64,
    },
    Money {
        millionths: Money,
        currency: Option<Currency>,
    },
    None,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct DialogMessages {
    id: DialogId,
    /// The seq of the last message that is known.
    #[serde(default)]
    after: Option<u64>,
    limit: u32,
}

#[derive(Debug, Serialize, TS)]
pub(crate) struct MessagesPage {
    messages: Vec<Message>,
    /// Whether there are later ones.
    more: bool,
}

#[derive(Debug, Serialize, TS)]
pub(crate) struct Message {
    id: MessageId,
    seq: u64,
    at: Timestamp,
    author_type: AuthorType,
    author: Option<String>,
    kind: MessageKind,
    text: String,
    buttons: Vec<ButtonTitle>,
    delivery: Delivery,
    /// The file it brought.
    attachment: Option<Attachment>,
    /// Who wrote it, of an operator's.
    operator: Option<OperatorMark>,
}

/// A button as it was shown.
#[derive(Debug, Serialize, TS)]
pub(crate) struct ButtonTitle {
    title: String,
}

/// The link that opens a dialog.
pub(crate) fn link(id: DialogId) -> String {
    format!("parley://dialog/{id}")
}

/// The place in a list after a row, as text that nobody needs to understand.
fn cursor(row: &store::DialogRow) -> String {
    format!("{}.{}", row.created_at.millis(), row.id)
}

fn read_cursor(text: &str) -> Result<DialogCursor, ApiError> {
    let parts = text.split_once('.').and_then(|(created_at, id)| {
        Some(DialogCursor {
            created_at: Timestamp::from_millis(created_at.parse().ok()?),
            id: id.parse().ok()?,
        })
    });
    parts.ok_or_else(|| ApiError::malformed("`after` is not the `next` of a page"))
}

pub(crate) async fn dialogs_page(
    app: App,
    request: DialogsPageOf,
) -> Result<DialogsPage, ApiError> {
    let after = request.after.as_deref().map(read_cursor).transpose()?;
    let limit = request.limit.clamp(1, PAGE);
    let rows = app
        .store()
        .read(move |r| r.dialogs_page(&request.filter, after, limit))
        .await?;
    let full = u32::try_from(rows.len()) == Ok(limit);
    let next = rows.last().filter(|_| full).map(cursor);
    Ok(DialogsPage {
        rows: rows.into_iter().map(Into::into).collect(),
        next,
    })
}

pub(crate) async fn dialogs_count(app: App, request: DialogsCount) -> Result<Count, ApiError> {
    Ok(app
        .store()
        .read(move |r| r.dialogs_count(&request.filter))
        .await?)
}

pub(crate) async fn dialog_get(app: App, request: DialogById) -> Result<DialogDetails, ApiError> {
    let id = request.id;
    let language = app.language().await?;
    app.store()
        .read(move |r| {
            let (row, session) = r
                .dialog(id)?
                .zip(r.session_row(id)?)
                .ok_or_else(|| ApiError::not_found("dialog", id))?;
            let parameters = report::parameters(&session, |column, cell| Parameter {
                column,
                value: value(cell, language),
            });
            let markers = r.marks(id)?.into_iter().map(|mark| MarkRow {
                marker: mark.marker,
                value: mark.value,
                at: mark.at,
                block: mark.block,
            });
            Ok(DialogDetails {
                markers: markers.collect(),
                closed_at: row.closed_at,
                closed_by: row.closed_by,
                cost: row.cost,
                currency: row.currency,
                client_id: row.client,
                link: link(id),
                parameters,
                row: row.into(),
            })
        })
        .await
}

/// Every marker that any dialog passed, by which they can be found.
pub(crate) async fn markers_list(app: App, _: Nothing) -> Result<Vec<String>, ApiError> {
    Ok(app.store().read(|r| r.markers()).await?)
}

fn value(cell: Cell<'_>, language: language::Language) -> ParameterValue {
    match cell {
        Cell::None | Cell::Transcript(_) => ParameterValue::None,
        Cell::Text(text) => ParameterValue::Text {
            text: text.into_owned(),
        },
        Cell::Dialog(id) => ParameterValue::Text {
            text: id.to_string(),
        },
        Cell::Code(_, words) => ParameterValue::Text {
            text: words.of(language).to_owned(),
        },
        Cell::Time(at) => ParameterValue::Time { at },
        Cell::Seconds(seconds) => ParameterValue::Seconds { seconds },
        Cell::Number(number) => ParameterValue::Number { number },
        Cell::Money(millionths, currency) => ParameterValue::Money {
            millionths,
            currency,
        },
    }
}

pub(crate) async fn dialog_messages(
    app: App,
    request: DialogMessages,
) -> Result<MessagesPage, ApiError> {
    let (id, after) = (request.id, request.after.unwrap_or(0));
    let limit = request.limit.clamp(1, PAGE);
    app.store()
        .read(move |r| {
            if r.dialog(id)?.is_none() {
                return Err(ApiError::not_found("dialog", id));
            }
            let mut messages = r.messages(id, after, limit + 1)?;
            let more = messages.len() > limit as usize;
            messages.truncate(limit as usize);
            Ok(MessagesPage {
                messages: messages.into_iter().map(Into::into).collect(),
                more,
            })
        })
        .await
}

impl From<store::Message> for Message {
    fn from(message: store::Message) -> Self {
        let name = message.author.clone().unwrap_or_default();
        let operator = message.operator.map(|id| OperatorMark { id, name });
        Self {
            id: message.id,
            seq: message.seq,
            at: message.at,
            author_type: message.author_type,
            author: message.author,
            kind: message.kind,
            text: message.text,
            buttons: message
                .buttons
                .into_iter()
                .map(|button| ButtonTitle {
                    title: button.title,
                })
                .collect(),
            delivery: message.delivery,
            attachment: message.attachment,
            operator,
        }
    }
}
