//! Which form of a word goes with a whole number: the cardinal rules of Unicode CLDR 48.

use crate::Language;

/// A form of a counted word; a language uses some of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PluralForm {
    /// `1 dialog`, `21 диалог`.
    One,
    /// `2 диалога`; Russian only.
    Few,
    /// `5 диалогов`; Russian only.
    Many,
    /// `5 dialogs`; English only, since in Russian it goes with fractions.
    Other,
}

impl PluralForm {
    /// The form that goes with the whole number `n`.
    #[must_use]
    pub const fn of(language: Language, n: u64) -> Self {
        match language {
            Language::En if n == 1 => Self::One,
            Language::En => Self::Other,
            Language::Ru => match (n % 10, n % 100) {
                (1, tens) if tens != 11 => Self::One,
                (2..=4, tens) if tens < 12 || tens > 14 => Self::Few,
                _ => Self::Many,
            },
        }
    }
}

/// A counted word in all the forms its languages have; the number itself is written by the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// English: one, other.
    pub en: [&'static str; 2],
    /// Russian: one, few, many.
    pub ru: [&'static str; 3],
}

impl Counted {
    /// The form that goes with the whole number `n`.
    #[must_use]
    pub const fn of(self, language: Language, n: u64) -> &'static str {
        let (en, ru) = (self.en, self.ru);
        match (language, PluralForm::of(language, n)) {
            (Language::En, PluralForm::One) => en[0],
            (Language::En, _) => en[1],
            (Language::Ru, PluralForm::One) => ru[0],
            (Language::Ru, PluralForm::Few) => ru[1],
            (Language::Ru, _) => ru[2],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_those_of_cldr() {
        // The sample integers of CLDR's own plurals.xml.
        let samples: [(PluralForm, &[u64]); 3] = [
            (PluralForm::One, &[1, 21, 31, 101, 1001]),
            (PluralForm::Few, &[2, 3, 4, 22, 23, 24, 32, 102, 1002]),
            (
                PluralForm::Many,
                &[0, 5, 11, 12, 13, 14, 19, 100, 111, 112, 1000, 1_000_000],
            ),
        ];
        for (form, numbers) in samples {
            for n in numbers {
                assert_eq!(PluralForm::of(Language::Ru, *n), form, "ru {n}");
            }
        }
        for (n, form) in [
            (0, PluralForm::Other),
            (1, PluralForm::One),
            (2, PluralForm::Other),
            (21, PluralForm::Other),
        ] {
            assert_eq!(PluralForm::of(Language::En, n), form, "en {n}");
        }
    }

    #[test]
    fn a_counted_word_follows_its_number() {
        let dialogs = Counted {
            en: ["dialog", "dialogs"],
            ru: ["диалог", "диалога", "диалогов"],
        };
        let said = |language, n| format!("{n} {}", dialogs.of(language, n));
        assert_eq!(said(Language::En, 1), "1 dialog");
        assert_eq!(said(Language::En, 0), "0 dialogs");
        assert_eq!(said(Language::Ru, 121), "121 диалог");
        assert_eq!(said(Language::Ru, 3), "3 диалога");
        assert_eq!(said(Language::Ru, 11), "11 диалогов");
    }
}
