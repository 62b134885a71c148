//! One exchange from the first visit to the erased chat, and what a bad file does.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that fails says where"
)]

use domain::{
    AuthorType, Button, ChatId, ChatSettings, ClosedBy, Delivery, DialogState, Ending, MessageKind,
    OperatorId, OperatorInput, StayBegan, Timestamp,
};
use expect_test::expect_file;
use store::{
    Change, DialogFilter, Inbound, InboxEvent, Made, OpenTurn, Say, Store, StoreError, TokenHash,
    Visitor, VisitorFacts,
};
use tempfile::TempDir;

const NOON: Timestamp = Timestamp::from_millis(1_795_000_000_000);
const TOKEN: TokenHash = TokenHash([7; 32]);

fn later(seconds: u32) -> Timestamp {
    NOON.plus_seconds(seconds)
}

struct World {
    _folder: TempDir,
    store: Store,
    chat: ChatId,
    visitor: Visitor,
}

async fn world() -> World {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), NOON).unwrap();
    let chat = ChatId::new(NOON);
    let visitor = store
        .write(move |w| {
            w.add_chat(
                chat,
                "Orders",
                &ChatSettings::default(),
                &Made::by_program(NOON),
            )?;
            let channel = w.add_web_channel(chat, "site-key", NOON)?;
            let facts = VisitorFacts {
                language: Some("ru-RU".into()),
                ..VisitorFacts::default()
            };
            w.add_visitor(channel, chat, TOKEN, &facts, NOON)
        })
        .await
        .unwrap_or_else(|error: StoreError| panic!("{error}"));
    World {
        _folder: folder,
        store,
        chat,
        visitor,
    }
}

fn wrote(id: &str, text: &str) -> Inbound {
    Inbound {
        remote_id: id.into(),
        text: text.into(),
        payload: None,
        attachment: None,
    }
}

fn bot(text: &str) -> Say {
    Say {
        author_type: AuthorType::Bot,
        author: None,
        operator: None,
        kind: MessageKind::Text,
        text: text.into(),
        buttons: vec![Button {
            title: "Yes".into(),
            payload: "p".into(),
        }],
        attachment: None,
        key: None,
    }
}

#[tokio::test]
async fn a_dialog_from_the_first_visit_to_its_end() {
    let World {
        _folder,
        store,
        chat,
        visitor,
        ..
    } = world().await;
    let mut changes = store.changes();

    let page = VisitorFacts {
        page: Some("https://shop.example/cart".into()),
        title: Some("Cart".into()),
        ..VisitorFacts::default()
    };
    store
        .write(move |w| w.visit(&visitor, TOKEN, &page, true, NOON))
        .await
        .unwrap();
    let told = changes.recv().await.unwrap();
    assert!(
        told.contains(&Change::Inbox),
        "the engine must be woken: {told:?}"
    );

    let pending = store.read(|r| r.pending_inbox(10)).await.unwrap();
    assert_eq!(pending.len(), 1);
    assert_eq!(pending[0].event, InboxEvent::Opened);
    let dialog = pending[0].dialog;

    let (client, no) = (visitor.client, pending[0].no);
    store
        .write(move |w| {
            w.say(dialog, client, &bot("Hello!"), later(1))?;
            w.save_session(dialog, "{}", Some(later(900)))?;
            w.handled(no, None, later(1))
        })
        .await
        .unwrap();
    let plain = DialogFilter::default();
    let all = DialogFilter {
        all: true,
        ..DialogFilter::default()
    };
    let rows = store
        .read(move |r| {
            Ok::<_, StoreError>((
                r.dialogs_page(&plain, None, 10)?,
                r.dialogs_page(&all, None, 10)?,
            ))
        })
        .await
        .unwrap();
    assert_eq!(
        (rows.0.len(), rows.1.len()),
        (0, 1),
        "nobody wrote yet, so only `all` shows it"
    );

    let first = store.write(move |w| w.receive(&visitor, &wrote("m-1", "Where is it?"), later(2)));
    let first = first.await.unwrap();
    let again = store.write(move |w| w.receive(&visitor, &wrote("m-1", "Where is it?"), later(3)));
    let again = again.await.unwrap();
    assert_eq!((first.seq, first.again), (2, false));
    assert_eq!(
        (again.message, again.seq, again.at, again.again),
        (first.message, 2, later(2), true)
    );

    let row = store
        .read(|r| r.dialogs_page(&DialogFilter::default(), None, 10))
        .await
        .unwrap();
    assert_eq!(row.len(), 1);
    assert_eq!((row[0].client_messages, row[0].bot_messages), (1, 1));
    assert_eq!(row[0].last_text, "Where is it?");

    store
        .write(move |w| w.receipt(client, Delivery::Delivered, 2))
        .await
        .unwrap();
    let messages = store.read(move |r| r.stream(client, 0, 10)).await.unwrap();
    let seen: Vec<_> = messages
        .iter()
        .map(|m| (m.seq, m.author_type, m.delivery))
        .collect();
    assert_eq!(
        seen,
        [
            (1, AuthorType::Bot, Delivery::Delivered),
            (2, AuthorType::Client, Delivery::Received)
        ]
    );
    assert_eq!(messages[0].buttons[0].title, "Yes");
    assert_eq!(store.read(|r| r.outbox_waiting()).await.unwrap().0, 0);

    assert_eq!(
        store.read(|r| r.next_due()).await.unwrap(),
        Some(later(900))
    );
    store
        .write(move |w| {
            w.close_dialog(
                dialog,
                client,
                Ending::ClientTimeout,
                ClosedBy::System,
                later(900),
            )
        })
        .await
        .unwrap();
    assert_eq!(
        store.read(|r| r.next_due()).await.unwrap(),
        None,
        "no deadline outlives its dialog"
    );

    let second = store.write(move |w| w.receive(&visitor, &wrote("m-2", "Hello?"), later(1000)));
    assert_eq!(
        second.await.unwrap().seq,
        3,
        "the exchange goes on without a gap"
    );
    let conversation = store.read(move |r| r.conversation(client)).await.unwrap();
    assert_eq!((conversation.last_seq, conversation.history_seq), (3, 2));
    assert_eq!(
        conversation.dialog.map(|(_, state)| state),
        Some(DialogState::Bot)
    );

    let figures = store
        .read(move |r| Ok::<_, StoreError>(r.chat_figures(NOON)?[&chat]))
        .await
        .unwrap();
    assert_eq!((figures.dialogs_since, figures.active), (2, 1));
    let sessions = store
        .read(|r| {
            let mut seen = Vec::new();
            r.each_session(&DialogFilter::default(), |session, messages| {
                seen.push((
                    session.ending,
                    messages.len(),
                    session.previous,
                    session.first_page.clone(),
                ));
                Ok::<_, StoreError>(())
            })?;
            Ok::<_, StoreError>(seen)
        })
        .await
        .unwrap();
    let page = Some("https://shop.example/cart".to_owned());
    assert_eq!(
        sessions,
        [
            (Some(Ending::ClientTimeout), 2, None, page.clone()),
            (None, 1, Some(dialog), page)
        ]
    );
}

#[tokio::test]
async fn a_message_for_a_closed_dialog_moves_to_the_next() {
    let World {
        _folder,
        store,
        visitor,
        ..
    } = world().await;
    let client = visitor.client;
    store
        .write(move |w| w.receive(&visitor, &wrote("a", "one"), NOON))
        .await
        .unwrap();
    let pending = store.read(|r| r.pending_inbox(1)).await.unwrap().remove(0);
    let old = pending.dialog;
    store
        .write(move |w| w.close_dialog(old, client, Ending::Lifetime, ClosedBy::System, later(1)))
        .await
        .unwrap();
    let new = store
        .write(move |w| w.move_to_new_dialog(&pending, client, later(2)))
        .await
        .unwrap();
    let new = new.expect("a message can be moved");
    assert_ne!(new, old);
    let counts = store
        .read(move |r| {
            Ok::<_, StoreError>((r.dialog(old)?, r.dialog(new)?, r.messages(new, 0, 9)?))
        })
        .await
        .unwrap();
    assert_eq!(counts.0.unwrap().client_messages, 0);
    assert_eq!(counts.1.unwrap().client_messages, 1);
    assert_eq!(counts.2[0].text, "one");
}

#[tokio::test]
async fn a_failed_job_changes_nothing_and_harms_no_other() {
    let World {
        _folder,
        store,
        chat,
        ..
    } = world().await;
    let rename = move |store: Store, name: &'static str, then: fn()| async move {
        store
            .write(move |w| {
                w.update_chat(
                    chat,
                    1,
                    name,
                    &ChatSettings::default(),
                    &Made::by_program(NOON),
                )?;
                then();
                Err::<(), _>(StoreError::Closed)
            })
            .await
    };
    let changes = store.changes();
    let broken = rename(store.clone(), "broken", || panic!("on purpose"));
    let refused = rename(store.clone(), "refused", || ());
    let kept = store.write(move |w| w.set_setting("kept", &1));
    let (broken, refused, kept) = tokio::join!(broken, refused, kept);
    assert!(matches!(broken, Err(StoreError::Panicked(reason)) if reason == "on purpose"));
    assert!(matches!(refused, Err(StoreError::Closed)));
    kept.unwrap();
    drop(changes);
    assert_eq!(
        store
            .read(move |r| r.chat(chat))
            .await
            .unwrap()
            .unwrap()
            .name,
        "Orders"
    );
    assert_eq!(
        store.read(|r| r.setting::<i32>("kept")).await.unwrap(),
        Some(1)
    );
}

#[tokio::test]
async fn concurrent_posts_of_one_message_make_one() {
    let World {
        _folder,
        store,
        visitor,
        ..
    } = world().await;
    let posts: Vec<_> = (0..20)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move {
                store
                    .write(move |w| w.receive(&visitor, &wrote("same", "x"), NOON))
                    .await
            })
        })
        .collect();
    let mut new = 0;
    for post in posts {
        let received = post.await.unwrap().unwrap();
        assert_eq!(received.seq, 1);
        new += u32::from(!received.again);
    }
    assert_eq!(new, 1);
}

#[tokio::test]
async fn a_chat_deleted_with_its_dialogs_is_hidden_can_come_back_and_is_erased() {
    let World {
        _folder,
        store,
        chat,
        visitor,
        ..
    } = world().await;
    store
        .write(move |w| w.receive(&visitor, &wrote("a", "secret"), NOON))
        .await
        .unwrap();
    store
        .write(move |w| w.delete_chat(chat, true, NOON))
        .await
        .unwrap();
    let shown = || async {
        store
            .read(|r| r.dialogs_page(&DialogFilter::default(), None, 10))
            .await
            .unwrap()
            .len()
    };
    assert_eq!(shown().await, 0);
    assert!(
        store
            .read(move |r| r.visitor(TOKEN, NOON))
            .await
            .unwrap()
            .is_none()
    );
    assert!(store.write(move |w| w.restore_chat(chat)).await.unwrap());
    assert_eq!(shown().await, 1);
    store
        .write(move |w| w.delete_chat(chat, true, NOON))
        .await
        .unwrap();
    assert_eq!(
        store.read(|r| r.chats_to_erase()).await.unwrap(),
        [(chat, NOON)]
    );
    assert!(
        !store.write(move |w| w.erase_some(chat)).await.unwrap(),
        "one piece is enough"
    );
    assert!(store.read(|r| r.chats_to_erase()).await.unwrap().is_empty());
    assert!(!store.write(move |w| w.restore_chat(chat)).await.unwrap());
    assert!(!store.read(|r| r.any_chat_ever()).await.unwrap());
}

#[tokio::test]
async fn pages_by_key_meet_every_dialog_once() {
    let World {
        _folder,
        store,
        chat,
        visitor,
        ..
    } = world().await;
    for n in 0..25_u8 {
        let token = TokenHash([100 + n; 32]);
        store
            .write(move |w| {
                let facts = VisitorFacts::default();
                // Several begin within one millisecond: the id must tell them apart.
                let at = later(u32::from(n / 4));
                let visitor = w.add_visitor(visitor.channel, chat, token, &facts, at)?;
                w.receive(&visitor, &wrote("a", "hello"), at)
            })
            .await
            .unwrap();
    }
    let mut met = Vec::new();
    let mut after = None;
    loop {
        let page = store
            .read(move |r| r.dialogs_page(&DialogFilter::default(), after, 7))
            .await
            .unwrap();
        let Some(last) = page.last() else { break };
        after = Some(store::DialogCursor {
            created_at: last.created_at,
            id: last.id,
        });
        met.extend(page.iter().map(|row| (row.created_at, row.id)));
    }
    assert_eq!(met.len(), 25);
    assert!(
        met.windows(2).all(|pair| pair[0] > pair[1]),
        "newest first, each once"
    );
}

#[tokio::test]
async fn the_folder_has_one_owner_until_the_last_clone_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), NOON).unwrap();
    let clone = store.clone();
    drop(store);
    assert!(matches!(
        Store::open(folder.path(), NOON),
        Err(StoreError::InUse { .. })
    ));
    drop(clone);
    Store::open(folder.path(), NOON).unwrap();
}

#[test]
fn a_file_that_is_not_ours_is_refused_and_left_alone() {
    let refused = |bytes: &[u8]| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("parley.db");
        std::fs::write(&path, bytes).unwrap();
        let error = Store::open(folder.path(), NOON).unwrap_err();
        assert_eq!(std::fs::read(&path).unwrap(), bytes, "it was changed");
        error
    };
    assert!(matches!(refused(b"hello"), StoreError::NotADatabase { .. }));
    assert!(matches!(
        refused(&[0; 5000]),
        StoreError::NotADatabase { .. }
    ));
    let mut torn = b"SQLite format 3\0".to_vec();
    torn.resize(5000, 0xAB);
    assert!(matches!(refused(&torn), StoreError::NotADatabase { .. }));

    let foreign = tempfile::tempdir().unwrap();
    let path = foreign.path().join("parley.db");
    rusqlite::Connection::open(&path)
        .unwrap()
        .execute_batch("CREATE TABLE t (x)")
        .unwrap();
    assert!(matches!(
        Store::open(foreign.path(), NOON),
        Err(StoreError::NotADatabase { .. })
    ));
}

#[test]
fn a_file_from_the_future_or_with_another_past_is_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    drop(Store::open(folder.path(), NOON).unwrap());
    let change = |sql: &str| {
        rusqlite::Connection::open(folder.path().join("parley.db"))
            .unwrap()
            .execute_batch(sql)
            .unwrap();
        Store::open(folder.path(), NOON).unwrap_err()
    };
    let error = change("PRAGMA user_version = 99");
    assert!(
        matches!(error, StoreError::FromTheFuture { found: 99, .. }),
        "{error}"
    );
    let shown = error.to_string();
    assert!(
        shown.contains("parley.db") && shown.contains("99"),
        "{shown}"
    );
    let error =
        change("PRAGMA user_version = 2; UPDATE migrations SET sha256 = 'x' WHERE version = 1");
    assert!(
        matches!(error, StoreError::ForeignFormat { version: 1, .. }),
        "{error}"
    );
}

#[tokio::test]
async fn the_schema_is_what_was_reviewed() {
    let World { _folder, store, .. } = world().await;
    let schema = store.read(|r| r.schema()).await.unwrap();
    expect_file!["../schema.sql"].assert_eq(&schema);
}

#[tokio::test]
async fn the_views_speak_text_and_iso_times() {
    let World {
        _folder,
        store,
        visitor,
        ..
    } = world().await;
    store
        .write(move |w| w.receive(&visitor, &wrote("a", "hello"), NOON))
        .await
        .unwrap();
    let connection = rusqlite::Connection::open(store.folder().join("parley.db")).unwrap();
    let dialog = store
        .read(move |r| r.open_dialog_of(visitor.client))
        .await
        .unwrap()
        .unwrap();
    let row: (String, String, String, Option<String>) = connection
        .query_row(
            "SELECT session_id, chat_date, dialog, previous_session_id FROM v_dialogs",
            [],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
        )
        .unwrap();
    assert_eq!(
        row,
        (
            dialog.to_string(),
            "2026-11-18T11:06:40.000Z".into(),
            "client: hello".into(),
            None
        )
    );
    let texts: i64 = connection
        .query_row(
            "SELECT count(*) FROM v_messages WHERE session_id = ?",
            [row.0],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(texts, 1);
}

#[tokio::test]
async fn the_views_tell_who_answered_and_what_the_client_thought() {
    let World {
        _folder,
        store,
        visitor,
        ..
    } = world().await;
    let anna = OperatorId::new(NOON);
    let input = OperatorInput {
        name: "Anna".into(),
        picture: None,
        dialogs_max: 5,
        groups: Vec::new(),
        working_hours: None,
        time_zone: None,
    };
    let turn = OpenTurn {
        first: true,
        goal_s: 30,
        due: later(30),
    };
    store
        .write(move |w| {
            w.add_operator(anna, &input, NOON)?;
            w.receive(&visitor, &wrote("a", "hello"), NOON)?;
            let client = visitor.client;
            let dialog = w.open_dialog_of(client)?.unwrap();
            w.open_turn(dialog, turn, NOON)?;
            w.begin_stay(dialog, client, anna, StayBegan::Taken, later(5))?;
            w.close_turn(dialog, Some(7500), later(8))?;
            w.rate(dialog, client, 4, 5, later(9))
        })
        .await
        .unwrap();
    let connection = rusqlite::Connection::open(store.folder().join("parley.db")).unwrap();
    let told: (String, String, f64, i64) = connection
        .query_row(
            "SELECT operators, taken_at, first_response_s, csi_percent FROM v_dialogs",
            [],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
        )
        .unwrap();
    let taken_at = "2026-11-18T11:06:45.000Z".to_owned();
    assert_eq!(told, ("Anna".into(), taken_at, 7.5, 75));
    let operator: (String, String, i64, i64, i64) = connection
        .query_row(
            "SELECT operator_id, name, dialogs, answered_turns, missed_turns FROM v_operators",
            [],
            |row| {
                Ok((
                    row.get(0)?,
                    row.get(1)?,
                    row.get(2)?,
                    row.get(3)?,
                    row.get(4)?,
                ))
            },
        )
        .unwrap();
    assert_eq!(operator, (anna.to_string(), "Anna".into(), 1, 1, 0));
}
