use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use api::{ApiError, App, Caller, Headless, Options, ask_owner};
use domain::SystemClock;
use serde_json::{Value, json};
use tokio::sync::OnceCell;
use tokio::time::Instant;

use crate::failure::Failure;

/// How long a command waits for another one to give the folder back.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often it looks.
const LOOK: Duration = Duration::from_millis(30);

/// The way to the commands: in this process, or in the one that owns the data folder. It is taken at
/// the first command, so that nobody holds the folder while somebody is still typing.
pub(crate) struct Door {
    folder: PathBuf,
    passphrase_file: Option<PathBuf>,
    way: OnceCell<Way>,
}

enum Way {
    Own(App),
    Owner,
}

/// Opens the data folder in this process. A command that has it gives it back soon, so it is waited
/// for; whoever answers on its socket stays.
///
/// # Errors
/// Why it cannot be opened; `in_use` when another Parley has it.
pub(crate) async fn open(folder: &Path) -> Result<App, ApiError> {
    let until = Instant::now() + PATIENCE;
    loop {
        let opened = App::open(Options {
            folder: folder.to_owned(),
            clock: Arc::new(SystemClock),
            host: Arc::new(Headless),
        });
        match opened.await {
            Err(error) if error.code == "in_use" => {
                let asked = ask_owner(folder, "app_status", json!({})).await;
                let is_short = asked.is_err_and(|error| error.code == "no_owner");
                if !is_short || Instant::now() > until {
                    return Err(error);
                }
            }
            opened => return opened,
        }
        tokio::time::sleep(LOOK).await;
    }
}

impl Door {
    pub(crate) fn to(folder: PathBuf, passphrase_file: Option<PathBuf>) -> Self {
        Self {
            folder,
            passphrase_file,
            way: OnceCell::new(),
        }
    }

    pub(crate) async fn call(&self, command: &str, request: Value) -> Result<Value, ApiError> {
        let way = self
            .way
            .get_or_try_init(async || match open(&self.folder).await {
                Ok(app) => {
                    if let Some(file) = &self.passphrase_file {
                        app.lock_keys_with(file.clone());
                    }
                    Ok(Way::Own(app))
                }
                Err(error) if error.code == "in_use" => Ok(Way::Owner),
                Err(error) => Err(error),
            });
        match way.await? {
            Way::Own(app) => {
                app.call(Caller::Owner(api::From::CommandLine), command, request)
                    .await
            }
            Way::Owner => ask_owner(&self.folder, command, request).await,
        }
    }

    /// Runs a command whose answer is a text.
    pub(crate) async fn text(&self, command: &str) -> Result<String, Failure> {
        Ok(self
            .call(command, json!({}))
            .await?
            .as_str()
            .unwrap_or_default()
            .to_owned())
    }

    pub(crate) async fn close(self) {
        if let Some(Way::Own(app)) = self.way.into_inner() {
            app.stop().await;
        }
    }
}

/// A JSON value as a person or a program reads it.
pub(crate) fn pretty(value: &Value) -> String {
    let text = serde_json::to_string_pretty(value);
    text.unwrap_or_else(|_| value.to_string()) + "\n"
}

/// A text in a JSON object; empty when there is none.
pub(crate) fn word<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

/// A moment in UTC as people read it.
pub(crate) fn moment(millis: &Value) -> String {
    let at = millis
        .as_i64()
        .and_then(|at| jiff::Timestamp::from_millisecond(at).ok());
    at.map(|at| at.strftime("%Y-%m-%d %H:%M:%S UTC").to_string())
        .unwrap_or_default()
}
