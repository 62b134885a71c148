//! Scripts through the command line: from a file to clients and back, and what is refused by name.

use serde_json::{Value, json};
use support::{Ctl, Listening, Server, Visitor};

use crate::assert_refused;

/// An id that nothing has.
const NOTHING: &str = "01a1dae5-e570-7a83-9e55-d01f6a7be0c4";

/// A script that asks, marks what was chosen, says something of its own, and asks again.
fn script(says: &str) -> String {
    let script = json!({
        "format": 1,
        "name": "Orders",
        "language": "en",
        "blocks": [
            { "id": "start", "type": "start", "next": "menu" },
            { "id": "menu", "type": "question", "text": "What is it about?", "branches": [
                { "when": "button", "title": "Delivery", "next": "mark" },
                { "when": "else", "next": "menu" },
            ] },
            { "id": "mark", "type": "marker", "marker": "topic", "value": "delivery", "next": "say" },
            { "id": "say", "type": "message", "text": says, "next": "menu" },
        ],
    });
    script.to_string()
}

async fn imported(ctl: &Ctl, text: &str) -> String {
    let taken = ctl.json_with(&["scripts", "import", "-"], text).await;
    taken["id"].as_str().unwrap().to_owned()
}

/// What the bot says after a button was pressed.
async fn next_of_bot(heard: &mut Listening) -> String {
    heard.kind("postback").await;
    heard.message().await.text
}

#[tokio::test]
async fn a_script_goes_in_as_a_file_and_comes_out_as_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let ctl = Ctl::on(folder.path());
    let id = imported(&ctl, &script("Two days.")).await;
    let exported = ctl.run(&["scripts", "export", &id]).await.out;
    let again = imported(&ctl, &exported).await;
    assert_ne!(again, id);
    assert_eq!(ctl.run(&["scripts", "export", &again]).await.out, exported);

    let listed = ctl.run(&["scripts", "list", "orders"]).await.out;
    assert!(
        listed.contains(&format!("{id}  en  never published")),
        "{listed}"
    );
    let shown = ctl.run(&["scripts", "show", &id]).await.out;
    assert!(shown.contains("blocks    4\n"), "{shown}");
    let published = ctl.run(&["scripts", "publish", &id]).await;
    assert_eq!(published.out, "published version 1\n");

    let into = ["scripts", "import", "--into", &id, "-"];
    ctl.json_with(&into, &script("Three days.")).await;
    let listed = ctl.json(&["scripts", "list", "orders"]).await;
    let mine = listed.as_array().unwrap().iter();
    let mine: Vec<&Value> = mine.filter(|script| script["id"] == *id).collect();
    assert_eq!(
        (&mine[0]["published"], &mine[0]["changed"]),
        (&json!(1), &json!(true))
    );
    let first = ctl.run(&["scripts", "export", &id, "--version", "1"]).await;
    assert!(first.out.contains("Two days."), "{first:?}");
    let history = ctl.json(&["scripts", "history", &id]).await;
    let what: Vec<_> = history
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["what"])
        .collect();
    assert_eq!(what, ["imported", "published", "imported"]);
    ctl.json(&["scripts", "go-back", &id, "1"]).await;
    let back = ctl.run(&["scripts", "export", &id]).await.out;
    assert_eq!(back, exported);
    let schema = ctl.json(&["scripts", "schema"]).await;
    assert!(schema["properties"]["blocks"].is_object(), "{schema}");
    let deleted = ctl.run(&["scripts", "delete", &id]).await;
    assert_eq!(deleted.out, format!("deleted {id}\n"));
    let audit = ctl.json(&["audit"]).await;
    assert_eq!(audit[0]["action"], "script_deleted");
}

#[tokio::test]
async fn what_is_wrong_with_a_file_is_told_by_line_and_block() {
    let folder = tempfile::tempdir().unwrap();
    let ctl = Ctl::on(folder.path());
    let check = async |text: &str| ctl.run_with(&["scripts", "check", "-"], text).await;
    let right = check(&script("Two days.")).await;
    assert_eq!((right.code, right.out.as_str()), (Some(0), ""));

    let broken = ctl
        .run_with(&["scripts", "import", "-"], "{\n  \"format\": 1,,")
        .await;
    assert_refused(&broken, 2, &["standard input", "line 2"]);
    let newer = script("Two days.").replace("\"message\"", "\"hologram\"");
    assert_refused(
        &check(&newer).await,
        2,
        &["block \"say\"", "hologram", "newer"],
    );
    let future = script("Two days.").replace("\"format\":1", "\"format\":9");
    assert_refused(&check(&future).await, 2, &["format 9", "newer version"]);
    let dangling = script("Two days.").replace("\"next\":\"say\"", "\"next\":\"nowhere\"");
    assert_refused(
        &check(&dangling).await,
        2,
        &[
            "block \"mark\"",
            "\"nowhere\"",
            "block \"say\"",
            "cannot be reached",
        ],
    );
    let id = imported(&ctl, &dangling).await;
    let unsound = ctl.run(&["scripts", "publish", &id]).await;
    assert_refused(&unsound, 2, &["block \"mark\"", "nowhere"]);
    let large = " ".repeat(10 << 20);
    assert_refused(&check(&large).await, 2, &["standard input", "at most"]);
    let latin = folder.path().join("latin.json");
    std::fs::write(&latin, b"\xe9").unwrap();
    let path = latin.to_str().unwrap();
    let refused = ctl.run(&["scripts", "import", path]).await;
    assert_refused(&refused, 2, &["latin.json", "UTF-8"]);
    for arguments in [
        &["scripts", "show", NOTHING][..],
        &["scripts", "export", NOTHING],
        &["scripts", "export", &id, "--version", "7"],
        &["scripts", "go-back", &id, "99"],
        &["scripts", "delete", NOTHING],
    ] {
        assert_refused(&ctl.run(arguments).await, 1, &["there is no"]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_dialog_finishes_on_the_version_it_began_with_and_its_markers_are_found() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let ctl = Ctl::on(&data);
    let id = imported(&ctl, &script("Two days.")).await;
    ctl.json(&["scripts", "publish", &id]).await;
    let (chat, key) = ctl.create_chat("Shop").await;
    let follows = json!({ "name": "Shop", "script": { "main": id } }).to_string();
    ctl.json_with(&["chats", "update", "--force", &chat, "-"], &follows)
        .await;
    let server = Server::start(&data, &[]).await;
    let mut early = Visitor::open(server.gateway(), &key).await;
    let mut heard = early.listen(0);
    let menu = heard.question().await;

    let into = ["scripts", "import", "--into", &id, "-"];
    ctl.json_with(&into, &script("Three days.")).await;
    ctl.json(&["scripts", "publish", &id]).await;
    early.press(menu.button("Delivery")).await;
    assert_eq!(next_of_bot(&mut heard).await, "Two days.");
    let mut late = Visitor::open(server.gateway(), &key).await;
    let mut heard = late.listen(0);
    let menu = heard.question().await;
    late.press(menu.button("Delivery")).await;
    assert_eq!(next_of_bot(&mut heard).await, "Three days.");

    let used = ctl.run(&["scripts", "delete", &id]).await;
    assert_refused(&used, 1, &["in use", "Shop"]);
    let list = ["dialogs", "list", "--marker", "topic", "--script", &id];
    let found = ctl.json(&list).await;
    let dialogs: Vec<_> = found.as_array().unwrap().iter().collect();
    assert_eq!(dialogs.len(), 2, "{found}");
    let none = ctl.json(&["dialogs", "list", "--marker", "topics"]).await;
    assert_eq!(none, json!([]));
    let dialog = dialogs[0]["id"].as_str().unwrap();
    let shown = ctl.json(&["dialogs", "show", dialog]).await;
    let mark = &shown["markers"][0];
    assert_eq!(
        (&mark["marker"], &mark["value"], &mark["block"]),
        (&json!("topic"), &json!("delivery"), &json!("mark"))
    );
    let shown = ctl.run(&["dialogs", "show", dialog]).await.out;
    assert!(shown.contains("Markers     topic = delivery\n"), "{shown}");
    let out = folder.path().join("markers.jsonl");
    let report = ["report", "markers", "--out", out.to_str().unwrap()];
    let made = ctl.json(&report).await;
    assert_eq!(made["rows"], 2);
    let rows = std::fs::read_to_string(&out).unwrap();
    let row: Value = serde_json::from_str(rows.lines().next().unwrap()).unwrap();
    assert_eq!(
        (&row["marker.topic"], &row["script_version"]),
        (&json!("delivery"), &json!(1))
    );
}
