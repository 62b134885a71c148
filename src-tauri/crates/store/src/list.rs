//! The archive's list: filters, pages by key, and a count that is honest about where it stops.

use domain::{ChatId, DialogId, Messenger, StatusFilter, Timestamp};
use rusqlite::params_from_iter;
use rusqlite::types::Value;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::dialogs::{DIALOG_JOINS, DIALOG_ROW, dialog_row};
use crate::{DialogRow, Reader, StoreError};

/// Counting further would take longer than anybody wants to wait for a number.
const COUNTED: u64 = 10_000;

/// Which dialogs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct DialogFilter {
    /// Reached through these; empty means any.
    pub messengers: Vec<Messenger>,
    /// Of these chats; empty means any.
    pub chats: Vec<ChatId>,
    /// Which stand like this.
    pub status: StatusFilter,
    /// Begun at or after.
    pub from: Option<Timestamp>,
    /// Begun before.
    pub to: Option<Timestamp>,
    /// Also those in which the client never wrote.
    pub all: bool,
}

/// A place in the list, newest first: just after this dialog.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DialogCursor {
    /// When that dialog began.
    pub created_at: Timestamp,
    /// Its id.
    pub id: DialogId,
}

/// A number of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Count {
    /// The number, or where counting stopped.
    pub n: u64,
    /// Whether that is all of them.
    pub exact: bool,
}

/// A part of a statement with its values.
pub(crate) struct Clause {
    pub(crate) index: &'static str,
    pub(crate) conditions: String,
    pub(crate) values: Vec<Value>,
}

impl DialogFilter {
    /// The filter as SQL over `dialogs d`, with the index that serves it.
    pub(crate) fn clause(&self) -> Clause {
        // The planner would choose by its statistics, and then change its mind for some value; the
        // list must not become slow with the data, so the index is named.
        let (mut index, mut conditions) = ("dialogs_list", Vec::new());
        let mut values = Vec::new();
        if let [messenger] = self.messengers.as_slice() {
            index = "dialogs_list_messenger";
            conditions.push("d.messenger = ?".to_owned());
            values.push(Value::from(messenger.code().to_owned()));
        } else if !self.messengers.is_empty() {
            conditions.push(format!("d.messenger IN ({})", marks(self.messengers.len())));
            values.extend(
                self.messengers
                    .iter()
                    .map(|m| Value::from(m.code().to_owned())),
            );
        }
        if let [chat] = self.chats.as_slice() {
            index = "dialogs_list_chat";
            conditions.push("d.chat_id = ?".to_owned());
            values.push(Value::from(chat.as_bytes().to_vec()));
        } else if !self.chats.is_empty() {
            conditions.push(format!("d.chat_id IN ({})", marks(self.chats.len())));
            values.extend(
                self.chats
                    .iter()
                    .map(|chat| Value::from(chat.as_bytes().to_vec())),
            );
        }
        match self.status {
            StatusFilter::Any => {}
            StatusFilter::Active => {
                index = "dialogs_list_active";
                conditions.push("d.closed_at IS NULL".to_owned());
            }
            StatusFilter::Closed => conditions.push("d.closed_at IS NOT NULL".to_owned()),
            StatusFilter::NoOperatorResponse => {
                index = "dialogs_list_no_response";
                conditions
                    .push("d.handed_over_at IS NOT NULL AND d.operator_messages = 0".to_owned());
            }
        }
        for (condition, moment) in [
            ("d.created_at >= ?", self.from),
            ("d.created_at < ?", self.to),
        ] {
            if let Some(moment) = moment {
                conditions.push(condition.to_owned());
                values.push(Value::from(moment.millis()));
            }
        }
        if !self.all {
            conditions.push("d.client_messages > 0".to_owned());
        }
        conditions.push("d.chat_id NOT IN (SELECT id FROM chats WHERE erases > 0)".to_owned());
        Clause {
            index,
            conditions: conditions.join(" AND "),
            values,
        }
    }

    fn page(&self, after: Option<DialogCursor>, limit: u32) -> (String, Vec<Value>) {
        let Clause {
            index,
            mut conditions,
            mut values,
        } = self.clause();
        if let Some(DialogCursor { created_at, id }) = after {
            // Not `(created_at, id) < (?, ?)`: that may become a walk with a sort.
            conditions.push_str(" AND d.created_at <= ? AND (d.created_at < ? OR d.id < ?)");
            values.extend([
                Value::from(created_at.millis()),
                Value::from(created_at.millis()),
                Value::from(id.as_bytes().to_vec()),
            ]);
        }
        values.push(Value::from(limit));
        let sql = format!(
            "SELECT {DIALOG_ROW} FROM dialogs d INDEXED BY {index} {DIALOG_JOINS}
             WHERE {conditions} ORDER BY d.created_at DESC, d.id DESC LIMIT ?"
        );
        (sql, values)
    }
}

fn marks(count: usize) -> String {
    vec!["?"; count].join(", ")
}

impl Reader<'_> {
    /// A page of at most `limit` dialogs, newest first, from just after `after`.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn dialogs_page(
        &self,
        filter: &DialogFilter,
        after: Option<DialogCursor>,
        limit: u32,
    ) -> Result<Vec<DialogRow>, StoreError> {
        let (sql, values) = filter.page(after, limit);
        self.all(&sql, params_from_iter(values), dialog_row)
    }

    /// How many dialogs there are; exact up to 10,000.
    ///
    /// # Errors
    /// When they cannot be counted.
    pub fn dialogs_count(&self, filter: &DialogFilter) -> Result<Count, StoreError> {
        let Clause {
            index,
            conditions,
            mut values,
        } = filter.clause();
        values.push(Value::from(i64::try_from(COUNTED + 1).unwrap_or(i64::MAX)));
        let sql = format!(
            "SELECT count(*) FROM
               (SELECT 1 FROM dialogs d INDEXED BY {index} WHERE {conditions} LIMIT ?)"
        );
        let n = self.one(&sql, params_from_iter(values), |row| row.get(0))?;
        let n = n.unwrap_or(0);
        Ok(Count {
            n: n.min(COUNTED),
            exact: n <= COUNTED,
        })
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;

    /// Every combination of filters must walk its index in order: no sort, no walk over the table.
    #[test]
    fn every_list_query_is_served_by_an_index() {
        let folder = tempfile::tempdir().unwrap();
        let connection: Connection =
            crate::open::writer(folder.path(), Timestamp::from_millis(0)).unwrap();
        let moment = Timestamp::from_millis(1_000_000);
        let cursor = DialogCursor {
            created_at: moment,
            id: DialogId::new(moment),
        };
        let chat = ChatId::new(moment);
        for messengers in [
            vec![],
            vec![Messenger::Web],
            vec![Messenger::Web, Messenger::Line],
        ] {
            for chats in [vec![], vec![chat], vec![chat, chat]] {
                for &status in StatusFilter::ALL {
                    for from in [None, Some(moment)] {
                        for after in [None, Some(cursor)] {
                            let filter = DialogFilter {
                                messengers: messengers.clone(),
                                chats: chats.clone(),
                                status,
                                from,
                                to: None,
                                all: from.is_none(),
                            };
                            let (sql, values) = filter.page(after, 100);
                            let plan = plan(&connection, &sql, values);
                            assert!(
                                plan.contains(" USING INDEX dialogs_list")
                                    || plan.contains(" USING COVERING INDEX dialogs_list"),
                                "no index for {filter:?}: {plan}"
                            );
                            assert!(
                                !plan.contains("TEMP B-TREE"),
                                "sorts for {filter:?}: {plan}"
                            );
                            assert!(
                                !plan.contains("SCAN c\n"),
                                "walks chats for {filter:?}: {plan}"
                            );
                        }
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
