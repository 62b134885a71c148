//! What clients write, and which branch takes it.

use jiff::civil::date;

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
