use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use domain::{NAME_MAX, TEXT_MAX};
use language::Language;

use crate::block::{Answer, Block, BlockId, BlockKind, Draft, Exit, Settings};
use crate::read::ReadError;
use language::fold;

/// The most characters that may stand on a button.
pub const TITLE_MAX: usize = 40;
/// The most buttons a question may have.
pub const BUTTONS_MAX: usize = 13;

/// A script that was found right: every exit leads to a block, every block can be reached, and it
/// has exactly one start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Script {
    draft: Draft,
    places: BTreeMap<BlockId, usize>,
    start: usize,
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

/// What keeps a draft from being published.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the messages name the fields")]
pub enum Problem {
    /// The script has no name.
    #[error("the script has no name")]
    NoName,
    /// The script's name is too long.
    #[error("the script's name has {length} characters; the limit is {NAME_MAX}")]
    NameTooLong { length: usize },
    /// Not even one block may be passed.
    #[error("`blocks_per_message` is 0; it must be 1 or more")]
    NoBlockMayPass,
    /// No block is a start.
    #[error("there is no block of type `start`")]
    NoStart,
    /// Another block is a start already.
    #[error("block \"{block}\": is a second start; a script has one")]
    SecondStart { block: BlockId },
    /// Another block has this id already.
    #[error("block \"{block}\": another block has this id too")]
    IdTwice { block: BlockId },
    /// An exit leads to no block at all.
    #[error("block \"{block}\": {exit} leads nowhere")]
    LeadsNowhere { block: BlockId, exit: Exit },
    /// An exit leads to a block that is not there.
    #[error("block \"{block}\": {exit} leads to \"{to}\", which does not exist")]
    LeadsToMissing {
        block: BlockId,
        exit: Exit,
        to: BlockId,
    },
    /// Nothing leads here.
    #[error("block \"{block}\": no way leads here from the start")]
    Unreachable { block: BlockId },
    /// The script would talk for ever.
    #[error("block \"{block}\": leads back to itself without a question in between")]
    LoopWithoutQuestion { block: BlockId },
    /// There is nothing to say.
    #[error("block \"{block}\": its text is empty")]
    EmptyText { block: BlockId },
    /// There is too much to say.
    #[error("block \"{block}\": its text has {length} characters; the limit is {TEXT_MAX}")]
    TextTooLong { block: BlockId, length: usize },
    /// A text names a variable that does not exist.
    #[error("block \"{block}\": there is no variable `{{{name}}}`")]
    UnknownVariable { block: BlockId, name: String },
    /// Nothing that a client could say is an answer.
    #[error("block \"{block}\": no answer leads on; give it a button or a branch `else`")]
    NoAnswerLeadsOn { block: BlockId },
    /// There are more buttons than any channel shows.
    #[error("block \"{block}\": has {count} buttons; the limit is {BUTTONS_MAX}")]
    TooManyButtons { block: BlockId, count: usize },
    /// Nothing stands on a button.
    #[error("block \"{block}\": button {button} has no title")]
    EmptyTitle { block: BlockId, button: usize },
    /// Too much stands on a button.
    #[error(
        "block \"{block}\": the title of button {button} has {length} characters; the limit is \
         {TITLE_MAX}"
    )]
    TitleTooLong {
        block: BlockId,
        button: usize,
        length: usize,
    },
    /// A client who types the title could mean either button.
    #[error("block \"{block}\": buttons {earlier} and {button} have the same title")]
    TitleTwice {
        block: BlockId,
        earlier: usize,
        button: usize,
    },
    /// A second branch of a kind that can be taken only once.
    #[error("block \"{block}\": has {exit} twice")]
    BranchTwice { block: BlockId, exit: Exit },
    /// The client would have no time to answer.
    #[error("block \"{block}\": `after_s` is 0; it must be 1 or more")]
    NoTimeToAnswer { block: BlockId },
}

impl Script {
    /// Reads a script and checks it.
    ///
    /// # Errors
    /// What keeps it from being read, or every problem found in it.
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

    /// The block a dialog begins with.
    pub(crate) fn start(&self) -> &Block {
        &self.draft.blocks[self.start]
    }

    /// The block of this id; none when the id comes from another script.
    pub(crate) fn block(&self, id: &BlockId) -> Option<&Block> {
        self.places.get(id).map(|place| &self.draft.blocks[*place])
    }
}

impl Draft {
    /// The script it is, when nothing is wrong with it.
    ///
    /// # Errors
    /// Every problem found, those of one block together and in the order of the file.
    pub fn check(self) -> Result<Script, Vec<Problem>> {
        let mut problems = self.problems_as_a_whole();
        let mut places = BTreeMap::new();
        let mut start = None;
        for (place, block) in self.blocks.iter().enumerate() {
            let id = || block.id.clone();
            if places.insert(block.id.clone(), place).is_some() {
                problems.push(Problem::IdTwice { block: id() });
            }
            if matches!(block.kind, BlockKind::Start { .. }) && start.replace(place).is_some() {
                problems.push(Problem::SecondStart { block: id() });
            }
        }
        for block in &self.blocks {
            check_words(block, &mut problems);
            check_exits(block, &places, &mut problems);
        }
        match start {
            None => problems.push(Problem::NoStart),
            // What can be reached means something only once every way leads somewhere.
            Some(start) if problems.is_empty() => {
                self.check_ways(&places, start, &mut problems);
                if problems.is_empty() {
                    return Ok(Script {
                        draft: self,
                        places,
                        start,
                    });
                }
            }
            Some(_) => {}
        }
        Err(problems)
    }

    fn problems_as_a_whole(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let length = self.name.chars().count();
        if self.name.trim().is_empty() {
            problems.push(Problem::NoName);
        } else if length > NAME_MAX {
            problems.push(Problem::NameTooLong { length });
        }
        if self.settings.blocks_per_message == 0 {
            problems.push(Problem::NoBlockMayPass);
        }
        problems
    }

    /// Finds blocks that no way leads to, and ways that never come to rest.
    fn check_ways(
        &self,
        places: &BTreeMap<BlockId, usize>,
        start: usize,
        problems: &mut Vec<Problem>,
    ) {
        let mut reached = BTreeSet::new();
        let mut open = vec![start];
        while let Some(place) = open.pop() {
            if reached.insert(place) {
                let exits = self.blocks[place].exits().into_iter();
                open.extend(exits.filter_map(|(_, to)| places.get(to?)));
            }
        }
        // Each block is walked over once: a walk that meets itself is a loop, one that meets an
        // earlier walk goes where that went.
        let mut walked = vec![None; self.blocks.len()];
        for (first, block) in self.blocks.iter().enumerate() {
            if !reached.contains(&first) {
                problems.push(Problem::Unreachable {
                    block: block.id.clone(),
                });
            }
            let mut place = first;
            while let Some(next) = self.blocks[place].goes_on_to()
                && walked[place].is_none()
            {
                walked[place] = Some(first);
                place = places[next];
                if walked[place] == Some(first) {
                    problems.push(Problem::LoopWithoutQuestion {
                        block: self.blocks[place].id.clone(),
                    });
                }
            }
        }
    }
}

fn check_words(block: &Block, problems: &mut Vec<Problem>) {
    let id = || block.id.clone();
    match &block.kind {
        BlockKind::Start { text, .. } => {
            if let Some(text) = text {
                check_text(block, text, problems);
            }
        }
        BlockKind::Message { text, .. } => check_text(block, text, problems),
        BlockKind::Question { text, branches } => {
            check_text(block, text, problems);
            let mut titles = Titles::default();
            for branch in branches {
                match &branch.when {
                    Answer::Button { title } => {
                        check_title(block, title, &mut titles, problems);
                    }
                    Answer::NoAnswer { after_s: 0 } => {
                        problems.push(Problem::NoTimeToAnswer { block: id() });
                    }
                    Answer::Else | Answer::NoAnswer { .. } => {}
                }
            }
            if titles.count > BUTTONS_MAX {
                problems.push(Problem::TooManyButtons {
                    block: id(),
                    count: titles.count,
                });
            }
            let takes_answers = |when: &Answer| !matches!(when, Answer::NoAnswer { .. });
            if !branches.iter().any(|branch| takes_answers(&branch.when)) {
                problems.push(Problem::NoAnswerLeadsOn { block: id() });
            }
        }
        BlockKind::Transfer { .. } | BlockKind::End {} => {}
    }
}

fn check_text(block: &Block, text: &str, problems: &mut Vec<Problem>) {
    let id = || block.id.clone();
    let length = text.chars().count();
    if text.trim().is_empty() {
        problems.push(Problem::EmptyText { block: id() });
    } else if length > TEXT_MAX {
        problems.push(Problem::TextTooLong {
            block: id(),
            length,
        });
    }
    for name in variables(text) {
        problems.push(Problem::UnknownVariable {
            block: id(),
            name: name.to_owned(),
        });
    }
}

/// The buttons of a question that were looked at.
#[derive(Default)]
struct Titles {
    count: usize,
    /// The number of the first button with each title, folded.
    first: BTreeMap<String, usize>,
}

fn check_title(block: &Block, title: &str, titles: &mut Titles, problems: &mut Vec<Problem>) {
    let id = || block.id.clone();
    titles.count += 1;
    let button = titles.count;
    let length = title.chars().count();
    if title.trim().is_empty() {
        problems.push(Problem::EmptyTitle {
            block: id(),
            button,
        });
        return;
    }
    if length > TITLE_MAX {
        problems.push(Problem::TitleTooLong {
            block: id(),
            button,
            length,
        });
    }
    match titles.first.entry(fold(title)) {
        Entry::Occupied(earlier) => problems.push(Problem::TitleTwice {
            block: id(),
            earlier: *earlier.get(),
            button,
        }),
        Entry::Vacant(entry) => {
            entry.insert(button);
        }
    }
}

fn check_exits(block: &Block, places: &BTreeMap<BlockId, usize>, problems: &mut Vec<Problem>) {
    let mut earlier = BTreeSet::new();
    for (exit, to) in block.exits() {
        let block = block.id.clone();
        if !earlier.insert(exit) {
            problems.push(Problem::BranchTwice { block, exit });
            continue;
        }
        match to {
            None => problems.push(Problem::LeadsNowhere { block, exit }),
            Some(to) if !places.contains_key(to) => problems.push(Problem::LeadsToMissing {
                block,
                exit,
                to: to.clone(),
            }),
            Some(_) => {}
        }
    }
}

/// The names in a text that stand where a variable would: letters, digits, `_` and `.` in braces.
fn variables(text: &str) -> impl Iterator<Item = &str> {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.');
    text.split('{').skip(1).filter_map(move |rest| {
        let (name, _) = rest.split_once('}')?;
        (!name.is_empty() && name.chars().all(fits)).then_some(name)
    })
}
