//! What must be so, by rules of its own that are simple enough to be believed. Nothing of the engine's
//! thinking is in here: it is told what was seen and says what was wrong.

use std::collections::{HashMap, HashSet};

use domain::{DialogId, DialogState, GroupId, MessageKind, OperatorId, StayBegan, Timestamp};
use engine::{Effect, Event};

use crate::eye::Taken;

/// How long a rating is waited for, in seconds.
const FEEDBACK_S: u32 = 600;

#[derive(Clone)]
pub(crate) struct Person {
    pub(crate) limit: u32,
    pub(crate) groups: HashSet<GroupId>,
    pub(crate) online: bool,
    pub(crate) lease: Option<Timestamp>,
    pub(crate) deleted: bool,
    pub(crate) holds: HashSet<DialogId>,
}

#[derive(Default, Clone)]
pub(crate) struct Model {
    pub(crate) people: HashMap<OperatorId, Person>,
    pub(crate) groups_gone: HashSet<GroupId>,
    pub(crate) dialogs: HashMap<DialogId, Dialog>,
    /// The latest the clock ever was.
    pub(crate) latest: Timestamp,
}

#[derive(Clone)]
pub(crate) struct Dialog {
    state: DialogState,
    /// When it came into its state.
    entered: Timestamp,
    /// When the client or an operator last did something.
    active: Timestamp,
    holder: Option<OperatorId>,
    /// For which group it waits.
    group: Option<GroupId>,
    asked: u32,
    client_wrote: bool,
}

impl Model {
    /// The clock stands at `now`.
    pub(crate) fn clock(&mut self, now: Timestamp) {
        self.latest = self.latest.max(now);
    }

    /// Leases that are over by `now` are noticed.
    pub(crate) fn lapse(&mut self, now: Timestamp) {
        for person in self.people.values_mut() {
            if person.lease.is_some_and(|lease| lease <= now) {
                (person.lease, person.online) = (None, false);
            }
        }
    }

    /// The program was away, and nobody could renew a lease.
    pub(crate) fn resume(&mut self, now: Timestamp) {
        for person in self.people.values_mut() {
            person.lease = person.lease.map(|lease| lease.max(now.plus_seconds(60)));
        }
    }

    pub(crate) fn group_leaves(&mut self, group: GroupId) {
        self.groups_gone.insert(group);
        for dialog in self.dialogs.values_mut() {
            dialog.group = dialog.group.filter(|of| *of != group);
        }
    }

    /// A dialog that was closed without a step.
    pub(crate) fn cut_off(&mut self, dialog: DialogId) {
        self.dialogs.remove(&dialog);
        for person in self.people.values_mut() {
            person.holds.remove(&dialog);
        }
    }

    /// Takes a committed step to its heart; says what was wrong with it.
    pub(crate) fn saw(&mut self, taken: &Taken) -> Result<(), String> {
        let latest = self.latest;
        let mut dialog = self.dialogs.remove(&taken.dialog).unwrap_or(Dialog {
            state: DialogState::Bot,
            entered: latest,
            active: latest,
            holder: None,
            group: None,
            asked: 0,
            client_wrote: false,
        });
        let wrong = |what: &str| Err(format!("{what}\n{taken}"));
        if taken.before.state() != dialog.state {
            return wrong("a step begins where the last one did not end");
        }
        match taken.event {
            Event::ClientMessage { .. } => {
                dialog.client_wrote = true;
                dialog.active = latest;
            }
            Event::Opened | Event::OperatorWrote | Event::Taken(_) => dialog.active = latest,
            _ => {}
        }
        let mut joined = false;
        for effect in &taken.effects {
            match effect {
                Effect::Queue { group, .. } => dialog.group = *group,
                Effect::Leave(_) => match dialog.holder.take() {
                    Some(holder) => {
                        let person = self.people.get_mut(&holder);
                        person.map(|person| person.holds.remove(&taken.dialog));
                    }
                    None => return wrong("somebody left who did not hold it"),
                },
                Effect::Join { operator, how } => {
                    joined = true;
                    if dialog.holder.replace(*operator).is_some() {
                        return wrong("two hold one dialog");
                    }
                    let gone = dialog
                        .group
                        .is_some_and(|of| self.groups_gone.contains(&of));
                    let group = dialog.group.filter(|_| !gone);
                    let Some(person) = self.people.get_mut(operator) else {
                        return wrong("it was given to nobody known");
                    };
                    if *how == StayBegan::Assigned {
                        if let Some(why) = person.unfit(group, taken.now) {
                            return wrong(why);
                        }
                    } else if person.deleted {
                        return wrong("somebody has it who works here no more");
                    }
                    person.holds.insert(taken.dialog);
                }
                Effect::Say {
                    kind: MessageKind::RatingRequest,
                    ..
                } => {
                    dialog.asked += 1;
                    if dialog.asked > 1 {
                        return wrong("feedback is asked twice");
                    }
                    if !dialog.client_wrote {
                        return wrong("feedback is asked of who never wrote");
                    }
                    if matches!(taken.event, Event::End(_)) {
                        return wrong("feedback is asked after spam");
                    }
                }
                Effect::Rated { .. } if dialog.asked == 0 => return wrong("nobody asked"),
                _ => {}
            }
        }
        let after = taken.after.state();
        if matches!(taken.event, Event::Assigned(_)) && !joined && dialog.state != after {
            return wrong("an assignment led elsewhere");
        }
        if dialog.state != after {
            (dialog.state, dialog.entered) = (after, latest);
        }
        if (after == DialogState::Operator) != dialog.holder.is_some() {
            return wrong("held, and not in the state for it, or the other way round");
        }
        if after != DialogState::Closed {
            self.dialogs.insert(taken.dialog, dialog);
        }
        Ok(())
    }

    /// Whether a dialog should have ended by `now`, with the longest lifetime its chat ever had.
    /// `after_ran` says whether a script after an ending has run.
    pub(crate) fn overdue(
        &self,
        now: Timestamp,
        lifetime_s: impl Fn(DialogId) -> u32,
        after_ran: impl Fn(DialogId) -> bool,
    ) -> Option<String> {
        for (id, dialog) in &self.dialogs {
            let life = lifetime_s(*id);
            let until = match dialog.state {
                DialogState::Feedback => dialog.entered.plus_seconds(FEEDBACK_S),
                _ => dialog.active.plus_seconds(life),
            };
            // A script after an ending lives anew.
            if now > until && !(after_ran(*id) && now <= until.plus_seconds(life)) {
                let state = dialog.state;
                let late = now.since(until).as_secs();
                return Some(format!("{id} in {state} should have ended {late} s ago"));
            }
        }
        None
    }
}

impl Person {
    /// Why a dialog of a group cannot be given to them.
    pub(crate) fn unfit(&self, group: Option<GroupId>, now: Timestamp) -> Option<&'static str> {
        if self.deleted {
            return Some("it was given to somebody who was deleted");
        }
        if !self.online || self.lease.is_none_or(|lease| lease <= now) {
            return Some("it was given to somebody who is not online");
        }
        if self.limit > 0 && self.holds.len() >= self.limit as usize {
            return Some("it was given over the limit");
        }
        if group.is_some_and(|group| !self.groups.contains(&group)) {
            return Some("it was given to somebody of another group");
        }
        None
    }
}
