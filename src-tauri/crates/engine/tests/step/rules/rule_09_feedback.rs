//! When a client is asked for a rating, and how long it is waited for.

use domain::{Ending, Messenger, RatingScale, WritesFirst};
use expect_test::expect;

use super::{GROUP, defaults};
use crate::SHOP;
use crate::world::Happens::{
    self, Assigned, Ends, Looks, Opens, OperatorCloses, OperatorWrites, Rates, Writes,
};
use crate::world::World;

fn asked<'a>(script: &'a str) -> World<'a> {
    World::staffed(script).set(|chat| {
        chat.feedback.ask = true;
        chat.feedback.text = "How was it?".to_owned();
    })
}

fn midway<'a>(script: &'a str, seconds: u32) -> World<'a> {
    asked(script).set(|chat| chat.feedback.after_s = seconds)
}

#[test]
fn the_defaults() {
    let feedback = defaults(Messenger::Web).feedback;
    assert!(!feedback.ask);
    assert!(!feedback.ask_result);
    assert_eq!((feedback.after_s, feedback.scale), (0, RatingScale::Five));
}

#[test]
fn at_the_end_and_waited_for_for_ten_minutes() {
    asked(SHOP).check(
        &[(0, Writes("Nothing")), (599, Looks), (600, Looks)],
        expect![[r#"
            0 writes Nothing
                Hello!
                How was it? [1 .rate.1] [2 .rate.2] [3 .rate.3] [4 .rate.4] [5 .rate.5]
                rating asked
            600 FeedbackOver
                closed: bot_ended by bot
            = closed 
        "#]],
    );
}

#[test]
fn a_rating_does_not_make_the_wait_longer() {
    asked(SHOP).check(
        &[(0, Writes("Nothing")), (590, Rates(5)), (600, Looks)],
        expect![[r#"
            0 writes Nothing
                Hello!
                How was it? [1 .rate.1] [2 .rate.2] [3 .rate.3] [4 .rate.4] [5 .rate.5]
                rating asked
            590 rates 5
                rated 5 of 5
            600 FeedbackOver
                closed: bot_ended by bot
            = closed 
        "#]],
    );
}

#[test]
fn the_scales_have_their_buttons() {
    for (scale, best) in [
        (RatingScale::Two, 2),
        (RatingScale::Five, 5),
        (RatingScale::Ten, 10),
    ] {
        let world = asked(SHOP).set(|chat| chat.feedback.scale = scale);
        let (told, _) = world.tell(&[(0, Writes("Nothing")), (1, Rates(best))]);
        assert!(told.contains(&format!(" .rate.{best}]")), "{told}");
        assert!(!told.contains(&format!(" .rate.{}]", best + 1)), "{told}");
        assert!(told.contains(&format!("rated {best}")), "{told}");
        let (told, _) = world.tell(&[(0, Writes("Nothing")), (1, Rates(best + 1)), (2, Rates(0))]);
        assert!(!told.contains("    rated"), "out of the scale: {told}");
    }
    let thumbs = asked(SHOP).set(|chat| chat.feedback.scale = RatingScale::Two);
    thumbs.check(
        &[(0, Writes("Nothing"))],
        expect![[r#"
        0 writes Nothing
            Hello!
            How was it? [👎 .rate.1] [👍 .rate.2]
            rating asked
        = feedback FeedbackOver at 600
    "#]],
    );
}

#[test]
fn without_buttons_the_text_says_which_numbers() {
    asked(SHOP).set(|chat| chat.has_buttons = false).check(
        &[(0, Writes("Nothing")), (1, Writes("4"))],
        expect![[r#"
            0 writes Nothing
                Hello!
                How was it? (1–5) [1 .rate.1] [2 .rate.2] [3 .rate.3] [4 .rate.4] [5 .rate.5]
                rating asked
            1 writes 4
                rated 4 of 5
            = feedback FeedbackOver at 600
        "#]],
    );
}

#[test]
fn nought_seconds_is_only_at_the_end() {
    let (told, _) = midway(GROUP, 0).tell(&[(0, Writes("Hi")), (299, Looks)]);
    assert!(!told.contains("How was it?"), "{told}");
}

#[test]
fn in_mid_dialog_at_the_very_second_and_not_again_at_the_end() {
    midway(GROUP, 100).check(
        &[
            (0, Writes("Hi")),
            (10, Assigned(1)),
            (99, Looks),
            (100, Looks),
            (150, OperatorWrites),
            (160, OperatorCloses),
        ],
        expect![[r#"
            0 writes Hi
                handed over to group 1
                queued
                owes a first answer within 30 s, by 30
            10 assigned to 1
                waited: taken
                joined: 1 assigned
            100 AskRating
                How was it? [1 .rate.1] [2 .rate.2] [3 .rate.3] [4 .rate.4] [5 .rate.5]
                rating asked
            150 operator writes
                answered after 150000 ms
            160 operator closes
                left: closed
                closed: operator_closed by operator
            = closed 
        "#]],
    );
}

#[test]
fn in_mid_dialog_a_pressed_rating_counts_and_the_dialog_goes_on() {
    midway(GROUP, 100).check(
        &[
            (0, Writes("Hi")),
            (10, Assigned(1)),
            (110, Rates(4)),
            (111, Rates(1)),
            (120, Writes("3")),
        ],
        expect![[r#"
            0 writes Hi
                handed over to group 1
                queued
                owes a first answer within 30 s, by 30
            10 assigned to 1
                waited: taken
                joined: 1 assigned
            100 AskRating
                How was it? [1 .rate.1] [2 .rate.2] [3 .rate.3] [4 .rate.4] [5 .rate.5]
                rating asked
            110 rates 4
                rated 4 of 5
            111 rates 1
                log: a press of a button that is no longer offered was ignored: `07070707-0707-0707-0707-070707070707.rate.1`
            120 writes 3
                unread
            = operator Lifetime at 3720
        "#]],
    );
}

/// Decided: a written number rates until the bot asks or the operator writes again.
#[test]
fn in_mid_dialog_a_written_number_rates_until_something_else_is_said() {
    let told = [
        (0, Writes("Hi")),
        (10, Assigned(1)),
        (110, Writes("4 из 5")),
    ];
    midway(GROUP, 100).check(
        &told,
        expect![[r#"
            0 writes Hi
                handed over to group 1
                queued
                owes a first answer within 30 s, by 30
            10 assigned to 1
                waited: taken
                joined: 1 assigned
            100 AskRating
                How was it? [1 .rate.1] [2 .rate.2] [3 .rate.3] [4 .rate.4] [5 .rate.5]
                rating asked
            110 writes 4 из 5
                rated 4 of 5
            = operator Lifetime at 3710
        "#]],
    );
    let told = [
        (0, Writes("Hi")),
        (10, Assigned(1)),
        (110, OperatorWrites),
        (120, Writes("4")),
    ];
    midway(GROUP, 100).check(
        &told,
        expect![[r#"
        0 writes Hi
            handed over to group 1
            queued
            owes a first answer within 30 s, by 30
        10 assigned to 1
            waited: taken
            joined: 1 assigned
        100 AskRating
            How was it? [1 .rate.1] [2 .rate.2] [3 .rate.3] [4 .rate.4] [5 .rate.5]
            rating asked
        110 operator writes
            answered after 110000 ms
        120 writes 4
            owes a next answer within 60 s, by 180
            unread
        = operator Lifetime at 3720
    "#]],
    );
}

#[test]
fn in_mid_dialog_a_question_of_the_script_has_the_answer_first() {
    let rooms = SHOP.replace("Delivery", "3");
    midway(&rooms, 100).check(
        &[(0, Writes("Hi")), (110, Writes("3")), (120, Writes("4"))],
        expect![[r#"
            0 writes Hi
                Hello!
                Pardon?
                What is it? [3 .1.0] [A person .1.1] [Nothing .1.2]
            100 AskRating
                How was it? [1 .rate.1] [2 .rate.2] [3 .rate.3] [4 .rate.4] [5 .rate.5]
                rating asked
            110 writes 3
                Two days.
                What is it? [3 .2.0] [A person .2.1] [Nothing .2.2]
            120 writes 4
                Pardon?
                What is it? [3 .3.0] [A person .3.1] [Nothing .3.2]
            = bot ClientTimeout at 1020, Lifetime at 3720
        "#]],
    );
    midway(&rooms, 100).check(
        &[(0, Writes("Hi")), (110, Writes("4"))],
        expect![[r#"
            0 writes Hi
                Hello!
                Pardon?
                What is it? [3 .1.0] [A person .1.1] [Nothing .1.2]
            100 AskRating
                How was it? [1 .rate.1] [2 .rate.2] [3 .rate.3] [4 .rate.4] [5 .rate.5]
                rating asked
            110 writes 4
                rated 4 of 5
            = bot ClientTimeout at 900, Lifetime at 3710
        "#]],
    );
}

#[test]
fn who_had_not_written_at_that_moment_is_asked_at_the_end() {
    midway(SHOP, 100).check(
        &[(0, Opens), (100, Looks), (110, Writes("Nothing"))],
        expect![[r#"
            0 opens
                Hello!
                What is it? [Delivery .1.0] [A person .1.1] [Nothing .1.2]
            100 AskRating
            110 writes Nothing
                How was it? [1 .rate.1] [2 .rate.2] [3 .rate.3] [4 .rate.4] [5 .rate.5]
                rating asked
            = feedback FeedbackOver at 710
        "#]],
    );
}

#[test]
fn never_who_never_wrote() {
    asked(SHOP).check(
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
}

#[test]
fn never_after_spam() {
    asked(SHOP).check(
        &[(0, Writes("Hi")), (1, Ends(Ending::Spam))],
        expect![[r#"
        0 writes Hi
            Hello!
            Pardon?
            What is it? [Delivery .1.0] [A person .1.1] [Nothing .1.2]
        1 ends spam
            closed: spam by operator
        = closed 
    "#]],
    );
}

#[test]
fn never_where_the_channel_may_not_be_written_to() {
    asked(SHOP)
        .set(|chat| chat.writes_first = WritesFirst::Never)
        .check(
            &[(0, Writes("Hi")), (900, Looks)],
            expect![[r#"
            0 writes Hi
                Hello!
                Pardon?
                What is it? [Delivery .1.0] [A person .1.1] [Nothing .1.2]
            900 ClientTimeout
                what waits is given up
                closed: client_timeout by system
            = closed 
        "#]],
        );
    asked(SHOP)
        .set(|chat| chat.writes_first = WritesFirst::Never)
        .check(
            &[(0, Writes("Nothing"))],
            expect![[r#"
            0 writes Nothing
                Hello!
                How was it? [1 .rate.1] [2 .rate.2] [3 .rate.3] [4 .rate.4] [5 .rate.5]
                rating asked
            = feedback FeedbackOver at 600
        "#]],
        );
}

#[test]
fn a_setting_that_changes_holds_for_dialogs_that_run() {
    midway(GROUP, 100).check(
        &[
            (0, Writes("Hi")),
            (10, Happens::Sets(|chat| chat.feedback.after_s = 20)),
            (20, Looks),
            (30, Happens::Sets(|chat| chat.feedback.after_s = 200)),
            (200, Looks),
        ],
        expect![[r#"
            0 writes Hi
                handed over to group 1
                queued
                owes a first answer within 30 s, by 30
            10 settings change
            20 AskRating
                How was it? [1 .rate.1] [2 .rate.2] [3 .rate.3] [4 .rate.4] [5 .rate.5]
                rating asked
            30 settings change
            = queued QueueTime at 300, Lifetime at 3600
        "#]],
    );
}
