//! What happens on one day of a contact centre, made up from a seed and from nothing else. A plan is
//! data: to shrink a failing day, parts of it are left out and the rest is lived again.

use domain::{ChatSettings, Timestamp};
use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};
use serde_json::{Value, json};

/// The day begins: Monday, 2026-11-23, 6:00 in UTC.
pub(crate) const MORNING: Timestamp = Timestamp::from_millis(1_795_413_600_000);
const DAY_S: u32 = 20 * 3600;

/// A day.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    pub(crate) seed: u64,
    pub(crate) chats: Vec<ChatPlan>,
    /// Members of each group.
    pub(crate) groups: Vec<Vec<usize>>,
    /// How many dialogs each operator is given at most.
    pub(crate) operators: Vec<u32>,
    /// The chat of each client.
    pub(crate) clients: Vec<usize>,
    /// What clients bring, by its remote id.
    pub(crate) messages: Vec<Brings>,
    pub(crate) acts: Vec<Act>,
}

/// How a chat is configured, before its scripts have ids.
#[derive(Debug, Clone)]
pub(crate) struct ChatPlan {
    pub(crate) settings: Value,
    pub(crate) main: Script,
    pub(crate) after: [Option<Script>; 3],
    /// Hours by which its zone is ahead of UTC.
    pub(crate) ahead_h: i64,
}

/// The scripts of the centre.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Script {
    Shop,
    Handover,
    Group,
    Nudge,
    Goodbye,
    Survey,
    Order,
}

impl Script {
    /// Each after those it goes on in.
    pub(crate) const ALL: [Self; 7] = [
        Self::Shop,
        Self::Handover,
        Self::Group,
        Self::Nudge,
        Self::Goodbye,
        Self::Survey,
        Self::Order,
    ];
}

/// How somebody outside answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reply {
    Well,
    WithNothingOfUse,
    NotFound,
    Says,
    Not,
}

/// Something that happens, at a second of the day.
#[derive(Debug, Clone)]
pub(crate) struct Act {
    pub(crate) second: u32,
    pub(crate) what: What,
}

#[derive(Debug, Clone)]
pub(crate) enum What {
    /// A client opens the widget.
    Opens {
        client: usize,
    },
    /// A channel brings a client's message, perhaps not for the first time.
    Brings {
        client: usize,
        message: usize,
    },
    /// One of those who were asked outside answers, well or badly, perhaps twice.
    Replies {
        pick: u32,
        reply: Reply,
        twice: bool,
    },
    /// A client's side has everything that was sent to it.
    Receipt {
        client: usize,
    },
    /// An operator is online or on Pause, for so many seconds.
    Presence {
        operator: usize,
        online: bool,
        lease_s: u32,
    },
    /// An operator does something in one of the open dialogs, most often one of their own.
    Does {
        operator: usize,
        pick: u32,
        own: bool,
        what: Deed,
    },
    /// An operator is deleted; with `killed` the program is killed before it comes to their dialogs.
    OperatorLeaves {
        operator: usize,
        killed: bool,
    },
    OperatorReturns {
        operator: usize,
    },
    GroupLeaves {
        group: usize,
    },
    GroupReturns {
        group: usize,
    },
    /// A chat is configured anew.
    Sets {
        chat: usize,
        settings: Value,
    },
    /// A chat is deleted, and the deletion taken back.
    ChatLeaves {
        chat: usize,
    },
    /// The program is killed between two commits, and begins again after so many seconds.
    Killed {
        away_s: u32,
    },
    /// The program is killed at so many steps from now, inside of a transaction.
    KilledInside {
        steps: u32,
    },
    /// The clock is set to another time.
    ClockJumps {
        seconds: i64,
    },
}

#[derive(Debug, Clone)]
pub(crate) enum Deed {
    Takes { sees_holder: bool },
    Writes { key: u32 },
    Types,
    Reads,
    PassesTo { operator: usize },
    HandsTo { group: Option<usize> },
    Returns,
    Runs { script: Script },
    Closes { result: bool },
    Spam,
}

/// What a message of a client is.
#[derive(Debug, Clone)]
pub(crate) enum Brings {
    Text(&'static str),
    File,
    /// A button of the last message with buttons.
    Presses(usize),
    /// A button of an earlier message with buttons.
    PressesOld(usize),
    /// Something no button of ours carries.
    PressesForeign,
}

const TEXTS: [&str; 14] = [
    "Delivery",
    "A person",
    "a person",
    "Nothing",
    "Where is my order?",
    "Thanks!",
    "спасибо",
    "🙂",
    "5",
    "1",
    "4 из 5",
    "yes",
    "no",
    "Hello?",
];

impl Plan {
    /// The day of a seed.
    pub(crate) fn of(seed: u64) -> Self {
        let rng = &mut StdRng::seed_from_u64(seed);
        let chats: Vec<_> = (0..rng.random_range(1..=3)).map(|_| chat(rng)).collect();
        let operators: Vec<u32> = (0..rng.random_range(1..=4))
            .map(|_| pick(rng, &[0, 1, 1, 2, 5]))
            .collect();
        let groups = (0..2)
            .map(|_| {
                (0..operators.len())
                    .filter(|_| rng.random_bool(0.7))
                    .collect()
            })
            .collect();
        let clients: Vec<_> = (0..rng.random_range(2..=7))
            .map(|_| rng.random_range(0..chats.len()))
            .collect();
        let mut plan = Self {
            seed,
            chats,
            groups,
            operators,
            clients,
            messages: Vec::new(),
            acts: Vec::new(),
        };
        plan.live(rng);
        plan.acts.sort_by_key(|act| act.second);
        plan
    }

    fn live(&mut self, rng: &mut StdRng) {
        let mut second = 0;
        while second < DAY_S && self.acts.len() < 200 {
            second += match rng.random_range(0..10) {
                0..=4 => rng.random_range(0..10),
                5..=7 => rng.random_range(10..60),
                8 => rng.random_range(60..600),
                _ => rng.random_range(600..4000),
            };
            let what = self.something(rng, second);
            self.acts.push(Act { second, what });
        }
    }

    fn something(&mut self, rng: &mut StdRng, second: u32) -> What {
        let operator = rng.random_range(0..self.operators.len());
        let client = rng.random_range(0..self.clients.len());
        let group = rng.random_range(0..self.groups.len());
        match rng.random_range(0..1000) {
            0..60 => What::Opens { client },
            60..330 => self.message(rng, client, second),
            330..360 => What::Replies {
                pick: rng.random(),
                reply: pick(
                    rng,
                    &[
                        Reply::Well,
                        Reply::WithNothingOfUse,
                        Reply::NotFound,
                        Reply::Says,
                        Reply::Not,
                    ],
                ),
                twice: rng.random_bool(0.2),
            },
            360..380 => What::Receipt { client },
            380..530 => What::Presence {
                operator,
                online: rng.random_bool(0.9),
                lease_s: pick(rng, &[60, 600, 14_400, 43_200]),
            },
            530..900 => What::Does {
                operator,
                pick: rng.random(),
                own: rng.random_bool(0.8),
                what: self.deed(rng),
            },
            900..908 => What::OperatorLeaves {
                operator,
                killed: rng.random_bool(0.3),
            },
            908..918 => What::OperatorReturns { operator },
            918..922 => What::GroupLeaves { group },
            922..930 => What::GroupReturns { group },
            930..950 => {
                let chat = rng.random_range(0..self.chats.len());
                let settings = settings(rng, &self.chats[chat].settings);
                What::Sets { chat, settings }
            }
            950..953 => What::ChatLeaves {
                chat: rng.random_range(0..self.chats.len()),
            },
            953..968 => What::Killed {
                away_s: pick(rng, &[0, 0, 5, 90, 1200]),
            },
            968..988 => What::KilledInside {
                steps: rng.random_range(1..4),
            },
            _ => What::ClockJumps {
                seconds: pick(rng, &[-3600, -61, -5, 70, 300, 1800, 7200]),
            },
        }
    }

    /// Messages come once or are repeated, at once or late, so that others overtake them.
    fn message(&mut self, rng: &mut StdRng, client: usize, second: u32) -> What {
        let message = self.messages.len();
        let brings = match rng.random_range(0..20) {
            0..=8 => Brings::Text(TEXTS[rng.random_range(0..TEXTS.len())]),
            9 => Brings::File,
            10..=16 => Brings::Presses(rng.random_range(0..5)),
            17..=18 => Brings::PressesOld(rng.random_range(0..5)),
            _ => Brings::PressesForeign,
        };
        self.messages.push(brings);
        for _ in 0..pick(rng, &[0, 0, 0, 0, 1, 2]) {
            let again = Act {
                second: second + pick(rng, &[0, 1, 30, 600]),
                what: What::Brings { client, message },
            };
            self.acts.push(again);
        }
        // Most messages are answered, and many answers are taken up.
        if rng.random_bool(0.6) {
            let deed = match rng.random_range(0..10) {
                0 => Deed::Types,
                1 => Deed::Closes { result: true },
                _ => Deed::Writes { key: rng.random() },
            };
            let what = What::Does {
                operator: rng.random_range(0..self.operators.len()),
                pick: rng.random(),
                own: true,
                what: deed,
            };
            let second = second + rng.random_range(1..50);
            self.acts.push(Act { second, what });
            if rng.random_bool(0.5) {
                let second = second + rng.random_range(0..90);
                let what = self.message(rng, client, second);
                self.acts.push(Act { second, what });
            }
        }
        What::Brings { client, message }
    }

    fn deed(&self, rng: &mut StdRng) -> Deed {
        match rng.random_range(0..100) {
            0..30 => Deed::Takes {
                sees_holder: rng.random_bool(0.5),
            },
            // A key that comes again is a write that is tried again.
            30..65 => Deed::Writes {
                key: rng.random_range(0..30),
            },
            65..72 => Deed::Types,
            72..75 => Deed::Reads,
            75..79 => Deed::PassesTo {
                operator: rng.random_range(0..self.operators.len()),
            },
            79..84 => Deed::HandsTo {
                group: pick(rng, &[None, Some(0), Some(1)]),
            },
            84..87 => Deed::Returns,
            87..89 => Deed::Runs {
                script: Script::ALL[rng.random_range(0..Script::ALL.len())],
            },
            89..97 => Deed::Closes {
                result: rng.random_bool(0.7),
            },
            _ => Deed::Spam,
        }
    }
}

fn pick<T: Copy>(rng: &mut StdRng, from: &[T]) -> T {
    from[rng.random_range(0..from.len())]
}

fn chat(rng: &mut StdRng) -> ChatPlan {
    let ahead_h = pick(rng, &[0, 0, 4]);
    let zone = if ahead_h == 4 { "Asia/Dubai" } else { "UTC" };
    let day = json!([{"from": "08:00", "to": "12:00"}, {"from": "13:00", "to": "18:30"}]);
    let week = json!({"monday": day, "tuesday": day, "wednesday": day, "thursday": day,
        "friday": day, "saturday": day, "sunday": []});
    let tomorrow = json!([{"first": "2026-11-24", "last": "2026-11-24", "name": "A holiday"}]);
    let general = json!({
        "time_zone": zone,
        "working_hours": if rng.random_bool(0.3) { week } else { Value::Null },
        "holidays": if rng.random_bool(0.2) { tomorrow } else { json!([]) },
    });
    // The lists stay for the day; which one holds changes at the chat's midnight.
    let free = pick(rng, &[0, 0, 3]);
    let list = |rng: &mut StdRng, from: &str| {
        json!({"from": from, "currency": "EUR", "dialog": pick(rng, &[0, 1_000_000]),
            "free_messages": free,
            "channels": {"web": {"bot": pick(rng, &[0, 10]), "operator": pick(rng, &[0, 700]),
                "client": pick(rng, &[0, 30])}}})
    };
    let prices = match rng.random_range(0..4) {
        0 => json!([]),
        1 => json!([list(rng, "2026-11-24")]),
        2 => json!([list(rng, "2026-11-01")]),
        _ => json!([list(rng, "2026-11-01"), list(rng, "2026-11-24")]),
    };
    let fixed = json!({"general": general, "prices": prices});
    let after = [(); 3].map(|()| {
        let scripts = [Script::Goodbye, Script::Survey, Script::Handover];
        rng.random_bool(0.3).then(|| pick(rng, &scripts))
    });
    ChatPlan {
        settings: settings(rng, &fixed),
        main: pick(
            rng,
            &[
                Script::Shop,
                Script::Handover,
                Script::Group,
                Script::Nudge,
                Script::Order,
            ],
        ),
        after,
        ahead_h,
    }
}

/// Other settings of a chat, with its hours and prices as they were.
fn settings(rng: &mut StdRng, before: &Value) -> Value {
    let settings = json!({
        "general": before["general"],
        "prices": before["prices"],
        "script": {
            "reply_to_first_message": rng.random_bool(0.7),
            "client_silence_s": {"web": pick(rng, &[0, 60, 300, 900])},
            "lifetime_s": {"web": pick(rng, &[300, 3600, 3600, 7200])},
        },
        "queue": {
            "time_s": pick(rng, &[0, 30, 300, 300]),
            "notify_min": {"web": pick(rng, &[0, 1, 5])},
            "operator_idle_s": pick(rng, &[0, 0, 45, 120]),
            "operator_idle_to": pick(rng, &["bot", "next_operator", "queue"]),
        },
        "feedback": {
            "ask": rng.random_bool(0.6),
            "after_s": pick(rng, &[0, 0, 40]),
            "scale": pick(rng, &["two", "five", "ten"]),
            "ask_result": rng.random_bool(0.3),
            "results": ["Solved", "Not solved"],
        },
        "service_level": {"working_hours_only": rng.random_bool(0.3)},
    });
    let read: Result<ChatSettings, _> = serde_json::from_value(settings.clone());
    read.expect("these are settings of a chat");
    settings
}
