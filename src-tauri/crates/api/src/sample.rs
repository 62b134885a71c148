//! Made-up dialogs that look like a shop's: the same seed on the same day makes the same data.

use std::sync::Arc;

use domain::{
    Appearance, AuthorType, ChannelId, ChatColours, ChatId, ChatSettings, ClientId, ClosedBy,
    Colour, DialogId, Ending, Feedback, MessageId, MessageKind, Messenger, OperatorId, RatingScale,
    ScriptId, ServiceLevel, StartedBy, Timestamp,
};
use language::Language;
use rand::seq::IndexedRandom as _;
use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};
use store::{
    Made, SampleDialog, SampleMessage, SampleRating, SampleService, SampleTurn, StoreError, Writer,
};
use ts_rs::TS;

use crate::jobs::{Job, JobKind};
use crate::{ApiError, App};

use crew::Team;

mod crew;
mod talk;

/// The most dialogs that are made at once.
const MOST: u32 = 10_000_000;
/// Dialogs in one transaction.
const PIECE: u32 = 500;
const DAY: i64 = 24 * 3600 * 1000;
/// How long a dialog waits for an operator, in seconds.
const QUEUE_S: u32 = 300;
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
    chats: Vec<Chat>,
}

struct Chat {
    id: ChatId,
    channel: ChannelId,
    shop: &'static talk::Shop,
    team: Team,
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
        let shops = talk::shops(language);
        let teams = crew::teams(w, &mut random, shops, since)?;
        let mut chats = Vec::new();
        for (shop, team) in shops.iter().zip(teams) {
            let id = ChatId::with_random(since, random.random());
            w.add_chat(id, shop.name, &settings(shop), &made)?;
            let key: u64 = random.random();
            let channel = w.add_web_channel(id, &format!("sample-{key:016x}"), since)?;
            chats.push(Chat {
                id,
                channel,
                shop,
                team,
            });
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
        let chat = self
            .chats
            .choose(random)
            .expect("there is at least one shop");
        let (shop, team) = (chat.shop, &chat.team);
        let topic = shop.topics.choose(random).expect("a shop has topics");
        let ends = match random.random_range(0..100) {
            0..52 => talk::Ends::WithBot,
            52..76 => talk::Ends::WithOperator,
            76..82 => talk::Ends::InQueue,
            82..95 => talk::Ends::Silent,
            _ => talk::Ends::NeverWrote,
        };
        let operator = *team.operators.choose(random).expect("a team has operators");
        let order: u32 = random.random_range(10_000..99_999);
        let mut at = began;
        let mut messages: Vec<SampleMessage> = Vec::new();
        for (author_type, kind, text) in talk::lines(shop, topic, ends) {
            let by_operator = author_type == AuthorType::Operator;
            // Bots answer at once, people take their time.
            let pause = match messages.last().map(|before| before.author_type) {
                None => 0,
                Some(AuthorType::Client) if by_operator => random.random_range(6..120),
                Some(AuthorType::Client) => random.random_range(1..3),
                Some(_) => random.random_range(4..90),
            };
            at = at.plus_seconds(pause);
            messages.push(SampleMessage {
                id: MessageId::with_random(at, random.random()),
                at,
                author_type,
                author: by_operator.then(|| operator.1.to_owned()),
                operator: by_operator.then_some(operator.0),
                kind,
                text: text.replace("{order}", &order.to_string()),
            });
        }
        let (ending, closed_by, wait) = match ends {
            talk::Ends::WithBot => (Ending::BotEnded, ClosedBy::Bot, 1),
            talk::Ends::WithOperator => (Ending::OperatorClosed, ClosedBy::Operator, 20),
            talk::Ends::InQueue => (Ending::QueueTime, ClosedBy::System, QUEUE_S),
            talk::Ends::Silent | talk::Ends::NeverWrote => {
                (Ending::ClientTimeout, ClosedBy::System, 900)
            }
        };
        let closed_at = at.plus_seconds(wait);
        let service = service(random, ends, chat, operator, &messages);
        let rating = rating(random, ends, shop, closed_at);
        let tagged = service.is_some() && random.random_bool(0.3);
        let tag = team.tags.choose(random).filter(|_| tagged);
        let named = random.random_bool(0.4);
        let name = shop.people.choose(random).copied().unwrap_or_default();
        SampleDialog {
            id: DialogId::with_random(began, random.random()),
            client: ClientId::with_random(began, random.random()),
            chat: chat.id,
            channel: chat.channel,
            messenger: Messenger::Web,
            started_by: StartedBy::Bot,
            script: self.script,
            client_name: named.then(|| name.to_owned()),
            client_language: Some(shop.language.to_owned()),
            first_page: Some(format!("{}{}", shop.site, topic.page)),
            handed_over_at: service.as_ref().map(|(at, _)| *at),
            ending,
            closed_by,
            closed_at,
            messages,
            service: service.map(|(_, service)| service),
            rating,
            tags: tag.copied().into_iter().collect(),
        }
    }
}

fn settings(shop: &talk::Shop) -> ChatSettings {
    let results = shop.crew.results.iter();
    ChatSettings {
        appearance: Appearance {
            colours: ChatColours {
                user: Colour::rgb(shop.colour[0], shop.colour[1], shop.colour[2]),
                buttons: Colour::rgb(shop.colour[0], shop.colour[1], shop.colour[2]),
                ..ChatColours::default()
            },
            ..Appearance::default()
        },
        feedback: Feedback {
            ask: true,
            results: results.map(|result| (*result).to_owned()).collect(),
            ..Feedback::default()
        },
        ..ChatSettings::default()
    }
}

/// When a dialog was handed over, and what operators did in it.
fn service(
    random: &mut ChaCha8Rng,
    ends: talk::Ends,
    chat: &Chat,
    operator: (OperatorId, &'static str),
    messages: &[SampleMessage],
) -> Option<(Timestamp, SampleService)> {
    if !matches!(ends, talk::Ends::WithOperator | talk::Ends::InQueue) {
        return None;
    }
    let goals = ServiceLevel::default();
    // The last thing that was pressed called for a person.
    let calls = |message: &&SampleMessage| message.kind == MessageKind::Postback;
    let handed_over = messages.iter().rev().find(calls)?.at;
    let mut turns = vec![SampleTurn {
        opened_at: handed_over,
        goal_s: goals.first_s,
        answered_at: None,
    }];
    for message in messages.iter().filter(|message| message.at > handed_over) {
        let open = turns.last_mut().filter(|turn| turn.answered_at.is_none());
        match (message.author_type, open) {
            (AuthorType::Operator, Some(turn)) => turn.answered_at = Some(message.at),
            (AuthorType::Client, None) => turns.push(SampleTurn {
                opened_at: message.at,
                goal_s: goals.next_s,
                answered_at: None,
            }),
            _ => {}
        }
    }
    let came = turns[0].answered_at.map(|answered| {
        let took = answered.since(handed_over).as_secs();
        let waited = random.random_range(0..took.max(1));
        handed_over.plus_seconds(u32::try_from(waited).unwrap_or(0))
    });
    let result = chat.shop.crew.results.choose(random);
    let result = result.filter(|_| came.is_some() && random.random_bool(0.7));
    let (group, name) = chat.team.group;
    let service = SampleService {
        group: (group, name.to_owned()),
        operator: came.map(|_| (operator.0, operator.1.to_owned())),
        waited_until: came.unwrap_or_else(|| handed_over.plus_seconds(QUEUE_S)),
        turns,
        result: result.map(|result| (*result).to_owned()),
    };
    Some((handed_over, service))
}

/// What the client thinks of it, where they say so.
fn rating(
    random: &mut ChaCha8Rng,
    ends: talk::Ends,
    shop: &talk::Shop,
    closed_at: Timestamp,
) -> Option<SampleRating> {
    let (rated, ratings): (f64, &[u32]) = match ends {
        talk::Ends::WithOperator => (0.5, &[2, 3, 4, 4, 5, 5, 5, 5]),
        talk::Ends::WithBot => (0.15, &[1, 2, 3, 4, 4, 5, 5]),
        talk::Ends::InQueue => (0.3, &[1, 1, 1, 2, 3]),
        talk::Ends::Silent | talk::Ends::NeverWrote => return None,
    };
    let rating = *ratings.choose(random)?;
    let words = if rating > 3 {
        shop.crew.praise
    } else {
        shop.crew.blame
    };
    let comment = words.choose(random).filter(|_| random.random_bool(0.25));
    let rating = SampleRating {
        rating,
        scale: RatingScale::Five.best(),
        at: closed_at,
        comment: comment.map(|comment| (*comment).to_owned()),
    };
    random.random_bool(rated).then_some(rating)
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

    const UNTIL: Timestamp = Timestamp::from_millis(1_795_000_000_000);

    fn make(seed: u64) -> Vec<SampleDialog> {
        let id = |byte| OperatorId::from_bytes([byte; 16]);
        let chats = talk::shops(Language::En).iter().map(|shop| Chat {
            id: ChatId::from_bytes([1; 16]),
            channel: ChannelId::from_bytes([2; 16]),
            shop,
            team: Team {
                group: (domain::GroupId::from_bytes([3; 16]), shop.group),
                operators: vec![(id(4), "Anna Berg"), (id(5), "Erik Holm")],
                tags: vec![domain::TagId::from_bytes([6; 16])],
            },
        });
        let mut maker = Maker {
            random: ChaCha8Rng::seed_from_u64(seed),
            until: UNTIL,
            script: None,
            chats: chats.collect(),
        };
        (0..200).map(|_| maker.dialog()).collect()
    }

    #[test]
    fn a_seed_makes_the_same_dialogs_again_and_another_seed_makes_others() {
        let shown = |seed| format!("{:?}", make(seed));
        assert_eq!(shown(7), shown(7));
        assert_ne!(shown(7), shown(8));
    }

    #[test]
    fn what_is_made_up_could_have_happened() {
        let dialogs = make(7);
        for dialog in &dialogs {
            let messages = &dialog.messages;
            assert!(messages.iter().all(|message| message.at < UNTIL));
            assert!(messages.windows(2).all(|pair| pair[0].at <= pair[1].at));
            let Some(service) = &dialog.service else {
                assert_eq!(dialog.handed_over_at, None);
                continue;
            };
            let handed_over = dialog.handed_over_at.unwrap();
            assert!(handed_over <= service.waited_until);
            assert!(service.waited_until <= dialog.closed_at);
            assert_eq!(service.turns[0].opened_at, handed_over);
            for turn in &service.turns {
                assert_eq!(turn.answered_at.is_some(), service.operator.is_some());
                let answers = turn.answered_at.is_none_or(|at| at >= turn.opened_at);
                assert!(answers, "{turn:?}");
            }
        }
        let some = |is: fn(&SampleDialog) -> bool| dialogs.iter().any(is);
        assert!(some(|one| one
            .rating
            .as_ref()
            .is_some_and(|one| one.comment.is_some())));
        assert!(some(|one| !one.tags.is_empty()));
        let result = |one: &SampleDialog| one.service.as_ref()?.result.clone();
        assert!(dialogs.iter().any(|one| result(one).is_some()));
    }
}
