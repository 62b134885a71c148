//! The one place of this room that waits and writes: it takes what came in and what is due, steps the
//! sessions, and stores what follows. Nothing polls; it sleeps until a commit or a deadline wakes it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use domain::{AuthorType, Clock, DialogId, DialogState, MessageKind, ScriptId, Timestamp};
use script::Script;
use store::{
    Change, DialogScript, InboxEvent, OpenDialog, Pending, Say, ScriptVersion, Store, StoreError,
    Writer,
};
use tokio::sync::broadcast::{Receiver, error::RecvError};

use crate::{Context, Effect, Event, Session, SessionError, Settings, Step, step};

/// Events and deadlines taken in one job: more would hold up the messages that come in meanwhile.
const TAKEN: u32 = 32;
/// How long to wait when the store cannot be written, before the next try.
const RETRY: Duration = Duration::from_secs(1);
/// A sleeping computer's timers stand still, so the clock is looked at again this often while a
/// deadline is ahead.
const NAP: Duration = Duration::from_secs(60);

/// Why one event or deadline could not be handled.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Session(#[from] SessionError),
}

impl Failure {
    /// Whether the store itself is in trouble, so that another try may go well.
    const fn passes(&self) -> bool {
        matches!(
            self,
            Self::Store(
                StoreError::NoSpace
                    | StoreError::Disk(_)
                    | StoreError::ReadOnly
                    | StoreError::Closed
            )
        )
    }
}

/// Runs every session of the store until it is dropped; then each goes on from its last commit.
pub async fn run(store: Store, clock: Arc<dyn Clock>) {
    let mut changes = store.changes();
    let scripts = Scripts::default();
    loop {
        let next = match take(&store, &clock, &scripts).await {
            Ok(Taken::All { next_due }) => next_due,
            Ok(Taken::Some) => continue,
            Err(error) => {
                tracing::error!(%error, "sessions cannot go on");
                tokio::time::sleep(RETRY).await;
                continue;
            }
        };
        let wait = next.map(|at| at.since(clock.now()).min(NAP));
        tokio::select! {
            () = sleep(wait) => {}
            open = wake(&mut changes) => if !open { return },
        }
    }
}

enum Taken {
    /// There may be more.
    Some,
    /// Nothing is left to do before this moment.
    All { next_due: Option<Timestamp> },
}

async fn take(
    store: &Store,
    clock: &Arc<dyn Clock>,
    scripts: &Scripts,
) -> Result<Taken, StoreError> {
    let now = clock.now();
    let (pending, due, next_due) = store
        .read(move |r| {
            Ok::<_, StoreError>((
                r.pending_inbox(TAKEN)?,
                r.due_sessions(now, TAKEN)?,
                r.next_due()?,
            ))
        })
        .await?;
    if pending.is_empty() && due.is_empty() {
        return Ok(Taken::All { next_due });
    }
    let scripts = scripts.clone();
    store
        .write(move |w| {
            for event in &pending {
                let handled = w.part(|w| arrived(w, event, now, &scripts));
                if let Some(failure) = lasting(handled)? {
                    tracing::error!(dialog = %event.dialog, %failure, "an event cannot be handled");
                    w.handled(event.no, Some(&failure.to_string()), now)?;
                }
            }
            for &(dialog, _) in &due {
                let handled = w.part(|w| expired(w, dialog, now, &scripts));
                if let Some(failure) = lasting(handled)? {
                    tracing::error!(%dialog, %failure, "a deadline cannot be handled");
                    let state = w.session(dialog)?.unwrap_or_default();
                    w.save_session(dialog, &state, None)?;
                }
            }
            Ok::<_, StoreError>(())
        })
        .await?;
    Ok(Taken::Some)
}

/// What is wrong for good; trouble of the store is passed on, to be tried again.
fn lasting(handled: Result<(), Failure>) -> Result<Option<Failure>, StoreError> {
    match handled {
        Ok(()) => Ok(None),
        Err(Failure::Store(error)) if Failure::Store(error.clone()).passes() => Err(error),
        Err(failure) => Ok(Some(failure)),
    }
}

/// Handles one event of the inbox.
fn arrived(
    w: &mut Writer<'_>,
    event: &Pending,
    now: Timestamp,
    scripts: &Scripts,
) -> Result<(), Failure> {
    let Some(dialog) = w.open_dialog(event.dialog)? else {
        // It was erased meanwhile, and the event with it.
        return Ok(());
    };
    let mut turn = Turn::of(w, dialog, scripts)?;
    // What was due before the message arrived happened before it.
    if !turn.is_over() {
        turn.catch_up(w, event.received_at, now)?;
    }
    if turn.is_over() {
        // What is written to a dialog that is over opens the next one.
        let client = turn.dialog.client;
        let Some(next) = w.move_to_new_dialog(event, client, now)? else {
            return Ok(w.handled(event.no, None, now)?);
        };
        let next = w.open_dialog(next)?.ok_or_else(|| StoreError::Malformed {
            table: "dialogs",
            reason: format!("{next} was just written and is not there"),
        })?;
        turn = Turn::of(w, next, scripts)?;
    }
    turn.step(w, stepped(&event.event), now)?;
    turn.save(w)?;
    Ok(w.handled(event.no, None, now)?)
}

/// Handles the deadlines of one session.
fn expired(
    w: &mut Writer<'_>,
    dialog: DialogId,
    now: Timestamp,
    scripts: &Scripts,
) -> Result<(), Failure> {
    let found = w.open_dialog(dialog)?;
    let Some(dialog) = found.filter(|dialog| dialog.state != DialogState::Closed) else {
        return Ok(());
    };
    let mut turn = Turn::of(w, dialog, scripts)?;
    turn.catch_up(w, now, now)?;
    turn.save(w)
}

const fn stepped(event: &InboxEvent) -> Event<'_> {
    match event {
        InboxEvent::Opened => Event::Opened,
        InboxEvent::Message { text } | InboxEvent::File { text, .. } => Event::ClientMessage {
            text: text.as_str(),
            payload: None,
        },
        InboxEvent::Postback { text, payload } => Event::ClientMessage {
            text: text.as_str(),
            payload: Some(payload.as_str()),
        },
    }
}

/// A dialog while its steps are taken.
struct Turn {
    dialog: OpenDialog,
    session: Session,
    settings: Settings,
    script: Arc<Script>,
}

impl Turn {
    fn of(w: &mut Writer<'_>, dialog: OpenDialog, scripts: &Scripts) -> Result<Self, Failure> {
        let session = match w.session(dialog.id)? {
            Some(text) => Session::from_json(&text)?,
            None => Session::new(dialog.id, dialog.created_at),
        };
        let script = scripts.of(w, &dialog)?;
        let settings = Settings::of(&dialog.chat.settings, dialog.messenger, script.language());
        Ok(Self {
            dialog,
            session,
            settings,
            script,
        })
    }

    /// Whether the dialog is closed: before, when it has no session any more, or by the steps here.
    fn is_over(&self) -> bool {
        self.dialog.state == DialogState::Closed || self.session.state() == DialogState::Closed
    }

    /// Lets everything happen that was due by `until`, each at its own time.
    fn catch_up(
        &mut self,
        w: &mut Writer<'_>,
        until: Timestamp,
        now: Timestamp,
    ) -> Result<(), Failure> {
        while self
            .session
            .next_deadline()
            .is_some_and(|(_, at)| at <= until)
        {
            self.step(w, Event::Due, now)?;
        }
        Ok(())
    }

    fn step(
        &mut self,
        w: &mut Writer<'_>,
        event: Event<'_>,
        now: Timestamp,
    ) -> Result<(), Failure> {
        let context = Context {
            settings: &self.settings,
            script: &self.script,
        };
        let Step {
            session,
            effects,
            at,
        } = step(&context, self.session.clone(), event, now);
        let before = self.session.state();
        self.session = session;
        let (id, client) = (self.dialog.id, self.dialog.client);
        for effect in effects {
            match effect {
                Effect::Say {
                    kind,
                    text,
                    buttons,
                } => {
                    let author_type = match kind {
                        MessageKind::Notice => AuthorType::System,
                        _ => AuthorType::Bot,
                    };
                    w.say(
                        id,
                        client,
                        &Say {
                            author_type,
                            author: None,
                            kind,
                            text,
                            buttons,
                        },
                        at,
                    )?;
                }
                Effect::HandedOver => w.hand_over(id, client, at)?,
                Effect::Close { ending, closed_by } => {
                    w.close_dialog(id, client, ending, closed_by, at)?;
                }
                Effect::Log(note) => tracing::info!(dialog = %id, %note, "in a script"),
            }
        }
        let after = self.session.state();
        if before != after && after != DialogState::Closed {
            w.set_dialog_state(id, client, after)?;
        }
        Ok(())
    }

    fn save(self, w: &mut Writer<'_>) -> Result<(), Failure> {
        if self.session.state() != DialogState::Closed {
            let due = self.session.next_deadline().map(|(_, at)| at);
            w.save_session(self.dialog.id, &self.session.to_json(), due)?;
        }
        Ok(())
    }
}

/// Scripts that were read before; a version never changes.
#[derive(Clone, Default)]
struct Scripts {
    read: Arc<Mutex<Read>>,
}

type Read = HashMap<(ScriptId, u32), Arc<Script>>;

impl Scripts {
    /// The version a dialog follows; a dialog that has none yet gets its chat's, for good.
    fn of(&self, w: &mut Writer<'_>, dialog: &OpenDialog) -> Result<Arc<Script>, StoreError> {
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

async fn sleep(wait: Option<Duration>) {
    match wait {
        Some(wait) => tokio::time::sleep(wait).await,
        None => std::future::pending().await,
    }
}

/// Waits until something is in the inbox or a deadline changed; false when the store is gone.
async fn wake(changes: &mut Receiver<Arc<[Change]>>) -> bool {
    loop {
        match changes.recv().await {
            Ok(commit) => {
                let ours = |change: &Change| {
                    matches!(
                        change,
                        Change::Inbox | Change::Deadlines | Change::Everything
                    )
                };
                if commit.iter().any(ours) {
                    return true;
                }
            }
            Err(RecvError::Lagged(_)) => return true,
            Err(RecvError::Closed) => return false,
        }
    }
}
