use std::collections::HashMap;
use std::sync::LazyLock;

use jiff::civil::Weekday;

/// The month that a folded word names, in any case or for short.
pub(super) fn month(word: &str) -> Option<i8> {
    let place = MONTHS.get(word)?;
    Some(place + 1)
}

/// The day of the week that a folded word names, in any case or for short.
pub(super) fn weekday(word: &str) -> Option<Weekday> {
    let place = WEEKDAYS.get(word)?;
    Weekday::from_monday_zero_offset(*place).ok()
}

/// The day of a month that a folded Russian ordinal of one word means, as in `пятого мая`.
pub(super) fn ordinal(word: &str) -> Option<i8> {
    if matches!(word, "третье" | "третьего" | "третьему") {
        return Some(3);
    }
    let endings = ["ого", "ое", "ому"];
    let beginning = endings
        .iter()
        .find_map(|ending| word.strip_suffix(ending))?;
    let place = ORDINALS.iter().position(|known| *known == beginning)?;
    match place {
        // What follows the twentieth is the thirtieth: those between are of two words.
        20 => Some(30),
        _ => i8::try_from(place + 1).ok(),
    }
}

/// The beginnings of ordinals from the first to the twentieth, and of the thirtieth.
const ORDINALS: [&str; 21] = [
    "перв",
    "втор",
    "трет",
    "четверт",
    "пят",
    "шест",
    "седьм",
    "восьм",
    "девят",
    "десят",
    "одиннадцат",
    "двенадцат",
    "тринадцат",
    "четырнадцат",
    "пятнадцат",
    "шестнадцат",
    "семнадцат",
    "восемнадцат",
    "девятнадцат",
    "двадцат",
    "тридцат",
];

/// Names and their places in the year.
static MONTHS: LazyLock<HashMap<String, i8>> = LazyLock::new(|| {
    forms(
        &[
            ("январ", "янв jan january"),
            ("феврал", "фев feb february"),
            ("март", "мар mar march"),
            ("апрел", "апр apr april"),
            ("ма", "май may"),
            ("июн", "jun june"),
            ("июл", "jul july"),
            ("август", "авг aug august"),
            ("сентябр", "сен сент sep sept september"),
            ("октябр", "окт oct october"),
            ("ноябр", "ноя нояб nov november"),
            ("декабр", "дек dec december"),
        ],
        &["", "ь", "я", "ю", "е", "ем", "а", "у", "ом"],
    )
});

/// Names and their places in the week.
static WEEKDAYS: LazyLock<HashMap<String, i8>> = LazyLock::new(|| {
    forms(
        &[
            ("понедельник", "пн mon monday"),
            ("вторник", "вт tue tues tuesday"),
            ("сред", "ср wed wednesday"),
            ("четверг", "чт thu thur thurs thursday"),
            ("пятниц", "пт fri friday"),
            ("суббот", "сб sat saturday"),
            ("воскресень", "вс sun sunday"),
        ],
        &[
            "", "а", "у", "ы", "е", "и", "ой", "ей", "ом", "ам", "я", "ю", "ем", "ям",
        ],
    )
});

/// Each Russian beginning with each ending, and the other names as they are. Endings that a name
/// does not have make words that nobody writes.
fn forms(names: &[(&str, &str)], endings: &[&str]) -> HashMap<String, i8> {
    let mut forms = HashMap::new();
    for (place, (beginning, others)) in (0..).zip(names) {
        let inflected = endings.iter().map(|ending| format!("{beginning}{ending}"));
        let others = others.split(' ').map(str::to_owned);
        forms.extend(inflected.chain(others).map(|name| (name, place)));
    }
    forms
}

#[cfg(test)]
mod tests {
    use jiff::civil::Weekday;

    use super::{month, ordinal, weekday};

    #[test]
    fn names_are_known_in_every_case() {
        for (word, expected) in [
            ("январь", Some(1)),
            ("мае", Some(5)),
            ("маем", Some(5)),
            ("августом", Some(8)),
            ("июн", Some(6)),
            ("sept", Some(9)),
            ("декабрю", Some(12)),
            ("мама", None),
            ("маяк", None),
            ("", None),
        ] {
            assert_eq!(month(word), expected, "{word}");
        }
        for (word, expected) in [
            ("понедельника", Some(Weekday::Monday)),
            ("среду", Some(Weekday::Wednesday)),
            ("субботам", Some(Weekday::Saturday)),
            ("воскресенье", Some(Weekday::Sunday)),
            ("thurs", Some(Weekday::Thursday)),
            ("средний", None),
            ("", None),
        ] {
            assert_eq!(weekday(word), expected, "{word}");
        }
    }

    #[test]
    fn ordinals_are_known_up_to_the_days_of_a_month() {
        for (word, expected) in [
            ("первое", Some(1)),
            ("третьего", Some(3)),
            ("двадцатого", Some(20)),
            ("тридцатому", Some(30)),
            ("пятый", None),
            ("сорокового", None),
            ("ого", None),
            ("", None),
        ] {
            assert_eq!(ordinal(word), expected, "{word}");
        }
    }
}
