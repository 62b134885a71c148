use std::fmt;
use std::ops::RangeInclusive;

use domain::{GroupId, Messenger, ScriptId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::block::BlockId;

/// Something that is not right with a draft, and where to put it right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "ScriptProblem")]
pub struct Problem {
    /// Whether it keeps the draft from being published.
    pub severity: Severity,
    /// The block; none when it is about the script as a whole.
    pub block: Option<BlockId>,
    /// The branch, by its number in the block's list from 0.
    pub exit: Option<usize>,
    /// The field within the branch, the block or the script, as in `values[0].name`.
    pub field: Option<String>,
    /// What is wrong.
    #[serde(flatten)]
    pub fault: Fault,
}

/// What a problem does to the draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "ScriptSeverity")]
pub enum Severity {
    /// It cannot be published.
    Error,
    /// It can be published, and its author should know.
    Warning,
}

/// What is wrong. Numbers of branches count from 0, as in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
#[ts(rename = "ScriptFault")]
#[expect(missing_docs, reason = "the messages name the fields")]
pub enum Fault {
    /// There is nothing in it but spaces.
    #[error("is empty; write something in it")]
    Empty,
    /// A list has nothing in it.
    #[error("has no entries; add one")]
    NoEntries,
    /// A text is longer than it may be.
    #[error("has {length} characters; the limit is {limit}")]
    TooLong { length: usize, limit: usize },
    /// A number is beyond its limits.
    #[error("must be from {least} to {most}")]
    OutOfRange { least: u32, most: u32 },
    /// No block is a start.
    #[error("has no block of type `start`")]
    NoStart,
    /// Another block is a start already.
    #[error("is a second start; a script has one")]
    SecondStart,
    /// Another block has this id already.
    #[error("has the same id as another block")]
    IdTwice,
    /// A way out leads to no block at all.
    #[error("leads nowhere; connect it to a block")]
    LeadsNowhere,
    /// A way out leads to a block that is not there.
    #[error("leads to \"{to}\", which does not exist")]
    LeadsToMissing { to: BlockId },
    /// Nothing leads here.
    #[error("cannot be reached: no way leads here from the start")]
    Unreachable,
    /// The script would talk for ever.
    #[error("leads back to itself without a question in between, and no way leads out")]
    LoopWithoutQuestion,
    /// The script would talk as long as it chooses the same ways.
    #[error(
        "can lead back to itself without a question in between; the dialog goes to the operators \
         when it comes by too often"
    )]
    MayLoop,
    /// A branch of a kind that is taken only once stands there again.
    #[error("is the same as branch {}, which is always taken first", .earlier + 1)]
    BranchTwice { earlier: usize },
    /// Nothing that a client could say is an answer.
    #[error("no answer leads on; add a button or a branch `else`")]
    NoAnswerLeadsOn,
    /// What is not understood has no way of its own.
    #[error(
        "has no branch `else`: the question is asked again, and then the dialog goes to the \
         operators"
    )]
    AnswersWithoutElse,
    /// What is not true has no way of its own.
    #[error("has no branch `else`: when no other holds, the dialog goes to the operators")]
    ChoiceWithoutElse,
    /// A failure has no way of its own.
    #[error("has no branch `failed`: after a failure the dialog goes to the operators")]
    NothingForFailure,
    /// An answer has no way to go.
    #[error("has no branch for an answer; add one")]
    NothingForSuccess,
    /// Buttons cannot be shown without a message above them.
    #[error("has buttons, but no text to show them under")]
    ButtonsWithoutText,
    /// There are more buttons than any channel shows.
    #[error("has {count} buttons; the limit is {limit}")]
    TooManyButtons { count: usize, limit: usize },
    /// A client who types the title could mean either button.
    #[error("is the same title as that of branch {}", .earlier + 1)]
    TitleTwice { earlier: usize },
    /// A text names a variable that nothing gives a value.
    #[error("there is no variable `{{{name}}}`; no block gives it a value")]
    UnknownVariable { name: String },
    /// No variable can have this name.
    #[error("`{name}` cannot be the name of a variable; use 1 to 64 letters, digits or `_`")]
    BadVariableName { name: String },
    /// The program itself gives this variable its value.
    #[error("`{name}` is set by the program and cannot be changed; choose another name")]
    SystemVariableSet { name: String },
    /// A pattern cannot be understood.
    #[error("is not a pattern: {reason}")]
    BadPattern { reason: String },
    /// A calculation cannot be understood.
    #[error("cannot be calculated: {reason}")]
    BadCalculation { reason: String },
    /// It is no address of a server.
    #[error("is not an address; write it like https://example.com/orders/{{order}}")]
    NotAnAddress,
    /// What a client wrote could choose the server.
    #[error("has a variable before the path; the server must be the same for everybody")]
    VariableInHost,
    /// Everyone who sees the script would see the password.
    #[error("carries a user name or a password; send them in a header instead")]
    CredentialsInAddress,
    /// No header can have this name.
    #[error("`{name}` cannot be the name of a header")]
    BadHeaderName { name: String },
    /// The program itself sends this header.
    #[error("`{name}` is a header that the program writes itself; remove it")]
    HeaderOfOurs { name: String },
    /// It has a character that nobody can see, such as the end of a line.
    #[error("has a line break or another control character in it")]
    ControlCharacter,
    /// It is no JSON pointer.
    #[error("is not a pointer into JSON; write it like /order/status, or leave it empty")]
    BadPointer,
    /// The script that it goes on in is not there.
    #[error("leads to a script that does not exist or was never published")]
    UnknownScript { script: ScriptId },
    /// The group that it hands over to is not there.
    #[error("names a group that does not exist")]
    UnknownGroup { group: GroupId },
    /// The service that it asks is not there.
    #[error("there is no service \"{name}\" in the settings of the program")]
    UnknownService { name: String },
    /// A connected channel cannot carry the text.
    #[error("is {length} long as {messenger} counts; the limit there is {limit}")]
    TextOverChannel {
        messenger: Messenger,
        length: usize,
        limit: u32,
    },
    /// A connected channel shows fewer buttons.
    #[error(
        "has {count} buttons, {messenger} shows {limit}; they will be sent there as a numbered list"
    )]
    ButtonsOverChannel {
        messenger: Messenger,
        count: usize,
        limit: u32,
    },
    /// A connected channel shows less on a button.
    #[error(
        "has {length} characters, a button of {messenger} shows {limit}; the buttons will be sent \
         there as a numbered list"
    )]
    TitleOverChannel {
        messenger: Messenger,
        length: usize,
        limit: u32,
    },
}

impl Fault {
    /// What it does to the draft.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match self {
            Self::MayLoop
            | Self::AnswersWithoutElse
            | Self::ChoiceWithoutElse
            | Self::NothingForFailure
            | Self::UnknownScript { .. }
            | Self::UnknownGroup { .. }
            | Self::UnknownService { .. }
            | Self::ButtonsOverChannel { .. }
            | Self::TitleOverChannel { .. } => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// Of the script as a whole.
    pub(super) fn of_script(self) -> Problem {
        Problem {
            severity: self.severity(),
            block: None,
            exit: None,
            field: None,
            fault: self,
        }
    }

    /// Of a block.
    pub(super) fn of(self, block: &BlockId) -> Problem {
        Problem {
            block: Some(block.clone()),
            ..self.of_script()
        }
    }
}

impl Problem {
    /// Whether it keeps the draft from being published.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    pub(super) fn in_branch(self, exit: impl Into<Option<usize>>) -> Self {
        Self {
            exit: exit.into(),
            ..self
        }
    }

    pub(super) fn at(self, field: impl Into<String>) -> Self {
        Self {
            field: Some(field.into()),
            ..self
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.block {
            None => f.write_str("the script")?,
            Some(block) => write!(f, "block \"{block}\"")?,
        }
        if let Some(exit) = self.exit {
            write!(f, ", branch {}", exit + 1)?;
        }
        if let Some(field) = &self.field {
            write!(f, ", `{field}`")?;
        }
        write!(f, ": {}", self.fault)
    }
}

/// Where the problems of one block are put down.
pub(super) struct OfBlock<'a> {
    pub(super) block: &'a BlockId,
    pub(super) problems: &'a mut Vec<Problem>,
}

impl OfBlock<'_> {
    /// Puts down what is wrong with a field of a branch, or of the block itself; if anything is.
    pub(super) fn add(
        &mut self,
        branch: impl Into<Option<usize>>,
        field: &str,
        fault: impl Into<Option<Fault>>,
    ) {
        let problem = |fault: Fault| fault.of(self.block).in_branch(branch).at(field);
        self.problems.extend(fault.into().map(problem));
    }
}

/// That there is something in a text, and not too much; none when all is well.
pub(super) fn text_fault(text: &str, limit: usize) -> Option<Fault> {
    let length = text.chars().count();
    if text.trim().is_empty() {
        Some(Fault::Empty)
    } else if length > limit {
        Some(Fault::TooLong { length, limit })
    } else {
        None
    }
}

/// That a number is within its limits; none when it is.
pub(super) fn range_fault(number: u32, limits: RangeInclusive<u32>) -> Option<Fault> {
    let (least, most) = limits.clone().into_inner();
    (!limits.contains(&number)).then_some(Fault::OutOfRange { least, most })
}
