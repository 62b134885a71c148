//! What tests of asking others need: a real server on loopback, and the program over a folder of its
//! own whose keys a passphrase locks.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that fails says where"
)]

use std::net::SocketAddr;
use std::sync::Arc;

use domain::{DialogId, ManualClock, Timestamp};
use serde_json::{Value, json};
use store::StoreError;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

use crate::{ApiError, App, Caller, From, Headless, Options};

pub(crate) const NOON: Timestamp = Timestamp::from_millis(1_795_000_000_000);

/// A server on loopback, and what it was asked.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    asked: watch::Receiver<Vec<String>>,
}

impl Server {
    /// One that says the same to everybody.
    pub(crate) async fn saying(status: u16, body: &str) -> Self {
        let open = watch::channel(true).1;
        Self::behind(open, status, body).await
    }

    /// One that answers nobody before its door is open.
    pub(crate) async fn behind(open: watch::Receiver<bool>, status: u16, body: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (heard, asked) = watch::channel(Vec::new());
        let heard = Arc::new(heard);
        let length = body.len();
        let answer = format!(
            "HTTP/1.1 {status} Said\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
        );
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let (mut open, heard, answer) = (open.clone(), Arc::clone(&heard), answer.clone());
                tokio::spawn(async move {
                    let question = question(&mut stream).await;
                    heard.send_modify(|asked| asked.push(question));
                    // Whoever shut the door for good has seen enough.
                    let _ = open.wait_for(|open| *open).await;
                    let _ = stream.write_all(answer.as_bytes()).await;
                });
            }
        });
        Self { address, asked }
    }

    /// What it was asked so far.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.borrow().clone()
    }

    /// Waits until it was asked so often.
    pub(crate) async fn asked_times(&self, count: usize) {
        let mut asked = self.asked.clone();
        asked.wait_for(|asked| asked.len() >= count).await.unwrap();
    }
}

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
            Ok(count) if count > 0 => read.extend_from_slice(&part[..count]),
            _ => return String::from_utf8_lossy(&read).into_owned(),
        }
    }
}

/// The program over a folder of its own, with one dialog in it.
pub(crate) struct World {
    pub(crate) app: App,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) dialog: DialogId,
    pub(crate) folder: tempfile::TempDir,
}

impl World {
    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(ManualClock::at(NOON));
        let opened = App::open(Options {
            folder: folder.path().join("data"),
            clock: clock.clone(),
            host: Arc::new(Headless),
        });
        let app = opened.await.unwrap();
        let passphrase = folder.path().join("passphrase");
        std::fs::write(&passphrase, "correct horse\n").unwrap();
        #[cfg(unix)]
        std::fs::set_permissions(
            &passphrase,
            std::os::unix::fs::PermissionsExt::from_mode(0o600),
        )
        .unwrap();
        app.lock_keys_with(passphrase);
        let mut world = Self {
            app,
            clock,
            dialog: DialogId::new(NOON),
            folder,
        };
        world
            .call(
                "sample_write",
                json!({ "dialogs": 1, "seed": 1, "until": null }),
            )
            .await;
        world.dialog = world.a_dialog().await;
        world
    }

    async fn a_dialog(&self) -> DialogId {
        let waiting = self.app.store().read(|r| {
            let page = r.dialogs_page(&store::DialogFilter::default(), None, 1)?;
            Ok::<_, StoreError>(page[0].id)
        });
        waiting.await.unwrap()
    }

    pub(crate) async fn call(&self, command: &str, request: Value) -> Value {
        let caller = Caller::Owner(From::CommandLine);
        let done = self.app.call(caller, command, request).await;
        done.unwrap_or_else(|error| panic!("{command}: {error:?}"))
    }

    pub(crate) async fn allow(&self, server: &Server) {
        let addresses = json!({ "addresses": [server.address.to_string()] });
        self.call("allowed_addresses_save", addresses).await;
    }

    pub(crate) async fn refused(&self, command: &str, request: Value) -> ApiError {
        let caller = Caller::Owner(From::CommandLine);
        match self.app.call(caller, command, request).await {
            Ok(done) => panic!("{command} was not refused: {done}"),
            Err(error) => error,
        }
    }
}
