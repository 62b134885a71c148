//! A script as somebody wrote it: its blocks and the ways between them.

mod id;
mod kinds;

use language::Language;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use id::{BlockId, BlockIdError};
pub use kinds::{
    AfterLast, Ai, AiReply, Answer, Assignment, BlockKind, Branch, Comparison, Condition,
    DialogResult, End, Entity, Handover, Header, InOrder, InTurn, Known, Marker, Message, Method,
    Pause, Question, Random, Reply, Request, Save, Set, Start, Test, ToScript, Transfer, ValueKind,
    Weight, WordsHow,
};

/// The version of the format that this program writes, and the newest it reads.
pub const FORMAT: u64 = 1;

/// A script as somebody wrote it: well formed, but not known to be right.
///
/// [`Draft::read`] makes it from a file, [`Draft::check`] a [`Script`](crate::Script) from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "ScriptDraft")]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(rename = "ScriptLimits")]
pub struct Settings {
    /// Seconds a client may leave a question unanswered before the dialog ends; 0 is for ever, none
    /// leaves it to the chat.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct Block {
    /// What other blocks, reports and people know it by; it stays when the block is moved or edited.
    pub id: BlockId,
    /// What it does.
    #[serde(flatten)]
    pub kind: BlockKind,
    /// What people call it on the canvas.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub title: Option<String>,
    /// Where it lies on the canvas: x to the right and y down, in pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub at: Option<[i32; 2]>,
}

/// A way out of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(from = "Option<usize>", into = "Option<usize>")]
#[ts(type = "number | null")]
pub enum Exit {
    /// The only one, its `next`.
    Next,
    /// The branch with this number in the block's list, from 0.
    Branch(usize),
}

impl From<Option<usize>> for Exit {
    fn from(branch: Option<usize>) -> Self {
        branch.map_or(Self::Next, Self::Branch)
    }
}

impl From<Exit> for Option<usize> {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Next => None,
            Exit::Branch(number) => Some(number),
        }
    }
}

impl Block {
    /// Every way out and the block it leads to, in the order of the file.
    #[must_use]
    pub fn exits(&self) -> Vec<(Exit, Option<&BlockId>)> {
        match &self.kind {
            BlockKind::Start(_)
            | BlockKind::Message(_)
            | BlockKind::Set(_)
            | BlockKind::Pause(_)
            | BlockKind::Marker(_)
            | BlockKind::Script(_)
            | BlockKind::Result(_) => vec![(Exit::Next, self.next())],
            BlockKind::Question(Question { branches, .. }) => leads(branches),
            BlockKind::Condition(Condition { branches }) => leads(branches),
            BlockKind::Random(Random { branches }) => leads(branches),
            BlockKind::InOrder(InOrder { branches, .. }) => leads(branches),
            BlockKind::Request(Request { branches, .. }) => leads(branches),
            BlockKind::Transfer(Transfer { branches, .. }) => leads(branches),
            BlockKind::Ai(Ai { branches, .. }) => leads(branches),
            BlockKind::End(End {}) => Vec::new(),
        }
    }

    /// The block that a way out leads to; none when there is no such way, or it leads nowhere yet.
    #[must_use]
    pub fn leads_to(&self, exit: Exit) -> Option<&BlockId> {
        match exit {
            Exit::Next => self.next(),
            Exit::Branch(number) => self.branch(number),
        }
    }

    fn next(&self) -> Option<&BlockId> {
        match &self.kind {
            BlockKind::Start(Start { next, .. })
            | BlockKind::Message(Message { next, .. })
            | BlockKind::Set(Set { next, .. })
            | BlockKind::Pause(Pause { next, .. })
            | BlockKind::Marker(Marker { next, .. })
            | BlockKind::Script(ToScript { next, .. })
            | BlockKind::Result(DialogResult { next, .. }) => next.as_ref(),
            _ => None,
        }
    }

    fn branch(&self, number: usize) -> Option<&BlockId> {
        fn lead<When>(branches: &[Branch<When>], number: usize) -> Option<&BlockId> {
            branches.get(number)?.next.as_ref()
        }
        match &self.kind {
            BlockKind::Question(Question { branches, .. }) => lead(branches, number),
            BlockKind::Condition(Condition { branches }) => lead(branches, number),
            BlockKind::Random(Random { branches }) => lead(branches, number),
            BlockKind::InOrder(InOrder { branches, .. }) => lead(branches, number),
            BlockKind::Request(Request { branches, .. }) => lead(branches, number),
            BlockKind::Transfer(Transfer { branches, .. }) => lead(branches, number),
            BlockKind::Ai(Ai { branches, .. }) => lead(branches, number),
            _ => None,
        }
    }

    /// The variables that have a value after it.
    pub fn sets(&self) -> impl Iterator<Item = &str> {
        let mut names: Vec<&str> = Vec::new();
        match &self.kind {
            BlockKind::Start(start) => names.extend(start.takes.iter().map(String::as_str)),
            BlockKind::Question(Question { save_to, .. }) | BlockKind::Ai(Ai { save_to, .. }) => {
                names.extend(save_to.as_deref());
            }
            BlockKind::Set(set) => names.extend(set.values.iter().map(|value| &*value.name)),
            BlockKind::Request(request) => {
                names.extend(request.save.iter().map(|save| &*save.to));
            }
            _ => {}
        }
        names.into_iter()
    }
}

fn leads<When>(branches: &[Branch<When>]) -> Vec<(Exit, Option<&BlockId>)> {
    let branches = branches.iter().enumerate();
    branches
        .map(|(number, branch)| (Exit::Branch(number), branch.next.as_ref()))
        .collect()
}

impl Answer {
    /// What the branch is called where people read of it.
    #[must_use]
    pub fn named(&self) -> String {
        let first = |texts: &[String]| texts.first().cloned().unwrap_or_default();
        match self {
            Self::Button { title } => title.clone(),
            Self::Words { words, .. } => first(words),
            Self::Pattern { pattern } => pattern.clone(),
            Self::Phrases { phrases, .. } => first(phrases),
            Self::Entity { entity } => match entity {
                Entity::Number => "number",
                Entity::Date => "date",
                Entity::Phone => "phone",
                Entity::Email => "email",
            }
            .to_owned(),
            Self::File {} => "file".to_owned(),
            Self::Else {} => "else".to_owned(),
            Self::NoAnswer { .. } => "no_answer".to_owned(),
        }
    }
}
