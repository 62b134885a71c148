//! The operator's day in the real window: made, at work, answering a visitor in a real browser, from
//! the queue to the rating.

use support::browser::{Browser, site};
use support::window::Window;

use crate::editor::Editor;
use crate::{ask, breaches, frame_code, go};

/// A window in which a chat was made and Anna works, online, and a browser that stands in the chat.
async fn at_work(chat: &str) -> (Window, Browser) {
    let window = Window::open().await;
    window.press("New chat").await;
    let name = window.by_role("textbox", "Name").await;
    name.send_keys(chat).await.unwrap();
    window.press("Create").await;
    let snippet = frame_code(&window).await;
    let (page, serving) = site(format!(
        "<!doctype html><title>Shop</title><h1>Shop</h1>{snippet}"
    ))
    .await;
    tokio::spawn(serving);
    let list = r#"{ search: "", shown: "all", sort: "name", descending: false }"#;
    let chat = ask(&window, "chats_list", list, "answer[0].id").await;
    let editor = Editor::open(&window, &chat, "feedback").await;
    editor.switch("Ask for a rating").await;
    editor.save().await;
    window.reload_at("/chats").await;

    go(&window, "Operators").await;
    window.press("New operator").await;
    let name = window.by_role("textbox", "Name").await;
    name.send_keys("Anna Berg").await.unwrap();
    window.press("Create").await;
    window.text("“Anna Berg” was created").await;
    window.press("Nobody works here; choose an operator").await;
    // By its key: while the operators come into the list, a row may move from under a mouse.
    let anna = window.by_role("menuitem", "Anna Berg").await;
    anna.send_keys("\u{e007}").await.unwrap();
    window.by_role("button", "Anna Berg: Pause").await;
    go(&window, "Inbox").await;
    window.text("No dialogs with you").await;
    window.press("Go online").await;

    let browser = Browser::open().await;
    browser.page.goto(&page).await.unwrap();
    browser.open_chat().await;
    (window, browser)
}

async fn press_in_widget(browser: &Browser, title: &str) {
    browser.find("[data-part=answers] button").await;
    let press = format!(
        "[...document.querySelectorAll('[data-part=answers] button')].find(e => e.textContent == '{title}').click()"
    );
    browser.page.execute(&press, vec![]).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operator_answers_a_visitor_from_the_queue_to_the_rating() {
    let (window, browser) = at_work("Fjell").await;
    press_in_widget(&browser, "Talk to a person").await;

    // It is given to the one who is there, and opened by the keyboard alone.
    window.text("To answer").await;
    let row = window.by_role("option", "Visitor 1").await;
    row.click().await.unwrap();
    let reply = window.by_role("textbox", "Your reply").await;
    assert_eq!(
        breaches(&window).await,
        Vec::<String>::new(),
        "a dialog in the inbox"
    );

    // Typing is shown over there, and what is written arrives.
    reply.send_keys("Hello, <b>how</b> can I").await.unwrap();
    browser
        .until("return document.getElementById('typing').textContent == 'Anna Berg is typing…'")
        .await;
    reply.send_keys(" help?\u{e007}").await.unwrap();
    browser
        .until("return [...document.querySelectorAll('[data-author=operator]')].some(e => e.textContent.includes('Hello, <b>how</b> can I help?'))")
        .await;

    // And the other way round.
    let input = browser.find("#input").await;
    input.send_keys("Where is").await.unwrap();
    window.text("is writing…").await;
    input.send_keys(" my order?\u{e007}").await.unwrap();
    window.text("Where is my order?").await;

    // A draft outlives the window.
    reply.send_keys("It is on").await.unwrap();
    window.text("Draft kept").await;
    let home = window.quit().await;
    let window = Window::open_in(home).await;
    go(&window, "Inbox").await;
    window.text("Draft:").await;
    let row = window.by_role("option", "Visitor 1").await;
    row.click().await.unwrap();
    let reply = window.by_role("textbox", "Your reply").await;
    assert_eq!(
        reply.prop("value").await.unwrap().as_deref(),
        Some("It is on")
    );
    reply.send_keys(" its way.\u{e007}").await.unwrap();
    browser
        .until("return [...document.querySelectorAll('[data-author=operator]')].some(e => e.textContent.includes('It is on its way.'))")
        .await;

    // The end, the rating and its comment.
    window.press("Close…").await;
    window.press("Close dialog").await;
    let radio = browser.find("[role=radio]").await;
    radio
        .send_keys("\u{e014}\u{e014}\u{e014}\u{e014} ")
        .await
        .unwrap();
    let input = browser.find("#input").await;
    input.send_keys("quick and clear\u{e007}").await.unwrap();
    window.text("Rated 5 of 5").await;
    window.text("“quick and clear”").await;
    browser
        .until("return document.getElementById('panel').dataset.state == 'closed'")
        .await;
    window.close().await;
}
