//! Groups of operators who answer the same kind of questions.

use domain::{
    AuditAction, GroupId, GroupInput, OperatorId, Presence, Problem, ProblemCode, Timestamp,
};
use language::fold;
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::Reader;
use ts_rs::TS;

use crate::names::{changed_fields, changed_since, sound, taken};
use crate::settings::Nothing;
use crate::{ApiError, App, From};

/// A group.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct Group {
    id: GroupId,
    name: String,
    /// How soon the first answer should come, in seconds; none means as the chat says.
    sl_first_s: Option<u32>,
    /// How soon later answers should come, in seconds; none means as the chat says.
    sl_next_s: Option<u32>,
    members: Vec<OperatorId>,
    /// How many of them are there.
    online: u32,
    /// How many dialogs wait for them.
    waiting: u32,
    #[ts(type = "number")]
    revision: i64,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct GroupById {
    id: GroupId,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct GroupCreate {
    input: GroupInput,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct GroupUpdate {
    id: GroupId,
    /// The revision the change began from; none changes whatever stands there now.
    #[ts(type = "number | null")]
    revision: Option<i64>,
    input: GroupInput,
}

fn seen(group: store::Group, operators: &[store::Operator], now: Timestamp) -> Group {
    let is_online = |member: &&OperatorId| {
        let member = operators.iter().find(|operator| operator.id == **member);
        member.is_some_and(|member| member.presence_at(now) == Presence::Online)
    };
    let online = group.members.iter().filter(is_online).count();
    Group {
        id: group.id,
        name: group.name,
        sl_first_s: group.sl_first_s,
        sl_next_s: group.sl_next_s,
        members: group.members,
        online: u32::try_from(online).unwrap_or(u32::MAX),
        waiting: group.waiting,
        revision: group.revision,
    }
}

fn found(reader: &Reader<'_>, id: GroupId) -> Result<store::Group, ApiError> {
    reader
        .group(id)?
        .ok_or_else(|| ApiError::not_found("group", id))
}

fn seen_now(reader: &Reader<'_>, id: GroupId, now: Timestamp) -> Result<Group, ApiError> {
    Ok(seen(found(reader, id)?, &reader.operators()?, now))
}

/// A group as it would be written down.
fn written(group: &store::Group) -> GroupInput {
    GroupInput {
        name: group.name.clone(),
        sl_first_s: group.sl_first_s,
        sl_next_s: group.sl_next_s,
        members: group.members.clone(),
    }
}

fn name_taken(reader: &Reader<'_>, id: GroupId, name: &str) -> Result<Option<Problem>, ApiError> {
    let groups = reader.groups()?;
    let others = groups.iter().filter(|other| other.id != id);
    Ok(taken(name, others.map(|other| &other.name)))
}

/// Checks an input against itself and against what there is.
fn check(reader: &Reader<'_>, id: GroupId, input: GroupInput) -> Result<GroupInput, ApiError> {
    let (mut input, mut problems) = input.read();
    problems.extend(name_taken(reader, id, &input.name)?);
    let operators = reader.operators()?;
    for (index, id) in input.members.iter().enumerate() {
        if !operators.iter().any(|operator| operator.id == *id) {
            let field = format!("members.{index}");
            problems.push(Problem::new(field, ProblemCode::UnknownOperator));
        }
    }
    // In the order of the operators, so that another order is no change.
    input.members.sort_unstable();
    sound(input, &problems)
}

pub(crate) async fn groups_list(app: App, _: Nothing) -> Result<Vec<Group>, ApiError> {
    let now = app.now();
    app.store()
        .read(move |r| {
            let (operators, mut groups) = (r.operators()?, r.groups()?);
            groups.sort_by_cached_key(|group| (fold(&group.name), group.id));
            let seen = |group| seen(group, &operators, now);
            Ok(groups.into_iter().map(seen).collect())
        })
        .await
}

pub(crate) async fn group_create(
    app: App,
    from: From,
    request: GroupCreate,
) -> Result<Group, ApiError> {
    let actor = app.actor(from);
    app.store()
        .write(move |w| {
            let now = actor.made.at;
            let id = GroupId::new(now);
            let input = check(w, id, request.input)?;
            w.add_group(id, &input, now)?;
            let details = json!({ "name": input.name });
            w.audit(&actor, AuditAction::GroupCreated, id, &details)?;
            seen_now(w, id, now)
        })
        .await
}

pub(crate) async fn group_update(
    app: App,
    from: From,
    request: GroupUpdate,
) -> Result<Group, ApiError> {
    let actor = app.actor(from);
    app.store()
        .write(move |w| {
            let (id, now) = (request.id, actor.made.at);
            let old = found(w, id)?;
            let input = check(w, id, request.input)?;
            let changes = changed_fields(&written(&old), &input);
            let revision = request.revision.unwrap_or(old.revision);
            if revision == old.revision && changes.is_empty() {
                return seen_now(w, id, now);
            }
            if !w.update_group(id, revision, &input)? {
                let now = seen_now(w, id, now)?;
                return Err(changed_since("group", revision, &now, now.revision));
            }
            let details = json!({ "name": input.name, "changes": changes });
            w.audit(&actor, AuditAction::GroupChanged, id, &details)?;
            seen_now(w, id, now)
        })
        .await
}

pub(crate) async fn group_delete(
    app: App,
    from: From,
    request: GroupById,
) -> Result<Nothing, ApiError> {
    let (actor, id) = (app.actor(from), request.id);
    app.store()
        .write(move |w| {
            let name = found(w, id)?.name;
            w.delete_group(id, actor.made.at)?;
            let details = json!({ "name": name });
            w.audit(&actor, AuditAction::GroupDeleted, id, &details)?;
            Ok(Nothing {})
        })
        .await
}

pub(crate) async fn group_restore(
    app: App,
    from: From,
    request: GroupById,
) -> Result<Group, ApiError> {
    let (actor, id) = (app.actor(from), request.id);
    app.store()
        .write(move |w| {
            if !w.restore_group(id)? {
                return Err(ApiError::not_found("group", id));
            }
            let name = found(w, id)?.name;
            let problems: Vec<_> = name_taken(w, id, &name)?.into_iter().collect();
            let details = json!({ "name": sound(name, &problems)? });
            w.audit(&actor, AuditAction::GroupRestored, id, &details)?;
            seen_now(w, id, actor.made.at)
        })
        .await
}
