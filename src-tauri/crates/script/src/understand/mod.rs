//! What a client means: which branch of a question takes a text.
//!
//! A question's branches are made ready once, in [`Answers::of`]; a text is then understood in
//! microseconds. Nothing here fails on what a client writes, and nothing takes time out of proportion
//! to its length.

mod entity;
mod heard;
mod likeness;
mod pattern;
mod phrases;
mod sense;
mod weight;
mod words;

use std::cell::OnceCell;

use jiff::civil::Date;
use language::fold;
use regex::Regex;

use crate::block::{Answer, Branch, Entity, WordsHow};
use heard::Heard;
pub(crate) use pattern::PatternError;
use phrases::Phrases;
use words::{Stems, Words};

/// The branches of one question, made ready.
#[derive(Debug, Clone)]
pub(crate) struct Answers {
    /// The branches that take a text without being compared, with their places, in order.
    takers: Vec<(usize, Taker)>,
    stems: Stems,
    phrases: Phrases,
}

/// What a branch takes.
#[derive(Debug, Clone)]
enum Taker {
    Button {
        title: String,
        /// The title as it is typed.
        typed: Words,
    },
    Words(Words),
    Pattern(Regex),
    Entity(Entity),
}

/// Which branch takes a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Taken {
    /// Its place in the list of branches, from 0.
    pub(crate) branch: usize,
    /// What the question is to keep; none keeps the text itself.
    pub(crate) found: Option<String>,
    /// How alike text and branch are, in percent; 100 for all but phrases.
    pub(crate) score: u8,
}

impl Answers {
    /// Makes branches ready.
    ///
    /// # Errors
    /// Each branch whose pattern cannot be used, by its place in the list.
    pub(crate) fn of(branches: &[Branch<Answer>]) -> Result<Self, Vec<(usize, PatternError)>> {
        let mut answers = Self {
            takers: Vec::new(),
            stems: Stems::default(),
            phrases: Phrases::default(),
        };
        let mut errors = Vec::new();
        for (place, branch) in branches.iter().enumerate() {
            let taker = match &branch.when {
                Answer::Button { title } => Taker::Button {
                    title: title.clone(),
                    typed: Words::of(
                        std::slice::from_ref(title),
                        WordsHow::Exact,
                        &mut answers.stems,
                    ),
                },
                Answer::Words { words, how } => {
                    Taker::Words(Words::of(words, *how, &mut answers.stems))
                }
                Answer::Pattern { pattern } => match pattern::compile(pattern) {
                    Ok(pattern) => Taker::Pattern(pattern),
                    Err(error) => {
                        errors.push((place, error));
                        continue;
                    }
                },
                Answer::Entity { entity } => Taker::Entity(*entity),
                Answer::Phrases { phrases, at_least } => {
                    for phrase in phrases {
                        answers.phrases.learn(place, phrase, *at_least);
                    }
                    continue;
                }
                Answer::File {} | Answer::Else {} | Answer::NoAnswer { .. } => continue,
            };
            answers.takers.push((place, taker));
        }
        if errors.is_empty() {
            Ok(answers)
        } else {
            Err(errors)
        }
    }

    /// The branch that takes a text; none when only `else` is left. `today` is the day before
    /// `tomorrow`.
    pub(crate) fn take(&self, text: &str, today: Date) -> Option<Taken> {
        let heard = Heard::of(text);
        let (folded, stems, known) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        let folded = || folded.get_or_init(|| fold(text)).as_str();
        let stems = || stems.get_or_init(|| heard.stems()).as_slice();
        let known = || {
            known
                .get_or_init(|| self.stems.recognise(stems()))
                .as_slice()
        };
        let of = |branch, found| Taken {
            branch,
            found,
            score: 100,
        };
        let taken = self.takers.iter().find_map(|(place, taker)| match taker {
            Taker::Button { title, typed } => {
                let is_typed = typed.take(&heard, folded, known);
                is_typed.then(|| of(*place, Some(title.clone())))
            }
            Taker::Words(words) => {
                let is_said = words.take(&heard, folded, known);
                is_said.then(|| of(*place, None))
            }
            Taker::Pattern(pattern) => {
                pattern::found(pattern, text).map(|found| of(*place, Some(found)))
            }
            Taker::Entity(entity) => {
                entity::find(*entity, text, today).map(|found| of(*place, Some(found)))
            }
        });
        taken.or_else(|| {
            let (branch, score) = self.phrases.take(&heard, stems())?;
            Some(Taken {
                branch,
                found: None,
                score,
            })
        })
    }
}

#[cfg(test)]
mod tests;
