//! Scripts from their making to a dialog through the widget: each ready one, a server of the shop, a
//! language model, and what then stands in the archive and in the report.

use std::net::SocketAddr;

use serde_json::{Value, json};
use support::{Listening, Visitor};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use crate::place::Place;

/// The id of the group of blocks that asks the shop, in the script that comes with the program.
const SHOP: &str = "https://shop.example.com";

impl Place {
    /// A script made of a ready one and changed, published, and a chat that runs it: the script's id
    /// and the site key.
    async fn chat_of(
        &self,
        code: &str,
        change: impl FnOnce(String) -> String,
        chat: Value,
    ) -> (Value, String) {
        let made = json!({ "from": { "type": "ready", "code": code }, "language": "en" });
        let made = self.ask("script_create", made).await;
        let draft: Value = serde_json::from_str(&change(made["draft"].to_string())).unwrap();
        let id = made["id"].clone();
        let save = json!({ "id": id, "revision": made["revision"], "draft": draft });
        let saved = self.ask("script_save", save).await;
        let publish = json!({ "id": id, "revision": saved["revision"] });
        let published = self.ask("script_publish", publish).await;
        assert_eq!(published["version"], 1);
        let mut input = chat;
        input["name"] = json!(code);
        input["script"] = json!({ "main": id });
        let chat = self.ask("chat_create", json!({ "input": input })).await;
        let code = self.ask("frame_code", json!({ "chat": chat["id"] })).await;
        let page = code["test_page"].as_str().unwrap();
        (id, page.split_once("k=").unwrap().1.to_owned())
    }

    /// The markers of a dialog with their values.
    async fn markers(&self, dialog: &str) -> Vec<(String, String)> {
        let details = self.ask("dialog_get", json!({ "id": dialog })).await;
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let markers = details["markers"].as_array().unwrap().iter();
        markers
            .map(|mark| (text(&mark["marker"]), text(&mark["value"])))
            .collect()
    }
}

/// Says something and waits for what the bot says last: the first text that ends so.
async fn says(visitor: &mut Visitor, listening: &mut Listening, text: &str, ends: &str) {
    visitor.write(text).await;
    hears(listening, ends).await;
}

async fn hears(listening: &mut Listening, ends: &str) {
    loop {
        let message = listening.message().await;
        if message.author != "client" && message.text.ends_with(ends) {
            return;
        }
    }
}

/// A server on loopback that answers each path as told, for as long as the test runs.
async fn server(answers: impl Fn(&str) -> (u16, String) + Send + Sync + 'static) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut asked = Vec::new();
            while !is_whole(&asked) {
                let mut piece = [0; 4096];
                match stream.read(&mut piece).await {
                    Ok(0) | Err(_) => break,
                    Ok(read) => asked.extend_from_slice(&piece[..read]),
                }
            }
            let asked = String::from_utf8_lossy(&asked);
            let (status, body) = answers(&asked);
            let head = format!(
                "HTTP/1.1 {status} OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
                body.len()
            );
            let _ = stream.write_all(format!("{head}{body}").as_bytes()).await;
        }
    });
    address
}

/// Whether a request has come with as much as its head says.
fn is_whole(asked: &[u8]) -> bool {
    let text = String::from_utf8_lossy(asked);
    let Some((head, body)) = text.split_once("\r\n\r\n") else {
        return false;
    };
    let head = head.to_lowercase();
    let length = head.split("content-length: ").nth(1);
    let length = length.and_then(|rest| rest.lines().next()?.trim().parse().ok());
    body.len() >= length.unwrap_or(0)
}

#[tokio::test]
async fn greeting_and_menu() {
    let place = Place::open().await;
    let (script, key) = place
        .chat_of("greeting_menu", |draft| draft, json!({}))
        .await;
    let mut visitor = place.visitor(&key).await;
    let mut listening = visitor.listen(0);
    let menu = listening.question().await;
    visitor.press(menu.button("Payment")).await;
    hears(&mut listening, "Companies get an invoice.").await;
    hears(&mut listening, "Can I help with anything else?").await;
    says(
        &mut visitor,
        &mut listening,
        "how mutch is delivry?",
        "I did not get that yet. Choose a topic, or write “operator”.",
    )
    .await;
    says(
        &mut visitor,
        &mut listening,
        "how mutch is delivry?",
        "Can I help with anything else?",
    )
    .await;
    says(
        &mut visitor,
        &mut listening,
        "No thanks!",
        "I am always here.",
    )
    .await;
    let markers = place.markers(&menu.dialog).await;
    let topic = |value: &str| ("topic".to_owned(), value.to_owned());
    assert_eq!(markers, [topic("payment"), topic("delivery")]);
    let rows = place
        .rows(json!({ "marker": "topic", "script": script }))
        .await;
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert_eq!(rows[0]["id"], menu.dialog.as_str());
    assert!(
        place
            .rows(json!({ "marker": "left_message" }))
            .await
            .is_empty()
    );
}

#[tokio::test]
async fn working_hours_and_call_back_form() {
    let place = Place::open().await;
    let (_, key) = place
        .chat_of("hours_callback", |draft| draft, json!({}))
        .await;
    let mut visitor = place.visitor(&key).await;
    let mut listening = visitor.listen(0);
    hears(&mut listening, "How can we help you?").await;
    says(
        &mut visitor,
        &mut listening,
        "I have a question",
        "You can write your question already.",
    )
    .await;
    let waiting = listening.state("queued").await;
    assert!(waiting.queue.is_some());
    // Nobody comes within the time in the queue, so the form is offered.
    place.pass(301, &key).await;
    let offer = listening.question().await;
    visitor.press(offer.button("Yes, please")).await;
    hears(&mut listening, "What is your name?").await;
    says(
        &mut visitor,
        &mut listening,
        "Ann",
        "which number may we call?",
    )
    .await;
    says(
        &mut visitor,
        &mut listening,
        "later",
        "which number may we call?",
    )
    .await;
    says(
        &mut visitor,
        &mut listening,
        "it is +44 20 7946 0123, thanks",
        "Write a date, or “tomorrow”.",
    )
    .await;
    says(
        &mut visitor,
        &mut listening,
        "tomorrow please",
        "Is that right?",
    )
    .await;
    says(
        &mut visitor,
        &mut listening,
        "Yes",
        "We will call +442079460123.",
    )
    .await;
    // On the Sunday at which the clock of the tests stands, a chat may be closed.
    let hours = json!({ "monday": [{ "from": "09:00", "to": "18:00" }] });
    let closed = json!({ "general": { "working_hours": hours } });
    let (_, closed) = place.chat_of("hours_callback", |draft| draft, closed).await;
    let late = place.visitor(&closed).await;
    hears(&mut late.listen(0), "We are closed at the moment.").await;

    let markers = place.markers(&offer.dialog).await;
    let callback = ("callback".to_owned(), "+442079460123".to_owned());
    assert_eq!(markers.last(), Some(&callback), "{markers:?}");
    let details = place.ask("dialog_get", json!({ "id": offer.dialog })).await;
    let parameters = details["parameters"].to_string();
    assert!(parameters.contains("Call-back requested"), "{parameters}");
}

#[tokio::test]
async fn order_status_with_a_server_that_is_allowed_knows_refuses_and_is_gone() {
    let place = Place::open().await;
    let shop = server(|asked| match asked.split(' ').nth(1) {
        Some("/api/orders/10042") => (
            200,
            r#"{"status":"on its way","delivery_day":"Tuesday"}"#.to_owned(),
        ),
        _ => (404, "{}".to_owned()),
    });
    let shop = shop.await;
    let here = format!("http://{shop}");
    let (_, key) = place
        .chat_of(
            "order_status",
            |draft| draft.replace(SHOP, &here),
            json!({}),
        )
        .await;

    // A private address is not asked before it was allowed.
    let mut visitor = place.visitor(&key).await;
    let mut listening = visitor.listen(0);
    hears(&mut listening, "What is the number of your order?").await;
    says(
        &mut visitor,
        &mut listening,
        "it is 10042",
        "Shall I try again?",
    )
    .await;
    let allowed = json!({ "addresses": [shop.to_string()] });
    place.ask("allowed_addresses_save", allowed).await;
    says(
        &mut visitor,
        &mut listening,
        "Try again",
        "Order 10042: on its way. Expected on Tuesday.",
    )
    .await;
    let more = listening.question().await;
    visitor.press(more.button("Another order")).await;
    hears(&mut listening, "What is the number of your order?").await;
    says(
        &mut visitor,
        &mut listening,
        "99999",
        "Please check the number.",
    )
    .await;
    let names: Vec<String> = place
        .markers(&more.dialog)
        .await
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    assert_eq!(names, ["look_up_failed", "order_found", "order_not_found"]);
}

#[tokio::test]
async fn a_model_answers_from_what_was_said_and_its_nonsense_has_a_branch() {
    let place = Place::open().await;
    let model = server(|asked| {
        let answer = |text: &str| {
            let message = json!({ "role": "assistant", "content": text });
            json!({ "choices": [{ "message": message }] }).to_string()
        };
        let knows_its_task = asked.starts_with("POST /v1/chat/completions ")
            && asked.contains("You help the shop.")
            && asked.contains("Bearer key-1");
        match knows_its_task && asked.contains("Where is the shop?") {
            true => (200, answer(" In Riga. ")),
            false => (200, "<html>not JSON".to_owned()),
        }
    });
    let model = model.await;
    let made = json!({ "from": { "type": "empty" }, "name": "Model", "language": "en" });
    let made = place.ask("script_create", made).await;
    let draft = json!({
        "name": "Model", "language": "en", "settings": { "repeats": 3, "blocks_per_message": 200 },
        "blocks": [
            { "id": "start", "type": "start", "text": "Ask me.", "next": "wait" },
            { "id": "wait", "type": "question", "branches": [{ "when": "else", "next": "ai" }] },
            { "id": "ai", "type": "ai", "service": "local", "instructions": "You help the shop.", "messages": 5, "timeout_s": 5,
              "branches": [{ "when": "answered", "next": "wait" }, { "when": "failed", "next": "sorry" }] },
            { "id": "sorry", "type": "message", "text": "I cannot say.", "next": "wait" },
        ],
    });
    let save = json!({ "id": made["id"], "revision": made["revision"], "draft": draft });
    let saved = place.ask("script_save", save).await;
    let publish = json!({ "id": made["id"], "revision": saved["revision"] });
    place.ask("script_publish", publish).await;
    let input = json!({ "name": "Model", "script": { "main": made["id"] } });
    let chat = place.ask("chat_create", json!({ "input": input })).await;
    let code = place.ask("frame_code", json!({ "chat": chat["id"] })).await;
    let key = code["test_page"]
        .as_str()
        .unwrap()
        .split_once("k=")
        .unwrap()
        .1
        .to_owned();

    let mut visitor = place.visitor(&key).await;
    let mut listening = visitor.listen(0);
    hears(&mut listening, "Ask me.").await;
    // No such service is set up yet: its branch is taken, and the dialog goes on.
    says(&mut visitor, &mut listening, "hello", "I cannot say.").await;
    let passphrase = place.folder.path().join("passphrase");
    std::fs::write(&passphrase, "of the tests").unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(&passphrase, std::fs::Permissions::from_mode(0o600)).unwrap();
    }
    place.app.lock_keys_with(passphrase);
    let address = format!("http://{model}/v1");
    let service = json!({ "name": "local", "address": address, "model": "small", "key": "key-1", "was": null });
    place.ask("ai_service_save", service).await;
    says(
        &mut visitor,
        &mut listening,
        "Where is it?",
        "I cannot say.",
    )
    .await;
    place
        .ask(
            "allowed_addresses_save",
            json!({ "addresses": [model.to_string()] }),
        )
        .await;
    says(&mut visitor, &mut listening, "tell me", "I cannot say.").await;
    says(
        &mut visitor,
        &mut listening,
        "Where is the shop?",
        "In Riga.",
    )
    .await;
    says(
        &mut visitor,
        &mut listening,
        "And what is there?",
        "In Riga.",
    )
    .await;
}
