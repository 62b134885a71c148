//! What clients write, and which branch takes it.

use std::sync::LazyLock;

use jiff::civil::date;
use proptest::prelude::*;

use super::{Answers, Taken};
use crate::block::{Answer, Branch, Entity, WordsHow};

fn answers(branches: Vec<Answer>) -> Answers {
    let branches = branches.into_iter();
    let branches: Vec<Branch<Answer>> = branches.map(|when| Branch { when, next: None }).collect();
    Answers::of(&branches).expect("the patterns are right")
}

fn words(how: WordsHow, words: &[&str]) -> Answer {
    Answer::Words {
        words: words.iter().map(|word| (*word).to_owned()).collect(),
        how,
    }
}

fn phrases(at_least: u8, phrases: &[&str]) -> Answer {
    Answer::Phrases {
        phrases: phrases.iter().map(|phrase| (*phrase).to_owned()).collect(),
        at_least,
    }
}

fn take(answers: &Answers, text: &str) -> Option<Taken> {
    answers.take(text, date(2026, 11, 23))
}

fn score(phrase: &str, text: &str) -> u8 {
    take(&answers(vec![phrases(0, &[phrase])]), text).map_or(0, |taken| taken.score)
}

#[test]
fn phrases_take_what_means_the_same_and_nothing_else() {
    const TAKE: bool = true;
    const LEAVE: bool = false;
    let cases = [
        // The same, whatever stands around it.
        ("где мой заказ", "Где мой заказ?", TAKE),
        ("где мой заказ", "где заказ", TAKE),
        ("где мой заказ", "заказ мой где", TAKE),
        ("где мой заказ", "а где мои заказы", TAKE),
        (
            "где мой заказ",
            "Здравствуйте! Подскажите, пожалуйста, где мой заказ",
            TAKE,
        ),
        (
            "где мой заказ",
            "Добрый день, где мой заказ номер 12345?",
            TAKE,
        ),
        ("хочу вернуть товар", "я бы хотел вернуть товар", TAKE),
        ("хочу вернуть товар", "нужно вернуть товар", TAKE),
        ("как оплатить заказ", "Как можно оплатить заказ", TAKE),
        ("как оплатить заказ", "оплатить заказ", TAKE),
        (
            "сколько стоит доставка",
            "а сколько стоит доставка в Тулу?",
            TAKE,
        ),
        ("отменить заказ", "Отмените, пожалуйста, мой заказ", TAKE),
        ("позовите оператора", "оператора позовите!!!", TAKE),
        ("спасибо", "Спасибо 🙏", TAKE),
        ("спасибо", "спасибо большое", LEAVE),
        ("да", "да, хочу", TAKE),
        ("нет", "нет, спасибо", TAKE),
        ("👍", "👍🏽", TAKE),
        ("where is my order", "Where's my order?", TAKE),
        ("where is my order", "where is the order", TAKE),
        (
            "where is my order",
            "Hi, could you tell me where my order is please",
            TAKE,
        ),
        ("I want a refund", "i'd like a refund", TAKE),
        ("I want a refund", "refund please", TAKE),
        ("cancel my order", "please cancel the order", TAKE),
        (
            "how much is delivery",
            "How much is the delivery to London?",
            TAKE,
        ),
        ("talk to a person", "can I talk to a person", TAKE),
        (
            "change the delivery address",
            "I need to change my delivery address",
            TAKE,
        ),
        // Typing errors.
        ("где мой заказ", "где мой закз", TAKE),
        ("где мой заказ", "гед мой заказ", TAKE),
        ("сколько стоит доставка", "скока стоит дотсавка", LEAVE),
        ("сколько стоит доставка", "сколько стоит даставка", TAKE),
        ("сколько стоит доставка", "сколко стоит дотсавка", TAKE),
        ("не работает приложение", "не работает прилажение", TAKE),
        ("отменить заказ", "атменить заказ", TAKE),
        ("вернуть деньги", "вирнуть деньги", TAKE),
        ("where is my delivery", "where is my delivry", TAKE),
        ("where is my delivery", "wheer is my dleivery", TAKE),
        ("cancel my subscription", "cancle my subscribtion", TAKE),
        ("I forgot my password", "i forgot my pasword", TAKE),
        // One word more or another changes the meaning.
        ("где мой заказ", "отменить мой заказ", LEAVE),
        ("где мой заказ", "спасибо, что так быстро", LEAVE),
        ("где мой заказ", "где ваш магазин", LEAVE),
        ("где мой заказ", "как дела", LEAVE),
        ("отменить заказ", "где мой заказ", LEAVE),
        ("отменить заказ", "оформить заказ", LEAVE),
        ("вернуть товар", "вернуть деньги", LEAVE),
        ("вернуть деньги", "занять деньги", LEAVE),
        ("сколько стоит доставка", "сколько идет доставка", LEAVE),
        ("как оплатить заказ", "как отследить заказ", LEAVE),
        ("спасибо", "спасибо, а где мой заказ", LEAVE),
        ("да", "да я хочу узнать, где мой заказ", LEAVE),
        ("оператор", "оплата", LEAVE),
        ("часы работы", "есть ли у вас работа", LEAVE),
        ("where is my order", "cancel my order", LEAVE),
        ("where is my order", "where is your shop", LEAVE),
        ("cancel my order", "change my order", LEAVE),
        ("I want a refund", "I want a discount", LEAVE),
        ("talk to a person", "talk to you later", LEAVE),
        ("opening hours", "opening a bottle", LEAVE),
        (
            "my order",
            "my dog ate the parcel and I want another order for free",
            LEAVE,
        ),
        // A `not` is never swallowed.
        ("хочу отменить заказ", "не хочу отменять заказ", LEAVE),
        ("отменить заказ", "заказ отменять не надо", LEAVE),
        ("отменить заказ", "не хочу, чтобы вы отменили заказ", LEAVE),
        ("приложение работает", "приложение не работает", LEAVE),
        ("не работает приложение", "приложение не работает", TAKE),
        ("не работает приложение", "приложение работает", LEAVE),
        ("есть в наличии", "нет в наличии", LEAVE),
        ("доставка", "мне не нужна доставка", LEAVE),
        ("надо", "не надо", LEAVE),
        ("не могу войти", "не получается войти", TAKE),
        ("не могу войти", "как войти", LEAVE),
        ("где мой заказ", "не подскажете, где мой заказ?", TAKE),
        (
            "где мой заказ",
            "у меня не пришел заказ, где мой заказ",
            TAKE,
        ),
        ("хочу доставку", "нет, хочу доставку", TAKE),
        ("I want to cancel", "I don't want to cancel", LEAVE),
        ("I want to cancel", "I do not want to cancel", LEAVE),
        ("cancel my order", "please don’t cancel my order", LEAVE),
        ("I can't log in", "i cant log in", TAKE),
        ("I can't log in", "how do I log in", LEAVE),
        ("it works", "it does not work", LEAVE),
        // Nothing to go by.
        ("где мой заказ", "", LEAVE),
        ("где мой заказ", "???", LEAVE),
        ("где мой заказ", "👍", LEAVE),
        ("где мой заказ", "12345", LEAVE),
        ("где мой заказ", "where is my order", LEAVE),
    ];
    let wrong: Vec<String> = cases
        .into_iter()
        .map(|(phrase, text, expected)| (phrase, text, score(phrase, text), expected))
        .filter(|(_, _, score, expected)| (*score >= 70) != *expected)
        .map(|(phrase, text, score, _)| format!("{phrase:?} and {text:?}: {score}"))
        .collect();
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn the_most_alike_branch_has_a_text_and_the_earlier_of_two() {
    let answers = answers(vec![
        phrases(70, &["отменить заказ", "cancel my order"]),
        phrases(70, &["где мой заказ", "where is my order"]),
        phrases(70, &["где заказ", "изменить заказ", "change my order"]),
        phrases(95, &["позовите оператора"]),
    ]);
    for (text, expected) in [
        ("Отмените заказ!", Some((0, 100))),
        ("где мой заказ", Some((1, 100))),
        ("где заказ", Some((2, 100))),
        ("ну где же заказ", Some((2, 95))),
        ("cancel the order", Some((0, 93))),
        ("cancle the order", Some((0, 82))),
        ("change the order please", Some((2, 91))),
        ("позовите оператора", Some((3, 100))),
        ("оператора позовите", Some((3, 97))),
        ("оплатить заказ", None),
        ("заказ", None),
        ("позовите же мне наконец оператора", None),
    ] {
        let found = take(&answers, text).map(|taken| (taken.branch, taken.score));
        assert_eq!(found, expected, "{text}");
    }
    let twice = self::answers(vec![phrases(70, &["да"]), phrases(70, &["да"])]);
    assert_eq!(take(&twice, "да").map(|taken| taken.branch), Some(0));
}

#[test]
fn words_are_looked_for_as_the_branch_says() {
    use WordsHow::{Contains, Exact, Stems};
    for (how, word, text, expected) in [
        (Exact, "да", "Да!", true),
        (Exact, "ещё раз", "еще  РАЗ…", true),
        (Exact, "да", "да, хочу", false),
        (Exact, "спасибо", "спасибо 🙏", true),
        (Exact, "👍", "👍🏽", true),
        (Exact, "+", "+", true),
        (Exact, "+", "-", false),
        (Contains, "заказ", "Мои ЗАКАЗЫ", true),
        (Contains, "каз", "заказ", true),
        (Contains, "мой заказ", "где мой, заказ", true),
        (Contains, "👍", "ок 👍", true),
        (Contains, "заказ", "закас", false),
        (Contains, "order", "my preorders", true),
        (Stems, "заказ", "о моих заказах", true),
        (Stems, "мой заказ", "где мои заказы?", true),
        (Stems, "мой заказ", "заказ мой", false),
        (Stems, "мой заказ", "мой новый заказ", false),
        (Stems, "оплатить", "я оплатил", true),
        (Stems, "заказ", "предзаказ", false),
        (Stems, "delivery", "DELIVERIES?", true),
        (Stems, "cancel order", "cancelling orders", true),
        (Stems, "iphone", "чехол на iPhone есть?", true),
        (Stems, "👍", "👍", true),
        (Stems, "+", "+", true),
        (Stems, "", "", false),
        (Stems, " ", "?", false),
        // Marks that hearing drops are compared letter by letter where a word has them.
        (Contains, "c++", "Пишу на C++", true),
        (Contains, "c++", "привет cat", false),
        (Contains, "?", "как?", true),
        (Contains, "?", "как", false),
        (Contains, "!", "wow!", true),
        (Contains, "ещё?", "а  ЕЩЕ?", true),
        (Contains, "24/7", "вы 24 7", false),
        (Contains, "don't", "I don’t", true),
        (Exact, "c++", "C++!", true),
        (Exact, "c++", "c", false),
        (Exact, "c++", "c#", false),
        (Exact, "да!", "да", true),
        (Exact, "?", "?", true),
        (Exact, "?", "как?", false),
        (Stems, "c++", "курсы C++, есть?", true),
        (Stems, "c++", "витамин C", false),
        (Stems, "c++", "abc++", false),
        (Stems, "50%", "скидка 150%", false),
        (Stems, "50%", "скидка 50%!", true),
        (Stems, "+", "да, +", true),
        (Stems, "?", "как?", true),
        (Stems, "заказ!", "о заказах", true),
        (Exact, "", "", false),
        (Contains, "", "all", false),
        (Contains, "long enough", "long", false),
        (Stems, "long enough", "long", false),
    ] {
        let answers = answers(vec![words(how, &["не то", word])]);
        let taken = take(&answers, text);
        let expected = expected.then_some(Taken {
            branch: 0,
            found: None,
            score: 100,
        });
        assert_eq!(taken, expected, "{how:?} {word:?} in {text:?}");
    }
}

#[test]
fn the_first_branch_that_takes_a_text_has_it_and_says_what_it_found() {
    let button = |title: &str| Answer::Button {
        title: title.to_owned(),
    };
    let entity = |entity| Answer::Entity { entity };
    let answers = answers(vec![
        Answer::NoAnswer { after_s: 5 },
        Answer::Else {},
        Answer::File {},
        phrases(70, &["хочу доставку"]),
        button("🚚 Доставка"),
        words(WordsHow::Stems, &["доставка", "delivery"]),
        Answer::Pattern {
            pattern: r"заказ\D*(\d+)".to_owned(),
        },
        entity(Entity::Email),
        entity(Entity::Date),
        entity(Entity::Phone),
        entity(Entity::Number),
        button("Нет"),
        words(WordsHow::Exact, &["нет"]),
        phrases(90, &["позовите оператора"]),
    ]);
    for (text, expected) in [
        ("доставка", Some((4, Some("🚚 Доставка")))),
        ("хочу доставку", Some((5, None))),
        ("Мой заказ № 42 не пришёл", Some((6, Some("42")))),
        ("пишите на a@B.com", Some((7, Some("a@b.com")))),
        ("завтра в 5", Some((8, Some("2026-11-24")))),
        ("+7 916 123-45-67", Some((9, Some("+79161234567")))),
        ("штук 5", Some((10, Some("5")))),
        ("нет.", Some((11, Some("Нет")))),
        ("позовите оператора", Some((13, None))),
        ("всё равно", None),
        ("👍", None),
        ("", None),
    ] {
        let taken = take(&answers, text);
        let found = taken
            .as_ref()
            .map(|taken| (taken.branch, taken.found.as_deref()));
        assert_eq!(found, expected, "{text}");
        assert!(taken.is_none_or(|taken| taken.score == 100), "{text}");
    }
}

#[test]
fn titles_that_differ_in_their_marks_are_told_apart() {
    let answers = answers(
        ["C++", "C#", "C"]
            .map(|title| Answer::Button {
                title: title.to_owned(),
            })
            .into(),
    );
    for (text, expected) in [("c#", 1), ("C++.", 0), ("c", 2)] {
        let taken = take(&answers, text).map(|taken| taken.branch);
        assert_eq!(taken, Some(expected), "{text}");
    }
}

#[test]
fn each_pattern_that_cannot_be_used_is_named() {
    let pattern = |pattern: &str| Branch {
        when: Answer::Pattern {
            pattern: pattern.to_owned(),
        },
        next: None,
    };
    let errors = Answers::of(&[pattern("("), pattern("a"), pattern("[")]);
    let errors = errors.expect_err("two are wrong").into_iter();
    let errors: Vec<String> = errors
        .map(|(place, error)| format!("{place}: {error}"))
        .collect();
    assert_eq!(
        errors,
        [
            "0: a group is not closed at character 1",
            "2: a `[` is not closed at character 1"
        ]
    );
}

/// A question with a branch of every kind.
fn every_kind() -> Answers {
    answers(vec![
        Answer::Button {
            title: "Да".to_owned(),
        },
        words(WordsHow::Exact, &["нет"]),
        words(WordsHow::Contains, &["не знаю"]),
        words(WordsHow::Stems, &["другой вопрос"]),
        Answer::Pattern {
            pattern: r"(\w+) zzz$".to_owned(),
        },
        Answer::Entity {
            entity: Entity::Email,
        },
        Answer::Entity {
            entity: Entity::Date,
        },
        Answer::Entity {
            entity: Entity::Phone,
        },
        phrases(70, &["где мой заказ", "не работает приложение", "👍"]),
    ])
}

#[test]
fn a_long_text_is_understood_by_its_beginning_or_as_a_whole() {
    let answers = every_kind();
    let long = "так и сяк, ".repeat(10_000);
    assert_eq!(take(&answers, &long), None);
    let at_its_end = format!("{long} другие вопросы");
    assert_eq!(
        take(&answers, &at_its_end).map(|taken| taken.branch),
        Some(3)
    );
    for piece in ["не ", "а", "где ", "1.", "👍", "\u{306}", "'", "(", "a@"] {
        let _ = take(&answers, &piece.repeat(100_000 / piece.len()));
    }
}

proptest! {
    #[test]
    fn no_text_is_too_strange(text in any::<String>(), phrase in any::<String>()) {
        static EVERY_KIND: LazyLock<Answers> = LazyLock::new(every_kind);
        let _ = take(&EVERY_KIND, &text);
        let own = answers(vec![
            words(WordsHow::Stems, &[&phrase]),
            words(WordsHow::Contains, &[&phrase]),
            phrases(0, &[&phrase]),
        ]);
        let taken = take(&own, &text);
        prop_assert!(taken.is_none_or(|taken| taken.score <= 100));
    }

    #[test]
    fn a_phrase_is_wholly_like_itself(phrase in "[а-яёa-z0-9 ,.!👍]{1,60}") {
        if phrase.contains(char::is_alphanumeric) {
            prop_assert_eq!(score(&phrase, &phrase), 100);
        }
    }

    #[test]
    fn texts_of_dates_and_numbers_are_gone_through(text in "[0-9 .,/@+()a-zмая:-]{0,80}") {
        for entity in [Entity::Number, Entity::Date, Entity::Phone, Entity::Email] {
            let _ = take(&answers(vec![Answer::Entity { entity }]), &text);
        }
    }
}
