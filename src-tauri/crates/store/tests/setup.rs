//! What people set up for operators: who is in which group, what two people change at the same time,
//! what comes back, what is kept of it, and what goes with a chat that is erased.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that fails says where"
)]

use domain::{
    AttributeId, AttributeInput, AttributeKind, AuditAction, ChatId, ChatSettings, ClientId,
    DialogId, GroupId, GroupInput, MadeFrom, OperatorId, OperatorInput, Presence, QuickReplyId,
    QuickReplyInput, StayBegan, TagId, TagInput, Timestamp,
};
use rusqlite::{Connection, params};
use serde_json::json;
use store::{
    Actor, Change, Enqueue, Inbound, Made, Reader, Store, StoreError, TokenHash, VisitorFacts,
    Writer,
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

fn operator(name: &str, groups: &[GroupId]) -> OperatorInput {
    OperatorInput {
        name: name.to_owned(),
        picture: None,
        dialogs_max: 5,
        groups: groups.to_vec(),
        working_hours: None,
        time_zone: None,
    }
}

fn group(name: &str, members: &[OperatorId]) -> GroupInput {
    GroupInput {
        name: name.to_owned(),
        sl_first_s: Some(15),
        sl_next_s: None,
        members: members.to_vec(),
    }
}

/// An operator and a group that they are in.
async fn anna_of_sales(store: &Store) -> (OperatorId, GroupId) {
    let (anna, sales) = (OperatorId::new(NOON), GroupId::new(NOON));
    write(store, move |w| {
        w.add_operator(anna, &operator("Anna", &[]), NOON)?;
        w.add_group(sales, &group("Sales", &[anna]), NOON)
    })
    .await;
    (anna, sales)
}

/// A dialog of a new client in a new chat.
async fn dialog(store: &Store) -> (ChatId, ClientId, DialogId) {
    write(store, |w| {
        let chat = ChatId::new(NOON);
        let made = Made::by_program(NOON);
        w.add_chat(chat, "Orders", &ChatSettings::default(), &made)?;
        let channel = w.add_web_channel(chat, "site-key", NOON)?;
        let facts = VisitorFacts::default();
        let visitor = w.add_visitor(channel, chat, TokenHash([7; 32]), &facts, NOON)?;
        let wrote = Inbound {
            remote_id: "a".to_owned(),
            text: "Hello".to_owned(),
            payload: None,
            attachment: None,
        };
        w.receive(&visitor, &wrote, NOON)?;
        let pending = w.pending_inbox(1)?;
        Ok((chat, visitor.client, pending[0].dialog))
    })
    .await
}

#[tokio::test]
async fn who_is_in_a_group_is_told_from_both_sides_and_counts_as_a_change_of_both() {
    let (_folder, store) = open();
    let (anna, sales) = anna_of_sales(&store).await;
    let later = NOON.plus_seconds(1);
    let (boris, orders) = (OperatorId::new(later), GroupId::new(later));
    write(&store, move |w| {
        w.add_group(orders, &group("Orders", &[]), NOON)?;
        w.add_operator(boris, &operator("Boris", &[sales]), NOON)
    })
    .await;
    let seen = read(&store, |r| Ok((r.operators()?, r.groups()?))).await;
    let members: Vec<_> = seen.1.iter().map(|group| group.members.clone()).collect();
    assert_eq!(members, [vec![anna, boris], vec![]]);
    let revisions = |seen: &(Vec<store::Operator>, Vec<store::Group>)| {
        let operators: Vec<i64> = seen.0.iter().map(|operator| operator.revision).collect();
        let groups: Vec<i64> = seen.1.iter().map(|group| group.revision).collect();
        (operators, groups)
    };
    assert_eq!(
        revisions(&seen),
        (vec![2, 1], vec![2, 1]),
        "a group that is joined, and whoever is put into one, stand at another revision"
    );

    let stale = write(&store, move |w| {
        w.update_group(sales, 1, &group("Sales", &[anna]))
    });
    assert!(
        !stale.await,
        "Boris is not thrown out by who did not see him"
    );
    let moved = write(&store, move |w| {
        w.update_operator(anna, 2, &operator("Anna", &[orders]))
    });
    assert!(moved.await);
    let seen = read(&store, |r| Ok((r.operators()?, r.groups()?))).await;
    assert_eq!(seen.0[0].groups, [orders]);
    assert_eq!(seen.1[0].members, [boris]);
    assert_eq!(revisions(&seen), (vec![3, 1], vec![3, 2]));
}

#[tokio::test]
async fn whoever_comes_back_is_in_the_groups_they_were_in() {
    let (_folder, store) = open();
    let (anna, sales) = anna_of_sales(&store).await;
    let mut changes = store.changes();
    write(&store, move |w| {
        w.set_presence(anna, Presence::Online, Some(NOON.plus_seconds(60)))?;
        assert!(w.delete_operator(anna, NOON)?);
        assert!(!w.delete_operator(anna, NOON)?, "only once");
        w.update_group(sales, 1, &group("Sales", &[])).map(drop)
    })
    .await;
    let told = changes.recv().await.unwrap();
    assert!(told.contains(&Change::Operators), "{told:?}");
    let gone = read(&store, move |r| Ok((r.operator(anna)?, r.group(sales)?)));
    let (operator, group) = gone.await;
    assert_eq!(operator, None);
    assert_eq!(group.unwrap().members, []);

    let back = write(&store, move |w| {
        assert!(w.restore_operator(anna)?);
        w.operator(anna)
    });
    let back = back.await.unwrap();
    assert_eq!(back.groups, [sales]);
    assert_eq!(
        (back.presence, back.lease_until),
        (Presence::Pause, None),
        "they are not there until they say so"
    );

    write(&store, move |w| w.delete_group(sales, NOON).map(drop)).await;
    let alone = read(&store, move |r| r.operator(anna)).await.unwrap();
    assert_eq!(alone.groups, []);
    let update = operator_of(&alone);
    write(&store, move |w| {
        assert!(w.update_operator(anna, alone.revision, &update)?);
        assert!(w.restore_group(sales)?);
        Ok(())
    })
    .await;
    let back = read(&store, move |r| r.group(sales)).await.unwrap();
    assert_eq!(
        back.members,
        [anna],
        "a change meanwhile took her out of nothing"
    );
    let nobody = OperatorId::new(NOON);
    assert!(!write(&store, move |w| w.restore_operator(nobody)).await);
}

fn operator_of(seen: &store::Operator) -> OperatorInput {
    operator(&seen.name, &seen.groups)
}

#[tokio::test]
async fn whoever_holds_an_open_dialog_has_that_much_to_do() {
    let (_folder, store) = open();
    let (anna, _) = anna_of_sales(&store).await;
    let (_, client, held) = dialog(&store).await;
    write(&store, move |w| {
        w.begin_stay(held, client, anna, StayBegan::Taken, NOON)
    })
    .await;
    let load = || async { read(&store, move |r| r.operator(anna)).await.unwrap().load };
    assert_eq!(load().await, 1);
    write(&store, move |w| {
        let (ending, by) = (domain::Ending::Administrator, domain::ClosedBy::Operator);
        w.close_dialog(held, client, ending, by, NOON)
    })
    .await;
    assert_eq!(load().await, 0);
}

#[tokio::test]
async fn what_waits_for_a_group_waits_for_anybody_once_it_is_deleted() {
    let (_folder, store) = open();
    let (_, sales) = anna_of_sales(&store).await;
    let (_, client, waiting) = dialog(&store).await;
    write(&store, move |w| {
        let place = Enqueue {
            since: NOON,
            rank: 1,
            group: Some(sales),
        };
        w.enqueue(waiting, client, place, NOON)
    })
    .await;
    let waits = read(&store, move |r| r.group(sales)).await.unwrap().waiting;
    assert_eq!(waits, 1);
    let mut changes = store.changes();
    write(&store, move |w| w.delete_group(sales, NOON).map(drop)).await;
    assert!(changes.recv().await.unwrap().contains(&Change::Queue));
    let back = write(&store, move |w| {
        w.restore_group(sales)?;
        w.group(sales)
    });
    assert_eq!(back.await.unwrap().waiting, 0, "it stays with anybody");
    let place = read(&store, move |r| r.queue_place(waiting)).await;
    assert_eq!(place.unwrap().position, 1);
}

#[tokio::test]
async fn a_lease_that_ran_out_is_a_pause() {
    let (_folder, store) = open();
    let (anna, _) = anna_of_sales(&store).await;
    let until = NOON.plus_seconds(60);
    write(&store, move |w| {
        w.set_presence(anna, Presence::Online, Some(until))
            .map(drop)
    })
    .await;
    let anna = read(&store, move |r| r.operator(anna)).await.unwrap();
    assert_eq!(anna.presence_at(NOON.plus_seconds(59)), Presence::Online);
    assert_eq!(anna.presence_at(until), Presence::Pause);
}

#[tokio::test]
async fn tags_and_attributes_are_kept_and_come_back() {
    let (_folder, store) = open();
    let (_, _, dialog) = dialog(&store).await;
    let input = |name: &str| TagInput {
        name: name.to_owned(),
        colour: "#cc6600".parse().unwrap(),
    };
    let vip = TagId::new(NOON);
    let (added, renamed) = (input("VIP"), input("Very important"));
    write(&store, move |w| {
        w.add_tag(vip, &added, NOON)?;
        assert!(w.update_tag(vip, &renamed)?);
        Ok(())
    })
    .await;
    Connection::open(store.folder().join("parley.db"))
        .unwrap()
        .execute(
            "INSERT INTO dialog_tags (dialog_id, tag_id, at) VALUES (?, ?, 0)",
            params![dialog.as_bytes(), vip.as_bytes()],
        )
        .unwrap();
    let tags = read(&store, |r| r.tags()).await;
    assert_eq!(
        (tags[0].name.as_str(), tags[0].dialogs),
        ("Very important", 1)
    );
    write(&store, move |w| w.delete_tag(vip, NOON).map(drop)).await;
    assert_eq!(read(&store, |r| r.tags()).await, []);
    write(&store, move |w| w.restore_tag(vip).map(drop)).await;
    assert_eq!(read(&store, |r| r.tags()).await, tags);

    let ids: Vec<AttributeId> = (0..3).map(|_| AttributeId::new(NOON)).collect();
    let made = ids.clone();
    write(&store, move |w| {
        for (id, name) in made.iter().zip(["Plan", "Since", "Site"]) {
            let input = AttributeInput {
                name: name.to_owned(),
                kind: AttributeKind::Choice,
                choices: vec!["Small".to_owned(), "Large".to_owned()],
            };
            w.add_attribute(*id, &input, NOON)?;
        }
        w.order_attributes(&[made[2], made[0], made[1]])?;
        w.delete_attribute(made[0], NOON).map(drop)
    })
    .await;
    let order = |attributes: Vec<store::Attribute>| -> Vec<AttributeId> {
        attributes.iter().map(|attribute| attribute.id).collect()
    };
    let seen = read(&store, |r| r.attributes()).await;
    assert_eq!(seen[0].choices, ["Small", "Large"]);
    assert_eq!(order(seen), [ids[2], ids[1]]);
    let first = ids[0];
    write(&store, move |w| w.restore_attribute(first).map(drop)).await;
    let seen = read(&store, |r| r.attributes()).await;
    assert_eq!(order(seen), [ids[2], ids[0], ids[1]], "where it was");
}

#[tokio::test]
async fn an_operators_own_replies_are_nobody_elses() {
    let (_folder, store) = open();
    let (anna, _) = anna_of_sales(&store).await;
    let later = NOON.plus_seconds(1);
    let (shared, own) = (QuickReplyId::new(NOON), QuickReplyId::new(later));
    let input = |shortcut: &str| QuickReplyInput {
        own: false,
        shortcut: shortcut.to_owned(),
        text: "Hello {name}".to_owned(),
    };
    let (hi, bye) = (input("hi"), input("bye"));
    write(&store, move |w| {
        w.add_quick_reply(shared, None, &hi, NOON)?;
        w.add_quick_reply(own, Some(anna), &bye, NOON)
    })
    .await;
    let seen = |operator: Option<OperatorId>| {
        let store = store.clone();
        async move {
            let seen = read(&store, move |r| r.quick_replies(operator)).await;
            seen.iter().map(|reply| reply.id).collect::<Vec<_>>()
        }
    };
    assert_eq!(seen(Some(anna)).await, [shared, own]);
    assert_eq!(seen(Some(OperatorId::new(NOON))).await, [shared]);
    assert_eq!(seen(None).await, [shared]);
    write(&store, move |w| w.delete_quick_reply(own, NOON).map(drop)).await;
    assert_eq!(seen(Some(anna)).await, [shared]);
    write(&store, move |w| w.restore_quick_reply(own).map(drop)).await;
    assert_eq!(seen(Some(anna)).await, [shared, own]);
}

#[tokio::test]
async fn what_was_done_is_kept_with_the_names_of_then() {
    let (_folder, store) = open();
    let (anna, sales) = anna_of_sales(&store).await;
    let actor = Actor {
        made: Made {
            from: MadeFrom::Window,
            by: Some("kim".to_owned()),
            at: NOON,
        },
        operator: Some(anna),
        verified: true,
    };
    let done = actor.clone();
    write(&store, move |w| {
        let details = json!({ "name": "Sales" });
        w.audit(&done, AuditAction::GroupChanged, sales, &details)?;
        w.update_operator(anna, 1, &operator("Anna Berg", &[sales]))?;
        let owner = Actor {
            operator: None,
            verified: false,
            ..done
        };
        w.audit(&owner, AuditAction::GroupDeleted, sales, &json!({}))
    })
    .await;
    let all = read(&store, |r| r.audited(i64::MAX, 10)).await;
    let told: Vec<_> = all
        .iter()
        .map(|entry| (entry.no, entry.action, entry.name.as_deref()))
        .collect();
    assert_eq!(
        told,
        [
            (2, AuditAction::GroupDeleted, None),
            (1, AuditAction::GroupChanged, Some("Anna")),
        ]
    );
    assert_eq!(all[1].actor, actor);
    assert_eq!(all[1].subject, sales.to_string());
    assert_eq!(all[1].details, json!({ "name": "Sales" }));
    let before = read(&store, |r| r.audited(2, 10)).await;
    assert_eq!(before, all[1..], "the page before the second entry");
}

/// Rows that hang on a dialog, a client or a chat, as others write them.
const HANGING: &str = "
    UPDATE clients SET name = 'Kim Larsen';
    INSERT INTO operators (id, name, dialogs_max, presence, idle_since, revision, created_at)
      VALUES (x'01010101010101010101010101010101', 'Anna', 5, 'pause', 0, 1, 0);
    INSERT INTO tags (id, name, colour, created_at) VALUES (x'02020202020202020202020202020202', 'VIP', '#cc6600', 0);
    INSERT INTO attributes (id, name, kind, position, created_at) VALUES (x'03030303030303030303030303030303', 'Plan', 'text', 1, 0);
    INSERT INTO turns (dialog_id, no, chat_id, first, opened_at, sl_s, due_at)
      SELECT id, 1, chat_id, 1, 0, 30, 30 FROM dialogs;
    INSERT INTO stays (dialog_id, no, operator_id, began_at, began_by) SELECT id, 1, x'01010101010101010101010101010101', 0, 'taken' FROM dialogs;
    INSERT INTO waits (dialog_id, began_at) SELECT id, 0 FROM dialogs;
    INSERT INTO happenings (dialog_id, no, at, after_seq, what) SELECT id, 1, 0, 0, '{}' FROM dialogs;
    INSERT INTO dialog_tags (dialog_id, tag_id, at) SELECT id, x'02020202020202020202020202020202', 0 FROM dialogs;
    INSERT INTO notes (id, client_id, dialog_id, author, text, created_at)
      SELECT x'04040404040404040404040404040404', client_id, id, 'Anna', 'Rude', 0 FROM dialogs;
    INSERT INTO notes (id, client_id, author, text, created_at) SELECT x'05050505050505050505050505050505', id, 'Anna', 'Kind', 0 FROM clients;
    INSERT INTO drafts (dialog_id, operator_id, text, at) SELECT id, x'01010101010101010101010101010101', 'Dear', 0 FROM dialogs;
    INSERT INTO passages (token, dialog_id, messenger, expires_at) SELECT x'06060606060606060606060606060606', id, 'telegram', 0 FROM dialogs;
    INSERT INTO chat_months (chat_id, month, paid) SELECT id, '2026-11', 1 FROM chats;
    INSERT INTO client_attributes (client_id, attribute_id, value) SELECT id, x'03030303030303030303030303030303', 'Large' FROM clients;
";

#[tokio::test]
async fn nothing_of_an_erased_chat_is_left() {
    let (folder, store) = open();
    let (chat, _, _) = dialog(&store).await;
    let beside = Connection::open(folder.path().join("parley.db")).unwrap();
    beside.execute_batch(HANGING).unwrap();
    let filled = rows(&beside);
    write(&store, move |w| {
        w.delete_chat(chat, true, NOON)?;
        while w.erase_some(chat)? {}
        Ok(())
    })
    .await;
    let kept = ["attributes", "migrations", "operators", "tags"];
    let left: Vec<_> = rows(&beside)
        .into_iter()
        .filter(|(table, count)| *count > 0 && !kept.contains(&table.as_str()))
        .collect();
    assert_eq!(left, [], "of {filled:?}");
}

/// How many rows each table has, but those in which SQLite keeps an index.
fn rows(connection: &Connection) -> Vec<(String, i64)> {
    let mut tables = connection
        .prepare(
            "SELECT name FROM pragma_table_list
             WHERE schema = 'main' AND type IN ('table', 'virtual') AND name NOT LIKE 'sqlite_%'
             ORDER BY name",
        )
        .unwrap();
    let names: Vec<String> = tables
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    names
        .into_iter()
        .map(|name| {
            let count = format!("SELECT count(*) FROM {name}");
            let count = connection.query_row(&count, [], |row| row.get(0)).unwrap();
            (name, count)
        })
        .collect()
}
