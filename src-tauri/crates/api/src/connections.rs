//! What the program reaches outside of itself: the client it asks by, which private addresses that
//! may ask, and where keys are kept. Nothing of it is made before it is wanted.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use domain::{AuditAction, Problem, ProblemCode};
use net::{Client, HostPort};
use serde::Deserialize;
use serde_json::json;
use store::Reader;
use ts_rs::TS;
use vault::{Passphrase, Vault, VaultError};

use crate::names::sound;
use crate::settings::Nothing;
use crate::{ApiError, App, From};

/// The setting that holds the private addresses that may be asked.
const ALLOWED: &str = "allowed_addresses";
/// How many of them there may be.
const ALLOWED_MAX: usize = 100;

/// What was made to reach others.
#[derive(Default)]
pub(crate) struct Connections {
    /// The client, with the addresses it was made for.
    client: Mutex<Option<(Vec<String>, Client)>>,
    passphrase: OnceLock<PathBuf>,
    vault: Mutex<Option<Arc<Vault>>>,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct AllowedAddressesSave {
    /// Hosts with their ports, as in `localhost:11434`.
    addresses: Vec<String>,
}

impl Connections {
    /// The vault, opened when it is first wanted. One that does not open is tried again.
    fn vault(&self, folder: &std::path::Path) -> Result<Arc<Vault>, VaultError> {
        let mut opened = self.vault.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(vault) = &*opened {
            return Ok(Arc::clone(vault));
        }
        let named = self.passphrase.get().cloned().map(Passphrase::File);
        let passphrase = named.or_else(Passphrase::of_environment);
        let vault = Arc::new(Vault::open(folder, passphrase.as_ref())?);
        *opened = Some(Arc::clone(&vault));
        Ok(vault)
    }
}

#[cfg(test)]
impl Connections {
    /// Whether anything was made to reach others.
    pub(crate) fn was_wanted(&self) -> bool {
        self.client.lock().unwrap().is_some() || self.vault.lock().unwrap().is_some()
    }
}

impl App {
    /// Has keys kept in a file of the data folder that the passphrase in `file` locks, instead of in
    /// the system's key store. The first one named counts.
    pub fn lock_keys_with(&self, file: PathBuf) {
        let _ = self.connections().passphrase.set(file);
    }

    /// Does something with the vault, where waiting for a key store holds nobody up.
    pub(crate) async fn with_vault<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Vault) -> Result<T, VaultError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let app = self.clone();
        let done = tokio::task::spawn_blocking(move || {
            let vault = app.connections().vault(app.folder())?;
            work(&vault)
        });
        let done = done.await;
        let done = done.map_err(|error| ApiError::new("internal", error.to_string()))?;
        Ok(done?)
    }

    /// The client that knows what is allowed now.
    pub(crate) async fn client(&self) -> Result<Client, ApiError> {
        let allowed = self.store().read(allowed).await?;
        let kept = &self.connections().client;
        let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
        match &*kept {
            Some((known, client)) if *known == allowed => Ok(client.clone()),
            _ => {
                let client = Client::new(allowed.iter().filter_map(|text| text.parse().ok()));
                *kept = Some((allowed, client.clone()));
                Ok(client)
            }
        }
    }
}

fn allowed(reader: &Reader<'_>) -> Result<Vec<String>, ApiError> {
    Ok(reader.setting(ALLOWED)?.unwrap_or_default())
}

/// The addresses as they are kept: each once, in one spelling.
fn read(addresses: &[String]) -> Result<Vec<String>, ApiError> {
    let mut problems = Vec::new();
    if addresses.len() > ALLOWED_MAX {
        let (count, limit) = (addresses.len(), ALLOWED_MAX);
        problems.push(Problem::new(
            "addresses",
            ProblemCode::TooMany { count, limit },
        ));
    }
    let mut kept = Vec::new();
    for (index, text) in addresses.iter().enumerate() {
        let mut wrong = |code| problems.push(Problem::new(format!("addresses.{index}"), code));
        match text.parse::<HostPort>().map(|address| address.to_string()) {
            Ok(address) if kept.contains(&address) => wrong(ProblemCode::Twice),
            Ok(address) => kept.push(address),
            Err(_) => wrong(ProblemCode::WrongForm {
                text: text.chars().take(80).collect(),
                examples: ["localhost:11434", "192.168.1.5:8080"]
                    .map(str::to_owned)
                    .to_vec(),
            }),
        }
    }
    sound(kept, &problems)
}

pub(crate) async fn allowed_addresses(app: App, _: Nothing) -> Result<Vec<String>, ApiError> {
    app.store().read(allowed).await
}

pub(crate) async fn allowed_addresses_save(
    app: App,
    from: From,
    request: AllowedAddressesSave,
) -> Result<Vec<String>, ApiError> {
    let next = read(&request.addresses)?;
    let actor = app.actor(from);
    app.store()
        .write(move |w| {
            let before = allowed(w)?;
            let only = |these: &[String], those: &[String]| -> Vec<String> {
                let these = these.iter();
                these
                    .filter(|address| !those.contains(address))
                    .cloned()
                    .collect()
            };
            let (added, removed) = (only(&next, &before), only(&before, &next));
            if !added.is_empty() || !removed.is_empty() {
                let details = json!({ "added": added, "removed": removed });
                w.audit(&actor, AuditAction::AddressesAllowed, "", &details)?;
            }
            w.set_setting(ALLOWED, &next)?;
            Ok(next)
        })
        .await
}
