//! Tags: words that operators put on dialogs.

use domain::{AuditAction, Colour, Problem, TagId, TagInput};
use language::fold;
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::Reader;
use ts_rs::TS;

use crate::names::{sound, taken};
use crate::settings::Nothing;
use crate::{ApiError, App, From};

/// A tag.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct Tag {
    id: TagId,
    name: String,
    colour: Colour,
    /// On how many dialogs it is.
    dialogs: u64,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct TagById {
    id: TagId,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct TagCreate {
    input: TagInput,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct TagUpdate {
    id: TagId,
    input: TagInput,
}

fn seen(tag: store::Tag) -> Tag {
    Tag {
        id: tag.id,
        name: tag.name,
        colour: tag.colour,
        dialogs: tag.dialogs,
    }
}

fn found(reader: &Reader<'_>, id: TagId) -> Result<store::Tag, ApiError> {
    reader
        .tag(id)?
        .ok_or_else(|| ApiError::not_found("tag", id))
}

fn name_taken(reader: &Reader<'_>, id: TagId, name: &str) -> Result<Option<Problem>, ApiError> {
    let tags = reader.tags()?;
    let others = tags.iter().filter(|other| other.id != id);
    Ok(taken(name, others.map(|other| &other.name)))
}

/// Checks an input against itself and against what there is.
fn check(reader: &Reader<'_>, id: TagId, input: TagInput) -> Result<TagInput, ApiError> {
    let (input, mut problems) = input.read();
    problems.extend(name_taken(reader, id, &input.name)?);
    sound(input, &problems)
}

pub(crate) async fn tags_list(app: App, _: Nothing) -> Result<Vec<Tag>, ApiError> {
    let mut tags = app.store().read(|r| r.tags()).await?;
    tags.sort_by_cached_key(|tag| (fold(&tag.name), tag.id));
    Ok(tags.into_iter().map(seen).collect())
}

pub(crate) async fn tag_create(app: App, request: TagCreate) -> Result<Tag, ApiError> {
    let now = app.now();
    app.store()
        .write(move |w| {
            let id = TagId::new(now);
            let input = check(w, id, request.input)?;
            w.add_tag(id, &input, now)?;
            found(w, id).map(seen)
        })
        .await
}

pub(crate) async fn tag_update(app: App, request: TagUpdate) -> Result<Tag, ApiError> {
    let TagUpdate { id, input } = request;
    app.store()
        .write(move |w| {
            found(w, id)?;
            let input = check(w, id, input)?;
            w.update_tag(id, &input)?;
            found(w, id).map(seen)
        })
        .await
}

pub(crate) async fn tag_delete(
    app: App,
    from: From,
    request: TagById,
) -> Result<Nothing, ApiError> {
    let (actor, id) = (app.actor(from), request.id);
    app.store()
        .write(move |w| {
            let tag = found(w, id)?;
            w.delete_tag(id, actor.made.at)?;
            let details = json!({ "name": tag.name, "dialogs": tag.dialogs });
            w.audit(&actor, AuditAction::TagDeleted, id, &details)?;
            Ok(Nothing {})
        })
        .await
}

pub(crate) async fn tag_restore(app: App, request: TagById) -> Result<Tag, ApiError> {
    let id = request.id;
    app.store()
        .write(move |w| {
            if !w.restore_tag(id)? {
                return Err(ApiError::not_found("tag", id));
            }
            let tag = found(w, id)?;
            let problems: Vec<_> = name_taken(w, id, &tag.name)?.into_iter().collect();
            sound(seen(tag), &problems)
        })
        .await
}
