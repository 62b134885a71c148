//! Scripts in the store: drafts and versions, what was kept of them, what they passed in dialogs, and
//! what they ask of others.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that fails says where"
)]

use domain::{
    AskKind, ChatId, ChatSettings, ClientId, ClosedBy, DialogId, Ending, MessageId, ScriptId,
    ScriptMomentKind, Timestamp,
};
use rusqlite::Connection;
use store::{
    Change, DialogFilter, DialogScript, Inbound, KeepMoment, Made, Mark, Reader, ScriptUse, Store,
    StoreError, TokenHash, VisitorFacts, Writer,
};
use tempfile::TempDir;

const NOON: Timestamp = Timestamp::from_millis(1_795_000_000_000);

fn open() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), NOON).unwrap();
    (folder, store)
}

async fn write<T: Send + 'static>(
    store: &Store,
    job: impl FnOnce(&mut Writer<'_>) -> Result<T, StoreError> + Send + 'static,
) -> T {
    store
        .write(job)
        .await
        .unwrap_or_else(|error| panic!("{error}"))
}

async fn read<T: Send + 'static>(
    store: &Store,
    job: impl FnOnce(&Reader<'_>) -> Result<T, StoreError> + Send + 'static,
) -> T {
    store
        .read(job)
        .await
        .unwrap_or_else(|error| panic!("{error}"))
}

fn made(by: &str, after_s: u32) -> Made {
    Made {
        by: Some(by.to_owned()),
        ..Made::by_program(NOON.plus_seconds(after_s))
    }
}

async fn script(store: &Store) -> ScriptId {
    write(store, |w| {
        let id = ScriptId::new(NOON);
        w.add_script(id, "Orders", "one", &made("anna", 0))?;
        Ok(id)
    })
    .await
}

struct Talk {
    dialog: DialogId,
    client: ClientId,
    message: MessageId,
}

/// A dialog of a new client, who wrote one message, in a chat of its own.
async fn dialog(store: &Store, n: u8) -> Talk {
    write(store, move |w| {
        let at = NOON.plus_seconds(n.into());
        let chat = ChatId::new(at);
        w.add_chat(
            chat,
            "Orders",
            &ChatSettings::default(),
            &Made::by_program(at),
        )?;
        let channel = w.add_web_channel(chat, &format!("site-key-{n}"), at)?;
        let facts = VisitorFacts::default();
        let visitor = w.add_visitor(channel, chat, TokenHash([n; 32]), &facts, at)?;
        let wrote = Inbound {
            remote_id: "a".to_owned(),
            text: "Hello".to_owned(),
            payload: None,
            attachment: None,
        };
        w.receive(&visitor, &wrote, at)?;
        let dialog = w.open_dialog_of(visitor.client)?.unwrap();
        let message = w.messages(dialog, 0, 1)?[0].id;
        Ok(Talk {
            dialog,
            client: visitor.client,
            message,
        })
    })
    .await
}

#[tokio::test]
async fn a_draft_is_saved_over_what_was_seen_and_published_as_the_next_version() {
    let (_folder, store) = open();
    let mut changes = store.changes();
    let id = script(&store).await;
    assert_eq!(*changes.recv().await.unwrap(), [Change::Scripts]);
    let new = read(&store, move |r| r.script(id)).await.unwrap();
    assert_eq!(
        (
            new.version,
            new.revision,
            new.changed,
            new.updated_by.as_deref()
        ),
        (None, 1, true, Some("anna"))
    );
    let unpublished = read(&store, move |r| {
        Ok((r.published_script(id)?, r.published_scripts()?))
    });
    assert_eq!(
        unpublished.await,
        (None, vec![]),
        "no chat can follow what nobody published"
    );

    let (saved, stale) = write(&store, move |w| {
        let saved = w.save_script(id, 1, "Orders and more", "two", &made("boris", 5))?;
        Ok((
            saved,
            w.save_script(id, 1, "Orders", "lost", &made("anna", 6))?,
        ))
    })
    .await;
    assert_eq!((saved, stale), (Some(2), None));
    let version = write(&store, move |w| w.publish_script(id, &made("boris", 7))).await;
    assert_eq!(version, Some(1));
    assert_eq!(read(&store, |r| r.published_scripts()).await, [id]);
    let published = read(&store, move |r| r.script(id)).await.unwrap();
    assert_eq!(published.name, "Orders and more");
    assert_eq!(published.draft, "two");
    assert_eq!(published.updated_at, NOON.plus_seconds(5));
    assert_eq!(published.updated_by.as_deref(), Some("boris"));
    assert!(!published.changed);

    let changed = write(&store, move |w| {
        w.save_script(id, 2, "Orders", "three", &made("anna", 8))?;
        Ok((w.script(id)?.unwrap(), w.published_script(id)?.unwrap()))
    })
    .await;
    assert!(changed.0.changed);
    assert_eq!(changed.1.body, "two", "a draft changes nothing for clients");
    let versions = write(&store, move |w| {
        let next = w.publish_script(id, &made("anna", 9))?;
        Ok((
            next,
            w.script_version(id, 1)?.unwrap().body,
            w.published_script(id)?.unwrap().body,
        ))
    })
    .await;
    assert_eq!(versions, (Some(2), "two".to_owned(), "three".to_owned()));
}

#[tokio::test]
async fn what_comes_with_the_program_is_its_own_draft_and_nobody_changes_it() {
    let (_folder, store) = open();
    let id = write(&store, |w| {
        w.keep_builtin_script("en", "Greeting", "hello", NOON)
    })
    .await;
    let seen = read(&store, move |r| r.script(id)).await.unwrap();
    assert_eq!(
        (seen.draft.as_str(), seen.changed, seen.version),
        ("hello", false, Some(1))
    );
    let done = write(&store, move |w| {
        Ok((
            w.save_script(id, 1, "Mine", "mine", &made("anna", 1))?,
            w.publish_script(id, &made("anna", 1))?,
            w.delete_script(id, NOON)?,
        ))
    })
    .await;
    assert_eq!(done, (None, None, false));
}

#[tokio::test]
async fn a_deleted_script_is_offered_to_nobody_but_dialogs_finish_on_its_version() {
    let (_folder, store) = open();
    let id = script(&store).await;
    let talk = dialog(&store, 1).await;
    write(&store, move |w| {
        w.publish_script(id, &made("anna", 1))?;
        w.set_dialog_script(talk.dialog, DialogScript { id, version: 1 })?;
        assert!(w.delete_script(id, NOON)?);
        assert!(!w.delete_script(id, NOON)?, "it is gone already");
        Ok(())
    })
    .await;
    let (offered, one, published, followed, called) = read(&store, move |r| {
        Ok((
            r.scripts()?,
            r.script(id)?,
            r.published_script(id)?,
            r.script_version(id, 1)?,
            r.session_row(talk.dialog)?.unwrap().script,
        ))
    })
    .await;
    assert_eq!((offered, one, published), (vec![], None, None));
    assert_eq!(followed.unwrap().body, "one");
    assert_eq!(
        called.as_deref(),
        Some("Orders"),
        "its dialogs keep its name"
    );
    assert!(write(&store, move |w| w.restore_script(id)).await);
    let back = read(&store, move |r| r.script(id)).await.unwrap();
    assert_eq!((back.version, back.draft.as_str()), (Some(1), "one"));
}

#[tokio::test]
async fn chats_that_name_a_script_anywhere_are_told_once() {
    let (_folder, store) = open();
    let id = script(&store).await;
    let chat = write(&store, move |w| {
        let mut settings = ChatSettings::default();
        w.add_chat(
            ChatId::new(NOON),
            "Others",
            &settings,
            &Made::by_program(NOON),
        )?;
        settings.script.main = Some(id);
        settings.script.after_operator = Some(id);
        let chat = ChatId::new(NOON.plus_seconds(1));
        w.add_chat(chat, "Shop", &settings, &Made::by_program(NOON))?;
        let gone = ChatId::new(NOON.plus_seconds(2));
        w.add_chat(gone, "Gone", &settings, &Made::by_program(NOON))?;
        w.delete_chat(gone, false, NOON)?;
        Ok(chat)
    })
    .await;
    assert_eq!(
        read(&store, |r| r.scripts_in_use()).await,
        [ScriptUse {
            script: id,
            chat,
            chat_name: "Shop".to_owned(),
        }]
    );
}

#[tokio::test]
async fn moments_are_numbered_in_order_and_read_backwards_in_pages() {
    let (_folder, store) = open();
    let id = script(&store).await;
    let keep = move |w: &mut Writer<'_>, what, name, body| {
        let moment = KeepMoment {
            what,
            name,
            version: (what == ScriptMomentKind::Published).then_some(1),
            by: Some("anna"),
            at: NOON,
            body,
        };
        w.keep_moment(id, moment)
    };
    let kept = write(&store, move |w| {
        let other = ScriptId::new(NOON.plus_seconds(1));
        w.add_script(other, "Other", "x", &made("anna", 0))?;
        Ok([
            keep(w, ScriptMomentKind::Saved, None, "a")?,
            keep(w, ScriptMomentKind::Snapshot, Some("Before the sale"), "b")?,
            keep(w, ScriptMomentKind::Published, None, "c")?,
        ])
    })
    .await;
    assert_eq!(kept, [1, 2, 3]);
    let (newest, rest, second, last) = read(&store, move |r| {
        Ok((
            r.script_moments(id, i64::MAX, 1)?,
            r.script_moments(id, 3, 10)?,
            r.script_moment(id, 2)?,
            r.last_kept(id)?,
        ))
    })
    .await;
    let seen = |moments: &[store::KeptMoment]| -> Vec<_> {
        moments
            .iter()
            .map(|kept| (kept.no, kept.what, kept.version))
            .collect()
    };
    assert_eq!(seen(&newest), [(3, ScriptMomentKind::Published, Some(1))]);
    assert_eq!(
        seen(&rest),
        [
            (2, ScriptMomentKind::Snapshot, None),
            (1, ScriptMomentKind::Saved, None)
        ]
    );
    let (second, body) = second.unwrap();
    assert_eq!(second.name.as_deref(), Some("Before the sale"));
    assert_eq!((body.as_str(), last.as_deref()), ("b", Some("c")));
}

#[tokio::test]
async fn markers_are_kept_in_order_and_find_their_dialogs() {
    let (folder, store) = open();
    let (one, other) = (dialog(&store, 1).await, dialog(&store, 2).await);
    let (first, second) = (one.dialog, other.dialog);
    let mut changes = store.changes();
    write(&store, move |w| {
        w.mark(
            first,
            one.client,
            "b1",
            "ordered",
            Some("42"),
            NOON.plus_seconds(1),
        )?;
        w.mark(first, one.client, "b2", "asked", None, NOON.plus_seconds(2))?;
        w.mark(
            first,
            one.client,
            "b1",
            "ordered",
            Some("43"),
            NOON.plus_seconds(3),
        )?;
        w.mark(
            second,
            other.client,
            "b2",
            "asked",
            None,
            NOON.plus_seconds(4),
        )?;
        w.recognised(one.message, "menu", "Delivery")?;
        w.set_result(first, one.client, "Sold")
    })
    .await;
    assert!(changes.recv().await.unwrap().contains(&Change::Dialog {
        dialog: first,
        client: one.client
    }));
    let mark = |marker: &str, value: Option<&str>, after_s, block: &str| Mark {
        marker: marker.to_owned(),
        value: value.map(str::to_owned),
        at: NOON.plus_seconds(after_s),
        block: block.to_owned(),
    };
    assert_eq!(
        read(&store, move |r| r.marks(first)).await,
        [
            mark("ordered", Some("42"), 1, "b1"),
            mark("asked", None, 2, "b2"),
            mark("ordered", Some("43"), 3, "b1"),
        ]
    );
    assert_eq!(read(&store, |r| r.markers()).await, ["asked", "ordered"]);
    let found = async |marker: &str| {
        let filter = DialogFilter {
            marker: Some(marker.to_owned()),
            ..DialogFilter::default()
        };
        read(&store, move |r| {
            let rows = r.dialogs_page(&filter, None, 10)?;
            assert_eq!(r.dialogs_count(&filter)?.n, rows.len() as u64);
            Ok(rows.into_iter().map(|row| row.id).collect::<Vec<_>>())
        })
        .await
    };
    assert_eq!(found("asked").await, [second, first], "newest first");
    assert_eq!(found("ordered").await, [first]);
    assert_eq!(found("order").await, []);
    let row = read(&store, move |r| r.session_row(first)).await.unwrap();
    assert_eq!(row.markers.as_deref(), Some("asked, ordered"));
    assert_eq!(row.operator_result.as_deref(), Some("Sold"));

    let file = Connection::open(folder.path().join("parley.db")).unwrap();
    let text = |sql: &str| -> Vec<Option<String>> {
        let mut statement = file.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| row.get(0)).unwrap();
        rows.map(Result::unwrap).collect()
    };
    assert_eq!(
        text("SELECT markers FROM v_dialogs ORDER BY chat_date"),
        [Some("asked, ordered".to_owned()), Some("asked".to_owned())]
    );
    assert_eq!(
        text("SELECT script_block || ' ' || recognised_as FROM messages ORDER BY at"),
        [Some("menu Delivery".to_owned()), None]
    );
}

#[tokio::test]
async fn dialogs_of_a_script_are_found_whatever_its_version() {
    let (_folder, store) = open();
    let id = script(&store).await;
    let (one, other, third) = (
        dialog(&store, 1).await,
        dialog(&store, 2).await,
        dialog(&store, 3).await,
    );
    write(&store, move |w| {
        w.set_dialog_script(one.dialog, DialogScript { id, version: 1 })?;
        w.set_dialog_script(third.dialog, DialogScript { id, version: 2 })
    })
    .await;
    let filter = DialogFilter {
        script: Some(id),
        ..DialogFilter::default()
    };
    let found = read(&store, move |r| r.dialogs_page(&filter, None, 10)).await;
    let found: Vec<_> = found.into_iter().map(|row| row.id).collect();
    assert_eq!(found, [third.dialog, one.dialog]);
    assert!(!found.contains(&other.dialog));
}

#[tokio::test]
async fn an_ask_is_sent_answered_once_and_let_go() {
    let (_folder, store) = open();
    let talk = dialog(&store, 1).await;
    let mut changes = store.changes();
    let dialog = talk.dialog;
    write(&store, move |w| {
        w.ask(dialog, 1, AskKind::Request, "{\"url\":1}", NOON)?;
        w.ask(dialog, 2, AskKind::Ai, "{}", NOON.plus_seconds(1))
    })
    .await;
    assert!(changes.recv().await.unwrap().contains(&Change::Asks));
    let steps = |asks: Vec<store::Ask>| -> Vec<u32> { asks.iter().map(|ask| ask.step).collect() };
    let states = async || {
        let (pending, sent, answered) = read(&store, |r| {
            Ok((r.asks_pending(10)?, r.asks_sent()?, r.asks_answered(10)?))
        })
        .await;
        [steps(pending), steps(sent), steps(answered)]
    };
    assert_eq!(states().await, [vec![1, 2], vec![], vec![]]);
    let first = read(&store, |r| r.asks_pending(1)).await;
    assert_eq!(
        (first[0].kind, first[0].body.as_str(), first[0].sent_at),
        (AskKind::Request, "{\"url\":1}", None)
    );

    assert!(write(&store, move |w| w.ask_sent(dialog, 1, NOON.plus_seconds(2))).await);
    assert_eq!(states().await, [vec![2], vec![1], vec![]]);
    let again = write(&store, move |w| w.ask_sent(dialog, 1, NOON.plus_seconds(3))).await;
    assert!(again, "what a killed process sent may be sent again");
    let (kept, late) = write(&store, move |w| {
        Ok((
            w.ask_answered(dialog, 1, "{}")?,
            w.ask_answered(dialog, 1, "late")?,
        ))
    })
    .await;
    assert!(kept && !late, "the first answer stands");
    assert!(changes.recv().await.unwrap().contains(&Change::Asks));
    let sent = write(&store, move |w| w.ask_sent(dialog, 1, NOON)).await;
    assert!(!sent, "what was answered is not asked again");
    assert_eq!(states().await, [vec![2], vec![], vec![1]]);
    let answered = read(&store, |r| r.asks_answered(1)).await;
    assert_eq!(answered[0].answer.as_deref(), Some("{}"));
    write(&store, move |w| w.ask_handled(dialog, 1)).await;
    assert_eq!(states().await, [vec![2], vec![], vec![]]);

    write(&store, move |w| {
        w.close_dialog(dialog, talk.client, Ending::BotEnded, ClosedBy::Bot, NOON)
    })
    .await;
    assert_eq!(
        states().await,
        [vec![0_u32; 0], vec![], vec![]],
        "nobody waits in a closed dialog"
    );
    let late = write(&store, move |w| w.ask_answered(dialog, 2, "{}")).await;
    assert!(!late);
}

#[tokio::test]
async fn what_a_script_left_in_a_dialog_goes_with_it() {
    let (folder, store) = open();
    let talk = dialog(&store, 1).await;
    write(&store, move |w| {
        w.mark(talk.dialog, talk.client, "b", "ordered", None, NOON)?;
        w.ask(talk.dialog, 1, AskKind::Ai, "{}", NOON)?;
        let chat = w.dialog(talk.dialog)?.unwrap().chat;
        // The asks go when it is closed; one that a killed process left is there all the same.
        w.delete_chat(chat, true, NOON)?;
        w.ask(talk.dialog, 1, AskKind::Ai, "{}", NOON)?;
        assert!(!w.erase_some(chat)?);
        Ok(())
    })
    .await;
    let file = Connection::open(folder.path().join("parley.db")).unwrap();
    for table in ["marks", "dialog_markers", "asks", "dialogs"] {
        let sql = format!("SELECT count(*) FROM {table}");
        let left: u32 = file.query_row(&sql, [], |row| row.get(0)).unwrap();
        assert_eq!(left, 0, "{table}");
    }
    assert!(read(&store, |r| r.markers()).await.is_empty());
}

#[tokio::test]
async fn what_waits_is_read_by_an_index() {
    let (folder, _store) = open();
    let file = Connection::open(folder.path().join("parley.db")).unwrap();
    let plan = |sql: &str| -> String {
        let mut statement = file.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let rows = statement
            .query_map([], |row| row.get::<_, String>(3))
            .unwrap();
        rows.map(|row| row.unwrap() + "\n").collect()
    };
    let asks = plan(
        "SELECT * FROM asks INDEXED BY asks_of_state WHERE state = 'pending'
         ORDER BY created_at, dialog_id, step LIMIT 16",
    );
    assert!(
        asks.contains("SEARCH asks USING INDEX asks_of_state") && !asks.contains("TEMP"),
        "{asks}"
    );
    let next = plan("SELECT min(marker) FROM dialog_markers WHERE marker > 'a'");
    assert!(
        next.contains("SEARCH dialog_markers USING COVERING INDEX"),
        "{next}"
    );
}
