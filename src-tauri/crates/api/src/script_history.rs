//! How scripts stood before, and going back to it.

use domain::{ScriptId, ScriptMomentKind, Timestamp};
use script::Draft;
use serde::{Deserialize, Serialize};
use store::{KeepMoment, KeptMoment, Reader};
use ts_rs::TS;

use crate::scripts::{self, ScriptOpen};
use crate::{ApiError, App, From};

/// Moments shown at once.
const PAGE: u32 = 50;

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct MomentsOf {
    id: ScriptId,
    /// The oldest one shown; none asks for the newest.
    #[ts(type = "number | null")]
    before: Option<i64>,
}

/// A moment of a script that was kept.
#[derive(Debug, Serialize, TS)]
pub(crate) struct ScriptMoment {
    #[ts(type = "number")]
    no: i64,
    /// Why it was kept.
    what: ScriptMomentKind,
    /// What people call it.
    name: Option<String>,
    at: Timestamp,
    /// The name of whoever made it so on their computer.
    by: Option<String>,
    /// The version that was published then.
    version: Option<u32>,
}

impl std::convert::From<KeptMoment> for ScriptMoment {
    fn from(kept: KeptMoment) -> Self {
        Self {
            no: kept.no,
            what: kept.what,
            name: kept.name,
            at: kept.at,
            by: kept.by,
            version: kept.version,
        }
    }
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScriptSnapshot {
    id: ScriptId,
    name: String,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct MomentOf {
    id: ScriptId,
    #[ts(type = "number")]
    no: i64,
}

#[derive(Debug, Serialize, TS)]
pub(crate) struct ScriptThen {
    draft: Draft,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScriptGoBack {
    id: ScriptId,
    /// The moment to go back to.
    #[ts(type = "number")]
    no: i64,
    /// The revision that is seen now.
    #[ts(type = "number")]
    revision: i64,
}

fn moment(r: &Reader<'_>, id: ScriptId, no: i64) -> Result<(KeptMoment, String), ApiError> {
    r.script_moment(id, no)?
        .ok_or_else(|| ApiError::not_found("moment", no))
}

pub(crate) async fn script_history(
    app: App,
    request: MomentsOf,
) -> Result<Vec<ScriptMoment>, ApiError> {
    let MomentsOf { id, before } = request;
    app.store()
        .read(move |r| {
            scripts::found(r, id)?;
            let moments = r.script_moments(id, before.unwrap_or(i64::MAX), PAGE)?;
            Ok(moments.into_iter().map(Into::into).collect())
        })
        .await
}

pub(crate) async fn script_snapshot(
    app: App,
    from: From,
    request: ScriptSnapshot,
) -> Result<ScriptMoment, ApiError> {
    let ScriptSnapshot { id, name } = request;
    let made = app.made(from);
    app.store()
        .write(move |w| {
            let script = scripts::own(w, id)?;
            let name = scripts::read_name(&name)?;
            let snapshot = KeepMoment {
                what: ScriptMomentKind::Snapshot,
                name: Some(&name),
                version: None,
                by: made.by.as_deref(),
                at: made.at,
                body: &script.draft,
            };
            let no = w.keep_moment(id, snapshot)?;
            Ok(moment(w, id, no)?.0.into())
        })
        .await
}

pub(crate) async fn script_at(app: App, request: MomentOf) -> Result<ScriptThen, ApiError> {
    let MomentOf { id, no } = request;
    app.store()
        .read(move |r| {
            scripts::found(r, id)?;
            let (_, body) = moment(r, id, no)?;
            let draft = scripts::draft(&body)?;
            Ok(ScriptThen { draft })
        })
        .await
}

pub(crate) async fn script_go_back(
    app: App,
    from: From,
    request: ScriptGoBack,
) -> Result<ScriptOpen, ApiError> {
    let ScriptGoBack { id, no, revision } = request;
    let made = app.made(from);
    app.store()
        .write(move |w| {
            let before = scripts::own_at(w, id, revision)?;
            let (to, body) = moment(w, id, no)?;
            // What is left behind can be gone back to as well.
            scripts::keep_as_it_is(w, &before)?;
            scripts::replace(w, &before, &scripts::draft(&body)?, &body, &made)?;
            let went_back = KeepMoment {
                what: ScriptMomentKind::WentBack,
                name: to.name.as_deref(),
                version: to.version,
                by: made.by.as_deref(),
                at: made.at,
                body: &body,
            };
            w.keep_moment(id, went_back)?;
            scripts::open(w, id)
        })
        .await
}
