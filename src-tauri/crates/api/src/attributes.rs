//! Fields of every client's card.

use domain::{AttributeId, AttributeInput, AttributeKind, AuditAction, Problem};
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::Reader;
use ts_rs::TS;

use crate::names::{sound, taken};
use crate::settings::Nothing;
use crate::{ApiError, App, From};

/// A field of every client's card.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct Attribute {
    id: AttributeId,
    name: String,
    kind: AttributeKind,
    /// What can be chosen, where something is.
    choices: Vec<String>,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct AttributeById {
    id: AttributeId,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct AttributeCreate {
    input: AttributeInput,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct AttributeUpdate {
    id: AttributeId,
    input: AttributeInput,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct AttributesOrder {
    /// In the order they are to stand in; the others stay behind them.
    ids: Vec<AttributeId>,
}

pub(crate) fn seen(attribute: store::Attribute) -> Attribute {
    Attribute {
        id: attribute.id,
        name: attribute.name,
        kind: attribute.kind,
        choices: attribute.choices,
    }
}

fn found(reader: &Reader<'_>, id: AttributeId) -> Result<store::Attribute, ApiError> {
    reader
        .attribute(id)?
        .ok_or_else(|| ApiError::not_found("attribute", id))
}

fn name_taken(
    reader: &Reader<'_>,
    id: AttributeId,
    name: &str,
) -> Result<Option<Problem>, ApiError> {
    let attributes = reader.attributes()?;
    let others = attributes.iter().filter(|other| other.id != id);
    Ok(taken(name, others.map(|other| &other.name)))
}

/// Checks an input against itself and against what there is.
fn check(
    reader: &Reader<'_>,
    id: AttributeId,
    input: AttributeInput,
) -> Result<AttributeInput, ApiError> {
    let (input, mut problems) = input.read();
    problems.extend(name_taken(reader, id, &input.name)?);
    sound(input, &problems)
}

fn list(reader: &Reader<'_>) -> Result<Vec<Attribute>, ApiError> {
    Ok(reader.attributes()?.into_iter().map(seen).collect())
}

pub(crate) async fn attributes_list(app: App, _: Nothing) -> Result<Vec<Attribute>, ApiError> {
    app.store().read(list).await
}

pub(crate) async fn attribute_create(
    app: App,
    request: AttributeCreate,
) -> Result<Attribute, ApiError> {
    let now = app.now();
    app.store()
        .write(move |w| {
            let id = AttributeId::new(now);
            let input = check(w, id, request.input)?;
            w.add_attribute(id, &input, now)?;
            found(w, id).map(seen)
        })
        .await
}

pub(crate) async fn attribute_update(
    app: App,
    request: AttributeUpdate,
) -> Result<Attribute, ApiError> {
    let AttributeUpdate { id, input } = request;
    app.store()
        .write(move |w| {
            found(w, id)?;
            let input = check(w, id, input)?;
            w.update_attribute(id, &input)?;
            found(w, id).map(seen)
        })
        .await
}

pub(crate) async fn attribute_delete(
    app: App,
    from: From,
    request: AttributeById,
) -> Result<Nothing, ApiError> {
    let (actor, id) = (app.actor(from), request.id);
    app.store()
        .write(move |w| {
            let details = json!({ "name": found(w, id)?.name });
            w.delete_attribute(id, actor.made.at)?;
            w.audit(&actor, AuditAction::AttributeDeleted, id, &details)?;
            Ok(Nothing {})
        })
        .await
}

pub(crate) async fn attribute_restore(
    app: App,
    request: AttributeById,
) -> Result<Attribute, ApiError> {
    let id = request.id;
    app.store()
        .write(move |w| {
            if !w.restore_attribute(id)? {
                return Err(ApiError::not_found("attribute", id));
            }
            let attribute = found(w, id)?;
            let problems: Vec<_> = name_taken(w, id, &attribute.name)?.into_iter().collect();
            sound(seen(attribute), &problems)
        })
        .await
}

/// Orders the attributes. One that was made or deleted in the meantime does not stand in the way:
/// those that are named come first, the others stay behind them as they were.
pub(crate) async fn attributes_order(
    app: App,
    request: AttributesOrder,
) -> Result<Vec<Attribute>, ApiError> {
    app.store()
        .write(move |w| {
            let place = |id: AttributeId| request.ids.iter().position(|named| *named == id);
            let mut ids: Vec<_> = w.attributes()?.into_iter().map(|one| one.id).collect();
            ids.sort_by_key(|id| place(*id).unwrap_or(usize::MAX));
            w.order_attributes(&ids)?;
            list(w)
        })
        .await
}
