//! The loader on somebody's page, in a real browser: what it adds, and that it never harms.

use std::path::Path;
use std::sync::{Arc, Mutex};

use domain::Crop;
use fantoccini::elements::Element;
use media::Shelf;
use serde_json::{Value, json};
use support::browser::Browser;
use support::{Ctl, Server, within};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;

/// What a page tells of itself, and what it suffered: errors of scripts, and how far anything on it
/// was pushed about.
const WITNESS: &str = "<script>
    window.errors = [];
    window.shifted = 0;
    addEventListener('error', event => errors.push(event.message));
    addEventListener('unhandledrejection', event => errors.push(String(event.reason)));
    new PerformanceObserver(list => list.getEntries().forEach(entry => shifted += entry.value)).observe({ type: 'layout-shift', buffered: true });
    addEventListener('DOMContentLoaded', () => { document.querySelector('#buy').click(); fetch('/bought?' + bought) });
</script>";

/// Lets the next page start with the chat closed, as the first one did.
const FORGET: &str = "sessionStorage.clear()";

/// A shop of one page, at an address that is known before the page is.
struct Shop {
    /// `http://127.0.0.1:PORT`
    origin: String,
    page: Arc<Mutex<String>>,
    /// Everything that is asked for, in order.
    asked: mpsc::UnboundedReceiver<String>,
}

/// How a gateway can be away, as far as a page can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Away {
    NobodyListens,
    Answers(&'static str),
    /// It sends less of the script than it promised.
    BreaksOff,
    /// It takes the request and stays silent until the shop lets go.
    Hangs,
}

impl Shop {
    async fn open() -> Self {
        Self::with_headers("").await
    }

    /// Each line of `headers` ends with a line break, and every page has them.
    async fn with_headers(headers: &'static str) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let page = Arc::new(Mutex::new(String::new()));
        let (tell, asked) = mpsc::unbounded_channel();
        let html = Arc::clone(&page);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let html = html.lock().unwrap().clone();
                tokio::spawn(answer(stream, headers, html, tell.clone()));
            }
        });
        Self {
            origin,
            page,
            asked,
        }
    }

    /// Puts a page on the shelf that includes the script at `loader`.
    fn embed(&self, loader: &str) {
        self.embed_as("async", loader);
    }

    /// Puts a page on the shelf whose script has these attributes.
    fn embed_as(&self, attributes: &str, loader: &str) {
        *self.page.lock().unwrap() = format!(
            "<!doctype html><html lang=en><head><title>Shop</title>{WITNESS}<script src=\"{loader}\" {attributes}></script></head>\
             <body style=\"margin: 0\"><main><h1>Shop</h1><button id=buy onclick=\"window.bought = (window.bought || 0) + 1\">Buy</button></main></body></html>"
        );
    }

    /// Waits until the page asks for `path`.
    async fn hears(&mut self, path: &str) {
        within(path, async {
            while self.asked.recv().await.is_some_and(|asked| asked != path) {}
        })
        .await;
    }
}

async fn answer(
    mut stream: TcpStream,
    headers: &str,
    html: String,
    tell: mpsc::UnboundedSender<String>,
) {
    let mut request = [0; 4096];
    let length = stream.read(&mut request).await.unwrap_or(0);
    let request = String::from_utf8_lossy(&request[..length]).into_owned();
    let path = request.split(' ').nth(1).unwrap_or_default().to_owned();
    // Every page but this shop's front is another's, and quite free to send forms.
    let html = if path == "/" {
        html
    } else {
        "<!doctype html><title>Help</title><form action=/sent></form>".to_owned()
    };
    let _ = tell.send(path);
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: text/html; charset=utf-8\r\ncontent-length: {}\r\n{headers}connection: close\r\n\r\n",
        html.len()
    );
    let _ = stream.write_all(head.as_bytes()).await;
    let _ = stream.write_all(html.as_bytes()).await;
}

/// Where a loader would be, were its gateway not away; a hanging one is let go by the returned end.
async fn away(how: Away) -> (String, mpsc::Sender<()>) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    let (hold, mut held) = mpsc::channel(1);
    let serve = async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let _ = stream.read(&mut [0; 4096]).await;
            let answer = match how {
                Away::Answers(answer) => answer,
                Away::BreaksOff => {
                    "HTTP/1.1 200 OK\r\ncontent-type: text/javascript\r\ncontent-length: 9000\r\n\r\nwindow.half = 1; ("
                }
                Away::NobodyListens | Away::Hangs => {
                    let _ = held.recv().await;
                    continue;
                }
            };
            let _ = stream.write_all(answer.as_bytes()).await;
        }
    };
    if how != Away::NobodyListens {
        tokio::spawn(serve);
    }
    (format!("http://{address}/widget/v1/loader.js?k=key"), hold)
}

/// A server with one chat, and the address of its loader.
async fn chat(folder: &Path, settings: Value) -> (Server, String) {
    let ctl = Ctl::on(folder);
    let file = settings.to_string();
    let made = ctl.json_with(&["chats", "create", "-"], &file).await;
    let id = made["id"].as_str().unwrap();
    let code = ctl.json(&["chats", "frame-code", id]).await;
    let key = code["test_page"]
        .as_str()
        .unwrap()
        .split_once("k=")
        .unwrap()
        .1;
    let server = Server::start(folder, &[]).await;
    let loader = format!("http://{}/widget/v1/loader.js?k={key}", server.address());
    (server, loader)
}

/// A picture on the shelf of a data folder, as a chat names it.
fn picture(folder: &Path) -> Value {
    let pixel = include_bytes!("pixel.png");
    let shelf = Shelf::open(folder.join("media")).unwrap();
    let source = shelf.take_picture(pixel, None).unwrap().source;
    let crop = Crop {
        x: 0,
        y: 0,
        side: 1,
    };
    json!({"source": source, "crop": crop, "id": shelf.crop(source, crop).unwrap()})
}

async fn says(browser: &Browser, script: &str) -> Value {
    browser.page.execute(script, vec![]).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gateway_that_is_away_harms_no_page_and_holds_none_up() {
    let browser = Browser::open().await;
    for how in [
        Away::NobodyListens,
        Away::Answers(
            "HTTP/1.1 404 Not Found\r\ncontent-type: application/json\r\nx-content-type-options: nosniff\r\ncontent-length: 27\r\n\r\n{\"code\":\"unknown_site_key\"}",
        ),
        Away::Answers(
            "HTTP/1.1 500 Internal Server Error\r\ncontent-type: text/html\r\ncontent-length: 17\r\n\r\n<h1>Bad Gateway</",
        ),
        Away::BreaksOff,
        Away::Hangs,
    ] {
        let mut shop = Shop::open().await;
        let (loader, hold) = away(how).await;
        shop.embed(&loader);
        let page = shop.origin.clone();
        let (loaded, ()) = tokio::join!(browser.page.goto(&page), async {
            // The page is whole and its button works while the script may still be on its way.
            shop.hears("/bought?1").await;
            drop(hold);
        });
        loaded.unwrap();
        assert_eq!(says(&browser, "return errors").await, json!([]), "{how:?}");
        let left = "return [document.querySelector('parley-widget'), window.half, shifted]";
        assert_eq!(
            says(&browser, left).await,
            json!([null, null, 0]),
            "{how:?}"
        );
    }
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_pages_of_listed_sites_and_the_test_page_show_a_chat_with_a_list() {
    let (listed, other) = (Shop::open().await, Shop::open().await);
    let sites = json!({"name": "Shop", "widget": {"allowed_sites": [listed.origin]}});
    let folder = tempfile::tempdir().unwrap();
    let (mut server, loader) = chat(folder.path(), sites).await;
    let browser = Browser::open().await;
    listed.embed(&loader);
    browser.page.goto(&listed.origin).await.unwrap();
    browser.open_chat().await;
    browser.find("[data-part=answers] button").await;

    // The load of a page waits for its scripts: what would come has come.
    other.embed(&loader);
    browser.page.goto(&other.origin).await.unwrap();
    let shown = "return [document.querySelector('parley-widget'), errors, shifted]";
    assert_eq!(says(&browser, shown).await, json!([null, [], 0]));

    browser
        .page
        .goto(&loader.replace("loader.js", "test"))
        .await
        .unwrap();
    browser.open_chat().await;
    browser.find("[data-part=answers] button").await;
    browser.close().await;
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_opened_from_a_file_shows_a_chat_without_a_list_and_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let (mut server, loader) = chat(folder.path(), json!({"name": "Shop"})).await;
    let browser = Browser::open().await;
    let pages = tempfile::tempdir().unwrap();
    let file = pages.path().join("shop.html");
    let address = format!("file://{}", file.display());
    for attributes in ["async", "type=module"] {
        write_page(&file, attributes, &loader);
        browser.page.goto(&address).await.unwrap();
        browser.open_chat().await;
        browser.find("[data-part=answers] button").await;
        let from_bot = "return document.querySelector('[data-author=bot]') != null";
        assert_eq!(says(&browser, from_bot).await, true, "{attributes}");
        browser.page.clone().enter_parent_frame().await.unwrap();
        let opened = "const frame = document.querySelector('parley-widget').shadowRoot.querySelector('iframe'); return [frame.className, errors]";
        assert_eq!(
            says(&browser, opened).await,
            json!(["open", []]),
            "{attributes}"
        );
        says(&browser, FORGET).await;
    }
    server.stop().await;

    let listed = json!({"name": "Shop", "widget": {"allowed_sites": ["https://shop.example"]}});
    let folder = tempfile::tempdir().unwrap();
    let (mut server, loader) = chat(folder.path(), listed).await;
    write_page(&file, "async", &loader);
    browser.page.goto(&address).await.unwrap();
    let shown = "return [document.querySelector('parley-widget'), errors]";
    assert_eq!(says(&browser, shown).await, json!([null, []]));
    browser.close().await;
    server.stop().await;
}

/// A page on a disk, which tells of errors.
fn write_page(file: &Path, attributes: &str, loader: &str) {
    let html = format!(
        "<!doctype html><html lang=en><head><title>Shop</title><script>window.errors = []; addEventListener('error', event => errors.push(event.message))</script>\
         <script src=\"{loader}\" {attributes}></script></head><body><h1>Shop</h1></body></html>"
    );
    std::fs::write(file, html).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_isolates_itself_shows_the_chat_with_its_pictures() {
    let shop = Shop::with_headers(
        "cross-origin-embedder-policy: require-corp\r\ncross-origin-opener-policy: same-origin\r\n",
    )
    .await;
    let browser = Browser::open().await;
    for sites in [json!([]), json!([shop.origin])] {
        let folder = tempfile::tempdir().unwrap();
        let settings = json!({
            "name": "Shop",
            "appearance": {"pictures": {"bot": picture(folder.path())}},
            "widget": {"allowed_sites": sites},
        });
        let (mut server, loader) = chat(folder.path(), settings).await;
        for attributes in ["async", "async crossorigin", "type=module"] {
            shop.embed_as(attributes, &loader);
            browser.page.goto(&shop.origin).await.unwrap();
            assert_eq!(
                says(&browser, "return crossOriginIsolated").await,
                true,
                "the browser keeps to what the page asked for"
            );
            browser.open_chat().await;
            browser.find("[data-part=answers] button").await;
            browser
                .until("const pictures = [...document.querySelectorAll('[data-of=bot] img')]; return pictures.length > 1 && pictures.every(picture => picture.naturalWidth == 64)")
                .await;
            browser.page.clone().enter_parent_frame().await.unwrap();
            let opened = "const frame = document.querySelector('parley-widget').shadowRoot.querySelector('iframe'); return [frame.className, errors, shifted]";
            assert_eq!(
                says(&browser, opened).await,
                json!(["open", [], 0]),
                "{attributes}"
            );
            says(&browser, FORGET).await;
        }
        server.stop().await;
    }
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn logos_and_pictures_are_shown_and_help_opens_beside_the_page() {
    let mut help = Shop::open().await;
    let shop = Shop::open().await;
    let address = format!("{}/help", help.origin);
    let folder = tempfile::tempdir().unwrap();
    let settings = json!({
        "name": "Shop",
        "general": {"knowledge_base": address},
        "appearance": {"pictures": {"bot": picture(folder.path())}},
        "links": {"viber": "viber://pa?chatURI=name", "telegram": "https://t.me/name"},
    });
    let (mut server, loader) = chat(folder.path(), settings).await;
    let browser = Browser::open().await;
    shop.embed(&loader);
    browser.page.goto(&shop.origin).await.unwrap();

    // Unopened: two logos above the button, in the order of messengers, in reach of the keyboard.
    let root = "const root = document.querySelector('parley-widget').shadowRoot; const at = root.querySelector('button').getBoundingClientRect();";
    let rel = "noopener noreferrer";
    let logos = format!(
        "{root} return [...root.querySelectorAll('a')].map(a => {{ const box = a.getBoundingClientRect(); return [a.getAttribute('aria-label'), a.href, a.rel, box.width, box.right <= innerWidth && box.bottom <= at.top]; }})"
    );
    assert_eq!(
        says(&browser, &logos).await,
        json!([
            [
                "Write to us in Telegram",
                "https://t.me/name",
                rel,
                32,
                true
            ],
            [
                "Write to us in Viber",
                "viber://pa?chatURI=name",
                rel,
                32,
                true
            ],
        ])
    );
    says(
        &browser,
        &format!("{root} root.querySelector('button').focus()"),
    )
    .await;
    let body = browser.find("body").await;
    for name in ["Write to us in Telegram", "Write to us in Viber"] {
        press_tab(&body).await;
        let focus = format!("{root} return root.activeElement.getAttribute('aria-label')");
        assert_eq!(says(&browser, &focus).await, name);
    }

    // Opened: they stand in the panel instead, and a link really opens from within its frame.
    browser.open_chat().await;
    browser.find("[data-part=answers] button").await;
    browser
        .until("const pictures = [...document.querySelectorAll('[data-of=bot] img')]; return pictures.length > 1 && pictures.every(picture => picture.naturalWidth == 64)")
        .await;
    let inside = "return [...document.querySelectorAll('#ways a')].map(a => a.textContent.trim() || a.getAttribute('aria-label'))";
    assert_eq!(
        says(&browser, inside).await,
        json!([
            "Help centre",
            "Write to us in Telegram",
            "Write to us in Viber"
        ])
    );
    browser.find("#help").await.click().await.unwrap();
    help.hears("/help").await;
    let windows = browser.page.windows().await.unwrap();
    let opened = windows.last().unwrap().clone();
    assert_eq!(windows.len(), 2, "beside the page, not over it");
    browser.page.switch_to_window(opened).await.unwrap();
    browser.until("return document.title == 'Help'").await;
    assert_eq!(
        says(&browser, "return [opener, document.referrer]").await,
        json!([null, ""])
    );
    says(&browser, "document.querySelector('form').submit()").await;
    help.hears("/sent?").await;
    let first = windows.first().unwrap().clone();
    browser.page.switch_to_window(first).await.unwrap();
    let harm = format!(
        "{root} return [errors, shifted, getComputedStyle(root.querySelector('nav')).visibility]"
    );
    assert_eq!(says(&browser, &harm).await, json!([[], 0, "hidden"]));
    browser.close().await;
    server.stop().await;
}

async fn press_tab(element: &Element) {
    element.send_keys("\u{e004}").await.unwrap();
}
