//! What an operator holds whose window is gone. Leases are told in `tests/desk`.

use domain::IdleTo;
use expect_test::expect;

use super::GROUP;
use crate::world::Happens::{
    self, Assigned, Away, Back, Gone, Looks, Opens, OperatorWrites, Resumes, Taken, Writes,
};
use crate::world::World;

fn away<'a>(idle_s: u32) -> World<'a> {
    World::staffed(GROUP).set(|chat| {
        chat.operator_idle_s = idle_s;
        chat.operator_idle_to = IdleTo::Queue;
        chat.client_silence_s = 0;
        chat.lifetime_s = 0;
        chat.queue_time_s = 0;
    })
}

#[test]
fn where_the_idle_rule_is_nought_it_is_three_hundred_seconds_from_then() {
    away(0).check(
        &[
            (0, Opens),
            (10, Assigned(1)),
            (100, Away),
            (399, Looks),
            (400, Looks),
        ],
        expect![[r#"
            0 opens
                handed over to group 1
                queued
                owes a first answer within 30 s, by 30
            10 assigned to 1
                waited: taken
                joined: 1 assigned
            100 operator's window is gone
            400 OperatorIdle
                never answered
                left: idle
                handed over to group 1
                queued at the head, since 400
                owes a first answer within 30 s, by 430
            = queued 
        "#]],
    );
}

#[test]
fn where_there_is_an_idle_rule_it_is_that() {
    away(60).check(
        &[
            (0, Opens),
            (10, Assigned(1)),
            (50, Away),
            (69, Looks),
            (70, Looks),
        ],
        expect![[r#"
            0 opens
                handed over to group 1
                queued
                owes a first answer within 30 s, by 30
            10 assigned to 1
                waited: taken
                joined: 1 assigned
            50 operator's window is gone
            70 OperatorIdle
                never answered
                left: idle
                handed over to group 1
                queued at the head, since 70
                owes a first answer within 30 s, by 100
            = queued 
        "#]],
    );
}

#[test]
fn who_comes_back_in_time_keeps_it() {
    away(0).check(
        &[
            (0, Opens),
            (10, Assigned(1)),
            (100, Away),
            (399, Back),
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
            100 operator's window is gone
            399 operator's window is back
            = operator 
        "#]],
    );
}

#[test]
fn nothing_is_owed_so_nothing_is_taken_until_the_client_writes() {
    away(0).check(
        &[
            (0, Opens),
            (10, Assigned(1)),
            (20, OperatorWrites),
            (100, Away),
            (5000, Writes("Hello?")),
            (5299, Looks),
            (5300, Looks),
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
            100 operator's window is gone
            5000 writes Hello?
                owes a next answer within 60 s, by 5060
                unread
            5300 OperatorIdle
                never answered
                left: idle
                handed over to group 1
                queued at the head, since 5300
                owes a first answer within 30 s, by 5330
            = queued 
        "#]],
    );
}

#[test]
fn who_takes_it_over_is_there() {
    away(0).check(
        &[
            (0, Opens),
            (10, Assigned(1)),
            (100, Away),
            (200, Taken(2)),
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
            100 operator's window is gone
            200 taken by 2
                left: transferred
                joined: 2 taken
            = operator 
        "#]],
    );
}

#[test]
fn who_works_here_no_more_leaves_it_to_the_head_of_the_queue() {
    away(0).check(
        &[(0, Opens), (10, Assigned(1)), (50, Gone)],
        expect![[r#"
        0 opens
            handed over to group 1
            queued
            owes a first answer within 30 s, by 30
        10 assigned to 1
            waited: taken
            joined: 1 assigned
        50 operator is deleted
            never answered
            left: transferred
            handed over to group 1
            queued at the head, since 50
            owes a first answer within 30 s, by 80
        = queued 
    "#]],
    );
}

#[test]
fn after_the_program_was_away_operators_get_a_minute() {
    away(60).check(
        &[
            (0, Opens),
            (10, Assigned(1)),
            (20, Resumes),
            (79, Looks),
            (80, Looks),
        ],
        expect![[r#"
            0 opens
                handed over to group 1
                queued
                owes a first answer within 30 s, by 30
            10 assigned to 1
                waited: taken
                joined: 1 assigned
            20 the program is back
            80 OperatorIdle
                never answered
                left: idle
                handed over to group 1
                queued at the head, since 80
                owes a first answer within 30 s, by 110
            = queued 
        "#]],
    );
}

#[test]
fn and_so_do_the_clients_they_wrote_to() {
    away(0).set(|chat| chat.client_silence_s = 900).check(
        &[
            (0, Opens),
            (10, Assigned(1)),
            (20, OperatorWrites),
            (900, Resumes),
            (959, Looks),
            (960, Looks),
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
            900 the program is back
            960 ClientTimeout
                left: closed
                closed: client_timeout by system
            = closed 
        "#]],
    );
}

#[test]
fn a_rule_that_is_set_meanwhile_holds() {
    away(0).check(
        &[
            (0, Opens),
            (10, Assigned(1)),
            (100, Happens::Sets(|chat| chat.operator_idle_s = 120)),
            (130, Looks),
        ],
        expect![[r#"
            0 opens
                handed over to group 1
                queued
                owes a first answer within 30 s, by 30
            10 assigned to 1
                waited: taken
                joined: 1 assigned
            100 settings change
            130 OperatorIdle
                never answered
                left: idle
                handed over to group 1
                queued at the head, since 130
                owes a first answer within 30 s, by 160
            = queued 
        "#]],
    );
}
