//! The client's card beside a dialog.

use domain::{
    AttributeId, ChatColours, ClientId, ClientInput, Colour, Currency, DialogId, DialogState,
    Ending, Messenger, Money, OperatorId, Problem, TagId, Timestamp, WritesFirst,
};
use serde::{Deserialize, Serialize};
use store::{Reader, StoreError, TagOn};
use ts_rs::TS;

use crate::attributes::{self, Attribute};
use crate::dialogs::ChatMark;
use crate::inbox::{GroupMark, OperatorMark};
use crate::notes::Note;
use crate::settings::Nothing;
use crate::{ApiError, App, From};

/// The most pages that are shown.
const PAGES: u32 = 50;
/// The most former dialogs that are shown.
const FORMER: u32 = 20;

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct CardOf {
    #[serde(default, rename = "as")]
    #[ts(skip)]
    as_operator: Option<String>,
    dialog: DialogId,
}

/// Everything about the client of a dialog, and about the dialog beside its messages.
#[derive(Debug, Serialize, TS)]
pub(crate) struct Card {
    client: ClientFacts,
    /// The same person in other channels.
    joined: Vec<JoinedClient>,
    /// Every field there is, in order.
    attributes: Vec<AttributeValue>,
    /// The latest first, 50 at most.
    pages: Vec<PageVisit>,
    /// The latest first, 20 at most.
    former: Vec<FormerDialog>,
    former_count: u32,
    /// The latest first.
    notes: Vec<Note>,
    tags: Vec<TagMark>,
    dialog: CardDialog,
}

/// What is known of a client.
#[derive(Debug, Serialize, TS)]
pub(crate) struct ClientFacts {
    id: ClientId,
    name: Option<String>,
    /// For those without a name.
    no: u64,
    phone: Option<String>,
    email: Option<String>,
    /// The language their channel tells.
    language: Option<String>,
    /// By what their channel knows them.
    remote_id: String,
    since: Timestamp,
}

#[derive(Debug, Serialize, TS)]
pub(crate) struct JoinedClient {
    client: ClientId,
    messenger: Messenger,
    name: Option<String>,
}

/// A field of the card with its value.
#[derive(Debug, Serialize, TS)]
pub(crate) struct AttributeValue {
    attribute: Attribute,
    value: Option<String>,
}

/// A page the client looked at.
#[derive(Debug, Serialize, TS)]
pub(crate) struct PageVisit {
    url: String,
    title: Option<String>,
    at: Timestamp,
    /// Until they went to the next one; none for the last.
    seconds: Option<u32>,
}

/// A dialog with the same person before.
#[derive(Debug, Serialize, TS)]
pub(crate) struct FormerDialog {
    id: DialogId,
    at: Timestamp,
    chat: ChatMark,
    messenger: Messenger,
    rating: Option<u32>,
    /// The best rating there is.
    scale: Option<u32>,
    ending: Option<Ending>,
}

impl FormerDialog {
    fn of(dialog: store::FormerDialog) -> Self {
        Self {
            id: dialog.id,
            at: dialog.created_at,
            chat: ChatMark {
                id: dialog.chat,
                name: dialog.chat_name,
                colour: dialog.chat_colour,
            },
            messenger: dialog.messenger,
            rating: dialog.rating.map(|(rating, _)| rating),
            scale: dialog.rating.map(|(_, scale)| scale),
            ending: dialog.ending,
        }
    }
}

/// A tag on a dialog.
#[derive(Debug, Serialize, TS)]
pub(crate) struct TagMark {
    id: TagId,
    name: String,
    colour: Colour,
}

/// Whether an operator's message reaches the client at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum CanWrite {
    /// It does.
    Yes,
    /// It waits until the client writes again.
    Waits,
}

/// The grounds of the chat's messages, by who wrote them.
#[derive(Debug, Serialize, TS)]
pub(crate) struct AuthorColours {
    bot: Colour,
    operator: Colour,
    user: Colour,
}

impl AuthorColours {
    fn of(colours: ChatColours) -> Self {
        Self {
            bot: colours.bot,
            operator: colours.operator,
            user: colours.user,
        }
    }
}

#[derive(Debug, Serialize, TS)]
pub(crate) struct CardDialog {
    id: DialogId,
    state: DialogState,
    chat: ChatMark,
    colours: AuthorColours,
    /// How the client writes.
    messenger: Messenger,
    created_at: Timestamp,
    /// Who holds it.
    operator: Option<OperatorMark>,
    group: Option<GroupMark>,
    /// What the chat offers to say of how a dialog went.
    results: Vec<String>,
    /// Whether closing it needs a result.
    ask_result: bool,
    cost: Money,
    currency: Option<Currency>,
    can_write: CanWrite,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClientUpdate {
    #[serde(default, rename = "as")]
    #[ts(skip)]
    as_operator: Option<String>,
    client: ClientId,
    /// None forgets it, as with the others.
    name: Option<String>,
    phone: Option<String>,
    email: Option<String>,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClientAttribute {
    #[serde(default, rename = "as")]
    #[ts(skip)]
    as_operator: Option<String>,
    client: ClientId,
    attribute: AttributeId,
    /// None forgets it.
    value: Option<String>,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct DialogTags {
    #[serde(default, rename = "as")]
    #[ts(skip)]
    as_operator: Option<String>,
    dialog: DialogId,
    /// All that it is to have.
    tags: Vec<TagId>,
}

impl ClientFacts {
    fn of(client: store::Client) -> Self {
        Self {
            id: client.id,
            name: client.name,
            no: client.no,
            phone: client.phone,
            email: client.email,
            language: client.language,
            remote_id: client.remote_id,
            since: client.created_at,
        }
    }
}

impl TagMark {
    fn of(tag: TagOn) -> Self {
        Self {
            id: tag.id,
            name: tag.name,
            colour: tag.colour,
        }
    }
}

/// Whether what an operator writes reaches the client at once, `now` and by this messenger.
fn can_write(messenger: Messenger, last_of_client: Option<Timestamp>, now: Timestamp) -> CanWrite {
    let waits = match messenger.capabilities().writes_first {
        WritesFirst::Always => false,
        WritesFirst::WithinWindow { hours } => {
            last_of_client.is_none_or(|at| at.plus_seconds(hours.saturating_mul(3600)) <= now)
        }
        WritesFirst::Never => true,
    };
    if waits {
        CanWrite::Waits
    } else {
        CanWrite::Yes
    }
}

pub(crate) async fn card(app: App, from: From, request: CardOf) -> Result<Card, ApiError> {
    let viewer = app.viewer(from, request.as_operator).await?;
    let (id, now) = (request.dialog, app.now());
    app.store()
        .read(move |r| read(r, id, viewer, now)?.ok_or_else(|| ApiError::not_found("dialog", id)))
        .await
}

fn read(
    r: &Reader<'_>,
    id: DialogId,
    viewer: Option<OperatorId>,
    now: Timestamp,
) -> Result<Option<Card>, StoreError> {
    let (Some(row), Some(dialog)) = (r.desk_row(id, viewer)?, r.dialog(id)?) else {
        return Ok(None);
    };
    let (Some(client), Some(chat)) = (r.client(row.client)?, r.chat_of_old(row.chat)?) else {
        return Ok(None);
    };
    let joined = r.clients_joined_to(client.id)?;
    let mut values = r.attribute_values(client.id)?;
    let attributes = r.attributes()?.into_iter();
    let (former, former_count) = r.former_dialogs(client.id, id, FORMER)?;
    let last_of_client = r.last_of_client(id)?.map(|(_, at)| at);
    let feedback = chat.settings.feedback;
    Ok(Some(Card {
        attributes: attributes
            .map(|attribute| AttributeValue {
                value: values.remove(&attribute.id),
                attribute: attributes::seen(attribute),
            })
            .collect(),
        joined: joined
            .into_iter()
            .map(|client| JoinedClient {
                client: client.id,
                messenger: client.messenger,
                name: client.name,
            })
            .collect(),
        pages: r
            .pages_seen(client.id, PAGES)?
            .into_iter()
            .map(|page| PageVisit {
                url: page.url,
                title: page.title,
                at: page.at,
                seconds: page.seconds,
            })
            .collect(),
        former: former.into_iter().map(FormerDialog::of).collect(),
        former_count,
        notes: r
            .notes_of_client(client.id)?
            .into_iter()
            .map(|note| Note::of(note, viewer))
            .collect(),
        tags: r.tags_on(id)?.into_iter().map(TagMark::of).collect(),
        dialog: CardDialog {
            id,
            state: row.state,
            chat: ChatMark {
                id: row.chat,
                name: row.chat_name,
                colour: row.chat_colour,
            },
            colours: AuthorColours::of(chat.settings.appearance.colours),
            messenger: row.messenger,
            created_at: row.created_at,
            operator: row.operator.map(|(id, name)| OperatorMark { id, name }),
            group: row.group.map(|(id, name)| GroupMark { id, name }),
            results: feedback.results,
            ask_result: feedback.ask_result,
            cost: dialog.cost,
            currency: dialog.currency,
            can_write: can_write(row.messenger, last_of_client, now),
        },
        client: ClientFacts::of(client),
    }))
}

pub(crate) async fn client_update(
    app: App,
    from: From,
    request: ClientUpdate,
) -> Result<Nothing, ApiError> {
    app.viewer(from, request.as_operator).await?;
    let id = request.client;
    let input = ClientInput {
        name: request.name,
        phone: request.phone,
        email: request.email,
    };
    let known = input
        .read()
        .map_err(|problems| ApiError::invalid(&problems))?;
    app.store()
        .write(move |w| {
            let (name, phone) = (known.name.as_deref(), known.phone.as_deref());
            if w.update_client(id, name, phone, known.email.as_deref())? {
                Ok(Nothing {})
            } else {
                Err(ApiError::not_found("client", id))
            }
        })
        .await
}

pub(crate) async fn client_attribute(
    app: App,
    from: From,
    request: ClientAttribute,
) -> Result<Nothing, ApiError> {
    app.viewer(from, request.as_operator).await?;
    let ClientAttribute {
        client,
        attribute: id,
        value,
        ..
    } = request;
    app.store()
        .write(move |w| {
            let known = w.client(client)?;
            known.ok_or_else(|| ApiError::not_found("client", client))?;
            let attribute = w.attribute(id)?;
            let attribute = attribute.ok_or_else(|| ApiError::not_found("attribute", id))?;
            let value = attribute
                .kind
                .read(value.as_deref().unwrap_or_default(), &attribute.choices)
                .map_err(|code| ApiError::invalid(&[Problem::new("value", code)]))?;
            w.set_attribute(client, id, value.as_deref())?;
            Ok(Nothing {})
        })
        .await
}

pub(crate) async fn dialog_tags(
    app: App,
    from: From,
    request: DialogTags,
) -> Result<Vec<TagMark>, ApiError> {
    app.viewer(from, request.as_operator).await?;
    let (dialog, tags, now) = (request.dialog, request.tags, app.now());
    app.store()
        .write(move |w| {
            let head = w.dialog_head(dialog)?;
            let head = head.ok_or_else(|| ApiError::not_found("dialog", dialog))?;
            for &tag in &tags {
                w.tag(tag)?.ok_or_else(|| ApiError::not_found("tag", tag))?;
            }
            w.set_tags(dialog, head.client, &tags, now)?;
            Ok(w.tags_on(dialog)?.into_iter().map(TagMark::of).collect())
        })
        .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_waits_where_the_channel_does_not_let_us_begin() {
        let noon = Timestamp::from_millis(1_795_000_000_000);
        let day = noon.plus_seconds(24 * 3600);
        for (messenger, last, now, can) in [
            (Messenger::Web, None, noon, CanWrite::Yes),
            (
                Messenger::Whatsapp,
                Some(noon),
                noon.plus_seconds(60),
                CanWrite::Yes,
            ),
            (Messenger::Whatsapp, Some(noon), day, CanWrite::Waits),
            (Messenger::Whatsapp, None, noon, CanWrite::Waits),
            (Messenger::Alice, Some(noon), noon, CanWrite::Waits),
        ] {
            assert_eq!(
                can_write(messenger, last, now),
                can,
                "{messenger:?} {last:?}"
            );
        }
    }
}
