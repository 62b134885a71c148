use std::collections::BTreeMap;

use domain::{
    DialogId, DialogState, Ending, GroupId, OperatorId, RatingScale, ScriptId, Timestamp,
};
use serde::{Deserialize, Serialize};

use crate::settings::Settings;

/// The version of the text that [`Session::to_json`] writes, and the newest that is read.
const VERSION: u64 = 2;

/// All that a dialog needs to go on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    pub(crate) dialog: DialogId,
    pub(crate) state: DialogState,
    /// Where the script stands; none before the greeting.
    pub(crate) script: Option<script::State>,
    /// The script that runs in place of the dialog's own: one after an ending, or one that an
    /// operator chose.
    #[serde(default)]
    pub(crate) follows: Option<Follows>,
    /// How many questions were asked; the buttons of the last one carry this number.
    pub(crate) questions: u32,
    /// Whether the question that waits was asked so late that it was not sent.
    pub(crate) unseen: bool,
    /// The time of the last step. The next one is never before it.
    pub(crate) seen: Timestamp,
    /// When the client last wrote.
    #[serde(default)]
    pub(crate) client_at: Option<Timestamp>,
    /// What runs, and since when.
    #[serde(default)]
    pub(crate) counts: BTreeMap<Deadline, Count>,
    /// When what runs is over, by the settings at the last step.
    pub(crate) deadlines: BTreeMap<Deadline, Timestamp>,
    /// Its wait for an operator.
    #[serde(default)]
    pub(crate) wait: Option<Wait>,
    /// Who holds it.
    #[serde(default)]
    pub(crate) holder: Option<Holder>,
    /// The answer that is owed to the client by operators.
    #[serde(default)]
    pub(crate) turn: Option<Turn>,
    /// The group it was handed to last.
    #[serde(default)]
    pub(crate) group: Option<GroupId>,
    /// From whom it was taken, since an operator last wrote, because they did not answer.
    #[serde(default)]
    pub(crate) idled: Vec<OperatorId>,
    /// Whether an operator ever held it.
    #[serde(default)]
    pub(crate) served: bool,
    /// Whether the client was told, since an operator last held it, that nobody is there.
    #[serde(default)]
    pub(crate) busy_told: bool,
    /// Why it is over, once it is.
    #[serde(default)]
    pub(crate) ended: Option<Ending>,
    /// Whether a script has run after an ending.
    #[serde(default)]
    pub(crate) after_ran: bool,
    #[serde(default)]
    pub(crate) feedback: Feedback,
}

/// A version of a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Follows {
    /// The script.
    pub id: ScriptId,
    /// Which version.
    pub version: u32,
}

/// A stretch of time that counts towards a deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Count {
    pub(crate) since: Timestamp,
    /// When it is over whatever the settings say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) until: Option<Timestamp>,
    /// Before when it is not over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) not_before: Option<Timestamp>,
}

impl Count {
    /// From a moment on, for as long as the settings say.
    pub(crate) const fn since(since: Timestamp) -> Self {
        Self {
            since,
            until: None,
            not_before: None,
        }
    }
}

/// A wait for an operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Wait {
    pub(crate) since: Timestamp,
    pub(crate) group: Option<GroupId>,
    pub(crate) rank: Rank,
    /// Whether nobody is there to be given it.
    #[serde(default)]
    pub(crate) help: bool,
}

/// Where a dialog stands in the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rank {
    /// Before everybody else.
    Head,
    /// In its turn.
    InTurn,
    /// It is given to nobody, but anybody may take it.
    Help,
}

/// An operator who holds the dialog.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Holder {
    pub(crate) operator: OperatorId,
    /// Since when their window is gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) away: Option<Timestamp>,
    /// Whether their typing has put the deadline off already.
    #[serde(default)]
    pub(crate) put_off: bool,
}

/// A stretch in which an answer is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Turn {
    pub(crate) opened: Timestamp,
}

/// How far asking the client has come.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Feedback {
    pub(crate) result_asked: bool,
    /// Whether the question is solved, as the client says.
    #[serde(default)]
    pub(crate) solved: Option<bool>,
    pub(crate) rating_asked: bool,
    /// The scale it was asked on.
    #[serde(default)]
    pub(crate) scale: RatingScale,
    pub(crate) rating: Option<u32>,
    /// Whether a written number still means the rating that was asked for.
    pub(crate) numbers_rate: bool,
    /// What is waited for in the state `feedback`.
    pub(crate) stage: Option<Stage>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Stage {
    Result,
    Rating,
    Comment,
}

/// What a session waits for when nobody does anything. At the same moment the first of this list
/// comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deadline {
    /// The script's own time for an answer to its question.
    NoAnswer,
    /// The script's pause.
    Pause,
    /// The time for an answer to what the script asked somebody outside.
    Reply,
    /// The operator's time for an answer.
    OperatorIdle,
    /// The time in the queue.
    QueueTime,
    /// The next notice of the place in the queue.
    Notice,
    /// The moment at which a running dialog is to be rated.
    AskRating,
    /// The time for a rating after the end.
    FeedbackOver,
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
            follows: None,
            questions: 0,
            unseen: false,
            seen: now,
            client_at: None,
            counts: BTreeMap::from([(Deadline::AskRating, Count::since(now))]),
            deadlines: BTreeMap::new(),
            wait: None,
            holder: None,
            turn: None,
            group: None,
            idled: Vec::new(),
            served: false,
            busy_told: false,
            ended: None,
            after_ran: false,
            feedback: Feedback::default(),
        }
    }

    /// Whose session it is.
    #[must_use]
    pub fn dialog(&self) -> DialogId {
        self.dialog
    }

    /// Where the dialog stands.
    #[must_use]
    pub fn state(&self) -> DialogState {
        self.state
    }

    /// Who holds it.
    #[must_use]
    pub fn holder(&self) -> Option<OperatorId> {
        self.holder.as_ref().map(|holder| holder.operator)
    }

    /// The time of the last step.
    #[must_use]
    pub fn seen(&self) -> Timestamp {
        self.seen
    }

    /// Whether the client ever wrote.
    pub(crate) fn client_wrote(&self) -> bool {
        self.client_at.is_some()
    }

    /// Whether the client can be written to without having written first.
    pub(crate) fn may_be_written(&self, settings: &Settings) -> bool {
        settings.may_write(self.client_at, self.seen)
    }

    /// The script that runs in place of the dialog's own.
    #[must_use]
    pub fn follows(&self) -> Option<Follows> {
        self.follows
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
        let mut session: Self = serde_json::from_str(text)?;
        if version == 1 {
            session.grow_up();
        }
        Ok(session)
    }

    /// What the first version did not know of: since when its deadlines counted.
    fn grow_up(&mut self) {
        for (kind, at) in &self.deadlines {
            let count = Count {
                since: self.seen,
                until: Some(*at),
                not_before: None,
            };
            self.counts.insert(*kind, count);
        }
        if self.state == DialogState::Queued {
            self.wait = Some(Wait {
                since: self.seen,
                group: None,
                rank: Rank::InTurn,
                help: false,
            });
            self.turn = Some(Turn { opened: self.seen });
        }
        self.client_at = Some(self.seen);
    }
}
