//! What a notification on the desktop says to an operator.

use crate::{Language, Words, fold, words::words};

/// A dialog came; `{client}` is who.
pub const NEW_DIALOG: Words = words("New dialog: {client}", "Новый диалог: {client}");
/// A client wrote; `{client}` is who.
pub const CLIENT_MESSAGE: Words = words("{client} wrote", "Сообщение: {client}");
/// An answer is almost late; `{client}` waits for it.
pub const SL_SOON: Words = words("Answer soon: {client}", "Пора ответить: {client}");

const VISITOR: Words = words("Visitor", "Посетитель");

/// What a client without a name is called.
#[must_use]
pub fn visitor(no: u64, language: Language) -> String {
    format!("{} {no}", VISITOR.of(language))
}

/// The number of a client in what somebody looks for: "Visitor 81,204" in any language, "#4" or "4";
/// none when the text says more, or something else.
#[must_use]
pub fn visitor_no(text: &str) -> Option<u64> {
    let text = fold(text);
    let number = Language::ALL
        .iter()
        .find_map(|&language| text.strip_prefix(&fold(VISITOR.of(language))))
        .unwrap_or(&text);
    let number = number.trim_start().trim_start_matches(['#', '№']);
    let is_between = |sign: char| sign.is_whitespace() || sign == ',';
    let digits: String = number.chars().filter(|sign| !is_between(*sign)).collect();
    let is_number = digits.bytes().all(|sign| sign.is_ascii_digit());
    digits.parse().ok().filter(|_| is_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_visitor_is_known_again_by_what_they_are_called() {
        for text in [
            "4",
            " #4",
            "№ 4",
            "Visitor 4",
            "visitor #4",
            "ПОСЕТИТЕЛЬ  4",
        ] {
            assert_eq!(visitor_no(text), Some(4), "{text}");
        }
        for language in Language::ALL {
            assert_eq!(visitor_no(&visitor(81_204, *language)), Some(81_204));
        }
        for text in ["81,204", "81\u{a0}204", "Посетитель 81\u{202f}204"] {
            assert_eq!(visitor_no(text), Some(81_204), "{text}");
        }
        for text in [
            "",
            "#",
            "Visitor",
            "+4",
            "-4",
            "4a",
            "Visitor 4 Liv",
            "99999999999999999999",
        ] {
            assert_eq!(visitor_no(text), None, "{text}");
        }
    }
}
