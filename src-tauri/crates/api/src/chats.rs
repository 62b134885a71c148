use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::{AuditAction, Chat, ChatId, ChatInput, ChatSettings, Colour, Difference, Timestamp};
use language::fold;
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::{Made, Reader, Writer};
use ts_rs::TS;

use crate::channels::ChannelRow;
use crate::chat_check::check;
use crate::eraser::UNDO_SECONDS;
use crate::inbox::{MONTH, MeanRating, rounded};
use crate::settings::Nothing;
use crate::{ApiError, App, From, chat_versions};

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChatsList {
    /// Part of the name; empty means all.
    #[serde(default)]
    search: String,
    /// Which of them.
    #[serde(default)]
    shown: Shown,
    /// By what they are sorted; chats that are alike there by their names.
    #[serde(default)]
    sort: Sort,
    /// Whether the greatest comes first.
    #[serde(default)]
    descending: bool,
}

/// Which chats are listed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Shown {
    /// All.
    #[default]
    All,
    /// Those with a channel that is switched on.
    On,
    /// Those without.
    Off,
}

/// What chats are sorted by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Sort {
    #[default]
    Name,
    DialogsToday,
    ActiveNow,
    UpdatedAt,
}

/// A chat in the list.
#[derive(Debug, Serialize, TS)]
pub(crate) struct ChatRow {
    id: ChatId,
    name: String,
    /// Its buttons' colour, by which people tell chats apart.
    colour: Colour,
    /// Whether any channel of it is switched on.
    on: bool,
    channels: Vec<ChannelRow>,
    dialogs_today: u64,
    active_now: u64,
    /// What clients rated in the last 30 days; none while nobody did.
    rating: Option<MeanRating>,
    /// First turns of the last 30 days that were answered in time, in per cent.
    sl1: Option<f64>,
    updated_at: Timestamp,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChatById {
    pub(crate) id: ChatId,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChatCreate {
    pub(crate) input: ChatInput,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChatUpdate {
    pub(crate) id: ChatId,
    /// The revision the change began from; none changes whatever stands there now.
    #[ts(type = "number | null")]
    pub(crate) revision: Option<i64>,
    pub(crate) input: ChatInput,
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

pub(crate) fn chat(reader: &Reader<'_>, id: ChatId) -> Result<Chat, ApiError> {
    reader
        .chat(id)?
        .ok_or_else(|| ApiError::not_found("chat", id))
}

pub(crate) async fn chats_list(app: App, request: ChatsList) -> Result<Vec<ChatRow>, ApiError> {
    let today = app.today();
    let lately = app.now().minus_seconds(MONTH);
    app.store()
        .read(move |r| list(r, &request, today, lately))
        .await
}

fn list(
    r: &Reader<'_>,
    request: &ChatsList,
    today: Timestamp,
    lately: Timestamp,
) -> Result<Vec<ChatRow>, ApiError> {
    let search = fold(&request.search);
    let figures = r.chat_figures(today)?;
    let marks = r.chat_marks(lately)?;
    let mut channels: HashMap<ChatId, Vec<ChannelRow>> = HashMap::new();
    for channel in r.all_channels()? {
        let of_chat = channels.entry(channel.chat).or_default();
        of_chat.push(channel.into());
    }
    let mut rows = Vec::new();
    for chat in r.chats()? {
        let channels = channels.remove(&chat.id).unwrap_or_default();
        let on = channels.iter().any(ChannelRow::is_on);
        let shown = match request.shown {
            Shown::All => true,
            Shown::On => on,
            Shown::Off => !on,
        };
        if !shown || !fold(&chat.name).contains(&search) {
            continue;
        }
        let figures = figures.get(&chat.id).copied().unwrap_or_default();
        let marks = marks.get(&chat.id).copied().unwrap_or_default();
        rows.push(ChatRow {
            id: chat.id,
            name: chat.name,
            colour: chat.colour,
            on,
            channels,
            dialogs_today: figures.dialogs_since,
            active_now: figures.active,
            rating: marks.rated.map(MeanRating::of),
            sl1: marks.first.percent().map(rounded),
            updated_at: chat.updated_at,
        });
    }
    sort(&mut rows, request.sort, request.descending);
    Ok(rows)
}

fn sort(rows: &mut [ChatRow], by: Sort, descending: bool) {
    // Folding each name at each comparison would cost more than all the rest of the list.
    rows.sort_by_cached_key(|row| (fold(&row.name), row.id));
    let order = |one: &ChatRow, other: &ChatRow| match by {
        // They are in this order already.
        Sort::Name => Ordering::Equal,
        Sort::DialogsToday => one.dialogs_today.cmp(&other.dialogs_today),
        Sort::ActiveNow => one.active_now.cmp(&other.active_now),
        Sort::UpdatedAt => one.updated_at.cmp(&other.updated_at),
    };
    match (by, descending) {
        (Sort::Name, true) => rows.reverse(),
        (_, true) => rows.sort_by(|one, other| order(other, one)),
        (_, false) => rows.sort_by(order),
    }
}

pub(crate) async fn chat_get(app: App, request: ChatById) -> Result<Chat, ApiError> {
    app.store().read(move |r| chat(r, request.id)).await
}

pub(crate) async fn chat_new(_: App, _: Nothing) -> Result<ChatInput, ApiError> {
    Ok(ChatInput::default())
}

/// Makes a chat with a web channel of its own.
pub(crate) fn create(
    w: &mut Writer<'_>,
    name: &str,
    settings: &ChatSettings,
    made: &Made,
) -> Result<Chat, ApiError> {
    let chat = w.add_chat(ChatId::new(made.at), name, settings, made)?;
    w.add_web_channel(chat.id, &new_site_key(), made.at)?;
    Ok(chat)
}

pub(crate) async fn chat_create(
    app: App,
    from: From,
    request: ChatCreate,
) -> Result<Chat, ApiError> {
    let (made, shelf) = (app.made(from), Arc::clone(app.shelf()));
    app.store()
        .write(move |w| {
            let (name, settings) = check(w, &shelf, &request.input)?;
            create(w, &name, &settings, &made)
        })
        .await
}

pub(crate) async fn chat_update(
    app: App,
    from: From,
    request: ChatUpdate,
) -> Result<Chat, ApiError> {
    let ChatUpdate {
        id,
        revision,
        input,
    } = request;
    let (made, shelf) = (app.made(from), Arc::clone(app.shelf()));
    let changed = app
        .store()
        .write(move |w| {
            let old = chat(w, id)?;
            let (name, settings) = check(w, &shelf, &input)?;
            let revision = revision.unwrap_or(old.revision);
            if revision == old.revision && (&name, &settings) == (&old.name, &old.settings) {
                // Nothing changes, so there is no version to keep.
                return Ok(old);
            }
            w.update_chat(id, revision, &name, &settings, &made)?
                .map_or_else(|| Err(conflict(w, id, revision)), Ok)
        })
        .await?;
    app.live_by_new_settings(id).await?;
    Ok(changed)
}

/// Why a change that began from `revision` was not made: who changed the chat since, and what.
pub(crate) fn conflict(reader: &Reader<'_>, id: ChatId, revision: i64) -> ApiError {
    let now = match chat(reader, id) {
        Ok(chat) => chat,
        Err(error) => return error,
    };
    let since = match chat_versions::since(reader, &now, revision) {
        Ok(since) => since,
        Err(error) => return error.into(),
    };
    let Some((last, changes)) = since else {
        let message = format!(
            "the chat stands at revision {}, and never stood at {revision}",
            now.revision
        );
        return ApiError::conflict(&message);
    };
    let told: Vec<String> = changes.iter().map(short).collect();
    let at = jiff::Timestamp::from_millisecond(last.made.at.millis()).unwrap_or_default();
    let since = format!(
        "{} saved this in the meantime ({}, {}) and changed {}",
        last.made.by.as_deref().unwrap_or("somebody else"),
        last.made.from,
        at.strftime("%Y-%m-%d %H:%M:%S UTC"),
        told.join(", ")
    );
    ApiError::conflict(&since).with(json!({
        "revision": now.revision,
        "at": last.made.at,
        "from": last.made.from,
        "by": last.made.by,
        "changes": changes,
        "chat": now,
    }))
}

/// A change in a few words.
fn short(change: &Difference) -> String {
    let value = |value: &serde_json::Value| {
        let text = value.to_string();
        match text.char_indices().nth(60) {
            Some((end, _)) => format!("{}…", &text[..end]),
            None => text,
        }
    };
    let (before, after) = (value(&change.before), value(&change.after));
    format!("{} from {before} to {after}", change.path)
}

pub(crate) async fn chat_duplicate(
    app: App,
    from: From,
    request: ChatById,
) -> Result<Chat, ApiError> {
    let made = app.made(from);
    app.store()
        .write(move |w| {
            let original = chat(w, request.id)?;
            let taken: Vec<String> = w.chats()?.into_iter().map(|chat| chat.name).collect();
            let name = copy_name(&original.name, &taken);
            create(w, &name, &original.settings, &made)
        })
        .await
}

/// A name for a copy that nothing has yet: "Orders 2", "Orders 3".
pub(crate) fn copy_name(name: &str, taken: &[String]) -> String {
    let stem = match name.rsplit_once(' ') {
        Some((stem, number)) if number.parse::<u32>().is_ok() => stem,
        _ => name,
    };
    let mut number = 2;
    loop {
        let suffix = format!(" {number}");
        let room = domain::NAME_MAX - suffix.chars().count();
        let stem: String = stem.chars().take(room).collect();
        let copy = format!("{}{suffix}", stem.trim_end());
        if !taken.contains(&copy) {
            return copy;
        }
        number += 1;
    }
}

pub(crate) async fn chat_delete(
    app: App,
    from: From,
    request: ChatDelete,
) -> Result<ChatDeleted, ApiError> {
    let (actor, id) = (app.actor(from), request.id);
    app.store()
        .write(move |w| {
            let name = chat(w, id)?.name;
            let erases = request.dialogs == DialogsFate::Delete;
            w.delete_chat(id, erases, actor.made.at)?;
            let details = json!({ "name": name, "erases": erases });
            w.audit(&actor, AuditAction::ChatDeleted, id, &details)?;
            Ok(ChatDeleted {
                undo_until: actor.made.at.plus_seconds(UNDO_SECONDS),
            })
        })
        .await
}

pub(crate) async fn chat_restore(
    app: App,
    from: From,
    request: ChatById,
) -> Result<Chat, ApiError> {
    let (actor, id) = (app.actor(from), request.id);
    app.store()
        .write(move |w| {
            if !w.restore_chat(id)? {
                return Err(ApiError::not_found("chat", id));
            }
            let chat = chat(w, id)?;
            let details = json!({ "name": chat.name });
            w.audit(&actor, AuditAction::ChatRestored, id, &details)?;
            Ok(chat)
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

/// A name for the chat that pages carry: nobody can guess another chat's from it.
pub(crate) fn new_site_key() -> String {
    URL_SAFE_NO_PAD.encode(rand::random::<[u8; 12]>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_has_a_name_of_its_own_within_the_limit() {
        let taken =
            |names: &[&str]| -> Vec<String> { names.iter().map(|&name| name.to_owned()).collect() };
        assert_eq!(copy_name("Orders", &taken(&["Orders"])), "Orders 2");
        assert_eq!(copy_name("Orders 2", &taken(&["Orders 2"])), "Orders 3");
        assert_eq!(copy_name("2", &taken(&["2"])), "2 2");
        let long = "я".repeat(domain::NAME_MAX);
        let copy = copy_name(&long, std::slice::from_ref(&long));
        assert_eq!(copy.chars().count(), domain::NAME_MAX);
        assert!(copy.ends_with("я 2"), "{copy}");
    }
}
