//! A visitor of which only the posting is left, so that the measuring costs the machine little: a
//! connection that stays open, requests put together by hand, answers read no further than needed.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// What is written in turn. The bot takes each for the button of that name, so it answers every one.
const TEXTS: [&str; 2] = ["Delivery and payment", "Yes, show the topics"];
/// How many messages the bot answers each of them with.
const ANSWERS: [u64; 2] = [2, 1];
/// How many it greets with.
const GREETING: u64 = 2;
/// Between two looks at whether it has answered.
const PAUSE: Duration = Duration::from_millis(10);

pub(crate) struct Poster {
    address: SocketAddr,
    stream: TcpStream,
    site_key: String,
    token: Option<String>,
    conversation: String,
    posted: usize,
    /// The messages of the exchange once the bot has answered everything.
    expected: u64,
    request: String,
    answer: Vec<u8>,
}

impl Poster {
    /// A new visitor of the chat with this key.
    pub(crate) async fn open(address: SocketAddr, site_key: &str) -> io::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let mut poster = Self {
            address,
            stream,
            site_key: site_key.to_owned(),
            token: None,
            conversation: String::new(),
            posted: 0,
            expected: GREETING,
            request: String::new(),
            answer: Vec::new(),
        };
        let session = poster.session().await?;
        poster.token = session["visitor_token"].as_str().map(str::to_owned);
        let conversation = session["conversation_id"].as_str().unwrap_or_default();
        conversation.clone_into(&mut poster.conversation);
        Ok(poster)
    }

    /// Posts the next message, and returns once it is acknowledged.
    pub(crate) async fn post(&mut self) -> io::Result<()> {
        let turn = self.posted % TEXTS.len();
        self.expected += 1 + ANSWERS[turn];
        self.write(TEXTS[turn]).await
    }

    /// Writes a text, which must not need to be escaped, and returns once it is acknowledged.
    pub(crate) async fn write(&mut self, text: &str) -> io::Result<()> {
        self.posted += 1;
        let id = self.posted;
        let body = format!(r#"{{"client_msg_id":"m{id}","type":"text","text":"{text}"}}"#);
        self.exchange("messages", &body).await.map(drop)
    }

    /// The exchange with this visitor.
    pub(crate) fn conversation(&self) -> &str {
        &self.conversation
    }

    /// A stream of everything that is said with this visitor, on a connection of its own.
    pub(crate) async fn stream(&self) -> io::Result<TcpStream> {
        let mut stream = TcpStream::connect(self.address).await?;
        let address = self.address;
        let token = self.token.as_deref().unwrap_or_default();
        let request = format!(
            "GET /widget/v1/events HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).await?;
        Ok(stream)
    }

    /// Returns once the bot has answered everything.
    pub(crate) async fn is_answered(&mut self) -> io::Result<()> {
        loop {
            if self.last_seq().await? >= self.expected {
                return Ok(());
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// How many messages were exchanged with this visitor.
    pub(crate) async fn last_seq(&mut self) -> io::Result<u64> {
        let session = self.session().await?;
        Ok(session["last_seq"].as_u64().unwrap_or(0))
    }

    async fn session(&mut self) -> io::Result<Value> {
        let body = json!({
            "site_key": self.site_key,
            "visitor_token": self.token,
            "locale": "en",
        });
        let session = self.exchange("session", &body.to_string()).await?;
        Ok(serde_json::from_slice(session)?)
    }

    /// Posts `body`, and gives the body of an answer that is no refusal.
    async fn exchange(&mut self, path: &str, body: &str) -> io::Result<&[u8]> {
        use std::fmt::Write as _;
        self.request.clear();
        let (address, length) = (self.address, body.len());
        let token = self.token.as_deref().unwrap_or_default();
        write!(
            self.request,
            "POST /widget/v1/{path} HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\n\
             Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
        )
        .map_err(io::Error::other)?;
        self.stream.write_all(self.request.as_bytes()).await?;
        self.answer.clear();
        loop {
            if self.stream.read_buf(&mut self.answer).await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            if let Some(body) = body_of(&self.answer)? {
                return Ok(&self.answer[body..]);
            }
        }
    }
}

/// Where the body of an answer begins, once it is there to its end.
fn body_of(answer: &[u8]) -> io::Result<Option<usize>> {
    let Some(end) = answer.windows(4).position(|four| four == b"\r\n\r\n") else {
        return Ok(None);
    };
    let head = String::from_utf8_lossy(&answer[..end]).to_ascii_lowercase();
    if !head.starts_with("http/1.1 200 ") {
        return Err(io::Error::other(String::from_utf8_lossy(answer)));
    }
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok())
        .unwrap_or(0);
    let body = end + 4;
    Ok((answer.len() >= body + length).then_some(body))
}
