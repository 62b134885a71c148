//! A client of the widget's protocol that does what the widget in a page does: it resends until it is
//! told that a message was kept, and reads on from where a stream broke off.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::time::Duration;

use reqwest::{Method, RequestBuilder, Response, StatusCode};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tokio::sync::watch;

use crate::within;

/// Longer than any answer but a stream takes.
const ANSWER: Duration = Duration::from_secs(30);

/// The way to a gateway that may be down for a while, or come back elsewhere.
#[derive(Debug, Clone)]
pub struct Gateway {
    up: watch::Receiver<Option<SocketAddr>>,
}

/// Somebody in front of a page with the widget in it.
#[derive(Debug, Clone)]
pub struct Visitor {
    http: reqwest::Client,
    gateway: Gateway,
    site_key: String,
    token: String,
    /// The exchange with this visitor.
    pub conversation: String,
    posted: u64,
}

/// What a visitor posts; it keeps its id when it is sent again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Posted {
    /// The visitor's own id of it.
    pub client_msg_id: String,
    /// What was written, or stands on the pressed button.
    pub text: String,
    /// What the pressed button carries.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<String>,
    #[serde(rename = "type")]
    kind: &'static str,
}

/// What the gateway says once it has kept a message.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Sent {
    /// The message's id.
    pub id: String,
    /// Its place in the conversation.
    pub seq: u64,
    /// When it was received, in milliseconds since 1970.
    pub ts: i64,
    /// How often it was sent before the answer came.
    #[serde(skip)]
    pub tries: u32,
}

/// A message of a conversation.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Message {
    pub id: String,
    pub seq: u64,
    pub ts: i64,
    pub dialog: String,
    pub author: String,
    #[serde(rename = "type")]
    pub kind: String,
    pub text: String,
    #[serde(default)]
    pub buttons: Vec<Button>,
    /// The best rating that a question for one asks for.
    pub scale: Option<u32>,
    pub attachment: Option<File>,
    pub client_msg_id: Option<String>,
}

/// A file that a message brings.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct File {
    pub name: String,
    pub bytes: u64,
    /// Relative to the protocol's address, and good without a token for a while.
    pub url: String,
}

/// A button below a message.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Button {
    pub title: String,
    pub payload: String,
}

/// How the latest dialog stands.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Standing {
    pub state: String,
    pub dialog: Option<String>,
    pub queue: Option<Queue>,
    pub operator: Option<Operator>,
}

/// A place in the queue.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Queue {
    /// From 1.
    pub position: u32,
    /// How long others waited, in seconds.
    pub wait_s: Option<u32>,
}

/// Who answers.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Operator {
    pub name: String,
}

/// Somebody is writing.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Typing {
    pub by: String,
    pub name: Option<String>,
}

/// What a stream brings.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Event {
    /// Something was said.
    Message(Message),
    /// The dialog stands another way.
    State(Standing),
    /// An operator is writing.
    Typing(Typing),
}

/// A visitor's end of a stream of events; it reads on where it broke off.
#[derive(Debug)]
pub struct Listening {
    visitor: Visitor,
    seen: u64,
    stream: Option<Response>,
    arrived: Vec<u8>,
    events: VecDeque<Event>,
}

impl Gateway {
    /// To where `up` says, none while it is down.
    #[must_use]
    pub const fn new(up: watch::Receiver<Option<SocketAddr>>) -> Self {
        Self { up }
    }

    /// An address below the gateway, once it is up.
    ///
    /// # Panics
    /// When it is gone for good, or does not come up.
    pub async fn url(&mut self, path: &str) -> String {
        let up = within("a gateway that is up", self.up.wait_for(Option::is_some)).await;
        let address = up.expect("a gateway stays for as long as its visitors do");
        let address = address.expect("that is what was waited for");
        format!("http://{address}{path}")
    }
}

impl Posted {
    /// The press of a button.
    #[must_use]
    pub fn press(client_msg_id: &str, button: &Button) -> Self {
        Self {
            client_msg_id: client_msg_id.to_owned(),
            text: button.title.clone(),
            payload: Some(button.payload.clone()),
            kind: "postback",
        }
    }

    /// A written text.
    #[must_use]
    pub fn text(client_msg_id: &str, text: &str) -> Self {
        Self {
            client_msg_id: client_msg_id.to_owned(),
            text: text.to_owned(),
            payload: None,
            kind: "text",
        }
    }
}

impl Message {
    /// The button with this title.
    ///
    /// # Panics
    /// When it has none.
    #[must_use]
    pub fn button(&self, title: &str) -> &Button {
        let found = self.buttons.iter().find(|button| button.title == title);
        match found {
            Some(button) => button,
            None => panic!("there is no button {title:?} below {:?}", self.text),
        }
    }
}

impl Visitor {
    /// Somebody new opens the widget of the chat with this key.
    ///
    /// # Panics
    /// When the gateway refuses.
    pub async fn open(gateway: Gateway, site_key: &str) -> Self {
        // Built together with the program's own client it knows TLS, which wants a provider even
        // where nobody speaks it; only the first one counts.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = reqwest::Client::builder().no_proxy().build();
        let mut visitor = Self {
            http: http.expect("a client without a proxy or certificates can be made"),
            gateway,
            site_key: site_key.to_owned(),
            token: String::new(),
            conversation: String::new(),
            posted: 0,
        };
        let session = visitor.session().await;
        let word = |key: &str| session[key].as_str().unwrap_or_default().to_owned();
        visitor.token = word("visitor_token");
        visitor.conversation = word("conversation_id");
        visitor
    }

    /// Opens the widget again, as after a reload of the page, and gives what the gateway says.
    ///
    /// # Panics
    /// When the gateway refuses.
    pub async fn session(&mut self) -> Value {
        self.come(true).await
    }

    /// Comes to a page without opening the widget in it, and gives what the gateway says.
    ///
    /// # Panics
    /// When the gateway refuses.
    pub async fn pass_by(&mut self) -> Value {
        self.come(false).await
    }

    async fn come(&mut self, open: bool) -> Value {
        let body = json!({
            "site_key": self.site_key,
            "visitor_token": (!self.token.is_empty()).then_some(&self.token),
            "page_url": "https://shop.example/shoes",
            "locale": "en",
            "open": open,
        });
        let (session, _) = self.insist("/session", &body).await;
        session
    }

    /// Writes a text.
    ///
    /// # Panics
    /// When the gateway refuses.
    pub async fn write(&mut self, text: &str) -> Sent {
        let posted = Posted::text(&self.next_id(), text);
        self.send(&posted).await
    }

    /// Presses a button.
    ///
    /// # Panics
    /// When the gateway refuses.
    pub async fn press(&mut self, button: &Button) -> Sent {
        let posted = Posted::press(&self.next_id(), button);
        self.send(&posted).await
    }

    /// Sends a file, once.
    ///
    /// # Panics
    /// When the gateway refuses.
    pub async fn send_file(&mut self, name: &str, bytes: &[u8]) -> Sent {
        let id = self.next_id();
        let request = self.ask(Method::POST, "/files").await;
        let request = request
            .header("X-File-Name", name)
            .header("X-Client-Msg-Id", id)
            .body(bytes.to_owned());
        let answer = answer("/files", request.timeout(ANSWER)).await;
        let answer = answer.expect("the gateway takes the file");
        serde_json::from_value(answer).expect("the answer has the protocol's form")
    }

    /// What lies under an address that came with a message, asked for without the token as an image is.
    ///
    /// # Panics
    /// When the gateway refuses.
    pub async fn file(&mut self, file: &File) -> Vec<u8> {
        let url = self.gateway.url(&format!("/widget/v1/{}", file.url)).await;
        let response = self.http.get(url).timeout(ANSWER).send().await;
        let response = response.expect("the gateway answers");
        assert_eq!(response.status(), StatusCode::OK, "{}", file.name);
        let bytes = response.bytes().await;
        bytes.expect("a file comes to its end").to_vec()
    }

    /// Says that the visitor is writing.
    ///
    /// # Panics
    /// When the gateway refuses.
    pub async fn typing(&mut self) {
        self.insist("/typing", &json!({})).await;
    }

    /// Asks for a token by which the dialog goes on in `messenger`.
    ///
    /// # Panics
    /// When the gateway refuses.
    pub async fn passage(&mut self, messenger: &str) -> String {
        let body = json!({ "messenger": messenger });
        let (passage, _) = self.insist("/passages", &body).await;
        passage["token"].as_str().unwrap_or_default().to_owned()
    }

    /// An id that this visitor did not give before.
    pub fn next_id(&mut self) -> String {
        self.posted += 1;
        format!("m{}", self.posted)
    }

    /// Sends until it is told that the message was kept.
    ///
    /// # Panics
    /// When the gateway refuses.
    pub async fn send(&mut self, posted: &Posted) -> Sent {
        let body = serde_json::to_value(posted).expect("texts under names are JSON");
        let (answer, tries) = self.insist("/messages", &body).await;
        let sent: Sent =
            serde_json::from_value(answer).expect("the answer has the protocol's form");
        Sent { tries, ..sent }
    }

    /// Says how far the visitor has come: `delivered` or `read`.
    ///
    /// # Panics
    /// When the gateway refuses.
    pub async fn receipt(&mut self, kind: &str, up_to_seq: u64) {
        let body = json!({ "kind": kind, "up_to_seq": up_to_seq });
        self.insist("/receipts", &body).await;
    }

    /// Listens to what comes after the message with the number `after`.
    #[must_use]
    pub fn listen(&self, after: u64) -> Listening {
        Listening {
            visitor: self.clone(),
            seen: after,
            stream: None,
            arrived: Vec::new(),
            events: VecDeque::new(),
        }
    }

    async fn ask(&mut self, method: Method, path: &str) -> RequestBuilder {
        let url = self.gateway.url(&format!("/widget/v1{path}")).await;
        self.http.request(method, url).bearer_auth(&self.token)
    }

    /// The code that the gateway refuses a message of this visitor with.
    ///
    /// # Panics
    /// When it does not refuse it.
    pub async fn refused(&mut self) -> String {
        let id = self.next_id();
        let posted = self.ask(Method::POST, "/messages").await;
        let posted = posted.json(&Posted::text(&id, "Hello?")).timeout(ANSWER);
        let response = posted.send().await.expect("the gateway answers");
        let status = response.status();
        let body: Value = response.json().await.expect("a refusal is JSON");
        assert!(
            status.is_client_error(),
            "it was not refused: {status} {body}"
        );
        body["code"].as_str().unwrap_or_default().to_owned()
    }

    /// Posts until there is an answer, and says how many tries that took.
    async fn insist(&mut self, path: &str, body: &Value) -> (Value, u32) {
        let mut tries = 0;
        let answered = async {
            loop {
                tries += 1;
                let request = self.ask(Method::POST, path).await.json(body);
                if let Some(answer) = answer(path, request.timeout(ANSWER)).await {
                    return answer;
                }
            }
        };
        let answered = within(path, answered).await;
        (answered, tries)
    }
}

/// The gateway's answer; none when it broke off or could not be kept, so that it is to be sent again.
async fn answer(path: &str, request: RequestBuilder) -> Option<Value> {
    let response = request.send().await.ok()?;
    let status = response.status();
    if status == StatusCode::NO_CONTENT {
        return Some(Value::Null);
    }
    let body: Value = response.json().await.ok()?;
    if status == StatusCode::SERVICE_UNAVAILABLE {
        return None;
    }
    assert!(status.is_success(), "{path} was refused: {status} {body}");
    Some(body)
}

impl Listening {
    /// The next message. News of the state that came before it waits to be asked for, and so on: what a
    /// stream brings together has no order worth waiting for.
    ///
    /// # Panics
    /// When nothing comes, or what comes is not of the protocol.
    pub async fn message(&mut self) -> Message {
        self.next(|event| match event {
            Event::Message(message) => Some(message.clone()),
            _ => None,
        })
        .await
    }

    /// The next message with buttons.
    ///
    /// # Panics
    /// As [`Self::message`].
    pub async fn question(&mut self) -> Message {
        loop {
            let message = self.message().await;
            if !message.buttons.is_empty() {
                return message;
            }
        }
    }

    /// The next message of this kind.
    ///
    /// # Panics
    /// As [`Self::message`].
    pub async fn kind(&mut self, kind: &str) -> Message {
        loop {
            let message = self.message().await;
            if message.kind == kind {
                return message;
            }
        }
    }

    /// Waits until the dialog stands like this.
    ///
    /// # Panics
    /// As [`Self::message`].
    pub async fn state(&mut self, state: &str) -> Standing {
        loop {
            let standing = self.next(|event| match event {
                Event::State(standing) => Some(standing.clone()),
                _ => None,
            });
            let standing = standing.await;
            if standing.state == state {
                return standing;
            }
        }
    }

    /// Waits until an operator writes.
    ///
    /// # Panics
    /// As [`Self::message`].
    pub async fn typing(&mut self) -> Typing {
        self.next(|event| match event {
            Event::Typing(typing) => Some(typing.clone()),
            _ => None,
        })
        .await
    }

    /// The first event that is wanted; those before it stay.
    async fn next<T>(&mut self, wanted: impl Fn(&Event) -> Option<T>) -> T {
        let who = &self.visitor.conversation;
        let what = format!(
            "what is wanted for visitor {who} after number {}",
            self.seen
        );
        within(&what, async {
            loop {
                let mut found = self.events.iter().enumerate();
                let found = found.find_map(|(at, event)| Some((at, wanted(event)?)));
                if let Some((at, found)) = found {
                    self.events.remove(at);
                    return found;
                }
                match self.chunk().await {
                    Some(chunk) => self.take(&chunk),
                    None => {
                        // What has not arrived whole comes again.
                        self.stream = None;
                        self.arrived.clear();
                    }
                }
            }
        })
        .await
    }

    /// Bytes of the stream; none when it broke off.
    async fn chunk(&mut self) -> Option<Vec<u8>> {
        if self.stream.is_none() {
            let request = self.visitor.ask(Method::GET, "/events").await;
            let response = request.header("Last-Event-ID", self.seen).send().await;
            let response = response.ok()?;
            assert_eq!(response.status(), StatusCode::OK, "a stream was refused");
            self.stream = Some(response);
        }
        let chunk = self.stream.as_mut()?.chunk().await;
        Some(chunk.ok()??.to_vec())
    }

    fn take(&mut self, chunk: &[u8]) {
        self.arrived.extend_from_slice(chunk);
        while let Some(end) = self.arrived.windows(2).position(|pair| pair == b"\n\n") {
            let block: Vec<u8> = self.arrived.drain(..end + 2).collect();
            let block = String::from_utf8(block).expect("a stream is UTF-8");
            let field = |name: &str| {
                let mut lines = block.lines();
                lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
            };
            let (Some(event), Some(data)) = (field("event"), field("data")) else {
                // Only a sign of life.
                continue;
            };
            if event == "message" {
                let message: Message = of_protocol(data);
                let id = field("id").and_then(|id| id.parse().ok());
                assert_eq!(id, Some(message.seq), "the id of an event is its seq");
                self.seen = message.seq;
                self.events.push_back(Event::Message(message));
            } else if event == "typing" {
                self.events.push_back(Event::Typing(of_protocol(data)));
            } else {
                self.events.push_back(Event::State(of_protocol(data)));
            }
        }
    }
}

fn of_protocol<T: serde::de::DeserializeOwned>(data: &str) -> T {
    match serde_json::from_str(data) {
        Ok(value) => value,
        Err(error) => panic!("{data} is not of the protocol: {error}"),
    }
}
