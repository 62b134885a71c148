use std::path::PathBuf;
use std::process::{Output, Stdio};

use serde_json::Value;
use tokio::io::AsyncWriteExt as _;
use tokio::process::Command;

use crate::{built, within};

/// `parleyctl` on one data folder.
#[derive(Debug, Clone)]
pub struct Ctl {
    folder: PathBuf,
}

/// A `parleyctl` that has ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// What it exited with; none when a signal ended it.
    pub code: Option<i32>,
    /// What it said.
    pub out: String,
    /// What it complained about.
    pub err: String,
}

impl Ctl {
    /// For the data folder `folder`, which need not be there yet.
    #[must_use]
    pub fn on(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
        }
    }

    /// The command with these arguments, not started yet: in English and in UTC, whatever the
    /// computer speaks.
    #[must_use]
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(built("parleyctl"));
        command
            .arg("--data")
            .arg(&self.folder)
            .args(arguments)
            .env_remove("PARLEY_DATA")
            .env_remove("PARLEY_LOG")
            .env("LC_ALL", "en_US.UTF-8")
            .env("TZ", "UTC")
            .kill_on_drop(true);
        command
    }

    /// Runs it to its end.
    pub async fn run(&self, arguments: &[&str]) -> Done {
        self.run_with(arguments, "").await
    }

    /// Runs it to its end, with `input` to read.
    ///
    /// # Panics
    /// When it cannot be started, or does not end.
    pub async fn run_with(&self, arguments: &[&str], input: &str) -> Done {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("parleyctl can be started");
        if let Some(mut stdin) = child.stdin.take() {
            // It need not read what it was given.
            let _ = stdin.write_all(input.as_bytes()).await;
        }
        let what = format!("parleyctl {}", arguments.join(" "));
        let output = within(&what, child.wait_with_output()).await;
        Done::of(&output.expect("parleyctl can be waited for"))
    }

    /// Runs it with `--json`, and reads its answer.
    ///
    /// # Panics
    /// When it does not exit with 0, or does not print JSON.
    pub async fn json(&self, arguments: &[&str]) -> Value {
        self.json_with(arguments, "").await
    }

    /// Runs it with `--json` and with `input` to read, and reads its answer.
    ///
    /// # Panics
    /// When it does not exit with 0, or does not print JSON.
    pub async fn json_with(&self, arguments: &[&str], input: &str) -> Value {
        let arguments = [&["--json"], arguments].concat();
        let done = self.run_with(&arguments, input).await;
        assert_eq!(done.code, Some(0), "{arguments:?}: {}", done.err);
        serde_json::from_str(&done.out).expect("parleyctl --json prints JSON")
    }

    /// Makes a chat with this name, and gives its id and its site key.
    ///
    /// # Panics
    /// When it cannot be made.
    pub async fn create_chat(&self, name: &str) -> (String, String) {
        let file = serde_json::json!({ "name": name }).to_string();
        let chat = self.json_with(&["chats", "create", "-"], &file).await;
        let id = chat["id"].as_str().expect("a chat has an id").to_owned();
        let code = self.json(&["chats", "frame-code", &id]).await;
        let page = code["test_page"].as_str().unwrap_or_default();
        let (_, key) = page.split_once("k=").expect("a chat's page names its key");
        (id, key.to_owned())
    }
}

impl Done {
    /// How a program ended and what it said.
    #[must_use]
    pub fn of(output: &Output) -> Self {
        Self {
            code: output.status.code(),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}
