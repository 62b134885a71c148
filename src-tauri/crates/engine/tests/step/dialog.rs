//! Greeting, answers, late presses, handover and the queue.

use expect_test::expect;

use crate::Happens::{Looks, Opens, Presses, PressesForeign, Writes};
use crate::{HANDOVER, SHOP, check, check_with, settings};

#[test]
fn opening_greets_once() {
    check(
        SHOP,
        &[(0, Opens), (5, Opens)],
        expect![[r#"
            0 opens
                Hello!
                What is it? [Delivery .1.0] [A person .1.1] [Nothing .1.2]
            5 opens
            = bot ClientTimeout at 900, Lifetime at 3600
        "#]],
    );
}

#[test]
fn who_writes_first_is_greeted_and_answered() {
    check(
        SHOP,
        &[(0, Writes("delivery")), (10, Writes("A  PERSON"))],
        expect![[r#"
            0 writes delivery
                Hello!
                Two days.
                What is it? [Delivery .1.0] [A person .1.1] [Nothing .1.2]
            10 writes A  PERSON
                handed over
                queued
                owes a first answer within 30 s, by 40
                help
                notice Busy.
            = queued QueueTime at 310, Lifetime at 3610
        "#]],
    );
}

#[test]
fn who_writes_first_is_only_greeted_when_the_chat_says_so() {
    let mut only_greets = settings();
    only_greets.reply_to_first_message = false;
    check_with(
        &only_greets,
        SHOP,
        &[(0, Writes("delivery")), (5, Writes("delivery"))],
        expect![[r#"
            0 writes delivery
                Hello!
                What is it? [Delivery .1.0] [A person .1.1] [Nothing .1.2]
            5 writes delivery
                Two days.
                What is it? [Delivery .2.0] [A person .2.1] [Nothing .2.2]
            = bot ClientTimeout at 905, Lifetime at 3605
        "#]],
    );
}

#[test]
fn a_press_counts_once_and_only_for_the_question_on_the_table() {
    let delivery = Presses {
        question: 1,
        button: 1,
    };
    check(
        SHOP,
        &[
            (0, Opens),
            (1, delivery),
            (2, delivery),
            (
                3,
                Presses {
                    question: 2,
                    button: 3,
                },
            ),
        ],
        expect![[r#"
            0 opens
                Hello!
                What is it? [Delivery .1.0] [A person .1.1] [Nothing .1.2]
            1 presses 1.1
                Two days.
                What is it? [Delivery .2.0] [A person .2.1] [Nothing .2.2]
            2 presses 1.1
                log: a press of a button that is no longer offered was ignored: `07070707-0707-0707-0707-070707070707.1.0`
            3 presses 2.3
                closed: bot_ended by bot
            = closed 
        "#]],
    );
}

#[test]
fn foreign_payloads_are_ignored_and_logged_short() {
    let long = "й".repeat(5000);
    check(
        SHOP,
        &[
            (0, Opens),
            (1, PressesForeign("")),
            (60, PressesForeign(&long)),
        ],
        expect![[r#"
            0 opens
                Hello!
                What is it? [Delivery .1.0] [A person .1.1] [Nothing .1.2]
            1 presses
                log: a press of a button that is no longer offered was ignored: ``
            60 presses
                log: a press of a button that is no longer offered was ignored: `йййййййййййййййййййййййййййййййййййййййййййййййййййййййййййййййййййййййййййййййййййййййййййййййййййй`
            = bot ClientTimeout at 960, Lifetime at 3660
        "#]],
    );
}

#[test]
fn a_stale_press_that_begins_a_dialog_is_only_greeted() {
    check(
        SHOP,
        &[(
            0,
            PressesForeign("01a1dae5-e570-7a83-9e55-d01f6a7be0c4.1.0"),
        )],
        expect![[r#"
            0 presses
                log: a press of a button that is no longer offered was ignored: `01a1dae5-e570-7a83-9e55-d01f6a7be0c4.1.0`
                Hello!
                What is it? [Delivery .1.0] [A person .1.1] [Nothing .1.2]
            = bot ClientTimeout at 900, Lifetime at 3600
        "#]],
    );
}

#[test]
fn in_the_queue_the_bot_is_silent_and_then_takes_a_note() {
    check(
        SHOP,
        &[
            (0, Writes("A person")),
            (20, Writes("Hello?")),
            (
                30,
                Presses {
                    question: 1,
                    button: 1,
                },
            ),
            (300, Looks),
            (320, Writes("Call me")),
        ],
        expect![[r#"
            0 writes A person
                Hello!
                handed over
                queued
                owes a first answer within 30 s, by 30
                help
                notice Busy.
            20 writes Hello?
            30 presses 1.1
                log: a press of a button that is no longer offered was ignored: `07070707-0707-0707-0707-070707070707.1.0`
            300 QueueTime
                waited: time
                never answered
                Leave a note.
            320 writes Call me
                Thanks.
                closed: bot_ended by bot
            = closed 
        "#]],
    );
}

#[test]
fn without_a_branch_for_it_the_queue_ends_the_dialog() {
    check(
        HANDOVER,
        &[
            (0, Opens),
            (299, Looks),
            (300, Looks),
            (301, Writes("Hello?")),
        ],
        expect![[r#"
            0 opens
                handed over
                queued
                owes a first answer within 30 s, by 30
                help
                notice Busy.
            300 QueueTime
                waited: time
                never answered
                notice Nobody came.
                closed: queue_time by system
            301 writes Hello?
            = closed 
        "#]],
    );
}

#[test]
fn a_queue_without_limit_waits_for_the_lifetime() {
    let mut patient = settings();
    patient.queue_time_s = 0;
    check_with(
        &patient,
        HANDOVER,
        &[(0, Opens), (3599, Looks)],
        expect![[r#"
            0 opens
                handed over
                queued
                owes a first answer within 30 s, by 30
                help
                notice Busy.
            = queued Lifetime at 3600
        "#]],
    );
}

#[test]
fn a_script_that_is_never_understood_calls_an_operator_and_says_where_it_failed() {
    check(
        SHOP,
        &[
            (0, Opens),
            (1, Writes("a")),
            (2, Writes("b")),
            (3, Writes("c")),
            (4, Writes("d")),
        ],
        expect![[r#"
            0 opens
                Hello!
                What is it? [Delivery .1.0] [A person .1.1] [Nothing .1.2]
            1 writes a
                Pardon?
                What is it? [Delivery .2.0] [A person .2.1] [Nothing .2.2]
            2 writes b
                Pardon?
                What is it? [Delivery .3.0] [A person .3.1] [Nothing .3.2]
            3 writes c
                Pardon?
                What is it? [Delivery .4.0] [A person .4.1] [Nothing .4.2]
            4 writes d
                Pardon?
                log: block "menu": was asked 4 times without an answer that it takes
                handed over
                queued
                owes a first answer within 30 s, by 34
                help
                notice Busy.
            = queued QueueTime at 304, Lifetime at 3604
        "#]],
    );
}
