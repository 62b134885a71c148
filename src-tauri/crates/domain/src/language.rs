use crate::code::codes;

codes! {
    /// A language the program speaks; its code is the ISO 639-1 one.
    #[derive(Default)]
    Language, "language":
    /// English, also spoken to those whose own language the program does not know.
    #[default]
    En = "en",
    /// Russian.
    Ru = "ru",
}

impl Language {
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

#[cfg(test)]
mod tests {
    use super::*;

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
