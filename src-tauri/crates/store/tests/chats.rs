//! Chats, how they stood before, and chats of an older file.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that fails says where"
)]

use domain::{
    Chat, ChatId, ChatSettings, Colour, ContentId, Crop, MadeFrom, Messenger, Picture, Timestamp,
};
use rusqlite::{Connection, params};
use sha2::{Digest as _, Sha256};
use store::{Made, Store, StoreError};

const NOON: Timestamp = Timestamp::from_millis(1_795_000_000_000);

fn by(person: &str, seconds: u32) -> Made {
    Made {
        from: MadeFrom::Window,
        by: Some(person.to_owned()),
        at: NOON.plus_seconds(seconds),
    }
}

fn settings(change: impl FnOnce(&mut ChatSettings)) -> ChatSettings {
    let mut settings = ChatSettings::default();
    change(&mut settings);
    settings
}

async fn with_chat(folder: &std::path::Path) -> (Store, ChatId) {
    let store = Store::open(folder, NOON).unwrap();
    let chat = ChatId::new(NOON);
    let made = by("anna", 0);
    store
        .write(move |w| {
            w.add_chat(chat, "Orders", &ChatSettings::default(), &made)
                .map(drop)
        })
        .await
        .unwrap_or_else(|error: StoreError| panic!("{error}"));
    (store, chat)
}

async fn update(
    store: &Store,
    chat: ChatId,
    revision: i64,
    name: &'static str,
    settings: ChatSettings,
    made: Made,
) -> Option<Chat> {
    let updated = store.write(move |w| w.update_chat(chat, revision, name, &settings, &made));
    updated
        .await
        .unwrap_or_else(|error: StoreError| panic!("{error}"))
}

#[tokio::test]
async fn each_change_keeps_how_the_chat_stood_and_who_made_it() {
    let folder = tempfile::tempdir().unwrap();
    let (store, chat) = with_chat(folder.path()).await;
    let slower = settings(|settings| settings.queue.time_s = 600);
    let updated = update(&store, chat, 1, "Orders", slower.clone(), by("boris", 5)).await;
    assert_eq!(updated.unwrap().revision, 2);
    let late = update(
        &store,
        chat,
        1,
        "Sales",
        ChatSettings::default(),
        by("clara", 9),
    )
    .await;
    assert_eq!(late, None, "it began from what no longer stands");

    let versions = store
        .read(move |r| r.chat_versions(chat, i64::MAX, 10))
        .await
        .unwrap();
    let told: Vec<_> = versions
        .iter()
        .map(|version| {
            (
                version.revision,
                version.name.as_str(),
                version.settings.queue.time_s,
                version.made.by.as_deref(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (2, "Orders", 600, Some("boris")),
            (1, "Orders", 300, Some("anna"))
        ]
    );
    assert_eq!(versions[0].made.at, NOON.plus_seconds(5));
    let older = store
        .read(move |r| r.chat_versions(chat, 2, 10))
        .await
        .unwrap();
    assert_eq!(older, versions[1..]);
    let first = store.read(move |r| r.chat_version(chat, 1)).await.unwrap();
    assert_eq!(first.as_ref(), Some(&versions[1]));

    store
        .write(move |w| {
            w.delete_chat(chat, true, NOON)?;
            while w.erase_some(chat)? {}
            Ok::<_, StoreError>(())
        })
        .await
        .unwrap();
    let left = store
        .read(move |r| r.chat_versions(chat, i64::MAX, 10))
        .await
        .unwrap();
    assert_eq!(left, [], "what was erased leaves no version");
}

#[tokio::test]
async fn pictures_of_former_versions_are_in_use_too() {
    let folder = tempfile::tempdir().unwrap();
    let (store, chat) = with_chat(folder.path()).await;
    let id = |byte| ContentId::of_sha256([byte; 32]);
    let picture = |byte| Picture {
        id: id(byte),
        source: id(byte + 1),
        crop: Crop {
            x: 0,
            y: 0,
            side: 1,
        },
    };
    let one = settings(|settings| settings.appearance.pictures.bot = Some(picture(1)));
    let other = settings(|settings| settings.appearance.pictures.user = Some(picture(3)));
    update(&store, chat, 1, "Orders", one, by("anna", 1)).await;
    update(&store, chat, 2, "Orders", other, by("anna", 2)).await;
    let mut used = store.read(|r| r.files_in_use()).await.unwrap();
    used.sort();
    assert_eq!(used, [id(1), id(2), id(3), id(4)]);
}

#[tokio::test]
async fn a_channel_is_switched_off_and_on() {
    let folder = tempfile::tempdir().unwrap();
    let (store, chat) = with_chat(folder.path()).await;
    let channel = store
        .write(move |w| w.add_web_channel(chat, "key", NOON))
        .await;
    let channel = channel.unwrap_or_else(|error: StoreError| panic!("{error}"));
    let switched = |on| {
        let store = store.clone();
        async move {
            let done = store.write(move |w| w.switch_channel(channel, on)).await;
            assert!(done.unwrap_or_else(|error: StoreError| panic!("{error}")));
            let web = store.read(|r| r.web_channel("key")).await.unwrap().unwrap();
            (web.enabled, store.read(|r| r.channels_on()).await.unwrap())
        }
    };
    assert_eq!(switched(false).await, (false, 0));
    assert_eq!(switched(true).await, (true, 1));
    let nobody = domain::ChannelId::new(NOON);
    let done = store.write(move |w| w.switch_channel(nobody, true)).await;
    assert!(!done.unwrap_or_else(|error: StoreError| panic!("{error}")));
}

/// A file as the program wrote it before settings were grouped.
#[tokio::test]
async fn settings_of_an_older_file_are_grouped_and_become_the_first_version() {
    let folder = tempfile::tempdir().unwrap();
    let chat = ChatId::new(NOON);
    {
        let file = Connection::open(folder.path().join("parley.db")).unwrap();
        file.execute_batch("CREATE TABLE migrations (version INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT").unwrap();
        for (version, name, sql) in [
            (1, "ground", include_str!("../migrations/0001_ground.sql")),
            (2, "views", include_str!("../migrations/0002_views.sql")),
        ] {
            file.execute_batch(sql).unwrap();
            let digest: String = Sha256::digest(sql)
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect();
            let applied = "INSERT INTO migrations VALUES (?, ?, ?, 0)";
            file.execute(applied, params![version, name, digest])
                .unwrap();
        }
        let old = r##"{"script":null,"colours":{"bot":"#010203","operator":"#dbe9fe","user":"#1e69d0","buttons":"#1e69d0","buttons_text":"#ffffff"},"reply_to_first_message":false}"##;
        file.execute(
            "INSERT INTO chats (id, revision, name, settings, created_at, updated_at) VALUES (?, 4, 'Orders', ?, 1, 2)",
            params![chat.as_bytes(), old],
        )
        .unwrap();
        file.execute(
            "INSERT INTO channels (id, chat_id, messenger, site_key, config, created_at) VALUES (?1, ?1, 'web', 'key', '{\"allowed_sites\":[\"https://shop.example\"]}', 1)",
            [chat.as_bytes()],
        )
        .unwrap();
        file.pragma_update(None, "application_id", 0x5052_4C59)
            .unwrap();
        file.pragma_update(None, "user_version", 2).unwrap();
    }
    let store = Store::open(folder.path(), NOON).unwrap();
    let found = store.read(move |r| r.chat(chat)).await.unwrap().unwrap();
    let expected = settings(|settings| {
        settings.script.reply_to_first_message = false;
        settings.appearance.colours.bot = Colour::rgb(1, 2, 3);
        settings.widget.allowed_sites = vec!["https://shop.example".to_owned()];
    });
    assert_eq!(found.settings, expected);
    let version = store
        .read(move |r| r.chat_version(chat, 4))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (version.settings, version.made.from),
        (expected, MadeFrom::Program)
    );
    let channels = store.read(move |r| r.channels(chat)).await.unwrap();
    assert_eq!(channels[0].messenger, Messenger::Web);
    let sites = store
        .read(move |r| r.allowed_sites(channels[0].id))
        .await
        .unwrap();
    assert_eq!(sites, ["https://shop.example"]);
}
