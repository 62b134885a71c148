//! What a message costs by the price list that held when it was written. Pure.

use domain::{AuthorType, Currency, Messenger, Money, PriceList, Timestamp};
use jiff::tz::TimeZone;
use store::Charge;

/// The prices of a chat in its zone.
#[derive(Debug, Clone, Copy)]
pub struct Prices<'a> {
    /// The lists, in no order.
    pub lists: &'a [PriceList],
    /// The zone in which days begin.
    pub zone: &'a TimeZone,
}

impl Prices<'_> {
    /// The fee of a dialog that begins at `at`, and the currency it is reckoned in; none while no
    /// list holds.
    #[must_use]
    pub fn fee(self, at: Timestamp) -> Option<(Money, Currency)> {
        let list = self.in_force(at)?;
        Some((list.dialog, list.currency))
    }

    /// What a message costs in a dialog reckoned in `currency`. A list in another currency does not
    /// hold for it: sums have one currency.
    #[must_use]
    pub fn message(
        self,
        messenger: Messenger,
        author: AuthorType,
        currency: Currency,
        at: Timestamp,
    ) -> Option<Charge> {
        let of_currency = |list: &&PriceList| list.currency == currency;
        let list = self.in_force_where(at, of_currency)?;
        let price = list.channels.get(&messenger).copied().unwrap_or_default();
        let price = match author {
            AuthorType::Bot => price.bot,
            AuthorType::Operator => price.operator,
            AuthorType::Client => price.client,
            AuthorType::System => return None,
        };
        let date = self.local(at);
        Some(Charge {
            price,
            free: list.free_messages,
            month: format!("{:04}-{:02}", date.year(), date.month()),
        })
    }

    fn in_force(&self, at: Timestamp) -> Option<&PriceList> {
        self.in_force_where(at, |_| true)
    }

    fn in_force_where(
        &self,
        at: Timestamp,
        holds: impl Fn(&&PriceList) -> bool,
    ) -> Option<&PriceList> {
        let day = self.local(at);
        let begun = self.lists.iter().filter(|list| list.from <= day);
        begun.filter(holds).max_by_key(|list| list.from)
    }

    fn local(&self, at: Timestamp) -> jiff::civil::Date {
        let moment = jiff::Timestamp::from_millisecond(at.millis()).unwrap_or_default();
        moment.to_zoned(self.zone.clone()).date()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn at(text: &str) -> Timestamp {
        let moment: jiff::Timestamp = text.parse().unwrap();
        Timestamp::from_millis(moment.as_millisecond())
    }

    #[test]
    fn the_list_of_the_day_in_the_chats_zone_holds() {
        let lists: Vec<PriceList> = serde_json::from_value(json!([
            {"from": "2026-11-01", "currency": "EUR", "dialog": 2_000_000, "free_messages": 3,
             "channels": {"web": {"bot": 10, "operator": 20, "client": 30}}},
            {"from": "2026-12-01", "currency": "EUR", "channels": {"web": {"bot": 11}}},
            {"from": "2026-12-15", "currency": "USD", "channels": {"web": {"bot": 12}}},
        ]))
        .unwrap();
        let zone = TimeZone::get("Europe/Moscow").unwrap();
        let prices = Prices {
            lists: &lists,
            zone: &zone,
        };
        let euro = Currency::try_from("EUR".to_owned()).unwrap();
        let of = |author, moment| {
            let charge = prices.message(Messenger::Web, author, euro, at(moment));
            charge.map(|charge| (charge.price.millionths(), charge.free, charge.month))
        };
        use AuthorType::{Bot, Client, Operator, System};
        assert_eq!(
            of(Bot, "2026-10-31T20:59:59Z"),
            None,
            "before the first list"
        );
        assert_eq!(
            of(Bot, "2026-10-31T21:00:00Z"),
            Some((10, 3, "2026-11".to_owned()))
        );
        assert_eq!(
            of(Operator, "2026-11-05T00:00:00Z"),
            Some((20, 3, "2026-11".to_owned()))
        );
        assert_eq!(
            of(Client, "2026-11-05T00:00:00Z"),
            Some((30, 3, "2026-11".to_owned()))
        );
        assert_eq!(of(System, "2026-11-05T00:00:00Z"), None);
        assert_eq!(
            of(Bot, "2026-11-30T21:00:00Z"),
            Some((11, 0, "2026-12".to_owned()))
        );
        assert_eq!(
            of(Client, "2026-12-20T00:00:00Z"),
            Some((0, 0, "2026-12".to_owned()))
        );
        assert_eq!(
            of(Bot, "2026-12-20T00:00:00Z"),
            Some((11, 0, "2026-12".to_owned()))
        );
        let fee = |moment| {
            prices
                .fee(at(moment))
                .map(|(fee, currency)| (fee.millionths(), currency.to_string()))
        };
        assert_eq!(
            fee("2026-11-05T00:00:00Z"),
            Some((2_000_000, "EUR".to_owned()))
        );
        assert_eq!(fee("2026-12-20T00:00:00Z"), Some((0, "USD".to_owned())));
        assert_eq!(fee("2026-10-01T00:00:00Z"), None);
    }
}
