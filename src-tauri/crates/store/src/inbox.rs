use domain::{
    Attachment, AuthorType, ClientId, Delivery, DialogId, MessageId, MessageKind, StartedBy,
    Timestamp,
};
use rusqlite::{Row, params};
use serde::{Deserialize, Serialize};

use crate::row::{RowExt, json};
use crate::{Change, Message, Reader, StoreError, Visitor, Writer};

/// How long handled events are kept against late doubles: 14 days, since messengers deliver again
/// for up to seven.
const KEPT_SECONDS: i64 = 14 * 24 * 3600;

/// Something a client did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum InboxEvent {
    /// The client opened the widget, or started the channel.
    Opened,
    /// The client wrote.
    Message {
        /// What was written.
        text: String,
    },
    /// The client pressed a button.
    Postback {
        /// What stood on it.
        text: String,
        /// What the button carried.
        payload: String,
    },
    /// The client sent a file.
    File {
        /// What was written with it; empty when nothing was.
        #[serde(default)]
        text: String,
        /// The file.
        attachment: Attachment,
    },
    /// The dialog goes on in another channel.
    Moved,
}

impl InboxEvent {
    /// What stands for it in a list of dialogs: its words, or the name of its file.
    fn in_short(&self) -> &str {
        match self {
            Self::Opened | Self::Moved => "",
            Self::Message { text } | Self::Postback { text, .. } => text,
            Self::File { text, attachment } if text.is_empty() => &attachment.name,
            Self::File { text, .. } => text,
        }
    }
}

/// A message as a channel brings it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inbound {
    /// The channel's own id of the message; the same id again changes nothing.
    pub remote_id: String,
    /// What was written, or stood on the pressed button.
    pub text: String,
    /// What the pressed button carried; none for written text.
    pub payload: Option<String>,
    /// The file that was sent; it lies on the shelf already.
    pub attachment: Option<Attachment>,
}

impl Inbound {
    /// What the message is, and what it is to the engine.
    fn read(&self) -> (MessageKind, InboxEvent) {
        let text = self.text.clone();
        match (self.attachment.clone(), self.payload.clone()) {
            (Some(attachment), _) => (MessageKind::File, InboxEvent::File { text, attachment }),
            (None, Some(payload)) => (
                MessageKind::Postback,
                InboxEvent::Postback { text, payload },
            ),
            (None, None) => (MessageKind::Text, InboxEvent::Message { text }),
        }
    }
}

/// What became of a message that came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Received {
    /// The message's id.
    pub message: MessageId,
    /// Its place in the exchange with the client.
    pub seq: u64,
    /// When it was received.
    pub at: Timestamp,
    /// Whether it was known already.
    pub again: bool,
}

/// An event that waits for the engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pending {
    /// Its number in the order of arrival.
    pub no: i64,
    /// The dialog it belongs to.
    pub dialog: DialogId,
    /// The message it brought.
    pub message: Option<MessageId>,
    /// What happened.
    pub event: InboxEvent,
    /// When it arrived.
    pub received_at: Timestamp,
}

fn pending(row: &Row<'_>) -> rusqlite::Result<Pending> {
    Ok(Pending {
        no: row.get("no")?,
        dialog: DialogId::from_bytes(row.get("dialog_id")?),
        message: row
            .get::<_, Option<[u8; 16]>>("message_id")?
            .map(MessageId::from_bytes),
        event: row.json("event")?,
        received_at: row.time("received_at")?,
    })
}

impl Reader<'_> {
    /// The events of one dialog that wait, in the order of arrival.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn pending_of(&self, dialog: DialogId) -> Result<Vec<Pending>, StoreError> {
        self.all(
            "SELECT no, dialog_id, message_id, event, received_at FROM inbox INDEXED BY inbox_of_dialog
             WHERE dialog_id = ? AND handled_at IS NULL ORDER BY no",
            [dialog.as_bytes()],
            pending,
        )
    }

    /// The first `limit` events that wait, in the order of arrival.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn pending_inbox(&self, limit: u32) -> Result<Vec<Pending>, StoreError> {
        self.all(
            "SELECT no, dialog_id, message_id, event, received_at FROM inbox
             WHERE handled_at IS NULL ORDER BY no LIMIT ?",
            [limit],
            pending,
        )
    }
}

impl Writer<'_> {
    /// Keeps a client's message: in the dialog that is open, else in a new one, and in the inbox for
    /// the engine. A known remote id changes nothing and gets the first answer again.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn receive(
        &mut self,
        visitor: &Visitor,
        inbound: &Inbound,
        now: Timestamp,
    ) -> Result<Received, StoreError> {
        // A visitor's own ids need only be unique for that visitor.
        let remote_id = format!("{}:{}", visitor.client, inbound.remote_id);
        let known = self.one(
            "SELECT message_id, seq, received_at FROM inbox
             WHERE channel_id = ? AND remote_id = ? AND message_id IS NOT NULL",
            params![visitor.channel.as_bytes(), remote_id],
            |row| {
                Ok(Received {
                    message: MessageId::from_bytes(row.get("message_id")?),
                    seq: row.get("seq")?,
                    at: row.time("received_at")?,
                    again: true,
                })
            },
        )?;
        if let Some(known) = known {
            return Ok(known);
        }
        let dialog = match self.open_dialog_of(visitor.client)? {
            Some(dialog) => dialog,
            // A press of a button that is over begins nothing; it stays where the button stood.
            None => match self.dialog_pressed_in(visitor.client, inbound.payload.as_deref())? {
                Some(dialog) => dialog,
                None => self.begin_dialog(visitor, StartedBy::Client, now)?,
            },
        };
        let id = MessageId::new(now);
        let seq = self.next_seq(visitor.client)?;
        let (kind, event) = inbound.read();
        self.add_message(
            visitor.client,
            &Message {
                id,
                dialog,
                seq,
                at: now,
                author_type: AuthorType::Client,
                author: None,
                operator: None,
                kind,
                text: inbound.text.clone(),
                buttons: Vec::new(),
                attachment: inbound.attachment.clone(),
                remote_id: Some(inbound.remote_id.clone()),
                delivery: Delivery::Received,
            },
        )?;
        self.count_message(dialog, "client_messages", event.in_short(), now)?;
        self.put_in_inbox(visitor, dialog, &remote_id, Some((id, seq)), &event, now)?;
        Ok(Received {
            message: id,
            seq,
            at: now,
            again: false,
        })
    }

    /// The client's own dialog that a button's payload begins with.
    fn dialog_pressed_in(
        &self,
        client: ClientId,
        payload: Option<&str>,
    ) -> Result<Option<DialogId>, StoreError> {
        let named = payload.and_then(|payload| payload.split('.').next()?.parse().ok());
        let Some(named): Option<DialogId> = named else {
            return Ok(None);
        };
        self.one(
            "SELECT id FROM dialogs WHERE id = ? AND client_id = ?",
            params![named.as_bytes(), client.as_bytes()],
            |row| row.get(0).map(DialogId::from_bytes),
        )
    }

    pub(crate) fn put_in_inbox(
        &mut self,
        visitor: &Visitor,
        dialog: DialogId,
        remote_id: &str,
        message: Option<(MessageId, u64)>,
        event: &InboxEvent,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO inbox (channel_id, remote_id, client_id, dialog_id, message_id, seq, event, received_at)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            params![
                visitor.channel.as_bytes(),
                remote_id,
                visitor.client.as_bytes(),
                dialog.as_bytes(),
                message.as_ref().map(|(id, _)| id.as_bytes()),
                message.map(|(_, seq)| seq),
                json(event),
                now.millis()
            ],
        )?;
        self.changed(Change::Inbox);
        Ok(())
    }

    /// Marks an event as handled; `failure` says why the engine could not.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn handled(
        &mut self,
        no: i64,
        failure: Option<&str>,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.execute(
            "UPDATE inbox SET handled_at = ?, failure = ? WHERE no = ?",
            params![at.millis(), failure, no],
        )?;
        Ok(())
    }

    /// Lets events go that no messenger will deliver again; says how many went.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn forget_handled(&mut self, now: Timestamp, limit: u32) -> Result<usize, StoreError> {
        self.execute(
            "DELETE FROM inbox WHERE no IN
               (SELECT no FROM inbox WHERE handled_at IS NOT NULL AND handled_at < ? LIMIT ?)",
            params![now.millis() - KEPT_SECONDS * 1000, limit],
        )
    }

    /// Moves a message to a dialog that begins with it, when the one it arrived in is over by then.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn move_to_new_dialog(
        &mut self,
        pending: &Pending,
        client: ClientId,
        now: Timestamp,
    ) -> Result<Option<DialogId>, StoreError> {
        let Some(message) = pending.message else {
            return Ok(None);
        };
        let visitor = self.one(
            "SELECT channel_id, chat_id FROM dialogs WHERE id = ?",
            [pending.dialog.as_bytes()],
            |row| {
                Ok(Visitor {
                    client,
                    channel: domain::ChannelId::from_bytes(row.get(0)?),
                    chat: domain::ChatId::from_bytes(row.get(1)?),
                })
            },
        )?;
        let Some(visitor) = visitor else {
            return Ok(None);
        };
        let dialog = match self.open_dialog_of(client)? {
            Some(dialog) => dialog,
            None => self.begin_dialog(&visitor, StartedBy::Client, now)?,
        };
        let seq: Option<i64> = self.one(
            "UPDATE messages SET dialog_id = ? WHERE id = ? RETURNING seq",
            params![dialog.as_bytes(), message.as_bytes()],
            |row| row.get(0),
        )?;
        self.execute(
            "UPDATE dialogs SET first_seq = min(first_seq, ?) WHERE id = ?",
            params![seq, dialog.as_bytes()],
        )?;
        self.execute(
            "UPDATE dialogs SET client_messages = client_messages - 1 WHERE id = ?",
            [pending.dialog.as_bytes()],
        )?;
        self.execute(
            "UPDATE inbox SET dialog_id = ? WHERE no = ?",
            params![dialog.as_bytes(), pending.no],
        )?;
        let shown = pending.event.in_short();
        self.count_message(dialog, "client_messages", shown, pending.received_at)?;
        for dialog in [pending.dialog, dialog] {
            self.changed(Change::Dialog { dialog, client });
        }
        Ok(Some(dialog))
    }
}
