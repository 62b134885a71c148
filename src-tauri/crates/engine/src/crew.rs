//! Who could answer at a moment, as the store knows it.

use domain::Timestamp;
use store::{GroupLevel, OnlineOperator, Reader, StoreError};

use crate::hours::Hours;
use crate::route::Available;
use crate::step::{Group, Staff};

/// The operators who are online, and the groups.
#[derive(Debug, Clone, Default)]
pub(crate) struct Crew {
    online: Vec<OnlineOperator>,
    groups: Vec<GroupLevel>,
    pub(crate) staff: Staff,
}

impl Crew {
    pub(crate) fn of(r: &Reader<'_>, now: Timestamp) -> Result<Self, StoreError> {
        let mut online = r.online_operators(now)?;
        online.retain(|operator| works(operator, now));
        let groups = r.group_levels()?;
        let staff = Staff {
            online: !online.is_empty(),
            groups: groups
                .iter()
                .map(|group| Group {
                    id: group.id,
                    online: online.iter().any(|one| one.groups.contains(&group.id)),
                    sl_first_s: group.sl_first_s,
                    sl_next_s: group.sl_next_s,
                })
                .collect(),
        };
        Ok(Self {
            online,
            groups,
            staff,
        })
    }

    /// Those who can be given another dialog.
    pub(crate) fn available(&self) -> Vec<Available> {
        let free = self.online.iter().filter(|one| has_room(one));
        let available = free.map(|one| Available {
            operator: one.id,
            groups: one.groups.clone(),
            open: one.open,
            limit: one.limit,
            idle_since: one.idle_since,
        });
        available.collect()
    }

    /// Whether anybody can be given another dialog.
    pub(crate) fn has_room(&self) -> bool {
        self.online.iter().any(has_room)
    }

    /// The groups of those who can be given another dialog.
    pub(crate) fn groups_with_room(&self) -> Vec<domain::GroupId> {
        let free = self.online.iter().filter(|one| has_room(one));
        let mut groups: Vec<_> = free.flat_map(|one| one.groups.clone()).collect();
        groups.sort_unstable();
        groups.dedup();
        groups
    }

    /// What a group is called.
    pub(crate) fn group_name(&self, id: domain::GroupId) -> Option<String> {
        let group = self.groups.iter().find(|group| group.id == id);
        group.map(|group| group.name.clone())
    }
}

const fn has_room(operator: &OnlineOperator) -> bool {
    operator.limit == 0 || operator.open < operator.limit
}

fn works(operator: &OnlineOperator, now: Timestamp) -> bool {
    operator
        .working_hours
        .as_ref()
        .is_none_or(|week| Hours::of_week(week, operator.time_zone.as_deref()).is_open(now))
}

/// When somebody who is online begins to work.
pub(crate) fn next_start(r: &Reader<'_>, now: Timestamp) -> Result<Option<Timestamp>, StoreError> {
    let starts = r.online_operators(now)?.into_iter().filter_map(|operator| {
        let hours = Hours::of_week(&operator.working_hours?, operator.time_zone.as_deref());
        let opens = hours.after(now, 0);
        opens.filter(|opens| *opens > now)
    });
    Ok(starts.min())
}
