//! What was done, by whom and from where.

use domain::{AuditAction, MadeFrom, OperatorId, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::{Actor, AuditEntry};
use ts_rs::TS;

use crate::{ApiError, App};

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct AuditPage {
    /// The oldest one shown; none asks for the newest.
    #[ts(type = "number | null")]
    before: Option<i64>,
    /// At most so many, and at most 500.
    limit: u32,
}

/// Something that was done.
#[derive(Debug, Serialize, TS)]
pub(crate) struct AuditRow {
    /// Its number.
    #[ts(type = "number")]
    no: i64,
    at: Timestamp,
    from: MadeFrom,
    /// The name of whoever did it on their computer.
    by: Option<String>,
    /// As which operator they did it.
    operator: Option<AuditOperator>,
    /// Whether that operator had shown their PIN.
    verified: bool,
    action: AuditAction,
    /// The id of what it was done to.
    subject: String,
    /// Names and values as they were then.
    #[ts(type = "Record<string, unknown>")]
    details: Value,
}

/// An operator under the name they had.
#[derive(Debug, Serialize, TS)]
pub(crate) struct AuditOperator {
    id: OperatorId,
    name: String,
}

/// Entries given at once at most.
const PAGE_MAX: u32 = 500;

fn seen(entry: AuditEntry) -> AuditRow {
    let Actor {
        made,
        operator,
        verified,
    } = entry.actor;
    AuditRow {
        no: entry.no,
        at: made.at,
        from: made.from,
        by: made.by,
        operator: operator.map(|id| AuditOperator {
            id,
            name: entry.name.unwrap_or_default(),
        }),
        verified,
        action: entry.action,
        subject: entry.subject,
        details: entry.details,
    }
}

pub(crate) async fn audit_list(app: App, request: AuditPage) -> Result<Vec<AuditRow>, ApiError> {
    let AuditPage { before, limit } = request;
    let (before, limit) = (before.unwrap_or(i64::MAX), limit.min(PAGE_MAX));
    let entries = app.store().read(move |r| r.audited(before, limit)).await?;
    Ok(entries.into_iter().map(seen).collect())
}
