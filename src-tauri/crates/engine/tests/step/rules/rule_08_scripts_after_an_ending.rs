//! The scripts that run after an ending, once, inside the same dialog.

use domain::{Ending, Messenger};
use expect_test::expect;

use super::{GOODBYE, GROUP, SURVEY, defaults};
use crate::world::Happens::{
    Assigned, Ends, Looks, Opens, OperatorCloses, OperatorWrites, Taken, Writes,
};
use crate::world::{World, script};
use crate::{HANDOVER, SHOP};

const OTHERS: &[(u8, &str)] = &[(1, GOODBYE), (2, SURVEY), (3, HANDOVER)];

fn with<'a>(own: &'a str, set: impl FnOnce(&mut engine::Settings)) -> World<'a> {
    World {
        others: OTHERS,
        ..World::staffed(own).set(set)
    }
}

#[test]
fn by_default_none_runs() {
    let chat = defaults(Messenger::Web);
    assert_eq!(chat.after_bot, None);
    assert_eq!(chat.after_operator, None);
    assert_eq!(chat.after_client_timeout, None);
}

#[test]
fn after_the_bot() {
    with(SHOP, |chat| chat.after_bot = Some(script(1))).check(
        &[(0, Opens), (1, Writes("Nothing"))],
        expect![[r#"
            0 opens
                Hello!
                What is it? [Delivery .1.0] [A person .1.1] [Nothing .1.2]
            1 writes Nothing
                One more thing.
                closed: bot_ended by bot
            = closed 
        "#]],
    );
}

#[test]
fn after_an_operator() {
    with(GROUP, |chat| chat.after_operator = Some(script(2))).check(
        &[
            (0, Opens),
            (1, Assigned(1)),
            (2, OperatorCloses),
            (10, Writes("Very easy")),
        ],
        expect![[r#"
            0 opens
                handed over to group 1
                queued
                owes a first answer within 30 s, by 30
            1 assigned to 1
                waited: taken
                joined: 1 assigned
            2 operator closes
                never answered
                left: closed
                Was it easy?
            10 writes Very easy
                closed: operator_closed by operator
            = closed 
        "#]],
    );
}

#[test]
fn after_client_timeout_and_a_second_silence_ends_it_for_the_first_reason() {
    with(SHOP, |chat| chat.after_client_timeout = Some(script(2))).check(
        &[(0, Opens), (900, Looks), (1799, Looks), (1800, Looks)],
        expect![[r#"
            0 opens
                Hello!
                What is it? [Delivery .1.0] [A person .1.1] [Nothing .1.2]
            900 ClientTimeout
                Was it easy?
            1800 ClientTimeout
                closed: client_timeout by system
            = closed 
        "#]],
    );
}

/// Decided: nobody came, so what is said after the bot's end is said here.
#[test]
fn after_the_time_in_the_queue() {
    with(HANDOVER, |chat| chat.after_bot = Some(script(1))).check(
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
                One more thing.
                closed: queue_time by system
            = closed 
        "#]],
    );
}

#[test]
fn not_after_the_lifetime() {
    let all = |chat: &mut engine::Settings| {
        chat.after_bot = Some(script(1));
        chat.after_operator = Some(script(1));
        chat.after_client_timeout = Some(script(1));
        chat.queue_time_s = 0;
    };
    with(HANDOVER, all).check(
        &[(0, Opens), (3600, Looks)],
        expect![[r#"
        0 opens
            handed over
            queued
            owes a first answer within 30 s, by 30
        3600 Lifetime
            never answered
            waited: closed
            closed: lifetime by system
        = closed 
    "#]],
    );
}

#[test]
fn only_the_script_of_the_reason_runs() {
    with(SHOP, |chat| chat.after_operator = Some(script(1))).check(
        &[(0, Opens), (1, Writes("Nothing"))],
        expect![[r#"
            0 opens
                Hello!
                What is it? [Delivery .1.0] [A person .1.1] [Nothing .1.2]
            1 writes Nothing
                closed: bot_ended by bot
            = closed 
        "#]],
    );
}

#[test]
fn one_that_hands_over_queues_again_and_its_second_ending_goes_straight_to_feedback() {
    let both = |chat: &mut engine::Settings| {
        chat.after_bot = Some(script(3));
        chat.after_operator = Some(script(1));
        chat.feedback.ask = true;
    };
    with(SHOP, both).check(
        &[
            (0, Opens),
            (1, Writes("Nothing")),
            (5, Assigned(1)),
            (8, OperatorWrites),
            (9, OperatorCloses),
        ],
        expect![[r#"
            0 opens
                Hello!
                What is it? [Delivery .1.0] [A person .1.1] [Nothing .1.2]
            1 writes Nothing
                handed over
                queued
                owes a first answer within 30 s, by 31
            5 assigned to 1
                waited: taken
                joined: 1 assigned
            8 operator writes
                answered after 7000 ms
            9 operator closes
                left: closed
                Please rate our conversation. [1 .rate.1] [2 .rate.2] [3 .rate.3] [4 .rate.4] [5 .rate.5]
                rating asked
            = feedback FeedbackOver at 609
        "#]],
    );
}

#[test]
fn an_operator_may_take_it_meanwhile_and_then_ends_it_themselves() {
    with(SHOP, |chat| chat.after_bot = Some(script(2))).check(
        &[
            (0, Opens),
            (1, Writes("Nothing")),
            (5, Taken(1)),
            (9, OperatorCloses),
        ],
        expect![[r#"
            0 opens
                Hello!
                What is it? [Delivery .1.0] [A person .1.1] [Nothing .1.2]
            1 writes Nothing
                Was it easy?
            5 taken by 1
                handed over
                owes a first answer within 30 s, by 35
                joined: 1 taken
            9 operator closes
                never answered
                left: closed
                closed: operator_closed by operator
            = closed 
        "#]],
    );
}

#[test]
fn its_life_is_limited_too() {
    let silent = |chat: &mut engine::Settings| {
        chat.after_bot = Some(script(2));
        chat.client_silence_s = 0;
    };
    with(SHOP, silent).check(
        &[
            (0, Opens),
            (1000, Writes("Nothing")),
            (4599, Looks),
            (4600, Looks),
        ],
        expect![[r#"
            0 opens
                Hello!
                What is it? [Delivery .1.0] [A person .1.1] [Nothing .1.2]
            1000 writes Nothing
                Was it easy?
            4600 Lifetime
                closed: bot_ended by bot
            = closed 
        "#]],
    );
}

#[test]
fn one_that_is_gone_is_left_out() {
    with(SHOP, |chat| chat.after_bot = Some(script(99))).check(
        &[(0, Opens), (1, Writes("Nothing"))],
        expect![[r#"
            0 opens
                Hello!
                What is it? [Delivery .1.0] [A person .1.1] [Nothing .1.2]
            1 writes Nothing
                closed: bot_ended by bot
            = closed 
        "#]],
    );
}

#[test]
fn spam_ends_it_in_the_middle() {
    with(SHOP, |chat| chat.after_bot = Some(script(2))).check(
        &[(0, Opens), (1, Writes("Nothing")), (2, Ends(Ending::Spam))],
        expect![[r#"
            0 opens
                Hello!
                What is it? [Delivery .1.0] [A person .1.1] [Nothing .1.2]
            1 writes Nothing
                Was it easy?
            2 ends spam
                closed: spam by operator
            = closed 
        "#]],
    );
}

/// Decided: what ends more than ten minutes before it is found closes at once.
#[test]
fn what_ends_long_before_it_is_found_closes_at_once() {
    let all = |chat: &mut engine::Settings| {
        chat.after_client_timeout = Some(script(2));
        chat.feedback.ask = true;
    };
    with(SHOP, all).check(
        &[(0, Writes("Hi")), (1501, Looks)],
        expect![[r#"
        0 writes Hi
            Hello!
            Pardon?
            What is it? [Delivery .1.0] [A person .1.1] [Nothing .1.2]
        900 ClientTimeout
            closed: client_timeout by system
        = closed 
    "#]],
    );
    with(SHOP, all).check(
        &[(0, Writes("Hi")), (1500, Looks)],
        expect![[r#"
        0 writes Hi
            Hello!
            Pardon?
            What is it? [Delivery .1.0] [A person .1.1] [Nothing .1.2]
        900 ClientTimeout
            Was it easy?
        = ending ClientTimeout at 1800, Lifetime at 4500
    "#]],
    );
}
