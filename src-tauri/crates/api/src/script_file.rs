//! A script as a file.

use std::io::Read as _;
use std::path::Path;

use domain::{AuditAction, ScriptId, ScriptMomentKind};
use script::{Draft, FILE_MAX};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use store::{Actor, KeepMoment, Writer};
use ts_rs::TS;

use crate::chat_file::write;
use crate::host::Pick;
use crate::scripts::{self, ScriptById, ScriptOpen};
use crate::settings::Nothing;
use crate::{ApiError, App, From};

const PICK: Pick = Pick {
    name: "JSON",
    endings: &["json"],
};

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScriptTextOf {
    id: ScriptId,
    /// Which version; none is the draft.
    #[serde(default)]
    version: Option<u32>,
}

#[derive(Debug, Serialize, TS)]
pub(crate) struct ScriptText {
    text: String,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScriptTake {
    /// Whose draft it takes the place of; none makes another script.
    id: Option<ScriptId>,
    text: String,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScriptTextCheck {
    text: String,
}

#[derive(Debug, Serialize, TS)]
pub(crate) struct ScriptSchema {
    schema: Value,
}

fn read(text: &str) -> Result<Draft, ApiError> {
    Draft::read(text).map_err(|error| ApiError::new("malformed_file", error.to_string()))
}

/// The same, of a file.
fn of_file(error: ApiError, name: &str) -> ApiError {
    let why = error.message.clone();
    error.at(name).with(json!({ "file": name, "why": why }))
}

/// Puts a draft that came from outside in the place of a script's, or makes a script of it.
fn take(
    w: &mut Writer<'_>,
    id: Option<ScriptId>,
    draft: &Draft,
    actor: &Actor,
) -> Result<ScriptOpen, ApiError> {
    let (body, made) = (scripts::body(draft)?, &actor.made);
    let id = match id {
        None => scripts::add(w, draft, made)?,
        Some(id) => {
            let before = scripts::own(w, id)?;
            if before.draft == body {
                return scripts::open(w, id);
            }
            scripts::keep_as_it_is(w, &before)?;
            scripts::replace(w, &before, draft, &body, made)?;
            id
        }
    };
    let imported = KeepMoment {
        what: ScriptMomentKind::Imported,
        name: None,
        version: None,
        by: made.by.as_deref(),
        at: made.at,
        body: &body,
    };
    w.keep_moment(id, imported)?;
    let details = json!({ "name": draft.name });
    w.audit(actor, AuditAction::ScriptImported, id, &details)?;
    scripts::open(w, id)
}

pub(crate) async fn script_text(app: App, request: ScriptTextOf) -> Result<ScriptText, ApiError> {
    let ScriptTextOf { id, version } = request;
    app.store()
        .read(move |r| {
            let text = match version {
                None => scripts::found(r, id)?.draft,
                Some(version) => {
                    let body = r.script_version(id, version)?.map(|version| version.body);
                    body.ok_or_else(|| ApiError::not_found("version", version))?
                }
            };
            Ok(ScriptText { text })
        })
        .await
}

pub(crate) async fn script_take(
    app: App,
    from: From,
    request: ScriptTake,
) -> Result<ScriptOpen, ApiError> {
    let draft = read(&request.text)?;
    let (actor, id) = (app.actor(from), request.id);
    app.store()
        .write(move |w| take(w, id, &draft, &actor))
        .await
}

pub(crate) async fn script_export(
    app: App,
    request: ScriptById,
) -> Result<Option<String>, ApiError> {
    let id = request.id;
    let script = app.store().read(move |r| scripts::found(r, id)).await?;
    let suggested = format!("{}.json", media::safe_name(&script.name, None));
    let Some(mut target) = app.host().pick_save(&suggested, &[PICK]).await? else {
        return Ok(None);
    };
    if target.extension().is_none() {
        target.set_extension("json");
    }
    let name = target
        .file_name()
        .map_or(suggested, |name| name.to_string_lossy().into_owned());
    app.with_shelf(move |_| write(&target, script.draft.as_bytes()))
        .await?;
    Ok(Some(name))
}

pub(crate) async fn script_import(
    app: App,
    from: From,
    _: Nothing,
) -> Result<Option<ScriptOpen>, ApiError> {
    let Some(path) = app.host().pick_open(PICK).await? else {
        return Ok(None);
    };
    let draft = app.with_shelf(move |_| read_file(&path)).await?;
    let actor = app.actor(from);
    app.store()
        .write(move |w| take(w, None, &draft, &actor).map(Some))
        .await
}

fn read_file(path: &Path) -> Result<Draft, ApiError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let unreadable = |error: std::io::Error| {
        ApiError::new("file_not_read", format!("{}: {error}", path.display()))
    };
    let file = std::fs::File::open(path).map_err(unreadable)?;
    let mut text = Vec::new();
    // One byte more tells a file that is too long, however long it is.
    file.take(FILE_MAX as u64 + 1)
        .read_to_end(&mut text)
        .map_err(unreadable)?;
    if text.len() > FILE_MAX {
        let error = script::ReadError::TooLong { bytes: text.len() };
        let error = ApiError::new("malformed_file", error.to_string());
        return Err(of_file(error, &name));
    }
    let text = String::from_utf8(text).map_err(|error| {
        let error = ApiError::new("malformed_file", format!("not UTF-8: {error}"));
        of_file(error, &name)
    })?;
    read(&text).map_err(|error| of_file(error, &name))
}

/// What is wrong with a script that was not taken in.
pub(crate) async fn script_text_check(
    app: App,
    request: ScriptTextCheck,
) -> Result<Vec<script::Problem>, ApiError> {
    let draft = read(&request.text)?;
    app.store()
        .read(move |r| Ok(scripts::Surroundings::read(r)?.problems(None, &draft)))
        .await
}

pub(crate) async fn script_schema(_: App, _: Nothing) -> Result<ScriptSchema, ApiError> {
    Ok(ScriptSchema {
        schema: script::schema(),
    })
}
