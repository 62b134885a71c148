//! Clients who do not answer.

use domain::{Messenger, WritesFirst};
use expect_test::expect;

use super::defaults;
use crate::world::Happens::{self, Assigned, Looks, Opens, OperatorWrites, Writes};
use crate::world::World;
use crate::{HANDOVER, SHOP};

#[test]
fn the_defaults() {
    for &messenger in Messenger::ALL {
        let seconds = if messenger == Messenger::Web {
            900
        } else {
            86_400
        };
        assert_eq!(defaults(messenger).client_silence_s, seconds, "{messenger}");
    }
}

#[test]
fn from_a_question_of_the_script() {
    World::of(SHOP).check(
        &[(0, Opens), (899, Looks), (900, Looks)],
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
fn from_a_message_of_the_operator_each_time_anew() {
    World::staffed(HANDOVER).check(
        &[
            (0, Opens),
            (5, Assigned(1)),
            (10, OperatorWrites),
            (500, OperatorWrites),
            (1399, Looks),
            (1400, Looks),
        ],
        expect![[r#"
            0 opens
                handed over
                queued
                owes a first answer within 30 s, by 30
            5 assigned to 1
                waited: taken
                joined: 1 assigned
            10 operator writes
                answered after 10000 ms
            500 operator writes
            1400 ClientTimeout
                left: closed
                closed: client_timeout by system
            = closed 
        "#]],
    );
}

#[test]
fn nobody_is_silent_who_waits_for_an_answer() {
    World::staffed(HANDOVER).check(
        &[
            (0, Opens),
            (5, Assigned(1)),
            (10, OperatorWrites),
            (20, Writes("And?")),
            (3000, Looks),
        ],
        expect![[r#"
            0 opens
                handed over
                queued
                owes a first answer within 30 s, by 30
            5 assigned to 1
                waited: taken
                joined: 1 assigned
            10 operator writes
                answered after 10000 ms
            20 writes And?
                owes a next answer within 60 s, by 80
                unread
            = operator Lifetime at 3620
        "#]],
    );
}

#[test]
fn nought_is_never() {
    World::of(SHOP).set(|chat| chat.client_silence_s = 0).check(
        &[(0, Opens), (3599, Looks)],
        expect![[r#"
            0 opens
                Hello!
                What is it? [Delivery .1.0] [A person .1.1] [Nothing .1.2]
            = bot Lifetime at 3600
        "#]],
    );
}

#[test]
fn a_setting_that_changes_holds_for_who_is_silent_now() {
    World::of(SHOP).check(
        &[
            (0, Opens),
            (100, Happens::Sets(|chat| chat.client_silence_s = 200)),
            (200, Looks),
        ],
        expect![[r#"
            0 opens
                Hello!
                What is it? [Delivery .1.0] [A person .1.1] [Nothing .1.2]
            100 settings change
            200 ClientTimeout
                closed: client_timeout by system
            = closed 
        "#]],
    );
}

#[test]
fn what_cannot_be_sent_yet_expects_an_answer_all_the_same() {
    World::staffed(HANDOVER)
        .set(|chat| chat.writes_first = WritesFirst::Never)
        .check(
            &[
                (0, Writes("Hi")),
                (5, Assigned(1)),
                (10, OperatorWrites),
                (910, Looks),
            ],
            expect![[r#"
                0 writes Hi
                    handed over
                    queued
                    owes a first answer within 30 s, by 30
                5 assigned to 1
                    waited: taken
                    joined: 1 assigned
                10 operator writes
                    answered after 10000 ms
                910 ClientTimeout
                    left: closed
                    what waits is given up
                    closed: client_timeout by system
                = closed 
            "#]],
        );
}
