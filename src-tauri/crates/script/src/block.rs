use std::fmt;
use std::str::FromStr;

use domain::GroupId;
use language::Language;
use serde::{Deserialize, Serialize};

/// The version of the format that this program writes, and the newest it reads.
pub const FORMAT: u64 = 1;

/// A script as somebody wrote it: well formed, but not known to be right.
///
/// [`Draft::read`] makes it from a file, [`Draft::check`] a [`Script`](crate::Script) from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// What people call it.
    pub name: String,
    /// The language its texts are written in.
    pub language: Language,
    /// What holds for the whole script.
    pub settings: Settings,
    /// Its blocks in the order of the file, which means nothing to the runner.
    pub blocks: Vec<Block>,
}

/// What holds for a whole script.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Settings {
    /// Seconds a client may leave a question unanswered before the dialog ends; 0 is for ever, none
    /// leaves it to the chat.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_silence_s: Option<u32>,
    /// How many times a question is asked again before somebody answers it.
    pub repeats: u32,
    /// How many blocks one message of the client may pass through.
    pub blocks_per_message: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            client_silence_s: None,
            repeats: 3,
            blocks_per_message: 200,
        }
    }
}

/// One step of a script.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Block {
    /// What other blocks, reports and people know it by; it stays when the block is moved or edited.
    pub id: BlockId,
    /// What it does.
    #[serde(flatten)]
    pub kind: BlockKind,
    /// Where it lies on the canvas: x to the right and y down, in pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<[i32; 2]>,
}

/// What a block does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum BlockKind {
    /// Where every dialog begins.
    Start {
        /// The greeting; none when the first question greets.
        #[serde(skip_serializing_if = "Option::is_none")]
        text: Option<String>,
        /// Where it goes on.
        #[serde(skip_serializing_if = "Option::is_none")]
        next: Option<BlockId>,
    },
    /// Says a text.
    Message {
        /// What is said.
        text: String,
        /// Where it goes on.
        #[serde(skip_serializing_if = "Option::is_none")]
        next: Option<BlockId>,
    },
    /// Says a text and waits for the client.
    Question {
        /// What is asked.
        text: String,
        /// Where the answers lead. The first branch that takes an answer has it.
        branches: Vec<Branch<Answer>>,
    },
    /// Hands the dialog over to the operators.
    Transfer {
        /// The group it is handed to; none means whoever is free.
        #[serde(skip_serializing_if = "Option::is_none")]
        group: Option<GroupId>,
        /// Where it goes on when they do not come.
        branches: Vec<Branch<Handover>>,
    },
    /// Ends the dialog.
    End {},
}

/// One of the ways out of a block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Branch<When> {
    /// When it is taken.
    #[serde(flatten)]
    pub when: When,
    /// Where it leads.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<BlockId>,
}

/// When a branch of a question is taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "when", rename_all = "snake_case")]
pub enum Answer {
    /// A button was pressed, or its title was typed.
    Button {
        /// What stands on it.
        title: String,
    },
    /// No other branch takes what the client wrote.
    Else,
    /// The client wrote nothing.
    NoAnswer {
        /// For how many seconds, from the question on.
        after_s: u32,
    },
}

/// When a branch of a transfer is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "when", rename_all = "snake_case")]
pub enum Handover {
    /// Nobody took the dialog out of the queue in time.
    NoOperator,
    /// Who took it did not answer in time.
    OperatorIdle,
}

/// The name of a block within its script: 1 to 64 letters, digits, `_`, `-` or `.`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct BlockId(String);

/// A text that cannot be the id of a block.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` cannot be the id of a block; an id has 1 to 64 letters, digits, `_`, `-` or `.`")]
pub struct BlockIdError(String);

impl TryFrom<String> for BlockId {
    type Error = BlockIdError;

    fn try_from(text: String) -> Result<Self, BlockIdError> {
        let length = text.chars().count();
        let fits = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
        if (1..=64).contains(&length) && text.chars().all(fits) {
            Ok(Self(text))
        } else {
            Err(BlockIdError(text.chars().take(64).collect()))
        }
    }
}

impl FromStr for BlockId {
    type Err = BlockIdError;

    fn from_str(text: &str) -> Result<Self, BlockIdError> {
        Self::try_from(text.to_owned())
    }
}

impl fmt::Display for BlockId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A way out of a block, as people speak of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// The only one.
    Next,
    /// The button with this number, from 1.
    Button(usize),
    /// The branch `else`.
    Else,
    /// The branch `no_answer`.
    NoAnswer,
    /// The branch `no_operator`.
    NoOperator,
    /// The branch `operator_idle`.
    OperatorIdle,
}

impl fmt::Display for Exit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Next => f.write_str("its `next`"),
            Self::Button(number) => write!(f, "button {number}"),
            Self::Else => f.write_str("branch `else`"),
            Self::NoAnswer => f.write_str("branch `no_answer`"),
            Self::NoOperator => f.write_str("branch `no_operator`"),
            Self::OperatorIdle => f.write_str("branch `operator_idle`"),
        }
    }
}

impl Block {
    /// Every way out and the block it leads to, in the order of the file.
    pub fn exits(&self) -> Vec<(Exit, Option<&BlockId>)> {
        match &self.kind {
            BlockKind::Start { next, .. } | BlockKind::Message { next, .. } => {
                vec![(Exit::Next, next.as_ref())]
            }
            BlockKind::Question { branches, .. } => {
                let mut buttons = 0;
                let exits = branches.iter().map(|branch| {
                    let exit = match branch.when {
                        Answer::Button { .. } => {
                            buttons += 1;
                            Exit::Button(buttons)
                        }
                        Answer::Else => Exit::Else,
                        Answer::NoAnswer { .. } => Exit::NoAnswer,
                    };
                    (exit, branch.next.as_ref())
                });
                exits.collect()
            }
            BlockKind::Transfer { branches, .. } => {
                let exits = branches.iter().map(|branch| {
                    let exit = match branch.when {
                        Handover::NoOperator => Exit::NoOperator,
                        Handover::OperatorIdle => Exit::OperatorIdle,
                    };
                    (exit, branch.next.as_ref())
                });
                exits.collect()
            }
            BlockKind::End {} => Vec::new(),
        }
    }

    /// The block the runner goes on to without waiting for anybody.
    pub(crate) fn goes_on_to(&self) -> Option<&BlockId> {
        match &self.kind {
            BlockKind::Start { next, .. } | BlockKind::Message { next, .. } => next.as_ref(),
            BlockKind::Question { .. } | BlockKind::Transfer { .. } | BlockKind::End {} => None,
        }
    }
}
