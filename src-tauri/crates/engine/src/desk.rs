//! What operators do in dialogs, as commands with typed refusals.

use std::sync::Arc;

use domain::{
    Attachment, ChatId, Clock, DialogId, GroupId, MessageId, OperatorId, Presence, ScriptId,
};
use store::{Store, StoreError};

/// Where operators' actions are carried out; clones share it.
#[derive(Clone)]
pub struct Desk {
    _store: Store,
    _clock: Arc<dyn Clock>,
}

/// What an operator does in a dialog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Takes it; `over` is who holds it as far as the operator sees.
    Take {
        /// The holder it is taken over from.
        over: Option<OperatorId>,
    },
    /// Writes to the client.
    Write {
        /// What is written; may be empty when files are sent.
        text: String,
        /// The files.
        files: Vec<Attachment>,
        /// The writer's own id of it: the same again changes nothing.
        key: String,
    },
    /// Is writing.
    Typing,
    /// Has seen every message.
    Read,
    /// Passes it on.
    Transfer(To),
    /// Ends it.
    Close {
        /// One of the chat's results.
        result: Option<String>,
    },
    /// Ends it as spam.
    Spam,
}

/// To whom an operator passes a dialog on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum To {
    /// Another operator.
    Operator(OperatorId),
    /// A group, or anybody.
    Group(Option<GroupId>),
    /// The chat's bot, from its start.
    Bot,
    /// A script, from its start.
    Script(ScriptId),
}

/// What an action led to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Acted {
    /// The messages that were written.
    pub messages: Vec<MessageId>,
}

/// Why an action was refused; nothing was changed.
#[derive(Debug, Clone, thiserror::Error)]
#[expect(missing_docs, reason = "the messages name the fields")]
pub enum Refused {
    #[error("{name} has this dialog")]
    HeldBy { operator: OperatorId, name: String },
    #[error("nobody has this dialog; take it first")]
    NobodyHolds,
    #[error("this dialog is over")]
    Closed,
    #[error("there is no such dialog")]
    Gone,
    #[error("choose how the dialog went: {}", results.join(", "))]
    ResultRequired { results: Vec<String> },
    #[error("`{result}` is none of this chat's results: {}", results.join(", "))]
    UnknownResult {
        result: String,
        results: Vec<String>,
    },
    #[error("there is no such operator")]
    UnknownOperator,
    #[error("there is no such group")]
    UnknownGroup,
    #[error("there is no such script, or nothing of it was published")]
    UnknownScript,
    #[error("there is nothing to send")]
    Empty,
    #[error("the text has {length} characters; the limit is {limit}")]
    TooLong { length: usize, limit: usize },
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the dialog cannot go on: {0}")]
    Broken(String),
}

impl Desk {
    /// The desk of a store.
    #[must_use]
    pub fn new(store: Store, clock: Arc<dyn Clock>) -> Self {
        Self {
            _store: store,
            _clock: clock,
        }
    }

    /// Carries out what `operator` does.
    ///
    /// # Errors
    /// Why it was refused; nothing was changed.
    pub async fn act(
        &self,
        _dialog: DialogId,
        _operator: OperatorId,
        _action: Action,
    ) -> Result<Acted, Refused> {
        Err(Refused::Gone)
    }

    /// Says whether an operator is there, for `lease_s` seconds.
    ///
    /// # Errors
    /// When there is no such operator, or it cannot be written.
    pub async fn presence(
        &self,
        _operator: OperatorId,
        _presence: Presence,
        _lease_s: u32,
    ) -> Result<(), Refused> {
        Err(Refused::UnknownOperator)
    }

    /// Has the open dialogs of a chat live by its new settings.
    ///
    /// # Errors
    /// When it cannot be written.
    pub async fn settings_changed(&self, _chat: ChatId) -> Result<(), Refused> {
        Ok(())
    }

    /// Gives the dialogs of an operator who is gone for good back to the queue.
    ///
    /// # Errors
    /// When it cannot be written.
    pub async fn operator_left(&self, _operator: OperatorId) -> Result<(), Refused> {
        Ok(())
    }
}
