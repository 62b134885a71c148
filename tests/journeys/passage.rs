//! A dialog that begins in the widget and goes on in a messenger. No messenger is connected here: the
//! one who comes by the token is put into the store as a connector would.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;

use domain::{ChannelId, ChatId, ChatSettings, ClientId, DialogId, ManualClock, Messenger};
use sha2::{Digest as _, Sha256};
use store::{Inbound, Made, PassageRefused, Store, StoreError, TokenHash};
use support::{Gateway, Visitor};
use tokio::sync::watch;

use crate::place::MORNING;

#[tokio::test]
async fn a_visitor_goes_on_in_a_messenger_with_the_same_dialog() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), MORNING).unwrap();
    let (chat, channel, client) = (
        ChatId::new(MORNING),
        ChannelId::new(MORNING),
        ClientId::new(MORNING),
    );
    let settings = ChatSettings {
        links: BTreeMap::from([(Messenger::Telegram, "https://t.me/shop_bot".to_owned())]),
        ..ChatSettings::default()
    };
    let made: Result<_, StoreError> = store
        .write(move |w| {
            w.add_chat(chat, "Orders", &settings, &Made::by_program(MORNING))?;
            w.add_web_channel(chat, "key", MORNING)
        })
        .await;
    made.unwrap();
    let connection = rusqlite::Connection::open(folder.path().join("parley.db")).unwrap();
    connection
        .execute(
            "INSERT INTO channels (id, chat_id, messenger, created_at) VALUES (?, ?, 'telegram', 0)",
            [channel.as_bytes(), chat.as_bytes()],
        )
        .unwrap();
    connection
        .execute(
            "INSERT INTO clients (id, channel_id, remote_id, created_at) VALUES (?, ?, '77', 0)",
            [client.as_bytes(), channel.as_bytes()],
        )
        .unwrap();
    let clock = Arc::new(ManualClock::at(MORNING));
    tokio::spawn(engine::Engine::new(store.clone(), clock.clone()).run());
    let shelf = Arc::new(media::Shelf::open(folder.path().join("media")).unwrap());
    let config = gateway::Config {
        listen: SocketAddr::from(([127, 0, 0, 1], 0)),
        ..gateway::Config::default()
    };
    let gateway = gateway::start(config, store.clone(), shelf, clock)
        .await
        .unwrap();
    let up = watch::Sender::new(Some(gateway.address()));
    let mut visitor = Visitor::open(Gateway::new(up.subscribe()), "key").await;
    let mut hears = visitor.listen(0);
    let topics = hears.question().await;

    let token = visitor.passage("telegram").await;
    let token = TokenHash(Sha256::digest(&token).into());
    let arrived = store::Visitor {
        client,
        channel,
        chat,
    };
    let mut changes = store.changes();
    let joined = store
        .write(move |w| w.join_by_passage(token, &arrived, MORNING))
        .await
        .unwrap();
    assert_eq!(joined.dialog.to_string(), topics.dialog);
    hears.state("none").await;
    let wrote = Inbound {
        remote_id: "1".to_owned(),
        text: "Delivery and payment".to_owned(),
        payload: None,
        attachment: None,
    };
    let took: Result<_, StoreError> = store
        .write(move |w| w.receive(&arrived, &wrote, MORNING))
        .await;
    took.unwrap();
    // The bot answers there: the delivery, and what else.
    let said = loop {
        changes.recv().await.unwrap();
        let said = store.read(move |r| r.stream(client, 0, 10)).await.unwrap();
        if said.len() == 3 {
            break said;
        }
    };
    assert_eq!(said[0].text, "Delivery and payment");
    assert!(said.iter().all(|message| message.dialog == joined.dialog));
    let waiting: Vec<(DialogId, u64)> = said[1..].iter().map(|one| (one.dialog, one.seq)).collect();
    let goes_out: u64 = connection
        .query_row(
            "SELECT count(*) FROM outbox WHERE channel_id = ? AND client_id = ?",
            [channel.as_bytes(), client.as_bytes()],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(goes_out, waiting.len() as u64);

    let again = store
        .write(move |w| w.join_by_passage(token, &arrived, MORNING))
        .await;
    assert!(matches!(again, Err(PassageRefused::Used)), "{again:?}");
    visitor.write("Delivery and payment").await;
    let next = hears.question().await;
    assert_ne!(next.dialog, topics.dialog, "the widget begins anew");
}
