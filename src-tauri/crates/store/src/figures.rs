//! What reports are made of.

use domain::{
    ClientId, ClosedBy, Currency, DialogId, DialogState, Ending, Messenger, Money, StartedBy,
    Timestamp,
};
use rusqlite::{Row, params_from_iter};

use crate::dialogs::currency;
use crate::list::Clause;
use crate::row::RowExt;
use crate::{DialogFilter, Mark, Message, Reader, StoreError};

/// A dialog with everything the report `sessions` tells of it, but its messages.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the columns of report `sessions`, described there"
)]
pub struct SessionRow {
    pub id: DialogId,
    pub created_at: Timestamp,
    pub chat_name: String,
    pub messenger: Messenger,
    pub state: DialogState,
    pub started_by: StartedBy,
    pub client_id: ClientId,
    pub client_name: Option<String>,
    pub client_remote_id: String,
    pub client_phone: Option<String>,
    pub client_language: Option<String>,
    pub first_page: Option<String>,
    pub referrer: Option<String>,
    pub script: Option<String>,
    pub script_version: Option<u32>,
    pub operators: Option<String>,
    pub operator_group: Option<String>,
    pub handed_over_at: Option<Timestamp>,
    pub taken_at: Option<Timestamp>,
    pub first_response_ms: Option<u64>,
    pub closed_at: Option<Timestamp>,
    pub closed_by: Option<ClosedBy>,
    pub ending: Option<Ending>,
    pub client_messages: u32,
    pub bot_messages: u32,
    pub operator_messages: u32,
    pub markers: Option<String>,
    pub rating: Option<u32>,
    pub scale: Option<u32>,
    pub rating_comment: Option<String>,
    pub client_result: Option<bool>,
    pub operator_result: Option<String>,
    pub tags: Option<String>,
    pub previous: Option<DialogId>,
    pub cost: Money,
    pub currency: Option<Currency>,
}

const SESSION_ROW: &str = "SELECT d.id, d.created_at, c.name AS chat_name, d.messenger, d.state,
    d.started_by, d.client_id, k.name AS client_name, k.remote_id, k.phone, k.language, d.first_page,
    d.referrer, s.name AS script, d.script_version, d.handed_over_at, d.closed_at, d.closed_by, d.ending,
    d.client_messages, d.bot_messages, d.operator_messages, d.previous_id, d.cost, d.currency,
    CASE WHEN d.taken_at IS NOT NULL THEN
      (SELECT group_concat(name, ', ') FROM (SELECT o.name FROM stays v JOIN operators o ON o.id = v.operator_id
       WHERE v.dialog_id = d.id GROUP BY o.id ORDER BY min(v.no))) END AS operators,
    g.name AS operator_group, d.taken_at, d.first_response_ms, d.rating, d.scale, d.rating_comment,
    d.client_result = 'yes' AS client_result, d.operator_result,
    (SELECT group_concat(name, ', ') FROM (SELECT t.name FROM dialog_tags w JOIN tags t ON t.id = w.tag_id
     WHERE w.dialog_id = d.id ORDER BY t.name)) AS tags,
    (SELECT group_concat(marker, ', ') FROM (SELECT x.marker FROM dialog_markers x
     WHERE x.dialog_id = d.id ORDER BY x.marker)) AS markers";
const SESSION_JOINS: &str = "JOIN chats c ON c.id = d.chat_id JOIN clients k ON k.id = d.client_id
    LEFT JOIN scripts s ON s.id = d.script_id LEFT JOIN groups g ON g.id = d.group_id";

fn session_row(row: &Row<'_>) -> rusqlite::Result<SessionRow> {
    Ok(SessionRow {
        id: DialogId::from_bytes(row.get("id")?),
        created_at: row.time("created_at")?,
        chat_name: row.get("chat_name")?,
        messenger: row.parsed("messenger")?,
        state: row.parsed("state")?,
        started_by: row.parsed("started_by")?,
        client_id: ClientId::from_bytes(row.get("client_id")?),
        client_name: row.get("client_name")?,
        client_remote_id: row.get("remote_id")?,
        client_phone: row.get("phone")?,
        client_language: row.get("language")?,
        first_page: row.get("first_page")?,
        referrer: row.get("referrer")?,
        script: row.get("script")?,
        script_version: row.get("script_version")?,
        operators: row.get("operators")?,
        operator_group: row.get("operator_group")?,
        handed_over_at: row.time_or_none("handed_over_at")?,
        taken_at: row.time_or_none("taken_at")?,
        first_response_ms: row.get("first_response_ms")?,
        closed_at: row.time_or_none("closed_at")?,
        closed_by: row.parsed_or_none("closed_by")?,
        ending: row.parsed_or_none("ending")?,
        client_messages: row.get("client_messages")?,
        bot_messages: row.get("bot_messages")?,
        operator_messages: row.get("operator_messages")?,
        markers: row.get("markers")?,
        rating: row.get("rating")?,
        scale: row.get("scale")?,
        rating_comment: row.get("rating_comment")?,
        client_result: row.get("client_result")?,
        operator_result: row.get("operator_result")?,
        tags: row.get("tags")?,
        previous: row
            .get::<_, Option<[u8; 16]>>("previous_id")?
            .map(DialogId::from_bytes),
        cost: Money::from_millionths(row.get("cost")?),
        currency: currency(row)?,
    })
}

impl Reader<'_> {
    /// The dialog as report `sessions` tells of it.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn session_row(&self, id: DialogId) -> Result<Option<SessionRow>, StoreError> {
        self.one(
            &format!(
                "{SESSION_ROW} FROM dialogs d {SESSION_JOINS} WHERE d.id = ? AND c.erases = 0"
            ),
            [id.as_bytes()],
            session_row,
        )
    }

    /// How many dialogs [`Reader::each_session`] visits.
    ///
    /// # Errors
    /// When they cannot be counted.
    pub fn count_sessions(&self, filter: &DialogFilter) -> Result<u64, StoreError> {
        self.count(filter.clause())
    }

    /// How many dialogs [`Reader::each_marked`] visits.
    ///
    /// # Errors
    /// When they cannot be counted.
    pub fn count_marked(&self, filter: &DialogFilter) -> Result<u64, StoreError> {
        self.count(marked(filter))
    }

    /// The markers that dialogs passed, in the order of their names.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn markers_of(&self, filter: &DialogFilter) -> Result<Vec<String>, StoreError> {
        let Clause {
            from,
            conditions,
            values,
            ..
        } = filter.clause();
        let sql = format!(
            "SELECT DISTINCT x.marker FROM {from} JOIN dialog_markers x ON x.dialog_id = d.id
             WHERE {conditions} ORDER BY x.marker"
        );
        self.all(&sql, params_from_iter(values), |row| row.get(0))
    }

    fn count(&self, clause: Clause) -> Result<u64, StoreError> {
        let Clause {
            from,
            conditions,
            values,
            ..
        } = clause;
        let sql = format!("SELECT count(*) FROM {from} WHERE {conditions}");
        let count = self.one(&sql, params_from_iter(values), |row| row.get(0))?;
        Ok(count.unwrap_or(0))
    }

    /// Visits every dialog with its messages, oldest first, within the reader's moment.
    ///
    /// # Errors
    /// The first error of `visit`, and the store's when it cannot be read.
    pub fn each_session<E: From<StoreError>>(
        &self,
        filter: &DialogFilter,
        mut visit: impl FnMut(&SessionRow, &[Message]) -> Result<(), E>,
    ) -> Result<(), E> {
        self.each(filter.clause(), |session| {
            visit(session, &self.messages(session.id, 0, u32::MAX)?)
        })
    }

    /// Visits every dialog that passed any marker, with what it passed, oldest first, within the
    /// reader's moment.
    ///
    /// # Errors
    /// The first error of `visit`, and the store's when it cannot be read.
    pub fn each_marked<E: From<StoreError>>(
        &self,
        filter: &DialogFilter,
        mut visit: impl FnMut(&SessionRow, &[Mark]) -> Result<(), E>,
    ) -> Result<(), E> {
        self.each(marked(filter), |session| {
            visit(session, &self.marks(session.id)?)
        })
    }

    fn each<E: From<StoreError>>(
        &self,
        clause: Clause,
        mut visit: impl FnMut(&SessionRow) -> Result<(), E>,
    ) -> Result<(), E> {
        let Clause {
            from,
            by,
            conditions,
            values,
        } = clause;
        let sql = format!(
            "{SESSION_ROW} FROM {from} {SESSION_JOINS}
             WHERE {conditions} ORDER BY {}, {}",
            by.created_at, by.id
        );
        let mut statement = self.statement(&sql)?;
        let mut rows = statement
            .query(params_from_iter(values))
            .map_err(StoreError::from)?;
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            visit(&session_row(row).map_err(StoreError::from)?)?;
        }
        Ok(())
    }
}

/// The dialogs of a filter that passed any marker.
fn marked(filter: &DialogFilter) -> Clause {
    let mut clause = filter.clause();
    clause.conditions += " AND EXISTS (SELECT 1 FROM dialog_markers x WHERE x.dialog_id = d.id)";
    clause
}
