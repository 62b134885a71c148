//! What must hold between the tables after every commit, and what dialogs cost by a separate, naive
//! reckoning from their messages.

use domain::{ChatId, DialogId, GroupId, Timestamp};
use rusqlite::Connection;
use serde_json::Value;

/// What must hold, with a query for what breaks it.
type Rule = (&'static str, &'static str);

/// What must hold after every transaction.
pub(crate) const ALWAYS: &[Rule] = &[
    (
        "a dialog waits in the queue exactly while it is queued",
        "SELECT no FROM dialogs WHERE (state = 'queued') <> (queued_at IS NOT NULL)",
    ),
    (
        "a dialog is held exactly while it is with an operator",
        "SELECT no FROM dialogs WHERE (state = 'operator') <> (operator_id IS NOT NULL)",
    ),
    (
        "a dialog that is over says when and why",
        "SELECT no FROM dialogs WHERE (state = 'closed') <> (closed_at IS NOT NULL)
           OR (closed_at IS NULL) <> (ending IS NULL) OR (closed_at IS NULL) <> (closed_by IS NULL)",
    ),
    (
        "a client has one open dialog",
        "SELECT client_id FROM dialogs WHERE closed_at IS NULL GROUP BY client_id HAVING count(*) > 1",
    ),
    (
        "whoever holds a dialog has the one open stay",
        "SELECT d.no FROM dialogs d WHERE (SELECT count(*) FROM stays s
           WHERE s.dialog_id = d.id AND s.ended_at IS NULL) <> (d.operator_id IS NOT NULL)
           OR EXISTS (SELECT 1 FROM stays s WHERE s.dialog_id = d.id AND s.ended_at IS NULL
             AND s.operator_id IS NOT d.operator_id)",
    ),
    (
        "who waits has the one open wait",
        "SELECT d.no FROM dialogs d WHERE (SELECT count(*) FROM waits w
           WHERE w.dialog_id = d.id AND w.ended_at IS NULL) <> (d.queued_at IS NOT NULL)",
    ),
    (
        "an answer is owed while waiting, and never beside the queue and the operators",
        "SELECT d.no FROM dialogs d, (SELECT d.id, count(t.no) AS open FROM dialogs d
           LEFT JOIN turns t ON t.dialog_id = d.id AND t.closed_at IS NULL GROUP BY d.id) t
         WHERE t.id = d.id AND (t.open > 1 OR t.open = 0 AND d.state = 'queued'
           OR t.open > 0 AND d.state NOT IN ('queued', 'operator'))",
    ),
    (
        "nobody owes an answer to nothing",
        "SELECT d.no FROM dialogs d JOIN turns t ON t.dialog_id = d.id AND t.closed_at IS NULL
         WHERE NOT t.first AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.dialog_id = d.id
           AND m.author_type = 'client' AND m.seq > (SELECT coalesce(max(o.seq), 0) FROM messages o
             WHERE o.dialog_id = d.id AND o.author_type = 'operator'))",
    ),
    (
        "an open dialog has a session, unless its first event still waits, and a closed one has none",
        "SELECT d.no FROM dialogs d LEFT JOIN sessions s ON s.dialog_id = d.id
         WHERE (d.closed_at IS NULL) <> (s.dialog_id IS NOT NULL) AND NOT EXISTS
           (SELECT 1 FROM inbox i WHERE i.dialog_id = d.id AND i.handled_at IS NULL)",
    ),
    (
        "a session says what its dialog says",
        "SELECT d.no FROM dialogs d JOIN sessions s ON s.dialog_id = d.id
         WHERE s.state ->> '$.state' <> d.state
           OR replace(s.state ->> '$.holder.operator', '-', '') IS NOT lower(hex(d.operator_id))
             AND d.operator_id IS NOT NULL
           OR (s.state ->> '$.holder' IS NULL) <> (d.operator_id IS NULL)
           OR (s.state ->> '$.wait' IS NULL) <> (d.queued_at IS NULL)
           OR (s.state ->> '$.turn' IS NULL) <> NOT EXISTS
             (SELECT 1 FROM turns t WHERE t.dialog_id = d.id AND t.closed_at IS NULL)",
    ),
    (
        "a session is due at its first deadline",
        "SELECT dialog_id FROM sessions
         WHERE due_at IS NOT (SELECT min(value) FROM json_each(state, '$.deadlines'))",
    ),
];

/// What must hold too, looked at when everything is done that is due.
pub(crate) const SETTLED: &[Rule] = &[
    (
        "messages are counted",
        "SELECT d.no FROM dialogs d LEFT JOIN (SELECT dialog_id, sum(author_type = 'client') AS client,
           sum(author_type = 'bot') AS bot, sum(author_type = 'operator') AS operator
           FROM messages GROUP BY dialog_id) m ON m.dialog_id = d.id
         WHERE d.client_messages <> coalesce(m.client, 0) OR d.bot_messages <> coalesce(m.bot, 0)
           OR d.operator_messages <> coalesce(m.operator, 0)",
    ),
    (
        "messages stand in a row without gaps",
        "SELECT k.no FROM clients k LEFT JOIN messages m ON m.client_id = k.id GROUP BY k.id
         HAVING k.last_seq <> count(m.no) OR k.last_seq <> coalesce(max(m.seq), 0)",
    ),
    (
        "a message is its client's",
        "SELECT m.no FROM messages m JOIN dialogs d ON d.id = m.dialog_id
         WHERE m.client_id <> d.client_id",
    ),
    (
        "everything can be handled",
        "SELECT no FROM inbox WHERE failure IS NOT NULL",
    ),
    (
        "a client is asked once",
        "SELECT dialog_id FROM messages WHERE kind IN ('rating_request', 'result_request')
         GROUP BY dialog_id, kind HAVING count(*) > 1",
    ),
    (
        "who is asked has written, and who rated was asked",
        "SELECT d.no FROM dialogs d LEFT JOIN (SELECT dialog_id, sum(kind = 'rating_request') AS rating,
           sum(kind = 'result_request') AS result FROM messages GROUP BY dialog_id) m ON m.dialog_id = d.id
         WHERE (m.rating > 0 OR m.result > 0) AND d.client_messages = 0
           OR d.rating IS NOT NULL AND (coalesce(m.rating, 0) = 0 OR d.rating NOT BETWEEN 1 AND d.scale)
           OR d.client_result IS NOT NULL AND coalesce(m.result, 0) = 0",
    ),
    (
        "help is asked for who waits",
        "SELECT no FROM dialogs WHERE help AND queued_at IS NULL",
    ),
    (
        "what is to be sent is a message that was not sent",
        "SELECT o.seq FROM outbox o LEFT JOIN messages m ON m.client_id = o.client_id AND m.seq = o.seq
         WHERE m.delivery IS NOT 'pending'",
    ),
    (
        "nobody who is not waiting is told a place in the queue",
        "SELECT m.no FROM messages m JOIN dialogs d ON d.id = m.dialog_id
         WHERE m.kind = 'queue_notice' AND m.delivery = 'pending' AND d.queued_at IS NULL",
    ),
    (
        "time runs forwards",
        "SELECT dialog_id FROM turns WHERE closed_at < opened_at OR response_ms < 0
         UNION ALL SELECT dialog_id FROM stays WHERE ended_at < began_at
         UNION ALL SELECT dialog_id FROM waits WHERE ended_at < began_at
         UNION ALL SELECT id FROM dialogs WHERE closed_at < created_at",
    ),
    (
        "free messages are the first of their month",
        "SELECT c.month FROM chat_months c WHERE c.paid <> (SELECT count(*) FROM messages m
           JOIN dialogs d ON d.id = m.dialog_id WHERE d.chat_id = c.chat_id AND (m.free OR m.price > 0))",
    ),
];

/// What is broken.
pub(crate) fn broken(connection: &Connection, rules: &[Rule]) -> Option<String> {
    // One look at the file serves all of them.
    let _look = connection.unchecked_transaction().unwrap();
    rules.iter().find_map(|(rule, sql)| {
        let mut statement = connection.prepare_cached(sql).unwrap();
        let mut rows = statement.query([]).unwrap();
        let row = rows.next().unwrap()?;
        let what = row.get_ref(0).unwrap();
        Some(format!("not so: {rule} ({what:?})"))
    })
}

/// Whether a dialog costs what its messages say; `prices` are the lists of a chat and the hours by
/// which it is ahead of UTC.
pub(crate) fn wrong_cost(
    connection: &Connection,
    dialog: DialogId,
    prices: impl Fn(&[u8]) -> (Value, i64),
) -> Option<String> {
    let mut statement = connection
        .prepare_cached(
            "SELECT d.no, d.chat_id, d.created_at, d.cost, d.id, EXISTS (SELECT 1 FROM inbox i
               WHERE i.dialog_id = d.id AND i.message_id IS NOT NULL AND i.handled_at IS NOT NULL)
             FROM dialogs d WHERE d.id = ? AND NOT EXISTS
               (SELECT 1 FROM inbox i WHERE i.dialog_id = d.id AND i.handled_at IS NULL)",
        )
        .unwrap();
    let mut rows = statement.query([dialog.as_bytes()]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        let no: i64 = row.get(0).unwrap();
        let chat: Vec<u8> = row.get(1).unwrap();
        let (lists, ahead_h) = prices(&chat);
        let created_at: i64 = row.get(2).unwrap();
        let id: Vec<u8> = row.get(4).unwrap();
        let wrote: bool = row.get(5).unwrap();
        let fee = in_force(&lists, created_at, ahead_h)
            .map_or(0, |list| list["dialog"].as_i64().unwrap());
        let mut sum = if wrote { fee } else { 0 };
        let mut messages = connection
            .prepare_cached("SELECT at, author_type, price, free FROM messages WHERE dialog_id = ? AND author_type <> 'system'")
            .unwrap();
        let mut messages = messages.query([&id]).unwrap();
        while let Some(message) = messages.next().unwrap() {
            let at: i64 = message.get(0).unwrap();
            let author: String = message.get(1).unwrap();
            let found: Option<i64> = message.get(2).unwrap();
            let free: bool = message.get(3).unwrap();
            let list = in_force(&lists, at, ahead_h);
            let price = list.map(|list| list["channels"]["web"][&author].as_i64().unwrap());
            let meant = if free { price.map(|_| 0) } else { price };
            if found != meant {
                return Some(format!(
                    "a message of {author} in dialog {no} costs {found:?}, not {meant:?}"
                ));
            }
            sum += found.unwrap_or(0);
        }
        let cost: i64 = row.get(3).unwrap();
        if cost != sum {
            return Some(format!(
                "dialog {no} costs {cost}, and its messages and fee {sum}"
            ));
        }
    }
    None
}

/// The list with the latest day that has begun in the chat's zone.
fn in_force(lists: &Value, at: i64, ahead_h: i64) -> Option<&Value> {
    let day = day(at + ahead_h * 3_600_000);
    let begun = lists.as_array().unwrap().iter();
    let begun = begun.filter(|list| list["from"].as_str().unwrap() <= day.as_str());
    begun.max_by_key(|list| list["from"].as_str().unwrap().to_owned())
}

/// The date of a moment in UTC; only November 2026 is needed.
fn day(at: i64) -> String {
    const FIRST: i64 = 1_793_491_200_000; // 2026-11-01
    format!("2026-11-{:02}", 1 + (at - FIRST) / 86_400_000)
}

/// A dialog that may be given out now.
pub(crate) struct Waits {
    pub(crate) dialog: DialogId,
    pub(crate) group: Option<GroupId>,
    pub(crate) chat: ChatId,
}

/// The dialogs that wait and may be given out now.
pub(crate) fn waiting(connection: &Connection, now: Timestamp) -> Vec<Waits> {
    let mut statement = connection
        .prepare_cached(
            "SELECT id, group_id, chat_id FROM dialogs WHERE queued_at IS NOT NULL AND queue_rank < 2
               AND (given_from IS NULL OR given_from <= ?)",
        )
        .unwrap();
    let rows = statement.query_map([now.millis()], |row| {
        let group: Option<[u8; 16]> = row.get(1)?;
        Ok(Waits {
            dialog: DialogId::from_bytes(row.get(0)?),
            group: group.map(GroupId::from_bytes),
            chat: ChatId::from_bytes(row.get(2)?),
        })
    });
    rows.unwrap().map(Result::unwrap).collect()
}
