//! The language models that scripts ask: what they are called, where they are, which key opens them.

use std::time::Duration;

use domain::{AiServiceInput, AuditAction, Secret};
use language::fold;
use net::{Failure, Request};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use store::Reader;
use ts_rs::TS;

use crate::ai::{self, NoAnswer};
use crate::names::{is_same_name, sound, taken};
use crate::settings::Nothing;
use crate::{ApiError, App, From};

/// The setting that holds them.
const SERVICES: &str = "ai_services";
/// How long a trial waits.
const TRIAL: Duration = Duration::from_secs(30);

/// A language model that scripts may ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub(crate) struct AiService {
    /// What scripts call it.
    name: String,
    /// Where it is.
    address: String,
    /// Which of its models answers.
    model: String,
    /// Whether a key for it is kept.
    has_key: bool,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct AiServiceSave {
    name: String,
    address: String,
    model: String,
    /// The key; none keeps the one there, an empty one takes it away.
    #[serde(default)]
    key: Option<Secret>,
    /// What it was called before; none makes a new one.
    #[serde(default)]
    was: Option<String>,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct AiServiceByName {
    name: String,
}

/// What a model said to a trial.
#[derive(Debug, Serialize, TS)]
pub(crate) struct AiSaid {
    said: String,
    /// How long it took, in milliseconds.
    #[ts(type = "number")]
    ms: u64,
}

/// Why a model did not answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotAsked {
    /// There is none of this name.
    #[error("there is no AI service `{name}`; set it up in the settings, under Connections")]
    Unknown { name: String },
    /// Its key is not where it was put.
    #[error("the key of the AI service `{name}` is gone; enter it again")]
    NoKey { name: String },
    /// It could not be asked.
    #[error(transparent)]
    Net(#[from] Failure),
    /// It answered, and it was no answer.
    #[error(transparent)]
    NoAnswer(#[from] NoAnswer),
    /// The program could not get at what it needs.
    #[error(transparent)]
    Program(#[from] ApiError),
}

impl AiService {
    fn of(input: AiServiceInput, has_key: bool) -> Self {
        let AiServiceInput {
            name,
            address,
            model,
        } = input;
        Self {
            name,
            address,
            model,
            has_key,
        }
    }

    fn input(&self) -> AiServiceInput {
        AiServiceInput {
            name: self.name.clone(),
            address: self.address.clone(),
            model: self.model.clone(),
        }
    }

    /// What it leaves in the audit; never the key.
    fn details(&self) -> Value {
        json!({ "address": self.address, "model": self.model, "has_key": self.has_key })
    }
}

/// What the key of a service is called in the vault.
fn key_of(name: &str) -> String {
    format!("ai/{}", fold(name))
}

fn services(reader: &Reader<'_>) -> Result<Vec<AiService>, ApiError> {
    Ok(reader.setting(SERVICES)?.unwrap_or_default())
}

fn place(services: &[AiService], name: &str) -> Result<usize, ApiError> {
    let place = services
        .iter()
        .position(|one| is_same_name(&one.name, name));
    place.ok_or_else(|| ApiError::not_found("AI service", name))
}

/// Where in the list `input` is to stand in place of another one; none adds it.
fn check(
    services: &[AiService],
    input: &AiServiceInput,
    was: Option<&str>,
) -> Result<Option<usize>, ApiError> {
    let at = was.map(|was| place(services, was)).transpose()?;
    let others = services
        .iter()
        .enumerate()
        .filter(|(index, _)| Some(*index) != at);
    let problems: Vec<_> = taken(&input.name, others.map(|(_, other)| &other.name))
        .into_iter()
        .collect();
    sound(at, &problems)
}

impl App {
    /// Asks a model and returns what it says; all of it takes `timeout` at most.
    pub(crate) async fn ask_model(
        &self,
        name: &str,
        instructions: &str,
        lines: Vec<ai::Line>,
        timeout: Duration,
    ) -> Result<String, NotAsked> {
        let asked = async {
            let request = self.question(name, instructions, lines, timeout).await?;
            let response = self.client().await?.send(request).await?;
            Ok(ai::said(&response)?)
        };
        // The key store counts too: it may wait for a person.
        tokio::time::timeout(timeout, asked)
            .await
            .unwrap_or(Err(NotAsked::Net(Failure::TimedOut { after: timeout })))
    }

    async fn question(
        &self,
        name: &str,
        instructions: &str,
        lines: Vec<ai::Line>,
        timeout: Duration,
    ) -> Result<Request, NotAsked> {
        let services = self.store().read(services).await?;
        let service = services.iter().find(|one| is_same_name(&one.name, name));
        let service = service.ok_or_else(|| NotAsked::Unknown {
            name: name.to_owned(),
        })?;
        let key = if service.has_key {
            let key = key_of(&service.name);
            let key = self.with_vault(move |vault| vault.get(&key)).await?;
            let name = service.name.clone();
            Some(key.ok_or(NotAsked::NoKey { name })?)
        } else {
            None
        };
        let service = service.input();
        Ok(ai::request(
            &service,
            key.as_ref(),
            instructions,
            lines,
            timeout,
        ))
    }
}

pub(crate) async fn ai_services_list(app: App, _: Nothing) -> Result<Vec<AiService>, ApiError> {
    let mut services = app.store().read(services).await?;
    services.sort_by_cached_key(|service| fold(&service.name));
    Ok(services)
}

pub(crate) async fn ai_service_save(
    app: App,
    from: From,
    request: AiServiceSave,
) -> Result<AiService, ApiError> {
    let AiServiceSave {
        name,
        address,
        model,
        key,
        was,
    } = request;
    let input = AiServiceInput {
        name,
        address,
        model,
    };
    let (input, problems) = input.read();
    let input = sound(input, &problems)?;
    let (kept, wanted, before) = (input.clone(), was.clone(), was.clone());
    let had_key = app.store().read(move |r| {
        let services = services(r)?;
        let at = check(&services, &kept, before.as_deref())?;
        Ok::<_, ApiError>(at.is_some_and(|at| services[at].has_key))
    });
    let has_key = app.keep_key(had_key.await?, was, &input.name, key).await?;
    let actor = app.actor(from);
    app.store()
        .write(move |w| {
            let mut services = services(w)?;
            let at = check(&services, &input, wanted.as_deref())?;
            let service = AiService::of(input, has_key);
            match at {
                Some(at) => services[at] = service.clone(),
                None => services.push(service.clone()),
            }
            w.set_setting(SERVICES, &services)?;
            let mut details = service.details();
            details["was"] = json!(wanted);
            w.audit(&actor, AuditAction::AiServiceSaved, &service.name, &details)?;
            Ok(service)
        })
        .await
}

impl App {
    /// Puts the key of a service where it belongs under its new name; whether there is one then.
    async fn keep_key(
        &self,
        had_key: bool,
        was: Option<String>,
        name: &str,
        key: Option<Secret>,
    ) -> Result<bool, ApiError> {
        let (old, new) = (
            was.filter(|_| had_key).map(|was| key_of(&was)),
            key_of(name),
        );
        let is_renamed = old.as_ref().is_some_and(|old| *old != new);
        if key.is_none() && !is_renamed {
            return Ok(had_key);
        }
        if old.is_none() && key.as_ref().is_none_or(|key| key.expose().is_empty()) {
            return Ok(false);
        }
        self.with_vault(move |vault| {
            let key = match (key, &old) {
                (None, Some(old)) => vault.get(old)?,
                (key, _) => key.filter(|key| !key.expose().is_empty()),
            };
            let has_key = key.is_some();
            match key {
                Some(key) => vault.set(&new, key)?,
                None => vault.remove(&new)?,
            }
            if let Some(old) = old.filter(|old| *old != new) {
                vault.remove(&old)?;
            }
            Ok(has_key)
        })
        .await
    }
}

pub(crate) async fn ai_service_delete(
    app: App,
    from: From,
    request: AiServiceByName,
) -> Result<Nothing, ApiError> {
    let actor = app.actor(from);
    let deleted = app.store().write(move |w| {
        let mut services = services(w)?;
        let service = services.remove(place(&services, &request.name)?);
        w.set_setting(SERVICES, &services)?;
        let action = AuditAction::AiServiceDeleted;
        w.audit(&actor, action, &service.name, &service.details())?;
        Ok::<_, ApiError>(service)
    });
    let deleted = deleted.await?;
    if deleted.has_key {
        let key = key_of(&deleted.name);
        app.with_vault(move |vault| vault.remove(&key)).await?;
    }
    Ok(Nothing {})
}

pub(crate) async fn ai_service_test(
    app: App,
    request: AiServiceByName,
) -> Result<AiSaid, ApiError> {
    let began = tokio::time::Instant::now();
    let task = "Answer in one short sentence that you can be reached.";
    let hello = vec![ai::Line::of_client("Hello!")];
    let said = app.ask_model(&request.name, task, hello, TRIAL).await?;
    let ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    Ok(AiSaid { said, ms })
}

#[cfg(test)]
mod tests;
