use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use ts_rs::TS;

use domain::Problem;
use gateway::GatewayError;
use net::Failure;
use report::ReportError;
use store::StoreError;
use vault::VaultError;

use crate::ai::NoAnswer;
use crate::ai_services::NotAsked;
use crate::settings::system_language;

/// Why a command was not done, as it crosses to whoever called it. The window chooses its words by
/// the code; the message is for the command line and the log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, thiserror::Error)]
#[error("{message}")]
pub struct ApiError {
    /// Stable, lower case with underscores.
    pub code: String,
    /// One English sentence: what, where, what to do.
    pub message: String,
    /// What the words need: numbers, names, problems of fields.
    #[ts(type = "unknown")]
    pub details: Value,
}

impl ApiError {
    pub(crate) fn new(code: &str, message: impl Into<String>) -> Self {
        Self {
            code: code.to_owned(),
            message: message.into(),
            details: Value::Null,
        }
    }

    pub(crate) fn with(self, details: Value) -> Self {
        Self { details, ..self }
    }

    /// The same, of one field.
    pub(crate) fn at(self, field: &str) -> Self {
        let message = format!("{field}: {}", self.message);
        Self { message, ..self }
    }

    pub(crate) fn not_found(what: &str, id: impl std::fmt::Display) -> Self {
        Self::new("not_found", format!("there is no {what} {id}"))
            .with(json!({ "what": what, "id": id.to_string() }))
    }

    pub(crate) fn invalid(problems: &[Problem]) -> Self {
        let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
        Self::new("invalid", said.join("; ")).with(json!(problems))
    }

    /// A change that began from what no longer stands; `since` tells who changed what.
    pub(crate) fn conflict(since: &str) -> Self {
        Self::new(
            "conflict",
            format!(
                "{since}; nothing was overwritten: look at what stands there now, and change that"
            ),
        )
    }

    pub(crate) fn malformed(what: impl std::fmt::Display) -> Self {
        Self::new("malformed_request", what.to_string())
    }

    pub(crate) fn too_long(length: usize, limit: usize) -> Self {
        let message = format!("the text has {length} characters; the limit is {limit}");
        Self::new("text_too_long", message).with(json!({ "length": length, "limit": limit }))
    }

    pub(crate) fn cancelled() -> Self {
        Self::new("cancelled", "it was cancelled; nothing was kept")
    }

    /// What to say of a start that failed, in the system's language where there are words for it.
    #[must_use]
    pub fn why_not_started(&self) -> String {
        let path = self.details["path"].as_str().unwrap_or_default();
        language::start::refused(&self.code).map_or_else(
            || self.message.clone(),
            |words| words.of(system_language()).replace("{path}", path),
        )
    }

    /// Whether the request was wrong, not the work: a caller should change it before it asks again.
    #[must_use]
    pub fn is_request_wrong(&self) -> bool {
        matches!(
            self.code.as_str(),
            "invalid"
                | "malformed_request"
                | "unknown_command"
                | "unknown_report"
                | "unknown_format"
                | "unknown_zone"
                | "not_allowed"
                | "bad_public_url"
                | "malformed_file"
                | "script_too_long"
                | "builtin"
                | "no_key"
                | "other_chat"
                | "result_required"
                | "unknown_result"
                | "empty_message"
                | "text_too_long"
                | "too_many_files"
                | "file_refused"
                | "file_empty"
                | "file_too_big"
        )
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        let code = match &error {
            StoreError::InUse { .. } => "in_use",
            StoreError::NoPermission { .. } => "no_permission",
            StoreError::NotADatabase { .. } => "not_a_database",
            StoreError::FromTheFuture { .. } => "from_the_future",
            StoreError::ForeignFormat { .. } => "foreign_format",
            StoreError::NoSpace => "no_space",
            StoreError::ReadOnly => "read_only",
            StoreError::Damaged(_) => "damaged",
            StoreError::Disk(_) => "disk",
            StoreError::Closed => "closed",
            StoreError::Malformed { .. } | StoreError::Panicked(_) | StoreError::Refused(_) => {
                "internal"
            }
        };
        let details = match &error {
            StoreError::InUse { folder: path }
            | StoreError::NoPermission { path, .. }
            | StoreError::NotADatabase { path }
            | StoreError::FromTheFuture { path, .. }
            | StoreError::ForeignFormat { path, .. } => json!({ "path": path }),
            _ => Value::Null,
        };
        Self::new(code, error.to_string()).with(details)
    }
}

impl From<engine::Refused> for ApiError {
    fn from(refused: engine::Refused) -> Self {
        use engine::Refused;
        let (code, details) = match &refused {
            Refused::HeldBy { operator, name } => (
                "held_by",
                json!({ "operator": { "id": operator, "name": name } }),
            ),
            Refused::NobodyHolds => ("nobody_holds", Value::Null),
            Refused::Yours => ("yours_already", Value::Null),
            Refused::NoKey => ("no_key", Value::Null),
            Refused::Closed => ("closed", Value::Null),
            Refused::Gone => ("gone", Value::Null),
            Refused::ResultRequired { results } => {
                ("result_required", json!({ "results": results }))
            }
            Refused::UnknownResult { results, .. } => {
                ("unknown_result", json!({ "results": results }))
            }
            Refused::UnknownOperator => ("unknown_operator", Value::Null),
            Refused::UnknownGroup => ("unknown_group", Value::Null),
            Refused::UnknownScript => ("unknown_script", Value::Null),
            Refused::Empty => ("empty_message", Value::Null),
            Refused::TooLong { length, limit } => {
                ("text_too_long", json!({ "length": length, "limit": limit }))
            }
            Refused::Store(error) => return error.clone().into(),
            Refused::Broken(_) => ("broken", Value::Null),
        };
        Self::new(code, refused.to_string()).with(details)
    }
}

impl From<ReportError> for ApiError {
    fn from(error: ReportError) -> Self {
        let code = match error {
            ReportError::Store(error) => return error.into(),
            ReportError::Cancelled => return Self::cancelled(),
            ReportError::UnknownFormat { .. } => "unknown_format",
            ReportError::UnknownZone { .. } => "unknown_zone",
            ReportError::NoFolder { .. } => "no_folder",
            ReportError::IsFolder { .. } => "is_folder",
            ReportError::NoPermission { .. } => "no_permission",
            ReportError::NoSpace { .. } => "no_space",
            ReportError::InUse { .. } => "file_in_use",
            ReportError::NotWritten { .. } => "not_written",
        };
        Self::new(code, error.to_string())
    }
}

impl From<GatewayError> for ApiError {
    fn from(error: GatewayError) -> Self {
        let (code, details) = match &error {
            GatewayError::PortTaken { address } => {
                ("port_taken", json!({ "port": address.port() }))
            }
            GatewayError::NotAllowed { address } => {
                ("port_not_allowed", json!({ "port": address.port() }))
            }
            GatewayError::Bind { .. } => ("cannot_listen", Value::Null),
            GatewayError::BadPublicUrl { .. } => ("bad_public_url", Value::Null),
        };
        Self::new(code, error.to_string()).with(details)
    }
}

impl From<VaultError> for ApiError {
    fn from(error: VaultError) -> Self {
        let (code, path) = match &error {
            VaultError::NoKeyStore { .. } => ("no_key_store", None),
            VaultError::KeyStoreRefused { .. } => ("key_store_refused", None),
            VaultError::PassphraseNotRead { path, .. }
            | VaultError::PassphraseOpen { path, .. }
            | VaultError::PassphraseEmpty { path } => ("no_passphrase", Some(path)),
            VaultError::WrongPassphrase { path } => ("wrong_passphrase", Some(path)),
            VaultError::Damaged { path, .. }
            | VaultError::FromTheFuture { path, .. }
            | VaultError::NotRead { path, .. } => ("vault_not_read", Some(path)),
            VaultError::NotWritten { path, .. } => ("vault_not_written", Some(path)),
        };
        Self::new(code, error.to_string()).with(json!({ "path": path }))
    }
}

impl From<NotAsked> for ApiError {
    fn from(error: NotAsked) -> Self {
        let (code, details) = match &error {
            NotAsked::Program(error) => return error.clone(),
            NotAsked::Unknown { name } => return Self::not_found("AI service", name),
            NotAsked::NoKey { .. } => ("key_gone", Value::Null),
            NotAsked::Net(Failure::PrivateAddress { at }) => {
                ("address_private", json!({ "at": at }))
            }
            NotAsked::Net(Failure::NotReached { at, why }) => {
                ("not_reached", json!({ "at": at, "why": why }))
            }
            NotAsked::Net(Failure::TimedOut { after }) => {
                ("timed_out", json!({ "seconds": after.as_secs() }))
            }
            NotAsked::NoAnswer(NoAnswer::Refused { status, said }) => {
                ("ai_refused", json!({ "status": status, "said": said }))
            }
            NotAsked::Net(_) | NotAsked::NoAnswer(NoAnswer::Nonsense { .. }) => {
                ("ai_nonsense", json!({ "why": error.to_string() }))
            }
            NotAsked::NoAnswer(NoAnswer::Silence) => ("ai_silence", Value::Null),
        };
        Self::new(code, error.to_string()).with(details)
    }
}
