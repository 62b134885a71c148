//! How long a dialog goes on after its last message.

use domain::Messenger;
use expect_test::expect;

use super::defaults;
use crate::world::Happens::{self, Assigned, Looks, Opens, OperatorTypes, OperatorWrites, Writes};
use crate::world::World;
use crate::{HANDOVER, NUDGE, SHOP};

#[test]
fn the_defaults() {
    for &messenger in Messenger::ALL {
        let seconds = if messenger == Messenger::Web {
            3600
        } else {
            86_400
        };
        assert_eq!(defaults(messenger).lifetime_s, seconds, "{messenger}");
    }
}

#[test]
fn it_slides_with_the_client_and_the_operator() {
    World::staffed(HANDOVER)
        .set(|chat| chat.client_silence_s = 0)
        .check(
            &[
                (0, Opens),
                (5, Assigned(1)),
                (1000, Writes("Hi")),
                (2000, OperatorTypes),
                (3000, OperatorWrites),
                (6599, Looks),
                (6600, Looks),
            ],
            expect![[r#"
                0 opens
                    handed over
                    queued
                    owes a first answer within 30 s, by 30
                5 assigned to 1
                    waited: taken
                    joined: 1 assigned
                1000 writes Hi
                    unread
                2000 operator types
                3000 operator writes
                    answered after 3000000 ms
                6600 Lifetime
                    left: closed
                    closed: lifetime by system
                = closed 
            "#]],
        );
}

#[test]
fn it_does_not_slide_with_the_bot() {
    World::of(NUDGE).set(|chat| chat.lifetime_s = 100).check(
        &[(0, Opens), (100, Looks)],
        expect![[r#"
            0 opens
                What is it? [Nothing .1.0]
            60 NoAnswer
                Are you there?
                What is it? [Nothing .2.0]
            100 Lifetime
                closed: lifetime by system
            = closed 
        "#]],
    );
}

#[test]
fn at_the_same_moment_it_is_client_timeout() {
    let world = World::of(SHOP).set(|chat| chat.lifetime_s = 900);
    world.check(
        &[(0, Opens), (900, Looks)],
        expect![[r#"
        0 opens
            Hello!
            What is it? [Delivery .1.0] [A person .1.1] [Nothing .1.2]
        900 ClientTimeout
            closed: client_timeout by system
        = closed 
    "#]],
    );
    let world = World::of(SHOP).set(|chat| chat.lifetime_s = 899);
    world.check(
        &[(0, Opens), (900, Looks)],
        expect![[r#"
        0 opens
            Hello!
            What is it? [Delivery .1.0] [A person .1.1] [Nothing .1.2]
        899 Lifetime
            closed: lifetime by system
        = closed 
    "#]],
    );
}

#[test]
fn nought_is_without_limit() {
    World::of(SHOP)
        .set(|chat| (chat.lifetime_s, chat.client_silence_s) = (0, 0))
        .check(
            &[(0, Opens), (4_000_000, Looks)],
            expect![[r#"
            0 opens
                Hello!
                What is it? [Delivery .1.0] [A person .1.1] [Nothing .1.2]
            = bot 
        "#]],
        );
}

#[test]
fn a_setting_that_changes_holds_at_once_even_when_it_is_past() {
    World::staffed(HANDOVER)
        .set(|chat| chat.queue_time_s = 0)
        .check(
            &[
                (0, Opens),
                (100, Happens::Sets(|chat| chat.lifetime_s = 50)),
                (101, Looks),
            ],
            expect![[r#"
                0 opens
                    handed over
                    queued
                    owes a first answer within 30 s, by 30
                100 settings change
                100 Lifetime
                    never answered
                    waited: closed
                    closed: lifetime by system
                = closed 
            "#]],
        );
}
