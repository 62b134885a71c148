//! `POST /session`: a visitor comes, or comes back.

use std::sync::Arc;

use axum::Extension;
use axum::extract::State;
use domain::{ChannelId, ClientId, Timestamp};
use language::Language;
use serde::{Deserialize, Serialize};
use store::{StoreError, Visitor, VisitorFacts};

use super::looks::WidgetConfig;
use super::standing::Standing;
use super::visitor::{hash, new_token};
use super::visits::{self, line};
use crate::error::Refusal;
use crate::guard::{Asker, Cors, network};
use crate::request::Json;
use crate::server::App;

/// Characters kept of a language.
const LOCALE_KEPT: usize = 35;

#[derive(Debug, Deserialize)]
pub(super) struct Coming {
    site_key: String,
    visitor_token: Option<String>,
    page_url: Option<String>,
    page_title: Option<String>,
    referrer: Option<String>,
    locale: Option<String>,
    /// Whether the visitor opened the widget, so that the bot greets.
    #[serde(default = "yes")]
    open: bool,
}

fn yes() -> bool {
    true
}

#[derive(Debug, Serialize)]
pub(super) struct Session {
    visitor_token: String,
    conversation_id: ClientId,
    last_seq: u64,
    /// Just before the first message of the open dialog.
    history_seq: u64,
    #[serde(flatten)]
    standing: Standing,
    config: WidgetConfig,
}

pub(super) async fn open(
    State(app): State<Arc<App>>,
    Extension(asker): Extension<Asker>,
    Json(coming): Json<Coming>,
) -> Result<(Cors, axum::Json<Session>), Refusal> {
    let web = super::channel(&app, &coming.site_key).await?;
    let cors = app
        .guard
        .allow(&asker, &web.chat.settings.widget.allowed_sites)?;
    let now = app.clock.now();
    let known = known(&app, &coming, web.channel, now).await?;
    if known.is_none() {
        app.new_visitors.count(network(asker.address), now)?;
    }
    let (facts, opened) = (coming.facts(), coming.open);
    let (channel, chat) = (web.channel, web.chat.id);
    let (token, conversation_id, conversation, standing) = app
        .store
        .write(move |writer| {
            let (token, visitor) = match known {
                Some(known) => known,
                None => {
                    let token = new_token();
                    let hash = hash(&token);
                    (token, writer.add_visitor(channel, chat, hash, &facts, now)?)
                }
            };
            writer.visit(&visitor, hash(&token), &facts, opened, now)?;
            let conversation = writer.conversation(visitor.client)?;
            let standing = Standing::read(writer, &conversation)?;
            Ok::<_, StoreError>((token, visitor.client, conversation, standing))
        })
        .await?;
    let language = coming
        .locale
        .as_deref()
        .and_then(Language::of_locale)
        .unwrap_or_default();
    let session = Session {
        visitor_token: token,
        conversation_id,
        last_seq: conversation.last_seq,
        history_seq: conversation.history_seq,
        standing,
        config: WidgetConfig::new(
            coming.site_key,
            &web.chat.name,
            &web.chat.settings,
            language,
        ),
    };
    Ok((cors, axum::Json(session)))
}

/// The visitor whom the token names, when it is one of this channel. A token that is too old, of
/// another chat or no token at all makes no error: whoever brings it is a new visitor.
async fn known(
    app: &App,
    coming: &Coming,
    channel: ChannelId,
    now: Timestamp,
) -> Result<Option<(String, Visitor)>, Refusal> {
    let Some(token) = coming.visitor_token.clone() else {
        return Ok(None);
    };
    let hash = hash(&token);
    let visitor = app
        .store
        .read(move |reader| reader.visitor(hash, now))
        .await?;
    Ok(visitor
        .filter(|visitor| visitor.channel == channel)
        .map(|visitor| (token, visitor)))
}

impl Coming {
    fn facts(&self) -> VisitorFacts {
        VisitorFacts {
            language: (self.locale.as_deref()).and_then(|locale| line(locale, LOCALE_KEPT)),
            ..visits::facts(
                self.page_url.as_deref(),
                self.page_title.as_deref(),
                self.referrer.as_deref(),
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_browser_tells_is_cut_to_what_is_kept() {
        let coming: Coming = serde_json::from_value(serde_json::json!({
            "site_key": "k",
            "page_url": format!("https://shop.example/{}", "a".repeat(5000)),
            "page_title": " Shoes\u{0}\nand boots ",
            "referrer": "javascript:alert(1)",
            "locale": "ru-RU",
        }))
        .unwrap();
        let facts = coming.facts();
        assert_eq!(facts.page.unwrap().len(), 2000);
        assert_eq!(facts.title.unwrap(), "Shoesand boots");
        assert_eq!(facts.referrer, None);
        assert_eq!(facts.language.unwrap(), "ru-RU");
        assert!(
            coming.open,
            "who says nothing about it has opened the widget"
        );
    }
}
