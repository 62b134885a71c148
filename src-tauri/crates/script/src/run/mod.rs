//! The runner: one turn of a script at a time.

mod ask;
mod choose;
mod facts;
mod reply;
mod said;
mod state;

use domain::{GroupId, TEXT_MAX};

use crate::block::{
    Answer, Assignment, Block, BlockId, BlockKind, Branch, DialogResult, End, Exit, Handover,
    Marker, Message, Pause, Question, Reply, Set, Start, ToScript, Transfer, ValueKind,
};
use crate::check::Script;
use crate::understand::{Answers, Taken};
use crate::{calc, text};
use choose::{lot, next_in_order, way_by_what_is_known};
pub use facts::{Facts, NotASystemVariable, SystemVariable};
pub use said::{Ask, Input, Note, Output, Passed, Recognised, Replied};
use state::{Asked, Position, VALUE_MAX};
pub use state::{State, Waits};

/// What the runner answers to one input.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Turn {
    /// Where the script then stands.
    pub state: State,
    /// What it wants done, in this order.
    pub outputs: Vec<Output>,
    /// The blocks that were left, in this order.
    pub path: Vec<Passed>,
    /// How the client was understood, when a question waited for them.
    pub recognised: Option<Recognised>,
}

/// One turn: what the script wants done now that it is told `input`, and where it then stands.
///
/// An input that does not fit where the script stands, say an answer when nothing was asked,
/// changes nothing and gives nothing. A script that breaks its guards, or is not the one that
/// `state` came from, hands over to the operators.
#[must_use]
pub fn run(script: &Script, state: State, input: Input<'_>, facts: &Facts<'_>) -> Turn {
    let mut running = Running::of(script, state, facts);
    running.take(input);
    running.turn
}

/// Whether the question on the table takes `text` for an answer of its own: because a branch says
/// so, or because it has no other and takes whatever is written.
#[must_use]
pub fn understands(script: &Script, state: &State, text: &str, facts: &Facts<'_>) -> bool {
    let Position::Question { block } = &state.position else {
        return false;
    };
    let Some(block) = script.block(block) else {
        return false;
    };
    match &block.kind {
        BlockKind::Question(question) => {
            let running = Running::of(script, state.clone(), facts);
            !is_choosy(question) || running.taker(block, question, text).is_some()
        }
        _ => false,
    }
}

struct Running<'a> {
    script: &'a Script,
    facts: &'a Facts<'a>,
    /// What the client wrote before anything was asked.
    first: Option<&'a str>,
    turn: Turn,
}

/// What the client answered a question with.
#[derive(Clone, Copy)]
enum Said<'a> {
    Text(&'a str),
    Button(usize),
    File(&'a str),
}

impl<'a> Running<'a> {
    fn of(script: &'a Script, state: State, facts: &'a Facts<'a>) -> Self {
        Self {
            script,
            facts,
            first: None,
            turn: Turn {
                state,
                ..Turn::default()
            },
        }
    }

    fn take(&mut self, input: Input<'a>) {
        if matches!(
            input,
            Input::Text(_) | Input::Button(_) | Input::File { .. } | Input::AskAgain
        ) {
            self.turn.state.passed = 0;
        }
        match input {
            Input::Start { first } => {
                self.turn.state = std::mem::take(&mut self.turn.state).at_the_start();
                self.first = first;
                return self.pass(self.script.start());
            }
            Input::Followed { from } => {
                let passed = self.turn.state.passed;
                self.turn.state = State {
                    passed,
                    previous: from,
                    ..std::mem::take(&mut self.turn.state).at_the_start()
                };
                return self.pass(self.script.start());
            }
            _ => {}
        }
        let waiting = match &self.turn.state.position {
            Position::Question { block }
            | Position::Pause { block }
            | Position::Reply { block }
            | Position::Operators { block: Some(block) }
            | Position::End { block: Some(block) } => block.clone(),
            Position::Operators { block: None } => {
                if matches!(input, Input::NoOperator | Input::OperatorIdle) {
                    self.want(Output::NoBranch);
                }
                return;
            }
            Position::Nowhere | Position::End { block: None } => return,
        };
        if matches!(self.turn.state.position, Position::End { .. }) && input != Input::NoScript {
            return;
        }
        let Some(block) = self.script.block(&waiting) else {
            return self.hand_over_lost(Note::BlockIsGone { block: waiting });
        };
        self.go_on_at(block, input);
    }

    fn go_on_at(&mut self, block: &'a Block, input: Input<'a>) {
        match (input, &block.kind) {
            (Input::Text(text), BlockKind::Question(question)) => {
                self.answer(block, question, Said::Text(text));
            }
            (Input::Button(number), BlockKind::Question(question)) => {
                self.answer(block, question, Said::Button(number));
            }
            (Input::File { text }, BlockKind::Question(question)) => {
                self.answer(block, question, Said::File(text));
            }
            (Input::AskAgain, BlockKind::Question(question)) => self.ask(block, question),
            (Input::NoAnswer, BlockKind::Question(question)) => {
                let exit = by(&question.branches, |when| {
                    matches!(when, Answer::NoAnswer { .. })
                });
                self.leave_if_there_is(block, exit);
            }
            (Input::NoOperator, BlockKind::Transfer(transfer)) => {
                let exit = by(&transfer.branches, |when| *when == Handover::NoOperator {});
                self.leave_if_there_is(block, exit);
            }
            (Input::OperatorIdle, BlockKind::Transfer(transfer)) => {
                let exit = by(&transfer.branches, |when| {
                    *when == Handover::OperatorIdle {}
                });
                self.leave_if_there_is(block, exit);
            }
            (Input::PauseOver, BlockKind::Pause(_)) => self.leave(block, Exit::Next),
            (Input::NoScript, BlockKind::Script(to)) => {
                let note = Note::ScriptIsGone {
                    block: block.id.clone(),
                };
                match to.next {
                    Some(_) => {
                        self.log(note);
                        self.leave(block, Exit::Next);
                    }
                    None => self.hand_over_lost(note),
                }
            }
            (Input::Replied { step, reply }, _) if step == self.turn.state.asks => {
                self.replied(block, step, reply);
            }
            (Input::Replied { step, .. }, _) => self.log(Note::LateReply { step }),
            _ => {}
        }
    }

    /// Goes on from a question by the branch that takes the answer, or by what is left when none does.
    fn answer(&mut self, block: &'a Block, question: &'a Question, said: Said<'a>) {
        let (exit, found, score) = self.understand(block, question, said);
        let other = by(&question.branches, |when| *when == Answer::Else {});
        // A question without other branches takes any text, so its `else` is an answer like any other.
        if exit.is_some() || !is_choosy(question) {
            self.turn.state.unanswered.clear();
        } else if other.is_some() {
            self.asked(block).went_else = true;
        }
        self.turn.recognised = Some(Recognised {
            block: block.id.clone(),
            branch: match exit {
                Some(Exit::Branch(number)) => question.branches[number].when.named(),
                _ => "else".to_owned(),
            },
            score,
        });
        self.turn.state.percept = found.chars().take(VALUE_MAX).collect();
        if let Some(name) = &question.save_to {
            self.turn.state.keep(name, &found);
        }
        match exit.or(other) {
            Some(exit) => self.leave(block, exit),
            None => self.pass(block),
        }
    }

    /// The branch that takes what the client said, what was found in it, and how alike it is.
    fn understand(
        &self,
        block: &Block,
        question: &Question,
        said: Said<'_>,
    ) -> (Option<Exit>, String, u8) {
        match said {
            Said::Button(number) => {
                let branches = question.branches.iter().enumerate();
                let mut buttons = branches.filter_map(|(at, branch)| match &branch.when {
                    Answer::Button { title } => Some((at, title)),
                    _ => None,
                });
                match buttons.nth(number) {
                    Some((at, title)) => (Some(Exit::Branch(at)), self.fill(title), 100),
                    None => (None, String::new(), 0),
                }
            }
            Said::File(text) => {
                let exit = by(&question.branches, |when| *when == Answer::File {});
                let score = if exit.is_some() { 100 } else { 0 };
                (exit, text.to_owned(), score)
            }
            Said::Text(text) => match self.taker(block, question, text) {
                Some(taken) => (
                    Some(Exit::Branch(taken.branch)),
                    taken.found.unwrap_or_else(|| text.to_owned()),
                    taken.score,
                ),
                None => (None, text.to_owned(), 0),
            },
        }
    }

    /// The branch of its own that a question has for a text.
    fn taker(&self, block: &Block, question: &Question, text: &str) -> Option<Taken> {
        let today = self.facts.today();
        let is_filled_in = |branch: &Branch<Answer>| match &branch.when {
            Answer::Button { title } => text::names(title).next().is_some(),
            _ => false,
        };
        if !question.branches.iter().any(is_filled_in) {
            return self.script.compiled(&block.id)?.take(text, today);
        }
        // What stands on such a button is known only now.
        let mut branches = question.branches.clone();
        for branch in &mut branches {
            if let Answer::Button { title } = &mut branch.when {
                *title = self.fill(title);
            }
        }
        Answers::of(&branches).ok()?.take(text, today)
    }

    /// Goes through blocks, from this one on, until one waits or ends.
    fn pass(&mut self, from: &'a Block) {
        let mut next = Some(from);
        while let Some(block) = next {
            self.turn.state.passed = self.turn.state.passed.saturating_add(1);
            let limit = self.script.settings().blocks_per_message;
            if self.turn.state.passed > limit {
                let block = block.id.clone();
                return self.hand_over_lost(Note::TooManyBlocks { block, limit });
            }
            next = self.go_through(block);
        }
    }

    /// Does what a block is for; the block that follows at once, if one does.
    fn go_through(&mut self, block: &'a Block) -> Option<&'a Block> {
        let exit = match &block.kind {
            BlockKind::Start(Start { text, .. }) => {
                if let Some(text) = text {
                    self.say(text);
                }
                Exit::Next
            }
            BlockKind::Message(Message { text, .. }) => {
                self.say(text);
                Exit::Next
            }
            BlockKind::Question(question) => {
                self.come_to(block, question);
                return None;
            }
            BlockKind::Condition(condition) => {
                let way =
                    way_by_what_is_known(condition, self.facts.is_open, &|text| self.fill(text));
                match way {
                    Some(way) => Exit::Branch(way),
                    None => return self.no_way_out(block),
                }
            }
            BlockKind::Random(random) => {
                self.turn.state.draws = self.turn.state.draws.wrapping_add(1);
                let seed = (self.facts.dialog, self.turn.state.draws);
                match lot(random, seed) {
                    Some(way) => Exit::Branch(way),
                    None => return self.no_way_out(block),
                }
            }
            BlockKind::InOrder(in_order) => {
                let turns = &mut self.turn.state.turns;
                let passed = turns.entry(block.id.clone()).or_default();
                let way = next_in_order(in_order, *passed);
                *passed = passed.saturating_add(1);
                match way {
                    Some(way) => Exit::Branch(way),
                    None => return self.no_way_out(block),
                }
            }
            BlockKind::Set(Set { values, .. }) => {
                for value in values {
                    self.set(block, value);
                }
                Exit::Next
            }
            BlockKind::Marker(Marker { marker, value, .. }) => {
                let value = value.as_ref().map(|value| self.fill(value));
                self.want(Output::Mark {
                    block: block.id.clone(),
                    marker: marker.clone(),
                    value: value.filter(|value| !value.is_empty()),
                });
                Exit::Next
            }
            BlockKind::Result(DialogResult { result, .. }) => {
                let result = self.fill(result);
                self.want(Output::Result { result });
                Exit::Next
            }
            BlockKind::Pause(Pause { seconds, .. }) => {
                self.stand(|block| Position::Pause { block }, block);
                self.want(Output::Wait { seconds: *seconds });
                return None;
            }
            BlockKind::Request(request) => match self.http(request) {
                Ok(ask) => {
                    self.inquire(block, ask);
                    return None;
                }
                Err(why) => {
                    self.no_reply(block, why);
                    match by(&request.branches, |when| *when == Reply::Failed {}) {
                        Some(failed) => failed,
                        None => return self.no_way_out(block),
                    }
                }
            },
            BlockKind::Ai(ai) => {
                self.inquire(block, self.ai(ai));
                return None;
            }
            BlockKind::Transfer(Transfer { group, .. }) => {
                self.hand_over(Some(block.id.clone()), *group);
                return None;
            }
            BlockKind::Script(ToScript { script, .. }) => {
                self.stand(|block| Position::End { block: Some(block) }, block);
                self.want(Output::Follow { script: *script });
                return None;
            }
            BlockKind::End(End {}) => {
                self.stand(|block| Position::End { block: Some(block) }, block);
                self.want(Output::End);
                return None;
            }
        };
        self.way(block, exit)
    }

    /// Comes to a question: what the client wrote first may have answered it already.
    fn come_to(&mut self, block: &'a Block, question: &'a Question) {
        if let Some(first) = self.first.take() {
            let (exit, ..) = self.understand(block, question, Said::Text(first));
            let other = by(&question.branches, |when| *when == Answer::Else {});
            if exit.is_some() || other.is_some() {
                return self.answer(block, question, Said::Text(first));
            }
        }
        let limit = self.script.settings().repeats.saturating_add(1);
        let asked = self.asked(block);
        if asked.times < limit {
            asked.times += 1;
            return self.ask(block, question);
        }
        let times = asked.times;
        let tried_else = std::mem::replace(&mut asked.went_else, true);
        let note = Note::AskedTooOften {
            block: block.id.clone(),
            times,
        };
        match by(&question.branches, |when| *when == Answer::Else {}) {
            Some(other) if !tried_else => {
                self.log(note);
                self.leave(block, other);
            }
            _ => self.hand_over_lost(note),
        }
    }

    fn ask(&mut self, block: &Block, question: &Question) {
        let branches = question.branches.iter();
        let no_answer_s = branches.clone().find_map(|branch| match branch.when {
            Answer::NoAnswer { after_s } => Some(after_s),
            _ => None,
        });
        let buttons = branches.filter_map(|branch| match &branch.when {
            Answer::Button { title } => Some(self.fill(title)),
            _ => None,
        });
        let buttons = buttons.collect();
        let text = question.text.as_ref().and_then(|text| self.filled(text));
        self.stand(|block| Position::Question { block }, block);
        self.want(Output::Ask {
            text,
            buttons,
            no_answer_s,
        });
    }

    fn set(&mut self, block: &Block, assignment: &Assignment) {
        let Assignment { name, is, value } = assignment;
        let value = match is {
            ValueKind::Text => self.fill(value),
            ValueKind::Number => match calc::calculate(value, &|name| self.value(name)) {
                Ok(number) => number.to_string(),
                Err(error) => {
                    self.log(Note::NotReckoned {
                        block: block.id.clone(),
                        name: name.clone(),
                        why: error.to_string(),
                    });
                    String::new()
                }
            },
        };
        self.turn.state.keep(name, &value);
    }

    fn leave_if_there_is(&mut self, block: &'a Block, exit: Option<Exit>) {
        match exit {
            Some(exit) => self.leave(block, exit),
            None => self.want(Output::NoBranch),
        }
    }

    fn leave(&mut self, block: &'a Block, exit: Exit) {
        if let Some(next) = self.way(block, exit) {
            self.pass(next);
        }
    }

    /// The block that a way out leads to.
    fn way(&mut self, block: &Block, exit: Exit) -> Option<&'a Block> {
        let next = block.leads_to(exit).and_then(|to| self.script.block(to));
        if next.is_none() {
            return self.no_way_out(block);
        }
        self.turn.path.push(Passed {
            block: block.id.clone(),
            exit,
        });
        next
    }

    fn no_way_out(&mut self, block: &Block) -> Option<&'a Block> {
        self.hand_over_lost(Note::NoWayOut {
            block: block.id.clone(),
        });
        None
    }

    fn say(&mut self, template: &str) {
        if let Some(text) = self.filled(template) {
            self.want(Output::Say { text });
        }
    }

    /// What is said of a text: nothing when it is nothing but empty variables, and never more than a
    /// message may have, however long its variables are.
    fn filled(&self, template: &str) -> Option<String> {
        let text = self.fill(template);
        let is_said = !text.trim().is_empty();
        is_said.then(|| text.chars().take(TEXT_MAX).collect())
    }

    fn hand_over(&mut self, block: Option<BlockId>, group: Option<GroupId>) {
        self.turn.state.position = Position::Operators { block };
        self.want(Output::Transfer { group });
    }

    fn hand_over_lost(&mut self, note: Note) {
        self.log(note);
        self.hand_over(None, None);
    }

    fn stand(&mut self, position: impl Fn(BlockId) -> Position, block: &Block) {
        self.turn.state.position = position(block.id.clone());
    }

    fn asked(&mut self, question: &Block) -> &mut Asked {
        let id = question.id.clone();
        self.turn.state.unanswered.entry(id).or_default()
    }

    fn log(&mut self, note: Note) {
        self.want(Output::Log(note));
    }

    fn want(&mut self, output: Output) {
        self.turn.outputs.push(output);
    }

    fn fill(&self, template: &str) -> String {
        text::fill(template, &|name| self.value(name))
    }

    fn value(&self, name: &str) -> Option<String> {
        let state = &self.turn.state;
        match name.parse() {
            Ok(SystemVariable::Percept) => Some(state.percept.clone()),
            Ok(SystemVariable::RequestStatus) => Some(state.status.clone()),
            Ok(SystemVariable::PreviousScriptId) => {
                let previous = state.previous.or(self.facts.previous_script);
                previous.map(|id| id.to_string())
            }
            Ok(variable) => self.facts.value(variable),
            Err(NotASystemVariable) => state.variables.get(name).cloned(),
        }
    }
}

/// Whether a question has branches for some answers and not for others.
fn is_choosy(question: &Question) -> bool {
    let mut branches = question.branches.iter();
    branches.any(|branch| !matches!(branch.when, Answer::Else {} | Answer::NoAnswer { .. }))
}

/// The way out by the first branch of its kind.
fn by<When>(branches: &[Branch<When>], is: impl Fn(&When) -> bool) -> Option<Exit> {
    let place = branches.iter().position(|branch| is(&branch.when));
    place.map(Exit::Branch)
}
