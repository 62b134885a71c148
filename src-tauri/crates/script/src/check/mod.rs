//! What is wrong with a draft, and the script it is when nothing is.

mod channels;
mod problem;
mod request;
mod values;
mod variables;
mod ways;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use domain::{GroupId, Messenger, NAME_MAX, ScriptId};
use language::Language;

use crate::block::{Block, BlockId, BlockKind, Draft, Marker, Question, Settings, ToScript};
use crate::read::ReadError;
use crate::understand::Answers;
pub use problem::{Fault, Problem, Severity};
use problem::{OfBlock, range_fault, text_fault};
pub use values::{LABEL_MAX, NO_ANSWER_MAX_S, PAUSE_MAX_S};
use variables::Names;
pub use words::{BUTTONS_MAX, TITLE_MAX};

/// The longest a client's silence may be waited for, in seconds: as long as a dialog may live.
const SILENCE_MAX_S: u32 = 604_800;
/// How often a question may be asked again at most.
const REPEATS_MAX: u32 = 100;
/// How many blocks one message may pass at most.
const BLOCKS_PER_MESSAGE_MAX: u32 = 1_000;

/// A script that was found right: every exit leads to a block, every block can be reached, and it
/// has exactly one start.
#[derive(Clone)]
pub struct Script {
    draft: Draft,
    places: BTreeMap<BlockId, usize>,
    start: usize,
    /// How the questions understand their clients.
    answers: BTreeMap<BlockId, Answers>,
    /// The variables that are named anywhere.
    names: BTreeSet<String>,
}

/// What is there around a script, as far as its checks ask for it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Around<'a> {
    /// The channels of the chats that use it.
    pub channels: &'a [Messenger],
    /// The scripts that can be gone on in.
    pub scripts: &'a [ScriptId],
    /// The groups of operators.
    pub groups: &'a [GroupId],
    /// The names of the AI services.
    pub services: &'a [String],
}

/// Why a text is not a script that can be run.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ScriptError {
    /// It cannot be read.
    #[error(transparent)]
    Unreadable(#[from] ReadError),
    /// It can be read, but is not right.
    #[error("{}", lines(.0))]
    Unsound(Vec<Problem>),
}

fn lines(problems: &[Problem]) -> String {
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

impl Script {
    /// Reads a script and checks it.
    ///
    /// # Errors
    /// What keeps it from being read, or every error found in it.
    pub fn read(text: &str) -> Result<Self, ScriptError> {
        Draft::read(text)?.check().map_err(ScriptError::Unsound)
    }

    /// What it was made from.
    #[must_use]
    pub fn draft(&self) -> &Draft {
        &self.draft
    }

    /// What people call it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.draft.name
    }

    /// The language its texts are written in.
    #[must_use]
    pub fn language(&self) -> Language {
        self.draft.language
    }

    /// What holds for the whole script.
    #[must_use]
    pub fn settings(&self) -> Settings {
        self.draft.settings
    }

    /// Whether a variable of this name, own or the system's, is used anywhere.
    #[must_use]
    pub fn mentions(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// The scripts that it goes on in.
    #[must_use]
    pub fn references(&self) -> BTreeSet<ScriptId> {
        let blocks = self.draft.blocks.iter();
        let scripts = blocks.filter_map(|block| match &block.kind {
            BlockKind::Script(ToScript { script, .. }) => Some(*script),
            _ => None,
        });
        scripts.collect()
    }

    /// The markers that it records.
    #[must_use]
    pub fn markers(&self) -> BTreeSet<&str> {
        let blocks = self.draft.blocks.iter();
        let markers = blocks.filter_map(|block| match &block.kind {
            BlockKind::Marker(Marker { marker, .. }) => Some(marker.as_str()),
            _ => None,
        });
        markers.collect()
    }

    /// Whether it asks anybody outside: a server or a language model.
    #[must_use]
    pub fn uses_network(&self) -> bool {
        let mut blocks = self.draft.blocks.iter();
        blocks.any(|block| matches!(block.kind, BlockKind::Request(_) | BlockKind::Ai(_)))
    }

    /// The block a dialog begins with.
    pub(crate) fn start(&self) -> &Block {
        &self.draft.blocks[self.start]
    }

    /// The block of this id; none when the id comes from another script.
    pub(crate) fn block(&self, id: &BlockId) -> Option<&Block> {
        self.places.get(id).map(|place| &self.draft.blocks[*place])
    }

    /// How the question of this id understands its client.
    pub(crate) fn compiled(&self, id: &BlockId) -> Option<&Answers> {
        self.answers.get(id)
    }
}

/// Two scripts are the same when they were made from the same.
impl PartialEq for Script {
    fn eq(&self, other: &Self) -> bool {
        self.draft == other.draft
    }
}

impl Eq for Script {}

impl fmt::Debug for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Script").field(&self.draft).finish()
    }
}

impl Draft {
    /// The script it is, when no error is in it.
    ///
    /// # Errors
    /// Every error found, those of one block together and in the order of the file.
    pub fn check(self) -> Result<Script, Vec<Problem>> {
        let mut look = Look::at(&self);
        look.for_problems();
        if look.problems.iter().any(Problem::is_error) {
            let mut errors = look.in_order();
            errors.retain(Problem::is_error);
            return Err(errors);
        }
        let places = look.places.iter();
        let places = places.map(|(id, place)| ((*id).clone(), *place)).collect();
        let names = look.names.used.iter().map(|name| (*name).to_owned());
        let names = names.collect();
        let (Some(start), answers) = (look.start, look.answers) else {
            return Err(vec![Fault::NoStart.of_script()]);
        };
        let answers = answers.into_iter();
        let answers = answers.map(|(id, answers)| (id.clone(), answers)).collect();
        Ok(Script {
            places,
            start,
            answers,
            names,
            draft: self,
        })
    }

    /// Everything that is not right with it or does not fit what is around it, those of one block
    /// together and in the order of the file.
    #[must_use]
    pub fn problems(&self, around: &Around<'_>) -> Vec<Problem> {
        let mut look = Look::at(self);
        look.for_problems();
        for block in &self.blocks {
            channels::check(block, around.channels, &mut look.problems);
            check_surroundings(block, around, &mut look.problems);
        }
        look.in_order()
    }
}

/// One look through a draft, and what it found.
struct Look<'a> {
    draft: &'a Draft,
    /// Where the first block of each id stands.
    places: BTreeMap<&'a BlockId, usize>,
    start: Option<usize>,
    names: Names<'a>,
    answers: Vec<(&'a BlockId, Answers)>,
    problems: Vec<Problem>,
}

impl<'a> Look<'a> {
    fn at(draft: &'a Draft) -> Self {
        Self {
            draft,
            places: BTreeMap::new(),
            start: None,
            names: Names::of(&draft.blocks),
            answers: Vec::new(),
            problems: Vec::new(),
        }
    }

    fn for_problems(&mut self) {
        self.at_the_whole();
        for (place, block) in self.draft.blocks.iter().enumerate() {
            self.at_its_id(place, block);
        }
        for block in &self.draft.blocks {
            let mut found = OfBlock {
                block: &block.id,
                problems: &mut self.problems,
            };
            words::check(block, &mut found);
            values::check(block, &mut found);
            if let BlockKind::Question(Question { branches, .. }) = &block.kind {
                match Answers::of(branches) {
                    Ok(answers) => self.answers.push((&block.id, answers)),
                    Err(faults) => words::add_patterns(faults, &mut found),
                }
            }
            self.names.check(block, &mut self.problems);
            ways::check_exits(block, &self.places, &mut self.problems);
        }
        if let Some(start) = self.start {
            ways::check_reach(&self.draft.blocks, &self.places, start, &mut self.problems);
        }
        ways::check_loops(&self.draft.blocks, &self.places, &mut self.problems);
    }

    fn at_the_whole(&mut self) {
        let problems = &mut self.problems;
        let fault = text_fault(&self.draft.name, NAME_MAX);
        problems.extend(fault.map(|fault| fault.of_script().at("name")));
        let Settings {
            client_silence_s,
            repeats,
            blocks_per_message,
        } = self.draft.settings;
        for (field, number, least, most) in [
            (
                "client_silence_s",
                client_silence_s.unwrap_or(0),
                0,
                SILENCE_MAX_S,
            ),
            ("repeats", repeats, 0, REPEATS_MAX),
            (
                "blocks_per_message",
                blocks_per_message,
                1,
                BLOCKS_PER_MESSAGE_MAX,
            ),
        ] {
            let fault = range_fault(number, least..=most);
            let at = || format!("settings.{field}");
            problems.extend(fault.map(|fault| fault.of_script().at(at())));
        }
        let is_start = |block: &Block| matches!(block.kind, BlockKind::Start(_));
        if !self.draft.blocks.iter().any(is_start) {
            problems.push(Fault::NoStart.of_script());
        }
    }

    fn at_its_id(&mut self, place: usize, block: &'a Block) {
        if self.places.contains_key(&block.id) {
            self.problems.push(Fault::IdTwice.of(&block.id));
        } else {
            self.places.insert(&block.id, place);
        }
        if matches!(block.kind, BlockKind::Start(_)) {
            match self.start {
                None => self.start = Some(place),
                Some(_) => self.problems.push(Fault::SecondStart.of(&block.id)),
            }
        }
    }

    fn in_order(self) -> Vec<Problem> {
        let Self {
            places,
            mut problems,
            ..
        } = self;
        problems.sort_by_key(|problem| problem.block.as_ref().map(|block| places.get(block)));
        problems
    }
}

fn check_surroundings(block: &Block, around: &Around<'_>, problems: &mut Vec<Problem>) {
    let problem = match &block.kind {
        BlockKind::Script(to) if !around.scripts.contains(&to.script) => {
            let script = to.script;
            Fault::UnknownScript { script }.of(&block.id).at("script")
        }
        BlockKind::Transfer(transfer) => match transfer.group {
            Some(group) if !around.groups.contains(&group) => {
                Fault::UnknownGroup { group }.of(&block.id).at("group")
            }
            _ => return,
        },
        BlockKind::Ai(ai)
            if !ai.service.trim().is_empty() && !around.services.contains(&ai.service) =>
        {
            let name = ai.service.clone();
            Fault::UnknownService { name }.of(&block.id).at("service")
        }
        _ => return,
    };
    problems.push(problem);
}
