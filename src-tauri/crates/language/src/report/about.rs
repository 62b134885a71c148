//! The words of the sheet *About*.

use crate::words::words;
use crate::{Counted, Language, Words};

/// Beside the report's title.
pub const REPORT: Words = words("Report", "Отчёт");
/// Beside the chosen messengers.
pub const MESSENGERS: Words = words("Messengers", "Мессенджеры");
/// Beside the chosen chats.
pub const CHATS: Words = words("Chats", "Чаты");
/// In place of a list nothing was chosen from.
pub const ALL: Words = words("All", "Все");
/// In place of one thing that was not chosen.
pub const ANY: Words = words("Any", "Любой");
/// Beside the chosen status.
pub const STATUS: Words = words("Status", "Статус");
/// Beside the chosen script.
pub const SCRIPT: Words = words("Script", "Сценарий");
/// Beside the chosen marker.
pub const MARKER: Words = words("Marker", "Маркер");
/// Beside whether dialogs without a word of the client are in the report.
pub const DIALOGS: Words = words("Dialogs", "Диалоги");
/// Only dialogs in which the client wrote.
pub const WITH_CLIENT_MESSAGES: Words = words(
    "Only those with messages from the client",
    "Только с сообщениями клиента",
);
/// Also dialogs in which the client never wrote.
pub const WITH_AND_WITHOUT_CLIENT_MESSAGES: Words = words(
    "Also those without messages from the client",
    "В том числе без сообщений клиента",
);
/// Beside the first moment of the period.
pub const FROM: Words = words("Begun at or after", "Начаты не раньше");
/// Beside the moment the period ends before.
pub const TO: Words = words("Begun before", "Начаты раньше");
/// In place of a moment that was not chosen.
pub const NO_LIMIT: Words = words("No limit", "Без ограничения");
/// Beside the time zone of all times in the workbook.
pub const ZONE: Words = words("Time zone", "Часовой пояс");
/// Beside whether the times of messages are shown.
pub const WITH_TIME: Words = words("With time in dialogs", "Время в диалогах");
/// Yes.
pub const YES: Words = words("Yes", "Да");
/// No.
pub const NO: Words = words("No", "Нет");
/// Beside the program's version.
pub const VERSION: Words = words("Version of Parley", "Версия Parley");
/// Beside the moment the report was made.
pub const MADE_AT: Words = words("Made at", "Создан");
/// Beside how many rows a sheet has; the sheet's name follows.
pub const ROWS: Words = words("Rows", "Строк");
/// Beside the digest of a sheet's rows; the sheet's name follows.
pub const DIGEST: Words = words("SHA-256 of the rows", "SHA-256 строк");
/// Says what the digest is of, so that somebody else can count it again.
pub const DIGEST_NOTE: Words = words(
    "The digest is of the rows as CSV in UTF-8 with commas, line feeds and the ids below as titles; \
     times in UTC, durations in seconds, money with a decimal point, codes in place of names. The same data \
     give the same digest in every format and language.",
    "Сумма считается от строк в виде CSV: UTF-8, запятые, перевод строки LF, заголовки — id колонок, \
     перечисленные ниже; время в UTC, длительность в секундах, деньги с десятичной точкой, вместо \
     названий коды. Одни и те же данные дают одну и ту же сумму в любом формате и на любом языке.",
);
/// Before notes on the workbook.
pub const NOTE: Words = words("Note", "Примечание");
/// Heads the list of columns: what a column is called in files for programs.
pub const COLUMN_ID: Words = words("Column id", "Id колонки");
/// Heads the list of columns: the title in this workbook.
pub const COLUMN_TITLE: Words = words("Column", "Колонка");
/// Heads the list of columns: what stands in it.
pub const COLUMN_MEANING: Words = words("Meaning", "Что в ней");

/// Says that only the first `linked` rows of a sheet have their ids as links.
#[must_use]
pub fn links_end(language: Language, linked: u32) -> String {
    match language {
        Language::En => format!(
            "Ids are links in the first {linked} rows of a sheet, since Excel takes no more; the others \
             are plain text."
        ),
        Language::Ru => format!(
            "Id являются ссылками в первых {linked} строках листа, больше Excel не принимает; \
             остальные — обычный текст."
        ),
    }
}

/// Says how many characters a workbook cannot hold and what stands in their place.
#[must_use]
pub fn replaced(language: Language, characters: u64) -> String {
    let control = CONTROL_CHARACTERS.of(language, characters);
    match language {
        Language::En => format!(
            "Texts had {characters} {control} that a workbook cannot hold; � stands in place of each."
        ),
        Language::Ru => format!(
            "В текстах: {characters} {control}, которых в книге быть не может; вместо каждого стоит �."
        ),
    }
}

/// Says that some texts go on in the columns after the last one.
pub const LONG_TEXTS: Words = words(
    "A text longer than a cell can hold goes on in the columns after the last one.",
    "Текст, который не помещается в ячейку, продолжается в колонках после последней.",
);

const CONTROL_CHARACTERS: Counted = Counted {
    en: ["control character", "control characters"],
    ru: [
        "управляющий символ",
        "управляющих символа",
        "управляющих символов",
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_agree_with_their_words() {
        assert_eq!(
            replaced(Language::En, 1),
            "Texts had 1 control character that a workbook cannot hold; � stands in place of each."
        );
        assert_eq!(
            replaced(Language::Ru, 22),
            "В текстах: 22 управляющих символа, которых в книге быть не может; вместо каждого стоит �."
        );
    }
}
