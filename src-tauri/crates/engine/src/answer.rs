//! What a client's words mean when they were asked how it was. Pure.

use domain::RatingScale;
use language::fold;

/// Number words from one to ten, in both languages.
const NUMBERS: [[&str; 3]; 10] = [
    ["one", "один", "единица"],
    ["two", "два", "двойка"],
    ["three", "три", "тройка"],
    ["four", "четыре", "четверка"],
    ["five", "пять", "пятерка"],
    ["six", "шесть", "шестерка"],
    ["seven", "семь", "семерка"],
    ["eight", "восемь", "восьмерка"],
    ["nine", "девять", "девятка"],
    ["ten", "десять", "десятка"],
];

/// The words with which people give thanks and expect no answer.
const THANKS: [&str; 16] = [
    "thanks",
    "thank you",
    "thx",
    "ty",
    "cheers",
    "many thanks",
    "thanks a lot",
    "thank you very much",
    "спасибо",
    "спс",
    "благодарю",
    "большое спасибо",
    "спасибо большое",
    "спасибо вам",
    "огромное спасибо",
    "пасиб",
];

const YES: [&str; 10] = [
    "yes",
    "y",
    "yep",
    "yeah",
    "sure",
    "да",
    "ага",
    "угу",
    "конечно",
    "решен",
];
const NO: [&str; 8] = ["no", "n", "nope", "not yet", "нет", "не", "неа", "не решен"];

/// The rating that a whole message is: `n`, `n/scale`, `n из scale`, `n of scale` or a number word;
/// on the 2-point scale a thumb too. None when it is anything else, or out of the scale.
pub(crate) fn rating(text: &str, scale: RatingScale) -> Option<u32> {
    let best = scale.best();
    if best == 2 {
        match text.trim().trim_end_matches(is_modifier) {
            "👎" => return Some(1),
            "👍" => return Some(2),
            _ => {}
        }
    }
    let words = plain(text);
    let said = match words.split_once(['/', ' ']) {
        None => words.as_str(),
        Some((said, rest)) => {
            let rest = rest.trim();
            let of = ["из", "of", "out of", "/"].iter();
            let scale = of
                .filter_map(|of| rest.strip_prefix(of))
                .next()
                .unwrap_or(rest);
            if number(scale.trim()) != Some(best) {
                return None;
            }
            said
        }
    };
    number(said.trim()).filter(|rating| (1..=best).contains(rating))
}

/// Whether a message only gives thanks, or is nothing but emoji.
pub(crate) fn is_thanks(text: &str) -> bool {
    let words = plain(text);
    let only_emoji = |text: &str| {
        let mut shown = text.chars().filter(|c| !c.is_whitespace()).peekable();
        shown.peek().is_some() && shown.all(|c| is_emoji(c) || is_modifier(c))
    };
    only_emoji(text)
        || THANKS.contains(&words.trim_end_matches(|c| is_emoji(c) || is_modifier(c) || c == ' '))
}

/// What a message answers to whether the question is solved; none when it is no answer to that.
pub(crate) fn solved(text: &str) -> Option<bool> {
    let words = plain(text);
    if YES.contains(&words.as_str()) {
        Some(true)
    } else if NO.contains(&words.as_str()) {
        Some(false)
    } else {
        None
    }
}

fn number(text: &str) -> Option<u32> {
    let digits = text.len() <= 3 && !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if digits {
        return text.parse().ok();
    }
    let word = NUMBERS.iter().position(|words| words.contains(&text))?;
    u32::try_from(word + 1).ok()
}

/// Folded, and without what people put at the end of a word.
fn plain(text: &str) -> String {
    let folded = fold(text);
    folded
        .trim()
        .trim_end_matches(['.', '!', ',', ' ', ')'])
        .to_owned()
}

fn is_emoji(c: char) -> bool {
    matches!(u32::from(c), 0x2600..=0x27BF | 0x1F300..=0x1FAFF | 0x2B50)
}

/// What follows an emoji and changes how it looks.
fn is_modifier(c: char) -> bool {
    matches!(u32::from(c), 0xFE0F | 0x200D | 0x1F3FB..=0x1F3FF)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rating_is_a_whole_message() {
        use RatingScale::{Five, Ten, Two};
        for (text, scale, found) in [
            ("5", Five, Some(5)),
            (" 4 ", Five, Some(4)),
            ("4!", Five, Some(4)),
            ("4/5", Five, Some(4)),
            ("4 / 5", Five, Some(4)),
            ("4 из 5", Five, Some(4)),
            ("4 of 5", Five, Some(4)),
            ("4 out of 5", Five, Some(4)),
            ("4 out of 10", Five, None),
            ("4/10", Five, None),
            ("10/10", Ten, Some(10)),
            ("10", Five, None),
            ("0", Five, None),
            ("11", Ten, None),
            ("-3", Five, None),
            ("five", Five, Some(5)),
            ("Пять!", Five, Some(5)),
            ("Четвёрка", Five, Some(4)),
            ("десять", Ten, Some(10)),
            ("👍", Two, Some(2)),
            ("👍🏽", Two, Some(2)),
            ("👎", Two, Some(1)),
            ("👍", Five, None),
            ("2", Two, Some(2)),
            ("3", Two, None),
            ("5 apples", Five, None),
            ("I have 5", Five, None),
            ("", Five, None),
            ("99999999999999999999", Ten, None),
            ("५", Five, None),
        ] {
            assert_eq!(rating(text, scale), found, "{text:?} on {scale}");
        }
    }

    #[test]
    fn thanks_and_emoji_ask_for_nothing() {
        for text in [
            "Thanks",
            "thank you!",
            "Спасибо!!",
            "СПАСИБО 🙏",
            "🙂",
            "👍👍",
            "❤️",
            "ok 🙂",
        ] {
            assert_eq!(is_thanks(text), text != "ok 🙂", "{text}");
        }
        for text in ["", "  ", "thanks, but where is it?", "5"] {
            assert!(!is_thanks(text), "{text:?}");
        }
    }

    #[test]
    fn yes_and_no_are_understood() {
        for (text, found) in [
            ("Yes", Some(true)),
            ("да!", Some(true)),
            ("Нет", Some(false)),
            ("no.", Some(false)),
            ("maybe", None),
            ("", None),
        ] {
            assert_eq!(solved(text), found, "{text:?}");
        }
    }
}
