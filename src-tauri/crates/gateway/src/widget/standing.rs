//! How a visitor's latest dialog stands, as the widget is told.

use domain::{DialogId, DialogState, Picture};
use serde::Serialize;
use store::{Conversation, Place, Reader, StoreError};

use super::looks::address_of;

/// The state of the dialog, with the place in the queue while it waits and the operator while one
/// holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Standing {
    state: &'static str,
    dialog: Option<DialogId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    queue: Option<Queue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    operator: Option<Operator>,
}

/// The place in the queue, from 1, and how long others waited, in seconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Queue {
    position: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    wait_s: Option<u32>,
}

/// Who writes; the picture's address is relative to the panel's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Operator {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    picture: Option<String>,
}

impl Standing {
    pub(super) fn read(
        reader: &Reader<'_>,
        conversation: &Conversation,
    ) -> Result<Self, StoreError> {
        let Some((dialog, state)) = conversation.dialog else {
            return Ok(Self {
                state: "none",
                dialog: None,
                queue: None,
                operator: None,
            });
        };
        let place = match state {
            DialogState::Queued => reader.queue_place(dialog)?,
            _ => None,
        };
        let holder = match state {
            DialogState::Operator => reader.holder(dialog)?,
            _ => None,
        };
        Ok(Self {
            state: state.code(),
            dialog: Some(dialog),
            queue: place.map(|Place { position, wait_s }| Queue { position, wait_s }),
            operator: holder.map(|holder| Operator {
                name: holder.name,
                picture: holder.picture.map(|Picture { id, .. }| address_of(id)),
            }),
        })
    }

    /// Whether the dialog waits for an operator.
    pub(super) fn is_queued(&self) -> bool {
        self.state == DialogState::Queued.code()
    }

    /// The name of the operator who holds the dialog.
    pub(super) fn operator(&self) -> Option<&str> {
        self.operator
            .as_ref()
            .map(|operator| operator.name.as_str())
    }
}
