//! Dialogs over breaks: the program stops, the client is silent, a script is damaged.

use std::net::SocketAddr;
use std::sync::Arc;

use domain::{ChatId, ChatSettings, ManualClock};
use serde_json::json;
use store::{Made, Store, StoreError};
use support::{Gateway, Visitor};
use tokio::sync::watch;

use crate::place::{MORNING, Place};

#[tokio::test]
async fn a_dialog_goes_on_where_it_was_when_the_program_was_stopped() {
    let place = Place::open().await;
    let (_, key) = place.chat("Orders").await;
    let mut visitor = place.visitor(&key).await;
    let mut listening = visitor.listen(0);
    let topics = listening.question().await;

    let place = place.restarted().await;
    visitor.press(topics.button("Return or exchange")).await;
    let own = listening.message().await;
    assert_eq!(
        (own.author.as_str(), own.seq),
        ("client", topics.seq + 1),
        "the stream goes on"
    );
    let more = listening.question().await;
    assert_eq!(more.dialog, topics.dialog);

    let place = place.restarted().await;
    visitor.press(more.button("No, thank you")).await;
    listening.state("closed").await;
    assert_eq!(
        place.rows(json!({})).await.len(),
        1,
        "all of it is one dialog"
    );
}

#[tokio::test]
async fn what_comes_in_before_the_engine_runs_is_answered_once_it_does() {
    let place = Place::at_rest().await;
    let (_, key) = place.chat("Orders").await;
    let mut visitor = place.visitor(&key).await;
    let first = visitor.write("Delivery and payment").await;
    let again = visitor.write("Yes, show the topics").await;
    assert_eq!(
        (first.seq, again.seq),
        (1, 2),
        "kept, and nothing is said yet"
    );
    place.app.start().await.unwrap();
    let mut listening = visitor.listen(2);
    assert!(listening.message().await.text.starts_with("Hello!"));
    let buttons = [
        listening.question().await,
        listening.question().await,
        listening.question().await,
    ];
    assert_eq!(buttons.map(|question| question.buttons.len()), [4, 3, 4]);
}

#[tokio::test]
async fn a_silent_client_is_let_go_at_the_time_it_was_due() {
    let place = Place::open().await;
    let (_, key) = place.chat("Orders").await;
    let (_, elsewhere) = place.chat("Returns").await;
    let mut visitor = place.visitor(&key).await;
    let mut listening = visitor.listen(0);
    visitor.write("Hm").await;
    listening.question().await;
    listening.question().await;

    place.pass(899, &elsewhere).await;
    let mut other = place.visitor(&elsewhere).await;
    other.write("Anybody?").await;
    other.listen(3).question().await;
    let active = place.rows(json!({ "status": "active" })).await;
    assert_eq!(active.len(), 2, "a quarter of an hour is not over yet");

    // Nobody looked for an hour, as on a computer that slept.
    place.pass(3600, &elsewhere).await;
    listening.state("closed").await;
    let rows = place
        .rows(json!({ "chats": [active[1]["chat"]["id"]] }))
        .await;
    assert_eq!(rows[0]["ending"], "client_timeout");
    let request = json!({ "id": rows[0]["id"] });
    let closed = place.ask("dialog_get", request).await;
    assert_eq!(closed["closed_at"], json!(MORNING.plus_seconds(900)));
    assert_eq!(closed["closed_by"], "system");

    visitor.write("Here I am again").await;
    let question = listening.question().await;
    assert_ne!(
        Some(question.dialog.as_str()),
        rows[0]["id"].as_str(),
        "that opens a new dialog"
    );
}

#[tokio::test]
async fn a_script_that_cannot_be_read_is_replaced_by_the_greeting() {
    let folder = tempfile::tempdir().unwrap();
    let clock = Arc::new(ManualClock::at(MORNING));
    let store = Store::open(folder.path(), MORNING).unwrap();
    store
        .write(|w| {
            let chat = ChatId::new(MORNING);
            w.add_chat(
                chat,
                "Orders",
                &ChatSettings::default(),
                &Made::by_program(MORNING),
            )?;
            w.add_web_channel(chat, "key", MORNING)?;
            let damaged = r#"{"format":1,"name":"Greeting","blocks":["#;
            w.keep_builtin_script("en", "Greeting", damaged, MORNING)?;
            Ok::<_, StoreError>(())
        })
        .await
        .unwrap();
    tokio::spawn(engine::Engine::new(store.clone(), clock.clone()).run());
    let shelf = Arc::new(media::Shelf::open(folder.path().join("media")).unwrap());
    let config = gateway::Config {
        listen: SocketAddr::from(([127, 0, 0, 1], 0)),
        ..gateway::Config::default()
    };
    let gateway = gateway::start(config, store, shelf, clock).await.unwrap();
    let up = watch::Sender::new(Some(gateway.address()));
    let visitor = Visitor::open(Gateway::new(up.subscribe()), "key").await;
    let mut listening = visitor.listen(0);
    assert!(listening.message().await.text.starts_with("Hello!"));
    assert_eq!(listening.question().await.buttons.len(), 4);
}
