//! What must hold of a contact centre, whatever happens in it.

use std::collections::HashMap;

use domain::{ChatId, DialogId};
use engine::{Effect, Session};
use rusqlite::Connection;

use super::{Centre, Wrong};
use crate::check;

impl Centre<'_> {
    /// What must hold between any two transactions.
    pub(super) fn look(&self) -> Result<(), Wrong> {
        check::broken(self.connection(), check::ALWAYS).map_or(Ok(()), Err)
    }

    /// What must hold when everything is done that is due.
    pub(super) fn look_at_the_whole(&mut self) -> Result<(), Wrong> {
        let connection = self.connection();
        if let Some(wrong) = check::broken(connection, check::SETTLED) {
            return Err(wrong);
        }
        let chat_of = |bytes: &[u8]| {
            let index = self.chats.iter().position(|chat| chat.as_bytes() == bytes);
            index.expect("there are no other chats")
        };
        let prices = |bytes: &[u8]| {
            let index = chat_of(bytes);
            (
                self.settings[index]["prices"].clone(),
                self.plan.chats[index].ahead_h,
            )
        };
        for dialog in &self.changed {
            if let Some(wrong) = check::wrong_cost(connection, *dialog, prices) {
                return Err(wrong);
            }
        }
        let now = self.now();
        let life = |dialog: DialogId| {
            let sql = "SELECT chat_id FROM dialogs WHERE id = ?";
            let chat = self.ids(sql, dialog.as_bytes())[0];
            self.longest_life_s[&ChatId::from_bytes(*chat.as_bytes())]
        };
        let after_ran = |dialog: DialogId| {
            let sql =
                "SELECT dialog_id FROM sessions WHERE dialog_id = ? AND state ->> '$.after_ran'";
            !self.ids(sql, dialog.as_bytes()).is_empty()
        };
        if let Some(wrong) = self.model.overdue(now, life, after_ran) {
            return Err(wrong);
        }
        for waits in check::waiting(connection, now) {
            let general = &self.settings[chat_of(waits.chat.as_bytes())]["general"];
            let has_hours =
                !general["working_hours"].is_null() || general["holidays"][0].is_object();
            let mut people = self.model.people.values();
            if !has_hours && people.any(|person| person.unfit(waits.group, now).is_none()) {
                let dialog = waits.dialog;
                return Err(format!("{dialog} waits, and somebody could be given it"));
            }
        }
        let counted = count(
            connection,
            "SELECT count(*) FROM messages WHERE author_type = 'client'",
        );
        if counted != i64::try_from(self.acknowledged.len()).unwrap() {
            let acknowledged = self.acknowledged.len();
            return Err(format!(
                "{acknowledged} messages were acknowledged, and {counted} are there"
            ));
        }
        let counted = count(
            connection,
            "SELECT count(*) FROM messages WHERE author_type = 'operator'",
        );
        if counted != i64::try_from(self.written.len()).unwrap() {
            let written = self.written.len();
            return Err(format!(
                "operators wrote {written} messages, and {counted} are there"
            ));
        }
        let of_dialogs_that_are_over = count(
            connection,
            "SELECT count(*) FROM asks a JOIN dialogs d ON d.id = a.dialog_id WHERE d.closed_at IS NOT NULL",
        );
        if of_dialogs_that_are_over != 0 {
            return Err(format!(
                "{of_dialogs_that_are_over} asks are left of dialogs that are over"
            ));
        }
        let marked = self.log.iter().flat_map(|taken| &taken.effects);
        let marked = marked.filter(|effect| matches!(effect, Effect::Mark { .. }));
        let (marked, kept) = (
            marked.count(),
            count(connection, "SELECT count(*) FROM marks"),
        );
        if i64::try_from(marked) != Ok(kept) {
            return Err(format!(
                "{marked} markers were passed, and {kept} are there"
            ));
        }
        self.changed.clear();
        Ok(())
    }

    /// Goes through the log from the beginning: every dialog must come to where it stands.
    pub(super) fn replay(&self) -> Result<(), Wrong> {
        let mut sessions: HashMap<DialogId, Session> = HashMap::new();
        for taken in &self.log {
            let session = sessions
                .remove(&taken.dialog)
                .unwrap_or_else(|| taken.before.clone());
            if session.to_json() != taken.before.to_json() {
                return Err(format!("the log has a gap before\n{taken}"));
            }
            let again = taken.again(session);
            if again.effects != taken.effects {
                return Err(format!("the same step twice is not the same step\n{taken}"));
            }
            sessions.insert(taken.dialog, again.session);
        }
        let mut statement = self
            .connection()
            .prepare_cached("SELECT dialog_id, state FROM sessions")
            .unwrap();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let dialog = DialogId::from_bytes(row.get(0).unwrap());
            let stored: String = row.get(1).unwrap();
            if sessions.get(&dialog).map(Session::to_json).as_ref() != Some(&stored) {
                return Err(format!(
                    "replayed, {dialog} stands elsewhere than stored:\n{stored}"
                ));
            }
        }
        Ok(())
    }
}

fn count(connection: &Connection, sql: &str) -> i64 {
    let mut statement = connection.prepare_cached(sql).unwrap();
    statement.query_row([], |row| row.get(0)).unwrap()
}
