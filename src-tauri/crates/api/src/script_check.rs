//! What is wrong with a draft, and making a version of one with which nothing is.

use domain::{AuditAction, ScriptId, ScriptMomentKind};
use script::{Draft, Problem};
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::KeepMoment;
use ts_rs::TS;

use crate::scripts::{self, Surroundings};
use crate::{ApiError, App, From};

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScriptCheck {
    /// Whose draft it is; none while it is nobody's.
    script: Option<ScriptId>,
    draft: Draft,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScriptPublish {
    id: ScriptId,
    /// The revision that is seen now.
    #[ts(type = "number")]
    revision: i64,
}

#[derive(Debug, Serialize, TS)]
pub(crate) struct ScriptPublished {
    version: u32,
}

/// Why a draft cannot be used: its errors, by their blocks.
pub(crate) fn unsound(errors: &[Problem]) -> ApiError {
    let said: Vec<String> = errors.iter().map(ToString::to_string).collect();
    ApiError::new("invalid", said.join("; ")).with(json!(errors))
}

pub(crate) async fn script_check(app: App, request: ScriptCheck) -> Result<Vec<Problem>, ApiError> {
    app.store()
        .read(move |r| Ok(Surroundings::read(r)?.problems(request.script, &request.draft)))
        .await
}

pub(crate) async fn script_publish(
    app: App,
    from: From,
    request: ScriptPublish,
) -> Result<ScriptPublished, ApiError> {
    let ScriptPublish { id, revision } = request;
    let actor = app.actor(from);
    app.store()
        .write(move |w| {
            let script = scripts::own_at(w, id, revision)?;
            let draft = scripts::draft(&script.draft)?;
            let mut errors = Surroundings::read(w)?.problems(Some(id), &draft);
            errors.retain(Problem::is_error);
            if !errors.is_empty() {
                return Err(unsound(&errors));
            }
            if let Some(version) = script.version.filter(|_| !script.changed) {
                // It is published already.
                return Ok(ScriptPublished { version });
            }
            let version = w
                .publish_script(id, &actor.made)?
                .ok_or_else(|| ApiError::not_found("script", id))?;
            let moment = KeepMoment {
                what: ScriptMomentKind::Published,
                name: None,
                version: Some(version),
                by: actor.made.by.as_deref(),
                at: actor.made.at,
                body: &script.draft,
            };
            w.keep_moment(id, moment)?;
            let details = json!({ "name": script.name, "version": version });
            w.audit(&actor, AuditAction::ScriptPublished, id, &details)?;
            Ok(ScriptPublished { version })
        })
        .await
}
