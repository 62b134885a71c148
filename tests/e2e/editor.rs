//! The chat editor in the real window, as a person uses it.

use std::time::Duration;

use fantoccini::Locator;
use fantoccini::elements::Element;
use serde_json::{Value, json};
use support::window::Window;

use crate::ask;

const CTRL: char = '\u{e009}';
const ESCAPE: char = '\u{e00c}';

/// The editor of one chat.
pub(crate) struct Editor<'a> {
    pub(crate) window: &'a Window,
    pub(crate) chat: String,
}

/// A control by what people call it: the selector of its kind, and a script's view of its name.
pub(crate) const NAMED: &str = "
    const words = ids => ids.split(' ').map(id => { const e = document.getElementById(id); return e?.getAttribute('aria-label') ?? e?.textContent ?? ''; }).join(' ');
    const nameOf = e => (e.getAttribute('aria-labelledby') ? words(e.getAttribute('aria-labelledby')) : e.getAttribute('aria-label') ?? (e.id && document.querySelector(`label[for=\"${CSS.escape(e.id)}\"]`)?.textContent) ?? e.closest('label')?.textContent ?? e.textContent ?? '').replace(/\\s+/g, ' ').trim();
    const shown = e => e.closest('[role=dialog], [role=listbox], [role=menu]') !== null;
    const find = (kind, name) => [...document.querySelectorAll(kind)].filter(shown).find(e => nameOf(e) === name || nameOf(e).startsWith(name + ' ') || nameOf(e).endsWith(' ' + name));
";

impl<'a> Editor<'a> {
    pub(crate) async fn open(window: &'a Window, chat: &str, section: &str) -> Self {
        let editor = Self {
            window,
            chat: chat.to_owned(),
        };
        editor.section(section).await;
        editor
    }

    pub(crate) async fn section(&self, section: &str) {
        let place = format!("/chats/{}/edit?section={section}", self.chat);
        self.window.reload_at(&place).await;
        self.until("return document.querySelector('[role=dialog] form, [role=dialog] h3, [role=dialog] h4') !== null", section).await;
    }

    pub(crate) async fn until(&self, script: &str, what: &str) {
        let deadline = tokio::time::Instant::now() + Duration::from_secs(30);
        loop {
            if self.window.run(script).await.ok() == Some(Value::Bool(true)) {
                return;
            }
            if tokio::time::Instant::now() > deadline {
                panic!(
                    "{what} did not come; the window shows: {}",
                    self.window.shown().await
                );
            }
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
    }

    /// The control of a kind with this name.
    pub(crate) async fn control(&self, kind: &str, name: &str) -> Element {
        let (kind_js, name_js) = (json!(kind), json!(name));
        let here = format!("{NAMED} return find({kind_js}, {name_js}) !== undefined");
        self.until(&here, &format!("{kind} “{name}”")).await;
        let mark = format!(
            "{NAMED} document.querySelectorAll('[data-tried]').forEach(e => e.removeAttribute('data-tried')); const e = find({kind_js}, {name_js}); e.scrollIntoView({{ block: 'center' }}); e.dataset.tried = '1'; return true"
        );
        self.window.run(&mark).await.unwrap();
        self.window
            .page
            .find(Locator::Css("[data-tried='1']"))
            .await
            .unwrap()
    }

    /// Types into a field, in place of what stands there.
    pub(crate) async fn fill(&self, name: &str, text: &str) {
        let field = self.control("input, textarea", name).await;
        field.click().await.unwrap();
        self.window.keys(&[CTRL, 'a']).await;
        field.send_keys(text).await.unwrap();
    }

    /// Presses something by its middle, as a mouse does.
    pub(crate) async fn press(&self, kind: &str, name: &str) {
        self.control(kind, name).await.click().await.unwrap();
    }

    /// Switches something that is drawn over its own box.
    pub(crate) async fn switch(&self, name: &str) {
        let label = format!(
            "const name = {}; const label = [...document.querySelectorAll('[role=dialog] label')].find(e => e.textContent.trim() === name || e.querySelector('input')?.getAttribute('aria-label') === name); label?.scrollIntoView({{ block: 'center' }}); label?.setAttribute('data-tried', 'label'); return label !== undefined",
            json!(name)
        );
        self.until(&label, name).await;
        self.window
            .page
            .find(Locator::Css("[data-tried=label]"))
            .await
            .unwrap()
            .click()
            .await
            .unwrap();
        self.window.run("document.querySelectorAll('[data-tried=label]').forEach(e => e.removeAttribute('data-tried')); return null").await.unwrap();
    }

    /// Picks one of a list that opens.
    pub(crate) async fn pick(&self, name: &str, option: &str) {
        self.press("button[aria-haspopup=listbox]", name).await;
        self.press("[role=option]", option).await;
    }

    /// Types a part of one of many, and takes what is found.
    pub(crate) async fn look_up(&self, name: &str, text: &str) {
        self.fill(name, text).await;
        self.press("[role=option]", text).await;
    }

    /// Changes one part of a colour in its palette.
    pub(crate) async fn red(&self, label: &str, red: &str) {
        let open = format!("return document.querySelector('[aria-label^=\"{label}: \"]') !== null");
        self.until(&open, label).await;
        let button = format!("[aria-label^='{label}: ']");
        self.window
            .page
            .find(Locator::Css(&button))
            .await
            .unwrap()
            .click()
            .await
            .unwrap();
        self.fill("Red", red).await;
        let taken = format!(
            "return document.querySelector(\"{button}\").textContent.includes('#{:02X}')",
            red.parse::<u8>().unwrap()
        );
        self.until(&taken, &format!("the new {label} colour")).await;
        self.window.keys(&[ESCAPE]).await;
        self.until(
            "return document.querySelector('[aria-label=Red]') === null",
            "the end of the palette",
        )
        .await;
    }

    /// Drops a picture on a field and takes the square that is offered.
    pub(crate) async fn drop_picture(&self, who: &str, red: u8) {
        let bytes = json!(picture(red));
        let group = json!(format!("Picture: {who}"));
        let drop = format!(
            "const e = [...document.querySelectorAll('[role=group]')].find(e => e.getAttribute('aria-label') === {group}); if (!e) return false; const data = new DataTransfer(); data.items.add(new File([new Uint8Array({bytes})], 'me.png', {{ type: 'image/png' }})); e.dispatchEvent(new DragEvent('drop', {{ dataTransfer: data, bubbles: true, cancelable: true }})); return true"
        );
        self.until(&drop, who).await;
        self.press("button", "Use this square").await;
        let kept = format!(
            "const e = [...document.querySelectorAll('[role=group]')].find(e => e.getAttribute('aria-label') === {group}); return (e?.querySelector('img')?.naturalWidth ?? 0) === 256"
        );
        self.until(&kept, &format!("the picture of {who}")).await;
    }

    pub(crate) async fn save(&self) {
        self.until("const b = [...document.querySelectorAll('[role=dialog] button')].find(b => b.textContent.startsWith('Save')); return b !== undefined && !b.disabled", "a Save that can be pressed").await;
        self.window.keys(&[CTRL, 's']).await;
        self.until(
            "return document.body.innerText.includes('was saved')",
            "the word that it was saved",
        )
        .await;
    }

    pub(crate) async fn kept(&self) -> Value {
        let request = format!("{{ id: '{}' }}", self.chat);
        let kept = ask(self.window, "chat_get", &request, "JSON.stringify(answer)").await;
        serde_json::from_str(&kept).unwrap()
    }

    /// What the fields of a section hold.
    pub(crate) async fn shown_values(&self) -> Vec<String> {
        let values = self.window.run("return [...document.querySelectorAll('[role=dialog] input, [role=dialog] textarea, [role=dialog] button[aria-haspopup=listbox], [role=dialog] [role=spinbutton]')].map(e => e.type === 'checkbox' || e.type === 'radio' ? (e.checked ? (e.getAttribute('aria-label') ?? e.closest('label').textContent.trim()) : '') : e.value ?? e.textContent.trim()).filter(text => text !== '')").await.unwrap();
        serde_json::from_value(values).unwrap()
    }

    pub(crate) async fn assert_shows(&self, section: &str, values: &[&str]) {
        self.section(section).await;
        for value in values {
            let script = format!(
                "const all = [...document.querySelectorAll('[role=dialog] input, [role=dialog] textarea, [role=dialog] button')].map(e => e.type === 'checkbox' || e.type === 'radio' ? (e.checked ? (e.getAttribute('aria-label') ?? e.closest('label').textContent.trim()) : '') : (e.value || e.textContent || '').trim()); return all.some(text => text.includes({}))",
                json!(value)
            );
            let deadline = tokio::time::Instant::now() + Duration::from_secs(10);
            while self.window.run(&script).await.ok() != Some(Value::Bool(true)) {
                let late = tokio::time::Instant::now() > deadline;
                assert!(
                    !late,
                    "{section} does not show {value:?} again: {:?}",
                    self.shown_values().await
                );
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    }
}

/// A PNG of one colour, taller than wide.
pub(crate) fn picture(red: u8) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_pixel(300, 400, image::Rgb([red, 40, 40]))
        .write_to(&mut bytes, image::ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}
