//! The reasons for which a dialog ends, and who ends it.

use domain::Ending;
use expect_test::expect;

use super::GROUP;
use crate::SHOP;
use crate::world::Happens::{Assigned, Ends, Looks, Opens, OperatorCloses, OperatorWrites, Writes};
use crate::world::World;

#[test]
fn by_the_bot_the_operator_the_client_and_the_clock() {
    let world = World::staffed(SHOP);
    world.check(
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
    world.check(
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
    let world = World::staffed(GROUP);
    world.check(
        &[(0, Opens), (1, Assigned(1)), (2, OperatorCloses)],
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
            closed: operator_closed by operator
        = closed 
    "#]],
    );
    world.check(
        &[(0, Opens), (1, Assigned(1)), (3600, Looks)],
        expect![[r#"
        0 opens
            handed over to group 1
            queued
            owes a first answer within 30 s, by 30
        1 assigned to 1
            waited: taken
            joined: 1 assigned
        3600 Lifetime
            never answered
            left: closed
            closed: lifetime by system
        = closed 
    "#]],
    );
}

#[test]
fn from_outside_at_once_whatever_the_state_without_script_and_questions() {
    for ending in [Ending::Spam, Ending::ClientLeft, Ending::Administrator] {
        let asks = World {
            others: &[(9, super::GOODBYE)],
            ..World::staffed(GROUP).set(|chat| {
                chat.feedback.ask = true;
                chat.after_bot = Some(crate::world::script(9));
                chat.after_operator = Some(crate::world::script(9));
            })
        };
        for story in [
            vec![(0, Writes("Hi"))],
            vec![(0, Writes("Hi")), (1, Assigned(1)), (2, OperatorWrites)],
            vec![(0, Writes("Hi")), (1, Assigned(1)), (2, OperatorCloses)],
        ] {
            let story = [story, vec![(5, Ends(ending))]].concat();
            let (told, session) = asks.tell(&story);
            let closed = format!("    closed: {ending} by ");
            assert!(told.contains(&closed), "{told}");
            let (_, after) = told.split_once(&format!("5 ends {ending}\n")).unwrap();
            assert!(
                !after.contains("rating asked") && !after.contains("One more"),
                "{told}"
            );
            assert_eq!(session.next_deadline(), None);
        }
    }
}

#[test]
fn a_dialog_that_is_rated_has_ended_before() {
    World::staffed(GROUP)
        .set(|chat| chat.feedback.ask = true)
        .check(
            &[(0, Writes("Hi")), (1, Assigned(1)), (2, OperatorCloses), (602, Looks)],
            expect![[r#"
                0 writes Hi
                    handed over to group 1
                    queued
                    owes a first answer within 30 s, by 30
                1 assigned to 1
                    waited: taken
                    joined: 1 assigned
                2 operator closes
                    never answered
                    left: closed
                    Please rate our conversation. [1 .rate.1] [2 .rate.2] [3 .rate.3] [4 .rate.4] [5 .rate.5]
                    rating asked
                602 FeedbackOver
                    closed: operator_closed by operator
                = closed 
            "#]],
        );
}
