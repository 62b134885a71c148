use domain::{ClientId, DialogId, Ending, Timestamp};
use rusqlite::params;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::row::{RowExt, json};
use crate::{Change, Reader, StoreError, Writer};

/// What happened in a dialog beside its messages, with names as they were then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "what", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names of the fields are the documentation")]
pub enum Happening {
    /// It was handed to a group, or to anybody.
    HandedOver { group: Option<String> },
    /// It was given to an operator, who had not asked for it.
    Assigned { operator: String, wait_s: u32 },
    /// An operator took it, out of the queue or from the bot.
    Taken {
        operator: String,
        wait_s: Option<u32>,
    },
    /// It went from one operator to another, or to a group.
    Transferred {
        from: String,
        operator: Option<String>,
        group: Option<String>,
    },
    /// It was taken from an operator who did not answer.
    TakenAway { operator: String },
    /// An operator gave it to the bot.
    ReturnedToBot { operator: String },
    /// An operator had a script run.
    Script { script: String, operator: String },
    /// Nobody took it out of the queue in time.
    QueueOver,
    /// Nobody is there to be given it.
    Help,
    /// The client was asked for a rating.
    RatingAsked,
    /// The client rated.
    Rated { rating: u32, scale: u32 },
    /// The client commented the rating.
    Comment { text: String },
    /// The client said whether the question is solved.
    ClientResult { solved: bool },
    /// An operator said how it went.
    OperatorResult { result: String, operator: String },
    /// It goes on in another channel.
    Moved {
        from: domain::Messenger,
        to: domain::Messenger,
    },
    /// It is over.
    Closed {
        ending: Ending,
        operator: Option<String>,
    },
}

/// Something that happened, with when and after which message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happened {
    /// Its number within the dialog, from 1.
    pub no: u32,
    /// When.
    pub at: Timestamp,
    /// The seq of the last message by then.
    pub after_seq: u64,
    /// What.
    pub what: Happening,
}

impl Reader<'_> {
    /// What happened in a dialog, in order.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn happenings(&self, dialog: DialogId) -> Result<Vec<Happened>, StoreError> {
        self.all(
            "SELECT no, at, after_seq, what FROM happenings WHERE dialog_id = ? ORDER BY no",
            [dialog.as_bytes()],
            |row| {
                Ok(Happened {
                    no: row.get("no")?,
                    at: row.time("at")?,
                    after_seq: row.get("after_seq")?,
                    what: row.json("what")?,
                })
            },
        )
    }
}

impl Writer<'_> {
    /// Notes what happened in a dialog.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn happened(
        &mut self,
        dialog: DialogId,
        client: ClientId,
        what: &Happening,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO happenings (dialog_id, no, at, after_seq, what)
             VALUES (?1, 1 + (SELECT count(*) FROM happenings WHERE dialog_id = ?1), ?2,
                     (SELECT last_seq FROM clients WHERE id = ?3), ?4)",
            params![
                dialog.as_bytes(),
                at.millis(),
                client.as_bytes(),
                json(what)
            ],
        )?;
        self.changed(Change::Dialog { dialog, client });
        Ok(())
    }
}
