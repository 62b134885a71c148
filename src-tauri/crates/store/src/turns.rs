//! Turns: the stretches of a dialog in which operators owe an answer, with the goal that held.

use domain::{DialogId, Timestamp};
use rusqlite::params;

use crate::{StoreError, Writer};

/// A turn that opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenTurn {
    /// Whether a handover opened it.
    pub first: bool,
    /// The goal in seconds.
    pub goal_s: u32,
    /// Until when the goal is met.
    pub due: Timestamp,
}

impl Writer<'_> {
    /// Opens a turn.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn open_turn(
        &mut self,
        dialog: DialogId,
        turn: OpenTurn,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO turns (dialog_id, no, chat_id, first, group_id, opened_at, sl_s, due_at)
             SELECT id, 1 + (SELECT count(*) FROM turns WHERE dialog_id = ?1), chat_id, ?2, group_id,
               ?3, ?4, ?5
             FROM dialogs WHERE id = ?1",
            params![
                dialog.as_bytes(),
                turn.first,
                at.millis(),
                turn.goal_s,
                turn.due.millis()
            ],
        )?;
        Ok(())
    }

    /// Closes the open turn: answered by whoever holds the dialog after so many milliseconds, or
    /// missed by them.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn close_turn(
        &mut self,
        dialog: DialogId,
        response_ms: Option<u64>,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let first: Option<bool> = self.one(
            "UPDATE turns SET closed_at = max(?1, opened_at), response_ms = ?2,
               operator_id = (SELECT operator_id FROM dialogs WHERE id = ?3)
             WHERE dialog_id = ?3 AND closed_at IS NULL RETURNING first",
            params![at.millis(), response_ms, dialog.as_bytes()],
            |row| row.get(0),
        )?;
        if first == Some(true) && response_ms.is_some() {
            self.execute(
                "UPDATE dialogs SET first_response_ms = coalesce(first_response_ms, ?) WHERE id = ?",
                params![response_ms, dialog.as_bytes()],
            )?;
        }
        Ok(())
    }
}
