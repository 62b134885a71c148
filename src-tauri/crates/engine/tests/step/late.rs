//! Clocks that jump, programs that were off, and texts that would come too late.

use expect_test::expect;

use crate::Happens::{Looks, Opens, Presses, Writes, WritesUnlooked};
use crate::{HANDOVER, NUDGE, SHOP, check};

#[test]
fn a_deadline_found_late_is_recorded_at_its_own_time() {
    check(
        SHOP,
        &[(0, Opens), (1000, Looks)],
        expect![[r#"
            0 opens
                Hello!
                What is it? [Delivery .1.0] [A person .1.1] [Nothing .1.2]
            900 ClientTimeout
                closed: client_timeout by system
            = closed 
        "#]],
    );
}

#[test]
fn a_text_is_sent_up_to_ten_minutes_late_and_not_a_second_longer() {
    check(
        HANDOVER,
        &[(0, Opens), (900, Looks)],
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
            = closed 
        "#]],
    );
    check(
        HANDOVER,
        &[(0, Opens), (901, Looks)],
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
                closed: queue_time by system
            = closed 
        "#]],
    );
}

#[test]
fn after_a_night_everything_is_brought_up_to_date_in_order_and_nobody_is_disturbed() {
    check(
        NUDGE,
        &[(0, Opens), (30_000, Looks)],
        expect![[r#"
            0 opens
                What is it? [Nothing .1.0]
            60 NoAnswer
            120 NoAnswer
            180 NoAnswer
            240 NoAnswer
                log: block "menu": was asked 4 times without an answer that it takes
                log: block "menu": was asked 4 times without an answer that it takes
                handed over
                queued
                owes a first answer within 30 s, by 270
                help
            540 QueueTime
                waited: time
                never answered
                closed: queue_time by system
            = closed 
        "#]],
    );
}

#[test]
fn a_question_that_came_too_late_to_be_sent_is_asked_when_the_client_is_back() {
    check(
        SHOP,
        &[
            (0, Writes("A person")),
            (1000, Writes("I am back")),
            (1010, Writes("Call me")),
        ],
        expect![[r#"
            0 writes A person
                Hello!
                handed over
                queued
                owes a first answer within 30 s, by 30
                help
                notice Busy.
            300 QueueTime
                waited: time
                never answered
            1000 writes I am back
                Leave a note.
            1010 writes Call me
                Thanks.
                closed: bot_ended by bot
            = closed 
        "#]],
    );
}

#[test]
fn a_clock_that_was_set_back_stands_still() {
    check(
        SHOP,
        &[
            (500, Opens),
            (
                100,
                Presses {
                    question: 1,
                    button: 1,
                },
            ),
            (0, Looks),
            (1399, Looks),
            (1400, Looks),
        ],
        expect![[r#"
            500 opens
                Hello!
                What is it? [Delivery .1.0] [A person .1.1] [Nothing .1.2]
            500 presses 1.1
                Two days.
                What is it? [Delivery .2.0] [A person .2.1] [Nothing .2.2]
            1400 ClientTimeout
                closed: client_timeout by system
            = closed 
        "#]],
    );
}

#[test]
fn time_never_runs_back_even_when_a_deadline_was_overlooked() {
    check(
        HANDOVER,
        &[(0, Opens), (350, WritesUnlooked("Hello?")), (360, Looks)],
        expect![[r#"
            0 opens
                handed over
                queued
                owes a first answer within 30 s, by 30
                help
                notice Busy.
            350 writes Hello?
            350 QueueTime
                waited: time
                never answered
                notice Nobody came.
                closed: queue_time by system
            = closed 
        "#]],
    );
}
