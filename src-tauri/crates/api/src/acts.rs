//! What an operator does in dialogs.

use domain::{AuditAction, AuthorType, DialogId, GroupId, MessageId, OperatorId, ScriptId};
use engine::{Action, Refused, To};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use store::{Change, StoreError};
use ts_rs::TS;

use crate::desk::Acting;
use crate::dialogs::Message;
use crate::files::FileToSend;
use crate::inbox::InboxRow;
use crate::settings::Nothing;
use crate::{ApiError, App, From};

/// The most files that are sent at once.
const FILES: usize = 10;
/// The most characters of a draft: more than any messenger takes.
const DRAFT_MAX: usize = 20_000;

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct DialogTake {
    #[serde(default, rename = "as")]
    #[ts(skip)]
    as_operator: Option<String>,
    id: DialogId,
    /// The holder it is taken over from.
    #[serde(default)]
    over: Option<OperatorId>,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct DialogSend {
    #[serde(default, rename = "as")]
    #[ts(skip)]
    as_operator: Option<String>,
    id: DialogId,
    /// May be empty when files are sent.
    text: String,
    files: Vec<FileToSend>,
    /// The sender's own id of this: the same again changes nothing.
    key: String,
}

#[derive(Debug, Serialize, TS)]
pub(crate) struct DialogSent {
    messages: Vec<Message>,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct DialogTransfer {
    #[serde(default, rename = "as")]
    #[ts(skip)]
    as_operator: Option<String>,
    id: DialogId,
    to: TransferTo,
}

/// To whom a dialog is passed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum TransferTo {
    Operator {
        operator: OperatorId,
    },
    /// None means anybody.
    Group {
        group: Option<GroupId>,
    },
    Bot,
    Script {
        script: ScriptId,
    },
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct DialogClose {
    #[serde(default, rename = "as")]
    #[ts(skip)]
    as_operator: Option<String>,
    id: DialogId,
    /// One of the chat's results.
    #[serde(default)]
    result: Option<String>,
    spam: bool,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct DialogOfOperator {
    #[serde(default, rename = "as")]
    #[ts(skip)]
    as_operator: Option<String>,
    id: DialogId,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct DraftKeep {
    #[serde(default, rename = "as")]
    #[ts(skip)]
    as_operator: Option<String>,
    dialog: DialogId,
    /// Empty removes the draft.
    text: String,
}

impl std::convert::From<TransferTo> for To {
    fn from(to: TransferTo) -> Self {
        match to {
            TransferTo::Operator { operator } => Self::Operator(operator),
            TransferTo::Group { group } => Self::Group(group),
            TransferTo::Bot => Self::Bot,
            TransferTo::Script { script } => Self::Script(script),
        }
    }
}

impl TransferTo {
    /// To whom, as it is kept.
    fn details(self) -> Value {
        match self {
            Self::Operator { operator } => json!({ "operator": operator }),
            Self::Group { group } => json!({ "group": group }),
            Self::Bot => json!({ "bot": true }),
            Self::Script { script } => json!({ "script": script }),
        }
    }
}

impl App {
    /// Does what an operator does in a dialog.
    async fn act(
        &self,
        dialog: DialogId,
        me: &Acting,
        action: Action,
    ) -> Result<Vec<MessageId>, ApiError> {
        let acted = self.workplace().act(dialog, me.operator, action).await;
        Ok(acted.map_err(|refused| refusal(dialog, refused))?.messages)
    }

    /// Does what an operator does in a dialog, and keeps in the same transaction that they did.
    async fn act_audited(
        &self,
        dialog: DialogId,
        me: Acting,
        action: Action,
        kept: AuditAction,
        details: Value,
    ) -> Result<(), ApiError> {
        let actor = me.actor;
        let audit = move |w: &mut store::Writer<'_>| w.audit(&actor, kept, dialog, &details);
        let acted = self.workplace().act_and(dialog, me.operator, action, audit);
        acted.await.map_err(|refused| refusal(dialog, refused))?;
        Ok(())
    }
}

/// Why an operator could not do it, with the dialog it is about.
fn refusal(dialog: DialogId, refused: Refused) -> ApiError {
    let names_dialog = matches!(refused, Refused::Closed | Refused::Gone);
    let error = ApiError::from(refused);
    match names_dialog {
        true => error.with(json!({ "dialog": dialog })),
        false => error,
    }
}

pub(crate) async fn dialog_take(
    app: App,
    from: From,
    request: DialogTake,
) -> Result<InboxRow, ApiError> {
    let me = app.acting(from, request.as_operator).await?;
    let (dialog, over) = (request.id, request.over);
    let operator = me.operator;
    let details = over.map_or_else(|| json!({}), |over| json!({ "over": over }));
    let (action, kept) = (Action::Take { over }, AuditAction::DialogTaken);
    app.act_audited(dialog, me, action, kept, details).await?;
    app.inbox_row(dialog, operator).await
}

pub(crate) async fn dialog_send(
    app: App,
    from: From,
    request: DialogSend,
) -> Result<DialogSent, ApiError> {
    let me = app.acting(from, request.as_operator).await?;
    let (dialog, text, key) = (request.id, request.text, request.key);
    let count = request.files.len();
    if count > FILES {
        let message = format!("{count} files at once; the limit is {FILES}");
        let details = json!({ "count": count, "limit": FILES });
        return Err(ApiError::new("too_many_files", message).with(details));
    }
    let files = app.kept_files(request.files).await?;
    let sent = app
        .act(dialog, &me, Action::Write { text, files, key })
        .await?;
    let messages = app.store().read(move |r| {
        let found = sent.into_iter().map(|id| r.message(id));
        found.collect::<Result<Vec<_>, StoreError>>()
    });
    let messages = messages.await?.into_iter().flatten();
    Ok(DialogSent {
        messages: messages.map(Into::into).collect(),
    })
}

pub(crate) async fn dialog_transfer(
    app: App,
    from: From,
    request: DialogTransfer,
) -> Result<Nothing, ApiError> {
    let me = app.acting(from, request.as_operator).await?;
    let (dialog, to) = (request.id, request.to);
    let (action, kept) = (Action::Transfer(to.into()), AuditAction::DialogTransferred);
    app.act_audited(dialog, me, action, kept, to.details())
        .await?;
    Ok(Nothing {})
}

pub(crate) async fn dialog_close(
    app: App,
    from: From,
    request: DialogClose,
) -> Result<Nothing, ApiError> {
    let me = app.acting(from, request.as_operator).await?;
    let (dialog, result) = (request.id, request.result);
    let (action, kept, details) = if request.spam {
        (Action::Spam, AuditAction::DialogSpam, json!({}))
    } else {
        let details = json!({ "result": result });
        (Action::Close { result }, AuditAction::DialogClosed, details)
    };
    app.act_audited(dialog, me, action, kept, details).await?;
    Ok(Nothing {})
}

pub(crate) async fn dialog_typing(
    app: App,
    from: From,
    request: DialogOfOperator,
) -> Result<Nothing, ApiError> {
    let me = app.acting(from, request.as_operator).await?;
    let dialog = request.id;
    app.act(dialog, &me, Action::Typing).await?;
    if let Some(head) = app.store().read(move |r| r.dialog_head(dialog)).await? {
        app.store().tell(Change::Typing {
            client: head.client,
            dialog,
            by: AuthorType::Operator,
        });
    }
    Ok(Nothing {})
}

pub(crate) async fn dialog_read(
    app: App,
    from: From,
    request: DialogOfOperator,
) -> Result<Nothing, ApiError> {
    let me = app.acting(from, request.as_operator).await?;
    app.act(request.id, &me, Action::Read).await?;
    Ok(Nothing {})
}

pub(crate) async fn draft_keep(
    app: App,
    from: From,
    request: DraftKeep,
) -> Result<Nothing, ApiError> {
    let me = app.acting(from, request.as_operator).await?;
    let (dialog, text, now) = (request.dialog, request.text, app.now());
    let length = text.chars().count();
    if length > DRAFT_MAX {
        return Err(ApiError::too_long(length, DRAFT_MAX));
    }
    app.store()
        .write(move |w| {
            let gone = || refusal(dialog, Refused::Gone);
            w.dialog_head(dialog)?.ok_or_else(gone)?;
            w.keep_draft(dialog, me.operator, &text, now)?;
            Ok(Nothing {})
        })
        .await
}
