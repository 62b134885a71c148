//! Chats that change or go while visitors are in them.

use std::time::Duration;

use api::News;
use serde_json::{Value, json};
use support::within;
use tokio::sync::broadcast::Receiver;

use crate::place::Place;

#[tokio::test]
async fn a_chat_that_is_edited_while_a_dialog_runs_keeps_the_dialog() {
    let place = Place::open().await;
    let (chat, key) = place.chat("Orders").await;
    let mut visitor = place.visitor(&key).await;
    let mut listening = visitor.listen(0);
    let topics = listening.question().await;

    let input = json!({ "name": "Returns", "appearance": { "colours": { "buttons": "#7a3e14" } } });
    let request = json!({ "id": chat, "revision": 1, "input": input });
    place.ask("chat_update", request.clone()).await;
    assert_eq!(
        place.refused("chat_update", request).await,
        "conflict",
        "it began from an older one"
    );

    visitor.press(topics.button("Delivery and payment")).await;
    let more = listening.question().await;
    assert_eq!(more.dialog, topics.dialog);
    let session = visitor.session().await;
    assert_eq!(session["config"]["title"], "Returns");
    assert_eq!(session["config"]["colours"]["buttons"], "#7a3e14");
    let rows = place.rows(json!({})).await;
    assert_eq!(
        (rows.len(), &rows[0]["chat"]["name"]),
        (1, &json!("Returns"))
    );
}

#[tokio::test]
async fn a_deleted_chat_leaves_its_dialogs_and_comes_back() {
    let place = Place::open().await;
    let (chat, key) = place.chat("Orders").await;
    let mut visitor = place.visitor(&key).await;
    visitor.listen(0).question().await;
    visitor.write("Where is it?").await;
    visitor.listen(3).question().await;

    let preview = place
        .ask("chat_delete_preview", json!({ "id": chat }))
        .await;
    assert_eq!(
        (
            &preview["dialogs"],
            &preview["messages"],
            &preview["active"]
        ),
        (&json!(1), &json!(5), &json!(1))
    );
    place
        .ask("chat_delete", json!({ "id": chat, "dialogs": "keep" }))
        .await;
    assert_eq!(visitor.refused().await, "unknown_visitor");
    assert!(
        place
            .ask("chats_list", json!({}))
            .await
            .as_array()
            .unwrap()
            .is_empty()
    );
    let rows = place.rows(json!({})).await;
    assert_eq!(
        (rows.len(), &rows[0]["chat"]["name"]),
        (1, &json!("Orders"))
    );
    assert_eq!(
        (&rows[0]["state"], &rows[0]["ending"]),
        (&json!("closed"), &json!("administrator"))
    );

    place.ask("chat_restore", json!({ "id": chat })).await;
    let mut listening = visitor.listen(5);
    visitor.write("And now?").await;
    let topics = listening.question().await;
    assert_eq!(
        topics.buttons.len(),
        4,
        "the same visitor is answered again"
    );
    assert_eq!(place.rows(json!({})).await.len(), 2, "in a new dialog");
}

#[tokio::test]
async fn a_chat_deleted_with_its_dialogs_can_be_taken_back_for_half_a_minute() {
    let place = Place::open().await;
    let (chat, key) = place.chat("Orders").await;
    let (other, other_key) = place.chat("Returns").await;
    for key in [&key, &other_key] {
        let mut visitor = place.visitor(key).await;
        visitor.write("Where is it?").await;
        visitor.listen(3).question().await;
    }
    let chats_of = |rows: Vec<Value>| -> Vec<String> {
        rows.iter()
            .map(|row| row["chat"]["id"].as_str().unwrap().to_owned())
            .collect()
    };
    let delete = json!({ "id": chat, "dialogs": "delete" });

    place.ask("chat_delete", delete.clone()).await;
    assert_eq!(
        chats_of(place.rows(json!({})).await),
        [other.as_str()],
        "hidden at once"
    );
    place.pass(29, &other_key).await;
    place.ask("chat_restore", json!({ "id": chat })).await;
    let rows = chats_of(place.rows(json!({})).await);
    assert_eq!(rows.len(), 2, "taken back within half a minute");

    let mut news = place.app.news();
    place.ask("chat_delete", delete).await;
    everything_changed(&mut news).await;
    place.clock.advance(Duration::from_secs(30));
    // The clock was moved, and only a change has those look at it who wait.
    place.chat("Repairs").await;
    everything_changed(&mut news).await;
    let restored = place.refused("chat_restore", json!({ "id": chat })).await;
    assert_eq!(restored, "not_found", "half a minute later it is erased");
    let rows = chats_of(place.rows(json!({ "all": true })).await);
    assert!(!rows.contains(&chat), "{rows:?}");
}

/// Waits for the news of a change too large to name.
async fn everything_changed(news: &mut Receiver<News>) {
    let changed = async {
        loop {
            match news.recv().await.unwrap() {
                News::Dialogs { ids } if ids.is_empty() => return,
                _ => {}
            }
        }
    };
    within("news", changed).await;
}
