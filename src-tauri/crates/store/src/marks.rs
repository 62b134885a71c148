//! What a script did in a dialog: the markers it passed, how it understood the client, the result.

use domain::{ClientId, DialogId, MessageId, Timestamp};
use rusqlite::params;

use crate::row::RowExt;
use crate::{Change, Reader, StoreError, Writer};

/// A marker that a dialog passed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// What reports call it.
    pub marker: String,
    /// What was recorded with it.
    pub value: Option<String>,
    /// When.
    pub at: Timestamp,
    /// The id of the block in its script.
    pub block: String,
}

impl Reader<'_> {
    /// The markers that a dialog passed, in order.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn marks(&self, dialog: DialogId) -> Result<Vec<Mark>, StoreError> {
        self.all(
            "SELECT marker, value, at, block FROM marks WHERE dialog_id = ? ORDER BY no",
            [dialog.as_bytes()],
            |row| {
                Ok(Mark {
                    marker: row.get("marker")?,
                    value: row.get("value")?,
                    at: row.time("at")?,
                    block: row.get("block")?,
                })
            },
        )
    }

    /// Every marker that any dialog passed, in the order of their names.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn markers(&self) -> Result<Vec<String>, StoreError> {
        // From each to the next, and not through all dialogs of every one.
        self.all(
            "WITH RECURSIVE names(name) AS (
               SELECT min(marker) FROM dialog_markers
               UNION ALL
               SELECT (SELECT min(marker) FROM dialog_markers WHERE marker > name) FROM names
               WHERE name IS NOT NULL
             ) SELECT name FROM names WHERE name IS NOT NULL",
            [],
            |row| row.get(0),
        )
    }
}

impl Writer<'_> {
    /// Records that a dialog passed a marker.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn mark(
        &mut self,
        dialog: DialogId,
        client: ClientId,
        block: &str,
        marker: &str,
        value: Option<&str>,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO marks (dialog_id, no, marker, value, block, at)
             SELECT ?1, 1 + count(*), ?2, ?3, ?4, ?5 FROM marks WHERE dialog_id = ?1",
            params![dialog.as_bytes(), marker, value, block, at.millis()],
        )?;
        self.execute(
            "INSERT INTO dialog_markers (dialog_id, marker, created_at)
             SELECT id, ?2, created_at FROM dialogs WHERE id = ?1
             ON CONFLICT (dialog_id, marker) DO NOTHING",
            params![dialog.as_bytes(), marker],
        )?;
        self.changed(Change::Dialog { dialog, client });
        Ok(())
    }

    /// Keeps which block waited for what a client wrote, and which of its branches took it.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn recognised(
        &mut self,
        message: MessageId,
        block: &str,
        branch: &str,
    ) -> Result<(), StoreError> {
        self.execute(
            "UPDATE messages SET script_block = ?, recognised_as = ? WHERE id = ?",
            params![block, branch, message.as_bytes()],
        )?;
        Ok(())
    }

    /// Keeps the result that a script gives a dialog, where an operator's would stand.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn set_result(
        &mut self,
        dialog: DialogId,
        client: ClientId,
        result: &str,
    ) -> Result<(), StoreError> {
        self.set_operator_result(dialog, result)?;
        self.changed(Change::Dialog { dialog, client });
        Ok(())
    }
}
