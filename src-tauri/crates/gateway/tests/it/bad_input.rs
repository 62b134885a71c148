use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{KEY, Place, read, refused};

#[tokio::test]
async fn whatever_is_sent_gets_an_answer_that_names_what_is_wrong() {
    let place = Place::open().await;
    let visitor = place.visitor().await;
    let json = "application/json";
    let ok = r#"{"client_msg_id":"1","type":"text","text":"x"}"#;
    for (asked, content_type, body, said) in [
        ("POST /messages", json, &b""[..], "400 malformed_json"),
        ("POST /messages", json, b"{", "400 malformed_json"),
        ("POST /messages", json, b"\xff\xfe{}", "400 malformed_json"),
        (
            "POST /messages",
            json,
            br#"{"text":"\ud800"}"#,
            "400 malformed_json",
        ),
        ("POST /messages", json, b"[]", "400 invalid_field"),
        ("POST /messages", json, b"null", "400 invalid_field"),
        (
            "POST /messages",
            json,
            br#"{"client_msg_id":"1","type":"file"}"#,
            "400 invalid_field",
        ),
        (
            "POST /messages",
            json,
            br#"{"client_msg_id":7,"type":"text"}"#,
            "400 invalid_field",
        ),
        (
            "POST /messages",
            "text/plain",
            ok.as_bytes(),
            "415 not_json",
        ),
        ("POST /messages", "", ok.as_bytes(), "415 not_json"),
        (
            "POST /messages",
            "application/jsonp",
            ok.as_bytes(),
            "415 not_json",
        ),
        (
            "POST /messages",
            "Application/JSON ; charset=utf-8",
            ok.as_bytes(),
            "200",
        ),
        (
            "POST /receipts",
            json,
            br#"{"kind":"eaten","up_to_seq":1}"#,
            "400 invalid_field",
        ),
        (
            "POST /receipts",
            json,
            br#"{"kind":"read","up_to_seq":-1}"#,
            "400 invalid_field",
        ),
        (
            "POST /session",
            json,
            br#"{"site_key":null}"#,
            "400 invalid_field",
        ),
        (
            "POST /session",
            json,
            br#"{"site_key":"nobody's"}"#,
            "404 unknown_site_key",
        ),
        ("GET /messages", json, b"", "405 method_not_allowed"),
        ("DELETE /session", json, b"", "405 method_not_allowed"),
        ("GET /nothing", json, b"", "404 not_found"),
        ("GET /../../etc/passwd", json, b"", "404 not_found"),
        ("GET /poll?cursor=-1", json, b"", "400 invalid_field"),
        ("GET /poll?cursor=%D1%91", json, b"", "400 invalid_field"),
        (
            "GET /poll?cursor=99999999999999999999",
            json,
            b"",
            "400 invalid_field",
        ),
        ("GET /poll?wait=26", json, b"", "400 invalid_field"),
        ("GET /events?cursor=x", json, b"", "400 invalid_field"),
        ("GET /loader.js", json, b"", "400 invalid_field"),
        ("GET /loader.js?k=%00%ff", json, b"", "404 unknown_site_key"),
        ("GET /panel?k=nobody", json, b"", "404 unknown_site_key"),
    ] {
        let (method, path) = asked.split_once(' ').unwrap();
        let mut request = visitor.ask(method.parse::<Method>().unwrap(), path);
        if !content_type.is_empty() {
            request = request.header("Content-Type", content_type);
        }
        let response = request.body(body.to_vec()).send().await.unwrap();
        let what = format!("{asked} {:?}", String::from_utf8_lossy(body));
        assert_eq!(
            response.headers()["x-content-type-options"],
            "nosniff",
            "{what}"
        );
        if said == "200" {
            assert_eq!(response.status(), 200, "{what}");
        } else {
            let (status, code) = refused(response).await;
            assert_eq!(format!("{status} {code}"), said, "{what}");
        }
    }
    visitor.write("after", "and it still works").await;
}

#[tokio::test]
async fn the_place_of_an_error_is_named() {
    let place = Place::open().await;
    let visitor = place.visitor().await;
    let post = |body: &'static str| {
        let asked = visitor.ask(Method::POST, "/messages");
        asked
            .header("Content-Type", "application/json")
            .body(body)
            .send()
    };
    let body: Value = post("{\"client_msg_id\":\"1\",\n  oops}")
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert!(
        body["message"]
            .as_str()
            .unwrap()
            .contains("line 2, column 3"),
        "{body}"
    );
    let body: Value = post(r#"{"client_msg_id":"1","type":"voice"}"#)
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert_eq!(body["field"], "type");
    assert!(
        body["message"].as_str().unwrap().contains("`voice`"),
        "{body}"
    );
}

#[tokio::test]
async fn without_a_known_token_nothing_is_told() {
    let place = Place::open().await;
    for path in ["/events", "/poll"] {
        let refusal = refused(place.get(&format!("/widget/v1{path}")).await).await;
        assert_eq!(refusal, (401, "unknown_visitor".to_owned()), "{path}");
    }
    for path in ["/messages", "/receipts"] {
        for token in ["", "x", "\u{80}"] {
            let asked = place.http.post(place.url(&format!("/widget/v1{path}")));
            let header =
                reqwest::header::HeaderValue::from_bytes(format!("Bearer {token}").as_bytes());
            let response = asked
                .header("Authorization", header.unwrap())
                .json(&json!({}))
                .send()
                .await;
            let response = response.unwrap();
            assert_eq!(response.headers()["www-authenticate"], "Bearer");
            assert_eq!(refused(response).await.0, 401, "{path}");
        }
    }
}

#[tokio::test]
async fn ten_megabytes_are_refused_and_the_connection_goes_on() {
    let place = Place::open().await;
    let visitor = place.visitor().await;
    let huge = format!(
        r#"{{"client_msg_id":"1","type":"text","text":"{}"}}"#,
        "x".repeat(10 << 20)
    );
    for (path, token) in [
        ("/messages", visitor.token.as_str()),
        ("/messages", "unknown"),
        ("/x", ""),
    ] {
        let url = place.url(&format!("/widget/v1{path}"));
        let asked = place
            .http
            .post(url)
            .bearer_auth(token)
            .header("Content-Type", "application/json");
        let refusal = refused(asked.body(huge.clone()).send().await.unwrap()).await;
        assert_eq!(refusal, (413, "too_large".to_owned()), "{path}");
    }
    assert_eq!(visitor.write("2", "small").await["seq"], 1);

    let length = huge.len();
    let head = format!(
        "POST /widget/v1/messages HTTP/1.1\r\nHost: localhost\r\nContent-Length: {length}\r\n\r\n"
    );
    let next = "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    let answers = place
        .raw(&[head.as_bytes(), huge.as_bytes(), next.as_bytes()].concat())
        .await;
    assert!(answers.starts_with("HTTP/1.1 413 "), "{answers}");
    assert!(
        answers.contains("HTTP/1.1 204 "),
        "the same connection takes the next request: {answers}"
    );
}

#[tokio::test]
async fn a_body_without_a_length_is_limited_too() {
    let place = Place::open().await;
    let chunk = format!("{:x}\r\n{}\r\n", 1 << 16, "x".repeat(1 << 16));
    let head = "POST /widget/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
                Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n";
    let answer = place
        .raw(format!("{head}{}0\r\n\r\n", chunk.repeat(3)).as_bytes())
        .await;
    assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
}

#[tokio::test]
async fn whoever_asks_before_sending_too_much_is_told_not_to() {
    let place = Place::open().await;
    let request = "POST /widget/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10000000\r\n\
                   Expect: 100-continue\r\n\r\n";
    let answer = place.raw(request.as_bytes()).await;
    assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
}

#[tokio::test]
async fn a_slow_head_and_a_slow_body_are_not_waited_for() {
    let place = Place::with(
        |config| {
            config.limits.head_time = Duration::from_millis(100);
            config.limits.body_time = Duration::from_millis(100);
        },
        &[],
    )
    .await;
    let answer = place.raw(b"GET /health HTTP/1.1\r\nHost: local").await;
    assert!(
        answer.is_empty() || answer.starts_with("HTTP/1.1 408 "),
        "{answer}"
    );
    assert_eq!(
        place.raw(b"").await,
        "",
        "a connection that says nothing is ended"
    );
    let head =
        "POST /widget/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{";
    let answer = place.raw(head.as_bytes()).await;
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
    assert!(answer.contains("incomplete_body"), "{answer}");
}

#[tokio::test]
async fn bytes_that_are_no_http_harm_nobody() {
    let place = Place::open().await;
    for bytes in [
        &b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"[..],
        b"\0\0\0\0\r\n\r\n",
        b"GET /\xff\xfe HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"POST /widget/v1/session HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"GET /widget/v1/panel?k=%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    ] {
        let answer = place.raw(bytes).await;
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{answer}");
    }
    read(place.session(json!({"site_key": KEY})).await).await;
}
