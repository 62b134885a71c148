//! A visitor and an operator, from the queue to the rating, as the visitor's browser shows it.

use std::net::SocketAddr;
use std::sync::Arc;

use api::{App, Caller, From, Headless, Listen, Options};
use domain::SystemClock;
use serde_json::{Value, json};
use support::browser::{Browser, site};
use tempfile::TempDir;
use tokio::task::JoinHandle;

/// The program at work, asked as an operator would.
struct Desk {
    app: App,
    address: SocketAddr,
    // Goes last, when the program no longer uses it.
    _folder: TempDir,
}

impl Desk {
    async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let options = Options {
            folder: folder.path().join("data"),
            clock: Arc::new(SystemClock),
            host: Arc::new(Headless),
        };
        let app = App::open(options).await.unwrap();
        let listen = Listen {
            address: Some(SocketAddr::from(([127, 0, 0, 1], 0))),
            ..Listen::default()
        };
        let address = app.start_gateway(&listen).await.unwrap();
        app.start().await.unwrap();
        Self {
            app,
            address,
            _folder: folder,
        }
    }

    async fn ask(&self, command: &str, request: Value) -> Value {
        let caller = Caller::Owner(From::CommandLine);
        self.app.call(caller, command, request).await.unwrap()
    }

    /// A browser that stands on a page with this chat, and in its panel.
    async fn shop(&self, chat: Value) -> (Browser, JoinHandle<()>) {
        let chat = self.ask("chat_create", json!({ "input": chat })).await;
        let code = self.ask("frame_code", json!({ "chat": chat["id"] })).await;
        let (_, key) = code["test_page"]
            .as_str()
            .unwrap()
            .split_once("k=")
            .unwrap();
        let loader = format!("http://{}/widget/v1/loader.js?k={key}", self.address);
        let page = format!(
            "<!doctype html><html lang=en><head><title>Shop</title></head><body><h1>Shop</h1><script src=\"{loader}\" async></script></body></html>"
        );
        let (page, serving) = site(page).await;
        let serving = tokio::spawn(serving);
        let browser = Browser::open().await;
        browser.page.goto(&page).await.unwrap();
        browser.open_chat().await;
        (browser, serving)
    }

    /// An operator who is not online yet.
    async fn operator(&self, name: &str) {
        let input = json!({ "name": name });
        self.ask("operator_create", json!({ "input": input })).await;
    }

    async fn online(&self, name: &str) {
        let presence = json!({ "operator": name, "presence": "online", "for_s": 600 });
        self.ask("operator_presence", presence).await;
    }

    /// The one dialog there is.
    async fn dialog(&self) -> String {
        let page = json!({ "filter": { "all": true }, "limit": 10 });
        let page = self.ask("dialogs_page", page).await;
        page["rows"][0]["id"].as_str().unwrap().to_owned()
    }
}

/// Presses what the greeting offers for it, and waits until the bot has handed over.
async fn call_a_person(browser: &Browser) {
    browser.find("[data-part=answers] button").await;
    let call = "[...document.querySelectorAll('[data-part=answers] button')].find(e => e.textContent == 'Talk to a person').click()";
    read(browser, call).await;
    browser
        .until("return document.getElementById('panel').dataset.state != 'bot'")
        .await;
}

/// The texts of all lines of the log, in order.
const LINES: &str = "[...document.querySelectorAll('#log > [data-author] > [data-part=text]')].map(e => e.textContent)";

async fn read(browser: &Browser, script: &str) -> Value {
    let script = format!("return {script}");
    browser.page.execute(&script, vec![]).await.unwrap()
}

/// What axe finds wrong with what the panel shows.
async fn breaches(browser: &Browser) -> Value {
    let checker = support::repository().join("ui/node_modules/axe-core/axe.min.js");
    let checker = std::fs::read_to_string(checker).expect("`npm ci` was run in ui");
    browser.page.execute(&checker, vec![]).await.unwrap();
    let run = "const [done] = arguments; axe.run(document).then(result => done(result.violations.map(broken => broken.id + ': ' + broken.nodes.map(node => node.html).join(' | '))), error => done(['axe failed: ' + error]))";
    browser.page.execute_async(run, vec![]).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visitor_waits_is_answered_sends_a_file_and_rates() {
    let desk = Desk::open().await;
    let feedback = json!({ "ask": true, "scale": "five", "text": "How was it?" });
    let chat = json!({ "name": "Shop", "feedback": feedback });
    let (browser, serving) = desk.shop(chat).await;
    desk.operator("Anna").await;

    // Into the queue.
    call_a_person(&browser).await;
    browser
        .until("return document.getElementById('queue').textContent.startsWith('Your place in the queue: 1')")
        .await;
    assert_eq!(breaches(&browser).await, json!([]), "in the queue");

    // Somebody comes.
    desk.online("Anna").await;
    browser
        .until("return document.getElementById('who').textContent == 'Anna'")
        .await;
    browser
        .until(&format!("return {LINES}.includes('Anna has joined')"))
        .await;
    assert_eq!(
        read(&browser, "document.getElementById('queue').textContent").await,
        ""
    );
    let dialog = desk.dialog().await;
    desk.ask("dialog_typing", json!({ "as": "Anna", "id": dialog }))
        .await;
    browser
        .until("return document.getElementById('typing').textContent == 'Anna is typing…'")
        .await;
    let sent = json!({
        "as": "Anna", "id": dialog, "text": "See https://shop.example/a.", "files": [], "key": "k1",
    });
    desk.ask("dialog_send", sent).await;
    let link = browser.find("#log a").await;
    assert_eq!(
        link.attr("href").await.unwrap().unwrap(),
        "https://shop.example/a"
    );
    assert_eq!(
        read(&browser, "document.getElementById('typing').textContent").await,
        ""
    );

    // Files, by the way a person chooses them.
    let choose = "(() => { const files = new DataTransfer(); \
        files.items.add(new File(['%PDF-1.7 words'], 'отчёт.pdf')); files.items.add(new File(['words'], 'run.sh')); \
        const input = document.getElementById('files'); input.files = files.files; input.dispatchEvent(new Event('change')); })()";
    read(&browser, choose).await;
    browser
        .until("return [...document.querySelectorAll('[data-author=client][data-state=sent] [data-part=file-name]')].some(e => e.textContent == 'отчёт.pdf')")
        .await;
    browser
        .until("return [...document.querySelectorAll('[data-part=file] [role=alert]')].some(e => e.textContent == 'Programs and scripts cannot be sent.')")
        .await;
    read(
        &browser,
        "document.querySelector('[data-part=sending] button').click()",
    )
    .await;
    assert_eq!(breaches(&browser).await, json!([]), "with a file");

    // The end, the rating and a comment.
    let close = json!({ "as": "Anna", "id": dialog, "spam": false });
    desk.ask("dialog_close", close).await;
    browser.find("[role=radiogroup]").await;
    let radio = browser.find("[role=radio]").await;
    radio.send_keys("\u{e014}\u{e014}\u{e014} ").await.unwrap();
    browser
        .until("return document.querySelectorAll('[role=radio]')[3].getAttribute('aria-checked') == 'true'")
        .await;
    browser
        .until("return document.getElementById('input').placeholder == 'Add a comment'")
        .await;
    assert_eq!(breaches(&browser).await, json!([]), "after the rating");

    // All of it is there after a reload.
    browser.page.clone().enter_parent_frame().await.unwrap();
    browser.page.refresh().await.unwrap();
    browser.enter_chat().await;
    browser
        .until("return document.querySelectorAll('[role=radio]')[3]?.getAttribute('aria-checked') == 'true'")
        .await;
    let names = read(
        &browser,
        "[...document.querySelectorAll('[data-part=file-name]')].map(e => e.textContent)",
    )
    .await;
    assert_eq!(names, json!(["отчёт.pdf"]));
    browser
        .find("#input")
        .await
        .send_keys("Quick and kind\u{e007}")
        .await
        .unwrap();
    browser
        .until("return document.getElementById('panel').dataset.state == 'closed'")
        .await;

    let shown = desk.ask("dialog_get", json!({ "id": dialog })).await;
    assert_eq!(shown["state"], "closed", "{shown}");
    browser.close().await;
    desk.app.stop().await;
    serving.abort();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_written_to_a_closed_panel_is_counted_and_pages_are_told_as_the_visitor_moves_on() {
    let desk = Desk::open().await;
    let (browser, serving) = desk.shop(json!({ "name": "Shop" })).await;
    desk.operator("Anna").await;
    desk.online("Anna").await;
    call_a_person(&browser).await;
    browser
        .until("return document.getElementById('who').textContent == 'Anna'")
        .await;
    let input = browser.find("#input").await;
    input.send_keys("\u{e00c}").await.unwrap();
    browser.page.clone().enter_parent_frame().await.unwrap();
    let badge = "document.querySelector('parley-widget').shadowRoot.querySelector('button span').textContent";
    assert_eq!(read(&browser, badge).await, "");
    let dialog = desk.dialog().await;
    for key in ["k1", "k2"] {
        let sent = json!({ "as": "Anna", "id": dialog, "text": "Hello?", "files": [], "key": key });
        desk.ask("dialog_send", sent).await;
    }
    browser.until(&format!("return {badge} == '2'")).await;

    // The shop makes itself other pages without loading them.
    for (path, title) in [("shoes", "Shoes"), ("boots?size=42", "Boots")] {
        let step = format!("history.pushState(null, '', '/{path}'); document.title = '{title}'");
        browser.page.execute(&step, vec![]).await.unwrap();
        browser
            .page
            .execute_async("const [done] = arguments; setTimeout(done, 600)", vec![])
            .await
            .unwrap();
    }
    let seen = async || {
        let card = desk.ask("card", json!({ "dialog": dialog })).await;
        let pages = card["pages"].as_array().unwrap().clone();
        let titles = pages
            .iter()
            .map(|page| page["title"].as_str().unwrap_or_default().to_owned());
        titles.collect::<Vec<_>>()
    };
    let told = tokio::time::timeout(std::time::Duration::from_secs(30), async {
        while seen().await != ["Boots", "Shoes", "Shop"] {
            tokio::task::yield_now().await;
        }
    });
    assert!(told.await.is_ok(), "{:?}", seen().await);

    browser.open_chat().await;
    browser
        .until(&format!(
            "return {LINES}.filter(text => text == 'Hello?').length == 2"
        ))
        .await;
    browser.page.clone().enter_parent_frame().await.unwrap();
    browser.until(&format!("return {badge} == ''")).await;
    browser.close().await;
    desk.app.stop().await;
    serving.abort();
}
