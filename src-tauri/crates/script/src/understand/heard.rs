use std::borrow::Cow;
use std::ops::Range;

use language::{fold, stem};

/// A text in the pieces that answers are looked for in: words, and signs like emoji each on its own.
/// Case, `ё`, accents and punctuation are gone; a text of nothing but punctuation is one sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heard {
    /// The pieces with one space between.
    text: String,
    pieces: Vec<Piece>,
    drops_marks: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    place: Range<usize>,
    /// Which part of its sentence it stands in; commas and the like are between parts.
    pub(super) clause: u32,
    pub(super) is_word: bool,
}

impl Heard {
    pub(super) fn of(text: &str) -> Self {
        let mut heard = Self {
            text: String::with_capacity(text.len()),
            pieces: Vec::new(),
            drops_marks: false,
        };
        let mut clause = 0;
        for line in text.lines() {
            heard.hear(&fold(line), &mut clause);
            clause += 1;
        }
        if heard.pieces.is_empty() {
            heard.text = fold(text);
            if !heard.text.is_empty() {
                heard.pieces.push(Piece {
                    place: 0..heard.text.len(),
                    clause: 0,
                    is_word: false,
                });
            }
        }
        heard
    }

    fn hear(&mut self, folded: &str, clause: &mut u32) {
        let mut in_word = false;
        let mut chars = folded.chars().peekable();
        while let Some(c) = chars.next() {
            let is_of_word = matches!(c, 'а'..='я') || c.is_alphanumeric();
            if is_silent(c) {
                // A `й` may come in two parts; other accents do not matter.
                if c == '\u{306}' && in_word && self.text.ends_with('и') {
                    self.text.pop();
                    self.extend('й');
                }
                continue;
            }
            let follows = chars.peek().copied().unwrap_or(' ');
            if is_of_word {
                if !in_word {
                    self.begin(*clause, true);
                }
                self.extend(c);
                in_word = true;
                continue;
            }
            if matches!(c, '\'' | '’') && in_word && follows.is_alphanumeric() {
                self.extend('\'');
                continue;
            }
            in_word = false;
            self.drops_marks |= is_punctuation(c) && !c.is_whitespace() && !c.is_control();
            match c {
                '.' | ',' | ';' | ':' | '!' | '?' | '…' | '(' | ')' | '—' | '–' => {
                    *clause += 1;
                }
                '-' if follows == ' ' => *clause += 1,
                _ if is_punctuation(c) => {}
                _ => {
                    self.begin(*clause, false);
                    self.extend(c);
                }
            }
        }
    }

    fn begin(&mut self, clause: u32, is_word: bool) {
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        let end = self.text.len();
        self.pieces.push(Piece {
            place: end..end,
            clause,
            is_word,
        });
    }

    /// Adds a character to the last piece.
    fn extend(&mut self, c: char) {
        self.text.push(c);
        if let Some(piece) = self.pieces.last_mut() {
            piece.place.end = self.text.len();
        }
    }

    /// All pieces with one space between.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The words with one space between, or the signs when there are no words.
    pub(super) fn plain(&self) -> Cow<'_, str> {
        let words = self.pieces.iter().filter(|piece| piece.is_word).count();
        if words == 0 || words == self.pieces.len() {
            return Cow::Borrowed(&self.text);
        }
        let words = self.pieces().filter(|(piece, _)| piece.is_word);
        let words: Vec<&str> = words.map(|(_, word)| word).collect();
        Cow::Owned(words.join(" "))
    }

    /// Whether the text has punctuation, which is not heard, or only where there is nothing else.
    pub(super) const fn drops_marks(&self) -> bool {
        self.drops_marks
    }

    pub(super) fn has_words(&self) -> bool {
        self.pieces.iter().any(|piece| piece.is_word)
    }

    /// What the forms of each piece have in common, in order.
    pub(super) fn stems(&self) -> Vec<Cow<'_, str>> {
        self.pieces().map(|(_, word)| stem(word)).collect()
    }

    /// The pieces and their text, in order.
    pub(super) fn pieces(&self) -> impl ExactSizeIterator<Item = (&Piece, &str)> {
        let pieces = self.pieces.iter();
        pieces.map(|piece| (piece, &self.text[piece.place.clone()]))
    }
}

/// Accents, skin colours and other characters that only change the one before.
const fn is_silent(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{300}'..='\u{36f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2060}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{1f3fb}'..='\u{1f3ff}'
    )
}

/// Marks that make a word what it is, as in `c++`, `24/7` or `50%`.
pub(super) const fn is_sign(c: char) -> bool {
    matches!(
        c,
        '#' | '$'
            | '%'
            | '&'
            | '*'
            | '+'
            | '/'
            | '<'
            | '='
            | '>'
            | '@'
            | '\\'
            | '^'
            | '_'
            | '|'
            | '~'
    )
}

/// Spaces, controls and the punctuation of European languages, all else than letters and digits.
fn is_punctuation(c: char) -> bool {
    c.is_ascii()
        || c.is_whitespace()
        || c.is_control()
        || matches!(
            c,
            '«' | '»' | '·' | '¡' | '¿' | '§' | '¶' | '´' | '¨' | '\u{2010}'..='\u{206f}'
        )
}

#[cfg(test)]
mod tests {
    use super::Heard;

    #[test]
    fn a_text_is_heard_in_words_and_signs() {
        for (text, heard, plain) in [
            ("", "", ""),
            (" \n ", "", ""),
            ("Где МОЙ ёж?", "где мой еж", "где мой еж"),
            ("«Да», — сказал он…", "да сказал он", "да сказал он"),
            (
                "Интернет-магазин №5",
                "интернет магазин № 5",
                "интернет магазин 5",
            ),
            ("I don’t know", "i don't know", "i don't know"),
            ("'quoted'", "quoted", "quoted"),
            ("Спасибо🙏🏽!", "спасибо 🙏", "спасибо"),
            ("👍👍", "👍 👍", "👍 👍"),
            ("❤️", "❤", "❤"),
            ("👨\u{200d}👩", "👨 👩", "👨 👩"),
            ("+", "+", "+"),
            ("???", "???", "???"),
            ("мои\u{306} за\u{301}каз", "мой заказ", "мой заказ"),
            ("е\u{308}ж", "еж", "еж"),
            ("\u{306}", "\u{306}", "\u{306}"),
        ] {
            assert_eq!(Heard::of(text).text(), heard, "{text:?}");
            assert_eq!(Heard::of(text).plain(), plain, "{text:?}");
        }
    }

    #[test]
    fn commas_lines_and_dashes_part_clauses() {
        let heard = Heard::of("нет, хочу - да\nе-мейл");
        let clauses: Vec<(&str, u32)> = heard
            .pieces()
            .map(|(piece, word)| (word, piece.clause))
            .collect();
        assert_eq!(
            clauses,
            [("нет", 0), ("хочу", 1), ("да", 2), ("е", 3), ("мейл", 3)]
        );
    }
}
