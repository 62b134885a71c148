//! A script is built from nothing in the real window, once by keys and once by the mouse, tried,
//! published, and talked to in a real browser.

use std::time::Duration;

use fantoccini::actions::{InputSource as _, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use serde_json::{Value, json};
use support::browser::{Browser, site};
use support::window::Window;

use crate::{ask, breaches, go};

const ENTER: char = '\u{e007}';
const TAB: char = '\u{e004}';
const CONTROL: char = '\u{e009}';
const UP: char = '\u{e013}';

/// A window in which a new script is open: nothing but its start.
async fn new_script(name: &str) -> Window {
    let window = Window::open().await;
    go(&window, "Scripts").await;
    window.press("New script").await;
    let field = window.by_role("textbox", "Name").await;
    field.click().await.unwrap();
    window.keys(&[CONTROL, 'a']).await;
    field.send_keys(name).await.unwrap();
    window.press("Create").await;
    until(
        &window,
        "return document.getElementById('block-start') !== null",
    )
    .await;
    window
}

async fn until(window: &Window, script: &str) {
    for _ in 0..400 {
        if window.run(script).await.ok() == Some(Value::Bool(true)) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!(
        "{script} did not become true; the window shows: {}",
        window.shown().await
    );
}

/// Puts the focus on the canvas, as its key does.
async fn to_canvas(window: &Window) {
    window
        .run("document.querySelector('.script-canvas').focus(); return null")
        .await
        .unwrap();
}

/// Adds a block after the one that is chosen, by keys.
async fn add(window: &Window, words: &str) {
    let before = count(window, ".react-flow__node").await;
    to_canvas(window).await;
    window.keys(&['a']).await;
    until(
        window,
        "return document.activeElement.getAttribute('role') === 'combobox'",
    )
    .await;
    window.type_text(words).await;
    window.keys(&[ENTER]).await;
    until_there_are(window, ".react-flow__node", before + 1).await;
}

async fn count(window: &Window, css: &str) -> u64 {
    let script = format!("return document.querySelectorAll('{css}').length");
    let counted = window.run(&script).await.unwrap();
    counted.as_u64().unwrap()
}

async fn until_there_are(window: &Window, css: &str, count: u64) {
    let script = format!("return document.querySelectorAll('{css}').length === {count}");
    until(window, &script).await;
}

/// Talks to a chat that runs the one script that somebody made: what the bot says to a press.
async fn talk(window: &Window, press: &str, hears: &str) {
    let script = ask(
        window,
        "scripts_list",
        "{ search: '' }",
        "answer.find(script => !script.builtin).id",
    )
    .await;
    let input = format!("{{ input: {{ name: 'Shop', script: {{ main: '{script}' }} }} }}");
    let chat = ask(window, "chat_create", &input, "answer.id").await;
    let code = ask(
        window,
        "frame_code",
        &format!("{{ chat: '{chat}' }}"),
        "answer.snippet",
    )
    .await;
    let (page, serving) = site(format!(
        "<!doctype html><title>Shop</title><h1>Shop</h1>{code}"
    ))
    .await;
    tokio::spawn(serving);
    let browser = Browser::open().await;
    browser.page.goto(&page).await.unwrap();
    browser.open_chat().await;
    browser.find("[data-part=answers] button").await;
    let press = json!(press);
    browser
        .page
        .execute(&format!("[...document.querySelectorAll('[data-part=answers] button')].find(e => e.textContent == {press}).click()"), vec![])
        .await
        .unwrap();
    let hears = json!(hears);
    browser
        .until(&format!("return [...document.querySelectorAll('[data-author=bot]')].some(e => e.textContent.includes({hears}))"))
        .await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_script_is_built_tried_and_published_by_keys_and_talked_to() {
    let window = new_script("Hours").await;
    add(&window, "question").await;
    window.keys(&[ENTER]).await;
    until(
        &window,
        "return document.activeElement.closest('[data-field]') !== null",
    )
    .await;
    window.keys(&[TAB]).await;
    window.type_text("How can I help?").await;
    add(&window, "to operators").await;
    to_canvas(&window).await;
    window.keys(&[UP]).await;
    until(&window, "return (document.querySelector('.script-canvas').getAttribute('aria-activedescendant') ?? '').startsWith('block-question')").await;
    window.keys(&[ENTER]).await;
    let branch = window.by_role("button", "Add a branch").await;
    branch.send_keys(&ENTER.to_string()).await.unwrap();
    let button = window.by_role("menuitem", "Button").await;
    button.send_keys(&ENTER.to_string()).await.unwrap();
    let title = window.by_role("textbox", "Title").await;
    title.send_keys("Hours").await.unwrap();
    add(&window, "message").await;
    window.keys(&[ENTER]).await;
    window.keys(&[TAB]).await;
    window.type_text("We are here from 9 to 18.").await;
    to_canvas(&window).await;
    window.keys(&['c']).await;
    window.keys(&[CONTROL, 'a']).await;
    window.type_text("How can").await;
    window.keys(&[TAB]).await;
    window.text("Nothing is wrong").await;
    assert_eq!(breaches(&window).await, Vec::<String>::new(), "the editor");

    // Tried beside the canvas, with the way lit.
    window.press("Try it").await;
    window.text("How can I help?").await;
    window.press("Hours").await;
    window.text("We are here from 9 to 18.").await;
    until(
        &window,
        "return document.querySelectorAll('.react-flow__edge').length > 2",
    )
    .await;
    assert_eq!(breaches(&window).await, Vec::<String>::new(), "the trial");

    let publish = window.by_role("button", "Publish").await;
    publish.send_keys(&ENTER.to_string()).await.unwrap();
    window.text("Version 1 is published").await;
    talk(&window, "Hours", "We are here from 9 to 18.").await;
    window.close().await;
}

/// Where the middle of an element is on the page, moved by so much from its upper edge.
async fn place(window: &Window, find: &str, down: f64) -> (f64, f64) {
    until(window, &format!("return ({find}) != null")).await;
    let script = format!(
        "const box = ({find}).getBoundingClientRect(); return [Math.round(box.x + box.width / 2), Math.round(box.y)]"
    );
    let at = window.run(&script).await.unwrap();
    (at[0].as_f64().unwrap(), at[1].as_f64().unwrap() + down)
}

/// Drags from one place to another, as a hand does: not in one jump.
async fn drag(window: &Window, from: (f64, f64), to: (f64, f64)) {
    let go = |(x, y): (f64, f64)| PointerAction::MoveTo {
        duration: Some(Duration::from_millis(60)),
        x,
        y,
    };
    let part = |share: f64| {
        (
            from.0 + (to.0 - from.0) * share / 4.0,
            from.1 + (to.1 - from.1) * share / 4.0,
        )
    };
    let actions = MouseActions::new("mouse".to_owned())
        .then(go(from))
        .then(PointerAction::Down {
            button: MOUSE_BUTTON_LEFT,
        })
        .then(go(part(1.0)))
        .then(go(part(2.0)))
        .then(go(part(3.0)))
        .then(go(to))
        .then(PointerAction::Up {
            button: MOUSE_BUTTON_LEFT,
        });
    let moved = window.page.perform_actions(actions);
    let moved = tokio::time::timeout(Duration::from_secs(30), moved).await;
    moved.expect("the window answers to the mouse").unwrap();
}

/// Drags a type of block out of the list to a place on the canvas.
async fn drop_block(window: &Window, name: &str, at: (f64, f64)) {
    window.press("Add a block").await;
    let find = format!(
        "[...document.querySelectorAll('[role=option]')].find(e => e.textContent.startsWith('{name}'))"
    );
    let from = place(window, &find, 10.0).await;
    let before = count(window, ".react-flow__node").await;
    drag(window, from, at).await;
    until_there_are(window, ".react-flow__node", before + 1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_script_is_built_and_published_with_the_mouse_and_talked_to() {
    let window = new_script("Menu").await;
    let start = place(&window, "document.getElementById('block-start')", 0.0).await;
    drop_block(&window, "Question", (start.0, start.1 + 80.0)).await;
    let text = window.by_role("textbox", "Text").await;
    text.click().await.unwrap();
    text.send_keys("Which topic?").await.unwrap();
    window.press("Add a branch").await;
    window
        .by_role("menuitem", "Button")
        .await
        .click()
        .await
        .unwrap();
    let title = window.by_role("textbox", "Title").await;
    title.send_keys("Prices").await.unwrap();
    let question = "document.querySelector('.react-flow__node[data-id^=question]')";
    let port = place(
        &window,
        "document.querySelector('[data-id=start] .port-out')",
        3.0,
    )
    .await;
    let over = place(&window, question, 4.0).await;
    drag(&window, port, over).await;
    until(
        &window,
        "return document.querySelectorAll('.react-flow__edge').length === 1",
    )
    .await;
    drop_block(&window, "Message", (start.0 - 150.0, start.1 + 230.0)).await;
    let text = window.by_role("textbox", "Text").await;
    text.click().await.unwrap();
    text.send_keys("It costs nothing.").await.unwrap();
    drop_block(&window, "End", (start.0 + 60.0, start.1 + 230.0)).await;
    let message = "document.querySelector('.react-flow__node[data-id^=message]')";
    let end = "document.querySelector('.react-flow__node[data-id^=end]')";
    for (port, to) in [(0, message), (1, end)] {
        let find = format!("{question}.querySelectorAll('.port-out')[{port}]");
        let from = place(&window, &find, 3.0).await;
        drag(&window, from, place(&window, to, 4.0).await).await;
    }
    let from = place(
        &window,
        &format!("{message}.querySelector('.port-out')"),
        3.0,
    )
    .await;
    drag(&window, from, place(&window, end, 4.0).await).await;
    until(
        &window,
        "return document.querySelectorAll('.react-flow__edge').length === 4",
    )
    .await;
    window.text("Nothing is wrong").await;
    window.press("Publish").await;
    window.text("Version 1 is published").await;
    talk(&window, "Prices", "It costs nothing.").await;
    window.close().await;
}
