//! Scripts that come with the program for people to begin with.

use language::Language;
use script::{Draft, ready};
use serde::Serialize;
use ts_rs::TS;

use crate::settings::Nothing;
use crate::{ApiError, App, scripts};

/// A script to begin with.
#[derive(Debug, Serialize, TS)]
pub(crate) struct ReadyScript {
    code: &'static str,
    name: &'static str,
    /// What it is for.
    text: &'static str,
    language: Language,
}

/// The draft to begin with.
pub(crate) fn draft(code: &str, language: Language) -> Result<Draft, ApiError> {
    let mut all = ready().iter();
    let found = all.find(|one| one.code == code && one.language == language);
    let found = found.ok_or_else(|| ApiError::not_found("ready script", code))?;
    scripts::draft(found.text)
}

pub(crate) async fn ready_scripts(_: App, _: Nothing) -> Result<Vec<ReadyScript>, ApiError> {
    let all = ready().iter().map(|one| ReadyScript {
        code: one.code,
        name: one.name,
        text: one.purpose,
        language: one.language,
    });
    Ok(all.collect())
}
