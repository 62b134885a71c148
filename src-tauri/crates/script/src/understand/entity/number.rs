use std::collections::HashMap;
use std::sync::LazyLock;

use language::fold;
use rust_decimal::Decimal;

use crate::calc::{is_group_mark, number};

/// The first number in a text that is written in figures, or else in words.
pub(super) fn find(text: &str) -> Option<Decimal> {
    in_figures(text).or_else(|| in_words(text))
}

/// Ranges, times, dates, what hangs on a letter, as in `A5`, and the groups of a code, as in
/// `12 34 56`, are no numbers.
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
        if before.ends_with(char::is_alphanumeric) || goes_on_as_code(&text[start..], end - start) {
            continue;
        }
        // Spaces part thousands where that makes a number.
        while let Some(next) = next_group(text, end) {
            let Some(longer) = number(&text[start..next]) else {
                break;
            };
            (end, found) = (next, longer);
        }
        let mut groups = std::iter::successors(next_group(text, end), |end| next_group(text, *end));
        if let Some(second) = groups.nth(1) {
            from = groups.last().unwrap_or(second);
            continue;
        }
        let is_negative = (sign.is_some() || ends_with_minus(before)) && !found.is_zero();
        return Some(if is_negative { -found } else { found }.normalize());
    }
    None
}

/// Whether figures of this length are the beginning of `1e3`, `0x10` and the like.
fn goes_on_as_code(text: &str, length: usize) -> bool {
    let (figures, after) = text.split_at(length);
    let mut after = after.chars();
    let letter = after.next();
    let next = after.next();
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    match letter {
        Some('x' | 'X') => {
            is_digit(next) || (figures == "0" && next.is_some_and(char::is_alphanumeric))
        }
        Some('e' | 'E') => {
            is_digit(next) || (matches!(next, Some('+' | '-' | '−')) && is_digit(after.next()))
        }
        _ => false,
    }
}

/// Where the figures end that one mark parts from those before `end`.
fn next_group(text: &str, end: usize) -> Option<usize> {
    let mark = text[end..].chars().next().filter(|c| is_group_mark(*c))?;
    let group = end + mark.len_utf8();
    let next = run(text, group);
    (next > group).then_some(next)
}

/// Whether `минус` or `minus` stands right before.
fn ends_with_minus(before: &str) -> bool {
    let before = before.trim_end();
    let from = before.rfind(|c: char| !c.is_alphabetic()).map_or(0, |at| {
        at + before[at..].chars().next().map_or(0, char::len_utf8)
    });
    is_minus(&fold(&before[from..]))
}

fn is_minus(word: &str) -> bool {
    matches!(word, "минус" | "minus")
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
    let words = folded.split(|c: char| !c.is_alphabetic());
    let mut words = words.filter(|word| !word.is_empty()).peekable();
    let mut is_negative = false;
    let mut total = loop {
        let word = words.next()?;
        if matches!(word, "полтора" | "полторы" | "полутора") {
            let half = Decimal::new(15, 1);
            return Some(if is_negative { -half } else { half });
        }
        if let Some(first) = value(word) {
            break first;
        }
        is_negative = is_minus(word);
    };
    // Each word must fit below the one before: `двадцать пять`, not `пять двадцать`.
    let mut room = room_below(total);
    loop {
        if total >= 100 {
            words.next_if_eq(&"and");
        }
        match words.next().and_then(value) {
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
    let total = Decimal::from(total);
    Some(if is_negative && !total.is_zero() {
        -total
    } else {
        total
    })
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
            ("минус пять", Some("-5")),
            ("minus twenty-five", Some("-25")),
            ("минус ноль", Some("0")),
            ("minus 5", Some("-5")),
            ("Минус 1 200,50", Some("-1200.5")),
            ("термин 5", Some("5")),
            ("one hundred and five", Some("105")),
            ("two and five", Some("2")),
            ("hundred and more", Some("100")),
            ("полтора литра", Some("1.5")),
            ("минус полтора", Some("-1.5")),
            ("20м2", Some("20")),
            ("5x", Some("5")),
            ("1e3", None),
            ("1E-3", None),
            ("0x10", None),
            ("0xFF", None),
            ("12 34 56", None),
            ("15 12 2026 10 00", None),
            ("1 200 5 6", None),
            ("1/2 кг", None),
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
            ("1 ", None),
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
