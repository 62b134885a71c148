//! Handing over: to which group, and what the client is told when nobody is there.

use engine::{Group, Staff};
use expect_test::expect;

use super::{GROUP, by_day};
use crate::HANDOVER;
use crate::world::Happens::{Assigned, HandedTo, Looks, Opens, Taken, Writes};
use crate::world::World;

#[test]
fn somebody_is_there_so_nothing_is_said() {
    World::staffed(HANDOVER).check(
        &[(0, Opens)],
        expect![[r#"
        0 opens
            handed over
            queued
            owes a first answer within 30 s, by 30
        = queued QueueTime at 300, Lifetime at 3600
    "#]],
    );
    World::staffed(GROUP).check(
        &[(0, Opens)],
        expect![[r#"
        0 opens
            handed over to group 1
            queued
            owes a first answer within 30 s, by 30
        = queued QueueTime at 300, Lifetime at 3600
    "#]],
    );
}

/// Decided: it is the group's own people that count, not everybody's.
#[test]
fn nobody_of_the_group_is_there_so_the_busy_text_comes_once_and_help_is_asked() {
    let mut world = World::staffed(GROUP);
    world.staff.groups[0].online = false;
    world.check(
        &[(0, Opens), (10, Writes("Hello?")), (20, Writes("?"))],
        expect![[r#"
        0 opens
            handed over to group 1
            queued
            owes a first answer within 30 s, by 30
            help
            notice Busy.
        10 writes Hello?
        20 writes ?
        = queued QueueTime at 300, Lifetime at 3620
    "#]],
    );
}

#[test]
fn nobody_at_all_is_there() {
    World::of(HANDOVER).check(
        &[(0, Opens)],
        expect![[r#"
        0 opens
            handed over
            queued
            owes a first answer within 30 s, by 30
            help
            notice Busy.
        = queued QueueTime at 300, Lifetime at 3600
    "#]],
    );
}

#[test]
fn outside_working_hours_the_busy_text_comes_though_somebody_is_there() {
    World::staffed(HANDOVER).set(by_day).check(
        &[(0, Opens)],
        expect![[r#"
            0 opens
                handed over
                queued
                owes a first answer within 30 s, by 30
                help
                notice Busy.
            = queued QueueTime at 39100, Lifetime at 3600
        "#]],
    );
}

#[test]
fn a_group_that_is_gone_means_anybody() {
    let mut world = World::staffed(GROUP);
    world.staff = Staff {
        online: true,
        groups: Vec::new(),
    };
    world.check(
        &[(0, Opens)],
        expect![[r#"
        0 opens
            handed over
            queued
            owes a first answer within 30 s, by 30
        = queued QueueTime at 300, Lifetime at 3600
    "#]],
    );
}

#[test]
fn a_group_that_is_deleted_while_an_operator_holds_the_dialog_means_anybody_too() {
    let none: fn(&mut Staff) = |staff| staff.groups.clear();
    World::staffed(GROUP)
        .set(|chat| {
            chat.operator_idle_s = 60;
            chat.operator_idle_to = domain::IdleTo::Queue;
        })
        .check(
            &[
                (0, Opens),
                (5, Assigned(1)),
                (6, crate::world::Happens::Staff(none)),
                (65, Looks),
            ],
            expect![[r#"
                0 opens
                    handed over to group 1
                    queued
                    owes a first answer within 30 s, by 30
                5 assigned to 1
                    waited: taken
                    joined: 1 assigned
                65 OperatorIdle
                    never answered
                    left: idle
                    handed over
                    queued at the head, since 65
                    owes a first answer within 30 s, by 95
                = queued QueueTime at 365, Lifetime at 3600
            "#]],
        );
}

#[test]
fn what_is_assigned_twice_stays_with_the_first() {
    World::staffed(HANDOVER).check(
        &[(0, Opens), (5, Assigned(1)), (6, Assigned(2))],
        expect![[r#"
            0 opens
                handed over
                queued
                owes a first answer within 30 s, by 30
            5 assigned to 1
                waited: taken
                joined: 1 assigned
            6 assigned to 2
                log: it came too late and was ignored: an assignment
            = operator Lifetime at 3600
        "#]],
    );
}

#[test]
fn an_operator_takes_it_from_the_bot_and_owes_a_first_answer() {
    World::staffed(crate::SHOP).check(
        &[(0, Opens), (5, Taken(1))],
        expect![[r#"
        0 opens
            Hello!
            What is it? [Delivery .1.0] [A person .1.1] [Nothing .1.2]
        5 taken by 1
            handed over
            owes a first answer within 30 s, by 35
            joined: 1 taken
        = operator Lifetime at 3600
    "#]],
    );
}

#[test]
fn an_operator_hands_it_to_a_group_where_nobody_is() {
    World::staffed(GROUP).check(
        &[(0, Opens), (5, Assigned(1)), (9, HandedTo(Some(2)))],
        expect![[r#"
            0 opens
                handed over to group 1
                queued
                owes a first answer within 30 s, by 30
            5 assigned to 1
                waited: taken
                joined: 1 assigned
            9 handed to group 2
                left: transferred
                handed over to group 2
                queued
                help
                notice Busy.
            = queued QueueTime at 309, Lifetime at 3600
        "#]],
    );
}

#[test]
fn a_group_of_their_own_has_its_own_goal() {
    let mut world = World::staffed(GROUP);
    world.staff.groups[0] = Group {
        sl_first_s: Some(7),
        ..world.staff.groups[0].clone()
    };
    world.check(
        &[(0, Opens)],
        expect![[r#"
        0 opens
            handed over to group 1
            queued
            owes a first answer within 7 s, by 7
        = queued QueueTime at 300, Lifetime at 3600
    "#]],
    );
}
