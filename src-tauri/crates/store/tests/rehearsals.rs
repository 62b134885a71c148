//! What a rehearsal reads of the archive, and what is kept of it.

#![allow(clippy::unwrap_used, reason = "a test that fails says where")]

use domain::{
    AuthorType, ChatId, ChatSettings, ClientId, ClosedBy, DialogId, Ending, MessageId, MessageKind,
    Messenger, RealEnd, RehearsedEnd, ScriptId, StartedBy, Timestamp,
};
use store::{
    Counted, DialogFilter, Made, RehearsedDialog, SampleDialog, SampleMessage, Store, StoreError,
};

const BEGIN: Timestamp = Timestamp::from_millis(1_795_000_000_000);

struct Archive {
    _folder: tempfile::TempDir,
    store: Store,
    chat: ChatId,
    script: ScriptId,
    dialogs: Vec<DialogId>,
}

/// Seven dialogs, an hour apart, two at the same moment; in one of them nobody wrote.
async fn archive() -> Archive {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), BEGIN).unwrap();
    let written = store.write(|w| {
        let script = w.keep_builtin_script("test", "test", "{}", BEGIN)?;
        let chat = ChatId::new(BEGIN);
        w.add_chat(
            chat,
            "Shop",
            &ChatSettings::default(),
            &Made::by_program(BEGIN),
        )?;
        let channel = w.add_web_channel(chat, "key", BEGIN)?;
        let mut dialogs = Vec::new();
        for number in 0..7_u8 {
            let hours = [0, 1, 2, 2, 3, 4, 5][usize::from(number)];
            let began = BEGIN.plus_seconds(hours * 3600);
            let said = |second: u32, author_type, text: &str| SampleMessage {
                id: MessageId::new(began),
                at: began.plus_seconds(second),
                author_type,
                author: None,
                operator: None,
                kind: MessageKind::Text,
                text: text.to_owned(),
            };
            let mut messages = vec![said(0, AuthorType::Bot, "Hello!")];
            if number != 4 {
                messages.push(said(30, AuthorType::Client, &format!("Question {number}")));
            }
            let dialog = SampleDialog {
                id: DialogId::with_random(began, [number; 10]),
                client: ClientId::with_random(began, [number; 10]),
                chat,
                channel,
                messenger: Messenger::Web,
                started_by: StartedBy::Bot,
                script: Some((script, 1)),
                client_name: (number == 0).then(|| "Maja".to_owned()),
                client_language: None,
                first_page: Some("https://shop.example/".to_owned()),
                handed_over_at: (number == 1).then_some(began),
                ending: Ending::BotEnded,
                closed_by: ClosedBy::Bot,
                closed_at: began.plus_seconds(60),
                messages,
                service: None,
                rating: None,
                tags: Vec::new(),
            };
            w.add_sample_dialog(&dialog)?;
            dialogs.push(dialog.id);
        }
        Ok::<_, StoreError>((chat, script, dialogs))
    });
    let (chat, script, dialogs) = written.await.unwrap();
    Archive {
        _folder: folder,
        store,
        chat,
        script,
        dialogs,
    }
}

#[tokio::test]
async fn pages_of_records_have_every_dialog_that_somebody_wrote_in_once_and_in_order() {
    let archive = archive().await;
    let filter = DialogFilter {
        chats: vec![archive.chat],
        from: Some(BEGIN.plus_seconds(3600)),
        to: Some(BEGIN.plus_seconds(5 * 3600)),
        ..DialogFilter::default()
    };
    let read = archive.store.read(move |r| {
        let (mut all, mut after) = (Vec::new(), None);
        loop {
            let page = r.records(&filter, after, 2)?;
            let Some(last) = page.last() else {
                break;
            };
            after = Some(last.cursor());
            all.extend(page);
        }
        let said = r.recorded_messages(all[0].id)?;
        Ok::<_, StoreError>((all, said, r.count_records(&filter)?))
    });
    let (all, said, count) = read.await.unwrap();
    let ids: Vec<_> = all.iter().map(|record| record.id).collect();
    let expected = [1, 2, 3, 5].map(|number: usize| archive.dialogs[number]);
    assert_eq!(
        ids, expected,
        "of the period, without the one nobody wrote in"
    );
    assert_eq!(count, 4);
    assert!(all[0].handed_over && !all[0].served && !all[1].handed_over);
    assert_eq!(all[0].first_page.as_deref(), Some("https://shop.example/"));
    let said: Vec<_> = said.iter().map(|m| (m.author, m.text.as_str())).collect();
    assert_eq!(
        said,
        [(AuthorType::Bot, ""), (AuthorType::Client, "Question 1")],
        "only the client's words are read"
    );
}

fn rehearsed(dialog: DialogId, variant: u8) -> RehearsedDialog {
    RehearsedDialog {
        variant,
        dialog,
        really: RealEnd::Bot,
        ended: RehearsedEnd::Bot,
        differs: false,
        elses: 0,
        last_block: Some(3),
        blocks: vec![0, 3],
        else_blocks: Vec::new(),
        markers: Vec::new(),
    }
}

async fn dialogs_of(archive: &Archive, id: i64, counted: Counted) -> Vec<usize> {
    let read = archive
        .store
        .read(move |r| r.rehearsed_dialogs((id, 0), counted, None, 100));
    let rows = read.await.map_err(|error: StoreError| error).unwrap();
    let places = rows.iter().map(|row| {
        let mut all = archive.dialogs.iter();
        all.position(|dialog| *dialog == row.dialog.id).unwrap()
    });
    places.collect()
}

#[tokio::test]
async fn every_figure_leads_to_its_dialogs_newest_first() {
    let archive = archive().await;
    let (script, dialogs) = (archive.script, archive.dialogs.clone());
    let written = archive.store.write(move |w| {
        let id = w.begin_rehearsal(script, "{}", BEGIN)?;
        let rows = [
            rehearsed(dialogs[0], 0),
            RehearsedDialog {
                really: RealEnd::Operator,
                elses: 2,
                blocks: vec![0, 13, 30],
                last_block: Some(30),
                else_blocks: vec![13],
                markers: vec![1],
                ..rehearsed(dialogs[1], 0)
            },
            RehearsedDialog {
                really: RealEnd::Operator,
                ended: RehearsedEnd::Lost,
                differs: true,
                markers: vec![0, 11],
                ..rehearsed(dialogs[2], 0)
            },
            rehearsed(dialogs[2], 1),
        ];
        w.add_rehearsed(id, &rows)?;
        w.finish_rehearsal(id, "{}")?;
        Ok::<_, StoreError>(id)
    });
    let id = written.await.unwrap();
    let went = |really, ended| Counted::Ended { really, ended };
    for (counted, expected) in [
        (Counted::All, vec![2, 1, 0]),
        (went(None, Some(RehearsedEnd::Bot)), vec![1, 0]),
        (went(Some(RealEnd::Operator), None), vec![2, 1]),
        (
            went(Some(RealEnd::Operator), Some(RehearsedEnd::Lost)),
            vec![2],
        ),
        (went(Some(RealEnd::Other), None), vec![]),
        (Counted::NotUnderstood, vec![1]),
        (Counted::Differing, vec![2]),
        (Counted::Marked(1), vec![1]),
        (Counted::Marked(11), vec![2]),
        (Counted::CameBy(3), vec![2, 0]),
        (Counted::CameBy(13), vec![1]),
        (Counted::CameBy(1), vec![]),
        (Counted::EndedAt(30), vec![1]),
        (Counted::NotUnderstoodAt(13), vec![1]),
        (Counted::NotUnderstoodAt(3), vec![]),
    ] {
        let found = dialogs_of(&archive, id, counted).await;
        assert_eq!(found, expected, "{counted:?}");
    }
    let second = archive.dialogs[1];
    let read = archive
        .store
        .read(move |r| r.rehearsed_dialogs((id, 0), Counted::All, Some(second), 100));
    let rows = read.await.map_err(|error: StoreError| error).unwrap();
    assert_eq!(rows.len(), 1, "the page from just before the second dialog");
}

#[tokio::test]
async fn a_rehearsal_is_shown_when_it_is_done_and_nothing_is_left_of_one_that_is_dropped() {
    let archive = archive().await;
    let (script, dialogs) = (archive.script, archive.dialogs.clone());
    let shown = || archive.store.read(move |r| r.rehearsals(script));
    let begun = archive.store.write(move |w| {
        let id = w.begin_rehearsal(script, r#"{"asked":1}"#, BEGIN)?;
        let rows: Vec<_> = dialogs.iter().map(|dialog| rehearsed(*dialog, 0)).collect();
        w.add_rehearsed(id, &rows)?;
        Ok::<_, StoreError>(id)
    });
    let id = begun.await.unwrap();
    assert_eq!(
        shown().await.map_err(|error: StoreError| error).unwrap(),
        []
    );
    assert_eq!(dialogs_of(&archive, id, Counted::All).await, [0; 0]);
    let finished = archive.store.write(move |w| {
        w.finish_rehearsal(id, r#"{"found":2}"#)?;
        // The program was ended while this one ran.
        w.begin_rehearsal(script, "{}", BEGIN)?;
        w.drop_unfinished_rehearsals()
    });
    finished.await.unwrap();
    let list = shown().await.map_err(|error: StoreError| error).unwrap();
    let [done] = list.as_slice() else {
        panic!("one is done: {list:?}");
    };
    assert_eq!((done.no, done.result.as_str()), (id, r#"{"found":2}"#));
    let dropped = archive.store.write(move |w| {
        assert!(w.drop_rehearsal(id)?, "it was there");
        assert!(!w.drop_rehearsal(id)?, "it is not there twice");
        let late = w.finish_rehearsal(id, "{}");
        while w.erase_rehearsals()? {}
        late
    });
    dropped.await.unwrap();
    assert_eq!(
        shown().await.map_err(|error: StoreError| error).unwrap(),
        []
    );
    assert_eq!(dialogs_of(&archive, id, Counted::All).await, [0; 0]);
}
