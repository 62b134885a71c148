//! What decides whether a dialog wants the attention of an operator.

use domain::{DialogId, GroupId, OperatorId, StayBegan, Timestamp};

use crate::row::RowExt;
use crate::{DeskRow, Reader, StoreError};

/// A dialog as it stands for an operator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskFacts {
    /// The dialog.
    pub row: DeskRow,
    /// When and how the operator came by it, while they hold it.
    pub mine: Option<(Timestamp, StayBegan)>,
    /// Since when it waits for a group of the operator's, or for anybody.
    pub waits: Option<Timestamp>,
    /// The seq of the client's last message, and when it came.
    pub wrote: Option<(u64, Timestamp)>,
}

impl Reader<'_> {
    /// How dialogs stand for `operator`; those that are over or gone are left out.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn desk_facts(
        &self,
        operator: OperatorId,
        dialogs: &[DialogId],
    ) -> Result<Vec<DeskFacts>, StoreError> {
        let groups = self.all(
            "SELECT group_id FROM group_members WHERE operator_id = ?",
            [operator.as_bytes()],
            |row| row.get(0).map(GroupId::from_bytes),
        )?;
        let mut facts = Vec::new();
        for &dialog in dialogs {
            let Some(row) = self.desk_row(dialog, Some(operator))? else {
                continue;
            };
            let is_mine = row.operator.as_ref().is_some_and(|(id, _)| *id == operator);
            let group = row.group.as_ref().map(|(id, _)| *id);
            let concerns = group.is_none_or(|group| groups.contains(&group));
            facts.push(DeskFacts {
                mine: if is_mine { self.stay(dialog)? } else { None },
                waits: row.queued_at.filter(|_| concerns),
                wrote: if is_mine {
                    self.last_of_client(dialog)?
                } else {
                    None
                },
                row,
            });
        }
        Ok(facts)
    }

    /// When and how whoever holds a dialog came by it.
    fn stay(&self, dialog: DialogId) -> Result<Option<(Timestamp, StayBegan)>, StoreError> {
        self.one(
            "SELECT began_at, began_by FROM stays WHERE dialog_id = ? ORDER BY no DESC LIMIT 1",
            [dialog.as_bytes()],
            |row| Ok((row.time("began_at")?, row.parsed("began_by")?)),
        )
    }
}
