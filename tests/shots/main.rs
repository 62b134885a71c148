//! Pictures of every screen of the real window, light and dark, in both languages, into `shots/`.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a tool for whoever changes the window"
)]

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use support::built;
use support::window::Window;

/// A screen: its file's name, its address, and what to wait for before the picture is taken.
struct Screen {
    name: String,
    address: String,
    shows: &'static str,
}

#[tokio::main]
async fn main() {
    let folder = Path::new("shots");
    fs::create_dir_all(folder).unwrap();
    for (language, theme) in [
        ("en", "light"),
        ("en", "dark"),
        ("ru", "light"),
        ("ru", "dark"),
    ] {
        let window = Window::open().await;
        set(&window, language, theme).await;
        take(folder, &format!("welcome-{language}-{theme}"));
        let data = window.data.clone();
        let sample = Command::new(built("parleyctl"))
            .arg("--data")
            .arg(&data)
            .args(["sample", "--dialogs", "3000", "--seed", "7"])
            .status()
            .unwrap();
        assert!(
            sample.success(),
            "the sample could not be made beside the window"
        );
        let chat = first(&window, "chats_list", "{ search: '' }", "rows[0].id").await;
        let dialog = first(
            &window,
            "dialogs_page",
            "{ filter: {}, after: null, limit: 5 }",
            "rows.rows[1].id",
        )
        .await;
        for screen in screens(&chat, &dialog) {
            window
                .page
                .goto(&format!("tauri://localhost{}", screen.address))
                .await
                .unwrap();
            settle(&window, screen.shows).await;
            if screen.name == "dialogs" {
                choose(&window).await;
            }
            take(folder, &format!("{}-{language}-{theme}", screen.name));
        }
        window.close().await;
    }
    println!("the pictures are in {}", folder.display());
}

fn screens(chat: &str, dialog: &str) -> Vec<Screen> {
    let screen = |name: &str, address: String, shows| Screen {
        name: name.to_owned(),
        address,
        shows,
    };
    let sections = [
        "general",
        "script",
        "feedback",
        "queue",
        "service_level",
        "appearance",
        "links",
        "channels",
        "prices",
        "code",
    ];
    let editor = sections.map(|section| Screen {
        name: format!("editor-{section}"),
        address: format!("/chats/{chat}/edit?section={section}"),
        shows: "[role=dialog] h3",
    });
    let others = [
        screen("chats", "/chats".to_owned(), "main [role=row]"),
        screen(
            "history",
            format!("/chats/{chat}/history"),
            "[role=dialog] h2",
        ),
        screen("dialogs", "/dialogs".to_owned(), "main [role=row]"),
        screen("dialog", format!("/dialogs/{dialog}"), "main h1"),
        screen("settings", "/settings".to_owned(), "main h1"),
    ];
    editor.into_iter().chain(others).collect()
}

async fn set(window: &Window, language: &str, theme: &str) {
    let request = format!("{{ settings: {{ language: '{language}', theme: '{theme}' }} }}");
    first(window, "settings_update", &request, "'set'").await;
    settle(window, "main").await;
}

/// Runs a command of the program and returns a text of its response.
async fn first(window: &Window, command: &str, request: &str, picked: &str) -> String {
    let script = format!(
        "const [done] = arguments; window.__TAURI_INTERNALS__.invoke('call', {{ name: '{command}', request: {request} }}).then(rows => done({picked}), error => done('failed: ' + JSON.stringify(error)))"
    );
    let value = window.page.execute_async(&script, vec![]).await.unwrap();
    value.as_str().unwrap().to_owned()
}

/// Waits for an element, then until what it needs has been drawn.
async fn settle(window: &Window, css: &str) {
    let wait = window.page.wait().at_most(Duration::from_secs(20));
    wait.for_element(fantoccini::Locator::Css(css))
        .await
        .unwrap();
    // Transitions and the debounced reading of news end within this.
    tokio::time::sleep(Duration::from_millis(600)).await;
}

/// Chooses a dialog of the list, so that its preview is seen.
async fn choose(window: &Window) {
    let rows = window
        .page
        .find_all(fantoccini::Locator::Css("main [role=row]"));
    let row = rows.await.unwrap().swap_remove(4);
    row.click().await.unwrap();
    settle(window, "main aside, main [role=log], main section").await;
}

/// Takes what the screen shows of the window, without the frame that a window manager draws.
fn take(folder: &Path, name: &str) {
    let shown = ["search", "--onlyvisible", "--name", "^Parley$"];
    let found = Command::new("xdotool").args(shown).output().unwrap();
    let windows = String::from_utf8(found.stdout).unwrap();
    let window = windows.lines().last().expect("the window is on the screen");
    let picture = folder.join(format!("{name}.png"));
    let taken = Command::new("import")
        .args(["-window", window])
        .arg(picture)
        .status()
        .unwrap();
    assert!(taken.success(), "the picture could not be taken");
    println!("{name}");
}
