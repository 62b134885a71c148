//! Who works at this computer: the operator the window acts as, whether they are there, and what
//! they are told of.

use std::sync::{Mutex, PoisonError};

use domain::{AuditAction, LEASE_S, Notify, OperatorId, Picture, Presence};
use language::fold;
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::{Actor, Change, Reader, Store, StoreError};
use tokio::sync::broadcast::error::RecvError;
use ts_rs::TS;

use crate::news::GATHER;
use crate::pin::Guesses;
use crate::settings::Nothing;
use crate::{ApiError, App, From, News};

/// Where the choice of who works here is kept for the next start.
const WORKS_HERE: &str = "work_as";
/// Where it is kept what they are told of.
const NOTIFY: &str = "notify";

/// Who can work here, and who does.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Desk {
    /// Who does; none while nobody was chosen.
    operator: Option<DeskOperator>,
    /// Who can, by their names.
    operators: Vec<DeskChoice>,
    /// What they are told of.
    notify: Notify,
}

/// The operator who works here.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub(crate) struct DeskOperator {
    id: OperatorId,
    name: String,
    picture: Option<Picture>,
    /// Whether they have shown their PIN.
    verified: bool,
    presence: Presence,
    /// How many dialogs they are given at most; 0 means as many as come.
    limit: u32,
    /// How many open dialogs they hold.
    load: u32,
}

/// An operator who can be chosen.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub(crate) struct DeskChoice {
    id: OperatorId,
    name: String,
    picture: Option<Picture>,
    needs_pin: bool,
    presence: Presence,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct WorkAs {
    /// None means that nobody works here any more.
    operator: Option<OperatorId>,
    /// Where the operator has set one.
    pin: Option<String>,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct DeskPresence {
    presence: Presence,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct NotifyUpdate {
    notify: Notify,
}

/// Who sits at this computer, as long as the program runs.
#[derive(Debug, Default)]
pub(crate) struct Seat {
    taken: Mutex<Option<Seated>>,
    pub(crate) guesses: tokio::sync::Mutex<Guesses>,
}

/// The operator who sits at this computer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Seated {
    /// Who.
    pub(crate) operator: OperatorId,
    /// Whether they have shown their PIN.
    pub(crate) verified: bool,
}

/// The operator whoever calls a command acts as.
#[derive(Debug, Clone)]
pub(crate) struct Acting {
    /// Who.
    pub(crate) operator: OperatorId,
    /// Their name.
    pub(crate) name: String,
    /// Them as the one who did it, for what is kept of it.
    pub(crate) actor: Actor,
}

impl Seat {
    /// The seat of the one who sat here last, if they need no PIN.
    pub(crate) async fn kept(store: &Store) -> Result<Self, StoreError> {
        let kept = store.read(|r| {
            let operator = r.setting::<Option<OperatorId>>(WORKS_HERE)?.flatten();
            let operator = operator.map(|id| r.operator(id)).transpose()?.flatten();
            Ok::<_, StoreError>(operator.filter(|operator| operator.pin.is_none()))
        });
        let seat = Self::default();
        seat.set(kept.await?.map(|operator| Seated {
            operator: operator.id,
            verified: false,
        }));
        Ok(seat)
    }

    /// Who sits here.
    pub(crate) fn taken(&self) -> Option<Seated> {
        *self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, seated: Option<Seated>) {
        *self.taken.lock().unwrap_or_else(PoisonError::into_inner) = seated;
    }

    /// Whoever sits here and sets their PIN, or takes it away, has shown it, or has none any more.
    pub(crate) fn pin_changed(&self, operator: OperatorId, is_set: bool, from: From) {
        if let Some(seated) = self.taken().filter(|seated| seated.operator == operator) {
            let verified = is_set && (seated.verified || from == From::Window);
            self.set(Some(Seated { operator, verified }));
        }
    }
}

/// The operator with this id or name; names are unique.
pub(crate) fn named(reader: &Reader<'_>, named: &str) -> Result<store::Operator, ApiError> {
    let operators = reader.operators()?;
    let by_id = named.parse::<OperatorId>().ok();
    let name = fold(named);
    operators
        .into_iter()
        .find(|operator| match by_id {
            Some(id) => operator.id == id,
            None => fold(&operator.name) == name,
        })
        .ok_or_else(|| {
            ApiError::new(
                "unknown_operator",
                format!("there is no operator `{named}`"),
            )
        })
}

impl App {
    /// The operator whoever calls acts as: in the window the one who works here, on the command line
    /// the one who is named by id or name.
    ///
    /// # Errors
    /// `no_operator` when nobody works here, `unknown_operator` when there is none of this name.
    pub(crate) async fn acting(
        &self,
        from: From,
        as_operator: Option<String>,
    ) -> Result<Acting, ApiError> {
        let (made, seated) = (self.made(from), self.seat().taken());
        self.store()
            .read(move |r| {
                let (operator, verified) = match from {
                    From::CommandLine => {
                        let name = as_operator.ok_or_else(|| {
                            ApiError::new("unknown_operator", "say as which operator")
                        })?;
                        (named(r, &name)?, false)
                    }
                    From::Window => {
                        let nobody = || ApiError::new("no_operator", "choose who works here first");
                        let seated = seated.ok_or_else(nobody)?;
                        let operator = r.operator(seated.operator)?.ok_or_else(nobody)?;
                        (operator, seated.verified)
                    }
                };
                Ok(Acting {
                    operator: operator.id,
                    name: operator.name,
                    actor: Actor {
                        made,
                        operator: Some(operator.id),
                        verified,
                    },
                })
            })
            .await
    }

    /// Whoever calls, as the one who did something that needs no operator.
    pub(crate) fn actor(&self, from: From) -> Actor {
        let seated = match from {
            From::Window => self.seat().taken(),
            From::CommandLine => None,
        };
        Actor {
            made: self.made(from),
            operator: seated.map(|seated| seated.operator),
            verified: seated.is_some_and(|seated| seated.verified),
        }
    }

    /// What whoever works here is told of.
    pub(crate) async fn notify(&self) -> Result<Notify, StoreError> {
        let notify = self.store().read(|r| r.setting(NOTIFY)).await?;
        Ok(notify.unwrap_or_default())
    }

    /// Who works here, and who could.
    pub(crate) async fn desk(&self) -> Result<Desk, ApiError> {
        let (now, seated) = (self.now(), self.seat().taken());
        let notify = self.notify().await?;
        let mut operators = self.store().read(|r| r.operators()).await?;
        operators.sort_by_cached_key(|operator| (fold(&operator.name), operator.id));
        let operator = seated.and_then(|seated| {
            let operator = operators.iter().find(|one| one.id == seated.operator)?;
            Some(DeskOperator {
                id: operator.id,
                name: operator.name.clone(),
                picture: operator.picture,
                verified: seated.verified,
                presence: operator.presence_at(now),
                limit: operator.dialogs_max,
                load: operator.load,
            })
        });
        let choice = |operator: store::Operator| DeskChoice {
            presence: operator.presence_at(now),
            id: operator.id,
            name: operator.name,
            picture: operator.picture,
            needs_pin: operator.pin.is_some(),
        };
        Ok(Desk {
            operator,
            operators: operators.into_iter().map(choice).collect(),
            notify,
        })
    }
}

/// Tells how the desk stands whenever it stands differently from now on, until the store is gone.
pub(crate) fn follow(app: App) -> impl Future<Output = ()> {
    let mut changes = app.store().changes();
    async move {
        let mut told = None;
        loop {
            let is_concerned = match changes.recv().await {
                Ok(commit) => {
                    let is_taken = app.seat().taken().is_some();
                    commit.iter().any(|change| concerns(change, is_taken))
                }
                Err(RecvError::Lagged(_)) => true,
                Err(RecvError::Closed) => return,
            };
            if !is_concerned {
                continue;
            }
            // What else is committed meanwhile is told with it.
            tokio::time::sleep(GATHER).await;
            changes = changes.resubscribe();
            match app.desk().await {
                Ok(desk) if told.as_ref() != Some(&desk) => {
                    app.tell(News::Desk { desk: desk.clone() });
                    told = Some(desk);
                }
                Ok(_) => {}
                Err(error) => tracing::warn!(%error, "who works here cannot be read"),
            }
        }
    }
}

/// Whether a change may show at the desk: a dialog's too where somebody sits, since they hold so and
/// so many.
const fn concerns(change: &Change, is_taken: bool) -> bool {
    match change {
        Change::Operators | Change::Settings | Change::Everything => true,
        Change::Dialog { .. } => is_taken,
        Change::Chats
        | Change::Scripts
        | Change::Asks
        | Change::Messages { .. }
        | Change::Inbox
        | Change::Deadlines
        | Change::Queue
        | Change::Typing { .. } => false,
    }
}

pub(crate) async fn desk_status(app: App, _: Nothing) -> Result<Desk, ApiError> {
    app.desk().await
}

pub(crate) async fn desk_work_as(app: App, from: From, request: WorkAs) -> Result<Desk, ApiError> {
    let before = app.seat().taken();
    if request.operator == before.map(|seated| seated.operator) {
        return app.desk().await;
    }
    let next = match request.operator {
        Some(operator) => Some(shown(&app, from, operator, request.pin).await?),
        None => None,
    };
    if let Some(before) = before {
        // Nobody is at this window for them any more; there is no need to wait for their lease.
        let left = app
            .workplace()
            .presence(before.operator, Presence::Pause, 0);
        match left.await {
            Ok(()) | Err(engine::Refused::UnknownOperator) => {}
            Err(error) => return Err(error.into()),
        }
    }
    let (action, seated) = match next {
        Some(next) => (AuditAction::WorkAs, Some(next)),
        None => (AuditAction::WorkEnded, before),
    };
    let actor = Actor {
        made: app.made(from),
        operator: seated.map(|seated| seated.operator),
        verified: seated.is_some_and(|seated| seated.verified),
    };
    let kept = next.filter(|next| !next.verified).map(|next| next.operator);
    app.store()
        .write(move |w| {
            w.set_setting(WORKS_HERE, &kept)?;
            let Some(seated) = seated else {
                return Ok::<_, StoreError>(());
            };
            w.audit(&actor, action, seated.operator, &json!({}))
        })
        .await?;
    app.seat().set(next);
    let desk = app.desk().await?;
    app.tell(News::Desk { desk: desk.clone() });
    Ok(desk)
}

/// The operator, once they have shown the PIN they set.
async fn shown(
    app: &App,
    from: From,
    id: OperatorId,
    pin: Option<String>,
) -> Result<Seated, ApiError> {
    let operator = app
        .store()
        .read(move |r| r.operator(id))
        .await?
        .ok_or_else(|| ApiError::not_found("operator", id))?;
    app.check_pin(from, &operator, pin).await?;
    Ok(Seated {
        operator: id,
        verified: operator.pin.is_some(),
    })
}

pub(crate) async fn desk_presence(
    app: App,
    from: From,
    request: DeskPresence,
) -> Result<Desk, ApiError> {
    let acting = app.acting(from, None).await?;
    app.workplace()
        .presence(acting.operator, request.presence, LEASE_S)
        .await?;
    let details = json!({ "name": acting.name, "presence": request.presence });
    app.store()
        .write(move |w| {
            w.audit(
                &acting.actor,
                AuditAction::Presence,
                acting.operator,
                &details,
            )
        })
        .await?;
    app.desk().await
}

/// Says that the window of whoever works here is there. One whose lease ran out stays on Pause: whether
/// they are given dialogs again is for them to say.
pub(crate) async fn desk_renew(app: App, _: Nothing) -> Result<Nothing, ApiError> {
    let Some(seated) = app.seat().taken() else {
        return Ok(Nothing {});
    };
    let operator = app
        .store()
        .read(move |r| r.operator(seated.operator))
        .await?;
    if let Some(operator) = operator {
        app.workplace()
            .presence(seated.operator, operator.presence, LEASE_S)
            .await?;
    }
    Ok(Nothing {})
}

pub(crate) async fn notify_update(app: App, request: NotifyUpdate) -> Result<Desk, ApiError> {
    app.store()
        .write(move |w| w.set_setting(NOTIFY, &request.notify))
        .await?;
    app.desk().await
}
