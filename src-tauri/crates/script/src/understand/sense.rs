use std::borrow::Cow;

use super::heard::Heard;
use super::weight::{WORD, denies, goes_on, is_polite, weight};

/// What a word says where it stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sense {
    /// How much.
    pub(super) weight: f32,
    /// Whether a `not` belongs to it.
    pub(super) is_denied: bool,
}

/// What the words of a text say, up to so many of them.
pub(super) fn senses(heard: &Heard, stems: &[Cow<'_, str>], most: usize) -> Vec<Sense> {
    let mut senses = Vec::with_capacity(stems.len().min(most));
    let mut words: Vec<&str> = Vec::new();
    let mut clause = 0;
    for ((piece, word), stem) in heard.pieces().zip(stems).take(most) {
        if piece.clause != clause && !goes_on(word) {
            deny(&words, &mut senses);
            words.clear();
        }
        clause = piece.clause;
        words.push(word);
        senses.push(Sense {
            weight: weight(stem, piece.is_word),
            is_denied: false,
        });
    }
    deny(&words, &mut senses);
    senses
}

/// Finds what is denied in a clause, whose words have the last of the senses.
fn deny(words: &[&str], senses: &mut [Sense]) {
    let (_, senses) = senses.split_at_mut(senses.len() - words.len());
    for not in (0..words.len()).filter(|at| denies(words[*at])) {
        if let Some(denied) = denied_by(not, words, senses) {
            senses[denied].is_denied = true;
        }
    }
}

/// The word that a `not` belongs to: the first full word that follows, else the last full one
/// before, as in `заказ отменять не надо`, else whatever follows.
fn denied_by(not: usize, words: &[&str], senses: &[Sense]) -> Option<usize> {
    let next = (not + 1 < words.len()).then_some(not + 1);
    if next.is_some_and(|next| is_polite(words[next])) {
        return None;
    }
    let is_full = |at: &usize| senses[*at].weight >= WORD;
    (not + 1..words.len())
        .find(is_full)
        .or_else(|| (0..not).rev().find(is_full))
        .or(next)
}

#[cfg(test)]
mod tests {
    use super::senses;
    use crate::understand::heard::Heard;

    #[test]
    fn a_not_belongs_to_the_next_full_word_of_its_clause() {
        for (text, expected) in [
            ("хочу отменить заказ", ""),
            ("не хочу отменять заказ", "отменять"),
            ("заказ отменять не надо", "отменять"),
            ("сайт не работает", "работает"),
            ("без доставки", "доставки"),
            ("доставки нет", "доставки"),
            ("нет, хочу доставку", ""),
            ("не хочу, чтобы отменили", "отменили"),
            ("не подскажете, где заказ", ""),
            ("не надо", "надо"),
            ("нет", ""),
            ("I don’t want to cancel", "cancel"),
            ("not delivered, where is it", "delivered"),
            ("не пришло и не придет", "пришло придет"),
        ] {
            let heard = Heard::of(text);
            let senses = senses(&heard, &heard.stems(), usize::MAX);
            let words = heard.pieces().zip(&senses);
            let denied = words.filter(|(_, sense)| sense.is_denied);
            let denied: Vec<&str> = denied.map(|((_, word), _)| word).collect();
            assert_eq!(denied.join(" "), expected, "{text}");
        }
    }
}
