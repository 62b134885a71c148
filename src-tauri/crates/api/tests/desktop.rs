//! What the window asks of the desktop: files that somebody chooses, and links that somebody opens.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that fails says where"
)]

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use api::{
    ApiError, App, Caller, From, Headless, Host, Notification, Options, Pick, Picked, PickedFiles,
};
use domain::{ManualClock, Timestamp};
use serde_json::{Value, json};

const NOON: Timestamp = Timestamp::from_millis(1_795_000_000_000);

/// A desktop on which somebody chooses always the same files, and which notes what it opens.
#[derive(Default)]
struct Desktop {
    chosen: Vec<PathBuf>,
    opened: Mutex<Vec<String>>,
}

impl Host for Desktop {
    fn pick_save(&self, suggested: &str, kinds: &[Pick]) -> Picked {
        Headless.pick_save(suggested, kinds)
    }

    fn pick_open(&self, kind: Pick) -> Picked {
        Headless.pick_open(kind)
    }

    fn pick_files(&self) -> PickedFiles {
        let chosen = self.chosen.clone();
        Box::pin(async { Ok(chosen) })
    }

    fn open_address(&self, address: &str) -> Result<(), ApiError> {
        self.opened.lock().unwrap().push(address.to_owned());
        Ok(())
    }

    fn reveal(&self, file: &Path) -> Result<(), ApiError> {
        Headless.reveal(file)
    }

    fn copy(&self, text: &str) -> Result<(), ApiError> {
        Headless.copy(text)
    }

    fn notify(&self, notification: Notification) {
        Headless.notify(notification);
    }
}

async fn app_on(folder: &Path, desktop: Arc<Desktop>) -> App {
    let opened = App::open(Options {
        folder: folder.to_owned(),
        clock: Arc::new(ManualClock::at(NOON)),
        host: desktop,
    });
    opened.await.unwrap()
}

async fn window(app: &App, command: &str, request: Value) -> Result<Value, ApiError> {
    let caller = Caller::Owner(From::Window);
    app.call(caller, command, request).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_the_chosen_files_each_is_taken_or_refused_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, content: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path
    };
    let chosen = vec![
        file("zip.png", b"\x89PNG\r\n\x1a\n and more"),
        file("setup.exe", b"MZ"),
        file("nothing.txt", b""),
        folder.path().join("gone.pdf"),
        file("label.txt", b"To Oslo"),
    ];
    let desktop = Desktop {
        chosen,
        ..Desktop::default()
    };
    let app = app_on(&folder.path().join("data"), Arc::new(desktop)).await;

    let answer = window(&app, "file_choose", json!({})).await.unwrap();
    let listed = |list: &str, of: &dyn Fn(&Value) -> Value| -> Vec<Value> {
        answer[list].as_array().unwrap().iter().map(of).collect()
    };
    assert_eq!(
        listed("taken", &|file| json!([file["name"], file["is_picture"]])),
        [json!(["zip.png", true]), json!(["label.txt", false])]
    );
    assert_eq!(
        listed("refused", &|file| json!([
            file["name"],
            file["error"]["code"]
        ])),
        [
            json!(["setup.exe", "file_refused"]),
            json!(["nothing.txt", "file_empty"]),
            json!(["gone.pdf", "file_not_read"]),
        ]
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_is_opened_when_it_leads_to_a_page_of_the_web() {
    let folder = tempfile::tempdir().unwrap();
    let desktop = Arc::new(Desktop::default());
    let app = app_on(folder.path(), Arc::clone(&desktop)).await;
    let open = async |url: &str| window(&app, "link_open", json!({ "url": url })).await;

    open("https://shop.example/orders?no=7#top").await.unwrap();
    open("http://localhost:3000").await.unwrap();
    open("https://пример.рф/путь").await.unwrap();
    let opened = || desktop.opened.lock().unwrap().clone();
    let web = [
        "https://shop.example/orders?no=7#top",
        "http://localhost:3000/",
        "https://xn--e1afmkfd.xn--p1ai/%D0%BF%D1%83%D1%82%D1%8C",
    ];
    assert_eq!(opened(), web);

    for foreign in [
        "",
        "shop.example",
        "//shop.example",
        "/etc/passwd",
        "C:\\Windows\\System32\\calc.exe",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,<script>",
        "mailto:liv@shop.example",
        "parley://dialog/1",
        "https:shop.example",
        "https://",
        "https://shop.example@evil.example",
        "https://shop.example\\@evil.example",
        "https://shop.example/\n--flag",
        "--flag",
    ] {
        let refused = open(foreign).await.unwrap_err();
        assert_eq!(refused.code, "link_refused", "{foreign}: {refused}");
    }
    let endless = format!("https://shop.example/{}", "a".repeat(5000));
    let refused = open(&endless).await.unwrap_err();
    assert_eq!(
        refused.message,
        "the address has 5021 characters; the limit is 2000"
    );
    assert_eq!(opened(), web, "nothing else was opened");

    let from_afar = Caller::Owner(From::CommandLine);
    let request = json!({ "url": "https://shop.example" });
    let refused = app.call(from_afar, "link_open", request).await;
    assert_eq!(refused.unwrap_err().code, "not_allowed");
}
