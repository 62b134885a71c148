//! Who is there: presence is a lease that the operator's window renews.

use domain::{GroupId, LEASE_S, OperatorId, Presence, Timestamp, WorkingHours};
use rusqlite::params;

use crate::row::RowExt;
use crate::{Change, Reader, StoreError, Writer};

/// An operator who is online.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnlineOperator {
    /// Who.
    pub id: OperatorId,
    /// Their groups.
    pub groups: Vec<GroupId>,
    /// How many open dialogs they hold.
    pub open: u32,
    /// How many they may be given at most; 0 means as many as come.
    pub limit: u32,
    /// When they last got or left a dialog.
    pub idle_since: Timestamp,
    /// When they work; none means always.
    pub working_hours: Option<WorkingHours>,
    /// The zone of their hours; none means that of this computer.
    pub time_zone: Option<String>,
}

/// A group with its own service level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupLevel {
    /// Which.
    pub id: GroupId,
    /// Its name.
    pub name: String,
    /// In place of the chat's, in seconds.
    pub sl_first_s: Option<u32>,
    /// In place of the chat's, in seconds.
    pub sl_next_s: Option<u32>,
}

impl Reader<'_> {
    /// Everybody who is online at `at`: whose lease has not run out by then.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn online_operators(&self, at: Timestamp) -> Result<Vec<OnlineOperator>, StoreError> {
        let mut online: Vec<OnlineOperator> = self.all(
            "SELECT o.id, o.dialogs_max, o.idle_since, o.working_hours, o.time_zone,
               (SELECT count(*) FROM dialogs d INDEXED BY dialogs_held
                WHERE d.operator_id = o.id AND d.closed_at IS NULL) AS open
             FROM operators o INDEXED BY operators_leased
             WHERE o.lease_until IS NOT NULL AND o.lease_until > ? AND o.presence = 'online'
               AND o.deleted_at IS NULL",
            [at.millis()],
            |row| {
                let hours: Option<String> = row.get("working_hours")?;
                Ok(OnlineOperator {
                    id: OperatorId::from_bytes(row.get("id")?),
                    groups: Vec::new(),
                    open: row.get("open")?,
                    limit: row.get("dialogs_max")?,
                    idle_since: row.time("idle_since")?,
                    working_hours: hours.map(|_| row.json("working_hours")).transpose()?,
                    time_zone: row.get("time_zone")?,
                })
            },
        )?;
        for operator in &mut online {
            operator.groups = self.all(
                "SELECT m.group_id FROM group_members m JOIN groups g ON g.id = m.group_id
                 WHERE m.operator_id = ? AND g.deleted_at IS NULL",
                [operator.id.as_bytes()],
                |row| row.get(0).map(GroupId::from_bytes),
            )?;
        }
        Ok(online)
    }

    /// Every group with its service level.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn group_levels(&self) -> Result<Vec<GroupLevel>, StoreError> {
        self.all(
            "SELECT id, name, sl_first_s, sl_next_s FROM groups WHERE deleted_at IS NULL",
            [],
            |row| {
                Ok(GroupLevel {
                    id: GroupId::from_bytes(row.get("id")?),
                    name: row.get("name")?,
                    sl_first_s: row.get("sl_first_s")?,
                    sl_next_s: row.get("sl_next_s")?,
                })
            },
        )
    }

    /// Whether an operator works here.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn works_here(&self, operator: OperatorId) -> Result<bool, StoreError> {
        let found: Option<bool> = self.one(
            "SELECT 1 FROM operators WHERE id = ? AND deleted_at IS NULL",
            [operator.as_bytes()],
            |row| row.get(0),
        )?;
        Ok(found.is_some())
    }

    /// Whether an operator's window is there.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn has_lease(&self, operator: OperatorId) -> Result<bool, StoreError> {
        let lease: Option<Option<i64>> = self.one(
            "SELECT lease_until FROM operators WHERE id = ?",
            [operator.as_bytes()],
            |row| row.get(0),
        )?;
        Ok(lease.flatten().is_some())
    }

    /// When the program is known to have been at work last, before `now`: it handled an event, or a
    /// window renewed its lease.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn last_alive(&self, now: Timestamp) -> Result<Option<Timestamp>, StoreError> {
        let handled: Option<i64> = self.one(
            "SELECT handled_at FROM inbox INDEXED BY inbox_handled
             WHERE handled_at IS NOT NULL ORDER BY handled_at DESC LIMIT 1",
            [],
            |row| row.get(0),
        )?;
        let lease = i64::from(LEASE_S) * 1000;
        // A longer lease was given by hand and tells nothing.
        let renewed: Option<i64> = self.one(
            "SELECT lease_until - ?1 FROM operators INDEXED BY operators_leased
             WHERE lease_until IS NOT NULL AND lease_until <= ?2 + ?1
             ORDER BY lease_until DESC LIMIT 1",
            params![lease, now.millis()],
            |row| row.get(0),
        )?;
        let alive = handled.max(renewed).map(Timestamp::from_millis);
        Ok(alive.map(|alive| alive.min(now)))
    }

    /// When the first lease runs out.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn next_lapse(&self) -> Result<Option<Timestamp>, StoreError> {
        self.one(
            "SELECT lease_until FROM operators INDEXED BY operators_leased
             WHERE lease_until IS NOT NULL ORDER BY lease_until LIMIT 1",
            [],
            |row| row.get(0).map(Timestamp::from_millis),
        )
    }

    /// Operators whose lease ran out by `at`, with when it did, the earliest first.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn lapsed(&self, at: Timestamp) -> Result<Vec<(OperatorId, Timestamp)>, StoreError> {
        self.all(
            "SELECT id, lease_until FROM operators INDEXED BY operators_leased
             WHERE lease_until IS NOT NULL AND lease_until <= ? ORDER BY lease_until",
            [at.millis()],
            |row| {
                Ok((
                    OperatorId::from_bytes(row.get(0)?),
                    Timestamp::from_millis(row.get(1)?),
                ))
            },
        )
    }
}

impl Writer<'_> {
    /// Says whether an operator is given dialogs, and until when they count as there; says whether
    /// their presence is another than before.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn set_presence(
        &mut self,
        operator: OperatorId,
        presence: Presence,
        lease_until: Option<Timestamp>,
    ) -> Result<bool, StoreError> {
        let before: Option<String> = self.one(
            "SELECT presence FROM operators WHERE id = ?",
            [operator.as_bytes()],
            |row| row.get(0),
        )?;
        self.execute(
            "UPDATE operators SET presence = ?, lease_until = ? WHERE id = ?",
            params![
                presence.code(),
                lease_until.map(Timestamp::millis),
                operator.as_bytes()
            ],
        )?;
        let changed = before.as_deref() != Some(presence.code());
        if changed {
            self.changed(Change::Operators);
        }
        Ok(changed)
    }

    /// Puts off when leases run out: the program was away, and nobody could renew them.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn extend_leases(&mut self, until: Timestamp) -> Result<(), StoreError> {
        self.execute(
            "UPDATE operators SET lease_until = ?1 WHERE lease_until IS NOT NULL AND lease_until < ?1",
            [until.millis()],
        )?;
        Ok(())
    }
}
