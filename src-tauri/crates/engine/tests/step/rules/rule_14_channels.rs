//! Channels that cannot be written to first. What waits for the client's next message is told in
//! `tests/desk`.

use domain::WritesFirst;
use expect_test::expect;
use store::Place;

use crate::HANDOVER;
use crate::world::Happens::{self, Assigned, Looks, OperatorCloses, OperatorWrites, Writes};
use crate::world::World;

const PLACE: Happens<'_> = Happens::Place(Some(Place {
    position: 1,
    wait_s: None,
}));

fn reached<'a>(writes_first: WritesFirst) -> World<'a> {
    World::staffed(HANDOVER).set(|chat| {
        chat.writes_first = writes_first;
        chat.notify_s = 60;
        chat.lifetime_s = 0;
    })
}

#[test]
fn there_are_no_notices_where_only_answers_are_possible() {
    reached(WritesFirst::Never).check(
        &[(0, Writes("Hi")), (0, PLACE), (300, Looks)],
        expect![[r#"
        0 writes Hi
            handed over
            queued
            owes a first answer within 30 s, by 30
        60 Notice
        120 Notice
        180 Notice
        240 Notice
        300 QueueTime
            waited: time
            never answered
            what waits is given up
            closed: queue_time by system
        = closed 
    "#]],
    );
}

#[test]
fn within_the_window_there_are_and_after_it_there_are_not() {
    reached(WritesFirst::WithinWindow { hours: 1 })
        .set(|chat| (chat.notify_s, chat.queue_time_s) = (1800, 7200))
        .check(
            &[
                (0, Writes("Hi")),
                (0, PLACE),
                (1800, Looks),
                (3600, Looks),
                (5400, Looks),
                (7200, Looks),
            ],
            expect![[r#"
                0 writes Hi
                    handed over
                    queued
                    owes a first answer within 30 s, by 30
                1800 Notice
                    queue notice You are number 1 in the queue. The usual wait is a few minutes.
                3600 Notice
                    queue notice You are number 1 in the queue. The usual wait is a few minutes.
                5400 Notice
                7200 QueueTime
                    waited: time
                    never answered
                    what waits is given up
                    closed: queue_time by system
                = closed 
            "#]],
        );
}

#[test]
fn the_answer_to_a_message_may_be_the_busy_text() {
    let mut world = reached(WritesFirst::Never);
    world.staff.online = false;
    world.check(
        &[(0, Writes("Hi"))],
        expect![[r#"
        0 writes Hi
            handed over
            queued
            owes a first answer within 30 s, by 30
            help
            notice Busy.
        = queued QueueTime at 300, Notice at 60
    "#]],
    );
}

#[test]
fn what_was_never_taken_is_given_up_only_when_the_client_cannot_be_reached_at_the_end() {
    reached(WritesFirst::Never).check(
        &[
            (0, Writes("Hi")),
            (1, Assigned(1)),
            (2, OperatorWrites),
            (3, OperatorCloses),
        ],
        expect![[r#"
            0 writes Hi
                handed over
                queued
                owes a first answer within 30 s, by 30
            1 assigned to 1
                waited: taken
                joined: 1 assigned
            2 operator writes
                answered after 2000 ms
            3 operator closes
                left: closed
                what waits is given up
                closed: operator_closed by operator
            = closed 
        "#]],
    );
    let bye = r#"{"format":1,"name":"B","language":"en","blocks":[
        {"id":"start","type":"start","text":"Bye.","next":"bye"},{"id":"bye","type":"end"}]}"#;
    World {
        script: bye,
        ..reached(WritesFirst::Never)
    }
    .check(
        &[(0, Writes("Hi"))],
        expect![[r#"
        0 writes Hi
            Bye.
            closed: bot_ended by bot
        = closed 
    "#]],
    );
    reached(WritesFirst::WithinWindow { hours: 1 }).check(
        &[
            (0, Writes("Hi")),
            (1, Assigned(1)),
            (2, OperatorWrites),
            (3, OperatorCloses),
        ],
        expect![[r#"
            0 writes Hi
                handed over
                queued
                owes a first answer within 30 s, by 30
            1 assigned to 1
                waited: taken
                joined: 1 assigned
            2 operator writes
                answered after 2000 ms
            3 operator closes
                left: closed
                closed: operator_closed by operator
            = closed 
        "#]],
    );
}
