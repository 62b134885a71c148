//! What a script is told, and what it wants done.

use domain::{GroupId, ScriptId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::block::{BlockId, Exit, Method};

/// What a script is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input<'a> {
    /// The dialog begins. What the client wrote first, if it is to be answered too, is taken for
    /// the answer to the first question, which then is not asked.
    Start {
        /// What the client wrote first.
        first: Option<&'a str>,
    },
    /// Another script of the dialog goes on to this one; its guards count on.
    Followed {
        /// Which.
        from: Option<ScriptId>,
    },
    /// The client wrote.
    Text(&'a str),
    /// The client pressed a button of the question that waits; buttons are counted from 0.
    Button(usize),
    /// The client sent a file, perhaps with words.
    File {
        /// The words.
        text: &'a str,
    },
    /// The client did not answer within the question's time.
    NoAnswer,
    /// The client did not see the question that waits, so it is to be asked once more.
    AskAgain,
    /// The pause is over.
    PauseOver,
    /// A server or a language model answered, or did not.
    Replied {
        /// The number of the ask.
        step: u32,
        /// What came.
        reply: Replied<'a>,
    },
    /// Nobody took the dialog out of the queue in time.
    NoOperator,
    /// The operator did not answer in time.
    OperatorIdle,
    /// The script that was to go on is not there.
    NoScript,
}

/// The answer to an ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replied<'a> {
    /// A server answered.
    Http {
        /// The status.
        status: u16,
        /// The body.
        body: &'a str,
    },
    /// A language model answered.
    Said(&'a str),
    /// Nobody answered.
    Failed {
        /// Why, for the log.
        why: &'a str,
    },
}

/// What a script wants done, in this order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Output {
    /// Say a text.
    Say {
        /// What to say.
        text: String,
    },
    /// Wait for the client.
    Ask {
        /// What to ask before; none only waits.
        text: Option<String>,
        /// The titles of the buttons below it.
        buttons: Vec<String>,
        /// The seconds after which to come back with [`Input::NoAnswer`].
        no_answer_s: Option<u32>,
    },
    /// Come back with [`Input::PauseOver`].
    Wait {
        /// After how many seconds.
        seconds: u32,
    },
    /// Ask somebody outside, and come back with [`Input::Replied`].
    Inquire {
        /// The number to come back with.
        step: u32,
        /// Who is asked for what.
        ask: Ask,
    },
    /// Record a marker.
    Mark {
        /// The block that was passed.
        block: BlockId,
        /// What reports call it.
        marker: String,
        /// What is recorded with it.
        value: Option<String>,
    },
    /// Record the result of the dialog.
    Result {
        /// The result.
        result: String,
    },
    /// Hand the dialog over to the operators.
    Transfer {
        /// Of which group; none means whoever is free.
        group: Option<GroupId>,
    },
    /// Go on in another script; come back with [`Input::NoScript`] when it is not there.
    Follow {
        /// Which.
        script: ScriptId,
    },
    /// The script is at its end.
    End,
    /// The script has no branch for what it was told, and stays where it is.
    NoBranch,
    /// Something its author should know; the client sees nothing of it.
    Log(Note),
}

/// A question to somebody outside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "ask", rename_all = "snake_case")]
pub enum Ask {
    /// To a server.
    Http {
        /// How.
        method: Method,
        /// Where.
        url: String,
        /// Names and values of the headers.
        headers: Vec<(String, String)>,
        /// What is sent.
        body: Option<String>,
        /// How long an answer is waited for, in seconds.
        timeout_s: u32,
    },
    /// To a language model.
    Ai {
        /// The name of the service.
        service: String,
        /// What the model is told about its task.
        instructions: String,
        /// How many of the dialog's last messages it is shown.
        messages: u32,
        /// How long an answer is waited for, in seconds.
        timeout_s: u32,
    },
}

impl Ask {
    /// How long an answer is waited for, in seconds.
    #[must_use]
    pub const fn timeout_s(&self) -> u32 {
        match self {
            Self::Http { timeout_s, .. } | Self::Ai { timeout_s, .. } => *timeout_s,
        }
    }

    /// The ask as it is kept until it is answered.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string(self)
            .expect("an ask is made of text and numbers, which can be written")
    }

    /// Whether asking twice does no more than asking once.
    #[must_use]
    pub const fn is_repeatable(&self) -> bool {
        match self {
            Self::Http { method, .. } => matches!(method, Method::Get),
            Self::Ai { .. } => false,
        }
    }
}

/// A block that was left. Where the script then stands is [`State::block`](super::State::block).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Passed {
    /// The block.
    pub block: BlockId,
    /// The way that was taken.
    pub exit: Exit,
}

/// How the client's answer to a question was understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Recognised {
    /// The question.
    pub block: BlockId,
    /// What stands on the button or in the branch; `else` when nothing was.
    pub branch: String,
    /// How alike, in percent.
    pub score: u8,
}

/// What the log says about a script that lost its way.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the messages name the fields")]
pub enum Note {
    /// A question was asked as often as the settings allow, and nobody was understood.
    #[error("block \"{block}\": was asked {times} times without an answer that it takes")]
    AskedTooOften { block: BlockId, times: u32 },
    /// One turn went through more blocks than the settings allow.
    #[error("block \"{block}\": more than {limit} blocks in a row without waiting for the client")]
    TooManyBlocks { block: BlockId, limit: u32 },
    /// The dialog stood at a block that is not in this version of the script.
    #[error("block \"{block}\": is not in this version of the script")]
    BlockIsGone { block: BlockId },
    /// Nobody answered, or not as the block needs it.
    #[error("block \"{block}\": no use could be made of the answer: {why}")]
    NoReply { block: BlockId, why: String },
    /// What was to be reckoned cannot be.
    #[error("block \"{block}\": `{name}` was left empty: {why}")]
    NotReckoned {
        block: BlockId,
        name: String,
        why: String,
    },
    /// A block has no way out for what happened.
    #[error("block \"{block}\": has no branch for what happened")]
    NoWayOut { block: BlockId },
    /// The script to go on in is not there.
    #[error("block \"{block}\": the script it leads to is not there")]
    ScriptIsGone { block: BlockId },
    /// An answer came that nobody waits for.
    #[error("an answer to ask {step} came too late and was ignored")]
    LateReply { step: u32 },
}
