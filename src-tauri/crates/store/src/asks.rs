//! What scripts ask of servers and language models, from the question to the handled answer.

use domain::{AskKind, DialogId, Timestamp};
use rusqlite::{Row, params};

use crate::row::RowExt;
use crate::{Change, Reader, StoreError, Writer};

/// What a dialog asks of somebody outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// The dialog.
    pub dialog: DialogId,
    /// Its number within the dialog.
    pub step: u32,
    /// Whom it asks.
    pub kind: AskKind,
    /// What: JSON, as whoever asks wrote it.
    pub body: String,
    /// What came back: JSON, as whoever asked outside wrote it; none while nothing has.
    pub answer: Option<String>,
    /// Since when the dialog waits.
    pub created_at: Timestamp,
    /// When it was last sent; none while it never was.
    pub sent_at: Option<Timestamp>,
}

fn ask(row: &Row<'_>) -> rusqlite::Result<Ask> {
    Ok(Ask {
        dialog: DialogId::from_bytes(row.get("dialog_id")?),
        step: row.get("step")?,
        kind: row.parsed("kind")?,
        body: row.get("body")?,
        answer: row.get("answer")?,
        created_at: row.time("created_at")?,
        sent_at: row.time_or_none("sent_at")?,
    })
}

impl Reader<'_> {
    /// At most `limit` asks that nobody has sent yet, the oldest first.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn asks_pending(&self, limit: u32) -> Result<Vec<Ask>, StoreError> {
        self.asks_in("pending", limit)
    }

    /// Every ask that was sent and not answered, the oldest first.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn asks_sent(&self) -> Result<Vec<Ask>, StoreError> {
        self.asks_in("sent", u32::MAX)
    }

    /// At most `limit` asks whose answer nobody has handled yet, the oldest first.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn asks_answered(&self, limit: u32) -> Result<Vec<Ask>, StoreError> {
        self.asks_in("answered", limit)
    }

    fn asks_in(&self, state: &str, limit: u32) -> Result<Vec<Ask>, StoreError> {
        self.all(
            "SELECT * FROM asks INDEXED BY asks_of_state WHERE state = ?
             ORDER BY created_at, dialog_id, step LIMIT ?",
            params![state, limit],
            ask,
        )
    }
}

impl Writer<'_> {
    /// Has somebody outside be asked.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn ask(
        &mut self,
        dialog: DialogId,
        step: u32,
        kind: AskKind,
        body: &str,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO asks (dialog_id, step, kind, body, state, created_at)
             VALUES (?, ?, ?, ?, 'pending', ?)",
            params![dialog.as_bytes(), step, kind.code(), body, at.millis()],
        )?;
        self.changed(Change::Asks);
        Ok(())
    }

    /// Notes that an ask is sent now. False when there is none that waits for an answer: then it
    /// must not be sent.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn ask_sent(
        &mut self,
        dialog: DialogId,
        step: u32,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        let changed = self.execute(
            "UPDATE asks SET state = 'sent', sent_at = ?
             WHERE dialog_id = ? AND step = ? AND state <> 'answered'",
            params![at.millis(), dialog.as_bytes(), step],
        )?;
        Ok(changed == 1)
    }

    /// Keeps what came back. False when nobody waits for it any more; the first answer stands.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn ask_answered(
        &mut self,
        dialog: DialogId,
        step: u32,
        answer: &str,
    ) -> Result<bool, StoreError> {
        let changed = self.execute(
            "UPDATE asks SET state = 'answered', answer = ?
             WHERE dialog_id = ? AND step = ? AND state <> 'answered'",
            params![answer, dialog.as_bytes(), step],
        )?;
        if changed == 1 {
            self.changed(Change::Asks);
        }
        Ok(changed == 1)
    }

    /// Lets an ask go: its answer was handled, or nobody waits for it any more.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn ask_handled(&mut self, dialog: DialogId, step: u32) -> Result<(), StoreError> {
        self.execute(
            "DELETE FROM asks WHERE dialog_id = ? AND step = ?",
            params![dialog.as_bytes(), step],
        )?;
        Ok(())
    }

    /// Lets every ask of a dialog go: nobody waits for an answer any more.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn drop_asks(&mut self, dialog: DialogId) -> Result<(), StoreError> {
        self.execute("DELETE FROM asks WHERE dialog_id = ?", [dialog.as_bytes()])?;
        Ok(())
    }
}
