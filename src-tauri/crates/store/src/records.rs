//! Dialogs that are over, as far as a rehearsal needs them: who the client was and what they said
//! when. Read by the page and without what is not needed, since there are very many.

use domain::{
    AuthorType, ChatId, DialogId, Ending, MessageId, MessageKind, Messenger, StartedBy,
    StatusFilter, Timestamp,
};
use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};

use crate::list::{Clause, Order};
use crate::row::RowExt;
use crate::{DialogCursor, DialogFilter, Reader, StoreError};

/// A dialog that is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedDialog {
    /// Its id.
    pub id: DialogId,
    /// When it began.
    pub created_at: Timestamp,
    /// Its chat.
    pub chat: ChatId,
    /// How the client wrote.
    pub messenger: Messenger,
    /// Who began it.
    pub started_by: StartedBy,
    /// What the client is called.
    pub client_name: Option<String>,
    /// The client's phone number.
    pub client_phone: Option<String>,
    /// The page it began on.
    pub first_page: Option<String>,
    /// Why it ended.
    pub ending: Option<Ending>,
    /// Whether it was handed to operators.
    pub handed_over: bool,
    /// Whether an operator was in it.
    pub served: bool,
    /// What was said, in order.
    pub said: Vec<RecordedMessage>,
}

/// A message of a dialog that is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedMessage {
    /// Its id.
    pub id: MessageId,
    /// When it was written.
    pub at: Timestamp,
    /// Who wrote it.
    pub author: AuthorType,
    /// What it is.
    pub kind: MessageKind,
    /// Its text where the client wrote it; else empty.
    pub text: String,
}

impl RecordedDialog {
    /// Its place among the dialogs.
    #[must_use]
    pub const fn cursor(&self) -> DialogCursor {
        DialogCursor {
            created_at: self.created_at,
            id: self.id,
        }
    }
}

fn recorded(row: &Row<'_>) -> rusqlite::Result<RecordedDialog> {
    Ok(RecordedDialog {
        id: DialogId::from_bytes(row.get("id")?),
        created_at: row.time("created_at")?,
        chat: ChatId::from_bytes(row.get("chat_id")?),
        messenger: row.parsed("messenger")?,
        started_by: row.parsed("started_by")?,
        client_name: row.get("name")?,
        client_phone: row.get("phone")?,
        first_page: row.get("first_page")?,
        ending: row.parsed_or_none("ending")?,
        handed_over: row.get("handed_over")?,
        served: row.get("served")?,
        said: Vec::new(),
    })
}

fn said(row: &Row<'_>) -> rusqlite::Result<RecordedMessage> {
    Ok(RecordedMessage {
        id: MessageId::from_bytes(row.get("id")?),
        at: row.time("at")?,
        author: row.parsed("author_type")?,
        kind: row.parsed("kind")?,
        text: row.get("said")?,
    })
}

fn page(filter: &DialogFilter, after: Option<DialogCursor>, limit: u32) -> (String, Vec<Value>) {
    let filter = DialogFilter {
        status: StatusFilter::Closed,
        ..filter.clone()
    };
    let Clause {
        from,
        by: Order {
            created_at: began,
            id,
        },
        mut conditions,
        mut values,
    } = filter.clause();
    if let Some(last) = after {
        conditions += &format!(" AND {began} >= ? AND ({began} > ? OR {id} > ?)");
        values.extend([
            Value::from(last.created_at.millis()),
            Value::from(last.created_at.millis()),
            Value::from(last.id.as_bytes().to_vec()),
        ]);
    }
    values.push(Value::from(limit));
    let sql = format!(
        "SELECT d.id, d.created_at, d.chat_id, d.messenger, d.started_by, d.first_page, d.ending,
                d.handed_over_at IS NOT NULL AS handed_over,
                d.taken_at IS NOT NULL OR d.operator_messages > 0 AS served,
                k.name, k.phone
         FROM {from} CROSS JOIN clients k ON k.id = d.client_id
         WHERE {conditions} ORDER BY {began}, {id} LIMIT ?"
    );
    (sql, values)
}

impl Reader<'_> {
    /// A page of at most `limit` dialogs that are over, oldest first, from just after `after`; what
    /// was said in them is left out. The filter's status is not asked.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn records(
        &self,
        filter: &DialogFilter,
        after: Option<DialogCursor>,
        limit: u32,
    ) -> Result<Vec<RecordedDialog>, StoreError> {
        let (sql, values) = page(filter, after, limit);
        self.all(&sql, params_from_iter(values), recorded)
    }

    /// How many dialogs [`Reader::records`] gives in all.
    ///
    /// # Errors
    /// When they cannot be counted.
    pub fn count_records(&self, filter: &DialogFilter) -> Result<u64, StoreError> {
        self.count_sessions(&DialogFilter {
            status: StatusFilter::Closed,
            ..filter.clone()
        })
    }

    /// What was said in a dialog.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn recorded_messages(&self, dialog: DialogId) -> Result<Vec<RecordedMessage>, StoreError> {
        self.all(
            "SELECT id, at, author_type, kind, CASE author_type WHEN 'client' THEN text ELSE '' END AS said
             FROM messages WHERE dialog_id = ? ORDER BY seq",
            [dialog.as_bytes()],
            said,
        )
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;

    #[test]
    fn pages_of_records_walk_an_index_in_order() {
        let folder = tempfile::tempdir().unwrap();
        let moment = Timestamp::from_millis(1_000_000);
        let connection: Connection = crate::open::writer(folder.path(), moment).unwrap();
        let after = DialogCursor {
            created_at: moment,
            id: DialogId::new(moment),
        };
        let chat = ChatId::new(moment);
        for messengers in [vec![], vec![Messenger::Web], vec![Messenger::Web; 2]] {
            for chats in [vec![], vec![chat], vec![chat, chat]] {
                for from in [None, Some(moment)] {
                    for after in [None, Some(after)] {
                        let filter = DialogFilter {
                            messengers: messengers.clone(),
                            chats: chats.clone(),
                            from,
                            ..DialogFilter::default()
                        };
                        let (sql, values) = page(&filter, after, 100);
                        let plan = plan(&connection, &sql, values);
                        let walks = plan.contains("SEARCH d USING INDEX dialogs_list")
                            || plan.contains("SCAN d USING INDEX dialogs_list");
                        assert!(walks, "no index for {filter:?}: {plan}");
                        assert!(!plan.contains("TEMP B-TREE"), "sorts {filter:?}: {plan}");
                        assert!(!plan.contains("SCAN k"), "walks clients: {plan}");
                    }
                }
            }
        }
    }

    fn plan(connection: &Connection, sql: &str, values: Vec<Value>) -> String {
        let mut statement = connection
            .prepare(&format!("EXPLAIN QUERY PLAN {sql}"))
            .unwrap();
        let rows = statement
            .query_map(params_from_iter(values), |row| row.get::<_, String>(3))
            .unwrap();
        rows.map(|row| row.unwrap() + "\n").collect()
    }
}
