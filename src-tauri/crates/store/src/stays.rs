//! Operators' stays in dialogs: who holds a dialog, since when, and how they left.

use domain::{ChatId, ClientId, DialogId, OperatorId, Picture, StayBegan, StayEnded, Timestamp};
use rusqlite::params;

use crate::row::RowExt;
use crate::{Change, Reader, StoreError, Writer};

/// The operator who holds a dialog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// Who.
    pub operator: OperatorId,
    /// What clients know them by.
    pub name: String,
    /// Their picture.
    pub picture: Option<Picture>,
}

impl Reader<'_> {
    /// Who holds a dialog.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn holder(&self, dialog: DialogId) -> Result<Option<Holder>, StoreError> {
        self.one(
            "SELECT o.id, o.name, o.picture FROM dialogs d JOIN operators o ON o.id = d.operator_id
             WHERE d.id = ?",
            [dialog.as_bytes()],
            |row| {
                let picture: Option<String> = row.get("picture")?;
                Ok(Holder {
                    operator: OperatorId::from_bytes(row.get("id")?),
                    name: row.get("name")?,
                    picture: picture.map(|_| row.json("picture")).transpose()?,
                })
            },
        )
    }

    /// What an operator is called, whether or not they still work here.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn operator_name(&self, operator: OperatorId) -> Result<Option<String>, StoreError> {
        self.one(
            "SELECT name FROM operators WHERE id = ?",
            [operator.as_bytes()],
            |row| row.get(0),
        )
    }

    /// The dialogs that an operator holds.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn held_by(&self, operator: OperatorId) -> Result<Vec<DialogId>, StoreError> {
        self.all(
            "SELECT id FROM dialogs INDEXED BY dialogs_held
             WHERE operator_id = ? AND closed_at IS NULL ORDER BY last_at",
            [operator.as_bytes()],
            |row| row.get(0).map(DialogId::from_bytes),
        )
    }

    /// Who was in a dialog last.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn last_operator(&self, dialog: DialogId) -> Result<Option<String>, StoreError> {
        self.one(
            "SELECT o.name FROM stays s JOIN operators o ON o.id = s.operator_id
             WHERE s.dialog_id = ? ORDER BY s.no DESC LIMIT 1",
            [dialog.as_bytes()],
            |row| row.get(0),
        )
    }

    /// The open dialogs of a chat.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn open_of_chat(&self, chat: ChatId) -> Result<Vec<DialogId>, StoreError> {
        self.all(
            "SELECT id FROM dialogs INDEXED BY dialogs_list_active
             WHERE closed_at IS NULL AND chat_id = ?",
            [chat.as_bytes()],
            |row| row.get(0).map(DialogId::from_bytes),
        )
    }

    /// Every dialog that an operator holds.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn all_held(&self) -> Result<Vec<DialogId>, StoreError> {
        self.all(
            "SELECT id FROM dialogs INDEXED BY dialogs_held
             WHERE operator_id IS NOT NULL AND closed_at IS NULL",
            [],
            |row| row.get(0).map(DialogId::from_bytes),
        )
    }
}

impl Writer<'_> {
    /// Gives a dialog to an operator.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn begin_stay(
        &mut self,
        dialog: DialogId,
        client: ClientId,
        operator: OperatorId,
        how: StayBegan,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.execute(
            "UPDATE dialogs SET operator_id = ?1, taken_at = coalesce(taken_at, max(?2, created_at)),
               unread = CASE WHEN operator_messages = 0 THEN client_messages ELSE unread END
             WHERE id = ?3",
            params![operator.as_bytes(), at.millis(), dialog.as_bytes()],
        )?;
        self.execute(
            "INSERT INTO stays (dialog_id, no, operator_id, group_id, began_at, began_by)
             SELECT id, 1 + (SELECT count(*) FROM stays WHERE dialog_id = ?1), ?2, group_id, ?3, ?4
             FROM dialogs WHERE id = ?1",
            params![
                dialog.as_bytes(),
                operator.as_bytes(),
                at.millis(),
                how.code()
            ],
        )?;
        self.touch(dialog, client, operator, at)
    }

    /// Takes a dialog from the operator who holds it; says who that was.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn end_stay(
        &mut self,
        dialog: DialogId,
        client: ClientId,
        how: StayEnded,
        at: Timestamp,
    ) -> Result<Option<OperatorId>, StoreError> {
        let operator = self.one(
            "UPDATE stays SET ended_at = max(?1, began_at), ended_by = ?2
             WHERE dialog_id = ?3 AND ended_at IS NULL RETURNING operator_id",
            params![at.millis(), how.code(), dialog.as_bytes()],
            |row| row.get(0).map(OperatorId::from_bytes),
        )?;
        self.execute(
            "UPDATE dialogs SET operator_id = NULL WHERE id = ?",
            [dialog.as_bytes()],
        )?;
        if let Some(operator) = operator {
            self.touch(dialog, client, operator, at)?;
        }
        Ok(operator)
    }

    fn touch(
        &mut self,
        dialog: DialogId,
        client: ClientId,
        operator: OperatorId,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.execute(
            "UPDATE operators SET idle_since = max(idle_since, ?) WHERE id = ?",
            params![at.millis(), operator.as_bytes()],
        )?;
        // Whoever waits may be given to somebody who has room again.
        self.changed(Change::Queue);
        self.changed(Change::Dialog { dialog, client });
        Ok(())
    }

    /// Counts a client's message that the operator has not seen.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn add_unread(&mut self, dialog: DialogId, client: ClientId) -> Result<(), StoreError> {
        self.execute(
            "UPDATE dialogs SET unread = unread + 1 WHERE id = ?",
            [dialog.as_bytes()],
        )?;
        // Whoever was told of the message may have looked before it was handled.
        self.changed(Change::Dialog { dialog, client });
        Ok(())
    }

    /// Notes that the operator has seen every message.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn clear_unread(&mut self, dialog: DialogId, client: ClientId) -> Result<(), StoreError> {
        let changed = self.execute(
            "UPDATE dialogs SET unread = 0 WHERE id = ? AND unread > 0",
            [dialog.as_bytes()],
        )?;
        if changed > 0 {
            self.changed(Change::Dialog { dialog, client });
        }
        Ok(())
    }
}
