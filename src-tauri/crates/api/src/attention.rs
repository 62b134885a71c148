//! What wants the operator who works at this computer: a dialog that came, a client who wrote, an
//! answer that is almost late. Whether something does is [`wants`], a function of values; telling it
//! waits for commits and for the next goal, and polls nothing.

use std::collections::HashMap;
use std::time::Duration;

use domain::{DialogId, Notify, NotifyOf, OperatorId, Presence, StayBegan, Timestamp};
use store::{Change, DeskFacts, DeskList, OwedAnswer, StoreError};
use tokio::sync::broadcast::error::RecvError;

use crate::host::Notification;
use crate::news::GATHER;
use crate::{App, News, Wants};

/// The least time before a goal at which it counts as almost missed, in seconds.
const SOON_S: u32 = 5;
/// A sleeping computer's timers stand still, so the clock is looked at again this often.
const NAP: Duration = Duration::from_secs(60);
/// Of what an operator holds, so much is looked at when it is not known what changed.
const HELD: u32 = 200;
/// The most characters of a message that a notification shows.
const SHOWN: usize = 200;

/// What of a dialog counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Standing {
    /// When and how the operator came by it, while they hold it.
    mine: Option<(Timestamp, StayBegan)>,
    /// Since when it waits for the operator among others, while they are there.
    waits: Option<Timestamp>,
    /// The client's last message: its seq, and when it came.
    wrote: Option<(u64, Timestamp)>,
    /// The answer that is owed.
    owed: Option<OwedAnswer>,
}

/// What was told of a dialog, or need not be told any more.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Told {
    came: Option<Timestamp>,
    seq: u64,
    soon: Option<Timestamp>,
}

/// When a goal is almost missed: a fifth of it before, but five seconds at least.
fn soon(owed: OwedAnswer) -> Timestamp {
    owed.due_at.minus_seconds((owed.sl_s / 5).max(SOON_S))
}

/// What a dialog wants of the operator who works here since `since`; at most one thing, the most
/// urgent. `told` keeps that nothing is told twice.
fn wants(standing: &Standing, told: &mut Told, since: Timestamp, now: Timestamp) -> Option<Wants> {
    let came = match (standing.mine, standing.waits) {
        // Whoever took it knows.
        (Some((at, StayBegan::Taken)), _) => {
            told.came = Some(at);
            None
        }
        (Some((at, _)), _) | (None, Some(at)) => Some(at),
        (None, None) => None,
    };
    let came = came.filter(|&at| at >= since && told.came != Some(at));
    told.came = came.or(told.came);
    let wrote = standing.wrote.zip(standing.mine);
    let wrote = wrote.is_some_and(|((seq, at), (mine, _))| {
        let news = seq > told.seq && at >= since && at > mine;
        told.seq = told.seq.max(seq);
        news
    });
    let owed = standing.owed.filter(|_| standing.mine.is_some());
    let is_soon = owed.is_some_and(|owed| {
        let news = soon(owed) <= now && now < owed.due_at && told.soon != Some(owed.opened_at);
        if now >= soon(owed) {
            told.soon = Some(owed.opened_at);
        }
        news
    });
    if came.is_some() {
        Some(Wants::NewDialog)
    } else if is_soon {
        Some(Wants::SlSoon)
    } else {
        wrote.then_some(Wants::ClientMessage)
    }
}

/// When a dialog wants to be looked at again though nothing happens in it.
fn wakes(standing: &Standing, told: &Told) -> Option<Timestamp> {
    let owed = standing.owed.filter(|_| standing.mine.is_some())?;
    (told.soon != Some(owed.opened_at)).then(|| soon(owed))
}

/// Whether a kind is switched on.
const fn is_on(of: NotifyOf, kind: Wants) -> bool {
    match kind {
        Wants::NewDialog => of.new_dialog,
        Wants::ClientMessage => of.client_message,
        Wants::SlSoon => of.sl_soon,
    }
}

/// What is known while one operator works here.
struct Watch {
    operator: OperatorId,
    since: Timestamp,
    told: HashMap<DialogId, Told>,
    /// When which dialog wants to be looked at again.
    wakes: HashMap<DialogId, Timestamp>,
}

/// What commits changed since it was last looked.
#[derive(Default)]
struct Changed {
    dialogs: Vec<DialogId>,
    unknown: bool,
}

impl Changed {
    fn add(&mut self, change: &Change) {
        match change {
            Change::Dialog { dialog, .. } | Change::Messages { dialog, .. } => {
                if !self.dialogs.contains(dialog) {
                    self.dialogs.push(*dialog);
                }
            }
            Change::Everything => self.unknown = true,
            Change::Chats
            | Change::Settings
            | Change::Scripts
            | Change::Asks
            | Change::Inbox
            | Change::Deadlines
            | Change::Queue
            | Change::Operators
            | Change::Typing { .. } => {}
        }
    }
}

/// Tells what wants the operator who works here, until the store is gone.
pub(crate) async fn follow(app: App) {
    let mut changes = app.store().changes();
    let mut watch: Option<Watch> = None;
    let mut changed = Changed::default();
    loop {
        let seated = app.seat().taken().map(|seated| seated.operator);
        if watch.as_ref().map(|watch| watch.operator) != seated {
            watch = seated.map(|operator| Watch {
                operator,
                since: app.now(),
                told: HashMap::new(),
                wakes: HashMap::new(),
            });
            changed.unknown = true;
        }
        if let Some(watch) = &mut watch
            && let Err(error) = look(&app, watch, std::mem::take(&mut changed)).await
        {
            tracing::warn!(%error, "what wants the operator cannot be read");
            // Else a goal that cannot be read would be looked at without end.
            watch.wakes.clear();
        }
        changed = Changed::default();
        let next = watch.as_ref().and_then(|watch| watch.wakes.values().min());
        let wait = next.map(|at| at.since(app.now()).min(NAP));
        let commit = tokio::select! {
            () = sleep(wait) => continue,
            commit = changes.recv() => commit,
        };
        match commit {
            Ok(commit) => commit.iter().for_each(|change| changed.add(change)),
            Err(RecvError::Lagged(_)) => changed.unknown = true,
            Err(RecvError::Closed) => return,
        }
        // What else is committed meanwhile is looked at with it.
        tokio::time::sleep(GATHER).await;
        while let Ok(commit) = changes.try_recv() {
            commit.iter().for_each(|change| changed.add(change));
        }
    }
}

async fn sleep(wait: Option<Duration>) {
    match wait {
        Some(wait) => tokio::time::sleep(wait).await,
        None => std::future::pending().await,
    }
}

/// Looks at the dialogs that changed, and at those whose goals are near.
async fn look(app: &App, watch: &mut Watch, changed: Changed) -> Result<(), StoreError> {
    let (now, operator) = (app.now(), watch.operator);
    let Changed {
        mut dialogs,
        unknown,
    } = changed;
    dialogs.extend(
        watch
            .wakes
            .iter()
            .filter(|(_, at)| **at <= now)
            .map(|(id, _)| *id),
    );
    if dialogs.is_empty() && !unknown {
        return Ok(());
    }
    let (dialogs, facts, is_there) = app
        .store()
        .read(move |r| {
            if unknown {
                let held = r.desk_page(DeskList::My(operator), operator, None, HELD, now)?;
                dialogs.extend(held.rows.iter().map(|row| row.id));
            }
            let facts = r.desk_facts(operator, &dialogs)?;
            let presence = r.operator(operator)?.map(|known| known.presence_at(now));
            Ok::<_, StoreError>((dialogs, facts, presence == Some(Presence::Online)))
        })
        .await?;
    for dialog in dialogs {
        watch.wakes.remove(&dialog);
    }
    let notify = app.notify().await?;
    for facts in facts {
        let dialog = facts.row.id;
        let standing = Standing {
            mine: facts.mine,
            waits: facts.waits.filter(|_| is_there),
            wrote: facts.wrote,
            owed: facts.row.owed,
        };
        let told = watch.told.entry(dialog).or_default();
        if let Some(kind) = wants(&standing, told, watch.since, now) {
            tell(app, kind, &facts, notify).await?;
        }
        match wakes(&standing, told) {
            Some(at) => drop(watch.wakes.insert(dialog, at)),
            None if standing == Standing::default() => drop(watch.told.remove(&dialog)),
            None => {}
        }
    }
    Ok(())
}

async fn tell(app: &App, kind: Wants, facts: &DeskFacts, notify: Notify) -> Result<(), StoreError> {
    let row = &facts.row;
    let language = app.language().await.unwrap_or_default();
    let client = row.client_name.clone();
    let client = client.unwrap_or_else(|| language::desk::visitor(row.client_no, language));
    let text: String = row.last_text.chars().take(SHOWN).collect();
    if is_on(notify.desktop, kind) {
        let title = match kind {
            Wants::NewDialog => language::desk::NEW_DIALOG,
            Wants::ClientMessage => language::desk::CLIENT_MESSAGE,
            Wants::SlSoon => language::desk::SL_SOON,
        };
        app.host().notify(Notification {
            title: title.of(language).replace("{client}", &client),
            text: text.clone(),
            place: format!("/inbox/{}", row.id),
        });
    }
    app.tell(News::Attention {
        kind,
        dialog: row.id,
        client,
        text,
        sound: is_on(notify.sound, kind),
    });
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: Timestamp = Timestamp::from_millis(1_795_000_000_000);

    const fn at(second: u32) -> Timestamp {
        NOON.plus_seconds(second)
    }

    const fn owed(opened: u32, sl_s: u32) -> Option<OwedAnswer> {
        Some(OwedAnswer {
            opened_at: at(opened),
            due_at: at(opened + sl_s),
            sl_s,
            first: true,
        })
    }

    /// At which second a dialog stands how.
    type Look = (u32, Standing);
    type Case<'a> = (&'a str, &'a [Look], &'a [Option<Wants>]);

    /// What is told, one look after the other, of a dialog that stands so at that second; whoever
    /// works here came at second 100.
    fn told(looks: &[(u32, Standing)]) -> Vec<Option<Wants>> {
        let mut told = Told::default();
        let look =
            |(second, standing): &(u32, Standing)| wants(standing, &mut told, at(100), at(*second));
        looks.iter().map(look).collect()
    }

    #[test]
    fn each_thing_is_told_once_to_whom_it_concerns() {
        let nothing = Standing::default();
        let mine = |second, how| Standing {
            mine: Some((at(second), how)),
            ..nothing
        };
        let given = mine(110, StayBegan::Assigned);
        let passed_on = mine(110, StayBegan::Transferred);
        let taken = mine(110, StayBegan::Taken);
        let waits = |second| Standing {
            waits: Some(at(second)),
            ..nothing
        };
        let wrote = |standing, seq, second| Standing {
            wrote: Some((seq, at(second))),
            ..standing
        };
        let owes = |standing, opened, sl_s| Standing {
            owed: owed(opened, sl_s),
            ..standing
        };
        let (new, message, late) = (
            Some(Wants::NewDialog),
            Some(Wants::ClientMessage),
            Some(Wants::SlSoon),
        );
        let cases: &[Case<'_>] = &[
            ("nothing", &[(110, nothing), (120, nothing)], &[None, None]),
            ("given", &[(110, given), (111, given)], &[new, None]),
            ("passed on by a colleague", &[(110, passed_on)], &[new]),
            (
                "taken by oneself",
                &[(110, taken), (111, taken)],
                &[None, None],
            ),
            (
                "had before",
                &[(110, mine(90, StayBegan::Assigned))],
                &[None],
            ),
            (
                "waits",
                &[(110, waits(109)), (120, waits(109))],
                &[new, None],
            ),
            ("waited before", &[(110, waits(99))], &[None]),
            (
                "waits again",
                &[(110, waits(109)), (120, nothing), (130, waits(125))],
                &[new, None, new],
            ),
            (
                "waits, then given",
                &[(105, waits(104)), (110, given)],
                &[new, new],
            ),
            (
                "waits, then taken",
                &[(105, waits(104)), (110, taken), (111, taken)],
                &[new, None, None],
            ),
            (
                "writes to me",
                &[
                    (110, given),
                    (120, wrote(given, 4, 120)),
                    (121, wrote(given, 4, 120)),
                    (130, wrote(given, 5, 130)),
                ],
                &[new, message, None, message],
            ),
            (
                "wrote before it was mine",
                &[(110, given), (111, wrote(given, 3, 105))],
                &[new, None],
            ),
            (
                "wrote before I came",
                &[(110, wrote(mine(90, StayBegan::Taken), 3, 95))],
                &[None],
            ),
            (
                "writes to somebody else",
                &[(120, wrote(nothing, 4, 120))],
                &[None],
            ),
            (
                "answer almost late",
                &[
                    (123, owes(taken, 110, 30)),
                    (134, owes(taken, 110, 30)),
                    (135, owes(taken, 110, 30)),
                ],
                &[None, late, None],
            ),
            (
                "five seconds at least",
                &[(116, owes(taken, 110, 10))],
                &[late],
            ),
            (
                "a goal shorter than that",
                &[(110, owes(taken, 110, 3))],
                &[late],
            ),
            (
                "late already",
                &[(141, owes(taken, 110, 30)), (142, owes(taken, 110, 30))],
                &[None, None],
            ),
            (
                "somebody else's answer",
                &[(134, owes(nothing, 110, 30))],
                &[None],
            ),
            (
                "the next turn again",
                &[
                    (134, owes(taken, 110, 30)),
                    (150, taken),
                    (199, owes(taken, 150, 60)),
                ],
                &[late, None, late],
            ),
            (
                "a message that makes an answer almost late is told as that",
                &[(111, owes(wrote(taken, 4, 111), 111, 5))],
                &[late],
            ),
        ];
        for (case, looks, wanted) in cases {
            assert_eq!(told(looks), *wanted, "{case}");
        }
    }

    #[test]
    fn it_sleeps_to_the_moment_a_goal_is_near_and_no_longer_once_that_was_told() {
        let standing = Standing {
            mine: Some((at(110), StayBegan::Taken)),
            owed: owed(110, 60),
            ..Standing::default()
        };
        let mut told = Told::default();
        assert_eq!(wakes(&standing, &told), Some(at(158)));
        assert_eq!(
            wants(&standing, &mut told, at(100), at(158)),
            Some(Wants::SlSoon)
        );
        assert_eq!(wakes(&standing, &told), None);
        let others = Standing {
            mine: None,
            ..standing
        };
        assert_eq!(wakes(&others, &Told::default()), None);
    }

    #[test]
    fn each_kind_has_a_switch_of_its_own() {
        for kind in [Wants::NewDialog, Wants::ClientMessage, Wants::SlSoon] {
            assert!(is_on(NotifyOf::default(), kind), "all are on by default");
            let only = NotifyOf {
                new_dialog: kind == Wants::NewDialog,
                client_message: kind == Wants::ClientMessage,
                sl_soon: kind == Wants::SlSoon,
            };
            for other in [Wants::NewDialog, Wants::ClientMessage, Wants::SlSoon] {
                assert_eq!(is_on(only, other), other == kind);
            }
        }
    }
}
