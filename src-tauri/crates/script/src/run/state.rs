use std::collections::BTreeMap;

use domain::ScriptId;
use serde::{Deserialize, Serialize};

use crate::block::BlockId;

/// The most characters a variable keeps.
pub(crate) const VALUE_MAX: usize = 4_096;

/// Where a dialog stands in its script; all that the next turn needs to know.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct State {
    pub(super) position: Position,
    /// How often each question was asked since an answer was last understood.
    pub(super) unanswered: BTreeMap<BlockId, Asked>,
    /// What its variables hold.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) variables: BTreeMap<String, String>,
    /// How often each block that takes its ways in order was passed.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) turns: BTreeMap<BlockId, u32>,
    /// How many lots were drawn.
    #[serde(default)]
    pub(super) draws: u32,
    /// How many blocks were passed since the client last did something.
    #[serde(default)]
    pub(super) passed: u32,
    /// How many servers were asked; the last answer that is waited for carries this number.
    #[serde(default)]
    pub(super) asks: u32,
    /// What was found in the client's last answer.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) percept: String,
    /// The status of the last answer of a server.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) status: String,
    /// The script that went on to this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) previous: Option<ScriptId>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "at", rename_all = "snake_case")]
pub(super) enum Position {
    /// Before the start.
    #[default]
    Nowhere,
    /// At a question that waits for its answer.
    Question { block: BlockId },
    /// In a pause.
    Pause { block: BlockId },
    /// At a block that waits for a server.
    Reply { block: BlockId },
    /// With the operators, by this block or, without one, because the script had lost its way.
    Operators { block: Option<BlockId> },
    /// Past the end, or gone on to another script, by this block.
    End {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        block: Option<BlockId>,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Asked {
    pub(super) times: u32,
    /// Whether the branch `else` was taken meanwhile.
    pub(super) went_else: bool,
}

/// What a script waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waits {
    /// To begin.
    Start,
    /// The client's answer.
    Answer,
    /// The end of a pause.
    Pause,
    /// The answer of a server, to the ask of this number.
    Reply {
        /// Which ask.
        step: u32,
    },
    /// The operators.
    Operators,
    /// Nothing any more.
    Nothing,
}

impl State {
    /// What its variables hold.
    #[must_use]
    pub fn variables(&self) -> &BTreeMap<String, String> {
        &self.variables
    }

    /// What it waits for.
    #[must_use]
    pub fn waits_for(&self) -> Waits {
        match &self.position {
            Position::Nowhere => Waits::Start,
            Position::Question { .. } => Waits::Answer,
            Position::Pause { .. } => Waits::Pause,
            Position::Reply { .. } => Waits::Reply { step: self.asks },
            Position::Operators { .. } => Waits::Operators,
            Position::End { .. } => Waits::Nothing,
        }
    }

    /// The block it stands at.
    #[must_use]
    pub fn block(&self) -> Option<&BlockId> {
        match &self.position {
            Position::Question { block }
            | Position::Pause { block }
            | Position::Reply { block }
            | Position::Operators { block: Some(block) }
            | Position::End { block: Some(block) } => Some(block),
            Position::Nowhere
            | Position::Operators { block: None }
            | Position::End { block: None } => None,
        }
    }

    /// What a script begins with: what was found out in the dialog, and nothing of where another
    /// one stood.
    pub(super) fn at_the_start(self) -> Self {
        Self {
            variables: self.variables,
            draws: self.draws,
            asks: self.asks,
            percept: self.percept,
            status: self.status,
            previous: self.previous,
            ..Self::default()
        }
    }

    pub(super) fn keep(&mut self, name: &str, value: &str) {
        let value = value.chars().take(VALUE_MAX).collect();
        self.variables.insert(name.to_owned(), value);
    }
}
