//! What operators began to write, for each of them and each dialog.

use domain::{DialogId, OperatorId, Timestamp};
use rusqlite::params;

use crate::{StoreError, Writer};

impl Writer<'_> {
    /// Keeps what `operator` began to write in a dialog; an empty text removes it. Nobody else sees
    /// it, so no listener is told.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn keep_draft(
        &mut self,
        dialog: DialogId,
        operator: OperatorId,
        text: &str,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        if text.is_empty() {
            self.execute(
                "DELETE FROM drafts WHERE dialog_id = ? AND operator_id = ?",
                params![dialog.as_bytes(), operator.as_bytes()],
            )?;
        } else {
            self.execute(
                "INSERT INTO drafts (dialog_id, operator_id, text, at) VALUES (?, ?, ?, ?)
                 ON CONFLICT (dialog_id, operator_id)
                 DO UPDATE SET text = excluded.text, at = excluded.at",
                params![dialog.as_bytes(), operator.as_bytes(), text, now.millis()],
            )?;
        }
        Ok(())
    }
}
