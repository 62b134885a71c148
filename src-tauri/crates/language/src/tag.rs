use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A language the program speaks; its code is the ISO 639-1 one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English, also spoken to those whose own language the program does not know.
    #[default]
    En,
    /// Russian.
    Ru,
}

/// A text that is not the code of a language the program speaks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a language of this program; choose one of en, ru")]
pub struct UnknownLanguage(String);

impl Language {
    /// Every language, in the order it is shown.
    pub const ALL: &'static [Self] = &[Self::En, Self::Ru];

    /// The code: `en`, `ru`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ru => "ru",
        }
    }

    /// The language of a locale as browsers (`ru-RU`) and systems (`ru_RU.UTF-8`) write it; none
    /// when the program does not speak it.
    #[must_use]
    pub fn of_locale(locale: &str) -> Option<Self> {
        let primary = locale.split(['-', '_', '.', '@']).next()?.trim();
        Self::ALL
            .iter()
            .copied()
            .find(|language| language.code().eq_ignore_ascii_case(primary))
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(text: &str) -> Result<Self, UnknownLanguage> {
        Self::ALL
            .iter()
            .copied()
            .find(|language| language.code() == text)
            .ok_or_else(|| UnknownLanguage(text.chars().take(40).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_is_the_serialised_name_and_parses_back() {
        for language in Language::ALL {
            assert_eq!(serde_json::to_value(language).unwrap(), language.code());
            assert_eq!(language.code().parse(), Ok(*language));
        }
    }

    #[test]
    fn another_language_is_refused_by_name() {
        let error = "klingon".parse::<Language>().unwrap_err().to_string();
        assert_eq!(
            error,
            "`klingon` is not a language of this program; choose one of en, ru"
        );
    }

    #[test]
    fn locales_of_browsers_and_systems_are_understood() {
        for (locale, language) in [
            ("ru", Some(Language::Ru)),
            ("ru-RU", Some(Language::Ru)),
            ("RU_ru.UTF-8", Some(Language::Ru)),
            ("en-GB", Some(Language::En)),
            ("en@calendar=iso8601", Some(Language::En)),
            ("rue", None),
            ("de-DE", None),
            ("C", None),
            ("", None),
            ("ёж-ёж", None),
        ] {
            assert_eq!(Language::of_locale(locale), language, "{locale}");
        }
    }
}
