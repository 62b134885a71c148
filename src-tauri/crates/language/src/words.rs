use serde::Serialize;
use ts_rs::TS;

use crate::Language;

/// One thing said in every language of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct Words {
    /// In English.
    pub en: &'static str,
    /// In Russian.
    pub ru: &'static str,
}

impl Words {
    /// The text in a language.
    #[must_use]
    pub const fn of(self, language: Language) -> &'static str {
        match language {
            Language::En => self.en,
            Language::Ru => self.ru,
        }
    }
}

pub(crate) const fn words(en: &'static str, ru: &'static str) -> Words {
    Words { en, ru }
}
