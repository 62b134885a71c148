//! What dialogs cost: the price of each message and the fee of a dialog, added up as they happen.

use domain::{ChatId, Currency, DialogId, MessageId, Money, Timestamp};
use rusqlite::params;

use crate::row::RowExt;
use crate::{Reader, StoreError, Writer, dialogs};

/// What a message costs by the price list in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Charge {
    /// The price.
    pub price: Money,
    /// How many messages of the month are free.
    pub free: u32,
    /// The month in the chat's zone, as `2026-11`.
    pub month: String,
}

impl Reader<'_> {
    /// What operators wrote in a dialog that waits to be sent and costs nothing yet, with when they
    /// wrote it.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn uncharged(&self, dialog: DialogId) -> Result<Vec<(MessageId, Timestamp)>, StoreError> {
        self.all(
            "SELECT id, at FROM messages WHERE dialog_id = ? AND author_type = 'operator'
               AND delivery = 'pending' AND price IS NULL ORDER BY seq",
            [dialog.as_bytes()],
            |row| Ok((MessageId::from_bytes(row.get("id")?), row.time("at")?)),
        )
    }
}

impl Writer<'_> {
    /// Charges a message: nothing while free ones of its month are left.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn charge(
        &mut self,
        dialog: DialogId,
        chat: ChatId,
        message: MessageId,
        charge: &Charge,
    ) -> Result<(), StoreError> {
        let mut price = charge.price;
        let mut free = false;
        if price.millionths() != 0 {
            let paid: Option<u32> = self.one(
                "INSERT INTO chat_months (chat_id, month, paid) VALUES (?, ?, 1)
                 ON CONFLICT (chat_id, month) DO UPDATE SET paid = paid + 1 RETURNING paid",
                params![chat.as_bytes(), charge.month],
                |row| row.get(0),
            )?;
            free = paid.unwrap_or(1) <= charge.free;
            if free {
                price = Money::default();
            }
        }
        self.execute(
            "UPDATE messages SET price = ?, free = ? WHERE id = ?",
            params![price.millionths(), free, message.as_bytes()],
        )?;
        if price.millionths() != 0 {
            self.execute(
                "UPDATE dialogs SET cost = cost + ? WHERE id = ?",
                params![price.millionths(), dialog.as_bytes()],
            )?;
        }
        Ok(())
    }

    /// Says in which currency a dialog is reckoned, and learns in which it is: the first one stays.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn reckon_in(
        &mut self,
        dialog: DialogId,
        currency: Currency,
    ) -> Result<Currency, StoreError> {
        let reckoned = self.one(
            "UPDATE dialogs SET currency = coalesce(currency, ?) WHERE id = ? RETURNING currency",
            params![currency.to_string(), dialog.as_bytes()],
            dialogs::currency,
        )?;
        Ok(reckoned.flatten().unwrap_or(currency))
    }

    /// Charges the fee of a dialog.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn charge_fee(&mut self, dialog: DialogId, fee: Money) -> Result<(), StoreError> {
        self.execute(
            "UPDATE dialogs SET cost = cost + ? WHERE id = ?",
            params![fee.millionths(), dialog.as_bytes()],
        )?;
        Ok(())
    }
}
