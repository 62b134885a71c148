use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Sounds or desktop notifications that are on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct NotifyOf {
    /// A dialog came to the operator, or into the queue of a group of theirs.
    pub new_dialog: bool,
    /// A client wrote in a dialog the operator holds.
    pub client_message: bool,
    /// An answer is about to come later than it should.
    pub sl_soon: bool,
}

impl Default for NotifyOf {
    fn default() -> Self {
        Self {
            new_dialog: true,
            client_message: true,
            sl_soon: true,
        }
    }
}

/// What the operator at this computer is told of, and how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct Notify {
    /// By a sound.
    pub sound: NotifyOf,
    /// By a notification on the desktop.
    pub desktop: NotifyOf,
}
