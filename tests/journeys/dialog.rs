//! A dialog from the frame code to the workbook.

use std::path::Path;

use calamine::{Data, Reader as _, Xlsx, open_workbook};
use serde_json::{Value, json};
use support::Visitor;

use crate::place::Place;

/// Who said what.
type Said = Vec<(String, String)>;

#[tokio::test]
async fn a_visitor_is_greeted_answered_queued_and_exported() {
    let place = Place::open().await;
    let (chat, key) = place.chat("Orders").await;
    let mut visitor = place.visitor(&key).await;
    let mut listening = visitor.listen(0);

    let greeting = listening.message().await;
    assert!(greeting.text.starts_with("Hello!"), "{greeting:?}");
    let topics = listening.question().await;
    let titles: Vec<_> = topics
        .buttons
        .iter()
        .map(|button| button.title.as_str())
        .collect();
    assert_eq!(
        titles,
        [
            "Where is my order?",
            "Delivery and payment",
            "Return or exchange",
            "Talk to a person"
        ]
    );
    assert!(
        place.rows(json!({})).await.is_empty(),
        "the client has not written yet"
    );
    assert_eq!(place.rows(json!({ "all": true })).await.len(), 1);

    visitor.write("=1+1 <b>не кнопка</b> 👍").await;
    let again = listening.question().await;
    assert_eq!(
        again.text, topics.text,
        "what is not understood is asked again"
    );
    visitor.press(again.button("Delivery and payment")).await;
    let more = listening.question().await;
    assert!(more.text.starts_with("Is there anything else"), "{more:?}");
    // A button of a question that was answered already says nothing any more.
    visitor.press(topics.button("Return or exchange")).await;
    visitor.press(more.button("Talk to a person")).await;
    listening.state("queued").await;
    let queued = place.rows(json!({ "status": "active" })).await;
    assert_eq!((queued.len(), &queued[0]["state"]), (1, &json!("queued")));

    // Nobody takes it, so after five minutes the bot has it back.
    place.pass(300, &key).await;
    listening.state("bot").await;
    let kept = place.rows(json!({})).await;
    assert_eq!(kept[0]["no_operator_response"], json!(true));
    visitor
        .write("It is about 42658, call +47 22 00 00 00")
        .await;
    let more = listening.question().await;
    assert!(!more.button("No, thank you").payload.is_empty());
    visitor.press(more.button("No, thank you")).await;
    listening.state("closed").await;

    let rows = place
        .rows(json!({ "status": "no_operator_response" }))
        .await;
    assert_eq!(rows.len(), 1);
    let dialog = &rows[0];
    assert_eq!(
        (&dialog["chat"]["id"], &dialog["state"], &dialog["ending"]),
        (&json!(chat), &json!("closed"), &json!("bot_ended"))
    );
    let id = dialog["id"].as_str().unwrap();
    let said = said(&mut visitor).await;
    assert_eq!(said.len(), 18, "{said:#?}");
    let shown = place
        .ask("dialog_messages", json!({ "id": id, "limit": 500 }))
        .await;
    let archived = shown["messages"].as_array().unwrap().iter();
    let word = |message: &Value, key: &str| message[key].as_str().unwrap().to_owned();
    let archived: Said = archived
        .map(|message| (word(message, "author_type"), word(message, "text")))
        .collect();
    assert_eq!(archived, said, "the archive holds what the visitor saw");

    let out = place.folder.path().join("sessions.xlsx");
    let request = json!({
        "report": "sessions", "filter": {}, "with_time": true, "time_zone": "UTC", "out": out,
    });
    let made = place.ask("report_write", request).await;
    assert_eq!(made["rows"], json!(1));
    assert_eq!(workbook(&out, id), said, "and so does the workbook");
}

/// All that was said with a visitor, as their stream tells it.
async fn said(visitor: &mut Visitor) -> Said {
    let last = visitor.pass_by().await["last_seq"].as_u64().unwrap();
    let mut listening = visitor.listen(0);
    let mut said = Vec::new();
    for _ in 0..last {
        let message = listening.message().await;
        said.push((message.author, message.text));
    }
    said
}

/// All that was said in a dialog, as another reader of workbooks finds it.
fn workbook(file: &Path, dialog: &str) -> Said {
    let mut workbook: Xlsx<_> = open_workbook(file).unwrap();
    let sheet = workbook.worksheet_range("Messages").unwrap();
    let mut rows = sheet.rows();
    let titles = rows.next().unwrap();
    let column = |title: &str| {
        let title = Data::String(title.to_owned());
        titles.iter().position(|cell| *cell == title).unwrap()
    };
    let (id, author, text) = (column("Session id"), column("Author type"), column("Text"));
    let author_code = |row: &[Data]| row[author].to_string().to_lowercase();
    let dialog = Data::String(dialog.to_owned());
    rows.filter(|row| row[id] == dialog)
        .map(|row| (author_code(row), row[text].to_string()))
        .collect()
}
