//! A dialog as it is read upwards, from its end to its beginning and into the dialog before.

use domain::{ChatId, ClientId, Colour, DialogId, MessageId, Messenger, Timestamp};
use rusqlite::params;

use crate::messages;
use crate::row::RowExt;
use crate::{Message, Reader, StoreError};

/// Where a dialog begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DialogHead {
    /// Its id.
    pub id: DialogId,
    /// When it began.
    pub created_at: Timestamp,
    /// Its client.
    pub client: ClientId,
    /// Its chat.
    pub chat: ChatId,
    /// The chat's name.
    pub chat_name: String,
    /// The colour of the chat's buttons.
    pub chat_colour: Colour,
    /// How the client wrote.
    pub messenger: Messenger,
    /// What the client rated it, and the best rating there was.
    pub rating: Option<(u32, u32)>,
    /// The dialog with the same client before it.
    pub previous: Option<DialogId>,
}

impl Reader<'_> {
    /// Where a dialog begins; none when there is none or it is about to be erased.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn dialog_head(&self, id: DialogId) -> Result<Option<DialogHead>, StoreError> {
        self.one(
            "SELECT d.id, d.created_at, d.client_id, d.chat_id, c.name AS chat_name,
               c.settings ->> '$.appearance.colours.buttons' AS chat_colour, d.messenger, d.rating,
               d.scale, d.previous_id
             FROM dialogs d JOIN chats c ON c.id = d.chat_id WHERE d.id = ? AND c.erases = 0",
            [id.as_bytes()],
            |row| {
                let rating: Option<u32> = row.get("rating")?;
                let previous: Option<[u8; 16]> = row.get("previous_id")?;
                Ok(DialogHead {
                    id: DialogId::from_bytes(row.get("id")?),
                    created_at: row.time("created_at")?,
                    client: ClientId::from_bytes(row.get("client_id")?),
                    chat: ChatId::from_bytes(row.get("chat_id")?),
                    chat_name: row.get("chat_name")?,
                    chat_colour: row.parsed("chat_colour")?,
                    messenger: row.parsed("messenger")?,
                    rating: rating.zip(row.get("scale")?),
                    previous: previous.map(DialogId::from_bytes),
                })
            },
        )
    }

    /// The last `limit` messages of a dialog with a smaller seq than `before`, the oldest first.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn messages_before(
        &self,
        dialog: DialogId,
        before: u64,
        limit: u32,
    ) -> Result<Vec<Message>, StoreError> {
        let before = i64::try_from(before).unwrap_or(i64::MAX);
        let mut messages = self.all(
            "SELECT * FROM messages INDEXED BY messages_of_dialog
             WHERE dialog_id = ? AND seq < ? ORDER BY seq DESC LIMIT ?",
            params![dialog.as_bytes(), before, limit],
            messages::message,
        )?;
        messages.reverse();
        Ok(messages)
    }

    /// A message.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn message(&self, id: MessageId) -> Result<Option<Message>, StoreError> {
        let sql = "SELECT * FROM messages WHERE id = ?";
        self.one(sql, [id.as_bytes()], messages::message)
    }

    /// The seq of the client's last message in a dialog, and when it came.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn last_of_client(&self, dialog: DialogId) -> Result<Option<(u64, Timestamp)>, StoreError> {
        self.one(
            "SELECT seq, at FROM messages INDEXED BY messages_of_dialog
             WHERE dialog_id = ? AND author_type = 'client' ORDER BY seq DESC LIMIT 1",
            [dialog.as_bytes()],
            |row| Ok((row.get("seq")?, row.time("at")?)),
        )
    }
}
