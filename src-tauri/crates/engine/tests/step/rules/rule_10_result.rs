//! What the client says of the result. What the operator must say is told in `tests/desk`.

use expect_test::expect;

use super::GROUP;
use crate::SHOP;
use crate::world::Happens::{Assigned, Looks, Opens, OperatorCloses, Rates, Solves, Writes};
use crate::world::World;

fn asked<'a>(script: &'a str, rating: bool) -> World<'a> {
    World::staffed(script).set(|chat| {
        chat.feedback.ask_result = true;
        chat.feedback.ask = rating;
        chat.feedback.after_s = 0;
        chat.feedback.text = "How was it?".to_owned();
    })
}

#[test]
fn a_dialog_no_operator_was_in_asks_the_client_before_the_rating() {
    asked(SHOP, true).check(
        &[
            (0, Writes("Nothing")),
            (5, Solves(true)),
            (9, Rates(4)),
            (600, Looks),
        ],
        expect![[r#"
            0 writes Nothing
                Hello!
                Is your question solved? [Yes .solved.yes] [No .solved.no]
            5 solves yes
                solved: true
                How was it? [1 .rate.1] [2 .rate.2] [3 .rate.3] [4 .rate.4] [5 .rate.5]
                rating asked
            9 rates 4
                rated 4 of 5
            600 FeedbackOver
                closed: bot_ended by bot
            = closed 
        "#]],
    );
}

#[test]
fn alone_it_closes_the_dialog() {
    asked(SHOP, false).check(
        &[(0, Writes("Nothing")), (5, Solves(false))],
        expect![[r#"
        0 writes Nothing
            Hello!
            Is your question solved? [Yes .solved.yes] [No .solved.no]
        5 solves no
            solved: false
            closed: bot_ended by bot
        = closed 
    "#]],
    );
}

#[test]
fn words_do_as_well() {
    for (text, solved) in [
        ("yes", true),
        ("Да!", true),
        ("нет", false),
        ("Nope", false),
    ] {
        let (told, _) = asked(SHOP, false).tell(&[(0, Writes("Nothing")), (5, Writes(text))]);
        assert!(
            told.contains(&format!("    solved: {solved}\n")),
            "{text}: {told}"
        );
    }
}

#[test]
fn a_dialog_an_operator_was_in_does_not_ask() {
    asked(GROUP, true).check(
        &[(0, Writes("Hi")), (1, Assigned(1)), (5, OperatorCloses)],
        expect![[r#"
            0 writes Hi
                handed over to group 1
                queued
                owes a first answer within 30 s, by 30
            1 assigned to 1
                waited: taken
                joined: 1 assigned
            5 operator closes
                never answered
                left: closed
                How was it? [1 .rate.1] [2 .rate.2] [3 .rate.3] [4 .rate.4] [5 .rate.5]
                rating asked
            = feedback FeedbackOver at 605
        "#]],
    );
}

#[test]
fn who_never_wrote_is_not_asked() {
    asked(SHOP, false).check(
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
fn pressed_twice_it_counts_once_and_the_rating_is_still_waited_for() {
    asked(SHOP, true).check(
        &[(0, Writes("Nothing")), (5, Solves(true)), (6, Solves(true)), (7, Rates(5))],
        expect![[r#"
            0 writes Nothing
                Hello!
                Is your question solved? [Yes .solved.yes] [No .solved.no]
            5 solves yes
                solved: true
                How was it? [1 .rate.1] [2 .rate.2] [3 .rate.3] [4 .rate.4] [5 .rate.5]
                rating asked
            6 solves yes
                log: a press of a button that is no longer offered was ignored: `07070707-0707-0707-0707-070707070707.solved.yes`
            7 rates 5
                rated 5 of 5
            = feedback FeedbackOver at 600
        "#]],
    );
}

/// Decided: thanks are thanks, whichever of the two is asked.
#[test]
fn thanks_open_nothing_new() {
    asked(SHOP, true).check(
        &[
            (0, Writes("Nothing")),
            (5, Writes("Thank you!")),
            (6, Writes("yes")),
        ],
        expect![[r#"
            0 writes Nothing
                Hello!
                Is your question solved? [Yes .solved.yes] [No .solved.no]
            5 writes Thank you!
                comment: Thank you!
            6 writes yes
                solved: true
                How was it? [1 .rate.1] [2 .rate.2] [3 .rate.3] [4 .rate.4] [5 .rate.5]
                rating asked
            = feedback FeedbackOver at 600
        "#]],
    );
}

#[test]
fn a_rating_of_before_may_still_be_pressed_and_the_result_is_waited_for() {
    asked(SHOP, true)
        .set(|chat| chat.feedback.after_s = 100)
        .check(
            &[
                (0, Writes("Hi")),
                (110, Writes("Nothing")),
                (120, Rates(5)),
                (130, Solves(true)),
            ],
            expect![[r#"
                0 writes Hi
                    Hello!
                    Pardon?
                    What is it? [Delivery .1.0] [A person .1.1] [Nothing .1.2]
                100 AskRating
                    How was it? [1 .rate.1] [2 .rate.2] [3 .rate.3] [4 .rate.4] [5 .rate.5]
                    rating asked
                110 writes Nothing
                    Is your question solved? [Yes .solved.yes] [No .solved.no]
                120 rates 5
                    rated 5 of 5
                130 solves yes
                    solved: true
                    closed: bot_ended by bot
                = closed 
            "#]],
        );
}

#[test]
fn anything_else_opens_the_next_dialog() {
    asked(SHOP, true).check(
        &[(0, Writes("Nothing")), (5, Writes("Where is my order?"))],
        expect![[r#"
            0 writes Nothing
                Hello!
                Is your question solved? [Yes .solved.yes] [No .solved.no]
            5 writes Where is my order?
                closed: bot_ended by bot
                opens the next
            = closed 
        "#]],
    );
}
