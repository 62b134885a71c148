//! What holds whatever happens, in whatever order.

use domain::DialogState;
use engine::{Context, Effect, Event, Session, SessionError, Settings, Staff, Step, step};
use proptest::prelude::*;
use script::Script;

use crate::{BEGIN, HANDOVER, NUDGE, SHOP, dialog, settings};

#[test]
fn a_stored_session_is_pinned_and_one_from_the_future_refused() {
    let script = Script::read(NUDGE).unwrap();
    let (settings, staff) = (settings(), Staff::default());
    let context = Context::of(&settings, &script, &staff);
    let greeted = step(
        &context,
        Session::new(dialog(), BEGIN),
        Event::Opened,
        BEGIN,
    )
    .session;
    expect_test::expect![[r#"{"version":2,"dialog":"07070707-0707-0707-0707-070707070707","state":"bot","script":{"position":{"at":"question","block":"menu"},"unanswered":{"menu":{"times":1,"went_else":false}},"draws":0,"passed":2,"asks":0},"follows":null,"questions":1,"unseen":false,"seen":1700000000000,"client_at":null,"counts":{"no_answer":{"since":1700000000000,"until":1700000060000},"ask_rating":{"since":1700000000000},"client_timeout":{"since":1700000000000},"lifetime":{"since":1700000000000}},"deadlines":{"no_answer":1700000060000,"client_timeout":1700000900000,"lifetime":1700003600000},"wait":null,"holder":null,"turn":null,"group":null,"idled":[],"served":false,"busy_told":false,"ended":null,"after_ran":false,"feedback":{"result_asked":false,"solved":null,"rating_asked":false,"scale":"five","rating":null,"numbers_rate":false,"stage":null}}"#]]
    .assert_eq(&greeted.to_json());

    let future = greeted
        .to_json()
        .replace(r#""version":2"#, r#""version":3"#);
    let error = Session::from_json(&future).unwrap_err();
    assert!(matches!(error, SessionError::FromTheFuture(3)), "{error}");
    for broken in ["", "{}", "[]", r#"{"version":1}"#, "\u{0}"] {
        let error = Session::from_json(broken).unwrap_err();
        assert!(
            matches!(error, SessionError::Unreadable(_)),
            "{broken}: {error}"
        );
    }
}

/// As the program wrote it before it knew of operators.
#[test]
fn a_session_of_the_first_version_keeps_its_deadlines() {
    let old = r#"{"version":1,"dialog":"07070707-0707-0707-0707-070707070707","state":"queued","script":{"position":{"at":"operators","block":"person"},"unanswered":{}},"questions":1,"unseen":false,"seen":1700000000000,"deadlines":{"queue_time":1700000300000,"lifetime":1700003600000}}"#;
    let session = Session::from_json(old).unwrap();
    let script = Script::read(SHOP).unwrap();
    let (settings, staff) = (settings(), Staff::default());
    let context = Context::of(&settings, &script, &staff);
    let seconds = |second| BEGIN.plus_seconds(second);
    let looked = step(&context, session, Event::Due, seconds(10)).session;
    let at: Vec<_> = looked.deadlines().map(|(_, at)| at).collect();
    assert_eq!(at, [seconds(300), seconds(3600)]);
    let left = step(&context, looked, Event::Due, seconds(300)).session;
    assert_eq!(left.state(), DialogState::Bot);
}

#[derive(Debug, Clone)]
enum Do {
    Open,
    Write(String),
    Press(u32, usize),
    PressForeign(String),
    Due,
    End,
}

fn anything() -> impl Strategy<Value = Do> {
    prop_oneof![
        2 => Just(Do::Open),
        4 => prop_oneof!["Delivery", "a  PERSON", "nothing", "\\PC{0,12}"].prop_map(Do::Write),
        4 => (0u32..9, 0usize..5).prop_map(|(question, button)| Do::Press(question, button)),
        1 => "\\PC{0,20}".prop_map(Do::PressForeign),
        8 => Just(Do::Due),
        1 => Just(Do::End),
    ]
}

fn any_settings() -> impl Strategy<Value = Settings> {
    let seconds = || prop_oneof![Just(0u32), 1u32..1000, Just(u32::MAX)];
    (any::<bool>(), seconds(), seconds(), seconds()).prop_map(|(reply, silence, life, queue)| {
        Settings {
            reply_to_first_message: reply,
            client_silence_s: silence,
            lifetime_s: life,
            queue_time_s: queue,
            ..settings()
        }
    })
}

/// Takes the step and looks at all that must hold between a session and the next.
fn checked_step(
    context: &Context<'_>,
    before: &Session,
    event: Event<'_>,
    now: domain::Timestamp,
) -> Step {
    let done = step(context, before.clone(), event, now);
    assert_eq!(
        step(context, before.clone(), event, now),
        done,
        "the same step twice is the same step"
    );
    let stored = Session::from_json(&done.session.to_json()).expect("what was written is read");
    assert_eq!(stored, done.session, "a stored session is the same session");

    let closes = |effect: &Effect| matches!(effect, Effect::Close { .. });
    let close = done.effects.iter().position(closes);
    let after = done.session.state();
    if before.state() == DialogState::Closed {
        assert_eq!(done.session, *before, "a closed session stays as it is");
        assert_eq!(done.effects, [], "nothing is done for a closed session");
    } else if after == DialogState::Closed {
        assert_eq!(
            close,
            Some(done.effects.len() - 1),
            "a dialog closes once, and nothing follows"
        );
    } else {
        assert_eq!(close, None, "only a closed dialog was closed");
    }
    if after == DialogState::Closed {
        assert_eq!(
            done.session.next_deadline(),
            None,
            "a closed session waits for nothing"
        );
    }
    if after == DialogState::Queued && before.state() != DialogState::Queued {
        assert!(
            done.effects.contains(&Effect::HandedOver { group: None }),
            "who queues was handed over"
        );
    }
    done
}

proptest! {
    #[test]
    fn any_events_in_any_order_at_any_time(
        settings in any_settings(),
        script in prop_oneof![Just(SHOP), Just(NUDGE), Just(HANDOVER)],
        story in proptest::collection::vec((anything(), -500i64..2000), 1..60),
        looks: bool,
    ) {
        let script = Script::read(script).unwrap();
        let staff = Staff::default();
        let context = Context::of(&settings, &script, &staff);
        let mut session = Session::new(dialog(), BEGIN);
        let mut now = BEGIN;
        let mut latest = BEGIN;
        for (what, later) in story {
            now = domain::Timestamp::from_millis(now.millis() + later * 1000);
            let mut looked = 0;
            while looks && session.next_deadline().is_some_and(|(_, at)| at <= now) {
                let (_, due) = session.next_deadline().unwrap();
                let done = checked_step(&context, &session, Event::Due, now);
                prop_assert_eq!(done.at, due, "a deadline is recorded at its own time");
                prop_assert!(done.session.deadlines().all(|(_, at)| at >= done.at));
                latest = done.at;
                session = done.session;
                looked += 1;
                prop_assert!(looked < 10_000, "time must get on");
            }
            let payload;
            let event = match &what {
                Do::Open => Event::Opened,
                Do::Write(text) => Event::ClientMessage { text, payload: None, file: false },
                Do::Press(question, button) => {
                    payload = format!("{}.{question}.{button}", dialog());
                    Event::ClientMessage { text: "title", payload: Some(&payload), file: false }
                }
                Do::PressForeign(payload) => Event::ClientMessage { text: "title", payload: Some(payload), file: false },
                Do::Due => Event::Due,
                Do::End => Event::End(domain::Ending::Administrator),
            };
            let done = checked_step(&context, &session, event, now);
            if !done.effects.is_empty() {
                prop_assert!(done.at >= latest, "recorded times never run back");
                latest = done.at;
            }
            if looks {
                prop_assert!(
                    done.session.deadlines().all(|(_, at)| at > done.at),
                    "a session waits for what is to come: {:?} at {:?}", done.session, done.at
                );
            }
            session = done.session;
        }
    }

    #[test]
    fn no_text_makes_a_session_panic(text in "\\PC*") {
        prop_assert!(Session::from_json(&text).is_err());
    }
}
