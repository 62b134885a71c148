use std::collections::BTreeMap;

use domain::GroupId;
use serde::{Deserialize, Serialize};

use crate::block::{Answer, Block, BlockId, BlockKind, Branch, Exit};
use crate::check::Script;
use language::fold;

/// Where a dialog stands in its script; all that the next turn needs to know.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct State {
    position: Position,
    /// How often each question was asked since an answer was last understood.
    unanswered: BTreeMap<BlockId, Asked>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "at", rename_all = "snake_case")]
enum Position {
    /// Before the start.
    #[default]
    Nowhere,
    /// At a question that waits for its answer.
    Question { block: BlockId },
    /// With the operators, by this block or, without one, because the script had lost its way.
    Operators { block: Option<BlockId> },
    /// Past the end.
    End,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
struct Asked {
    times: u32,
    /// Whether the branch `else` was taken meanwhile.
    went_else: bool,
}

/// What a script is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input<'a> {
    /// The dialog begins. What the client wrote first, if it is to be answered too, is taken for
    /// the answer to the first question, which then is not asked.
    Start {
        /// What the client wrote first.
        first: Option<&'a str>,
    },
    /// The client wrote.
    Text(&'a str),
    /// The client pressed a button of the question that waits; buttons are counted from 0.
    Button(usize),
    /// The client did not answer within the question's time.
    NoAnswer,
    /// The client did not see the question that waits, so it is to be asked once more.
    AskAgain,
    /// Nobody took the dialog out of the queue in time.
    NoOperator,
    /// The operator did not answer in time.
    OperatorIdle,
}

/// What a script wants done, in this order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Output {
    /// Say a text.
    Say {
        /// What to say.
        text: String,
    },
    /// Say a text and wait for the client.
    Ask {
        /// What to ask.
        text: String,
        /// The titles of the buttons below it.
        buttons: Vec<String>,
        /// The seconds after which to come back with [`Input::NoAnswer`].
        no_answer_s: Option<u32>,
    },
    /// Hand the dialog over to the operators.
    Transfer {
        /// Of which group; none means whoever is free.
        group: Option<GroupId>,
    },
    /// The script is at its end.
    End,
    /// The script has no branch for what it was told, and stays where it is.
    NoBranch,
    /// Something its author should know; the client sees nothing of it.
    Log(Note),
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
}

/// One turn: what the script wants done now that it is told `input`, and where it then stands.
///
/// An input that does not fit where the script stands, say an answer when nothing was asked,
/// changes nothing and gives nothing. A script that breaks its guards, or is not the one that
/// `state` came from, hands over to the operators.
#[must_use]
pub fn run(script: &Script, state: State, input: Input<'_>) -> (State, Vec<Output>) {
    let mut turn = Turn {
        script,
        state,
        passed: 0,
        first: None,
        outputs: Vec::new(),
    };
    turn.take(input);
    (turn.state, turn.outputs)
}

/// Whether the question on the table takes `text` for an answer of its own: because a button says
/// so, or because it has none and takes whatever is written.
#[must_use]
pub fn understands(script: &Script, state: &State, text: &str) -> bool {
    let Position::Question { block } = &state.position else {
        return false;
    };
    match script.block(block).map(|block| &block.kind) {
        Some(BlockKind::Question { branches, .. }) => {
            titles(branches).next().is_none() || typed_button(branches, text).is_some()
        }
        _ => false,
    }
}

struct Turn<'a> {
    script: &'a Script,
    state: State,
    passed: u32,
    /// What the client wrote before anything was asked.
    first: Option<&'a str>,
    outputs: Vec<Output>,
}

impl<'a> Turn<'a> {
    fn take(&mut self, input: Input<'a>) {
        if let Input::Start { first } = input {
            self.state = State::default();
            self.first = first;
            return self.pass(self.script.start());
        }
        let waiting = match &self.state.position {
            Position::Question { block } | Position::Operators { block: Some(block) } => block,
            Position::Operators { block: None } => {
                if matches!(input, Input::NoOperator | Input::OperatorIdle) {
                    self.outputs.push(Output::NoBranch);
                }
                return;
            }
            Position::Nowhere | Position::End => return,
        };
        let Some(block) = self.script.block(waiting) else {
            let block = waiting.clone();
            return self.hand_over_lost(Note::BlockIsGone { block });
        };
        match (input, &block.kind) {
            (Input::Text(text), BlockKind::Question { branches, .. }) => {
                self.answer(block, branches, typed_button(branches, text));
            }
            (Input::Button(number), BlockKind::Question { branches, .. }) => {
                self.answer(block, branches, Some(number));
            }
            (Input::AskAgain, BlockKind::Question { text, branches }) => {
                self.ask(block, text, branches);
            }
            (Input::NoAnswer, BlockKind::Question { .. }) => self.leave_by(block, Exit::NoAnswer),
            (Input::NoOperator, BlockKind::Transfer { .. }) => {
                self.leave_by(block, Exit::NoOperator);
            }
            (Input::OperatorIdle, BlockKind::Transfer { .. }) => {
                self.leave_by(block, Exit::OperatorIdle);
            }
            _ => {}
        }
    }

    /// Goes on from a question by a button, or by what is left when none was meant.
    fn answer(&mut self, question: &'a Block, branches: &[Branch<Answer>], button: Option<usize>) {
        let by_button =
            button.and_then(|number| self.exit(question, Exit::Button(number.saturating_add(1))));
        let other = self.exit(question, Exit::Else);
        let any_button = branches
            .iter()
            .any(|branch| matches!(branch.when, Answer::Button { .. }));
        // A question without buttons takes any text, so its `else` is an answer like any other.
        if by_button.is_some() || !any_button {
            self.state.unanswered.clear();
        } else if other.is_some() {
            self.asked(question).went_else = true;
        }
        self.pass(by_button.or(other).unwrap_or(question));
    }

    fn leave_by(&mut self, block: &Block, exit: Exit) {
        match self.exit(block, exit) {
            Some(next) => self.pass(next),
            None => self.outputs.push(Output::NoBranch),
        }
    }

    /// Goes through blocks, from this one on, until one waits or ends.
    fn pass(&mut self, from: &'a Block) {
        let mut block = from;
        loop {
            self.passed += 1;
            let limit = self.script.settings().blocks_per_message;
            if self.passed > limit {
                let block = block.id.clone();
                return self.hand_over_lost(Note::TooManyBlocks { block, limit });
            }
            block = match &block.kind {
                BlockKind::Start { text, .. } => {
                    if let Some(text) = text {
                        self.say(text);
                    }
                    self.next(block)
                }
                BlockKind::Message { text, .. } => {
                    self.say(text);
                    self.next(block)
                }
                BlockKind::Question { text, branches } => {
                    if let Some(first) = self.first.take() {
                        let understood = typed_button(branches, first);
                        if understood.is_some() || self.exit(block, Exit::Else).is_some() {
                            return self.answer(block, branches, understood);
                        }
                    }
                    return self.ask_within_limit(block, text, branches);
                }
                BlockKind::Transfer { group, .. } => {
                    let block = Some(block.id.clone());
                    return self.hand_over(block, *group);
                }
                BlockKind::End {} => {
                    self.state.position = Position::End;
                    return self.outputs.push(Output::End);
                }
            };
        }
    }

    fn ask_within_limit(&mut self, question: &'a Block, text: &str, branches: &[Branch<Answer>]) {
        let limit = self.script.settings().repeats.saturating_add(1);
        let other = self.exit(question, Exit::Else);
        let asked = self.asked(question);
        if asked.times < limit {
            asked.times += 1;
            return self.ask(question, text, branches);
        }
        let times = asked.times;
        let tried_else = std::mem::replace(&mut asked.went_else, true);
        let note = Note::AskedTooOften {
            block: question.id.clone(),
            times,
        };
        match other {
            Some(other) if !tried_else => {
                self.outputs.push(Output::Log(note));
                self.pass(other);
            }
            _ => self.hand_over_lost(note),
        }
    }

    fn ask(&mut self, question: &Block, text: &str, branches: &[Branch<Answer>]) {
        let no_answer_s = branches.iter().find_map(|branch| match branch.when {
            Answer::NoAnswer { after_s } => Some(after_s),
            Answer::Button { .. } | Answer::Else => None,
        });
        self.state.position = Position::Question {
            block: question.id.clone(),
        };
        self.outputs.push(Output::Ask {
            text: text.to_owned(),
            buttons: titles(branches).map(ToOwned::to_owned).collect(),
            no_answer_s,
        });
    }

    fn say(&mut self, text: &str) {
        self.outputs.push(Output::Say {
            text: text.to_owned(),
        });
    }

    fn hand_over(&mut self, block: Option<BlockId>, group: Option<GroupId>) {
        self.state.position = Position::Operators { block };
        self.outputs.push(Output::Transfer { group });
    }

    fn hand_over_lost(&mut self, note: Note) {
        self.outputs.push(Output::Log(note));
        self.hand_over(None, None);
    }

    fn asked(&mut self, question: &Block) -> &mut Asked {
        let id = question.id.clone();
        self.state.unanswered.entry(id).or_default()
    }

    fn next(&self, block: &Block) -> &'a Block {
        self.exit(block, Exit::Next)
            .expect("the blocks of a checked script that go on by themselves have a `next`")
    }

    /// The block that a way out leads to; none when the block has no such way out.
    fn exit(&self, block: &Block, exit: Exit) -> Option<&'a Block> {
        let mut exits = block.exits().into_iter();
        let (_, to) = exits.find(|(candidate, _)| *candidate == exit)?;
        self.script.block(to?)
    }
}

fn titles(branches: &[Branch<Answer>]) -> impl Iterator<Item = &str> {
    branches.iter().filter_map(|branch| match &branch.when {
        Answer::Button { title } => Some(title.as_str()),
        Answer::Else | Answer::NoAnswer { .. } => None,
    })
}

/// The button whose title a client typed, counted from 0.
fn typed_button(branches: &[Branch<Answer>], text: &str) -> Option<usize> {
    let typed = fold(text);
    titles(branches).position(|title| fold(title) == typed)
}
