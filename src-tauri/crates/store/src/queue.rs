//! The queue: who waits for an operator, in which order, and how long others waited.

use domain::{ChatId, ClientId, DialogId, GroupId, OperatorId, Timestamp, WaitOutcome};
use rusqlite::params;

use crate::{Change, Reader, StoreError, Writer};

/// Waits that the median is taken of.
const WAITS: u32 = 20;
/// The rank of a dialog that is given to nobody.
const HELP: u8 = 2;

/// A dialog's place among those that wait for the same group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// From 1.
    pub position: u32,
    /// The median of the group's last 20 waits, in seconds; none before the first.
    pub wait_s: Option<u32>,
}

/// A dialog that waits to be given to somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queued {
    /// Which.
    pub dialog: DialogId,
    /// For which group; none means anybody.
    pub group: Option<GroupId>,
    /// Operators it was taken from because they did not answer.
    pub idled: Vec<OperatorId>,
}

/// A dialog's new place in the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Enqueue {
    /// Since when it waits.
    pub since: Timestamp,
    /// 0 at the head, 1 in its turn, 2 for nobody in particular.
    pub rank: u8,
    /// For which group; none means anybody.
    pub group: Option<GroupId>,
}

impl Reader<'_> {
    /// The place of a dialog that waits; none when it does not, or waits for nobody in particular.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn queue_place(&self, dialog: DialogId) -> Result<Option<Place>, StoreError> {
        let group: Option<Option<[u8; 16]>> = self.one(
            "SELECT group_id FROM dialogs WHERE id = ? AND queued_at IS NOT NULL AND queue_rank < ?",
            params![dialog.as_bytes(), HELP],
            |row| row.get(0),
        )?;
        let Some(group) = group else {
            return Ok(None);
        };
        let position = self.one(
            "SELECT 1 + count(*) FROM dialogs d INDEXED BY dialogs_queued
             JOIN dialogs mine ON mine.id = ?
             WHERE d.queued_at IS NOT NULL AND d.group_id IS ?
               AND (d.queue_rank, d.queued_at, d.no) < (mine.queue_rank, mine.queued_at, mine.no)",
            params![dialog.as_bytes(), group],
            |row| row.get(0),
        )?;
        let group = group.map(GroupId::from_bytes);
        Ok(Some(Place {
            position: position.unwrap_or(1),
            wait_s: self.median_wait(group)?,
        }))
    }

    /// The median of the last 20 waits of a group that an operator ended, in seconds.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn median_wait(&self, group: Option<GroupId>) -> Result<Option<u32>, StoreError> {
        let group = group.as_ref().map(GroupId::as_bytes);
        let mut waits: Vec<i64> = self.all(
            "SELECT ended_at - began_at FROM waits INDEXED BY waits_of_group
             WHERE group_id IS ? AND outcome = 'taken' ORDER BY ended_at DESC LIMIT ?",
            params![group, WAITS],
            |row| row.get(0),
        )?;
        waits.sort_unstable();
        let middle = waits.len() / 2;
        let median = match waits.len() % 2 {
            _ if waits.is_empty() => return Ok(None),
            1 => waits[middle],
            _ => i64::midpoint(waits[middle - 1], waits[middle]),
        };
        Ok(Some(u32::try_from(median / 1000).unwrap_or(0)))
    }

    /// The first dialogs that wait for one of `groups` or for anybody and may be given out at `at`, in
    /// that order; at most `limit` for each.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn queue_heads(
        &self,
        groups: &[GroupId],
        at: Timestamp,
        limit: u32,
    ) -> Result<Vec<Queued>, StoreError> {
        let mut heads = Vec::new();
        let groups = groups.iter().copied().map(Some);
        for group in groups.chain([None]) {
            let found: Vec<((i64, i64, i64), DialogId)> = self.all(
                "SELECT queue_rank, queued_at, no, id FROM dialogs INDEXED BY dialogs_queued
                 WHERE queued_at IS NOT NULL AND group_id IS ? AND queue_rank < ?
                   AND (given_from IS NULL OR given_from <= ?)
                 ORDER BY queue_rank, queued_at, no LIMIT ?",
                params![
                    group.as_ref().map(GroupId::as_bytes),
                    HELP,
                    at.millis(),
                    limit
                ],
                |row| {
                    let place = (row.get(0)?, row.get(1)?, row.get(2)?);
                    Ok((place, DialogId::from_bytes(row.get(3)?)))
                },
            )?;
            heads.extend(found.into_iter().map(|(place, id)| (place, id, group)));
        }
        heads.sort_unstable_by_key(|(place, ..)| *place);
        let heads = heads.into_iter().map(|(_, dialog, group)| {
            let idled = self.all(
                "SELECT operator_id FROM stays WHERE dialog_id = ? AND ended_by = 'idle'",
                [dialog.as_bytes()],
                |row| row.get(0).map(OperatorId::from_bytes),
            )?;
            Ok(Queued {
                dialog,
                group,
                idled,
            })
        });
        heads.collect()
    }

    /// Every dialog that waits.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn all_queued(&self) -> Result<Vec<DialogId>, StoreError> {
        self.all(
            "SELECT id FROM dialogs INDEXED BY dialogs_queued WHERE queued_at IS NOT NULL
             ORDER BY queued_at, no",
            [],
            |row| row.get(0).map(DialogId::from_bytes),
        )
    }

    /// When the next dialog may be given out that may not be at `at`.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn next_given(&self, at: Timestamp) -> Result<Option<Timestamp>, StoreError> {
        self.one(
            "SELECT given_from FROM dialogs INDEXED BY dialogs_given_from
             WHERE given_from IS NOT NULL AND given_from > ? ORDER BY given_from LIMIT 1",
            [at.millis()],
            |row| row.get(0).map(Timestamp::from_millis),
        )
    }
}

impl Writer<'_> {
    /// Puts a dialog into the queue.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn enqueue(
        &mut self,
        dialog: DialogId,
        client: ClientId,
        place: Enqueue,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let group = place.group.as_ref().map(GroupId::as_bytes);
        self.execute(
            "UPDATE dialogs SET queued_at = ?, queue_rank = ?, group_id = ?, help = ? WHERE id = ?",
            params![
                place.since.millis(),
                place.rank,
                group,
                place.rank == HELP,
                dialog.as_bytes()
            ],
        )?;
        self.execute(
            "INSERT INTO waits (dialog_id, group_id, began_at) VALUES (?, ?, ?)",
            params![dialog.as_bytes(), group, at.millis()],
        )?;
        self.changed(Change::Queue);
        self.changed(Change::Dialog { dialog, client });
        Ok(())
    }

    /// Takes a dialog out of the queue; says how long it had waited, in milliseconds.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn dequeue(
        &mut self,
        dialog: DialogId,
        client: ClientId,
        outcome: WaitOutcome,
        at: Timestamp,
    ) -> Result<Option<i64>, StoreError> {
        self.execute(
            "UPDATE dialogs SET queued_at = NULL, queue_rank = NULL, given_from = NULL, help = 0
             WHERE id = ?",
            [dialog.as_bytes()],
        )?;
        self.cancel_queue_notices(dialog)?;
        let waited = self.one(
            "UPDATE waits SET ended_at = max(?1, began_at), outcome = ?2
             WHERE dialog_id = ?3 AND ended_at IS NULL RETURNING ended_at - began_at",
            params![at.millis(), outcome.code(), dialog.as_bytes()],
            |row| row.get(0),
        )?;
        self.changed(Change::Queue);
        self.changed(Change::Dialog { dialog, client });
        Ok(waited)
    }

    /// Gives a dialog out to nobody before `from`.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn give_from(&mut self, dialog: DialogId, from: Timestamp) -> Result<(), StoreError> {
        self.execute(
            "UPDATE dialogs SET given_from = ? WHERE id = ? AND queued_at IS NOT NULL",
            params![from.millis(), dialog.as_bytes()],
        )?;
        Ok(())
    }

    /// Gives a chat's dialogs out as soon as somebody is free.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn give_at_once(&mut self, chat: ChatId) -> Result<(), StoreError> {
        self.execute(
            "UPDATE dialogs SET given_from = NULL WHERE given_from IS NOT NULL AND chat_id = ?",
            [chat.as_bytes()],
        )?;
        Ok(())
    }

    /// What a client was to be told of their place, and did not take yet, is of no use any more.
    pub(crate) fn cancel_queue_notices(&mut self, dialog: DialogId) -> Result<(), StoreError> {
        let cancelled: Vec<([u8; 16], i64)> = self.all(
            "UPDATE messages SET delivery = 'cancelled'
             WHERE dialog_id = ? AND kind = 'queue_notice' AND delivery = 'pending'
             RETURNING client_id, seq",
            [dialog.as_bytes()],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        for (client, seq) in cancelled {
            self.execute(
                "DELETE FROM outbox WHERE client_id = ? AND seq = ?",
                params![client, seq],
            )?;
        }
        Ok(())
    }

    /// Lists a dialog where anybody is asked to take it, or lists it there no more.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn ask_help(
        &mut self,
        dialog: DialogId,
        client: ClientId,
        help: bool,
    ) -> Result<(), StoreError> {
        self.execute(
            "UPDATE dialogs SET help = ? WHERE id = ?",
            params![help, dialog.as_bytes()],
        )?;
        self.changed(Change::Dialog { dialog, client });
        Ok(())
    }
}
