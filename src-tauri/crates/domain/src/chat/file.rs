use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    AppearanceInput, ChatInput, Feedback, General, PriceList, Queue, ScriptSettings, ServiceLevel,
    WidgetSettings,
};
use crate::{ChatId, ContentId, Messenger, Timestamp};

/// Where the schema of [`ChatFile`] is published.
pub const CHAT_SCHEMA: &str = "https://parley.app/schemas/chat-1.json";

/// A chat as a file: all that was set about it, and no secret.
///
/// Whatever is left out but the name has its default. What the program alone decides may stand in
/// it, so that a file that was shown can be given back.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[schemars(title = "A Parley chat")]
pub struct ChatFile {
    /// The address of this schema.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// The chat it was written of; a new chat gets its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub id: Option<ChatId>,
    /// How often the chat had been changed; a change that names an older one is refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<i64>,
    /// What people call it, 1 to 100 characters.
    pub name: String,
    /// What holds for the whole chat.
    #[serde(default)]
    pub general: General,
    /// The bot.
    #[serde(default)]
    pub script: ScriptSettings,
    /// What is asked at the end.
    #[serde(default)]
    pub feedback: Feedback,
    /// Waiting for an operator.
    #[serde(default)]
    pub queue: Queue,
    /// How soon operators should answer.
    #[serde(default)]
    pub service_level: ServiceLevel,
    /// How it looks.
    #[serde(default)]
    pub appearance: AppearanceInput,
    /// Addresses under which clients reach the company in messengers.
    #[serde(default)]
    pub links: BTreeMap<Messenger, String>,
    /// What messages cost.
    #[serde(default)]
    pub prices: Vec<PriceList>,
    /// Where the widget may stand.
    #[serde(default)]
    pub widget: WidgetSettings,
    /// When the chat was made, in milliseconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<i64>")]
    pub created_at: Option<Timestamp>,
    /// When it was last changed, in milliseconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<i64>")]
    pub updated_at: Option<Timestamp>,
    /// The pictures it names as sources, in base64.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[schemars(with = "BTreeMap<String, String>")]
    pub pictures: BTreeMap<ContentId, String>,
}

impl From<super::Chat> for ChatFile {
    fn from(chat: super::Chat) -> Self {
        let (id, revision) = (chat.id, chat.revision);
        let (created_at, updated_at) = (chat.created_at, chat.updated_at);
        let input = ChatInput::from(chat);
        Self {
            schema: Some(CHAT_SCHEMA.to_owned()),
            id: Some(id),
            revision: Some(revision),
            name: input.name,
            general: input.general,
            script: input.script,
            feedback: input.feedback,
            queue: input.queue,
            service_level: input.service_level,
            appearance: input.appearance,
            links: input.links,
            prices: input.prices,
            widget: input.widget,
            created_at: Some(created_at),
            updated_at: Some(updated_at),
            pictures: BTreeMap::new(),
        }
    }
}

impl From<ChatFile> for ChatInput {
    fn from(file: ChatFile) -> Self {
        Self {
            name: file.name,
            general: file.general,
            script: file.script,
            feedback: file.feedback,
            queue: file.queue,
            service_level: file.service_level,
            appearance: file.appearance,
            links: file.links,
            prices: file.prices,
            widget: file.widget,
        }
    }
}
