//! What a client says after the end: a rating, its comment, or the beginning of something new.

use expect_test::expect;

use crate::SHOP;
use crate::world::Happens::{Presses, Rates, SendsFile, Writes};
use crate::world::World;

fn rated(story: &[(u32, crate::world::Happens<'_>)]) -> String {
    let world = World::staffed(SHOP).set(|chat| chat.feedback.ask = true);
    let ended = [&[(0, Writes("Nothing"))], story].concat();
    let (told, _) = world.tell(&ended);
    let (_, told) = told
        .split_once("rating asked\n")
        .expect("it is asked at the end");
    told.to_owned()
}

#[test]
fn a_press_and_then_a_comment() {
    expect![[r#"
        5 rates 5
            rated 5 of 5
        9 writes Very kind
            comment: Very kind
            closed: bot_ended by bot
        = closed 
    "#]]
    .assert_eq(&rated(&[(5, Rates(5)), (9, Writes("Very kind"))]));
}

#[test]
fn a_number_a_fraction_or_a_word() {
    for text in ["4", "4/5", "4 из 5", "четыре", "Four!"] {
        let told = rated(&[(5, Writes(text))]);
        assert!(told.contains("    rated 4 of 5\n"), "{text}: {told}");
    }
}

#[test]
fn thanks_and_emoji_before_a_rating_are_kept_and_the_rating_is_still_waited_for() {
    expect![[r#"
        5 writes Thanks!
            comment: Thanks!
        6 writes 🙏
            comment: 🙏
        7 writes 5
            rated 5 of 5
        8 writes 🙂
            comment: 🙂
            closed: bot_ended by bot
        = closed 
    "#]]
    .assert_eq(&rated(&[
        (5, Writes("Thanks!")),
        (6, Writes("🙏")),
        (7, Writes("5")),
        (8, Writes("🙂")),
    ]));
}

#[test]
fn anything_else_opens_the_next_dialog() {
    for text in ["Where is my order?", "6", "4/10", "5 apples"] {
        let told = rated(&[(5, Writes(text))]);
        assert!(told.contains("    opens the next\n"), "{text}: {told}");
        assert!(
            told.contains("    closed: bot_ended by bot\n"),
            "{text}: {told}"
        );
    }
    expect![[r#"
        5 sends a file 5
            closed: bot_ended by bot
            opens the next
        = closed 
    "#]]
    .assert_eq(&rated(&[(5, SendsFile("5"))]));
    expect![[r#"
        5 rates 5
            rated 5 of 5
        6 sends a file 
            closed: bot_ended by bot
            opens the next
        = closed 
    "#]]
    .assert_eq(&rated(&[(5, Rates(5)), (6, SendsFile(""))]));
}

#[test]
fn a_late_press_is_no_message_and_a_second_rating_counts_nothing() {
    let pressed = Presses {
        question: 1,
        button: 1,
    };
    expect![[r#"
        5 presses 1.1
            log: a press of a button that is no longer offered was ignored: `07070707-0707-0707-0707-070707070707.1.0`
        6 rates 3
            rated 3 of 5
        7 rates 5
            log: a press of a button that is no longer offered was ignored: `07070707-0707-0707-0707-070707070707.rate.5`
        = feedback FeedbackOver at 600
    "#]].assert_eq(&rated(&[(5, pressed), (6, Rates(3)), (7, Rates(5))]));
}
