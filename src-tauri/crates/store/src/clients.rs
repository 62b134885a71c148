use domain::{
    Attachment, ChannelId, ChatId, ClientId, ContentId, DialogId, DialogState, Timestamp,
};
use rusqlite::params;

use crate::row::RowExt;
use crate::{Change, InboxEvent, Reader, StoreError, Writer};

/// How long a visitor is known again, in seconds: 90 days.
const KNOWN_SECONDS: u32 = 90 * 24 * 3600;
/// Page visits kept for a client; older ones make room.
const VISITS: u32 = 200;

/// The SHA-256 of a visitor's token; the token itself is never kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TokenHash(pub [u8; 32]);

/// A client of the web widget.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Visitor {
    /// The client.
    pub client: ClientId,
    /// The web channel.
    pub channel: ChannelId,
    /// Its chat.
    pub chat: ChatId,
}

/// What a visitor's browser tells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VisitorFacts {
    /// The browser's language.
    pub language: Option<String>,
    /// Address of the page.
    pub page: Option<String>,
    /// Title of the page.
    pub title: Option<String>,
    /// Where the visitor came from.
    pub referrer: Option<String>,
}

/// Where the exchange with a client stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Conversation {
    /// The last seq given.
    pub last_seq: u64,
    /// The seq before the first message of the open dialog; the last one when none is open.
    pub history_seq: u64,
    /// The latest dialog, with its state.
    pub dialog: Option<(DialogId, DialogState)>,
}

impl Reader<'_> {
    /// The visitor with this token, unless it ran out, the channel is switched off, or
    /// the chat was deleted.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn visitor(&self, token: TokenHash, now: Timestamp) -> Result<Option<Visitor>, StoreError> {
        self.one(
            "SELECT k.id AS client_id, k.channel_id, h.chat_id
             FROM visitor_tokens t JOIN clients k ON k.id = t.client_id
             JOIN channels h ON h.id = k.channel_id JOIN chats c ON c.id = h.chat_id
             WHERE t.token = ? AND t.expires_at > ? AND h.enabled AND c.deleted_at IS NULL",
            params![token.0, now.millis()],
            |row| {
                Ok(Visitor {
                    client: ClientId::from_bytes(row.get("client_id")?),
                    channel: ChannelId::from_bytes(row.get("channel_id")?),
                    chat: ChatId::from_bytes(row.get("chat_id")?),
                })
            },
        )
    }

    /// Where the exchange with `client` stands.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn conversation(&self, client: ClientId) -> Result<Conversation, StoreError> {
        let last_seq = self.one(
            "SELECT last_seq FROM clients WHERE id = ?",
            [client.as_bytes()],
            |row| row.get(0),
        )?;
        let last_seq = last_seq.unwrap_or(0);
        let dialog = self.one(
            "SELECT id, state, first_seq FROM dialogs WHERE client_id = ?
             ORDER BY no DESC LIMIT 1",
            [client.as_bytes()],
            |row| {
                let first_seq: u64 = row.get("first_seq")?;
                Ok((
                    DialogId::from_bytes(row.get("id")?),
                    row.parsed("state")?,
                    first_seq,
                ))
            },
        )?;
        let history_seq = match dialog {
            Some((_, state, first_seq)) if state != DialogState::Closed => {
                first_seq.saturating_sub(1)
            }
            _ => last_seq,
        };
        Ok(Conversation {
            last_seq,
            history_seq,
            dialog: dialog.map(|(dialog, state, _)| (dialog, state)),
        })
    }

    /// The file of this content and name that was exchanged with `client`; none when there was none.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn file_of(
        &self,
        client: ClientId,
        id: ContentId,
        name: &str,
    ) -> Result<Option<Attachment>, StoreError> {
        self.one(
            "SELECT attachment FROM messages
             WHERE client_id = ? AND attachment IS NOT NULL
               AND json_extract(attachment, '$.id') = ? AND json_extract(attachment, '$.name') = ?
             LIMIT 1",
            params![client.as_bytes(), id.to_string(), name],
            |row| row.json("attachment"),
        )
    }
}

impl Writer<'_> {
    /// Adds a visitor who is known again by `token`.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn add_visitor(
        &mut self,
        channel: ChannelId,
        chat: ChatId,
        token: TokenHash,
        facts: &VisitorFacts,
        now: Timestamp,
    ) -> Result<Visitor, StoreError> {
        let client = ClientId::new(now);
        self.execute(
            "INSERT INTO clients (id, channel_id, remote_id, language, created_at)
             VALUES (?, ?, ?, ?, ?)",
            params![
                client.as_bytes(),
                channel.as_bytes(),
                client.to_string(),
                facts.language,
                now.millis()
            ],
        )?;
        self.execute(
            "INSERT INTO visitor_tokens (token, client_id, expires_at) VALUES (?, ?, ?)",
            params![
                token.0,
                client.as_bytes(),
                now.plus_seconds(KNOWN_SECONDS).millis()
            ],
        )?;
        Ok(Visitor {
            client,
            channel,
            chat,
        })
    }

    /// Records that a visitor is there: on which page, and, when the widget was opened and no dialog
    /// is, opens one in which the bot will greet.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn visit(
        &mut self,
        visitor: &Visitor,
        token: TokenHash,
        facts: &VisitorFacts,
        opened: bool,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.execute(
            "UPDATE visitor_tokens SET expires_at = ? WHERE token = ?",
            params![now.plus_seconds(KNOWN_SECONDS).millis(), token.0],
        )?;
        if let Some(language) = &facts.language {
            self.execute(
                "UPDATE clients SET language = ? WHERE id = ?",
                params![language, visitor.client.as_bytes()],
            )?;
        }
        self.page_visited(visitor.client, facts, now)?;
        if opened && self.open_dialog_of(visitor.client)?.is_none() {
            let dialog = self.begin_dialog(visitor, domain::StartedBy::Bot, now)?;
            self.put_in_inbox(
                visitor,
                dialog,
                &format!("opened:{dialog}"),
                None,
                &InboxEvent::Opened,
                now,
            )?;
            self.changed(Change::Dialog {
                dialog,
                client: visitor.client,
            });
        }
        Ok(())
    }

    /// Notes the page a visitor came to, when the facts name one and it is not the last known one.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn page_visited(
        &mut self,
        client: ClientId,
        facts: &VisitorFacts,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let Some(page) = &facts.page else {
            return Ok(());
        };
        let added = self.execute(
            "INSERT INTO visits (client_id, at, url, title, referrer)
             SELECT ?1, ?2, ?3, ?4, ?5 WHERE ?3 IS NOT
               (SELECT url FROM visits WHERE client_id = ?1 ORDER BY at DESC, no DESC LIMIT 1)",
            params![
                client.as_bytes(),
                now.millis(),
                page,
                facts.title,
                facts.referrer
            ],
        )?;
        if added == 0 {
            return Ok(());
        }
        self.execute(
            "DELETE FROM visits WHERE no IN
               (SELECT no FROM visits WHERE client_id = ? ORDER BY at DESC, no DESC LIMIT -1 OFFSET ?)",
            params![client.as_bytes(), VISITS],
        )?;
        if let Some(dialog) = self.open_dialog_of(client)? {
            self.changed(Change::Dialog { dialog, client });
        }
        Ok(())
    }
}
