//! The life of a dialog: what happens, at which second, in; what is to be done out.

mod always;
mod builtin;
mod dialog;
mod endings;
mod late;

use domain::{ChatSettings, DialogId, DialogState, MessageKind, Messenger, Timestamp};
use engine::{Context, Effect, Event, Session, Settings, Staff, Step, step};
use expect_test::Expect;
use language::Language;
use script::Script;

/// Greets, asks, and knows every way on.
const SHOP: &str = r#"{"format":1,"name":"A","language":"en","blocks":[
    {"id":"start","type":"start","text":"Hello!","next":"menu"},
    {"id":"menu","type":"question","text":"What is it?","branches":[
        {"when":"button","title":"Delivery","next":"delivery"},
        {"when":"button","title":"A person","next":"person"},
        {"when":"button","title":"Nothing","next":"bye"},
        {"when":"else","next":"pardon"}]},
    {"id":"delivery","type":"message","text":"Two days.","next":"menu"},
    {"id":"pardon","type":"message","text":"Pardon?","next":"menu"},
    {"id":"person","type":"transfer","branches":[{"when":"no_operator","next":"note"}]},
    {"id":"note","type":"question","text":"Leave a note.","branches":[{"when":"else","next":"thanks"}]},
    {"id":"thanks","type":"message","text":"Thanks.","next":"bye"},
    {"id":"bye","type":"end"}]}"#;

/// Hands over at once, and has no branch for when nobody comes.
const HANDOVER: &str = r#"{"format":1,"name":"A","language":"en","blocks":[
    {"id":"start","type":"start","next":"person"},
    {"id":"person","type":"transfer","branches":[]}]}"#;

/// Asks again after a minute without an answer.
const NUDGE: &str = r#"{"format":1,"name":"A","language":"en","blocks":[
    {"id":"start","type":"start","next":"menu"},
    {"id":"menu","type":"question","text":"What is it?","branches":[
        {"when":"button","title":"Nothing","next":"bye"},
        {"when":"else","next":"menu"},
        {"when":"no_answer","after_s":60,"next":"nudge"}]},
    {"id":"nudge","type":"message","text":"Are you there?","next":"menu"},
    {"id":"bye","type":"end"}]}"#;

/// What a test lets happen, with the second at which it happens.
#[derive(Clone, Copy)]
enum Happens<'a> {
    /// The widget is opened.
    Opens,
    /// The client writes.
    Writes(&'a str),
    /// The client presses a button of the question with this number, both counted from 1.
    Presses { question: u32, button: usize },
    /// The client presses a button that carries this.
    PressesForeign(&'a str),
    /// The program looks at its deadlines.
    Looks,
    /// Nobody looks at the deadlines before this is written.
    WritesUnlooked(&'a str),
    /// Somebody ends the dialog.
    Ends(domain::Ending),
}

/// The moment at which the dialogs of the tests begin.
const BEGIN: Timestamp = Timestamp::from_millis(1_700_000_000_000);

fn dialog() -> DialogId {
    DialogId::from_bytes([7; 16])
}

fn settings() -> Settings {
    Settings {
        busy_text: "Busy.".to_owned(),
        notify_s: 0,
        ..Settings::of(&ChatSettings::default(), Messenger::Web, Language::En)
    }
}

/// Lets things happen to a dialog of a script and shows what is to be done.
fn check(script: &str, story: &[(u32, Happens<'_>)], shown: Expect) {
    check_with(&settings(), script, story, shown);
}

fn check_with(settings: &Settings, script: &str, story: &[(u32, Happens<'_>)], shown: Expect) {
    let script = Script::read(script).expect("the test's own script is right");
    let staff = Staff::default();
    let context = Context {
        settings,
        script: &script,
        others: &[],
        staff: &staff,
        place: None,
        client_name: None,
    };
    let mut text = String::new();
    let mut session = Session::new(dialog(), BEGIN);
    for (second, happens) in story {
        let now = BEGIN.plus_seconds(*second);
        if !matches!(happens, Happens::WritesUnlooked(_)) {
            session = look(&context, session, now, &mut text);
        }
        session = happen(&context, session, *happens, now, &mut text);
    }
    let state = session.state();
    let waits: Vec<String> = session
        .deadlines()
        .map(|(kind, at)| format!("{kind:?} at {}", at.since(BEGIN).as_secs()))
        .collect();
    text += &format!("= {state} {}\n", waits.join(", "));
    shown.assert_eq(&text);
}

/// Brings deadlines up to date, as the program does before anything else happens.
fn look(context: &Context<'_>, mut session: Session, now: Timestamp, text: &mut String) -> Session {
    while let Some((deadline, time)) = session.next_deadline()
        && time <= now
    {
        let done = step(context, session, Event::Due, now);
        show(text, &format!("{deadline:?}"), &done);
        session = done.session;
    }
    session
}

fn happen(
    context: &Context<'_>,
    session: Session,
    happens: Happens<'_>,
    now: Timestamp,
    text: &mut String,
) -> Session {
    let pressed;
    let (name, event) = match happens {
        Happens::Opens => ("opens".to_owned(), Event::Opened),
        Happens::Writes(text) | Happens::WritesUnlooked(text) => {
            let payload = None;
            (
                format!("writes {text}"),
                Event::ClientMessage {
                    text,
                    payload,
                    file: false,
                },
            )
        }
        Happens::Presses { question, button } => {
            pressed = format!("{}.{question}.{}", dialog(), button - 1);
            let (text, payload) = ("title", Some(pressed.as_str()));
            let name = format!("presses {question}.{button}");
            (
                name,
                Event::ClientMessage {
                    text,
                    payload,
                    file: false,
                },
            )
        }
        Happens::PressesForeign(payload) => {
            let (text, payload) = ("title", Some(payload));
            (
                "presses".to_owned(),
                Event::ClientMessage {
                    text,
                    payload,
                    file: false,
                },
            )
        }
        Happens::Looks => return session,
        Happens::Ends(ending) => (format!("ends {ending}"), Event::End(ending)),
    };
    let done = step(context, session, event, now);
    show(text, &name, &done);
    done.session
}

fn show(text: &mut String, name: &str, done: &Step) {
    *text += &format!("{} {name}\n", done.at.since(BEGIN).as_secs());
    for effect in &done.effects {
        *text += &match effect {
            Effect::Say {
                kind,
                text,
                buttons,
            } => {
                let notice = if *kind == MessageKind::Notice {
                    "notice "
                } else {
                    ""
                };
                let buttons: Vec<String> = buttons
                    .iter()
                    .map(|button| {
                        let payload = button.payload.trim_start_matches(&dialog().to_string());
                        format!(" [{} {payload}]", button.title)
                    })
                    .collect();
                format!("    {notice}{text}{}\n", buttons.concat())
            }
            Effect::HandedOver { .. } => "    handed over\n".to_owned(),
            Effect::Queue { .. } => "    queued\n".to_owned(),
            Effect::Help => "    help\n".to_owned(),
            Effect::Unqueue(outcome) => format!("    waited: {outcome}\n"),
            Effect::Join { how, .. } => format!("    joined: {how}\n"),
            Effect::Leave(how) => format!("    left: {how}\n"),
            Effect::OpenTurn { first, goal_s, .. } => {
                let which = if *first { "first" } else { "next" };
                format!("    owes a {which} answer within {goal_s} s\n")
            }
            Effect::CloseTurn { response_ms } => match response_ms {
                Some(millis) => format!("    answered after {millis} ms\n"),
                None => "    never answered\n".to_owned(),
            },
            Effect::RatingAsked => "    rating asked\n".to_owned(),
            Effect::Rated(rating) => format!("    rated {rating}\n"),
            Effect::Commented(text) => format!("    comment: {text}\n"),
            Effect::ClientResult(solved) => format!("    solved: {solved}\n"),
            Effect::Unread => "    unread\n".to_owned(),
            Effect::OpensNext => "    opens the next\n".to_owned(),
            Effect::Close { ending, closed_by } => format!("    closed: {ending} by {closed_by}\n"),
            Effect::Log(note) => format!("    log: {note}\n"),
        };
    }
    let closes = done
        .effects
        .iter()
        .any(|effect| matches!(effect, Effect::Close { .. }));
    assert!(
        !closes || done.session.state() == DialogState::Closed,
        "a dialog that is said to be over is closed"
    );
}
