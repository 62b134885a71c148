//! A real Chromium, and a site whose pages embed a chat.

use std::process::Stdio;
use std::time::Duration;

use fantoccini::elements::Element;
use fantoccini::{Client, Locator};
use serde_json::json;
use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::process::{Child, Command};

use crate::driver;

/// How long the slowest step may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// A visitor's browser.
pub struct Browser {
    /// Speaks to the page, or to the frame that was entered.
    pub page: Client,
    driver: Child,
    _profile: TempDir,
}

impl Browser {
    /// Starts a browser nobody used before.
    ///
    /// # Panics
    /// When Chromium or its driver cannot be started.
    pub async fn open() -> Self {
        let profile = tempfile::tempdir().expect("a temporary folder can be made");
        let port = driver::free_port();
        let driver = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .expect("chromedriver is installed; `cargo xtask test` does that");
        let page = driver::connect(
            port,
            json!({
                "browserName": "chrome",
                "goog:chromeOptions": {
                    "args": [
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--lang=en-US",
                        "--window-size=1100,800",
                        format!("--user-data-dir={}", profile.path().display()),
                    ],
                },
            }),
        )
        .await;
        Self {
            page,
            driver,
            _profile: profile,
        }
    }

    /// Opens the chat on the page by its button, and enters its frame.
    ///
    /// # Panics
    /// When there is no button, or no frame comes of it.
    pub async fn open_chat(&self) {
        let button =
            "return document.querySelector('parley-widget')?.shadowRoot?.querySelector('button')";
        self.until(&format!("{button} != null")).await;
        self.page
            .execute(
                &format!("({}).click()", button.trim_start_matches("return ")),
                vec![],
            )
            .await
            .expect("the chat's button can be pressed");
        self.enter_chat().await;
    }

    /// Enters the chat's frame, once it is there.
    ///
    /// # Panics
    /// When it does not come.
    pub async fn enter_chat(&self) {
        self.until("return document.querySelector('parley-widget')?.shadowRoot?.querySelector('iframe') != null")
            .await;
        let frame = self
            .page
            .execute(
                "return document.querySelector('parley-widget').shadowRoot.querySelector('iframe')",
                vec![],
            )
            .await
            .expect("the frame is there");
        let frame: Element = Element::from_element_id(self.page.clone(), element_id(&frame));
        frame.enter_frame().await.expect("the frame can be entered");
    }

    /// Waits until a script that returns a truth says yes.
    ///
    /// # Panics
    /// When it does not.
    pub async fn until(&self, script: &str) {
        let waited = tokio::time::timeout(PATIENCE, async {
            loop {
                match self.page.execute(script, vec![]).await {
                    Ok(serde_json::Value::Bool(true)) => return,
                    _ => tokio::time::sleep(Duration::from_millis(50)).await,
                }
            }
        });
        if waited.await.is_err() {
            let shown = self
                .page
                .execute("return document.body.innerText", vec![])
                .await;
            panic!("it never came true: {script}; the page shows: {shown:?}");
        }
    }

    /// Waits for an element.
    ///
    /// # Panics
    /// When it does not come.
    pub async fn find(&self, css: &str) -> Element {
        let wait = self
            .page
            .wait()
            .at_most(PATIENCE)
            .every(Duration::from_millis(50));
        match wait.for_element(Locator::Css(css)).await {
            Ok(element) => element,
            Err(error) => {
                let shown = self
                    .page
                    .execute("return document.body.innerText", vec![])
                    .await;
                panic!("{css} did not come ({error}); the page shows: {shown:?}");
            }
        }
    }

    /// The texts of the messages that the panel shows, in order.
    ///
    /// # Panics
    /// When the panel is not there.
    pub async fn messages(&self) -> Vec<String> {
        let texts = self
            .page
            .execute(
                "return [...document.querySelectorAll('[data-author] [data-part=text]')].map(e => e.textContent)",
                vec![],
            )
            .await
            .expect("the panel can be read");
        serde_json::from_value(texts).expect("a list of texts")
    }

    /// Ends the browser.
    pub async fn close(mut self) {
        let _ = self.page.clone().close().await;
        let _ = self.driver.kill().await;
    }
}

fn element_id(element: &serde_json::Value) -> fantoccini::elements::ElementRef {
    let id = element
        .as_object()
        .and_then(|object| object.values().next())
        .and_then(serde_json::Value::as_str)
        .expect("a script that returns an element gives its reference");
    id.to_owned().into()
}

/// A site with one page, which holds what it was given; the future never ends.
///
/// # Panics
/// When the system has no port left.
pub async fn site(html: String) -> (String, impl Future<Output = ()>) {
    let listener = TcpListener::bind(("127.0.0.1", 0))
        .await
        .expect("a port is free");
    let address = listener.local_addr().expect("it listens");
    let serve = async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut request = [0; 4096];
            let _ = stream.read(&mut request).await;
            let head = format!(
                "HTTP/1.1 200 OK\r\ncontent-type: text/html; charset=utf-8\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
                html.len()
            );
            let _ = stream.write_all(head.as_bytes()).await;
            let _ = stream.write_all(html.as_bytes()).await;
        }
    };
    (format!("http://{address}/"), serve)
}
