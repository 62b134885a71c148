use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How soon operators should answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
pub struct ServiceLevel {
    /// The first answer after a dialog was handed over, in seconds.
    pub first_s: u32,
    /// Every later answer, in seconds.
    pub next_s: u32,
    /// Whether time outside working hours does not count.
    pub working_hours_only: bool,
}

impl Default for ServiceLevel {
    fn default() -> Self {
        Self {
            first_s: 30,
            next_s: 60,
            working_hours_only: false,
        }
    }
}
