//! Operators' stays in dialogs: who holds a dialog, since when, and how they left.

use domain::{DialogId, OperatorId, Picture};

use crate::{Reader, StoreError};

/// The operator who holds a dialog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// Who.
    pub operator: OperatorId,
    /// What clients know them by.
    pub name: String,
    /// Their picture.
    pub picture: Option<Picture>,
}

impl Reader<'_> {
    /// Who holds a dialog.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn holder(&self, _dialog: DialogId) -> Result<Option<Holder>, StoreError> {
        Ok(None)
    }
}
