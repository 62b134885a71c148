//! Silence, lifetime and the other endings.

use domain::{ClosedBy, DialogState, Ending};
use engine::{Context, Effect, Event, Session, Staff, step};
use expect_test::expect;
use script::Script;

use crate::Happens::{Ends, Looks, Opens, Presses, Writes};
use crate::{BEGIN, HANDOVER, NUDGE, SHOP, check, check_with, dialog, settings};

#[test]
fn a_client_who_stays_silent_times_out_at_the_very_second() {
    check(
        SHOP,
        &[(0, Opens), (899, Looks), (900, Looks)],
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
fn silence_counts_from_the_last_question() {
    check(
        SHOP,
        &[(0, Opens), (800, Writes("Delivery")), (1699, Looks)],
        expect![[r#"
            0 opens
                Hello!
                What is it? [Delivery .1.0] [A person .1.1] [Nothing .1.2]
            800 writes Delivery
                Two days.
                What is it? [Delivery .2.0] [A person .2.1] [Nothing .2.2]
            = bot ClientTimeout at 1700, Lifetime at 4400
        "#]],
    );
}

#[test]
fn a_script_may_say_how_long_a_client_may_be_silent() {
    let script = |silence: u32| {
        let settings = format!(r#""settings":{{"client_silence_s":{silence}}},"blocks""#);
        SHOP.replacen(r#""blocks""#, &settings, 1)
    };
    check(
        &script(30),
        &[(0, Opens), (30, Looks)],
        expect![[r#"
            0 opens
                Hello!
                What is it? [Delivery .1.0] [A person .1.1] [Nothing .1.2]
            30 ClientTimeout
                closed: client_timeout by system
            = closed 
        "#]],
    );
    check(
        &script(0),
        &[(0, Opens)],
        expect![[r#"
            0 opens
                Hello!
                What is it? [Delivery .1.0] [A person .1.1] [Nothing .1.2]
            = bot Lifetime at 3600
        "#]],
    );
}

#[test]
fn the_lifetime_slides_with_what_the_client_writes_and_not_with_the_bot() {
    let mut patient = settings();
    patient.client_silence_s = 0;
    patient.queue_time_s = 0;
    check_with(
        &patient,
        HANDOVER,
        &[
            (0, Opens),
            (3000, Writes("Hello?")),
            (6599, Looks),
            (6600, Looks),
        ],
        expect![[r#"
            0 opens
                handed over
                queued
                owes a first answer within 30 s, by 30
                help
                notice Busy.
            3000 writes Hello?
            6600 Lifetime
                never answered
                waited: closed
                closed: lifetime by system
            = closed 
        "#]],
    );
    patient.lifetime_s = 100;
    check_with(
        &patient,
        NUDGE,
        &[(0, Opens), (1000, Looks)],
        expect![[r#"
            0 opens
                What is it? [Nothing .1.0]
            60 NoAnswer
            100 Lifetime
                closed: lifetime by system
            = closed 
        "#]],
    );
}

#[test]
fn the_earlier_of_silence_and_lifetime_wins_and_silence_when_they_meet() {
    let mut equal = settings();
    equal.lifetime_s = 900;
    check_with(
        &equal,
        SHOP,
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
    equal.lifetime_s = 899;
    check_with(
        &equal,
        SHOP,
        &[(0, Opens), (900, Looks)],
        expect![[r#"
            0 opens
                Hello!
                What is it? [Delivery .1.0] [A person .1.1] [Nothing .1.2]
            899 Lifetime
                closed: lifetime by system
            = closed 
        "#]],
    );
}

#[test]
fn nothing_without_a_limit_ever_ends_by_itself() {
    let mut patient = settings();
    patient.client_silence_s = 0;
    patient.lifetime_s = 0;
    check_with(
        &patient,
        SHOP,
        &[(0, Opens), (4_000_000, Looks)],
        expect![[r#"
            0 opens
                Hello!
                What is it? [Delivery .1.0] [A person .1.1] [Nothing .1.2]
            = bot 
        "#]],
    );
}

#[test]
fn the_scripts_own_branch_for_silence_is_followed_and_then_an_operator_is_called() {
    check(
        NUDGE,
        &[
            (0, Opens),
            (60, Looks),
            (120, Looks),
            (180, Looks),
            (240, Looks),
        ],
        expect![[r#"
            0 opens
                What is it? [Nothing .1.0]
            60 NoAnswer
                Are you there?
                What is it? [Nothing .2.0]
            120 NoAnswer
                Are you there?
                What is it? [Nothing .3.0]
            180 NoAnswer
                Are you there?
                What is it? [Nothing .4.0]
            240 NoAnswer
                Are you there?
                log: block "menu": was asked 4 times without an answer that it takes
                log: block "menu": was asked 4 times without an answer that it takes
                handed over
                queued
                owes a first answer within 30 s, by 270
                help
                notice Busy.
            = queued QueueTime at 540, Lifetime at 3600
        "#]],
    );
}

#[test]
fn an_answer_takes_the_scripts_own_time_off_the_table() {
    check(
        NUDGE,
        &[
            (0, Opens),
            (
                59,
                Presses {
                    question: 1,
                    button: 1,
                },
            ),
            (60, Looks),
        ],
        expect![[r#"
            0 opens
                What is it? [Nothing .1.0]
            59 presses 1.1
                closed: bot_ended by bot
            = closed 
        "#]],
    );
}

#[test]
fn a_closed_dialog_takes_nothing() {
    check(
        SHOP,
        &[
            (0, Opens),
            (1, Writes("Nothing")),
            (2, Writes("Delivery")),
            (3, Opens),
            (4, Ends(Ending::Spam)),
        ],
        expect![[r#"
            0 opens
                Hello!
                What is it? [Delivery .1.0] [A person .1.1] [Nothing .1.2]
            1 writes Nothing
                closed: bot_ended by bot
            2 writes Delivery
            3 opens
            4 ends spam
            = closed 
        "#]],
    );
}

#[test]
fn every_ending_names_who_closed() {
    for (ending, closed_by) in [
        (Ending::OperatorClosed, ClosedBy::Operator),
        (Ending::Spam, ClosedBy::Operator),
        (Ending::ClientLeft, ClosedBy::Client),
        (Ending::Administrator, ClosedBy::System),
    ] {
        let script = Script::read(HANDOVER).unwrap();
        let (settings, staff) = (settings(), Staff::default());
        let context = Context::of(&settings, &script, &staff);
        let session = Session::new(dialog(), BEGIN);
        let done = step(&context, session, Event::End(ending), BEGIN);
        assert_eq!(done.effects, [Effect::Close { ending, closed_by }]);
        assert_eq!(done.session.state(), DialogState::Closed);
    }
}
