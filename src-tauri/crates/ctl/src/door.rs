use std::path::PathBuf;
use std::sync::Arc;

use api::{ApiError, App, Caller, Headless, Options, ask_owner};
use domain::SystemClock;
use serde_json::{Value, json};

use crate::failure::Failure;

/// The way to the commands: in this process, or in the one that owns the data folder.
pub(crate) enum Door {
    Own(App),
    Owner(PathBuf),
}

impl Door {
    /// Opens the data folder, or finds the Parley that has it.
    pub(crate) async fn open(folder: PathBuf) -> Result<Self, Failure> {
        let options = Options {
            folder: folder.clone(),
            clock: Arc::new(SystemClock),
            host: Arc::new(Headless),
        };
        match App::open(options).await {
            Ok(app) => Ok(Self::Own(app)),
            Err(error) if error.code == "in_use" => Ok(Self::Owner(folder)),
            Err(error) => Err(error.into()),
        }
    }

    pub(crate) async fn call(&self, command: &str, request: Value) -> Result<Value, ApiError> {
        match self {
            Self::Own(app) => {
                app.call(Caller::Owner(api::From::CommandLine), command, request)
                    .await
            }
            Self::Owner(folder) => ask_owner(folder, command, request).await,
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
        if let Self::Own(app) = self {
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
