//! How chats stood before, and where two of them differ.

use domain::{Chat, ChatId, ChatInput, Difference, MadeFrom, Timestamp, differences};
use serde::{Deserialize, Serialize};
use store::{ChatVersion, Reader, StoreError};
use ts_rs::TS;

use crate::chats::{chat, conflict};
use crate::{ApiError, App, From};

/// Versions shown at once.
const PAGE: u32 = 50;

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct VersionsOf {
    id: ChatId,
    /// The oldest one shown; none asks for the newest.
    #[ts(type = "number | null")]
    before: Option<i64>,
}

/// A change of a chat.
#[derive(Debug, Serialize, TS)]
pub(crate) struct Version {
    /// The revision it made.
    #[ts(type = "number")]
    revision: i64,
    at: Timestamp,
    from: MadeFrom,
    /// The name of whoever made it on their computer.
    by: Option<String>,
    /// What it changed; nothing for the first version.
    changes: Vec<Difference>,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct GoBack {
    id: ChatId,
    /// The revision that is seen now.
    #[ts(type = "number")]
    revision: i64,
    /// The revision to go back to.
    #[ts(type = "number")]
    to: i64,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct Compare {
    one: ChatId,
    other: ChatId,
}

fn input(version: ChatVersion) -> ChatInput {
    ChatInput::of(version.name, version.settings)
}

/// What happened to a chat after it stood at `revision`: who changed it last, and where it differs.
pub(crate) fn since(
    reader: &Reader<'_>,
    chat: &Chat,
    revision: i64,
) -> Result<Option<(ChatVersion, Vec<Difference>)>, StoreError> {
    let Some(last) = reader.chat_version(chat.id, chat.revision)? else {
        return Ok(None);
    };
    let Some(seen) = reader.chat_version(chat.id, revision)? else {
        return Ok(None);
    };
    let differences = differences(&input(seen), &input(last.clone()));
    Ok(Some((last, differences)))
}

pub(crate) async fn chat_versions(app: App, request: VersionsOf) -> Result<Vec<Version>, ApiError> {
    let VersionsOf { id, before } = request;
    let versions = app
        .store()
        .read(move |r| {
            // One more, which the oldest one shown is compared with.
            r.chat_versions(id, before.unwrap_or(i64::MAX), PAGE + 1)
        })
        .await?;
    let mut rows = Vec::with_capacity(versions.len());
    for (index, version) in versions.iter().take(PAGE as usize).enumerate() {
        let changes = versions
            .get(index + 1)
            .map(|former| differences(&input(former.clone()), &input(version.clone())));
        rows.push(Version {
            revision: version.revision,
            at: version.made.at,
            from: version.made.from,
            by: version.made.by.clone(),
            changes: changes.unwrap_or_default(),
        });
    }
    Ok(rows)
}

pub(crate) async fn chat_go_back(app: App, from: From, request: GoBack) -> Result<Chat, ApiError> {
    let GoBack { id, revision, to } = request;
    let made = app.made(from);
    let changed = app
        .store()
        .write(move |w| {
            let version = w
                .chat_version(id, to)?
                .ok_or_else(|| ApiError::not_found("version", to))?;
            w.update_chat(id, revision, &version.name, &version.settings, &made)?
                .map_or_else(|| Err(conflict(w, id, revision)), Ok)
        })
        .await?;
    app.live_by_new_settings(id).await?;
    Ok(changed)
}

pub(crate) async fn chats_compare(app: App, request: Compare) -> Result<Vec<Difference>, ApiError> {
    app.store()
        .read(move |r| {
            let (one, other) = (chat(r, request.one)?, chat(r, request.other)?);
            Ok(differences(&one.into(), &other.into()))
        })
        .await
}
