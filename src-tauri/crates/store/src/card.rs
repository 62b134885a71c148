//! The client's card: who the client is, what is known of them, where they were before.

use std::collections::HashMap;

use domain::{
    AttributeId, ChatId, ClientId, Colour, DialogId, Ending, Messenger, TagId, Timestamp,
};
use rusqlite::params;

use crate::row::RowExt;
use crate::{Change, Reader, StoreError, Writer};

/// A client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    /// Its id.
    pub id: ClientId,
    /// Its number.
    pub no: u64,
    /// By what the channel knows them.
    pub remote_id: String,
    /// How they write.
    pub messenger: Messenger,
    /// Their name, when it is known.
    pub name: Option<String>,
    /// Their phone number, when it is known.
    pub phone: Option<String>,
    /// Their e-mail address, when it is known.
    pub email: Option<String>,
    /// Their language, as the channel tells it.
    pub language: Option<String>,
    /// When they first came.
    pub created_at: Timestamp,
}

/// A page that a client looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageSeen {
    /// Its address.
    pub url: String,
    /// Its title.
    pub title: Option<String>,
    /// When they came to it.
    pub at: Timestamp,
    /// How long until they went to the next one, in seconds; none for the last.
    pub seconds: Option<u32>,
}

/// A dialog that was had before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormerDialog {
    /// Its id.
    pub id: DialogId,
    /// When it began.
    pub created_at: Timestamp,
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
    /// Why it is over.
    pub ending: Option<Ending>,
}

/// A tag on a dialog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagOn {
    /// Its id.
    pub id: TagId,
    /// Its name.
    pub name: String,
    /// How it is shown.
    pub colour: Colour,
}

const CLIENT: &str =
    "SELECT k.*, h.messenger FROM clients k JOIN channels h ON h.id = k.channel_id";
const JOINED: &str = "k.person_id = (SELECT person_id FROM clients WHERE id = ?1)";
pub(crate) const FORMER: &str =
    "FROM dialogs d INDEXED BY dialogs_of_client JOIN chats c ON c.id = d.chat_id
     WHERE d.client_id IN (SELECT ?1 UNION SELECT k.id FROM clients k INDEXED BY clients_of_person
         WHERE k.person_id = (SELECT person_id FROM clients WHERE id = ?1))
       AND (d.created_at, d.no) < (SELECT created_at, no FROM dialogs WHERE id = ?2)
       AND d.client_messages > 0 AND c.erases = 0";

fn client(row: &rusqlite::Row<'_>) -> rusqlite::Result<Client> {
    Ok(Client {
        id: ClientId::from_bytes(row.get("id")?),
        no: row.get("no")?,
        remote_id: row.get("remote_id")?,
        messenger: row.parsed("messenger")?,
        name: row.get("name")?,
        phone: row.get("phone")?,
        email: row.get("email")?,
        language: row.get("language")?,
        created_at: row.time("created_at")?,
    })
}

impl Reader<'_> {
    /// The client.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn client(&self, id: ClientId) -> Result<Option<Client>, StoreError> {
        let sql = format!("{CLIENT} WHERE k.id = ?");
        self.one(&sql, [id.as_bytes()], client)
    }

    /// The same person in other channels.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn clients_joined_to(&self, id: ClientId) -> Result<Vec<Client>, StoreError> {
        let sql = format!("{CLIENT} WHERE {JOINED} AND k.id <> ?1 ORDER BY k.no");
        self.all(&sql, [id.as_bytes()], client)
    }

    /// The last pages a client looked at, the latest first.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn pages_seen(&self, client: ClientId, limit: u32) -> Result<Vec<PageSeen>, StoreError> {
        let mut until: Option<Timestamp> = None;
        self.all(
            "SELECT at, url, title FROM visits INDEXED BY visits_of_client
             WHERE client_id = ? ORDER BY at DESC, no DESC LIMIT ?",
            params![client.as_bytes(), limit],
            |row| {
                let at = row.time("at")?;
                let stayed = until.replace(at).map(|until| until.since(at).as_secs());
                Ok(PageSeen {
                    url: row.get("url")?,
                    title: row.get("title")?,
                    at,
                    seconds: stayed.map(|seconds| u32::try_from(seconds).unwrap_or(u32::MAX)),
                })
            },
        )
    }

    /// The last dialogs before `dialog` in which the client, or the same person in another
    /// channel, wrote; the latest first. And how many there are.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn former_dialogs(
        &self,
        client: ClientId,
        dialog: DialogId,
        limit: u32,
    ) -> Result<(Vec<FormerDialog>, u32), StoreError> {
        let of = (client.as_bytes(), dialog.as_bytes());
        let count = self.one(&format!("SELECT count(*) {FORMER}"), of, |row| row.get(0))?;
        let sql = format!(
            "SELECT d.id, d.created_at, d.chat_id, c.name AS chat_name,
               c.settings ->> '$.appearance.colours.buttons' AS chat_colour, d.messenger,
               d.rating, d.scale, d.ending {FORMER} ORDER BY d.created_at DESC, d.no DESC
               LIMIT ?3"
        );
        let dialogs = self.all(&sql, params![of.0, of.1, limit], |row| {
            let rating: Option<u32> = row.get("rating")?;
            Ok(FormerDialog {
                id: DialogId::from_bytes(row.get("id")?),
                created_at: row.time("created_at")?,
                chat: ChatId::from_bytes(row.get("chat_id")?),
                chat_name: row.get("chat_name")?,
                chat_colour: row.parsed("chat_colour")?,
                messenger: row.parsed("messenger")?,
                rating: rating.zip(row.get("scale")?),
                ending: row.parsed_or_none("ending")?,
            })
        })?;
        Ok((dialogs, count.unwrap_or(0)))
    }

    /// What is known of a client in each field of the card.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn attribute_values(
        &self,
        client: ClientId,
    ) -> Result<HashMap<AttributeId, String>, StoreError> {
        let values = self.all(
            "SELECT attribute_id, value FROM client_attributes WHERE client_id = ?",
            [client.as_bytes()],
            |row| {
                let id = AttributeId::from_bytes(row.get("attribute_id")?);
                Ok((id, row.get("value")?))
            },
        )?;
        Ok(values.into_iter().collect())
    }

    /// The tags on a dialog that are not deleted, in the order they were put there.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn tags_on(&self, dialog: DialogId) -> Result<Vec<TagOn>, StoreError> {
        self.all(
            "SELECT t.id, t.name, t.colour FROM dialog_tags d JOIN tags t ON t.id = d.tag_id
             WHERE d.dialog_id = ? AND t.deleted_at IS NULL ORDER BY d.at, t.id",
            [dialog.as_bytes()],
            |row| {
                Ok(TagOn {
                    id: TagId::from_bytes(row.get("id")?),
                    name: row.get("name")?,
                    colour: row.parsed("colour")?,
                })
            },
        )
    }
}

impl Writer<'_> {
    /// Writes down a client's name, phone number and e-mail address; none forgets one. Says whether
    /// there is such a client.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn update_client(
        &mut self,
        client: ClientId,
        name: Option<&str>,
        phone: Option<&str>,
        email: Option<&str>,
    ) -> Result<bool, StoreError> {
        let changed = self.execute(
            "UPDATE clients SET name = ?, phone = ?, email = ? WHERE id = ?",
            params![name, phone, email, client.as_bytes()],
        )?;
        self.client_changed(client)?;
        Ok(changed == 1)
    }

    /// Writes down what is known of a client in a field of the card; none forgets it.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn set_attribute(
        &mut self,
        client: ClientId,
        attribute: AttributeId,
        value: Option<&str>,
    ) -> Result<(), StoreError> {
        match value {
            Some(value) => self.execute(
                "INSERT INTO client_attributes (client_id, attribute_id, value) VALUES (?, ?, ?)
                 ON CONFLICT (client_id, attribute_id) DO UPDATE SET value = excluded.value",
                params![client.as_bytes(), attribute.as_bytes(), value],
            )?,
            None => self.execute(
                "DELETE FROM client_attributes WHERE client_id = ? AND attribute_id = ?",
                params![client.as_bytes(), attribute.as_bytes()],
            )?,
        };
        self.client_changed(client)
    }

    /// Leaves exactly these tags on a dialog; those that are deleted stay as they are.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn set_tags(
        &mut self,
        dialog: DialogId,
        client: ClientId,
        tags: &[TagId],
        now: Timestamp,
    ) -> Result<(), StoreError> {
        for known in self.tags_on(dialog)? {
            if !tags.contains(&known.id) {
                self.execute(
                    "DELETE FROM dialog_tags WHERE dialog_id = ? AND tag_id = ?",
                    params![dialog.as_bytes(), known.id.as_bytes()],
                )?;
            }
        }
        for tag in tags {
            self.execute(
                "INSERT INTO dialog_tags (dialog_id, tag_id, at) VALUES (?, ?, ?)
                 ON CONFLICT DO NOTHING",
                params![dialog.as_bytes(), tag.as_bytes(), now.millis()],
            )?;
        }
        self.changed(Change::Dialog { dialog, client });
        Ok(())
    }

    /// The client's open dialog shows who they are.
    fn client_changed(&mut self, client: ClientId) -> Result<(), StoreError> {
        let latest = self.one(
            "SELECT id FROM dialogs INDEXED BY dialogs_of_client
             WHERE client_id = ? ORDER BY no DESC LIMIT 1",
            [client.as_bytes()],
            |row| row.get(0).map(DialogId::from_bytes),
        )?;
        if let Some(dialog) = latest {
            self.changed(Change::Dialog { dialog, client });
        }
        Ok(())
    }
}
