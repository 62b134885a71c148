//! The lists of dialogs in which an operator works.

use domain::{
    AuthorType, ClientId, DialogId, DialogState, GroupId, Messenger, OperatorId, Timestamp,
};
use serde::{Deserialize, Serialize};
use store::{DeskCursor, DeskList, DeskSection, Rated};
use ts_rs::TS;

use crate::dialogs::ChatMark;
use crate::{ApiError, App, From};

/// The most rows a page may have.
const PAGE: u32 = 200;
/// What counts as lately, in seconds: 30 days.
pub(crate) const MONTH: u32 = 30 * 24 * 3600;

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
    /// A part of a name or of a phone number, how a client's number begins, alone or in what a client
    /// without a name is called, or a dialog's id.
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
    pub(crate) id: OperatorId,
    pub(crate) name: String,
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
    /// Which operator did, when one did.
    last_operator: Option<OperatorMark>,
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

/// A figure with two digits behind the point, which is the same again when it was written and read.
pub(crate) fn rounded(figure: f64) -> f64 {
    (figure * 100.0).round() / 100.0
}

/// A mean of ratings.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, TS)]
pub(crate) struct MeanRating {
    mean: f64,
    /// The best rating there is.
    scale: u32,
}

impl MeanRating {
    pub(crate) fn of(rated: Rated) -> Self {
        Self {
            mean: rounded(rated.mean()),
            scale: rated.scale,
        }
    }
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

impl InboxRow {
    fn of(row: store::DeskRow, viewer: Option<OperatorId>) -> Self {
        let operator = row.operator.map(|(id, name)| OperatorMark { id, name });
        Self {
            id: row.id,
            client: ClientMark {
                id: row.client,
                name: row.client_name,
                no: row.client_no,
            },
            messenger: row.messenger,
            chat: ChatMark {
                id: row.chat,
                name: row.chat_name,
                colour: row.chat_colour,
            },
            state: row.state,
            group: row.group.map(|(id, name)| GroupMark { id, name }),
            mine: viewer.is_some() && operator.as_ref().map(|operator| operator.id) == viewer,
            operator,
            last_text: row.last_text,
            last_at: row.last_at,
            last_author: row.last_author,
            last_operator: row
                .last_operator
                .map(|(id, name)| OperatorMark { id, name }),
            last_file: row.last_file,
            unread: row.unread,
            turn: row.owed.map(|owed| OpenTurn {
                opened_at: owed.opened_at,
                due_at: owed.due_at,
                sl_s: owed.sl_s,
                first: owed.first,
            }),
            section: match row.section {
                DeskSection::ToAnswer => Section::ToAnswer,
                DeskSection::WaitingForClient => Section::WaitingForClient,
                DeskSection::TakenFromYou => Section::TakenFromYou,
                DeskSection::Queue => Section::Queue,
                DeskSection::Other => Section::Other,
            },
            draft: row.draft,
            queued_at: row.queued_at,
            position: row.position,
        }
    }
}

impl App {
    /// The operator who looks; none while nobody works here, or nobody was named on the command line.
    pub(crate) async fn viewer(
        &self,
        from: From,
        as_operator: Option<String>,
    ) -> Result<Option<OperatorId>, ApiError> {
        if from == From::CommandLine && as_operator.is_none() {
            return Ok(None);
        }
        match self.acting(from, as_operator).await {
            Ok(acting) => Ok(Some(acting.operator)),
            Err(error) if error.code == "no_operator" => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The dialog as `viewer` sees it.
    pub(crate) async fn inbox_row(
        &self,
        dialog: DialogId,
        viewer: OperatorId,
    ) -> Result<InboxRow, ApiError> {
        let row = self
            .store()
            .read(move |r| r.desk_row(dialog, Some(viewer)))
            .await?;
        let row = row.ok_or_else(|| ApiError::not_found("dialog", dialog))?;
        Ok(InboxRow::of(row, Some(viewer)))
    }
}

/// The place in a list, as text that nobody needs to understand.
fn cursor(DeskCursor { first, second, no }: DeskCursor) -> String {
    format!("{first}.{second}.{no}")
}

fn read_cursor(text: &str) -> Result<DeskCursor, ApiError> {
    let mut parts = text.split('.').map(|part| part.parse::<i64>().ok());
    match [parts.next(), parts.next(), parts.next(), parts.next()] {
        [Some(Some(first)), Some(Some(second)), Some(Some(no)), None] => {
            Ok(DeskCursor { first, second, no })
        }
        _ => Err(ApiError::malformed("`after` is not the `next` of a page")),
    }
}

pub(crate) async fn inbox_list(
    app: App,
    from: From,
    request: InboxList,
) -> Result<InboxPage, ApiError> {
    let me = app.acting(from, request.as_operator).await?.operator;
    let after = request.after.as_deref().map(read_cursor).transpose()?;
    let limit = request.limit.clamp(1, PAGE);
    let list = match request.tab {
        InboxTab::My => DeskList::My(me),
        InboxTab::Queue => DeskList::Queue(me),
        InboxTab::Help => DeskList::Help,
        InboxTab::All => DeskList::All,
    };
    let now = app.now();
    let page = app
        .store()
        .read(move |r| r.desk_page(list, me, after, limit, now))
        .await?;
    let rows = page.rows.into_iter();
    Ok(InboxPage {
        rows: rows.map(|row| InboxRow::of(row, Some(me))).collect(),
        next: page.next.map(cursor),
    })
}

pub(crate) async fn inbox_counts(
    app: App,
    from: From,
    request: AsOperator,
) -> Result<InboxCounts, ApiError> {
    let me = app.acting(from, request.as_operator).await?.operator;
    let now = app.now();
    let counts = app.store().read(move |r| r.desk_counts(me, now)).await?;
    Ok(InboxCounts {
        my: counts.my,
        to_answer: counts.to_answer,
        queue: counts.queue,
        help: counts.help,
        all: counts.all,
        taken: counts.taken,
    })
}

pub(crate) async fn inbox_counters(
    app: App,
    from: From,
    request: AsOperator,
) -> Result<InboxCounters, ApiError> {
    let me = app.acting(from, request.as_operator).await?.operator;
    let (since, today) = (app.now().minus_seconds(MONTH), app.today());
    let figures = app
        .store()
        .read(move |r| r.operator_figures(me, since, today))
        .await?;
    Ok(InboxCounters {
        rating: figures.rated.map(MeanRating::of),
        sl1: figures.first.percent().map(rounded),
        sl2: figures.next.percent().map(rounded),
        csi: figures.rated.map(|rated| rounded(rated.csi)),
        closed_today: figures.closed,
    })
}

pub(crate) async fn inbox_search(
    app: App,
    from: From,
    request: InboxSearch,
) -> Result<Vec<InboxRow>, ApiError> {
    let viewer = app.viewer(from, request.as_operator).await?;
    let limit = request.limit.clamp(1, PAGE);
    let no = language::desk::visitor_no(&request.text);
    let rows = app
        .store()
        .read(move |r| r.desk_search(&request.text, no, viewer, limit))
        .await?;
    let rows = rows.into_iter();
    Ok(rows.map(|row| InboxRow::of(row, viewer)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_a_list_survives_text_and_nothing_else_is_one() {
        let place = DeskCursor {
            first: 1,
            second: -1_795_000_000_000,
            no: 7,
        };
        assert_eq!(read_cursor(&cursor(place)), Ok(place));
        for text in [
            "",
            "1.2",
            "1.2.3.4",
            "1.2.x",
            "1..3",
            "99999999999999999999.1.1",
        ] {
            let error = read_cursor(text).unwrap_err();
            assert_eq!(error.code, "malformed_request", "{text}");
        }
    }
}
