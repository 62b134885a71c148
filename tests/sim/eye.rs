//! What the engine is seen doing: every step with all that it lived by, so that it can be taken again.
//! In the middle of a step the files can be copied as a killed program would leave them.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use domain::{DialogId, ScriptId, Timestamp};
use engine::{
    Answer, Context, Effect, Event, Follows, Session, Settings, Staff, Step, Witnessed, World, step,
};
use jiff::tz::TimeZone;
use script::{Replied, Script};
use store::Place;

/// The files that make up a store.
const FILES: [&str; 2] = ["parley.db", "parley.db-wal"];

#[derive(Default)]
pub(crate) struct Eye {
    seen: Mutex<Seen>,
}

#[derive(Default)]
struct Seen {
    taken: Vec<Taken>,
    settings: Vec<Arc<Settings>>,
    scripts: Vec<Arc<Script>>,
    staffs: Vec<Arc<Staff>>,
    kill: Option<Kill>,
}

/// A kill that is to come.
struct Kill {
    steps: u32,
    from: PathBuf,
    to: PathBuf,
}

/// A step that was taken.
#[derive(Clone)]
pub(crate) struct Taken {
    pub(crate) dialog: DialogId,
    pub(crate) event: Event<'static>,
    text: String,
    payload: Option<String>,
    reply: Option<Answer>,
    pub(crate) now: Timestamp,
    pub(crate) before: Session,
    pub(crate) after: Session,
    pub(crate) effects: Vec<Effect>,
    settings: Arc<Settings>,
    script: Arc<Script>,
    script_id: Option<ScriptId>,
    others: Vec<(Follows, Arc<Script>)>,
    zone: TimeZone,
    staff: Arc<Staff>,
    place: Option<Place>,
    client_name: Option<String>,
    transcript: String,
}

impl Eye {
    pub(crate) fn look(&self, witnessed: &Witnessed<'_>) {
        let mut seen = self.seen.lock().unwrap();
        let taken = seen.taken(witnessed);
        seen.taken.push(taken);
        let Some(kill) = &mut seen.kill else {
            return;
        };
        match kill.steps {
            0 => {}
            1 => {
                kill.steps = 0;
                for file in FILES {
                    std::fs::copy(kill.from.join(file), kill.to.join(file)).unwrap();
                }
            }
            _ => kill.steps -= 1,
        }
    }

    /// Has the files copied in the middle of the step that comes as the `steps`th from now.
    pub(crate) fn kill_in(&self, steps: u32, from: &Path, to: &Path) {
        let (from, to) = (from.to_owned(), to.to_owned());
        self.seen.lock().unwrap().kill = Some(Kill { steps, from, to });
    }

    /// Where the files lie if the program was killed in what it did last.
    pub(crate) fn killed(&self) -> Option<PathBuf> {
        let mut seen = self.seen.lock().unwrap();
        if seen.kill.as_ref()?.steps > 0 {
            return None;
        }
        seen.taken.clear();
        seen.kill.take().map(|kill| kill.to)
    }

    /// The steps that were taken since the last time.
    pub(crate) fn taken(&self) -> Vec<Taken> {
        std::mem::take(&mut self.seen.lock().unwrap().taken)
    }
}

impl Seen {
    fn taken(&mut self, witnessed: &Witnessed<'_>) -> Taken {
        let context = witnessed.context;
        let (event, text, payload) = owned(witnessed.event);
        let others = context.others.iter();
        let reply = match witnessed.event {
            Event::Replied { reply, .. } => Some(Answer::of(reply)),
            _ => None,
        };
        Taken {
            dialog: witnessed.before.dialog(),
            event,
            text,
            payload,
            reply,
            now: witnessed.now,
            before: witnessed.before.clone(),
            after: witnessed.step.session.clone(),
            effects: witnessed.step.effects.clone(),
            settings: keep(&mut self.settings, context.settings),
            script: keep(&mut self.scripts, context.script),
            script_id: context.script_id,
            others: others
                .map(|(follows, script)| (*follows, keep(&mut self.scripts, script)))
                .collect(),
            zone: context.zone.clone(),
            staff: keep(&mut self.staffs, context.staff),
            place: context.place,
            client_name: context.client_name.map(ToOwned::to_owned),
            transcript: context.world.transcript.to_owned(),
        }
    }
}

/// The same thing is kept once.
fn keep<T: Clone + PartialEq>(kept: &mut Vec<Arc<T>>, thing: &T) -> Arc<T> {
    let known = kept.iter().rev().find(|known| ***known == *thing);
    let known = known.cloned();
    known.unwrap_or_else(|| {
        kept.push(Arc::new(thing.clone()));
        Arc::clone(kept.last().unwrap())
    })
}

/// An event without its words, which are kept beside it.
fn owned(event: Event<'_>) -> (Event<'static>, String, Option<String>) {
    let nothing = |event| (event, String::new(), None);
    match event {
        Event::ClientMessage {
            text,
            payload,
            file,
        } => {
            let bare = Event::ClientMessage {
                text: "",
                payload: None,
                file,
            };
            (bare, text.to_owned(), payload.map(ToOwned::to_owned))
        }
        Event::Replied { step, .. } => {
            let reply = Replied::Said("");
            nothing(Event::Replied { step, reply })
        }
        Event::Opened => nothing(Event::Opened),
        Event::Due => nothing(Event::Due),
        Event::End(ending) => nothing(Event::End(ending)),
        Event::Assigned(operator) => nothing(Event::Assigned(operator)),
        Event::Taken(operator) => nothing(Event::Taken(operator)),
        Event::OperatorWrote => nothing(Event::OperatorWrote),
        Event::OperatorTyping => nothing(Event::OperatorTyping),
        Event::PassedTo(operator) => nothing(Event::PassedTo(operator)),
        Event::HandedTo(group) => nothing(Event::HandedTo(group)),
        Event::ReturnedToBot => nothing(Event::ReturnedToBot),
        Event::SentToScript(script) => nothing(Event::SentToScript(script)),
        Event::OperatorClosed => nothing(Event::OperatorClosed),
        Event::HolderAway => nothing(Event::HolderAway),
        Event::HolderBack => nothing(Event::HolderBack),
        Event::HolderGone => nothing(Event::HolderGone),
        Event::Resumed => nothing(Event::Resumed),
        Event::SettingsChanged => nothing(Event::SettingsChanged),
        Event::Moved => nothing(Event::Moved),
        Event::StaffChanged => nothing(Event::StaffChanged),
    }
}

impl Taken {
    /// Takes the step again from where `session` stands.
    pub(crate) fn again(&self, session: Session) -> Step {
        let others: Vec<_> = self
            .others
            .iter()
            .map(|(follows, script)| (*follows, &**script))
            .collect();
        let someone = Context::of(&self.settings, &self.script, &self.staff);
        let context = Context {
            script_id: self.script_id,
            others: &others,
            zone: &self.zone,
            place: self.place,
            client_name: self.client_name.as_deref(),
            world: World {
                transcript: &self.transcript,
                ..someone.world
            },
            ..someone
        };
        let event = match self.event {
            Event::ClientMessage { file, .. } => Event::ClientMessage {
                text: &self.text,
                payload: self.payload.as_deref(),
                file,
            },
            Event::Replied { step, reply } => Event::Replied {
                step,
                reply: self.reply.as_ref().map_or(reply, Answer::reply),
            },
            event => event,
        };
        step(&context, session, event, self.now)
    }
}

impl std::fmt::Display for Taken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (before, after) = (self.before.state(), self.after.state());
        write!(f, "      {:?}", self.event)?;
        if !self.text.is_empty() {
            write!(f, " {:?}", self.text)?;
        }
        write!(f, ": {before} -> {after}")?;
        for effect in &self.effects {
            write!(f, "\n        {effect:?}")?;
        }
        Ok(())
    }
}
