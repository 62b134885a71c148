//! The words of the gateway's own pages. The results are plain text; whoever makes HTML of them
//! escapes them.

use crate::words::words;
use crate::{Language, Words};

/// Title and heading of the page at the gateway's root.
pub const ROOT_TITLE: Words = words("Parley gateway", "Шлюз Parley");

/// What the page at the gateway's root says.
pub const ROOT_LEAD: Words = words(
    "The chats of this company are served from this address. There is nothing to see here.",
    "С этого адреса работают чаты компании. Смотреть здесь нечего.",
);

/// Title and heading of a chat's test page.
#[must_use]
pub fn test_title(language: Language, chat: &str) -> String {
    match language {
        Language::En => format!("Test page of “{chat}”"),
        Language::Ru => format!("Тестовая страница чата «{chat}»"),
    }
}

/// What a chat's test page says first.
pub const TEST_LEAD: Words = words(
    "This page stands in for your site. Open the chat with the button at the bottom right and write \
     as a visitor would.",
    "Эта страница заменяет ваш сайт. Откройте чат кнопкой справа внизу и напишите, как посетитель.",
);

/// What a chat's test page says of the dialogs that begin on it.
pub const TEST_DIALOGS: Words = words(
    "Dialogs from this page are real: they are kept in the archive and counted in reports.",
    "Диалоги с этой страницы настоящие: они хранятся в архиве и попадают в отчёты.",
);

/// What a test page says when no chat has the key in its address.
pub const TEST_UNKNOWN: Words = words(
    "There is no chat with this key. Copy the address of the test page again from Frame code.",
    "Чата с таким ключом нет. Скопируйте адрес тестовой страницы ещё раз из окна «Код для сайта».",
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_test_page_names_its_chat() {
        assert_eq!(test_title(Language::En, "Orders"), "Test page of “Orders”");
        assert_eq!(
            test_title(Language::Ru, "Заказы"),
            "Тестовая страница чата «Заказы»"
        );
    }
}
