//! Rehearsing scripts on dialogs that are over.

#![allow(clippy::unwrap_used, reason = "a test that fails says where")]

mod figures;
mod really;

use std::sync::Arc;

use domain::{
    AuthorType, ChatId, ChatSettings, DialogId, Ending, MessageId, MessageKind, Messenger, RealEnd,
    RehearsedEnd, ScriptId, StartedBy, Timestamp,
};
use engine::{Plot, Rehearsed, Requests, Venue, real_end, rehearse};
use proptest::prelude::*;
use script::Script;
use serde_json::{Value, json};
use store::{RecordedDialog, RecordedMessage};

use Line::{Asked, Bot, File, Operator, Press, Text};
use RehearsedEnd::{ClientLeft, Lost};

const BEGIN: Timestamp = Timestamp::from_millis(1_795_413_600_000);
const OWN: ScriptId = ScriptId::from_bytes([1; 16]);
const OTHER: ScriptId = ScriptId::from_bytes([2; 16]);
const GONE: ScriptId = ScriptId::from_bytes([3; 16]);

/// A line of a recorded dialog.
#[derive(Debug, Clone, Copy)]
enum Line<'a> {
    Text(&'a str),
    Press(&'a str),
    File,
    Bot,
    Operator,
    /// The client is asked how it was.
    Asked,
}

fn record(started_by: StartedBy, lines: &[(u32, Line<'_>)]) -> RecordedDialog {
    let said = lines.iter().zip(0_u8..).map(|((second, line), number)| {
        let (author, kind, text) = match line {
            Text(text) => (AuthorType::Client, MessageKind::Text, *text),
            Press(title) => (AuthorType::Client, MessageKind::Postback, *title),
            File => (AuthorType::Client, MessageKind::File, ""),
            Bot => (AuthorType::Bot, MessageKind::Text, ""),
            Operator => (AuthorType::Operator, MessageKind::Text, ""),
            Asked => (AuthorType::System, MessageKind::RatingRequest, ""),
        };
        RecordedMessage {
            id: MessageId::with_random(BEGIN, [number; 10]),
            at: BEGIN.plus_seconds(*second),
            author,
            kind,
            text: text.to_owned(),
        }
    });
    RecordedDialog {
        id: DialogId::from_bytes([7; 16]),
        created_at: BEGIN,
        chat: ChatId::from_bytes([8; 16]),
        messenger: Messenger::Web,
        started_by,
        client_name: Some("Maja".to_owned()),
        client_phone: None,
        first_page: None,
        ending: Some(Ending::BotEnded),
        handed_over: false,
        served: false,
        said: said.collect(),
    }
}

fn script(blocks: &Value) -> Arc<Script> {
    let settings = json!({ "repeats": 1, "client_silence_s": 600 });
    let file = json!({
        "format": 1, "name": "A", "language": "en", "settings": settings, "blocks": blocks,
    });
    Arc::new(Script::read(&file.to_string()).unwrap())
}

/// Asks for an order or a person, and once more when it does not understand.
fn shop() -> Arc<Script> {
    script(&json!([
        { "id": "start", "type": "start", "text": "Hello!", "next": "menu" },
        { "id": "menu", "type": "question", "text": "What is it?", "branches": [
            { "when": "words", "words": ["delivery"], "next": "delivery" },
            { "when": "button", "title": "Delivery", "next": "pressed" },
            { "when": "button", "title": "A person", "next": "person" },
            { "when": "file", "next": "thanks" },
            { "when": "else", "next": "pardon" },
            { "when": "no_answer", "after_s": 120, "next": "nudge" },
        ]},
        { "id": "delivery", "type": "marker", "marker": "delivery", "next": "tell" },
        { "id": "pressed", "type": "marker", "marker": "pressed", "next": "tell" },
        { "id": "tell", "type": "message", "text": "Two days.", "next": "end" },
        { "id": "thanks", "type": "message", "text": "Thanks.", "next": "end" },
        { "id": "pardon", "type": "message", "text": "Pardon?", "next": "menu" },
        { "id": "nudge", "type": "marker", "marker": "nudged", "next": "menu" },
        { "id": "person", "type": "transfer", "branches": [] },
        { "id": "end", "type": "end" },
    ]))
}

fn plot(script: &Arc<Script>) -> Plot {
    Plot::of(OWN, Arc::clone(script), Vec::new())
}

fn venue(settings: Value) -> Venue {
    let chat: ChatSettings = serde_json::from_value(settings).unwrap();
    Venue::of(&chat, Messenger::Web, domain::Language::En)
}

fn play(plot: &Plot, dialog: &RecordedDialog) -> Rehearsed {
    rehearse(plot, dialog, &venue(json!({})), Requests::Answered)
}

fn path(plot: &Plot, rehearsed: &Rehearsed) -> String {
    let blocks = rehearsed.path.iter();
    let blocks = blocks.map(|number| plot.blocks()[*number as usize].block.to_string());
    blocks.collect::<Vec<_>>().join(" ")
}

/// What is shown, who began, what was said when; how it ends, which way it takes, and how often the
/// client is not understood.
type Case<'a> = (
    &'a str,
    StartedBy,
    &'a [(u32, Line<'a>)],
    RehearsedEnd,
    &'a str,
    usize,
);

#[test]
fn a_script_answers_anew_what_the_client_said() {
    use StartedBy::{Bot as ByBot, Client as ByClient};
    let plot = plot(&shop());
    let nothing = "x";
    let cases: [Case<'_>; 16] = [
        (
            "a button that is offered is pressed, whatever its words mean",
            ByBot,
            &[(0, Bot), (9, Press("Delivery"))],
            RehearsedEnd::Bot,
            "start menu pressed tell end",
            0,
        ),
        (
            "what is written is understood",
            ByBot,
            &[(9, Text("my delivery?"))],
            RehearsedEnd::Bot,
            "start menu delivery tell end",
            0,
        ),
        (
            "a button that is not offered is what stands on it",
            ByBot,
            &[(9, Press("Deliveries"))],
            RehearsedEnd::Bot,
            "start menu delivery tell end",
            0,
        ),
        (
            "what comes after the end is heard by nobody",
            ByBot,
            &[
                (9, Press("Delivery")),
                (20, Text(nothing)),
                (30, Text(nothing)),
            ],
            RehearsedEnd::Bot,
            "start menu pressed tell end",
            0,
        ),
        (
            "a handover ends it",
            ByBot,
            &[(9, Press("a person")), (20, Operator), (30, Text(nothing))],
            RehearsedEnd::Operator,
            "start menu person",
            0,
        ),
        (
            "a file is a file",
            ByBot,
            &[(9, File)],
            RehearsedEnd::Bot,
            "start menu thanks end",
            0,
        ),
        (
            "the first words are answered where the client began",
            ByClient,
            &[(0, Text("delivery"))],
            RehearsedEnd::Bot,
            "start menu delivery tell end",
            0,
        ),
        (
            "what is not understood is counted",
            ByBot,
            &[(9, Text(nothing)), (20, Text("delivery"))],
            RehearsedEnd::Bot,
            "start menu pardon menu delivery tell end",
            1,
        ),
        (
            "who is silent is asked again, and then has left",
            ByBot,
            &[(0, Bot)],
            // The second question is one more than is allowed, and its answer for all else leads
            // back to it.
            Lost,
            "start menu nudge menu nudge menu pardon menu",
            0,
        ),
        (
            "an answer after the script's own time comes to the next question",
            ByBot,
            &[(121, Press("Delivery"))],
            RehearsedEnd::Bot,
            "start menu nudge menu pressed tell end",
            0,
        ),
        (
            "an answer at the last moment comes too late",
            ByBot,
            &[(120, Press("Delivery"))],
            RehearsedEnd::Bot,
            "start menu nudge menu pressed tell end",
            0,
        ),
        (
            "who is not understood too often loses the script its way",
            ByBot,
            &[(1, Text("x")), (2, Text("y")), (3, Text("z"))],
            Lost,
            "start menu pardon menu pardon menu",
            2,
        ),
        (
            "a rating at the end is not fed to the script",
            ByBot,
            &[
                (1, Text("x")),
                (2, Bot),
                (3, Asked),
                (4, Press("5")),
                (5, Text("so so")),
            ],
            Lost,
            "start menu pardon menu nudge menu",
            1,
        ),
        (
            "a rating between is not fed, what else is said then is",
            ByBot,
            &[
                (1, Asked),
                (2, Press("5")),
                (3, Text("4/5")),
                (4, Text("delivery")),
                (5, Bot),
            ],
            RehearsedEnd::Bot,
            "start menu delivery tell end",
            0,
        ),
        (
            "what is said after the bot went on is fed again",
            ByBot,
            &[(1, Asked), (2, Bot), (3, Text("5")), (4, Text("delivery"))],
            RehearsedEnd::Bot,
            "start menu pardon menu delivery tell end",
            1,
        ),
        (
            "a dialog in which nothing was said",
            ByClient,
            &[],
            ClientLeft,
            "",
            0,
        ),
    ];
    for (case, started_by, lines, ended, expected, elses) in cases {
        let rehearsed = play(&plot, &record(started_by, lines));
        let went = (rehearsed.ended, path(&plot, &rehearsed));
        assert_eq!(went, (ended, expected.to_owned()), "{case}");
        assert_eq!(rehearsed.misunderstood.len(), elses, "{case}");
    }
}

#[test]
fn the_limits_of_the_chat_and_of_the_script_are_kept() {
    let asking = script(&json!([
        { "id": "start", "type": "start", "next": "ask" },
        { "id": "ask", "type": "question", "text": "Your name?", "branches": [{ "when": "else", "next": "end" }] },
        { "id": "end", "type": "end" },
    ]));
    let plot = plot(&asking);
    let after = |second| record(StartedBy::Bot, &[(second, Text("Ann"))]);
    let lasting = |lifetime: u32| json!({ "script": { "lifetime_s": { "web": lifetime, "messengers": lifetime } } });
    for (lifetime, second, ended) in [
        (3600, 599, RehearsedEnd::Bot),
        // The script's own limit is 600 seconds.
        (3600, 600, ClientLeft),
        (300, 299, RehearsedEnd::Bot),
        (300, 300, ClientLeft),
    ] {
        let venue = venue(lasting(lifetime));
        let rehearsed = rehearse(&plot, &after(second), &venue, Requests::Answered);
        assert_eq!(rehearsed.ended, ended, "{lifetime} s, after {second} s");
    }
}

#[test]
fn a_chat_may_leave_the_first_words_unanswered() {
    let plot = plot(&shop());
    let dialog = record(
        StartedBy::Client,
        &[(0, Text("delivery")), (9, Press("A person"))],
    );
    let greets_only = venue(json!({ "script": { "reply_to_first_message": false } }));
    let rehearsed = rehearse(&plot, &dialog, &greets_only, Requests::Answered);
    assert_eq!(path(&plot, &rehearsed), "start menu person");
}

#[test]
fn a_pause_goes_on_by_itself_and_what_is_said_meanwhile_is_heard_by_nobody() {
    let plot = plot(&script(&json!([
        { "id": "start", "type": "start", "next": "wait" },
        { "id": "wait", "type": "pause", "seconds": 60, "next": "ask" },
        { "id": "ask", "type": "question", "text": "Your name?", "branches": [{ "when": "else", "next": "end" }] },
        { "id": "end", "type": "end" },
    ])));
    let silent = record(StartedBy::Bot, &[(59, Text("hello?"))]);
    assert_eq!(play(&plot, &silent).ended, ClientLeft);
    assert_eq!(path(&plot, &play(&plot, &silent)), "start wait ask");
    let answers = record(StartedBy::Bot, &[(59, Text("hello?")), (61, Text("Ann"))]);
    assert_eq!(play(&plot, &answers).ended, RehearsedEnd::Bot);
}

#[test]
fn servers_and_models_are_not_asked_but_taken_to_answer_or_not() {
    let plot = plot(&script(&json!([
        { "id": "start", "type": "start", "next": "look" },
        { "id": "look", "type": "request", "url": "https://shop.example/", "branches": [
            { "when": "status", "status": 404, "next": "sorry" },
            { "when": "ok", "next": "model" },
            { "when": "failed", "next": "sorry" },
        ], "save": [
            { "from": "/order/status", "to": "status" },
            { "from": "/order/items/0/a~1b", "to": "item" },
            { "from": "", "to": "all" },
        ]},
        { "id": "model", "type": "ai", "service": "helper", "instructions": "Be kind.", "branches": [
            { "when": "answered", "next": "coupon" }, { "when": "failed", "next": "sorry" },
        ]},
        { "id": "coupon", "type": "request", "url": "https://shop.example/", "branches": [
            { "when": "status", "status": 201, "next": "end" }, { "when": "failed", "next": "sorry" },
        ]},
        { "id": "sorry", "type": "message", "text": "Sorry.", "next": "end" },
        { "id": "end", "type": "end" },
    ])));
    let dialog = record(StartedBy::Bot, &[(5, Text("hello"))]);
    let venue = venue(json!({}));
    for (requests, expected) in [
        (Requests::Answered, "start look model coupon end"),
        (Requests::Failed, "start look sorry end"),
    ] {
        let rehearsed = rehearse(&plot, &dialog, &venue, requests);
        assert_eq!(path(&plot, &rehearsed), expected);
    }
}

#[test]
fn a_script_goes_on_in_the_scripts_it_leads_to() {
    let first = |to: ScriptId| {
        script(&json!([
            { "id": "start", "type": "start", "next": "on" },
            { "id": "on", "type": "script", "script": to, "next": "end" },
            { "id": "end", "type": "end" },
        ]))
    };
    let second = script(&json!([
        { "id": "start", "type": "start", "next": "was" },
        { "id": "was", "type": "marker", "marker": "was here", "next": "end" },
        { "id": "end", "type": "end" },
    ]));
    let dialog = record(StartedBy::Bot, &[(5, Text("hello"))]);
    let leads_to = |script| vec![(OTHER, script)];

    let plot = Plot::of(OWN, first(OTHER), leads_to(Arc::clone(&second)));
    let rehearsed = play(&plot, &dialog);
    assert_eq!(path(&plot, &rehearsed), "start on start was end");
    let scripts = rehearsed.path.iter();
    let scripts: Vec<_> = scripts
        .map(|number| plot.blocks()[*number as usize].script)
        .collect();
    assert_eq!(scripts, [None, None, Some(OTHER), Some(OTHER), Some(OTHER)]);
    assert_eq!(rehearsed.markers, [0]);
    assert_eq!(plot.markers(), ["was here"]);

    let plot = Plot::of(OWN, first(GONE), Vec::new());
    assert_eq!(
        path(&plot, &play(&plot, &dialog)),
        "start on end",
        "one that is gone"
    );

    let plot = Plot::of(OWN, first(OTHER), leads_to(first(OWN)));
    let rehearsed = play(&plot, &dialog);
    assert_eq!(
        rehearsed.ended, Lost,
        "two that lead to each other come to rest"
    );
}

#[test]
fn working_hours_are_those_of_the_time() {
    let plot = plot(&script(&json!([
        { "id": "start", "type": "start", "next": "hours" },
        { "id": "hours", "type": "condition", "branches": [
            { "when": "open", "next": "person" }, { "when": "else", "next": "end" },
        ]},
        { "id": "person", "type": "transfer", "branches": [] },
        { "id": "end", "type": "end" },
    ])));
    let dialog = record(StartedBy::Bot, &[(5, Text("hello"))]);
    // It begins on a Monday at 6:00 UTC.
    for (hours, ended) in [
        ("05:00", RehearsedEnd::Operator),
        ("07:00", RehearsedEnd::Bot),
    ] {
        let venue = venue(json!({ "general": {
            "time_zone": "UTC",
            "working_hours": { "monday": [{ "from": hours, "to": "18:00" }] },
        }}));
        let rehearsed = rehearse(&plot, &dialog, &venue, Requests::Answered);
        assert_eq!(rehearsed.ended, ended, "open from {hours}");
    }
}

#[test]
fn what_was_said_so_far_can_be_asked_for() {
    let plot = plot(&script(&json!([
        { "id": "start", "type": "start", "text": "Hello!", "next": "ask" },
        { "id": "ask", "type": "question", "text": "Your name?", "branches": [{ "when": "else", "next": "look" }] },
        { "id": "look", "type": "condition", "branches": [
            { "when": "all", "tests": [{
                "left": "{dialog}", "is": "equal", "right": "Bot: Hello!\nBot: Your name?\nClient: Ann",
            }], "next": "person" },
            { "when": "else", "next": "end" },
        ]},
        { "id": "person", "type": "transfer", "branches": [] },
        { "id": "end", "type": "end" },
    ])));
    let dialog = record(StartedBy::Bot, &[(5, Text("Ann"))]);
    assert_eq!(play(&plot, &dialog).ended, RehearsedEnd::Operator);
}

#[test]
fn how_a_dialog_really_went_is_told_by_who_was_in_it_and_why_it_ended() {
    let dialog = record(StartedBy::Bot, &[]);
    for (served, handed_over, ending, ended) in [
        (true, true, Some(Ending::ClientTimeout), RealEnd::Operator),
        (true, false, Some(Ending::BotEnded), RealEnd::Operator),
        (
            false,
            true,
            Some(Ending::ClientTimeout),
            RealEnd::NoOperator,
        ),
        (false, false, Some(Ending::QueueTime), RealEnd::NoOperator),
        (
            false,
            false,
            Some(Ending::OperatorClosed),
            RealEnd::Operator,
        ),
        (false, false, Some(Ending::BotEnded), RealEnd::Bot),
        (
            false,
            false,
            Some(Ending::ClientTimeout),
            RealEnd::ClientLeft,
        ),
        (false, false, Some(Ending::Lifetime), RealEnd::ClientLeft),
        (false, false, Some(Ending::ClientLeft), RealEnd::ClientLeft),
        (false, false, Some(Ending::Spam), RealEnd::Other),
        (false, false, Some(Ending::Administrator), RealEnd::Other),
        (false, false, None, RealEnd::Other),
    ] {
        let dialog = RecordedDialog {
            served,
            handed_over,
            ending,
            ..dialog.clone()
        };
        assert_eq!(real_end(&dialog), ended, "{ending:?}");
    }
}

fn line() -> impl Strategy<Value = Line<'static>> {
    prop_oneof![
        prop::sample::select(vec!["delivery", "x", "", "5", "спасибо", "A person"]).prop_map(Text),
        prop::sample::select(vec!["Delivery", "A person", "gone", ""]).prop_map(Press),
        Just(File),
        Just(Bot),
        Just(Operator),
        Just(Asked),
    ]
}

proptest! {
    #[test]
    fn every_rehearsal_comes_to_an_end_and_again_to_the_same(
        started_by in prop::sample::select(vec![StartedBy::Bot, StartedBy::Client]),
        lines in prop::collection::vec((-5_i64..700, line()), 0..20),
        limits in prop::sample::select(vec![0_u32, 60, 3600]),
    ) {
        let mut second = 0_i64;
        // Times that do not rise are no reason to break.
        let lines: Vec<_> = lines.into_iter().map(|(gap, line)| {
            second = (second + gap).max(0);
            (u32::try_from(second).unwrap(), line)
        }).collect();
        let plot = plot(&shop());
        let venue = venue(json!({ "script": {
            "client_silence_s": { "web": limits, "messengers": limits },
            "lifetime_s": { "web": limits.max(60), "messengers": limits.max(60) },
        }}));
        let dialog = record(started_by, &lines);
        let first = rehearse(&plot, &dialog, &venue, Requests::Answered);
        let again = rehearse(&plot, &dialog, &venue, Requests::Answered);
        prop_assert_eq!(first, again);
    }
}
