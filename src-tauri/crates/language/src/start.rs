//! Why the program did not start. There is no window yet to choose words, so they stand here.

use crate::Words;

/// What is said for an error's code; `{path}` stands for the file or folder. None for a code that
/// needs its own message.
#[must_use]
pub fn refused(code: &str) -> Option<Words> {
    let words = match code {
        "in_use" => Words {
            en: "Another Parley uses this data folder:\n{path}\n\nClose that one first, or choose another folder with --data.",
            ru: "Эту папку с данными уже использует другой Parley:\n{path}\n\nСначала закройте его или выберите другую папку с помощью --data.",
        },
        "no_permission" => Words {
            en: "Parley has no right to use this place:\n{path}\n\nAllow reading and writing there, or choose another data folder with --data.",
            ru: "У Parley нет прав на это место:\n{path}\n\nРазрешите там чтение и запись или выберите другую папку с помощью --data.",
        },
        "not_a_database" => Words {
            en: "This file is not a Parley database; it was left as it is:\n{path}\n\nMove it away, or choose another data folder with --data.",
            ru: "Этот файл не база данных Parley; он не изменён:\n{path}\n\nУберите его или выберите другую папку с помощью --data.",
        },
        "from_the_future" | "foreign_format" => Words {
            en: "Another version of Parley wrote this database; it was left as it is:\n{path}\n\nInstall the newest Parley.",
            ru: "Эту базу данных записала другая версия Parley; она не изменена:\n{path}\n\nУстановите самую новую версию.",
        },
        "no_space" => Words {
            en: "The disk of the data folder is full. Nothing was lost.\n\nFree some space and start Parley again.",
            ru: "На диске с данными не осталось места. Ничего не потеряно.\n\nОсвободите место и запустите Parley снова.",
        },
        "read_only" => Words {
            en: "The data folder is read-only. Nothing was changed.\n\nAllow writing there and start Parley again.",
            ru: "Папка с данными доступна только для чтения. Ничего не изменено.\n\nРазрешите в неё запись и запустите Parley снова.",
        },
        "damaged" => Words {
            en: "The database is damaged.\n\nRestore a backup of the data folder.",
            ru: "База данных повреждена.\n\nВосстановите копию папки с данными.",
        },
        _ => return None,
    };
    Some(words)
}
