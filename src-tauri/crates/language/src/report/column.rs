//! Titles and meanings of columns; a column that several reports have is said once.

use super::ColumnWords;
use crate::words::words;

macro_rules! columns {
    ($($name:ident: $en:literal, $ru:literal, $en_meaning:literal, $ru_meaning:literal;)+) => {$(
        #[doc = $en_meaning]
        pub const $name: ColumnWords = ColumnWords {
            title: words($en, $ru),
            meaning: words($en_meaning, $ru_meaning),
        };
    )+};
}

columns! {
    SESSION_ID: "Session id", "Id сессии",
        "The dialog's id; a link opens the dialog in Parley.",
        "Id диалога; ссылка открывает диалог в Parley.";
    CHAT_DATE: "Chat date", "Дата чата",
        "When the dialog began.",
        "Когда начался диалог.";
    CHAT_NAME: "Chat", "Чат",
        "Name of the chat the dialog was held in.",
        "Название чата, в котором шёл диалог.";
    MESSENGER: "Messenger", "Мессенджер",
        "What the client wrote from.",
        "Откуда писал клиент.";
    STATUS: "Status", "Статус",
        "Where the dialog stood when the report was made.",
        "Состояние диалога в момент, когда делался отчёт.";
    STARTED_BY: "Started by", "Кто начал",
        "Whether the client wrote first or the bot greeted first.",
        "Написал ли первым клиент или поздоровался бот.";
    CLIENT_ID: "Client id", "Id клиента",
        "Parley's own id of the client.",
        "Id клиента в Parley.";
    CLIENT_NAME: "Client name", "Имя клиента",
        "The client's name; empty while it is unknown.",
        "Имя клиента; пусто, пока оно неизвестно.";
    CLIENT_REMOTE_ID: "Client id in the messenger", "Id клиента в мессенджере",
        "The client's id as the messenger gives it.",
        "Id клиента, который даёт мессенджер.";
    CLIENT_PHONE: "Client phone", "Телефон клиента",
        "The client's phone; empty while it is unknown.",
        "Телефон клиента; пусто, пока он неизвестен.";
    CLIENT_LANGUAGE: "Client language", "Язык клиента",
        "The language of the client's browser or messenger.",
        "Язык браузера или мессенджера клиента.";
    FIRST_PAGE: "First page", "Первая страница",
        "Address of the page the dialog began on.",
        "Адрес страницы, на которой начался диалог.";
    REFERRER: "Referrer", "Источник перехода",
        "Address the visitor came to the first page from.",
        "Адрес, с которого посетитель пришёл на первую страницу.";
    SCRIPT: "Script", "Сценарий",
        "Name of the script the bot followed.",
        "Название сценария, по которому отвечал бот.";
    SCRIPT_VERSION: "Script version", "Версия сценария",
        "The version of the script the dialog began with.",
        "Версия сценария, с которой начался диалог.";
    OPERATORS: "Operators", "Операторы",
        "Operators who were in the dialog, in the order of their coming.",
        "Операторы, бывшие в диалоге, в порядке подключения.";
    OPERATOR_GROUP: "Operator group", "Группа операторов",
        "The group the dialog was last handed to.",
        "Группа, которой диалог передан последним.";
    HANDED_OVER_AT: "Handed over at", "Передан операторам",
        "When the dialog was first handed to operators; empty when it never was.",
        "Когда диалог впервые передан операторам; пусто, если не передавался.";
    TAKEN_AT: "Taken at", "Взят оператором",
        "When an operator first took the dialog.",
        "Когда оператор впервые взял диалог.";
    FIRST_RESPONSE: "First response", "Первый ответ",
        "Time from handover to the operator's first message.",
        "Время от передачи до первого сообщения оператора.";
    CLOSED_AT: "Closed at", "Закрыт",
        "When the dialog ended; empty while it is active.",
        "Когда диалог завершился; пусто, пока он активен.";
    CLOSED_BY: "Closed by", "Кто закрыл",
        "Who ended the dialog.",
        "Кто завершил диалог.";
    ENDING: "Ending", "Причина завершения",
        "Why the dialog ended.",
        "Почему диалог завершился.";
    DURATION: "Duration", "Длительность",
        "Time from the beginning of the dialog to its end; empty while it is active.",
        "Время от начала диалога до его завершения; пусто, пока он активен.";
    CLIENT_MESSAGES: "Client messages", "Сообщений клиента",
        "How many messages the client wrote.",
        "Сколько сообщений написал клиент.";
    BOT_MESSAGES: "Bot messages", "Сообщений бота",
        "How many messages the bot wrote.",
        "Сколько сообщений написал бот.";
    OPERATOR_MESSAGES: "Operator messages", "Сообщений операторов",
        "How many messages operators wrote.",
        "Сколько сообщений написали операторы.";
    MARKERS: "Markers", "Маркеры",
        "Markers of the script that were passed.",
        "Пройденные маркеры сценария.";
    RATING: "Rating", "Оценка",
        "The client's rating.",
        "Оценка, поставленная клиентом.";
    SCALE: "Scale", "Шкала",
        "The highest rating the client could give.",
        "Наибольшая оценка, которую мог поставить клиент.";
    CSI: "CSI, %", "CSI, %",
        "The rating's place between the lowest (0) and the highest (100).",
        "Место оценки между наименьшей (0) и наибольшей (100).";
    RATING_COMMENT: "Rating comment", "Комментарий к оценке",
        "What the client wrote beside the rating.",
        "Что клиент написал вместе с оценкой.";
    CLIENT_RESULT: "Result by the client", "Результат от клиента",
        "Whether the question was solved, in the client's words.",
        "Решён ли вопрос, по словам клиента.";
    OPERATOR_RESULT: "Result by the operator", "Результат от оператора",
        "The result the operator chose on closing.",
        "Результат, выбранный оператором при закрытии.";
    TAGS: "Tags", "Метки",
        "Tags of the dialog.",
        "Метки диалога.";
    PREVIOUS_SESSION: "Previous session id", "Id предыдущей сессии",
        "The same client's dialog before this one; empty for the first.",
        "Предыдущий диалог того же клиента; пусто для первого.";
    DIALOG_COST: "Dialog cost", "Стоимость диалога",
        "What the dialog cost by the prices at the time of its messages.",
        "Стоимость диалога по ценам на время его сообщений.";
    CURRENCY: "Currency", "Валюта",
        "Currency of the cost; empty while the chat has no prices.",
        "Валюта стоимости; пусто, пока у чата нет цен.";
    DIALOG: "Dialog", "Диалог",
        "Every message of the dialog, one under another, each after its author.",
        "Все сообщения диалога одно под другим, каждое после автора.";

    MARKER_VALUE: "", "",
        "The last value recorded with this marker, or when it was last passed if it has none; empty when it was not passed.",
        "Последнее значение, записанное с этим маркером, или время последнего прохождения, если значения нет; пусто, если маркер не пройден.";
    MARKER: "Marker", "Маркер",
        "Name of the marker.",
        "Название маркера.";
    VALUE: "Value", "Значение",
        "What was recorded with the marker; empty when nothing was.",
        "Что записано с маркером; пусто, если ничего.";
    PASSED_AT: "Passed at", "Пройден",
        "When the dialog passed the marker.",
        "Когда диалог прошёл маркер.";
    BLOCK: "Block", "Блок",
        "Id of the block in the script.",
        "Id блока в сценарии.";
    DIALOGS: "Dialogs", "Диалогов",
        "How many dialogs passed the marker.",
        "Сколько диалогов прошли маркер.";
    SHARE: "Share of dialogs, %", "Доля диалогов, %",
        "Their share of all dialogs that were asked for, those without markers included.",
        "Их доля среди всех выбранных диалогов, включая диалоги без маркеров.";
    MEDIAN_FROM_START: "Median time from the start", "Медиана времени от начала",
        "Half of these dialogs passed the marker for the first time sooner after their beginning, half later.",
        "Половина этих диалогов впервые прошла маркер быстрее, считая от начала, половина позже.";

    NO: "No.", "№",
        "Number of the message within its dialog, from 1.",
        "Номер сообщения в диалоге, начиная с 1.";
    SENT_AT: "Sent at", "Отправлено",
        "When the message was written.",
        "Когда написано сообщение.";
    AUTHOR_TYPE: "Author type", "Тип автора",
        "Whether the client, the bot, an operator or the system wrote the message.",
        "Кто написал сообщение: клиент, бот, оператор или система.";
    AUTHOR: "Author", "Автор",
        "The author's name; empty when there is none.",
        "Имя автора; пусто, если его нет.";
    KIND: "Kind", "Вид",
        "Whether the message is a text, a pressed button, a file, a question about the rating or a notice.",
        "Текст это, нажатая кнопка, файл, вопрос об оценке или уведомление.";
    TEXT: "Text", "Текст",
        "What was written.",
        "Что написано.";
    ATTACHMENT: "Attachment", "Вложение",
        "Name of the attached file.",
        "Имя приложенного файла.";
    DELIVERY: "Delivery", "Доставка",
        "How far the message had come when the report was made.",
        "Как далеко дошло сообщение к моменту, когда делался отчёт.";
}
