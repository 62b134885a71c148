use std::borrow::Cow;
use std::collections::HashMap;

use language::fold;

use super::heard::{Heard, is_sign};
use crate::block::WordsHow;

/// The words of one branch, made ready.
#[derive(Debug, Clone)]
pub(super) struct Words {
    heard: AsHeard,
    /// Those that would lose in hearing what makes them, like `c++`; folded, and compared letter by
    /// letter.
    literal: Vec<String>,
    how: WordsHow,
}

/// Words that are compared with what is heard of a text.
#[derive(Debug, Clone)]
enum AsHeard {
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
        let mut heard = Vec::new();
        let mut literal = Vec::new();
        for word in words {
            let one = Heard::of(word);
            if is_literal(&one, word, how) {
                literal.push(fold(word));
            } else if !one.text().is_empty() {
                heard.push(one);
            }
        }
        let heard = heard.into_iter();
        let heard = match how {
            WordsHow::Exact => {
                AsHeard::Exact(heard.map(|word| word.plain().into_owned()).collect())
            }
            WordsHow::Contains => {
                AsHeard::Contains(heard.map(|word| word.text().to_owned()).collect())
            }
            WordsHow::Stems => {
                let learn = |word: Heard| {
                    let word = word.stems();
                    word.iter().map(|stem| stems.learn(stem)).collect()
                };
                AsHeard::Stems(heard.map(learn).collect())
            }
        };
        Self {
            heard,
            literal,
            how,
        }
    }

    /// Whether one of them is in a text, whose folded form and stems are asked for only if they are
    /// needed.
    pub(super) fn take<'a>(
        &self,
        heard: &Heard,
        folded: impl FnOnce() -> &'a str,
        stems: impl FnOnce() -> &'a [Option<StemId>],
    ) -> bool {
        self.is_heard(heard, stems) || (!self.literal.is_empty() && self.is_written(folded()))
    }

    fn is_heard<'a>(&self, heard: &Heard, stems: impl FnOnce() -> &'a [Option<StemId>]) -> bool {
        match &self.heard {
            AsHeard::Exact(words) => {
                let plain = heard.plain();
                words.iter().any(|word| *word == *plain)
            }
            AsHeard::Contains(words) => words
                .iter()
                .any(|word| heard.text().contains(word.as_str())),
            AsHeard::Stems(words) => {
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

    fn is_written(&self, folded: &str) -> bool {
        let mut words = self.literal.iter();
        match self.how {
            WordsHow::Exact => {
                let is_around = |c: char| !(c.is_alphanumeric() || is_sign(c));
                let bare = folded.trim_matches(is_around);
                words.any(|word| bare == word.trim_matches(is_around))
            }
            WordsHow::Contains => words.any(|word| folded.contains(word.as_str())),
            WordsHow::Stems => words.any(|word| stands_alone(word, folded)),
        }
    }
}

/// Whether a word is looked for letter by letter. Parts of a text are, whatever hearing would drop;
/// whole words only for signs like `+`, since a comma in a word group is there by custom.
fn is_literal(heard: &Heard, word: &str, how: WordsHow) -> bool {
    let has_sign = || word.contains(is_sign);
    match how {
        WordsHow::Exact => has_sign(),
        WordsHow::Contains => heard.drops_marks(),
        WordsHow::Stems => has_sign() || (heard.drops_marks() && !heard.has_words()),
    }
}

/// Whether a word is in a text and no part of a longer one, as `50%` is of `150%`.
fn stands_alone(word: &str, text: &str) -> bool {
    let parts = |before: Option<char>, after: Option<char>| {
        before.zip(after).is_none_or(|(before, after)| {
            let goes_on = |is: fn(char) -> bool| is(before) && is(after);
            !goes_on(char::is_alphanumeric) && !goes_on(is_sign)
        })
    };
    text.match_indices(word).any(|(start, word)| {
        let (before, after) = (&text[..start], &text[start + word.len()..]);
        parts(before.chars().next_back(), word.chars().next())
            && parts(word.chars().next_back(), after.chars().next())
    })
}
