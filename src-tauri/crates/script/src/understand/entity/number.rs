use std::collections::HashMap;
use std::sync::LazyLock;

use language::fold;
use rust_decimal::Decimal;

use crate::calc::{is_group_mark, number};

/// The first number in a text that is written in figures, or else in words.
pub(super) fn find(text: &str) -> Option<Decimal> {
    in_figures(text).or_else(|| in_words(text))
}

/// Ranges, times, dates and what hangs on a letter, as in `A5`, are no numbers.
fn in_figures(text: &str) -> Option<Decimal> {
    let mut from = 0;
    while let Some(start) = text[from..].find(|c: char| c.is_ascii_digit()) {
        let start = from + start;
        let mut end = run(text, start);
        from = end;
        let before = &text[..start];
        let sign = before
            .chars()
            .next_back()
            .filter(|c| matches!(c, '-' | '−'));
        let before = &before[..before.len() - sign.map_or(0, char::len_utf8)];
        let Some(mut found) = number(&text[start..end]) else {
            continue;
        };
        if before.ends_with(char::is_alphanumeric) {
            continue;
        }
        // Spaces part thousands where that makes a number.
        while let Some(mark) = text[end..].chars().next().filter(|c| is_group_mark(*c)) {
            let group = end + mark.len_utf8();
            let next = run(text, group);
            let longer = (next > group).then(|| number(&text[start..next]));
            let Some(longer) = longer.flatten() else {
                break;
            };
            (end, found) = (next, longer);
        }
        let is_negative = sign.is_some() && !found.is_zero();
        return Some(if is_negative { -found } else { found }.normalize());
    }
    None
}

/// Where figures end that begin at `start`, with the marks between them.
fn run(text: &str, start: usize) -> usize {
    for (at, c) in text[start..].char_indices() {
        let digit_follows = || {
            let next = text[start + at + c.len_utf8()..].chars().next();
            next.is_some_and(|c| c.is_ascii_digit())
        };
        let is_mark = matches!(c, '.' | ',' | '\'' | '’' | ':' | '/' | '-');
        if !(c.is_ascii_digit() || (is_mark && at > 0 && digit_follows())) {
            return start + at;
        }
    }
    text.len()
}

fn in_words(text: &str) -> Option<Decimal> {
    let folded = fold(text);
    let mut words = folded
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .map(value);
    let mut total: u32 = words.by_ref().flatten().next()?;
    // Each word must fit below the one before: `двадцать пять`, not `пять двадцать`.
    let mut room = room_below(total);
    for next in words {
        match next {
            Some(100) if (1..=9).contains(&total) => {
                total *= 100;
                room = 100;
            }
            Some(next) if 0 < next && next < room => {
                total += next;
                room = room_below(next);
            }
            _ => break,
        }
    }
    Some(Decimal::from(total))
}

/// What may follow a number word must be less than this.
const fn room_below(value: u32) -> u32 {
    match value {
        100.. => 100,
        20.. => 10,
        _ => 0,
    }
}

/// The number that a folded word means, from 0 to 900.
pub(super) fn value(word: &str) -> Option<u32> {
    static VALUES: LazyLock<HashMap<&str, u32>> = LazyLock::new(|| {
        let words = WORDS.iter();
        words
            .flat_map(|(value, words)| words.split(' ').map(|word| (word, *value)))
            .collect()
    });
    VALUES.get(word).copied()
}

const WORDS: [(u32, &str); 37] = [
    (0, "zero ноль нуль нуля"),
    (1, "one один одна одно одну одного одной"),
    (2, "two два две двух двое"),
    (3, "three три трех трое"),
    (4, "four четыре четырех четверо"),
    (5, "five пять пяти пятеро"),
    (6, "six шесть шести"),
    (7, "seven семь семи"),
    (8, "eight восемь восьми"),
    (9, "nine девять девяти"),
    (10, "ten десять десяти"),
    (11, "eleven одиннадцать одиннадцати"),
    (12, "twelve двенадцать двенадцати"),
    (13, "thirteen тринадцать тринадцати"),
    (14, "fourteen четырнадцать четырнадцати"),
    (15, "fifteen пятнадцать пятнадцати"),
    (16, "sixteen шестнадцать шестнадцати"),
    (17, "seventeen семнадцать семнадцати"),
    (18, "eighteen восемнадцать восемнадцати"),
    (19, "nineteen девятнадцать девятнадцати"),
    (20, "twenty двадцать двадцати"),
    (30, "thirty тридцать тридцати"),
    (40, "forty сорок сорока"),
    (50, "fifty пятьдесят пятидесяти"),
    (60, "sixty шестьдесят шестидесяти"),
    (70, "seventy семьдесят семидесяти"),
    (80, "eighty восемьдесят восьмидесяти"),
    (90, "ninety девяносто девяноста"),
    (100, "hundred сто ста"),
    (200, "двести двухсот"),
    (300, "триста трехсот"),
    (400, "четыреста четырехсот"),
    (500, "пятьсот пятисот"),
    (600, "шестьсот шестисот"),
    (700, "семьсот семисот"),
    (800, "восемьсот восьмисот"),
    (900, "девятьсот девятисот"),
];

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn numbers_are_found_in_figures_or_words() {
        for (text, expected) in [
            ("5", Some("5")),
            ("нужно 3 штуки", Some("3")),
            ("1 200,50 руб.", Some("1200.5")),
            ("Сумма: 1\u{a0}200\u{a0}000р", Some("1200000")),
            ("1,200.50", Some("1200.5")),
            ("-5 градусов", Some("-5")),
            ("минус: −0,5", Some("-0.5")),
            ("-0", Some("0")),
            ("5.", Some("5")),
            ("5, 6 или 7", Some("5")),
            ("5 6", Some("5")),
            ("1 200 5", Some("1200")),
            ("2 по 1500", Some("2")),
            ("5кг", Some("5")),
            ("№123", Some("123")),
            ("10 %", Some("10")),
            ("до 0.10", Some("0.1")),
            ("A5 и 7", Some("7")),
            ("2-3 штуки", None),
            ("в 12:30", None),
            ("15.12.2026", None),
            ("1/2", None),
            ("два", Some("2")),
            ("двадцать пять человек", Some("25")),
            ("Двадцать, пожалуйста", Some("20")),
            ("сто двадцать три", Some("123")),
            ("пятьсот", Some("500")),
            ("twenty-five", Some("25")),
            ("two hundred five", Some("205")),
            ("two, three", Some("2")),
            ("пять двадцать", Some("5")),
            ("двадцать 5", Some("5")),
            ("ноль", Some("0")),
            ("", None),
            ("👍", None),
            ("много", None),
            ("٥", None),
            ("99999999999999999999999999999999", None),
        ] {
            let found = find(text).map(|number| number.to_string());
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn long_texts_are_gone_through_once() {
        for (piece, expected) in [
            ("1 ", Some("1")),
            ("1-", None),
            ("A1", None),
            ("два ", Some("2")),
        ] {
            let found = find(&piece.repeat(50_000)).map(|number| number.to_string());
            assert_eq!(found.as_deref(), expected, "{piece}");
        }
        let spaces = format!("5{}", " ".repeat(100_000));
        assert_eq!(
            find(&spaces).map(|number| number.to_string()).as_deref(),
            Some("5")
        );
    }
}
