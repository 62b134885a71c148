//! What clients are told where a chat has no words of its own.

use crate::plural::Counted;
use crate::{Language, Words};

/// When no operator is free.
pub const BUSY: Words = Words {
    en: "All our colleagues are busy right now. Please stay here: whoever is free first will answer.",
    ru: "Сейчас все сотрудники заняты. Пожалуйста, подождите: ответит первый, кто освободится.",
};

/// When nobody came in time, and the dialog ends.
pub const NOBODY_CAME: Words = Words {
    en: "Unfortunately nobody was free in time. Please write again later.",
    ru: "К сожалению, никто не успел освободиться. Пожалуйста, напишите нам позже.",
};

/// While waiting in the queue; `{position}` and `{wait}` are filled in.
pub const QUEUE: Words = Words {
    en: "You are number {position} in the queue. The usual wait is {wait}.",
    ru: "Вы в очереди под номером {position}. Обычно ждать {wait}.",
};

/// When a rating is asked for.
pub const RATING: Words = Words {
    en: "Please rate our conversation.",
    ru: "Пожалуйста, оцените наш разговор.",
};

/// When a client whom no operator has served is asked how it went.
pub const SOLVED: Words = Words {
    en: "Is your question solved?",
    ru: "Ваш вопрос решён?",
};

/// The answer that it is.
pub const YES: Words = Words {
    en: "Yes",
    ru: "Да",
};

/// The answer that it is not.
pub const NO: Words = Words {
    en: "No",
    ru: "Нет",
};

const MINUTES: Counted = Counted {
    en: ["minute", "minutes"],
    ru: ["минуту", "минуты", "минут"],
};

/// A wait of so many seconds in whole minutes, at least one; it reads well after "about" too, which
/// chats' own words put before it.
#[must_use]
pub fn wait(seconds: Option<u32>, language: Language) -> String {
    const UNKNOWN: Words = Words {
        en: "a few minutes",
        ru: "несколько минут",
    };
    match seconds {
        None => UNKNOWN.of(language).to_owned(),
        Some(seconds) => {
            let minutes = u64::from(seconds.div_ceil(60).max(1));
            format!("{minutes} {}", MINUTES.of(language, minutes))
        }
    }
}

/// A text with what stands between braces filled in once; what `value` does not know stays.
#[must_use]
pub fn fill(text: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let known = after
            .split_once('}')
            .and_then(|(name, after)| Some((value(name)?, after)));
        if let Some((value, after)) = known {
            filled.push_str(&value);
            rest = after;
        } else {
            filled.push('{');
            rest = after;
        }
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_is_said_in_minutes() {
        for (seconds, en, ru) in [
            (None, "a few minutes", "несколько минут"),
            (Some(0), "1 minute", "1 минуту"),
            (Some(60), "1 minute", "1 минуту"),
            (Some(61), "2 minutes", "2 минуты"),
            (Some(300), "5 minutes", "5 минут"),
        ] {
            assert_eq!(wait(seconds, Language::En), en);
            assert_eq!(wait(seconds, Language::Ru), ru);
        }
    }

    #[test]
    fn the_words_for_the_queue_read_well_with_every_wait() {
        for (seconds, en, ru) in [
            (None, "a few minutes", "несколько минут"),
            (Some(5), "1 minute", "1 минуту"),
            (Some(170), "3 minutes", "3 минуты"),
        ] {
            let said = |language| {
                fill(QUEUE.of(language), |name| match name {
                    "position" => Some("2".to_owned()),
                    "wait" => Some(wait(seconds, language)),
                    _ => None,
                })
            };
            assert_eq!(
                said(Language::En),
                format!("You are number 2 in the queue. The usual wait is {en}.")
            );
            assert_eq!(
                said(Language::Ru),
                format!("Вы в очереди под номером 2. Обычно ждать {ru}.")
            );
        }
    }

    #[test]
    fn braces_are_filled_once() {
        let value = |name: &str| (name == "name").then(|| "{name} {x}".to_owned());
        for (text, filled) in [
            ("Hi {name}!", "Hi {name} {x}!"),
            ("{other} {name", "{other} {name"),
            ("{{name}}", "{{name} {x}}"),
            ("", ""),
        ] {
            assert_eq!(fill(text, value), filled, "{text}");
        }
    }
}
