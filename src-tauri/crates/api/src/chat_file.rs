//! A chat as a file: everything that was set about it with its pictures, and no secret.

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::{CHAT_SCHEMA, Chat, ChatFile, ChatId, ChatInput, ContentId, Kind, Pictures, SETTINGS};
use media::{PictureSize, Shelf};
use schemars::generate::SchemaSettings;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use ts_rs::TS;

use crate::chats::{self, ChatById, ChatCreate, ChatUpdate, chat};
use crate::host::Pick;
use crate::settings::Nothing;
use crate::{ApiError, App, From};

/// The longest file a chat is read from, in bytes: it may hold three pictures.
pub const CHAT_FILE_MAX: u64 = 24 << 20;
const PICK: Pick = Pick {
    name: "JSON",
    endings: &["json"],
};

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChatFileOf {
    id: ChatId,
    /// Whether its pictures come with it.
    pictures: bool,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChatFromFile {
    file: ChatFile,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChatToFile {
    id: ChatId,
    file: ChatFile,
    /// Whether it takes the place of whatever stands there now.
    force: bool,
}

async fn file_of(app: &App, id: ChatId, with_pictures: bool) -> Result<ChatFile, ApiError> {
    let chat = app.store().read(move |r| chat(r, id)).await?;
    let pictures = chat.settings.appearance.pictures;
    let mut file = ChatFile::from(chat);
    if with_pictures {
        file.pictures = app
            .with_shelf(move |shelf| {
                let named = pictures.named().map(|(field, picture)| {
                    let read = shelf.read(picture.source, PictureSize::Source);
                    let bytes = read.map_err(|error| ApiError::from(error).at(field))?.bytes;
                    Ok((picture.source, STANDARD.encode(bytes)))
                });
                named.collect()
            })
            .await?;
    }
    Ok(file)
}

/// Puts the pictures a file brings on the shelf. They are judged like any other and may get another
/// id there; what names them is changed to it.
fn shelve(
    shelf: &Shelf,
    pictures: &mut Pictures,
    brought: &BTreeMap<ContentId, String>,
) -> Result<(), ApiError> {
    for (field, picture) in pictures.named_mut() {
        let Some(text) = brought.get(&picture.source) else {
            continue;
        };
        let bytes = STANDARD.decode(text).map_err(|error| {
            let id = picture.source;
            ApiError::new("malformed_file", format!("pictures.{id}: {error}")).at(field)
        })?;
        let at = |error| ApiError::from(error).at(field);
        picture.source = shelf.take_picture(&bytes, None).map_err(at)?.source;
        picture.id = shelf.crop(picture.source, picture.crop).map_err(at)?;
    }
    Ok(())
}

async fn with_pictures(app: &App, mut file: ChatFile) -> Result<ChatFile, ApiError> {
    app.with_shelf(move |shelf| {
        let brought = std::mem::take(&mut file.pictures);
        shelve(shelf, &mut file.appearance.pictures, &brought)?;
        Ok(file)
    })
    .await
}

async fn create(app: App, from: From, file: ChatFile) -> Result<Chat, ApiError> {
    let input = with_pictures(&app, file).await?.into();
    chats::chat_create(app, from, ChatCreate { input }).await
}

pub(crate) async fn chat_file(app: App, request: ChatFileOf) -> Result<Value, ApiError> {
    let file = file_of(&app, request.id, request.pictures).await?;
    serde_json::to_value(file).map_err(ApiError::malformed)
}

pub(crate) async fn chat_from_file(
    app: App,
    from: From,
    request: ChatFromFile,
) -> Result<Chat, ApiError> {
    create(app, from, request.file).await
}

pub(crate) async fn chat_to_file(
    app: App,
    from: From,
    request: ChatToFile,
) -> Result<Chat, ApiError> {
    let ChatToFile { id, file, force } = request;
    if let Some(other) = file.id.filter(|&other| other != id && !force) {
        return Err(ApiError::new(
            "other_chat",
            format!(
                "this is a file of the chat {other}, not of {id}; take its `id` out, or `--force`"
            ),
        ));
    }
    let revision = file.revision.filter(|_| !force);
    let input = with_pictures(&app, file).await?.into();
    let update = ChatUpdate {
        id,
        revision,
        input,
    };
    chats::chat_update(app, from, update).await
}

pub(crate) async fn chat_export(app: App, request: ChatById) -> Result<Option<String>, ApiError> {
    let file = file_of(&app, request.id, true).await?;
    let suggested = format!("{}.json", media::safe_name(&file.name, None));
    let Some(mut target) = app.host().pick_save(&suggested, &[PICK]).await? else {
        return Ok(None);
    };
    if target.extension().is_none() {
        target.set_extension("json");
    }
    let name = target
        .file_name()
        .map_or(suggested, |name| name.to_string_lossy().into_owned());
    app.with_shelf(move |_| {
        let text = serde_json::to_vec_pretty(&file).map_err(ApiError::malformed)?;
        write(&target, &text)
    })
    .await?;
    Ok(Some(name))
}

/// Writes a file whole or not at all.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), ApiError> {
    let failed = |error: std::io::Error| {
        let code = match error.kind() {
            std::io::ErrorKind::StorageFull => "no_space",
            std::io::ErrorKind::PermissionDenied => "no_permission",
            std::io::ErrorKind::NotFound => "no_folder",
            std::io::ErrorKind::IsADirectory => "is_folder",
            _ => "not_written",
        };
        ApiError::new(code, format!("{}: {error}", path.display()))
    };
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
    file.write_all(bytes).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    file.persist(path)
        .map(drop)
        .map_err(|error| failed(error.error))
}

pub(crate) async fn chat_import(
    app: App,
    from: From,
    _: Nothing,
) -> Result<Option<Chat>, ApiError> {
    let Some(path) = app.host().pick_open(PICK).await? else {
        return Ok(None);
    };
    let file = app.with_shelf(move |_| read(&path)).await?;
    create(app, from, file).await.map(Some)
}

fn read(path: &Path) -> Result<ChatFile, ApiError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let unreadable = |error: std::io::Error| {
        ApiError::new("file_not_read", format!("{}: {error}", path.display()))
    };
    let file = std::fs::File::open(path).map_err(unreadable)?;
    let mut text = Vec::new();
    file.take(CHAT_FILE_MAX + 1)
        .read_to_end(&mut text)
        .map_err(unreadable)?;
    let malformed = |why: String| {
        ApiError::new("malformed_file", format!("{name}: {why}"))
            .with(json!({ "file": name, "why": why }))
    };
    read_chat(&text).map_err(malformed)
}

/// Reads a chat as people's programs write files.
///
/// # Errors
/// What is wrong with it, and where.
pub fn read_chat(text: &[u8]) -> Result<ChatFile, String> {
    if text.len() as u64 > CHAT_FILE_MAX {
        return Err("is longer than 24 MiB; that is not a chat".to_owned());
    }
    if text.starts_with(b"\xff\xfe") || text.starts_with(b"\xfe\xff") {
        return Err("is written in UTF-16; save it as UTF-8".to_owned());
    }
    // Some editors put this mark before UTF-8.
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    let mut reader = serde_json::Deserializer::from_slice(text);
    let file: ChatFile =
        serde_path_to_error::deserialize(&mut reader).map_err(|error| {
            match error.path().to_string().as_str() {
                "." => error.inner().to_string(),
                path => format!("{path}: {}", error.inner()),
            }
        })?;
    reader.end().map_err(|error| error.to_string())?;
    Ok(file)
}

/// The schema of the file, with the limits and the default of every setting.
pub(crate) async fn chat_schema(_: App, _: Nothing) -> Result<Value, ApiError> {
    let defaults = serde_json::to_value(ChatInput::default()).map_err(ApiError::malformed)?;
    let mut schema = SchemaSettings::draft2020_12()
        // The same type has other limits in other places.
        .with(|settings| settings.inline_subschemas = true)
        .into_generator()
        .into_root_schema_for::<ChatFile>()
        .to_value();
    schema["$id"] = json!(CHAT_SCHEMA);
    for setting in SETTINGS {
        let place: String = setting
            .path
            .split('.')
            .map(|part| format!("/properties/{part}"))
            .collect();
        let Some(Value::Object(place)) = schema.pointer_mut(&place) else {
            continue;
        };
        place.extend(limits(setting.kind));
        if setting.path != "name" {
            place.insert("default".to_owned(), setting.value(&defaults).clone());
        }
    }
    Ok(schema)
}

fn limits(kind: Kind) -> Map<String, Value> {
    let limits = match kind {
        Kind::Number { least, most, .. } => json!({ "minimum": least, "maximum": most }),
        Kind::Text { most, required, .. } => {
            json!({ "minLength": u32::from(required), "maxLength": most })
        }
        Kind::List { most } => json!({ "maxItems": most }),
        Kind::Other => json!({}),
    };
    match limits {
        Value::Object(limits) => limits,
        _ => Map::new(),
    }
}
