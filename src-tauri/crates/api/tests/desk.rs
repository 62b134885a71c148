//! Who works at this computer, with which PIN, and what is told and kept of it.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that fails says where"
)]

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use api::{ApiError, App, Caller, From, Headless, News, Options};
use domain::{ManualClock, Timestamp};
use serde_json::{Value, json};

const NOON: Timestamp = Timestamp::from_millis(1_795_000_000_000);

struct World {
    app: App,
    clock: Arc<ManualClock>,
}

impl World {
    async fn on(folder: &Path) -> Self {
        let clock = Arc::new(ManualClock::at(NOON));
        let opened = App::open(Options {
            folder: folder.to_owned(),
            clock: clock.clone(),
            host: Arc::new(Headless),
        });
        Self {
            app: opened.await.unwrap(),
            clock,
        }
    }

    async fn window(&self, command: &str, request: Value) -> Result<Value, ApiError> {
        let caller = Caller::Owner(From::Window);
        self.app.call(caller, command, request).await
    }

    /// What a command answers that is not refused.
    #[track_caller]
    fn done(answer: Result<Value, ApiError>) -> Value {
        answer.unwrap_or_else(|error| panic!("{error:?}"))
    }

    async fn ask(&self, command: &str, request: Value) -> Value {
        Self::done(self.window(command, request).await)
    }

    async fn owner(&self, command: &str, request: Value) -> Value {
        let caller = Caller::Owner(From::CommandLine);
        Self::done(self.app.call(caller, command, request).await)
    }

    async fn refused(&self, command: &str, request: Value) -> ApiError {
        match self.window(command, request).await {
            Ok(done) => panic!("{command} was not refused: {done}"),
            Err(error) => error,
        }
    }

    async fn operator(&self, name: &str) -> Value {
        let made = self
            .ask("operator_create", json!({ "input": { "name": name } }))
            .await;
        made["id"].clone()
    }

    async fn set_pin(&self, operator: &Value, pin: &str) {
        self.ask("operator_pin", json!({ "id": operator, "pin": pin }))
            .await;
    }

    async fn working(&self) -> Value {
        self.ask("desk_status", json!({})).await["operator"].clone()
    }

    /// What was done, newest first: the action, as whom, and whether they had shown a PIN.
    async fn audit(&self) -> Vec<(String, Option<String>, bool)> {
        let entries = self.ask("audit_list", json!({ "limit": 100 })).await;
        let entries = entries.as_array().unwrap().iter();
        entries
            .map(|entry| {
                (
                    entry["action"].as_str().unwrap().to_owned(),
                    entry["operator"]["name"].as_str().map(str::to_owned),
                    entry["verified"].as_bool().unwrap(),
                )
            })
            .collect()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_operator_is_chosen_once_and_still_works_here_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::on(folder.path()).await;
    let anna = world.operator("Anna").await;
    assert_eq!(world.working().await, Value::Null);
    let early = world
        .refused("desk_presence", json!({ "presence": "online" }))
        .await;
    assert_eq!(early.code, "no_operator");

    let desk = world.ask("desk_work_as", json!({ "operator": anna })).await;
    assert_eq!(
        desk["operator"],
        json!({ "id": anna, "name": "Anna", "picture": null, "verified": false,
                "presence": "pause", "limit": 5, "load": 0 })
    );
    assert_eq!(desk["operators"][0]["needs_pin"], false);
    drop(world);

    let world = World::on(folder.path()).await;
    assert_eq!(world.working().await["id"], anna);
    world.ask("desk_work_as", json!({ "operator": null })).await;
    assert_eq!(world.working().await, Value::Null);
    assert_eq!(
        world.audit().await[..2],
        [
            ("work_ended".to_owned(), Some("Anna".to_owned()), false),
            ("work_as".to_owned(), Some("Anna".to_owned()), false),
        ]
    );
    drop(world);
    let world = World::on(folder.path()).await;
    assert_eq!(world.working().await, Value::Null, "nobody stays nobody");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_pin_is_asked_for_and_guessed_five_times_at_most() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::on(folder.path()).await;
    let anna = world.operator("Anna").await;
    world.set_pin(&anna, "0042").await;
    let as_anna = |pin: Option<&str>| json!({ "operator": anna, "pin": pin });

    let without = world.refused("desk_work_as", as_anna(None)).await;
    assert_eq!(without.code, "pin_required");
    for wait_s in [0, 0, 0, 0, 30] {
        let wrong = world.refused("desk_work_as", as_anna(Some("4200"))).await;
        assert_eq!(
            (wrong.code.as_str(), &wrong.details),
            ("wrong_pin", &json!({ "wait_s": wait_s }))
        );
    }
    let entries = world.ask("audit_list", json!({ "limit": 2 })).await;
    assert_eq!(
        [&entries[0]["action"], &entries[1]["action"]],
        ["wrong_pins", "pin_set"],
        "five in a row are one entry"
    );
    assert_eq!(
        (&entries[0]["subject"], &entries[0]["details"]),
        (&anna, &json!({ "name": "Anna" }))
    );
    assert_eq!(
        entries[0]["operator"],
        Value::Null,
        "nobody showed they are her"
    );
    world.clock.advance(Duration::from_secs(20));
    let early = world.refused("desk_work_as", as_anna(Some("0042"))).await;
    assert_eq!(
        (early.code.as_str(), &early.details["wait_s"]),
        ("wrong_pin", &json!(10)),
        "the right one has to wait too"
    );
    world.clock.advance(Duration::from_secs(10));
    let desk = world.ask("desk_work_as", as_anna(Some("0042"))).await;
    assert_eq!(desk["operator"]["verified"], true);
    assert_eq!(
        world.audit().await[0],
        ("work_as".to_owned(), Some("Anna".to_owned()), true)
    );
    drop(world);
    let world = World::on(folder.path()).await;
    assert_eq!(
        world.working().await,
        Value::Null,
        "whoever has a PIN gives it at each start"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn five_wrong_pins_at_once_are_five_wrong_pins() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::on(folder.path()).await;
    let anna = world.operator("Anna").await;
    world.set_pin(&anna, "0042").await;
    let mut guesses = tokio::task::JoinSet::new();
    for pin in 0..8 {
        let app = world.app.clone();
        let request = json!({ "operator": anna, "pin": format!("{pin:04}") });
        guesses.spawn(async move {
            let caller = Caller::Owner(From::Window);
            app.call(caller, "desk_work_as", request).await
        });
    }
    let waits = guesses.join_all().await.into_iter();
    let waits = waits
        .filter(|guess| guess.as_ref().unwrap_err().details["wait_s"] == 30)
        .count();
    assert_eq!(waits, 4, "the fifth and whatever came after it");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_pin_is_changed_by_who_knows_it_and_taken_away_by_who_owns_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::on(folder.path()).await;
    let anna = world.operator("Anna").await;
    world.ask("desk_work_as", json!({ "operator": anna })).await;
    world.set_pin(&anna, "0042").await;
    assert_eq!(
        world.working().await["verified"],
        true,
        "whoever sets a PIN knows it"
    );
    let change = |current: Option<&str>| json!({ "id": anna, "pin": "1111", "current": current });
    let without = world.refused("operator_pin", change(None)).await;
    assert_eq!(without.code, "pin_required");
    let wrong = world.refused("operator_pin", change(Some("4200"))).await;
    assert_eq!(wrong.code, "wrong_pin");
    for (pin, current) in [
        ("111", "0042"),
        ("12345678901234", "0042"),
        ("12e4", "0042"),
    ] {
        let request = json!({ "id": anna, "pin": pin, "current": current });
        let refused = world.refused("operator_pin", request).await;
        assert_eq!(
            (refused.code.as_str(), &refused.details[0]["field"]),
            ("invalid", &json!("pin")),
            "{pin}"
        );
    }
    let changed = world.ask("operator_pin", change(Some("0042"))).await;
    assert_eq!(changed["has_pin"], true);
    let removed = world.owner("operator_pin", json!({ "id": anna })).await;
    assert_eq!(removed["has_pin"], false);
    assert_eq!(world.working().await["verified"], false);
    let actions: Vec<_> = world
        .audit()
        .await
        .into_iter()
        .map(|(action, ..)| action)
        .collect();
    assert_eq!(
        actions,
        [
            "pin_removed",
            "pin_set",
            "pin_set",
            "work_as",
            "operator_created"
        ]
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_operator_is_online_while_their_window_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::on(folder.path()).await;
    let (anna, boris) = (world.operator("Anna").await, world.operator("Boris").await);
    world.ask("desk_work_as", json!({ "operator": anna })).await;
    let desk = world
        .ask("desk_presence", json!({ "presence": "online" }))
        .await;
    assert_eq!(desk["operator"]["presence"], "online");
    world.clock.advance(Duration::from_secs(50));
    world.ask("desk_renew", json!({})).await;
    world.clock.advance(Duration::from_secs(50));
    assert_eq!(world.working().await["presence"], "online");
    world.clock.advance(Duration::from_secs(10));
    assert_eq!(
        world.working().await["presence"],
        "pause",
        "a minute after the last sign of life"
    );

    world
        .ask("desk_presence", json!({ "presence": "online" }))
        .await;
    let desk = world
        .ask("desk_work_as", json!({ "operator": boris }))
        .await;
    let presences: Vec<_> = desk["operators"].as_array().unwrap().iter().collect();
    assert_eq!(
        (&presences[0]["name"], &presences[0]["presence"]),
        (&json!("Anna"), &json!("pause")),
        "nobody is at the window for her any more"
    );
    let online = json!({ "operator": " ANNA ", "presence": "online", "for_s": 600 });
    world.owner("operator_presence", online).await;
    world.clock.advance(Duration::from_secs(599));
    let groups = world.ask("operators_list", json!({})).await;
    assert_eq!(groups[0]["presence"], "online");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_is_deleted_does_not_work_here_until_they_come_back() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::on(folder.path()).await;
    let anna = world.operator("Anna").await;
    world.ask("desk_work_as", json!({ "operator": anna })).await;
    world.ask("operator_delete", json!({ "id": anna })).await;
    assert_eq!(world.working().await, Value::Null);
    let refused = world
        .refused("desk_presence", json!({ "presence": "online" }))
        .await;
    assert_eq!(refused.code, "no_operator");
    world.operator("anna").await;
    let taken = world
        .refused("operator_restore", json!({ "id": anna }))
        .await;
    assert_eq!(
        (taken.code.as_str(), &taken.details[0]),
        ("invalid", &json!({ "field": "name", "code": "taken" }))
    );
    assert_eq!(
        world.working().await,
        Value::Null,
        "and nothing was restored"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_who_change_one_operator_do_not_overwrite_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::on(folder.path()).await;
    let anna = world.operator("Anna").await;
    let update = |revision: i64, max: u32| json!({ "id": anna, "revision": revision, "input": { "name": "Anna", "dialogs_max": max } });
    let changed = world.ask("operator_update", update(1, 7)).await;
    assert_eq!(changed["revision"], 2);
    let late = world.refused("operator_update", update(1, 9)).await;
    assert_eq!(late.code, "conflict");
    assert_eq!(
        (
            &late.details["revision"],
            &late.details["operator"]["dialogs_max"]
        ),
        (&json!(2), &json!(7)),
        "what stands there now is told"
    );
    let same = world.ask("operator_update", update(2, 7)).await;
    assert_eq!(same["revision"], 2, "no change is no revision");
    let actions: Vec<_> = world
        .audit()
        .await
        .into_iter()
        .map(|(action, ..)| action)
        .collect();
    assert_eq!(actions, ["operator_changed", "operator_created"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_operators_own_replies_are_for_them_alone() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::on(folder.path()).await;
    let (anna, boris) = (world.operator("Anna").await, world.operator("Boris").await);
    let reply = |own: bool, shortcut: &str| json!({ "input": { "own": own, "shortcut": shortcut, "text": "Hello {name}" } });
    let nobody = world.refused("quick_reply_create", reply(true, "hi")).await;
    assert_eq!(nobody.code, "no_operator");
    world.ask("quick_reply_create", reply(false, "hi")).await;
    world.ask("desk_work_as", json!({ "operator": anna })).await;
    let own = world.ask("quick_reply_create", reply(true, "HI")).await;
    let again = world.refused("quick_reply_create", reply(true, "hi")).await;
    assert_eq!(
        again.details[0],
        json!({ "field": "shortcut", "code": "taken" }),
        "her own and everybody's may be called alike, two of hers may not"
    );
    let seen = world.ask("quick_replies_list", json!({})).await;
    assert_eq!(seen.as_array().unwrap().len(), 2);

    world
        .ask("desk_work_as", json!({ "operator": boris }))
        .await;
    let seen = world.ask("quick_replies_list", json!({})).await;
    assert_eq!(seen.as_array().unwrap().len(), 1);
    for (command, request) in [
        ("quick_reply_delete", json!({ "id": own["id"] })),
        ("quick_reply_restore", json!({ "id": own["id"] })),
        (
            "quick_reply_update",
            json!({ "id": own["id"], "input": reply(false, "x")["input"] }),
        ),
    ] {
        let refused = world.refused(command, request).await;
        assert_eq!(refused.code, "not_found", "{command}");
    }
    let request = json!({ "as": "anna", "id": own["id"] });
    world.owner("quick_reply_delete", request.clone()).await;
    let back = world.owner("quick_reply_restore", request).await;
    assert_eq!(back, own);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_to_be_heard_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::on(folder.path()).await;
    let all = json!({ "new_dialog": true, "client_message": true, "sl_soon": true });
    let desk = world.ask("desk_status", json!({})).await;
    assert_eq!(desk["notify"], json!({ "sound": all, "desktop": all }));
    let quiet = json!({ "new_dialog": true, "client_message": false, "sl_soon": true });
    let notify = json!({ "sound": quiet, "desktop": all });
    world
        .ask("notify_update", json!({ "notify": notify }))
        .await;
    drop(world);
    let world = World::on(folder.path()).await;
    assert_eq!(world.ask("desk_status", json!({})).await["notify"], notify);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_window_is_told_how_the_desk_stands() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::on(folder.path()).await;
    let anna = world.operator("Anna").await;
    world.ask("desk_work_as", json!({ "operator": anna })).await;
    world.app.start().await.unwrap();
    let mut news = world.app.news();
    let input = json!({ "name": "Anna Berg" });
    world
        .ask("operator_update", json!({ "id": anna, "input": input }))
        .await;
    let (mut is_renamed, mut is_list_told) = (false, false);
    while !(is_renamed && is_list_told) {
        let told = tokio::time::timeout(Duration::from_secs(30), news.recv());
        match told.await.expect("the news come").unwrap() {
            News::Desk { desk } => {
                let desk = serde_json::to_value(desk).unwrap();
                is_renamed = desk["operator"]["name"] == "Anna Berg";
            }
            News::Operators => is_list_told = true,
            _ => {}
        }
    }
    world.app.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_deletes_a_chat_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::on(folder.path()).await;
    let anna = world.operator("Anna").await;
    world.ask("desk_work_as", json!({ "operator": anna })).await;
    let mut input = world.ask("chat_new", json!({})).await;
    input["name"] = json!("Orders");
    let chat = world.ask("chat_create", json!({ "input": input })).await;
    let deletion = json!({ "id": chat["id"], "dialogs": "delete" });
    world.ask("chat_delete", deletion).await;
    world.ask("chat_restore", json!({ "id": chat["id"] })).await;
    let entries = world.ask("audit_list", json!({ "limit": 2 })).await;
    assert_eq!(
        (&entries[0]["action"], &entries[1]["action"]),
        (&json!("chat_restored"), &json!("chat_deleted"))
    );
    assert_eq!(
        (&entries[1]["operator"]["name"], &entries[1]["details"]),
        (&json!("Anna"), &json!({ "name": "Orders", "erases": true }))
    );
    assert_eq!(entries[1]["subject"], chat["id"]);
}
