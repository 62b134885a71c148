use std::sync::Arc;
use std::time::Duration;

use domain::{SystemClock, Timestamp};
use gateway::{Config, GatewayError};
use media::Shelf;
use serde_json::json;
use store::Store;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::support::{KEY, Place};

#[tokio::test]
async fn a_taken_port_and_a_wrong_public_address_are_named() {
    let place = Place::open().await;
    let taken = place.gateway.address();
    let start = |config: Config| {
        let (store, pictures) = (place.store.clone(), place.pictures.clone());
        gateway::start(config, store, pictures, Arc::new(SystemClock))
    };
    let config = Config {
        listen: taken,
        ..Config::default()
    };
    let error = start(config).await.unwrap_err();
    assert!(matches!(error, GatewayError::PortTaken { address } if address == taken));
    assert!(
        error.to_string().contains(&taken.port().to_string()),
        "{error}"
    );

    let elsewhere = "192.0.2.1:0".parse().unwrap();
    let config = Config {
        listen: elsewhere,
        ..Config::default()
    };
    let error = start(config).await.unwrap_err();
    assert!(
        matches!(error, GatewayError::Bind { address, .. } if address == elsewhere),
        "{error}"
    );

    let config = Config {
        public_url: Some("chat.example.com".to_owned()),
        ..Config::default()
    };
    let error = start(config).await.unwrap_err();
    assert!(
        matches!(error, GatewayError::BadPublicUrl { .. }),
        "{error}"
    );
}

#[tokio::test]
async fn stopping_ends_streams_and_polls_and_frees_the_port() {
    let place = Place::open().await;
    let visitor = place.visitor().await;
    let mut stream = visitor.listen(0).await;
    assert_eq!(stream.state().await["state"], "bot");
    let (token, poll) = (visitor.token.clone(), place.url("/widget/v1/poll?wait=25"));
    let poll = tokio::spawn(place.http.get(poll).bearer_auth(token).send());
    let address = place.gateway.address();
    // The poll is in flight once its request has been read; a second answer on a new connection
    // does not prove that, so the stop below must do for both cases.
    place.gateway.stop().await;
    assert_eq!(stream.block().await, None, "the stream ends whole");
    if let Ok(answer) = poll.await.unwrap() {
        assert_eq!(answer.status(), 200);
    }
    assert!(
        TcpStream::connect(address).await.is_err(),
        "nobody listens any more"
    );
    let again = Config {
        listen: address,
        ..Config::default()
    };
    gateway::start(
        again,
        place.store.clone(),
        place.pictures.clone(),
        Arc::new(SystemClock),
    )
    .await
    .unwrap();
}

/// Sends the head of a session's request, and says the body that has to follow.
async fn begin_session(place: &Place) -> (TcpStream, String) {
    let body = json!({"site_key": KEY}).to_string();
    let head = format!(
        "POST /widget/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\nExpect: 100-continue\r\n\r\n",
        body.len()
    );
    let mut connection = TcpStream::connect(place.gateway.address()).await.unwrap();
    connection.write_all(head.as_bytes()).await.unwrap();
    let mut goes_on = [0; 25];
    connection.read_exact(&mut goes_on).await.unwrap();
    assert_eq!(
        &goes_on, b"HTTP/1.1 100 Continue\r\n\r\n",
        "the gateway waits for the body"
    );
    (connection, body)
}

#[tokio::test]
async fn a_request_in_flight_is_finished_before_the_gateway_has_stopped() {
    let place = Place::open().await;
    let (mut connection, body) = begin_session(&place).await;
    let stop = tokio::spawn(place.gateway.stop());
    connection.write_all(body.as_bytes()).await.unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    stop.await.unwrap();
}

#[tokio::test]
async fn a_request_that_does_not_finish_does_not_hold_up_the_end() {
    let place = Place::with(
        |config| config.limits.drain_time = Duration::from_millis(50),
        &[],
    )
    .await;
    let (mut connection, _) = begin_session(&place).await;
    place.gateway.stop().await;
    let mut answer = Vec::new();
    let _ = connection.read_to_end(&mut answer).await;
    assert!(answer.is_empty());
}

#[tokio::test]
async fn a_dropped_gateway_listens_no_more() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), Timestamp::from_millis(1)).unwrap();
    let config = Config {
        listen: "127.0.0.1:0".parse().unwrap(),
        ..Config::default()
    };
    let pictures = Arc::new(Shelf::open(folder.path().join("media")).unwrap());
    let gateway = gateway::start(config, store, pictures, Arc::new(SystemClock))
        .await
        .unwrap();
    let mut connection = TcpStream::connect(gateway.address()).await.unwrap();
    drop(gateway);
    let mut answer = Vec::new();
    let ended = connection.read_to_end(&mut answer).await;
    assert!(ended.is_err() || answer.is_empty());
}
