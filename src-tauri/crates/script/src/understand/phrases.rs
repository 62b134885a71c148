//! How alike a text and the examples of a question are.
//!
//! Words are compared by their stems, typing errors forgiven, wherever they stand. An example is the
//! more like a text the more of its words the text has, and the less the text says beside it; words
//! that stand in any sentence count little. A `not` that only one of the two has halves the likeness.

use std::borrow::Cow;
use std::collections::HashMap;

use super::heard::Heard;
use super::likeness::{Spelling, likeness};
use super::sense::{Sense, senses};

/// So many words of a text are looked at.
const WORDS_MAX: usize = 512;
/// How much of a likeness a text keeps that says a hundred things beside the example.
const FOR_THE_EXAMPLE: f32 = 0.6;
/// What each pair of words that stand the other way round takes away.
const OUT_OF_ORDER: f32 = 0.03;
/// What a `not` too many leaves.
const DENIED: f32 = 0.5;

/// The examples of all branches of a question, made ready.
#[derive(Debug, Clone, Default)]
pub(super) struct Phrases {
    phrases: Vec<Phrase>,
    ids: HashMap<Box<str>, usize>,
    stems: Vec<(Box<str>, Spelling)>,
}

#[derive(Debug, Clone)]
struct Phrase {
    branch: usize,
    /// How alike at least, in percent.
    at_least: u8,
    words: Vec<Word>,
    /// What its words weigh together.
    weight: f32,
}

/// A word of an example.
#[derive(Debug, Clone, Copy)]
struct Word {
    stem: usize,
    sense: Sense,
}

/// A word of a text.
#[derive(Debug, Clone, Copy)]
struct Said {
    sense: Sense,
    /// The last example that was found to have it.
    used_by: usize,
}

/// A word of the text that a stem of the examples is, or might be.
#[derive(Debug, Clone, Copy)]
struct Match {
    word: usize,
    likeness: f32,
}

impl Phrases {
    pub(super) fn learn(&mut self, branch: usize, phrase: &str, at_least: u8) {
        let heard = Heard::of(phrase);
        let stems = heard.stems();
        let senses = senses(&heard, &stems, WORDS_MAX);
        let words: Vec<Word> = senses
            .into_iter()
            .zip(&stems)
            .map(|(sense, stem)| Word {
                stem: self.learn_stem(stem),
                sense,
            })
            .collect();
        if !words.is_empty() {
            self.phrases.push(Phrase {
                branch,
                at_least,
                weight: words.iter().map(|word| word.sense.weight).sum(),
                words,
            });
        }
    }

    fn learn_stem(&mut self, stem: &str) -> usize {
        let next = self.stems.len();
        let id = *self.ids.entry(stem.into()).or_insert(next);
        if id == next {
            self.stems.push((stem.into(), Spelling::of(stem)));
        }
        id
    }

    /// The branch with the example that is most like a text, and how alike they are in percent; the
    /// earlier branch when two are alike, none when no example is like enough.
    pub(super) fn take(&self, heard: &Heard, stems: &[Cow<'_, str>]) -> Option<(usize, u8)> {
        if self.phrases.is_empty() {
            return None;
        }
        let mut said: Vec<Said> = senses(heard, stems, WORDS_MAX)
            .into_iter()
            .map(|sense| Said { sense, used_by: 0 })
            .collect();
        let matches = self.matches(heard, stems);
        let mut best = None;
        for (number, phrase) in (1..).zip(&self.phrases) {
            let at_least = best.map_or(phrase.at_least, |(_, score)| phrase.at_least.max(score));
            // No order of words makes more of a phrase than the sum of its words.
            let most = |word: &Word| {
                word.sense.weight * matches[word.stem].first().map_or(0.0, |m| m.likeness)
            };
            let possible: f32 = phrase.words.iter().map(most).sum();
            if percent(possible / phrase.weight) < at_least {
                continue;
            }
            let score = phrase.likeness(number, &mut said, &matches);
            if score > 0 && score >= phrase.at_least && best.is_none_or(|(_, best)| score > best) {
                best = Some((phrase.branch, score));
            }
        }
        best
    }

    /// For each stem of the examples the words of a text that it might be, the likest first.
    fn matches(&self, heard: &Heard, stems: &[Cow<'_, str>]) -> Vec<Vec<Match>> {
        let mut matches = vec![Vec::new(); self.stems.len()];
        for (word, (stem, (piece, _))) in
            stems.iter().zip(heard.pieces()).take(WORDS_MAX).enumerate()
        {
            let known = self.ids.get(&**stem).copied();
            if let Some(id) = known {
                matches[id].push(Match {
                    word,
                    likeness: 1.0,
                });
            }
            let spelling = Spelling::of(stem);
            let has_letters = !stem.bytes().all(|b| b.is_ascii_digit());
            if !(piece.is_word && has_letters && spelling.may_have_errors()) {
                continue;
            }
            for (id, (candidate, candidate_spelling)) in self.stems.iter().enumerate() {
                if known != Some(id)
                    && let Some(likeness) =
                        likeness((stem, spelling), (candidate, *candidate_spelling))
                {
                    matches[id].push(Match { word, likeness });
                }
            }
        }
        for matches in &mut matches {
            matches.sort_by(|one, two| two.likeness.total_cmp(&one.likeness));
        }
        matches
    }
}

impl Phrase {
    /// How alike this example, the one with this number, and a text are, in percent.
    fn likeness(&self, number: usize, said: &mut [Said], matches: &[Vec<Match>]) -> u8 {
        let mut found: Vec<Option<Match>> = vec![None; self.words.len()];
        // The same words first, so that none is taken for another with an error in it.
        for is_same in [true, false] {
            for (word, found) in self.words.iter().zip(&mut found) {
                if found.is_some() {
                    continue;
                }
                let fits =
                    |m: &&Match| (m.likeness == 1.0) == is_same && said[m.word].used_by != number;
                let agrees = |m: &&Match| said[m.word].sense.is_denied == word.sense.is_denied;
                let mut candidates = matches[word.stem].iter().filter(fits);
                let agreeing = candidates.clone().find(agrees);
                if let Some(best) = agreeing.or_else(|| candidates.next()) {
                    said[best.word].used_by = number;
                    *found = Some(*best);
                }
            }
        }
        let mut alike = 0.0;
        let mut covered = 0.0;
        let mut is_denied = false;
        let mut out_of_order = 0.0;
        let mut last = None;
        for (word, found) in self.words.iter().zip(&found) {
            let Some(found) = found else { continue };
            alike += word.sense.weight * found.likeness;
            covered += said[found.word].sense.weight;
            is_denied |= said[found.word].sense.is_denied != word.sense.is_denied;
            if last
                .replace(found.word)
                .is_some_and(|last| found.word < last)
            {
                out_of_order += 1.0;
            }
        }
        let all: f32 = said.iter().map(|word| word.sense.weight).sum();
        let of_phrase = alike / self.weight;
        let of_text = covered / all;
        let mut score = of_phrase * (FOR_THE_EXAMPLE + (1.0 - FOR_THE_EXAMPLE) * of_text);
        score *= (1.0 - OUT_OF_ORDER * out_of_order).max(0.5);
        if is_denied {
            score *= DENIED;
        }
        percent(score)
    }
}

/// Whole percents, rounded down but for what sums of floating point lose.
fn percent(share: f32) -> u8 {
    (share * 100.0 + 0.01).clamp(0.0, 100.0) as u8
}
