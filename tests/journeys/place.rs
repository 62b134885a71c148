//! The program in this process, with a clock that stands still until it is moved.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use api::{ApiError, App, Caller, From, Headless, Listen, Options};
use domain::{ManualClock, Timestamp};
use serde_json::{Value, json};
use support::{Gateway, Visitor};
use tempfile::TempDir;
use tokio::sync::watch;

/// 2026-11-22 10:00:00 UTC.
pub(crate) const MORNING: Timestamp = Timestamp::from_millis(1_795_341_600_000);

pub(crate) struct Place {
    pub(crate) app: App,
    pub(crate) clock: Arc<ManualClock>,
    up: watch::Sender<Option<SocketAddr>>,
    // Goes last, when the program no longer uses it.
    pub(crate) folder: TempDir,
}

impl Place {
    /// The program on a new data folder, at work.
    pub(crate) async fn open() -> Self {
        let place = Self::at_rest().await;
        place.app.start().await.unwrap();
        place
    }

    /// The program whose gateway listens, and whose engine does not run yet.
    pub(crate) async fn at_rest() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(ManualClock::at(MORNING));
        let app = open(&folder, &clock).await;
        let place = Self {
            app,
            clock,
            up: watch::Sender::new(None),
            folder,
        };
        place
            .ask(
                "settings_update",
                json!({ "settings": { "language": "en" } }),
            )
            .await;
        place.listen().await;
        place
    }

    /// Ends the program and starts it again on the same folder; it listens elsewhere then.
    pub(crate) async fn restarted(self) -> Self {
        let Self {
            app,
            clock,
            up,
            folder,
        } = self;
        up.send_replace(None);
        app.stop().await;
        drop(app);
        let app = open(&folder, &clock).await;
        let place = Self {
            app,
            clock,
            up,
            folder,
        };
        place.listen().await;
        place.app.start().await.unwrap();
        place
    }

    async fn listen(&self) {
        let listen = Listen {
            address: Some(SocketAddr::from(([127, 0, 0, 1], 0))),
            ..Listen::default()
        };
        let address = self.app.start_gateway(&listen).await.unwrap();
        self.up.send_replace(Some(address));
    }

    /// What a command answers.
    pub(crate) async fn try_ask(&self, command: &str, request: Value) -> Result<Value, ApiError> {
        let caller = Caller::Owner(From::CommandLine);
        self.app.call(caller, command, request).await
    }

    /// What a command answers that the window calls and that is done.
    pub(crate) async fn ask_window(&self, command: &str, request: Value) -> Value {
        let caller = Caller::Owner(From::Window);
        self.app.call(caller, command, request).await.unwrap()
    }

    /// What a command answers that is done.
    pub(crate) async fn ask(&self, command: &str, request: Value) -> Value {
        self.try_ask(command, request).await.unwrap()
    }

    /// The code of a command's refusal.
    pub(crate) async fn refused(&self, command: &str, request: Value) -> String {
        self.try_ask(command, request).await.unwrap_err().code
    }

    /// A new chat: its id and its site key.
    pub(crate) async fn chat(&self, name: &str) -> (String, String) {
        let chat = self
            .ask("chat_create", json!({ "input": { "name": name } }))
            .await;
        let id = chat["id"].as_str().unwrap().to_owned();
        let code = self.ask("frame_code", json!({ "chat": id })).await;
        let (_, key) = code["test_page"]
            .as_str()
            .unwrap()
            .split_once("k=")
            .unwrap();
        (id, key.to_owned())
    }

    pub(crate) async fn visitor(&self, site_key: &str) -> Visitor {
        Visitor::open(Gateway::new(self.up.subscribe()), site_key).await
    }

    /// The archive's rows, newest first, of dialogs that `filter` lets through.
    pub(crate) async fn rows(&self, filter: Value) -> Vec<Value> {
        let request = json!({ "filter": filter, "limit": 100 });
        let page = self.ask("dialogs_page", request).await;
        page["rows"].as_array().unwrap().clone()
    }

    /// Moves the clock, and has somebody come in: a clock that is moved wakes nobody.
    pub(crate) async fn pass(&self, seconds: u64, site_key: &str) {
        self.clock.advance(Duration::from_secs(seconds));
        self.visitor(site_key).await;
    }
}

async fn open(folder: &TempDir, clock: &Arc<ManualClock>) -> App {
    let options = Options {
        folder: folder.path().join("data"),
        clock: clock.clone(),
        host: Arc::new(Headless),
    };
    App::open(options).await.unwrap()
}
