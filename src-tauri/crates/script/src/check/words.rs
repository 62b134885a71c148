//! What is said and what is understood.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use domain::TEXT_MAX;
use language::fold;

use super::problem::{Fault, OfBlock, range_fault, text_fault};
use crate::block::{Answer, Block, BlockKind, Message, Question, Start};
use crate::understand::PatternError;

/// The most characters that may stand on a button.
pub const TITLE_MAX: usize = 40;
/// The most buttons a question may have.
pub const BUTTONS_MAX: usize = 13;

pub(super) fn check(block: &Block, found: &mut OfBlock<'_>) {
    match &block.kind {
        BlockKind::Start(Start { text, .. }) => check_text(text.as_deref(), found),
        BlockKind::Message(Message { text, .. }) => check_text(Some(text), found),
        BlockKind::Question(question) => check_question(question, found),
        _ => {}
    }
}

/// Puts down which branches have a pattern that cannot be understood.
pub(super) fn add_patterns(faults: Vec<(usize, PatternError)>, found: &mut OfBlock<'_>) {
    for (branch, error) in faults {
        let reason = error.to_string();
        found.add(branch, "pattern", Fault::BadPattern { reason });
    }
}

fn check_text(text: Option<&str>, found: &mut OfBlock<'_>) {
    let fault = text.and_then(|text| text_fault(text, TEXT_MAX));
    found.add(None, "text", fault);
}

fn check_question(question: &Question, found: &mut OfBlock<'_>) {
    let Question { text, branches, .. } = question;
    check_text(text.as_deref(), found);
    let mut titles = Titles::default();
    for (number, branch) in branches.iter().enumerate() {
        match &branch.when {
            Answer::Button { title } => found.add(number, "title", titles.fault(number, title)),
            Answer::Words { words, .. } => check_list(number, "words", words, found),
            Answer::Phrases { phrases, at_least } => {
                check_list(number, "phrases", phrases, found);
                let fault = range_fault(u32::from(*at_least), 1..=100);
                found.add(number, "at_least", fault);
            }
            Answer::Pattern { pattern } => {
                found.add(number, "pattern", text_fault(pattern, TEXT_MAX));
            }
            Answer::Entity { .. } | Answer::File {} | Answer::Else {} | Answer::NoAnswer { .. } => {
            }
        }
    }
    let (count, limit) = (titles.count, BUTTONS_MAX);
    if count > 0 && text.is_none() {
        found.add(None, "text", Fault::ButtonsWithoutText);
    }
    if count > limit {
        found.add(None, "branches", Fault::TooManyButtons { count, limit });
    }
}

fn check_list(branch: usize, field: &str, texts: &[String], found: &mut OfBlock<'_>) {
    if texts.is_empty() {
        found.add(branch, field, Fault::NoEntries);
    }
    for (index, text) in texts.iter().enumerate() {
        let fault = text_fault(text, TEXT_MAX);
        found.add(branch, &format!("{field}[{index}]"), fault);
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
