//! Groups of operators, and who is in them.

use std::collections::HashMap;

use domain::{GroupId, GroupInput, OperatorId, Timestamp};
use rusqlite::{Row, params};

use crate::{Change, Reader, StoreError, Writer};

/// A group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its id.
    pub id: GroupId,
    /// Its name.
    pub name: String,
    /// How soon the first answer should come, in seconds; none means as the chat says.
    pub sl_first_s: Option<u32>,
    /// How soon later answers should come, in seconds; none means as the chat says.
    pub sl_next_s: Option<u32>,
    /// Who is in it, but not those who were deleted.
    pub members: Vec<OperatorId>,
    /// How many dialogs wait for it.
    pub waiting: u32,
    /// Counts its changes.
    pub revision: i64,
}

const GROUP: &str = "SELECT g.*,
    (SELECT count(*) FROM dialogs d INDEXED BY dialogs_queued
     WHERE d.group_id = g.id AND d.queued_at IS NOT NULL) AS waiting
    FROM groups g WHERE g.deleted_at IS NULL";

fn group(row: &Row<'_>) -> rusqlite::Result<Group> {
    Ok(Group {
        id: GroupId::from_bytes(row.get("id")?),
        name: row.get("name")?,
        sl_first_s: row.get("sl_first_s")?,
        sl_next_s: row.get("sl_next_s")?,
        members: Vec::new(),
        waiting: row.get("waiting")?,
        revision: row.get("revision")?,
    })
}

impl Reader<'_> {
    /// Every group that is not deleted, in the order they were made.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn groups(&self) -> Result<Vec<Group>, StoreError> {
        let mut groups = self.all(&format!("{GROUP} ORDER BY g.id"), [], group)?;
        let mut members: HashMap<GroupId, Vec<OperatorId>> = HashMap::new();
        for (group, operator) in self.memberships()? {
            members.entry(group).or_default().push(operator);
        }
        for group in &mut groups {
            group.members = members.remove(&group.id).unwrap_or_default();
        }
        Ok(groups)
    }

    /// The group, unless it was deleted.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn group(&self, id: GroupId) -> Result<Option<Group>, StoreError> {
        let sql = format!("{GROUP} AND g.id = ?");
        let Some(mut group) = self.one(&sql, [id.as_bytes()], group)? else {
            return Ok(None);
        };
        group.members = self.members_of(id)?;
        Ok(Some(group))
    }

    /// Who is in which group, of those that are not deleted, in the order of both.
    pub(crate) fn memberships(&self) -> Result<Vec<(GroupId, OperatorId)>, StoreError> {
        self.all(
            "SELECT m.group_id, m.operator_id FROM group_members m
             JOIN groups g ON g.id = m.group_id JOIN operators o ON o.id = m.operator_id
             WHERE g.deleted_at IS NULL AND o.deleted_at IS NULL
             ORDER BY m.group_id, m.operator_id",
            [],
            |row| {
                Ok((
                    GroupId::from_bytes(row.get(0)?),
                    OperatorId::from_bytes(row.get(1)?),
                ))
            },
        )
    }

    fn members_of(&self, group: GroupId) -> Result<Vec<OperatorId>, StoreError> {
        self.all(
            "SELECT o.id FROM group_members m JOIN operators o ON o.id = m.operator_id
             WHERE m.group_id = ? AND o.deleted_at IS NULL ORDER BY o.id",
            [group.as_bytes()],
            |row| Ok(OperatorId::from_bytes(row.get(0)?)),
        )
    }
}

impl Writer<'_> {
    /// Adds a group.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn add_group(
        &mut self,
        id: GroupId,
        input: &GroupInput,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO groups (id, name, sl_first_s, sl_next_s, revision, created_at)
             VALUES (?, ?, ?, ?, 1, ?)",
            params![
                id.as_bytes(),
                input.name,
                input.sl_first_s,
                input.sl_next_s,
                now.millis()
            ],
        )?;
        self.set_members(id, &input.members)?;
        self.changed(Change::Operators);
        Ok(())
    }

    /// Changes a group that still stands at `revision`; says whether it did.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn update_group(
        &mut self,
        id: GroupId,
        revision: i64,
        input: &GroupInput,
    ) -> Result<bool, StoreError> {
        let changed = self.execute(
            "UPDATE groups SET revision = revision + 1, name = ?, sl_first_s = ?, sl_next_s = ?
             WHERE id = ? AND revision = ? AND deleted_at IS NULL",
            params![
                input.name,
                input.sl_first_s,
                input.sl_next_s,
                id.as_bytes(),
                revision
            ],
        )?;
        if changed == 1 {
            self.set_members(id, &input.members)?;
            self.changed(Change::Operators);
        }
        Ok(changed == 1)
    }

    /// Has these operators in a group and no others. An operator whose groups change stands at
    /// another revision then, so that nobody who has them open takes that back unawares.
    fn set_members(&mut self, group: GroupId, members: &[OperatorId]) -> Result<(), StoreError> {
        let before = self.members_of(group)?;
        for operator in before.iter().filter(|before| !members.contains(before)) {
            self.leave_group(*operator, group)?;
            self.count_operator_change(*operator)?;
        }
        for operator in members.iter().filter(|member| !before.contains(member)) {
            self.join_group(*operator, group)?;
            self.count_operator_change(*operator)?;
        }
        Ok(())
    }

    pub(crate) fn join_group(
        &mut self,
        operator: OperatorId,
        group: GroupId,
    ) -> Result<(), StoreError> {
        // Of those that were deleted the membership is kept, in case they come back.
        self.execute(
            "INSERT INTO group_members (group_id, operator_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
            params![group.as_bytes(), operator.as_bytes()],
        )?;
        Ok(())
    }

    pub(crate) fn leave_group(
        &mut self,
        operator: OperatorId,
        group: GroupId,
    ) -> Result<(), StoreError> {
        self.execute(
            "DELETE FROM group_members WHERE group_id = ? AND operator_id = ?",
            params![group.as_bytes(), operator.as_bytes()],
        )?;
        Ok(())
    }

    /// Deletes a group; the dialogs that wait for it wait for anybody then, in the same order. Says
    /// whether there was one.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn delete_group(&mut self, id: GroupId, now: Timestamp) -> Result<bool, StoreError> {
        let changed = self.execute(
            "UPDATE groups SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL",
            params![now.millis(), id.as_bytes()],
        )?;
        let moved = self.execute(
            "UPDATE dialogs INDEXED BY dialogs_queued SET group_id = NULL
             WHERE group_id = ? AND queued_at IS NOT NULL",
            [id.as_bytes()],
        )?;
        self.changed(Change::Operators);
        if moved > 0 {
            self.changed(Change::Queue);
        }
        Ok(changed == 1)
    }

    /// Takes back the deletion of a group; says whether there was one. The dialogs that waited for it
    /// go on waiting for anybody.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn restore_group(&mut self, id: GroupId) -> Result<bool, StoreError> {
        let changed = self.execute(
            "UPDATE groups SET deleted_at = NULL WHERE id = ?",
            [id.as_bytes()],
        )?;
        self.changed(Change::Operators);
        Ok(changed == 1)
    }
}
