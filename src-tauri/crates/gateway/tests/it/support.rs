//! A gateway to talk to, and a visitor who does.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use domain::{
    AuthorType, ChannelId, ChatId, ChatSettings, ClientId, DialogId, DialogState, MadeFrom,
    ManualClock, MessageKind, OperatorId, OperatorInput, Picture, StayBegan, Timestamp,
    WaitOutcome, WidgetSettings,
};
use gateway::{Config, Gateway};
use media::Shelf;
use reqwest::{Method, RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};
use store::{Enqueue, Made, Say, Store, StoreError};
use tempfile::TempDir;

/// The site key of the one chat.
pub(crate) const KEY: &str = "site-key-1";
/// Nothing here takes this long unless it is broken.
const BROKEN: Duration = Duration::from_secs(30);

pub(crate) struct Place {
    pub(crate) gateway: Gateway,
    pub(crate) store: Store,
    pub(crate) pictures: Arc<Shelf>,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) chat: ChatId,
    pub(crate) http: reqwest::Client,
    // Goes last, when the store no longer uses it.
    _folder: TempDir,
}

impl Place {
    pub(crate) async fn open() -> Self {
        Self::with(|_| {}, &[]).await
    }

    /// A gateway of that configuration, with a chat that has this list of sites.
    pub(crate) async fn with(configure: impl FnOnce(&mut Config), sites: &[&str]) -> Self {
        let widget = WidgetSettings {
            allowed_sites: sites.iter().map(|site| (*site).to_owned()).collect(),
        };
        let settings = ChatSettings {
            widget,
            ..ChatSettings::default()
        };
        Self::of(configure, settings).await
    }

    pub(crate) async fn of(configure: impl FnOnce(&mut Config), settings: ChatSettings) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(ManualClock::at(Timestamp::from_millis(1_790_000_000_000)));
        let now = domain::Clock::now(&*clock);
        let store = Store::open(folder.path(), now).unwrap();
        let chat = ChatId::new(now);
        let made: Result<ChannelId, StoreError> = store
            .write(move |writer| {
                writer.add_chat(chat, "Orders </script>", &settings, &made(now))?;
                writer.add_web_channel(chat, KEY, now)
            })
            .await;
        made.unwrap();
        let mut config = Config {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            ..Config::default()
        };
        configure(&mut config);
        let pictures = Arc::new(Shelf::open(folder.path().join("media")).unwrap());
        let gateway = gateway::start(config, store.clone(), pictures.clone(), clock.clone())
            .await
            .unwrap();
        Self {
            gateway,
            store,
            pictures,
            clock,
            chat,
            http: client(),
            _folder: folder,
        }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.gateway.address())
    }

    pub(crate) async fn get(&self, path: &str) -> Response {
        self.http.get(self.url(path)).send().await.unwrap()
    }

    /// A session as a new visitor's widget begins it.
    pub(crate) async fn session(&self, body: Value) -> Response {
        let url = self.url("/widget/v1/session");
        self.http.post(url).json(&body).send().await.unwrap()
    }

    /// A visitor who has opened the widget.
    pub(crate) async fn visitor(&self) -> Visitor<'_> {
        let session = read(self.session(json!({"site_key": KEY})).await).await;
        Visitor {
            place: self,
            token: session["visitor_token"].as_str().unwrap().to_owned(),
            client: session["conversation_id"]
                .as_str()
                .unwrap()
                .parse()
                .unwrap(),
        }
    }

    /// Sends bytes as they are, and reads all that comes back until the gateway ends the connection.
    pub(crate) async fn raw(&self, request: &[u8]) -> String {
        use tokio::io::{AsyncReadExt, AsyncWriteExt};
        let mut stream = tokio::net::TcpStream::connect(self.gateway.address())
            .await
            .unwrap();
        stream.write_all(request).await.unwrap();
        let mut answer = Vec::new();
        let read = tokio::time::timeout(BROKEN, stream.read_to_end(&mut answer)).await;
        read.expect("the gateway ends the connection").unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }
}

/// Somebody at this computer.
pub(crate) fn made(at: Timestamp) -> Made {
    Made {
        from: MadeFrom::CommandLine,
        by: None,
        at,
    }
}

pub(crate) fn client() -> reqwest::Client {
    // Built together with the program's own client it knows TLS, which wants a provider even where
    // nobody speaks it; only the first one counts.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().no_proxy().build().unwrap()
}

/// The JSON of an answer that is no refusal.
pub(crate) async fn read(response: Response) -> Value {
    let status = response.status();
    let body: Value = response.json().await.unwrap();
    assert_eq!(status, StatusCode::OK, "{body}");
    body
}

/// The status and code of a refusal, once it has the form of one.
pub(crate) async fn refused(response: Response) -> (u16, String) {
    let status = response.status();
    let content_type = response.headers()["content-type"].clone();
    assert_eq!(content_type, "application/json", "{status}");
    let body: Value = response.json().await.unwrap();
    assert!(!body["message"].as_str().unwrap().is_empty(), "{body}");
    let code = body["code"].as_str().unwrap().to_owned();
    assert_eq!(body["field"].is_string(), code == "invalid_field", "{body}");
    (status.as_u16(), code)
}

#[derive(Clone)]
pub(crate) struct Visitor<'a> {
    pub(crate) place: &'a Place,
    pub(crate) token: String,
    pub(crate) client: ClientId,
}

impl Visitor<'_> {
    pub(crate) fn ask(&self, method: Method, path: &str) -> RequestBuilder {
        let url = self.place.url(&format!("/widget/v1{path}"));
        self.place
            .http
            .request(method, url)
            .bearer_auth(&self.token)
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Response {
        self.ask(Method::POST, path)
            .json(&body)
            .send()
            .await
            .unwrap()
    }

    pub(crate) async fn get(&self, path: &str) -> Response {
        self.ask(Method::GET, path).send().await.unwrap()
    }

    pub(crate) async fn write(&self, id: &str, text: &str) -> Value {
        let body = json!({"client_msg_id": id, "type": "text", "text": text});
        read(self.post("/messages", body).await).await
    }

    /// The dialog that is open with this visitor.
    pub(crate) async fn dialog(&self) -> DialogId {
        let client = self.client;
        let store = &self.place.store;
        let dialog: Result<_, StoreError> = store
            .read(move |reader| reader.open_dialog_of(client))
            .await;
        dialog.unwrap().expect("a dialog is open")
    }

    /// The bot says something, as the engine would write it.
    pub(crate) async fn hears(&self, text: &str) {
        self.says(AuthorType::Bot, MessageKind::Text, text, &["Yes"])
            .await;
    }

    /// Somebody says something to the visitor, with buttons of these titles.
    pub(crate) async fn says(
        &self,
        author_type: AuthorType,
        kind: MessageKind,
        text: &str,
        titles: &[&str],
    ) {
        let (client, dialog) = (self.client, self.dialog().await);
        let now = domain::Clock::now(&*self.place.clock);
        let buttons = titles.iter().zip(1..).map(|(title, n)| domain::Button {
            title: (*title).to_owned(),
            payload: format!("p{n}"),
        });
        let say = Say {
            author_type,
            author: None,
            operator: None,
            kind,
            text: text.to_owned(),
            buttons: buttons.collect(),
            attachment: None,
            key: None,
        };
        let said: Result<_, StoreError> = self
            .place
            .store
            .write(move |writer| writer.say(dialog, client, &say, now))
            .await;
        said.unwrap();
    }

    /// The dialog waits for anybody, in its turn.
    pub(crate) async fn queue(&self) {
        let (client, dialog) = (self.client, self.dialog().await);
        let now = domain::Clock::now(&*self.place.clock);
        let place = Enqueue {
            since: now,
            rank: 1,
            group: None,
        };
        let queued: Result<_, StoreError> = self
            .place
            .store
            .write(move |w| {
                w.set_dialog_state(dialog, client, DialogState::Queued)?;
                w.enqueue(dialog, client, place, now)
            })
            .await;
        queued.unwrap();
    }

    /// The dialog leaves the queue and goes to an operator, who is new.
    pub(crate) async fn meets(&self, name: &str, picture: Option<Picture>) {
        let (client, dialog) = (self.client, self.dialog().await);
        let now = domain::Clock::now(&*self.place.clock);
        let operator = OperatorId::new(now);
        let input = OperatorInput {
            name: name.to_owned(),
            picture,
            dialogs_max: 5,
            groups: Vec::new(),
            working_hours: None,
            time_zone: None,
        };
        let given: Result<_, StoreError> = self
            .place
            .store
            .write(move |w| {
                w.add_operator(operator, &input, now)?;
                w.dequeue(dialog, client, WaitOutcome::Taken, now)?;
                w.begin_stay(dialog, client, operator, StayBegan::Assigned, now)?;
                w.set_dialog_state(dialog, client, DialogState::Operator)
            })
            .await;
        given.unwrap();
    }

    /// Listens from after `cursor`.
    pub(crate) async fn listen(&self, cursor: u64) -> Listener {
        let asked = self.ask(Method::GET, "/events");
        let response = asked.header("Last-Event-ID", cursor).send().await.unwrap();
        Listener::of(response)
    }
}

/// The end of a stream of events that a visitor reads.
pub(crate) struct Listener {
    response: Response,
    arrived: String,
}

/// One event: the name, the number, the data.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Event {
    pub(crate) name: String,
    pub(crate) id: Option<u64>,
    pub(crate) data: Value,
}

impl Listener {
    pub(crate) fn of(response: Response) -> Self {
        assert_eq!(response.status(), StatusCode::OK);
        let content_type = &response.headers()["content-type"];
        assert_eq!(content_type, "text/event-stream; charset=utf-8");
        Self {
            response,
            arrived: String::new(),
        }
    }

    /// The next block of lines as it stands in the stream; none when the stream has ended.
    pub(crate) async fn block(&mut self) -> Option<String> {
        loop {
            if let Some(end) = self.arrived.find("\n\n") {
                let block = self.arrived[..end].to_owned();
                self.arrived.drain(..end + 2);
                return Some(block);
            }
            let chunk = tokio::time::timeout(BROKEN, self.response.chunk()).await;
            let chunk = chunk.expect("the stream says something").unwrap()?;
            self.arrived.push_str(std::str::from_utf8(&chunk).unwrap());
        }
    }

    pub(crate) async fn event(&mut self) -> Event {
        loop {
            let block = self.block().await.expect("the stream goes on");
            if block.starts_with(':') {
                continue;
            }
            let field = |name: &str| {
                let mut lines = block.lines();
                lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
            };
            return Event {
                name: field("event").unwrap().to_owned(),
                id: field("id").map(|id| id.parse().unwrap()),
                data: serde_json::from_str(field("data").unwrap()).unwrap(),
            };
        }
    }

    /// The next message, past any news of the state.
    pub(crate) async fn message(&mut self) -> Value {
        loop {
            let event = self.event().await;
            if event.name == "message" {
                assert_eq!(event.id, event.data["seq"].as_u64());
                return event.data;
            }
        }
    }

    /// The next news of the state, past any message.
    pub(crate) async fn state(&mut self) -> Value {
        loop {
            let event = self.event().await;
            if event.name == "state" {
                assert_eq!(event.id, None, "a state has no number to resume from");
                return event.data;
            }
        }
    }
}
