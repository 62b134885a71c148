//! Operators as people set them up. Whether they are there is written in `presence`.

use std::collections::HashMap;

use domain::{GroupId, OperatorId, OperatorInput, Picture, Presence, Timestamp, WorkingHours};
use rusqlite::{Row, params};

use crate::row::{RowExt, json};
use crate::{Change, Reader, StoreError, Writer};

/// An operator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operator {
    /// Their id.
    pub id: OperatorId,
    /// What clients and colleagues know them by.
    pub name: String,
    /// Their picture; none means the chat's.
    pub picture: Option<Picture>,
    /// How many dialogs they are given at most; 0 means as many as come.
    pub dialogs_max: u32,
    /// The groups they are in, but not those that were deleted.
    pub groups: Vec<GroupId>,
    /// When they work; none means whenever they are online.
    pub working_hours: Option<WorkingHours>,
    /// The IANA name of the zone of these hours; none means this computer's.
    pub time_zone: Option<String>,
    /// What their PIN is checked with, in PHC form; none when they have none.
    pub pin: Option<String>,
    /// What was said last of whether they are there.
    pub presence: Presence,
    /// Until when that holds, of one who is online.
    pub lease_until: Option<Timestamp>,
    /// How many open dialogs they hold.
    pub load: u32,
    /// Counts their changes.
    pub revision: i64,
}

impl Operator {
    /// Whether they are there: online with a lease that has not run out.
    #[must_use]
    pub fn presence_at(&self, now: Timestamp) -> Presence {
        match self.lease_until {
            Some(until) if until > now => self.presence,
            _ => Presence::Pause,
        }
    }
}

const OPERATOR: &str = "SELECT o.*,
    (SELECT count(*) FROM dialogs d INDEXED BY dialogs_held
     WHERE d.operator_id = o.id AND d.closed_at IS NULL) AS load
    FROM operators o WHERE o.deleted_at IS NULL";

fn operator(row: &Row<'_>) -> rusqlite::Result<Operator> {
    Ok(Operator {
        id: OperatorId::from_bytes(row.get("id")?),
        name: row.get("name")?,
        picture: row.json_or_none("picture")?,
        dialogs_max: row.get("dialogs_max")?,
        groups: Vec::new(),
        working_hours: row.json_or_none("working_hours")?,
        time_zone: row.get("time_zone")?,
        pin: row.get("pin")?,
        presence: row.parsed("presence")?,
        lease_until: row.time_or_none("lease_until")?,
        load: row.get("load")?,
        revision: row.get("revision")?,
    })
}

impl Reader<'_> {
    /// Every operator who is not deleted, in the order they were made.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn operators(&self) -> Result<Vec<Operator>, StoreError> {
        let mut operators = self.all(&format!("{OPERATOR} ORDER BY o.id"), [], operator)?;
        let mut groups: HashMap<OperatorId, Vec<GroupId>> = HashMap::new();
        for (group, operator) in self.memberships()? {
            groups.entry(operator).or_default().push(group);
        }
        for operator in &mut operators {
            operator.groups = groups.remove(&operator.id).unwrap_or_default();
        }
        Ok(operators)
    }

    /// The operator, unless they were deleted.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn operator(&self, id: OperatorId) -> Result<Option<Operator>, StoreError> {
        let sql = format!("{OPERATOR} AND o.id = ?");
        let Some(mut operator) = self.one(&sql, [id.as_bytes()], operator)? else {
            return Ok(None);
        };
        operator.groups = self.groups_of(id)?;
        Ok(Some(operator))
    }

    fn groups_of(&self, operator: OperatorId) -> Result<Vec<GroupId>, StoreError> {
        self.all(
            "SELECT g.id FROM group_members m JOIN groups g ON g.id = m.group_id
             WHERE m.operator_id = ? AND g.deleted_at IS NULL ORDER BY g.id",
            [operator.as_bytes()],
            |row| Ok(GroupId::from_bytes(row.get(0)?)),
        )
    }
}

impl Writer<'_> {
    /// Adds an operator, who is not there yet.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn add_operator(
        &mut self,
        id: OperatorId,
        input: &OperatorInput,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO operators (id, name, picture, dialogs_max, working_hours, time_zone,
                                    presence, idle_since, revision, created_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 1, ?8)",
            params![
                id.as_bytes(),
                input.name,
                input.picture.as_ref().map(json),
                input.dialogs_max,
                input.working_hours.as_ref().map(json),
                input.time_zone,
                Presence::Pause.code(),
                now.millis()
            ],
        )?;
        self.put_into_groups(id, &input.groups)?;
        self.changed(Change::Operators);
        Ok(())
    }

    /// Changes an operator who still stands at `revision`; says whether they did.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn update_operator(
        &mut self,
        id: OperatorId,
        revision: i64,
        input: &OperatorInput,
    ) -> Result<bool, StoreError> {
        let changed = self.execute(
            "UPDATE operators SET revision = revision + 1, name = ?, picture = ?, dialogs_max = ?,
                    working_hours = ?, time_zone = ?
             WHERE id = ? AND revision = ? AND deleted_at IS NULL",
            params![
                input.name,
                input.picture.as_ref().map(json),
                input.dialogs_max,
                input.working_hours.as_ref().map(json),
                input.time_zone,
                id.as_bytes(),
                revision
            ],
        )?;
        if changed == 1 {
            self.put_into_groups(id, &input.groups)?;
            self.changed(Change::Operators);
        }
        Ok(changed == 1)
    }

    /// Has an operator in these groups and in no others. A group whose members change stands at
    /// another revision then, so that nobody who has it open takes that back unawares.
    fn put_into_groups(
        &mut self,
        operator: OperatorId,
        groups: &[GroupId],
    ) -> Result<(), StoreError> {
        let before = self.groups_of(operator)?;
        for group in before.iter().filter(|group| !groups.contains(group)) {
            self.leave_group(operator, *group)?;
            self.count_group_change(*group)?;
        }
        for group in groups.iter().filter(|group| !before.contains(group)) {
            self.join_group(operator, *group)?;
            self.count_group_change(*group)?;
        }
        Ok(())
    }

    fn count_group_change(&mut self, group: GroupId) -> Result<(), StoreError> {
        self.execute(
            "UPDATE groups SET revision = revision + 1 WHERE id = ?",
            [group.as_bytes()],
        )?;
        Ok(())
    }

    pub(crate) fn count_operator_change(&mut self, operator: OperatorId) -> Result<(), StoreError> {
        self.execute(
            "UPDATE operators SET revision = revision + 1 WHERE id = ?",
            [operator.as_bytes()],
        )?;
        Ok(())
    }

    /// Deletes an operator, who is not there any more. Says whether there was one. What they hold is
    /// not touched.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn delete_operator(&mut self, id: OperatorId, now: Timestamp) -> Result<bool, StoreError> {
        let changed = self.execute(
            "UPDATE operators SET deleted_at = ?, presence = ?, lease_until = NULL
             WHERE id = ? AND deleted_at IS NULL",
            params![now.millis(), Presence::Pause.code(), id.as_bytes()],
        )?;
        self.changed(Change::Operators);
        Ok(changed == 1)
    }

    /// Takes back the deletion of an operator; says whether there was one.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn restore_operator(&mut self, id: OperatorId) -> Result<bool, StoreError> {
        let changed = self.execute(
            "UPDATE operators SET deleted_at = NULL WHERE id = ?",
            [id.as_bytes()],
        )?;
        self.changed(Change::Operators);
        Ok(changed == 1)
    }

    /// Gives an operator a PIN in PHC form, or none any more; says whether there is such an operator.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn set_pin(&mut self, id: OperatorId, pin: Option<&str>) -> Result<bool, StoreError> {
        let changed = self.execute(
            "UPDATE operators SET pin = ? WHERE id = ? AND deleted_at IS NULL",
            params![pin, id.as_bytes()],
        )?;
        self.changed(Change::Operators);
        Ok(changed == 1)
    }
}
