use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::{
    Chat, ChatId, ChatInput, ChatSettings, Colour, Messenger, Problem, ProblemCode, ScriptId,
    Timestamp,
};
use serde::{Deserialize, Serialize};
use store::{Reader, WebConfig};
use ts_rs::TS;

use crate::eraser::UNDO_SECONDS;
use crate::settings::Nothing;
use crate::{ApiError, App};

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChatsList {
    /// Part of the name; empty means all.
    #[serde(default)]
    search: String,
}

/// A chat in the list.
#[derive(Debug, Serialize, TS)]
pub(crate) struct ChatRow {
    id: ChatId,
    name: String,
    /// Its buttons' colour, by which people tell chats apart.
    colour: Colour,
    /// What a page that embeds the widget names.
    site_key: String,
    channels: Vec<ChannelMark>,
    dialogs_today: u64,
    active_now: u64,
    updated_at: Timestamp,
}

/// A channel of a chat as its logo shows it.
#[derive(Debug, Serialize, TS)]
pub(crate) struct ChannelMark {
    messenger: Messenger,
    on: bool,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChatById {
    id: ChatId,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChatCheck {
    input: ChatInput,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct ColourCheck {
    /// A colour as somebody typed it.
    text: String,
    /// The colour it is seen with.
    on: String,
}

#[derive(Debug, Serialize, TS)]
pub(crate) struct ColourChecked {
    /// The colour as it is kept; none when it is not one.
    colour: Option<Colour>,
    /// Contrast ratio of the two, from 1 to 21.
    contrast: Option<f64>,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChatCreate {
    input: ChatInput,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChatUpdate {
    id: ChatId,
    /// The revision the change began from; none changes whatever stands there now.
    revision: Option<i64>,
    input: ChatInput,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChatDelete {
    id: ChatId,
    dialogs: DialogsFate,
}

/// What becomes of a deleted chat's dialogs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum DialogsFate {
    /// They stay readable.
    Keep,
    /// They go with it.
    Delete,
}

#[derive(Debug, Serialize, TS)]
pub(crate) struct ChatDeleted {
    /// Until when it can be taken back.
    undo_until: Timestamp,
}

/// What deleting a chat would take away.
#[derive(Debug, Serialize, TS)]
pub(crate) struct DeletePreview {
    name: String,
    dialogs: u64,
    messages: u64,
    active: u64,
}

#[derive(Debug, Serialize, TS)]
pub(crate) struct ScriptRow {
    id: ScriptId,
    name: String,
    /// It comes with the program.
    builtin: bool,
}

/// Checks an input against itself and against what there is.
fn check(reader: &Reader<'_>, input: &ChatInput) -> Result<(String, ChatSettings), ApiError> {
    let checked = input.check();
    let mut problems = checked.as_ref().err().cloned().unwrap_or_default();
    if let Some(script) = input.script
        && reader.published_script(script)?.is_none()
    {
        problems.push(Problem {
            field: "script".to_owned(),
            code: ProblemCode::UnknownScript,
        });
    }
    checked
        .ok()
        .filter(|_| problems.is_empty())
        .ok_or_else(|| ApiError::invalid(&problems))
}

fn chat(reader: &Reader<'_>, id: ChatId) -> Result<Chat, ApiError> {
    reader
        .chat(id)?
        .ok_or_else(|| ApiError::not_found("chat", id))
}

pub(crate) async fn chats_list(app: App, request: ChatsList) -> Result<Vec<ChatRow>, ApiError> {
    let search = request.search.trim().to_lowercase();
    let today = app.today();
    app.store()
        .read(move |r| {
            let mut rows = Vec::new();
            for chat in r.chats()? {
                if !chat.name.to_lowercase().contains(&search) {
                    continue;
                }
                let figures = r.chat_figures(chat.id, today)?;
                let channels = r.channels(chat.id)?;
                rows.push(ChatRow {
                    id: chat.id,
                    name: chat.name,
                    colour: chat.settings.colours.buttons,
                    site_key: channels
                        .iter()
                        .find_map(|channel| channel.site_key.clone())
                        .unwrap_or_default(),
                    channels: channels
                        .iter()
                        .map(|channel| ChannelMark {
                            messenger: channel.messenger,
                            on: channel.enabled,
                        })
                        .collect(),
                    dialogs_today: figures.dialogs_since,
                    active_now: figures.active,
                    updated_at: chat.updated_at,
                });
            }
            Ok(rows)
        })
        .await
}

pub(crate) async fn chat_get(app: App, request: ChatById) -> Result<Chat, ApiError> {
    app.store().read(move |r| chat(r, request.id)).await
}

pub(crate) async fn chat_new(_: App, _: Nothing) -> Result<ChatInput, ApiError> {
    Ok(ChatInput::default())
}

pub(crate) async fn chat_check(app: App, request: ChatCheck) -> Result<Vec<Problem>, ApiError> {
    let checked = app
        .store()
        .read(move |r| check(r, &request.input).map(|_| Vec::new()))
        .await;
    match checked {
        Err(ApiError { code, details, .. }) if code == "invalid" => {
            serde_json::from_value(details).map_err(ApiError::malformed)
        }
        other => other,
    }
}

pub(crate) async fn colour_check(_: App, request: ColourCheck) -> Result<ColourChecked, ApiError> {
    let colour: Option<Colour> = request.text.parse().ok();
    let on: Option<Colour> = request.on.parse().ok();
    let contrast = colour.zip(on).map(|(colour, on)| colour.contrast(on));
    Ok(ColourChecked { colour, contrast })
}

pub(crate) async fn chat_create(app: App, request: ChatCreate) -> Result<Chat, ApiError> {
    let now = app.now();
    let site_key = new_site_key();
    app.store()
        .write(move |w| {
            let (name, settings) = check(w, &request.input)?;
            let id = ChatId::new(now);
            w.add_chat(id, &name, &settings, now)?;
            w.add_web_channel(id, &site_key, &WebConfig::default(), now)?;
            chat(w, id)
        })
        .await
}

pub(crate) async fn chat_update(app: App, request: ChatUpdate) -> Result<Chat, ApiError> {
    let now = app.now();
    app.store()
        .write(move |w| {
            let old = chat(w, request.id)?;
            let (name, settings) = check(w, &request.input)?;
            let revision = request.revision.unwrap_or(old.revision);
            if !w.update_chat(request.id, revision, &name, &settings, now)? {
                return Err(ApiError::conflict());
            }
            chat(w, request.id)
        })
        .await
}

pub(crate) async fn chat_delete(app: App, request: ChatDelete) -> Result<ChatDeleted, ApiError> {
    let now = app.now();
    app.store()
        .write(move |w| {
            let erases = request.dialogs == DialogsFate::Delete;
            if w.delete_chat(request.id, erases, now)? {
                Ok(ChatDeleted {
                    undo_until: now.plus_seconds(UNDO_SECONDS),
                })
            } else {
                Err(ApiError::not_found("chat", request.id))
            }
        })
        .await
}

pub(crate) async fn chat_restore(app: App, request: ChatById) -> Result<Chat, ApiError> {
    app.store()
        .write(move |w| {
            if w.restore_chat(request.id)? {
                chat(w, request.id)
            } else {
                Err(ApiError::not_found("chat", request.id))
            }
        })
        .await
}

pub(crate) async fn chat_delete_preview(
    app: App,
    request: ChatById,
) -> Result<DeletePreview, ApiError> {
    app.store()
        .read(move |r| {
            let chat = chat(r, request.id)?;
            let loss = r.chat_loss(request.id)?;
            Ok(DeletePreview {
                name: chat.name,
                dialogs: loss.dialogs,
                messages: loss.messages,
                active: loss.active,
            })
        })
        .await
}

pub(crate) async fn scripts_list(app: App, _: Nothing) -> Result<Vec<ScriptRow>, ApiError> {
    let scripts = app.store().read(|r| r.scripts()).await?;
    Ok(scripts
        .into_iter()
        .map(|script| ScriptRow {
            id: script.id,
            name: script.name,
            builtin: script.builtin.is_some(),
        })
        .collect())
}

/// A name for the chat that pages carry: nobody can guess another chat's from it.
pub(crate) fn new_site_key() -> String {
    URL_SAFE_NO_PAD.encode(rand::random::<[u8; 12]>())
}
