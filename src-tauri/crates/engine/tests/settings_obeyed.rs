//! Every setting whose consumer is the engine changes the course of a dialog; one that is added and
//! obeyed by nobody fails here.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test that fails says where"
)]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

use domain::{
    ChatId, ChatSettings, Consumer, DialogId, DialogState, ManualClock, Messenger, OperatorId,
    OperatorInput, SETTINGS, ScriptId, Timestamp,
};
use engine::{Action, Context, Desk, Engine, Event, Follows, Pass, Session, Settings, Staff, step};
use language::Language;
use script::Script;
use serde_json::{Value, json};
use store::{Inbound, Made, Place, Store, StoreError, TokenHash, VisitorFacts};

/// The moment at which the dialogs begin: Tuesday 14 November 2023, 22:13:20 in UTC.
const BEGIN: Timestamp = Timestamp::from_millis(1_700_000_000_000);
const AFTER: ScriptId = ScriptId::from_bytes([3; 16]);
const ANNA: OperatorId = OperatorId::from_bytes([1; 16]);

/// Greets, asks, and ends when nothing is wanted.
const SHOP: &str = r#"{"format":1,"name":"A","language":"en","blocks":[
    {"id":"start","type":"start","text":"Hello!","next":"menu"},
    {"id":"menu","type":"question","text":"What is it?","branches":[
        {"when":"button","title":"Nothing","next":"bye"},
        {"when":"else","next":"pardon"}]},
    {"id":"pardon","type":"message","text":"Pardon?","next":"menu"},
    {"id":"bye","type":"end"}]}"#;
/// Hands over at once.
const HANDOVER: &str = r#"{"format":1,"name":"A","language":"en","blocks":[
    {"id":"start","type":"start","next":"person"},
    {"id":"person","type":"transfer","branches":[]}]}"#;
/// Runs after an ending.
const GOODBYE: &str = r#"{"format":1,"name":"B","language":"en","blocks":[
    {"id":"start","type":"start","text":"One more thing.","next":"bye"},
    {"id":"bye","type":"end"}]}"#;

/// What is let happen, with the second at which it happens; deadlines that are due come before.
type Story<'a> = &'a [(u32, Event<'a>)];

const HELLO: Event<'_> = Event::ClientMessage {
    text: "Hello?",
    payload: None,
    file: false,
};
const NOTHING: Event<'_> = Event::ClientMessage {
    text: "Nothing",
    payload: None,
    file: false,
};
/// Long after everything is over.
const AT_LAST: (u32, Event<'_>) = (8 * 24 * 3600, Event::Due);

/// The client is greeted, writes and falls silent.
const SILENCE: Story<'_> = &[(0, Event::Opened), (10, HELLO), AT_LAST];
/// The client needs nothing.
const BYE: Story<'_> = &[(0, Event::Opened), (10, NOTHING), (20, Event::Due)];
/// The client writes first.
const FIRST: Story<'_> = &[(0, HELLO)];
/// The client waits for somebody, and nobody comes.
const WAIT: Story<'_> = &[(0, HELLO), (5000, Event::Due)];
/// Anna comes, answers, is asked again, answers again and closes.
const ANSWERED: Story<'_> = &[
    (0, HELLO),
    (10, Event::Assigned(ANNA)),
    (20, Event::OperatorWrote),
    (30, HELLO),
    (40, Event::OperatorWrote),
    (50, Event::OperatorClosed),
];
/// Anna comes and does not answer.
const IDLE: Story<'_> = &[(0, HELLO), (10, Event::Assigned(ANNA)), (200, Event::Due)];

/// A setting, what holds beside it, its two values, and the story that goes another way.
struct Case {
    path: &'static str,
    beside: Value,
    values: [Value; 2],
    script: &'static str,
    story: Story<'static>,
}

fn case(
    path: &'static str,
    values: [Value; 2],
    script: &'static str,
    story: Story<'static>,
) -> Case {
    let beside = json!({});
    Case {
        path,
        beside,
        values,
        script,
        story,
    }
}

impl Case {
    fn beside(self, beside: Value) -> Self {
        Self { beside, ..self }
    }
}

fn cases() -> Vec<Case> {
    let null = Value::Null;
    let always = json!([{"from": "00:00", "to": "24:00"}]);
    let tuesday = json!({"tuesday": always});
    let weekend = json!({"saturday": always, "sunday": always});
    let only = |hours: &Value| json!({"general": {"time_zone": "UTC", "working_hours": hours}});
    let holiday = json!([{"first": "2023-11-14", "last": "2023-11-14", "name": "Day off"}]);
    let asked = json!({"feedback": {"ask": true}});
    let patient = json!({"script": {"client_silence_s": {"web": 0, "messengers": 0}}});
    let short = json!({"queue": {"operator_idle_s": 60}});
    let on_hours = json!({
        "general": {"time_zone": "UTC", "working_hours": {"tuesday": [{"from": "00:00", "to": "22:13"}]}},
    });
    let numbers = [json!(70), json!(90)];
    vec![
        case(
            "general.time_zone",
            [json!("UTC"), json!("Asia/Tokyo")],
            HANDOVER,
            WAIT,
        )
        .beside(only(&tuesday)),
        case(
            "general.working_hours",
            [null.clone(), weekend],
            HANDOVER,
            WAIT,
        ),
        case("general.holidays", [json!([]), holiday], HANDOVER, WAIT).beside(only(&tuesday)),
        case(
            "script.reply_to_first_message",
            [json!(true), json!(false)],
            SHOP,
            FIRST,
        ),
        case("script.after_bot", [null.clone(), json!(AFTER)], SHOP, BYE),
        case(
            "script.after_operator",
            [null.clone(), json!(AFTER)],
            HANDOVER,
            ANSWERED,
        ),
        case(
            "script.after_client_timeout",
            [null, json!(AFTER)],
            SHOP,
            SILENCE,
        ),
        case(
            "script.client_silence_s.web",
            numbers.clone(),
            SHOP,
            SILENCE,
        ),
        case(
            "script.client_silence_s.messengers",
            numbers.clone(),
            SHOP,
            SILENCE,
        ),
        case("script.lifetime_s.web", numbers.clone(), SHOP, SILENCE).beside(patient.clone()),
        case(
            "script.lifetime_s.messengers",
            numbers.clone(),
            SHOP,
            SILENCE,
        )
        .beside(patient),
        case("feedback.ask", [json!(false), json!(true)], SHOP, BYE),
        case("feedback.after_s", [json!(0), json!(60)], SHOP, SILENCE).beside(asked.clone()),
        case("feedback.scale", [json!("two"), json!("ten")], SHOP, BYE).beside(asked.clone()),
        case(
            "feedback.text",
            [json!(""), json!("How was it?")],
            SHOP,
            BYE,
        )
        .beside(asked),
        case(
            "feedback.ask_result",
            [json!(false), json!(true)],
            SHOP,
            BYE,
        ),
        case("queue.operator_idle_s", numbers.clone(), HANDOVER, IDLE),
        case(
            "queue.operator_idle_to",
            [json!("bot"), json!("queue")],
            HANDOVER,
            IDLE,
        )
        .beside(short),
        case("queue.time_s", numbers.clone(), HANDOVER, WAIT),
        case("queue.notify_min.web", [json!(1), json!(2)], HANDOVER, WAIT),
        case(
            "queue.notify_min.messengers",
            [json!(0), json!(2)],
            HANDOVER,
            WAIT,
        ),
        case(
            "queue.text",
            [json!(""), json!("Number {position}.")],
            HANDOVER,
            WAIT,
        ),
        case(
            "queue.busy_text",
            [json!(""), json!("Busy.")],
            HANDOVER,
            WAIT,
        ),
        case("service_level.first_s", numbers.clone(), HANDOVER, ANSWERED),
        case("service_level.next_s", numbers, HANDOVER, ANSWERED),
        case(
            "service_level.working_hours_only",
            [json!(false), json!(true)],
            HANDOVER,
            ANSWERED,
        )
        .beside(on_hours),
    ]
}

/// Settings that are obeyed where the store is at hand, each by a test of its own below.
const WITH_THE_STORE: [&str; 3] = ["script.main", "feedback.results", "prices"];

#[test]
fn each_setting_of_the_engine_changes_a_story() {
    let mut proven: BTreeSet<&str> = WITH_THE_STORE.into();
    for case in cases() {
        let messenger = match case.path.ends_with(".messengers") {
            true => Messenger::Telegram,
            false => Messenger::Web,
        };
        let [one, other] = &case.values;
        let lived = |value: &Value| live(&case, value, messenger);
        assert_ne!(lived(one), lived(other), "nobody obeys {}", case.path);
        assert_eq!(lived(one), lived(one), "{} leaves it to chance", case.path);
        proven.insert(case.path);
    }
    let of_engine = SETTINGS
        .iter()
        .filter(|setting| setting.consumer == Consumer::Engine)
        .map(|setting| setting.path);
    assert_eq!(
        proven,
        of_engine.collect(),
        "each setting of the engine needs a story, and each story a setting"
    );
}

#[test]
fn what_holds_for_one_kind_of_channel_leaves_the_other_alone() {
    for case in cases() {
        let [one, other] = &case.values;
        let elsewhere = match case.path.rsplit('.').next() {
            Some("messengers") => Messenger::Web,
            Some("web") => Messenger::Telegram,
            _ => continue,
        };
        let lived = |value: &Value| live(&case, value, elsewhere);
        assert_eq!(
            lived(one),
            lived(other),
            "{} reaches {elsewhere}",
            case.path
        );
    }
}

#[test]
fn a_dialog_that_goes_on_in_another_channel_lives_by_what_holds_there() {
    let (chat, script) = (ChatSettings::default(), Script::read(SHOP).unwrap());
    let staff = Staff::default();
    let [web, telegram] = [Messenger::Web, Messenger::Telegram]
        .map(|messenger| Settings::of(&chat, messenger, Language::En));
    let of = |settings| Context::of(settings, &script, &staff);
    let session = Session::new(DialogId::from_bytes([7; 16]), BEGIN);
    let greeted = step(&of(&web), session, Event::Opened, BEGIN);
    let ends = |session: &Session| session.next_deadline().map(|(_, at)| at);
    assert_eq!(ends(&greeted.session), Some(BEGIN.plus_seconds(900)));
    let later = BEGIN.plus_seconds(60);
    let moved = step(&of(&telegram), greeted.session, Event::Moved, later);
    assert_eq!(ends(&moved.session), Some(BEGIN.plus_seconds(86_400)));
    assert!(moved.effects.is_empty(), "{:?}", moved.effects);
}

/// A chat in which the setting at `path` has this value.
fn chat(beside: &Value, path: &str, value: &Value) -> ChatSettings {
    let mut chat = beside.clone();
    let (last, way) = path
        .rsplit_once('.')
        .map_or((path, ""), |(way, last)| (last, way));
    let section =
        way.split('.')
            .filter(|part| !part.is_empty())
            .fold(&mut chat, |section, part| {
                let object = section.as_object_mut().expect("a section is an object");
                object.entry(part).or_insert_with(|| json!({}))
            });
    section[last] = value.clone();
    serde_json::from_value(chat).expect("the test's own settings are right")
}

/// How the story goes.
fn live(case: &Case, value: &Value, messenger: Messenger) -> String {
    let chat = chat(&case.beside, case.path, value);
    let settings = Settings::of(&chat, messenger, Language::En);
    let [script, goodbye] = [case.script, GOODBYE]
        .map(|script| Script::read(script).expect("the test's own script is right"));
    let follows = Follows {
        id: AFTER,
        version: 1,
    };
    let staff = Staff {
        online: true,
        ..Staff::default()
    };
    let context = Context {
        others: &[(follows, &goodbye)],
        place: Some(Place {
            position: 3,
            wait_s: None,
        }),
        ..Context::of(&settings, &script, &staff)
    };
    let mut text = String::new();
    let mut session = Session::new(DialogId::from_bytes([7; 16]), BEGIN);
    for (second, event) in case.story {
        let now = BEGIN.plus_seconds(*second);
        // Each is found as soon as it is due.
        while let Some((deadline, at)) = session.next_deadline()
            && at <= now
        {
            let done = step(&context, session, Event::Due, at);
            writeln!(text, "{deadline:?} at {}: {:?}", at.millis(), done.effects).unwrap();
            session = done.session;
        }
        let done = step(&context, session, *event, now);
        writeln!(text, "{second}: {:?}", done.effects).unwrap();
        session = done.session;
    }
    text
}

/// A chat with a client who wrote in it, and an engine that took that.
struct World {
    store: Store,
    engine: Engine,
    dialog: DialogId,
    _folder: tempfile::TempDir,
}

impl World {
    async fn of(settings: impl FnOnce([ScriptId; 2]) -> ChatSettings) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path(), BEGIN).unwrap();
        let scripts = store.write(|w| {
            let one = w.keep_builtin_script("en", "A", SHOP, BEGIN)?;
            let other = w.keep_builtin_script("other", "B", HANDOVER, BEGIN)?;
            Ok::<_, StoreError>([one, other])
        });
        let settings = settings(scripts.await.unwrap());
        let client = store.write(move |w| {
            let chat = ChatId::new(BEGIN);
            w.add_chat(chat, "Orders", &settings, &Made::by_program(BEGIN))?;
            let channel = w.add_web_channel(chat, "key", BEGIN)?;
            let (token, facts) = (TokenHash([7; 32]), VisitorFacts::default());
            let visitor = w.add_visitor(channel, chat, token, &facts, BEGIN)?;
            let hello = Inbound {
                remote_id: "1".to_owned(),
                text: "Hello?".to_owned(),
                payload: None,
                attachment: None,
            };
            w.receive(&visitor, &hello, BEGIN)?;
            w.open_dialog_of(visitor.client)
        });
        let dialog = client.await.unwrap().unwrap();
        let clock = Arc::new(ManualClock::at(BEGIN));
        let engine = Engine::new(store.clone(), clock);
        while engine.pass().await.unwrap() == Pass::More {}
        Self {
            store,
            engine,
            dialog,
            _folder: folder,
        }
    }

    async fn row(&self) -> store::DialogRow {
        let dialog = self.dialog;
        let row: Result<_, StoreError> = self.store.read(move |r| r.dialog(dialog)).await;
        row.unwrap().unwrap()
    }
}

#[tokio::test]
async fn a_dialog_follows_the_script_of_its_chat() {
    let said = async |which: usize| {
        let world = World::of(|scripts| {
            let mut chat = ChatSettings::default();
            chat.script.main = Some(scripts[which]);
            chat
        });
        world.await.row().await.state
    };
    assert_eq!(said(0).await, DialogState::Bot);
    assert_eq!(said(1).await, DialogState::Queued);
}

#[tokio::test]
async fn an_operator_closes_with_the_results_of_the_chat() {
    let closes = async |results: &[&str]| {
        let results = results.iter().map(|result| (*result).to_owned()).collect();
        let world = World::of(|_| {
            let mut chat = ChatSettings::default();
            chat.feedback.results = results;
            chat
        });
        let world = world.await;
        let input: OperatorInput = serde_json::from_value(json!({"name": "Anna"})).unwrap();
        let added: Result<_, StoreError> = world
            .store
            .write(move |w| w.add_operator(ANNA, &input, BEGIN))
            .await;
        added.unwrap();
        let desk = Desk::of(world.engine.clone());
        let take = Action::Take { over: None };
        desk.act(world.dialog, ANNA, take).await.unwrap();
        let close = Action::Close {
            result: Some("Solved".to_owned()),
        };
        desk.act(world.dialog, ANNA, close).await.is_ok()
    };
    assert!(closes(&["Solved"]).await);
    assert!(!closes(&["Sold"]).await);
}

#[tokio::test]
async fn a_dialog_costs_what_the_price_list_says() {
    let costs = async |prices: Value| {
        let world = World::of(|_| ChatSettings {
            prices: serde_json::from_value(prices).unwrap(),
            ..ChatSettings::default()
        });
        world.await.row().await.cost.millionths()
    };
    assert_eq!(costs(json!([])).await, 0);
    let list = json!([{"from": "2023-01-01", "currency": "EUR", "dialog": 5,
        "channels": {"web": {"bot": 100, "client": 1000}}}]);
    // The fee, what the client wrote, the greeting, the answer to it and the question.
    assert_eq!(costs(list).await, 5 + 1000 + 3 * 100);
}
