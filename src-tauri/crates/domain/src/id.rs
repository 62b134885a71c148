//! Ids of ours are UUIDv7, each with a type of its own, so that a chat's id cannot be handed where a
//! dialog's is meant. Ids of others (a messenger's user, a visitor's message) stay opaque text.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use crate::Timestamp;

/// A text that is not an id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an id; an id looks like 01a1dae5-e570-7a83-9e55-d01f6a7be0c4")]
pub struct IdError(String);

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
        #[serde(transparent)]
        #[ts(type = "string")]
        pub struct $name(Uuid);

        impl $name {
            /// A new id that sorts by `now`; ids made within one millisecond stay unique.
            #[must_use]
            pub fn new(now: Timestamp) -> Self {
                let millis = u64::try_from(now.millis()).unwrap_or(0);
                let (seconds, nanos) = (millis / 1000, (millis % 1000) * 1_000_000);
                let nanos = u32::try_from(nanos).unwrap_or(0);
                Self(Uuid::new_v7(uuid::Timestamp::from_unix_time(seconds, nanos, 0, 0)))
            }

            /// The id made of `now` and ten random bytes: for data that must be the same again.
            #[must_use]
            pub fn with_random(now: Timestamp, random: [u8; 10]) -> Self {
                let millis = u64::try_from(now.millis()).unwrap_or(0);
                Self(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
            }

            /// The id with these sixteen bytes, as a store keeps it.
            #[must_use]
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(Uuid::from_bytes(bytes))
            }

            /// The sixteen bytes, as a store keeps them; their order is the order of making.
            #[must_use]
            pub const fn as_bytes(&self) -> &[u8; 16] {
                self.0.as_bytes()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                Uuid::try_parse(text.trim()).map(Self).map_err(|_| {
                    let mut shown: String = text.chars().take(60).collect();
                    if shown.len() < text.len() {
                        shown.push('…');
                    }
                    IdError(shown)
                })
            }
        }
    )+};
}

ids! {
    /// A chat: settings, looks, scripts and the channels it is reached through.
    ChatId,
    /// A connection of a chat to the web widget or to one messenger account.
    ChannelId,
    /// A person as one channel knows them.
    ClientId,
    /// A dialog; what people see as *Session id*.
    DialogId,
    /// A message of a dialog.
    MessageId,
    /// A script, whatever its version.
    ScriptId,
    /// Somebody who answers clients.
    OperatorId,
    /// Operators who answer the same kind of questions.
    GroupId,
    /// A word that operators put on dialogs.
    TagId,
    /// What operators write among themselves about a client.
    NoteId,
    /// A text that operators send often.
    QuickReplyId,
    /// A field of every client's card.
    AttributeId,
    /// A human being whom several channels know as a client each.
    PersonId,
    /// An event that came in from a channel and is handled once.
    InboxId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_sort_by_the_time_they_were_made() {
        let early = DialogId::new(Timestamp::from_millis(1_000));
        let late = DialogId::new(Timestamp::from_millis(2_000));
        assert!(
            early < late,
            "lists page by id, so a later dialog must sort later"
        );
    }

    #[test]
    fn ids_survive_text_and_bytes() {
        let id = ChatId::new(Timestamp::from_millis(1_700_000_000_123));
        assert_eq!(id.to_string().parse::<ChatId>(), Ok(id));
        assert_eq!(ChatId::from_bytes(*id.as_bytes()), id);
    }

    #[test]
    fn a_wrong_id_is_named_and_cut() {
        let error = "x".repeat(500).parse::<ChatId>().unwrap_err().to_string();
        assert!(
            error.contains("is not an id") && error.len() < 200,
            "{error}"
        );
    }
}
