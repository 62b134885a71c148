//! Files that visitors send, and who gets them back.

use std::time::Duration;

use domain::{AuthorType, ContentId, MessageKind, WaitOutcome};
use reqwest::{Method, Response};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use store::StoreError;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::support::{Place, Visitor, read, refused};

const PNG: &[u8] = b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR and so on";
const PDF: &[u8] = b"%PDF-1.7 and so on";
const LIMIT: usize = 20 * 1024 * 1024;

async fn send(
    visitor: &Visitor<'_>,
    id: &str,
    name: &str,
    bytes: impl Into<reqwest::Body>,
) -> Response {
    let asked = visitor.ask(Method::POST, "/files");
    let asked = asked
        .header("X-File-Name", name)
        .header("X-Client-Msg-Id", id);
    asked.body(bytes).send().await.unwrap()
}

async fn sent(visitor: &Visitor<'_>) -> Vec<Value> {
    let polled = read(visitor.get("/poll").await).await;
    polled["events"].as_array().unwrap().clone()
}

fn header<'a>(response: &'a Response, name: &str) -> &'a str {
    let value = response.headers().get(name);
    value.map_or("", |value| value.to_str().unwrap())
}

fn address(message: &Value) -> String {
    format!("/{}", message["attachment"]["url"].as_str().unwrap())
}

#[tokio::test]
async fn a_file_becomes_a_message_and_comes_back_whole() {
    let place = Place::open().await;
    let visitor = place.visitor().await;
    let mut stream = visitor.listen(0).await;
    // Larger than any other body may be, and than one piece.
    let bytes = [PDF, &vec![7; 300_000]].concat();
    let taken = read(
        send(
            &visitor,
            "f1",
            "%D0%BE%D1%82%D1%87%D1%91%D1%82%201.pdf",
            bytes.clone(),
        )
        .await,
    )
    .await;
    let message = stream.message().await;
    assert_eq!(
        (&taken["id"], &taken["seq"]),
        (&message["id"], &message["seq"])
    );
    assert_eq!(
        (
            &message["type"],
            &message["text"],
            &message["author"],
            &message["client_msg_id"]
        ),
        (&json!("file"), &json!(""), &json!("client"), &json!("f1"))
    );
    let mut attachment = message["attachment"].clone();
    let url = attachment.as_object_mut().unwrap().remove("url").unwrap();
    let id = ContentId::of_sha256(Sha256::digest(&bytes).into());
    assert_eq!(
        attachment,
        json!({"id": id, "name": "отчёт 1.pdf", "bytes": bytes.len(), "mime": "application/pdf", "is_picture": false})
    );
    let url = url.as_str().unwrap();
    assert!(url.starts_with(&format!("files/{id}/%D0%BE")), "{url}");
    let path = format!("/{}", url.split('?').next().unwrap());
    let by_token = visitor.get(&path).await;
    let by_address = place.get(&format!("/widget/v1/{url}")).await;
    for response in [by_token, by_address] {
        assert_eq!(response.status(), 200);
        assert_eq!(
            header(&response, "content-type"),
            "application/octet-stream"
        );
        assert_eq!(
            header(&response, "content-disposition"),
            "attachment; filename*=UTF-8''%D0%BE%D1%82%D1%87%D1%91%D1%82%201.pdf"
        );
        assert_eq!(header(&response, "x-content-type-options"), "nosniff");
        assert!(header(&response, "content-security-policy").contains("sandbox"));
        assert_eq!(
            header(&response, "cross-origin-resource-policy"),
            "same-origin"
        );
        assert_eq!(response.bytes().await.unwrap(), bytes);
    }
    let again = read(send(&visitor, "f1", "other.pdf", PDF).await).await;
    assert_eq!(again, taken, "the same id gets the first answer again");
    assert_eq!(sent(&visitor).await.len(), 1);
}

#[tokio::test]
async fn only_pictures_are_shown_in_place_whatever_a_file_calls_itself() {
    let place = Place::open().await;
    let visitor = place.visitor().await;
    for (id, name, bytes) in [
        ("1", "photo.png", PNG),
        (
            "2",
            "photo.jpg",
            b"<!DOCTYPE html><script>alert(1)</script>",
        ),
        (
            "3",
            "page.html",
            b"<!DOCTYPE html><script>alert(1)</script>",
        ),
        (
            "4",
            "drawing.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'>",
        ),
    ] {
        read(send(&visitor, id, name, bytes).await).await;
    }
    let messages = sent(&visitor).await;
    for (message, shown) in messages.iter().zip([true, false, false, false]) {
        assert_eq!(message["attachment"]["is_picture"], shown, "{message}");
        let response = place.get(&format!("/widget/v1{}", address(message))).await;
        let (kind, way) = if shown {
            ("image/png", "inline;")
        } else {
            ("application/octet-stream", "attachment;")
        };
        assert_eq!(header(&response, "content-type"), kind, "{message}");
        assert!(
            header(&response, "content-disposition").starts_with(way),
            "{message}"
        );
        assert!(
            header(&response, "content-security-policy").contains("sandbox"),
            "{message}"
        );
    }
    assert_eq!(messages[1]["attachment"]["name"], "photo.jpg.bin");
}

#[tokio::test]
async fn a_file_is_its_own_visitors_alone() {
    let place = Place::open().await;
    let (ann, bob) = (place.visitor().await, place.visitor().await);
    read(send(&ann, "1", "a.pdf", PDF).await).await;
    let message = sent(&ann).await.remove(0);
    let signed = address(&message);
    let bare = signed.split('?').next().unwrap();
    let mine = sent(&ann).await.remove(0)["attachment"]["id"].clone();
    assert_eq!(ann.get(bare).await.status(), 200);
    assert_eq!(
        refused(bob.get(bare).await).await,
        (404, "not_found".to_owned())
    );
    let other_name = bare.replace("a%2Epdf", "b%2Epdf");
    assert_eq!(refused(ann.get(&other_name).await).await.0, 404);
    let unknown = bare.replace(mine.as_str().unwrap(), &"0f".repeat(32));
    assert_eq!(refused(ann.get(&unknown).await).await.0, 404);
    let get = async |path: &str| refused(place.get(&format!("/widget/v1{path}")).await).await;
    assert_eq!(get(bare).await, (401, "unknown_visitor".to_owned()));
    let with_a_token_of_nobody = place
        .http
        .get(place.url(&format!("/widget/v1{bare}")))
        .bearer_auth("x");
    assert_eq!(
        refused(with_a_token_of_nobody.send().await.unwrap())
            .await
            .0,
        401
    );
    let forged = signed.replace(&ann.client.to_string(), &bob.client.to_string());
    assert_eq!(get(&forged).await, (403, "stale_link".to_owned()));
    assert_eq!(get(&format!("{bare}?visitor={}", ann.client)).await.0, 403);
    // Bob has the same content under another name, and still not Ann's.
    read(send(&bob, "1", "b.pdf", PDF).await).await;
    assert_eq!(refused(bob.get(bare).await).await.0, 404);
    place.clock.advance(Duration::from_secs(2 * 3600));
    assert_eq!(
        get(&signed).await,
        (403, "stale_link".to_owned()),
        "its time is over"
    );
    assert_eq!(ann.get(bare).await.status(), 200, "a token lasts longer");
}

#[tokio::test]
async fn no_path_leads_to_another_file() {
    let place = Place::open().await;
    let visitor = place.visitor().await;
    read(send(&visitor, "1", "..%2F..%2Fparley.db", PDF).await).await;
    let message = sent(&visitor).await.remove(0);
    assert_eq!(
        message["attachment"]["name"], "parley.db",
        "a name is no path"
    );
    let id = message["attachment"]["id"].as_str().unwrap().to_owned();
    for path in [
        "..%2f..%2fparley.db/x".to_owned(),
        format!("{id}%2f../x"),
        format!("{}/parley.db", id.to_uppercase()),
        format!("{id}.file/parley.db"),
        format!("{id}/..%2fparley.db"),
        format!("{id}/%ff"),
        format!("{id}/%00"),
        format!("{id}/"),
        format!("{id}/parley.db/x"),
        "%00/x".to_owned(),
    ] {
        let request = format!(
            "GET /widget/v1/files/{path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {}\r\nConnection: close\r\n\r\n",
            visitor.token
        );
        let answer = place.raw(request.as_bytes()).await;
        assert!(answer.starts_with("HTTP/1.1 404 "), "{path}: {answer}");
        assert!(answer.contains("\"not_found\""), "{path}: {answer}");
    }
}

#[tokio::test]
async fn what_is_not_taken_is_named_and_leaves_nothing() {
    let place = Place::open().await;
    let visitor = place.visitor().await;
    let program = b"MZ\x90\0 and so on".to_vec();
    for (name, bytes, said) in [
        ("a.pdf", Vec::new(), (400, "file_empty")),
        ("setup.exe", b"words".to_vec(), (415, "file_refused")),
        ("SETUP%2EEXE", b"words".to_vec(), (415, "file_refused")),
        ("..%5C..%5Crun.sh", b"words".to_vec(), (415, "file_refused")),
        ("photo.png", program, (415, "file_refused")),
        ("a.bin", vec![7; LIMIT + 1], (413, "file_too_big")),
    ] {
        let (status, code) = refused(send(&visitor, "f", name, bytes).await).await;
        assert_eq!((status, code.as_str()), said, "{name}");
    }
    let wrong = async |name: Option<&'static str>, id: Option<&'static str>| {
        let mut asked = visitor.ask(Method::POST, "/files").body(PDF);
        for (header, value) in [("X-File-Name", name), ("X-Client-Msg-Id", id)] {
            if let Some(value) = value {
                asked = asked.header(header, value);
            }
        }
        let answer: Value = asked.send().await.unwrap().json().await.unwrap();
        assert_eq!(answer["code"], "invalid_field", "{answer}");
        answer["field"].as_str().unwrap().to_owned()
    };
    assert_eq!(wrong(None, Some("1")).await, "x-file-name");
    assert_eq!(wrong(Some("%ff"), Some("1")).await, "x-file-name");
    assert_eq!(wrong(Some("a"), None).await, "x-client-msg-id");
    assert_eq!(wrong(Some("a"), Some("a b")).await, "x-client-msg-id");
    let stranger = place
        .http
        .post(place.url("/widget/v1/files"))
        .body(vec![7; 1 << 20]);
    assert_eq!(
        refused(stranger.send().await.unwrap()).await,
        (401, "unknown_visitor".to_owned())
    );
    let got = visitor.get("/files").await;
    assert_eq!(refused(got).await, (405, "method_not_allowed".to_owned()));
    assert_eq!(sent(&visitor).await, Vec::<Value>::new());
    let kept = std::fs::read_dir(place.store.folder().join("media")).unwrap();
    assert_eq!(kept.count(), 0, "not even a draft");
    read(send(&visitor, "f", "a.bin", vec![7; LIMIT]).await).await;
}

/// The head of an upload, over a connection of its own.
async fn begun(visitor: &Visitor<'_>, id: &str, length: usize) -> TcpStream {
    let mut stream = TcpStream::connect(visitor.place.gateway.address())
        .await
        .unwrap();
    let head = format!(
        "POST /widget/v1/files HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {}\r\nX-File-Name: a.pdf\r\nX-Client-Msg-Id: {id}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n%PDF",
        visitor.token
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    stream
}

async fn answer(mut stream: TcpStream) -> String {
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}

#[tokio::test]
async fn a_file_that_stops_coming_is_given_up_and_leaves_nothing() {
    let place = Place::with(
        |config| config.limits.body_time = Duration::from_millis(50),
        &[],
    )
    .await;
    let visitor = place.visitor().await;
    let answer = answer(begun(&visitor, "1", 1000).await).await;
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
    assert!(answer.contains("\"incomplete_body\""), "{answer}");
    assert_eq!(sent(&visitor).await, Vec::<Value>::new());
    let kept = std::fs::read_dir(place.store.folder().join("media")).unwrap();
    assert_eq!(kept.count(), 0, "not even a draft");
}

#[tokio::test]
async fn a_visitor_sends_two_files_at_once_and_others_are_not_held_up() {
    let place = Place::with(|config| config.limits.files_at_once = 1, &[]).await;
    let (ann, bob) = (place.visitor().await, place.visitor().await);
    let mut first = begun(&ann, "1", 8).await;
    let drafts = || {
        std::fs::read_dir(place.store.folder().join("media"))
            .unwrap()
            .count()
    };
    while drafts() == 0 {
        tokio::task::yield_now().await;
    }
    let second = send(&ann, "2", "b.pdf", PDF).await;
    assert_eq!(header(&second, "retry-after"), "5");
    assert_eq!(refused(second).await, (429, "rate_limited".to_owned()));
    read(send(&bob, "1", "b.pdf", PDF).await).await;
    first.write_all(b"-1.7").await.unwrap();
    assert!(answer(first).await.starts_with("HTTP/1.1 200 "));
    read(send(&ann, "2", "b.pdf", PDF).await).await;
}

#[tokio::test]
async fn a_visitor_sends_ten_files_a_minute() {
    let place = Place::open().await;
    let visitor = place.visitor().await;
    for id in 0..10 {
        read(send(&visitor, &id.to_string(), "a.pdf", PDF).await).await;
    }
    assert_eq!(
        refused(send(&visitor, "10", "a.pdf", PDF).await).await.0,
        429
    );
    place.clock.advance(Duration::from_secs(60));
    read(send(&visitor, "10", "a.pdf", PDF).await).await;
}

#[tokio::test]
async fn pages_of_other_sites_may_send_files_after_asking() {
    let place = Place::open().await;
    let visitor = place.visitor().await;
    let asked = place
        .http
        .request(Method::OPTIONS, place.url("/widget/v1/files"));
    let asked = asked
        .header("Origin", "https://shop.example")
        .header("Access-Control-Request-Method", "POST");
    let allowed = asked.send().await.unwrap();
    let headers = header(&allowed, "access-control-allow-headers");
    assert!(
        headers.contains("X-File-Name") && headers.contains("X-Client-Msg-Id"),
        "{headers}"
    );
    let asked = visitor
        .ask(Method::POST, "/files")
        .header("Origin", "https://shop.example");
    let asked = asked
        .header("X-File-Name", "a.pdf")
        .header("X-Client-Msg-Id", "1")
        .body(PDF);
    let response = asked.send().await.unwrap();
    assert_eq!(header(&response, "access-control-allow-origin"), "*");
    assert_eq!(response.status(), 200);
}

#[tokio::test]
async fn a_notice_that_was_cancelled_is_not_told() {
    let place = Place::open().await;
    let visitor = place.visitor().await;
    visitor.queue().await;
    let notice = MessageKind::QueueNotice;
    visitor
        .says(AuthorType::System, notice, "You are third", &[])
        .await;
    visitor.hears("Here I am").await;
    let (dialog, client) = (visitor.dialog().await, visitor.client);
    let now = domain::Clock::now(&*place.clock);
    let taken: Result<_, StoreError> = place
        .store
        .write(move |w| w.dequeue(dialog, client, WaitOutcome::Taken, now))
        .await;
    taken.unwrap();
    let polled = read(visitor.get("/poll").await).await;
    let events = polled["events"].as_array().unwrap();
    assert_eq!(events.len(), 1, "{polled}");
    assert_eq!(events[0]["text"], "Here I am");
    assert_eq!(polled["cursor"], 2, "what is left out is passed");
}
