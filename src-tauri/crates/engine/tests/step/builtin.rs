//! The built-in greeting, as a client goes through it.

use expect_test::expect;
use language::Language;

use crate::Happens::{Looks, Presses, Writes};
use crate::check;

#[test]
fn in_english() {
    let script = script::builtin(Language::En).draft().write();
    check(
        &script,
        &[
            (0, Writes("Hello")),
            (
                10,
                Presses {
                    question: 1,
                    button: 2,
                },
            ),
            (20, Writes("no, thank you")),
        ],
        expect![[r#"
            0 writes Hello
                Hello! I am the assistant of this shop and answer right away.
                I answer best when you choose a topic. For everything else there is “Talk to a person”.
                What is it about? [Where is my order? .1.0] [Delivery and payment .1.1] [Return or exchange .1.2] [Talk to a person .1.3]
            10 presses 1.2
                The checkout shows what delivery costs, when it comes and how you can pay, before you confirm the order. Something there is unclear or does not work? Choose “Talk to a person”.
                Is there anything else I can do? [Talk to a person .2.0] [Yes, show the topics .2.1] [No, thank you .2.2]
            20 writes no, thank you
                Thank you for writing to us. Have a nice day!
                closed: bot_ended by bot
            = closed 
        "#]],
    );
}

#[test]
fn in_russian() {
    let script = script::builtin(Language::Ru).draft().write();
    check(
        &script,
        &[
            (0, Writes("Где мой заказ?")),
            (10, Writes("1234")),
            (310, Looks),
            (320, Writes("Ёлкин, 8 800 000-00-00")),
            (330, Writes("НЕТ,  спасибо")),
        ],
        expect![[r#"
            0 writes Где мой заказ?
                Здравствуйте! Я помощник магазина и отвечаю сразу.
                Напишите, пожалуйста, номер заказа. Сотрудник посмотрит, где он.
            10 writes 1234
                Зову сотрудника. Вопрос можно написать уже сейчас.
                handed over
                queued
                owes a first answer within 30 s, by 40
                help
                notice Busy.
            310 QueueTime
                waited: time
                never answered
                К сожалению, сейчас все заняты. Напишите, пожалуйста, свой вопрос и телефон или адрес почты, и мы вам ответим.
            320 writes Ёлкин, 8 800 000-00-00
                Спасибо, сообщение сохранено, мы на него ответим.
                Могу ли я помочь чем-то ещё? [Связаться с человеком .3.0] [Да, показать темы .3.1] [Нет, спасибо .3.2]
            330 writes НЕТ,  спасибо
                Спасибо, что написали нам. Хорошего дня!
                closed: bot_ended by bot
            = closed 
        "#]],
    );
}
