use domain::{ChannelId, Chat, ChatId, Messenger, Timestamp};
use rusqlite::{Row, params};

use crate::row::RowExt;
use crate::{Change, Reader, StoreError, Writer};

/// A connection of a chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Channel {
    /// Its id.
    pub id: ChannelId,
    /// The chat it belongs to.
    pub chat: ChatId,
    /// What it connects to.
    pub messenger: Messenger,
    /// What a page that embeds the widget names; only web channels have one.
    pub site_key: Option<String>,
    /// Whether it is switched on.
    pub enabled: bool,
}

/// A web channel with what the widget needs of its chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebChannel {
    /// The channel.
    pub channel: ChannelId,
    /// Its chat, as it is configured now.
    pub chat: Chat,
    /// Whether it is switched on.
    pub enabled: bool,
}

fn channel(row: &Row<'_>) -> rusqlite::Result<Channel> {
    Ok(Channel {
        id: ChannelId::from_bytes(row.get("id")?),
        chat: ChatId::from_bytes(row.get("chat_id")?),
        messenger: row.parsed("messenger")?,
        site_key: row.get("site_key")?,
        enabled: row.get("enabled")?,
    })
}

impl Reader<'_> {
    /// The channels of a chat, in the order they were added.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn channels(&self, chat: ChatId) -> Result<Vec<Channel>, StoreError> {
        self.all(
            "SELECT * FROM channels WHERE chat_id = ? ORDER BY id",
            [chat.as_bytes()],
            channel,
        )
    }

    /// The channels of every chat, in the order they were added.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn all_channels(&self) -> Result<Vec<Channel>, StoreError> {
        self.all("SELECT * FROM channels ORDER BY id", [], channel)
    }

    /// How many channels of chats that are not deleted are switched on.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn channels_on(&self) -> Result<u32, StoreError> {
        let count = self.one(
            "SELECT count(*) FROM channels h JOIN chats c ON c.id = h.chat_id
             WHERE h.enabled AND c.deleted_at IS NULL",
            [],
            |row| row.get(0),
        )?;
        Ok(count.unwrap_or(0))
    }

    /// Sites that may embed the widget of a web channel; empty means any.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn allowed_sites(&self, channel: ChannelId) -> Result<Vec<String>, StoreError> {
        let sites = self.one(
            "SELECT c.settings -> '$.widget.allowed_sites' AS sites
             FROM channels h JOIN chats c ON c.id = h.chat_id WHERE h.id = ?",
            [channel.as_bytes()],
            |row| row.json("sites"),
        )?;
        Ok(sites.unwrap_or_default())
    }

    /// The web channel that pages name by `site_key`, unless its chat was deleted.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn web_channel(&self, site_key: &str) -> Result<Option<WebChannel>, StoreError> {
        let found = self.one(
            "SELECT id, chat_id, enabled FROM channels WHERE site_key = ?",
            [site_key],
            |row| {
                let chat = ChatId::from_bytes(row.get("chat_id")?);
                let channel = ChannelId::from_bytes(row.get("id")?);
                Ok((channel, chat, row.get("enabled")?))
            },
        )?;
        let Some((channel, chat, enabled)) = found else {
            return Ok(None);
        };
        let Some(chat) = self.chat(chat)? else {
            return Ok(None);
        };
        Ok(Some(WebChannel {
            channel,
            chat,
            enabled,
        }))
    }
}

impl Writer<'_> {
    /// Adds the web channel of a chat.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn add_web_channel(
        &mut self,
        chat: ChatId,
        site_key: &str,
        now: Timestamp,
    ) -> Result<ChannelId, StoreError> {
        let id = ChannelId::new(now);
        self.execute(
            "INSERT INTO channels (id, chat_id, messenger, site_key, created_at)
             VALUES (?, ?, ?, ?, ?)",
            params![
                id.as_bytes(),
                chat.as_bytes(),
                Messenger::Web.code(),
                site_key,
                now.millis()
            ],
        )?;
        self.changed(Change::Chats);
        Ok(id)
    }

    /// Switches a channel on or off; says whether there is one.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn switch_channel(&mut self, id: ChannelId, on: bool) -> Result<bool, StoreError> {
        let changed = self.execute(
            "UPDATE channels SET enabled = ? WHERE id = ?",
            params![on, id.as_bytes()],
        )?;
        self.changed(Change::Chats);
        Ok(changed == 1)
    }
}
