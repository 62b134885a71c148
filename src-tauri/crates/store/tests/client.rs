//! What a client sends and where they look: files and pages.

#![allow(clippy::unwrap_used, reason = "a test that fails says where")]

use domain::{
    Attachment, ChatId, ChatSettings, ContentId, Crop, MadeFrom, MessageKind, OperatorId,
    OperatorInput, Picture, Timestamp,
};
use store::{
    Change, Inbound, InboxEvent, Made, Store, StoreError, TokenHash, Visitor, VisitorFacts,
};

const NOON: Timestamp = Timestamp::from_millis(1_795_000_000_000);

/// A store with a chat, and two of its visitors.
async fn store() -> (tempfile::TempDir, Store, Visitor, Visitor) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), NOON).unwrap();
    let made = Made {
        from: MadeFrom::CommandLine,
        by: None,
        at: NOON,
    };
    let visitors: Result<_, StoreError> = store
        .write(move |w| {
            let chat = ChatId::new(NOON);
            w.add_chat(chat, "Orders", &ChatSettings::default(), &made)?;
            let channel = w.add_web_channel(chat, "key", NOON)?;
            let facts = VisitorFacts::default();
            let visitor = |w: &mut store::Writer<'_>, n| {
                w.add_visitor(channel, chat, TokenHash([n; 32]), &facts, NOON)
            };
            Ok((visitor(w, 1)?, visitor(w, 2)?))
        })
        .await;
    let (ann, bob) = visitors.unwrap();
    (folder, store, ann, bob)
}

fn attachment() -> Attachment {
    Attachment {
        id: ContentId::of_sha256([7; 32]),
        name: "отчёт.pdf".to_owned(),
        bytes: 1234,
        mime: "application/pdf".to_owned(),
        is_picture: false,
    }
}

fn on(page: &str) -> VisitorFacts {
    VisitorFacts {
        page: Some(page.to_owned()),
        title: Some("Shoes".to_owned()),
        ..VisitorFacts::default()
    }
}

#[tokio::test]
async fn a_file_is_a_message_of_its_own_and_known_to_its_client_alone() {
    let (_folder, store, ann, bob) = store().await;
    let inbound = Inbound {
        remote_id: "f1".to_owned(),
        text: String::new(),
        payload: None,
        attachment: Some(attachment()),
    };
    let twice = inbound.clone();
    let first = store.write(move |w| w.receive(&ann, &inbound, NOON)).await;
    let again = store.write(move |w| w.receive(&ann, &twice, NOON)).await;
    assert_eq!(first.unwrap().message, again.unwrap().message);
    let read: Result<_, StoreError> = store
        .read(move |r| {
            let dialog = r.open_dialog_of(ann.client)?.expect("a dialog is open");
            Ok((
                r.stream(ann.client, 0, 10)?,
                r.pending_inbox(10)?,
                r.dialog(dialog)?.expect("it is there"),
                r.file_of(ann.client, attachment().id, "отчёт.pdf")?,
                r.file_of(bob.client, attachment().id, "отчёт.pdf")?,
            ))
        })
        .await;
    let (messages, pending, dialog, own, others) = read.unwrap();
    assert_eq!(messages.len(), 1);
    assert_eq!(messages[0].kind, MessageKind::File);
    assert_eq!(messages[0].attachment, Some(attachment()));
    let event = InboxEvent::File {
        text: String::new(),
        attachment: attachment(),
    };
    assert_eq!(pending[0].event, event);
    assert_eq!(dialog.last_text, "отчёт.pdf", "lists show the file's name");
    assert_eq!(own, Some(attachment()));
    let used = store.read(|r| r.files_in_use()).await.unwrap();
    assert_eq!(used, [attachment().id], "a file that was sent is kept");
    assert_eq!(others, None, "nobody reads the files of another client");
}

/// What an earlier version of the program left in the inbox.
#[test]
fn events_from_before_there_were_files_are_still_read() {
    for (json, event) in [
        (r#"{"type":"opened"}"#, InboxEvent::Opened),
        (
            r#"{"type":"message","text":"hi"}"#,
            InboxEvent::Message { text: "hi".into() },
        ),
        (
            r#"{"type":"postback","text":"Yes","payload":"p"}"#,
            InboxEvent::Postback {
                text: "Yes".into(),
                payload: "p".into(),
            },
        ),
    ] {
        assert_eq!(serde_json::from_str::<InboxEvent>(json).unwrap(), event);
    }
}

#[tokio::test]
async fn the_page_a_client_looks_at_is_told_once_and_only_to_an_open_dialog() {
    let (_folder, store, ann, bob) = store().await;
    let write = Inbound {
        remote_id: "m1".to_owned(),
        text: "hi".to_owned(),
        payload: None,
        attachment: None,
    };
    store
        .write(move |w| w.receive(&ann, &write, NOON))
        .await
        .unwrap();
    let mut changes = store.changes();
    for visitor in [bob, ann, ann] {
        store
            .write(move |w| w.page_visited(visitor.client, &on("https://shop.example/a"), NOON))
            .await
            .unwrap();
    }
    store
        .write(move |w| w.page_visited(ann.client, &VisitorFacts::default(), NOON))
        .await
        .unwrap();
    let told = changes.try_recv().unwrap();
    assert!(
        matches!(&told[..], [Change::Dialog { client, .. }] if *client == ann.client),
        "{told:?}"
    );
    assert!(changes.try_recv().is_err(), "the same page is one visit");
}

#[tokio::test]
async fn the_picture_of_an_operator_is_in_use() {
    let (_folder, store, ..) = store().await;
    let (id, source) = (ContentId::of_sha256([1; 32]), ContentId::of_sha256([2; 32]));
    let crop = Crop {
        x: 0,
        y: 0,
        side: 64,
    };
    let input = OperatorInput {
        name: "Anna".to_owned(),
        picture: Some(Picture { id, source, crop }),
        dialogs_max: 0,
        groups: Vec::new(),
        working_hours: None,
        time_zone: None,
    };
    store
        .write(move |w| w.add_operator(OperatorId::new(NOON), &input, NOON))
        .await
        .unwrap();
    let used = store.read(|r| r.files_in_use()).await.unwrap();
    assert_eq!(used, [id, source]);
}
