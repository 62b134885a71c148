//! Erasing what a deleted chat leaves, a piece at a time, so that nobody waits for the writer long.

use domain::{ChatId, Timestamp};
use rusqlite::params;

use crate::{Change, Reader, StoreError, Writer};

/// Dialogs erased in one piece.
const PIECE: usize = 200;

impl Reader<'_> {
    /// The chats that were deleted with their dialogs, each with when.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn chats_to_erase(&self) -> Result<Vec<(ChatId, Timestamp)>, StoreError> {
        self.all(
            "SELECT id, deleted_at FROM chats WHERE erases > 0",
            [],
            |row| {
                Ok((
                    ChatId::from_bytes(row.get(0)?),
                    Timestamp::from_millis(row.get(1)?),
                ))
            },
        )
    }
}

impl Writer<'_> {
    /// Erases a piece of the chat's dialogs for good, at last the chat itself; says whether anything
    /// is left. From the first piece on the deletion cannot be taken back.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn erase_some(&mut self, id: ChatId) -> Result<bool, StoreError> {
        let marked = self.execute(
            "UPDATE chats SET erases = 2 WHERE id = ? AND erases > 0",
            [id.as_bytes()],
        )?;
        if marked == 0 {
            return Ok(false);
        }
        let dialogs: Vec<[u8; 16]> = self.all(
            "SELECT id FROM dialogs WHERE chat_id = ? LIMIT ?",
            params![id.as_bytes(), PIECE],
            |row| row.get(0),
        )?;
        for dialog in &dialogs {
            for sql in [
                "DELETE FROM outbox WHERE dialog_id = ?",
                "DELETE FROM inbox WHERE dialog_id = ?",
                "DELETE FROM sessions WHERE dialog_id = ?",
                "DELETE FROM asks WHERE dialog_id = ?",
                "DELETE FROM marks WHERE dialog_id = ?",
                "DELETE FROM dialog_markers WHERE dialog_id = ?",
                "DELETE FROM turns WHERE dialog_id = ?",
                "DELETE FROM stays WHERE dialog_id = ?",
                "DELETE FROM waits WHERE dialog_id = ?",
                "DELETE FROM happenings WHERE dialog_id = ?",
                "DELETE FROM dialog_tags WHERE dialog_id = ?",
                "DELETE FROM notes WHERE dialog_id = ?",
                "DELETE FROM drafts WHERE dialog_id = ?",
                "DELETE FROM passages WHERE dialog_id = ?",
                "DELETE FROM messages WHERE dialog_id = ?",
                "DELETE FROM dialogs WHERE id = ?",
            ] {
                self.execute(sql, [dialog])?;
            }
        }
        self.changed(Change::Everything);
        if dialogs.len() == PIECE {
            return Ok(true);
        }
        let clients =
            "SELECT c.id FROM clients c JOIN channels h ON h.id = c.channel_id WHERE h.chat_id = ?";
        for sql in [
            &format!("DELETE FROM visits WHERE client_id IN ({clients})"),
            &format!("DELETE FROM notes WHERE client_id IN ({clients})"),
            &format!("DELETE FROM client_attributes WHERE client_id IN ({clients})"),
            &format!("DELETE FROM visitor_tokens WHERE client_id IN ({clients})"),
            "DELETE FROM clients WHERE channel_id IN (SELECT id FROM channels WHERE chat_id = ?)",
            "DELETE FROM channels WHERE chat_id = ?",
            "DELETE FROM chat_months WHERE chat_id = ?",
            "DELETE FROM chat_versions WHERE chat_id = ?",
            "DELETE FROM chats WHERE id = ?",
        ] {
            self.execute(sql, [id.as_bytes()])?;
        }
        Ok(false)
    }
}
