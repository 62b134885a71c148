//! The lists in which operators work: what one holds, what waits, what is open at all. Each page
//! walks an index; what it costs does not grow with how much is open elsewhere.

use std::collections::HashMap;

use domain::{
    AuthorType, ChatId, ClientId, Colour, DialogId, DialogState, GroupId, MessageKind, Messenger,
    OperatorId, Timestamp,
};
use rusqlite::{Row, params};

use crate::row::RowExt;
use crate::{Reader, StoreError};

/// What was taken from an operator is listed for this long: 7 days, the longest life of a dialog in
/// which nobody writes.
const TAKEN_SECONDS: u32 = 7 * 24 * 3600;

/// A list of dialogs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeskList {
    /// What the operator holds, then what was taken from them: first where an answer is owed, the
    /// most urgent first; then where the client is to write, the latest first.
    My(OperatorId),
    /// What waits for a group of the operator's, or for anybody, in the order in which it will be
    /// given out.
    Queue(OperatorId),
    /// What waits and finds nobody there, in the same order.
    Help,
    /// What is not closed and in which the client wrote, the latest first.
    All,
}

/// Why a dialog stands where it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DeskSection {
    /// The operator holds it and owes an answer.
    ToAnswer,
    /// The operator holds it and has answered.
    WaitingForClient,
    /// It was taken from the operator because they did not answer.
    TakenFromYou,
    /// It waits for an operator.
    Queue,
    /// None of these.
    Other,
}

/// A place in a list: just after this dialog. What the numbers mean is the list's own affair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct DeskCursor {
    /// What sorts first.
    pub first: i64,
    /// What sorts next.
    pub second: i64,
    /// The dialog's number.
    pub no: i64,
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskPage {
    /// The dialogs.
    pub rows: Vec<DeskRow>,
    /// Where the next page begins; none when this is the last.
    pub next: Option<DeskCursor>,
}

/// How many dialogs each list has for an operator.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DeskCounts {
    /// Held by the operator.
    pub my: u32,
    /// Of these, where an answer is owed.
    pub to_answer: u32,
    /// Waiting for a group of theirs, or for anybody.
    pub queue: u32,
    /// Waiting with nobody there.
    pub help: u32,
    /// Not closed, in which the client wrote.
    pub all: u32,
    /// Taken from the operator.
    pub taken: u32,
}

/// An answer that is owed to a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwedAnswer {
    /// Since when.
    pub opened_at: Timestamp,
    /// Until when the goal is met.
    pub due_at: Timestamp,
    /// The goal in seconds.
    pub sl_s: u32,
    /// Whether a handover opened the turn.
    pub first: bool,
}

/// A dialog as operators see it in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskRow {
    /// Its id.
    pub id: DialogId,
    /// When it began.
    pub created_at: Timestamp,
    /// Its chat.
    pub chat: ChatId,
    /// The chat's name.
    pub chat_name: String,
    /// The colour of the chat's buttons.
    pub chat_colour: Colour,
    /// How the client writes.
    pub messenger: Messenger,
    /// Where it stands.
    pub state: DialogState,
    /// The client.
    pub client: ClientId,
    /// The client's name, when it is known.
    pub client_name: Option<String>,
    /// The client's number, for clients without a name.
    pub client_no: u64,
    /// The group it was last handed to, with its name.
    pub group: Option<(GroupId, String)>,
    /// Who holds it, with their name.
    pub operator: Option<(OperatorId, String)>,
    /// Text of the last message.
    pub last_text: String,
    /// When the last message was exchanged.
    pub last_at: Timestamp,
    /// Who wrote the last message, notices apart.
    pub last_author: Option<AuthorType>,
    /// Which operator wrote it, under the name they had, when one did.
    pub last_operator: Option<(OperatorId, String)>,
    /// Whether the last message is a file.
    pub last_file: bool,
    /// Messages of the client that no operator has seen.
    pub unread: u32,
    /// The answer that is owed.
    pub owed: Option<OwedAnswer>,
    /// What the operator who looks began to write.
    pub draft: Option<String>,
    /// Since when it waits for an operator.
    pub queued_at: Option<Timestamp>,
    /// Its place among those that wait for the same group, from 1.
    pub position: Option<u32>,
    /// Why it stands where it does, for the operator who looks.
    pub section: DeskSection,
    queue: Option<QueueKey>,
}

/// What sorts those that wait for the same group.
type QueueKey = (i64, i64, i64);

const HELD: &str = "SELECT d.no, d.last_at, t.due_at
     FROM dialogs d INDEXED BY dialogs_held
     LEFT JOIN turns t ON t.dialog_id = d.id AND t.closed_at IS NULL
     WHERE d.operator_id = ?1 AND d.closed_at IS NULL";
const TAKEN: &str = "SELECT d.no, max(s.ended_at) AS ended_at
     FROM stays s INDEXED BY stays_idle JOIN dialogs d ON d.id = s.dialog_id
     WHERE s.operator_id = ?1 AND s.ended_by = 'idle' AND s.ended_at >= ?2
       AND d.closed_at IS NULL AND d.operator_id IS NOT ?1
       AND d.state NOT IN ('ending', 'feedback')
       AND NOT EXISTS (SELECT 1 FROM stays l
                       WHERE l.dialog_id = s.dialog_id AND l.no > s.no AND l.operator_id = ?1)
     GROUP BY d.no";
const WAITING: &str = "SELECT no, queue_rank, queued_at FROM dialogs INDEXED BY dialogs_waiting
     WHERE queued_at IS NOT NULL AND help = 0 AND group_id IS ?1
       AND (queue_rank, queued_at, no) > (?2, ?3, ?4)
     ORDER BY queue_rank, queued_at, no LIMIT ?5";
const HELP: &str = "SELECT no, queue_rank, queued_at FROM dialogs INDEXED BY dialogs_help
     WHERE queued_at IS NOT NULL AND help = 1 AND (queue_rank, queued_at, no) > (?1, ?2, ?3)
     ORDER BY queue_rank, queued_at, no LIMIT ?4";
const ALL: &str = "SELECT no, last_at FROM dialogs INDEXED BY dialogs_talked
     WHERE closed_at IS NULL AND client_messages > 0 AND (last_at, no) < (?1, ?2)
     ORDER BY last_at DESC, no DESC LIMIT ?3";
const AHEAD: &str = "SELECT count(*) FROM dialogs INDEXED BY dialogs_queued
     WHERE queued_at IS NOT NULL AND group_id IS ?1
       AND (queue_rank, queued_at, no) > (?2, ?3, ?4)
       AND (queue_rank, queued_at, no) <= (?5, ?6, ?7)";
const COUNT_WAITING: &str = "SELECT count(*) FROM dialogs INDEXED BY dialogs_waiting
     WHERE queued_at IS NOT NULL AND help = 0 AND group_id IS ?1";
const COUNT_HELP: &str = "SELECT count(*) FROM dialogs INDEXED BY dialogs_help
     WHERE queued_at IS NOT NULL AND help = 1";
const COUNT_ALL: &str = "SELECT count(*) FROM dialogs INDEXED BY dialogs_talked
     WHERE closed_at IS NULL AND client_messages > 0";
const ROW: &str = "SELECT d.no, d.id, d.created_at, d.chat_id, c.name AS chat_name,
       c.settings ->> '$.appearance.colours.buttons' AS chat_colour, d.messenger, d.state,
       d.client_id, k.name AS client_name, k.no AS client_no, d.group_id, g.name AS group_name,
       d.operator_id, o.name AS operator_name, d.last_text, d.last_at, m.author_type, m.author,
       m.operator_id AS last_operator_id, m.kind, d.unread, t.opened_at, t.due_at, t.sl_s, t.first,
       f.text AS draft, d.queued_at, d.queue_rank
     FROM dialogs d JOIN chats c ON c.id = d.chat_id JOIN clients k ON k.id = d.client_id
     LEFT JOIN groups g ON g.id = d.group_id
     LEFT JOIN operators o ON o.id = d.operator_id
     LEFT JOIN turns t ON t.dialog_id = d.id AND t.closed_at IS NULL
     LEFT JOIN drafts f ON f.dialog_id = d.id AND f.operator_id = ?2
     LEFT JOIN messages m ON m.dialog_id = d.id AND m.seq =
       (SELECT seq FROM messages WHERE dialog_id = d.id AND author_type <> 'system'
        ORDER BY seq DESC LIMIT 1)
     WHERE d.no = ?1 AND c.erases = 0";

/// A dialog's place, and for what.
type Key = (DeskCursor, Option<DeskSection>);

impl Reader<'_> {
    /// A page of at most `limit` dialogs as `viewer` sees them, from just after `after`.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn desk_page(
        &self,
        list: DeskList,
        viewer: OperatorId,
        after: Option<DeskCursor>,
        limit: u32,
        now: Timestamp,
    ) -> Result<DeskPage, StoreError> {
        let keys = match list {
            DeskList::My(operator) => self.my_keys(operator, after, limit, now)?,
            DeskList::Queue(operator) => self.waiting_keys(operator, after, limit)?,
            DeskList::Help => {
                let DeskCursor { first, second, no } = after.unwrap_or(BEFORE_ALL);
                self.all(HELP, params![first, second, no, limit], queue_key)?
            }
            DeskList::All => {
                let DeskCursor { second, no, .. } = after.unwrap_or(AFTER_ALL);
                self.all(ALL, params![second, no, limit], |row| {
                    let cursor = DeskCursor {
                        first: 0,
                        second: row.get("last_at")?,
                        no: row.get("no")?,
                    };
                    Ok((cursor, None))
                })?
            }
        };
        let full = u32::try_from(keys.len()) == Ok(limit);
        let next = keys.last().filter(|_| full).map(|(cursor, _)| *cursor);
        let mut rows = Vec::with_capacity(keys.len());
        for (cursor, section) in keys {
            if let Some(mut row) = self.desk_row_of(cursor.no, Some(viewer))? {
                row.section = section.unwrap_or(row.section);
                rows.push(row);
            }
        }
        self.number(&mut rows)?;
        Ok(DeskPage { rows, next })
    }

    /// The dialog as `viewer` sees it; none when there is none or it is about to be erased.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn desk_row(
        &self,
        dialog: DialogId,
        viewer: Option<OperatorId>,
    ) -> Result<Option<DeskRow>, StoreError> {
        let no = self.one(
            "SELECT no FROM dialogs WHERE id = ?",
            [dialog.as_bytes()],
            |row| row.get(0),
        )?;
        let Some(no) = no else { return Ok(None) };
        let mut rows: Vec<_> = self.desk_row_of(no, viewer)?.into_iter().collect();
        self.number(&mut rows)?;
        Ok(rows.pop())
    }

    /// How many dialogs each list has for `operator`.
    ///
    /// # Errors
    /// When they cannot be counted.
    pub fn desk_counts(
        &self,
        operator: OperatorId,
        now: Timestamp,
    ) -> Result<DeskCounts, StoreError> {
        let number = |sql: &str, params: &[&dyn rusqlite::ToSql]| -> Result<u32, StoreError> {
            Ok(self.one(sql, params, |row| row.get(0))?.unwrap_or(0))
        };
        let mine = self.my_keys(operator, None, u32::MAX, now)?;
        let of = |section| {
            let found = mine.iter().filter(|(_, of)| *of == Some(section)).count();
            u32::try_from(found).unwrap_or(u32::MAX)
        };
        let to_answer = of(DeskSection::ToAnswer);
        let mut queue = 0;
        for group in self.queues_of(operator)? {
            queue += number(COUNT_WAITING, &[&group])?;
        }
        Ok(DeskCounts {
            my: to_answer + of(DeskSection::WaitingForClient),
            to_answer,
            queue,
            help: number(COUNT_HELP, &[])?,
            all: number(COUNT_ALL, &[])?,
            taken: of(DeskSection::TakenFromYou),
        })
    }

    /// What an operator holds and what was taken from them. One operator has little of it, so it is
    /// read whole and sorted here.
    fn my_keys(
        &self,
        operator: OperatorId,
        after: Option<DeskCursor>,
        limit: u32,
        now: Timestamp,
    ) -> Result<Vec<Key>, StoreError> {
        let key = |section: DeskSection, second: i64, no: i64| {
            let first = section as i64;
            (DeskCursor { first, second, no }, Some(section))
        };
        let mut keys = self.all(HELD, [operator.as_bytes()], |row| {
            let (no, last_at): (i64, i64) = (row.get("no")?, row.get("last_at")?);
            Ok(match row.get::<_, Option<i64>>("due_at")? {
                Some(due_at) => key(DeskSection::ToAnswer, due_at, no),
                // The latest first.
                None => key(DeskSection::WaitingForClient, -last_at, no),
            })
        })?;
        let since = now.minus_seconds(TAKEN_SECONDS).millis();
        keys.extend(self.all(TAKEN, params![operator.as_bytes(), since], |row| {
            let (no, ended_at): (i64, i64) = (row.get("no")?, row.get("ended_at")?);
            Ok(key(DeskSection::TakenFromYou, -ended_at, no))
        })?);
        keys.retain(|(cursor, _)| after.is_none_or(|after| *cursor > after));
        keys.sort_unstable_by_key(|(cursor, _)| *cursor);
        keys.truncate(limit as usize);
        Ok(keys)
    }

    /// What waits for any of the operator's groups, or for anybody: each group's first, merged.
    fn waiting_keys(
        &self,
        operator: OperatorId,
        after: Option<DeskCursor>,
        limit: u32,
    ) -> Result<Vec<Key>, StoreError> {
        let DeskCursor { first, second, no } = after.unwrap_or(BEFORE_ALL);
        let mut keys = Vec::new();
        for group in self.queues_of(operator)? {
            let params = params![group, first, second, no, limit];
            keys.extend(self.all(WAITING, params, queue_key)?);
        }
        keys.sort_unstable_by_key(|(cursor, _)| *cursor);
        keys.truncate(limit as usize);
        Ok(keys)
    }

    /// The groups whose queues an operator sees; none among them stands for what anybody may take.
    fn queues_of(&self, operator: OperatorId) -> Result<Vec<Option<[u8; 16]>>, StoreError> {
        let mut queues = self.all(
            "SELECT group_id FROM group_members WHERE operator_id = ?",
            [operator.as_bytes()],
            |row| row.get(0),
        )?;
        queues.push(None);
        Ok(queues)
    }

    pub(crate) fn desk_row_of(
        &self,
        no: i64,
        viewer: Option<OperatorId>,
    ) -> Result<Option<DeskRow>, StoreError> {
        let bytes = viewer.as_ref().map(|viewer| *viewer.as_bytes());
        self.one(ROW, params![no, bytes], |row| desk_row(row, viewer))
    }

    /// Gives each row that waits its place in the queue of its group. Rows of a group are counted
    /// from one to the next, so a page costs no more than its last row.
    pub(crate) fn number(&self, rows: &mut [DeskRow]) -> Result<(), StoreError> {
        let mut waiting: Vec<&mut DeskRow> =
            rows.iter_mut().filter(|row| row.queue.is_some()).collect();
        waiting.sort_unstable_by_key(|row| row.queue);
        let mut reached: HashMap<Option<GroupId>, (QueueKey, u32)> = HashMap::new();
        for row in waiting {
            let Some(to) = row.queue else { continue };
            let group = row.group.as_ref().map(|(id, _)| *id);
            let start = ((i64::MIN, i64::MIN, i64::MIN), 0);
            let (from, before) = *reached.get(&group).unwrap_or(&start);
            let bytes = group.as_ref().map(GroupId::as_bytes);
            let params = params![bytes, from.0, from.1, from.2, to.0, to.1, to.2];
            let ahead: u32 = self.one(AHEAD, params, |row| row.get(0))?.unwrap_or(0);
            reached.insert(group, (to, before + ahead));
            row.position = Some(before + ahead);
        }
        Ok(())
    }
}

const BEFORE_ALL: DeskCursor = DeskCursor {
    first: i64::MIN,
    second: i64::MIN,
    no: i64::MIN,
};
const AFTER_ALL: DeskCursor = DeskCursor {
    first: i64::MAX,
    second: i64::MAX,
    no: i64::MAX,
};

fn queue_key(row: &Row<'_>) -> rusqlite::Result<Key> {
    let cursor = DeskCursor {
        first: row.get("queue_rank")?,
        second: row.get("queued_at")?,
        no: row.get("no")?,
    };
    Ok((cursor, Some(DeskSection::Queue)))
}

fn desk_row(row: &Row<'_>, viewer: Option<OperatorId>) -> rusqlite::Result<DeskRow> {
    let group: Option<[u8; 16]> = row.get("group_id")?;
    let operator: Option<[u8; 16]> = row.get("operator_id")?;
    let operator = operator.map(OperatorId::from_bytes);
    let owed = match row.time_or_none("due_at")? {
        Some(due_at) => Some(OwedAnswer {
            opened_at: row.time("opened_at")?,
            due_at,
            sl_s: row.get("sl_s")?,
            first: row.get("first")?,
        }),
        None => None,
    };
    let queued_at: Option<i64> = row.get("queued_at")?;
    let queue = match queued_at {
        Some(at) => Some((row.get("queue_rank")?, at, row.get("no")?)),
        None => None,
    };
    let section = match (viewer.is_some() && operator == viewer, &owed, queue) {
        (true, Some(_), _) => DeskSection::ToAnswer,
        (true, None, _) => DeskSection::WaitingForClient,
        (false, _, Some(_)) => DeskSection::Queue,
        (false, _, None) => DeskSection::Other,
    };
    let name = |column: &str| -> rusqlite::Result<String> {
        // Whoever is gone for good has no name any more.
        Ok(row.get::<_, Option<String>>(column)?.unwrap_or_default())
    };
    let kind: Option<MessageKind> = row.parsed_or_none("kind")?;
    let last_operator: Option<[u8; 16]> = row.get("last_operator_id")?;
    Ok(DeskRow {
        id: DialogId::from_bytes(row.get("id")?),
        created_at: row.time("created_at")?,
        chat: ChatId::from_bytes(row.get("chat_id")?),
        chat_name: row.get("chat_name")?,
        chat_colour: row.parsed("chat_colour")?,
        messenger: row.parsed("messenger")?,
        state: row.parsed("state")?,
        client: ClientId::from_bytes(row.get("client_id")?),
        client_name: row.get("client_name")?,
        client_no: row.get("client_no")?,
        group: match group {
            Some(id) => Some((GroupId::from_bytes(id), name("group_name")?)),
            None => None,
        },
        operator: match operator {
            Some(id) => Some((id, name("operator_name")?)),
            None => None,
        },
        last_text: row.get("last_text")?,
        last_at: row.time("last_at")?,
        last_author: row.parsed_or_none("author_type")?,
        last_operator: match last_operator {
            Some(id) => Some((OperatorId::from_bytes(id), name("author")?)),
            None => None,
        },
        last_file: kind == Some(MessageKind::File),
        unread: row.get("unread")?,
        owed,
        draft: row.get("draft")?,
        queued_at: queued_at.map(Timestamp::from_millis),
        position: None,
        section,
        queue,
    })
}

/// How a statement is carried out.
#[cfg(test)]
pub(crate) fn plan(connection: &rusqlite::Connection, sql: &str) -> String {
    let mut statement = connection
        .prepare(&format!("EXPLAIN QUERY PLAN {sql}"))
        .unwrap();
    let none = vec![rusqlite::types::Value::Null; statement.parameter_count()];
    let rows = statement
        .query_map(rusqlite::params_from_iter(none), |row| {
            row.get::<_, String>(3)
        })
        .unwrap();
    rows.map(|row| row.unwrap() + "\n").collect()
}

#[cfg(test)]
mod tests;
