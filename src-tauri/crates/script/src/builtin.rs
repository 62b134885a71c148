use std::sync::LazyLock;

use language::Language;

use crate::check::Script;

/// The greeting script that comes with the program, for chats that have none of their own.
#[must_use]
pub fn builtin(language: Language) -> &'static Script {
    static EN: LazyLock<Script> =
        LazyLock::new(|| read(include_str!("../builtin/greeting.en.json")));
    static RU: LazyLock<Script> =
        LazyLock::new(|| read(include_str!("../builtin/greeting.ru.json")));
    match language {
        Language::En => &EN,
        Language::Ru => &RU,
    }
}

fn read(text: &str) -> Script {
    Script::read(text).expect("the built-in scripts are part of the program, and a test reads both")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_are_right_and_written_as_the_program_would() {
        for (language, file) in [
            (Language::En, include_str!("../builtin/greeting.en.json")),
            (Language::Ru, include_str!("../builtin/greeting.ru.json")),
        ] {
            let script = builtin(language);
            assert_eq!(script.language(), language);
            assert_eq!(script.draft().write(), file, "{language}");
        }
    }

    #[test]
    fn they_are_one_script_in_two_languages() {
        let ways = |language| -> Vec<_> {
            let blocks = builtin(language).draft().blocks.clone();
            let ways = blocks.iter().map(|block| {
                let exits = block.exits().into_iter();
                let exits: Vec<_> = exits.map(|(exit, to)| (exit, to.cloned())).collect();
                (block.id.clone(), exits)
            });
            ways.collect()
        };
        assert_eq!(ways(Language::En), ways(Language::Ru));
    }
}
