//! Operators who do not answer.

use domain::{IdleTo, Messenger};
use expect_test::expect;

use super::{GROUP, defaults};
use crate::HANDOVER;
use crate::world::Happens::{Assigned, Looks, Opens, OperatorTypes, OperatorWrites, Taken, Writes};
use crate::world::World;

fn idle<'a>(script: &'a str, seconds: u32, to: IdleTo) -> World<'a> {
    World::staffed(script).set(|chat| {
        chat.operator_idle_s = seconds;
        chat.operator_idle_to = to;
        chat.lifetime_s = 0;
        chat.queue_time_s = 0;
    })
}

#[test]
fn by_default_never_and_then_to_the_bot() {
    for &messenger in Messenger::ALL {
        let chat = defaults(messenger);
        assert_eq!(
            (chat.operator_idle_s, chat.operator_idle_to),
            (0, IdleTo::Bot)
        );
    }
    idle(HANDOVER, 0, IdleTo::Bot).check(
        &[(0, Opens), (5, Assigned(1)), (4_000_000, Looks)],
        expect![[r#"
            0 opens
                handed over
                queued
                owes a first answer within 30 s, by 30
            5 assigned to 1
                waited: taken
                joined: 1 assigned
            = operator 
        "#]],
    );
}

#[test]
fn it_counts_from_the_assignment() {
    idle(GROUP, 60, IdleTo::Bot).check(
        &[(0, Opens), (100, Assigned(1)), (159, Looks), (160, Looks)],
        expect![[r#"
            0 opens
                handed over to group 1
                queued
                owes a first answer within 30 s, by 30
            100 assigned to 1
                waited: taken
                joined: 1 assigned
            160 OperatorIdle
                never answered
                left: idle
                They are slow. A note?
            = bot ClientTimeout at 1060
        "#]],
    );
}

#[test]
fn it_counts_from_the_oldest_message_that_was_not_answered() {
    idle(GROUP, 60, IdleTo::Bot).check(
        &[
            (0, Opens),
            (10, Assigned(1)),
            (20, OperatorWrites),
            (500, Writes("Hello?")),
            (550, Writes("Are you there?")),
            (559, Looks),
            (560, Looks),
        ],
        expect![[r#"
            0 opens
                handed over to group 1
                queued
                owes a first answer within 30 s, by 30
            10 assigned to 1
                waited: taken
                joined: 1 assigned
            20 operator writes
                answered after 20000 ms
            500 writes Hello?
                owes a next answer within 60 s, by 560
                unread
            550 writes Are you there?
                unread
            560 OperatorIdle
                never answered
                left: idle
                They are slow. A note?
            = bot ClientTimeout at 1460
        "#]],
    );
}

#[test]
fn who_has_answered_everything_is_not_idle() {
    idle(GROUP, 60, IdleTo::Bot)
        .set(|chat| chat.client_silence_s = 0)
        .check(
            &[
                (0, Opens),
                (10, Assigned(1)),
                (20, OperatorWrites),
                (5000, Looks),
            ],
            expect![[r#"
            0 opens
                handed over to group 1
                queued
                owes a first answer within 30 s, by 30
            10 assigned to 1
                waited: taken
                joined: 1 assigned
            20 operator writes
                answered after 20000 ms
            = operator 
        "#]],
        );
}

#[test]
fn typing_puts_it_off_once_by_sixty_seconds_at_most() {
    idle(GROUP, 60, IdleTo::Bot).check(
        &[
            (0, Opens),
            (10, Assigned(1)),
            (50, OperatorTypes),
            (100, OperatorTypes),
            (109, Looks),
            (110, Looks),
        ],
        expect![[r#"
            0 opens
                handed over to group 1
                queued
                owes a first answer within 30 s, by 30
            10 assigned to 1
                waited: taken
                joined: 1 assigned
            50 operator types
            100 operator types
            110 OperatorIdle
                never answered
                left: idle
                They are slow. A note?
            = bot ClientTimeout at 1010
        "#]],
    );
}

#[test]
fn typing_early_neither_brings_it_nearer_nor_uses_the_one_time_up() {
    idle(GROUP, 300, IdleTo::Bot).check(
        &[
            (0, Opens),
            (0, Assigned(1)),
            (10, OperatorTypes),
            (299, OperatorTypes),
            (358, Looks),
        ],
        expect![[r#"
            0 opens
                handed over to group 1
                queued
                owes a first answer within 30 s, by 30
            0 assigned to 1
                waited: taken
                joined: 1 assigned
            10 operator types
            299 operator types
            = operator OperatorIdle at 359
        "#]],
    );
}

#[test]
fn after_an_answer_typing_puts_it_off_again() {
    idle(GROUP, 60, IdleTo::Bot).check(
        &[
            (0, Opens),
            (0, Assigned(1)),
            (59, OperatorTypes),
            (100, OperatorWrites),
            (200, Writes("And?")),
            (259, OperatorTypes),
            (318, Looks),
        ],
        expect![[r#"
            0 opens
                handed over to group 1
                queued
                owes a first answer within 30 s, by 30
            0 assigned to 1
                waited: taken
                joined: 1 assigned
            59 operator types
            100 operator writes
                answered after 100000 ms
            200 writes And?
                owes a next answer within 60 s, by 260
                unread
            259 operator types
            = operator OperatorIdle at 319
        "#]],
    );
}

#[test]
fn without_a_branch_the_bot_says_the_busy_text_and_queues_it_twice_and_then_helps() {
    idle(HANDOVER, 60, IdleTo::Bot).check(
        &[
            (0, Opens),
            (0, Assigned(1)),
            (60, Looks),
            (70, Assigned(2)),
            (130, Looks),
            (140, Assigned(1)),
            (200, Looks),
        ],
        expect![[r#"
            0 opens
                handed over
                queued
                owes a first answer within 30 s, by 30
            0 assigned to 1
                waited: taken
                joined: 1 assigned
            60 OperatorIdle
                never answered
                left: idle
                notice Busy.
                handed over
                queued
                owes a first answer within 30 s, by 90
            70 assigned to 2
                waited: taken
                joined: 2 assigned
            130 OperatorIdle
                never answered
                left: idle
                notice Busy.
                handed over
                queued
                owes a first answer within 30 s, by 160
            140 assigned to 1
                waited: taken
                joined: 1 assigned
            200 OperatorIdle
                never answered
                left: idle
                notice Busy.
                handed over
                queued for nobody in particular
                owes a first answer within 30 s, by 230
                help
            = queued 
        "#]],
    );
}

#[test]
fn to_the_head_of_the_queue() {
    idle(GROUP, 60, IdleTo::Queue).check(
        &[
            (0, Opens),
            (0, Assigned(1)),
            (60, Looks),
            (70, Assigned(2)),
            (130, Looks),
            (140, Assigned(3)),
            (200, Looks),
        ],
        expect![[r#"
            0 opens
                handed over to group 1
                queued
                owes a first answer within 30 s, by 30
            0 assigned to 1
                waited: taken
                joined: 1 assigned
            60 OperatorIdle
                never answered
                left: idle
                handed over to group 1
                queued at the head, since 60
                owes a first answer within 30 s, by 90
            70 assigned to 2
                waited: taken
                joined: 2 assigned
            130 OperatorIdle
                never answered
                left: idle
                handed over to group 1
                queued at the head, since 130
                owes a first answer within 30 s, by 160
            140 assigned to 3
                waited: taken
                joined: 3 assigned
            200 OperatorIdle
                never answered
                left: idle
                handed over to group 1
                queued for nobody in particular
                owes a first answer within 30 s, by 230
                help
                notice Busy.
            = queued 
        "#]],
    );
}

/// Decided: when the same operator comes round again, nobody else could take it.
#[test]
fn to_the_next_operator_of_the_group() {
    idle(GROUP, 60, IdleTo::NextOperator).check(
        &[
            (0, Opens),
            (0, Assigned(1)),
            (60, Looks),
            (61, Assigned(2)),
            (121, Looks),
            (122, Assigned(1)),
            (182, Looks),
        ],
        expect![[r#"
            0 opens
                handed over to group 1
                queued
                owes a first answer within 30 s, by 30
            0 assigned to 1
                waited: taken
                joined: 1 assigned
            60 OperatorIdle
                never answered
                left: idle
                handed over to group 1
                queued at the head, since 60
                owes a first answer within 30 s, by 90
            61 assigned to 2
                waited: taken
                joined: 2 assigned
            121 OperatorIdle
                never answered
                left: idle
                handed over to group 1
                queued at the head, since 121
                owes a first answer within 30 s, by 151
            122 assigned to 1
                waited: taken
                joined: 1 assigned
            182 OperatorIdle
                never answered
                left: idle
                handed over to group 1
                queued for nobody in particular
                owes a first answer within 30 s, by 212
                help
                notice Busy.
            = queued 
        "#]],
    );
}

#[test]
fn an_operator_who_answers_makes_a_fresh_beginning() {
    idle(HANDOVER, 60, IdleTo::Queue).check(
        &[
            (0, Opens),
            (0, Assigned(1)),
            (60, Looks),
            (60, Assigned(2)),
            (120, Looks),
            (120, Assigned(3)),
            (130, OperatorWrites),
            (140, Writes("Thanks. And?")),
            (200, Looks),
        ],
        expect![[r#"
            0 opens
                handed over
                queued
                owes a first answer within 30 s, by 30
            0 assigned to 1
                waited: taken
                joined: 1 assigned
            60 OperatorIdle
                never answered
                left: idle
                handed over
                queued at the head, since 60
                owes a first answer within 30 s, by 90
            60 assigned to 2
                waited: taken
                joined: 2 assigned
            120 OperatorIdle
                never answered
                left: idle
                handed over
                queued at the head, since 120
                owes a first answer within 30 s, by 150
            120 assigned to 3
                waited: taken
                joined: 3 assigned
            130 operator writes
                answered after 10000 ms
            140 writes Thanks. And?
                owes a next answer within 60 s, by 200
                unread
            200 OperatorIdle
                never answered
                left: idle
                handed over
                queued at the head, since 200
                owes a first answer within 30 s, by 230
            = queued 
        "#]],
    );
}

#[test]
fn who_takes_it_over_counts_from_then() {
    idle(GROUP, 60, IdleTo::Queue).check(
        &[
            (0, Opens),
            (0, Assigned(1)),
            (50, Taken(2)),
            (109, Looks),
            (110, Looks),
        ],
        expect![[r#"
            0 opens
                handed over to group 1
                queued
                owes a first answer within 30 s, by 30
            0 assigned to 1
                waited: taken
                joined: 1 assigned
            50 taken by 2
                left: transferred
                joined: 2 taken
            110 OperatorIdle
                never answered
                left: idle
                handed over to group 1
                queued at the head, since 110
                owes a first answer within 30 s, by 140
            = queued 
        "#]],
    );
}
