//! Texts that operators send often: everybody's, and each operator's own.

use domain::{OperatorId, Problem, ProblemCode, QuickReplyId, QuickReplyInput};
use language::fold;
use serde::{Deserialize, Serialize};
use store::Reader;
use ts_rs::TS;

use crate::names::sound;
use crate::settings::Nothing;
use crate::{ApiError, App, From};

/// A text that is sent often.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct QuickReply {
    id: QuickReplyId,
    /// Whether only its owner sees it.
    own: bool,
    shortcut: String,
    text: String,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(type = "Record<string, never>")]
pub(crate) struct QuickRepliesOf {
    #[serde(default, rename = "as")]
    as_operator: Option<String>,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct QuickReplyById {
    #[serde(default, rename = "as")]
    #[ts(skip)]
    as_operator: Option<String>,
    id: QuickReplyId,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct QuickReplyCreate {
    #[serde(default, rename = "as")]
    #[ts(skip)]
    as_operator: Option<String>,
    input: QuickReplyInput,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct QuickReplyUpdate {
    #[serde(default, rename = "as")]
    #[ts(skip)]
    as_operator: Option<String>,
    id: QuickReplyId,
    input: QuickReplyInput,
}

fn seen(reply: store::QuickReply) -> QuickReply {
    QuickReply {
        id: reply.id,
        own: reply.owner.is_some(),
        shortcut: reply.shortcut,
        text: reply.text,
    }
}

/// Who asks, where anybody does: the shared ones are there for the owner of the data folder too.
async fn asking(
    app: &App,
    from: From,
    as_operator: Option<String>,
) -> Result<Option<OperatorId>, ApiError> {
    let is_nobody = match from {
        From::Window => app.seat().taken().is_none(),
        From::CommandLine => as_operator.is_none(),
    };
    if is_nobody {
        return Ok(None);
    }
    Ok(Some(app.acting(from, as_operator).await?.operator))
}

/// The quick reply, deleted or not, unless it is another operator's own.
fn found(
    reader: &Reader<'_>,
    id: QuickReplyId,
    operator: Option<OperatorId>,
) -> Result<store::QuickReply, ApiError> {
    reader
        .quick_reply_of_old(id)?
        .filter(|reply| reply.owner.is_none() || reply.owner == operator)
        .ok_or_else(|| ApiError::not_found("quick reply", id))
}

/// The problem of a shortcut that another one of the same owner has.
fn shortcut_taken(
    reader: &Reader<'_>,
    id: QuickReplyId,
    owner: Option<OperatorId>,
    shortcut: &str,
) -> Result<Option<Problem>, ApiError> {
    let shortcut = fold(shortcut);
    let is_other = |reply: &store::QuickReply| reply.id != id && reply.owner == owner;
    let is_taken = reader
        .quick_replies(owner)?
        .iter()
        .any(|reply| is_other(reply) && fold(&reply.shortcut) == shortcut);
    Ok(is_taken.then(|| Problem::new("shortcut", ProblemCode::Taken)))
}

/// Checks an input against itself and against what there is; gives whose it is to be, too.
fn check(
    reader: &Reader<'_>,
    id: QuickReplyId,
    operator: Option<OperatorId>,
    input: QuickReplyInput,
) -> Result<(Option<OperatorId>, QuickReplyInput), ApiError> {
    if input.own && operator.is_none() {
        return Err(ApiError::new("no_operator", "choose who works here first"));
    }
    let owner = operator.filter(|_| input.own);
    let (input, mut problems) = input.read();
    problems.extend(shortcut_taken(reader, id, owner, &input.shortcut)?);
    sound((owner, input), &problems)
}

pub(crate) async fn quick_replies_list(
    app: App,
    from: From,
    request: QuickRepliesOf,
) -> Result<Vec<QuickReply>, ApiError> {
    let operator = asking(&app, from, request.as_operator).await?;
    let mut replies = app.store().read(move |r| r.quick_replies(operator)).await?;
    replies.sort_by_cached_key(|reply| (fold(&reply.shortcut), reply.id));
    Ok(replies.into_iter().map(seen).collect())
}

pub(crate) async fn quick_reply_create(
    app: App,
    from: From,
    request: QuickReplyCreate,
) -> Result<QuickReply, ApiError> {
    let operator = asking(&app, from, request.as_operator).await?;
    let now = app.now();
    app.store()
        .write(move |w| {
            let id = QuickReplyId::new(now);
            let (owner, input) = check(w, id, operator, request.input)?;
            w.add_quick_reply(id, owner, &input, now)?;
            found(w, id, operator).map(seen)
        })
        .await
}

pub(crate) async fn quick_reply_update(
    app: App,
    from: From,
    request: QuickReplyUpdate,
) -> Result<QuickReply, ApiError> {
    let operator = asking(&app, from, request.as_operator).await?;
    app.store()
        .write(move |w| {
            let id = request.id;
            found(w, id, operator)?;
            let (owner, input) = check(w, id, operator, request.input)?;
            if w.update_quick_reply(id, owner, &input)? {
                found(w, id, operator).map(seen)
            } else {
                Err(ApiError::not_found("quick reply", id))
            }
        })
        .await
}

pub(crate) async fn quick_reply_delete(
    app: App,
    from: From,
    request: QuickReplyById,
) -> Result<Nothing, ApiError> {
    let operator = asking(&app, from, request.as_operator).await?;
    let now = app.now();
    app.store()
        .write(move |w| {
            found(w, request.id, operator)?;
            if w.delete_quick_reply(request.id, now)? {
                Ok(Nothing {})
            } else {
                Err(ApiError::not_found("quick reply", request.id))
            }
        })
        .await
}

pub(crate) async fn quick_reply_restore(
    app: App,
    from: From,
    request: QuickReplyById,
) -> Result<QuickReply, ApiError> {
    let operator = asking(&app, from, request.as_operator).await?;
    app.store()
        .write(move |w| {
            let reply = found(w, request.id, operator)?;
            w.restore_quick_reply(request.id)?;
            let problem = shortcut_taken(w, reply.id, reply.owner, &reply.shortcut)?;
            let problems: Vec<_> = problem.into_iter().collect();
            sound(seen(reply), &problems)
        })
        .await
}
