//! The main job in the real window and a real browser, from an empty data folder to the workbook.

#![cfg(target_os = "linux")]
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that fails says where"
)]

mod desk;
mod editor;
mod inbox;
mod loader;
mod scripts;
mod settings;
mod widget;

use std::collections::HashSet;
use std::path::Path;
use std::time::Duration;

use calamine::{Data, Reader as _, Xlsx, open_workbook};
use serde_json::Value;
use support::browser::{Browser, site};
use support::window::{Window, xdotool};

#[tokio::test(flavor = "multi_thread")]
async fn a_chat_is_made_embedded_talked_in_watched_and_exported() {
    let window = Window::open().await;

    // A first start offers to create a chat.
    window.press("New chat").await;
    let name = window.by_role("textbox", "Name").await;
    name.send_keys("Fjell & Söhne <Orders>").await.unwrap();
    window.press("Create").await;

    // Its frame code, shown at once, goes into a page of another site.
    let snippet = frame_code(&window).await;
    assert!(
        snippet.starts_with("<script src=\"http://127.0.0.1:74"),
        "{snippet}"
    );
    let (page, serving) = site(format!(
        "<!doctype html><title>Shop</title><h1>Shop</h1>{snippet}"
    ))
    .await;
    let serving = tokio::spawn(serving);

    // A visitor opens it, presses a button of the greeting and writes.
    let browser = Browser::open().await;
    browser.page.goto(&page).await.unwrap();
    browser.open_chat().await;
    let answer = browser.find("[data-part=answers] button:first-child").await;
    let pressed = answer.text().await.unwrap();
    answer.click().await.unwrap();
    browser.until("return document.querySelectorAll('[data-author=bot]').length >= 3 && document.querySelectorAll('[data-author=client]').length == 1").await;
    let input = browser.find("#input").await;
    input
        .send_keys("=1+1 <b>not bold</b> ёлка\u{e007}")
        .await
        .unwrap();
    browser
        .until("return [...document.querySelectorAll('[data-author=client]')].filter(e => e.dataset.state == 'sent').length == 2")
        .await;
    browser
        .until("return document.querySelectorAll('[data-author=bot]').length >= 4")
        .await;
    let said = browser.messages().await;
    assert!(said.contains(&pressed), "the press must be shown: {said:?}");
    assert!(
        said.contains(&"=1+1 <b>not bold</b> ёлка".to_owned()),
        "{said:?}"
    );

    // The dialog stands in the archive without anybody asking for it.
    window
        .run("location.hash = ''; history.back(); return null")
        .await
        .ok();
    go(&window, "Dialogs").await;
    window.text("Fjell & Söhne <Orders>").await;
    input.send_keys("One more thing\u{e007}").await.unwrap();
    window.text("One more thing").await;

    // The details show the same messages, and the link opens them in this window.
    let ids: HashSet<String> = dialog_ids(&window).await;
    assert_eq!(ids.len(), 1);
    let id = ids.into_iter().next().unwrap();
    window.follow(&format!("parley://dialog/{id}")).await;
    window.text("Session id").await;
    window.text(&id).await;
    let said = settled(&browser).await;
    for text in &said {
        window.text(text.lines().next().unwrap()).await;
    }

    // Export, with times, into a file the person chooses in the system's own dialog.
    go(&window, "Dialogs").await;
    let target = window.home().join("sessions.xlsx");
    window.press("Export").await;
    save_as(&target).await;
    window.text("sessions.xlsx is ready").await;

    let exported = workbook_messages(&target, &id);
    assert_eq!(exported, said, "the workbook holds what the visitor saw");

    browser.close().await;
    window.close().await;
    serving.abort();
}

/// Every screen, seen by the checker that also people who test for a living use.
#[tokio::test(flavor = "multi_thread")]
async fn no_screen_breaks_the_rules_of_accessibility() {
    let window = Window::open().await;
    let sample = tokio::process::Command::new(support::built("parleyctl"))
        .arg("--data")
        .arg(&window.data)
        .args(["sample", "--dialogs", "200"])
        .status()
        .await
        .unwrap();
    assert!(
        sample.success(),
        "the sample is made beside the running window"
    );
    window.reload_at("/chats").await;
    let chat = ask(&window, "chats_list", "{ search: '' }", "answer[0].id").await;
    let page = "{ filter: {}, after: null, limit: 1 }";
    let dialog = ask(&window, "dialogs_page", page, "answer.rows[0].id").await;
    for theme in ["light", "dark"] {
        let settings = format!("{{ settings: {{ language: 'en', theme: '{theme}' }} }}");
        ask(&window, "settings_update", &settings, "'set'").await;
        for (place, shows) in [
            ("/welcome".to_owned(), "Look around"),
            ("/chats".to_owned(), "Workshop booking"),
            (
                format!("/chats/{chat}/edit?section=appearance"),
                "Buttons text",
            ),
            (
                format!("/chats/{chat}/edit?section=code"),
                "/widget/v1/loader.js",
            ),
            ("/dialogs".to_owned(), "dialogs"),
            (format!("/dialogs/{dialog}"), "Session id"),
            ("/settings".to_owned(), "Theme"),
        ] {
            window.reload_at(&place).await;
            window.text(shows).await;
            let broken = breaches(&window).await;
            assert!(broken.is_empty(), "{place} in {theme}: {broken:#?}");
        }
    }
    window.close().await;
}

/// A taken port is told in the window, and another try takes it once it is free.
#[tokio::test(flavor = "multi_thread")]
async fn a_taken_port_is_said_and_can_be_tried_again() {
    let window = Window::open().await;
    window.press("New chat").await;
    window
        .by_role("textbox", "Name")
        .await
        .send_keys("Shop")
        .await
        .unwrap();
    window.press("Create").await;
    // From here on pages may point to the port, so the next start must not take another.
    let snippet = frame_code(&window).await;
    let port: u16 = snippet.split("127.0.0.1:").nth(1).unwrap()[..4]
        .parse()
        .unwrap();
    let home = window.quit().await;
    let taken = std::net::TcpListener::bind(("127.0.0.1", port)).unwrap();
    let window = Window::open_in(home).await;
    window
        .text(&format!("Port {port} is taken by another program."))
        .await;
    drop(taken);
    window.press("Try again").await;
    window.text(&format!("127.0.0.1:{port}")).await;
    let deadline = tokio::time::Instant::now() + Duration::from_secs(10);
    while window.shown().await.contains("is taken") {
        assert!(
            tokio::time::Instant::now() < deadline,
            "the trouble is still told"
        );
    }
    window.close().await;
}

/// The main screens by keyboard alone.
#[tokio::test(flavor = "multi_thread")]
async fn a_chat_is_made_and_found_by_keyboard_alone() {
    const CTRL: char = '\u{e009}';
    const ALT: char = '\u{e00a}';
    const ESCAPE: char = '\u{e00c}';
    const ENTER: char = '\u{e007}';
    const LEFT: char = '\u{e012}';
    let window = Window::open().await;
    window.text("Look around").await;
    window.keys(&[CTRL, 'n']).await;
    window.by_role("textbox", "Name").await;
    window.type_text("Keys only").await;
    window.keys(&[CTRL, 's']).await;
    window.text("/widget/v1/loader.js").await;
    window.keys(&[ESCAPE]).await;
    window.keys(&[CTRL, 'k']).await;
    window.by_role("textbox", "Find").await;
    window.type_text("Settings").await;
    window.keys(&[ENTER]).await;
    window.text("Language and look").await;
    window.keys(&[ALT, LEFT]).await;
    window.text("Keys only").await;
    window.close().await;
}

/// Runs a command of the program from the window's page and picks a text of its answer.
async fn ask(window: &Window, command: &str, request: &str, picked: &str) -> String {
    let script = format!(
        "const [done] = arguments; window.__TAURI_INTERNALS__.invoke('call', {{ name: '{command}', request: {request} }}).then(answer => done({picked}), error => done('failed: ' + JSON.stringify(error)))"
    );
    let answer = window.page.execute_async(&script, vec![]).await.unwrap();
    answer
        .as_str()
        .unwrap_or_else(|| panic!("{command} answers {answer}"))
        .to_owned()
}

/// What axe finds wrong with what the window shows.
async fn breaches(window: &Window) -> Vec<String> {
    let checker = support::repository().join("ui/node_modules/axe-core/axe.min.js");
    let checker = std::fs::read_to_string(checker).expect("`npm ci` was run in ui");
    window
        .run(&format!("{checker}; return null"))
        .await
        .unwrap();
    let found = window
        .page
        .execute_async(
            "const [done] = arguments; axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }).then(result => done(result.violations.map(broken => broken.id + ': ' + broken.nodes.map(node => node.html.slice(0, 200)).join(' | '))), error => done(['axe failed: ' + error]))",
            vec![],
        )
        .await
        .unwrap();
    serde_json::from_value(found).unwrap()
}

/// Goes to a screen by the rail.
async fn go(window: &Window, screen: &str) {
    window.by_role("link", screen).await.click().await.unwrap();
}

/// The frame code as the window shows it.
async fn frame_code(window: &Window) -> String {
    window.text("/widget/v1/loader.js").await;
    let code = window
        .run("return [...document.querySelectorAll('code, pre, textarea')].map(e => e.value ?? e.textContent).find(t => t.includes('loader.js'))")
        .await
        .unwrap();
    code.as_str()
        .expect("the snippet stands in the window")
        .trim()
        .to_owned()
}

/// Waits until everything the visitor wrote is acknowledged, and reads the panel.
async fn settled(browser: &Browser) -> Vec<String> {
    browser
        .until("const mine = [...document.querySelectorAll('[data-author=client]')]; return mine.length == 3 && mine.every(message => message.dataset.state == 'sent')")
        .await;
    browser.messages().await
}

/// The ids of the dialogs in the list, asked from the program itself.
async fn dialog_ids(window: &Window) -> HashSet<String> {
    let ids = window
        .page
        .execute_async(
            "const [done] = arguments; window.__TAURI_INTERNALS__.invoke('call', { name: 'dialogs_page', request: { filter: {}, after: null, limit: 10 } }).then(page => done(page.rows.map(row => row.id)), error => done(JSON.stringify(error)))",
            vec![],
        )
        .await
        .unwrap();
    match ids {
        Value::Array(ids) => ids
            .iter()
            .map(|id| id.as_str().unwrap().to_owned())
            .collect(),
        other => panic!("{other}"),
    }
}

/// Answers the system's save dialog as a person would, by typing.
async fn save_as(target: &Path) {
    answer_picker("Save", target).await;
}

/// Answers a system's dialog for files, whose title has this word, as a person would.
async fn answer_picker(title: &str, target: &Path) {
    let dialog = [
        "search",
        "--sync",
        "--onlyvisible",
        "--name",
        title,
        "windowactivate",
        "--sync",
    ];
    let comes = tokio::time::timeout(Duration::from_secs(30), xdotool(&dialog));
    comes.await.expect("the system's dialog comes");
    // A typed path goes into the name of a file to save; a dialog that opens files asks for one.
    let path = if title == "Open" { "ctrl+l" } else { "ctrl+a" };
    xdotool(&["key", path]).await;
    xdotool(&["type", "--delay", "12", &target.display().to_string()]).await;
    // The first may only take what the dialog proposes to complete the path with.
    for _ in 0..20 {
        xdotool(&["key", "Return"]).await;
        tokio::time::sleep(Duration::from_millis(200)).await;
        let still = [
            "search",
            "--onlyvisible",
            "--name",
            &format!("^{title} File$"),
        ]
        .map(str::to_owned);
        let found = tokio::process::Command::new("xdotool")
            .args(still)
            .output()
            .await;
        if !found.is_ok_and(|found| found.status.success()) {
            return;
        }
    }
    panic!("the system's dialog does not take {}", target.display());
}

/// The texts of a dialog as a foreign reader finds them on the sheet of messages.
fn workbook_messages(path: &Path, session: &str) -> Vec<String> {
    let mut workbook: Xlsx<_> = open_workbook(path).unwrap();
    let sheet = workbook.worksheet_range("Messages").unwrap();
    let mut rows = sheet.rows();
    let head: Vec<String> = rows
        .next()
        .unwrap()
        .iter()
        .map(ToString::to_string)
        .collect();
    let column = |title: &str| {
        head.iter()
            .position(|cell| cell == title)
            .unwrap_or_else(|| panic!("no {title} in {head:?}"))
    };
    let (id, text) = (column("Session id"), column("Text"));
    rows.filter(|row| row[id] == *session)
        .map(|row| match &row[text] {
            Data::String(text) => text.clone(),
            other => panic!("a client's text must be a string cell: {other:?}"),
        })
        .collect()
}
