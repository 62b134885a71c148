use language::Language;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{ApiError, App, GatewayStatus};

const KEY: &str = "window";

/// An empty object.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(type = "Record<string, never>")]
pub(crate) struct Nothing {}

/// What people set about the window.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub(crate) struct Settings {
    /// The language; none means the system's.
    language: Option<Language>,
    /// Light or dark.
    theme: Theme,
}

/// Light or dark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Platform {
    Linux,
    Macos,
    Windows,
}

/// What the window needs to know before it shows anything.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct AppStatus {
    version: &'static str,
    data_folder: String,
    /// The language in force.
    language: Language,
    settings: Settings,
    gateway: GatewayStatus,
    /// No chat was ever made.
    welcome: bool,
    platform: Platform,
}

#[derive(Debug, Deserialize, TS)]
pub(crate) struct SettingsUpdate {
    settings: Settings,
}

#[derive(Debug, Deserialize, TS)]
pub(crate) struct CopyText {
    text: String,
}

/// Where a link leads.
#[derive(Debug, Serialize, TS)]
pub(crate) struct PlaceWanted {
    /// The address of a screen: `/dialogs/…`; none when nobody followed a link.
    path: Option<String>,
}

/// The system's language, where the program speaks it.
pub(crate) fn system_language() -> Language {
    sys_locale::get_locale()
        .and_then(|locale| Language::of_locale(&locale))
        .unwrap_or_default()
}

impl App {
    /// The language in force: the chosen one, else the system's where the program speaks it.
    pub(crate) async fn language(&self) -> Result<Language, ApiError> {
        let settings = self.settings().await?;
        Ok(settings.language.unwrap_or_else(system_language))
    }

    async fn settings(&self) -> Result<Settings, ApiError> {
        let settings = self.store().read(|r| r.setting(KEY)).await?;
        Ok(settings.unwrap_or_default())
    }
}

pub(crate) async fn app_status(app: App, _: Nothing) -> Result<AppStatus, ApiError> {
    let platform = if cfg!(target_os = "macos") {
        Platform::Macos
    } else if cfg!(windows) {
        Platform::Windows
    } else {
        Platform::Linux
    };
    Ok(AppStatus {
        version: env!("CARGO_PKG_VERSION"),
        data_folder: app.store().folder().display().to_string(),
        language: app.language().await?,
        settings: app.settings().await?,
        gateway: app.gateway_status(),
        welcome: !app.store().read(|r| r.any_chat_ever()).await?,
        platform,
    })
}

pub(crate) async fn settings_update(
    app: App,
    request: SettingsUpdate,
) -> Result<Settings, ApiError> {
    let settings = request.settings;
    app.store()
        .write(move |w| w.set_setting(KEY, &settings))
        .await?;
    Ok(settings)
}

pub(crate) async fn place_wanted(app: App, _: Nothing) -> Result<PlaceWanted, ApiError> {
    Ok(PlaceWanted {
        path: app.take_place(),
    })
}

pub(crate) async fn copy_text(app: App, request: CopyText) -> Result<Nothing, ApiError> {
    app.host().copy(&request.text)?;
    Ok(Nothing {})
}

pub(crate) async fn schema(app: App, _: Nothing) -> Result<String, ApiError> {
    Ok(app.store().read(|r| r.schema()).await?)
}
