use language::Language;

/// A script that people can start their own from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ready {
    /// What it is known by, in any language.
    pub code: &'static str,
    /// The language it is written in.
    pub language: Language,
    /// What people call it.
    pub name: &'static str,
    /// What it is for, in a sentence.
    pub purpose: &'static str,
    /// The script as a file.
    pub text: &'static str,
}

/// The scripts that people can start their own from, those of one language together.
#[must_use]
pub const fn ready() -> &'static [Ready] {
    &READY
}

macro_rules! ready {
    ($code:literal, $language:ident, $file:literal, $name:literal, $purpose:literal) => {
        Ready {
            code: $code,
            language: Language::$language,
            name: $name,
            purpose: $purpose,
            text: include_str!(concat!("../ready/", $code, ".", $file, ".json")),
        }
    };
}

static READY: [Ready; 6] = [
    ready!(
        "greeting_menu",
        En,
        "en",
        "Greeting and menu",
        "Greets, answers the usual questions by buttons or in the client’s own words, and calls a \
         person or takes a message."
    ),
    ready!(
        "hours_callback",
        En,
        "en",
        "Working hours and call-back form",
        "Calls a person during working hours; otherwise takes a name, a phone number and a day to \
         call back."
    ),
    ready!(
        "order_status",
        En,
        "en",
        "Order status",
        "Asks for the number of an order and looks it up on your server."
    ),
    ready!(
        "greeting_menu",
        Ru,
        "ru",
        "Приветствие и меню",
        "Здоровается, отвечает на частые вопросы по кнопкам и своими словами, зовёт человека или \
         принимает сообщение."
    ),
    ready!(
        "hours_callback",
        Ru,
        "ru",
        "Рабочие часы и обратный звонок",
        "В рабочие часы зовёт человека, в остальное время спрашивает имя, телефон и день для звонка."
    ),
    ready!(
        "order_status",
        Ru,
        "ru",
        "Статус заказа",
        "Спрашивает номер заказа и узнаёт его статус на вашем сервере."
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block::{Block, BlockKind, Draft, Marker};
    use crate::check::Around;

    fn draft(ready: &Ready) -> Draft {
        Draft::read(ready.text).expect("a ready script can be read")
    }

    /// What must not differ between languages.
    fn bones(block: &Block) -> impl PartialEq + std::fmt::Debug {
        let exits = block.exits().into_iter();
        let exits: Vec<_> = exits.map(|(exit, to)| (exit, to.cloned())).collect();
        let sets: Vec<String> = block.sets().map(str::to_owned).collect();
        // Reports count a marker whatever language the client wrote in.
        let marker = match &block.kind {
            BlockKind::Marker(Marker { marker, .. }) => marker.clone(),
            _ => String::new(),
        };
        let kind = std::mem::discriminant(&block.kind);
        (block.id.clone(), kind, exits, sets, marker, block.at)
    }

    #[test]
    fn each_is_right_and_written_as_the_program_would() {
        for ready in ready() {
            let draft = draft(ready);
            let problems = draft.problems(&Around::default());
            assert_eq!(problems, [], "{} {}", ready.code, ready.language);
            assert_eq!(
                draft.write(),
                ready.text,
                "{} {}",
                ready.code,
                ready.language
            );
            assert_eq!(draft.name, ready.name);
            assert_eq!(draft.language, ready.language);
        }
    }

    #[test]
    fn each_is_one_script_in_two_languages() {
        let of = |language| {
            ready()
                .iter()
                .filter(move |ready| ready.language == language)
        };
        assert_eq!(of(Language::En).count(), of(Language::Ru).count());
        for (one, other) in of(Language::En).zip(of(Language::Ru)) {
            assert_eq!(one.code, other.code);
            let (one, other) = (draft(one), draft(other));
            assert_eq!(one.settings, other.settings);
            for (one, other) in one.blocks.iter().zip(&other.blocks) {
                assert_eq!(bones(one), bones(other));
            }
            assert_eq!(one.blocks.len(), other.blocks.len());
        }
    }
}
