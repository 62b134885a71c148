use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Currency, Messenger, Money, Problem, ProblemCode};

/// The most price lists of a chat.
pub(super) const PRICE_LISTS_MAX: usize = 100;
/// The highest price, in whole units of the currency.
const PRICE_MAX: i64 = 1_000_000;

/// What messages cost from a day on, until the next list begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct PriceList {
    /// The first day it holds, in the chat's time zone.
    #[schemars(with = "String", extend("format" = "date"))]
    #[ts(type = "string")]
    pub from: Date,
    /// The currency of every price in it.
    #[schemars(with = "String", extend("pattern" = "^[A-Z]{3}$"))]
    pub currency: Currency,
    /// The fee of a dialog, in millionths of a unit.
    #[serde(default)]
    #[schemars(with = "i64")]
    pub dialog: Money,
    /// How many messages of a month are free.
    #[serde(default)]
    pub free_messages: u32,
    /// The prices of messages by channel; a channel left out costs nothing.
    #[serde(default)]
    pub channels: BTreeMap<Messenger, Price>,
}

/// What a message costs in one channel, in millionths of a unit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
pub struct Price {
    /// Of the bot.
    #[schemars(with = "i64")]
    pub bot: Money,
    /// Of an operator.
    #[schemars(with = "i64")]
    pub operator: Money,
    /// Of the client.
    #[schemars(with = "i64")]
    pub client: Money,
}

pub(super) fn check(lists: &[PriceList], problems: &mut Vec<Problem>) {
    // That there are too many is said already; each of millions would not help.
    if lists.len() > PRICE_LISTS_MAX {
        return;
    }
    for (index, list) in lists.iter().enumerate() {
        let field = |name: &str| format!("prices.{index}.{name}");
        if lists[..index].iter().any(|other| other.from == list.from) {
            problems.push(Problem::new(field("from"), ProblemCode::Twice));
        }
        let mut amount = |name: String, money: Money| {
            if !(0..=PRICE_MAX * 1_000_000).contains(&money.millionths()) {
                let code = ProblemCode::NotAPrice { limit: PRICE_MAX };
                problems.push(Problem::new(field(&name), code));
            }
        };
        amount("dialog".to_owned(), list.dialog);
        for (messenger, price) in &list.channels {
            amount(format!("channels.{messenger}.bot"), price.bot);
            amount(format!("channels.{messenger}.operator"), price.operator);
            amount(format!("channels.{messenger}.client"), price.client);
        }
    }
}
