use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where the widget may stand.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
pub struct WidgetSettings {
    /// Sites that may embed it, like `https://shop.example` or `https://*.shop.example`; none means
    /// any site.
    pub allowed_sites: Vec<String>,
}
