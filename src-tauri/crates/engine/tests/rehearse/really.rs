//! A rehearsal of the very script that ran goes the way the dialog went.

use std::sync::Arc;

use domain::{
    AuthorType, ChatId, ChatSettings, DialogId, ManualClock, RealEnd, RehearsedEnd, Timestamp,
};
use engine::{Engine, Pass, Plot, Requests, Venue, real_end, rehearse};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use script::Script;
use store::{
    DialogFilter, Inbound, Made, Message, Store, StoreError, TokenHash, Visitor, VisitorFacts,
};

use crate::{BEGIN, OWN};

/// Every way out of every block leads over a marker of its own, so that the markers a dialog recorded
/// tell which way it took.
const SCRIPT: &str = r#"{"format":1,"name":"A","language":"en",
  "settings":{"client_silence_s":300,"repeats":2},"blocks":[
    {"id":"start","type":"start","text":"Hello!","next":"menu"},
    {"id":"menu","type":"question","text":"What is it?","branches":[
        {"when":"words","words":["price"],"next":"m1"},
        {"when":"button","title":"Price","next":"m2"},
        {"when":"button","title":"Delivery","next":"m3"},
        {"when":"entity","entity":"number","next":"m4"},
        {"when":"file","next":"m5"},
        {"when":"else","next":"m6"},
        {"when":"no_answer","after_s":60,"next":"m7"}]},
    {"id":"m1","type":"marker","marker":"by words","next":"set"},
    {"id":"m2","type":"marker","marker":"price","next":"set"},
    {"id":"m3","type":"marker","marker":"delivery","next":"wait"},
    {"id":"m4","type":"marker","marker":"number","next":"set"},
    {"id":"m5","type":"marker","marker":"file","next":"person"},
    {"id":"m6","type":"marker","marker":"else","next":"menu"},
    {"id":"m7","type":"marker","marker":"nudged","next":"wait"},
    {"id":"wait","type":"pause","seconds":20,"next":"turns"},
    {"id":"turns","type":"in_order","branches":[{"next":"m8"},{"next":"m9"}]},
    {"id":"m8","type":"marker","marker":"first","next":"menu"},
    {"id":"m9","type":"marker","marker":"later","next":"lot"},
    {"id":"lot","type":"random","branches":[{"weight":2,"next":"m10"},{"next":"m11"}]},
    {"id":"m10","type":"marker","marker":"often","next":"name"},
    {"id":"m11","type":"marker","marker":"seldom","next":"menu"},
    {"id":"set","type":"set","values":[{"name":"times","is":"number","value":"{times} + 1"}],"next":"name"},
    {"id":"name","type":"question","text":"Your name?","save_to":"name","branches":[{"when":"else","next":"known"}]},
    {"id":"known","type":"condition","branches":[
        {"when":"any","tests":[{"left":"{name}","is":"contains","right":"ann"}],"next":"m12"},
        {"when":"else","next":"m13"}]},
    {"id":"m12","type":"marker","marker":"Ann","next":"end"},
    {"id":"m13","type":"marker","marker":"somebody","next":"person"},
    {"id":"person","type":"transfer","branches":[]},
    {"id":"end","type":"end"}]}"#;

/// What a client does.
#[derive(Debug, Clone, Copy)]
enum Act {
    Writes(&'static str),
    /// Presses the button of this number, if the question that waits offers it. A press that comes
    /// too late is ignored, and the record does not tell it from one that was in time.
    Presses(usize),
    SendsAFile,
}

struct Bot {
    _folder: tempfile::TempDir,
    store: Store,
    clock: Arc<ManualClock>,
    engine: Engine,
    chat: ChatId,
    visitor: Visitor,
}

impl Bot {
    async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path(), BEGIN).unwrap();
        let clock = Arc::new(ManualClock::at(BEGIN));
        let engine = Engine::new(store.clone(), Arc::clone(&clock) as _);
        let made = store.write(|w| {
            let main = w.keep_builtin_script("test", "test", SCRIPT, BEGIN)?;
            let mut settings = ChatSettings::default();
            settings.script.main = Some(main);
            let chat = ChatId::new(BEGIN);
            w.add_chat(chat, "Shop", &settings, &Made::by_program(BEGIN))?;
            let channel = w.add_web_channel(chat, "key", BEGIN)?;
            let facts = VisitorFacts::default();
            let visitor = w.add_visitor(channel, chat, TokenHash([1; 32]), &facts, BEGIN)?;
            Ok::<_, StoreError>((chat, visitor))
        });
        let (chat, visitor) = made.await.unwrap();
        Self {
            _folder: folder,
            store,
            clock,
            engine,
            chat,
            visitor,
        }
    }

    /// Lets everything happen until a moment, each thing at its time.
    async fn until(&self, moment: Timestamp) {
        for _ in 0..1000 {
            match self.engine.pass().await.unwrap() {
                Pass::More => {}
                Pass::Until(Some(next)) if next <= moment => self.clock.set(next),
                Pass::Until(_) => {
                    self.clock.set(moment);
                    if self.engine.pass().await.unwrap() != Pass::More {
                        return;
                    }
                }
            }
        }
        unreachable!("the engine turns in a circle");
    }

    async fn opens(&self, now: Timestamp) {
        let visitor = self.visitor;
        let facts = VisitorFacts::default();
        let visited = self
            .store
            .write(move |w| w.visit(&visitor, TokenHash([1; 32]), &facts, true, now));
        visited.await.map_err(|error: StoreError| error).unwrap();
        self.until(now).await;
    }

    async fn acts(&self, number: usize, act: Act, now: Timestamp) {
        let (visitor, client) = (self.visitor, self.visitor.client);
        let read = self.store.read(move |r| {
            Ok::<_, StoreError>((r.stream(client, 0, 10_000)?, r.open_dialog_of(client)?))
        });
        let (said, dialog) = read.await.unwrap();
        let by_bot = |message: &&Message| message.author_type == AuthorType::Bot;
        let last = said.iter().rev().find(by_bot);
        let waits = last.filter(|message| Some(message.dialog) == dialog);
        let pressed = match act {
            Act::Presses(button) => waits.and_then(|message| message.buttons.get(button)),
            Act::Writes(_) | Act::SendsAFile => None,
        };
        if matches!(act, Act::Presses(_)) && pressed.is_none() {
            return;
        }
        let file = matches!(act, Act::SendsAFile).then(|| {
            serde_json::from_value(serde_json::json!({
                "id": "00".repeat(32), "name": "a.pdf", "bytes": 1,
                "mime": "application/pdf", "is_picture": false,
            }))
            .unwrap()
        });
        let inbound = Inbound {
            remote_id: format!("message {number}"),
            text: match (act, pressed) {
                (Act::Writes(text), _) => text.to_owned(),
                (_, Some(button)) => button.title.clone(),
                _ => String::new(),
            },
            payload: pressed.map(|button| button.payload.clone()),
            attachment: file,
        };
        let received = self
            .store
            .write(move |w| w.receive(&visitor, &inbound, now));
        let _: store::Received = received.await.map_err(|error: StoreError| error).unwrap();
        self.until(now).await;
    }
}

/// A dialog of the bot alone: its id, how it went, and the markers it recorded and would have recorded.
type Compared = (DialogId, RealEnd, RehearsedEnd, Vec<String>, Vec<String>);

async fn live(opens: bool, acts: Vec<(u32, Act)>) -> Vec<Compared> {
    let bot = Bot::open().await;
    let mut now = BEGIN;
    if opens {
        bot.opens(now).await;
    }
    for (number, (gap, act)) in acts.into_iter().enumerate() {
        now = now.plus_seconds(gap);
        bot.until(now).await;
        bot.acts(number, act, now).await;
    }
    bot.until(now.plus_seconds(2 * 86_400)).await;

    let filter = DialogFilter::default();
    let read = bot.store.read(move |r| {
        let mut records = r.records(&filter, None, 1000)?;
        for record in &mut records {
            record.said = r.recorded_messages(record.id)?;
        }
        let marks = records.iter().map(|record| r.marks(record.id));
        let marks = marks.collect::<Result<Vec<_>, StoreError>>()?;
        Ok::<_, StoreError>((records, marks))
    });
    let (records, marks) = read.await.unwrap();
    let plot = Plot::of(OWN, Arc::new(Script::read(SCRIPT).unwrap()), Vec::new());
    let chat = bot.chat;
    let chat = bot.store.read(move |r| r.chat(chat)).await;
    let chat = chat.map_err(|error: StoreError| error).unwrap().unwrap();
    let compared = records.iter().zip(marks).map(|(record, marks)| {
        let venue = Venue::of(&chat.settings, record.messenger, plot.language());
        let rehearsed = rehearse(&plot, record, &venue, Requests::Failed);
        let markers = rehearsed.markers.iter();
        let markers = markers.map(|marker| plot.markers()[*marker as usize].clone());
        let recorded = marks.into_iter().map(|mark| mark.marker).collect();
        (
            record.id,
            real_end(record),
            rehearsed.ended,
            recorded,
            markers.collect(),
        )
    });
    compared.collect()
}

fn act() -> impl Strategy<Value = Act> {
    let texts = vec!["price", "Delivery", "what?", "5", "Ann", "ok", "the prices"];
    prop_oneof![
        4 => prop::sample::select(texts).prop_map(Act::Writes),
        4 => (0_usize..2).prop_map(Act::Presses),
        1 => Just(Act::SendsAFile),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn the_script_that_ran_takes_the_recorded_way_again(
        opens in any::<bool>(),
        acts in prop::collection::vec((prop::sample::select(vec![1_u32, 5, 19, 20, 21, 59, 60, 61, 299, 300, 301]), act()), 1..10),
    ) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        for (id, real, rehearsed, recorded, markers) in runtime.block_on(live(opens, acts)) {
            let expected = match real {
                RealEnd::Bot => RehearsedEnd::Bot,
                RealEnd::ClientLeft => RehearsedEnd::ClientLeft,
                RealEnd::NoOperator if rehearsed == RehearsedEnd::Lost => RehearsedEnd::Lost,
                RealEnd::NoOperator => RehearsedEnd::Operator,
                other => return Err(TestCaseError::fail(format!("{id} went {other}"))),
            };
            prop_assert_eq!(rehearsed, expected, "{}", id);
            prop_assert_eq!(markers, recorded, "{}", id);
        }
    }
}

#[tokio::test]
async fn a_dialog_as_long_as_they_come_is_compared_at_all() {
    let acts = vec![
        (5, Act::Presses(1)),
        (30, Act::Presses(1)),
        (61, Act::Writes("what?")),
        (5, Act::Writes("the prices")),
        (5, Act::Writes("Ann")),
    ];
    let compared = live(true, acts).await;
    let recorded: Vec<_> = compared
        .iter()
        .map(|(.., recorded, _)| recorded.len())
        .collect();
    assert!(
        recorded.iter().sum::<usize>() > 4,
        "it passes markers: {compared:?}"
    );
}
