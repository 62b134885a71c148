use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};
use language::fold;

use super::calendar::{month, ordinal, weekday as weekday_of};
use super::number::value;
use super::token::{Token, tokens};

/// The first date in a text.
///
/// Figures are a day, a month and perhaps a year, or, with the year in front, the other way round;
/// with slashes a month may come first where the day cannot. Without a year they are a date where no
/// word is in the text or one beside them says so, since `1.10` may be a version and `2/3` a part.
/// A date without a year is the next one, today included; a date that no calendar has is none.
pub(super) fn find(text: &str, today: Date) -> Option<Date> {
    let folded = fold(text);
    let tokens = tokens(&folded);
    let has_words = tokens.iter().any(|token| matches!(token, Token::Word(_)));
    (0..tokens.len()).find_map(|from| {
        let (before, rest) = tokens.split_at(from);
        let is_day = || !has_words || calls_for_day(before) || is_of_day(&rest[1..]);
        first(rest, is_day, today)
    })
}

/// Whether a text is a date in figures and nothing else.
pub(super) fn is_written_in_figures(text: &str) -> bool {
    parts(text).is_some_and(|parts| parts.year.is_some() && parts.is_possible())
}

/// Whether three groups of figures are a date of this century or the one before, its year in full.
pub(super) fn is_of_our_time(groups: &[&str]) -> bool {
    let (full, month, day) = match groups {
        [full, month, day] if full.len() == 4 => (full, month, day),
        [day, month, full] => (full, month, day),
        _ => return false,
    };
    let parts = year(full).zip(up_to_two(month)).zip(up_to_two(day));
    parts.is_some_and(|((year, month), day)| {
        let parts = Parts {
            year: Some(year),
            month,
            day,
        };
        matches!(year, Year::Full(1900..=2099)) && parts.is_possible()
    })
}

/// The date that tokens begin with; `is_day` tells whether figures without a year are one.
fn first(tokens: &[Token<'_>], is_day: impl FnOnce() -> bool, today: Date) -> Option<Date> {
    use Token::{Figures, Word};
    let parts = match tokens {
        [Figures(figures), ..] => parts(figures)
            .filter(|parts| parts.year.is_some() || is_day())
            .or_else(|| day_and_month(tokens)),
        [Word(_), ..] => month_and_day(tokens).or_else(|| ordinal_and_month(tokens)),
        [] => None,
    };
    parts
        .filter(|parts| parts.is_possible())
        .and_then(|parts| parts.on_or_after(today))
        .or_else(|| relative(tokens, today))
        .or_else(|| weekday(tokens, today))
}

/// Whether a day is to follow.
fn calls_for_day(before: &[Token<'_>]) -> bool {
    matches!(before, [.., Token::Word(word)] if is_one_of(word, BEFORE_DAY))
}

/// Whether what follows says when in the day.
fn is_of_day(after: &[Token<'_>]) -> bool {
    match after {
        [Token::Word(word), Token::Figures(_), ..] if is_one_of(word, BEFORE_TIME) => true,
        [Token::Word(word), ..] => is_one_of(word, AFTER_DAY),
        _ => false,
    }
}

fn is_one_of(word: &str, words: &str) -> bool {
    words.split_whitespace().any(|one| one == word)
}

const BEFORE_DAY: &str = "на до с со к ко по от после перед дата дату даты день можно давайте лучше \
     удобно on by from until till since before after date day";

const BEFORE_TIME: &str = "в к с до после at by from until till";

const AFTER_DAY: &str = "утром днем вечером пожалуйста morning afternoon evening please";

/// A date as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Parts {
    year: Option<Year>,
    month: i8,
    day: i8,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Year {
    Full(i16),
    /// Its last two digits.
    Short(i16),
}

impl Parts {
    fn is_possible(self) -> bool {
        let year = match self.year {
            Some(Year::Full(year)) => year,
            Some(Year::Short(year)) => 2000 + year,
            None => 2000,
        };
        Date::new(year, self.month, self.day).is_ok()
    }

    fn on_or_after(self, today: Date) -> Option<Date> {
        let of_year = |year| Date::new(year, self.month, self.day).ok();
        match self.year {
            Some(Year::Full(year)) => of_year(year),
            // A birthday in `85` was; an appointment in `27` will be.
            Some(Year::Short(short)) if 2000 + short > today.year() + 20 => of_year(1900 + short),
            Some(Year::Short(short)) => of_year(2000 + short),
            // Two 29ths of February are up to eight years apart.
            None => (today.year()..=today.year() + 8)
                .filter_map(of_year)
                .find(|date| *date >= today),
        }
    }
}

/// `15.12.2026`, `15/12/26`, `15.12`, `2026-12-15`, `12/25/2026`.
fn parts(figures: &str) -> Option<Parts> {
    let mark = figures.chars().find(|c| !c.is_ascii_digit())?;
    let mut parts = figures.split(mark);
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next());
    if parts.next().is_some() {
        return None;
    }
    let parts = match (first.len(), third) {
        (4, Some(day)) => Some(Parts {
            year: Some(year(first)?),
            month: up_to_two(second)?,
            day: up_to_two(day)?,
        }),
        (_, Some(last)) => Some(Parts {
            year: Some(year(last)?),
            month: up_to_two(second)?,
            day: up_to_two(first)?,
        }),
        // `1.5` is a number, `2-3` is a range, and `24/7` is always.
        (_, None) if (mark == '.' && second.len() == 2) || (mark == '/' && figures != "24/7") => {
            Some(Parts {
                year: None,
                month: up_to_two(second)?,
                day: up_to_two(first)?,
            })
        }
        _ => None,
    }?;
    let month_first = Parts {
        month: parts.day,
        day: parts.month,
        ..parts
    };
    let is_swapped = mark == '/' && !parts.is_possible() && month_first.is_possible();
    Some(if is_swapped { month_first } else { parts })
}

/// `5 мая 2026`, `5-го мая`, `5th of May`.
fn day_and_month(tokens: &[Token<'_>]) -> Option<Parts> {
    let (Token::Figures(day), rest) = tokens.split_first()? else {
        return None;
    };
    let rest = skip(rest, is_ordinal_ending);
    let rest = skip(rest, |word| word == "of");
    let (Token::Word(name), rest) = rest.split_first()? else {
        return None;
    };
    Some(Parts {
        year: full_year(rest),
        month: month(name)?,
        day: up_to_two(day)?,
    })
}

/// `May 5, 2026`.
fn month_and_day(tokens: &[Token<'_>]) -> Option<Parts> {
    let [Token::Word(name), Token::Figures(day), rest @ ..] = tokens else {
        return None;
    };
    Some(Parts {
        year: full_year(skip(rest, is_ordinal_ending)),
        month: month(name)?,
        day: up_to_two(day)?,
    })
}

/// `пятого мая`, `двадцать пятое декабря 2026`.
fn ordinal_and_month(tokens: &[Token<'_>]) -> Option<Parts> {
    use Token::Word;
    let (day, rest) = match tokens {
        [
            Word(tens @ ("двадцать" | "тридцать")),
            Word(units),
            rest @ ..,
        ] => {
            let units = ordinal(units).filter(|units| *units < 10)?;
            let tens = if *tens == "двадцать" { 20 } else { 30 };
            (tens + units, rest)
        }
        [Word(word), rest @ ..] => (ordinal(word)?, rest),
        _ => return None,
    };
    let [Word(name), rest @ ..] = rest else {
        return None;
    };
    Some(Parts {
        year: full_year(rest),
        month: month(name)?,
        day,
    })
}

fn skip<'a, 'b>(tokens: &'b [Token<'a>], fits: impl Fn(&str) -> bool) -> &'b [Token<'a>] {
    match tokens {
        [Token::Word(word), rest @ ..] if fits(word) => rest,
        _ => tokens,
    }
}

fn is_ordinal_ending(word: &str) -> bool {
    matches!(word, "st" | "nd" | "rd" | "th" | "го" | "е" | "ое" | "ого")
}

fn full_year(tokens: &[Token<'_>]) -> Option<Year> {
    match tokens {
        [Token::Figures(figures), ..] if figures.len() == 4 => year(figures),
        _ => None,
    }
}

fn year(figures: &str) -> Option<Year> {
    let year: i16 = figures.parse().ok()?;
    match figures.len() {
        2 => Some(Year::Short(year)),
        4 if year >= 1000 => Some(Year::Full(year)),
        _ => None,
    }
}

fn up_to_two(figures: &str) -> Option<i8> {
    (1..=2)
        .contains(&figures.len())
        .then(|| figures.parse().ok())?
}

/// `завтра`, `через 3 дня`, `in a week`, `два дня назад`.
fn relative(tokens: &[Token<'_>], today: Date) -> Option<Date> {
    use Token::Word;
    let days = |days: i64| today.checked_add(days.days()).ok();
    match tokens {
        [Word("day"), Word("after"), Word("tomorrow"), ..] => return days(2),
        [Word("day"), Word("before"), Word("yesterday"), ..] => return days(-2),
        [Word(word), ..] => match *word {
            "сегодня" | "today" => return days(0),
            "завтра" | "tomorrow" => return days(1),
            "послезавтра" => return days(2),
            "вчера" | "yesterday" => return days(-1),
            "позавчера" => return days(-2),
            _ => {}
        },
        _ => {}
    }
    let is_ahead = matches!(tokens, [Word("через" | "in"), ..]);
    let counted = if is_ahead { &tokens[1..] } else { tokens };
    let (count, rest) = counted_from(counted);
    let (Word(name), rest) = rest.split_first()? else {
        return None;
    };
    let is_ago = matches!(rest, [Word("назад" | "ago"), ..]);
    if is_ahead == is_ago {
        return None;
    }
    let count = if is_ago { -count } else { count };
    let span = match *name {
        "день" | "дня" | "дней" | "сутки" | "суток" | "day" | "days" => {
            count.days()
        }
        "неделю" | "неделя" | "недели" | "недель" | "week" | "weeks" => {
            count.weeks()
        }
        "месяц" | "месяца" | "месяцев" | "month" | "months" => count.months(),
        "год" | "года" | "лет" | "year" | "years" => count.years(),
        _ => return None,
    };
    today.checked_add(span).ok()
}

/// How many, and what follows; one when that is not said.
fn counted_from<'a, 'b>(tokens: &'b [Token<'a>]) -> (i64, &'b [Token<'a>]) {
    match tokens {
        [Token::Figures(figures), rest @ ..] if figures.len() <= 3 => match figures.parse() {
            Ok(count) => (count, rest),
            Err(_) => (1, tokens),
        },
        [Token::Word("a" | "an"), rest @ ..] => (1, rest),
        [Token::Word(word), rest @ ..] => match value(word) {
            Some(count) => (i64::from(count), rest),
            None => (1, tokens),
        },
        _ => (1, tokens),
    }
}

/// `в пятницу`, `next friday`: the next one after today; with `next`, that of next week.
fn weekday(tokens: &[Token<'_>], today: Date) -> Option<Date> {
    let since_monday = |day: Weekday| i64::from(day.to_monday_zero_offset());
    let (which, day) = match tokens {
        [Token::Word(which), Token::Word(name), ..] if weekday_of(name).is_some() => {
            (*which, weekday_of(name)?)
        }
        [Token::Word(name), ..] => ("", weekday_of(name)?),
        _ => return None,
    };
    let ahead = (since_monday(day) - since_monday(today.weekday())).rem_euclid(7);
    let days = if which == "next" || which.starts_with("следующ") {
        7 - since_monday(today.weekday()) + since_monday(day)
    } else if which == "last" || which.starts_with("прошл") {
        ahead - 7
    } else if ahead == 0 && !matches!(which, "this" | "эту" | "этот" | "это") {
        7
    } else {
        ahead
    };
    today.checked_add(days.days()).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{find, is_written_in_figures};

    #[test]
    fn dates_are_found() {
        // A Monday.
        let today = date(2026, 11, 23);
        for (text, expected) in [
            ("15.12.2026", Some("2026-12-15")),
            ("1.2.2027", Some("2027-02-01")),
            ("15/12/2026", Some("2026-12-15")),
            ("15-12-2026", Some("2026-12-15")),
            ("15.12.26", Some("2026-12-15")),
            ("родился 01.02.85", Some("1985-02-01")),
            ("2026-12-15", Some("2026-12-15")),
            ("2026/1/5", Some("2026-01-05")),
            ("15.12", Some("2026-12-15")),
            ("на 15.12.", Some("2026-12-15")),
            ("15/12", Some("2026-12-15")),
            ("12/25", Some("2026-12-25")),
            ("23.11", Some("2026-11-23")),
            ("22.11", Some("2027-11-22")),
            ("29.02", Some("2028-02-29")),
            ("5 мая", Some("2027-05-05")),
            ("5 МАЯ 2028 года", Some("2028-05-05")),
            ("5мая", Some("2027-05-05")),
            ("5-го мая", Some("2027-05-05")),
            ("25 дек", Some("2026-12-25")),
            ("1 январём", Some("2027-01-01")),
            ("3 августа, вечером", Some("2027-08-03")),
            ("May 5", Some("2027-05-05")),
            ("May 5th, 2028", Some("2028-05-05")),
            ("5th of May 2028", Some("2028-05-05")),
            ("on Dec 1st", Some("2026-12-01")),
            ("1 Feb", Some("2027-02-01")),
            ("сегодня", Some("2026-11-23")),
            ("Завтра!", Some("2026-11-24")),
            ("послезавтра утром", Some("2026-11-25")),
            ("вчера", Some("2026-11-22")),
            ("позавчера", Some("2026-11-21")),
            ("tomorrow", Some("2026-11-24")),
            ("the day after tomorrow", Some("2026-11-25")),
            ("the day before yesterday", Some("2026-11-21")),
            ("через неделю", Some("2026-11-30")),
            ("через 3 дня", Some("2026-11-26")),
            ("через два месяца", Some("2027-01-23")),
            ("in 2 weeks", Some("2026-12-07")),
            ("in a month", Some("2026-12-23")),
            ("in three days", Some("2026-11-26")),
            ("3 дня назад", Some("2026-11-20")),
            ("неделю назад", Some("2026-11-16")),
            ("a year ago", Some("2025-11-23")),
            ("в пятницу", Some("2026-11-27")),
            ("в понедельник", Some("2026-11-30")),
            ("в этот понедельник", Some("2026-11-23")),
            ("в следующую пятницу", Some("2026-12-04")),
            ("next friday", Some("2026-12-04")),
            ("last Friday", Some("2026-11-20")),
            ("в прошлый понедельник", Some("2026-11-16")),
            ("сб", Some("2026-11-28")),
            ("on Sun", Some("2026-11-29")),
            ("по средам", Some("2026-11-25")),
            ("31.02.2027 или 1.03.2027", Some("2027-03-01")),
            ("до 15.12", Some("2026-12-15")),
            ("с 1.12 по 5.12", Some("2026-12-01")),
            ("by 15/12, please", Some("2026-12-15")),
            ("можно 15.12?", Some("2026-12-15")),
            ("15.12 утром", Some("2026-12-15")),
            ("15.12 в 18:00", Some("2026-12-15")),
            ("15.12 18:00", Some("2026-12-15")),
            ("15.12 please", Some("2026-12-15")),
            ("версия 1.10 от 15.12", Some("2026-12-15")),
            ("12/25/2026", Some("2026-12-25")),
            ("on 12/25/26", Some("2026-12-25")),
            ("by 12/25", Some("2026-12-25")),
            ("12/5/2026", Some("2026-05-12")),
            ("пятого мая", Some("2027-05-05")),
            ("до первого января", Some("2027-01-01")),
            ("Двадцать пятого декабря 2027", Some("2027-12-25")),
            ("тридцать первое декабря", Some("2026-12-31")),
            ("двадцатого марта", Some("2027-03-20")),
            ("первого", None),
            ("версия 1.10", None),
            ("version 1.10", None),
            ("версия 1.10 с ошибкой", None),
            ("2/3 of it", None),
            ("12.25.2026", None),
            ("31.02.2027", None),
            ("31 февраля", None),
            ("30.02", None),
            ("29.02.2027", None),
            ("25/25", None),
            ("0.05", None),
            ("1.5 кг", None),
            ("2-3", None),
            ("24/7", None),
            ("10:30", None),
            ("1.2.3.4", None),
            ("15.12-2026", None),
            ("99999.12.2026", None),
            ("15.12.20261", None),
            ("через 99999 дней", None),
            ("7 дней", None),
            ("in", None),
            ("средний", None),
            ("5", None),
            ("", None),
            ("👍", None),
        ] {
            let found = find(text, today).map(|date| date.to_string());
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn the_ends_of_time_are_no_dates_to_count_from() {
        let last = date(9999, 12, 31);
        for text in ["завтра", "через 999 лет", "1 января", "next friday"] {
            assert_eq!(find(text, last), None, "{text}");
        }
    }

    #[test]
    fn only_whole_dates_are_written_in_figures() {
        assert!(is_written_in_figures("15.12.2026"));
        assert!(!is_written_in_figures("15.12"));
        assert!(!is_written_in_figures("32.12.2026"));
        assert!(!is_written_in_figures("8.916.123"));
    }

    #[test]
    fn long_texts_are_gone_through_once() {
        let today = date(2026, 11, 23);
        for piece in ["1", "1.", "1 ", "мая ", "через ", "a"] {
            assert_eq!(find(&piece.repeat(50_000), today), None, "{piece}");
        }
    }
}
