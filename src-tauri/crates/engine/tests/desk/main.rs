//! What concerns several dialogs, and what operators do in them, over a real store.

#![allow(clippy::unwrap_used, reason = "a test that fails says where")]

mod absent;
mod scripts;

use std::sync::Arc;

use domain::{
    ChatId, ChatSettings, DialogId, DialogState, ManualClock, OperatorId, OperatorInput, Presence,
    Timestamp,
};
use engine::{Action, Desk, Engine, Pass, Refused};
use store::{Inbound, Made, Store, StoreError, TokenHash, Visitor, VisitorFacts};
use tempfile::TempDir;

const BEGIN: Timestamp = Timestamp::from_millis(1_795_413_600_000);
const HANDOVER: &str = r#"{"format":1,"name":"A","language":"en","blocks":[
    {"id":"start","type":"start","next":"person"},
    {"id":"person","type":"transfer","branches":[]}]}"#;

struct Centre {
    _folder: TempDir,
    store: Store,
    clock: Arc<ManualClock>,
    engine: Engine,
    desk: Desk,
    chat: ChatId,
    visitors: Vec<Visitor>,
    operators: Vec<OperatorId>,
}

impl Centre {
    /// A chat that hands over at once, with so many clients, and operators with these limits.
    async fn open(settings: serde_json::Value, clients: u8, limits: &[u32]) -> Self {
        Self::with_script(HANDOVER, settings, clients, limits).await
    }

    /// A chat with a script.
    async fn with_script(
        script: &'static str,
        settings: serde_json::Value,
        clients: u8,
        limits: &[u32],
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path(), BEGIN).unwrap();
        let clock = Arc::new(ManualClock::at(BEGIN));
        let engine = Engine::new(store.clone(), Arc::clone(&clock) as _);
        let limits = limits.to_vec();
        let made = store.write(move |w| {
            let main = w.keep_builtin_script("test", "test", script, BEGIN)?;
            let mut settings: ChatSettings = serde_json::from_value(settings).unwrap();
            settings.script.main = Some(main);
            let chat = ChatId::new(BEGIN);
            w.add_chat(chat, "Shop", &settings, &Made::by_program(BEGIN))?;
            let channel = w.add_web_channel(chat, "key", BEGIN)?;
            let mut visitors = Vec::new();
            for number in 0..clients {
                let facts = VisitorFacts::default();
                visitors.push(w.add_visitor(
                    channel,
                    chat,
                    TokenHash([number; 32]),
                    &facts,
                    BEGIN,
                )?);
            }
            let mut operators = Vec::new();
            for (number, dialogs_max) in limits.into_iter().enumerate() {
                let id = OperatorId::new(BEGIN);
                let input = OperatorInput {
                    name: format!("Operator {number}"),
                    picture: None,
                    dialogs_max,
                    groups: Vec::new(),
                    working_hours: None,
                    time_zone: None,
                };
                w.add_operator(id, &input, BEGIN)?;
                operators.push(id);
            }
            Ok::<_, StoreError>((chat, visitors, operators))
        });
        let (chat, visitors, operators) = made.await.unwrap();
        Self {
            _folder: folder,
            desk: Desk::of(engine.clone()),
            store,
            clock,
            engine,
            chat,
            visitors,
            operators,
        }
    }

    /// Lets everything happen until a second, each thing at its time.
    async fn until(&self, second: u32) {
        let target = BEGIN.plus_seconds(second);
        for _ in 0..1000 {
            match self.engine.pass().await.unwrap() {
                Pass::More => {}
                Pass::Until(Some(next)) if next <= target => self.clock.set(next),
                Pass::Until(_) => {
                    self.clock.set(target);
                    if self.engine.pass().await.unwrap() != Pass::More {
                        return;
                    }
                }
            }
        }
        unreachable!("the engine turns in a circle");
    }

    /// A client's message, handled; gives its dialog.
    async fn writes(&self, client: usize, remote_id: &str) -> DialogId {
        self.says(client, remote_id, "Hello").await
    }

    /// A client's message with these words, handled; gives its dialog.
    async fn says(&self, client: usize, remote_id: &str, text: &str) -> DialogId {
        let (visitor, remote_id) = (self.visitors[client], remote_id.to_owned());
        let now = domain::Clock::now(&*self.clock);
        let inbound = Inbound {
            remote_id,
            text: text.to_owned(),
            payload: None,
            attachment: None,
        };
        let received = self
            .store
            .write(move |w| w.receive(&visitor, &inbound, now));
        received.await.map_err(|error: StoreError| error).unwrap();
        while self.engine.pass().await.unwrap() == Pass::More {}
        let client = visitor.client;
        let conversation = self.store.read(move |r| r.conversation(client)).await;
        conversation
            .map_err(|error: StoreError| error)
            .unwrap()
            .dialog
            .unwrap()
            .0
    }

    async fn online(&self, operator: usize, lease_s: u32) {
        let operator = self.operators[operator];
        self.desk
            .presence(operator, Presence::Online, lease_s)
            .await
            .unwrap();
    }

    async fn does(&self, operator: usize, dialog: DialogId, action: Action) -> Result<(), Refused> {
        self.desk
            .act(dialog, self.operators[operator], action)
            .await
            .map(drop)
    }

    /// Which operator holds it, and where it stands.
    async fn stands(&self, dialog: DialogId) -> (Option<usize>, DialogState) {
        let read = self.store.read(move |r| {
            let state = r.dialog(dialog)?.unwrap().state;
            Ok::<_, StoreError>((r.holder(dialog)?, state))
        });
        let (holder, state) = read.await.unwrap();
        let holder = holder.and_then(|holder| {
            self.operators
                .iter()
                .position(|operator| *operator == holder.operator)
        });
        (holder, state)
    }
}

fn take() -> Action {
    Action::Take { over: None }
}

fn write(key: &str) -> Action {
    Action::Write {
        text: "Here I am".to_owned(),
        files: Vec::new(),
        key: key.to_owned(),
    }
}

fn close(result: Option<&str>) -> Action {
    Action::Close {
        result: result.map(ToOwned::to_owned),
    }
}

#[tokio::test]
async fn rule_02_the_one_with_the_fewest_dialogs_gets_it_and_nobody_more_than_their_limit() {
    let centre = Centre::open(serde_json::json!({}), 4, &[1, 2]).await;
    centre.online(0, 3600).await;
    centre.online(1, 3600).await;
    let mut dialogs = Vec::new();
    for client in 0..4 {
        dialogs.push(centre.writes(client, "1").await);
    }
    let mut holders = Vec::new();
    for dialog in &dialogs {
        holders.push(centre.stands(*dialog).await.0);
    }
    holders.sort_unstable();
    assert_eq!(holders, [None, Some(0), Some(1), Some(1)]);
    assert_eq!(
        centre.stands(dialogs[3]).await,
        (None, DialogState::Queued),
        "the last one waits"
    );
    let (held, _) = centre.stands(dialogs[0]).await;
    centre
        .does(held.unwrap(), dialogs[0], close(None))
        .await
        .unwrap();
    assert_eq!(
        centre.stands(dialogs[3]).await,
        (held, DialogState::Operator)
    );
}

#[tokio::test]
async fn rule_10_the_operator_must_say_one_of_the_results() {
    let feedback =
        serde_json::json!({"feedback": {"ask_result": true, "results": ["Sold", "Lost"]}});
    let centre = Centre::open(feedback, 1, &[0]).await;
    centre.online(0, 3600).await;
    let dialog = centre.writes(0, "1").await;
    let refused = centre.does(0, dialog, close(None)).await.unwrap_err();
    assert!(
        matches!(refused, Refused::ResultRequired { .. }),
        "{refused}"
    );
    let refused = centre
        .does(0, dialog, close(Some("Won")))
        .await
        .unwrap_err();
    assert!(
        matches!(refused, Refused::UnknownResult { .. }),
        "{refused}"
    );
    centre.does(0, dialog, close(Some("Sold"))).await.unwrap();
    assert_eq!(centre.stands(dialog).await, (None, DialogState::Closed));
    let refused = centre.does(0, dialog, take()).await.unwrap_err();
    assert!(matches!(refused, Refused::Closed), "{refused}");
}

#[tokio::test]
async fn rule_11_what_is_written_after_the_end_opens_the_next_dialog() {
    let centre = Centre::open(serde_json::json!({}), 1, &[0]).await;
    let first = centre.writes(0, "1").await;
    centre.until(300).await;
    assert_eq!(centre.stands(first).await.1, DialogState::Closed);
    let second = centre.writes(0, "2").await;
    assert_ne!(second, first);
    assert_eq!(centre.stands(second).await.1, DialogState::Queued);
}

#[tokio::test]
async fn rule_13_whose_lease_runs_out_gets_nothing_new_and_loses_what_they_do_not_answer() {
    let idle = serde_json::json!({"queue": {"operator_idle_to": "queue", "time_s": 0}});
    let centre = Centre::open(idle, 2, &[0]).await;
    centre.online(0, 60).await;
    let held = centre.writes(0, "1").await;
    assert_eq!(centre.stands(held).await.0, Some(0));
    centre.until(60).await;
    let waits = centre.writes(1, "1").await;
    assert_eq!(centre.stands(waits).await, (None, DialogState::Queued));
    centre.until(359).await;
    assert_eq!(centre.stands(held).await.0, Some(0));
    centre.until(360).await;
    assert_eq!(centre.stands(held).await, (None, DialogState::Queued));
}

#[tokio::test]
async fn rule_16_taking_is_compare_and_set_and_who_lost_learns_who_has_it() {
    let centre = Centre::open(serde_json::json!({}), 1, &[0, 0]).await;
    let dialog = centre.writes(0, "1").await;
    centre.does(0, dialog, take()).await.unwrap();
    let holder = centre.operators[0];
    for action in [
        take(),
        write("1"),
        close(None),
        Action::Spam,
        Action::Typing,
    ] {
        let refused = centre.does(1, dialog, action).await.unwrap_err();
        let by = matches!(&refused, Refused::HeldBy { operator, name }
            if *operator == holder && name == "Operator 0");
        assert!(by, "{refused}");
    }
    let over = Action::Take { over: Some(holder) };
    centre.does(1, dialog, over).await.unwrap();
    assert_eq!(centre.stands(dialog).await.0, Some(1));
    let refused = centre.does(0, dialog, write("1")).await.unwrap_err();
    assert!(matches!(refused, Refused::HeldBy { .. }), "{refused}");
}

#[tokio::test]
async fn rule_16_the_same_again_changes_nothing() {
    let centre = Centre::open(serde_json::json!({}), 1, &[0]).await;
    let dialog = centre.writes(0, "1").await;
    centre.writes(0, "1").await;
    centre.does(0, dialog, take()).await.unwrap();
    centre.does(0, dialog, write("k")).await.unwrap();
    centre.does(0, dialog, write("k")).await.unwrap();
    let row = centre.store.read(move |r| r.dialog(dialog)).await;
    let row = row.map_err(|error: StoreError| error).unwrap().unwrap();
    assert_eq!((row.client_messages, row.operator_messages), (1, 1));
}

#[tokio::test]
async fn a_chat_that_is_deleted_leaves_nobody_in_the_queue() {
    let centre = Centre::open(serde_json::json!({}), 2, &[1]).await;
    centre.online(0, 3600).await;
    let held = centre.writes(0, "1").await;
    let waits = centre.writes(1, "1").await;
    let chat = centre.chat;
    let deleted = centre
        .store
        .write(move |w| w.delete_chat(chat, false, BEGIN));
    deleted.await.map_err(|error: StoreError| error).unwrap();
    centre.until(1).await;
    for dialog in [held, waits] {
        assert_eq!(centre.stands(dialog).await, (None, DialogState::Closed));
    }
}

#[tokio::test]
async fn cost_is_the_fee_with_the_first_message_and_the_price_of_each_but_the_free_ones() {
    let prices = serde_json::json!({"prices": [{"from": "2026-11-01", "currency": "EUR",
        "dialog": 1_000_000, "free_messages": 1,
        "channels": {"web": {"bot": 5, "operator": 700, "client": 30}}}]});
    let centre = Centre::open(prices, 1, &[0]).await;
    let dialog = centre.writes(0, "1").await;
    centre.writes(0, "2").await;
    centre.does(0, dialog, take()).await.unwrap();
    centre.does(0, dialog, write("k")).await.unwrap();
    let row = centre.store.read(move |r| r.dialog(dialog)).await;
    let row = row.map_err(|error: StoreError| error).unwrap().unwrap();
    assert_eq!(
        row.cost.millionths(),
        1_000_000 + 30 + 700,
        "the first message is free"
    );
}
