use std::time::Duration;

use domain::{ClosedBy, Ending};
use serde_json::json;
use store::StoreError;

use crate::support::{KEY, Listener, Place, Visitor, read};

async fn close(visitor: &Visitor<'_>) {
    let (client, dialog) = (visitor.client, visitor.dialog().await);
    let now = domain::Clock::now(&*visitor.place.clock);
    let store = &visitor.place.store;
    let closed: Result<_, StoreError> = store
        .write(move |writer| {
            writer.close_dialog(dialog, client, Ending::BotEnded, ClosedBy::Bot, now)
        })
        .await;
    closed.unwrap();
}

#[tokio::test]
async fn what_is_written_comes_in_full_and_in_order() {
    let place = Place::open().await;
    let visitor = place.visitor().await;
    let mut stream = visitor.listen(0).await;
    let dialog = visitor.dialog().await;
    assert_eq!(
        stream.state().await,
        json!({"state": "bot", "dialog": dialog})
    );
    visitor.hears("Hello\nthere").await;
    visitor.write("m1", "hi").await;
    let now = domain::Clock::now(&*place.clock);
    let mut hello = stream.message().await;
    let mut hi = stream.message().await;
    for message in [&mut hello, &mut hi] {
        let id = message.as_object_mut().unwrap().remove("id").unwrap();
        assert_eq!(id.as_str().unwrap().len(), 36);
    }
    assert_eq!(
        hello,
        json!({
            "seq": 1, "ts": now, "dialog": dialog, "author": "bot", "type": "text",
            "text": "Hello\nthere", "buttons": [{"title": "Yes", "payload": "p1"}],
        })
    );
    assert_eq!(
        hi,
        json!({
            "seq": 2, "ts": now, "dialog": dialog, "author": "client", "type": "text",
            "text": "hi", "client_msg_id": "m1",
        })
    );
}

#[tokio::test]
async fn a_stream_is_resumed_after_the_number_seen_last() {
    let place = Place::open().await;
    let visitor = place.visitor().await;
    let mut stream = visitor.listen(0).await;
    for n in 1..=3 {
        visitor.hears(&format!("n{n}")).await;
    }
    assert_eq!(stream.message().await["text"], "n1");
    drop(stream);
    visitor.hears("n4").await;
    let mut stream = visitor.listen(1).await;
    visitor.hears("n5").await;
    for n in 2..=5 {
        assert_eq!(stream.message().await["text"], format!("n{n}"));
    }
    let mut by_query = Listener::of(visitor.get("/events?cursor=4").await);
    assert_eq!(by_query.message().await["text"], "n5");
}

#[tokio::test]
async fn many_messages_come_once_each_while_more_are_written() {
    let place = Place::open().await;
    let visitor = place.visitor().await;
    for n in 1..=250 {
        visitor.hears(&n.to_string()).await;
    }
    let mut stream = visitor.listen(0).await;
    let hear_all = async {
        let mut heard = Vec::new();
        while heard.len() < 300 {
            match stream.event().await {
                event if event.name == "message" => heard.push(event.id.unwrap()),
                _ => assert!(
                    heard.len() >= 250,
                    "a state is told after the messages that led to it"
                ),
            }
        }
        heard
    };
    let write_more = async {
        for n in 251..=300 {
            visitor.hears(&n.to_string()).await;
        }
    };
    let (heard, ()) = tokio::join!(hear_all, write_more);
    assert_eq!(heard, (1..=300).collect::<Vec<u64>>());
}

#[tokio::test]
async fn two_tabs_of_one_visitor_both_hear_and_other_visitors_do_not() {
    let place = Place::open().await;
    let (ann, bob) = (place.visitor().await, place.visitor().await);
    let (mut one, mut two) = (ann.listen(0).await, ann.listen(0).await);
    let mut other = bob.listen(0).await;
    ann.hears("for Ann").await;
    bob.hears("for Bob").await;
    assert_eq!(one.message().await["text"], "for Ann");
    assert_eq!(two.message().await["text"], "for Ann");
    assert_eq!(other.message().await["text"], "for Bob");
}

#[tokio::test]
async fn the_state_is_told_at_once_and_when_it_changes_after_the_words_that_led_to_it() {
    let place = Place::open().await;
    let visitor = place.visitor().await;
    let mut stream = visitor.listen(0).await;
    assert_eq!(stream.state().await["state"], "bot");
    visitor.hears("Goodbye").await;
    close(&visitor).await;
    let next = stream.event().await;
    assert_eq!(
        (next.name.as_str(), &next.data["text"]),
        ("message", &json!("Goodbye"))
    );
    assert_eq!(stream.state().await["state"], "closed");
    let again = read(
        place
            .session(json!({"site_key": KEY, "visitor_token": visitor.token, "open": false}))
            .await,
    )
    .await;
    assert_eq!(again["state"], "closed");
    assert_eq!(
        again["history_seq"], again["last_seq"],
        "nothing is open to be shown again"
    );
    place.clock.advance(Duration::from_secs(1));
    visitor.write("m", "one more thing").await;
    assert_eq!(stream.message().await["text"], "one more thing");
    assert_eq!(
        stream.state().await["state"],
        "bot",
        "a message after the end opens a new dialog"
    );
}

#[tokio::test]
async fn a_number_that_was_not_given_yet_skips_nothing() {
    let place = Place::open().await;
    let visitor = place.visitor().await;
    visitor.hears("old").await;
    let mut stream = visitor.listen(9_000_000_000_000_000_000).await;
    assert_eq!(stream.state().await["state"], "bot");
    visitor.hears("new").await;
    assert_eq!(stream.message().await["text"], "new");
}

#[tokio::test]
async fn a_silent_stream_says_that_it_is_alive() {
    let place = Place::with(
        |config| config.limits.keep_alive = Duration::from_millis(1),
        &[],
    )
    .await;
    let visitor = place.visitor().await;
    let mut stream = visitor.listen(0).await;
    assert_eq!(stream.state().await["state"], "bot");
    assert_eq!(stream.block().await.unwrap(), ": keep-alive");
}

#[tokio::test]
async fn a_poll_answers_at_once_when_there_is_something() {
    let place = Place::open().await;
    let visitor = place.visitor().await;
    let dialog = visitor.dialog().await;
    let polled = read(visitor.get("/poll").await).await;
    assert_eq!(
        polled,
        json!({"events": [], "state": "bot", "dialog": dialog, "cursor": 0})
    );
    visitor.hears("one").await;
    visitor.hears("two").await;
    let polled = read(visitor.get("/poll?cursor=1&wait=25").await).await;
    assert_eq!(polled["events"][0]["text"], "two");
    assert_eq!(
        (
            polled["events"].as_array().unwrap().len(),
            &polled["cursor"]
        ),
        (1, &json!(2))
    );
}

#[tokio::test]
async fn a_poll_waits_for_the_next_message_and_for_the_next_state() {
    let place = Place::open().await;
    let visitor = place.visitor().await;
    let (polled, ()) = tokio::join!(visitor.get("/poll?cursor=0&wait=25"), visitor.hears("soon"));
    assert_eq!(read(polled).await["events"][0]["text"], "soon");
}
