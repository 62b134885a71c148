//! Operators: who answers clients, how much they are given, and when they work.

use std::sync::Arc;

use domain::{
    AuditAction, LEASE_S, OperatorId, OperatorInput, Picture, Presence, Problem, ProblemCode,
    Timestamp, WorkingHours, check_pin,
};
use jiff::tz::TimeZone;
use language::fold;
use media::{PictureSize, Shelf};
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::Reader;
use ts_rs::TS;

use crate::desk::named;
use crate::inbox::GroupMark;
use crate::names::{changed_fields, changed_since, sound, taken};
use crate::settings::Nothing;
use crate::{ApiError, App, From, pin};

/// An operator.
#[derive(Debug, Serialize, TS)]
pub(crate) struct Operator {
    id: OperatorId,
    name: String,
    picture: Option<Picture>,
    /// How many dialogs they are given at most; 0 means as many as come.
    dialogs_max: u32,
    groups: Vec<GroupMark>,
    /// None means whenever they are online.
    working_hours: Option<WorkingHours>,
    /// The IANA name of the zone of these hours; none means this computer's.
    time_zone: Option<String>,
    has_pin: bool,
    presence: Presence,
    /// How many open dialogs they hold.
    load: u32,
    #[ts(type = "number")]
    revision: i64,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct OperatorById {
    id: OperatorId,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct OperatorCreate {
    input: OperatorInput,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct OperatorUpdate {
    id: OperatorId,
    /// The revision the change began from; none changes whatever stands there now.
    #[ts(type = "number | null")]
    revision: Option<i64>,
    input: OperatorInput,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct OperatorPin {
    id: OperatorId,
    /// 4 to 12 digits; none takes the PIN away.
    pin: Option<String>,
    /// The one that is set, which the window has to know.
    current: Option<String>,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct OperatorPresence {
    /// Their id or name.
    operator: String,
    presence: Presence,
    /// How long they count as online unless it is said again, in seconds.
    for_s: Option<u32>,
}

/// How long an operator can count as online without saying so again, in seconds.
const LEASES_S: std::ops::RangeInclusive<u32> = 1..=86_400;

fn seen(operator: store::Operator, groups: &[store::Group], now: Timestamp) -> Operator {
    let presence = operator.presence_at(now);
    let is_in = |group: &&store::Group| operator.groups.contains(&group.id);
    Operator {
        presence,
        groups: groups
            .iter()
            .filter(is_in)
            .map(|group| GroupMark {
                id: group.id,
                name: group.name.clone(),
            })
            .collect(),
        id: operator.id,
        name: operator.name,
        picture: operator.picture,
        dialogs_max: operator.dialogs_max,
        working_hours: operator.working_hours,
        time_zone: operator.time_zone,
        has_pin: operator.pin.is_some(),
        load: operator.load,
        revision: operator.revision,
    }
}

fn found(reader: &Reader<'_>, id: OperatorId) -> Result<store::Operator, ApiError> {
    reader
        .operator(id)?
        .ok_or_else(|| ApiError::not_found("operator", id))
}

fn seen_now(reader: &Reader<'_>, id: OperatorId, now: Timestamp) -> Result<Operator, ApiError> {
    Ok(seen(found(reader, id)?, &reader.groups()?, now))
}

/// Somebody as they would be written down.
fn written(operator: &store::Operator) -> OperatorInput {
    OperatorInput {
        name: operator.name.clone(),
        picture: operator.picture,
        dialogs_max: operator.dialogs_max,
        groups: operator.groups.clone(),
        working_hours: operator.working_hours.clone(),
        time_zone: operator.time_zone.clone(),
    }
}

fn name_taken(
    reader: &Reader<'_>,
    id: OperatorId,
    name: &str,
) -> Result<Option<Problem>, ApiError> {
    let operators = reader.operators()?;
    let others = operators.iter().filter(|other| other.id != id);
    Ok(taken(name, others.map(|other| &other.name)))
}

/// Checks an input against itself and against what there is.
fn check(
    reader: &Reader<'_>,
    shelf: &Shelf,
    id: OperatorId,
    input: OperatorInput,
) -> Result<OperatorInput, ApiError> {
    let (mut input, mut problems) = input.read();
    problems.extend(name_taken(reader, id, &input.name)?);
    let groups = reader.groups()?;
    for (index, id) in input.groups.iter().enumerate() {
        if !groups.iter().any(|group| group.id == *id) {
            let field = format!("groups.{index}");
            problems.push(Problem::new(field, ProblemCode::UnknownGroup));
        }
    }
    // In the order of the groups, so that another order is no change.
    input.groups.sort_unstable();
    if let Some(zone) = &input.time_zone {
        match TimeZone::get(zone) {
            // Its own spelling, however it was typed.
            Ok(zone) => input.time_zone = zone.iana_name().map(str::to_owned),
            Err(_) => problems.push(Problem::new("time_zone", ProblemCode::UnknownZone)),
        }
    }
    if let Some(picture) = input.picture
        && shelf.read(picture.id, PictureSize::Px64).is_err()
    {
        problems.push(Problem::new("picture", ProblemCode::UnknownPicture));
    }
    sound(input, &problems)
}

pub(crate) async fn operators_list(app: App, _: Nothing) -> Result<Vec<Operator>, ApiError> {
    let now = app.now();
    app.store()
        .read(move |r| {
            let (mut operators, mut groups) = (r.operators()?, r.groups()?);
            operators.sort_by_cached_key(|operator| (fold(&operator.name), operator.id));
            groups.sort_by_cached_key(|group| (fold(&group.name), group.id));
            let seen = |operator| seen(operator, &groups, now);
            Ok(operators.into_iter().map(seen).collect())
        })
        .await
}

pub(crate) async fn operator_create(
    app: App,
    from: From,
    request: OperatorCreate,
) -> Result<Operator, ApiError> {
    let (actor, shelf) = (app.actor(from), Arc::clone(app.shelf()));
    app.store()
        .write(move |w| {
            let now = actor.made.at;
            let id = OperatorId::new(now);
            let input = check(w, &shelf, id, request.input)?;
            w.add_operator(id, &input, now)?;
            let details = json!({ "name": input.name });
            w.audit(&actor, AuditAction::OperatorCreated, id, &details)?;
            seen_now(w, id, now)
        })
        .await
}

pub(crate) async fn operator_update(
    app: App,
    from: From,
    request: OperatorUpdate,
) -> Result<Operator, ApiError> {
    let (actor, shelf) = (app.actor(from), Arc::clone(app.shelf()));
    app.store()
        .write(move |w| {
            let (id, now) = (request.id, actor.made.at);
            let old = found(w, id)?;
            let input = check(w, &shelf, id, request.input)?;
            let changes = changed_fields(&written(&old), &input);
            let revision = request.revision.unwrap_or(old.revision);
            if revision == old.revision && changes.is_empty() {
                return seen_now(w, id, now);
            }
            if !w.update_operator(id, revision, &input)? {
                let now = seen_now(w, id, now)?;
                return Err(changed_since("operator", revision, &now, now.revision));
            }
            let details = json!({ "name": input.name, "changes": changes });
            w.audit(&actor, AuditAction::OperatorChanged, id, &details)?;
            seen_now(w, id, now)
        })
        .await
}

pub(crate) async fn operator_delete(
    app: App,
    from: From,
    request: OperatorById,
) -> Result<Nothing, ApiError> {
    let (actor, id) = (app.actor(from), request.id);
    app.store()
        .write(move |w| {
            let name = found(w, id)?.name;
            w.delete_operator(id, actor.made.at)?;
            let details = json!({ "name": name });
            w.audit(&actor, AuditAction::OperatorDeleted, id, &details)?;
            Ok::<_, ApiError>(())
        })
        .await?;
    app.workplace().operator_left(id).await?;
    Ok(Nothing {})
}

pub(crate) async fn operator_restore(
    app: App,
    from: From,
    request: OperatorById,
) -> Result<Operator, ApiError> {
    let (actor, id) = (app.actor(from), request.id);
    app.store()
        .write(move |w| {
            if !w.restore_operator(id)? {
                return Err(ApiError::not_found("operator", id));
            }
            let name = found(w, id)?.name;
            let problems: Vec<_> = name_taken(w, id, &name)?.into_iter().collect();
            let details = json!({ "name": sound(name, &problems)? });
            w.audit(&actor, AuditAction::OperatorRestored, id, &details)?;
            seen_now(w, id, actor.made.at)
        })
        .await
}

pub(crate) async fn operator_pin(
    app: App,
    from: From,
    request: OperatorPin,
) -> Result<Operator, ApiError> {
    let OperatorPin { id, pin, current } = request;
    if let Some(pin) = &pin {
        check_pin(pin).map_err(|problem| ApiError::invalid(&[problem]))?;
    }
    let operator = app.store().read(move |r| found(r, id)).await?;
    // Whoever owns the data folder may take a PIN away that its operator has forgotten.
    if from == From::Window {
        app.check_pin(from, &operator, current).await?;
    }
    let kept = match pin {
        Some(pin) => Some(pin::kept(pin).await?),
        None => None,
    };
    let is_set = kept.is_some();
    let actor = app.actor(from);
    let operator = app
        .store()
        .write(move |w| {
            if !w.set_pin(id, kept.as_deref())? {
                return Err(ApiError::not_found("operator", id));
            }
            let action = if is_set {
                AuditAction::PinSet
            } else {
                AuditAction::PinRemoved
            };
            w.audit(&actor, action, id, &json!({ "name": operator.name }))?;
            seen_now(w, id, actor.made.at)
        })
        .await?;
    app.seat().pin_changed(id, is_set, from);
    Ok(operator)
}

pub(crate) async fn operator_presence(
    app: App,
    from: From,
    request: OperatorPresence,
) -> Result<Operator, ApiError> {
    let OperatorPresence {
        operator,
        presence,
        for_s,
    } = request;
    let lease_s = for_s.unwrap_or(LEASE_S);
    if !LEASES_S.contains(&lease_s) {
        let (least, most) = (*LEASES_S.start(), *LEASES_S.end());
        let code = ProblemCode::OutOfRange { least, most };
        return Err(ApiError::invalid(&[Problem::new("for_s", code)]));
    }
    let operator = app.store().read(move |r| named(r, &operator)).await?;
    let id = operator.id;
    app.workplace().presence(id, presence, lease_s).await?;
    let actor = app.actor(from);
    app.store()
        .write(move |w| {
            let details = json!({ "name": operator.name, "presence": presence });
            w.audit(&actor, AuditAction::Presence, id, &details)?;
            seen_now(w, id, actor.made.at)
        })
        .await
}
