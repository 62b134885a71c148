//! Texts that operators send often.

use domain::{OperatorId, QuickReplyId, QuickReplyInput, Timestamp};
use rusqlite::{Row, params};

use crate::{Change, Reader, StoreError, Writer};

/// A text that is sent often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuickReply {
    /// Its id.
    pub id: QuickReplyId,
    /// The only operator who sees it; none means that all do.
    pub owner: Option<OperatorId>,
    /// What is typed for it.
    pub shortcut: String,
    /// What is sent.
    pub text: String,
}

fn reply(row: &Row<'_>) -> rusqlite::Result<QuickReply> {
    let owner: Option<[u8; 16]> = row.get("operator_id")?;
    Ok(QuickReply {
        id: QuickReplyId::from_bytes(row.get("id")?),
        owner: owner.map(OperatorId::from_bytes),
        shortcut: row.get("shortcut")?,
        text: row.get("text")?,
    })
}

impl Reader<'_> {
    /// Everybody's and this operator's own, in the order they were made, but not deleted ones.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn quick_replies(
        &self,
        operator: Option<OperatorId>,
    ) -> Result<Vec<QuickReply>, StoreError> {
        self.all(
            "SELECT * FROM quick_replies
             WHERE deleted_at IS NULL AND (operator_id IS NULL OR operator_id = ?) ORDER BY id",
            [operator.as_ref().map(OperatorId::as_bytes)],
            reply,
        )
    }

    /// The quick reply, also one that was deleted.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn quick_reply_of_old(&self, id: QuickReplyId) -> Result<Option<QuickReply>, StoreError> {
        self.one(
            "SELECT * FROM quick_replies WHERE id = ?",
            [id.as_bytes()],
            reply,
        )
    }
}

impl Writer<'_> {
    /// Adds a quick reply.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn add_quick_reply(
        &mut self,
        id: QuickReplyId,
        owner: Option<OperatorId>,
        input: &QuickReplyInput,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO quick_replies (id, operator_id, shortcut, text, created_at)
             VALUES (?, ?, ?, ?, ?)",
            params![
                id.as_bytes(),
                owner.as_ref().map(OperatorId::as_bytes),
                input.shortcut,
                input.text,
                now.millis()
            ],
        )?;
        self.changed(Change::Operators);
        Ok(())
    }

    /// Changes a quick reply; says whether there was one.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn update_quick_reply(
        &mut self,
        id: QuickReplyId,
        owner: Option<OperatorId>,
        input: &QuickReplyInput,
    ) -> Result<bool, StoreError> {
        let changed = self.execute(
            "UPDATE quick_replies SET operator_id = ?, shortcut = ?, text = ?
             WHERE id = ? AND deleted_at IS NULL",
            params![
                owner.as_ref().map(OperatorId::as_bytes),
                input.shortcut,
                input.text,
                id.as_bytes()
            ],
        )?;
        self.changed(Change::Operators);
        Ok(changed == 1)
    }

    /// Deletes a quick reply; says whether there was one.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn delete_quick_reply(
        &mut self,
        id: QuickReplyId,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let changed = self.execute(
            "UPDATE quick_replies SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL",
            params![now.millis(), id.as_bytes()],
        )?;
        self.changed(Change::Operators);
        Ok(changed == 1)
    }

    /// Takes back the deletion of a quick reply; says whether there was one.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn restore_quick_reply(&mut self, id: QuickReplyId) -> Result<bool, StoreError> {
        let changed = self.execute(
            "UPDATE quick_replies SET deleted_at = NULL WHERE id = ?",
            [id.as_bytes()],
        )?;
        self.changed(Change::Operators);
        Ok(changed == 1)
    }
}
