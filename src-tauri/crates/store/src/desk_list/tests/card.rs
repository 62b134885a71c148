use domain::NoteId;

use super::*;
use crate::{Note, TagOn};

#[test]
fn clients_are_found_by_name_number_phone_and_dialog() {
    let mut desk = Desk::new();
    let (liv, elena, old) = (desk.dialog(1), desk.dialog(2), desk.dialog(3));
    let mut writer = Writer::of(&desk.connection);
    let client = |no| ClientId::from_bytes(id(no));
    writer
        .update_client(
            client(liv),
            Some("Liv \"Livi\" Aasen"),
            Some("+47 (412) 66-908"),
            None,
        )
        .unwrap();
    writer
        .update_client(
            client(elena),
            Some("Елена Воронова"),
            None,
            Some("e@example.com"),
        )
        .unwrap();
    desk.run(&format!(
        "UPDATE dialogs SET closed_at = 1, state = 'closed' WHERE no = {old}"
    ));
    let find = |text: &str| -> Vec<i64> {
        let rows = desk.read().desk_search(text, None, Some(ME), 10).unwrap();
        rows.iter().map(|row| number_of(row.id)).collect()
    };
    assert_eq!(find("aase"), [liv]);
    assert_eq!(find("  LIVI\""), [liv], "quotes are letters");
    assert_eq!(find("елена вор"), [elena]);
    assert_eq!(find("ВОРОНОВА"), [elena]);
    assert_eq!(find("412 66 9"), [liv]);
    assert_eq!(find("41266908"), [liv]);
    assert_eq!(
        find("client"),
        [old],
        "closed ones too, and renamed ones are found by the new name alone"
    );
    assert_eq!(find(&dialog(elena).to_string()), [elena]);
    assert_eq!(find(&format!("parley://dialog/{}", dialog(old))), [old]);
    for nothing in [
        "",
        "li",
        "nobody",
        "name : x OR phone",
        "*",
        "\"",
        "99999999999999999999",
    ] {
        assert_eq!(find(nothing), Vec::<i64>::new(), "{nothing}");
    }
    assert_eq!(
        desk.read().desk_search("Client", None, None, 0).unwrap(),
        []
    );
}

#[test]
fn clients_are_found_by_how_their_number_begins() {
    let mut desk = Desk::new();
    for _ in 0..120 {
        desk.dialog(1);
    }
    desk.run("UPDATE clients SET phone = '412 66' WHERE no = 7");
    let find = |text: &str, no: u64, limit| -> Vec<i64> {
        let rows = desk.read().desk_search(text, Some(no), None, limit);
        let rows = rows.unwrap();
        rows.iter().map(|row| number_of(row.id)).collect()
    };
    let forties = [4, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49];
    assert_eq!(find("4", 4, 100), forties);
    assert_eq!(find("#4", 4, 3), forties[..3]);
    assert_eq!(find("11", 11, 4), [11, 110, 111, 112]);
    assert_eq!(find("412", 412, 4), [7], "a phone number");
    for (text, no) in [("0", 0), ("121", 121), ("18446744073709551615", u64::MAX)] {
        assert_eq!(find(text, no, 10), Vec::<i64>::new(), "{text}");
    }
}

#[test]
fn the_card_knows_the_same_person_elsewhere() {
    let mut desk = Desk::new();
    let (now, before, silent, elsewhere, strange) = (
        desk.dialog(9),
        desk.dialog(1),
        desk.dialog(2),
        desk.dialog(3),
        desk.dialog(4),
    );
    let client = |no| ClientId::from_bytes(id(no));
    desk.run(&format!(
        "UPDATE dialogs SET closed_at = last_at, state = 'closed', ending = 'operator_closed'
           WHERE no <> {now};
         UPDATE dialogs SET client_id = (SELECT id FROM clients WHERE no = {now})
           WHERE no IN ({before}, {silent});
         UPDATE dialogs SET rating = 4, scale = 5 WHERE no = {before};
         UPDATE dialogs SET client_messages = 0 WHERE no = {silent};
         UPDATE clients SET person_id = zeroblob(16) WHERE no IN ({now}, {elsewhere});"
    ));
    let (former, count) = desk
        .read()
        .former_dialogs(client(now), dialog(now), 10)
        .unwrap();
    let told: Vec<_> = former.iter().map(|d| (number_of(d.id), d.rating)).collect();
    assert_eq!(
        (told, count),
        (vec![(elsewhere, None), (before, Some((4, 5)))], 2)
    );
    let (few, count) = desk
        .read()
        .former_dialogs(client(now), dialog(now), 1)
        .unwrap();
    assert_eq!((few.len(), count), (1, 2));
    let (former, count) = desk
        .read()
        .former_dialogs(client(now), dialog(elsewhere), 10)
        .unwrap();
    assert_eq!(
        (former.first().map(|d| number_of(d.id)), count),
        (Some(before), 1),
        "what came later is not former"
    );
    let joined = desk.read().clients_joined_to(client(now)).unwrap();
    assert_eq!(
        joined.iter().map(|k| k.id).collect::<Vec<_>>(),
        [client(elsewhere)]
    );
    assert_eq!(desk.read().clients_joined_to(client(strange)).unwrap(), []);
    let plan = plan(
        &desk.connection,
        &format!("SELECT count(*) {}", crate::card::FORMER),
    );
    assert!(
        plan.contains("clients_of_person (person_id=?)") && !plan.contains("SCAN d"),
        "{plan}"
    );
}

#[test]
fn a_card_keeps_values_tags_notes_and_pages() {
    let mut desk = Desk::new();
    let no = desk.dialog(1);
    let client = ClientId::from_bytes(id(no));
    let mut writer = Writer::of(&desk.connection);
    let (member, gone) = (
        domain::AttributeId::new(NOON),
        domain::AttributeId::new(NOON),
    );
    for attribute in [member, gone] {
        let sql = "INSERT INTO attributes (id, name, kind, position, created_at)
            VALUES (?, 'Member', 'text', 0, 0)";
        desk.connection
            .execute(sql, [attribute.as_bytes()])
            .unwrap();
    }
    writer
        .set_attribute(client, member, Some("silver"))
        .unwrap();
    writer.set_attribute(client, member, Some("gold")).unwrap();
    writer.set_attribute(client, gone, Some("x")).unwrap();
    writer.set_attribute(client, gone, None).unwrap();
    let values = writer.attribute_values(client).unwrap();
    assert_eq!(
        values.into_iter().collect::<Vec<_>>(),
        [(member, "gold".to_owned())]
    );

    let tags = [0, 1, 2].map(|second| domain::TagId::new(NOON.plus_seconds(second)));
    for tag in tags {
        let sql = "INSERT INTO tags VALUES (?, 'late', '#ff0000', 0, NULL)";
        desk.connection.execute(sql, [tag.as_bytes()]).unwrap();
    }
    writer
        .set_tags(dialog(no), client, &[tags[0], tags[1]], NOON)
        .unwrap();
    let sql = "UPDATE tags SET deleted_at = 1 WHERE id = ?";
    desk.connection.execute(sql, [tags[0].as_bytes()]).unwrap();
    writer
        .set_tags(dialog(no), client, &[tags[2], tags[2]], NOON)
        .unwrap();
    let on = |writer: &Writer<'_>| -> Vec<_> {
        let tags: Vec<TagOn> = writer.tags_on(dialog(no)).unwrap();
        tags.into_iter().map(|tag| tag.id).collect()
    };
    assert_eq!(on(&writer), [tags[2]]);
    desk.run("UPDATE tags SET deleted_at = NULL");
    assert_eq!(
        on(&writer),
        [tags[0], tags[2]],
        "one that comes back is on it again"
    );

    let note = |text: &str, second| Note {
        id: NoteId::new(NOON.plus_seconds(second)),
        client,
        dialog: Some(dialog(no)),
        operator: Some(ME),
        author: "Anna".to_owned(),
        text: text.to_owned(),
        at: NOON.plus_seconds(second),
    };
    let (early, late) = (note("early", 0), note("late", 100));
    writer.add_note(&late).unwrap();
    writer.add_note(&early).unwrap();
    assert_eq!(
        writer.notes_of_client(client).unwrap(),
        [late.clone(), early.clone()]
    );
    let placed = writer.notes_of_dialog(dialog(no)).unwrap();
    assert_eq!(
        placed,
        [(0, early.clone()), (1, late.clone())],
        "after the message before it"
    );
    writer.delete_note(&early).unwrap();
    assert_eq!(writer.note(early.id).unwrap(), None);
    assert_eq!(writer.note(late.id).unwrap(), Some(late));

    for (second, url) in [(0, "/a"), (21, "/b"), (59, "/c")] {
        let sql = "INSERT INTO visits (client_id, at, url) VALUES (?, ?, ?)";
        let at = NOON.plus_seconds(second).millis();
        desk.connection
            .execute(sql, params![client.as_bytes(), at, url])
            .unwrap();
    }
    let pages = writer.pages_seen(client, 2).unwrap();
    let told: Vec<_> = pages
        .iter()
        .map(|page| (page.url.as_str(), page.seconds))
        .collect();
    assert_eq!(told, [("/c", None), ("/b", Some(38))]);
}
