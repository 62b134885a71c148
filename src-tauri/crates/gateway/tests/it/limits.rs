use std::io::ErrorKind;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::support::{KEY, Place, Visitor, read, refused};

fn text(id: usize) -> Value {
    json!({"client_msg_id": id.to_string(), "type": "text", "text": "x"})
}

async fn fill(visitor: &Visitor<'_>, messages: usize) {
    for id in 0..messages {
        read(visitor.post("/messages", text(id)).await).await;
    }
}

#[tokio::test]
async fn a_visitor_writes_twenty_messages_a_minute() {
    let place = Place::open().await;
    let (visitor, other) = (place.visitor().await, place.visitor().await);
    fill(&visitor, 20).await;
    place.clock.advance(Duration::from_secs(20));
    let response = visitor.post("/messages", text(20)).await;
    assert_eq!(response.headers()["retry-after"], "40");
    assert_eq!(refused(response).await, (429, "rate_limited".to_owned()));
    read(other.post("/messages", text(0)).await).await;
    place.clock.advance(Duration::from_secs(40));
    assert_eq!(
        read(visitor.post("/messages", text(20)).await).await["seq"],
        21
    );
}

#[tokio::test]
async fn a_message_that_is_refused_for_its_form_is_not_counted() {
    let place = Place::open().await;
    let visitor = place.visitor().await;
    for _ in 0..30 {
        let refusal = visitor
            .post("/messages", json!({"client_msg_id": "", "type": "text"}))
            .await;
        assert_eq!(refusal.status(), 400);
    }
    fill(&visitor, 1).await;
}

#[tokio::test]
async fn one_address_brings_sixty_new_visitors_a_minute() {
    let place = Place::open().await;
    let known = place.visitor().await;
    for _ in 1..60 {
        place.visitor().await;
    }
    let response = place.session(json!({"site_key": KEY})).await;
    assert_eq!(response.headers()["retry-after"], "60");
    assert_eq!(refused(response).await, (429, "rate_limited".to_owned()));
    read(
        place
            .session(json!({"site_key": KEY, "visitor_token": known.token}))
            .await,
    )
    .await;
    place.clock.advance(Duration::from_secs(60));
    place.visitor().await;
}

#[tokio::test]
async fn behind_a_trusted_proxy_each_client_is_counted_by_its_own_address() {
    let trusting = Place::with(
        |config| {
            config.limits.new_visitors_per_minute = 1;
            config.trusted_proxies = vec!["127.0.0.1".parse().unwrap()];
        },
        &[],
    )
    .await;
    let doubting = Place::with(|config| config.limits.new_visitors_per_minute = 1, &[]).await;
    let come = async |place: &Place, forwarded: &str| {
        let url = place.url("/widget/v1/session");
        let asked = place.http.post(url).header("X-Forwarded-For", forwarded);
        asked
            .json(&json!({"site_key": KEY}))
            .send()
            .await
            .unwrap()
            .status()
            .as_u16()
    };
    assert_eq!(come(&trusting, "192.0.2.1").await, 200);
    assert_eq!(come(&trusting, "192.0.2.2").await, 200);
    assert_eq!(
        come(&trusting, "192.0.2.9, 192.0.2.1").await,
        429,
        "the left part proves nothing"
    );
    assert_eq!(come(&doubting, "192.0.2.1").await, 200);
    assert_eq!(
        come(&doubting, "192.0.2.2").await,
        429,
        "an unknown proxy proves nothing"
    );
}

#[tokio::test]
async fn more_connections_than_there_are_places_wait_for_one() {
    let place = Place::with(|config| config.limits.connections = 2, &[]).await;
    let visitor = place.visitor().await;
    let mut stream = visitor.listen(0).await;
    let mut held = TcpStream::connect(place.gateway.address()).await.unwrap();
    let mut waiting = TcpStream::connect(place.gateway.address()).await.unwrap();
    let ask = b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n";
    let mut answer = [0; 12];
    held.write_all(ask).await.unwrap();
    held.read_exact(&mut answer).await.unwrap();
    waiting.write_all(ask).await.unwrap();
    // A message through the disk and back: time enough for an answer, if there were to be one.
    visitor.hears("still served").await;
    assert_eq!(stream.message().await["text"], "still served");
    let early = waiting.try_read(&mut answer).map_err(|error| error.kind());
    assert_eq!(early, Err(ErrorKind::WouldBlock), "both places are taken");
    drop(held);
    waiting.read_exact(&mut answer).await.unwrap();
    assert_eq!(&answer, b"HTTP/1.1 204");
}
