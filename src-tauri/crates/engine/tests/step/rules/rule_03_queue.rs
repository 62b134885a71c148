//! The time in the queue, and what a waiting client is told.

use domain::Messenger;
use expect_test::expect;
use store::Place;

use super::{GROUP, by_day, defaults};
use crate::HANDOVER;
use crate::world::Happens::{self, Assigned, Looks, Opens, Resumes, Writes};
use crate::world::World;

const SECOND: Happens<'_> = Happens::Place(Some(Place {
    position: 2,
    wait_s: Some(120),
}));
const FIRST: Happens<'_> = Happens::Place(Some(Place {
    position: 1,
    wait_s: None,
}));

#[test]
fn the_defaults() {
    let web = defaults(Messenger::Web);
    assert_eq!((web.queue_time_s, web.notify_s), (300, 60));
    for &messenger in Messenger::ALL {
        if messenger != Messenger::Web {
            let other = defaults(messenger);
            assert_eq!(
                (other.queue_time_s, other.notify_s),
                (300, 0),
                "{messenger}"
            );
        }
    }
}

#[test]
fn at_its_end_the_script_takes_its_branch() {
    World::staffed(GROUP).check(
        &[
            (0, Opens),
            (299, Looks),
            (300, Looks),
            (310, Writes("Call me")),
        ],
        expect![[r#"
            0 opens
                handed over to group 1
                queued
                owes a first answer within 30 s, by 30
            300 QueueTime
                waited: time
                never answered
                Nobody came. A note?
            310 writes Call me
                closed: bot_ended by bot
            = closed 
        "#]],
    );
}

#[test]
fn without_a_branch_the_busy_text_comes_and_the_dialog_ends() {
    World::staffed(HANDOVER).check(
        &[(0, Opens), (300, Looks)],
        expect![[r#"
            0 opens
                handed over
                queued
                owes a first answer within 30 s, by 30
            300 QueueTime
                waited: time
                never answered
                notice Nobody came.
                closed: queue_time by system
            = closed 
        "#]],
    );
}

#[test]
fn nought_is_without_limit() {
    World::staffed(HANDOVER)
        .set(|chat| chat.queue_time_s = 0)
        .check(
            &[(0, Opens), (3599, Looks)],
            expect![[r#"
            0 opens
                handed over
                queued
                owes a first answer within 30 s, by 30
            = queued Lifetime at 3600
        "#]],
        );
}

#[test]
fn what_the_client_writes_meanwhile_does_not_put_it_off() {
    World::staffed(HANDOVER).check(
        &[(0, Opens), (200, Writes("Hello?")), (300, Looks)],
        expect![[r#"
            0 opens
                handed over
                queued
                owes a first answer within 30 s, by 30
            200 writes Hello?
            300 QueueTime
                waited: time
                never answered
                notice Nobody came.
                closed: queue_time by system
            = closed 
        "#]],
    );
}

#[test]
fn notices_say_position_wait_and_name_until_an_operator_comes() {
    let mut world = World::staffed(HANDOVER).set(|chat| {
        chat.notify_s = 60;
        chat.queue_text = "{name}, you are {position}; about {wait}. {other}".to_owned();
    });
    world.client_name = Some("Ann");
    world.check(
        &[
            (0, Opens),
            (1, SECOND),
            (60, Looks),
            (61, FIRST),
            (125, Assigned(1)),
            (200, Looks),
        ],
        expect![[r#"
            0 opens
                handed over
                queued
                owes a first answer within 30 s, by 30
            60 Notice
                queue notice Ann, you are 2; about 2 minutes. {other}
            120 Notice
                queue notice Ann, you are 1; about a few minutes. {other}
            125 assigned to 1
                waited: taken
                joined: 1 assigned
            = operator Lifetime at 3600
        "#]],
    );
}

#[test]
fn nought_minutes_is_never() {
    World::staffed(HANDOVER)
        .set(|chat| chat.notify_s = 0)
        .check(
            &[(0, Opens), (0, SECOND), (299, Looks)],
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
fn a_notice_and_the_end_of_the_wait_at_the_same_moment() {
    World::staffed(HANDOVER)
        .set(|chat| chat.notify_s = 300)
        .check(
            &[(0, Opens), (0, SECOND), (300, Looks)],
            expect![[r#"
                0 opens
                    handed over
                    queued
                    owes a first answer within 30 s, by 30
                300 QueueTime
                    waited: time
                    never answered
                    notice Nobody came.
                    closed: queue_time by system
                = closed 
            "#]],
        );
}

#[test]
fn outside_working_hours_both_clocks_stand_still_until_opening() {
    World::staffed(HANDOVER)
        .set(by_day)
        .set(|chat| {
            chat.notify_s = 60;
            chat.lifetime_s = 604_800;
        })
        .check(
            &[
                (0, Opens),
                (0, FIRST),
                (38_859, Looks),
                (38_860, Looks),
                (39_100, Looks),
            ],
            expect![[r#"
                0 opens
                    handed over
                    queued
                    owes a first answer within 30 s, by 30
                    help
                    notice Busy.
                38860 Notice
                    queue notice You are number 1 in the queue. The usual wait is a few minutes.
                38920 Notice
                38980 Notice
                39040 Notice
                39100 QueueTime
                    waited: time
                    never answered
                    notice Nobody came.
                    closed: queue_time by system
                = closed 
            "#]],
        );
}

#[test]
fn a_wait_that_begins_before_closing_goes_on_in_the_morning() {
    World::staffed(HANDOVER)
        .set(by_day)
        .set(|chat| chat.lifetime_s = 604_800)
        .check(
            &[(71_000, Opens), (71_300, Looks)],
            expect![[r#"
            71000 opens
                handed over
                queued
                owes a first answer within 30 s, by 71030
            = queued QueueTime at 125300, Lifetime at 675800
        "#]],
        );
}

#[test]
fn a_chat_that_never_opens_lets_a_dialog_wait_for_its_lifetime() {
    World::staffed(HANDOVER)
        .set(|chat| {
            let general = serde_json::json!({"time_zone": "UTC",
                "holidays": [{"first": "2020-01-01", "last": "2030-01-01"}]});
            let general = serde_json::from_value(general).expect("these are holidays");
            chat.hours = engine::Hours::of_chat(&general);
        })
        .check(
            &[(0, Opens), (3600, Looks)],
            expect![[r#"
            0 opens
                handed over
                queued
                owes a first answer within 30 s, by 30
                help
                notice Busy.
            3600 Lifetime
                never answered
                waited: closed
                closed: lifetime by system
            = closed 
        "#]],
        );
}

/// Decided: who was away for some minutes says how it stands once, not as often as was missed.
#[test]
fn notices_that_were_missed_come_as_one() {
    World::staffed(HANDOVER)
        .set(|chat| chat.notify_s = 60)
        .check(
            &[(0, Opens), (0, FIRST), (200, Resumes)],
            expect![[r#"
            0 opens
                handed over
                queued
                owes a first answer within 30 s, by 30
            60 Notice
            120 Notice
            180 Notice
                queue notice You are number 1 in the queue. The usual wait is a few minutes.
            200 the program is back
            = queued QueueTime at 300, Notice at 240, Lifetime at 3600
        "#]],
        );
}

#[test]
fn a_setting_that_changes_holds_for_those_who_wait() {
    World::staffed(HANDOVER).check(
        &[
            (0, Opens),
            (10, Happens::Sets(|chat| chat.queue_time_s = 20)),
            (20, Looks),
        ],
        expect![[r#"
            0 opens
                handed over
                queued
                owes a first answer within 30 s, by 30
            10 settings change
            20 QueueTime
                waited: time
                never answered
                notice Nobody came.
                closed: queue_time by system
            = closed 
        "#]],
    );
}
