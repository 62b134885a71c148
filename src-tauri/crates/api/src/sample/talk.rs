//! What is said in made-up dialogs.

use domain::{AuthorType, MessageKind};
use language::Language;

/// A shop whose chats are made up.
pub(super) struct Shop {
    pub(super) name: &'static str,
    pub(super) site: &'static str,
    pub(super) language: &'static str,
    pub(super) colour: [u8; 3],
    pub(super) greeting: &'static str,
    pub(super) ask: &'static str,
    pub(super) person: &'static str,
    pub(super) busy: &'static str,
    pub(super) bye: &'static str,
    pub(super) thanks: &'static [&'static str],
    pub(super) people: &'static [&'static str],
    pub(super) topics: &'static [Topic],
    pub(super) group: &'static str,
    pub(super) crew: &'static Crew,
}

/// Those who answer, and the words they work with.
pub(super) struct Crew {
    pub(super) operators: &'static [&'static str],
    pub(super) hello: &'static str,
    pub(super) results: &'static [&'static str],
    pub(super) tags: &'static [(&'static str, [u8; 3])],
    pub(super) praise: &'static [&'static str],
    pub(super) blame: &'static [&'static str],
}

/// What a client asks about.
pub(super) struct Topic {
    pub(super) page: &'static str,
    pub(super) button: &'static str,
    pub(super) question: &'static str,
    pub(super) answer: &'static str,
}

/// How a made-up dialog ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ends {
    WithBot,
    WithOperator,
    InQueue,
    Silent,
    NeverWrote,
}

/// The lines of a dialog about `topic`.
pub(super) fn lines(
    shop: &'static Shop,
    topic: &'static Topic,
    ends: Ends,
) -> Vec<(AuthorType, MessageKind, &'static str)> {
    let bot = |text| (AuthorType::Bot, MessageKind::Text, text);
    let operator = |text| (AuthorType::Operator, MessageKind::Text, text);
    let client = |text| (AuthorType::Client, MessageKind::Text, text);
    let pressed = |text| (AuthorType::Client, MessageKind::Postback, text);
    let thanks = shop.thanks[topic.question.len() % shop.thanks.len()];
    let mut lines = vec![bot(shop.greeting)];
    match ends {
        Ends::NeverWrote => {}
        Ends::WithBot => lines.extend([
            pressed(topic.button),
            bot(shop.ask),
            client(topic.question),
            bot(topic.answer),
            client(thanks),
            bot(shop.bye),
        ]),
        Ends::WithOperator => lines.extend([
            pressed(topic.button),
            bot(shop.ask),
            client(topic.question),
            pressed(shop.person),
            operator(shop.crew.hello),
            operator(topic.answer),
            client(thanks),
            operator(shop.bye),
        ]),
        Ends::InQueue => lines.extend([
            client(topic.question),
            bot(topic.answer),
            pressed(shop.person),
            (AuthorType::System, MessageKind::Notice, shop.busy),
        ]),
        Ends::Silent => lines.extend([pressed(topic.button), bot(topic.answer)]),
    }
    lines
}

pub(super) const fn shops(language: Language) -> &'static [Shop] {
    match language {
        Language::En => &ENGLISH,
        Language::Ru => &RUSSIAN,
    }
}

const ENGLISH_PEOPLE: &[&str] = &[
    "Sofie Dahl",
    "Marek Nowak",
    "Hanna Lie",
    "Arturs Kalnins",
    "Sara El Amrani",
    "Emil Strand",
    "Olga Petrova",
    "Lars Moen",
    "Beatriz Rocha",
    "Nils Aune",
    "Kaisa Rebane",
    "Jan de Wit",
    "Maria Lund",
    "Thea Vik",
    "Piotr Zielinski",
    "Ida Moe",
];

const ENGLISH_THANKS: &[&str] = &[
    "Thank you!",
    "Great, thanks",
    "ok, that helps",
    "Thanks a lot 👍",
];

static ENGLISH_CREW: Crew = Crew {
    operators: &[
        "Anna Berg",
        "Erik Holm",
        "Kate Woods",
        "Tomas Vik",
        "Nora Falk",
    ],
    hello: "Hello! I am looking at it right now.",
    results: &["Solved", "Passed on", "No answer needed"],
    tags: &[
        ("urgent", [0xd1, 0x3b, 0x2e]),
        ("regular customer", [0x2f, 0x7d, 0x4f]),
        ("complaint", [0xb4, 0x6a, 0x0b]),
        ("call back", [0x3b, 0x63, 0xb8]),
    ],
    praise: &["Quick and friendly", "Everything solved, thank you"],
    blame: &["Too long a wait", "I still do not know when it arrives"],
};

static RUSSIAN_CREW: Crew = Crew {
    operators: &[
        "Анна Белова",
        "Илья Громов",
        "Катя Лесная",
        "Тимур Ахметов",
        "Нина Фёдорова",
    ],
    hello: "Здравствуйте! Уже смотрю.",
    results: &["Решено", "Передано дальше", "Ответ не нужен"],
    tags: &[
        ("срочно", [0xd1, 0x3b, 0x2e]),
        ("постоянный клиент", [0x2f, 0x7d, 0x4f]),
        ("жалоба", [0xb4, 0x6a, 0x0b]),
        ("перезвонить", [0x3b, 0x63, 0xb8]),
    ],
    praise: &["Быстро и вежливо", "Всё решили, спасибо"],
    blame: &["Слишком долго ждала", "Так и не поняла, когда привезут"],
};

static ENGLISH: [Shop; 3] = [
    Shop {
        name: "Online store: orders",
        site: "https://shop.example",
        language: "en",
        colour: [0x0b, 0x5d, 0x4b],
        greeting: "Hello! I can check an order, start a return or call a colleague.",
        ask: "Please write your question in a sentence or two.",
        person: "Talk to a person",
        busy: "All our colleagues are busy right now. Please stay here: whoever is free first will answer.",
        bye: "You are welcome. Have a nice day!",
        thanks: ENGLISH_THANKS,
        people: ENGLISH_PEOPLE,
        group: "Orders",
        crew: &ENGLISH_CREW,
        topics: &[
            Topic {
                page: "/orders",
                button: "My order",
                question: "Where is my order {order}? It should have been here on Monday.",
                answer: "Order {order} left the warehouse and arrives tomorrow before noon.",
            },
            Topic {
                page: "/delivery",
                button: "Delivery",
                question: "Can I still change the address of order {order}?",
                answer: "Yes, until it leaves the warehouse at 9. The new address was noted for order {order}.",
            },
            Topic {
                page: "/cart",
                button: "Payment",
                question: "I paid twice for {order}, can you send one payment back?",
                answer: "I see one payment waiting and one done; the waiting one is dropped within 3 days.",
            },
        ],
    },
    Shop {
        name: "Returns and exchanges",
        site: "https://shop.example",
        language: "en",
        colour: [0x7a, 0x3e, 0x14],
        greeting: "Hello! Is it a return or an exchange?",
        ask: "Please write your question in a sentence or two.",
        person: "Talk to a person",
        busy: "All our colleagues are busy right now. Please stay here: whoever is free first will answer.",
        bye: "Glad to help. Until next time!",
        thanks: ENGLISH_THANKS,
        people: ENGLISH_PEOPLE,
        group: "Returns",
        crew: &ENGLISH_CREW,
        topics: &[
            Topic {
                page: "/returns",
                button: "Return",
                question: "I want to send back the boots from order {order}, the left sole came off.",
                answer: "The label for {order} is in your mail. We pay the postage both ways when the fault is ours.",
            },
            Topic {
                page: "/returns/refund",
                button: "Refund",
                question: "When will the refund for {order} be on my card?",
                answer: "A refund takes up to 5 working days after we have the parcel.",
            },
            Topic {
                page: "/returns/size",
                button: "Exchange",
                question: "Size 42 instead of 41, please. Is it in stock?",
                answer: "42 is in stock. We send it as soon as your parcel is scanned at the post office.",
            },
        ],
    },
    Shop {
        name: "Workshop booking",
        site: "https://workshop.example",
        language: "en",
        colour: [0x1f, 0x3d, 0x73],
        greeting: "Hello! Would you like to book a service or ask about one?",
        ask: "Please write your question in a sentence or two.",
        person: "Talk to a person",
        busy: "All our colleagues are busy right now. Please stay here: whoever is free first will answer.",
        bye: "See you at the workshop!",
        thanks: ENGLISH_THANKS,
        people: ENGLISH_PEOPLE,
        group: "Workshop",
        crew: &ENGLISH_CREW,
        topics: &[
            Topic {
                page: "/service",
                button: "Book a service",
                question: "Do you wax skis on Saturdays as well?",
                answer: "On Saturdays from 10 to 15. The next free hour is 11.",
            },
            Topic {
                page: "/prices",
                button: "Prices",
                question: "What does edge grinding cost for two pairs?",
                answer: "Grinding is 35 a pair, 60 for two.",
            },
        ],
    },
];

const RUSSIAN_PEOPLE: &[&str] = &[
    "Анна Соколова",
    "Пётр Ёлкин",
    "Мария Иванова",
    "Сергей Кузнецов",
    "Ольга Петрова",
    "Дмитрий Орлов",
    "Елена Васильева",
    "Алексей Смирнов",
    "Наталья Фёдорова",
    "Игорь Волков",
    "Татьяна Морозова",
    "Павел Лебедев",
];

const RUSSIAN_THANKS: &[&str] = &[
    "Спасибо!",
    "Отлично, благодарю",
    "понял, спасибо",
    "Спасибо большое 👍",
];

static RUSSIAN: [Shop; 3] = [
    Shop {
        name: "Интернет-магазин: заказы",
        site: "https://shop.example",
        language: "ru",
        colour: [0x0b, 0x5d, 0x4b],
        greeting: "Здравствуйте! Я могу проверить заказ, оформить возврат или позвать сотрудника.",
        ask: "Опишите вопрос в одном-двух предложениях, пожалуйста.",
        person: "Позвать сотрудника",
        busy: "Сейчас все сотрудники заняты. Пожалуйста, подождите: ответит первый, кто освободится.",
        bye: "Рады помочь. Хорошего дня!",
        thanks: RUSSIAN_THANKS,
        people: RUSSIAN_PEOPLE,
        group: "Заказы",
        crew: &RUSSIAN_CREW,
        topics: &[
            Topic {
                page: "/orders",
                button: "Мой заказ",
                question: "Где мой заказ {order}? Обещали привезти в понедельник.",
                answer: "Заказ {order} уже в пути, курьер привезёт его завтра до обеда.",
            },
            Topic {
                page: "/delivery",
                button: "Доставка",
                question: "Можно ещё поменять адрес для заказа {order}?",
                answer: "Да, пока он на складе. Новый адрес для заказа {order} записан.",
            },
            Topic {
                page: "/cart",
                button: "Оплата",
                question: "С меня дважды списали деньги за {order}, верните, пожалуйста.",
                answer: "Вижу один проведённый платёж и один в обработке; второй отменится в течение трёх дней.",
            },
        ],
    },
    Shop {
        name: "Возврат и обмен",
        site: "https://shop.example",
        language: "ru",
        colour: [0x7a, 0x3e, 0x14],
        greeting: "Здравствуйте! Вам нужен возврат или обмен?",
        ask: "Опишите вопрос в одном-двух предложениях, пожалуйста.",
        person: "Позвать сотрудника",
        busy: "Сейчас все сотрудники заняты. Пожалуйста, подождите: ответит первый, кто освободится.",
        bye: "Обращайтесь ещё!",
        thanks: RUSSIAN_THANKS,
        people: RUSSIAN_PEOPLE,
        group: "Возвраты",
        crew: &RUSSIAN_CREW,
        topics: &[
            Topic {
                page: "/returns",
                button: "Возврат",
                question: "Хочу вернуть ботинки из заказа {order}, отклеилась подошва.",
                answer: "Наклейка для {order} у вас в почте. Если виноваты мы, пересылка за наш счёт.",
            },
            Topic {
                page: "/returns/size",
                button: "Обмен",
                question: "Нужен 42 размер вместо 41. Он есть?",
                answer: "42 размер есть. Отправим сразу, как ваша посылка будет на почте.",
            },
        ],
    },
    Shop {
        name: "Запись в мастерскую",
        site: "https://workshop.example",
        language: "ru",
        colour: [0x1f, 0x3d, 0x73],
        greeting: "Здравствуйте! Хотите записаться или узнать об услуге?",
        ask: "Опишите вопрос в одном-двух предложениях, пожалуйста.",
        person: "Позвать сотрудника",
        busy: "Сейчас все сотрудники заняты. Пожалуйста, подождите: ответит первый, кто освободится.",
        bye: "Ждём вас в мастерской!",
        thanks: RUSSIAN_THANKS,
        people: RUSSIAN_PEOPLE,
        group: "Мастерская",
        crew: &RUSSIAN_CREW,
        topics: &[
            Topic {
                page: "/service",
                button: "Записаться",
                question: "А по субботам вы работаете?",
                answer: "По субботам с 10 до 15. Ближайшее свободное время 11:00.",
            },
            Topic {
                page: "/prices",
                button: "Цены",
                question: "Сколько стоит заточка двух пар?",
                answer: "Одна пара 3500 ₽, две пары 6000 ₽.",
            },
        ],
    },
];
