//! Made-up dialogs that look like a shop's: the same seed on the same day makes the same data.

use std::sync::Arc;

use domain::{
    Appearance, AuthorType, ChannelId, ChatColours, ChatId, ChatSettings, ClientId, ClosedBy,
    Colour, DialogId, Ending, MessageId, Messenger, ScriptId, StartedBy, Timestamp,
};
use language::Language;
use rand::seq::IndexedRandom as _;
use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};
use store::{Made, SampleDialog, SampleMessage, StoreError, Writer};
use ts_rs::TS;

use crate::jobs::{Job, JobKind};
use crate::{ApiError, App};

mod talk;

/// The most dialogs that are made at once.
const MOST: u32 = 10_000_000;
/// Dialogs in one transaction.
const PIECE: u32 = 500;
const DAY: i64 = 24 * 3600 * 1000;
/// How far back the oldest dialog lies.
const YEAR: i64 = 365 * DAY;

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct SampleLoad {
    dialogs: u32,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct SampleWrite {
    dialogs: u32,
    seed: u64,
    /// The data ends just before this moment; none means midnight UTC of today.
    #[serde(default)]
    until: Option<Timestamp>,
}

#[derive(Debug, Serialize, TS)]
pub(crate) struct SampleWritten {
    chats: usize,
    dialogs: u32,
    messages: u64,
}

/// What a seed makes.
struct Maker {
    random: ChaCha8Rng,
    until: Timestamp,
    script: Option<(ScriptId, u32)>,
    chats: Vec<(ChatId, ChannelId, &'static talk::Shop)>,
}

impl Maker {
    /// Makes the chats at once, the dialogs on demand.
    fn begin(
        w: &mut Writer<'_>,
        seed: u64,
        until: Timestamp,
        language: Language,
    ) -> Result<Self, StoreError> {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let since = Timestamp::from_millis(until.millis() - YEAR);
        let script = w
            .builtin_script(language.code())?
            .map(|script| (script.id, script.version));
        let made = Made::by_program(since);
        let mut chats = Vec::new();
        for shop in talk::shops(language) {
            let chat = ChatId::with_random(since, random.random());
            let settings = ChatSettings {
                appearance: Appearance {
                    colours: ChatColours {
                        user: Colour::rgb(shop.colour[0], shop.colour[1], shop.colour[2]),
                        buttons: Colour::rgb(shop.colour[0], shop.colour[1], shop.colour[2]),
                        ..ChatColours::default()
                    },
                    ..Appearance::default()
                },
                ..ChatSettings::default()
            };
            w.add_chat(chat, shop.name, &settings, &made)?;
            let key: u64 = random.random();
            let channel = w.add_web_channel(chat, &format!("sample-{key:016x}"), since)?;
            chats.push((chat, channel, shop));
        }
        Ok(Self {
            random,
            until,
            script,
            chats,
        })
    }

    fn dialog(&mut self) -> SampleDialog {
        let random = &mut self.random;
        // More of late than long ago, and by day more than by night.
        let age: f64 = random.random::<f64>().powf(1.6);
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a year in milliseconds fits"
        )]
        let day = (age * YEAR as f64) as i64 / DAY;
        let hour = *[
            7, 8, 9, 9, 10, 10, 10, 11, 11, 12, 12, 13, 13, 14, 14, 15, 16, 17, 18, 19, 20, 22,
        ]
        .choose(random)
        .unwrap_or(&12);
        let within = hour * 3_600_000 + random.random_range(0..3_600_000);
        let began = Timestamp::from_millis(self.until.millis() - (day + 1) * DAY + within);
        let (chat, channel, shop) = *self
            .chats
            .choose(random)
            .expect("there is at least one shop");
        let topic = shop.topics.choose(random).expect("a shop has topics");
        let ends = match random.random_range(0..100) {
            0..58 => talk::Ends::WithBot,
            58..82 => talk::Ends::InQueue,
            82..95 => talk::Ends::Silent,
            _ => talk::Ends::NeverWrote,
        };
        let mut at = began;
        let mut messages = Vec::new();
        let order: u32 = random.random_range(10_000..99_999);
        for (author_type, kind, text) in talk::lines(shop, topic, ends) {
            messages.push(SampleMessage {
                id: MessageId::with_random(at, random.random()),
                at,
                author_type,
                author: None,
                kind,
                text: text.replace("{order}", &order.to_string()),
            });
            let pause = match author_type {
                AuthorType::Client => random.random_range(1..3),
                _ => random.random_range(4..90),
            };
            at = at.plus_seconds(pause);
        }
        let handed_over_at = (ends == talk::Ends::InQueue).then_some(at);
        let (ending, closed_by, wait) = match ends {
            talk::Ends::WithBot => (Ending::BotEnded, ClosedBy::Bot, 1),
            talk::Ends::InQueue => (Ending::QueueTime, ClosedBy::System, 300),
            talk::Ends::Silent | talk::Ends::NeverWrote => {
                (Ending::ClientTimeout, ClosedBy::System, 900)
            }
        };
        let named = random.random_bool(0.4);
        let name = shop.people.choose(random).copied().unwrap_or_default();
        SampleDialog {
            id: DialogId::with_random(began, random.random()),
            client: ClientId::with_random(began, random.random()),
            chat,
            channel,
            messenger: Messenger::Web,
            started_by: StartedBy::Bot,
            script: self.script,
            client_name: named.then(|| name.to_owned()),
            client_language: Some(shop.language.to_owned()),
            first_page: Some(format!("{}{}", shop.site, topic.page)),
            handed_over_at,
            ending,
            closed_by,
            closed_at: at.plus_seconds(wait),
            messages,
        }
    }
}

impl App {
    /// Makes `dialogs` dialogs; `progress` is told how many there are and breaks to end early, which
    /// keeps what is there.
    async fn make_sample(
        &self,
        dialogs: u32,
        seed: u64,
        until: Timestamp,
        mut progress: impl FnMut(u32) -> std::ops::ControlFlow<()> + Send,
    ) -> Result<SampleWritten, ApiError> {
        if dialogs == 0 || dialogs > MOST {
            let message = format!("{dialogs} dialogs cannot be made; choose from 1 to {MOST}");
            return Err(ApiError::malformed(message));
        }
        let language = self.language().await?;
        let mut maker = self
            .store()
            .write(move |w| Maker::begin(w, seed, until, language))
            .await?;
        let (chats, mut done, mut messages) = (maker.chats.len(), 0, 0);
        while done < dialogs {
            let piece: Vec<_> = (0..PIECE.min(dialogs - done))
                .map(|_| maker.dialog())
                .collect();
            done += PIECE.min(dialogs - done);
            messages += piece
                .iter()
                .map(|dialog| dialog.messages.len() as u64)
                .sum::<u64>();
            let piece = Arc::new(piece);
            self.store()
                .write(move |w| {
                    piece
                        .iter()
                        .try_for_each(|dialog| w.add_sample_dialog(dialog))
                })
                .await?;
            if progress(done).is_break() {
                break;
            }
        }
        Ok(SampleWritten {
            chats,
            dialogs: done,
            messages,
        })
    }
}

/// The last full hour, so that a look around shows dialogs of today.
fn full_hour(now: Timestamp) -> Timestamp {
    Timestamp::from_millis(now.millis().div_euclid(3_600_000) * 3_600_000)
}

pub(crate) async fn sample_load(app: App, request: SampleLoad) -> Result<Job, ApiError> {
    let SampleLoad { dialogs } = request;
    let until = full_hour(app.now());
    let (at_work, runtime) = (app.clone(), tokio::runtime::Handle::current());
    Ok(
        app.start_job(JobKind::Sample, String::new(), None, move |progress| {
            let total = Some(u64::from(dialogs));
            runtime.block_on(at_work.make_sample(dialogs, 1, until, |done| {
                progress.at(u64::from(done), total)
            }))?;
            Ok(None)
        }),
    )
}

pub(crate) async fn sample_write(
    app: App,
    request: SampleWrite,
) -> Result<SampleWritten, ApiError> {
    let SampleWrite {
        dialogs,
        seed,
        until,
    } = request;
    let midnight = Timestamp::from_millis(app.now().millis().div_euclid(DAY) * DAY);
    let go_on = |_| std::ops::ControlFlow::Continue(());
    app.make_sample(dialogs, seed, until.unwrap_or(midnight), go_on)
        .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_makes_the_same_dialogs_again_and_another_seed_makes_others() {
        let until = Timestamp::from_millis(1_795_000_000_000);
        let make = |seed| {
            let shops = talk::shops(Language::En);
            let chats = shops
                .iter()
                .map(|shop| (ChatId::new(until), ChannelId::new(until), shop))
                .collect();
            let random = ChaCha8Rng::seed_from_u64(seed);
            let mut maker = Maker {
                random,
                until,
                script: None,
                chats,
            };
            (0..50)
                .map(|_| {
                    let dialog = maker.dialog();
                    assert!(dialog.messages.iter().all(|message| message.at < until));
                    assert!(
                        dialog
                            .messages
                            .windows(2)
                            .all(|pair| pair[0].at <= pair[1].at)
                    );
                    (
                        dialog.id,
                        dialog.messages.last().map(|message| message.text.clone()),
                    )
                })
                .collect::<Vec<_>>()
        };
        assert_eq!(make(7), make(7));
        assert_ne!(make(7), make(8));
    }
}
