//! What is said and what is understood.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use domain::TEXT_MAX;
use language::fold;

use super::problem::{Fault, Problem, range_fault, text_fault};
use crate::block::{Answer, Block, BlockKind, Message, Question, Start};
use crate::understand::PatternError;

/// The most characters that may stand on a button.
pub const TITLE_MAX: usize = 40;
/// The most buttons a question may have.
pub const BUTTONS_MAX: usize = 13;

pub(super) fn check(block: &Block, problems: &mut Vec<Problem>) {
    match &block.kind {
        BlockKind::Start(Start { text, .. }) => {
            if let Some(text) = text {
                check_text(block, text, problems);
            }
        }
        BlockKind::Message(Message { text, .. }) => check_text(block, text, problems),
        BlockKind::Question(question) => check_question(block, question, problems),
        _ => {}
    }
}

/// The problems of patterns that could not be understood, by the branches they stand in.
pub(super) fn of_patterns(
    block: &Block,
    faults: Vec<(usize, PatternError)>,
) -> impl Iterator<Item = Problem> {
    faults.into_iter().map(|(branch, error)| {
        let reason = error.to_string();
        let problem = Fault::BadPattern { reason }.of(&block.id);
        problem.in_branch(branch).at("pattern")
    })
}

fn check_text(block: &Block, text: &str, problems: &mut Vec<Problem>) {
    let fault = text_fault(text, TEXT_MAX);
    problems.extend(fault.map(|fault| fault.of(&block.id).at("text")));
}

fn check_question(block: &Block, question: &Question, problems: &mut Vec<Problem>) {
    let Question { text, branches, .. } = question;
    if let Some(text) = text {
        check_text(block, text, problems);
    }
    let mut titles = Titles::default();
    for (number, branch) in branches.iter().enumerate() {
        match &branch.when {
            Answer::Button { title } => {
                let fault = titles.fault(number, title);
                let problem = |fault: Fault| fault.of(&block.id).in_branch(number).at("title");
                problems.extend(fault.map(problem));
            }
            Answer::Words { words: list, .. } => check_list(block, number, "words", list, problems),
            Answer::Phrases { phrases, at_least } => {
                check_list(block, number, "phrases", phrases, problems);
                let fault = range_fault(u32::from(*at_least), 1..=100);
                let problem = |fault: Fault| fault.of(&block.id).in_branch(number).at("at_least");
                problems.extend(fault.map(problem));
            }
            Answer::Pattern { pattern } => {
                let fault = text_fault(pattern, TEXT_MAX);
                let problem = |fault: Fault| fault.of(&block.id).in_branch(number).at("pattern");
                problems.extend(fault.map(problem));
            }
            Answer::Entity { .. } | Answer::File {} | Answer::Else {} | Answer::NoAnswer { .. } => {
            }
        }
    }
    if titles.count > 0 && text.is_none() {
        problems.push(Fault::ButtonsWithoutText.of(&block.id).at("text"));
    }
    if titles.count > BUTTONS_MAX {
        let (count, limit) = (titles.count, BUTTONS_MAX);
        problems.push(Fault::TooManyButtons { count, limit }.of(&block.id));
    }
}

fn check_list(
    block: &Block,
    branch: usize,
    field: &str,
    texts: &[String],
    problems: &mut Vec<Problem>,
) {
    let of_block = |fault: Fault| fault.of(&block.id).in_branch(branch);
    if texts.is_empty() {
        problems.push(of_block(Fault::NoEntries).at(field));
    }
    for (index, text) in texts.iter().enumerate() {
        let fault = text_fault(text, TEXT_MAX);
        problems.extend(fault.map(|fault| of_block(fault).at(format!("{field}[{index}]"))));
    }
}

/// The buttons of a question that were looked at.
#[derive(Default)]
struct Titles {
    count: usize,
    /// The branch of the first button with each title, folded.
    first: BTreeMap<String, usize>,
}

impl Titles {
    fn fault(&mut self, branch: usize, title: &str) -> Option<Fault> {
        self.count += 1;
        text_fault(title, TITLE_MAX).or_else(|| match self.first.entry(fold(title)) {
            Entry::Occupied(earlier) => Some(Fault::TitleTwice {
                earlier: *earlier.get(),
            }),
            Entry::Vacant(entry) => {
                entry.insert(branch);
                None
            }
        })
    }
}
