//! The archive's list: filters, pages by key, and a count that is honest about where it stops.

use domain::{ChatId, DialogId, Messenger, ScriptId, StatusFilter, Timestamp};
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
    /// In which the bot followed this script, whatever its version.
    pub script: Option<ScriptId>,
    /// Which passed this marker.
    pub marker: Option<String>,
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

/// Parts of a statement with their values.
pub(crate) struct Clause {
    /// Where the dialogs `d` come from, in order.
    pub(crate) from: String,
    /// The table that has `created_at` and the id in that order.
    pub(crate) by: Order,
    pub(crate) conditions: String,
    pub(crate) values: Vec<Value>,
}

/// What a list of dialogs is in the order of.
#[derive(Clone, Copy)]
pub(crate) struct Order {
    pub(crate) created_at: &'static str,
    pub(crate) id: &'static str,
}

const BY_DIALOG: Order = Order {
    created_at: "d.created_at",
    id: "d.id",
};
const BY_MARKER: Order = Order {
    created_at: "w.created_at",
    id: "w.dialog_id",
};

impl DialogFilter {
    /// The filter as SQL over `dialogs d`, walked by the index that serves it.
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
        if let Some(script) = self.script {
            index = "dialogs_list_script";
            conditions.push("d.script_id = ?".to_owned());
            values.push(Value::from(script.as_bytes().to_vec()));
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
        let (mut from, mut by) = (format!("dialogs d INDEXED BY {index}"), BY_DIALOG);
        if let Some(marker) = &self.marker {
            // Few dialogs pass a marker; whoever looks for them does not walk through all others.
            from = "dialog_markers w INDEXED BY dialogs_of_marker
                    CROSS JOIN dialogs d ON d.id = w.dialog_id"
                .to_owned();
            by = BY_MARKER;
            conditions.push("w.marker = ?".to_owned());
            values.push(Value::from(marker.clone()));
        }
        for (comparison, moment) in [(">=", self.from), ("<", self.to)] {
            if let Some(moment) = moment {
                conditions.push(format!("{} {comparison} ?", by.created_at));
                values.push(Value::from(moment.millis()));
            }
        }
        if !self.all {
            conditions.push("d.client_messages > 0".to_owned());
        }
        conditions.push("d.chat_id NOT IN (SELECT id FROM chats WHERE erases > 0)".to_owned());
        Clause {
            from,
            by,
            conditions: conditions.join(" AND "),
            values,
        }
    }

    fn page(&self, after: Option<DialogCursor>, limit: u32) -> (String, Vec<Value>) {
        let Clause {
            from,
            by: Order {
                created_at: began,
                id,
            },
            mut conditions,
            mut values,
        } = self.clause();
        if let Some(last) = after {
            // Not `(created_at, id) < (?, ?)`: that may become a walk with a sort.
            conditions += &format!(" AND {began} <= ? AND ({began} < ? OR {id} < ?)");
            values.extend([
                Value::from(last.created_at.millis()),
                Value::from(last.created_at.millis()),
                Value::from(last.id.as_bytes().to_vec()),
            ]);
        }
        values.push(Value::from(limit));
        let sql = format!(
            "SELECT {DIALOG_ROW} FROM {from} {DIALOG_JOINS}
             WHERE {conditions} ORDER BY {began} DESC, {id} DESC LIMIT ?"
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
            from,
            conditions,
            mut values,
            ..
        } = filter.clause();
        values.push(Value::from(i64::try_from(COUNTED + 1).unwrap_or(i64::MAX)));
        let sql = format!("SELECT count(*) FROM (SELECT 1 FROM {from} WHERE {conditions} LIMIT ?)");
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
        let mut asked = 0;
        for filter in combinations(moment) {
            for after in [None, Some(cursor)] {
                let (sql, values) = filter.page(after, 100);
                let plan = plan(&connection, &sql, values);
                let index = match filter.marker {
                    Some(_) => "INDEX dialogs_of_marker",
                    None => "INDEX dialogs_list",
                };
                assert!(plan.contains(index), "no index for {filter:?}: {plan}");
                assert!(
                    !plan.contains("TEMP B-TREE"),
                    "sorts for {filter:?}: {plan}"
                );
                assert!(
                    !plan.contains("SCAN c\n") && !plan.contains("SCAN d\n"),
                    "walks a table for {filter:?}: {plan}"
                );
                asked += 1;
            }
        }
        assert_eq!(asked, 3 * 3 * 2 * 2 * StatusFilter::ALL.len() * 2 * 2);
    }

    fn combinations(moment: Timestamp) -> Vec<DialogFilter> {
        let (chat, script) = (ChatId::new(moment), ScriptId::new(moment));
        let mut filters = Vec::new();
        for messengers in [
            vec![],
            vec![Messenger::Web],
            vec![Messenger::Web, Messenger::Line],
        ] {
            for chats in [vec![], vec![chat], vec![chat, chat]] {
                for script in [None, Some(script)] {
                    for marker in [None, Some("ordered".to_owned())] {
                        for &status in StatusFilter::ALL {
                            for from in [None, Some(moment)] {
                                filters.push(DialogFilter {
                                    messengers: messengers.clone(),
                                    chats: chats.clone(),
                                    status,
                                    script,
                                    marker: marker.clone(),
                                    from,
                                    to: None,
                                    all: from.is_none(),
                                });
                            }
                        }
                    }
                }
            }
        }
        filters
    }

    /// The lists of a marker and of a script read what they show, and not what they pass by.
    #[test]
    fn a_list_of_few_dialogs_does_not_walk_through_all_the_others() {
        let folder = tempfile::tempdir().unwrap();
        let connection = crate::open::writer(folder.path(), Timestamp::from_millis(0)).unwrap();
        connection
            .execute_batch(
                "PRAGMA foreign_keys = 0;
                 WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 50000)
                 INSERT INTO dialogs (id, chat_id, channel_id, client_id, messenger, state, started_by,
                   created_at, last_at, first_seq, script_id, closed_at, client_messages)
                 SELECT CAST(printf('%016d', i) AS BLOB), zeroblob(16), zeroblob(16),
                   CAST(printf('%016d', i) AS BLOB), 'web', 'closed', 'client', i, i, 1,
                   CASE WHEN i % 5000 = 0 THEN CAST('script-of-the-few' AS BLOB) ELSE zeroblob(16) END,
                   i, 1 FROM n;
                 INSERT INTO dialog_markers (dialog_id, marker, created_at)
                 SELECT id, 'rare', created_at FROM dialogs WHERE created_at % 5000 = 1;
                 INSERT INTO dialog_markers (dialog_id, marker, created_at)
                 SELECT id, 'common', created_at FROM dialogs;",
            )
            .unwrap();
        let script = ScriptId::from_bytes(*b"script-of-the-fe");
        connection
            .execute(
                "UPDATE dialogs SET script_id = ? WHERE script_id = CAST('script-of-the-few' AS BLOB)",
                [script.as_bytes()],
            )
            .unwrap();
        let reader = Reader::new(&connection);
        let rare = DialogFilter {
            marker: Some("rare".to_owned()),
            ..DialogFilter::default()
        };
        let followed = DialogFilter {
            script: Some(script),
            ..DialogFilter::default()
        };
        for filter in [rare, followed] {
            assert_eq!(
                reader.dialogs_count(&filter).unwrap(),
                Count { n: 10, exact: true }
            );
            let Clause {
                from,
                by,
                conditions,
                values,
            } = filter.clause();
            let sql = format!(
                "SELECT d.created_at FROM {from} WHERE {conditions}
                 ORDER BY {} DESC, {} DESC",
                by.created_at, by.id
            );
            let mut statement = connection.prepare(&sql).unwrap();
            let found: Vec<i64> = statement
                .query_map(params_from_iter(values), |row| row.get(0))
                .unwrap()
                .map(Result::unwrap)
                .collect();
            assert_eq!(found.len(), 10, "{filter:?}");
            assert!(found.is_sorted_by(|one, next| one > next), "{found:?}");
            let steps = statement.get_status(rusqlite::StatementStatus::VmStep);
            assert!(steps < 2000, "{steps} steps for ten dialogs of {filter:?}");
            assert_eq!(statement.get_status(rusqlite::StatementStatus::Sort), 0);
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
