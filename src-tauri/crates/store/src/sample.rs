//! Writing finished dialogs as they are: for made-up data.

use domain::{
    AuthorType, ChannelId, ChatId, ClientId, ClosedBy, Delivery, DialogId, DialogState, Ending,
    MessageId, MessageKind, Messenger, ScriptId, StartedBy, Timestamp,
};
use rusqlite::params;

use crate::messages::counter;
use crate::{Change, Message, StoreError, Writer};

/// A finished dialog.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "as in the dialog's row")]
pub struct SampleDialog {
    pub id: DialogId,
    pub client: ClientId,
    pub chat: ChatId,
    pub channel: ChannelId,
    pub messenger: Messenger,
    pub started_by: StartedBy,
    pub script: Option<(ScriptId, u32)>,
    pub client_name: Option<String>,
    pub client_language: Option<String>,
    pub first_page: Option<String>,
    pub handed_over_at: Option<Timestamp>,
    pub ending: Ending,
    pub closed_by: ClosedBy,
    pub closed_at: Timestamp,
    pub messages: Vec<SampleMessage>,
}

/// A message of a finished dialog.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "as in the message's row")]
pub struct SampleMessage {
    pub id: MessageId,
    pub at: Timestamp,
    pub author_type: AuthorType,
    pub author: Option<String>,
    pub kind: MessageKind,
    pub text: String,
}

impl Writer<'_> {
    /// Adds a finished dialog with a client of its own.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn add_sample_dialog(&mut self, dialog: &SampleDialog) -> Result<(), StoreError> {
        let (Some(first), Some(last)) = (dialog.messages.first(), dialog.messages.last()) else {
            return Ok(());
        };
        self.execute(
            "INSERT INTO clients (id, channel_id, remote_id, name, language, created_at)
             VALUES (?, ?, ?, ?, ?, ?)",
            params![
                dialog.client.as_bytes(),
                dialog.channel.as_bytes(),
                dialog.client.to_string(),
                dialog.client_name,
                dialog.client_language,
                first.at.millis()
            ],
        )?;
        self.execute(
            "INSERT INTO dialogs (id, chat_id, channel_id, client_id, messenger, state, started_by,
               created_at, last_at, first_seq, script_id, script_version, first_page,
               handed_over_at, closed_at, closed_by, ending)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?)",
            params![
                dialog.id.as_bytes(),
                dialog.chat.as_bytes(),
                dialog.channel.as_bytes(),
                dialog.client.as_bytes(),
                dialog.messenger.code(),
                DialogState::Closed.code(),
                dialog.started_by.code(),
                first.at.millis(),
                last.at.millis(),
                dialog.script.as_ref().map(|(id, _)| id.as_bytes()),
                dialog.script.map(|(_, version)| version),
                dialog.first_page,
                dialog.handed_over_at.map(Timestamp::millis),
                dialog.closed_at.millis(),
                dialog.closed_by.code(),
                dialog.ending.code()
            ],
        )?;
        let mut counts = [
            ("client_messages", 0),
            ("bot_messages", 0),
            ("operator_messages", 0),
        ];
        for (seq, message) in (1_u64..).zip(&dialog.messages) {
            let received = message.author_type == AuthorType::Client;
            self.add_message(
                dialog.client,
                &Message {
                    id: message.id,
                    dialog: dialog.id,
                    seq,
                    at: message.at,
                    author_type: message.author_type,
                    author: message.author.clone(),
                    operator: None,
                    kind: message.kind,
                    text: message.text.clone(),
                    buttons: Vec::new(),
                    attachment: None,
                    remote_id: None,
                    delivery: if received {
                        Delivery::Received
                    } else {
                        Delivery::Read
                    },
                },
            )?;
            let column = counter(message.author_type);
            if let Some((_, count)) = counts.iter_mut().find(|(name, _)| Some(*name) == column) {
                *count += 1;
            }
        }
        let [(_, client), (_, bot), (_, operator)] = counts;
        self.execute(
            "UPDATE dialogs SET client_messages = ?, bot_messages = ?, operator_messages = ?,
               last_text = ? WHERE id = ?",
            params![client, bot, operator, last.text, dialog.id.as_bytes()],
        )?;
        self.set_last_seq(dialog.client, dialog.messages.len())?;
        self.changed(Change::Everything);
        Ok(())
    }
}
