use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use super::*;

/// A server on loopback that says the same to everybody, and what it was asked.
struct Server {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
}

/// What a server does once it was asked.
enum Then {
    Closes,
    Waits,
    /// Sends one more byte again and again, as long as anybody reads.
    GoesOn,
}

impl Server {
    async fn saying(answer: impl Into<String>) -> Self {
        Self::doing(answer, Then::Closes).await
    }

    async fn doing(answer: impl Into<String>, then: Then) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let asked = Arc::<Mutex<Vec<String>>>::default();
        let (answer, heard) = (answer.into(), Arc::clone(&asked));
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let question = question(&mut stream).await;
                heard.lock().unwrap().push(question);
                let _ = stream.write_all(answer.as_bytes()).await;
                match then {
                    Then::Closes => {}
                    Then::Waits => std::future::pending().await,
                    Then::GoesOn => while stream.write_all(&[b'x'; 1024]).await.is_ok() {},
                }
            }
        });
        Self { address, asked }
    }

    fn at(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    fn asked(&self) -> Vec<String> {
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.clone()
    }

    fn here(&self) -> HostPort {
        self.address.to_string().parse().unwrap()
    }
}

/// What a client greets a server with that speaks TLS.
const TLS: u8 = 0x16;

/// The head of a request, with as much of its body as its length says.
async fn question(stream: &mut TcpStream) -> String {
    let (mut read, mut part) = (Vec::new(), [0; 4096]);
    loop {
        let text = String::from_utf8_lossy(&read);
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length: "));
            if body.len() >= length.map_or(0, |length| length.parse().unwrap()) {
                return text.into_owned();
            }
        }
        match stream.read(&mut part).await {
            Ok(count) if count > 0 && part[0] != TLS => read.extend_from_slice(&part[..count]),
            _ => return String::from_utf8_lossy(&read).into_owned(),
        }
    }
}

fn get(url: impl Into<String>) -> Request {
    Request {
        method: Method::GET,
        url: url.into(),
        headers: Vec::new(),
        body: None,
        timeout: Duration::from_secs(20),
        limit: 1 << 20,
    }
}

fn answer(status: &str, body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}")
}

fn moved(to: &str) -> String {
    format!(
        "HTTP/1.1 302 Found\r\nlocation: {to}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
    )
}

#[tokio::test]
async fn what_is_asked_arrives_and_what_is_answered_comes_back() {
    let server = Server::saying(answer("418 I'm a teapot", "short and stout")).await;
    let client = Client::new([server.here()]);
    let asked = client.send(Request {
        method: Method::PUT,
        headers: vec![
            ("X-Order".to_owned(), "17".to_owned()),
            ("x-order".to_owned(), "18".to_owned()),
        ],
        body: Some(b"{\"a\":1}".to_vec()),
        ..get(server.at("/pots?of=tea"))
    });
    let answer = asked.await.unwrap();
    assert_eq!(
        (answer.status, answer.body),
        (418, b"short and stout".to_vec())
    );
    let [said] = &server.asked()[..] else {
        panic!("{:?}", server.asked())
    };
    assert!(said.starts_with("PUT /pots?of=tea HTTP/1.1\r\n"), "{said}");
    assert!(said.contains("x-order: 17\r\nx-order: 18\r\n"), "{said}");
    assert!(said.contains(&format!("user-agent: {NAME}\r\n")), "{said}");
    assert!(said.ends_with("\r\n\r\n{\"a\":1}"), "{said}");
}

#[tokio::test]
async fn a_private_address_is_refused_however_it_is_spelled() {
    let server = Server::saying(answer("200 OK", "inside")).await;
    let port = server.address.port();
    let client = Client::new(["other.example:80".parse().unwrap()]);
    for host in [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0x7F.0.0.1",
        "0177.0.0.1",
        "017700000001",
        "%31%32%37.0.0.1",
        "127。0。0。1",
        "127.0.0.1.",
        "0.0.0.0",
        "0",
        "10.1.2.3",
        "169.254.169.254",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[64:ff9b::127.0.0.1]",
        "[fd00::1]",
        "localhost",
        "LOCALHOST",
    ] {
        let refused = client.send(get(format!("http://{host}:{port}/"))).await;
        assert!(
            matches!(refused, Err(Failure::PrivateAddress { .. })),
            "{host}: {refused:?}"
        );
    }
    assert_eq!(server.asked(), [""; 0], "nobody was connected to");
}

/// Finds one name on loopback and another in an office.
struct Names;

impl Resolve for Names {
    fn resolve(&self, name: Name) -> Resolving {
        let address = match name.as_str().trim_end_matches('.') {
            "shop.example" => "127.0.0.1:0",
            "office.example" => "10.0.0.7:0",
            other => return Box::pin(std::future::ready(Err(format!("no {other}").into()))),
        };
        let found: SocketAddr = address.parse().unwrap();
        Box::pin(async move { Ok(Box::new(std::iter::once(found)) as Addrs) })
    }
}

#[tokio::test]
async fn a_name_that_leads_inside_is_refused_unless_its_port_was_allowed() {
    let server = Server::saying(answer("200 OK", "inside")).await;
    let port = server.address.port();
    let allowed = format!("Shop.Example:{port}").parse();
    let client = Client::finding_by([allowed.unwrap()], Arc::new(Names));

    let there = client
        .send(get(format!("http://shop.example.:{port}/")))
        .await;
    assert_eq!(
        there.unwrap().body,
        b"inside",
        "allowed, whatever the last dot says"
    );

    let said = client
        .send(get("http://shop.example:1/"))
        .await
        .unwrap_err();
    assert_eq!(
        said.to_string(),
        "shop.example:1 is inside a private network; allow it by its host and port first"
    );
    let said = client
        .send(get("https://office.example/?key=1"))
        .await
        .unwrap_err();
    assert_eq!(
        said,
        Failure::PrivateAddress {
            at: "office.example:443".to_owned()
        }
    );
    let said = client.send(get(server.at("/"))).await.unwrap_err();
    assert!(
        matches!(said, Failure::PrivateAddress { .. }),
        "its address was not allowed: {said}"
    );

    let said = client
        .send(get("http://nowhere.example/?key=1"))
        .await
        .unwrap_err();
    assert_eq!(
        said.to_string(),
        "nowhere.example:80 cannot be reached: no nowhere.example"
    );
}

#[tokio::test]
async fn a_redirect_is_looked_at_like_the_first_address() {
    let inside = Server::saying(answer("200 OK", "inside")).await;
    for (to, says) in [
        (inside.at("/"), "is inside a private network"),
        ("//127.1:1/".to_owned(), "is inside a private network"),
        ("file:///etc/passwd".to_owned(), "begins with `file:`"),
        (
            "http://user:word@127.0.0.1/".to_owned(),
            "carries a user name",
        ),
        ("http://[".to_owned(), "cannot be read"),
    ] {
        let door = Server::saying(moved(&to)).await;
        let client = Client::new([door.here()]);
        let refused = client
            .send(get(door.at("/")))
            .await
            .unwrap_err()
            .to_string();
        assert!(refused.contains(says), "{to}: {refused}");
    }
    assert_eq!(inside.asked(), [""; 0], "nobody was connected to");
}

#[tokio::test]
async fn headers_stay_behind_when_a_redirect_leads_elsewhere() {
    let other = Server::saying(answer("200 OK", "there")).await;
    let door = Server::saying(moved(&other.at("/new"))).await;
    let client = Client::new([door.here(), other.here()]);
    let asked = client.send(Request {
        headers: vec![("Authorization".to_owned(), "Bearer key-1".to_owned())],
        ..get(door.at("/old"))
    });
    assert_eq!(asked.await.unwrap().body, b"there");
    assert!(door.asked()[0].contains("Bearer key-1"));
    assert!(
        other.asked()[0].starts_with("GET /new "),
        "{:?}",
        other.asked()
    );
    assert!(!other.asked()[0].contains("key-1"), "{:?}", other.asked());
}

#[tokio::test]
async fn redirects_end_and_only_get_follows_them() {
    let circle = Server::saying(moved("/again")).await;
    let client = Client::new([circle.here()]);
    let said = client.send(get(circle.at("/"))).await;
    assert_eq!(said, Err(Failure::TooManyRedirects { limit: 5 }));
    assert_eq!(circle.asked().len(), 6);

    let posted = client.send(Request {
        method: Method::POST,
        ..get(circle.at("/order"))
    });
    assert_eq!(
        posted.await.unwrap().status,
        302,
        "an order is not sent a second time"
    );
    assert_eq!(circle.asked().len(), 7);
}

#[tokio::test(start_paused = true)]
async fn a_slow_server_is_given_up() {
    for said in ["", "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf"] {
        let server = Server::doing(said, Then::Waits).await;
        let client = Client::new([server.here()]);
        let after = Duration::from_secs(10);
        let given_up = client.send(Request {
            timeout: after,
            ..get(server.at("/"))
        });
        assert_eq!(given_up.await, Err(Failure::TimedOut { after }), "{said}");
    }
}

#[tokio::test]
async fn no_more_is_read_than_was_asked_for() {
    let told = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", 10 << 20);
    for head in [&told, "HTTP/1.1 200 OK\r\n\r\n"] {
        let server = Server::doing(head, Then::GoesOn).await;
        let client = Client::new([server.here()]);
        let said = client.send(get(server.at("/"))).await;
        assert_eq!(said, Err(Failure::TooLong { limit: 1 << 20 }));
    }
    let server = Server::saying(answer("200 OK", "four")).await;
    let client = Client::new([server.here()]);
    let limited = |limit| Request {
        limit,
        ..get(server.at("/"))
    };
    assert_eq!(client.send(limited(4)).await.unwrap().body, b"four");
    assert_eq!(
        client.send(limited(3)).await,
        Err(Failure::TooLong { limit: 3 })
    );
}

#[tokio::test]
async fn a_broken_answer_is_named_with_who_gave_it() {
    for said in [
        "",
        "hello\r\n\r\n",
        "\u{16}\u{3}\u{1}\0\0",
        "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
        "HTTP/1.1 999999 ?\r\n\r\n",
    ] {
        let server = Server::saying(said).await;
        let client = Client::new([server.here()]);
        let broken = client.send(get(server.at("/?key=1"))).await;
        let Err(Failure::BrokeOff { at, why }) = &broken else {
            panic!("{said:?}: {broken:?}")
        };
        assert_eq!(*at, server.address.to_string());
        assert!(!why.is_empty() && !why.contains("key=1"), "{why}");
    }
}

#[tokio::test]
async fn a_dead_port_and_a_server_without_tls_are_not_reached() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let dead = listener.local_addr().unwrap();
    drop(listener);
    let client = Client::new([dead.to_string().parse().unwrap()]);
    let said = client.send(get(format!("http://{dead}/"))).await;
    assert!(
        matches!(&said, Err(Failure::NotReached { at, .. }) if *at == dead.to_string()),
        "{said:?}"
    );

    let plain = Server::saying(answer("200 OK", "plain")).await;
    let client = Client::new([plain.here()]);
    let said = client
        .send(get(plain.at("/").replace("http:", "https:")))
        .await;
    assert!(matches!(said, Err(Failure::NotReached { .. })), "{said:?}");
}

#[tokio::test]
async fn an_address_that_is_none_is_refused_before_anything_is_sent() {
    let client = Client::new([]);
    for (url, says) in [
        ("", "cannot be read"),
        ("shop", "cannot be read"),
        ("http://", "cannot be read"),
        ("http://a b/", "cannot be read"),
        ("ftp://example.com/", "begins with `ftp:`"),
        ("javascript:alert(1)", "begins with `javascript:`"),
        ("http://user@example.com/", "carries a user name"),
        ("http://:word@example.com/", "carries a user name"),
    ] {
        let said = client.send(get(url)).await.unwrap_err().to_string();
        assert!(said.contains(says), "{url}: {said}");
    }
}
