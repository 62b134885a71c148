use domain::{ClientId, Delivery, Timestamp};
use rusqlite::params;

use crate::{Change, Reader, StoreError, Writer};

impl Reader<'_> {
    /// How many messages wait to be taken by their client's side, and since when the oldest does.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn outbox_waiting(&self) -> Result<(u64, Option<Timestamp>), StoreError> {
        let waiting = self.one("SELECT count(*), min(created_at) FROM outbox", [], |row| {
            let oldest: Option<i64> = row.get(1)?;
            Ok((row.get(0)?, oldest.map(Timestamp::from_millis)))
        })?;
        Ok(waiting.unwrap_or((0, None)))
    }
}

impl Writer<'_> {
    /// Notes that the client's side has, or the client saw, every message up to `up_to_seq`.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn receipt(
        &mut self,
        client: ClientId,
        delivery: Delivery,
        up_to_seq: u64,
    ) -> Result<(), StoreError> {
        self.execute(
            "DELETE FROM outbox WHERE client_id = ? AND seq <= ?",
            params![client.as_bytes(), up_to_seq],
        )?;
        let before: &[Delivery] = match delivery {
            Delivery::Read => &[Delivery::Pending, Delivery::Delivered],
            _ => &[Delivery::Pending],
        };
        for before in before {
            // Who has not told for a thousand messages is not told apart further back.
            let changed = self.all(
                "UPDATE messages SET delivery = ?1 WHERE client_id = ?2 AND seq <= ?3 AND seq > ?3 - 1000
                   AND delivery = ?4 RETURNING dialog_id",
                params![delivery.code(), client.as_bytes(), up_to_seq, before.code()],
                |row| row.get(0).map(domain::DialogId::from_bytes),
            )?;
            for dialog in changed {
                self.changed(Change::Dialog { dialog, client });
            }
        }
        Ok(())
    }
}
