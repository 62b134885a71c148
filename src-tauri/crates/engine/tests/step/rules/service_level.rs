//! Turns: when an answer is owed, and how long it took.

use expect_test::expect;

use super::{GROUP, by_day, defaults};
use crate::SHOP;
use crate::world::Happens::{
    Assigned, HandedTo, Looks, Opens, OperatorCloses, OperatorWrites, PassedTo, ReturnedToBot,
    SentTo, Taken, Writes,
};
use crate::world::World;

fn world<'a>(script: &'a str) -> World<'a> {
    World::staffed(script).set(|chat| {
        chat.lifetime_s = 0;
        chat.client_silence_s = 0;
    })
}

#[test]
fn the_defaults() {
    let level = defaults(domain::Messenger::Web).service_level;
    assert_eq!(
        (level.first_s, level.next_s, level.working_hours_only),
        (30, 60, false)
    );
}

#[test]
fn the_first_turn_opens_with_the_handover_and_closes_with_the_operators_message() {
    world(GROUP).check(
        &[
            (0, Opens),
            (20, Assigned(1)),
            (45, OperatorWrites),
            (46, OperatorWrites),
        ],
        expect![[r#"
            0 opens
                handed over to group 1
                queued
                owes a first answer within 30 s, by 30
            20 assigned to 1
                waited: taken
                joined: 1 assigned
            45 operator writes
                answered after 45000 ms
            46 operator writes
            = operator 
        "#]],
    );
}

#[test]
fn a_later_turn_opens_with_the_first_message_after_the_operators_last() {
    world(GROUP).check(
        &[
            (0, Opens),
            (1, Assigned(1)),
            (5, OperatorWrites),
            (10, Writes("And?")),
            (20, Writes("Well?")),
            (40, OperatorWrites),
            (50, Writes("Thanks")),
            (60, OperatorCloses),
        ],
        expect![[r#"
            0 opens
                handed over to group 1
                queued
                owes a first answer within 30 s, by 30
            1 assigned to 1
                waited: taken
                joined: 1 assigned
            5 operator writes
                answered after 5000 ms
            10 writes And?
                owes a next answer within 60 s, by 70
                unread
            20 writes Well?
                unread
            40 operator writes
                answered after 30000 ms
            50 writes Thanks
                owes a next answer within 60 s, by 110
                unread
            60 operator closes
                never answered
                left: closed
                closed: operator_closed by operator
            = closed 
        "#]],
    );
}

#[test]
fn bot_messages_do_not_close_a_turn() {
    world(GROUP).set(|chat| {
        chat.feedback.ask = true;
        chat.feedback.after_s = 10;
    })
    .check(&[(0, Writes("Hi")), (1, Assigned(1)), (10, Looks)], expect![[r#"
        0 writes Hi
            handed over to group 1
            queued
            owes a first answer within 30 s, by 30
        1 assigned to 1
            waited: taken
            joined: 1 assigned
        10 AskRating
            Please rate our conversation. [1 .rate.1] [2 .rate.2] [3 .rate.3] [4 .rate.4] [5 .rate.5]
            rating asked
        = operator 
    "#]]);
}

/// Decided: what is handed over anew opens a first turn again, whoever handed it over.
#[test]
fn every_handover_opens_a_first_turn_unless_an_answer_is_owed_already() {
    world(GROUP).check(
        &[
            (0, Opens),
            (1, Assigned(1)),
            (5, OperatorWrites),
            (6, PassedTo(2)),
            (9, OperatorWrites),
            (10, Writes("And?")),
            (11, HandedTo(Some(1))),
            (12, Assigned(1)),
        ],
        expect![[r#"
            0 opens
                handed over to group 1
                queued
                owes a first answer within 30 s, by 30
            1 assigned to 1
                waited: taken
                joined: 1 assigned
            5 operator writes
                answered after 5000 ms
            6 passed to 2
                handed over to group 1
                owes a first answer within 30 s, by 36
                left: transferred
                joined: 2 transferred
            9 operator writes
                answered after 3000 ms
            10 writes And?
                owes a next answer within 60 s, by 70
                unread
            11 handed to group 1
                left: transferred
                handed over to group 1
                queued
            12 assigned to 1
                waited: taken
                joined: 1 assigned
            = operator 
        "#]],
    );
}

#[test]
fn who_takes_it_over_owes_nothing_new() {
    world(GROUP).check(
        &[
            (0, Opens),
            (1, Assigned(1)),
            (5, OperatorWrites),
            (6, Taken(2)),
            (10, Writes("And?")),
        ],
        expect![[r#"
            0 opens
                handed over to group 1
                queued
                owes a first answer within 30 s, by 30
            1 assigned to 1
                waited: taken
                joined: 1 assigned
            5 operator writes
                answered after 5000 ms
            6 taken by 2
                left: transferred
                joined: 2 taken
            10 writes And?
                owes a next answer within 60 s, by 70
                unread
            = operator 
        "#]],
    );
}

/// Decided: what goes back to the bot was never answered.
#[test]
fn giving_it_back_to_the_bot_leaves_the_turn_missed() {
    let others: &[(u8, &str)] = &[(4, super::GOODBYE)];
    let world = World {
        others,
        ..world(SHOP)
    };
    world.check(
        &[(0, Opens), (5, Taken(1)), (9, ReturnedToBot)],
        expect![[r#"
        0 opens
            Hello!
            What is it? [Delivery .1.0] [A person .1.1] [Nothing .1.2]
        5 taken by 1
            handed over
            owes a first answer within 30 s, by 35
            joined: 1 taken
        9 returned to the bot
            never answered
            left: returned
            Hello!
            What is it? [Delivery .2.0] [A person .2.1] [Nothing .2.2]
        = bot 
    "#]],
    );
    world.check(
        &[(0, Opens), (5, Taken(1)), (9, SentTo(4))],
        expect![[r#"
        0 opens
            Hello!
            What is it? [Delivery .1.0] [A person .1.1] [Nothing .1.2]
        5 taken by 1
            handed over
            owes a first answer within 30 s, by 35
            joined: 1 taken
        9 sent to script 4
            never answered
            left: returned
            One more thing.
            closed: bot_ended by bot
        = closed 
    "#]],
    );
}

#[test]
fn a_group_overrides_what_it_sets_and_leaves_the_rest_to_the_chat() {
    let mut world = world(GROUP);
    world.staff.groups[0].sl_next_s = Some(11);
    world.check(
        &[
            (0, Opens),
            (1, Assigned(1)),
            (5, OperatorWrites),
            (10, Writes("And?")),
        ],
        expect![[r#"
            0 opens
                handed over to group 1
                queued
                owes a first answer within 30 s, by 30
            1 assigned to 1
                waited: taken
                joined: 1 assigned
            5 operator writes
                answered after 5000 ms
            10 writes And?
                owes a next answer within 11 s, by 21
                unread
            = operator 
        "#]],
    );
}

#[test]
fn times_run_on_the_clock_unless_the_chat_counts_working_hours_only() {
    let story = [
        (38_000, Opens),
        (38_001, Assigned(1)),
        (38_900, OperatorWrites),
    ];
    world(GROUP).set(by_day).check(
        &story,
        expect![[r#"
        38000 opens
            handed over to group 1
            queued
            owes a first answer within 30 s, by 38030
            help
            notice Busy.
        38001 assigned to 1
            waited: taken
            joined: 1 assigned
        38900 operator writes
            answered after 900000 ms
        = operator 
    "#]],
    );
    world(GROUP)
        .set(by_day)
        .set(|chat| chat.service_level.working_hours_only = true)
        .check(
            &story,
            expect![[r#"
            38000 opens
                handed over to group 1
                queued
                owes a first answer within 30 s, by 38830
                help
                notice Busy.
            38001 assigned to 1
                waited: taken
                joined: 1 assigned
            38900 operator writes
                answered after 100000 ms
            = operator 
        "#]],
        );
}
