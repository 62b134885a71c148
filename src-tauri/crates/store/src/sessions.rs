use domain::{DialogId, Timestamp};
use rusqlite::params;

use crate::{Change, Reader, StoreError, Writer};

impl Reader<'_> {
    /// The engine's state of a dialog, as the engine wrote it.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn session(&self, dialog: DialogId) -> Result<Option<String>, StoreError> {
        self.one(
            "SELECT state FROM sessions WHERE dialog_id = ?",
            [dialog.as_bytes()],
            |row| row.get(0),
        )
    }

    /// At most `limit` dialogs with a deadline at or before `at`, the earliest first.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn due_sessions(
        &self,
        at: Timestamp,
        limit: u32,
    ) -> Result<Vec<(DialogId, Timestamp)>, StoreError> {
        self.all(
            "SELECT dialog_id, due_at FROM sessions WHERE due_at IS NOT NULL AND due_at <= ?
             ORDER BY due_at LIMIT ?",
            params![at.millis(), limit],
            |row| {
                Ok((
                    DialogId::from_bytes(row.get(0)?),
                    Timestamp::from_millis(row.get(1)?),
                ))
            },
        )
    }

    /// The earliest deadline there is.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn next_due(&self) -> Result<Option<Timestamp>, StoreError> {
        self.one(
            "SELECT due_at FROM sessions WHERE due_at IS NOT NULL ORDER BY due_at LIMIT 1",
            [],
            |row| row.get(0).map(Timestamp::from_millis),
        )
    }
}

impl Writer<'_> {
    /// Keeps the engine's state of a dialog and when it must be looked at next.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn save_session(
        &mut self,
        dialog: DialogId,
        state: &str,
        due_at: Option<Timestamp>,
    ) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO sessions (dialog_id, state, due_at) VALUES (?1, ?2, ?3)
             ON CONFLICT (dialog_id) DO UPDATE SET state = ?2, due_at = ?3",
            params![dialog.as_bytes(), state, due_at.map(Timestamp::millis)],
        )?;
        self.changed(Change::Deadlines);
        Ok(())
    }
}
