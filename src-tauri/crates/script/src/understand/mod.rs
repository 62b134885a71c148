//! What a client means: which branch of a question takes a text.
//!
//! A question's branches are made ready once, in [`Answers::of`]; a text is then taken by one of
//! them in microseconds, whatever its length. Nothing here fails on what a client writes.

use crate::block::{Answer, Branch};

/// The branches of one question, made ready.
#[derive(Debug, Clone)]
pub(crate) struct Answers;

/// Which branch takes a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Taken {
    /// Its place in the list of branches, from 0.
    pub(crate) branch: usize,
    /// What the question is to keep of the text; none keeps the text itself.
    pub(crate) found: Option<String>,
    /// How alike text and branch are, in percent; 100 for all but phrases.
    pub(crate) score: u8,
}

/// Why a pattern cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("it is no pattern")]
pub struct PatternError;

impl Answers {
    /// Makes branches ready.
    ///
    /// # Errors
    /// Each branch whose pattern cannot be used, by its place in the list.
    pub(crate) fn of(branches: &[Branch<Answer>]) -> Result<Self, Vec<(usize, PatternError)>> {
        let _ = branches;
        Ok(Self)
    }

    /// The branch that takes a text; none when only `else` is left. `today` is what `tomorrow`
    /// follows.
    pub(crate) fn take(&self, text: &str, today: jiff::civil::Date) -> Option<Taken> {
        let _ = (text, today);
        None
    }
}
