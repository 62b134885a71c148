//! The real program in its real window, driven by the web view's own WebDriver.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use domain::Timestamp;
use fantoccini::actions::{InputSource as _, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::{Client, Locator};
use rustix::process::{Pid, Signal, kill_process_group};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::process::{Child, Command};

use crate::driver;

/// How long the slowest step may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// The program, its window, and the home of a person who never started it before.
pub struct Window {
    /// Speaks to the window's page.
    pub page: Client,
    /// The program's data folder.
    pub data: PathBuf,
    home: TempDir,
    family: Family,
    _turn: File,
}

/// The driver, the program it started, and the web view's processes: all end with it, also when a
/// test fails.
struct Family(Child);

impl Drop for Family {
    fn drop(&mut self) {
        let group = self.0.id().and_then(|id| Pid::from_raw(id.cast_signed()));
        if let Some(group) = group {
            // It may be gone already.
            let _ = kill_process_group(group, Signal::KILL);
        }
    }
}

impl Window {
    /// Starts the program on a new data folder.
    ///
    /// # Panics
    /// When the system's driver or the program cannot be started.
    pub async fn open() -> Self {
        let home = tempfile::tempdir().expect("a temporary folder can be made");
        Self::open_in(home).await
    }

    /// Starts the program in the home of a person who used it before.
    ///
    /// # Panics
    /// When the system's driver or the program cannot be started.
    pub async fn open_in(home: TempDir) -> Self {
        // The program opens one window a desktop, and a screen has one keyboard: tests take turns.
        let turn = locked(std::env::temp_dir().join("parley-window-test.lock")).await;
        let data = home.path().join("data");
        let port = driver::free_port();
        let mut command = Command::new("WebKitWebDriver");
        person(&mut command, home.path(), &data);
        let family = command
            .arg(format!("--port={port}"))
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .stdout(Stdio::null())
            .process_group(0)
            .spawn()
            .expect("WebKitWebDriver is installed; `cargo xtask test` does that");
        let family = Family(family);
        let page = driver::connect(
            port,
            json!({
                "browserName": "wry",
                "webkitgtk:browserOptions": { "binary": binary(), "args": [] },
            }),
        )
        .await;
        Self {
            page,
            data,
            home,
            family,
            _turn: turn,
        }
    }

    /// Ends the program and gives back the home of its person.
    ///
    /// # Panics
    /// When the program does not end.
    pub async fn quit(self) -> TempDir {
        // The program may be gone before it can answer.
        let _ = self.page.clone().close().await;
        let gone = tokio::time::timeout(PATIENCE, locked(self.data.join("parley.lock")));
        drop(
            gone.await
                .expect("the program gives its folder back when it ends"),
        );
        let Self {
            family,
            home,
            _turn: turn,
            ..
        } = self;
        drop((family, turn));
        home
    }

    /// Loads the window's page anew at an address of its own.
    ///
    /// # Panics
    /// When the window is gone.
    pub async fn reload_at(&self, place: &str) {
        let address = format!("tauri://localhost{place}");
        // The driver may return while the old page is still there, so that page is marked.
        self.run("window.isOld = true; return null")
            .await
            .expect("the window runs scripts");
        self.page
            .goto(&address)
            .await
            .expect("the window loads its pages");
        let deadline = Instant::now() + PATIENCE;
        let is_new = "return window.isOld === undefined && document.readyState === 'complete'";
        while self.run(is_new).await.ok() != Some(Value::Bool(true)) {
            assert!(Instant::now() < deadline, "{place} was not loaded");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Presses keys together, such as `['\u{e009}', 'n']` for Ctrl+N; a web view under test hears
    /// its driver's keyboard alone.
    ///
    /// # Panics
    /// When the window is gone.
    pub async fn keys(&self, keys: &[char]) {
        let down = keys.iter().map(|&value| KeyAction::Down { value });
        let up = keys.iter().rev().map(|&value| KeyAction::Up { value });
        let pressed = down
            .chain(up)
            .fold(KeyActions::new("keyboard".to_owned()), |keys, key| {
                keys.then(key)
            });
        self.page
            .perform_actions(pressed)
            .await
            .expect("the window hears keys");
    }

    /// Types a text into whatever has the focus.
    ///
    /// # Panics
    /// When nothing takes it.
    pub async fn type_text(&self, text: &str) {
        for key in text.chars() {
            self.keys(&[key]).await;
        }
    }

    /// Starts the program a second time with a link, as the system does when one is followed.
    ///
    /// # Panics
    /// When it cannot be started.
    pub async fn follow(&self, link: &str) {
        let mut command = Command::new(binary());
        person(&mut command, self.home.path(), &self.data);
        let status = command
            .arg(link)
            .status()
            .await
            .expect("the program can be started");
        assert!(
            status.success(),
            "the second start must hand over and end well: {status}"
        );
    }

    /// Waits until the list of dialogs is on the screen, and says since when it is.
    ///
    /// # Panics
    /// When it does not come.
    pub async fn first_list(&self) -> Timestamp {
        let script = "const [done] = arguments; const look = () => { const [mark] = performance.getEntriesByName('dialogs-painted'); mark ? done(Math.round(performance.timeOrigin + mark.startTime)) : setTimeout(look, 20); }; look()";
        let painted = self.page.execute_async(script, vec![]).await;
        let millis = painted.ok().and_then(|painted| painted.as_i64());
        Timestamp::from_millis(millis.expect("the first list is painted"))
    }

    /// A folder of the person's own.
    #[must_use]
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// Waits for the element with this role and name.
    ///
    /// # Panics
    /// When it does not come.
    pub async fn by_role(&self, role: &str, name: &str) -> Element {
        let tag = match role {
            "button" => "(self::button or @role='button')",
            "link" => "(self::a or @role='link')",
            "textbox" => "(self::input or self::textarea)",
            "menuitem" => "@role='menuitem'",
            "option" => "@role='option'",
            "row" => "@role='row'",
            other => panic!("no locator for role {other}"),
        };
        let name = xpath_text(name);
        let path = format!(
            "//*[{tag} and (@aria-label={name} or normalize-space(.)={name} or .//text()[normalize-space(.)={name}] or @id=//label[normalize-space(.)={name}]/@for)]"
        );
        self.find(&path).await
    }

    /// Waits for an element that holds this text.
    ///
    /// # Panics
    /// When it does not come.
    pub async fn text(&self, text: &str) -> Element {
        let text = xpath_text(text);
        self.find(&format!(
            "//*[text()[contains(normalize-space(.), {text})]]"
        ))
        .await
    }

    async fn find(&self, path: &str) -> Element {
        let wait = self
            .page
            .wait()
            .at_most(PATIENCE)
            .every(Duration::from_millis(50));
        match wait.for_element(Locator::XPath(path)).await {
            Ok(element) => element,
            Err(error) => {
                let shown = self.shown().await;
                panic!("{path} did not come ({error}); the window shows: {shown}");
            }
        }
    }

    /// Presses the button with this name.
    ///
    /// # Panics
    /// When there is none that can be pressed.
    pub async fn press(&self, name: &str) {
        self.by_role("button", name)
            .await
            .click()
            .await
            .expect("the button can be pressed");
    }

    /// All text the window shows.
    pub async fn shown(&self) -> String {
        let text = self
            .page
            .execute("return document.body.innerText", vec![])
            .await;
        text.map_or_else(|error| error.to_string(), |text| text.to_string())
    }

    /// Runs a script in the page.
    ///
    /// # Errors
    /// When the script throws, or the window is gone.
    pub async fn run(&self, script: &str) -> Result<Value, CmdError> {
        self.page.execute(script, vec![]).await
    }

    /// Ends the program.
    pub async fn close(self) {
        drop(self.quit().await);
    }
}

/// Waits for a file's lock; it is given back with the file.
async fn locked(path: PathBuf) -> File {
    let wait = move || {
        let file = File::options().create(true).append(true).open(path)?;
        file.lock()?;
        Ok::<_, std::io::Error>(file)
    };
    let locked = tokio::task::spawn_blocking(wait).await;
    locked
        .expect("waiting does not panic")
        .expect("a file can be locked")
}

/// Does something on the screen's keyboard or with its windows.
///
/// # Panics
/// When it cannot be done.
pub async fn xdotool(arguments: &[&str]) {
    let output = Command::new("xdotool").args(arguments).output().await;
    let output = output.expect("xdotool is installed; `cargo xtask test` does that");
    assert!(output.status.success(), "xdotool {arguments:?}: {output:?}");
}

/// Gives a process a home of its own, so that it neither sees nor changes the tester's.
fn person(command: &mut Command, home: &Path, data: &Path) {
    let own = |name: &str| home.join(name);
    command
        .env("HOME", home)
        .env("XDG_DATA_HOME", own("share"))
        .env("XDG_CONFIG_HOME", own("config"))
        .env("XDG_CACHE_HOME", own("cache"))
        .env("PARLEY_DATA", data)
        .env("LANG", "en_US.UTF-8")
        .env("LC_ALL", "C.UTF-8")
        .env("GDK_BACKEND", "x11")
        .env("WEBKIT_DISABLE_COMPOSITING_MODE", "1")
        .env_remove("GTK_USE_PORTAL");
}

fn binary() -> PathBuf {
    crate::built("parley")
}

/// A text as XPath writes it, whatever quotes it holds.
fn xpath_text(text: &str) -> String {
    if !text.contains('\'') {
        return format!("'{text}'");
    }
    let parts: Vec<String> = text.split('\'').map(|part| format!("'{part}'")).collect();
    format!("concat({})", parts.join(", \"'\", "))
}
