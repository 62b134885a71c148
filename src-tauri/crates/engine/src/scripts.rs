use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use domain::ScriptId;
use script::Script;
use store::{DialogScript, OpenDialog, Reader, ScriptVersion, StoreError, Writer};

use crate::session::Follows;

/// Scripts that were read before; a version never changes.
#[derive(Clone, Default)]
pub(crate) struct Scripts {
    read: Arc<Mutex<Read>>,
}

type Read = HashMap<(ScriptId, u32), Arc<Script>>;

impl Scripts {
    /// The version a dialog follows; a dialog that has none yet gets its chat's, for good.
    pub(crate) fn of(
        &self,
        w: &mut Writer<'_>,
        dialog: &OpenDialog,
    ) -> Result<Arc<Script>, StoreError> {
        let language = dialog.language();
        let version = match dialog.script {
            Some(DialogScript { id, version }) => w.script_version(id, version)?,
            None => match dialog.chat.settings.script.main {
                Some(id) => w.published_script(id)?,
                None => w.builtin_script(language.code())?,
            },
        };
        let read = version.as_ref().and_then(|version| self.read(version));
        if let (Some(script), Some(version)) = (read, &version) {
            if dialog.script.is_none() {
                let follows = DialogScript {
                    id: version.id,
                    version: version.version,
                };
                w.set_dialog_script(dialog.id, follows)?;
            }
            return Ok(script);
        }
        // A client must not wait in silence because a script is gone.
        tracing::error!(dialog = %dialog.id, "the script of a dialog cannot be used; the built-in greeting takes its place");
        Ok(Arc::new(script::builtin(language).clone()))
    }

    /// The published version of a script; none when there is none that can be read.
    pub(crate) fn published(
        &self,
        r: &Reader<'_>,
        id: ScriptId,
    ) -> Result<Option<(Follows, Arc<Script>)>, StoreError> {
        let version = r.published_script(id)?;
        Ok(version.and_then(|version| {
            let follows = Follows {
                id,
                version: version.version,
            };
            Some((follows, self.read(&version)?))
        }))
    }

    /// The version of a script that a dialog follows.
    pub(crate) fn version(
        &self,
        r: &Reader<'_>,
        follows: Follows,
    ) -> Result<Option<Arc<Script>>, StoreError> {
        let version = r.script_version(follows.id, follows.version)?;
        Ok(version.and_then(|version| self.read(&version)))
    }

    fn read(&self, version: &ScriptVersion) -> Option<Arc<Script>> {
        let key = (version.id, version.version);
        let mut known = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(script) = known.get(&key) {
            return Some(Arc::clone(script));
        }
        let script = match Script::read(&version.body) {
            Ok(script) => Arc::new(script),
            Err(error) => {
                tracing::error!(script = %version.id, version = version.version, %error, "a script cannot be read");
                return None;
            }
        };
        known.insert(key, Arc::clone(&script));
        Some(script)
    }
}
