//! Dialogs with operators, from the bot through the queue to the rating, as the visitor, the window and
//! the archive see them.

use std::time::Duration;

use api::News;
use domain::AuthorType;
use serde_json::{Value, json};
use support::{Ctl, Listening, Server, Visitor};

use crate::place::{MORNING, Place};

/// Nobody has to say again that they are there within a test.
const LONG: u32 = 86_400;

impl Place {
    /// A chat with these settings: its site key.
    async fn chat_with(&self, name: &str, settings: Value) -> String {
        let mut input = settings;
        input["name"] = json!(name);
        let chat = self.ask("chat_create", json!({ "input": input })).await;
        let code = self.ask("frame_code", json!({ "chat": chat["id"] })).await;
        let page = code["test_page"].as_str().unwrap();
        page.split_once("k=").unwrap().1.to_owned()
    }

    /// An operator who is given at most this many dialogs, and is not there yet.
    async fn operator(&self, name: &str, dialogs_max: u32) {
        let input = json!({ "name": name, "dialogs_max": dialogs_max });
        self.ask("operator_create", json!({ "input": input })).await;
    }

    /// Says that an operator is there, for so many seconds.
    async fn online(&self, name: &str, for_s: u32) {
        let request = json!({ "operator": name, "presence": "online", "for_s": for_s });
        self.ask("operator_presence", request).await;
    }

    async fn tab(&self, operator: &str, tab: &str) -> Vec<Value> {
        let request = json!({ "as": operator, "tab": tab, "limit": 50 });
        let page = self.ask("inbox_list", request).await;
        page["rows"].as_array().unwrap().clone()
    }

    async fn take(&self, operator: &str, dialog: &str) -> Result<Value, api::ApiError> {
        let request = json!({ "as": operator, "id": dialog });
        self.try_ask("dialog_take", request).await
    }

    async fn send(&self, operator: &str, dialog: &str, text: &str, files: Value) {
        let request =
            json!({ "as": operator, "id": dialog, "text": text, "files": files, "key": text });
        self.ask("dialog_send", request).await;
    }

    /// What the window shows of a dialog beside its messages, each by its name.
    async fn told(&self, operator: &str, dialog: &str) -> Vec<Value> {
        let request = json!({ "as": operator, "dialog": dialog, "limit": 100 });
        let thread = self.ask("thread", request).await;
        let entries = thread["entries"].as_array().unwrap().iter();
        let ours =
            entries.filter(|entry| entry["type"] == "happening" && entry["dialog"] == dialog);
        ours.map(|entry| entry["what"].clone()).collect()
    }

    /// A row of the database as other programs read it.
    fn rows_of(&self, sql: &str) -> Vec<Vec<Value>> {
        let file = self.folder.path().join("data/parley.db");
        let connection = rusqlite::Connection::open(file).unwrap();
        let mut statement = connection.prepare(sql).unwrap();
        let columns = statement.column_count();
        let rows = statement.query_map([], |row| {
            (0..columns)
                .map(|column| {
                    Ok(match row.get_ref(column)? {
                        rusqlite::types::ValueRef::Null => Value::Null,
                        rusqlite::types::ValueRef::Integer(number) => json!(number),
                        rusqlite::types::ValueRef::Real(number) => json!(number),
                        other => json!(other.as_str()?),
                    })
                })
                .collect()
        });
        rows.unwrap().collect::<Result<_, _>>().unwrap()
    }
}

/// Somebody who has asked for a person.
async fn caller(place: &Place, key: &str) -> (Visitor, Listening, String) {
    let mut visitor = place.visitor(key).await;
    let mut listening = visitor.listen(0);
    let topics = listening.question().await;
    visitor.press(topics.button("Talk to a person")).await;
    (visitor, listening, topics.dialog)
}

#[tokio::test]
async fn a_dialog_lives_through_the_queue_two_operators_a_script_and_a_rating() {
    let place = Place::open().await;
    let scripts = place.ask("scripts_list", json!({})).await;
    let settings = json!({
        "script": { "after_operator": scripts[0]["id"] },
        "queue": { "time_s": 0, "operator_idle_s": 60 },
        "feedback": { "ask": true, "ask_result": true, "results": ["Solved", "Passed on"] },
        "prices": [{
            "from": "2026-01-01", "currency": "EUR", "dialog": 1_000_000,
            "channels": { "web": { "bot": 10_000, "operator": 50_000, "client": 20_000 } },
        }],
    });
    let key = place.chat_with("Orders", settings).await;
    let elsewhere = place.chat_with("Returns", json!({})).await;
    place.operator("Anna", 1).await;
    place.operator("Erik", 5).await;
    place.online("Anna", LONG).await;

    // Anna has all she can take, so the next one waits and is told so.
    let (_, mut first_hears, first) = caller(&place, &key).await;
    let standing = first_hears.state("operator").await;
    assert_eq!(standing.operator.unwrap().name, "Anna");
    place.send("Anna", &first, "One moment", json!([])).await;
    let (mut visitor, mut hears, dialog) = caller(&place, &key).await;
    let standing = hears.state("queued").await;
    assert_eq!(standing.queue.unwrap().position, 1);
    place.pass(60, &elsewhere).await;
    let notice = hears.kind("queue_notice").await;
    assert!(notice.text.contains('1'), "{}", notice.text);
    assert_eq!(place.tab("Anna", "queue").await[0]["id"], dialog.as_str());

    // She is done with the first, is given the next, and does not answer it.
    let close = json!({ "as": "Anna", "id": first, "result": "Passed on", "spam": false });
    place.ask("dialog_close", close).await;
    let standing = hears.state("operator").await;
    assert_eq!(standing.operator.unwrap().name, "Anna");
    place.pass(60, &elsewhere).await;
    hears.state("bot").await;
    let sorry = hears.message().await;
    assert!(sorry.text.starts_with("I am sorry"), "{}", sorry.text);
    let mine = place.tab("Anna", "my").await;
    let taken = mine.iter().find(|row| row["id"] == dialog.as_str());
    assert_eq!(taken.unwrap()["section"], "taken_from_you");

    // Erik takes it from the bot; both write, and send files.
    let row = place.take("Erik", &dialog).await.unwrap();
    assert_eq!(
        (&row["section"], &row["mine"]),
        (&json!("to_answer"), &json!(true))
    );
    assert_eq!(hears.state("operator").await.operator.unwrap().name, "Erik");
    let typing = json!({ "as": "Erik", "id": dialog });
    place.ask("dialog_typing", typing).await;
    assert_eq!(hears.typing().await.name.as_deref(), Some("Erik"));
    place.clock.advance(Duration::from_secs(5));
    let file = json!({ "name": "bill.txt", "bytes": "MTIgRVVS" });
    let file = place.ask("file_of_bytes", file).await;
    let files = json!([{ "id": file["id"], "name": file["name"] }]);
    place.send("Erik", &dialog, "Here is the bill", files).await;
    let came = hears.kind("file").await.attachment.unwrap();
    assert_eq!((came.name.as_str(), came.bytes), ("bill.txt", 6));
    assert_eq!(visitor.file(&came).await, b"12 EUR");
    assert_eq!(hears.message().await.text, "Here is the bill");
    place.clock.advance(Duration::from_secs(10));
    let mut news = place.app.news();
    visitor.typing().await;
    // That Erik was writing is told too.
    let is_clients = |news: &News| matches!(news, News::Typing { dialog: in_which, by: AuthorType::Client, .. } if in_which.to_string() == dialog);
    while !is_clients(&news.recv().await.unwrap()) {}
    visitor.send_file("receipt.txt", b"paid").await;
    // The time of an answer counts from when the engine has the message.
    while place.tab("Erik", "my").await[0]["turn"].is_null() {
        news.recv().await.unwrap();
    }
    assert_eq!(hears.kind("file").await.author, "client");
    place.clock.advance(Duration::from_secs(20));
    place
        .send("Erik", &dialog, "Thank you, all is well", json!([]))
        .await;
    let request = json!({ "as": "Erik", "dialog": dialog, "limit": 100 });
    let thread = place.ask("thread", request).await;
    let entries = thread["entries"].as_array().unwrap();
    let files = entries
        .iter()
        .filter_map(|entry| entry["message"]["attachment"]["name"].as_str());
    assert_eq!(files.collect::<Vec<_>>(), ["bill.txt", "receipt.txt"]);

    // A result is asked of him, then the script after operators runs, then the rating is asked.
    let close =
        |result: Value| json!({ "as": "Erik", "id": dialog, "result": result, "spam": false });
    assert_eq!(
        place.refused("dialog_close", close(Value::Null)).await,
        "result_required"
    );
    assert_eq!(
        place.refused("dialog_close", close(json!("Sold"))).await,
        "unknown_result"
    );
    place.ask("dialog_close", close(json!("Solved"))).await;
    hears.state("ending").await;
    let topics = hears.question().await;
    visitor.press(topics.button("Delivery and payment")).await;
    let more = hears.question().await;
    visitor.press(more.button("No, thank you")).await;
    let asked = hears.kind("rating_request").await;
    assert_eq!((asked.scale, asked.buttons.len()), (Some(5), 5));
    hears.state("feedback").await;
    visitor.press(asked.button("4")).await;
    visitor.write("Quick!").await;
    hears.state("closed").await;

    // What the window tells of it.
    let told = place.told("Erik", &dialog).await;
    let named: Vec<_> = told
        .iter()
        .map(|what| what["what"].as_str().unwrap())
        .collect();
    assert_eq!(
        named,
        [
            "handed_over",
            "assigned",
            "taken_away",
            "taken",
            "operator_result",
            "rating_asked",
            "rated",
            "comment",
            "closed",
        ]
    );
    assert_eq!(
        (&told[1]["operator"], &told[1]["wait_s"]),
        (&json!("Anna"), &json!(60))
    );
    assert_eq!(told[2]["operator"], "Anna");
    assert_eq!(
        (&told[3]["operator"], &told[3]["wait_s"]),
        (&json!("Erik"), &Value::Null)
    );
    assert_eq!(
        (&told[6]["rating"], &told[6]["scale"]),
        (&json!(4), &json!(5))
    );
    let counters = place.ask("inbox_counters", json!({ "as": "Erik" })).await;
    assert_eq!(counters["rating"], json!({ "mean": 4.0, "scale": 5 }));
    assert_eq!(
        (
            &counters["sl1"],
            &counters["sl2"],
            &counters["csi"],
            &counters["closed_today"]
        ),
        (&json!(100.0), &json!(100.0), &json!(75.0), &json!(1))
    );
    let counters = place.ask("inbox_counters", json!({ "as": "Anna" })).await;
    assert_eq!(
        counters["sl1"],
        json!(50.0),
        "one of her first turns was missed"
    );

    // And what is kept.
    let row = place.rows_of(&format!(
        "SELECT operators, first_response_s, ending, closed_by, rating, scale, csi_percent,
           rating_comment, client_result, operator_result, currency FROM v_dialogs
         WHERE session_id = '{dialog}'"
    ));
    assert_eq!(
        json!(row[0]),
        json!([
            "Anna, Erik",
            5.0,
            "operator_closed",
            "operator",
            4,
            5,
            75,
            "Quick!",
            null,
            "Solved",
            "EUR"
        ])
    );
    let counted = place.rows_of(&format!(
        "SELECT client_messages, bot_messages, operator_messages,
           CAST(round(dialog_cost * 1000000) AS INTEGER) FROM v_dialogs WHERE session_id = '{dialog}'"
    ));
    let [client, bot, operator, cost] =
        [0, 1, 2, 3].map(|column| counted[0][column].as_i64().unwrap());
    assert_eq!((client, operator), (6, 3), "bot {bot}");
    assert_eq!(
        cost,
        1_000_000 + client * 20_000 + bot * 10_000 + operator * 50_000
    );
    let of_dialog = "FROM {table} t JOIN dialogs d ON d.id = t.dialog_id WHERE d.rating = 4";
    let of = |columns: &str, table: &str| {
        let from = of_dialog.replace("{table}", table);
        json!(place.rows_of(&format!("SELECT {columns} {from} ORDER BY t.no")))
    };
    assert_eq!(
        of("t.began_by, t.ended_by, t.ended_at - t.began_at", "stays"),
        json!([["assigned", "idle", 60_000], ["taken", "closed", 35_000]])
    );
    assert_eq!(
        of("t.first, t.response_ms", "turns"),
        json!([[1, null], [1, 5000], [0, 20_000]])
    );
    assert_eq!(
        of("t.ended_at - t.began_at, t.outcome", "waits"),
        json!([[60_000, "taken"]])
    );
}

#[tokio::test]
async fn of_two_who_take_a_dialog_one_is_told_who_has_it() {
    let place = Place::open().await;
    let key = place.chat_with("Orders", json!({})).await;
    for name in ["Anna", "Erik"] {
        place.operator(name, 5).await;
    }
    let (_visitor, mut hears, dialog) = caller(&place, &key).await;
    hears.state("queued").await;
    let help = place.tab("Erik", "help").await;
    assert_eq!(
        help[0]["id"],
        dialog.as_str(),
        "nobody is there to be given it"
    );
    let (anna, erik) = tokio::join!(place.take("Anna", &dialog), place.take("Erik", &dialog));
    let has = hears.state("operator").await.operator.unwrap().name;
    let (loser, refused) = match (anna, erik) {
        (Ok(_), Err(refused)) => ("Erik", refused),
        (Err(refused), Ok(_)) => ("Anna", refused),
        both => panic!("exactly one gets it: {both:?}"),
    };
    assert_eq!(refused.code, "held_by");
    assert_eq!(refused.details["operator"]["name"], has.as_str());
    assert_ne!(has, loser);
    let send = json!({ "as": loser, "id": dialog, "text": "Hello", "files": [], "key": "1" });
    assert_eq!(place.refused("dialog_send", send).await, "held_by");
    // Who sees who has it may take it over all the same.
    let over = &refused.details["operator"]["id"];
    place
        .ask(
            "dialog_take",
            json!({ "as": loser, "id": dialog, "over": over }),
        )
        .await;
    assert_eq!(hears.state("operator").await.operator.unwrap().name, loser);
    let told = place.told(loser, &dialog).await;
    assert_eq!(told.last().unwrap()["operator"], loser);
}

#[tokio::test]
async fn who_comes_before_the_chat_opens_is_given_out_at_opening() {
    let place = Place::open().await;
    // It is Sunday, ten o'clock.
    let hours = json!({ "sunday": [{ "from": "12:00", "to": "18:00" }] });
    let general = json!({ "time_zone": "UTC", "working_hours": hours });
    let settings = json!({
        "general": general,
        "script": { "lifetime_s": { "web": 86_400 } },
        "queue": { "busy_text": "We open at noon." },
    });
    let key = place.chat_with("Orders", settings).await;
    let elsewhere = place.chat_with("Returns", json!({})).await;
    place.operator("Anna", 5).await;
    place.online("Anna", LONG).await;
    let (_visitor, mut hears, dialog) = caller(&place, &key).await;
    let busy = hears.kind("notice").await;
    assert_eq!(busy.text, "We open at noon.");
    hears.state("queued").await;
    assert_eq!(place.tab("Anna", "help").await[0]["id"], dialog.as_str());
    place.pass(2 * 3600 - 1, &elsewhere).await;
    let waits = place.rows(json!({ "status": "active" })).await;
    assert!(
        waits
            .iter()
            .any(|row| row["id"] == dialog.as_str() && row["state"] == "queued")
    );
    place.pass(1, &elsewhere).await;
    assert_eq!(hears.state("operator").await.operator.unwrap().name, "Anna");
    let told = place.told("Anna", &dialog).await;
    assert_eq!(told.last().unwrap()["wait_s"], 7200);
}

#[tokio::test]
async fn whose_window_is_gone_is_on_pause_and_loses_what_they_leave_unanswered() {
    let place = Place::open().await;
    let key = place.chat_with("Orders", json!({})).await;
    let elsewhere = place.chat_with("Returns", json!({})).await;
    place.operator("Anna", 5).await;
    place.online("Anna", 60).await;
    let (_visitor, mut hears, dialog) = caller(&place, &key).await;
    hears.state("operator").await;
    place.pass(60, &elsewhere).await;
    let (_other, mut other_hears, _) = caller(&place, &key).await;
    other_hears.state("queued").await;
    let listed = place.ask("operators_list", json!({})).await;
    assert_eq!(
        (&listed[0]["presence"], &listed[0]["load"]),
        (&json!("pause"), &json!(1))
    );
    // A longer leap of the clock would look as if the computer had slept.
    for _ in 0..5 {
        place.pass(60, &elsewhere).await;
    }
    hears.state("bot").await;
    let told = place.told("Anna", &dialog).await;
    assert_eq!(told.last().unwrap()["what"], "taken_away");
    assert_eq!(
        place.rows_of("SELECT ended_at FROM stays WHERE ended_by = 'idle'"),
        [[json!(MORNING.plus_seconds(360))]]
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_program_that_was_killed_gives_out_who_waited() {
    let folder = tempfile::tempdir().unwrap();
    let ctl = Ctl::on(folder.path());
    let (_, key) = ctl.create_chat("Orders").await;
    ctl.json_with(&["operators", "create", "-"], r#"{"name":"Anna"}"#)
        .await;
    let mut server = Server::start(folder.path(), &[]).await;
    let mut visitor = Visitor::open(server.gateway(), &key).await;
    let mut hears = visitor.listen(0);
    let topics = hears.question().await;
    visitor.press(topics.button("Talk to a person")).await;
    hears.state("queued").await;
    server.kill().await;
    server.restart().await;
    visitor.write("Are you still there?").await;
    ctl.json(&["operators", "online", "Anna", "--for", "3600"])
        .await;
    let standing = hears.state("operator").await;
    assert_eq!(
        standing.dialog,
        Some(topics.dialog),
        "it is the same dialog"
    );
    assert_eq!(standing.operator.unwrap().name, "Anna");
}
