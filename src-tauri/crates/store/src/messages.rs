use domain::{
    Attachment, AuthorType, Button, ClientId, Delivery, DialogId, MessageId, MessageKind,
    OperatorId, Timestamp,
};
use rusqlite::{Row, params};

use crate::row::{RowExt, json};
use crate::{Change, Reader, StoreError, Writer};

/// A message of a dialog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Its id.
    pub id: MessageId,
    /// The dialog it stands in.
    pub dialog: DialogId,
    /// Its place in the exchange with the client, without gaps from 1 on.
    pub seq: u64,
    /// When it was written.
    pub at: Timestamp,
    /// Who wrote it.
    pub author_type: AuthorType,
    /// The operator's name.
    pub author: Option<String>,
    /// The operator.
    pub operator: Option<OperatorId>,
    /// What it is.
    pub kind: MessageKind,
    /// Its text.
    pub text: String,
    /// Buttons under it.
    pub buttons: Vec<Button>,
    /// The file it brings.
    pub attachment: Option<Attachment>,
    /// The messenger's or the visitor's own id.
    pub remote_id: Option<String>,
    /// How far it has come.
    pub delivery: Delivery,
}

/// A message for the client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Say {
    /// Who says it.
    pub author_type: AuthorType,
    /// The operator's name.
    pub author: Option<String>,
    /// The operator.
    pub operator: Option<OperatorId>,
    /// What it is.
    pub kind: MessageKind,
    /// Its text.
    pub text: String,
    /// Buttons under it.
    pub buttons: Vec<Button>,
    /// The file it brings.
    pub attachment: Option<Attachment>,
    /// The writer's own id of it.
    pub key: Option<String>,
}

pub(crate) fn message(row: &Row<'_>) -> rusqlite::Result<Message> {
    let buttons: Option<String> = row.get("buttons")?;
    let attachment: Option<String> = row.get("attachment")?;
    Ok(Message {
        id: MessageId::from_bytes(row.get("id")?),
        dialog: DialogId::from_bytes(row.get("dialog_id")?),
        seq: row.get("seq")?,
        at: row.time("at")?,
        author_type: row.parsed("author_type")?,
        author: row.get("author")?,
        operator: row
            .get::<_, Option<[u8; 16]>>("operator_id")?
            .map(OperatorId::from_bytes),
        kind: row.parsed("kind")?,
        text: row.get("text")?,
        buttons: if buttons.is_some() {
            row.json("buttons")?
        } else {
            Vec::new()
        },
        attachment: match attachment {
            Some(_) => Some(row.json("attachment")?),
            None => None,
        },
        remote_id: row.get("remote_id")?,
        delivery: row.parsed("delivery")?,
    })
}

/// The column of a dialog that counts an author's messages; notices are nobody's.
pub(crate) const fn counter(author: AuthorType) -> Option<&'static str> {
    match author {
        AuthorType::Client => Some("client_messages"),
        AuthorType::Bot => Some("bot_messages"),
        AuthorType::Operator => Some("operator_messages"),
        AuthorType::System => None,
    }
}

impl Reader<'_> {
    /// At most `limit` messages of a dialog after `after`, oldest first.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn messages(
        &self,
        dialog: DialogId,
        after: u64,
        limit: u32,
    ) -> Result<Vec<Message>, StoreError> {
        self.all(
            "SELECT * FROM messages WHERE dialog_id = ? AND seq > ? ORDER BY seq LIMIT ?",
            params![dialog.as_bytes(), after, limit],
            message,
        )
    }

    /// The last `limit` messages of a dialog, oldest first.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn last_messages(&self, dialog: DialogId, limit: u32) -> Result<Vec<Message>, StoreError> {
        let mut messages = self.all(
            "SELECT * FROM messages WHERE dialog_id = ? ORDER BY seq DESC LIMIT ?",
            params![dialog.as_bytes(), limit],
            message,
        )?;
        messages.reverse();
        Ok(messages)
    }

    /// At most `limit` messages exchanged with a client after `after`, oldest first.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn stream(
        &self,
        client: ClientId,
        after: u64,
        limit: u32,
    ) -> Result<Vec<Message>, StoreError> {
        self.all(
            "SELECT * FROM messages WHERE client_id = ? AND seq > ? ORDER BY seq LIMIT ?",
            params![client.as_bytes(), after, limit],
            message,
        )
    }
}

impl Reader<'_> {
    /// The messages of a dialog that carry this key of their writer, in order.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn messages_with_key(
        &self,
        dialog: DialogId,
        key: &str,
    ) -> Result<Vec<MessageId>, StoreError> {
        self.all(
            "SELECT id FROM messages WHERE dialog_id = ? AND key = ? ORDER BY seq",
            params![dialog.as_bytes(), key],
            |row| row.get(0).map(MessageId::from_bytes),
        )
    }
}

impl Writer<'_> {
    /// Adds a message for the client and puts it in the outbox.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn say(
        &mut self,
        dialog: DialogId,
        client: ClientId,
        say: &Say,
        at: Timestamp,
    ) -> Result<MessageId, StoreError> {
        let id = MessageId::new(at);
        let seq = self.next_seq(client)?;
        self.add_message(
            client,
            &Message {
                id,
                dialog,
                seq,
                at,
                author_type: say.author_type,
                author: say.author.clone(),
                operator: say.operator,
                kind: say.kind,
                text: say.text.clone(),
                buttons: say.buttons.clone(),
                attachment: say.attachment.clone(),
                remote_id: None,
                delivery: Delivery::Pending,
            },
        )?;
        self.execute(
            "INSERT INTO outbox (client_id, seq, channel_id, dialog_id, created_at)
             SELECT ?1, ?2, channel_id, id, ?3 FROM dialogs WHERE id = ?4",
            params![client.as_bytes(), seq, at.millis(), dialog.as_bytes()],
        )?;
        if let Some(key) = &say.key {
            self.execute(
                "UPDATE messages SET key = ? WHERE id = ?",
                params![key, id.as_bytes()],
            )?;
        }
        if let Some(column) = counter(say.author_type) {
            let file = say.attachment.as_ref().map(|file| file.name.as_str());
            let shown = file.filter(|_| say.text.is_empty()).unwrap_or(&say.text);
            self.count_message(dialog, column, shown, at)?;
        }
        Ok(id)
    }

    pub(crate) fn add_message(
        &mut self,
        client: ClientId,
        message: &Message,
    ) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO messages (id, dialog_id, client_id, seq, at, author_type, author,
                                   operator_id, kind, text, buttons, attachment, remote_id, delivery)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            params![
                message.id.as_bytes(),
                message.dialog.as_bytes(),
                client.as_bytes(),
                message.seq,
                message.at.millis(),
                message.author_type.code(),
                message.author,
                message.operator.as_ref().map(OperatorId::as_bytes),
                message.kind.code(),
                message.text,
                (!message.buttons.is_empty()).then(|| json(&message.buttons)),
                message.attachment.as_ref().map(json),
                message.remote_id,
                message.delivery.code()
            ],
        )?;
        self.changed(Change::Messages {
            client,
            dialog: message.dialog,
            last_seq: message.seq,
        });
        Ok(())
    }
}
