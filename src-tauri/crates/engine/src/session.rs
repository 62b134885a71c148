use std::collections::BTreeMap;

use domain::{DialogId, DialogState, Timestamp};
use serde::{Deserialize, Serialize};

/// The version of the text that [`Session::to_json`] writes, and the newest that is read.
const VERSION: u64 = 1;

/// All that a dialog needs to go on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    pub(crate) dialog: DialogId,
    pub(crate) state: DialogState,
    /// Where the script stands; none before the greeting.
    pub(crate) script: Option<script::State>,
    /// How many questions were asked; the buttons of the last one carry this number.
    pub(crate) questions: u32,
    /// Whether the question that waits was asked so late that it was not sent.
    pub(crate) unseen: bool,
    /// The time of the last step. The next one is never before it.
    pub(crate) seen: Timestamp,
    pub(crate) deadlines: BTreeMap<Deadline, Timestamp>,
}

/// What a session waits for when nobody does anything. At the same moment the first of this list
/// comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deadline {
    /// The script's own time for an answer to its question.
    NoAnswer,
    /// The time in the queue.
    QueueTime,
    /// The client's silence.
    ClientTimeout,
    /// The dialog's lifetime.
    Lifetime,
}

/// Why a stored text is not a session.
#[derive(Debug, thiserror::Error)]
pub enum SessionError {
    /// A newer program wrote it.
    #[error(
        "this session has version {0}, and this program reads versions up to {VERSION}; open the \
         data folder with a newer version of the program"
    )]
    FromTheFuture(u64),
    /// It is damaged, or was never a session.
    #[error("this is not a session: {0}")]
    Unreadable(#[from] serde_json::Error),
}

impl Session {
    /// The session of a dialog that begins now.
    #[must_use]
    pub fn new(dialog: DialogId, now: Timestamp) -> Self {
        Self {
            dialog,
            state: DialogState::Bot,
            script: None,
            questions: 0,
            unseen: false,
            seen: now,
            deadlines: BTreeMap::new(),
        }
    }

    /// Where the dialog stands.
    #[must_use]
    pub fn state(&self) -> DialogState {
        self.state
    }

    /// Everything the session waits for, in no order of time.
    pub fn deadlines(&self) -> impl Iterator<Item = (Deadline, Timestamp)> {
        self.deadlines.iter().map(|(kind, at)| (*kind, *at))
    }

    /// What the session waits for first; none once it is closed.
    #[must_use]
    pub fn next_deadline(&self) -> Option<(Deadline, Timestamp)> {
        self.deadlines().min_by_key(|(kind, at)| (*at, *kind))
    }

    /// The session as it is stored.
    #[must_use]
    pub fn to_json(&self) -> String {
        #[derive(Serialize)]
        struct Stored<'a> {
            version: u64,
            #[serde(flatten)]
            session: &'a Session,
        }
        serde_json::to_string(&Stored {
            version: VERSION,
            session: self,
        })
        .expect("a session has text keys only, and nothing in it can fail to be written")
    }

    /// A session as it was stored.
    ///
    /// # Errors
    /// When a newer program wrote it, or it is not a session at all.
    pub fn from_json(text: &str) -> Result<Self, SessionError> {
        #[derive(Deserialize)]
        struct Stored {
            version: u64,
        }
        let Stored { version } = serde_json::from_str(text)?;
        if version > VERSION {
            return Err(SessionError::FromTheFuture(version));
        }
        Ok(serde_json::from_str(text)?)
    }
}
