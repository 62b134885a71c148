use futures_util::future::join_all;
use serde_json::{Value, json};
use store::StoreError;

use crate::support::{KEY, Place, Visitor, made, read, refused};

async fn messages_of(visitor: &Visitor<'_>) -> Vec<store::Message> {
    let client = visitor.client;
    let store = &visitor.place.store;
    let messages: Result<_, StoreError> = store
        .read(move |reader| reader.stream(client, 0, 10_000))
        .await;
    messages.unwrap()
}

#[tokio::test]
async fn a_session_tells_the_widget_all_it_needs() {
    let place = Place::open().await;
    let body = json!({
        "site_key": KEY, "locale": "ru-RU", "page_url": "https://shop.example/shoes",
        "page_title": "Shoes", "referrer": null, "a_field_of_the_future": [1, 2],
    });
    let session = read(place.session(body).await).await;
    assert_eq!(session["visitor_token"].as_str().unwrap().len(), 43);
    assert_eq!(
        (
            &session["last_seq"],
            &session["history_seq"],
            &session["state"]
        ),
        (&json!(0), &json!(0), &json!("bot")),
        "opening the widget opens a dialog in which the bot will greet"
    );
    let config = &session["config"];
    assert_eq!(config["key"], KEY);
    assert_eq!(config["language"], "ru");
    assert_eq!(config["title"], "Orders </script>");
    assert_eq!(config["colours"]["buttons_text"], "#ffffff");
    assert_eq!(config["texts"]["send"], "Отправить");
    assert_eq!(
        config["limits"],
        json!({"text": 4000, "file": 20 * 1024 * 1024})
    );
}

#[tokio::test]
async fn a_visitor_is_known_again_and_a_stranger_is_new() {
    let place = Place::open().await;
    let first = read(place.session(json!({"site_key": KEY, "open": false})).await).await;
    assert_eq!(first["state"], "none", "nothing was opened yet");
    let (token, id) = (&first["visitor_token"], &first["conversation_id"]);
    let again = json!({"site_key": KEY, "visitor_token": token});
    let again = read(place.session(again).await).await;
    assert_eq!(
        (&again["visitor_token"], &again["conversation_id"]),
        (token, id)
    );
    for wrong in ["", "x", "ёж", &"A".repeat(43), &"x".repeat(50_000)] {
        let new = read(
            place
                .session(json!({"site_key": KEY, "visitor_token": wrong}))
                .await,
        )
        .await;
        assert_ne!(&new["conversation_id"], id);
        assert_ne!(
            new["visitor_token"], wrong,
            "a token is never taken from outside"
        );
    }
}

#[tokio::test]
async fn a_token_of_another_chat_is_a_strangers() {
    let place = Place::open().await;
    let visitor = place.visitor().await;
    let chat = domain::ChatId::new(domain::Timestamp::from_millis(5));
    let now = domain::Clock::now(&*place.clock);
    let made: Result<_, StoreError> = place
        .store
        .write(move |writer| {
            writer.add_chat(chat, "Other", &domain::ChatSettings::default(), &made(now))?;
            writer.add_web_channel(chat, "other-key", now)
        })
        .await;
    made.unwrap();
    let body = json!({"site_key": "other-key", "visitor_token": visitor.token});
    let other = read(place.session(body).await).await;
    assert_ne!(other["conversation_id"], json!(visitor.client));
}

#[tokio::test]
async fn a_token_runs_out_after_ninety_days_without_a_visit() {
    let place = Place::open().await;
    let visitor = place.visitor().await;
    let day = std::time::Duration::from_secs(24 * 3600);
    place.clock.advance(89 * day);
    read(
        place
            .session(json!({"site_key": KEY, "visitor_token": visitor.token}))
            .await,
    )
    .await;
    place.clock.advance(89 * day);
    visitor.write("1", "still here").await;
    place.clock.advance(2 * day);
    let body = json!({"client_msg_id": "2", "type": "text", "text": "too late"});
    let refusal = refused(visitor.post("/messages", body).await).await;
    assert_eq!(refusal, (401, "unknown_visitor".to_owned()));
}

#[tokio::test]
async fn text_and_a_pressed_button_are_kept_as_they_came() {
    let place = Place::open().await;
    let visitor = place.visitor().await;
    let text = visitor.write("m1", "Привет 👋\nkak dela?").await;
    let pressed =
        json!({"client_msg_id": "m2", "type": "postback", "text": "Yes", "payload": "p1"});
    let pressed = read(visitor.post("/messages", pressed).await).await;
    assert_eq!((&text["seq"], &pressed["seq"]), (&json!(1), &json!(2)));
    assert_eq!(text["ts"], json!(domain::Clock::now(&*place.clock)));
    let kept = messages_of(&visitor).await;
    assert_eq!(kept[0].text, "Привет 👋\nkak dela?");
    assert_eq!(text["id"], json!(kept[0].id));
    assert_eq!(kept[1].kind, domain::MessageKind::Postback);
}

#[tokio::test]
async fn the_same_message_again_gets_the_first_answer_again() {
    let place = Place::open().await;
    let visitor = place.visitor().await;
    let first = visitor.write("same", "once").await;
    place.clock.advance(std::time::Duration::from_secs(5));
    assert_eq!(visitor.write("same", "once, resent").await, first);
    let kept = messages_of(&visitor).await;
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].text, "once");

    let other = place.visitor().await;
    assert_ne!(
        other.write("same", "mine").await["id"],
        first["id"],
        "ids are each visitor's own"
    );
}

#[tokio::test]
async fn twenty_at_once_with_one_id_are_one_message() {
    let place = Place::open().await;
    let visitor = place.visitor().await;
    let answers = join_all((0..20).map(|_| visitor.write("same", "hello"))).await;
    assert!(
        answers.iter().all(|answer| *answer == answers[0]),
        "{answers:?}"
    );
    assert_eq!(messages_of(&visitor).await.len(), 1);
}

#[tokio::test]
async fn numbers_have_no_gaps_under_sixteen_writers() {
    let place = Place::with(|config| config.limits.messages_per_minute = 1000, &[]).await;
    let visitor = place.visitor().await;
    let visitor = &visitor;
    let writers = (0..16).map(|writer| async move {
        let mut answers = Vec::new();
        for n in 0..8 {
            answers.push(visitor.write(&format!("{writer}-{n}"), "x").await);
            if n % 4 == 0 {
                visitor.hears("and the bot").await;
            }
        }
        answers
    });
    let answers: Vec<Value> = join_all(writers).await.into_iter().flatten().collect();
    let kept = messages_of(visitor).await;
    let numbers: Vec<u64> = kept.iter().map(|message| message.seq).collect();
    assert_eq!(numbers, (1..=16 * 10).collect::<Vec<u64>>());
    for answer in answers {
        let seq = answer["seq"].as_u64().unwrap();
        let place = usize::try_from(seq).unwrap() - 1;
        assert_eq!(
            answer["id"],
            json!(kept[place].id),
            "an answer names the number its message has"
        );
    }
}

#[tokio::test]
async fn receipts_move_forward_and_never_past_the_end() {
    let place = Place::open().await;
    let visitor = place.visitor().await;
    visitor.hears("one").await;
    visitor.hears("two").await;
    let tell = async |kind: &str, up_to: u64| {
        let body = json!({"kind": kind, "up_to_seq": up_to});
        let response = visitor.post("/receipts", body).await;
        assert_eq!(response.status(), 204);
        let kept = messages_of(&visitor).await;
        kept.iter()
            .map(|message| message.delivery.code())
            .collect::<Vec<_>>()
    };
    assert_eq!(tell("delivered", 1).await, ["delivered", "pending"]);
    assert_eq!(tell("read", 1).await, ["read", "pending"]);
    assert_eq!(tell("delivered", u64::MAX).await, ["read", "delivered"]);
    assert_eq!(tell("read", 0).await, ["read", "delivered"]);
}
