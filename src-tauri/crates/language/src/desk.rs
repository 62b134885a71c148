//! What a notification on the desktop says to an operator.

use crate::{Language, Words, words::words};

/// A dialog came; `{client}` is who.
pub const NEW_DIALOG: Words = words("New dialog: {client}", "Новый диалог: {client}");
/// A client wrote; `{client}` is who.
pub const CLIENT_MESSAGE: Words = words("{client} wrote", "Сообщение: {client}");
/// An answer is almost late; `{client}` waits for it.
pub const SL_SOON: Words = words("Answer soon: {client}", "Пора ответить: {client}");

/// What a client without a name is called.
#[must_use]
pub fn visitor(no: u64, language: Language) -> String {
    let visitor = words("Visitor", "Посетитель").of(language);
    format!("{visitor} {no}")
}
