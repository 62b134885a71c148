//! Buttons carry their dialog and step, and a stale one is ignored. That a close cancels notices is
//! told in `tests/desk`.

use expect_test::expect;

use super::GROUP;
use crate::SHOP;
use crate::world::Happens::{Assigned, Opens, Presses, PressesForeign, Rates, Solves, Writes};
use crate::world::World;

#[test]
fn a_button_of_an_earlier_question() {
    let stale = Presses {
        question: 1,
        button: 3,
    };
    World::of(SHOP).check(&[(0, Opens), (5, Writes("Delivery")), (6, stale)], expect![[r#"
        0 opens
            Hello!
            What is it? [Delivery .1.0] [A person .1.1] [Nothing .1.2]
        5 writes Delivery
            Two days.
            What is it? [Delivery .2.0] [A person .2.1] [Nothing .2.2]
        6 presses 1.3
            log: a press of a button that is no longer offered was ignored: `07070707-0707-0707-0707-070707070707.1.2`
        = bot ClientTimeout at 906, Lifetime at 3606
    "#]]);
}

#[test]
fn a_button_of_another_dialog() {
    let foreign = "01a1dae5-e570-7a83-9e55-d01f6a7be0c4";
    for rest in ["1.0", "rate.5", "solved.yes"] {
        let payload = format!("{foreign}.{rest}");
        let (told, _) = World::of(SHOP).tell(&[(0, Opens), (5, PressesForeign(&payload))]);
        let after = told.split_once("5 presses\n").unwrap().1;
        assert!(
            after.starts_with("    log: a press of a button that is no longer offered"),
            "{told}"
        );
    }
}

#[test]
fn a_button_while_an_operator_has_it_is_seen_by_the_operator_only() {
    let menu = Presses {
        question: 1,
        button: 1,
    };
    World::staffed(GROUP).check(&[(0, Opens), (5, Assigned(1)), (6, menu)], expect![[r#"
        0 opens
            handed over to group 1
            queued
            owes a first answer within 30 s, by 30
        5 assigned to 1
            waited: taken
            joined: 1 assigned
        6 presses 1.1
            log: a press of a button that is no longer offered was ignored: `07070707-0707-0707-0707-070707070707.1.0`
        = operator Lifetime at 3606
    "#]]);
}

#[test]
fn a_rating_or_a_result_that_nobody_asked_for() {
    World::of(SHOP).check(&[(0, Opens), (5, Rates(5)), (6, Solves(true))], expect![[r#"
        0 opens
            Hello!
            What is it? [Delivery .1.0] [A person .1.1] [Nothing .1.2]
        5 rates 5
            log: a press of a button that is no longer offered was ignored: `07070707-0707-0707-0707-070707070707.rate.5`
        6 solves yes
            log: a press of a button that is no longer offered was ignored: `07070707-0707-0707-0707-070707070707.solved.yes`
        = bot ClientTimeout at 906, Lifetime at 3606
    "#]]);
}
