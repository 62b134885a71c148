//! Passages: one-use tokens by which a dialog that began in one channel goes on in another. Of a token
//! only the hash is kept.

use domain::{
    ChatId, ClientId, ClosedBy, DialogId, Ending, InboxId, Messenger, PersonId, Timestamp,
};
use rusqlite::params;

use crate::row::RowExt;
use crate::{Change, Happening, InboxEvent, StoreError, TokenHash, Visitor, Writer};

/// How long a token is good for, in seconds: 24 hours.
const GOOD_SECONDS: u32 = 24 * 3600;

/// What a passage led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Joined {
    /// The dialog that goes on in the new channel.
    pub dialog: DialogId,
    /// The client it was with before.
    pub from: ClientId,
    /// The human being that both clients are.
    pub person: PersonId,
}

/// Why a token leads nowhere; nothing was changed.
#[derive(Debug, Clone, thiserror::Error)]
pub enum PassageRefused {
    /// No token of this chat.
    #[error("this token was never given out for this chat")]
    Unknown,
    /// Its day is over.
    #[error("this token is older than 24 hours; a new one can be had where the dialog is")]
    Expired,
    /// Somebody came by it before.
    #[error("this token was used already; a new one can be had where the dialog is")]
    Used,
    /// It was brought to another messenger.
    #[error("this token leads to {meant}, and was brought to {found}")]
    OtherMessenger {
        /// Where it leads.
        meant: Messenger,
        /// Where it was brought.
        found: Messenger,
    },
    /// The dialog is closed.
    #[error("the dialog of this token is over")]
    Over,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

struct Passage {
    dialog: DialogId,
    chat: ChatId,
    client: ClientId,
    is_open: bool,
    from: Messenger,
    to: Messenger,
    expires_at: Timestamp,
    is_used: bool,
}

impl Writer<'_> {
    /// Keeps a new token by which `dialog` can go on in `messenger`; says until when it is good.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn issue_passage(
        &mut self,
        dialog: DialogId,
        messenger: Messenger,
        token: TokenHash,
        now: Timestamp,
    ) -> Result<Timestamp, StoreError> {
        self.execute(
            "DELETE FROM passages WHERE dialog_id = ? AND expires_at <= ?",
            params![dialog.as_bytes(), now.millis()],
        )?;
        let expires_at = now.plus_seconds(GOOD_SECONDS);
        self.execute(
            "INSERT INTO passages (token, dialog_id, messenger, expires_at) VALUES (?, ?, ?, ?)",
            params![
                token.0,
                dialog.as_bytes(),
                messenger.code(),
                expires_at.millis()
            ],
        )?;
        Ok(expires_at)
    }

    /// Lets a dialog go on with a client who came by its token: the same dialog, in their channel.
    /// Both clients are one person from then on. Each message stays with the client it was exchanged
    /// with; what was not taken yet goes out in the new channel, unless the old one takes it first.
    /// A dialog of its own that the client had open ends.
    ///
    /// # Errors
    /// Why the token leads nowhere; nothing was changed.
    pub fn join_by_passage(
        &mut self,
        token: TokenHash,
        arrived: &Visitor,
        now: Timestamp,
    ) -> Result<Joined, PassageRefused> {
        let passage = self.passage(token)?.ok_or(PassageRefused::Unknown)?;
        if passage.chat != arrived.chat {
            return Err(PassageRefused::Unknown);
        }
        if passage.is_used {
            return Err(PassageRefused::Used);
        }
        if passage.expires_at <= now {
            return Err(PassageRefused::Expired);
        }
        let found = self.messenger_of(arrived)?;
        if passage.to != found {
            let meant = passage.to;
            return Err(PassageRefused::OtherMessenger { meant, found });
        }
        if !passage.is_open {
            return Err(PassageRefused::Over);
        }
        self.execute(
            "UPDATE passages SET used_at = ? WHERE token = ?",
            params![now.millis(), token.0],
        )?;
        let person = self.join_clients(passage.client, arrived.client, now)?;
        if passage.client != arrived.client {
            if let Some(own) = self.open_dialog_of(arrived.client)? {
                // What waits of it in the inbox opens the next one, as always: that is the one they
                // come to.
                let ending = Ending::ClientLeft;
                self.break_off(own, arrived.client, ending, ClosedBy::Client, now)?;
            }
            self.move_dialog(&passage, arrived, now)?;
        }
        Ok(Joined {
            dialog: passage.dialog,
            from: passage.client,
            person,
        })
    }

    fn passage(&self, token: TokenHash) -> Result<Option<Passage>, StoreError> {
        self.one(
            "SELECT p.dialog_id, d.chat_id, d.client_id, d.closed_at IS NULL AS is_open,
               d.messenger AS from_messenger, p.messenger AS to_messenger, p.expires_at,
               p.used_at IS NOT NULL AS is_used
             FROM passages p JOIN dialogs d ON d.id = p.dialog_id JOIN chats c ON c.id = d.chat_id
             WHERE p.token = ? AND c.erases = 0",
            [token.0],
            |row| {
                Ok(Passage {
                    dialog: DialogId::from_bytes(row.get("dialog_id")?),
                    chat: ChatId::from_bytes(row.get("chat_id")?),
                    client: ClientId::from_bytes(row.get("client_id")?),
                    is_open: row.get("is_open")?,
                    from: row.parsed("from_messenger")?,
                    to: row.parsed("to_messenger")?,
                    expires_at: row.time("expires_at")?,
                    is_used: row.get("is_used")?,
                })
            },
        )
    }

    fn messenger_of(&self, arrived: &Visitor) -> Result<Messenger, StoreError> {
        let messenger = self.one(
            "SELECT messenger FROM channels WHERE id = ?",
            [arrived.channel.as_bytes()],
            |row| row.parsed("messenger"),
        )?;
        messenger.ok_or_else(|| StoreError::Malformed {
            table: "channels",
            reason: format!("{} is not there", arrived.channel),
        })
    }

    /// Makes two clients, and everybody joined to either of them, one person.
    fn join_clients(
        &mut self,
        one: ClientId,
        other: ClientId,
        now: Timestamp,
    ) -> Result<PersonId, StoreError> {
        let known = self.all(
            "SELECT person_id FROM clients WHERE id IN (?1, ?2) AND person_id IS NOT NULL
             ORDER BY id <> ?1",
            params![one.as_bytes(), other.as_bytes()],
            |row| row.get(0).map(PersonId::from_bytes),
        )?;
        let person = known.first().copied();
        let person = person.unwrap_or_else(|| PersonId::new(now));
        for merged in known.into_iter().filter(|merged| *merged != person) {
            self.execute(
                "UPDATE clients SET person_id = ? WHERE person_id = ?",
                params![person.as_bytes(), merged.as_bytes()],
            )?;
        }
        self.execute(
            "UPDATE clients SET person_id = ? WHERE id IN (?, ?)",
            params![person.as_bytes(), one.as_bytes(), other.as_bytes()],
        )?;
        Ok(person)
    }

    fn move_dialog(
        &mut self,
        passage: &Passage,
        arrived: &Visitor,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let (dialog, client) = (passage.dialog, arrived.client);
        self.cancel_queue_notices(dialog)?;
        // Messages of a dialog are read by their seq, so the new ones go on where the old ones end.
        self.execute(
            "UPDATE clients SET last_seq = max(last_seq, (SELECT last_seq FROM clients WHERE id = ?))
             WHERE id = ?",
            params![passage.client.as_bytes(), client.as_bytes()],
        )?;
        self.execute(
            "UPDATE dialogs SET client_id = ?1, channel_id = ?2, messenger = ?3,
               first_seq = 1 + (SELECT last_seq FROM clients WHERE id = ?1)
             WHERE id = ?4",
            params![
                client.as_bytes(),
                arrived.channel.as_bytes(),
                passage.to.code(),
                dialog.as_bytes()
            ],
        )?;
        self.execute(
            "UPDATE outbox SET channel_id = ? WHERE dialog_id = ?",
            params![arrived.channel.as_bytes(), dialog.as_bytes()],
        )?;
        let (from, to) = (passage.from, passage.to);
        self.happened(dialog, client, &Happening::Moved { from, to }, now)?;
        let remote_id = format!("moved:{}", InboxId::new(now));
        let event = InboxEvent::Moved;
        self.put_in_inbox(arrived, dialog, &remote_id, None, &event, now)?;
        // Whoever looks at the old exchange sees that the dialog is there no more.
        let client = passage.client;
        self.changed(Change::Dialog { dialog, client });
        Ok(())
    }
}

#[cfg(test)]
mod tests;
