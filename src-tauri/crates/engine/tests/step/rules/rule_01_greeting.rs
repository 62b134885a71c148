//! Opening the widget runs the script; who writes first is greeted and answered, or only greeted.

use domain::Messenger;
use expect_test::expect;

use super::defaults;
use crate::SHOP;
use crate::world::Happens::{Opens, PressesForeign, SendsFile, Writes};
use crate::world::World;

#[test]
fn opening_runs_the_script_from_its_start_and_only_once() {
    World::of(SHOP).check(
        &[(0, Opens), (5, Opens)],
        expect![[r#"
        0 opens
            Hello!
            What is it? [Delivery .1.0] [A person .1.1] [Nothing .1.2]
        5 opens
        = bot ClientTimeout at 900, Lifetime at 3600
    "#]],
    );
}

#[test]
fn by_default_who_writes_first_is_greeted_and_answered() {
    assert!(defaults(Messenger::Web).reply_to_first_message);
    World::of(SHOP).check(
        &[(0, Writes("delivery"))],
        expect![[r#"
        0 writes delivery
            Hello!
            Two days.
            What is it? [Delivery .1.0] [A person .1.1] [Nothing .1.2]
        = bot ClientTimeout at 900, Lifetime at 3600
    "#]],
    );
}

#[test]
fn switched_off_the_bot_only_greets() {
    let world = World::of(SHOP).set(|chat| chat.reply_to_first_message = false);
    world.check(
        &[(0, Writes("delivery"))],
        expect![[r#"
        0 writes delivery
            Hello!
            What is it? [Delivery .1.0] [A person .1.1] [Nothing .1.2]
        = bot ClientTimeout at 900, Lifetime at 3600
    "#]],
    );
}

#[test]
fn who_opened_and_then_writes_is_not_greeted_again() {
    World::of(SHOP).check(
        &[(0, Opens), (5, Writes("delivery"))],
        expect![[r#"
        0 opens
            Hello!
            What is it? [Delivery .1.0] [A person .1.1] [Nothing .1.2]
        5 writes delivery
            Two days.
            What is it? [Delivery .2.0] [A person .2.1] [Nothing .2.2]
        = bot ClientTimeout at 905, Lifetime at 3605
    "#]],
    );
}

#[test]
fn a_file_without_words_or_a_foreign_press_is_greeted_and_answers_nothing() {
    World::of(SHOP).check(
        &[(0, SendsFile(""))],
        expect![[r#"
        0 sends a file 
            Hello!
            What is it? [Delivery .1.0] [A person .1.1] [Nothing .1.2]
        = bot ClientTimeout at 900, Lifetime at 3600
    "#]],
    );
    World::of(SHOP).check(
        &[(0, PressesForeign("start"))],
        expect![[r#"
        0 presses
            log: a press of a button that is no longer offered was ignored: `start`
            Hello!
            What is it? [Delivery .1.0] [A person .1.1] [Nothing .1.2]
        = bot ClientTimeout at 900, Lifetime at 3600
    "#]],
    );
}
