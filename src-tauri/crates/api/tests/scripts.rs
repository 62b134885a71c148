//! A script from nothing to its clients: saved as it grows, checked, published, tried, gone back,
//! carried as a file, and deleted where nobody needs it.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that fails says where"
)]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use api::{
    ApiError, App, Caller, From, Headless, Host, Notification, Options, Pick, Picked, PickedFiles,
};
use domain::{ManualClock, Timestamp};
use serde_json::{Value, json};
use tempfile::TempDir;

const NOON: Timestamp = Timestamp::from_millis(1_795_000_000_000);

/// A desktop on which somebody chooses always the same file.
struct Desktop {
    file: PathBuf,
}

impl Host for Desktop {
    fn pick_save(&self, _: &str, _: &[Pick]) -> Picked {
        let file = self.file.clone();
        Box::pin(async { Ok(Some(file)) })
    }

    fn pick_open(&self, kind: Pick) -> Picked {
        self.pick_save("", &[kind])
    }

    fn pick_files(&self) -> PickedFiles {
        Headless.pick_files()
    }

    fn open_address(&self, address: &str) -> Result<(), ApiError> {
        Headless.open_address(address)
    }

    fn reveal(&self, file: &Path) -> Result<(), ApiError> {
        Headless.reveal(file)
    }

    fn copy(&self, text: &str) -> Result<(), ApiError> {
        Headless.copy(text)
    }

    fn notify(&self, _: Notification) {}
}

struct World {
    app: App,
    clock: Arc<ManualClock>,
    folder: TempDir,
}

impl World {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(ManualClock::at(NOON));
        let host = Desktop {
            file: folder.path().join("script.json"),
        };
        let opened = App::open(Options {
            folder: folder.path().join("data"),
            clock: clock.clone(),
            host: Arc::new(host),
        });
        Self {
            app: opened.await.unwrap(),
            clock,
            folder,
        }
    }

    async fn call(&self, from: From, command: &str, request: Value) -> Result<Value, ApiError> {
        self.app.call(Caller::Owner(from), command, request).await
    }

    async fn ask(&self, command: &str, request: Value) -> Value {
        let done = self.call(From::Window, command, request).await;
        done.unwrap_or_else(|error| panic!("{command}: {error:?}"))
    }

    async fn owner(&self, command: &str, request: Value) -> Value {
        let done = self.call(From::CommandLine, command, request).await;
        done.unwrap_or_else(|error| panic!("{command}: {error:?}"))
    }

    async fn refused(&self, command: &str, request: Value) -> ApiError {
        match self.call(From::Window, command, request).await {
            Ok(done) => panic!("{command} was not refused: {done}"),
            Err(error) => error,
        }
    }

    /// A script that is not published yet.
    async fn script(&self, draft: &Value) -> Value {
        let request = json!({ "from": { "type": "empty" }, "name": "Orders", "language": "en" });
        let made = self.ask("script_create", request).await;
        self.save(&made["id"], &json!(1), draft).await;
        made["id"].clone()
    }

    async fn save(&self, id: &Value, revision: &Value, draft: &Value) -> Value {
        let request = json!({ "id": id, "revision": revision, "draft": draft });
        self.ask("script_save", request).await
    }

    async fn publish(&self, id: &Value) -> Value {
        let open = self.ask("script_open", json!({ "id": id })).await;
        let request = json!({ "id": id, "revision": open["revision"] });
        self.ask("script_publish", request).await["version"].clone()
    }

    async fn audit(&self) -> Vec<String> {
        let entries = self.ask("audit_list", json!({ "limit": 100 })).await;
        let actions = entries.as_array().unwrap().iter();
        let actions = actions.map(|entry| entry["action"].as_str().unwrap().to_owned());
        actions.collect()
    }
}

/// A script that asks whether, marks the answer, and ends.
fn draft() -> Value {
    json!({
        "name": "Orders",
        "language": "en",
        "settings": { "repeats": 3, "blocks_per_message": 200 },
        "blocks": [
            { "id": "start", "type": "start", "text": "Hello {clientName}!", "next": "sure" },
            { "id": "sure", "type": "question", "text": "Are you sure?", "save_to": "answer",
              "branches": [
                { "when": "button", "title": "Yes, I am", "next": "mark" },
                { "when": "button", "title": "No", "next": "wait" },
                { "when": "else", "next": "sure" },
                { "when": "no_answer", "after_s": 60, "next": "end" },
              ] },
            { "id": "mark", "type": "marker", "marker": "sure", "value": "{answer}", "next": "ask" },
            { "id": "ask", "type": "request", "url": "https://shop.example/orders",
              "save": [{ "from": "/state", "to": "state" }],
              "branches": [{ "when": "ok", "next": "say" }, { "when": "failed", "next": "end" }] },
            { "id": "say", "type": "message", "text": "It is {state}.", "next": "end" },
            { "id": "wait", "type": "pause", "seconds": 5, "next": "call" },
            { "id": "call", "type": "transfer",
              "branches": [{ "when": "no_operator", "next": "end" },
                           { "when": "operator_idle", "next": "end" }] },
            { "id": "end", "type": "end" },
        ],
    })
}

/// The same with something else to say.
fn saying(text: &str) -> Value {
    let mut draft = draft();
    draft["blocks"][0]["text"] = json!(text);
    draft
}

fn field<'a>(rows: &'a Value, name: &str) -> Vec<&'a Value> {
    rows.as_array()
        .unwrap()
        .iter()
        .map(|row| &row[name])
        .collect()
}

#[tokio::test]
async fn a_script_grows_in_its_draft_and_reaches_clients_when_it_is_right() {
    let world = World::new().await;
    let request = json!({ "from": { "type": "empty" }, "name": " Orders ", "language": "en" });
    let made = world.ask("script_create", request).await;
    assert_eq!(made["draft"]["name"], "Orders");
    assert_eq!(
        (&made["published"], &made["revision"]),
        (&json!(null), &json!(1))
    );
    let id = &made["id"];
    let request = json!({ "id": id, "revision": 1 });
    let unsound = world.refused("script_publish", request).await;
    assert_eq!(unsound.code, "invalid");
    assert_eq!(unsound.details[0]["code"], "leads_nowhere");
    assert_eq!(unsound.details[0]["block"], "start");

    let saved = world.save(id, &json!(1), &draft()).await;
    assert_eq!(
        (&saved["revision"], &saved["problems"]),
        (&json!(2), &json!([]))
    );
    let again = world.save(id, &json!(1), &draft()).await;
    assert_eq!(
        again["revision"], 2,
        "an answer that was lost may be asked for again"
    );
    let request = json!({ "id": id, "revision": 1, "draft": saying("Mine") });
    let conflict = world.refused("script_save", request).await;
    assert_eq!(conflict.code, "conflict");
    assert_eq!(conflict.details["revision"], 2);
    assert_eq!(conflict.details["at"], json!(NOON));

    let stale = json!({ "id": id, "revision": 1 });
    assert_eq!(
        world.refused("script_publish", stale).await.code,
        "conflict"
    );
    assert_eq!(world.publish(id).await, 1);
    assert_eq!(
        world.publish(id).await,
        1,
        "what is published already is no other version"
    );
    world.save(id, &json!(2), &saying("Welcome!")).await;
    let listed = world
        .ask("scripts_list", json!({ "search": "ORDERS" }))
        .await;
    let row = &listed[0];
    assert_eq!(
        (
            &row["published"],
            &row["changed"],
            &row["errors"],
            &row["builtin"]
        ),
        (&json!(1), &json!(true), &json!(0), &json!(false))
    );
    assert_eq!(world.publish(id).await, 2);
    assert_eq!(
        world.audit().await,
        ["script_published", "script_published"]
    );
}

#[tokio::test]
async fn what_comes_with_the_program_is_shown_and_copied_but_not_changed() {
    let world = World::new().await;
    let all = world.ask("scripts_list", json!({})).await;
    assert_eq!(field(&all, "builtin"), [true, true]);
    assert_eq!(field(&all, "changed"), [false, false]);
    let greeting = &all[0]["id"];
    let open = world.ask("script_open", json!({ "id": greeting })).await;
    let request = json!({ "id": greeting, "revision": open["revision"], "draft": saying("Mine") });
    assert_eq!(world.refused("script_save", request).await.code, "builtin");
    let request = json!({ "id": greeting });
    assert_eq!(
        world.refused("script_delete", request).await.code,
        "builtin"
    );

    let request = json!({ "from": { "type": "copy", "id": greeting } });
    let copy = world.ask("script_create", request).await;
    let name = open["draft"]["name"].as_str().unwrap();
    assert_eq!(copy["draft"]["name"], format!("{name} 2"));
    assert_eq!(copy["draft"]["blocks"], open["draft"]["blocks"]);
    assert_eq!(copy["builtin"], false);

    let ready = world.ask("ready_scripts", json!({})).await;
    assert!(
        ready.as_array().unwrap().len() >= 6,
        "three in both languages: {ready}"
    );
    for one in ready.as_array().unwrap() {
        let from = json!({ "type": "ready", "code": one["code"] });
        let request = json!({ "from": from, "name": null, "language": one["language"] });
        let made = world.ask("script_create", request).await;
        assert_eq!(made["draft"]["language"], one["language"]);
        let version = world.publish(&made["id"]).await;
        assert_eq!(version, 1, "{one} can be published as it is");
    }
    let from = json!({ "type": "ready", "code": "nothing" });
    let request = json!({ "from": from, "name": "A", "language": "en" });
    assert_eq!(
        world.refused("script_create", request).await.code,
        "not_found"
    );
    let request = json!({ "from": { "type": "empty" }, "name": "  ", "language": "en" });
    let unnamed = world.refused("script_create", request).await;
    assert_eq!(
        (unnamed.code.as_str(), &unnamed.details[0]["field"]),
        ("invalid", &json!("name"))
    );
}

#[tokio::test]
async fn a_script_that_a_chat_uses_stays_and_one_that_was_deleted_comes_back() {
    let world = World::new().await;
    let id = world.script(&draft()).await;
    let mut input = world.ask("chat_new", json!({})).await;
    input["name"] = json!("Shop");
    input["script"]["after_operator"] = id.clone();
    let unpublished = world
        .refused("chat_create", json!({ "input": input }))
        .await;
    assert_eq!(unpublished.code, "invalid", "nobody can follow a draft");
    world.publish(&id).await;
    let chat = world.ask("chat_create", json!({ "input": input })).await;
    let used = world.refused("script_delete", json!({ "id": id })).await;
    assert_eq!(used.code, "in_use");
    assert_eq!(used.details["chats"][0]["name"], "Shop");
    assert!(used.message.contains("Shop"), "{used}");
    let open = world.ask("script_open", json!({ "id": id })).await;
    assert_eq!(open["chats"], json!([{ "id": chat["id"], "name": "Shop" }]));

    input["script"]["after_operator"] = json!(null);
    let request = json!({ "id": chat["id"], "revision": chat["revision"], "input": input });
    world.ask("chat_update", request).await;
    world.ask("script_delete", json!({ "id": id })).await;
    let gone = world.refused("script_open", json!({ "id": id })).await;
    assert_eq!(gone.code, "not_found");
    input["script"]["main"] = id.clone();
    let request = json!({ "id": chat["id"], "revision": null, "input": input });
    assert_eq!(world.refused("chat_update", request).await.code, "invalid");
    world.ask("script_restore", json!({ "id": id })).await;
    let back = world.ask("script_open", json!({ "id": id })).await;
    assert_eq!(back["published"], 1);
    assert_eq!(
        world.audit().await,
        ["script_restored", "script_deleted", "script_published"]
    );
}

#[tokio::test]
async fn history_keeps_what_was_left_and_what_was_wanted() {
    let world = World::new().await;
    let id = world.script(&saying("One")).await;
    world.save(&id, &json!(2), &saying("Two")).await;
    let history = async || {
        world
            .ask("script_history", json!({ "id": id, "before": null }))
            .await
    };
    assert_eq!(history().await, json!([]), "a morning's work is one piece");
    world.clock.advance(std::time::Duration::from_secs(3600));
    world.save(&id, &json!(3), &saying("Three")).await;
    world.save(&id, &json!(4), &saying("Four")).await;
    let kept = history().await;
    assert_eq!(field(&kept, "what"), ["saved"]);
    assert_eq!(kept[0]["at"], json!(NOON), "since when it stood like that");
    let then = world.ask("script_at", json!({ "id": id, "no": 1 })).await;
    assert_eq!(then["draft"]["blocks"][0]["text"], "Two");

    let named = json!({ "id": id, "name": "Before the sale" });
    let snapshot = world.ask("script_snapshot", named).await;
    assert_eq!(
        (&snapshot["no"], &snapshot["name"]),
        (&json!(2), &json!("Before the sale"))
    );
    world.publish(&id).await;
    world.save(&id, &json!(5), &saying("Five")).await;
    let back = json!({ "id": id, "no": 2, "revision": 6 });
    let open = world.ask("script_go_back", back.clone()).await;
    assert_eq!(open["draft"]["blocks"][0]["text"], "Four");
    assert_eq!(
        (&open["revision"], &open["changed"]),
        (&json!(7), &json!(false))
    );
    assert_eq!(world.refused("script_go_back", back).await.code, "conflict");
    let kept = history().await;
    assert_eq!(
        field(&kept, "what"),
        ["went_back", "saved", "published", "snapshot", "saved"]
    );
    assert_eq!(kept[0]["name"], "Before the sale");
    assert_eq!(kept[2]["version"], 1);
    let left = world.ask("script_at", json!({ "id": id, "no": 4 })).await;
    assert_eq!(
        left["draft"]["blocks"][0]["text"], "Five",
        "nothing is lost by going back"
    );
    let older = world
        .ask("script_history", json!({ "id": id, "before": 3 }))
        .await;
    assert_eq!(field(&older, "no"), [2, 1]);
}

#[tokio::test]
async fn a_script_is_carried_as_a_file() {
    let world = World::new().await;
    let id = world.script(&draft()).await;
    let name = world.ask("script_export", json!({ "id": id })).await;
    assert_eq!(name, "script.json");
    let file = world.folder.path().join("script.json");
    let exported = std::fs::read_to_string(&file).unwrap();
    let text = world.owner("script_text", json!({ "id": id })).await;
    assert_eq!(text["text"], exported);
    let taken = world.ask("script_import", json!({})).await;
    assert_ne!(taken["id"], id);
    let open = world.ask("script_open", json!({ "id": id })).await;
    assert_eq!(taken["draft"], open["draft"]);
    let kept = world
        .ask(
            "script_history",
            json!({ "id": taken["id"], "before": null }),
        )
        .await;
    assert_eq!(field(&kept, "what"), ["imported"]);

    let other = exported.replace("Are you sure?", "Really?");
    let into = json!({ "id": id, "text": other });
    let open = world.owner("script_take", into).await;
    assert_eq!(open["draft"]["blocks"][1]["text"], "Really?");
    let kept = world
        .ask("script_history", json!({ "id": id, "before": null }))
        .await;
    assert_eq!(
        field(&kept, "what"),
        ["imported", "saved"],
        "what stood there is kept"
    );

    let wrong = exported.replace("\"type\": \"end\"", "\"type\": \"dance\"");
    std::fs::write(&file, wrong).unwrap();
    let refused = world.refused("script_import", json!({})).await;
    assert_eq!(refused.code, "malformed_file");
    assert!(
        refused.message.starts_with("script.json: line ") && refused.message.contains("dance"),
        "{refused}"
    );
    std::fs::write(&file, vec![b' '; (4 << 20) + 1]).unwrap();
    let refused = world.refused("script_import", json!({})).await;
    assert_eq!(refused.code, "malformed_file");
    assert!(
        refused.details["why"].as_str().unwrap().contains("at most"),
        "{refused}"
    );
    let schema = world.owner("script_schema", json!({})).await;
    assert!(schema["schema"]["$schema"].is_string());
}

#[tokio::test]
async fn a_draft_is_tried_with_a_client_a_clock_and_a_server_of_ones_own() {
    let world = World::new().await;
    let facts = |channel: &str| {
        json!({ "channel": channel, "is_open": true, "now": NOON, "client_name": "Ann",
                "phone": null, "page": null })
    };
    let step = async |channel: &str, state: &Value, input: Value| {
        let request = json!({ "draft": draft(), "state": state, "input": input,
                              "facts": facts(channel) });
        world.ask("script_try", request).await
    };
    let first = step("web", &json!(null), json!({ "type": "start" })).await;
    assert_eq!(
        first["said"],
        json!([
            { "type": "text", "text": "Hello Ann!", "buttons": [] },
            { "type": "text", "text": "Are you sure?", "buttons": ["Yes, I am", "No"] },
        ])
    );
    assert_eq!(first["waits"], json!({ "for": "answer", "seconds": 60 }));
    assert_eq!(first["block"], "sure");
    assert_eq!(
        first["path"],
        json!([{ "block": "start", "exit": null, "score": null }])
    );

    let pressed = step(
        "web",
        &first["state"],
        json!({ "type": "button", "index": 0 }),
    )
    .await;
    assert_eq!(pressed["recognised"]["branch"], "Yes, I am");
    assert_eq!(
        pressed["path"][0],
        json!({ "block": "sure", "exit": 0, "score": 100 })
    );
    assert_eq!(
        pressed["said"],
        json!([
            { "type": "mark", "marker": "sure", "value": "Yes, I am" },
            { "type": "request", "method": "GET", "url": "https://shop.example/orders", "body": null },
        ])
    );
    assert_eq!(
        pressed["waits"],
        json!({ "for": "request", "timeout_s": 10 })
    );
    assert_eq!(
        pressed["variables"],
        json!([{ "name": "answer", "value": "Yes, I am" }])
    );
    let meanwhile = step(
        "web",
        &pressed["state"],
        json!({ "type": "text", "text": "?" }),
    )
    .await;
    assert_eq!(
        meanwhile["said"],
        json!([]),
        "what is written meanwhile answers nothing"
    );
    let reply = json!({ "type": "replied", "status": 200, "body": "{\"state\": \"sent\"}" });
    let done = step("web", &meanwhile["state"], reply).await;
    assert_eq!(done["said"][0]["text"], "It is sent.");
    assert_eq!(done["said"][1], json!({ "type": "end" }));
    assert_eq!(done["waits"], json!({ "for": "nothing" }));

    let other = step(
        "web",
        &first["state"],
        json!({ "type": "text", "text": "no" }),
    )
    .await;
    assert_eq!(
        other["waits"],
        json!({ "for": "pause", "seconds": 5 }),
        "a state is a value"
    );
    let over = step("web", &other["state"], json!({ "type": "pause_over" })).await;
    assert_eq!(over["said"], json!([{ "type": "transfer", "group": null }]));
    assert_eq!(over["waits"], json!({ "for": "operators" }));
    let ended = step("web", &first["state"], json!({ "type": "no_answer" })).await;
    assert_eq!(ended["waits"], json!({ "for": "nothing" }));
}

#[tokio::test]
async fn a_trial_shows_what_the_channel_would() {
    let world = World::new().await;
    let mut long = draft();
    long["blocks"][1]["branches"][0]["title"] = json!("Yes, I am as sure as can be");
    long["blocks"][0]["text"] = json!("word ".repeat(700));
    let facts = json!({ "channel": "facebook", "is_open": true, "now": NOON, "client_name": null,
                        "phone": null, "page": null });
    let step = async |state: &Value, input: Value| {
        let request = json!({ "draft": long, "state": state, "input": input, "facts": facts });
        world.ask("script_try", request).await
    };
    let first = step(&json!(null), json!({ "type": "start" })).await;
    let said = first["said"].as_array().unwrap();
    assert_eq!(said.len(), 3, "the long text comes in two: {said:?}");
    assert_eq!(
        said[2],
        json!({ "type": "text", "text": "Are you sure?\n1. Yes, I am as sure as can be\n2. No",
                "buttons": [] })
    );
    let chosen = step(&first["state"], json!({ "type": "text", "text": "2" })).await;
    assert_eq!(chosen["recognised"]["branch"], "No");
    let limits = world.ask("capabilities", json!({})).await;
    let mut limits = limits.as_array().unwrap().iter();
    let whatsapp = limits.find(|one| one["messenger"] == "whatsapp").unwrap();
    assert_eq!(
        (&whatsapp["buttons_max"], &whatsapp["title_max"]),
        (&json!(10), &json!(20))
    );
}

#[tokio::test]
async fn a_trial_goes_on_in_another_script_and_refuses_what_cannot_run() {
    let world = World::new().await;
    let id = world.script(&draft()).await;
    world.publish(&id).await;
    let leading = json!({
        "name": "First", "language": "en",
        "blocks": [
            { "id": "start", "type": "start", "next": "other" },
            { "id": "other", "type": "script", "script": id, "next": "end" },
            { "id": "end", "type": "end" },
        ],
    });
    let facts = json!({ "channel": "web", "is_open": true, "now": NOON, "client_name": "Ann",
                        "phone": null, "page": null });
    let step = async |draft: &Value, state: &Value, input: Value| {
        let request = json!({ "draft": draft, "state": state, "input": input, "facts": facts });
        world.call(From::Window, "script_try", request).await
    };
    let start = json!({ "type": "start" });
    let first = step(&leading, &json!(null), start.clone()).await.unwrap();
    assert_eq!(first["said"][0], json!({ "type": "script", "script": id }));
    assert_eq!(first["said"][2]["text"], "Are you sure?");
    assert_eq!(first["block"], json!(null), "it stands in another script");
    let answer = json!({ "type": "button", "index": 1 });
    let next = step(&leading, &first["state"], answer).await.unwrap();
    assert_eq!(next["waits"], json!({ "for": "pause", "seconds": 5 }));
    world.ask("script_delete", json!({ "id": id })).await;
    let gone = step(&leading, &json!(null), start.clone()).await.unwrap();
    assert_eq!(
        gone["said"].as_array().unwrap().last().unwrap(),
        &json!({ "type": "end" })
    );

    let broken = json!({ "name": "A", "language": "en",
                         "blocks": [{ "id": "start", "type": "start" }] });
    let refused = step(&broken, &json!(null), start.clone())
        .await
        .unwrap_err();
    assert_eq!(
        (refused.code.as_str(), &refused.details[0]["code"]),
        ("invalid", &json!("leads_nowhere"))
    );
    let foreign = step(&leading, &json!({ "a": 1 }), start).await.unwrap_err();
    assert_eq!(foreign.code, "malformed_request");
}

#[tokio::test]
async fn a_draft_is_checked_against_what_is_there() {
    let world = World::new().await;
    let id = world.script(&draft()).await;
    world.publish(&id).await;
    let mut input = world.ask("chat_new", json!({})).await;
    input["name"] = json!("Shop");
    input["script"]["main"] = id.clone();
    world.ask("chat_create", json!({ "input": input })).await;
    let long = saying(&"я".repeat(4001));
    let check = async |script: &Value| {
        let request = json!({ "script": script, "draft": long });
        let problems = world.ask("script_check", request).await;
        field(&problems, "code")
            .into_iter()
            .cloned()
            .collect::<Vec<_>>()
    };
    let everywhere = ["too_long"];
    assert_eq!(check(&json!(null)).await, everywhere);
    assert_eq!(
        check(&id).await,
        ["too_long", "text_over_channel"],
        "and in the channel of the chat that uses it"
    );
    let saved = world.save(&id, &json!(2), &long).await;
    assert_eq!(saved["problems"][0]["severity"], "error");
    let request = json!({ "id": id, "revision": saved["revision"] });
    assert_eq!(
        world.refused("script_publish", request).await.code,
        "invalid"
    );
    let listed = world
        .ask("scripts_list", json!({ "search": "orders" }))
        .await;
    assert_eq!(listed[0]["errors"], 2);
    assert_eq!(listed[0]["chats"][0]["name"], "Shop");
}
