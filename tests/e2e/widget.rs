//! The widget as a visitor has it: a real browser, a page of another site, the real `parleyctl serve`.

use serde_json::{Value, json};
use support::browser::{Browser, site};
use support::{Ctl, Server};
use tempfile::TempDir;

struct Shop {
    server: Server,
    browser: Browser,
    dialogs: Ctl,
    _folder: TempDir,
}

/// A chat on a page, with the browser standing on it.
async fn shop() -> Shop {
    let folder = tempfile::tempdir().unwrap();
    let dialogs = Ctl::on(folder.path());
    let (_, key) = dialogs.create_chat("Shop").await;
    let server = Server::start(folder.path(), &[]).await;
    let loader = format!("http://{}/widget/v1/loader.js?k={key}", server.address());
    // The head is where people paste it first, before there is a body.
    let page = format!(
        "<!doctype html><html lang=en><head><title>Shop</title><script src=\"{loader}\" async></script></head><body><main><h1>Shop</h1></main></body></html>"
    );
    let (address, serving) = site(page).await;
    tokio::spawn(serving);
    let browser = Browser::open().await;
    browser.page.goto(&address).await.unwrap();
    browser.open_chat().await;
    browser.find("[data-part=answers] button").await;
    Shop {
        server,
        browser,
        dialogs,
        _folder: folder,
    }
}

/// What the archive holds of the one dialog, in the client's words.
async fn archived(dialogs: &Ctl) -> Vec<String> {
    let listed = dialogs.json(&["dialogs", "list"]).await;
    let id = listed[0]["id"]
        .as_str()
        .expect("there is a dialog")
        .to_owned();
    let shown = dialogs.json(&["dialogs", "show", &id]).await;
    let messages = shown["messages"].as_array().expect("it has messages");
    messages
        .iter()
        .filter(|message| message["author_type"] == "client")
        .map(|message| message["text"].as_str().unwrap_or_default().to_owned())
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_written_while_the_server_is_dead_arrives_once_and_in_order() {
    let Shop {
        mut server,
        browser,
        dialogs,
        _folder,
    } = shop().await;
    let input = browser.find("#input").await;
    server.kill().await;
    for text in ["first", "second", "third"] {
        input.send_keys(&format!("{text}\u{e007}")).await.unwrap();
    }
    let mine = "[...document.querySelectorAll('[data-author=client]')]";
    browser
        .until(&format!(
            "return {mine}.length == 3 && {mine}.every(m => m.dataset.state != 'sent')"
        ))
        .await;
    server.restart().await;
    browser
        .until(&format!(
            "return {mine}.every(m => m.dataset.state == 'sent')"
        ))
        .await;
    assert_eq!(archived(&dialogs).await, ["first", "second", "third"]);
    let texts = format!("return {mine}.map(m => m.querySelector('[data-part=text]').textContent)");
    let shown = browser.page.execute(&texts, vec![]);
    assert_eq!(shown.await.unwrap(), json!(["first", "second", "third"]));
    browser.close().await;
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_panel_keeps_the_rules_of_accessibility_and_works_by_keys() {
    let Shop {
        mut server,
        browser,
        _folder,
        ..
    } = shop().await;
    let checker = support::repository().join("ui/node_modules/axe-core/axe.min.js");
    let checker = std::fs::read_to_string(checker).expect("`npm ci` was run in ui");
    browser.page.execute(&checker, vec![]).await.unwrap();
    let broken = browser
        .page
        .execute_async(
            "const [done] = arguments; axe.run(document).then(result => done(result.violations.map(broken => broken.id + ': ' + broken.nodes.map(node => node.html).join(' | '))), error => done(['axe failed: ' + error]))",
            vec![],
        )
        .await
        .unwrap();
    assert_eq!(broken, json!([]));
    let focused = "return document.activeElement.id";
    let focus = browser.page.execute(focused, vec![]).await.unwrap();
    assert_eq!(
        focus,
        Value::from("input"),
        "an opened panel is ready to be written in"
    );
    let input = browser.find("#input").await;
    input.send_keys("\u{e00c}").await.unwrap();
    browser.page.clone().enter_parent_frame().await.unwrap();
    browser
        .until("const host = document.querySelector('parley-widget'); return host.shadowRoot.activeElement?.tagName == 'BUTTON'")
        .await;
    browser.close().await;
    server.stop().await;
}
