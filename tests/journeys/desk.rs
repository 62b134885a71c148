//! A dialog as the operator at this computer sees it: what wants them, the lists, the thread, the
//! card, files, and the dialog that follows.

use std::time::Duration;

use api::{News, Wants};
use serde_json::{Value, json};
use support::within;
use tokio::sync::broadcast::Receiver;

use crate::place::Place;

/// The next thing that wants the operator.
async fn wanted(news: &mut Receiver<News>) -> (Wants, String, bool) {
    let next = async {
        loop {
            if let News::Attention {
                kind, text, sound, ..
            } = news.recv().await.unwrap()
            {
                return (kind, text, sound);
            }
        }
    };
    within("something that wants the operator", next).await
}

/// Who is writing next.
async fn writing(news: &mut Receiver<News>) -> (Value, Option<String>) {
    let next = async {
        loop {
            if let News::Typing { by, name, .. } = news.recv().await.unwrap() {
                return (json!(by), name);
            }
        }
    };
    within("somebody who is writing", next).await
}

/// Somebody works at this computer under this name.
async fn seated(place: &Place, name: &str) -> Value {
    let operator = place
        .ask("operator_create", json!({ "input": { "name": name } }))
        .await;
    let work = json!({ "operator": operator["id"], "pin": null });
    place.ask_window("desk_work_as", work).await;
    place
        .ask_window("desk_presence", json!({ "presence": "online" }))
        .await;
    // Only what comes after they came is new to them.
    place.clock.advance(Duration::from_secs(1));
    operator["id"].clone()
}

/// A thread in short: what stands in it, in order.
fn short(thread: &Value) -> Vec<String> {
    let entries = thread["entries"].as_array().unwrap().iter();
    let short = entries.map(|entry| match entry["type"].as_str().unwrap() {
        "message" => format!(
            "{}: {}",
            word(&entry["message"], "author_type"),
            word(&entry["message"], "text")
        ),
        "happening" => word(&entry["what"], "what").to_owned(),
        "note" => format!("note: {}", word(&entry["note"], "text")),
        other => other.to_owned(),
    });
    short.collect()
}

fn word<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap()
}

#[tokio::test]
async fn what_wants_the_operator_is_told_once_and_obeys_the_switches() {
    let place = Place::open().await;
    let (_, key) = place.chat("Orders").await;
    seated(&place, "Anna").await;
    let mut news = place.app.news();
    let mut visitor = place.visitor(&key).await;
    let mut listening = visitor.listen(0);
    let topics = listening.question().await;
    visitor.press(topics.button("Talk to a person")).await;
    listening.state("operator").await;
    let (kind, _, sound) = wanted(&mut news).await;
    assert_eq!((kind, sound), (Wants::NewDialog, true));

    let quiet = json!({ "notify": { "sound": { "client_message": false } } });
    place.ask("notify_update", quiet).await;
    place.clock.advance(Duration::from_secs(1));
    visitor.write("Are you there?").await;
    assert_eq!(
        wanted(&mut news).await,
        (Wants::ClientMessage, "Are you there?".to_owned(), false)
    );

    // Six seconds before the thirty are over the answer is almost late.
    place.pass(24, &key).await;
    let (kind, _, sound) = wanted(&mut news).await;
    assert_eq!((kind, sound), (Wants::SlSoon, true));

    let mine = json!({ "tab": "my", "after": null, "limit": 10 });
    let row = &place.ask_window("inbox_list", mine).await["rows"][0];
    place
        .ask_window("dialog_typing", json!({ "id": row["id"] }))
        .await;
    let anna = (json!("operator"), Some("Anna".to_owned()));
    assert_eq!(writing(&mut news).await, anna);
}

#[tokio::test]
async fn a_thread_leads_from_the_last_message_into_the_dialogs_before() {
    let place = Place::open().await;
    let (_, key) = place.chat("Orders").await;
    let anna = seated(&place, "Anna").await;
    let mut visitor = place.visitor(&key).await;
    let mut listening = visitor.listen(0);
    let topics = listening.question().await;
    visitor.press(topics.button("Talk to a person")).await;
    listening.state("operator").await;
    let mine = json!({ "tab": "my", "after": null, "limit": 10 });
    let rows = place.ask_window("inbox_list", mine.clone()).await;
    let first = rows["rows"][0]["id"].clone();
    let counts = place.ask_window("inbox_counts", json!({})).await;
    assert_eq!(
        counts,
        json!({ "my": 1, "to_answer": 1, "queue": 0, "help": 0, "all": 1, "taken": 0 })
    );

    let note = json!({ "dialog": first, "text": " Zip replaced on 12 Nov. " });
    let note = place.ask_window("note_add", note).await;
    assert_eq!(
        (&note["author"], &note["mine"]),
        (&json!("Anna"), &json!(true))
    );
    place.clock.advance(Duration::from_secs(10));
    let taken = place
        .app
        .take_bytes(
            "file_take",
            "label.png".to_owned(),
            b"\x89PNG\r\n\x1a\n".to_vec(),
        )
        .await
        .unwrap();
    let shown = place.app.file_shown(word(&taken, "id")).await.unwrap();
    assert_eq!(shown, ("image/png", b"\x89PNG\r\n\x1a\n".to_vec()));
    let draft = json!({ "dialog": first, "text": "Your lab" });
    place.ask_window("draft_keep", draft).await;
    let rows = place.ask_window("inbox_list", mine.clone()).await;
    assert_eq!(rows["rows"][0]["draft"], json!("Your lab"));
    let send = json!({
        "id": first, "text": "Your label", "key": "k",
        "files": [{ "id": taken["id"], "name": "label.png" }],
    });
    let sent = place.ask_window("dialog_send", send).await;
    let sent = sent["messages"].as_array().unwrap();
    assert!(
        sent.iter().all(|message| message["operator"]["id"] == anna),
        "{sent:?}"
    );
    place
        .ask_window(
            "dialog_close",
            json!({ "id": first, "result": null, "spam": false }),
        )
        .await;
    listening.state("closed").await;

    place.clock.advance(Duration::from_secs(20));
    visitor.write("One more thing").await;
    let question = listening.question().await;
    visitor.press(question.button("Talk to a person")).await;
    listening.state("operator").await;
    let rows = place.ask_window("inbox_list", mine).await;
    let second = rows["rows"][0]["id"].clone();
    assert_ne!(second, first);

    let whole = json!({ "dialog": second, "before": null, "limit": 100 });
    let whole = place.ask_window("thread", whole).await;
    let all = short(&whole);
    assert_eq!(whole["earlier"], Value::Null);
    let at = |what: &str| {
        let found = all.iter().position(|entry| entry == what);
        found.unwrap_or_else(|| panic!("no {what:?} in {all:#?}"))
    };
    assert_eq!(
        (
            all[0].as_str(),
            all.iter().filter(|entry| *entry == "dialog").count()
        ),
        ("dialog", 2)
    );
    assert!(at("client: Talk to a person") < at("note: Zip replaced on 12 Nov."));
    assert!(at("note: Zip replaced on 12 Nov.") < at("operator: Your label"));
    assert!(at("operator: Your label") < at("closed"));
    assert!(at("closed") < at("client: One more thing"));

    // In small pages the same comes, each thing once.
    let (mut pages, mut before) = (Vec::new(), Value::Null);
    loop {
        let page = json!({ "dialog": second, "before": before, "limit": 2 });
        let page = place.ask_window("thread", page).await;
        pages.insert(0, short(&page));
        before = page["earlier"].clone();
        if before.is_null() {
            break;
        }
    }
    assert!(pages.len() > 3, "{pages:?}");
    assert_eq!(pages.concat(), all);
    let elsewhere = json!({ "dialog": second, "before": "x", "limit": 2 });
    assert_eq!(
        place.refused("thread", elsewhere).await,
        "malformed_request"
    );
}

#[tokio::test]
async fn the_card_tells_who_the_client_is_and_what_is_written_on_it_is_found() {
    let place = Place::open().await;
    let (_, key) = place.chat("Orders").await;
    seated(&place, "Anna").await;
    let mut visitor = place.visitor(&key).await;
    let mut listening = visitor.listen(0);
    let topics = listening.question().await;
    visitor.press(topics.button("Talk to a person")).await;
    listening.state("operator").await;
    let mine = json!({ "tab": "my", "after": null, "limit": 10 });
    let rows = place.ask_window("inbox_list", mine).await;
    let dialog = rows["rows"][0]["id"].clone();
    let input = json!({ "name": "Member", "kind": "choice", "choices": ["gold", "silver"] });
    let member = place
        .ask("attribute_create", json!({ "input": input }))
        .await;
    let tag = json!({ "input": { "name": "Zip", "colour": "#cc0000" } });
    let tag = place.ask("tag_create", tag).await;

    let card = async || place.ask_window("card", json!({ "dialog": dialog })).await;
    let client = card().await["client"]["id"].clone();
    let known =
        json!({ "client": client, "name": " Liv Aasen ", "phone": "+47 412 66 908", "email": "" });
    place.ask_window("client_update", known).await;
    let gold = json!({ "client": client, "attribute": member["id"], "value": "gold" });
    place.ask_window("client_attribute", gold).await;
    let tags = json!({ "dialog": dialog, "tags": [tag["id"]] });
    place.ask_window("dialog_tags", tags).await;
    let card = card().await;
    assert_eq!(
        (&card["client"]["name"], &card["client"]["email"]),
        (&json!("Liv Aasen"), &Value::Null)
    );
    assert_eq!(card["attributes"][0]["value"], json!("gold"));
    assert_eq!(card["attributes"][0]["attribute"]["name"], json!("Member"));
    assert_eq!(card["tags"][0]["name"], json!("Zip"));
    assert_eq!(card["pages"][0]["url"], json!("https://shop.example/shoes"));
    assert_eq!(
        (
            &card["dialog"]["operator"]["name"],
            &card["dialog"]["can_write"],
            &card["former_count"]
        ),
        (&json!("Anna"), &json!("yes"), &json!(0))
    );

    for text in ["liv aas", "412 66", word(&json!({ "id": dialog }), "id")] {
        let found = json!({ "text": text, "limit": 10 });
        let found = place.ask_window("inbox_search", found).await;
        assert_eq!(found[0]["id"], dialog, "{text}");
    }
    for (command, request, code) in [
        (
            "client_update",
            json!({ "client": client, "name": "a\nb", "phone": null, "email": "x" }),
            "invalid",
        ),
        (
            "client_attribute",
            json!({ "client": client, "attribute": member["id"], "value": "tin" }),
            "invalid",
        ),
        (
            "client_attribute",
            json!({ "client": client, "attribute": tag["id"], "value": "gold" }),
            "not_found",
        ),
        (
            "dialog_tags",
            json!({ "dialog": dialog, "tags": [member["id"]] }),
            "not_found",
        ),
        ("card", json!({ "dialog": client }), "not_found"),
        (
            "inbox_list",
            json!({ "tab": "my", "limit": 5 }),
            "unknown_operator",
        ),
        (
            "inbox_list",
            json!({ "as": "Anna", "tab": "my", "after": "x", "limit": 5 }),
            "malformed_request",
        ),
        (
            "note_add",
            json!({ "as": "Anna", "dialog": dialog, "text": " " }),
            "empty_message",
        ),
        (
            "note_add",
            json!({ "as": "Anna", "dialog": dialog, "text": "x".repeat(4_001) }),
            "text_too_long",
        ),
        (
            "note_delete",
            json!({ "as": "Anna", "id": client }),
            "not_found",
        ),
        (
            "dialog_send",
            json!({ "as": "Anna", "id": dialog, "text": "", "key": "k",
            "files": [{ "id": "a".repeat(64), "name": "x" }] }),
            "not_found",
        ),
    ] {
        assert_eq!(place.refused(command, request).await, code, "{command}");
    }
    let words = place
        .app
        .take_bytes("file_take", "words.txt".to_owned(), b"words".to_vec())
        .await
        .unwrap();
    let shown = place.app.file_shown(word(&words, "id")).await;
    assert_eq!(
        shown.unwrap_err().code,
        "not_found",
        "only pictures are shown"
    );
    for (name, bytes, code) in [
        ("a.exe", &b"x"[..], "file_refused"),
        ("a.txt", b"", "file_empty"),
    ] {
        let refused = place
            .app
            .take_bytes("file_take", name.to_owned(), bytes.to_vec())
            .await;
        assert_eq!(refused.unwrap_err().code, code);
    }
}
