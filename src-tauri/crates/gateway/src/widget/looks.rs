//! What the widget is told of a chat: its looks, words and links. Pure.

use domain::{Chat, ChatColours, ChatSettings, Colour, ContentId, Messenger, Picture, TEXT_MAX};
use language::Language;
use language::widget::{WidgetTexts, texts, write_in};
use media::attachment::BYTES_MAX;
use serde::Serialize;
use ts_rs::TS;

use crate::site::Site;

/// Which of the sizes a picture is stored in the widget shows; it is drawn at half of it or less.
const AVATAR_SIDE: u32 = 64;

/// What the panel has to know to show a chat.
#[derive(Debug, Serialize, TS)]
pub struct WidgetConfig {
    key: String,
    language: Language,
    title: String,
    colours: ChatColours,
    avatars: Avatars,
    links: Vec<MessengerLink>,
    knowledge_base: Option<String>,
    texts: &'static WidgetTexts,
    limits: WidgetLimits,
}

/// Addresses of pictures, relative to the panel's; none where the widget draws one.
#[derive(Debug, Serialize, TS)]
struct Avatars {
    bot: Option<String>,
    operator: Option<String>,
    user: Option<String>,
}

#[derive(Debug, Serialize, TS)]
struct MessengerLink {
    messenger: Messenger,
    /// What the link does, in words.
    name: &'static str,
    url: String,
}

#[derive(Debug, Serialize, TS)]
struct WidgetLimits {
    /// Characters of a message.
    #[ts(type = "number")]
    text: usize,
    /// Bytes of a file.
    #[ts(type = "number")]
    file: u64,
}

impl WidgetConfig {
    /// What the panel of a chat with this name and these settings is told, opened by somebody who
    /// speaks `visitors`; `key` is the chat's site key.
    #[must_use]
    pub fn new(key: String, name: &str, settings: &ChatSettings, visitors: Language) -> Self {
        let language = language(settings, visitors);
        let pictures = &settings.appearance.pictures;
        let address = |picture: Option<Picture>| picture.map(|picture| address_of(picture.id));
        let knowledge_base = &settings.general.knowledge_base;
        Self {
            key,
            language,
            title: name.to_owned(),
            colours: settings.appearance.colours,
            avatars: Avatars {
                bot: address(pictures.bot),
                operator: address(pictures.operator),
                user: address(pictures.user),
            },
            links: links(settings, language),
            knowledge_base: (!knowledge_base.is_empty()).then(|| knowledge_base.clone()),
            texts: texts(language),
            limits: WidgetLimits {
                text: TEXT_MAX,
                file: BYTES_MAX,
            },
        }
    }
}

/// What the loader has to know to draw its button and the logos beside it, or to leave the page alone.
#[derive(Debug, Serialize)]
pub(super) struct LoaderConfig {
    key: String,
    language: Language,
    button: LoaderButton,
    texts: LoaderTexts,
    links: Vec<MessengerLink>,
    sites: Vec<String>,
}

#[derive(Debug, Serialize)]
struct LoaderButton {
    fill: Colour,
    text: Colour,
}

#[derive(Debug, Serialize)]
struct LoaderTexts {
    open: &'static str,
    close: &'static str,
    title: String,
    messengers_label: &'static str,
}

impl LoaderConfig {
    pub(super) fn new(key: String, chat: &Chat, visitors: Language) -> Self {
        let settings = &chat.settings;
        let language = language(settings, visitors);
        let texts = texts(language);
        Self {
            key,
            language,
            button: LoaderButton {
                fill: settings.appearance.colours.buttons,
                text: settings.appearance.colours.buttons_text,
            },
            texts: LoaderTexts {
                open: texts.open,
                close: texts.close,
                title: chat.name.clone(),
                messengers_label: texts.messengers_label,
            },
            links: links(settings, language),
            sites: sites(settings),
        }
    }
}

/// The address of a picture of who writes, relative to the panel's.
pub(super) fn address_of(picture: ContentId) -> String {
    format!("pictures/{picture}/{AVATAR_SIDE}")
}

/// The chat's language when it has one, else the visitor's own.
fn language(settings: &ChatSettings, visitors: Language) -> Language {
    settings.general.language.unwrap_or(visitors)
}

fn links(settings: &ChatSettings, language: Language) -> Vec<MessengerLink> {
    let links = settings
        .links
        .iter()
        .map(|(&messenger, url)| MessengerLink {
            messenger,
            name: write_in(messenger).of(language),
            url: url.clone(),
        });
    links.collect()
}

/// The sites as browsers name them. One that cannot be read stays as it is: without it a list of
/// such would become a list of none, which lets in all.
fn sites(settings: &ChatSettings) -> Vec<String> {
    let written = settings.widget.allowed_sites.iter();
    written
        .map(|text| Site::parse(text).map_or_else(|| text.clone(), |site| site.to_string()))
        .collect()
}
