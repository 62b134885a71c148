use domain::{
    Chat, ChatId, ClientId, ClosedBy, Colour, Currency, DialogId, DialogState, Ending, GroupId,
    Language, Messenger, Money, ScriptId, StartedBy, StayEnded, Timestamp, WaitOutcome,
};
use rusqlite::{Row, params};

use crate::row::RowExt;
use crate::{Change, Happening, Reader, StoreError, Visitor, Writer};

/// A dialog as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DialogRow {
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
    /// Where it stands.
    pub state: DialogState,
    /// Why it is over.
    pub ending: Option<Ending>,
    /// When it was over.
    pub closed_at: Option<Timestamp>,
    /// Who closed it.
    pub closed_by: Option<ClosedBy>,
    /// When it was first handed to operators.
    pub handed_over_at: Option<Timestamp>,
    /// The client.
    pub client: ClientId,
    /// The client's name, when it is known.
    pub client_name: Option<String>,
    /// The client's number, for clients without a name.
    pub client_no: u64,
    /// Text of the last message.
    pub last_text: String,
    /// When the last message was exchanged.
    pub last_at: Timestamp,
    /// Messages of the client.
    pub client_messages: u32,
    /// Messages of the bot.
    pub bot_messages: u32,
    /// Messages of operators.
    pub operator_messages: u32,
    /// What it cost.
    pub cost: Money,
    /// In which currency.
    pub currency: Option<Currency>,
}

pub(crate) const DIALOG_ROW: &str = "d.id, d.created_at, d.chat_id, c.name AS chat_name,
    c.settings ->> '$.appearance.colours.buttons' AS chat_colour, d.messenger, d.state, d.ending, d.closed_at, d.closed_by,
    d.handed_over_at, d.client_id, k.name AS client_name, k.no AS client_no, d.last_text, d.last_at,
    d.client_messages, d.bot_messages, d.operator_messages, d.cost, d.currency";
pub(crate) const DIALOG_JOINS: &str =
    "JOIN chats c ON c.id = d.chat_id JOIN clients k ON k.id = d.client_id";

pub(crate) fn dialog_row(row: &Row<'_>) -> rusqlite::Result<DialogRow> {
    Ok(DialogRow {
        id: DialogId::from_bytes(row.get("id")?),
        created_at: row.time("created_at")?,
        chat: ChatId::from_bytes(row.get("chat_id")?),
        chat_name: row.get("chat_name")?,
        chat_colour: row.parsed("chat_colour")?,
        messenger: row.parsed("messenger")?,
        state: row.parsed("state")?,
        ending: row.parsed_or_none("ending")?,
        closed_at: row.time_or_none("closed_at")?,
        closed_by: row.parsed_or_none("closed_by")?,
        handed_over_at: row.time_or_none("handed_over_at")?,
        client: ClientId::from_bytes(row.get("client_id")?),
        client_name: row.get("client_name")?,
        client_no: row.get("client_no")?,
        last_text: row.get("last_text")?,
        last_at: row.time("last_at")?,
        client_messages: row.get("client_messages")?,
        bot_messages: row.get("bot_messages")?,
        operator_messages: row.get("operator_messages")?,
        cost: Money::from_millionths(row.get("cost")?),
        currency: currency(row)?,
    })
}

pub(crate) fn currency(row: &Row<'_>) -> rusqlite::Result<Option<Currency>> {
    Ok(row
        .get::<_, Option<String>>("currency")?
        .and_then(|code| code.try_into().ok()))
}

/// The version of a script that a dialog follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DialogScript {
    /// The script.
    pub id: ScriptId,
    /// Which version.
    pub version: u32,
}

/// What the engine needs to know of a dialog beside its session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenDialog {
    /// Its id.
    pub id: DialogId,
    /// Its chat, as it is configured now.
    pub chat: Chat,
    /// Its client.
    pub client: ClientId,
    /// The client's language, as the channel tells it.
    pub client_language: Option<String>,
    /// What the client is called.
    pub client_name: Option<String>,
    /// How the client writes.
    pub messenger: Messenger,
    /// Where it stands.
    pub state: DialogState,
    /// When it began.
    pub created_at: Timestamp,
    /// The currency it is reckoned in.
    pub currency: Option<Currency>,
    /// The script it follows; none before its first step.
    pub script: Option<DialogScript>,
}

impl OpenDialog {
    /// The language the bot speaks in it: the chat's, else the client's where the program speaks it.
    #[must_use]
    pub fn language(&self) -> Language {
        let clients = || Language::of_locale(self.client_language.as_deref()?);
        let chats = self.chat.settings.general.language;
        chats.or_else(clients).unwrap_or_default()
    }
}

impl Reader<'_> {
    /// The dialog, unless there is none or it is about to be erased.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn dialog(&self, id: DialogId) -> Result<Option<DialogRow>, StoreError> {
        self.one(
            &format!(
                "SELECT {DIALOG_ROW} FROM dialogs d {DIALOG_JOINS} WHERE d.id = ? AND c.erases = 0"
            ),
            [id.as_bytes()],
            dialog_row,
        )
    }

    /// The dialog that is open with `client`.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn open_dialog_of(&self, client: ClientId) -> Result<Option<DialogId>, StoreError> {
        self.one(
            "SELECT id FROM dialogs WHERE client_id = ? AND closed_at IS NULL",
            [client.as_bytes()],
            |row| row.get(0).map(DialogId::from_bytes),
        )
    }

    /// What the engine needs of a dialog.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn open_dialog(&self, id: DialogId) -> Result<Option<OpenDialog>, StoreError> {
        let found = self.one(
            "SELECT d.chat_id, d.client_id, k.language, k.name, d.messenger, d.state, d.created_at,
                    d.currency, d.script_id, d.script_version
             FROM dialogs d JOIN clients k ON k.id = d.client_id WHERE d.id = ?",
            [id.as_bytes()],
            |row| {
                let script = row
                    .get::<_, Option<[u8; 16]>>("script_id")?
                    .map(ScriptId::from_bytes);
                let version: Option<u32> = row.get("script_version")?;
                Ok((
                    ChatId::from_bytes(row.get("chat_id")?),
                    ClientId::from_bytes(row.get("client_id")?),
                    row.get("language")?,
                    row.get("name")?,
                    row.parsed("messenger")?,
                    row.parsed("state")?,
                    row.time("created_at")?,
                    currency(row)?,
                    script
                        .zip(version)
                        .map(|(id, version)| DialogScript { id, version }),
                ))
            },
        )?;
        let Some(found) = found else {
            return Ok(None);
        };
        let (
            chat,
            client,
            client_language,
            client_name,
            messenger,
            state,
            created_at,
            currency,
            script,
        ) = found;
        let chat = self.chat_of_old(chat)?.ok_or(StoreError::Malformed {
            table: "dialogs",
            reason: format!("{id} names a chat that is not there"),
        })?;
        Ok(Some(OpenDialog {
            id,
            chat,
            client,
            client_language,
            client_name,
            messenger,
            state,
            created_at,
            currency,
            script,
        }))
    }
}

impl Writer<'_> {
    /// Opens a dialog with a client who has none open.
    pub(crate) fn begin_dialog(
        &mut self,
        visitor: &Visitor,
        started_by: StartedBy,
        now: Timestamp,
    ) -> Result<DialogId, StoreError> {
        let id = DialogId::new(now);
        self.execute(
            "INSERT INTO dialogs (id, chat_id, channel_id, client_id, messenger, state, started_by,
                                  created_at, last_at, first_seq, previous_id, first_page, referrer)
             SELECT ?1, ?2, ?3, k.id, h.messenger, ?5, ?6, ?7, ?7, k.last_seq + 1,
               (SELECT id FROM dialogs WHERE client_id = k.id ORDER BY no DESC LIMIT 1),
               (SELECT url FROM visits WHERE client_id = k.id ORDER BY at DESC, no DESC LIMIT 1),
               (SELECT referrer FROM visits WHERE client_id = k.id ORDER BY at DESC, no DESC LIMIT 1)
             FROM clients k JOIN channels h ON h.id = k.channel_id WHERE k.id = ?4",
            params![
                id.as_bytes(),
                visitor.chat.as_bytes(),
                visitor.channel.as_bytes(),
                visitor.client.as_bytes(),
                DialogState::Bot.code(),
                started_by.code(),
                now.millis()
            ],
        )?;
        Ok(id)
    }

    /// Notes the script and the version a dialog began with.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn set_dialog_script(
        &mut self,
        id: DialogId,
        script: DialogScript,
    ) -> Result<(), StoreError> {
        self.execute(
            "UPDATE dialogs SET script_id = ?, script_version = ? WHERE id = ?",
            params![script.id.as_bytes(), script.version, id.as_bytes()],
        )?;
        Ok(())
    }

    /// Moves a dialog that is open to another state.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn set_dialog_state(
        &mut self,
        id: DialogId,
        client: ClientId,
        state: DialogState,
    ) -> Result<(), StoreError> {
        self.execute(
            "UPDATE dialogs SET state = ? WHERE id = ? AND closed_at IS NULL",
            params![state.code(), id.as_bytes()],
        )?;
        self.changed(Change::Dialog { dialog: id, client });
        Ok(())
    }

    /// Notes that a dialog was handed to operators; the first time counts.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn hand_over(
        &mut self,
        id: DialogId,
        client: ClientId,
        group: Option<GroupId>,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.execute(
            "UPDATE dialogs SET handed_over_at = coalesce(handed_over_at, max(?, created_at)), group_id = ?
             WHERE id = ?",
            params![
                at.millis(),
                group.as_ref().map(GroupId::as_bytes),
                id.as_bytes()
            ],
        )?;
        self.changed(Change::Dialog { dialog: id, client });
        Ok(())
    }

    /// Keeps a client's rating; it counts for the operator who was in the dialog last.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn rate(
        &mut self,
        id: DialogId,
        client: ClientId,
        rating: u32,
        scale: u32,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.execute(
            "UPDATE dialogs SET rating = ?1, scale = ?2, rated_at = ?3, rated_operator_id =
               (SELECT operator_id FROM stays WHERE dialog_id = ?4 ORDER BY no DESC LIMIT 1)
             WHERE id = ?4",
            params![rating, scale, at.millis(), id.as_bytes()],
        )?;
        self.changed(Change::Dialog { dialog: id, client });
        Ok(())
    }

    /// Keeps what a client says beside the rating, after what was said before.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn comment_rating(
        &mut self,
        id: DialogId,
        client: ClientId,
        text: &str,
    ) -> Result<(), StoreError> {
        self.execute(
            "UPDATE dialogs SET rating_comment =
               CASE WHEN rating_comment IS NULL THEN ?1 ELSE rating_comment || char(10) || ?1 END
             WHERE id = ?2",
            params![text, id.as_bytes()],
        )?;
        self.changed(Change::Dialog { dialog: id, client });
        Ok(())
    }

    /// Keeps whether a client's question is solved.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn set_client_result(&mut self, id: DialogId, solved: bool) -> Result<(), StoreError> {
        let result = if solved { "yes" } else { "no" };
        self.execute(
            "UPDATE dialogs SET client_result = ? WHERE id = ?",
            params![result, id.as_bytes()],
        )?;
        Ok(())
    }

    /// Keeps how an operator says it went.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn set_operator_result(&mut self, id: DialogId, result: &str) -> Result<(), StoreError> {
        self.execute(
            "UPDATE dialogs SET operator_result = ? WHERE id = ?",
            params![result, id.as_bytes()],
        )?;
        Ok(())
    }

    /// What was written and never taken by the client's side will not come any more.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn give_up_sending(&mut self, id: DialogId) -> Result<(), StoreError> {
        self.execute(
            "UPDATE messages SET delivery = 'undelivered' WHERE dialog_id = ? AND delivery = 'pending'",
            [id.as_bytes()],
        )?;
        self.execute("DELETE FROM outbox WHERE dialog_id = ?", [id.as_bytes()])?;
        Ok(())
    }

    /// Closes a dialog and lets its session go, and what it asks of others.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn close_dialog(
        &mut self,
        id: DialogId,
        client: ClientId,
        ending: Ending,
        closed_by: ClosedBy,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.execute(
            "UPDATE dialogs SET state = ?, ending = ?, closed_by = ?, closed_at = max(?, created_at)
             WHERE id = ? AND closed_at IS NULL",
            params![
                DialogState::Closed.code(),
                ending.code(),
                closed_by.code(),
                at.millis(),
                id.as_bytes()
            ],
        )?;
        self.execute("DELETE FROM sessions WHERE dialog_id = ?", [id.as_bytes()])?;
        self.drop_asks(id)?;
        self.changed(Change::Dialog { dialog: id, client });
        Ok(())
    }

    /// Closes a dialog without its engine: whoever holds it leaves, nobody waits or owes any more.
    pub(crate) fn break_off(
        &mut self,
        id: DialogId,
        client: ClientId,
        ending: Ending,
        closed_by: ClosedBy,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.dequeue(id, client, WaitOutcome::Closed, at)?;
        self.close_turn(id, None, at)?;
        self.end_stay(id, client, StayEnded::Closed, at)?;
        self.close_dialog(id, client, ending, closed_by, at)?;
        let operator = None;
        self.happened(id, client, &Happening::Closed { ending, operator }, at)
    }

    /// Gives the next seq of the exchange with `client`.
    pub(crate) fn next_seq(&mut self, client: ClientId) -> Result<u64, StoreError> {
        let seq = self.one(
            "UPDATE clients SET last_seq = last_seq + 1 WHERE id = ? RETURNING last_seq",
            [client.as_bytes()],
            |row| row.get(0),
        )?;
        seq.ok_or_else(|| StoreError::Malformed {
            table: "clients",
            reason: format!("{client} is not there"),
        })
    }

    pub(crate) fn count_message(
        &mut self,
        dialog: DialogId,
        column: &str,
        text: &str,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        /// Enough of a text to show it in one line.
        const SHOWN: usize = 200;
        let shown: String = text.chars().take(SHOWN).collect();
        self.execute(
            &format!(
                "UPDATE dialogs SET {column} = {column} + 1, last_text = ?, last_at = max(last_at, ?)
                 WHERE id = ?"
            ),
            params![shown, at.millis(), dialog.as_bytes()],
        )?;
        Ok(())
    }

    /// Numbers of clients go on from here; only made-up data and imports say which.
    pub(crate) fn set_last_seq(&mut self, client: ClientId, seq: usize) -> Result<(), StoreError> {
        self.execute(
            "UPDATE clients SET last_seq = ? WHERE id = ?",
            params![seq, client.as_bytes()],
        )?;
        Ok(())
    }
}
