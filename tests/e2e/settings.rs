//! Every setting of a chat in the real window: typed, saved, found again when the editor is opened
//! anew, and there in the widget where it shows.

use std::path::Path;

use domain::Timestamp;
use fantoccini::Locator;
use serde_json::{Value, json};
use support::Ctl;
use support::browser::{Browser, site};
use support::window::Window;

use crate::editor::{Editor, NAMED, picture};
use crate::{answer_picker, ask, breaches, save_as};

const CTRL: char = '\u{e009}';
const ALT: char = '\u{e00a}';
const ENTER: char = '\u{e007}';
const ESCAPE: char = '\u{e00c}';
const TAB: char = '\u{e004}';
const DOWN: char = '\u{e015}';
const SPACE: char = ' ';

/// Puts a script of the company's own into the folder, as a later screen will.
fn add_script(data: &Path) -> String {
    let now = Timestamp::from_millis(1_795_000_000_000);
    let id = domain::ScriptId::new(now);
    let file = rusqlite::Connection::open(data.join("parley.db")).unwrap();
    file.execute(
        "INSERT INTO scripts (id, name, version, created_at) VALUES (?, 'Night shift', 1, 0)",
        [id.as_bytes()],
    )
    .unwrap();
    let body = r#"{"format":1,"name":"Night shift","language":"ru","blocks":[{"id":"start","type":"start","text":"Доброй ночи!","next":"end"},{"id":"end","type":"end"}]}"#;
    file.execute(
        "INSERT INTO script_versions (script_id, version, body, created_at) VALUES (?, 1, ?, 0)",
        rusqlite::params![id.as_bytes(), body],
    )
    .unwrap();
    id.to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_setting_is_set_saved_found_again_and_shown_in_the_widget() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    let ctl = Ctl::on(&data);
    let (chat, _) = ctl.create_chat("Orders").await;
    let script = add_script(&data);
    let window = Window::open_in(home).await;

    let editor = Editor::open(&window, &chat, "general").await;
    editor.fill("Name", "Fjell & Söhne <b>").await;
    editor.switch("Русский").await;
    editor
        .fill("Knowledge base", "https://help.fjell.example/start")
        .await;
    editor.look_up("Time zone", "Europe/Oslo").await;
    editor.switch("By the week").await;
    editor.fill("Monday, from", "08:30").await;
    editor.press("button", "Add a holiday").await;
    let name = window.page.find(Locator::Css("input[aria-label=Name]"));
    name.await.unwrap().send_keys("Christmas").await.unwrap();
    editor.save().await;

    editor.section("script").await;
    for name in [
        "Script",
        "After the bot ends",
        "After an operator ends",
        "After the client’s silence",
    ] {
        editor.pick(name, "Night shift").await;
    }
    editor.switch("Reply to the first message").await;
    editor.fill("Client’s silence, in the widget", "600").await;
    editor.fill("Client’s silence, in messengers", "7200").await;
    editor.fill("Lifetime, in the widget", "1800").await;
    editor.fill("Lifetime, in messengers", "172800").await;
    editor.save().await;

    editor.section("feedback").await;
    editor.switch("Ask for a rating").await;
    editor.fill("When", "120").await;
    editor.switch("10: numbers").await;
    editor.fill("Words of the request", "Как вам?").await;
    editor.switch("Ask for a result").await;
    editor.press("button", "Add a result").await;
    editor.fill("Result 1", "Решено").await;
    editor.save().await;

    editor.section("queue").await;
    editor.fill("Time in the queue", "240").await;
    editor.fill("Notices, in the widget", "2").await;
    editor.fill("Notices, in messengers", "30").await;
    editor.fill("Words of the notice", "Вы {position}-й").await;
    editor.fill("Words when all are busy", "Заняты").await;
    editor.fill("Operator’s silence", "90").await;
    editor.pick("Then it goes to", "The next operator").await;
    editor.save().await;

    editor.section("service_level").await;
    editor.fill("First answer", "20").await;
    editor.fill("Later answers", "45").await;
    editor.switch("Working hours only").await;
    editor.save().await;

    editor.section("appearance").await;
    for label in ["Bot", "Operator", "User", "Buttons", "Buttons text"] {
        editor.red(label, "10").await;
    }
    editor.drop_picture("Bot", 250).await;
    editor.drop_picture("Operator", 150).await;
    editor.drop_picture("User", 90).await;
    editor.save().await;

    editor.section("links").await;
    let links = [
        ("Telegram", "telegram", "https://t.me/fjell_orders"),
        ("WhatsApp", "whatsapp", "https://wa.me/4790000000"),
        ("Viber", "viber", "viber://pa?chatURI=fjell"),
        (
            "Facebook Messenger",
            "facebook",
            "https://m.me/fjell.orders",
        ),
    ];
    for (label, _, link) in links {
        editor.fill(label, link).await;
    }
    editor.save().await;

    editor.section("prices").await;
    editor.press("button", "Add a price list").await;
    editor.fill("A dialog", "0.05").await;
    editor.fill("Free", "1000").await;
    editor.save().await;

    editor.section("code").await;
    editor.fill("Add", "https://shop.example").await;
    window.keys(&[ENTER]).await;
    editor.save().await;

    let kept = editor.kept().await;
    assert_eq!(kept["name"], "Fjell & Söhne <b>");
    assert_eq!(kept["general"]["language"], "ru");
    assert_eq!(
        kept["general"]["knowledge_base"],
        "https://help.fjell.example/start"
    );
    assert_eq!(kept["general"]["time_zone"], "Europe/Oslo");
    assert_eq!(
        kept["general"]["working_hours"]["monday"][0]["from"],
        "08:30"
    );
    assert_eq!(kept["general"]["holidays"][0]["name"], "Christmas");
    assert_eq!(
        kept["script"],
        json!({
            "main": script, "reply_to_first_message": false,
            "after_bot": script, "after_operator": script, "after_client_timeout": script,
            "client_silence_s": { "web": 600, "messengers": 7200 },
            "lifetime_s": { "web": 1800, "messengers": 172_800 },
        })
    );
    assert_eq!(
        kept["feedback"],
        json!({ "ask": true, "after_s": 120, "scale": "ten", "text": "Как вам?", "ask_result": true, "results": ["Решено"] })
    );
    assert_eq!(
        kept["queue"],
        json!({
            "operator_idle_s": 90, "operator_idle_to": "next_operator", "time_s": 240,
            "notify_min": { "web": 2, "messengers": 30 }, "text": "Вы {position}-й", "busy_text": "Заняты",
        })
    );
    assert_eq!(
        kept["service_level"],
        json!({ "first_s": 20, "next_s": 45, "working_hours_only": true })
    );
    assert_eq!(
        kept["appearance"]["colours"],
        json!({ "bot": "#0aeff2", "operator": "#0ae9fe", "user": "#0a69d0", "buttons": "#0a69d0", "buttons_text": "#0affff" })
    );
    for who in ["bot", "operator", "user"] {
        assert_eq!(
            kept["appearance"]["pictures"][who]["crop"]["side"], 300,
            "{who}: the whole width"
        );
    }
    for (_, messenger, link) in links {
        assert_eq!(kept["links"][messenger], link);
    }
    assert_eq!(
        (
            &kept["prices"][0]["dialog"],
            &kept["prices"][0]["free_messages"]
        ),
        (&json!(50_000), &json!(1000))
    );
    assert_eq!(
        kept["widget"]["allowed_sites"],
        json!(["https://shop.example"])
    );

    for (section, values) in [
        (
            "general",
            &[
                "Fjell & Söhne <b>",
                "Русский",
                "https://help.fjell.example/start",
                "Europe/Oslo",
                "08:30",
            ][..],
        ),
        ("script", &["Night shift", "600", "7200", "1800", "172800"]),
        (
            "feedback",
            &[
                "Ask for a rating",
                "120",
                "10: numbers",
                "Как вам?",
                "Ask for a result",
                "Решено",
            ],
        ),
        (
            "queue",
            &[
                "240",
                "2",
                "30",
                "Вы {position}-й",
                "Заняты",
                "90",
                "The next operator",
            ],
        ),
        ("service_level", &["20", "45", "Working hours only"]),
        (
            "appearance",
            &["#0AEFF2", "#0AE9FE", "#0A69D0", "#0AFFFF", "Replace"],
        ),
        (
            "links",
            &[
                "https://t.me/fjell_orders",
                "https://wa.me/4790000000",
                "viber://pa?chatURI=fjell",
                "https://m.me/fjell.orders",
            ],
        ),
        ("prices", &["0.05", "1000"]),
        ("code", &["https://shop.example"]),
    ] {
        editor.assert_shows(section, values).await;
    }
    shown_in_the_widget(&editor, &kept).await;
    window.close().await;
}

/// The chat on its test page: a listed site is not ours to serve, and the test page may always.
async fn shown_in_the_widget(editor: &Editor<'_>, kept: &Value) {
    let request = format!("{{ chat: '{}' }}", editor.chat);
    let page = ask(editor.window, "frame_code", &request, "answer.test_page").await;
    let snippet = ask(editor.window, "frame_code", &request, "answer.snippet").await;
    let browser = Browser::open().await;
    browser.page.goto(&page).await.unwrap();
    let beside = "return [...(document.querySelector('parley-widget')?.shadowRoot?.querySelectorAll('a') ?? [])].map(a => a.href).join(' ') === 'https://t.me/fjell_orders https://wa.me/4790000000 viber://pa?chatURI=fjell https://m.me/fjell.orders'";
    browser.until(beside).await;
    browser.open_chat().await;
    // The chat's own script, in the chat's own language.
    browser.until("return document.body.textContent.includes('Доброй ночи!') && document.documentElement.lang === 'ru'").await;
    browser
        .until("return document.querySelector('#title').textContent === 'Fjell & Söhne <b>'")
        .await;
    browser.until("return getComputedStyle(document.querySelector('[data-author=bot] [data-part=text]')).backgroundColor === 'rgb(10, 239, 242)'").await;
    browser.until("const head = getComputedStyle(document.querySelector('#head')); return head.backgroundColor === 'rgb(10, 105, 208)' && head.color === 'rgb(10, 255, 255)'").await;
    let id = kept["appearance"]["pictures"]["bot"]["id"]
        .as_str()
        .unwrap();
    browser.until(&format!("return [...document.images].some(i => i.src.includes('pictures/{id}/64') && i.naturalWidth === 64)")).await;
    let inside = "const links = [...document.querySelectorAll('a')].map(a => a.href); return ['https://help.fjell.example/start', 'viber://pa?chatURI=fjell', 'https://t.me/fjell_orders'].every(link => links.includes(link))";
    browser.until(inside).await;

    // A site that is not listed shows nothing of it.
    let (other, serving) = site(format!(
        "<!doctype html><title>Other</title>{snippet}<script>window.came = true</script>"
    ))
    .await;
    let serving = tokio::spawn(serving);
    browser.page.goto(&other).await.unwrap();
    browser.until("return window.came === true && performance.getEntriesByType('resource').some(r => r.name.includes('loader.js') && r.responseEnd > 0)").await;
    let drawn = browser
        .page
        .execute(
            "return document.querySelector('parley-widget') !== null",
            vec![],
        )
        .await;
    assert_eq!(drawn.unwrap(), Value::Bool(false));
    serving.abort();
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_said_at_the_field_and_is_not_saved() {
    let home = tempfile::tempdir().unwrap();
    let ctl = Ctl::on(home.path().join("data"));
    let (chat, _) = ctl.create_chat("Orders").await;
    let window = Window::open_in(home).await;
    for (section, field, text, said) in [
        ("general", "Name", " ", "Write a name"),
        ("general", "Knowledge base", "help.example.com", "https://"),
        ("script", "Lifetime, in the widget", "5", "60"),
        ("queue", "Time in the queue", "999999", "86"),
        ("queue", "Words of the notice", "{place}", "{position}"),
        (
            "links",
            "Telegram",
            "https://t.me.evil.example/fjell",
            "https://t.me/",
        ),
    ] {
        let editor = Editor::open(&window, &chat, section).await;
        editor.fill(field, text).await;
        let described = format!(
            "{NAMED} const e = find('input, textarea', {}); return e?.getAttribute('aria-invalid') === 'true' && document.querySelector('[role=dialog]').innerText.includes({})",
            json!(field),
            json!(if said == "Write a name" { "" } else { said })
        );
        editor
            .until(&described, &format!("the word about {field}"))
            .await;
        window.keys(&[CTRL, 's']).await;
        editor.section(section).await;
        window.press("Discard").await;
        assert_eq!(
            editor.kept().await["revision"],
            1,
            "{field} = {text} was saved"
        );
    }
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_save_from_elsewhere_is_told_and_nothing_is_overwritten_unseen() {
    let home = tempfile::tempdir().unwrap();
    let ctl = Ctl::on(home.path().join("data"));
    let (chat, _) = ctl.create_chat("Orders").await;
    let window = Window::open_in(home).await;
    let editor = Editor::open(&window, &chat, "general").await;
    editor.fill("Name", "From the window").await;

    let theirs = r#"{"name":"From elsewhere","queue":{"time_s":111}}"#;
    ctl.json_with(&["chats", "update", &chat, "-"], theirs)
        .await;
    window.text("saved this chat meanwhile").await;
    window.text("From elsewhere").await;
    window.press("All mine").await;
    editor.save().await;
    let kept = editor.kept().await;
    assert_eq!(
        (&kept["name"], &kept["queue"]["time_s"], &kept["revision"]),
        (&json!("From the window"), &json!(111), &json!(3)),
        "mine where both changed, theirs where only they did"
    );

    // The history tells both, and goes back by one press.
    window.reload_at(&format!("/chats/{chat}/history")).await;
    window.text("at the command line").await;
    let back = "return [...document.querySelectorAll('[role=dialog] button')].filter(b => b.getAttribute('aria-label')?.startsWith('Go back to how it was')).length === 2";
    editor.until(back, "two versions to go back to").await;
    window.run("[...document.querySelectorAll('[role=dialog] button')].filter(b => b.getAttribute('aria-label')?.startsWith('Go back to how it was')).at(-1).click(); return null").await.unwrap();
    window.text("is as it was on").await;
    let kept = editor.kept().await;
    assert_eq!(
        (&kept["name"], &kept["queue"]["time_s"], &kept["revision"]),
        (&json!("Orders"), &json!(300), &json!(4))
    );
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_preview_is_the_widget_and_shows_each_change_at_once() {
    let home = tempfile::tempdir().unwrap();
    let ctl = Ctl::on(home.path().join("data"));
    let (chat, _) = ctl.create_chat("Orders").await;
    let window = Window::open_in(home).await;
    let editor = Editor::open(&window, &chat, "general").await;
    let preview = |script: &str| {
        format!(
            "const page = document.querySelector('[role=dialog] iframe')?.contentDocument; {script}"
        )
    };
    editor.until(&preview("return page?.querySelector('#title')?.textContent === 'Orders' && page.querySelectorAll('[data-author=bot]').length > 0"), "the preview").await;
    editor.fill("Name", "Sales").await;
    editor
        .until(
            &preview("return page.querySelector('#title').textContent === 'Sales'"),
            "the new name in the preview",
        )
        .await;
    editor.section("appearance").await;
    editor.red("Bot", "10").await;
    editor.until(&preview("return page?.defaultView.getComputedStyle(page.querySelector('[data-author=bot] [data-part=text]')).backgroundColor === 'rgb(10, 239, 242)'"), "the new colour in the preview").await;
    editor.drop_picture("Bot", 250).await;
    editor
        .until(
            &preview("return [...page.images].some(i => i.naturalWidth > 0)"),
            "the new picture in the preview",
        )
        .await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_editor_and_the_list_work_by_keyboard_alone_and_keep_to_the_rules() {
    let home = tempfile::tempdir().unwrap();
    let ctl = Ctl::on(home.path().join("data"));
    let (chat, _) = ctl.create_chat("Orders").await;
    ctl.create_chat("Returns").await;
    let window = Window::open_in(home).await;
    for theme in ["light", "dark"] {
        let settings = format!("{{ settings: {{ language: 'en', theme: '{theme}' }} }}");
        ask(&window, "settings_update", &settings, "'set'").await;
        let places = [
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
        ]
        .map(|section| format!("/chats/{chat}/edit?section={section}"));
        let others = [
            "/chats".to_owned(),
            format!("/chats/{chat}/history"),
            format!("/chats/{chat}/compare"),
            format!("/chats/{chat}/code"),
        ];
        for place in places.into_iter().chain(others) {
            window.reload_at(&place).await;
            window.text("Orders").await;
            let broken = breaches(&window).await;
            assert!(broken.is_empty(), "{place} in {theme}: {broken:#?}");
        }
    }

    // From the list to a saved change without a mouse.
    window.reload_at("/chats").await;
    let editor = Editor {
        window: &window,
        chat: chat.clone(),
    };
    editor
        .until(
            "return document.querySelectorAll('[role=row]').length >= 3",
            "the list",
        )
        .await;
    focus_by_tab(
        &editor,
        "document.activeElement?.getAttribute('role') === 'grid'",
    )
    .await;
    window.keys(&[ENTER]).await;
    editor
        .until(
            "return document.querySelector('[role=dialog] nav') !== null",
            "the editor",
        )
        .await;
    focus_by_tab(
        &editor,
        "document.activeElement?.textContent === 'Queue and operators'",
    )
    .await;
    window.keys(&[ENTER]).await;
    focus_by_tab(
        &editor,
        "document.activeElement?.labels?.[0]?.textContent === 'Time in the queue'",
    )
    .await;
    window.keys(&[CTRL, 'a']).await;
    window.type_text("77").await;
    focus_by_tab(
        &editor,
        "document.activeElement?.getAttribute('aria-haspopup') === 'listbox'",
    )
    .await;
    window.keys(&[SPACE]).await;
    window.keys(&[DOWN]).await;
    window.keys(&[ENTER]).await;
    editor.save().await;
    window.keys(&[ESCAPE]).await;
    editor
        .until(
            "return document.querySelector('[role=dialog]') === null",
            "the list again",
        )
        .await;
    window.keys(&[ALT, '\u{e012}']).await;
    let opened = editor.window.run("return location.pathname").await.unwrap();
    let opened = opened
        .as_str()
        .unwrap()
        .split('/')
        .nth(2)
        .unwrap_or_default()
        .to_owned();
    let opened = if opened.is_empty() { chat } else { opened };
    let request = format!("{{ id: '{opened}' }}");
    let queue = ask(
        &window,
        "chat_get",
        &request,
        "JSON.stringify(answer.queue)",
    )
    .await;
    let queue: Value = serde_json::from_str(&queue).unwrap();
    assert_eq!(
        (&queue["time_s"], &queue["operator_idle_to"]),
        (&json!(77), &json!("next_operator"))
    );
    window.close().await;
}

/// Presses Tab until the focus is where it should be.
async fn focus_by_tab(editor: &Editor<'_>, there: &str) {
    for _ in 0..80 {
        if editor.window.run(&format!("return {there}")).await.ok() == Some(Value::Bool(true)) {
            return;
        }
        editor.window.keys(&[TAB]).await;
    }
    panic!(
        "Tab never leads to: {there}; the focus is at {:?}",
        editor
            .window
            .run("return document.activeElement?.outerHTML.slice(0, 300)")
            .await
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chat_is_copied_carried_out_and_in_and_deleted_with_a_way_back() {
    let home = tempfile::tempdir().unwrap();
    let ctl = Ctl::on(home.path().join("data"));
    let (chat, _) = ctl.create_chat("Orders").await;
    let window = Window::open_in(home).await;

    // A picture chosen in the system's own dialog goes out with the chat.
    let face = window.home().join("face.png");
    std::fs::write(&face, picture(250)).unwrap();
    let editor = Editor::open(&window, &chat, "appearance").await;
    editor.press("button", "Choose: Bot").await;
    answer_picker("Open", &face).await;
    editor.press("button", "Use this square").await;
    editor.save().await;
    let target = window.home().join("orders.json");
    editor.press("button", "More").await;
    editor.press("[role=menuitem]", "Export…").await;
    save_as(&target).await;
    window.text("Saved as orders.json").await;
    let file: Value = serde_json::from_slice(&std::fs::read(&target).unwrap()).unwrap();
    assert_eq!(
        (&file["name"], file["pictures"].as_object().unwrap().len()),
        (&json!("Orders"), 1)
    );

    window.reload_at("/chats").await;
    window.press("Import…").await;
    answer_picker("Open", &target).await;
    editor
        .until(
            "return location.pathname.endsWith('/edit')",
            "the editor of the new chat",
        )
        .await;
    let broken = window.home().join("broken.json");
    std::fs::write(&broken, r#"{"name":"A","queue":{"time":1}}"#).unwrap();
    window.reload_at("/chats").await;
    window.press("Import…").await;
    answer_picker("Open", &broken).await;
    window.text("broken.json").await;
    window.keys(&[ESCAPE]).await;

    window.reload_at("/chats").await;
    let names = async || -> Vec<String> {
        let names = ask(
            &window,
            "chats_list",
            "{ search: '' }",
            "JSON.stringify(answer.map(row => row.name))",
        )
        .await;
        serde_json::from_str(&names).unwrap()
    };
    assert_eq!(names().await, ["Orders", "Orders"]);
    let duplicate = "const b = document.querySelector('[aria-label=\"Duplicate: Orders\"]'); b?.click(); return b !== null";
    editor.until(duplicate, "a button to duplicate").await;
    window.text("Orders 2").await;
    assert_eq!(names().await, ["Orders", "Orders", "Orders 2"]);
    let delete = "const b = document.querySelector('[aria-label=\"Delete: Orders 2\"]'); b?.click(); return b !== null";
    editor.until(delete, "a button to delete").await;
    window.press("Delete chat").await;
    window.text("was deleted").await;
    assert_eq!(names().await, ["Orders", "Orders"]);
    window.press("Undo").await;
    editor.until("return [...document.querySelectorAll('[role=row]')].some(row => row.textContent.includes('Orders 2'))", "the chat that was taken back").await;
    window.close().await;
}
