use std::borrow::Cow;
use std::collections::HashMap;

use super::heard::Heard;
use crate::block::WordsHow;

/// The words of one branch, made ready.
#[derive(Debug, Clone)]
pub(super) enum Words {
    /// The text is one of them.
    Exact(Vec<String>),
    /// One of them is a part of the text.
    Contains(Vec<String>),
    /// The stems of one of them follow each other in the text.
    Stems(Vec<Vec<StemId>>),
}

/// The number of a stem.
pub(super) type StemId = usize;

/// The stems that the words of a question are made of.
#[derive(Debug, Clone, Default)]
pub(super) struct Stems(HashMap<Box<str>, StemId>);

impl Stems {
    fn learn(&mut self, stem: &str) -> StemId {
        let next = self.0.len();
        *self.0.entry(stem.into()).or_insert(next)
    }

    /// The numbers of the stems of a text; none stands for a stem that no word has.
    pub(super) fn recognise(&self, stems: &[Cow<'_, str>]) -> Vec<Option<StemId>> {
        let stems = stems.iter();
        stems.map(|stem| self.0.get(&**stem).copied()).collect()
    }
}

impl Words {
    pub(super) fn of(words: &[String], how: WordsHow, stems: &mut Stems) -> Self {
        let heard = words.iter().map(|word| Heard::of(word));
        let heard = heard.filter(|heard| !heard.text().is_empty());
        match how {
            WordsHow::Exact => Self::Exact(heard.map(|word| word.plain().into_owned()).collect()),
            WordsHow::Contains => {
                Self::Contains(heard.map(|word| word.text().to_owned()).collect())
            }
            WordsHow::Stems => {
                let learn = |word: Heard| {
                    let word = word.stems();
                    word.iter().map(|stem| stems.learn(stem)).collect()
                };
                Self::Stems(heard.map(learn).collect())
            }
        }
    }

    /// Whether one of them is in a text, whose stems are asked for only if they are needed.
    pub(super) fn take<'a>(
        &self,
        heard: &Heard,
        stems: impl FnOnce() -> &'a [Option<StemId>],
    ) -> bool {
        match self {
            Self::Exact(words) => {
                let plain = heard.plain();
                words.iter().any(|word| *word == *plain)
            }
            Self::Contains(words) => words
                .iter()
                .any(|word| heard.text().contains(word.as_str())),
            Self::Stems(words) => {
                let stems = stems();
                let is_at = |word: &[StemId], window: &[Option<StemId>]| {
                    word.iter()
                        .zip(window)
                        .all(|(stem, said)| Some(*stem) == *said)
                };
                words.iter().any(|word| {
                    let mut windows = stems.windows(word.len());
                    windows.any(|window| is_at(word, window))
                })
            }
        }
    }
}
