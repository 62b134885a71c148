//! Scripts: the list, and the draft of each that somebody works on.

use std::collections::HashMap;

use domain::{
    AuditAction, ChatId, Messenger, NAME_MAX, Problem, ProblemCode, ScriptId, ScriptMomentKind,
    Timestamp,
};
use language::{Language, fold};
use script::{Around, Block, BlockId, BlockKind, Draft, Start};
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::{KeepMoment, Made, Reader, Writer};
use ts_rs::TS;

use crate::chats::copy_name;
use crate::names::sound;
use crate::settings::Nothing;
use crate::{ApiError, App, From, script_ready};

/// Whoever comes back to a draft after so many seconds begins another piece of work.
const REST_S: u32 = 3600;

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScriptsList {
    /// Part of the name; empty means all.
    #[serde(default)]
    search: String,
}

/// A script in the list.
#[derive(Debug, Serialize, TS)]
pub(crate) struct ScriptRow {
    id: ScriptId,
    name: String,
    /// The language of its texts.
    language: Language,
    /// It comes with the program.
    builtin: bool,
    /// The newest published version; none yet.
    published: Option<u32>,
    /// The draft is not what was published.
    changed: bool,
    /// What keeps its draft from being published.
    errors: usize,
    /// What its author should know.
    warnings: usize,
    /// The chats that use it.
    chats: Vec<ChatOfScript>,
    updated_at: Timestamp,
    /// The name of whoever changed it last on their computer.
    updated_by: Option<String>,
}

/// A chat that uses a script.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct ChatOfScript {
    id: ChatId,
    name: String,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScriptById {
    pub(crate) id: ScriptId,
}

/// A script as somebody works on it.
#[derive(Debug, Serialize, TS)]
pub(crate) struct ScriptOpen {
    id: ScriptId,
    /// It comes with the program; nobody changes it.
    builtin: bool,
    #[ts(type = "number")]
    revision: i64,
    draft: Draft,
    problems: Vec<script::Problem>,
    /// The newest published version; none yet.
    published: Option<u32>,
    /// The draft is not what was published.
    changed: bool,
    /// The chats that use it.
    chats: Vec<ChatOfScript>,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScriptCreate {
    from: MadeOf,
    /// None gives it the name of what it is made of; a copy gets a number.
    name: Option<String>,
    /// None is that of the program. A copy stays in its language.
    language: Option<Language>,
}

/// What a script is made of.
#[derive(Debug, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum MadeOf {
    /// Of nothing but its start.
    Empty,
    /// Of one that comes with the program for people to begin with.
    Ready {
        /// Which.
        code: String,
    },
    /// Of the draft of another one.
    Copy {
        /// Which.
        id: ScriptId,
    },
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScriptSave {
    id: ScriptId,
    /// The revision the change began from.
    #[ts(type = "number")]
    revision: i64,
    draft: Draft,
}

#[derive(Debug, Serialize, TS)]
pub(crate) struct ScriptSaved {
    #[ts(type = "number")]
    revision: i64,
    problems: Vec<script::Problem>,
}

/// What there is around scripts, read once for all of them.
pub(crate) struct Surroundings {
    chats: HashMap<ScriptId, Vec<ChatOfScript>>,
    messengers: HashMap<ChatId, Vec<Messenger>>,
    scripts: Vec<ScriptId>,
    groups: Vec<domain::GroupId>,
    services: Vec<String>,
}

impl Surroundings {
    pub(crate) fn read(r: &Reader<'_>) -> Result<Self, ApiError> {
        /// An AI service, as far as scripts name it.
        #[derive(Deserialize)]
        struct Named {
            name: String,
        }

        let mut chats: HashMap<ScriptId, Vec<ChatOfScript>> = HashMap::new();
        for used in r.scripts_in_use()? {
            chats.entry(used.script).or_default().push(ChatOfScript {
                id: used.chat,
                name: used.chat_name,
            });
        }
        let mut messengers: HashMap<ChatId, Vec<Messenger>> = HashMap::new();
        for channel in r.all_channels()? {
            let of_chat = messengers.entry(channel.chat).or_default();
            of_chat.push(channel.messenger);
        }
        let services: Vec<Named> = r.setting("ai_services")?.unwrap_or_default();
        Ok(Self {
            chats,
            messengers,
            scripts: r.published_scripts()?,
            groups: r.groups()?.into_iter().map(|group| group.id).collect(),
            services: services.into_iter().map(|one| one.name).collect(),
        })
    }

    /// The chats that use a script.
    pub(crate) fn chats(&self, id: ScriptId) -> &[ChatOfScript] {
        self.chats.get(&id).map_or(&[], Vec::as_slice)
    }

    /// What is wrong with the draft of this script; none while it is nobody's.
    pub(crate) fn problems(&self, id: Option<ScriptId>, draft: &Draft) -> Vec<script::Problem> {
        let chats = id.map_or(&[][..], |id| self.chats(id)).iter();
        let mut channels: Vec<Messenger> = chats
            .filter_map(|chat| self.messengers.get(&chat.id))
            .flatten()
            .copied()
            .collect();
        channels.sort_unstable();
        channels.dedup();
        draft.problems(&Around {
            channels: &channels,
            scripts: &self.scripts,
            groups: &self.groups,
            services: &self.services,
        })
    }
}

/// The script, unless it was deleted.
pub(crate) fn found(r: &Reader<'_>, id: ScriptId) -> Result<store::Script, ApiError> {
    r.script(id)?
        .ok_or_else(|| ApiError::not_found("script", id))
}

/// The script, if people may change it.
pub(crate) fn own(r: &Reader<'_>, id: ScriptId) -> Result<store::Script, ApiError> {
    let script = found(r, id)?;
    if script.builtin.is_some() {
        let message = format!(
            "`{}` comes with the program and cannot be changed; make a copy of it",
            script.name
        );
        return Err(ApiError::new("builtin", message));
    }
    Ok(script)
}

/// The script, if people may change it and it still stands at `revision`.
pub(crate) fn own_at(
    r: &Reader<'_>,
    id: ScriptId,
    revision: i64,
) -> Result<store::Script, ApiError> {
    let script = own(r, id)?;
    if script.revision == revision {
        return Ok(script);
    }
    let since = format!(
        "{} saved this in the meantime: the script stands at revision {}, not at {revision}",
        script.updated_by.as_deref().unwrap_or("somebody else"),
        script.revision
    );
    Err(ApiError::conflict(&since).with(json!({
        "revision": script.revision,
        "by": script.updated_by,
        "at": script.updated_at,
    })))
}

/// A draft out of the store.
pub(crate) fn draft(body: &str) -> Result<Draft, ApiError> {
    Draft::read(body).map_err(|error| ApiError::new("damaged_script", error.to_string()))
}

/// A draft as the store keeps it; one that could not be read again is not kept.
pub(crate) fn body(draft: &Draft) -> Result<String, ApiError> {
    let text = draft.write();
    if text.len() > script::FILE_MAX {
        let (length, limit) = (text.len(), script::FILE_MAX);
        let message = format!("the script has {length} bytes; the limit is {limit}");
        let details = json!({ "length": length, "limit": limit });
        return Err(ApiError::new("script_too_long", message).with(details));
    }
    Ok(text)
}

/// A script as somebody works on it.
pub(crate) fn open(r: &Reader<'_>, id: ScriptId) -> Result<ScriptOpen, ApiError> {
    let script = found(r, id)?;
    let draft = draft(&script.draft)?;
    let around = Surroundings::read(r)?;
    Ok(ScriptOpen {
        id,
        builtin: script.builtin.is_some(),
        revision: script.revision,
        problems: around.problems(Some(id), &draft),
        draft,
        published: script.version,
        changed: script.changed,
        chats: around.chats(id).to_vec(),
    })
}

/// Keeps how a draft stands, unless that was kept already.
pub(crate) fn keep_as_it_is(w: &mut Writer<'_>, script: &store::Script) -> Result<(), ApiError> {
    if w.last_kept(script.id)?.as_ref() != Some(&script.draft) {
        let moment = KeepMoment {
            what: ScriptMomentKind::Saved,
            name: None,
            version: None,
            by: script.updated_by.as_deref(),
            at: script.updated_at,
            body: &script.draft,
        };
        w.keep_moment(script.id, moment)?;
    }
    Ok(())
}

/// Adds a script that is made of `draft`.
pub(crate) fn add(w: &mut Writer<'_>, draft: &Draft, made: &Made) -> Result<ScriptId, ApiError> {
    let id = ScriptId::new(made.at);
    w.add_script(id, &draft.name, &body(draft)?, made)?;
    Ok(id)
}

pub(crate) async fn scripts_list(
    app: App,
    request: ScriptsList,
) -> Result<Vec<ScriptRow>, ApiError> {
    let search = fold(&request.search);
    app.store()
        .read(move |r| {
            let around = Surroundings::read(r)?;
            let scripts = r.scripts()?.into_iter();
            let shown = scripts.filter(|script| fold(&script.name).contains(&search));
            Ok(shown.map(|script| row(script, &around)).collect())
        })
        .await
}

fn row(script: store::Script, around: &Surroundings) -> ScriptRow {
    let (language, errors, warnings) = match draft(&script.draft) {
        Ok(draft) => {
            let problems = around.problems(Some(script.id), &draft);
            let errors = problems.iter().filter(|problem| problem.is_error()).count();
            (draft.language, errors, problems.len() - errors)
        }
        Err(error) => {
            tracing::error!(%error, script = %script.id, "a script cannot be read");
            let code = script.builtin.as_deref();
            let language = code.and_then(|code| code.parse().ok());
            (language.unwrap_or_default(), 1, 0)
        }
    };
    ScriptRow {
        id: script.id,
        name: script.name,
        language,
        builtin: script.builtin.is_some(),
        published: script.version,
        changed: script.changed,
        errors,
        warnings,
        chats: around.chats(script.id).to_vec(),
        updated_at: script.updated_at,
        updated_by: script.updated_by,
    }
}

pub(crate) async fn script_open(app: App, request: ScriptById) -> Result<ScriptOpen, ApiError> {
    app.store().read(move |r| open(r, request.id)).await
}

pub(crate) async fn script_create(
    app: App,
    from: From,
    request: ScriptCreate,
) -> Result<ScriptOpen, ApiError> {
    let ours = app.language().await?;
    let made = app.made(from);
    app.store()
        .write(move |w| {
            let draft = new_draft(w, request, ours)?;
            let id = add(w, &draft, &made)?;
            open(w, id)
        })
        .await
}

fn new_draft(r: &Reader<'_>, request: ScriptCreate, ours: Language) -> Result<Draft, ApiError> {
    let language = request.language.unwrap_or(ours);
    let mut draft = match request.from {
        MadeOf::Empty => empty(language),
        MadeOf::Ready { code } => script_ready::draft(&code, language)?,
        MadeOf::Copy { id } => {
            let mut draft = draft(&found(r, id)?.draft)?;
            let taken: Vec<_> = r.scripts()?.into_iter().map(|script| script.name).collect();
            draft.name = copy_name(&draft.name, &taken);
            draft
        }
    };
    if let Some(name) = request.name {
        draft.name = name;
    }
    draft.name = read_name(&draft.name)?;
    Ok(draft)
}

/// A name that people gave, without spaces around it.
pub(crate) fn read_name(name: &str) -> Result<String, ApiError> {
    let name = name.trim();
    let length = name.chars().count();
    let code = match length {
        0 => Some(ProblemCode::Empty),
        1..=NAME_MAX => None,
        _ => Some(ProblemCode::TooLong {
            length,
            limit: NAME_MAX,
        }),
    };
    let problem = code.map(|code| Problem::new("name", code));
    sound(name.to_owned(), problem.as_slice())
}

/// A script with nothing in it but its start.
fn empty(language: Language) -> Draft {
    let start: BlockId = "start".parse().expect("five letters are the id of a block");
    Draft {
        name: String::new(),
        language,
        settings: script::Settings::default(),
        blocks: vec![Block {
            id: start,
            kind: BlockKind::Start(Start::default()),
            title: None,
            at: Some([0, 0]),
        }],
    }
}

pub(crate) async fn script_save(
    app: App,
    from: From,
    request: ScriptSave,
) -> Result<ScriptSaved, ApiError> {
    let ScriptSave {
        id,
        revision,
        draft,
    } = request;
    let made = app.made(from);
    app.store()
        .write(move |w| {
            let revision = save(w, id, revision, &draft, &made)?;
            let problems = Surroundings::read(w)?.problems(Some(id), &draft);
            Ok(ScriptSaved { revision, problems })
        })
        .await
}

/// Puts a draft in the place of what stood at `revision` and gives the revision it stands at then.
fn save(
    w: &mut Writer<'_>,
    id: ScriptId,
    revision: i64,
    draft: &Draft,
    made: &Made,
) -> Result<i64, ApiError> {
    let body = body(draft)?;
    let now = own(w, id)?;
    if now.draft == body {
        // It was saved already, by a call whose answer was lost, or nothing changes.
        return Ok(now.revision);
    }
    let before = own_at(w, id, revision)?;
    if made.at >= before.updated_at.plus_seconds(REST_S) {
        keep_as_it_is(w, &before)?;
    }
    replace(w, &before, draft, &body, made)
}

/// Puts a draft in the place of what stands there.
pub(crate) fn replace(
    w: &mut Writer<'_>,
    before: &store::Script,
    draft: &Draft,
    body: &str,
    made: &Made,
) -> Result<i64, ApiError> {
    w.save_script(before.id, before.revision, &draft.name, body, made)?
        .ok_or_else(|| ApiError::not_found("script", before.id))
}

pub(crate) async fn script_delete(
    app: App,
    from: From,
    request: ScriptById,
) -> Result<Nothing, ApiError> {
    let (actor, id) = (app.actor(from), request.id);
    app.store()
        .write(move |w| {
            let script = own(w, id)?;
            let around = Surroundings::read(w)?;
            let chats = around.chats(id);
            if !chats.is_empty() {
                let names: Vec<_> = chats.iter().map(|chat| chat.name.as_str()).collect();
                let message = format!(
                    "`{}` is in use: {}; choose another script there first",
                    script.name,
                    names.join(", ")
                );
                let details = json!({ "chats": chats });
                return Err(ApiError::new("in_use", message).with(details));
            }
            w.delete_script(id, actor.made.at)?;
            let details = json!({ "name": script.name, "version": script.version });
            w.audit(&actor, AuditAction::ScriptDeleted, id, &details)?;
            Ok(Nothing {})
        })
        .await
}

pub(crate) async fn script_restore(
    app: App,
    from: From,
    request: ScriptById,
) -> Result<Nothing, ApiError> {
    let (actor, id) = (app.actor(from), request.id);
    app.store()
        .write(move |w| {
            if !w.restore_script(id)? {
                return Err(ApiError::not_found("script", id));
            }
            let details = json!({ "name": found(w, id)?.name });
            w.audit(&actor, AuditAction::ScriptRestored, id, &details)?;
            Ok(Nothing {})
        })
        .await
}
